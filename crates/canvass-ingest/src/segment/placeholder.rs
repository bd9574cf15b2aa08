//! Replies that say nothing themselves: "N/A", "no comment", "see attached", "as above".
//!
//! A reply is one where every word of it belongs to such a phrase, and one of them makes it one;
//! "see the attached survey, which shows that fares fell" has words of its own.
//! Several of them, and thanks, are one too: "N/A - see above", "Thank you for consulting us. We have no comments."

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// What stands in the place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// Nothing to say, or the question does not apply.
    NoComment,
    /// The answer is in another document.
    SeeAttached,
    /// The answer was given elsewhere in the response.
    AsAbove,
    /// No opinion. It is an answer among others, but by itself it says nothing.
    NoOpinion,
}

/// More words than this in one phrase are an answer,
const LONGEST: usize = 16;
/// and so are more bytes in all.
const LONGEST_TEXT: usize = 300;

/// Words that come with any of the phrases.
const COMMON: &[&str] = &[
    // English
    "please", "the", "our", "my", "i", "we", "have", "has", "is", "are", "of", "to", "in", "on", "for", "at",
    "this", "that", "these", "it", "and", "thank", "you", "thanks", "sorry", "from", "us", "be", "been", "a",
    "any", // French
    "le", "la", "les", "l", "de", "du", "des", "d", "à", "a", "au", "aux", "ce", "cette", "et", "en", "nous",
    "je", "n", "avons", "ai", "merci", "notre", "ma", "mon", // German
    "der", "die", "das", "den", "dem", "zu", "zur", "zum", "im", "bitte", "wir", "ich", "haben", "habe",
    "unsere", "unserer", "meine", "meiner", "unser", "mein", "diese", "dieser", "und", "danke", "von",
];

/// A kind: the words that make a reply one, and the words that may stand beside them.
struct Kind {
    placeholder: Placeholder,
    keys: &'static [&'static str],
    /// Words of which one of the first makes it one before one of the second, whatever stands between.
    pairs: &'static [(&'static [&'static str], &'static [&'static str])],
    beside: &'static [&'static str],
}

/// What is not there,
const NEGATIONS: &[&str] =
    &["no", "not", "don't", "dont", "haven't", "without", "dim", "kein", "keine", "aucun", "sin"];
/// and what would have been.
const REMARKS: &[&str] = &[
    "comment",
    "comments",
    "remark",
    "remarks",
    "observation",
    "observations",
    "feedback",
    "input",
    "sylw",
    "sylwadau",
    "commentaire",
    "commentaires",
    "anmerkung",
    "anmerkungen",
    "comentario",
    "comentarios",
];
const OPINIONS: &[&str] = &["opinion", "opinions", "view", "views"];
/// What points somewhere,
const POINTERS: &[&str] =
    &["as", "see", "per", "refer", "same", "cf", "voir", "comme", "siehe", "wie", "gweler", "fel"];
const SAID: &[&str] = &[
    "stated",
    "said",
    "mentioned",
    "given",
    "outlined",
    "explained",
    "covered",
    "addressed",
    "answered",
    "made",
    "noted",
    "described",
    "discussed",
    "raised",
    "commented",
    "responded",
    "replied",
    "detailed",
    "expressed",
];
/// and where: to what the respondent said elsewhere,
const ELSEWHERE: &[&str] = &[
    NUMBER,
    "above",
    "below",
    "earlier",
    "previous",
    "previously",
    "before",
    "already",
    "uchod",
    "oben",
    "ci-dessus",
];
/// or to another document.
const CARRIERS: &[&str] = &[
    "letter",
    "email",
    "e-mail",
    "document",
    "documents",
    "paper",
    "submission",
    "report",
    "file",
    "files",
    "pdf",
];
const SENT: &[&str] = &["sent", "submitted", "provided", "supplied", "uploaded", "find"];
/// What the number of a question is written as here.
const NUMBER: &str = "#";

static KINDS: [Kind; 4] = [
    Kind {
        placeholder: Placeholder::NoComment,
        keys: &[
            "n/a",
            "na",
            "no further",
            "no additional",
            "no response",
            "no answer",
            "no reply",
            "nothing to add",
            "nothing further",
            "nothing else",
            "nothing more",
            "nothing to say",
            "not applicable",
            "nil",
            "none",
            "blank",
            "tbc",
            "tba",
            "amherthnasol",
            "dim byd",
            "kein kommentar",
            "brak uwag",
            "nie dotyczy",
            "no aplica",
            "nothing",
            "left blank",
            "intentionally blank",
            "intentionally left blank",
            "not answered",
            "not ticked",
            "not discussed",
            "sans objet",
            "sans commentaire",
            "pas de commentaire",
            "pas de commentaires",
            "néant",
            "rien à ajouter",
            "rien à signaler",
            "pas de réponse",
            "non applicable",
            "keine angabe",
            "keine angaben",
            "k.a",
            "entfällt",
            "keine antwort",
            "nicht zutreffend",
            "nichts hinzuzufügen",
        ],
        pairs: &[(NEGATIONS, REMARKS)],
        beside: &[
            "comment",
            "comments",
            "time",
            "stage",
            "point",
            "present",
            "currently",
            "question",
            "section",
            "add",
            "make",
            "made",
            "say",
            "further",
            "additional",
            "else",
            "other",
            "response",
            "offer",
            "no",
            "not",
            "do",
            "don",
            "t",
            "don't",
            "wish",
            "would",
            "like",
            "more",
            "specific",
            "particular",
            "regarding",
            "about",
            "concerning",
            "proposal",
            "proposals",
            "consultation",
            "questions",
            "document",
            "pellach",
            "i'w",
            "ychwanegu",
            "commentaire",
            "commentaires",
            "question",
            "cette",
            "pas",
            "stade",
            "weitere",
            "weiteren",
            "frage",
            "hierzu",
            "dazu",
        ],
    },
    Kind {
        placeholder: Placeholder::SeeAttached,
        keys: &[
            "attached",
            "ynghlwm",
            "amgaeedig",
            "attachment",
            "attachments",
            "enclosed",
            "enclosure",
            "separate document",
            "separate letter",
            "separate response",
            "separate submission",
            "separate paper",
            "separate sheet",
            "separate email",
            "separate e-mail",
            "separately",
            "covering letter",
            "cover letter",
            "supporting document",
            "written response",
            "full response",
            "ci-joint",
            "ci-jointe",
            "pièce jointe",
            "pièces jointes",
            "document joint",
            "courrier joint",
            "siehe anlage",
            "siehe anhang",
            "siehe anlagen",
            "in der anlage",
            "im anhang",
            "beigefügt",
            "beiliegend",
            "anliegend",
        ],
        pairs: &[(POINTERS, CARRIERS), (SENT, CARRIERS)],
        beside: &[
            "see",
            "refer",
            "as",
            "per",
            "full",
            "written",
            "response",
            "responses",
            "submission",
            "letter",
            "document",
            "documents",
            "paper",
            "report",
            "file",
            "files",
            "pdf",
            "word",
            "email",
            "e-mail",
            "separate",
            "sent",
            "by",
            "post",
            "answer",
            "answers",
            "reply",
            "comment",
            "comments",
            "detail",
            "details",
            "detailed",
            "further",
            "more",
            "additional",
            "information",
            "question",
            "questions",
            "uploaded",
            "provided",
            "supplied",
            "submitted",
            "with",
            "under",
            "find",
            "here",
            "s",
            "voir",
            "document",
            "lettre",
            "réponse",
            "courrier",
            "complète",
            "siehe",
            "schreiben",
            "stellungnahme",
            "dokument",
            "brief",
            "antwort",
            "ausführliche",
        ],
    },
    Kind {
        placeholder: Placeholder::AsAbove,
        keys: &[
            "above answer",
            "above response",
            "above comment",
            "above comments",
            "ditto",
            "idem",
            "same as",
            "previous answer",
            "previous response",
            "previous comment",
            "previous comments",
            "earlier answer",
            "earlier response",
            "answer above",
            "response above",
            "comments above",
            "comment above",
            "same answer",
            "same response",
            "same comment",
            "same comments",
            "the same",
            "refer to answer",
            "refer to question",
            "refer to response",
            "refer to our",
            "refer to my",
            "see answer",
            "see our answer",
            "see my answer",
            "see question",
            "see our response",
            "see my response",
            "see response",
            "see comment",
            "see comments",
            "see my comments",
            "see our comments",
            "ci-dessus",
            "voir question",
            "voir réponse",
            "même réponse",
            "s.o",
            "dito",
            "siehe frage",
            "siehe antwort",
            "wie bei frage",
        ],
        pairs: &[(POINTERS, ELSEWHERE), (SAID, ELSEWHERE), (ELSEWHERE, SAID)],
        beside: &[
            "as",
            "see",
            "above",
            "below",
            "same",
            "answer",
            "answers",
            "answered",
            "response",
            "responses",
            "reply",
            "comment",
            "comments",
            "question",
            "questions",
            "section",
            "previous",
            "previously",
            "earlier",
            "before",
            "stated",
            "said",
            "mentioned",
            "given",
            "made",
            "outlined",
            "explained",
            "covered",
            "addressed",
            "already",
            "refer",
            "per",
            "under",
            "also",
            "again",
            "reasons",
            "voir",
            "réponse",
            "question",
            "même",
            "que",
            "cf",
            "comme",
            "siehe",
            "frage",
            "antwort",
            "wie",
            "bei",
        ],
    },
    Kind {
        placeholder: Placeholder::NoOpinion,
        keys: &[],
        pairs: &[(NEGATIONS, OPINIONS)],
        beside: &["do", "either", "way", "question", "matter"],
    },
];

/// Thanks begin with one of these and have no other words than those.
const THANKS: &[&str] = &["thank", "thanks", "many", "diolch", "merci"];
const COURTESIES: &[&str] = &[
    "thank",
    "thanks",
    "many",
    "diolch",
    "merci",
    "very",
    "much",
    "your",
    "opportunity",
    "comment",
    "respond",
    "consulting",
    "consultation",
    "consulted",
    "inviting",
    "asking",
    "contacting",
    "sending",
    "notifying",
    "letter",
    "email",
    "e-mail",
    "dated",
    "regarding",
    "about",
    "proposal",
    "proposals",
];

impl Placeholder {
    /// The kind that `text` is, if it says nothing else.
    pub(crate) fn of(text: &str) -> Option<Self> {
        Self::among(text, &KINDS[..3])
    }

    /// The same of all that a response says.
    pub(crate) fn of_all(text: &str) -> Option<Self> {
        Self::among(text, &KINDS)
    }

    fn among(text: &str, kinds: &[Kind]) -> Option<Self> {
        if text.len() > LONGEST_TEXT || words(text).any(|word| !is_known(&word)) {
            return None;
        }
        let phrase = |text: &str| {
            let words = numbered(words(text));
            kinds.iter().find(|kind| kind.holds(&words)).map(|kind| kind.placeholder)
        };
        phrase(text).or_else(|| {
            let said: Vec<&str> = clauses(text).filter(|clause| !is_courtesy(clause)).collect();
            let kinds: Option<Vec<Self>> = said.into_iter().map(phrase).collect();
            Self::foremost(kinds?.into_iter())
        })
    }

    /// Of several the one that is told: whoever has to find another document has to know of it.
    pub(crate) fn foremost(kinds: impl Iterator<Item = Self>) -> Option<Self> {
        kinds.min_by_key(|kind| *kind != Self::SeeAttached)
    }

    /// The reason a response is blank that says no more than this.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NoComment => "no comment",
            Self::SeeAttached => "see attached",
            Self::AsAbove => "as above",
            Self::NoOpinion => "no opinion",
        }
    }
}

impl Kind {
    fn holds(&self, words: &[String]) -> bool {
        if words.is_empty() || words.len() > LONGEST {
            return false;
        }
        let line = format!(" {} ", words.join(" "));
        let key = self.keys.iter().find(|key| line.contains(&format!(" {key} ")));
        // "None of these" is a choice.
        let key = key.filter(|key| **key != "none" || !line.contains(" none of "));
        if key.is_none() && !self.pairs.iter().any(|(first, second)| is_pair(words, first, second)) {
            return false;
        }
        words.iter().all(|word| {
            let word = word.as_str();
            key.is_some_and(|key| key.split(' ').any(|part| part == word))
                || COMMON.contains(&word)
                || self.beside.contains(&word)
                || self.keys.contains(&word)
                || self.pairs.iter().any(|(first, second)| first.contains(&word) || second.contains(&word))
                || word == NUMBER
                || is_number(word)
        })
    }
}

/// Whether one of `first` stands before one of `second`.
fn is_pair(words: &[String], first: &[&str], second: &[&str]) -> bool {
    let at = words.iter().position(|word| first.contains(&word.as_str()));
    at.is_some_and(|at| words[at + 1..].iter().any(|word| second.contains(&word.as_str())))
}

/// Phrases that follow each other: what ends a sentence has a blank behind it, as a dash has around it.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['\n', ',', ';', '!', '(', ')', '–', '—']);
    let parts = parts.flat_map(|part| part.split(". ")).flat_map(|part| part.split(" - "));
    parts.filter(|part| part.contains(char::is_alphanumeric))
}

/// "Thank you for consulting us", "Many thanks for your letter dated 3 March".
fn is_courtesy(clause: &str) -> bool {
    let mut all = words(clause).peekable();
    let thanks = |word: &String| matches!(word.as_str(), "i" | "we") || THANKS.contains(&word.as_str());
    all.peek().is_some_and(thanks)
        && words(clause).any(|word| THANKS.contains(&word.as_str()))
        && all.all(|word| {
            COURTESIES.contains(&word.as_str()) || COMMON.contains(&word.as_str()) || is_number(&word)
        })
}

/// Words in lower case, without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let split =
        text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '(' | ')'));
    let words = split.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(|word| {
        let word = word.to_lowercase().replace('’', "'");
        // "N.A." and "n\\a".
        if matches!(word.as_bytes(), [b'n', mark, b'a'] if !mark.is_ascii_alphanumeric()) {
            "n/a".to_owned()
        } else {
            word
        }
    })
}

/// The words with the numbers of questions, "Q2" and "question no 2", written as [`NUMBER`].
fn numbered(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words {
        let before = found.last().map_or("", String::as_str);
        let counts = before == NUMBER || NUMBERED.contains(&before);
        if !is_number(&word) || !counts && !word.starts_with('q') {
            found.push(word);
            continue;
        }
        while found.last().is_some_and(|last| matches!(last.as_str(), "no" | "nr" | "number" | "q")) {
            found.pop();
        }
        found.push(NUMBER.to_owned());
    }
    found
}

/// What a question's number stands behind.
const NUMBERED: &[&str] = &[
    "q",
    "no",
    "nr",
    "number",
    "question",
    "questions",
    "answer",
    "response",
    "reply",
    "comment",
    "section",
    "frage",
    "antwort",
    "réponse",
    "cwestiwn",
];

/// Every word of the phrases and beside them: the first of another sort tells that a text is an answer.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let of_kind = |kind: &'static Kind| {
        let keys = kind.keys.iter().flat_map(|key| key.split(' ').chain(std::iter::once(*key)));
        let pairs = kind.pairs.iter().flat_map(|(first, second)| first.iter().chain(*second).copied());
        keys.chain(pairs).chain(kind.beside.iter().copied())
    };
    let words = KINDS.iter().flat_map(of_kind);
    words.chain([COMMON, COURTESIES, THANKS, NUMBERED].into_iter().flatten().copied()).collect()
});

fn is_known(word: &str) -> bool {
    KNOWN.contains(word) || is_number(word)
}

/// `3`, `q3`, `2a`, `3.1`.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches('q');
    digits.starts_with(|letter: char| letter.is_ascii_digit()) && digits.len() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Option<Placeholder>, texts: &[&str]) {
        for text in texts {
            assert_eq!(Placeholder::of(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_to_say_is_no_answer() {
        check(
            Some(Placeholder::NoComment),
            &[
                "N/A",
                "n/a.",
                "NA",
                "No comment",
                "No comments at this time.",
                "Nothing to add",
                "Not applicable",
                "We have no further comments to make on this question.",
                "(no response)",
                "nil",
                "Nothing further, thank you",
                "Sans objet",
                "Pas de commentaire",
                "k.A.",
                "Keine Angabe",
                "Entfällt.",
                "none.",
                "None",
                "n.a",
                "n.a.",
                "N.A.",
                "n\\a",
                "I don't have any comments",
                "We don’t have any further comments to make",
                "none at this time",
                "nothing to add at this stage",
                "We have no comments to make on the proposals.",
                "Thank you for consulting us. We have no comments to make.",
                "Dim sylw",
                "Dim sylwadau pellach",
                "(blank)",
                "No further observations",
                "n/a - see above",
            ],
        );
    }

    #[test]
    fn another_document_holds_the_answer() {
        check(
            Some(Placeholder::SeeAttached),
            &[
                "See attached",
                "Please see attached letter.",
                "Please refer to our full response (attached).",
                "Response sent separately by email",
                "As per the attached document, Question 3",
                "See separate document",
                "Voir pièce jointe",
                "Siehe Anlage",
                "Please find attached our response",
                "See attached file(s)",
                "See email",
                "N/A. See attached.",
            ],
        );
    }

    #[test]
    fn the_answer_was_given_before() {
        check(
            Some(Placeholder::AsAbove),
            &[
                "As above",
                "as above.",
                "See above",
                "Please see our answer to question 3",
                "Same as Q2",
                "Ditto",
                "See previous comments",
                "Refer to question 4a above",
                "Voir ci-dessus",
                "Siehe oben",
                "Idem",
                "As stated above",
                "See response to Q1 and Q2",
                "As I said in Q2",
                "as stated previously",
                "see Q1",
                "As Q1",
                "As per question no. 3",
                "per above",
                "Already covered",
                "Gweler uchod",
            ],
        );
    }

    #[test]
    fn words_of_ones_own_are_an_answer() {
        check(
            None,
            &[
                "",
                "-",
                "No",
                "None of them",
                "None of these",
                "No. See above",
                "We said no before",
                "No opinion",
                "Thank you for consulting us.",
                "No comment from the police was sought",
                "Nothing will change",
                "See the attached survey, which shows that fares fell",
                "As above, but more money is needed",
                "The same rules for all",
                "No view",
                "Don't know",
                "No more cars",
                "Not applicable to small farms",
                "We attached great weight to safety",
                "Option 3",
            ],
        );
    }
}

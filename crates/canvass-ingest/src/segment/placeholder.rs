//! Replies that say nothing themselves: "N/A", "no comment", "see attached", "as above".
//!
//! A reply is one where every word of it belongs to such a phrase, and one of them makes it one;
//! "see the attached survey, which shows that fares fell" has words of its own.

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
}

/// More words than this are an answer,
const LONGEST: usize = 16;
/// and so are more bytes.
const LONGEST_TEXT: usize = 200;

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
    beside: &'static [&'static str],
}

static KINDS: [Kind; 3] = [
    Kind {
        placeholder: Placeholder::NoComment,
        keys: &[
            "n/a",
            "na",
            "no comment",
            "no comments",
            "no further",
            "no additional",
            "no other comment",
            "no other comments",
            "no more comments",
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
            "nothing",
            "left blank",
            "intentionally blank",
            "intentionally left blank",
            "not answered",
            "not ticked",
            "not discussed",
            "no specific comment",
            "no specific comments",
            "no particular comment",
            "no particular comments",
            "sans objet",
            "sans commentaire",
            "aucun commentaire",
            "pas de commentaire",
            "pas de commentaires",
            "néant",
            "rien à ajouter",
            "rien à signaler",
            "pas de réponse",
            "non applicable",
            "kein kommentar",
            "keine angabe",
            "keine angaben",
            "k.a",
            "entfällt",
            "keine antwort",
            "keine anmerkungen",
            "nicht zutreffend",
            "nichts hinzuzufügen",
        ],
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
            "don’t",
            "don't",
            "wish",
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
            "as above",
            "see above",
            "above answer",
            "above response",
            "above comment",
            "above comments",
            "ditto",
            "idem",
            "same as",
            "as before",
            "as previous",
            "previous answer",
            "previous response",
            "previous comment",
            "previous comments",
            "see previous",
            "as previously",
            "see earlier",
            "earlier answer",
            "earlier response",
            "answer above",
            "response above",
            "comments above",
            "comment above",
            "answered above",
            "stated above",
            "said above",
            "mentioned above",
            "given above",
            "outlined above",
            "explained above",
            "covered above",
            "addressed above",
            "already answered",
            "already stated",
            "answered previously",
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
            "see below",
            "as below",
            "voir ci-dessus",
            "cf ci-dessus",
            "comme ci-dessus",
            "ci-dessus",
            "voir question",
            "voir réponse",
            "même réponse",
            "siehe oben",
            "s.o",
            "wie oben",
            "dito",
            "siehe frage",
            "siehe antwort",
            "wie bei frage",
        ],
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
            "q",
            "number",
            "no",
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
            "oben",
            "nr",
        ],
    },
];

impl Placeholder {
    /// The kind that `text` is, if it says nothing else.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if text.len() > LONGEST_TEXT {
            return None;
        }
        if words(text).any(|word| !is_known(&word)) {
            return None;
        }
        let words: Vec<String> = words(text).take(LONGEST + 1).collect();
        if words.is_empty() || words.len() > LONGEST {
            return None;
        }
        let line = format!(" {} ", words.join(" "));
        KINDS.iter().find(|kind| kind.holds(&words, &line)).map(|kind| kind.placeholder)
    }

    /// The reason a response is blank that says no more than this.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NoComment => "no comment",
            Self::SeeAttached => "see attached",
            Self::AsAbove => "as above",
        }
    }
}

impl Kind {
    fn holds(&self, words: &[String], line: &str) -> bool {
        let Some(key) = self.keys.iter().find(|key| line.contains(&format!(" {key} "))) else { return false };
        words.iter().all(|word| {
            key.split(' ').any(|part| part == word)
                || COMMON.contains(&word.as_str())
                || self.beside.contains(&word.as_str())
                || self.keys.contains(&word.as_str())
                || is_number(word)
        })
    }
}

/// Words in lower case, without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let split =
        text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '(' | ')'));
    let words = split.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase());
    words.filter(|word| !word.is_empty())
}

/// Every word of the phrases and beside them: the first of another sort tells that a text is an answer.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let of_kind = |kind: &'static Kind| {
        kind.keys.iter().flat_map(|key| key.split(' ')).chain(kind.beside.iter().copied())
    };
    KINDS
        .iter()
        .flat_map(of_kind)
        .chain(KINDS.iter().flat_map(|kind| kind.keys.iter().copied()))
        .chain(COMMON.iter().copied())
        .collect()
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
            ][..8],
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
                "None",
                "None of them",
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

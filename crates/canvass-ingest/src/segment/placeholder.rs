//! Replies that say nothing themselves: "N/A", "no comment", "see attached", "as above".
//!
//! A reply is one where every word of it belongs to such a phrase, and one of them makes it one;
//! "see the attached survey, which shows that fares fell" has words of its own.
//! Several of them, and thanks, are one too: "N/A - see above", "Thank you for consulting us. We have no comments."

mod phrases;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use phrases::{COMMON, COURTESIES, KINDS, Kind, NUMBER, NUMBERED, THANKS};

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

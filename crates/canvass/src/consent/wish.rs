//! A wish not to be published, somewhere in a text: "Please keep my comments private", "in confidence".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::plain;

/// Words that such a wish has one of.
const TELLING: [&str; 4] = ["publi", "quot", "confiden", "private"];
/// Bytes around such a word that a wish stands in.
const AROUND: usize = 120;
/// Whole phrases that are a wish.
const WISHES: [&str; 18] = [
    "not for publication",
    "do not publish",
    "don't publish",
    "do not quote",
    "don't quote",
    "not to be published",
    "not be published",
    "not to be quoted",
    "not be quoted",
    "strictly private",
    "private and confidential",
    "strictly confidential",
    "in strict confidence",
    "treat this in confidence",
    "treat this as confidential",
    "treat as confidential",
    "given in confidence",
    "out of the published",
];
/// What is refused to be made public: what the writer sends,
const OWN: [&str; 21] = [
    "my response",
    "our response",
    "this response",
    "my comments",
    "our comments",
    "these comments",
    "my reply",
    "our reply",
    "this reply",
    "this letter",
    "my letter",
    "our letter",
    "this submission",
    "my words",
    "our submission",
    "my answers",
    "our answers",
    "name and reply",
    "name and response",
    "name and comments",
    "name and letter",
];
/// where it is called confidential,
const CONFIDENTIAL: [&str; 3] = ["is confidential", "are confidential", "as confidential"];
/// is to be kept private,
const KEPT: [&str; 5] = ["keep", "kept", "stay", "remain", "treat"];
/// or is not to be published.
const DENIED: [&str; 16] = [
    "do not want",
    "don't want",
    "do not wish",
    "don't wish",
    "do not consent",
    "don't consent",
    "do not agree to",
    "not give permission",
    "not give consent",
    "must not be",
    "should not be",
    "may not quote",
    "may not publish",
    "rather not",
    "would not like",
    "not happy for",
];
const PUBLISHED: [&str; 6] = ["published", "publish", "made public", "quoted", "quote", "publication"];

/// What mails say below every text of theirs.
const OF_MAIL: [&str; 6] = ["e-mail", "email", "message", "attachment", "recipient", "addressee"];

/// [`TELLING`] in any letters: every text is looked through.
static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let search = AhoCorasick::builder().ascii_case_insensitive(true).build(TELLING);
    search.expect("a few short words make a small automaton")
});

/// Whether a text asks not to be published.
pub(super) fn refuses(text: &str) -> bool {
    SEARCH.find_iter(text).any(|found| {
        let from = text.floor_char_boundary(found.start().saturating_sub(AROUND));
        let to = text.ceil_char_boundary((found.end() + AROUND).min(text.len()));
        let from = text[from..found.start()].rfind(ENDS).map_or(from, |end| from + end + 1);
        let to = text[found.end()..to].find(ENDS).map_or(to, |end| found.end() + end);
        is_wish(&plain(&text[from..to]))
    })
}

/// Marks that end a sentence.
const ENDS: [char; 4] = ['.', '!', '?', '\n'];

/// Whether a sentence in lower case is such a wish.
pub(super) fn is_wish(sentence: &str) -> bool {
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| sentence.contains(phrase));
    let is_own = || has(&OWN);
    let is_wish = has(&WISHES)
        || is_own() && has(&CONFIDENTIAL)
        || is_own() && (sentence.contains("private") || sentence.contains("confidential")) && has(&KEPT)
        || is_own() && sentence.contains("in confidence") && has(&KEPT)
        || has(&DENIED) && has(&PUBLISHED);
    is_wish && !has(&OF_MAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_told_from_what_is_said_of_publishing() {
        for wish in [
            "Please do not publish my letter.",
            "This letter is confidential.",
            "I don’t want my comments made public.",
            "Please keep my comments private.",
            "Please keep my name and reply private.",
            "Keep my response confidential.",
            "I do not consent to my words being published.",
            "Please treat this in confidence.",
            "My reply must not be made public.",
            "We ask that this submission is not published and that it must not be quoted.",
            "PRIVATE AND CONFIDENTIAL",
            "You may not quote from this letter.",
            "Please leave my comments out of the published report.",
        ] {
            assert!(refuses(&format!("We are against. {wish} Yours")), "{wish}");
        }
        for other in [
            "We publish our accounts.",
            "The council has not published its figures.",
            "Private landlords must not be allowed to ignore the rules.",
            "The public should not be charged. We have every confidence in the officers.",
            "This e-mail and any attachments are private and confidential.",
            "Data about patients is confidential and should be shared with care.",
        ] {
            assert!(!refuses(other), "{other}");
        }
    }
}

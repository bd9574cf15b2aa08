//! Whether a respondent lets the report quote them: what they ticked about publication, and what they wrote of it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use canvass_core::Response;

/// Words in a header that asks about publication.
const ABOUT: [&str; 8] =
    ["publish", "publication", "quote", "quoting", "made public", "make public", "confidential", "withhold"];
/// Words that turn such a header round: a yes below it refuses.
const REFUSING: [&str; 12] = [
    "confidential",
    "withhold",
    "not publish",
    "not be published",
    "not to be published",
    "n't publish",
    "not quote",
    "not be quoted",
    "object to",
    "objection to",
    "exempt",
    "opt out",
];
/// What a cell says that refuses whatever is asked.
const REFUSALS_TICKED: [&str; 9] = [
    "do not publish",
    "don't publish",
    "not publish",
    "not for publication",
    "do not quote",
    "not be published",
    "not be quoted",
    "keep my response private",
    "refuse",
];
const NO: [&str; 12] =
    ["no", "n", "false", "0", "do not", "don't", "not", "never", "disagree", "decline", "unticked", "non"];
/// Wishes in the text of a response.
const REFUSALS_WRITTEN: [&str; 12] = [
    "not for publication",
    "do not publish",
    "don't publish",
    "do not quote",
    "don't quote",
    "not to be published",
    "not wish this to be published",
    "treat this as confidential",
    "treat this response as confidential",
    "treat my response as confidential",
    "in strict confidence",
    "strictly confidential",
];

/// Whether a response may be quoted: no column and none of its own words refuses.
pub(crate) fn may_be_quoted(response: &Response) -> bool {
    let refused = response.attributes.iter().any(|(header, cell)| refuses(header, cell));
    !refused && !WRITTEN.is_match(&response.text)
}

/// [`REFUSALS_WRITTEN`] in any letters: every text is looked through.
static WRITTEN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let search = AhoCorasick::builder().ascii_case_insensitive(true).build(REFUSALS_WRITTEN);
    search.expect("a dozen short phrases make a small automaton")
});

/// Whether a cell below a header refuses publication.
fn refuses(header: &str, cell: &str) -> bool {
    let (header, cell) = (plain(header), plain(cell));
    let has = |text: &str, phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let says = |words: &[&str]| words.iter().any(|word| begins(&cell, word));
    if cell.is_empty() || !has(&header, &ABOUT) {
        return false;
    }
    let keeps_secret = cell.contains("confidential") && !cell.contains("not confidential");
    if has(&cell, &REFUSALS_TICKED) || keeps_secret && cell != "not confidential" {
        return true;
    }
    let is_no = says(&NO) || cell == "-" || says(&["strongly disagree"]);
    // "Do not publish": any mark below it refuses.
    if has(&header, &REFUSING) { !is_no } else { is_no && cell != "-" }
}

/// Words in lower case with straight apostrophes and single spaces.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn begins(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_in_the_sense_of_its_header() {
        for (header, refusing, consenting) in [
            (
                "May we publish your response?",
                &["No", "no, please keep it private"][..],
                &["Yes, without my name", "Yes"][..],
            ),
            ("Is your response confidential?", &["Yes", "X"], &["No", ""]),
            ("Please do not publish my response", &["Yes", "x", "1", "ticked"], &["No", ""]),
            ("I object to publication", &["Yes"], &["No"]),
            (
                "Would you like your response to be exempt from publication?",
                &["Yes"],
                &["No", "No, publish it"],
            ),
            (
                "How would you like us to treat your response? - Publish",
                &["Keep my response confidential"],
                &["Publish my response with my name"],
            ),
            ("I am content to be quoted", &["Disagree", "Strongly disagree"], &["Agree"]),
            (
                "Publication of responses",
                &["Do not publish response"],
                &["Publish response only (without name)", "Publish response with name"],
            ),
            ("Are you happy for your response to be quoted?", &["No"], &["Yes – anonymously"]),
        ] {
            for cell in refusing {
                assert!(refuses(header, cell), "{header}: {cell}");
            }
            for cell in consenting {
                assert!(!refuses(header, cell), "{header}: {cell}");
            }
        }
        assert!(!refuses("Notes", "No"));
        assert!(!refuses("Publication date", "12 May 2026"));
    }

    #[test]
    fn words_can_refuse() {
        let of = |text: &str| Response { text: text.to_owned(), ..Response::default() };
        assert!(!may_be_quoted(&of("Please do not publish my letter.")));
        assert!(may_be_quoted(&of("We publish our accounts.")));
    }
}

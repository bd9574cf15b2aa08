//! Whether a respondent lets the report quote them: what they ticked about publication, and what they wrote of it.

mod wish;

use canvass_core::Response;

/// Words in a header that asks about publication.
const ABOUT: [&str; 8] =
    ["publish", "publication", "quote", "quoting", "made public", "make public", "confidential", "withhold"];
/// A column that is about publication and asks nobody for leave.
const NO_LEAVE: [&str; 3] = ["date", "publisher", "place of"];
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
const REFUSALS_TICKED: [&str; 16] = [
    "do not",
    "don't",
    "not publish",
    "not for publication",
    "not quote",
    "not be published",
    "not be quoted",
    "no quote",
    "not consent",
    "private",
    "refuse",
    "redact",
    "withhold",
    "internal",
    "summary",
    "rather not",
];
/// What a cell begins with that gives leave,
const YES: [&str; 22] = [
    "yes",
    "y",
    "true",
    "1",
    "x",
    "ticked",
    "checked",
    "on",
    "ok",
    "okay",
    "agree",
    "strongly agree",
    "tend to agree",
    "of course",
    "happy",
    "i agree",
    "i consent",
    "consent",
    "content",
    "i am happy",
    "sure",
    "✓",
];
/// and what gives it wherever it stands.
const LEAVE: [&str; 9] = [
    "publish",
    "be quoted",
    "can quote",
    "may quote",
    "not confidential",
    "without my name",
    "anonym",
    "in full",
    "with name",
];
const NO: [&str; 13] = [
    "no", "n", "false", "0", "do not", "don't", "not", "never", "disagree", "decline", "unticked", "non", "-",
];

/// Whether a response may be quoted: no column, none of its own words and no header of its pages refuses.
pub(crate) fn may_be_quoted(response: &Response) -> bool {
    let refused = response.attributes.iter().any(|(header, cell)| {
        wish::refuses(cell) || header != canvass_ingest::PAGE_MARGINS && refuses(header, cell)
    });
    !refused && !wish::refuses(&response.text)
}

/// Whether a cell below a header refuses publication. Where leave is asked for, only what gives it does not.
fn refuses(header: &str, cell: &str) -> bool {
    let (header, cell) = (plain(header), plain(cell));
    let has = |text: &str, phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let says = |words: &[&str]| words.iter().any(|word| begins(&cell, word));
    if cell.is_empty() || !has(&header, &ABOUT) || has(&header, &NO_LEAVE) {
        return false;
    }
    let is_no = says(&NO) || says(&["strongly disagree"]);
    // "Do not publish": any mark below it refuses.
    if has(&header, &REFUSING) || wish::is_wish(&header) {
        return !is_no;
    }
    let keeps_secret = cell.contains("confidential") && !cell.contains("not confidential");
    is_no || keeps_secret || has(&cell, &REFUSALS_TICKED) || !(says(&YES) || has(&cell, &LEAVE))
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
                &[
                    "No",
                    "no, please keep it private",
                    "Private",
                    "I do not give consent",
                    "I'd rather you didn't",
                    "Only in summary",
                    "Redact",
                ][..],
                &["Yes, without my name", "Yes", "Anonymously"][..],
            ),
            ("Is your response confidential?", &["Yes", "X"], &["No", ""]),
            ("Please do not publish my response", &["Yes", "x", "1", "ticked"], &["No", ""]),
            ("I object to publication", &["Yes"], &["No"]),
            ("Tick this box if you do not want your response published", &["Yes", "x"], &["No", ""]),
            ("I do not wish my answers to be quoted", &["true"], &["false"]),
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
    fn a_cell_can_refuse_below_any_header() {
        let of = |cell: &str| Response {
            attributes: vec![("How should we treat what you send?".into(), cell.into())],
            ..Response::default()
        };
        for cell in ["Do not publish my response", "Keep my response confidential", "Not for publication"] {
            assert!(!may_be_quoted(&of(cell)), "{cell}");
        }
        assert!(may_be_quoted(&of("As a public document")));
    }

    #[test]
    fn words_can_refuse() {
        let of = |text: &str| Response { text: text.to_owned(), ..Response::default() };
        assert!(!may_be_quoted(&of("Please do not publish my letter.")));
        assert!(may_be_quoted(&of("We publish our accounts.")));
    }
}

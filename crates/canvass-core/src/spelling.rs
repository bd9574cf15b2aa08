//! When two values that people gave are the same: they differ in case, spacing or closing punctuation alone.

/// What stands for a respondent attribute that a response does not give.
pub const NOT_GIVEN: &str = "not given";

/// What forms and survey tools write where nothing was given.
const NOTHING: [&str; 14] = [
    "n.a",
    "n/a",
    "no answer",
    "no reply",
    "no response",
    "not answered",
    "not asked",
    "not given",
    "not provided",
    "not shown",
    "not specified",
    "not stated",
    "skipped",
    "unanswered",
];
/// What is longer says something, whatever blanks are around it.
const LONGEST_NOTHING: usize = 40;
/// Signs that stand for nothing.
const DASHES: [char; 9] = ['-', '–', '—', '―', '_', '.', '…', '/', ' '];

/// A value, unless it says that there is none: it is blank, a dash, or what forms write in its place.
///
/// ```
/// # use canvass_core::spelling::given;
/// assert_eq!(given("East"), Some("East"));
/// assert_eq!(["", " - ", "N/A.", "Not answered"].map(given), [None; 4]);
/// ```
pub fn given(value: &str) -> Option<&str> {
    let is_none = value.trim().chars().all(|mark| DASHES.contains(&mark))
        || value.len() <= LONGEST_NOTHING && NOTHING.contains(&folded(value).as_str());
    (!is_none).then_some(value)
}

/// Words with one space between them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same text for every spelling of a value.
///
/// ```
/// # use canvass_core::spelling::folded;
/// assert_eq!(folded("Individual"), folded(" individual. "));
/// assert_ne!(folded("Individual"), folded("Individuals"));
/// ```
pub fn folded(text: &str) -> String {
    let text = one_line(text).to_lowercase();
    let bare = text.trim_end_matches(['.', ',', ';', ':', '!', ' ']);
    if bare.is_empty() { text } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_nothing_is_not_given() {
        for nothing in
            ["", " ", "-", " – ", "--", "...", "n/a", "N/A", "N/A.", "n.a.", "Not  answered", "Skipped"]
        {
            assert_eq!(given(nothing), None, "{nothing}");
        }
        for something in
            ["East", "No", "None", "Not applicable", "Prefer not to say", "N", "1", "👍", "x", "?"]
        {
            assert_eq!(given(something), Some(something));
        }
    }
}

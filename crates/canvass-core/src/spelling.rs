//! When two values that people gave are the same: they differ in case, spacing or closing punctuation alone.

/// What stands for a respondent attribute that a response does not give.
pub const NOT_GIVEN: &str = "not given";

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

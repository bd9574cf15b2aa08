//! What an analyst asks for.

/// Words to find and filters to find them under.
///
/// # The text
/// All words must be in the passage, in any inflection; passages where they stand side by side come first.
/// `"in quotes"` is a phrase, `OR` between words means either, `-word` or `NOT word` must be absent,
/// parentheses group, and `*` behind a word stands for any ending.
/// Stems are what is indexed, so an ending reaches words whose stem begins so, or is shared by a common ending:
/// `universit*` finds "university", and "universal" with it.
/// A hyphen inside a word makes a phrase of its parts. Empty text finds everything the filters let through.
///
/// # The filters
/// Values of one filter are alternatives; different filters must all hold.
/// `options` asks for passages under an option's question or section, or that decided a stance on it;
/// `stances` for passages of responses with that stance on any option; together, on one of those options.
/// `not_addressed` asks of the response alone, since nothing in it stands under the option.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Words to find; may be empty.
    pub text: String,
    /// Theme ids.
    pub themes: Vec<String>,
    /// Option ids.
    pub options: Vec<String>,
    /// Names of stances, such as `support`.
    pub stances: Vec<String>,
    /// Question ids.
    pub questions: Vec<String>,
    /// Respondent types, in any spelling that differs in case, spacing or closing punctuation alone;
    /// `not given` are those who gave none.
    pub respondent_types: Vec<String>,
    /// So many of the best hits are passed over.
    pub skip: usize,
    /// At most so many hits are returned; all are counted.
    pub limit: usize,
}

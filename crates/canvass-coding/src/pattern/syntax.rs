//! What can be wrong with a rule.

use std::fmt;
use std::ops::Range;

/// A rule that does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the rule; on character borders, possibly empty.
    pub bytes: Range<usize>,
    /// What to write instead.
    pub hint: Option<String>,
}

impl SyntaxError {
    pub(super) fn new(bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), bytes, hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

//! What was odd about the content, and what was done about it.

use serde::{Deserialize, Serialize};

/// A remark about one response or file. Content is never an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Path of the file inside `responses/`.
    pub source: String,
    /// Record in its table from 1, or line of the text from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Kind of thing, in `kebab-case`, for filtering.
    pub kind: String,
    /// What was seen, what was done, and what one may do.
    pub message: String,
}

impl Notice {
    /// A notice about a whole file.
    pub fn new(source: &str, kind: &str, message: impl Into<String>) -> Self {
        Self { source: source.into(), row: None, kind: kind.into(), message: message.into() }
    }

    /// The same notice, about one record or line of it.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }
}

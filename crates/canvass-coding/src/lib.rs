//! Tokens in; theme mentions and stances out, each with the words and the rule that earned it.

pub mod pattern;
pub mod stance;
pub mod theme;

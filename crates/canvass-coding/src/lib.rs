//! Tokens in; theme mentions and stances out, each with the words and the rule that earned it.

pub mod pattern;
// stance: the lead adds `pub mod stance;` here.
pub mod theme;

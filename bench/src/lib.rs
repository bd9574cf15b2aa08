//! Realistic responses to an invented consultation, the same for the same seed.

pub mod columns;
pub mod folder;
pub mod random;
pub mod response;
pub mod sentences;
pub mod words;

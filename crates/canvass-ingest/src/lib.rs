//! Bytes become documents; documents become answers to the consultation's questions.

mod columns;
mod digest;
mod encoding;
mod error;
mod format;
mod walk;

pub mod definition;
pub mod scale;
pub mod segment;

pub use columns::{Alignment, Column, NamePart, Role, SURE};
pub use definition::Definition;
pub use error::Error;

//! Bytes become documents; documents become answers to the consultation's questions.
//!
//! [`open`] reads and splits the input in order, [`Intake::read`] decodes and segments one item at a time
//! and may run on any thread. Content is never an error: it yields notices and, at worst, an unreadable response.

mod archive;
mod columns;
mod digest;
mod duplicates;
mod encoding;
mod error;
mod format;
mod input;
mod intake;
mod items;
mod language;
mod nobody;
mod ocr;
mod table;
mod walk;
mod worker;
mod worksheet;

pub mod assignments;
pub mod definition;
pub mod gold;
pub mod scale;
pub mod segment;

pub use assignments::Assignments;
pub use columns::{Alignment, Choice, Column, NamePart, Role, SURE, Takes};
pub use definition::Definition;
pub use duplicates::Duplicates;
pub use error::Error;
pub use format::margins::ATTRIBUTE as PAGE_MARGINS;
pub use intake::Intake;
pub use items::{Batch, Item, Items, alignments, open};
pub use language::{Coverage, Languages, OtherLanguages, keep_plain_ticks, language_name};
pub use ocr::Ocr;
pub use worker::{Workers, serve};

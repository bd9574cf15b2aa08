//! Coded answers become frames; frames become parquet, tallies, cross-tabs, statistics.
//!
//! [`Writer`] takes coded responses in input order and writes every table of a run;
//! [`read`] and its kin give any of them back as plain [`Table`]s.
//! Which responses a count is of, and which number a share is a share of, stands in [`bases`].
//! The engine of frames stays in here: no type of it is part of a signature.

mod agreement;
pub mod bases;
mod buffer;
mod copies;
mod counts;
mod error;
pub mod eval;
pub mod export;
mod facts;
mod file;
mod keywords;
mod read;
mod rows;
pub mod schema;
mod spellings;
mod table;
mod tally;
mod view;
mod writer;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod invariants;

pub use agreement::Estimate;
pub use error::Error;
pub use read::{Rows, Texts, head, metadata, n_rows, names, read, read_where, rows};
pub use table::{Table, Value};
pub use writer::{Closed, Context, Counts, ReplyOrder, Writer};

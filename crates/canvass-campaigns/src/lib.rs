//! Responses in; groups of copies out, with template and differences.
//!
//! Three steps, so that a million letters need not be in memory:
//!
//! 1. [`Fingerprint::of`] makes some numbers of a response's own words; it is pure and may run on any thread.
//! 2. [`Collector`] takes the fingerprints in input order and finds [`Groups`] of likely copies, in time that
//!    grows with the text: a copy is compared with the letter that leads its group, never with every other copy,
//!    so groups do not chain letters that have nothing in common.
//! 3. [`Resolver`] looks at the texts of those groups once more, twice over: it takes the template from them,
//!    then judges word by word who sent a copy of it, and what each copy adds, removes and changes.
//!
//! Texts are compared by hashes of runs of [`fingerprint::RUN`] words, of which one in [`fingerprint::SAMPLE`]
//! is kept: those whose hash says so, in every text the same (A. Broder, "On the resemblance and containment of
//! documents", 1997, with sampling by value as in U. Manber, "Finding similar files in a large file system", 1994).
//! Containment in the template, not likeness of the whole, makes a copy, so that a long letter which holds
//! the template counts as well as one that is nothing else.

mod align;
mod changes;
mod collector;
pub mod fingerprint;
mod lists;
mod passages;
mod resolver;
mod template;
mod words;

pub use collector::{Collector, Groups};
pub use fingerprint::Fingerprint;
pub use resolver::Resolver;

#[cfg(test)]
mod tests;

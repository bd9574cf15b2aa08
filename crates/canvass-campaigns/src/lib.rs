//! Responses in; groups of copies out, with template and differences.
//!
//! Three steps, so that a million letters need not be in memory:
//!
//! 1. [`Fingerprint::of`] makes some numbers of a response's own words; it is pure and may run on any thread.
//! 2. [`Collector`] takes the fingerprints in input order.
//! 3. [`Resolver`] groups likely copies, in time that grows with the text: a copy is compared with the letter that
//!    leads its group, never with every other copy, so groups do not chain letters that have nothing in common.
//!    It looks at the texts of those groups again, twice over: it takes the template from them, then judges word by
//!    word who sent a copy of it, and what each copy adds, removes and changes. What turns out to be no copy is
//!    grouped anew, a few rounds in all, and what is left in the end is looked at for sentences that several have.
//!
//! Who leads, what the template is and who is a copy is decided by what the texts say: responses that come in
//! another order are the same campaigns.
//!
//! Texts are compared by hashes of runs of [`fingerprint::RUN`] words, of which one in [`fingerprint::SAMPLE`]
//! is kept: those whose hash says so, in every text the same (A. Broder, "On the resemblance and containment of
//! documents", 1997, with sampling by value as in U. Manber, "Finding similar files in a large file system", 1994).
//! Containment of the template, not likeness of the whole, makes a copy, so that a long letter which holds
//! the template counts as well as one that is nothing else. A text that quotes a sentence of a letter, or has
//! little more than a sentence in common with it, is none.

mod align;
mod changes;
mod collector;
mod copies;
mod drafts;
pub mod fingerprint;
mod formal;

mod leaders;
mod lists;
mod passages;
mod resolver;
mod template;
mod words;

pub use collector::Collector;
pub use fingerprint::Fingerprint;
pub use resolver::Resolver;

#[cfg(test)]
mod tests;

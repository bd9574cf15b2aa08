//! The one way text becomes sentences, tokens and stems.
//!
//! Themes, stances, segmentation, campaigns and the index all read the tokens made here,
//! so what a theme matched and what search finds cannot drift apart.
//! A token is a word: `multi-agency` is two, `co-operate` one (as `cooperate`), `N.H.S.` one (as `nhs`),
//! a possessive ending is dropped (`CSP's` is `csp`), and white space and punctuation make none.
//! A word that a line end broke (`consul-`, `tation`) is one, with both halves in its span; see [`BrokenWords`].
//! What may be one word or two at a hyphen is told beside the tokens, as [`Compound`].

mod analyzer;
mod fold;
mod hyphen;
mod language;
mod plural;
mod scan;
mod sentence;
mod spelling;
mod stems;

pub use analyzer::{Analyzer, Compound, Form, Reading, Sentence, StemId, Token, Tokens, WordId};
pub use fold::folded_words;
pub use hyphen::BrokenWords;
pub use language::Language;
pub use scan::differs_by_hyphen;
pub use stems::BESIDE;

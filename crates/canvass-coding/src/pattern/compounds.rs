//! Two words with a hyphen between, read as one.

use std::ops::Range;

use canvass_core::text::{Analyzer, WordId};
use rustc_hash::FxHashMap;

use super::atoms::Atoms;

/// The atoms that pairs of words satisfy as one word, remembered once a pair is met.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    places: FxHashMap<(WordId, WordId), Range<usize>>,
    atoms: Vec<u32>,
}

impl Pairs {
    /// The atoms of `one` and `next` as one word.
    pub(super) fn of(&mut self, table: &Atoms, analyzer: &Analyzer, one: WordId, next: WordId) -> &[u32] {
        let Self { places, atoms } = self;
        let place = places.entry((one, next)).or_insert_with(|| {
            let start = atoms.len();
            if let Some(form) = analyzer.joined(one, next) {
                table.of_form(&form, atoms);
            }
            start..atoms.len()
        });
        &atoms[place.clone()]
    }
}

/// A phrase that reaches over two tokens as one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joined {
    /// Where it stands in the trie, and its first token.
    pub(super) reached: (u32, u32),
    /// Whether it got there over the first of the two already, as `under*` does in `under-funded`.
    pub(super) is_told: bool,
}

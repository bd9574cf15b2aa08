//! What a rule asks of a single word, interned.

use canvass_core::text::{Analyzer, Form, StemId, WordId};
use rustc_hash::FxHashMap;

use super::glob::Globs;

/// Every distinct condition on a word, numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    len: u32,
    stems: FxHashMap<StemId, u32>,
    words: FxHashMap<WordId, u32>,
    globs: FxHashMap<Box<str>, u32>,
    table: Globs,
}

impl Atoms {
    pub(super) fn stem(&mut self, stem: StemId) -> u32 {
        *self.stems.entry(stem).or_insert_with(|| next(&mut self.len))
    }

    pub(super) fn word(&mut self, word: WordId) -> u32 {
        *self.words.entry(word).or_insert_with(|| next(&mut self.len))
    }

    pub(super) fn glob(&mut self, glob: &str) -> u32 {
        if let Some(&known) = self.globs.get(glob) {
            return known;
        }
        let atom = next(&mut self.len);
        self.globs.insert(glob.into(), atom);
        self.table.add(glob, atom);
        atom
    }

    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// Appends every atom that `word` satisfies.
    pub(super) fn of(&self, word: WordId, analyzer: &Analyzer, atoms: &mut Vec<u32>) {
        self.collect(analyzer.word(word), Some(word), Some(analyzer.stem_id(word)), atoms);
    }

    /// The same for a word that need never have been met.
    #[cold]
    pub(super) fn of_form(&self, form: &Form, atoms: &mut Vec<u32>) {
        self.collect(&form.text, form.word, form.stem, atoms);
    }

    #[inline]
    fn collect(&self, text: &str, word: Option<WordId>, stem: Option<StemId>, atoms: &mut Vec<u32>) {
        atoms.extend(word.and_then(|word| self.words.get(&word)));
        atoms.extend(stem.and_then(|stem| self.stems.get(&stem)));
        self.table.find(text, atoms);
    }
}

fn next(n_atoms: &mut u32) -> u32 {
    *n_atoms += 1;
    *n_atoms - 1
}

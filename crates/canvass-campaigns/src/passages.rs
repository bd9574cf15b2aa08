//! Sentences that several respondents share who do not send one letter: coordinated wording.

use std::collections::BTreeMap;

use canvass_core::Passage;
use rustc_hash::FxHashSet;

use crate::collector::Kept;
use crate::fingerprint::{sentences, short};
use crate::words::{Word, hash_run, words};

/// Finds the sentences again in the texts.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    /// Short hashes that two responses have; two sentences may have one, so the whole hashes are compared too.
    repeated: FxHashSet<u32>,
    found: BTreeMap<u64, Passage>,
}

impl Passages {
    /// Of the responses for which `is_free` says so.
    pub(crate) fn new(kept: &Kept, is_free: impl Fn(u32) -> bool) -> Self {
        let free = (0..).zip(kept.sentences.iter()).filter(|(response, _)| is_free(*response));
        let mut all: Vec<u32> = free.flat_map(|(_, hashes)| hashes).copied().collect();
        all.sort_unstable();
        let repeated = all.chunk_by(|one, other| one == other).filter(|same| same.len() > 1);
        Self { repeated: repeated.map(|same| same[0]).collect(), found: BTreeMap::new() }
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.repeated.is_empty()
    }

    pub(crate) fn read(&mut self, kept: &Kept, response: u32, text: &str) {
        let at = response as usize;
        if !kept.sentences[at].iter().any(|hash| self.repeated.contains(hash)) {
            return;
        }
        let words: Vec<Word> = words(text, &kept.own[at]).collect();
        for sentence in sentences(text, &words) {
            let hash = hash_run(sentence.iter().map(|word| word.hash));
            if !self.repeated.contains(&short(hash)) {
                continue;
            }
            let span = sentence[0].span.join(sentence[sentence.len() - 1].span);
            let new = || Passage { text: span.of(text).to_owned(), places: Vec::new() };
            let places = &mut self.found.entry(hash).or_insert_with(new).places;
            if places.last().is_none_or(|(last, _)| *last != response) {
                places.push((response, span));
            }
        }
    }

    /// The passages: those of most responses first, then the earliest.
    pub(crate) fn finish(self) -> Vec<Passage> {
        let mut passages: Vec<Passage> =
            self.found.into_values().filter(|one| one.places.len() > 1).collect();
        passages.sort_by_key(|passage| (std::cmp::Reverse(passage.places.len()), passage.places[0]));
        passages
    }
}

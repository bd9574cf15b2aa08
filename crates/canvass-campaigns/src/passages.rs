//! Sentences that several respondents share who do not send one letter: coordinated wording.

use std::collections::BTreeMap;

use canvass_core::{Passage, Span};
use rustc_hash::FxHashMap;

use crate::fingerprint::{SENTENCE_WORDS, sentences};
use crate::words::{Word, hash_run, words};

/// Finds the sentences again in the texts.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    /// Shared sentences by response.
    by_response: FxHashMap<u32, Vec<u64>>,
    found: BTreeMap<u64, Passage>,
}

impl Passages {
    pub(crate) fn new(shared: Vec<(u64, u32)>) -> Self {
        let mut by_response: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
        for (hash, response) in shared {
            by_response.entry(response).or_default().push(hash);
        }
        Self { by_response, found: BTreeMap::new() }
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.by_response.is_empty()
    }

    pub(crate) fn read(&mut self, response: u32, text: &str, own: &[Span]) {
        let Some(wanted) = self.by_response.get(&response) else { return };
        let words: Vec<Word> = words(text, own).collect();
        for sentence in sentences(text, &words).filter(|sentence| sentence.len() >= SENTENCE_WORDS) {
            let hash = hash_run(sentence.iter().map(|word| word.hash));
            if !wanted.contains(&hash) {
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

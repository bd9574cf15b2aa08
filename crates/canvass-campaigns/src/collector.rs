//! What is kept of all responses, until all are known.

use std::collections::hash_map::Entry;

use canvass_core::Span;
use rustc_hash::FxHashMap;

use crate::fingerprint::Fingerprint;
use crate::lists::Lists;

/// Takes fingerprints in input order.
#[derive(Debug, Default)]
pub struct Collector {
    /// Texts by the hash of their words.
    known: FxHashMap<u64, u32>,
    kept: Kept,
}

/// What is kept of every response.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Distinct texts that are long enough.
    pub(crate) texts: Texts,
    /// For every response its text; none where it is too short.
    pub(crate) text_of: Vec<Option<u32>>,
    /// For every response a hash of its text as it is written.
    pub(crate) written: Vec<u32>,
    /// For every response where its own words stand.
    pub(crate) own: Lists<Span>,
    /// For every response short hashes of its sentences.
    pub(crate) sentences: Lists<u32>,
}

/// Texts, each sent once or often. Their numbers come from input order and must decide nothing.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) runs: Lists<u32>,
    pub(crate) copies: Vec<u32>,
    /// Hash of all words of each.
    pub(crate) whole: Vec<u64>,
}

impl Collector {
    /// Adds the next response.
    pub fn add(&mut self, fingerprint: &Fingerprint) {
        let Kept { texts, text_of, written, own, sentences } = &mut self.kept;
        sentences.push(&fingerprint.sentences);
        own.push(&fingerprint.own);
        written.push(fingerprint.written);
        let text = fingerprint.is_long().then(|| match self.known.entry(fingerprint.whole) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                texts.runs.push(&fingerprint.runs);
                texts.copies.push(0);
                texts.whole.push(fingerprint.whole);
                *place.insert(texts.copies.len() as u32 - 1)
            }
        });
        if let Some(text) = text {
            texts.copies[text as usize] += 1;
        }
        text_of.push(text);
    }

    /// What was kept.
    pub(crate) fn finish(self) -> Kept {
        self.kept
    }
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.copies.len()
    }
}

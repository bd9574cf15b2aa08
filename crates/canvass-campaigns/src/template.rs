//! The text common to the copies of one group.

use canvass_core::Span;

use crate::changes::common;
use crate::words::{Word, hash_run, words};

/// Stands where copies differ.
const GAP: &str = " […] ";

/// The letter that leads a group, and how many of the others have each of its words.
#[derive(Debug)]
pub(crate) struct Draft {
    text: String,
    words: Vec<Word>,
    hashes: Vec<u64>,
    kept: Vec<u32>,
    n_read: u32,
}

/// A template: those words of the leading letter that most copies have.
#[derive(Debug)]
pub(crate) struct Template {
    /// The leading letter.
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    pub(crate) hashes: Vec<u64>,
}

impl Draft {
    pub(crate) fn new(text: &str, own: &[Span]) -> Self {
        let words: Vec<Word> = words(text, own).collect();
        let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
        Self { text: text.to_owned(), kept: vec![0; words.len()], words, hashes, n_read: 0 }
    }

    /// Compares one of the copies with the leading letter.
    pub(crate) fn read(&mut self, copy: &[u64]) {
        self.n_read += 1;
        for (at, _, length) in common(&self.hashes, copy) {
            self.kept[at..at + length].iter_mut().for_each(|kept| *kept += 1);
        }
    }

    /// The words that at least half of those read have.
    pub(crate) fn finish(self) -> Template {
        let stays = |at: &usize| 2 * self.kept[*at] >= self.n_read;
        let at: Vec<usize> = (0..self.words.len()).filter(stays).collect();
        Template {
            words: at.iter().map(|at| self.words[*at]).collect(),
            hashes: at.iter().map(|at| self.hashes[*at]).collect(),
            text: self.text,
        }
    }
}

impl Template {
    /// Hash of its words.
    pub(crate) fn hash(&self) -> u64 {
        hash_run(self.hashes.iter().copied())
    }

    /// Its words as they stand in the leading letter, with a mark where copies differ.
    pub(crate) fn shown(&self) -> String {
        let mut shown = String::new();
        let mut before: Option<Span> = None;
        for word in &self.words {
            if let Some(before) = before {
                let between = &self.text[before.end as usize..word.span.start as usize];
                if between.contains(char::is_alphanumeric) {
                    shown.push_str(GAP);
                } else {
                    shown.push_str(between);
                }
            }
            shown.push_str(word.span.of(&self.text));
            before = Some(word.span);
        }
        let rest = before.map_or("", |before| &self.text[before.end as usize..]);
        let closing = rest.find(|letter: char| !matches!(letter, '.' | '!' | '?' | '"' | '”' | ')'));
        shown.push_str(&rest[..closing.unwrap_or(rest.len())]);
        shown
    }
}

//! The text common to the copies of one group.

use canvass_core::Span;

use crate::align::{Aligner, Common};
use crate::fingerprint::FEWEST_WORDS;
use crate::words::{Word, hash_run, words};

/// Stands where copies differ.
const GAP: &str = " […] ";

/// Words in common, at the least: short copies come with other names.
const FEWEST_HELD: usize = FEWEST_WORDS * 3 / 4;
/// Share of the template's words that a copy has.
const HELD_OF_TEMPLATE: f64 = 0.5;
/// Share of a copy's words that are the template's,
const HELD_OF_OWN: f64 = 0.5;
/// unless so many are: fewer are a sentence that a longer text quotes.
const MANY_HELD: usize = 40;

/// The letter that leads a group, and how many of the others have each of its words.
#[derive(Debug)]
pub(crate) struct Draft {
    text: String,
    words: Vec<Word>,
    aligner: Aligner,
    /// For every word the letters that have it.
    kept: Vec<u32>,
    /// Letters compared, each as often as it was sent.
    n_read: u32,
}

/// A template: those words of the leading letter that most copies have.
#[derive(Debug)]
pub(crate) struct Template {
    /// The leading letter.
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    pub(crate) aligner: Aligner,
}

impl Draft {
    pub(crate) fn new(text: &str, own: &[Span]) -> Self {
        let words: Vec<Word> = words(text, own).collect();
        let aligner = Aligner::new(words.iter().map(|word| word.hash).collect());
        Self { text: text.to_owned(), kept: vec![0; words.len()], words, aligner, n_read: 0 }
    }

    /// Compares a letter of the group, sent `times`, with the leading one; of one that turns out to be no copy it
    /// takes nothing.
    pub(crate) fn read(&mut self, copy: &[u64], times: u32) {
        let common = self.aligner.common(copy);
        if !is_copy(&common, self.words.len(), copy.len()) {
            return;
        }
        self.n_read += times;
        for same in common {
            for kept in &mut self.kept[same.template..same.template + same.length] {
                *kept += times;
            }
        }
    }

    /// The words that most of those read have.
    pub(crate) fn finish(self) -> Template {
        let stays = |at: &usize| 2 * self.kept[*at] > self.n_read;
        let at: Vec<usize> = (0..self.words.len()).filter(stays).collect();
        Template {
            aligner: Aligner::new(at.iter().map(|at| self.words[*at].hash).collect()),
            words: at.iter().map(|at| self.words[*at]).collect(),
            text: self.text,
        }
    }
}

/// Whether a letter of so many words has enough in common with a template of so many.
pub(crate) fn is_copy(common: &[Common], n_template: usize, n_copy: usize) -> bool {
    let held: usize = common.iter().map(|same| same.length).sum();
    let of = |words: usize| held as f64 / words as f64;
    held >= FEWEST_HELD
        && of(n_template) >= HELD_OF_TEMPLATE
        && (held >= MANY_HELD || of(n_copy) >= HELD_OF_OWN)
}

impl Template {
    /// Hash of its words.
    pub(crate) fn hash(&self) -> u64 {
        hash_run(self.aligner.words().iter().copied())
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

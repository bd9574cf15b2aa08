//! Which words of a copy are the template's, in whatever order its passages come.
//!
//! A form asks its questions in one order and a letter answers them in another, so one letter sent through both
//! comes in two orders. Passages are found first, wherever they stand; what lies between two of them is then
//! compared in order, in time that follows the words in common, of which there are few (J. Hunt and T. Szymanski,
//! "A fast algorithm for computing longest common subsequences", 1977). Passages that move as units of their own
//! follow W. Tichy, "The string-to-string correction problem with block moves", 1984.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::words::hash_run;

/// Words in a row that make a passage, which may stand elsewhere.
const PASSAGE: usize = 8;
/// Fewer words in a row that are the template's are so by chance.
const FEWEST_EQUAL: usize = 3;
/// Places of one run of words that are tried; a template that repeats a sentence more often repeats it in vain.
const MOST_PLACES: usize = 16;

/// Stretches without a passage in common are compared up to this, words of the one times words of the other,
const MOST_COMPARED: usize = 200 * 200;
/// and up to this where passages hold less than one in so many words of both texts: what else they share is chance.
const MOST_COMPARED_APART: usize = 60 * 60;
const FEWEST_HELD: usize = 5;

/// A stretch of words that a template and a copy have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Common {
    /// First word in the template.
    pub(crate) template: usize,
    /// First word in the copy.
    pub(crate) copy: usize,
    pub(crate) length: usize,
}

/// A template's words, with the places of every run of [`PASSAGE`] words.
#[derive(Debug)]
pub(crate) struct Aligner {
    words: Vec<u64>,
    /// The first place of each run.
    first: FxHashMap<u64, u32>,
    /// For each place the next of the same run.
    next: Vec<Option<u32>>,
}

impl Aligner {
    pub(crate) fn new(words: Vec<u64>) -> Self {
        let mut first = FxHashMap::default();
        let mut next = vec![None; words.len().saturating_sub(PASSAGE - 1)];
        for (at, run) in words.windows(PASSAGE).enumerate().rev() {
            next[at] = first.insert(hash_run(run.iter().copied()), at as u32);
        }
        Self { words, first, next }
    }

    /// The template's words.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Stretches of the same words, in the order of the copy; no word is in two of them.
    pub(crate) fn common(&self, copy: &[u64]) -> Vec<Common> {
        if self.words == copy {
            return vec![Common { template: 0, copy: 0, length: copy.len() }];
        }
        let passages = self.passages(copy);
        let held: usize = passages.iter().map(|passage| passage.length).sum();
        let is_apart = FEWEST_HELD * held < self.words.len().min(copy.len());
        let most = if is_apart { MOST_COMPARED_APART } else { MOST_COMPARED };
        let mut starts: Vec<usize> = passages.iter().map(|passage| passage.template).collect();
        starts.sort_unstable();
        let mut found = Vec::with_capacity(passages.len());
        let (mut at_template, mut at_copy) = (0, 0);
        let end = Common { template: self.words.len(), copy: copy.len(), length: 0 };
        for passage in passages.into_iter().chain([end]) {
            let free = starts[starts.partition_point(|start| *start < at_template)..].first();
            let free = at_template..free.copied().unwrap_or(self.words.len());
            let between = in_order(&self.words[free], &copy[at_copy..passage.copy], most);
            found.extend(between.map(|same| Common {
                template: same.template + at_template,
                copy: same.copy + at_copy,
                ..same
            }));
            found.extend((passage.length > 0).then_some(passage));
            (at_template, at_copy) = (passage.template + passage.length, passage.copy + passage.length);
        }
        let whole = |same: &Common| same.length == self.words.len() || same.length == copy.len();
        found.retain(|same| same.length >= FEWEST_EQUAL || whole(same));
        found
    }

    /// Passages of the template in the order of the copy: at each place the longest that is still free.
    fn passages(&self, copy: &[u64]) -> Vec<Common> {
        let mut taken = vec![false; self.words.len()];
        let mut passages = Vec::new();
        let mut at = 0;
        while at + PASSAGE <= copy.len() {
            let first = self.first.get(&hash_run(copy[at..at + PASSAGE].iter().copied())).copied();
            let places = std::iter::successors(first, |place| self.next[*place as usize]);
            let lengths = places.take(MOST_PLACES).map(|place| {
                let place = place as usize;
                let pairs = self.words[place..].iter().zip(&copy[at..]).zip(&taken[place..]);
                (place, pairs.take_while(|((ours, theirs), taken)| ours == theirs && !**taken).count())
            });
            // Of places as long the first.
            let longest = lengths.reduce(|best, next| if next.1 > best.1 { next } else { best });
            let Some((template, length)) = longest.filter(|(_, length)| *length >= PASSAGE) else {
                at += 1;
                continue;
            };
            taken[template..template + length].fill(true);
            passages.push(Common { template, copy: at, length });
            at += length;
        }
        passages
    }
}

/// Stretches of the same words that come in the same order; none where more than `most` would be compared.
fn in_order(template: &[u64], copy: &[u64], most: usize) -> impl Iterator<Item = Common> + use<> {
    let is_worth_it = (1..=most).contains(&(template.len() * copy.len()));
    let changes = if is_worth_it { capture_diff_slices(Algorithm::Hunt, template, copy) } else { Vec::new() };
    changes.into_iter().filter_map(|change| match change {
        DiffOp::Equal { old_index, new_index, len } => {
            Some(Common { template: old_index, copy: new_index, length: len })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(template: &[u64], copy: &[u64]) -> Vec<(usize, usize, usize)> {
        let found = Aligner::new(template.to_vec()).common(copy);
        found.into_iter().map(|same| (same.template, same.copy, same.length)).collect()
    }

    fn numbers(from: u64, to: u64) -> Vec<u64> {
        (from..to).collect()
    }

    #[test]
    fn passages_may_come_in_another_order() {
        let template = numbers(0, 30);
        let copy = [numbers(18, 30), numbers(0, 18)].concat();
        assert_eq!(common(&template, &copy), [(18, 0, 12), (0, 12, 18)]);
    }

    #[test]
    fn what_lies_between_is_compared_in_order() {
        let template = numbers(0, 30);
        let copy = [numbers(0, 10), vec![90, 13, 14, 15, 91], numbers(17, 30)].concat();
        assert_eq!(common(&template, &copy), [(0, 0, 10), (13, 11, 3), (17, 15, 13)]);
    }

    #[test]
    fn no_word_is_taken_twice() {
        let template = numbers(0, 12);
        let copy = [numbers(0, 12), numbers(0, 12)].concat();
        assert_eq!(common(&template, &copy), [(0, 0, 12)]);
        assert_eq!(common(&copy, &template), [(0, 0, 12)]);
    }

    #[test]
    fn two_or_three_words_in_a_row_are_chance_unless_they_are_all() {
        let copy = [vec![3, 4], numbers(50, 60)].concat();
        assert_eq!(common(&numbers(0, 12), &copy), []);
        assert_eq!(common(&[3, 4], &copy), [(0, 0, 2)]);
    }
}

//! A paragraph that speaks of one option and then of another.

use std::ops::Range;

use canvass_core::OptionIdx;

use super::super::Outline;
use super::super::likeness::{self, Mention};
use super::super::sheet::Sheet;

/// Shorter parts are asides.
const SHORTEST: usize = 6;

/// The parts of a paragraph by the word each begins with, where its sentences go cleanly from option to option;
/// none where it speaks of one option alone, or compares them.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Vec<(usize, OptionIdx)> {
    let mentions = likeness::mentions(outline, sheet, words.clone());
    if mentions.is_empty() || likeness::only(&mentions).is_some() {
        return Vec::new();
    }
    let place = |mention: &Mention| sentence_start(sheet, mention.words.start).max(words.start);
    let compares = |pair: &[Mention]| pair[0].option != pair[1].option && place(&pair[0]) == place(&pair[1]);
    if mentions.windows(2).any(compares) {
        return Vec::new();
    }
    let mut parts: Vec<(usize, OptionIdx)> = Vec::new();
    for mention in &mentions {
        match parts.iter().position(|(_, option)| *option == mention.option) {
            None => parts.push((place(mention), mention.option)),
            Some(known) if known + 1 == parts.len() => {}
            Some(_) => return Vec::new(),
        }
    }
    let ends = parts.iter().skip(1).map(|(start, _)| *start).chain([words.end]);
    let long = parts.iter().zip(ends).all(|((start, _), end)| end - start >= SHORTEST);
    if long { parts } else { Vec::new() }
}

fn sentence_start(sheet: &Sheet<'_>, word: usize) -> usize {
    let at = sheet.starts.partition_point(|start| *start <= word);
    at.checked_sub(1).map_or(0, |at| sheet.starts[at])
}

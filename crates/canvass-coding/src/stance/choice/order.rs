//! Options put in order: "B, C, A", "first choice 2, second choice 4", "permits first, meters last".

use std::ops::Range;

use super::super::lexicon::Direction;
use super::super::mention::OptionMention;
use super::super::names::Place;
use super::{Picked, Reader};

/// Words behind the last option in which its place may stand.
const TAIL: usize = 2;

/// The options in their order: the first half is liked, and where all are there the last is not.
pub(super) fn read<'s>(reader: &Reader<'s>) -> Option<Vec<Picked<'s>>> {
    let mentions = &reader.scene.mentions;
    let is_single = |mention: &OptionMention| mention.options.len() == 1 && !mention.is_collective;
    if mentions.len() < 2 || !mentions.iter().all(is_single) {
        return None;
    }
    let is_whole = is_order(reader)? || mentions.len() == reader.scene.model.names().all().len();
    let n_liked = if is_whole { mentions.len().div_ceil(2) } else { mentions.len() };
    let direction = |at: usize| match at {
        at if at < n_liked => Direction::Support,
        at if at + 1 == mentions.len() => Direction::Oppose,
        _ => Direction::Both,
    };
    let ranked = mentions.iter().enumerate();
    Some(ranked.map(|(at, mention)| (Some(mention), mention.options[0], direction(at))).collect())
}

/// Whether the last is said to be the last, where the options are put in order.
fn is_order(reader: &Reader<'_>) -> Option<bool> {
    let (scene, mentions) = (reader.scene, &reader.scene.mentions);
    let (first, last) = (mentions.first()?, mentions.last()?);
    let lead = scene.words.range.start..first.tokens.start;
    let tail = last.tokens.end..scene.words.range.end.min(last.tokens.end + TAIL);
    let gaps: Vec<Range<usize>> =
        mentions.windows(2).map(|pair| pair[0].tokens.end..pair[1].tokens.start).collect();
    let places = |range: &Range<usize>| -> Vec<Place> {
        range.clone().filter_map(|at| scene.model.names().place(scene.words.word(at))).collect()
    };
    let ends = |range: &Range<usize>| places(range).contains(&Place::Last);
    if gaps.iter().all(|gap| !places(gap).is_empty() && gap.clone().all(|at| reader.is_small(at))) {
        let place = [lead, tail].into_iter().find(|range| !places(range).is_empty())?;
        return Some(ends(&place) || gaps.last().is_some_and(ends));
    }
    // "In order: B, C, A", or all of them in a row.
    let is_row = gaps.iter().all(|gap| gap.is_empty() && scene.has_mark_before(gap.start, &[',', '>', ';']));
    let is_said = lead.into_iter().any(|at| reader.is(at, &reader.words.ordering));
    let is_all = mentions.len() == scene.model.names().all().len();
    (is_row && (is_said || is_all)).then_some(false)
}

//! Replies one behind the other in a paragraph: "1. Yes. 2. Disagree, it costs too much. 3. Agree.", "1 Yes 2 No 4 No".

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::super::Outline;
use super::super::heading::{Heading, Kind};
use super::super::sheet::Sheet;
use crate::scale;

/// Fewer numbers are no row of replies.
const FEWEST: usize = 3;
/// Numbers that do not begin a line: where all do, they are found line by line.
const FEWEST_INSIDE: usize = 2;
/// Share of the items that begin with a reply on a scale; "1. Cost. 2. Space." are points.
const LEAST_SHARE: f32 = 0.4;
/// Words of a reply.
const LONGEST_REPLY: usize = 3;

/// A number and what stands behind it.
struct Item {
    word: usize,
    end: usize,
    question: QuestionIdx,
    is_reply: bool,
}

/// The headings in the paragraph of some lines; none where it is no row of replies.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, lines: &Range<usize>) -> Vec<Heading> {
    let words = sheet.words_on(lines.clone());
    let mut items: Vec<Item> = Vec::new();
    for word in words.clone() {
        let Some(item) = item(outline, sheet, word, words.end) else { continue };
        if items.last().is_none_or(|last| last.question < item.question) {
            items.push(item);
        }
    }
    let n_replies = items.iter().filter(|item| item.is_reply).count();
    let is_inside = |item: &&Item| sheet.line_of(item.word).words.start != item.word;
    if items.len() < FEWEST
        || items.iter().filter(is_inside).count() < FEWEST_INSIDE
        || (n_replies as f32) < LEAST_SHARE * items.len() as f32
        || is_scale(outline, sheet, &items, words.end)
    {
        return Vec::new();
    }
    let heading = |item: Item| {
        let start = sheet.words[item.word].span.start as usize;
        Heading::new(start, item.end, vec![item.question], Kind::Number, 0.8)
    };
    items.into_iter().map(heading).collect()
}

/// Whether a form explains its scale there: "1 Strongly agree, 2 Agree, 3 Neither": labels, no two alike, and nothing else.
fn is_scale(outline: &Outline, sheet: &Sheet<'_>, items: &[Item], end: usize) -> bool {
    let ends = items.iter().skip(1).map(|next| next.word).chain([end]);
    let label = |(item, end): (&Item, usize)| {
        let asked = outline.consultation.question(item.question);
        let span = sheet.words[item.word + 1].span.join(sheet.words[end - 1].span);
        let said = span.of(sheet.text);
        scale::read(Some(asked), said).map(|_| said.to_lowercase())
    };
    let labels: Option<Vec<String>> = items.iter().zip(ends).map(label).collect();
    labels.is_some_and(|labels| (1..labels.len()).all(|at| !labels[..at].contains(&labels[at])))
}

/// The item that the word at `word` numbers: a question's number, set off by a mark before and behind, or by a reply.
fn item(outline: &Outline, sheet: &Sheet<'_>, word: usize, end: usize) -> Option<Item> {
    let written = sheet.written(word);
    if !written.bytes().all(|mark| mark.is_ascii_digit()) || word + 1 >= end {
        return None;
    }
    let question = outline.numbered(written)?;
    let is_reply = is_reply(outline, sheet, question, word + 1, end);
    let before = word.checked_sub(1).map_or("\n", |before| sheet.gap_behind(before));
    let begins = before.contains(['.', '!', '?', ':', ';', '\n', '–', '—']);
    let behind = sheet.gap_behind(word);
    let is_marked = behind.starts_with([')', ':']) || behind.starts_with(". ") || behind.trim() == "-";
    let end = sheet.words[word + 1].span.start as usize;
    (begins && is_marked || is_reply && behind.len() <= 3).then_some(Item { word, end, question, is_reply })
}

/// Whether the words from `first` on begin with a reply on the scale of a question.
fn is_reply(outline: &Outline, sheet: &Sheet<'_>, question: QuestionIdx, first: usize, end: usize) -> bool {
    let asked = outline.consultation.question(question);
    (first + 1..=(first + LONGEST_REPLY).min(end)).any(|end| {
        let span = sheet.words[first].span.join(sheet.words[end - 1].span);
        scale::read(Some(asked), span.of(sheet.text)).is_some()
    })
}

//! Sentences without a verb by which paragraphs say what they are about: "On costs. They ...", "The dates. We ...".
//!
//! One such sentence might be a reply. Several, most of which have something in common with a question, are a habit.

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::placeholder::Placeholder;
use super::sheet::Sheet;
use super::thread::Thread;
use super::vocabulary::class;
use super::{Outline, headings, reference, sequence};
use crate::scale;

/// Fewer are no habit.
const FEWEST: usize = 3;
/// A longer one says something.
const LONGEST: usize = 12;
/// Share of a question's telling words that such a sentence has in common with it.
const LEAST: f32 = 0.1;

/// A sentence that only says what its paragraph is about.
pub(super) struct Subject {
    /// First line of the paragraph.
    pub(super) line: usize,
    /// Byte where the paragraph goes on.
    pub(super) end: usize,
    /// Its words.
    pub(super) words: Range<usize>,
}

/// The subjects of a letter whose paragraphs have some; those that others wrote have none.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread) -> Vec<Subject> {
    let own = |lines: &&Range<usize>| !thread.is_anothers(sheet.lines[lines.start].span.start as usize);
    let found: Vec<Subject> =
        sheet.paragraphs.iter().filter(own).filter_map(|lines| subject(sheet, lines.start)).collect();
    let known = found.iter().filter(|subject| is_known(outline, sheet, subject.words.clone())).count();
    if known < FEWEST || known * 2 < found.len() { Vec::new() } else { found }
}

fn subject(sheet: &Sheet<'_>, line: usize) -> Option<Subject> {
    let Range { start, end } = sheet.lines[line].words;
    let dress = sheet.lines[line].dress;
    let inner = sheet.lines[line].inner;
    let number = reference::read(inner.of(sheet.text)).filter(|number| !number.explicit);
    let first = number.map_or(start, |number| sheet.word_at(inner.start + number.len as u32));
    if first >= end || dress.quoted || dress.cell || dress.bullet {
        return None;
    }
    let behind = behind(sheet, first)?;
    Some(Subject { line, end: sheet.words[behind].span.start as usize, words: first..behind })
}

/// Whether some words have something in common with a question.
pub(super) fn is_known(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> bool {
    sequence::shares(outline, sheet, words).into_iter().any(|share| share >= LEAST)
}

/// The word behind a sentence from word `first` on that only says what the rest of its paragraph is about.
pub(super) fn behind(sheet: &Sheet<'_>, first: usize) -> Option<usize> {
    let paragraph = sheet.words_on(sheet.paragraph_of(sheet.words[first].line as usize));
    let next = sheet.next_start(first + 1).min(behind_letter(sheet, first));
    if next >= paragraph.end || next - first > LONGEST || !sheet.gap_behind(next - 1).starts_with('.') {
        return None;
    }
    let words = first..next;
    let asks = headings::asks(sheet, first);
    let speaks = |word: usize| headings::speaks(sheet, word) || sheet.words[word].is(class::PLEA);
    let written =
        &sheet.text[sheet.words[first].span.start as usize..sheet.words[next - 1].span.end as usize];
    let is_said = !asks && words.clone().any(speaks)
        || scale::read(None, sheet.written(first)).is_some()
        || written.contains([';', ':', '?', '!'])
        || Placeholder::of(written).is_some()
        || scale::read(None, written).is_some();
    let goes_on = sheet.written(next).starts_with(|letter: char| !letter.is_lowercase());
    (!is_said && goes_on).then_some(next)
}

/// The word behind "Option C.", which could as well be an initial.
fn behind_letter(sheet: &Sheet<'_>, first: usize) -> usize {
    let ends = |word: &usize| {
        sheet.words[word - 1].is(class::PROPOSAL)
            && sheet.written(*word).len() == 1
            && sheet.gap_behind(*word).starts_with(". ")
    };
    let until = (first + LONGEST).min(sheet.words.len());
    (first + 1..until).find(ends).map_or(usize::MAX, |word| word + 1)
}

/// Whether a sentence says nothing but what one of some questions is about, so that no word of a reply is in it.
pub(super) fn is_of(
    outline: &Outline,
    sheet: &Sheet<'_>,
    words: Range<usize>,
    questions: &[QuestionIdx],
) -> bool {
    let asked = |word: usize| {
        let shares = sequence::shares(outline, sheet, word..word + 1);
        questions.iter().any(|question| shares[question.0 as usize] > 0.0)
    };
    let is_empty = |word: usize| outline.is_function(sheet.words[word].stem) || asked(word);
    let leads = || headings::asks(sheet, words.start) || sheet.words[words.start].is(class::STRONG);
    leads() || words.clone().any(asked) && words.clone().all(is_empty)
}

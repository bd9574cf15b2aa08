//! Items named by option: "1st - Proposal C. Visitors ...", "3.1 Option One. Cllr Kitto said ...", "5.2 *Hours.* ...".
//!
//! The label is a sentence without a verb, so that it stays in the answer, as wording.

use std::ops::Range;

use canvass_core::{OptionIdx, QuestionIdx};

use super::super::heading::{Heading, Kind};
use super::super::sheet::{Line, Sheet};
use super::super::vocabulary::class;
use super::super::{Outline, names};
use super::{Scan, title};

/// A label has no more words, its rank aside.
const LONGEST: usize = 7;
/// Nor has the rank before it.
const LONGEST_RANK: usize = 8;

/// What stands before a label.
struct Lead {
    /// The first word of the label.
    label: usize,
    /// Whether the words before say a rank: "First:", "2nd -", "Last by a long way:".
    ranks: bool,
}

/// What else tells that a label is one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A number of the paragraph's own.
    Number,
    /// Other paragraphs of the letter begin with labels, or may do so.
    Habit,
}

/// The item that begins on line `at`, behind its number where it has one (word `from`).
pub(super) fn heading(scan: &Scan<'_>, at: usize, from: usize, sign: Sign) -> Option<Heading> {
    let (outline, sheet) = (scan.outline, scan.sheet);
    let line = &sheet.lines[at];
    if !line.begins || line.dress.quoted || line.dress.cell || line.dress.level > 0 || from >= line.words.end
    {
        return None;
    }
    let lead = lead(outline, sheet, line, from);
    let label = label(sheet, line, lead.label)?;
    let dressed = sheet.gap_behind(label.end - 1).contains(['*', '_']) && !line.dress.opens_bold;
    let option = option(outline, sheet, label.clone())?;
    let stopped = sheet.gap_behind(label.end - 1).starts_with('.');
    let usual = sign == Sign::Number || scan.labelled && stopped && from == lead.label;
    if !(lead.ranks || usual || dressed) || label.clone().any(|word| title::speaks(sheet, word)) {
        return None;
    }
    let questions: Vec<QuestionIdx> = outline.question_of(option).into_iter().collect();
    let start = line.span.start as usize;
    let short = sheet.behind(label.end);
    Some(Heading { option: Some(option), short, ..Heading::new(start, start, questions, Kind::Option, 0.65) })
}

/// Passes over the words of a rank and the mark behind them.
fn lead(outline: &Outline, sheet: &Sheet<'_>, line: &Line, from: usize) -> Lead {
    let none = Lead { label: from, ranks: false };
    let mut ranks = false;
    for word in (from..line.words.end).take(LONGEST_RANK) {
        if names::named_loosely(outline, sheet, word).is_some() {
            return Lead { label: word, ranks };
        }
        if !sheet.words[word].is(class::RANK) {
            return none;
        }
        ranks |= sheet.words[word].is(class::PLACE);
        let gap = sheet.gap_behind(word).trim_start();
        if ranks && gap.starts_with([':', '-', '–', '—', ')']) {
            return Lead { label: (word + 1).min(line.words.end - 1), ranks };
        }
    }
    none
}

/// The words up to the full stop or colon that ends the label.
fn label(sheet: &Sheet<'_>, line: &Line, from: usize) -> Option<Range<usize>> {
    let mut within = (from..line.words.end.saturating_sub(1)).take(LONGEST);
    let last = within.find(|word| sheet.gap_behind(*word).contains(['.', ':', '?', '!', ',', ';']))?;
    let gap = sheet.gap_behind(last);
    let stops = gap.trim_start_matches(['*', '_', ')']).starts_with(['.', ':']);
    let goes_on = gap.contains(char::is_whitespace)
        && sheet.written(last + 1).starts_with(|mark: char| !mark.is_lowercase());
    (stops && goes_on).then_some(from..last + 1)
}

/// The one option that a label names, by its name or by words that half of the label's telling ones are.
fn option(outline: &Outline, sheet: &Sheet<'_>, label: Range<usize>) -> Option<OptionIdx> {
    if let Some((option, end)) = names::named_loosely(outline, sheet, label.start)
        && end == label.end
    {
        return Some(option);
    }
    let stems = sheet.stems(label);
    names::mostly(outline, &stems).or_else(|| names::keyed(outline, &stems))
}

//! Official wording met in a letter: exact, edited, cut short, or as the gist of a heading.

mod gist;

use canvass_core::QuestionIdx;
use canvass_core::text::StemId;

use super::outline::Wording;
use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, boxes};
pub(super) use gist::{gist, hint};

/// Words of the letter that may stand between two words of the question.
const MOST_INSERTED: usize = 4;
/// Words of the question that may be left out in one place.
const MOST_OMITTED: usize = 12;
/// Words of a question before its bracket that tell it.
const FEWEST_IN_CLAUSE: usize = 4;
/// Words behind the last known one within which an edited question may still end.
const LONGEST_TAIL: usize = 14;
/// Bytes within which half a question ends.
const LONGEST_QUESTION: usize = 400;
/// Share of the compared words that must be the question's.
const LEAST_PRECISION: f32 = 0.7;
/// Share of the question that must be there, by what else speaks for it.
const LEAST_COVERAGE: f32 = 0.6;
const LEAST_CUT_COVERAGE: f32 = 0.3;
/// Official wording found in the letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) question: QuestionIdx,
    /// Place behind its last word.
    pub(super) end: usize,
    /// Share of the question found, by weight.
    pub(super) coverage: f32,
}

/// How far a question and the words of a letter run together.
#[derive(Default)]
struct Run {
    end: usize,
    /// Place behind the last question word found.
    reached: usize,
    first: usize,
    n_matched: usize,
    matched: f32,
    /// Weight of what was matched within the sentence it covers best, as a share.
    coverage: f32,
    precision: f32,
}

/// The question whose wording begins at word `at`; `numbered` are those a printed number speaks for.
pub(super) fn find(
    outline: &Outline,
    sheet: &Sheet<'_>,
    at: usize,
    numbered: &[QuestionIdx],
) -> Option<Match> {
    let near = sheet.words[at..].iter().take(3).fold(0, |bits, word| bits | word.asked);
    if near == 0 || !opens(sheet, at) {
        return None;
    }
    let mut best: Option<(f32, Match)> = None;
    for (at_question, wording) in outline.questions.iter().enumerate() {
        let question = QuestionIdx(at_question as u16);
        let bit = 1 << (at_question % 64);
        if near & bit == 0 || !may_begin(sheet, at, wording, bit) {
            continue;
        }
        let is_numbered = numbered.contains(&question);
        if let Some(end) = clause(sheet, at, wording) {
            return Some(Match { question, end, coverage: LEAST_COVERAGE });
        }
        let Some(run) = run(outline, sheet, at, wording) else { continue };
        let end = extend(sheet, wording, &run);
        if !is_wording(sheet, wording, &run, end, is_numbered) {
            continue;
        }
        let score = run.coverage * run.precision
            + run.n_matched as f32 * 0.001
            + if is_numbered { 0.02 } else { 0.0 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, Match { question, end, coverage: run.coverage }));
        }
    }
    best.map(|(_, found)| found)
}

/// Whether the words from `at` on claim what a question asks, as "We agree that ..." does: nobody quotes so.
pub(super) fn is_claimed(outline: &Outline, sheet: &Sheet<'_>, at: usize, question: QuestionIdx) -> bool {
    let stems = &outline.questions[question.0 as usize].stems;
    let word = &sheet.words[at];
    word.is(class::OWN) && stems.first() != Some(&word.stem)
}

/// Place behind a question that leaves out what a bracket explains: "Do you agree with Proposal 1?"
fn clause(sheet: &Sheet<'_>, at: usize, wording: &Wording) -> Option<usize> {
    let stems = &wording.stems[..wording.clause?];
    let words = sheet.words.get(at..at + stems.len()).filter(|_| stems.len() >= FEWEST_IN_CLAUSE)?;
    let same = words.iter().zip(stems).all(|(word, stem)| word.stem == *stem);
    (same && sheet.gap_behind(at + stems.len() - 1).starts_with('?')).then_some(at + stems.len())
}

/// The cheapest look: a question's first words stand here, or a question mark follows that half a question ends in.
fn opens(sheet: &Sheet<'_>, at: usize) -> bool {
    let words = &sheet.words[at..sheet.words.len().min(at + 2)];
    if words.iter().any(|word| word.is(class::OPENER)) {
        return true;
    }
    let start = words.first().map_or(0, |word| word.span.start as usize);
    sheet.text.as_bytes()[start..].iter().take(LONGEST_QUESTION).any(|byte| *byte == b'?')
}

/// A cheap look before the comparison: enough of the first words are the question's, whose bit is `bit`.
fn may_begin(sheet: &Sheet<'_>, at: usize, wording: &Wording, bit: u64) -> bool {
    let window = &sheet.words[at..sheet.words.len().min(at + 10)];
    let known = window.iter().filter(|word| word.asked & bit != 0).count();
    known * 2 >= window.len().min(wording.stems.len())
        && window.iter().take(3).any(|word| wording.has(word.stem))
        && window.iter().any(|word| wording.bag.contains(&word.stem))
}

fn is_wording(sheet: &Sheet<'_>, wording: &Wording, run: &Run, end: usize, numbered: bool) -> bool {
    let least = if wording.stems.len() <= 4 { 2 } else { 3 };
    if run.precision < LEAST_PRECISION || run.n_matched < least {
        return false;
    }
    let gap = sheet.gap_behind(end - 1);
    let asks = gap.trim_start_matches(['*', '_', ')', '"', '”', '’', ' ']).starts_with('?');
    let ends_line = gap.contains('\n') || gap.trim().is_empty();
    let from_start = run.first <= 2 || wording.sentences.iter().any(|sentence| sentence.start == run.first);
    if !from_start {
        // Half a question may as well be the respondent's own sentence, unless it asks.
        return asks && run.coverage >= LEAST_COVERAGE;
    }
    let complete = run.coverage >= LEAST_COVERAGE;
    let cut = run.coverage >= LEAST_CUT_COVERAGE && run.n_matched >= 4 && (asks || is_cut(gap, ends_line));
    complete || cut || numbered && run.coverage >= LEAST_CUT_COVERAGE && (asks || ends_line)
}

/// Whether the wording was cut short: in dots, or by a line that ends without any mark.
fn is_cut(gap: &str, ends_line: bool) -> bool {
    let marks = gap.trim_start_matches([' ', '*', '_']);
    let dots = ["...", "…", "[...", "[…"].iter().any(|dots| marks.starts_with(dots));
    dots || ends_line && (gap.starts_with(['\n', '\r']) || marks.is_empty())
}

/// Walks question and letter side by side, over small edits on either side.
fn run(outline: &Outline, sheet: &Sheet<'_>, at: usize, wording: &Wording) -> Option<Run> {
    let reach = (at + wording.stems.len() * 3 / 2 + LONGEST_TAIL).min(sheet.words.len());
    let mut matched = vec![false; wording.stems.len()];
    let (mut here, mut there) = (at, 0);
    let mut run = Run { first: usize::MAX, end: at, ..Run::default() };
    let mut foreign = 0.0;
    while here < reach && there < wording.stems.len() {
        if sheet.words[here].stem != wording.stems[there] {
            let Some((inserted, omitted)) =
                resume(sheet, here, reach, &wording.stems[there..], run.n_matched == 0)
            else {
                break;
            };
            if is_other_number(outline, sheet, here..here + inserted, &wording.stems[there..there + omitted])
            {
                return None;
            }
            let strange = (here..here + inserted).filter(|word| !wording.has(sheet.words[*word].stem));
            foreign += strange.map(|word| outline.weight(sheet.words[word].stem)).sum::<f32>();
            here += inserted;
            there += omitted;
        }
        if run.n_matched > 0 && (!joins(sheet, here, wording, there) || meets_box(sheet, run.end, here)) {
            break;
        }
        matched[there] = true;
        run.first = run.first.min(there);
        run.n_matched += 1;
        run.matched += wording.weights[there];
        here += 1;
        there += 1;
        run.end = here;
        run.reached = there;
    }
    if run.n_matched == 0 {
        return None;
    }
    run.coverage = coverage(wording, &matched);
    run.precision = run.matched / (run.matched + foreign);
    Some(run)
}

/// Whether a word may still belong to the wording before it: not behind an empty line that ended a sentence.
fn joins(sheet: &Sheet<'_>, here: usize, wording: &Wording, there: usize) -> bool {
    if sheet.line_of(here).paragraph == sheet.line_of(here - 1).paragraph {
        return true;
    }
    let at_sentence = wording.sentences.iter().any(|sentence| sentence.start == there);
    let stopped = sheet.gap_behind(here - 1).contains(['.', '?', '!', ':']);
    // A second sentence of the question may stand as a paragraph of its own.
    at_sentence || !stopped
}

/// Whether a box to tick stands between the word before `from` and the word `here`.
fn meets_box(sheet: &Sheet<'_>, from: usize, here: usize) -> bool {
    let between = sheet.words[from - 1].span.end as usize..sheet.words[here].span.start as usize;
    boxes::has_box(&sheet.text[between])
}

fn coverage(wording: &Wording, matched: &[bool]) -> f32 {
    let share = |range: std::ops::Range<usize>| {
        let all: f32 = wording.weights[range.clone()].iter().sum();
        let found: f32 = range.clone().filter(|at| matched[*at]).map(|at| wording.weights[at]).sum();
        (found / all, all)
    };
    let (whole, _) = share(0..wording.stems.len());
    let heaviest = wording
        .sentences
        .iter()
        .map(|sentence| share(sentence.clone()))
        .max_by(|one, other| one.1.total_cmp(&other.1));
    whole.max(heaviest.map_or(0.0, |(found, _)| found))
}

/// The nearest place where both go on together: words to pass over in the letter and in the question.
fn resume(
    sheet: &Sheet<'_>,
    here: usize,
    reach: usize,
    stems: &[StemId],
    begins: bool,
) -> Option<(usize, usize)> {
    for distance in 1..=MOST_INSERTED + MOST_OMITTED {
        for inserted in 0..=distance.min(if begins { 1 } else { MOST_INSERTED }) {
            let omitted = distance - inserted;
            if omitted > MOST_OMITTED || omitted >= stems.len() || here + inserted >= reach {
                continue;
            }
            let word = sheet.words[here + inserted].stem;
            if word != stems[omitted] {
                continue;
            }
            // Far jumps need two words in a row to be believed.
            let next = sheet.words.get(here + inserted + 1).map(|word| word.stem);
            let pair = omitted + 1 >= stems.len() && !begins
                || next.is_some() && next == stems.get(omitted + 1).copied();
            if pair || distance <= 2 && !begins {
                return Some((inserted, omitted));
            }
        }
    }
    None
}

/// Whether letter and question have different figures in the same place: another option's question.
fn is_other_number(
    outline: &Outline,
    sheet: &Sheet<'_>,
    words: std::ops::Range<usize>,
    stems: &[StemId],
) -> bool {
    let mut figures = words.map(|word| sheet.words[word].stem).filter(|stem| outline.is_figure(*stem));
    figures.any(|figure| stems.iter().any(|stem| outline.is_figure(*stem) && *stem != figure))
}

/// The end of an edited question: the mark that ends its sentence, where it asks.
fn extend(sheet: &Sheet<'_>, wording: &Wording, run: &Run) -> usize {
    if wording.sentences.iter().any(|sentence| sentence.end == run.reached) {
        return run.end;
    }
    for end in run.end..(run.end + LONGEST_TAIL).min(sheet.words.len() + 1) {
        let gap = sheet.gap_behind(end - 1);
        if gap.contains('?') {
            return end;
        }
        // "How often ... and how ... ?"
        let gap = gap.replace("...", "");
        if gap.contains(['.', '!', ':', ';']) || gap.matches('\n').count() > 1 {
            break;
        }
    }
    run.end
}

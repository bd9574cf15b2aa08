//! The consultation's own wording inside an answer: a question, an option's title, an instruction.

use std::ops::Range;

use canvass_core::{Aside, AsideKind, QuestionIdx, Span};

use super::super::sheet::Sheet;
use super::super::vocabulary::class;
use super::super::{Outline, grid, names, prompt, wording};

/// Fewer words of a question may be anybody's.
const FEWEST_WORDS: usize = 6;
/// Share of the question that must be repeated.
pub(super) const LEAST_COVERAGE: f32 = 0.85;
/// Longer lines are no titles and no prompts.
pub(super) const LONGEST_LINE: usize = 40;
/// Words between "asks" and the question it reports.
const ASKED_WITHIN: usize = 4;
const OPENING: [char; 4] = ['“', '‘', '"', '«'];

/// Repeated wording, unordered.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Aside> {
    let mut found = Vec::new();
    for at in places(sheet) {
        found.extend(question(outline, sheet, at).or_else(|| quoted(outline, sheet, at)));
    }
    for at in 0..sheet.words.len() {
        found.extend(reported(outline, sheet, at));
    }
    for line in &sheet.lines {
        if !line.words.is_empty() && line.words.len() <= LONGEST_LINE && line.begins {
            let inner = line.inner.of(sheet.text);
            let is_prompt =
                line.words.len() >= 2 && prompt::sentence(inner).is_some_and(|len| len == inner.len());
            if is_prompt || is_title(outline, sheet, line.words.clone()) {
                found.push(aside(line.inner.start as usize, line.inner.end as usize));
            }
        }
    }
    found.extend(scales(sheet.text));
    found.extend(grid::heads(sheet.text).map(|head| aside(head.start, head.end)));
    found
}

/// What a form prints to be ticked, without the label that is.
fn scales(text: &str) -> Vec<Aside> {
    let mut found = Vec::new();
    for (at, ticked) in grid::all(text) {
        let label = ticked.label.unwrap_or(ticked.len..ticked.len);
        for part in [at..at + label.start, at + label.end..at + ticked.len] {
            let written = &text[part.clone()];
            let words = without_boxes(written);
            let start = part.start + written.find(words).unwrap_or(0);
            // A mark by itself is no wording.
            if words.chars().filter(|mark| mark.is_alphabetic()).count() > 1 {
                found.push(aside(start, start + words.len()));
            }
        }
    }
    found
}

/// What is written without the boxes and marks around it.
fn without_boxes(written: &str) -> &str {
    let is_mark = |mark: char| !mark.is_alphanumeric();
    let words = written.trim_matches(is_mark);
    let before = ["x]", "X]", "x)", "X)"].iter().find_map(|mark| words.strip_prefix(mark)).unwrap_or(words);
    let words = ["[x", "[X", "(x", "(X"].iter().find_map(|mark| before.strip_suffix(mark)).unwrap_or(before);
    words.trim_matches(is_mark)
}

/// Starts of sentences and of quotations.
fn places(sheet: &Sheet<'_>) -> Vec<usize> {
    let opens = |at: &usize| {
        let gap = sheet.gap_behind(at - 1);
        // "You ask: do you agree that ...?"
        let asks =
            || sheet.words[at.saturating_sub(ASKED_WITHIN)..*at].iter().any(|word| word.is(class::ASKING));
        gap.ends_with(OPENING) || gap.trim_end().ends_with(':') && asks()
    };
    let quoted = (1..sheet.words.len()).filter(opens);
    let mut places: Vec<usize> = sheet.starts.iter().copied().chain(quoted).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// A question repeated as a sentence of its own.
fn question(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Aside> {
    let found = wording::find(outline, sheet, at, &[])?;
    if wording::is_claimed(outline, sheet, at, found.question) {
        return None;
    }
    let gap = sheet.gap_behind(found.end - 1);
    if is_answered(outline, sheet, at, found.question, gap) {
        return None;
    }
    let ends = gap.trim_start_matches(['*', '_', ')', '”', '’', '"', ' ']).starts_with(['?', '.', '!', ':'])
        || gap.contains('\n')
        || gap.trim().is_empty();
    let whole = found.coverage >= LEAST_COVERAGE && found.end - at >= FEWEST_WORDS;
    let behind = sheet.behind(found.end);
    let end = behind + bracket(&sheet.text[behind..]);
    (whole && ends).then(|| aside(sheet.words[at].span.start as usize, end))
}

/// Bytes of a bracket behind a question that is the form's as well: " (Yes/No)".
fn bracket(text: &str) -> usize {
    let inner = text.trim_start_matches(' ');
    let len = if inner.starts_with(['(', '[']) { prompt::sentence(inner) } else { None };
    len.map_or(0, |len| text.len() - inner.len() + len)
}

/// Whether a question is answered in its own words: "Phones should be banned." to "Should phones be banned?"
///
/// A sentence that ends in a full stop and leaves out what the question begins with states what was asked.
fn is_answered(outline: &Outline, sheet: &Sheet<'_>, at: usize, question: QuestionIdx, gap: &str) -> bool {
    let wording = &outline.questions[question.0 as usize];
    let asks = outline.consultation.question(question).text.contains('?');
    let first = |sentence: &Range<usize>| wording.stems.get(sentence.start) == Some(&sheet.words[at].stem);
    asks && gap.starts_with(['.', '!']) && !wording.sentences.iter().any(first)
}

/// "... asks whether Option One would best achieve the vision": the question in reported speech.
fn reported(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Aside> {
    if !sheet.words[at].is(class::WHETHER) || at == 0 {
        return None;
    }
    let before = &sheet.words[at.saturating_sub(ASKED_WITHIN)..at];
    let asks = before.iter().any(|word| word.is(class::ASKING));
    if !asks {
        return None;
    }
    // The question may open otherwise ("do you consider that") than its report does.
    let first = at + 1;
    let length = longest_run(outline, sheet, first);
    (length >= FEWEST_WORDS).then(|| {
        aside(sheet.words[first].span.start as usize, sheet.words[first + length - 1].span.end as usize)
    })
}

/// "that Option One would best achieve the vision" between quotation marks, and nothing else there.
fn quoted(outline: &Outline, sheet: &Sheet<'_>, first: usize) -> Option<Aside> {
    if first == 0 || !sheet.gap_behind(first - 1).ends_with(OPENING) {
        return None;
    }
    let length = longest_run(outline, sheet, first);
    let closes =
        length >= FEWEST_WORDS && sheet.gap_behind(first + length - 1).contains(['”', '’', '"', '»']);
    closes.then(|| {
        aside(sheet.words[first].span.start as usize, sheet.words[first + length - 1].span.end as usize)
    })
}

/// Most words from `first` on that run on in a question in the same order.
fn longest_run(outline: &Outline, sheet: &Sheet<'_>, first: usize) -> usize {
    let longest = outline.questions.iter().filter_map(|wording| {
        let starts = (0..wording.stems.len())
            .filter(|from| sheet.words.get(first).is_some_and(|word| word.stem == wording.stems[*from]));
        starts.map(|from| run(sheet, first, &wording.stems[from..])).max()
    });
    longest.max().unwrap_or(0)
}

fn run(sheet: &Sheet<'_>, first: usize, stems: &[canvass_core::text::StemId]) -> usize {
    stems.iter().zip(&sheet.words[first..]).take_while(|(stem, word)| **stem == word.stem).count()
}

/// Whether a line holds an option's names and nothing else.
fn is_title(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> bool {
    let mut at = words.start;
    while at < words.end {
        let Some((_, end)) = names::named_loosely(outline, sheet, at) else { return false };
        at = end;
    }
    at == words.end
}

fn aside(start: usize, end: usize) -> Aside {
    Aside { span: Span::new(start, end), kind: AsideKind::Wording }
}

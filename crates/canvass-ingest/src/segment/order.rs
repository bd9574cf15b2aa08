//! Options called by their place alone: "the first of them", "as to the third, I", or "A - Fine by me" at a line's start.
//!
//! One such mention may mean anything; a letter that goes through the options in order has several. Titles call
//! questions so: "The eighth question: which is preferred", "The fourth and fifth: the gates".

use std::ops::Range;

use canvass_core::{OptionIdx, QuestionIdx};

use super::announcement::ORDINALS;
use super::headings::followed;
use super::sheet::{Line, Sheet};
use super::vocabulary::class;
use super::{Outline, reference};

/// Words and lines of a title.
const LONGEST_TITLE: usize = 24;
const MOST_LINES: usize = 2;
/// Words before an ordinal, as in "turning now to the second".
const LONGEST_LEAD: usize = 6;
/// Fewer paragraphs that begin with a place are none that go through the questions.
const FEWEST_LEADS: usize = 3;
/// One place in a letter is no order.
const FEWEST: usize = 2;

/// The options that paragraphs announce by their place among all, with the line of each.
pub(super) fn ordinals(outline: &Outline, sheet: &Sheet<'_>) -> Vec<(usize, OptionIdx)> {
    let n_options = outline.in_order.len();
    let starts = sheet.paragraphs.iter().filter_map(|lines| first_line(sheet, lines.start));
    let found: Vec<(usize, usize)> =
        starts.filter_map(|at| Some((at, place(sheet, &sheet.lines[at], n_options)?))).collect();
    let ascends = found.windows(2).all(|pair| pair[0].1 < pair[1].1);
    if found.len() < FEWEST || !ascends {
        return Vec::new();
    }
    found.into_iter().map(|(at, place)| (at, outline.in_order[place])).collect()
}

/// The first line of a paragraph, where it could begin a sentence.
fn first_line(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let line = sheet.lines.get(at)?;
    (line.words.len() > 2 && !line.dress.bullet && !line.dress.quoted).then_some(at)
}

/// The place among `n_options` that the first words of a line turn to.
fn place(sheet: &Sheet<'_>, line: &Line, n_options: usize) -> Option<usize> {
    let mut turns = false;
    for here in line.words.clone().take(LONGEST_LEAD) {
        let the = here > line.words.start && sheet.written(here - 1).eq_ignore_ascii_case("the");
        if the && let Some(place) = ordinal(sheet.written(here), n_options) {
            return refers(sheet, here, turns).then_some(place);
        }
        let word = &sheet.words[here];
        if !word.is(class::LEAD) || sheet.gap_behind(here).contains(['.', '?', '!', ':', ';', ',']) {
            return None;
        }
        turns |= word.is(class::STRONG) || sheet.written(here).eq_ignore_ascii_case("for");
    }
    None
}

/// The option that is called by its place and a word for options at `here`: "your second proposal".
pub(super) fn placed(outline: &Outline, sheet: &Sheet<'_>, here: usize) -> Option<OptionIdx> {
    let place = ordinal(sheet.written(here), outline.in_order.len())?;
    let before = here.checked_sub(1).map_or("", |before| sheet.written(before));
    let leads = ["your", "the"].iter().any(|known| before.eq_ignore_ascii_case(known));
    let is_called = sheet.words.get(here + 1).is_some_and(|next| next.is(class::PROPOSAL));
    (leads && is_called).then(|| outline.in_order[place])
}

/// A title, or the first words of a paragraph, that call questions by their places.
pub(super) struct Title {
    /// Its first line.
    pub(super) line: usize,
    /// Byte behind it.
    pub(super) end: usize,
    pub(super) questions: Vec<QuestionIdx>,
    /// Whether it says that they are questions.
    is_explicit: bool,
}

/// Paragraphs that begin "First question:", "Second:" and so on, one for nearly every question: fewer are reasons.
pub(super) fn leads(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Title> {
    let found: Vec<Title> =
        sheet.paragraphs.iter().filter_map(|lines| lead(outline, sheet, lines.start)).collect();
    let ascends = found.windows(2).all(|pair| pair[0].questions < pair[1].questions);
    let least = if found.iter().any(|lead| lead.is_explicit) {
        FEWEST_LEADS
    } else {
        outline.questions.len().saturating_sub(1)
    };
    if ascends && found.len() >= least.max(FEWEST_LEADS) { found } else { Vec::new() }
}

fn lead(outline: &Outline, sheet: &Sheet<'_>, line: usize) -> Option<Title> {
    let words = sheet.lines[line].words.clone();
    let is =
        |word: usize, known: &str| words.contains(&word) && sheet.written(word).eq_ignore_ascii_case(known);
    let at = words.start + usize::from(is(words.start, "the"));
    let place = ordinal(words.contains(&at).then(|| sheet.written(at))?, outline.questions.len())?;
    let is_explicit = is(at + 1, "question");
    let last = at + usize::from(is_explicit);
    let gap = sheet.gap_behind(last);
    let mark = gap.find([':', '–', '—']).filter(|_| gap.trim_start().starts_with([':', '–', '—']))?;
    let end = sheet.words[last].span.end as usize + gap[..mark].len();
    let end = end + sheet.text[end..].chars().next().map_or(0, char::len_utf8);
    Some(Title { line, end, questions: vec![QuestionIdx(place as u16)], is_explicit })
}

/// The titles of a letter that call questions by their places; a single one must say that it means a question.
pub(super) fn titles(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Title> {
    let starts = sheet.paragraphs.iter().filter(|lines| lines.len() <= MOST_LINES);
    let mut found: Vec<Title> = starts.filter_map(|lines| title(outline, sheet, lines.clone())).collect();
    let is_printed = || {
        let inner = sheet.lines.iter().map(|line| line.inner.of(sheet.text));
        inner.filter_map(reference::read).any(|found| found.explicit)
    };
    let is_usual =
        found.len() >= FEWEST && found.iter().any(|title| title.is_explicit || found.len() > FEWEST);
    // Beside "Question 2", "The first: cost" is a reason.
    let is_usual = is_usual && (found.iter().any(|title| title.is_explicit) || !is_printed());
    found.retain(|title| title.is_explicit || is_usual);
    found
}

fn title(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> Option<Title> {
    let words = sheet.words_on(lines.clone());
    let is = |word: usize, known: &[&str]| {
        words.contains(&word) && known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    let mut at = words.start + usize::from(is(words.start, &["the", "your"]));
    let mut questions = Vec::new();
    loop {
        let place = words.contains(&at).then(|| ordinal(sheet.written(at), outline.questions.len()))??;
        questions.push(QuestionIdx(place as u16));
        let joint = at + 1;
        at = if is(joint, &["and"]) { joint + 1 + usize::from(is(joint + 1, &["the"])) } else { joint };
        if at == joint && !sheet.gap_behind(joint - 1).starts_with(", ") {
            break;
        }
    }
    let is_explicit = is(at, &["question", "questions"]);
    let end = at + usize::from(is_explicit);
    let gap = sheet.gap_behind(end - 1).trim_start();
    let is_set_off =
        if end < words.end { gap.starts_with([':', '–', '—', '-', '.']) } else { is_explicit };
    let ending = sheet.lines[lines.end - 1].inner.of(sheet.text).trim_end();
    let is_title = is_set_off
        && words.len() <= LONGEST_TITLE
        && !(end < words.end && ending.ends_with(['.', ',', ';', '!']))
        && followed(sheet, lines.end - 1);
    let last = sheet.lines[lines.end - 1].span.end as usize;
    is_title.then_some(Title { line: lines.start, end: last, questions, is_explicit })
}

fn ordinal(word: &str, n_options: usize) -> Option<usize> {
    let place = if ["last", "final"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
        n_options.checked_sub(1)
    } else {
        ORDINALS.iter().position(|known| word.eq_ignore_ascii_case(known))
    };
    place.filter(|place| *place < n_options)
}

/// Whether an ordinal stands for one of the options: "the first reason" and "the second question" do not.
fn refers(sheet: &Sheet<'_>, here: usize, turns: bool) -> bool {
    let Some(next) = sheet.words.get(here + 1) else { return false };
    if sheet.gap_behind(here).trim_start().starts_with([',', ':', '-', '–', '—']) {
        return turns;
    }
    let of_them = || {
        let them = sheet.words.get(here + 2).map_or("", |word| word.span.of(sheet.text));
        ["them", "these", "those", "your", "the"].iter().any(|known| them.eq_ignore_ascii_case(known))
    };
    next.is(class::PROPOSAL)
        || next.span.of(sheet.text).eq_ignore_ascii_case("of") && of_them()
        || next.is(class::VERB)
        || next.is(class::VOICE)
}

/// The lines that begin with an option's letter and a mark, with the option of each.
pub(super) fn letters(outline: &Outline, sheet: &Sheet<'_>) -> Vec<(usize, OptionIdx)> {
    let mut found: Vec<(usize, OptionIdx)> = Vec::new();
    for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| line.begins && line.words.len() > 1) {
        let word = line.words.start;
        let written = sheet.written(word);
        if written.len() == 1
            && written.starts_with(|mark: char| mark.is_ascii_uppercase())
            && set_off(sheet, word)
        {
            let stem = sheet.words[word].stem;
            let name = outline.names.iter().find(|name| name.stems.len() == 2 && name.stems[1] == stem);
            found.extend(name.map(|name| (at, name.option)));
        }
    }
    let several = found.iter().any(|(_, option)| *option != found[0].1);
    if several { found } else { Vec::new() }
}

/// Whether a mark sets a letter off from what follows; "A. Smith" is set off as well.
fn set_off(sheet: &Sheet<'_>, word: usize) -> bool {
    let gap = sheet.gap_behind(word);
    let marks = gap.trim_start_matches([' ', '*', '_', ')']);
    marks.starts_with([':', '–', '—', '='])
        || marks.starts_with("- ") && gap.starts_with([' ', '*'])
        || gap.starts_with(')')
}

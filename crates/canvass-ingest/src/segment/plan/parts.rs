//! What parts a letter without telling a question: sections of other titles, items of minutes, parts of a form.

use super::super::heading::Heading;
use super::super::sheet::Sheet;
use super::super::vocabulary::class;
use super::super::{Outline, headings, names};
use crate::scale;

/// Fewer titles of one kind are no habit.
const FEWEST_TITLES: usize = 2;

/// What the parts of a form are called, and how long is what counts them.
const PARTS: [&str; 6] = ["part", "section", "chapter", "theme", "annex", "appendix"];
const LONGEST_COUNT: usize = 3;

/// A heading of the rank that question headings have, which is none of them, begins something else.
pub(super) fn add_sections(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let level_of = |heading: &Heading| {
        let word = sheet.words.get(sheet.word_at(heading.start as u32));
        word.map_or(0, |word| sheet.lines[word.line as usize].dress.level)
    };
    let levels: Vec<u8> = headings
        .iter()
        .filter(|heading| heading.is_strong() && heading.end > heading.start)
        .map(level_of)
        .collect();
    let Some(&level) = levels.first().filter(|level| **level > 0) else { return };
    if levels.len() < 2 || levels.iter().any(|other| *other != level) {
        return;
    }
    let mut others = Vec::new();
    for line in sheet.lines.iter().filter(|line| line.dress.level == level && !line.words.is_empty()) {
        let start = line.span.start as usize;
        let at = headings.partition_point(|heading| heading.start < start);
        let taken = headings.get(at).is_some_and(|heading| heading.start < line.span.end as usize);
        let inside = at > 0 && headings[at - 1].end > start;
        if !taken && !inside {
            others.push(headings::unknown(start));
        }
    }
    headings.extend(others);
    headings.sort_by_key(|heading| heading.start);
}

/// Where paragraphs are numbered within sections ("3.1" below a heading), the other sections begin something else.
pub(super) fn add_numbered_sections(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let heads = |line: usize| {
        let next = sheet.paragraphs.get(sheet.lines[line].paragraph as usize + 1);
        let written = next.map_or("", |lines| sheet.lines[lines.start].inner.of(sheet.text));
        let figures = written.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&figures)
            && written[figures..].starts_with(".1")
            && !written[figures + 2..].starts_with(|mark: char| mark.is_ascii_digit())
            && headings::stands_out(sheet, line)
    };
    let starts: Vec<usize> =
        sheet.paragraphs.iter().map(|lines| lines.start).filter(|line| heads(*line)).collect();
    let is_taken = |line: &usize| {
        let span = sheet.lines[*line].span;
        headings.iter().any(|heading| (span.start as usize..span.end as usize).contains(&heading.start))
    };
    let (taken, free): (Vec<usize>, Vec<usize>) = starts.into_iter().partition(is_taken);
    if taken.len() >= 2 {
        headings
            .extend(free.into_iter().map(|line| headings::unknown(sheet.lines[line].span.start as usize)));
        headings.sort_by_key(|heading| heading.start);
    }
}

/// Where titles with numbers of their own say which questions they are about, the others are about none.
pub(super) fn add_unreferred(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let inner = |line: usize| sheet.lines[line].inner.of(sheet.text);
    let number = |line: usize| inner(line).split(['.', ')']).next().unwrap_or("");
    let is_title = |line: &usize| {
        let (inner, number) = (inner(*line), number(*line));
        let numbered = (1..=2).contains(&number.len()) && number.bytes().all(|mark| mark.is_ascii_digit());
        numbered && sheet.paragraph_of(*line).len() == 1 && !inner.ends_with(['.', ',', ';', ':', '?', '!'])
    };
    let heading = |line: usize| {
        let start = sheet.lines[line].span.start as usize;
        let at = headings.partition_point(|heading| heading.start < start);
        headings.get(at).filter(|heading| heading.start == start)
    };
    let refers = |line: usize| {
        let own = outline.numbered(number(line));
        let other = |heading: &Heading| own.is_none_or(|own| !heading.questions.contains(&own));
        heading(line).is_some_and(|heading| heading.is_strong() && other(heading))
    };
    let titles = || sheet.paragraphs.iter().map(|lines| lines.start).filter(is_title);
    if titles().filter(|line| refers(*line)).count() < FEWEST_TITLES {
        return;
    }
    let free: Vec<usize> = titles().filter(|line| heading(*line).is_none()).collect();
    headings.extend(free.into_iter().map(|line| headings::unknown(sheet.lines[line].span.start as usize)));
    headings.sort_by_key(|heading| heading.start);
}

/// A title right above a question's heading parts the questions, it is no end of the answer before.
pub(super) fn add_dividers(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let line_of = |byte: usize| sheet.words.get(sheet.word_at(byte as u32)).map(|word| word.line as usize);
    // The line right above each question's heading, and whether an answer stands above that.
    let above = |at: usize| {
        let word = sheet.word_at(headings[at].start as u32).checked_sub(1)?;
        let line = sheet.words[word].line as usize;
        let alone = sheet.paragraph_of(line).len() == 1 || sheet.lines[line].dress.level > 0;
        let floor = at.checked_sub(1).map_or(0, |before| sheet.word_at(headings[before].end as u32));
        (alone && word >= floor).then(|| (line, at > 0 && sheet.lines[line].words.start > floor))
    };
    let lines: Vec<(usize, bool)> =
        (0..headings.len()).filter(|at| headings[*at].is_strong()).filter_map(above).collect();
    let in_capitals = |line: &usize| sheet.lines[*line].dress.capitals;
    // "ALL OPTIONS", where other titles are in capitals.
    let titles = headings.iter().filter_map(|heading| line_of(heading.start));
    let n_capitals = titles.chain(lines.iter().map(|(line, _)| *line)).filter(in_capitals).count();
    let is_title =
        |line: usize| in_capitals(&line) && n_capitals >= FEWEST_TITLES && is_silent(outline, sheet, line);
    let dividers =
        lines.into_iter().filter(|(line, answered)| *answered && (parts(sheet, *line) || is_title(*line)));
    let dividers: Vec<Heading> =
        dividers.map(|(line, _)| headings::unknown(sheet.lines[line].span.start as usize)).collect();
    headings.extend(dividers);
    headings.sort_by_key(|heading| heading.start);
}

/// Whether nobody speaks on a line, unlike in "NO TO THE TOLL".
fn is_silent(outline: &Outline, sheet: &Sheet<'_>, line: usize) -> bool {
    let line = &sheet.lines[line];
    let first = line.words.clone().next().map_or("", |word| sheet.written(word));
    scale::read(None, first).is_none()
        && !line.words.clone().any(|word| sheet.words[word].is(class::SPEAKING))
        && !line.words.clone().any(|word| names::named(outline, sheet, word).is_some())
        && !line.inner.of(sheet.text).ends_with(['.', '!', '?', ',', ';'])
}

/// "--- Fares ---", "Part B: fares".
fn parts(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    let opens = PARTS.iter().any(|part| sheet.written(line.words.start).eq_ignore_ascii_case(part));
    let counted = || line.words.len() > 1 && sheet.written(line.words.start + 1).len() <= LONGEST_COUNT;
    let dressed = line.dress.level > 0 || line.dress.bold;
    (dressed || opens && counted()) && !inner.ends_with(['.', '!', '?', ',', ';'])
}

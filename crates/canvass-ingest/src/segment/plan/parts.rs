//! What parts a letter without telling a question: sections of other titles, items of minutes, parts of a form.

use std::ops::Range;

use super::super::heading::Heading;
use super::super::sheet::Sheet;
use super::super::{Outline, headings};

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
    let is_title = |line: &usize| {
        let inner = sheet.lines[*line].inner.of(sheet.text);
        let number = inner.split(['.', ')']).next().unwrap_or("");
        let numbered = (1..=2).contains(&number.len()) && number.bytes().all(|mark| mark.is_ascii_digit());
        numbered && sheet.paragraph_of(*line).len() == 1 && !inner.ends_with(['.', ',', ';', ':', '?', '!'])
    };
    let heading = |line: usize| {
        let start = sheet.lines[line].span.start as usize;
        let at = headings.partition_point(|heading| heading.start < start);
        headings.get(at).filter(|heading| heading.start == start)
    };
    let refers = |line: usize| {
        let number = sheet.lines[line].inner.of(sheet.text).split(['.', ')']).next().unwrap_or("");
        let own = outline.numbered(number);
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
pub(super) fn add_dividers(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let mut dividers = Vec::new();
    let is_capital = |lines: &&Range<usize>| lines.len() == 1 && sheet.lines[lines.start].dress.capitals;
    let n_capitals = sheet.paragraphs.iter().filter(is_capital).count();
    for pair in headings.windows(2).filter(|pair| pair[1].is_strong()) {
        let before = sheet.word_at(pair[1].start as u32).checked_sub(1);
        let Some(word) = before.filter(|word| *word >= sheet.word_at(pair[0].end as u32)) else { continue };
        let at = sheet.words[word].line as usize;
        let line = &sheet.lines[at];
        let alone = sheet.paragraph_of(at).len() == 1 || line.dress.level > 0;
        let answered = line.words.start > sheet.word_at(pair[0].end as u32);
        // "ALL OPTIONS", where other headings are in capitals.
        let is_one_of_many = line.dress.capitals && n_capitals >= FEWEST_TITLES;
        if alone && answered && (parts(sheet, at) || is_one_of_many) {
            dividers.push(headings::unknown(line.span.start as usize));
        }
    }
    headings.extend(dividers);
    headings.sort_by_key(|heading| heading.start);
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

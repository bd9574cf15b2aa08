//! Numbered items, as minutes have them: where some are named by option, the others end what stands before them.

use std::ops::Range;

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::thread::Thread;
use super::{Outline, headings, reference};

/// What stands before the number of an item.
const LEADS: [&str; 2] = ["Item ", "ITEM "];

/// Adds the items that no heading was found at, where items with a part ("3.1") have their headings.
pub(super) fn add(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread, headings: &mut Vec<Heading>) {
    let asks = || headings.iter().filter(|heading| !heading.questions.is_empty());
    let is_unprinted = asks().any(|heading| !heading.is_strong());
    if !is_unprinted && !asks().any(|heading| is_own_number(outline, sheet, heading)) {
        return;
    }
    let own = |lines: &&Range<usize>| !thread.is_anothers(sheet.lines[lines.start].span.start as usize);
    let starts: Vec<(usize, Vec<u32>)> = sheet
        .paragraphs
        .iter()
        .filter(own)
        .filter_map(|lines| Some((lines.start, number(outline, sheet, lines.start)?)))
        .collect();
    let start_of = |line: usize| sheet.lines[line].span.start as usize;
    let heads = |line: &usize| {
        let at = headings.partition_point(|heading| heading.start < start_of(*line));
        headings
            .get(at)
            .is_some_and(|heading| heading.start == start_of(*line) && !heading.questions.is_empty())
    };
    let parts = if is_unprinted { parts(&starts, &heads) } else { Vec::new() };
    let others = parts.into_iter().chain(trailing(&starts, &heads));
    let others: Vec<Heading> = others.map(|line| headings::section(start_of(line))).collect();
    headings.extend(others);
    headings.sort_by_key(|heading| heading.start);
    headings.dedup_by(|next, heading| next.start == heading.start && next.kind == Kind::Section);
}

/// Whether the number that a heading begins with is the letter's own: "3. Fares (question 2)".
fn is_own_number(outline: &Outline, sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let Some(word) = sheet.words.get(sheet.word_at(heading.start as u32)) else { return false };
    let number = number(outline, sheet, word.line as usize);
    let key = number.map(|parts| parts.iter().map(u32::to_string).collect::<Vec<_>>().join("."));
    key.is_some_and(|key| outline.numbered(&key) != heading.questions.first().copied())
}

/// The other parts of a section ("3.4") whose parts have headings, and the section behind it ("4").
fn parts(starts: &[(usize, Vec<u32>)], heads: &dyn Fn(&usize) -> bool) -> Vec<usize> {
    let Some(first) = starts.iter().position(|(line, number)| number.len() > 1 && heads(line)) else {
        return Vec::new();
    };
    let section = starts[first].1[0];
    let belongs =
        |number: &[u32]| if number.len() > 1 { number[0] == section } else { number[0] == section + 1 };
    let others = starts[first..].iter().filter(|(line, number)| belongs(number) && !heads(line));
    others.map(|(line, _)| *line).collect()
}

/// The item that counts on from the last one that has a heading.
fn trailing(starts: &[(usize, Vec<u32>)], heads: &dyn Fn(&usize) -> bool) -> Option<usize> {
    let last = starts.iter().rposition(|(line, number)| number.len() == 1 && heads(line))?;
    let next = vec![starts[last].1[0] + 1];
    starts[last + 1..].iter().find(|(_, number)| *number == next).map(|(line, _)| *line)
}

/// The number that a line begins with, part by part; those of questions are none.
fn number(outline: &Outline, sheet: &Sheet<'_>, line: usize) -> Option<Vec<u32>> {
    let inner = sheet.lines[line].inner.of(sheet.text);
    let inner = LEADS.iter().find_map(|lead| inner.strip_prefix(lead)).unwrap_or(inner);
    if !inner.starts_with(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    let found = reference::read(inner).filter(|found| !found.explicit)?;
    let key = found.keys.first()?;
    let parts: Option<Vec<u32>> = key.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() > 1 || outline.numbered(key).is_none() || found.delimiter == Some('.'))
}

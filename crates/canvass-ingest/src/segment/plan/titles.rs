//! Titles behind the numbers of questions: "Q2 Option A", "Item 4. (Question 2) The zones".
//!
//! One such title might be a short answer. Where nearly every number has one, with text below, all of them are titles.

use super::super::has_box;
use super::super::heading::{Heading, Kind};
use super::super::placeholder::Placeholder;
use super::super::sheet::Sheet;
use super::super::vocabulary::class;
use super::super::{Outline, headings, subjects};
use super::is_empty_between;
use crate::scale;

/// Fewer titles are no habit.
const FEWEST: usize = 3;
/// With fewer words before "we" a line is a reply, and no title as "Effects on those we represent" is.
const SPOKEN: usize = 2;
/// Longer ones are sentences.
const LONGEST: usize = 12;

/// Takes the titles behind numbers into their headings, where the letter's numbers have titles.
pub(super) fn add(outline: &Outline, sheet: &Sheet<'_>, headings: &mut [Heading]) {
    if !add_where_usual(sheet, headings, |headings, at| title_end(sheet, headings, at)) {
        let subjects = subjects(outline, sheet, headings);
        add_where_usual(sheet, headings, |_, at| subjects[at]);
    }
}

/// Ends headings where their titles do, and says whether nearly every number has one.
fn add_where_usual(
    sheet: &Sheet<'_>,
    headings: &mut [Heading],
    title: impl Fn(&[Heading], usize) -> Option<usize>,
) -> bool {
    let is_numbered = |heading: &Heading| is_numbered(sheet, heading);
    let numbered = headings.iter().filter(|heading| is_numbered(heading)).count();
    let ends: Vec<Option<usize>> =
        (0..headings.len()).map(|at| title(headings, at).filter(|_| is_numbered(&headings[at]))).collect();
    let has_title = |(heading, end): &(&Heading, &Option<usize>)| {
        end.is_some() || is_numbered(heading) && (heading.kind == Kind::Gist || heading.end > heading.short)
    };
    let titled = headings.iter().zip(&ends).filter(has_title).count();
    let is_usual = titled >= FEWEST && titled * 3 >= numbered * 2;
    for (heading, end) in headings.iter_mut().zip(ends).filter(|_| is_usual) {
        heading.end = end.unwrap_or(heading.end);
    }
    is_usual
}

fn is_numbered(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let begins = || sheet.text[heading.start..heading.end].starts_with(|mark: char| mark.is_ascii_digit());
    match heading.kind {
        Kind::Number | Kind::Bare(_) => heading.end > heading.start,
        // "6. Other comments".
        Kind::Gist => begins(),
        _ => false,
    }
}

/// Where the sentences end that say what stands behind each number, where most of them are about its question:
/// "7) what it costs the drivers. I do feel for them."
fn subjects(outline: &Outline, sheet: &Sheet<'_>, headings: &[Heading]) -> Vec<Option<usize>> {
    let mut ends = vec![None; headings.len()];
    let mut n_known = 0;
    for (end, heading) in ends.iter_mut().zip(headings).filter(|(_, heading)| is_numbered(sheet, heading)) {
        let first = sheet.word_at(heading.end as u32);
        let is_behind = sheet
            .words
            .get(first)
            .is_some_and(|word| sheet.lines[word.line as usize].span.start as usize <= heading.end);
        let Some(behind) = (if is_behind { subjects::behind(sheet, first) } else { None }) else { continue };
        // "7) what it costs the drivers." goes on from the number; "7. Too much." is as likely a reply.
        let is_small = sheet.written(first).starts_with(char::is_lowercase);
        let is_known = subjects::is_of(outline, sheet, first..behind, &heading.questions)
            || is_small && subjects::is_known(outline, sheet, first..behind);
        n_known += usize::from(is_known);
        *end = (is_small || is_known).then(|| sheet.words[behind].span.start as usize);
    }
    if n_known >= FEWEST && n_known * 3 >= 2 * ends.iter().flatten().count() {
        ends
    } else {
        vec![None; ends.len()]
    }
}

/// Where the title ends that stands behind a heading on its line, if one does, with text below.
fn title_end(sheet: &Sheet<'_>, found: &[Heading], at: usize) -> Option<usize> {
    let heading = &found[at];
    let first = sheet.word_at(heading.end as u32);
    let line = sheet.words.get(first).map(|word| word.line as usize)?;
    let end = sheet.lines[line].inner.end as usize;
    let is_behind = sheet.lines[line].span.start as usize <= heading.end.saturating_sub(1);
    let is_last = sheet.paragraph_of(line).end == line + 1 || sheet.lines[line + 1].begins;
    let title = sheet.text.get(heading.end..end)?.trim();
    let words = first..sheet.lines[line].words.end;
    let asks = title.ends_with('?');
    let own = words.clone().position(|word| sheet.words[word].is(class::OWN));
    let speaks = || own.is_some_and(|own| own < SPOKEN && !headings::asks(sheet, first));
    let next = found.get(at + 1).map_or(sheet.text.len(), |next| next.start);
    let is_title = is_behind
        && is_last
        && (1..=LONGEST).contains(&words.len())
        && !title.trim_end_matches("etc.").ends_with(['.', ',', ';', '!', ':'])
        && (asks || !speaks())
        && scale::read(None, title).is_none()
        && Placeholder::of(title).is_none()
        && !has_box(title);
    (is_title && end <= next && !is_empty_between(sheet, end, next)).then_some(end)
}

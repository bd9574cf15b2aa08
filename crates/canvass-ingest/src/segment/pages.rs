//! The paper of a letter that keeps its page breaks: running heads and feet, and page numbers.
//!
//! They stand at the edges of pages, one below the other, and come back there; so they are told from the letter's own
//! lines even where a sentence runs across the page break. What may be an answer or head one is left alone.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::sheet::{Line, Sheet};
use super::{Outline, names, reference};
use crate::scale;

/// What parts two pages.
pub(super) const BREAK: char = '\u{c}';
/// Lines at each edge of a page that are looked at.
const EDGE: usize = 3;
const LONGEST: usize = 16;
/// Dots between a title and the number of its page.
const FEWEST_DOTS: usize = 4;
/// On so many pages a line comes back, in a letter of few pages and in one of many.
const FEWEST: usize = 2;
const FEWEST_OF_MANY: usize = 3;
const MANY: usize = 5;
const TICKS: [char; 6] = ['☐', '☒', '☑', '✓', '✔', '□'];

/// The lines that are the paper's, ascending.
pub(super) fn lines(outline: &Outline, sheet: &Sheet<'_>) -> Vec<usize> {
    let mut found: BTreeSet<usize> = (0..sheet.lines.len()).filter(|at| is_of_contents(sheet, *at)).collect();
    let pages = pages(sheet);
    if pages.len() < FEWEST {
        return found.into_iter().collect();
    }
    let mut edges = edges(sheet, pages);
    if !sheet.text.contains(BREAK) {
        // A letterhead is no running head.
        edges.remove(0);
    }
    let known = Known::of(outline, sheet, &edges);
    for edge in &edges {
        let is_paper = |at: &&usize| known.has(sheet, edge, **at);
        found.extend(edge.lines.iter().take_while(is_paper));
    }
    found.into_iter().collect()
}

/// The lines at one edge of a page, from the outermost inwards.
struct Edge {
    page: i64,
    side: Side,
    lines: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Top,
    Bottom,
}

fn edges(sheet: &Sheet<'_>, pages: Vec<Range<usize>>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (page, lines) in (0..).zip(pages) {
        let written = || lines.clone().filter(|at| !sheet.lines[*at].words.is_empty());
        edges.push(Edge { page, side: Side::Top, lines: written().take(EDGE).collect() });
        edges.push(Edge { page, side: Side::Bottom, lines: written().rev().take(EDGE).collect() });
    }
    edges
}

/// The lines of each page. Where the text has lost its page breaks, a page ends with the line that has its number.
fn pages(sheet: &Sheet<'_>) -> Vec<Range<usize>> {
    let opens = |line: &Line| sheet.text[..line.span.start as usize].ends_with(BREAK);
    let mut breaks: Vec<usize> = if sheet.text.contains(BREAK) {
        (0..sheet.lines.len()).filter(|at| opens(&sheet.lines[*at])).collect()
    } else {
        numbered_feet(sheet).into_iter().map(|at| at + 1).collect()
    };
    breaks.retain(|at| *at < sheet.lines.len());
    let mut borders: Vec<usize> = std::iter::once(0).chain(breaks).chain([sheet.lines.len()]).collect();
    borders.dedup();
    borders.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The lines that end in "Page 1 of 5", "Page 2 of 5" and so on.
fn numbered_feet(sheet: &Sheet<'_>) -> Vec<usize> {
    let numbered = |at: usize| Some((at, ending_number(sheet.lines[at].inner.of(sheet.text))?));
    let found: Vec<(usize, u32)> = (0..sheet.lines.len()).filter_map(numbered).collect();
    let counts_on = found.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    if counts_on { found.into_iter().map(|(at, _)| at).collect() } else { Vec::new() }
}

/// The number of a page that a line ends with: "Page 3 of 7", "Reply of the Trust | page 3".
fn ending_number(inner: &str) -> Option<u32> {
    let last = inner.rfind(['P', 'p'])?;
    let (before, rest) = inner.split_at(last);
    let is_apart = before.is_empty() || before.ends_with(|mark: char| !mark.is_alphanumeric());
    let rest = rest[1..].strip_prefix("age ").filter(|_| is_apart)?;
    let (page, pages) = rest.split_once(" of ").unwrap_or((rest, "1"));
    pages.trim().parse::<u32>().ok()?;
    page.trim().parse().ok()
}

/// Whether a line is one of a list of contents: a title, a row of dots, and the number of a page.
fn is_of_contents(sheet: &Sheet<'_>, at: usize) -> bool {
    let inner = sheet.lines[at].inner.of(sheet.text);
    let title = inner.trim_end_matches(|mark: char| mark.is_ascii_digit());
    let dots = title.trim_end().trim_end_matches(['.', '…', ' ', '_']);
    // "Outlay ........ 900" is no page of a letter of twenty lines.
    let page: Option<usize> = inner[title.len()..].parse().ok();
    page.is_some_and(|page| page <= sheet.lines.len()) && !dots.is_empty() && {
        let leader = &title.trim_end()[dots.len()..];
        leader.matches(['.', '_']).count() >= FEWEST_DOTS || leader.matches('…').count() >= 2
    }
}

/// What comes back at the edges.
struct Known {
    /// On how many pages a line of that form stands at that edge.
    forms: FxHashMap<(Side, String), usize>,
    /// On how many pages a number runs ahead of the page's place by so much.
    numbers: FxHashMap<(Side, i64), usize>,
    fewest: usize,
}

impl Known {
    fn of(outline: &Outline, sheet: &Sheet<'_>, edges: &[Edge]) -> Self {
        let mut known = Self { forms: FxHashMap::default(), numbers: FxHashMap::default(), fewest: FEWEST };
        if edges.len() / 2 >= MANY {
            known.fewest = FEWEST_OF_MANY;
        }
        for edge in edges {
            let written = || edge.lines.iter().map(|at| sheet.lines[*at].inner.of(sheet.text));
            let forms = edge.lines.iter().filter_map(|at| form(outline, sheet, &sheet.lines[*at]));
            for form in forms.collect::<BTreeSet<String>>() {
                *known.forms.entry((edge.side, form)).or_default() += 1;
            }
            for number in written().filter_map(bare_number).collect::<BTreeSet<i64>>() {
                *known.numbers.entry((edge.side, number - edge.page)).or_default() += 1;
            }
        }
        known.forms.retain(|_, n_pages| *n_pages >= known.fewest);
        known
    }

    fn has(&self, sheet: &Sheet<'_>, edge: &Edge, at: usize) -> bool {
        let line = &sheet.lines[at];
        let inner = line.inner.of(sheet.text);
        if is_page_number(inner) {
            return true;
        }
        if let Some(number) = bare_number(inner) {
            let ahead = number - edge.page;
            // A lone number at the foot that is the page's own is no accident.
            return ahead == 1 && edge.side == Side::Bottom
                || self.numbers.get(&(edge.side, ahead)).is_some_and(|n_pages| *n_pages >= FEWEST);
        }
        self.forms.contains_key(&(edge.side, even(inner)))
    }
}

/// The form in which a line may come back; none for one that may be an answer or a heading.
fn form(outline: &Outline, sheet: &Sheet<'_>, line: &Line) -> Option<String> {
    let inner = line.inner.of(sheet.text);
    let questions = outline.consultation.questions.iter().map(Some).chain([None]);
    let speaks = line.words.len() > LONGEST
        || inner.contains(TICKS)
        || reference::read(inner).is_some_and(|found| found.explicit)
        || names::named_loosely(outline, sheet, line.words.start).is_some()
        || questions.into_iter().any(|question| scale::read(question, inner).is_some());
    (!speaks).then(|| even(inner))
}

/// Without case and spacing, figures whatever they are.
fn even(inner: &str) -> String {
    let mut form = String::with_capacity(inner.len());
    for mark in inner.chars().flat_map(char::to_lowercase) {
        let mark = if mark.is_ascii_digit() { '0' } else { mark };
        if mark.is_whitespace() || mark == '0' && form.ends_with('0') {
            continue;
        }
        form.push(mark);
    }
    form
}

/// The number that is all of a line, in dashes or brackets or without: "3", "- 3 -", "[3]".
fn bare_number(inner: &str) -> Option<i64> {
    let number = inner.trim_matches(|mark: char| matches!(mark, '-' | '–' | '—' | '[' | ']' | '|' | ' '));
    (number.len() <= 4).then(|| number.parse().ok()).flatten()
}

/// "Page 3 of 7", "Page 3", "- 3 -", and at an edge "3 of 7" and "3/7".
fn is_page_number(inner: &str) -> bool {
    let figures =
        |text: &str| !text.trim().is_empty() && text.trim().bytes().all(|mark| mark.is_ascii_digit());
    let pair = inner.split_once(" of ").or_else(|| inner.split_once('/'));
    super::asides::is_page_number(inner) || pair.is_some_and(|(page, pages)| figures(page) && figures(pages))
}

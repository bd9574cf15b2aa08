//! Scales as a form prints them, with a mark at one of their labels: in columns, on one line, in a list.
//!
//! Only what stands out is a tick. A scale on which nothing does, or more than one label, is the form's wording.

mod cell;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use canvass_core::Stance;

use super::boxes::{self, Ticked};
use super::prompt;
use crate::scale;
use cell::{Cell, Choice};

/// So many labels that nothing marks are a scale; fewer have to contradict one another.
const FEWEST_UNMARKED: usize = 3;
/// No scale has more.
const MOST_LABELS: usize = 12;
/// Commas also stand within a label, and in prose.
const FEWEST_BETWEEN_COMMAS: usize = 3;

type Known<'a> = &'a dyn Fn(&str) -> Option<Stance>;

/// The boxes, or the printed scale, that stand at a byte of `text`; places are counted from there.
pub(super) fn ticks(text: &str, at: usize, known: Known<'_>) -> Option<Ticked> {
    boxes::read(&text[at..], known).or_else(|| read(text, at, known))
}

/// Every group of boxes and every printed scale that begins with a line, and where.
pub(super) fn all(text: &str) -> impl Iterator<Item = (usize, Ticked)> {
    let known = |label: &str| scale::read(None, label);
    let mut floor = 0;
    rows::all(text).filter_map(move |line| {
        let written = &text[line.clone()];
        if line.start < floor || !(boxes::has_box(written) || may_begin(written, &known)) {
            return None;
        }
        let ticked = ticks(text, line.start, &known)?;
        floor = line.start + ticked.len;
        Some((line.start, ticked))
    })
}

/// The label at the head of a table that a row ticks, and where its marks end; the row's marks begin at the byte.
pub(super) fn in_row(text: &str, at: usize, known: Known<'_>) -> Option<(Range<usize>, usize)> {
    let start = rows::line_start(text, at);
    let line = rows::lines(text, start).next().filter(|line| line.start == start)?;
    let (column, end) = rows::mark(text, line, at)?;
    let scale = Scale { text, at: 0, known };
    let is_known = |(_, choice): &&(usize, Choice)| scale.is_known(choice);
    let heads = |labels: &Vec<(usize, Choice)>| labels.iter().filter(is_known).count() >= 2;
    let labels = rows::above(text, start).filter_map(|line| scale.labels(&line)).find(heads)?;
    let label = labels.into_iter().find(|(of, _)| *of == column)?.1.label;
    Some((label, end))
}

/// Whether a text may hold a scale at all, for passing over prose quickly.
pub(super) fn may_stand_in(text: &str) -> bool {
    const SHORT: usize = 80;
    let mut n_short = 0;
    text.split(['\n', '\r', '\u{c}']).any(|line| {
        n_short += usize::from(line.len() <= SHORT && !line.trim().is_empty());
        // A list has a label a line; a row has several between marks, or between commas where it is short.
        n_short >= 2 || may_part(line) || line.len() <= SHORT && line.contains([',', ';', ':', '('])
    })
}

/// Whether a line has marks, or blanks, that part the cells of a row.
fn may_part(line: &str) -> bool {
    const PARTING: [char; 15] = ['|', '│', '\t', '/', '[', '☐', '☑', '☒', '✓', '✔', '✗', '✘', '•', '·', '_'];
    // The first bytes of those marks, since nearly every line has none.
    let may_be = |byte: &u8| matches!(byte, b'|' | b'\t' | b'/' | b'[' | b'_' | 0xc2 | 0xe2);
    let bytes = line.as_bytes();
    bytes.iter().any(may_be) && line.contains(PARTING) || bytes.windows(2).any(|pair| pair == b"  ")
}

/// The labels at the heads of tables whose rows are marked.
pub(super) fn heads(text: &str) -> impl Iterator<Item = Range<usize>> {
    let scale = Scale { text, at: 0, known: &|label| scale::read(None, label) };
    let lines: Vec<Range<usize>> = rows::framed(text).collect();
    let head = move |(line, below): (Range<usize>, Range<usize>)| {
        let labels = scale.labels(&line)?;
        let known = labels.iter().filter(|(_, choice)| scale.is_known(choice));
        let columns: Vec<(usize, Range<usize>)> =
            known.map(|(at, choice)| (*at, choice.label.clone())).collect();
        let is_marked = |(at, _): &(usize, Range<usize>)| rows::is_mark(text, &below, *at);
        let (first, last) = (columns.first()?, columns.last().filter(|_| columns.len() >= 2)?);
        columns.iter().any(is_marked).then_some(first.1.start..last.1.end)
    };
    lines.clone().into_iter().zip(lines.into_iter().skip(1)).filter_map(head)
}

fn read(text: &str, at: usize, known: Known<'_>) -> Option<Ticked> {
    let scale = Scale { text, at, known };
    let read = scale.columns().or_else(|| scale.line()).or_else(|| scale.list())?;
    let label = read.label.map(|label| label.start - at..label.end - at);
    Some(Ticked { len: read.len - at, label })
}

/// Whether a scale may begin with a line, told from the line alone.
fn may_begin(line: &str, known: Known<'_>) -> bool {
    let scale = Scale { text: line, at: 0, known };
    let (places, _) = rows::parts(line, 0..line.len());
    let cells = places.into_iter().map(|place| cell::read(scale.text, place));
    // A title may stand before the labels.
    cells.filter(|cell| !matches!(cell, Cell::Empty)).take(2).any(|cell| match cell {
        Cell::Choice(choice) => scale.is_known(&choice),
        Cell::Box(_) => true,
        Cell::Empty | Cell::Words => false,
    })
}

struct Scale<'a> {
    text: &'a str,
    at: usize,
    known: Known<'a>,
}

impl Scale<'_> {
    /// Labels side by side, and a mark in the row below one of them, or above.
    fn columns(&self) -> Option<Ticked> {
        let lines = || rows::lines(self.text, rows::line_start(self.text, self.at));
        let (first, second) = (lines().next()?, lines().nth(1)?);
        let row = |line: Range<usize>, head| Some((line.end, rows::ticked(self.text, &line, head)?));
        let (labels, head, rows): (_, _, Vec<(usize, Vec<usize>)>) = match self.labels(&first) {
            Some(labels) => {
                (labels, first.clone(), lines().skip(1).map_while(|line| row(line, &first)).collect())
            }
            None => (self.labels(&second)?, second.clone(), row(first, &second).into_iter().collect()),
        };
        let end = rows.last()?.0.max(head.end);
        let ticked: Vec<usize> = rows.into_iter().flat_map(|(_, ticked)| ticked).collect();
        let chosen = match ticked[..] {
            [column] => labels.iter().find(|(at, _)| *at == column).map(|(_, choice)| choice.label.clone()),
            _ => None,
        };
        let is_scale = chosen.is_some() || labels.iter().any(|(_, choice)| self.is_known(choice));
        is_scale.then_some(Ticked { len: end, label: chosen })
    }

    /// The labels of a row by their columns; none where it is no row of labels.
    fn labels(&self, line: &Range<usize>) -> Option<Vec<(usize, Choice)>> {
        let mut labels = Vec::new();
        let mut is_titled = false;
        for (at, place) in rows::columns(self.text, line.clone()).into_iter().enumerate() {
            match cell::read(self.text, place) {
                Cell::Empty => {}
                Cell::Choice(choice) if choice.label.start >= self.at && !choice.ticked => {
                    labels.push((at, choice));
                }
                // What stands before the labels is the title of the rows.
                Cell::Words | Cell::Choice(_) if labels.is_empty() && !is_titled => is_titled = true,
                _ => return None,
            }
        }
        (labels.len() >= 2).then_some(labels)
    }

    /// Labels on one line: "Agree / **Disagree** (delete as appropriate)", "Yes ___ No _X_".
    fn line(&self) -> Option<Ticked> {
        let line = rows::lines(self.text, rows::scale_start(self.text, self.at)).next()?;
        let written = &self.text[line.clone()];
        let is_instruction =
            |open: &usize| prompt::sentence(&written[*open..]).is_some_and(|len| open + len == written.len());
        let end = written.rfind(['(', '[']).filter(is_instruction).unwrap_or(written.len());
        let (places, is_enumeration) = rows::parts(self.text, line.start..line.start + end);
        let is_left = places.len() > 1 && self.text[line.clone()].contains('/');
        let choices = self.choices(places)?;
        // What was struck out beside it left no more than the strokes: "/ / Disagree /".
        if let ([left], true) = (&choices[..], is_left) {
            return Some(Ticked { len: line.end, label: Some(left.label.clone()) });
        }
        let fewest = if is_enumeration { FEWEST_BETWEEN_COMMAS } else { 2 };
        if choices.len() < fewest { None } else { self.judge(&choices, line.end) }
    }

    /// Labels with the marks that stand behind all of them, or before.
    fn choices(&self, places: Vec<Range<usize>>) -> Option<Vec<Choice>> {
        let cells: Vec<Cell> = places.into_iter().map(|place| cell::read(self.text, place)).collect();
        let is_before = matches!(cells.iter().find(|cell| !matches!(cell, Cell::Empty)), Some(Cell::Box(_)));
        let mut choices: Vec<Choice> = Vec::new();
        let mut waits = false;
        for cell in cells {
            match cell {
                Cell::Empty => {}
                Cell::Box(ticked) if is_before => waits = ticked,
                Cell::Box(ticked) => choices.last_mut()?.ticked |= ticked,
                Cell::Choice(choice) if self.is_known(&choice) => {
                    let ticked = choice.ticked || std::mem::take(&mut waits);
                    choices.push(Choice { ticked, ..choice });
                }
                Cell::Choice(_) | Cell::Words => return None,
            }
        }
        let is_said_twice = |at: usize| choices[..at].iter().any(|known| self.is_same(known, &choices[at]));
        (!(0..choices.len()).any(is_said_twice)).then_some(choices)
    }

    /// A label a line: "Agree:", "Disagree: X".
    fn list(&self) -> Option<Ticked> {
        let start = rows::scale_start(self.text, self.at);
        let (mut choices, mut end): (Vec<Choice>, usize) = (Vec::new(), start);
        for line in rows::lines(self.text, start) {
            let one = self.choices(rows::cells(self.text, line.clone())).filter(|one| one.len() == 1);
            let Some(choice) = one.and_then(|mut one| one.pop()) else { break };
            if choices.len() == MOST_LABELS || choices.iter().any(|known| self.is_same(known, &choice)) {
                break;
            }
            choices.push(choice);
            end = line.end;
        }
        let is_list = choices.len() >= FEWEST_UNMARKED
            || choices.len() == 2 && choices.iter().any(|choice| choice.ticked || choice.slot);
        if is_list { self.judge(&choices, end) } else { None }
    }

    /// Which of the labels stands out, if they are a scale.
    fn judge(&self, choices: &[Choice], len: usize) -> Option<Ticked> {
        let only = |stands_out: &dyn Fn(&Choice) -> bool| {
            let mut found = choices.iter().filter(|choice| stands_out(choice));
            found.next().filter(|_| found.next().is_none()).map(|choice| choice.label.clone())
        };
        if choices.iter().any(|choice| choice.ticked) {
            return Some(Ticked { len, label: only(&|choice| choice.ticked) });
        }
        let label = only(&|choice| choice.bold).or_else(|| only(&|choice| !choice.struck));
        let label = label.filter(|_| choices.len() >= 2);
        let stance = |choice: &Choice| self.stance(choice.label.clone());
        let contradicts = choices.iter().any(|choice| stance(choice) != stance(&choices[0]));
        // "No to 1, no to 3, yes to 2" replies to several things.
        let counts =
            |choice: &Choice| self.text[choice.label.clone()].contains(|mark: char| mark.is_ascii_digit());
        let is_printed = choices.len() >= FEWEST_UNMARKED || contradicts;
        let is_scale = label.is_some() || is_printed && !choices.iter().any(counts);
        is_scale.then_some(Ticked { len, label })
    }

    fn is_same(&self, one: &Choice, other: &Choice) -> bool {
        self.text[one.label.clone()].eq_ignore_ascii_case(&self.text[other.label.clone()])
    }

    fn is_known(&self, choice: &Choice) -> bool {
        self.stance(choice.label.clone()).is_some()
    }

    /// What a label says; "Not sure / don't know" is one.
    fn stance(&self, label: Range<usize>) -> Option<Stance> {
        let written = &self.text[label];
        (self.known)(written).or_else(|| {
            let mut parts = written.split('/').map(|part| (self.known)(part));
            let first = parts.next()??;
            parts.all(|part| part == Some(first)).then_some(first)
        })
    }
}

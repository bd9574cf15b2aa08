//! The rows of a scale and the places of what stands in them.

use std::ops::Range;

use super::cell::{self, Cell};

/// Stands between the cells of a row.
const BORDERS: [char; 3] = ['|', '│', '\t'];
const SLASHES: [char; 4] = ['/', ';', '·', '•'];
const LINE_ENDS: [char; 2] = ['\n', '\u{c}'];
/// A longer line is no row of a scale.
const LONGEST: usize = 400;
/// The head of a table stands no further above its rows.
const MOST_ROWS: usize = 100;

/// Where the line that a byte stands on begins, from which columns are counted; the byte where that is far off.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let near = text.ceil_char_boundary(at.saturating_sub(LONGEST));
    let end = text[near..at].rfind(LINE_ENDS).map(|end| near + end + 1);
    end.unwrap_or(if near == 0 { 0 } else { at })
}

/// The same where nothing but marks stands before the byte, else the byte.
pub(super) fn scale_start(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    if text[start..at].contains(char::is_alphanumeric) { at } else { start }
}

/// The lines from a byte on that hold something, up to one that is too long.
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    let all = std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let near = &rest[..rest.floor_char_boundary(LONGEST)];
        let end = near.find(LINE_ENDS).or_else(|| (near.len() == rest.len()).then_some(rest.len()))?;
        let line = trimmed(text, at..at + end);
        at += end + 1;
        Some(line)
    });
    all.filter(|line| !is_ruling(&text[line.clone()]))
}

/// All lines that are short enough, wherever they stand.
pub(super) fn all(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let lines = text.split(LINE_ENDS).map(move |line| {
        let place = at..at + line.len();
        at = place.end + 1;
        place
    });
    lines
        .filter(|line| line.len() <= LONGEST)
        .map(|line| trimmed(text, line))
        .filter(|line| !is_ruling(&text[line.clone()]))
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    line.start..line.start + text[line].trim_end().len()
}

/// Whether a line is blank, or the rule below the head of a table.
fn is_ruling(line: &str) -> bool {
    let is_rule = line.contains("--") && line.chars().all(|mark| matches!(mark, '|' | '-' | ':' | '+' | ' '));
    is_rule || line.trim().is_empty()
}

/// The cells of a row, or all of it where it has no borders.
pub(super) fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    split(text, line, |mark| BORDERS.contains(&mark))
}

/// The cells of a row, which may be parted by blanks alone.
pub(super) fn columns(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    if has_borders(text, &line) { cells(text, line) } else { blocks(text, line) }
}

/// The parts of a line of labels, and whether no more than commas part them.
pub(super) fn parts(text: &str, line: Range<usize>) -> (Vec<Range<usize>>, bool) {
    if has_borders(text, &line) {
        return (cells(text, line), false);
    }
    if text[line.clone()].contains(SLASHES) {
        return (split(text, line, |mark| SLASHES.contains(&mark)), false);
    }
    let blocks = blocks(text, line.clone());
    if blocks.len() > 1 { (blocks, false) } else { (split(text, line, |mark| mark == ','), true) }
}

/// The rows of tables.
pub(super) fn framed(text: &str) -> impl Iterator<Item = Range<usize>> {
    all(text).filter(|line| has_borders(text, line))
}

/// Whether a mark or a box stands in a column of a row.
pub(super) fn is_mark(text: &str, row: &Range<usize>, column: usize) -> bool {
    let place = cells(text, row.clone()).into_iter().nth(column);
    place.is_some_and(|place| matches!(cell::read(text, place), Cell::Box(_)))
}

/// The rows of a table above a byte, from the nearest on.
pub(super) fn above(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut end = start;
    let lines = std::iter::from_fn(move || {
        let before = text[..end].strip_suffix(LINE_ENDS)?;
        let line = line_start(text, before.len())..before.len();
        end = line.start;
        has_borders(text, &line).then_some(line)
    });
    lines.take(MOST_ROWS)
}

/// The column of the one mark among those that stand in a row from a byte on, and where the last of them ends.
pub(super) fn mark(text: &str, row: Range<usize>, at: usize) -> Option<(usize, usize)> {
    if !has_borders(text, &row) {
        return None;
    }
    let cells = cells(text, row).into_iter().enumerate().filter(|(_, place)| place.end > at);
    let own = |(column, place): (usize, Range<usize>)| (column, place.start.max(at)..place.end);
    let mut ticked = Vec::new();
    let mut end = at;
    for (column, place) in cells.map(own) {
        match cell::read(text, place.clone()) {
            Cell::Empty => {}
            Cell::Box(is_ticked) => {
                ticked.extend(is_ticked.then_some(column));
                end = place.end;
            }
            Cell::Choice(_) | Cell::Words => break,
        }
    }
    match ticked[..] {
        [column] => Some((column, end)),
        _ => None,
    }
}

/// The columns of the labels in `head` that a row ticks; none where it is no row of marks.
pub(super) fn ticked(text: &str, row: &Range<usize>, head: &Range<usize>) -> Option<Vec<usize>> {
    let mut marks = Vec::new();
    let mut is_titled = false;
    for (at, place) in columns(text, row.clone()).into_iter().enumerate() {
        match cell::read(text, place.clone()) {
            Cell::Empty => {}
            Cell::Box(ticked) => marks.push((at, place, ticked)),
            // What the row is about.
            Cell::Words | Cell::Choice(_) if marks.is_empty() && !is_titled => is_titled = true,
            _ => return None,
        }
    }
    if marks.is_empty() {
        return None;
    }
    let is_framed = text[head.clone()].contains(['|', '│']);
    let n_labels = columns(text, head.clone()).len();
    let column = |(at, place, _): &(usize, Range<usize>, bool)| {
        if is_framed || marks.len() == n_labels || text[row.clone()].contains('\t') {
            Some(*at)
        } else {
            below(text, place, row, head)
        }
    };
    marks.iter().filter(|(.., ticked)| *ticked).map(column).collect()
}

/// The column of the label that a mark stands right below, by the letters before both on their lines.
fn below(text: &str, mark: &Range<usize>, row: &Range<usize>, head: &Range<usize>) -> Option<usize> {
    // At the very edge the blanks before it may have been lost.
    let offset = text[row.start..mark.start].chars().count();
    let n_before = |line: &Range<usize>, to: usize| text[line.start..to].chars().count();
    let covers =
        |place: &Range<usize>| (n_before(head, place.start)..=n_before(head, place.end)).contains(&offset);
    (offset > 0).then(|| columns(text, head.clone()).iter().position(covers)).flatten()
}

fn has_borders(text: &str, line: &Range<usize>) -> bool {
    text[line.clone()].contains(BORDERS)
}

fn split(text: &str, line: Range<usize>, is_border: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for (at, mark) in text[line.clone()].char_indices().filter(|(_, mark)| is_border(*mark)) {
        cells.push(start..line.start + at);
        start = line.start + at + mark.len_utf8();
    }
    cells.push(start..line.end);
    cells
}

/// What two blanks part, or the room for a mark: "Yes ___ No _X_".
fn blocks(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut n_blanks = 2;
    for (at, mark) in text[line.clone()].char_indices() {
        let at = line.start + at;
        if mark.is_whitespace() {
            n_blanks += 1;
            continue;
        }
        let end = at + mark.len_utf8();
        match blocks.last_mut() {
            Some(block) if n_blanks == 0 => block.end = end,
            Some(block) if n_blanks == 1 && !text[block.clone()].ends_with('_') => block.end = end,
            _ => blocks.push(at..end),
        }
        n_blanks = 0;
    }
    blocks
}

//! A table of a document as it is read along: its cells as text, and how they read as lines.

use super::cell;
use super::flow::{Flow, Spacing};

/// Columns told apart; more are not looked at.
const MOST_COLUMNS: usize = 1024;

/// Rows of cells. A cell is text of its own, in paragraphs.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    is_layout: bool,
}

struct Cell {
    text: String,
    first: usize,
    span: usize,
}

impl Grid {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the last row, and says how many columns it covers.
    pub(super) fn add_cell(&mut self, text: String, span: usize) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        let Some(row) = self.rows.last_mut() else { return };
        let first = row.last().map_or(0, |cell| cell.first + cell.span);
        row.push(Cell { text, first, span: span.clamp(1, MOST_COLUMNS) });
    }

    /// Whether it has no cell.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Says that the table only places things on the page.
    pub(super) fn mark_layout(&mut self) {
        self.is_layout = true;
    }

    /// Whether the cells of a row belong together: some row holds more than one that is not empty.
    pub(super) fn is_data(&self) -> bool {
        let filled = |row: &Vec<Cell>| row.iter().filter(|cell| !cell.text.is_empty()).count();
        !self.is_layout && self.rows.iter().any(|row| filled(row) > 1)
    }

    /// Writes a line a row, or the paragraphs of its cells where the table or the row is merely layout.
    pub(super) fn write(&self, flow: &mut Flow) {
        flow.end_paragraph();
        let used = self.used_columns();
        let is_data = self.is_data();
        for row in &self.rows {
            match shown(row, &used).as_slice() {
                cells if is_data && cells.len() > 1 => {
                    let row: Vec<String> = cells.iter().map(|cell| in_row(cell)).collect();
                    for line in row.join(" | ").split('\n') {
                        flow.push(line, Spacing::Kept);
                        flow.end_line();
                    }
                }
                cells => stand_alone(cells, flow),
            }
        }
        flow.end_paragraph();
    }

    /// Columns that are empty throughout are space between others.
    fn used_columns(&self) -> Vec<bool> {
        let mut used = vec![false; MOST_COLUMNS];
        for cell in self.rows.iter().flatten().filter(|cell| !cell.text.is_empty()) {
            used[cell.columns()].fill(true);
        }
        used
    }
}

impl Cell {
    fn columns(&self) -> std::ops::Range<usize> {
        let first = self.first.min(MOST_COLUMNS - 1);
        first..(first + self.span).min(MOST_COLUMNS)
    }
}

/// The cells of a row in columns that are used, up to the last that is not empty.
fn shown<'a>(row: &'a [Cell], used: &[bool]) -> Vec<&'a str> {
    let last = row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
    let is_used = |cell: &&Cell| cell.columns().any(|column| used[column]);
    row[..last].iter().filter(is_used).map(|cell| cell.text.as_str()).collect()
}

fn in_row(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    cell::join(&lines)
}

fn stand_alone(cells: &[&str], flow: &mut Flow) {
    for cell in cells {
        flow.end_paragraph();
        flow.push(cell, Spacing::Preformatted);
        flow.end_paragraph();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[&[&str]], expected: &str) {
        let mut grid = Grid::default();
        for row in rows {
            grid.begin_row();
            row.iter().for_each(|cell| grid.add_cell((*cell).to_owned(), 1));
        }
        let mut flow = Flow::default();
        grid.write(&mut flow);
        assert_eq!(flow.finish(), expected);
    }

    #[test]
    fn a_row_is_a_line() {
        check(
            &[&["Day", "", "Open"], &["Sunday", "", "ten\n\nto four"], &["", "", "never"]],
            "Day | Open\nSunday | ten to four\n| never",
        );
    }

    #[test]
    fn a_reply_keeps_its_line() {
        check(
            &[&["Agree?", "No\n\nIt is dear.", "b"], &["c", "d", ""]],
            "Agree? | No\nIt is dear. | b\nc | d",
        );
    }

    #[test]
    fn one_cell_a_row_is_layout() {
        check(&[&["", "one\n\ntwo"], &["three", ""]], "one\n\ntwo\n\nthree");
        check(&[&["a", "b"], &["one\n\ntwo", ""], &["c", "d"]], "a | b\n\none\n\ntwo\n\nc | d");
    }
}

//! The cells of one sheet, put together to rows.

use std::collections::VecDeque;

use calamine::Dimensions;
use csv::StringRecord;

use crate::columns::Header;
use crate::format::{Sheet, heading_rows};

/// Cells, empty ones between filled ones counted, and bytes of text that a sheet may hold.
const MOST_CELLS: usize = 50_000_000;
const MOST_BYTES: usize = 512 << 20;

/// Rows that hold something, in order, each with its number in the sheet.
#[derive(Default)]
pub(super) struct Grid {
    rows: VecDeque<(u32, StringRecord)>,
    cells: usize,
    bytes: usize,
}

/// A sheet that is no survey, or a trap.
#[derive(Debug)]
pub(super) struct TooLarge;

impl Grid {
    /// Puts a text in its place; places come row by row, from left to right, in all sheets but damaged ones.
    pub(super) fn put(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), TooLarge> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.bytes += text.len();
        let column = column as usize;
        let at = match self.rows.back() {
            Some((last, _)) if *last < row => self.rows.len(),
            None => 0,
            Some((last, _)) if *last == row => self.rows.len() - 1,
            Some(_) => self.rows.partition_point(|(other, _)| *other < row),
        };
        if self.rows.get(at).is_none_or(|(other, _)| *other != row) {
            self.rows.insert(at, (row, StringRecord::new()));
        }
        let record = &mut self.rows[at].1;
        self.cells += (column + 1).saturating_sub(record.len());
        if self.cells > MOST_CELLS || self.bytes > MOST_BYTES {
            return Err(TooLarge);
        }
        if column < record.len() {
            let replaced = record.iter().enumerate().map(|(at, cell)| if at == column { text } else { cell });
            *record = replaced.collect();
        } else {
            while record.len() < column {
                record.push_field("");
            }
            record.push_field(text);
        }
        Ok(())
    }

    /// The first rows, all as wide as the widest, empty ones too.
    fn ahead(&self, first: u32) -> Vec<StringRecord> {
        let near =
            self.rows.iter().take_while(|(row, _)| ((row - first) as usize) < heading_rows::LOOK_AHEAD);
        let width = near.clone().map(|(_, row)| row.len()).max().unwrap_or(0);
        let height = near.clone().last().map_or(0, |(row, _)| (row - first) as usize + 1);
        let mut ahead = vec![StringRecord::from(vec![""; width]); height];
        for (row, record) in near {
            let padded = record.iter().chain(std::iter::repeat("")).take(width);
            ahead[(row - first) as usize] = padded.collect();
        }
        ahead
    }

    /// The sheet, its head found; columns left of the first filled one are left out.
    pub(super) fn into_sheet(mut self, name: String, merged: &[Dimensions]) -> Sheet {
        let margin = self.rows.iter().map(|(_, row)| margin(row)).min().unwrap_or(0);
        if margin > 0 {
            for (_, row) in &mut self.rows {
                *row = row.iter().skip(margin).collect();
            }
        }
        let first = self.rows.front().map_or(0, |(row, _)| *row);
        let mut head = heading_rows::find(&self.ahead(first));
        let first_row = first + head.rows as u32;
        if head.rows == head.titles + 1 {
            let header_row = first + head.titles as u32;
            spread(&mut head.headers, header_row, margin, merged);
        }
        while self.rows.front().is_some_and(|(row, _)| *row < first_row) {
            self.rows.pop_front();
        }
        Sheet { name, headers: head.headers, titles: head.titles, rows: self.rows, first_row }
    }
}

/// Empty cells at the left end of a row.
fn margin(row: &StringRecord) -> usize {
    row.iter().take_while(|cell| cell.is_empty()).count()
}

/// Gives every column under a merged header that header.
fn spread(headers: &mut Vec<Header>, row: u32, margin: usize, merged: &[Dimensions]) {
    for region in merged.iter().filter(|region| region.start.0 <= row && row <= region.end.0) {
        let (Some(from), Some(to)) =
            ((region.start.1 as usize).checked_sub(margin), (region.end.1 as usize).checked_sub(margin))
        else {
            continue;
        };
        // A region as wide as the sheet may be is a title, not a header of columns.
        let Some(header) = headers.get(from).cloned().filter(|_| to - from < 256) else { continue };
        for at in from + 1..=to {
            match headers.get_mut(at) {
                Some(other) => other.clone_from(&header),
                None => headers.push(header.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[(u32, u32, &str)]) -> Grid {
        let mut grid = Grid::default();
        for (row, column, text) in cells {
            grid.put((*row, *column), text).expect("small");
        }
        grid
    }

    fn rows(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        sheet.rows.iter().map(|(row, record)| (*row, record.iter().collect())).collect()
    }

    #[test]
    fn cells_out_of_order_find_their_place() {
        let sheet = grid(&[(5, 2, "why"), (5, 1, "id"), (9, 2, "x"), (7, 1, "1"), (7, 1, "2"), (9, 1, "3")])
            .into_sheet("s".into(), &[]);
        assert_eq!(sheet.headers.iter().map(Header::shown).collect::<Vec<_>>(), ["id", "why"]);
        assert_eq!((sheet.first_row, rows(&sheet)), (6, vec![(7, vec!["2"]), (9, vec!["3", "x"])]));
    }

    #[test]
    fn merged_headers_stand_over_all_their_columns() {
        let merged = [Dimensions::new((0, 1), (0, 2)), Dimensions::new((0, 3), (0, 4))];
        let sheet = grid(&[(0, 0, "id"), (0, 1, "A?"), (0, 3, "B?"), (1, 0, "1"), (1, 2, "x")])
            .into_sheet("s".into(), &merged);
        assert_eq!(
            sheet.headers.iter().map(Header::shown).collect::<Vec<_>>(),
            ["id", "A?", "A?", "B?", "B?"]
        );
    }

    #[test]
    fn a_cell_at_the_far_end_costs_nothing_but_a_row_of_them_is_refused() {
        let mut grid = grid(&[(0, 0, "id"), (1_048_575, 16_383, "x")]);
        grid.cells = MOST_CELLS - 16_384;
        assert!(grid.put((7, 16_383), "x").is_ok());
        assert!(grid.put((8, 0), "x").is_err());
    }
}

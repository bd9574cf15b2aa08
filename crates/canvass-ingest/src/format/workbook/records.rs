//! The records of an old binary workbook, looked through for places no sheet has.
//!
//! The library that reads them makes room for every place up to the farthest one a record names, and a single
//! damaged record may name one so far away that the room for it is more than any machine has.

use std::io::{Cursor, Read};

/// Rows and columns that a sheet of old Excel has at most.
const ROWS: u32 = 65_536;
const COLUMNS: u16 = 256;

const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00bd;
const CELLS: [u16; 7] = [0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// Whether every record stays inside a sheet; a file without records has none outside.
pub(super) fn stay_inside(bytes: &[u8]) -> bool {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return false };
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name));
    let Some(mut stream) = name.and_then(|name| file.open_stream(name).ok()) else { return true };
    let mut records = Vec::new();
    // What could not be read is not there for the reader either.
    let _ = stream.read_to_end(&mut records);
    let mut rest = records.as_slice();
    while let Some((kind, data, behind)) = record(rest) {
        if !stays_inside(kind, data) {
            return false;
        }
        rest = behind;
    }
    true
}

/// The first record: its kind, its data and what comes behind.
fn record(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = usize::from(word(bytes, 2)?);
    let behind = bytes.get(4 + length..)?;
    Some((word(bytes, 0)?, &bytes[4..4 + length], behind))
}

fn stays_inside(kind: u16, data: &[u8]) -> bool {
    match kind {
        DIMENSIONS => dimensions(data).is_none_or(|(from, to, columns)| {
            to <= ROWS && columns <= COLUMNS && (to == 0 || columns == 0 || from < to)
        }),
        MANY_NUMBERS => {
            let last = data.len().checked_sub(2).and_then(|at| word(data, at));
            let first = word(data, 2);
            first.zip(last).is_none_or(|(first, last)| first <= last && last < COLUMNS)
        }
        _ if CELLS.contains(&kind) => word(data, 2).is_none_or(|column| column < COLUMNS),
        _ => true,
    }
}

/// First row, row behind the last one, column behind the last one.
fn dimensions(data: &[u8]) -> Option<(u32, u32, u16)> {
    if data.len() >= 14 {
        Some((double_word(data, 0)?, double_word(data, 4)?, word(data, 10)?))
    } else {
        Some((word(data, 0)?.into(), word(data, 2)?.into(), word(data, 6)?))
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn double_word(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_outside_a_sheet_are_seen() {
        let far = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0];
        assert!(!stays_inside(DIMENSIONS, &[0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0]));
        assert!(stays_inside(DIMENSIONS, &far));
        assert!(!stays_inside(DIMENSIONS, &[9, 0, 8, 0, 0, 0, 8, 0, 0, 0]));
        assert!(!stays_inside(0x0203, &[255, 255, 0, 1, 0, 0]));
        assert!(stays_inside(0x0203, &[255, 255, 255, 0, 0, 0]));
        assert!(!stays_inside(MANY_NUMBERS, &[0, 0, 5, 0, 0, 0, 4, 0]));
    }

    #[test]
    fn a_real_workbook_stays_inside() {
        assert!(stay_inside(include_bytes!("../../../tests/fixtures/workbook/hours.xls")));
    }
}

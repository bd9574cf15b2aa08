//! Whether the counts in a Word document can be true: its reader makes room for as many characters as they say.
//!
//! Offsets are those of the file information block, [MS-DOC] 2.5.

use std::io::{Cursor, Read as _};

/// Bytes of the block in front of the counts of characters, and how many counts there are.
const COUNTS: usize = 0x4C;
const N_COUNTS: usize = 8;
/// Bytes in front of the list of places and sizes of what the table stream holds.
const PLACES: usize = 0x9A;
/// Where in that list the positions of footnotes, headers and endnotes stand.
const POSITIONS: [usize; 3] = [3, 11, 47];
/// The flag that says which of two table streams is meant.
const FLAGS: usize = 0x0A;
const SECOND_TABLE: u16 = 0x0200;

/// Whether no count and no position is beyond what a file of these bytes can hold; what is no such file is not judged.
pub(super) fn can_be(bytes: &[u8]) -> bool {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return true };
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut content = Vec::new();
        file.open_stream(name).ok()?.read_to_end(&mut content).ok()?;
        Some(content)
    };
    let Some(block) = stream("/WordDocument") else { return true };
    let second = word(&block, FLAGS).is_some_and(|flags| flags as u16 & SECOND_TABLE != 0);
    let table = stream(if second { "/1Table" } else { "/0Table" }).unwrap_or_default();
    let most = bytes.len() as u64;
    let counts = (0..N_COUNTS).filter_map(|at| word(&block, COUNTS + 4 * at));
    counts.map(u64::from).sum::<u64>() <= most
        && POSITIONS
            .iter()
            .all(|at| positions(&block, &table, *at).all(|position| u64::from(position) <= most))
}

/// The numbers in the part of the table stream that the list names at a place.
fn positions<'t>(block: &[u8], table: &'t [u8], at: usize) -> impl Iterator<Item = u32> + 't {
    let place = word(block, PLACES + 8 * at).unwrap_or(0) as usize;
    let size = word(block, PLACES + 8 * at + 4).unwrap_or(0) as usize;
    let part = table.get(place..place.saturating_add(size)).unwrap_or_default();
    part.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The four bytes at a place as a number.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

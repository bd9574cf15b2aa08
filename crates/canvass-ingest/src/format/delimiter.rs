//! Which character separates the cells of a text table.

use csv::{ReaderBuilder, StringRecord};

/// In order of preference where nothing else decides.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
/// A character that no text holds: the table has a single column, and separators are punctuation.
const NONE: u8 = 0x1f;
/// Thousandths of records as wide as the headers below a title.
const MOSTLY: usize = 600;
/// Records looked at.
const RECORDS: usize = 50;

/// The separator that cuts the beginning of a table most evenly into the most cells.
///
/// `preferred` is what the file's name promises.
pub(super) fn sniff(beginning: &str, preferred: u8) -> u8 {
    let others = CANDIDATES.into_iter().filter(|candidate| *candidate != preferred);
    let mut best = (score(beginning, preferred), preferred);
    for candidate in others {
        let score = score(beginning, candidate);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    if best.0 == 0 && !beginning.is_empty() { NONE } else { best.1 }
}

/// Separators in the first record, weighed with the share of records as wide as it: in thousandths.
fn score(beginning: &str, delimiter: u8) -> usize {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(beginning.as_bytes());
    let mut record = StringRecord::new();
    let mut widths = Vec::new();
    while widths.len() < RECORDS && reader.read_record(&mut record).unwrap_or(false) {
        widths.push(record.len());
    }
    // The beginning may be cut inside its last record.
    if widths.len() > 2 {
        widths.pop();
    }
    let even = |width: usize| 1000 * widths.iter().filter(|other| **other == width).count() / widths.len();
    match (widths.first(), widths.iter().find(|width| **width > 2)) {
        (Some(&header), _) if header > 1 => even(header) + header.min(100),
        // A title may stand above the headers; that is less likely than a wrong guess.
        (Some(_), Some(&header)) if even(header) >= MOSTLY => (even(header) + header.min(100)) / 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(beginning: &str, preferred: u8, expect: u8) {
        assert_eq!(sniff(beginning, preferred) as char, expect as char);
    }

    #[test]
    fn the_even_separator_wins() {
        check("a;b;c\n1;x, y, z;2\n3;w, v;4\n", b',', b';');
        check("a\tb\n\"1\t2\"\tx, y\n", b',', b'\t');
        check("id|answer\n1|yes, but\n2|no\n", b',', b'|');
        check("id,answer\n1,\"Yes;\n;\n;\n;\"\n", b',', b',');
        check("id,answer\n1,\"yes; but; only; if\"\n2,no\n", b',', b',');
    }

    #[test]
    fn one_column_has_no_separator() {
        check("response\nI agree\nI do not\n", b',', NONE);
        check("response\nI agree, but, well, no\nI do not, ever\n", b',', NONE);
        check("", b',', b',');
    }
}

//! Which character separates the cells of a text table.

use csv::{ReaderBuilder, StringRecord};

/// In order of preference where nothing else decides.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
/// A character that no text holds: the table has a single column, and separators are punctuation.
const NONE: u8 = 0x1f;
/// Thousandths of the records below a title that are as wide as the headers.
const MOSTLY: usize = 600;
/// Records looked at.
const RECORDS: usize = 50;

/// The separator that cuts the beginning of a table most evenly into the most cells.
///
/// `preferred` is what the file's name promises; `is_cut` says that the table goes on behind its beginning.
pub(super) fn sniff(beginning: &str, preferred: u8, is_cut: bool) -> u8 {
    let others = CANDIDATES.into_iter().filter(|candidate| *candidate != preferred);
    let mut best = (score(beginning, preferred, is_cut), preferred);
    for candidate in others {
        let score = score(beginning, candidate, is_cut);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    if best.0 == 0 && !beginning.is_empty() { NONE } else { best.1 }
}

/// Separators in the first record, weighed with the share of records as wide as it: in thousandths.
fn score(beginning: &str, delimiter: u8, is_cut: bool) -> usize {
    let records = records(beginning, delimiter, is_cut);
    let even = |records: &[StringRecord], width: usize| {
        1000 * records.iter().filter(|record| record.len() == width).count() / records.len()
    };
    match records.first().map(StringRecord::len) {
        Some(width) if width > 1 => even(&records, width) + width.min(100),
        // A title may stand above the headers; that is less likely than a wrong guess.
        Some(_) => {
            let below = below_titles(&records);
            let width = below.first().map_or(0, StringRecord::len);
            if below.len() > 1 && even(below, width) >= MOSTLY {
                (even(below, width) + width.min(100)) / 3
            } else {
                0
            }
        }
        None => 0,
    }
}

/// The first records, those that are whole.
fn records(beginning: &str, delimiter: u8, is_cut: bool) -> Vec<StringRecord> {
    let reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(beginning.as_bytes());
    let mut records: Vec<StringRecord> = reader.into_records().take(RECORDS).map_while(Result::ok).collect();
    if is_cut && records.len() > 2 {
        records.pop();
    }
    records
}

/// The headers of several cells below a title, and what stands below them.
fn below_titles(records: &[StringRecord]) -> &[StringRecord] {
    let first = records.iter().position(|record| record.len() > 2);
    // Behind punctuation stands a blank: a text in a table of a single column.
    let is_prose = |record: &StringRecord| record.iter().skip(1).all(|cell| cell.starts_with(' '));
    first.map_or(&[], |at| if is_prose(&records[at]) { &[] } else { &records[at..] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(beginning: &str, preferred: u8, expect: u8) {
        assert_eq!(sniff(beginning, preferred, false) as char, expect as char);
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
    fn titles_may_stand_above_few_records() {
        let table = "Hours plan\nExported 1 May\n\nid;why;when\n1;\"a, b\n\nc\";now\n";
        check(table, b',', b';');
        check("Hours plan\n\nid,why,when\n1,a; b,now\n2,\"c, d\",then", b',', b',');
        check("Hours plan\nExported\nid,why,when\n", b',', NONE);
    }

    #[test]
    fn one_column_has_no_separator() {
        check("response\nI agree\nI do not\n", b',', NONE);
        check("response\nI agree, but, well, no\nI do not, ever\n", b',', NONE);
        check("response\nI agree, but, no\nYes, no, yes\nNo, no, no\n", b',', NONE);
        check("", b',', b',');
    }
}

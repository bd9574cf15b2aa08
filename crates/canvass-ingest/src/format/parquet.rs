//! Parquet tables, as data scientists pass them on: one response a row.

use std::io;

use csv::StringRecord;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use super::guard::guarded;
use super::{Format, Reader, Record, Records, signature};
use crate::columns::Header;
use crate::encoding::Oddities;
use crate::input::Input;

pub(super) const FORMAT: Format =
    Format { name: "parquet", extensions: &["parquet", "pq"], reader: Reader::Table(open) };

/// A file that is being read.
struct File {
    rows: RowIter<'static>,
    headers: Vec<Header>,
    failed: bool,
}

fn open(input: &Input, _language: &str) -> io::Result<Box<dyn Records>> {
    if let Some(noun) = signature::foreign_file(input)? {
        return Err(io::Error::other(format!("not a table but {noun}")));
    }
    let file = input.open()?;
    // The reader takes lengths in a damaged file at their word.
    let opened = guarded(|| SerializedFileReader::new(file));
    let damaged = |what: String| io::Error::other(format!("a damaged parquet file: {what}"));
    let reader =
        opened.ok_or_else(|| damaged("its footer".into()))?.map_err(|error| damaged(error.to_string()))?;
    let schema = reader.metadata().file_metadata().schema();
    let headers = schema.get_fields().iter().map(|field| Header::new(field.name())).collect();
    Ok(Box::new(File { rows: reader.into_iter(), headers, failed: false }))
}

impl Records for File {
    fn headers(&self) -> &[Header] {
        &self.headers
    }

    fn next(&mut self) -> Option<Record> {
        if self.failed {
            return None;
        }
        let reason = match guarded(|| self.rows.next()) {
            Some(None) => return None,
            Some(Some(Ok(row))) => return Some(Record::Cells(cells(&row))),
            Some(Some(Err(error))) => error.to_string(),
            None => "a damaged page".to_owned(),
        };
        self.failed = true;
        Some(Record::Broken { reason: format!("the table breaks off: {reason}"), raw: String::new() })
    }

    fn oddities(&self) -> Oddities {
        Oddities::default()
    }
}

fn cells(row: &Row) -> StringRecord {
    row.get_column_iter().map(|(_, field)| written(field)).collect()
}

/// A value as a cell of a table would hold it.
fn written(field: &Field) -> String {
    let joined = |parts: Vec<String>| parts.join("; ");
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::ListInternal(list) => joined(list.elements().iter().map(written).collect()),
        Field::MapInternal(map) => {
            let pair = |(key, value): &(Field, Field)| format!("{}: {}", written(key), written(value));
            joined(map.entries().iter().map(pair).collect())
        }
        Field::Group(row) => {
            let part = |(name, value): (&String, &Field)| format!("{name}: {}", written(value));
            joined(row.get_column_iter().map(part).collect())
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const ZSTD: &[u8] = include_bytes!("../../tests/fixtures/parquet/zstd.parquet");
    const SNAPPY: &[u8] = include_bytes!("../../tests/fixtures/parquet/snappy.parquet");

    fn opened(bytes: &[u8]) -> io::Result<Box<dyn Records>> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        open(&Input::Unpacked(file), "en")
    }

    #[test]
    fn rows_are_read_as_people_would_write_them() {
        for bytes in [ZSTD, SNAPPY] {
            let mut rows = opened(bytes).expect("a table");
            let headers: Vec<String> = rows.headers().iter().map(Header::shown).collect();
            assert_eq!(headers, ["Response ID", "Age", "Date", "Why?", "Ticked", "Sure"]);
            let mut cells: Vec<Vec<String>> = Vec::new();
            while let Some(record) = rows.next() {
                let Record::Cells(record) = record else { panic!("{record:?}") };
                cells.push(record.iter().map(str::to_owned).collect());
            }
            assert_eq!(
                cells[0],
                ["r1", "34", "2026-05-04", "Because, as I said,\nit's “late”.", "By bus; On foot", "true"]
            );
            assert_eq!(cells[1], ["r2", "", "", "", "", "false"]);
            assert_eq!(cells.len(), 2);
        }
    }

    #[test]
    fn damaged_files_are_told_and_end() {
        for length in (0..SNAPPY.len()).step_by(97) {
            assert!(opened(&SNAPPY[..length]).is_err());
        }
        for at in (0..ZSTD.len()).step_by(11) {
            let mut bytes = ZSTD.to_vec();
            bytes[at] ^= 0x55;
            if let Ok(mut rows) = opened(&bytes) {
                assert!(std::iter::from_fn(|| rows.next()).take(1000).count() < 1000);
            }
        }
    }
}

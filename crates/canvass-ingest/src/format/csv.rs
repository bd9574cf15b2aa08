//! Comma-separated tables and their kin: one response a row, any of the usual separators.

mod quotes;

use std::collections::VecDeque;
use std::io::{self, Chain, Cursor, Read};

use csv::{Reader as CsvReader, ReaderBuilder, StringRecord};

use super::{Format, Reader, Record, Records, delimiter, heading_rows, signature};
use crate::columns::Header;
use crate::encoding::{Census, Oddities, Transcoder};
use crate::input::Input;
use quotes::Quotes;

pub(super) const CSV: Format = Format {
    name: "csv",
    extensions: &["csv"],
    reader: Reader::Table(|input, language| open(input, language, b',')),
};
pub(super) const TSV: Format = Format {
    name: "tsv",
    extensions: &["tsv", "tab"],
    reader: Reader::Table(|input, language| open(input, language, b'\t')),
};

/// Decoded bytes from which the separator is told.
const BEGINNING: u64 = 64 * 1024;

type Source<R> = Quotes<Chain<Cursor<Vec<u8>>, Transcoder<R>>>;

/// The rows of a text table.
struct Rows<R> {
    reader: CsvReader<Source<R>>,
    headers: Vec<Header>,
    titles: usize,
    ahead: VecDeque<StringRecord>,
    failed: bool,
}

pub(super) fn open(input: &Input, language: &str, preferred: u8) -> io::Result<Box<dyn Records>> {
    if let Some(noun) = signature::foreign_file(input)? {
        return Err(io::Error::other(format!("not a table but {noun}")));
    }
    let verdict = Census::of(input.open()?)?.verdict(language);
    Ok(Box::new(rows(Transcoder::new(input.open()?, verdict), preferred)?))
}

fn rows<R: Read>(mut transcoder: Transcoder<R>, preferred: u8) -> io::Result<Rows<R>> {
    let mut beginning = Vec::new();
    transcoder.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let text = String::from_utf8_lossy(&beginning);
    let (skip, delimiter) = match declared(&text) {
        Some(declared) => declared,
        None => (0, delimiter::sniff(&text, preferred, beginning.len() as u64 == BEGINNING)),
    };
    let mut start = Cursor::new(beginning);
    start.set_position(skip);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(Quotes::new(start.chain(transcoder), delimiter));
    let mut ahead = VecDeque::new();
    while ahead.len() < heading_rows::LOOK_AHEAD {
        let mut record = StringRecord::new();
        match reader.read_record(&mut record) {
            Ok(true) => ahead.push_back(record),
            _ => break,
        }
    }
    let head = heading_rows::find(ahead.make_contiguous());
    ahead.drain(..head.rows);
    Ok(Rows { reader, headers: head.headers, titles: head.titles, ahead, failed: false })
}

/// Excel's own first line, `sep=;`: its length and the separator it names.
fn declared(text: &str) -> Option<(u64, u8)> {
    let line = text.lines().next()?;
    let named = line.strip_prefix("sep=").or_else(|| line.strip_prefix("\"sep=")?.strip_suffix('"'))?;
    let [delimiter] = named.as_bytes() else { return None };
    let ending = text[line.len()..].chars().take_while(|letter| matches!(letter, '\r' | '\n')).count();
    Some(((line.len() + ending) as u64, *delimiter))
}

impl<R: Read + Send> Records for Rows<R> {
    fn headers(&self) -> &[Header] {
        &self.headers
    }

    fn next(&mut self) -> Option<Record> {
        if let Some(record) = self.ahead.pop_front() {
            return Some(Record::Cells(record));
        }
        if self.failed {
            return None;
        }
        let mut record = StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(true) => Some(Record::Cells(record)),
            Ok(false) => None,
            Err(error) => {
                self.failed = true;
                Some(Record::Broken { reason: format!("the table breaks off: {error}"), raw: String::new() })
            }
        }
    }

    fn oddities(&self) -> Oddities {
        self.reader.get_ref().source().get_ref().1.oddities()
    }

    fn remarks(&self) -> Vec<(&'static str, String)> {
        heading_rows::remarks(self.titles)
    }

    fn closing_remarks(&self) -> Vec<(&'static str, String)> {
        self.reader.get_ref().remarks()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
        let mut census = Census::new();
        census.feed(bytes);
        let mut rows = rows(Transcoder::new(bytes, census.verdict("en")), b',').expect("no failing reader");
        let mut cells = Vec::new();
        while let Some(record) = rows.next() {
            match record {
                Record::Cells(record) => cells.push(record.iter().map(str::to_owned).collect()),
                Record::Broken { reason, .. } => panic!("{reason}"),
            }
        }
        (rows.headers.iter().map(Header::shown).collect(), cells)
    }

    #[track_caller]
    fn check(bytes: &[u8], headers: &[&str], cells: &[&[&str]]) {
        let (found_headers, found_cells) = read(bytes);
        assert_eq!(found_headers, headers);
        assert_eq!(found_cells, cells);
    }

    #[test]
    fn quotes_keep_separators_and_lines_together() {
        check(
            b"id,why\r\n1,\"one, two\nthree \"\"four\"\"\"\r\n2,five\r\n",
            &["id", "why"],
            &[&["1", "one, two\nthree \"four\""], &["2", "five"]],
        );
    }

    #[test]
    fn ragged_rows_keep_every_cell() {
        check(b"id,a,b\n1,x\n2,x,y,z\n", &["id", "a", "b"], &[&["1", "x"], &["2", "x", "y", "z"]]);
    }

    #[test]
    fn titles_above_a_single_record_are_passed_over() {
        check(
            b"Hours plan\r\nExported 1 May\r\n\r\nid,why,when,where\r\n1,\"one, two\n\nthree\",now,here\r\n",
            &["id", "why", "when", "where"],
            &[&["1", "one, two\n\nthree", "now", "here"]],
        );
    }

    #[test]
    fn excel_names_its_separator() {
        check(b"sep=;\r\nid;why\r\n1;a,b\r\n", &["id", "why"], &[&["1", "a,b"]]);
    }

    #[test]
    fn tables_in_utf_16_and_windows_1252_are_read() {
        let utf16: Vec<u8> =
            "\u{feff}id\twhy\r\n1\tcafé\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, &["id", "why"], &[&["1", "café"]]);
        check(b"id,why\n1,caf\xe9\n", &["id", "why"], &[&["1", "café"]]);
    }

    #[test]
    fn nothing_at_all_is_an_empty_table() {
        check(b"", &[], &[]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(bytes: Vec<u8>) {
            read(&bytes);
        }
    }
}

//! The formats that can be read: one table, and one file a format.
//!
//! A new format is a file below `format/` that holds a `FORMAT`, and its line in [`FORMATS`].

mod cell;
mod csv;
mod delimiter;
mod doc;
mod docx;
mod eml;
mod flow;
pub(crate) mod fragment;
mod grid;
mod guard;
mod heading_rows;
mod html;
mod jsonl;
mod mail;
pub(crate) mod margins;
mod markdown;
mod marker;
mod mbox;
mod msg;
mod numeral;
mod odt;
mod omissions;
pub(crate) mod package;
mod parquet;
mod pdf;
mod prose;
mod rtf;
pub(crate) mod signature;
mod symbol;
mod text;
pub(crate) mod themefinder;
mod workbook;
mod xml;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader};

use ::csv::StringRecord;

use crate::archive;
use crate::columns::Header;
use crate::encoding::Oddities;
use crate::input::Input;
pub(crate) use mail::{AN_IMAGE, MailHead, NOT_SUPPORTED};
pub(crate) use mbox::{Message, Messages};

/// Every format, looked up by the ending of a file's name.
const FORMATS: [&Format; 19] = [
    &text::FORMAT,
    &markdown::FORMAT,
    &docx::FORMAT,
    &odt::FORMAT,
    &csv::CSV,
    &csv::TSV,
    &jsonl::FORMAT,
    &parquet::FORMAT,
    &eml::FORMAT,
    &msg::FORMAT,
    &mbox::FORMAT,
    &html::FORMAT,
    &rtf::FORMAT,
    &workbook::XLSX,
    &workbook::XLSB,
    &workbook::XLS,
    &workbook::ODS,
    &pdf::FORMAT,
    &doc::FORMAT,
];

/// Why a document is unreadable whose pages are pictures.
pub(crate) const NO_TEXT_LAYER: &str = "no text layer";

/// A format and how it is read.
pub(crate) struct Format {
    /// Name in the column `format`.
    pub(crate) name: &'static str,
    /// Endings of file names, in lower case, without the dot.
    pub(crate) extensions: &'static [&'static str],
    /// How it is read.
    pub(crate) reader: Reader,
}

/// How a format is read.
#[derive(Clone, Copy)]
pub(crate) enum Reader {
    /// One response a file: its bytes and the language expected become text.
    Letter(ReadLetter),
    /// The same by other people's code, which therefore runs in a worker process; see [`crate::worker`].
    Document(ReadLetter),
    /// Many responses a file, read record by record.
    Table(fn(&Input, &str) -> io::Result<Box<dyn Records>>),
    /// Many mails a file, parted first and read one by one: a response each.
    Mailbox { part: fn(&Input) -> io::Result<Messages<BufReader<File>>>, read: ReadLetter },
}

/// How bytes in a language become a letter, or why they do not.
pub(crate) type ReadLetter = fn(&[u8], &str) -> Result<Letter, String>;

impl Reader {
    /// How a document, or one mail of a mailbox, is read.
    pub(crate) fn document(self) -> Option<ReadLetter> {
        match self {
            Self::Letter(read) | Self::Document(read) | Self::Mailbox { read, .. } => Some(read),
            Self::Table(_) => None,
        }
    }
}

/// A letter as text. The other outcome is the reason it is unreadable.
#[derive(Debug, Default)]
pub(crate) struct Letter {
    pub(crate) text: String,
    /// Kind and message of what was odd.
    pub(crate) remarks: Vec<(&'static str, String)>,
    /// Who sent it and when, where it came by mail.
    pub(crate) mail: Option<MailHead>,
    /// What stands at the edges of its pages; see [`margins`].
    pub(crate) margins: Option<String>,
}

/// The records of a table, in order.
pub(crate) trait Records: Send {
    /// The columns known so far; a format without a header row may find more later.
    fn headers(&self) -> &[Header];
    /// The next record.
    fn next(&mut self) -> Option<Record>;
    /// What was odd about the bytes read so far.
    fn oddities(&self) -> Oddities;
    /// Whether a record with fewer cells than headers, or more, is worth a notice.
    fn has_fixed_width(&self) -> bool {
        true
    }
    /// Kind and message of what was odd about the head of the table.
    fn remarks(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// Kind and message of what was odd about the records read so far.
    fn closing_remarks(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// The sheets of a workbook, of which some have to be turned to; none where a file is a single table.
    fn sheets(&self) -> &[Sheet] {
        &[]
    }
    /// Turns to sheets that are read one after the other, before the first record is read.
    fn turn_to(&mut self, _sheets: &[usize]) {}
}

/// One sheet of a workbook.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) headers: Vec<Header>,
    /// Rows above the headers.
    titles: usize,
    /// Rows below the headers that hold something, each with its number.
    rows: VecDeque<(u32, StringRecord)>,
    /// Number of the row below the headers.
    first_row: u32,
}

impl Sheet {
    /// Rows that hold something.
    pub(crate) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// Its first rows, at most `most`.
    pub(crate) fn sample(&self, most: usize) -> Vec<StringRecord> {
        self.rows.iter().take(most).map(|(_, row)| row.clone()).collect()
    }

    /// Its rows.
    pub(crate) fn records(&self) -> impl Iterator<Item = &StringRecord> {
        self.rows.iter().map(|(_, row)| row)
    }

    fn remarks(&self) -> Vec<(&'static str, String)> {
        heading_rows::remarks(self.titles)
    }
}

/// A record of a table.
#[derive(Debug)]
pub(crate) enum Record {
    /// Cells in the order of the headers; there may be fewer or more.
    Cells(StringRecord),
    /// What could not be read, and why.
    Broken {
        /// Why.
        reason: String,
        /// The record as it came.
        raw: String,
    },
}

/// The format of a file, by its name.
pub(crate) fn of(source: &str) -> Option<&'static Format> {
    let name = source.rsplit('/').next().unwrap_or(source);
    // Apple Mail keeps a mailbox in a folder, in a file that is called `mbox` and nothing else.
    let (_, extension) = name.rsplit_once('.').unwrap_or(("", name));
    let extension = extension.to_lowercase();
    FORMATS.into_iter().find(|format| format.extensions.contains(&extension.as_str()))
}

/// The format that bytes are in for certain, whatever the name of their file says.
pub(crate) fn by_content(bytes: &[u8]) -> Option<&'static Format> {
    signature::format(bytes).and_then(named)
}

/// The mailbox that a file is by its beginning: any other file is told by all of its bytes.
pub(crate) fn by_beginning(input: &Input) -> io::Result<Option<&'static Format>> {
    let start = signature::start(input)?;
    Ok(by_content(&start).filter(|format| matches!(format.reader, Reader::Mailbox { .. })))
}

/// The format of a file that is called a table of plain text and is none, where it is certain.
pub(crate) fn beneath(table: &Format, input: &Input) -> io::Result<Option<&'static Format>> {
    if !matches!(table.name, "csv" | "tsv" | "jsonl") {
        return Ok(None);
    }
    let start = signature::start(input)?;
    Ok(signature::foreign(&start).and_then(|_| by_content(&start)))
}

/// The format of a name, as a worker is asked for it.
pub(crate) fn named(name: &str) -> Option<&'static Format> {
    FORMATS.into_iter().find(|format| format.name == name)
}

/// Every ending that is read, for hints.
pub(crate) fn extensions() -> impl Iterator<Item = &'static str> {
    let endings = FORMATS.into_iter().flat_map(|format| format.extensions.iter().copied());
    endings.chain([archive::ENDING])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_found_in_any_case() {
        for (source, name) in [
            ("a/B.TXT", "txt"),
            ("x.markdown", "md"),
            ("x.Csv", "csv"),
            ("x.tab", "tsv"),
            ("x.ndjson", "jsonl"),
            ("x.DOCX", "docx"),
            ("x.fodt", "odt"),
            ("Responses.mbox/mbox", "mbox"),
        ] {
            assert_eq!(of(source).expect("known").name, name);
        }
        assert!(of("letters.txt/scan").is_none());
        assert!(of("a.xyz").is_none());
    }
}

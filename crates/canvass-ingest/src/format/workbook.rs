//! Workbooks of Excel and `LibreOffice`: one response a row, on the sheet of several that holds them.
//!
//! That is the one whose columns answer most of the consultation's questions (see `table/sheet.rs`).
//! A second sheet under the same headers is, in the exports of survey tools, more often the first once more in codes
//! than further responses: it is read behind the first where they share no response, and told where they do.

mod cells;
mod grid;
mod package;
mod records;

use std::io::{self, Cursor, Read};

use calamine::{
    Data, DataRef, Dimensions, Ods, Range, Reader as _, SheetType, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};
use csv::StringRecord;

use super::guard::guarded;
use super::{Format, Reader, Record, Records, Sheet, csv as text_table};
use crate::encoding::Oddities;
use crate::input::Input;
use grid::{Grid, TooLarge};

pub(super) const XLSX: Format =
    Format { name: "xlsx", extensions: &["xlsx", "xlsm"], reader: Reader::Table(open) };
pub(super) const XLSB: Format = Format { name: "xlsb", extensions: &["xlsb"], reader: Reader::Table(open) };
pub(super) const XLS: Format = Format { name: "xls", extensions: &["xls"], reader: Reader::Table(open) };
pub(super) const ODS: Format = Format { name: "ods", extensions: &["ods"], reader: Reader::Table(open) };

/// A larger file is no survey.
const LARGEST_FILE: u64 = 512 << 20;

const DAMAGED: &str = "a damaged workbook";

type Bytes = Cursor<Vec<u8>>;

/// The sheets of a workbook, of which some are read.
struct Workbook {
    sheets: Vec<Sheet>,
    /// The sheets turned to, in the order in which they are read.
    turned: Vec<usize>,
    /// Place among these of the one being read.
    open: usize,
    /// Number of the row the next record stands in.
    row: u32,
}

/// Opens a workbook by what it is, whatever it is called.
fn open(input: &Input, language: &str) -> io::Result<Box<dyn Records>> {
    let mut file = input.open()?;
    if file.metadata()?.len() > LARGEST_FILE {
        return Err(io::Error::other("larger than 512 MiB"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    if let Some(html) = is_text(&bytes) {
        return if html {
            Err(io::Error::other("a web page named as a workbook; save it as one"))
        } else {
            text_table::open(input, language, b'\t')
        };
    }
    let sheets = read(bytes).map_err(io::Error::other)?;
    Ok(Box::new(Workbook { sheets, turned: vec![0], open: 0, row: 0 }))
}

/// Whether bytes are text and, if so, whether they are a web page: survey tools give such files the ending `xls`.
fn is_text(bytes: &[u8]) -> Option<bool> {
    let head = &bytes[..bytes.len().min(4096)];
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let text =
        utf16 || !head.is_empty() && !head.contains(&0) && !package::is_one(head) && !is_compound(head);
    text.then(|| {
        head.trim_ascii_start()
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(head)
            .trim_ascii_start()
            .starts_with(b"<")
    })
}

/// Whether bytes begin as the files of old Excel do, and as encrypted files of new Excel do.
fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The sheets in the bytes of a workbook.
fn read(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    // The reader of binary workbooks takes lengths and indexes in them at their word.
    let sheets = guarded(|| sheets(bytes));
    let sheets = sheets.unwrap_or_else(|| Err(DAMAGED.to_owned()))?;
    if sheets.is_empty() { Err("a workbook without any sheet".to_owned()) } else { Ok(sheets) }
}

fn sheets(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    if is_compound(&bytes) {
        return binary(bytes);
    }
    match package::kind(&bytes)? {
        package::Kind::Xlsx => xlsx(bytes),
        package::Kind::Xlsb => xlsb(bytes),
        package::Kind::Ods => ods(bytes),
    }
}

fn xlsx(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    let mut book: Xlsx<Bytes> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in worksheets(&book) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
        let next = || {
            Ok(cells
                .next_cell()
                .map_err(damaged)?
                .map(|cell| (cell.get_position(), written(cell.get_value()))))
        };
        sheets.push(streamed(name, next, &merged)?);
    }
    Ok(sheets)
}

fn xlsb(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    let mut book: Xlsb<Bytes> = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in worksheets(&book) {
        let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
        let next = || {
            Ok(cells
                .next_cell()
                .map_err(damaged)?
                .map(|cell| (cell.get_position(), written(cell.get_value()))))
        };
        sheets.push(streamed(name, next, &[])?);
    }
    Ok(sheets)
}

/// A workbook of old Excel; or of new Excel, encrypted.
fn binary(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    const ENCRYPTED: &str = "encrypted with a password";
    if !records::stay_inside(&bytes) {
        return Err(DAMAGED.to_owned());
    }
    let mut book: Xls<Bytes> = match Xls::new(Cursor::new(bytes.clone())) {
        Ok(book) => book,
        Err(XlsError::Password) => return Err(ENCRYPTED.to_owned()),
        Err(error) => {
            let other: Result<Xlsx<Bytes>, XlsxError> = Xlsx::new(Cursor::new(bytes));
            let encrypted = matches!(other, Err(XlsxError::Password));
            return Err(if encrypted { ENCRYPTED.to_owned() } else { damaged(error) });
        }
    };
    let mut sheets = Vec::new();
    for name in worksheets(&book) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let range = book.worksheet_range(&name).map_err(damaged)?;
        sheets.push(whole(name, &range, &merged)?);
    }
    Ok(sheets)
}

fn ods(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    let mut book: Ods<Bytes> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => "encrypted with a password".to_owned(),
        error => damaged(error),
    })?;
    let mut sheets = Vec::new();
    for name in worksheets(&book) {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        sheets.push(whole(name, &range, &[])?);
    }
    Ok(sheets)
}

/// Names of the sheets that hold cells, not charts.
fn worksheets<R: calamine::Reader<Bytes>>(book: &R) -> Vec<String> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// A sheet whose cells come one by one.
fn streamed(
    name: String,
    mut next: impl FnMut() -> Result<Option<((u32, u32), String)>, String>,
    merged: &[Dimensions],
) -> Result<Sheet, String> {
    let mut grid = Grid::default();
    while let Some((place, text)) = next()? {
        grid.put(place, &text).map_err(|TooLarge| TOO_LARGE.to_owned())?;
    }
    Ok(grid.into_sheet(name, merged))
}

/// A sheet that was read whole.
fn whole(name: String, range: &Range<Data>, merged: &[Dimensions]) -> Result<Sheet, String> {
    let (row, column) = range.start().unwrap_or_default();
    let mut grid = Grid::default();
    for (at_row, at_column, value) in range.used_cells() {
        let place = (row + at_row as u32, column + at_column as u32);
        grid.put(place, &cells::written(value)).map_err(|TooLarge| TOO_LARGE.to_owned())?;
    }
    Ok(grid.into_sheet(name, merged))
}

const TOO_LARGE: &str = "a sheet of more than 50 million cells or 512 MiB of text";

fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => cells::string(text).to_owned(),
        other => cells::written(&Data::from(other.clone())),
    }
}

fn damaged(error: impl std::fmt::Display) -> String {
    format!("{DAMAGED}: {error}")
}

impl Records for Workbook {
    fn headers(&self) -> &[crate::columns::Header] {
        &self.sheets[self.turned[0]].headers
    }

    fn next(&mut self) -> Option<Record> {
        while self.sheets[self.turned[self.open]].rows.is_empty() {
            let next = *self.turned.get(self.open + 1)?;
            self.open += 1;
            self.row = self.sheets[next].first_row;
        }
        let rows = &mut self.sheets[self.turned[self.open]].rows;
        let (row, _) = rows.front()?;
        // Rows without any cell are not stored.
        let record = if *row > self.row { StringRecord::new() } else { rows.pop_front()?.1 };
        self.row += 1;
        Some(Record::Cells(record))
    }

    fn oddities(&self) -> Oddities {
        Oddities::default()
    }

    /// A row of a sheet ends with its last filled cell.
    fn has_fixed_width(&self) -> bool {
        false
    }

    fn remarks(&self) -> Vec<(&'static str, String)> {
        self.sheets[self.turned[0]].remarks()
    }

    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn turn_to(&mut self, sheets: &[usize]) {
        let Some(first) = sheets.first() else { return };
        self.row = self.sheets[*first].first_row;
        self.turned = sheets.to_vec();
        // The others are read no more.
        let others = self.sheets.iter_mut().enumerate().filter(|(at, _)| !sheets.contains(at));
        others.for_each(|(_, other)| other.rows.clear());
    }
}

#[cfg(test)]
mod tests;

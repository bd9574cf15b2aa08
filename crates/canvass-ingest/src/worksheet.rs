//! A small table that a person wrote: rows of cells, each with its place for pointing at.

use std::ops::Range;

use canvass_core::Place;
use csv::ReaderBuilder;

use crate::error::Error;

/// The columns of such a table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Columns {
    /// Their headers, in the order in which rows hold their cells.
    pub(crate) names: &'static [&'static str],
    /// Places of those that have to be there.
    pub(crate) required: &'static [usize],
    /// Whether there may be others, which are passed over.
    pub(crate) others: bool,
}

/// Spreadsheets write the one or the other, by the language they are set to.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The file, for pointing into it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    path: String,
    text: String,
    columns: Columns,
}

/// A row: its cells, trimmed, and where they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    places: Vec<Range<usize>>,
    whole: Range<usize>,
}

impl Sheet {
    /// The rows below the headers, comments and empty rows left out.
    pub(crate) fn read(path: &str, text: String, columns: Columns) -> Result<(Self, Vec<Row>), Error> {
        let sheet = Self { path: path.to_owned(), text, columns };
        let uncommented = without_comments(&sheet.text);
        let separator = separator(&uncommented);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator as u8)
            .from_reader(uncommented.as_bytes());
        let mut starts = Vec::new();
        let mut records = Vec::new();
        for record in reader.records() {
            let record = record.expect("text in memory that is UTF-8 is always read");
            starts.push(record.position().map_or(0, |position| position.byte() as usize));
            records.push(record);
        }
        starts.push(uncommented.len());
        let mut columns: Option<Vec<usize>> = None;
        let mut rows = Vec::new();
        for (record, bounds) in records.iter().zip(starts.windows(2)) {
            let is_comment = record.get(0).is_some_and(|cell| cell.trim_start().starts_with("# "));
            if is_comment || record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let places = cells(&uncommented, bounds[0]..bounds[1], separator);
            match &columns {
                None => columns = Some(sheet.columns(record, &places)?),
                Some(columns) => rows.push(sheet.row(columns, record, &places)?),
            }
        }
        Ok((sheet, rows))
    }

    /// Which column each header is; the number behind the last stands for others.
    fn columns(&self, headers: &csv::StringRecord, places: &[Range<usize>]) -> Result<Vec<usize>, Error> {
        let whole = whole(places);
        let mut columns = Vec::new();
        for (at, header) in headers.iter().enumerate() {
            let name = header.trim().to_lowercase();
            match self.columns.names.iter().position(|column| *column == name) {
                Some(column) => columns.push(column),
                // Spreadsheets write empty columns behind the last.
                None if name.is_empty() || self.columns.others => columns.push(self.columns.names.len()),
                None => {
                    return Err(Error::Unknown {
                        noun: "column",
                        name: header.trim().to_owned(),
                        known: self.columns.names.iter().map(ToString::to_string).collect(),
                        place: self.at(places.get(at).unwrap_or(&whole)).into(),
                    });
                }
            }
        }
        match self.columns.required.iter().find(|column| !columns.contains(column)) {
            Some(missing) => Err(Error::MissingColumn {
                column: self.columns.names[*missing],
                columns: self.columns.names,
                place: self.at(&whole).into(),
            }),
            None => Ok(columns),
        }
    }

    fn row(
        &self,
        columns: &[usize],
        record: &csv::StringRecord,
        places: &[Range<usize>],
    ) -> Result<Row, Error> {
        let whole = whole(places);
        let width = self.columns.names.len();
        let (cells, spots) = (vec![String::new(); width], vec![whole.clone(); width]);
        let mut row = Row { cells, places: spots, whole: whole.clone() };
        for (at, cell) in record.iter().enumerate() {
            let place = places.get(at).unwrap_or(&whole);
            match columns.get(at).filter(|column| **column < width) {
                Some(column) => {
                    cell.trim().clone_into(&mut row.cells[*column]);
                    row.places[*column] = place.clone();
                }
                None if self.columns.others || cell.trim().is_empty() => {}
                None => return Err(Error::CellBehindColumns { place: self.at(place).into() }),
            }
        }
        Ok(row)
    }

    /// Where a cell stands.
    pub(crate) fn place(&self, row: &Row, column: usize) -> Place {
        self.at(&row.places[column])
    }

    /// Where a row stands.
    pub(crate) fn whole(&self, row: &Row) -> Place {
        self.at(&row.whole)
    }

    /// A second row that says something else of the same thing.
    pub(crate) fn twice(&self, row: &Row, first: &Row) -> Error {
        Error::AssignedTwice { first: self.whole(first).line(), place: self.whole(row).into() }
    }

    fn at(&self, bytes: &Range<usize>) -> Place {
        Place { path: self.path.clone(), source: self.text.clone(), bytes: bytes.clone() }
    }
}

/// The text with blanks in the place of lines that begin with `#` and a blank.
fn without_comments(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim() == "#" || line.starts_with("# ") {
            let ending = &line[line.trim_end_matches(['\r', '\n']).len()..];
            blanked.extend(std::iter::repeat_n(' ', line.len() - ending.len()));
            blanked.push_str(ending);
        } else {
            blanked.push_str(line);
        }
    }
    blanked
}

/// What parts the headers.
fn separator(text: &str) -> char {
    let headers = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &char| headers.matches(*separator).count();
    // Of equals the last is the maximum: the usual one.
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(',')
}

/// Where the cells of a record stand, without the blanks and quotation marks around them.
fn cells(text: &str, record: Range<usize>, separator: char) -> Vec<Range<usize>> {
    let line = &text[record.clone()];
    let line = line.trim_end_matches(['\r', '\n']);
    // Line ends before a record belong to no record.
    let begin = line.len() - line.trim_start_matches(['\r', '\n']).len();
    let mut borders = Vec::new();
    let mut is_quoted = false;
    for (at, mark) in line.char_indices().skip_while(|(at, _)| *at < begin) {
        match mark {
            '"' => is_quoted = !is_quoted,
            _ if mark == separator && !is_quoted => borders.push(at),
            _ => {}
        }
    }
    let starts = std::iter::once(begin).chain(borders.iter().map(|at| at + 1));
    let ends = borders.iter().copied().chain([line.len()]);
    let places = starts.zip(ends).map(|(start, end)| {
        let cell = &line[start..end];
        let inner = cell.trim_start_matches(['"', ' ']);
        let start = start + cell.len() - inner.len();
        record.start + start..record.start + start + inner.trim_end_matches(['"', ' ']).len()
    });
    places.collect()
}

/// From the first cell to the last.
fn whole(places: &[Range<usize>]) -> Range<usize> {
    let start = places.first().map_or(0, |place| place.start);
    start..places.iter().rev().find(|place| !place.is_empty()).map_or(start, |place| place.end)
}

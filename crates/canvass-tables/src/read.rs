//! Tables read back from their files.

use std::fs::File;
use std::path::{Path, PathBuf};

use canvass_core::Status;
use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::metadata::FileMetadataRef;
use polars_io::parquet::read::ParquetReader;

use crate::error::Error;
use crate::file::data_type;
use crate::schema::{self, RESPONSES, TABLES, TableDef, VERSION, VERSION_KEY};
use crate::table::{Table, Value};

/// Names of the tables in a folder, in the order they are listed to people.
pub fn names(dir: &Path) -> Result<Vec<String>, Error> {
    let here = TABLES.into_iter().filter(|table| dir.join(table.file_name()).is_file());
    let names: Vec<String> = here.map(|table| table.name.to_owned()).collect();
    if names.is_empty() { Err(Error::NoTables { dir: dir.to_owned() }) } else { Ok(names) }
}

/// The whole of a table.
pub fn read(dir: &Path, name: &str) -> Result<Table, Error> {
    TableReader::open(dir, name)?.rows(0, usize::MAX)
}

/// The first `n_rows` rows of a table.
pub fn head(dir: &Path, name: &str, n_rows: usize) -> Result<Table, Error> {
    TableReader::open(dir, name)?.rows(0, n_rows)
}

/// Number of rows of a table.
pub fn n_rows(dir: &Path, name: &str) -> Result<usize, Error> {
    Ok(TableReader::open(dir, name)?.metadata.num_rows)
}

/// The rows of a table one after the other, a part of its file in memory at a time.
pub fn rows(dir: &Path, name: &str) -> Result<Rows, Error> {
    let reader = TableReader::open(dir, name)?;
    Ok(Rows { group: 0, start: 0, ready: Vec::new().into_iter(), reader })
}

/// What [`rows`] gives.
pub struct Rows {
    reader: TableReader,
    group: usize,
    start: usize,
    ready: std::vec::IntoIter<Vec<Value>>,
}

impl Rows {
    /// Place of a column.
    pub fn column(&self, name: &str) -> Result<usize, Error> {
        let table = self.reader.table;
        table.column(name).ok_or_else(|| Error::UnknownColumn { table: table.name, column: name.into() })
    }
}

impl Iterator for Rows {
    type Item = Result<Vec<Value>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.next() {
                return Some(Ok(row));
            }
            let n_rows = self.reader.metadata.row_groups.get(self.group)?.num_rows();
            let table = self.reader.rows(self.start, n_rows);
            self.group += 1;
            self.start += n_rows;
            match table {
                Ok(table) => self.ready = table.rows.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The texts of the analysed responses in their order.
pub(crate) fn texts(dir: &Path) -> Result<Texts, Error> {
    let reader = TableReader::open(dir, RESPONSES.name)?;
    Ok(Texts { group: 0, start: 0, ready: Vec::new().into_iter(), reader })
}

/// The texts of the analysed responses one after the other, a part of their file in memory at a time.
pub struct Texts {
    reader: TableReader,
    group: usize,
    start: usize,
    ready: std::vec::IntoIter<Vec<Value>>,
}

impl Iterator for Texts {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            for mut row in self.ready.by_ref() {
                if let [Value::Text(status), Value::Text(text)] = &mut row[..]
                    && status == Status::Analysed.as_str()
                {
                    return Some(Ok(std::mem::take(text)));
                }
            }
            let n_rows = self.reader.metadata.row_groups.get(self.group)?.num_rows();
            let columns =
                ["status", "text"].map(|name| RESPONSES.column(name).expect("it has these columns"));
            let frame = self.reader.frame(self.start, n_rows, Some(columns.to_vec()));
            self.group += 1;
            self.start += n_rows;
            match frame.and_then(|frame| self.reader.values(&frame)) {
                Ok(rows) => self.ready = rows.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The rows of a table whose cell in `column` is the text `value`.
///
/// Parts of the file that cannot hold such a row by their statistics are not touched,
/// and of the others no more than `column` and the stretch from the first such row to the last.
pub fn read_where(dir: &Path, name: &str, column: &str, value: &str) -> Result<Table, Error> {
    let reader = TableReader::open(dir, name)?;
    let at = reader.table.column(column);
    let at = at.ok_or_else(|| Error::UnknownColumn { table: reader.table.name, column: column.into() })?;
    let mut found = reader.rows(0, 0)?;
    for group in reader.groups_with(at, value) {
        let cells = reader.frame(group.start, group.len(), Some(vec![at]))?;
        let cells = reader.values(&cells)?;
        let is_it = |row: &Vec<Value>| row[0].as_text() == Some(value);
        let (Some(first), Some(last)) = (cells.iter().position(is_it), cells.iter().rposition(is_it)) else {
            continue;
        };
        let stretch = reader.rows(group.start + first, last + 1 - first)?;
        found.rows.extend(stretch.rows.into_iter().filter(|row| row[at].as_text() == Some(value)));
    }
    Ok(found)
}

/// The key-value metadata of a table's file, in order; the frame library's own entry is left out.
pub fn metadata(dir: &Path, name: &str) -> Result<Vec<(String, String)>, Error> {
    let reader = TableReader::open(dir, name)?;
    let entries = key_values(&reader.metadata).filter(|(key, _)| *key != "ARROW:schema");
    Ok(entries.map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
}

/// A table's file, its version checked.
pub(crate) struct TableReader {
    table: &'static TableDef,
    path: PathBuf,
    file: File,
    metadata: FileMetadataRef,
}

impl TableReader {
    pub(crate) fn open(dir: &Path, name: &str) -> Result<Self, Error> {
        let known = names(dir)?;
        let unknown = || Error::UnknownTable { dir: dir.to_owned(), name: name.to_owned() };
        let table = schema::find(name).filter(|_| known.iter().any(|other| other == name));
        let table = table.ok_or_else(unknown)?;
        let path = dir.join(table.file_name());
        let file = File::open(&path).map_err(|source| Error::Open { path: path.clone(), source })?;
        let metadata = ParquetReader::new(
            file.try_clone().map_err(|source| Error::Open { path: path.clone(), source })?,
        )
        .get_metadata()
        .map_err(|reason| unreadable(&path, &reason))?
        .clone();
        let reader = Self { table, path, file, metadata };
        reader.check_version()?;
        Ok(reader)
    }

    fn check_version(&self) -> Result<(), Error> {
        let found = key_values(&self.metadata).find(|(key, _)| *key == VERSION_KEY).map(|(_, value)| value);
        if found == Some(VERSION) {
            return Ok(());
        }
        Err(Error::OtherVersion { path: self.path.clone(), found: found.map(str::to_owned) })
    }

    /// Number of rows of each part of the file.
    pub(crate) fn groups(&self) -> Vec<usize> {
        let mut groups = Vec::with_capacity(self.metadata.row_groups.len());
        for group in &self.metadata.row_groups {
            groups.push(group.num_rows());
        }
        groups
    }

    /// The places of rows in groups whose statistics do not rule out `value` in a column.
    fn groups_with(&self, column: usize, value: &str) -> Vec<std::ops::Range<usize>> {
        let mut start = 0;
        let groups = self.metadata.row_groups.iter().map(|group| {
            let rows = start..start + group.num_rows();
            start = rows.end;
            let statistics = group.parquet_columns()[column].statistics(&self.metadata.footer_buf);
            let statistics = statistics.and_then(Result::ok);
            let may_hold = statistics.as_ref().and_then(|all| all.as_binary()).is_none_or(|bounds| {
                bounds.min_value.as_deref().is_none_or(|least| least <= value.as_bytes())
                    && bounds.max_value.as_deref().is_none_or(|most| value.as_bytes() <= most)
            });
            (rows, may_hold)
        });
        groups.filter(|(_, may_hold)| *may_hold).map(|(rows, _)| rows).collect()
    }

    /// A stretch of rows, of some columns or of all.
    pub(crate) fn frame(
        &self,
        start: usize,
        n_rows: usize,
        columns: Option<Vec<usize>>,
    ) -> Result<DataFrame, Error> {
        let file = self.file.try_clone().map_err(|source| Error::Open { path: self.path.clone(), source })?;
        let mut reader = ParquetReader::new(file)
            .with_slice(Some((start, n_rows.min(self.metadata.num_rows.saturating_sub(start)))))
            .with_projection(columns);
        reader.set_metadata(self.metadata.clone());
        reader.finish().map_err(|reason| unreadable(&self.path, &reason))
    }

    fn rows(&self, start: usize, n_rows: usize) -> Result<Table, Error> {
        let frame = self.frame(start, n_rows, None)?;
        self.check_columns(&frame)?;
        let columns = self.table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        Ok(Table { name: self.table.name.to_owned(), columns, rows: self.values(&frame)? })
    }

    fn check_columns(&self, frame: &DataFrame) -> Result<(), Error> {
        let found = frame.columns().iter().map(|column| (column.name().as_str(), column.dtype().clone()));
        let wanted = self.table.columns.iter().map(|(name, kind)| (*name, data_type(*kind)));
        if found.eq(wanted) {
            return Ok(());
        }
        Err(Error::OtherColumns { path: self.path.clone(), table: self.table.name })
    }

    fn values(&self, frame: &DataFrame) -> Result<Vec<Vec<Value>>, Error> {
        let mut rows = vec![Vec::with_capacity(frame.width()); frame.height()];
        for column in frame.columns() {
            fill(&mut rows, column).map_err(|reason| unreadable(&self.path, &reason))?;
        }
        Ok(rows)
    }
}

/// Adds a column's cells to the rows they stand in.
fn fill(rows: &mut [Vec<Value>], column: &Column) -> PolarsResult<()> {
    fn put<T>(rows: &mut [Vec<Value>], cells: impl Iterator<Item = Option<T>>, value: impl Fn(T) -> Value) {
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell.map_or(Value::Null, &value));
        }
    }
    match column.dtype() {
        DataType::Int64 => put(rows, column.i64()?.iter(), Value::Int),
        DataType::Float64 => put(rows, column.f64()?.iter(), Value::Float),
        DataType::Boolean => put(rows, column.bool()?.iter(), Value::Bool),
        _ => put(rows, column.str()?.iter(), |text| Value::Text(text.to_owned())),
    }
    Ok(())
}

fn key_values(metadata: &FileMetadataRef) -> impl Iterator<Item = (&str, &str)> {
    let entries = metadata.key_value_metadata().iter().flatten();
    entries.filter_map(|entry| Some((entry.key.as_str(), entry.value.as_deref()?)))
}

fn unreadable(path: &Path, reason: &PolarsError) -> Error {
    Error::Read { path: path.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use canvass_core::Explain;

    use super::*;
    use crate::file::Limits;
    use crate::fixture::{WORLD, responses, show, write};

    fn written(limits: Limits) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        write(dir.path(), &responses(WORLD), 2, limits);
        dir
    }

    #[test]
    fn rows_of_one_response_are_found_across_row_groups() {
        for n_rows in [1, 2, 3, 100] {
            let dir = written(Limits { n_rows, n_bytes: 1 << 20 });
            let find = |value| read_where(dir.path(), "mentions", "response_id", value).expect("rows");
            assert_eq!(
                show(&find("b"), "theme_id start"),
                "funding | 4\nsanctions | 13\n",
                "groups of {n_rows}"
            );
            assert_eq!(find("nobody").rows.len(), 0);
            let whole = read(dir.path(), "mentions").expect("the table");
            let kept: Vec<_> = whole.rows_where("response_id", "c").cloned().collect();
            assert_eq!(find("c").rows, kept);
        }
    }

    #[test]
    fn rows_come_one_after_the_other_across_row_groups() {
        for n_rows in [1, 2, 100] {
            let dir = written(Limits { n_rows, n_bytes: 1 << 20 });
            let streamed: Vec<_> =
                rows(dir.path(), "mentions").expect("the table").map(|row| row.expect("a row")).collect();
            assert_eq!(streamed, read(dir.path(), "mentions").expect("the table").rows);
        }
        let none = rows(written(Limits::default()).path(), "mentions").expect("the table").column("none");
        assert_eq!(none.expect_err("no such column").to_string(), "table `mentions` has no column `none`");
    }

    #[test]
    fn the_head_is_the_first_rows() {
        let dir = written(Limits { n_rows: 2, n_bytes: 1 << 20 });
        let head = head(dir.path(), "answers", 3).expect("rows");
        assert_eq!(show(&head, "answer_id"), "a/1\na/2\nb/1\n");
        assert_eq!(n_rows(dir.path(), "answers").expect("a table"), 8);
    }

    #[test]
    fn files_say_what_they_are() {
        let dir = written(Limits::default());
        let entries = metadata(dir.path(), "waterfall").expect("entries");
        let expect = [("canvass.table", "waterfall"), (VERSION_KEY, VERSION), ("canvass.version", "0.1.0")];
        assert_eq!(entries, expect.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(names(dir.path()).expect("names"), TABLES.map(|table| table.name));
    }

    #[test]
    fn errors_say_what_to_do() {
        let dir = written(Limits::default());
        let unknown = read(dir.path(), "stance").expect_err("no such table");
        assert_eq!(unknown.hints()[0], "did you mean `stances`?");
        std::fs::remove_file(dir.path().join("answers.parquet")).expect("it was there");
        let gone = read(dir.path(), "answers").expect_err("its file is gone");
        assert_eq!(gone.hints(), ["its file is gone; `canvass run` writes it anew"]);
        let column = read_where(dir.path(), "stances", "option", "one").expect_err("no such column");
        assert_eq!(column.to_string(), "table `stances` has no column `option`");
        let missing = read(&dir.path().join("nowhere"), "stances").expect_err("no such folder");
        assert!(matches!(missing, Error::NoTables { .. }) && missing.hints()[0].contains("canvass run"));
        std::fs::write(dir.path().join("stances.parquet"), b"PAR1 cut short").expect("written");
        assert!(matches!(read(dir.path(), "stances"), Err(Error::Read { .. })));
    }
}

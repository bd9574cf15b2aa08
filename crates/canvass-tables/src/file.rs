//! One parquet file that grows by row groups of a fixed size.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use polars::prelude::*;
use polars_io::parquet::write::{
    BatchedWriter, KeyValueMetadata, ParquetCompression, ParquetWriter, StatisticsOptions,
};
use polars_utils::compression::ZstdLevel;

use crate::buffer::{Buffer, Cell};
use crate::error::Error;
use crate::schema::{Kind, TABLE_KEY, TableDef, VERSION, VERSION_KEY};

/// When a row group is full. Both bounds are looked at after every row,
/// so where groups end depends on the rows alone and not on the batches they came in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Rows in a group.
    pub(crate) n_rows: usize,
    /// Bytes of rows in memory after which a group is full, however many they are.
    pub(crate) n_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { n_rows: 65_536, n_bytes: 8 << 20 }
    }
}

/// Zstandard's fastest: the next ones take twice the time for a few per cent.
const COMPRESSION: i32 = 1;
/// Bytes of a text kept as the least or greatest of a column; longer ones are cut so that they still bound it.
const STATISTICS_TEXT: u64 = 64;

/// A table being written.
pub(crate) struct TableFile {
    path: PathBuf,
    buffer: Buffer,
    limits: Limits,
    n_rows: u64,
    writer: BatchedWriter<BufWriter<File>>,
}

impl TableFile {
    /// Starts the file of `table` in `dir`.
    pub(crate) fn create(
        dir: &Path,
        table: &'static TableDef,
        metadata: &[(String, String)],
        limits: Limits,
    ) -> Result<Self, Error> {
        let level = ZstdLevel::try_new(COMPRESSION).ok();
        Self::compressed(dir, table, metadata, limits, ParquetCompression::Zstd(level))
    }

    /// Starts a file that is read again while the run lasts and then thrown away.
    pub(crate) fn draft(
        dir: &Path,
        table: &'static TableDef,
        metadata: &[(String, String)],
        limits: Limits,
    ) -> Result<Self, Error> {
        Self::compressed(dir, table, metadata, limits, ParquetCompression::Uncompressed)
    }

    fn compressed(
        dir: &Path,
        table: &'static TableDef,
        metadata: &[(String, String)],
        limits: Limits,
        compression: ParquetCompression,
    ) -> Result<Self, Error> {
        let path = dir.join(table.file_name());
        let file = File::create(&path).map_err(|source| Error::Open { path: path.clone(), source })?;
        let writer = ParquetWriter::new(BufWriter::new(file))
            .with_compression(compression)
            .with_statistics(statistics())
            .with_key_value_metadata(Some(key_values(table, metadata)))
            .batched(&frame_schema(table))
            .map_err(|reason| unwritable(&path, &reason))?;
        Ok(Self { path, buffer: Buffer::new(table), limits, n_rows: 0, writer })
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        self.buffer.push(row);
        if self.buffer.n_rows() >= self.limits.n_rows || self.buffer.n_bytes() >= self.limits.n_bytes {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what is left and closes the file; gives the number of its rows.
    pub(crate) fn finish(mut self) -> Result<u64, Error> {
        if self.buffer.n_rows() > 0 {
            self.flush()?;
        }
        self.writer.finish().map_err(|reason| unwritable(&self.path, &reason))?;
        Ok(self.n_rows)
    }

    /// Adds rows that are a frame already, as a part of their own.
    pub(crate) fn push_frame(&mut self, frame: &DataFrame) -> Result<(), Error> {
        self.n_rows += frame.height() as u64;
        self.writer.write_batch(frame).map_err(|reason| unwritable(&self.path, &reason))
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.n_rows += self.buffer.n_rows() as u64;
        let written = self.buffer.take().and_then(|frame| self.writer.write_batch(&frame));
        written.map_err(|reason| unwritable(&self.path, &reason))
    }
}

fn statistics() -> StatisticsOptions {
    StatisticsOptions {
        binary_statistics_truncate_length: Some(STATISTICS_TEXT),
        ..StatisticsOptions::full()
    }
}

fn key_values(table: &TableDef, metadata: &[(String, String)]) -> KeyValueMetadata {
    let own = [(TABLE_KEY, table.name), (VERSION_KEY, VERSION)];
    let own = own.map(|(key, value)| (key.to_owned(), value.to_owned()));
    KeyValueMetadata::from_static(own.into_iter().chain(metadata.iter().cloned()).collect())
}

fn frame_schema(table: &TableDef) -> Schema {
    let field = |(name, kind): &(&str, Kind)| Field::new((*name).into(), data_type(*kind));
    table.columns.iter().map(field).collect()
}

/// The frame's type for a kind of column.
pub(crate) fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::String,
        Kind::Int => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Flag => DataType::Boolean,
    }
}

fn unwritable(path: &Path, reason: &PolarsError) -> Error {
    Error::Write { path: path.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;
    use crate::schema::WATERFALL;

    fn steps(metadata: &[(String, String)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        TableFile::create(dir.path(), WATERFALL, metadata, Limits::default())
            .and_then(TableFile::finish)
            .expect("an empty table is a table");
        dir
    }

    #[test]
    fn an_empty_table_is_read_back_with_its_columns() {
        let table = read(steps(&[]).path(), "waterfall").expect("a table");
        assert_eq!((table.columns.len(), table.rows.len()), (3, 0));
    }

    #[test]
    fn another_version_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join(WATERFALL.file_name());
        let file = File::create(&path).expect("a file");
        ParquetWriter::new(file)
            .batched(&frame_schema(WATERFALL))
            .and_then(|all| all.finish())
            .expect("written");
        let error = read(dir.path(), "waterfall").expect_err("no version");
        assert!(error.to_string().contains("has table version none"), "{error}");
    }
}

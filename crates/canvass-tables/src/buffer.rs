//! Rows of one table, gathered column by column until they make a frame.

use polars::prelude::*;

use crate::schema::{Kind, TableDef};

/// One cell on its way into a buffer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Float(f64),
    Flag(bool),
}

macro_rules! cell_from {
    ($($from:ty, $value:ident => $cell:expr;)*) => {
        $(impl<'a> From<$from> for Cell<'a> {
            fn from($value: $from) -> Self {
                $cell
            }
        })*
    };
}

cell_from! {
    &'a str, text => Self::Text(text);
    &'a String, text => Self::Text(text);
    u32, number => Self::Int(i64::from(number));
    i64, number => Self::Int(number);
    f64, number => Self::Float(number);
    bool, flag => Self::Flag(flag);
    // A confidence has few digits by nature: widening it must not invent more.
    f32, number => Self::Float((f64::from(number) * 1e6).round() / 1e6);
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Cell<'_> {
    /// What it takes in memory: a text its place and, unless it is so short that it lies there, its bytes.
    fn n_bytes(&self) -> usize {
        const PLACE: usize = 16;
        const LIES_THERE: usize = 12;
        match self {
            Self::Text(text) if text.len() > LIES_THERE => PLACE + text.len(),
            Self::Text(_) => PLACE,
            Self::Null | Self::Int(_) | Self::Float(_) => 8,
            Self::Flag(_) => 1,
        }
    }
}

/// Rows that wait to be written together.
pub(crate) struct Buffer {
    table: &'static TableDef,
    columns: Vec<Builder>,
    n_rows: usize,
    n_bytes: usize,
}

enum Builder {
    Text(StringChunkedBuilder),
    Int(PrimitiveChunkedBuilder<Int64Type>),
    Float(PrimitiveChunkedBuilder<Float64Type>),
    Flag(BooleanChunkedBuilder),
}

impl Buffer {
    /// An empty buffer for rows of `table`.
    pub(crate) fn new(table: &'static TableDef) -> Self {
        Self { table, columns: builders(table), n_rows: 0, n_bytes: 0 }
    }

    /// Number of rows gathered.
    pub(crate) fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Bytes that the rows take in memory, about.
    pub(crate) fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    /// Adds a row.
    ///
    /// # Panics
    /// Where the cells are not those of the table, which is a mistake in this crate.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) {
        assert_eq!(row.len(), self.columns.len(), "cells in a row of `{}`", self.table.name);
        for (column, cell) in self.columns.iter_mut().zip(row) {
            self.n_bytes += cell.n_bytes();
            column.push(*cell);
        }
        self.n_rows += 1;
    }

    /// The rows gathered, as a frame of one chunk; the buffer is empty again.
    pub(crate) fn take(&mut self) -> PolarsResult<DataFrame> {
        let full = std::mem::replace(self, Self::new(self.table));
        DataFrame::new(full.n_rows, full.columns.into_iter().map(Builder::finish).collect())
    }
}

fn builders(table: &TableDef) -> Vec<Builder> {
    let builder = |(name, kind): &(&str, Kind)| match kind {
        Kind::Text => Builder::Text(StringChunkedBuilder::new((*name).into(), 0)),
        Kind::Int => Builder::Int(PrimitiveChunkedBuilder::new((*name).into(), 0)),
        Kind::Float => Builder::Float(PrimitiveChunkedBuilder::new((*name).into(), 0)),
        Kind::Flag => Builder::Flag(BooleanChunkedBuilder::new((*name).into(), 0)),
    };
    table.columns.iter().map(builder).collect()
}

impl Builder {
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Text(column), Cell::Null) => column.append_null(),
            (Self::Int(column), Cell::Int(number)) => column.append_value(number),
            (Self::Int(column), Cell::Null) => column.append_null(),
            (Self::Float(column), Cell::Float(number)) => column.append_value(number),
            (Self::Float(column), Cell::Null) => column.append_null(),
            (Self::Flag(column), Cell::Flag(flag)) => column.append_value(flag),
            (Self::Flag(column), Cell::Null) => column.append_null(),
            (_, cell) => panic!("{cell:?} in a column of another kind"),
        }
    }

    fn finish(self) -> Column {
        match self {
            Self::Text(column) => column.finish().into_column(),
            Self::Int(column) => column.finish().into_column(),
            Self::Float(column) => column.finish().into_column(),
            Self::Flag(column) => column.finish().into_column(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::WATERFALL;

    #[test]
    fn rows_become_columns() {
        let mut buffer = Buffer::new(WATERFALL);
        buffer.push(&["received".into(), Cell::Null, 3_u32.into()]);
        assert_eq!((buffer.n_rows(), buffer.n_bytes()), (1, 16 + 8 + 8));
        let frame = buffer.take().expect("one row");
        assert_eq!(frame.shape(), (1, 3));
        assert_eq!(buffer.n_rows(), 0);
    }

    #[test]
    fn a_confidence_keeps_its_digits() {
        assert!(matches!(Cell::from(0.8_f32), Cell::Float(number) if number.to_string() == "0.8"));
    }
}

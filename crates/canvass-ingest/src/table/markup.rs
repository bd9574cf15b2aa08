//! HTML in the cells of a table: read as the text it stands for, and told once a column.

use std::collections::BTreeSet;

use csv::StringRecord;

use crate::columns::Header;
use crate::format::{Record, fragment};

/// Reads cells, and knows the columns in which it found HTML.
#[derive(Default)]
pub(super) struct Markup {
    found: BTreeSet<usize>,
    told: BTreeSet<usize>,
}

impl Markup {
    /// The record with the text that its cells stand for.
    pub(super) fn read(&mut self, record: Record) -> Record {
        match record {
            Record::Cells(cells) if cells.as_slice().contains(['<', '&']) => {
                Record::Cells(self.cells(&cells))
            }
            record => record,
        }
    }

    fn cells(&mut self, cells: &StringRecord) -> StringRecord {
        let mut read = StringRecord::with_capacity(cells.as_slice().len(), cells.len());
        for (at, cell) in cells.iter().enumerate() {
            let text = fragment::read(cell);
            self.found.extend(text.as_ref().map(|_| at));
            read.push_field(text.as_deref().unwrap_or(cell));
        }
        read
    }

    /// Tells of the columns that were not told of yet.
    pub(super) fn remark(&mut self, headers: &[Header]) -> Option<(&'static str, String)> {
        let new: Vec<usize> = self.found.difference(&self.told).copied().collect();
        self.told.extend(&new);
        let shown = |at: &usize| match headers.get(*at) {
            Some(header) => format!("`{}`", header.shown()),
            None => format!("column {}", at + 1),
        };
        let columns: Vec<String> = new.iter().map(shown).collect();
        let message = format!(
            "cells of {} hold HTML and are read as the text it stands for: \
             `&rsquo;` as an apostrophe, `<br>` as the end of a line",
            columns.join(", ")
        );
        (!new.is_empty()).then_some(("html-cells", message))
    }
}

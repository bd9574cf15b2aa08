//! One survey table: its columns decided once from its first records, then its records in order.

mod form;
mod list;
mod markup;
mod plan;
mod replies;
mod sheet;

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use canvass_core::Notice;
use csv::StringRecord;

use crate::columns::{Aligner, Alignment};
use crate::definition::TableSpec;
use crate::format::{Record, Records};
use crate::input::Input;

use markup::Markup;
pub(crate) use plan::Plan;

/// Records that the columns are decided from, at most so many and of so many bytes.
const SAMPLE_RECORDS: usize = 200;
const SAMPLE_BYTES: usize = 1 << 20;
/// Columns found behind the sample are decided as they come, this many times at most.
const MOST_EXTENSIONS: usize = 64;
/// Ragged records told one by one; the others are summed up.
const RAGGED_TOLD: u64 = 20;
/// A larger record is more likely a quotation mark never closed than a response.
const HUGE_RECORD: usize = 1 << 20;

/// A record in its table.
pub(crate) struct Row {
    /// Its number from 1, headers not counted.
    pub(crate) number: u64,
    pub(crate) plan: Arc<Plan>,
    pub(crate) record: Record,
}

/// A table that is being read.
pub(crate) struct Table {
    source: String,
    records: Box<dyn Records>,
    plan: Arc<Plan>,
    ahead: VecDeque<Record>,
    markup: Markup,
    extensions: usize,
    number: u64,
    empty: u64,
    ragged: u64,
}

impl Table {
    /// Opens the table and decides its columns.
    pub(crate) fn open(
        source: &str,
        mut records: Box<dyn Records>,
        aligner: &mut Aligner,
        spec: Option<&TableSpec>,
    ) -> (Self, Vec<Notice>) {
        let other_sheets = sheet::choose(source, &mut *records, aligner, spec);
        let mut ahead = VecDeque::new();
        let mut sample = Vec::new();
        let mut bytes = 0;
        let mut markup = Markup::default();
        while ahead.len() < SAMPLE_RECORDS && bytes < SAMPLE_BYTES {
            let Some(record) = records.next().map(|record| markup.read(record)) else { break };
            if let Record::Cells(cells) = &record {
                bytes += cells.as_slice().len();
                sample.push(cells.clone());
            }
            ahead.push_back(record);
        }
        let (mut alignment, mut notices) = aligner.align(source, spec, records.headers(), &sample);
        let is_all = ahead.len() < SAMPLE_RECORDS && bytes < SAMPLE_BYTES;
        let form = if is_all { aligner.form(&alignment.columns, records.headers(), &sample) } else { None };
        if let Some(form) = form {
            records = form::take(form, &*records, &mut ahead, &mut sample);
            (alignment, notices) = aligner.align(source, spec, records.headers(), &sample);
            notices.push(Notice::new(source, form::TOLD.0, form::TOLD.1));
        }
        notices.extend(aligner.doubts(source, &alignment.columns));
        let remarks = records.remarks().into_iter().chain(markup.remark(records.headers()));
        notices.extend(remarks.map(|(kind, message)| Notice::new(source, kind, message)));
        notices.extend(other_sheets);
        if alignment.columns.is_empty() {
            notices.push(Notice::new(source, "empty-table", "the table has no columns"));
        }
        let plan = Arc::new(Plan::new(alignment, aligner.consultation(), &sample));
        notices.extend(replies::remarks(source, &plan, aligner.consultation()));
        let table = Self {
            source: source.to_owned(),
            records,
            plan,
            ahead,
            markup,
            extensions: 0,
            number: 0,
            empty: 0,
            ragged: 0,
        };
        (table, notices)
    }

    /// How its columns are read.
    pub(crate) fn alignment(&self) -> &Alignment {
        &self.plan.alignment
    }

    /// The next record that is not empty.
    pub(crate) fn next(&mut self, aligner: &mut Aligner, notices: &mut Vec<Notice>) -> Option<Row> {
        loop {
            let ahead = self.ahead.pop_front();
            let record = ahead.or_else(|| Some(self.markup.read(self.records.next()?)))?;
            self.number += 1;
            if let Record::Cells(cells) = &record {
                if cells.iter().all(|cell| cell.trim().is_empty()) {
                    self.empty += 1;
                    continue;
                }
                if self.records.headers().len() > self.plan.alignment.columns.len() {
                    self.extend(aligner, cells, notices);
                }
                self.remark(cells, notices);
            }
            return Some(Row { number: self.number, plan: Arc::clone(&self.plan), record });
        }
    }

    /// What is to be told about the table as a whole, once it is read.
    pub(crate) fn close(mut self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut remarks = self.records.oddities().remarks();
        remarks.extend(self.records.closing_remarks());
        remarks.extend(self.markup.remark(self.records.headers()));
        notices.extend(remarks.into_iter().map(|(kind, message)| Notice::new(&self.source, kind, message)));
        if self.ragged > RAGGED_TOLD {
            let message =
                format!("{} more records have fewer or more cells than headers", self.ragged - RAGGED_TOLD);
            notices.push(Notice::new(&self.source, "ragged-row", message));
        }
        if self.empty > 0 {
            let message = format!("passed over {} records without any content", self.empty);
            notices.push(Notice::new(&self.source, "empty-rows", message));
        }
        if self.number == 0 {
            notices.push(Notice::new(&self.source, "empty-table", "the table has no records"));
        }
        notices
    }

    /// Decides columns that appeared behind the sample, from the first record that has them.
    fn extend(&mut self, aligner: &mut Aligner, cells: &StringRecord, notices: &mut Vec<Notice>) {
        if self.extensions == MOST_EXTENSIONS {
            return;
        }
        self.extensions += 1;
        let known = self.plan.alignment.columns.len();
        let (mut alignment, _) =
            aligner.align(&self.source, None, self.records.headers(), std::slice::from_ref(cells));
        let found = alignment.columns.split_off(known);
        notices.extend(aligner.doubts(&self.source, &found));
        let mut columns = self.plan.alignment.columns.clone();
        columns.extend(found);
        alignment.columns = columns;
        self.plan = Arc::new(self.plan.with(alignment, aligner.consultation()));
    }

    fn remark(&mut self, cells: &StringRecord, notices: &mut Vec<Notice>) {
        let (n_cells, n_headers) = (cells.len(), self.plan.alignment.columns.len());
        let notice = |kind, message: String| Notice::new(&self.source, kind, message).at_row(self.number);
        if cells.as_slice().len() > HUGE_RECORD {
            notices
                .push(notice("huge-record", "over 1 MiB: perhaps a quotation mark is never closed".into()));
        }
        if n_cells == n_headers || !self.records.has_fixed_width() {
            return;
        }
        if self.ragged < RAGGED_TOLD {
            let done = if n_cells < n_headers {
                "the missing ones count as empty"
            } else {
                "the text beyond the last header is kept as answering no known question"
            };
            notices.push(notice("ragged-row", format!("{n_cells} cells under {n_headers} headers; {done}")));
        }
        self.ragged += 1;
    }
}

/// Opens the records of a table file.
pub(crate) type Opener = fn(&Input, &str) -> io::Result<Box<dyn Records>>;

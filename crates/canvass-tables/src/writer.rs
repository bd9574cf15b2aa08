//! Writes every table of a run from coded responses that come in batches.

use std::path::{Path, PathBuf};

use canvass_core::{CodedResponse, Consultation, Status, ThemeDef};

use crate::counts::{self, Waterfall};
use crate::error::Error;
use crate::facts::Facts;
use crate::file::Limits;
use crate::rows::RowFiles;

/// What the tables need to know besides the responses.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// What was asked.
    pub consultation: Consultation,
    /// Every theme, in the order of the code frame.
    pub themes: Vec<ThemeDef>,
    /// Goes into every file's key-value metadata, in this order; keep it free of times and places.
    pub metadata: Vec<(String, String)>,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Responses received; the next five add up to it.
    pub received: u64,
    /// Responses of which nothing could be read.
    pub unreadable: u64,
    /// Responses that say nothing.
    pub blank: u64,
    /// Responses received again.
    pub duplicate: u64,
    /// Responses that an analyst took out.
    pub excluded: u64,
    /// Responses coded and counted.
    pub analysed: u64,
    /// Name and number of rows of every table, in the order of [`crate::schema::TABLES`].
    pub tables: Vec<(String, u64)>,
}

/// Writes the tables of a run into one folder.
///
/// Rows stream out as they come, in groups of bounded size; what stays in memory is some hundred bytes a response,
/// from which [`Writer::finish`] takes the counts.
/// The files depend on the responses and their order alone, not on how they were cut into batches nor on threads.
pub struct Writer {
    dir: PathBuf,
    context: Context,
    limits: Limits,
    rows: RowFiles,
    facts: Facts,
    waterfall: Waterfall,
}

impl Writer {
    /// Starts the tables in `dir`, which is made if it is not there; tables already there are replaced.
    pub fn create(dir: &Path, context: Context) -> Result<Self, Error> {
        Self::with_limits(dir, context, Limits::default())
    }

    pub(crate) fn with_limits(dir: &Path, context: Context, limits: Limits) -> Result<Self, Error> {
        std::fs::create_dir_all(dir).map_err(|source| Error::Open { path: dir.to_owned(), source })?;
        let rows = RowFiles::create(dir, &context, limits)?;
        let facts = Facts::new(&context.consultation, context.themes.len());
        Ok(Self { dir: dir.to_owned(), context, limits, rows, facts, waterfall: Waterfall::default() })
    }

    /// Adds the next responses in input order.
    ///
    /// # Panics
    /// Where an index in a response does not fit the [`Context`], or a span its text.
    pub fn append(&mut self, coded: &[CodedResponse]) -> Result<(), Error> {
        for coded in coded {
            self.rows.write(&self.context, coded)?;
            self.waterfall.add(&coded.response);
            if coded.response.status == Status::Analysed {
                self.facts.add(&self.context, coded);
            }
        }
        Ok(())
    }

    /// Takes the counts, writes their tables and closes all files.
    pub fn finish(self) -> Result<Counts, Error> {
        let mut tables = self.rows.finish()?;
        tables.extend(counts::write(&self.dir, &self.context, &self.facts, &self.waterfall, self.limits)?);
        let step = |status| self.waterfall.responses(status);
        Ok(Counts {
            received: self.waterfall.received(),
            unreadable: step(Status::Unreadable),
            blank: step(Status::Blank),
            duplicate: step(Status::Duplicate),
            excluded: step(Status::Excluded),
            analysed: step(Status::Analysed),
            tables,
        })
    }
}

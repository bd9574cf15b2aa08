//! Writes every table of a run from coded responses that come in batches.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use canvass_core::spelling::NOT_GIVEN;
use canvass_core::{Campaigns, CodedResponse, Consultation, Question, Status, ThemeDef};

use crate::copies;
use crate::counts::{self, Source, Waterfall};
use crate::error::Error;
use crate::facts::{Facts, Group};
use crate::file::{Limits, TableFile};
use crate::keywords::Keywords;
use crate::read::{self, Texts};
use crate::rows::{DRAFT, RowFiles};
use crate::schema::{KEYWORDS, TABLES};
use crate::view::Represented;

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

/// For each of the replies to a question its place on a scale, from the top; those of one place have no order of it.
pub type ReplyOrder<'a> = &'a dyn Fn(&Question, &[String]) -> Vec<u32>;

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
/// from which [`Closed::finish`] takes the counts.
/// The files depend on the responses and their order alone, not on how they were cut into batches nor on threads.
pub struct Writer {
    dir: PathBuf,
    context: Context,
    limits: Limits,
    rows: RowFiles,
    facts: Facts,
    waterfall: Waterfall,
    keywords: Keywords,
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
        let (waterfall, keywords) = (Waterfall::default(), Keywords::default());
        Ok(Self { dir: dir.to_owned(), context, limits, rows, facts, waterfall, keywords })
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
                self.keywords.add(&self.context, &self.facts, coded);
            }
        }
        Ok(())
    }

    /// Closes the row tables: every response is known.
    pub fn close(self) -> Result<Closed, Error> {
        let Self { dir, context, limits, rows, facts, waterfall, keywords } = self;
        Ok(Closed { tables: rows.finish()?, dir, context, limits, facts, waterfall, keywords })
    }
}

/// A run's tables before its campaigns are known: rows are written, counts are not taken.
pub struct Closed {
    dir: PathBuf,
    context: Context,
    limits: Limits,
    facts: Facts,
    waterfall: Waterfall,
    keywords: Keywords,
    tables: Vec<(String, u64)>,
}

impl Closed {
    /// The groups that counts are asked by and that no analysed response has a value of.
    pub fn empty_groups(&self) -> impl Iterator<Item = &str> {
        let is_empty = |group: &&Group| group.values.is_only(NOT_GIVEN);
        self.facts.groups.iter().filter(is_empty).map(|group| group.name.as_str())
    }

    /// The texts of the analysed responses in their order, a part of the file in memory at a time.
    pub fn texts(&self) -> Result<Texts, Error> {
        read::texts(&self.dir.join(DRAFT))
    }

    /// Writes what is known of campaigns, takes the counts and writes their tables.
    ///
    /// `words` has for each stem of the consultation's language a word to show it by; those that tell nothing,
    /// such as articles, are left out. `order` knows the scales that replies are on.
    pub fn finish(
        self,
        campaigns: &Campaigns,
        words: &BTreeMap<String, String>,
        order: ReplyOrder<'_>,
    ) -> Result<Counts, Error> {
        let mut tables = self.tables;
        let mut keywords = TableFile::create(&self.dir, KEYWORDS, &self.context.metadata, self.limits)?;
        self.keywords.write(&self.context, &self.facts, words, &mut keywords)?;
        tables.push((KEYWORDS.name.to_owned(), keywords.finish()?));
        let facts = &self.facts;
        let represented = Represented::of(facts, campaigns);
        let copies = copies::write(&self.dir, &self.context, &represented, self.limits)?;
        let source = Source { context: &self.context, facts, order };
        let counts = counts::write(&self.dir, source, &represented, &self.waterfall, self.limits)?;
        tables.extend(copies);
        tables.extend(counts);
        // In the order in which tables are listed.
        let place = |name: &str| TABLES.iter().position(|table| table.name == name);
        tables.sort_by_key(|(name, _)| place(name));
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

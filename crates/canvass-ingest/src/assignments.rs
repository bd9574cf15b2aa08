//! `assignments.csv`: what an analyst corrects by hand, response by response.
//!
//! ```csv
//! # a comment
//! response_id,what,from,to,reason
//! letters/hill.docx,respondent,,Jane Hill,signed on the last page
//! letters/hill.docx,respondent_type,individual,charity,
//! R-17,region,,North,
//! R-18,exclude,,,withdrawn by its sender
//! letters/hill.docx,question,letters/hill.docx/3,q7,its heading was misread
//! letters/hill.docx,question,q2,q7,
//! letters/hill.docx,question,1204-1630,q7,one sentence of a longer answer
//! letters/hill.docx,question,q5,-,speaks of something else
//! ```
//!
//! `what` is an attribute to set, `exclude`, or `question`, which moves text to another question (`-`: to none).
//! The text to move is an answer by its id, all answers to a question (`-`: to none), or bytes of the response's text
//! as the table `answers` counts them; part of an answer is cut out of it. All of it is named as a run without this file
//! names it, and stays named so: what is cut keeps the id of its answer, with a number behind a point.
//!
//! `from` of an attribute may say what stands there before; where something else does, the correction is out of date,
//! and an error. What was received stays beside what was assigned, as the attribute `region (as received)`.
//! An excluded response stays in the table of responses and in the index, and out of all counts;
//! another response that repeats it is no duplicate, since the one it repeats does not count.

mod task;
mod transfer;

use std::collections::BTreeMap;
use std::path::Path;

use canvass_core::text::Analyzer;
use canvass_core::{Consultation, Response, Status, nearest};

use crate::definition::Definition;
use crate::digest;
use crate::encoding;
use crate::error::Error;
use crate::format::NO_TEXT_LAYER;
use crate::intake::Intake;
use crate::items::{self, Items};
use crate::worksheet::{Columns, Row, Sheet};
use task::{Attribute, Task};

/// Name of the file that corrects responses.
pub const FILE: &str = "assignments.csv";

/// The columns, in the order in which rows hold their cells.
const COLUMNS: Columns = Columns {
    names: &["response_id", "what", "from", "to", "reason"],
    required: &[RESPONSE_ID, WHAT],
    others: false,
};
const RESPONSE_ID: usize = 0;
const WHAT: usize = 1;
const FROM: usize = 2;
const TO: usize = 3;
const REASON: usize = 4;

/// The corrections of a consultation's responses; none where it has no such file.
#[derive(Clone, Debug, Default)]
pub struct Assignments {
    consultation: Consultation,
    sheet: Sheet,
    /// In the order of their lines.
    listed: Vec<Assignment>,
    /// Places in that list, by response.
    by_response: BTreeMap<String, Vec<usize>>,
    sha256: Option<String>,
}

/// One line: what is done to which response.
#[derive(Clone, Debug)]
struct Assignment {
    response_id: String,
    task: Task,
    row: Row,
}

impl Assignments {
    /// Reads `folder/assignments.csv`, if it is there, for the consultation that the folder defines.
    pub fn load(folder: &Path, consultation: &Consultation) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(reason) => return Err(Error::Read { path, reason }),
        };
        let text = encoding::decode(&bytes, &consultation.language).text;
        let mut assignments = Self::parse(&path.display().to_string(), text, consultation)?;
        assignments.sha256 = Some(digest::hex(&bytes));
        Ok(assignments)
    }

    fn parse(path: &str, text: String, consultation: &Consultation) -> Result<Self, Error> {
        let (sheet, rows) = Sheet::read(path, text, COLUMNS)?;
        let mut read = Self { consultation: consultation.clone(), sheet, ..Self::default() };
        for row in rows {
            let (response_id, task) = task::read(&read.sheet, &row, consultation)?;
            let others = read.by_response.entry(response_id.clone()).or_default();
            let first = others.iter().map(|at| &read.listed[*at]).find(|other| other.task.is_at_odds(&task));
            if let Some(first) = first {
                return Err(read.sheet.twice(&row, &first.row));
            }
            others.push(read.listed.len());
            read.listed.push(Assignment { response_id, task, row });
        }
        Ok(read)
    }

    /// SHA-256 of the file, in hexadecimal; none where there is no such file.
    pub fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
    }

    /// Number of corrections.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Corrects a response that was read and cut into answers.
    pub fn apply(&self, response: &mut Response) -> Result<(), Error> {
        let Some(places) = self.by_response.get(&response.id) else { return Ok(()) };
        let all: Vec<&Assignment> = places.iter().map(|at| &self.listed[*at]).collect();
        for assignment in &all {
            if let Task::Set { attribute, from, to } = &assignment.task {
                self.set(response, assignment, *attribute, from.as_deref(), to.as_deref())?;
            }
        }
        transfer::apply(&self.consultation, &self.sheet, &all, response)?;
        let reason = all.iter().find_map(|assignment| assignment.task.exclusion());
        if let Some(reason) = reason {
            response.status = Status::Excluded;
            response.reason = Some(reason.to_owned());
            response.answers.clear();
        }
        Ok(())
    }

    fn set(
        &self,
        response: &mut Response,
        assignment: &Assignment,
        attribute: Attribute,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<(), Error> {
        let value = attribute.of(response);
        let received = value.clone().unwrap_or_default();
        if from.is_some_and(|from| from != received.trim()) {
            return Err(Error::OutOfDate {
                column: attribute.as_str(),
                response_id: response.id.clone(),
                found: received,
                place: self.sheet.place(&assignment.row, FROM).into(),
            });
        }
        *value = to.map(str::to_owned);
        response.attributes.push((format!("{} (as received)", attribute.as_str()), received));
        Ok(())
    }

    /// Checks all that a run over `folder` would: every response named here is there, and what is corrected in it fits it.
    ///
    /// Only these are read. A scan is passed over, since a run may read it.
    pub fn check(
        &self,
        folder: &Path,
        definition: &Definition,
        intake: &Intake,
        analyzer: &mut Analyzer,
    ) -> Result<(), Error> {
        if self.is_empty() {
            return Ok(());
        }
        let mut items = items::open(folder, definition)?;
        for batch in items.by_ref() {
            for item in batch?.items.into_iter().filter(|item| self.by_response.contains_key(&item.id)) {
                let (mut response, _) = intake.read(analyzer, item);
                if response.reason.as_deref() != Some(NO_TEXT_LAYER) {
                    self.apply(&mut response)?;
                }
            }
        }
        self.check_responses(&items)
    }

    /// Checks that every response named here was among `items`, which have been read to their end.
    pub fn check_responses(&self, items: &Items) -> Result<(), Error> {
        let Some(lost) = self.listed.iter().find(|assignment| !items.has(&assignment.response_id)) else {
            return Ok(());
        };
        let ids = items.ids();
        Err(Error::UnknownResponse {
            id: lost.response_id.clone(),
            near: nearest(&lost.response_id, ids.iter().copied()).map(str::to_owned),
            place: self.sheet.place(&lost.row, RESPONSE_ID).into(),
        })
    }
}

#[cfg(test)]
mod tests;

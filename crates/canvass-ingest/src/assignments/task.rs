//! What one row asks for.

use canvass_core::{Consultation, QuestionIdx, Response, Span};

use super::{COLUMNS, FROM, REASON, RESPONSE_ID, TO, WHAT};
use crate::error::Error;
use crate::worksheet::{Row, Sheet};

/// What is done to a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// An attribute is something else, or nothing.
    Set { attribute: Attribute, from: Option<String>, to: Option<String> },
    /// It is not counted.
    Exclude { reason: String },
    /// Text replies to another question, or to none.
    Move { from: Segment, to: Option<QuestionIdx> },
}

/// Something about the respondent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Respondent,
    RespondentType,
    Region,
}

/// Text of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// An answer by its id, or the answers to a question by the question's.
    Named(String),
    /// The answers to no question.
    Unassigned,
    /// Bytes of the text.
    Bytes(Span),
}

/// What says that something is moved, or is nothing.
const QUESTION: &str = "question";
const EXCLUDE: &str = "exclude";
const NOTHING: &str = "-";

impl Attribute {
    const ALL: [Self; 3] = [Self::Respondent, Self::RespondentType, Self::Region];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Respondent => "respondent",
            Self::RespondentType => "respondent_type",
            Self::Region => "region",
        }
    }

    pub(super) fn of(self, response: &mut Response) -> &mut Option<String> {
        match self {
            Self::Respondent => &mut response.respondent,
            Self::RespondentType => &mut response.respondent_type,
            Self::Region => &mut response.region,
        }
    }
}

impl Task {
    /// Whether both say something of the same thing.
    pub(super) fn is_at_odds(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set { attribute: one, .. }, Self::Set { attribute: other, .. }) => one == other,
            (Self::Exclude { .. }, Self::Exclude { .. }) => true,
            (Self::Move { from: one, .. }, Self::Move { from: other, .. }) => one == other,
            _ => false,
        }
    }

    /// Why the response is not counted.
    pub(super) fn exclusion(&self) -> Option<&str> {
        match self {
            Self::Exclude { reason } => Some(reason),
            _ => None,
        }
    }
}

/// The response that a row names, and what it asks for.
pub(super) fn read(sheet: &Sheet, row: &Row, consultation: &Consultation) -> Result<(String, Task), Error> {
    let what = row.cells[WHAT].as_str();
    let attribute = Attribute::ALL.into_iter().find(|attribute| attribute.as_str() == what);
    let task = match (attribute, what) {
        (Some(attribute), _) => {
            let from = &row.cells[FROM];
            Task::Set {
                attribute,
                from: (!from.is_empty()).then(|| value(from).unwrap_or_default()),
                to: value(required(sheet, row, TO)?),
            }
        }
        (None, EXCLUDE) => {
            needless(sheet, row, FROM)?;
            needless(sheet, row, TO)?;
            Task::Exclude { reason: required(sheet, row, REASON)?.to_owned() }
        }
        (None, QUESTION) => {
            Task::Move { from: segment(required(sheet, row, FROM)?), to: question(sheet, row, consultation)? }
        }
        (None, "") => return Err(required(sheet, row, WHAT).expect_err("it is empty")),
        (None, _) => return Err(unknown_task(sheet, row)),
    };
    Ok((response_id(sheet, row, &task)?, task))
}

/// An answer's own id holds that of its response.
fn response_id(sheet: &Sheet, row: &Row, task: &Task) -> Result<String, Error> {
    match (row.cells[RESPONSE_ID].as_str(), task) {
        ("", Task::Move { from: Segment::Named(answer), .. }) if answer.contains('/') => {
            Ok(answer.rsplit_once('/').map_or(answer.as_str(), |(response, _)| response).to_owned())
        }
        _ => Ok(required(sheet, row, RESPONSE_ID)?.to_owned()),
    }
}

fn value(cell: &str) -> Option<String> {
    (cell != NOTHING).then(|| cell.to_owned())
}

fn segment(cell: &str) -> Segment {
    let bytes = || {
        let (start, end) = cell.split_once('-')?;
        let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
        Some(Span { start, end })
    };
    match bytes() {
        _ if cell == NOTHING => Segment::Unassigned,
        Some(span) => Segment::Bytes(span),
        None => Segment::Named(cell.to_owned()),
    }
}

fn question(sheet: &Sheet, row: &Row, consultation: &Consultation) -> Result<Option<QuestionIdx>, Error> {
    let id = required(sheet, row, TO)?;
    if id == NOTHING {
        return Ok(None);
    }
    consultation.find_question(id).map(Some).ok_or_else(|| Error::Unknown {
        noun: "question",
        name: id.to_owned(),
        known: consultation.questions.iter().map(|question| question.id.clone()).collect(),
        place: sheet.place(row, TO).into(),
    })
}

fn required<'a>(sheet: &Sheet, row: &'a Row, column: usize) -> Result<&'a str, Error> {
    let cell = row.cells[column].as_str();
    if !cell.is_empty() {
        return Ok(cell);
    }
    let what = row.cells[WHAT].clone();
    Err(Error::EmptyCell { column: COLUMNS.names[column], what, place: sheet.place(row, column).into() })
}

fn needless(sheet: &Sheet, row: &Row, column: usize) -> Result<(), Error> {
    if row.cells[column].is_empty() {
        return Ok(());
    }
    let what = row.cells[WHAT].clone();
    Err(Error::NeedlessCell { column: COLUMNS.names[column], what, place: sheet.place(row, column).into() })
}

fn unknown_task(sheet: &Sheet, row: &Row) -> Error {
    let known = Attribute::ALL.map(Attribute::as_str).into_iter().chain([QUESTION, EXCLUDE]);
    Error::Unknown {
        noun: "correction",
        name: row.cells[WHAT].clone(),
        known: known.map(str::to_owned).collect(),
        place: sheet.place(row, WHAT).into(),
    }
}

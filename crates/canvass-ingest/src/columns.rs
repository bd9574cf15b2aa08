//! What each column of a survey table holds: told by the definition, else found from its header and values.

mod assign;
mod body;
mod choices;
mod draft;
mod form;
mod grid;
mod header;
mod likeness;
mod numbering;
mod phrases;
mod respondent;
mod role;
mod values;

use canvass_core::{Consultation, OptionIdx, QuestionIdx};

use crate::definition::Part;

pub(crate) use assign::{Aligner, NAMED};
pub use choices::{Choice, Takes};
pub(crate) use choices::{mark, yes};
pub(crate) use form::Form;
pub(crate) use header::Header;

/// From this confidence on a column is read without a notice.
pub const SURE: f32 = 0.75;

/// Kind of the notice of a column that consultation.toml names and the table has not.
pub(crate) const COLUMN_MISSING: &str = "column-missing";

/// How the columns of one table are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// Path of the table inside `responses/`.
    pub source: String,
    /// One for each column, in their order.
    pub columns: Vec<Column>,
    /// What consultation.toml says of it that cannot be.
    pub mistakes: Vec<String>,
    /// What a run will remark on it.
    pub remarks: Vec<String>,
}

/// How one column is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header; of repeated headers, the later ones carry a number.
    pub header: String,
    /// What it holds.
    pub role: Role,
    /// How surely, from 0 to 1.
    pub confidence: f32,
    /// Why it is read so.
    pub reason: String,
    /// The choice it stands for, where several can be ticked and each has a column of its own.
    pub choice: Option<Choice>,
    /// The option that is judged in it, where the question is asked of several.
    pub option: Option<OptionIdx>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whatever identifies the response.
    ResponseId,
    /// Who responds.
    Respondent(NamePart),
    /// What kind of respondent it is.
    RespondentType,
    /// Where the respondent is.
    Region,
    /// When the response was sent.
    SubmittedAt,
    /// The answers to a question; to none where it could not be told which.
    Answer {
        /// The question.
        question: Option<QuestionIdx>,
        /// The tick or the words.
        part: Part,
    },
    /// Whole responses in free words, to any of the questions; cut as letters are.
    Letter,
    /// Anything else; kept as it is.
    Attribute,
}

/// Which part of a respondent's name a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// The name of a body.
    Body,
    /// The whole name of a person.
    Person,
    /// The given name.
    Given,
    /// The family name.
    Family,
}

impl Role {
    /// The name `canvass check` shows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ResponseId => "response_id",
            Self::Respondent(_) => "respondent",
            Self::RespondentType => "respondent_type",
            Self::Region => "region",
            Self::SubmittedAt => "submitted_at",
            Self::Answer { .. } => "answer",
            Self::Letter => "letter",
            Self::Attribute => "attribute",
        }
    }
}

impl Column {
    /// The question answered here, if one is known.
    pub fn question(&self) -> Option<QuestionIdx> {
        match self.role {
            Role::Answer { question, .. } => question,
            _ => None,
        }
    }

    /// The id of the question answered here, if one is known.
    pub fn question_id<'a>(&self, consultation: &'a Consultation) -> Option<&'a str> {
        self.question().map(|question| consultation.question(question).id.as_str())
    }

    /// The part of the answer held here, if it holds answers.
    pub fn part(&self) -> Option<Part> {
        match self.role {
            Role::Answer { part, .. } => Some(part),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;

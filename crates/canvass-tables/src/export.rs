//! Tables written for other programs: a workbook, or CSV files.

mod csv;
mod workbook;

use std::path::Path;

use canvass_core::{Consultation, ThemeDef};

pub use csv::csv;
pub use workbook::workbook;

use crate::error::Error;

/// What ids stand for.
#[derive(Clone, Copy)]
pub struct Labels<'a> {
    /// What was asked.
    pub consultation: &'a Consultation,
    /// Every theme.
    pub themes: &'a [ThemeDef],
}

impl<'a> Labels<'a> {
    /// The header of the label of a column of ids; none where the column holds something else.
    fn header(column: &str) -> Option<&'static str> {
        match column {
            "option_id" => Some("option"),
            "question_id" => Some("question"),
            "theme_id" => Some("theme"),
            _ => None,
        }
    }

    /// What an id in a column stands for.
    fn of(&self, column: &str, id: &str) -> Option<&'a str> {
        match column {
            "option_id" => {
                self.consultation.options.iter().find(|one| one.id == id).map(|one| one.label.as_str())
            }
            "question_id" => {
                self.consultation.questions.iter().find(|one| one.id == id).map(|one| one.text.as_str())
            }
            "theme_id" => self.themes.iter().find(|one| one.id == id).map(|one| one.label.as_str()),
            _ => None,
        }
    }
}

fn unwritable(path: &Path, reason: &impl ToString) -> Error {
    Error::Write { path: path.to_owned(), reason: reason.to_string() }
}

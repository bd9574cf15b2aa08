//! The shape of `consultation.toml` as written, each value with its place.

use std::collections::BTreeMap;

use canvass_core::Place;
use serde::Deserialize;
use toml::Spanned;

use crate::error::Error;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) consultation: Head,
    #[serde(default, rename = "option")]
    pub(super) options: Vec<OptionTable>,
    #[serde(default, rename = "question")]
    pub(super) questions: Vec<QuestionTable>,
    #[serde(default, rename = "table")]
    pub(super) tables: Vec<SurveyTable>,
    #[serde(default)]
    pub(super) report: Report,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    #[serde(default)]
    pub(super) quantifiers: BTreeMap<String, Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: Spanned<String>,
    pub(super) title: Option<String>,
    pub(super) language: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) groups: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionTable {
    pub(super) id: Spanned<String>,
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionTable {
    pub(super) id: Spanned<String>,
    pub(super) number: Option<Printed>,
    pub(super) text: String,
    pub(super) option: Option<Spanned<String>>,
    pub(super) kind: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) closed: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// A number as printed, which an analyst may write without quotes: `9`, but `"9a"`.
#[derive(Deserialize)]
#[serde(untagged, expecting = "invalid type: expected a string like \"9a\" or a whole number")]
pub(super) enum Printed {
    Text(String),
    Whole(u32),
}

impl Printed {
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Whole(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SurveyTable {
    pub(super) path: Spanned<String>,
    pub(super) response_id: Option<String>,
    pub(super) respondent: Option<String>,
    pub(super) respondent_type: Option<String>,
    pub(super) region: Option<String>,
    pub(super) submitted_at: Option<String>,
    #[serde(default)]
    pub(super) columns: BTreeMap<Spanned<String>, Column>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub(super) question: Option<Spanned<String>>,
    pub(super) part: Option<Spanned<String>>,
    pub(super) read: Option<Spanned<String>>,
}

/// Reads the file's shape; what its values refer to is checked later.
pub(super) fn read(path: &str, source: &str) -> Result<File, Error> {
    toml::from_str(source).map_err(|error| explain(path, source, &error))
}

/// Turns the parser's sentence into the situation it describes.
fn explain(path: &str, source: &str, error: &toml::de::Error) -> Error {
    let bytes = error.span().unwrap_or(0..0);
    // A caret can stand only between characters.
    let bytes = source.floor_char_boundary(bytes.start)..source.ceil_char_boundary(bytes.end);
    let place = Box::new(Place { path: path.to_owned(), source: source.to_owned(), bytes });
    let message = error.message().trim().to_owned();
    let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    if message.starts_with("unknown field") {
        let key = names.next().unwrap_or_default();
        Error::UnknownKey { key, known: names.collect(), place }
    } else if message.starts_with("missing field") {
        Error::MissingKey { key: names.next().unwrap_or_default(), place }
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        Error::WrongType { message, place }
    } else {
        Error::Syntax { message, place }
    }
}

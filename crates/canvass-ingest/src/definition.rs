//! The consultation as its `consultation.toml` defines it, every mistake with its place.

mod check;
mod groups;
mod raw;
mod sections;
mod write;

use std::path::Path;

use canvass_core::{Consultation, Place, QuestionIdx};

use crate::digest;
use crate::error::Error;

pub use write::{Written, write};

/// Name of the file that defines a consultation.
pub const FILE: &str = "consultation.toml";

/// A checked definition: every id in it is known and unique.
#[derive(Clone, Debug)]
pub struct Definition {
    /// What was asked.
    pub consultation: Consultation,
    /// How named survey tables are to be read, in the order given.
    pub tables: Vec<TableSpec>,
    /// Words that the report uses for shares, each with the greatest share it stands for, ascending.
    pub quantifiers: Vec<(String, f64)>,
    /// SHA-256 of the definition file, in hexadecimal.
    pub sha256: String,
    /// The file's whole text, as it was read.
    pub source: String,
}

/// How one survey table is to be read, where guessing is not enough.
#[derive(Clone, Debug)]
pub struct TableSpec {
    /// Path as written, from the consultation folder.
    pub path: String,
    /// Where that path stands in the definition.
    pub place: Place,
    /// Header of the column that identifies a response.
    pub response_id: Option<String>,
    /// Header of the column that names the respondent.
    pub respondent: Option<String>,
    /// Header of the column that says what kind of respondent it is.
    pub respondent_type: Option<String>,
    /// Header of the region's column.
    pub region: Option<String>,
    /// Header of the column with the date of sending.
    pub submitted_at: Option<String>,
    /// Columns named with what they hold, in the order given.
    pub columns: Vec<ColumnSpec>,
}

/// How the definition says a column is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Its header.
    pub header: String,
    /// What it holds.
    pub holds: Holds,
}

/// What the definition says a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Answers.
    Answers {
        /// The question answered.
        question: QuestionIdx,
        /// The tick or the words; none where the values decide.
        part: Option<Part>,
    },
    /// Whole responses in free words.
    Letters,
    /// Something about the respondent or the sending, kept as it is.
    Attribute,
}

impl Holds {
    /// The names used in `consultation.toml` for what is not an answer.
    pub(crate) const NAMES: [(&'static str, Self); 2] =
        [("letter", Self::Letters), ("attribute", Self::Attribute)];
}

impl TableSpec {
    /// Path of the table inside `responses/`.
    pub(crate) fn source(&self) -> String {
        inside_responses(&self.path)
    }
}

/// A path as written, less the folder of responses.
fn inside_responses(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./");
    path.strip_prefix("responses/").unwrap_or(path).to_owned()
}

/// Which part of a question's answer a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The tick.
    Closed,
    /// The words.
    Open,
}

impl Part {
    /// The name used in `consultation.toml` and by `canvass check`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
        }
    }
}

/// Reads and checks `folder/consultation.toml`; `languages` are the codes of those that can be analysed.
pub fn load(folder: &Path, languages: &[&str]) -> Result<Definition, Error> {
    let path = folder.join(FILE);
    if !folder.exists() {
        return Err(Error::FolderMissing { path: folder.to_owned() });
    }
    if !folder.is_dir() {
        return Err(Error::NotAFolder { path: folder.to_owned() });
    }
    if !path.is_file() {
        return Err(Error::DefinitionMissing { folder: folder.to_owned() });
    }
    let bytes = std::fs::read(&path).map_err(|reason| Error::Read { path: path.clone(), reason })?;
    let sha256 = digest::hex(&bytes);
    let source = String::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { path: path.clone(), at: error.utf8_error().valid_up_to() })?;
    let shown = path.display().to_string();
    let (consultation, tables) = parse(&shown, &source, languages)?;
    let quantifiers = quantifiers(&shown, &source)?;
    Ok(Definition { consultation, tables, quantifiers, sha256, source })
}

/// The words for shares that `[report] quantifiers` defines.
fn quantifiers(path: &str, source: &str) -> Result<Vec<(String, f64)>, Error> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut words = Vec::new();
    for (word, most) in raw::read(path, source)?.report.quantifiers {
        if !(0.0..=1.0).contains(most.get_ref()) {
            let message = format!("`{}` is no share: write a number from 0 to 1", most.get_ref());
            let place = Place { path: path.to_owned(), source: source.to_owned(), bytes: most.span() };
            return Err(Error::WrongType { message, place: Box::new(place) });
        }
        words.push((word, most.into_inner()));
    }
    words.sort_by(|one, other| one.1.total_cmp(&other.1));
    Ok(words)
}

/// The consultation and the table specs that `source` defines; `path` is shown in errors.
pub fn parse(path: &str, source: &str, languages: &[&str]) -> Result<(Consultation, Vec<TableSpec>), Error> {
    // Editors on Windows put a byte order mark in front, which TOML does not know.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let file = raw::read(path, source)?;
    check::Checker::new(path, source, languages).consultation(file)
}

#[cfg(test)]
mod tests;

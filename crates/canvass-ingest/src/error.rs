//! What stops a run before or between responses: a definition or a folder that cannot be used.

use std::io;
use std::path::PathBuf;

use canvass_core::{Explain, Place, nearest, toml_remedy};
use thiserror::Error;

/// Why a consultation folder could not be used.
#[derive(Debug, Error)]
pub enum Error {
    /// The consultation folder is not there.
    #[error("there is no folder `{}`", path.display())]
    FolderMissing {
        /// The folder asked for.
        path: PathBuf,
    },
    /// What should be the consultation folder is a file.
    #[error("`{}` is not a folder", path.display())]
    NotAFolder {
        /// The path asked for.
        path: PathBuf,
    },
    /// The folder holds no `consultation.toml`.
    #[error("`{}` has no consultation.toml", folder.display())]
    DefinitionMissing {
        /// The consultation folder.
        folder: PathBuf,
    },
    /// The folder holds no `responses/`.
    #[error("`{}` has no folder `responses`", folder.display())]
    ResponsesMissing {
        /// The consultation folder.
        folder: PathBuf,
    },
    /// The operating system refused a read.
    #[error("cannot read `{}`: {reason}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        reason: io::Error,
    },
    /// The operating system refused a write.
    #[error("cannot write `{}`: {reason}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        reason: io::Error,
    },
    /// The definition is not UTF-8.
    #[error("`{}` is not UTF-8 at byte {at}", path.display())]
    NotUtf8 {
        /// The definition file.
        path: PathBuf,
        /// Offset of the first byte that is not.
        at: usize,
    },
    /// The definition is not TOML.
    #[error("not valid TOML: {message}")]
    Syntax {
        /// What the parser expected.
        message: String,
        /// Where.
        place: Box<Place>,
    },
    /// A key that means nothing here.
    #[error("unknown key `{key}`")]
    UnknownKey {
        /// The key as written.
        key: String,
        /// The keys that mean something here.
        known: Vec<String>,
        /// Where.
        place: Box<Place>,
    },
    /// A key that has to be there is not.
    #[error("missing key `{key}`")]
    MissingKey {
        /// The key.
        key: String,
        /// The table it is missing from.
        place: Box<Place>,
    },
    /// Two keys that cannot stand together.
    #[error("`{one}` and `{other}` contradict each other")]
    Contradiction {
        /// The key pointed at.
        one: &'static str,
        /// The key it does not go with.
        other: &'static str,
        /// Where.
        place: Box<Place>,
    },
    /// The tables are a list of values, to which no section can be added.
    #[error("`table` is a list of values, to which no section can be added")]
    TablesInline {
        /// Where.
        place: Box<Place>,
    },
    /// A value of the wrong type.
    #[error("wrong type: {message}")]
    WrongType {
        /// What is there and what is expected.
        message: String,
        /// Where.
        place: Box<Place>,
    },
    /// A name that has to say something is empty, or cannot be used as a name.
    #[error("{noun} `{name}` cannot be used as a name")]
    BadName {
        /// What it names.
        noun: &'static str,
        /// The name as written.
        name: String,
        /// Where.
        place: Box<Place>,
    },
    /// Two things of one kind share an id.
    #[error("{noun} `{id}` is defined twice, first in line {first}")]
    DuplicateId {
        /// What it names.
        noun: &'static str,
        /// The id.
        id: String,
        /// Line of the first definition, from 1.
        first: usize,
        /// The second definition.
        place: Box<Place>,
    },
    /// A group that bears the name of the total.
    #[error("`{name}` cannot be a group: it is what the total over all responses is called")]
    ReservedGroup {
        /// The name as written.
        name: String,
        /// Where.
        place: Box<Place>,
    },
    /// A question that bears the name of the total.
    #[error("`{name}` cannot be the id of a question: it is what the total over all questions is called")]
    ReservedQuestion {
        /// The id as written.
        name: String,
        /// Where.
        place: Box<Place>,
    },
    /// A group named before.
    #[error("group `{name}` is named twice")]
    RepeatedGroup {
        /// The name as written.
        name: String,
        /// The second of the two.
        place: Box<Place>,
    },
    /// A group that is nearly, but not, an attribute every response has.
    #[error("group `{name}` is no attribute of a response, but nearly `{near}`")]
    MistypedGroup {
        /// The name as written.
        name: String,
        /// The attribute.
        near: &'static str,
        /// Where.
        place: Box<Place>,
    },
    /// A file of corrections or labels lacks a column that each needs.
    #[error("the column `{column}` is missing")]
    MissingColumn {
        /// Its header.
        column: &'static str,
        /// The headers there may be.
        columns: &'static [&'static str],
        /// The headers there are.
        place: Box<Place>,
    },
    /// A correction holds more than there are columns.
    #[error("a cell behind the last column")]
    CellBehindColumns {
        /// Where.
        place: Box<Place>,
    },
    /// A correction does not say what it has to.
    #[error("`{column}` is empty")]
    EmptyCell {
        /// The column.
        column: &'static str,
        /// What is corrected.
        what: String,
        /// Where.
        place: Box<Place>,
    },
    /// A correction says more than it can.
    #[error("`{what}` takes nothing in the column `{column}`")]
    NeedlessCell {
        /// The column.
        column: &'static str,
        /// What is corrected.
        what: String,
        /// Where.
        place: Box<Place>,
    },
    /// Two corrections of one thing.
    #[error("the same is corrected in line {first} already")]
    AssignedTwice {
        /// Line of the first, from 1.
        first: usize,
        /// The second.
        place: Box<Place>,
    },
    /// Two labels that one coder gave one unit.
    #[error("`{coder}` labels the same unit differently in line {first}")]
    Contradicted {
        /// Who.
        coder: String,
        /// Line of the first, from 1.
        first: usize,
        /// The second.
        place: Box<Place>,
    },
    /// A correction of something that is not as it was.
    #[error("the {column} of `{response_id}` is `{found}`")]
    OutOfDate {
        /// The attribute.
        column: &'static str,
        /// The response.
        response_id: String,
        /// What the attribute is.
        found: String,
        /// What the correction says that it is.
        place: Box<Place>,
    },
    /// A correction of a response that was not received.
    #[error("there is no response `{id}`")]
    UnknownResponse {
        /// The id as written.
        id: String,
        /// The id that was perhaps meant.
        near: Option<String>,
        /// Where.
        place: Box<Place>,
    },
    /// Text to be moved of a response that has no answers.
    #[error("`{response_id}` has no answers: it is {status}")]
    NoAnswers {
        /// The response.
        response_id: String,
        /// What it is.
        status: &'static str,
        /// Where.
        place: Box<Place>,
    },
    /// Text to be moved that is not part of one answer.
    #[error("the bytes {bytes} of `{response_id}` are not words of one answer")]
    NoSuchBytes {
        /// The response.
        response_id: String,
        /// The bytes as written.
        bytes: String,
        /// The bytes of the answers there are.
        answers: Vec<String>,
        /// Where.
        place: Box<Place>,
    },
    /// A name that refers to nothing: an option, question, part, kind, stance, language or table.
    #[error("unknown {noun} `{name}`")]
    Unknown {
        /// What it should name.
        noun: &'static str,
        /// The name as written.
        name: String,
        /// The names there are, in their order.
        known: Vec<String>,
        /// Where.
        place: Box<Place>,
    },
}

impl Explain for Error {
    fn place(&self) -> Option<&Place> {
        match self {
            Self::Syntax { place, .. }
            | Self::UnknownKey { place, .. }
            | Self::MissingKey { place, .. }
            | Self::Contradiction { place, .. }
            | Self::TablesInline { place }
            | Self::WrongType { place, .. }
            | Self::BadName { place, .. }
            | Self::DuplicateId { place, .. }
            | Self::ReservedGroup { place, .. }
            | Self::ReservedQuestion { place, .. }
            | Self::RepeatedGroup { place, .. }
            | Self::MistypedGroup { place, .. }
            | Self::MissingColumn { place, .. }
            | Self::CellBehindColumns { place }
            | Self::EmptyCell { place, .. }
            | Self::NeedlessCell { place, .. }
            | Self::AssignedTwice { place, .. }
            | Self::Contradicted { place, .. }
            | Self::OutOfDate { place, .. }
            | Self::UnknownResponse { place, .. }
            | Self::NoAnswers { place, .. }
            | Self::NoSuchBytes { place, .. }
            | Self::Unknown { place, .. } => Some(place),
            _ => None,
        }
    }

    fn hints(&self) -> Vec<String> {
        match self {
            Self::FolderMissing { path } => {
                vec![format!("`canvass init {}` writes a commented start", path.display())]
            }
            Self::NotAFolder { path } => match path.parent() {
                Some(parent) if path.file_name().is_some_and(|name| name == "consultation.toml") => {
                    let folder =
                        if parent.as_os_str().is_empty() { ".".into() } else { parent.display().to_string() };
                    vec![format!("name the folder that holds it: `{folder}`")]
                }
                _ => vec!["name the folder that holds consultation.toml".into()],
            },
            Self::DefinitionMissing { folder } => vec![
                format!("`canvass init {}` writes a commented start", folder.display()),
                "it says which questions were asked and which options proposed".into(),
            ],
            Self::ResponsesMissing { folder } => {
                vec![format!(
                    "put the responses, at any depth, into `{}`",
                    folder.join("responses").display()
                )]
            }
            Self::NotUtf8 { .. } => vec!["save the file as UTF-8".into()],
            Self::Syntax { message, place } => vec![toml_remedy(message, place).to_owned()],
            Self::UnknownKey { key, known, .. } => suggest(key, known, "key"),
            Self::MissingKey { key, .. } => vec![format!("add a line `{key} = ...` to this table")],
            Self::WrongType { message, .. } if message.contains("expected a string") => {
                vec!["put the value in quotes".into()]
            }
            Self::Contradiction { one, other, .. } => vec![format!("keep either `{one}` or `{other}`")],
            Self::TablesInline { .. } => vec!["write each table as a section of its own: `[[table]]`".into()],
            Self::BadName { .. } => vec!["use letters, digits, `-`, `_` and `.`".into()],
            Self::DuplicateId { noun, .. } => vec![format!("give each {noun} an id of its own")],
            Self::ReservedGroup { .. } => {
                vec![
                    "leave it out: the total always stands before the groups".into(),
                    "name an attribute of the respondents, such as `respondent_type` or `region`".into(),
                ]
            }
            Self::ReservedQuestion { .. } => vec!["give the question another id, such as `q1`".into()],
            Self::RepeatedGroup { .. } => vec!["name each group once".into()],
            Self::MistypedGroup { name, near, .. } => vec![
                format!("did you mean `{near}`?"),
                format!("if a column is called so, write `{near} = \"{name}\"` under its [[table]]"),
            ],
            Self::MissingColumn { columns, .. } => {
                vec![format!("begin the file with the line `{}`", columns.join(","))]
            }
            Self::CellBehindColumns { .. } => vec!["put a text that holds a comma in quotes".into()],
            Self::EmptyCell { column, what, .. } => vec![empty_remedy(column, what)],
            Self::NeedlessCell { .. } => {
                vec!["leave the cell empty; the reason has a column of its own".into()]
            }
            Self::Contradicted { .. } => {
                vec!["keep one of the two lines, or name another coder in one of them".into()]
            }
            Self::AssignedTwice { .. } => vec!["take out one of the two lines".into()],
            Self::OutOfDate { .. } => {
                vec!["look whether the correction still holds, then write what it is now or nothing".into()]
            }
            Self::UnknownResponse { near, .. } => match near {
                Some(near) => vec![format!("did you mean `{near}`?")],
                None => vec!["`canvass tables OUT responses` lists the ids".into()],
            },
            Self::NoAnswers { .. } => vec!["take the line out".into()],
            Self::NoSuchBytes { answers, .. } => vec![format!("its answers are {}", answers.join(", "))],
            Self::Unknown { noun, name, known, .. } => suggest(name, known, noun),
            _ => Vec::new(),
        }
    }
}

fn empty_remedy(column: &str, what: &str) -> String {
    match (column, what) {
        ("what", _) => "write `respondent`, `respondent_type`, `region`, `question` or `exclude`".into(),
        ("reason", _) => "say why the response is not to be counted".into(),
        ("to", "question") => "write the id of a question, or `-` for none".into(),
        ("to", _) => "write what it should be, or `-` for nothing".into(),
        ("from", _) => {
            "name what is moved: an answer's id, a question's id, or bytes such as `120-450`".into()
        }
        _ => "write the id of a response; `canvass tables OUT responses` lists them".into(),
    }
}

/// The near miss if there is one, else what there is to choose from.
fn suggest(wrong: &str, known: &[String], noun: &str) -> Vec<String> {
    if let Some(near) = nearest(wrong, known.iter().map(String::as_str)) {
        return vec![format!("did you mean `{near}`?")];
    }
    if known.is_empty() {
        return vec![format!("no {noun} is defined")];
    }
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    vec![format!("known: {}", names.join(", "))]
}

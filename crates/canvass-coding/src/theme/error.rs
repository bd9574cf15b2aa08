//! What can be wrong with a file of themes.

use std::io;

use canvass_core::{Explain, Place, toml_remedy};

/// Why there is no code frame.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not UTF-8.
    #[error("`{path}` is not UTF-8 text: byte {byte} begins no character")]
    Encoding {
        /// The file.
        path: String,
        /// Offset of the first bad byte.
        byte: usize,
    },
    /// The file is not TOML.
    #[error("not valid TOML: {message}")]
    Toml {
        /// Where.
        place: Box<Place>,
        /// What the TOML reader said.
        message: String,
    },
    /// A key that nobody reads.
    #[error("unknown key `{key}`")]
    UnknownKey {
        /// The key.
        place: Box<Place>,
        /// Its name.
        key: String,
        /// A known key like it.
        meant: Option<&'static str>,
        /// Every key known there.
        known: &'static [&'static str],
    },
    /// A key that must be there.
    #[error("{owner} has no `{key}`")]
    MissingKey {
        /// The table that lacks it.
        place: Box<Place>,
        /// What the table stands for.
        owner: String,
        /// The key.
        key: &'static str,
    },
    /// A value of the wrong kind.
    #[error("`{key}` is {found}, but {wanted} is wanted")]
    WrongType {
        /// The value.
        place: Box<Place>,
        /// Its key.
        key: &'static str,
        /// What it is.
        found: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
    /// An id that tables and commands could not carry.
    #[error("`{id}` cannot be an id")]
    BadId {
        /// The id.
        place: Box<Place>,
        /// The id as written.
        id: String,
    },
    /// Two themes of one id.
    #[error("theme `{id}` is defined twice, first on line {first_line}")]
    DuplicateTheme {
        /// The second id.
        place: Box<Place>,
        /// The id.
        id: String,
        /// Line of the first, from 1.
        first_line: usize,
    },
    /// A theme that nothing can earn.
    #[error("theme `{id}` has no rule")]
    NoRule {
        /// Its empty `any`.
        place: Box<Place>,
        /// The theme.
        id: String,
    },
    /// A scope that is none.
    #[error("unknown scope `{scope}`")]
    UnknownScope {
        /// The name.
        place: Box<Place>,
        /// The name as written.
        scope: String,
        /// A known scope like it.
        meant: Option<&'static str>,
    },
    /// A rule that does not parse.
    #[error("a rule of theme `{id}` does not parse: {message}")]
    Rule {
        /// Where inside the rule.
        place: Box<Place>,
        /// The theme.
        id: String,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
}

impl Explain for Error {
    fn place(&self) -> Option<&Place> {
        match self {
            Self::Read { .. } | Self::Encoding { .. } => None,
            Self::Toml { place, .. }
            | Self::UnknownKey { place, .. }
            | Self::MissingKey { place, .. }
            | Self::WrongType { place, .. }
            | Self::BadId { place, .. }
            | Self::DuplicateTheme { place, .. }
            | Self::NoRule { place, .. }
            | Self::UnknownScope { place, .. }
            | Self::Rule { place, .. } => Some(place.as_ref()),
        }
    }

    fn hints(&self) -> Vec<String> {
        let did_you_mean = |meant: &str| format!("did you mean `{meant}`?");
        let hint = match self {
            Self::Toml { message, place } => toml_remedy(message, place).to_owned(),
            Self::Rule { hint, .. } => return hint.iter().cloned().collect(),
            Self::UnknownKey { meant: Some(meant), .. } | Self::UnknownScope { meant: Some(meant), .. } => {
                did_you_mean(meant)
            }
            Self::UnknownKey { known, .. } => format!("known here: `{}`", known.join("`, `")),
            Self::UnknownScope { .. } => "a scope is `sentence`, `paragraph` or `answer`".to_owned(),
            Self::Read { .. } => "themes are read from `themes.toml` in the consultation's folder".to_owned(),
            Self::Encoding { .. } => "save the file as UTF-8".to_owned(),
            Self::MissingKey { key, .. } | Self::WrongType { key, .. } => example(key),
            Self::BadId { .. } => {
                "an id is letters, digits, `-`, `_` and `.`, such as `early-intervention`".to_owned()
            }
            Self::DuplicateTheme { .. } => {
                "give one of them another id, or put their rules together".to_owned()
            }
            Self::NoRule { .. } => {
                "write at least one rule, such as `any = [\"communit* NEAR/5 engag*\"]`".to_owned()
            }
        };
        vec![hint]
    }
}

/// How to write a key.
fn example(key: &str) -> String {
    match key {
        "theme" => "write `[[theme]]`, with its keys on the lines below".to_owned(),
        "any" | "except" | "examples" | "counterexamples" => {
            format!("write a list: `{key} = [\"...\", \"...\"]`")
        }
        _ => format!("write `{key} = \"...\"`"),
    }
}

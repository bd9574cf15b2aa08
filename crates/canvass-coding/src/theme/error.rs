//! What can be wrong with a file of themes.

use std::io;

use canvass_core::{Explain, Place, nearest, toml_remedy};

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
        found: String,
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
    /// Two themes or lists of one id.
    #[error("`{id}` is defined twice, first on line {first_line}")]
    Duplicate {
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
    /// A name that is none of those to choose from.
    #[error("`{key}` knows no `{found}`")]
    UnknownChoice {
        /// The name.
        place: Box<Place>,
        /// The key it stands behind.
        key: &'static str,
        /// Every name known there.
        known: Vec<&'static str>,
        /// The name as written.
        found: String,
    },
    /// A rule that refers to nothing there is.
    #[error("a rule of `{id}` refers to `@{name}`, and nothing is called so")]
    UnknownName {
        /// Where inside the rule.
        place: Box<Place>,
        /// The theme or list.
        id: String,
        /// A name like it, as it would be referred to.
        meant: Option<String>,
        /// The name as written.
        name: String,
    },
    /// A theme said to be part of one that is not there.
    #[error("theme `{id}` is said to be part of `{parent}`, and there is no such theme")]
    UnknownParent {
        /// The parent.
        place: Box<Place>,
        /// The theme.
        id: String,
        /// A theme of a name like it.
        meant: Option<String>,
        /// The parent as written.
        parent: String,
    },
    /// Something defined by itself.
    #[error("`{id}` comes back to itself by way of `{name}`")]
    Circle {
        /// Where the circle closes.
        place: Box<Place>,
        /// What is being defined.
        id: String,
        /// What it refers to there.
        name: String,
    },
    /// No theme of an id asked for.
    #[error("there is no theme `{id}`")]
    NoTheme {
        /// The id.
        id: String,
        /// One like it.
        meant: Option<String>,
    },
    /// No rule of a theme asked for.
    #[error("theme `{id}` has no rule `{rule}`")]
    NoSuchRule {
        /// The theme.
        id: String,
        /// The rule.
        rule: String,
        /// One like it.
        meant: Option<String>,
    },
    /// A rule to be tried that does not parse.
    #[error("the rule does not parse: {message}")]
    Tried {
        /// Where inside the rule.
        place: Box<Place>,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
    /// A rule that does not parse.
    #[error("a rule of {owner} does not parse: {message}")]
    Rule {
        /// Where inside the rule.
        place: Box<Place>,
        /// The theme or list it is of.
        owner: String,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
}

impl Explain for Error {
    fn place(&self) -> Option<&Place> {
        match self {
            Self::Read { .. } | Self::Encoding { .. } | Self::NoTheme { .. } | Self::NoSuchRule { .. } => {
                None
            }
            Self::Toml { place, .. }
            | Self::UnknownKey { place, .. }
            | Self::MissingKey { place, .. }
            | Self::WrongType { place, .. }
            | Self::BadId { place, .. }
            | Self::Duplicate { place, .. }
            | Self::NoRule { place, .. }
            | Self::UnknownChoice { place, .. }
            | Self::UnknownName { place, .. }
            | Self::UnknownParent { place, .. }
            | Self::Circle { place, .. }
            | Self::Tried { place, .. }
            | Self::Rule { place, .. } => Some(place.as_ref()),
        }
    }

    fn hints(&self) -> Vec<String> {
        let did_you_mean = |meant: &str| format!("did you mean `{meant}`?");
        let hint = match self {
            Self::Toml { message, place } => toml_remedy(message, place).to_owned(),
            Self::Rule { hint, .. } | Self::Tried { hint, .. } => return hint.iter().cloned().collect(),
            Self::UnknownKey { meant: Some(meant), .. } => did_you_mean(meant),
            Self::UnknownName { meant: Some(meant), .. }
            | Self::UnknownParent { meant: Some(meant), .. }
            | Self::NoTheme { meant: Some(meant), .. }
            | Self::NoSuchRule { meant: Some(meant), .. } => did_you_mean(meant),
            Self::NoTheme { .. } => "`canvass tables OUT theme_counts` lists the themes".to_owned(),
            Self::NoSuchRule { .. } => "a rule is named as it stands in `themes.toml`".to_owned(),
            Self::UnknownChoice { known, found, .. } => match nearest(found, known.iter().copied()) {
                Some(meant) => did_you_mean(meant),
                None => format!("known here: `{}`", known.join("`, `")),
            },
            Self::UnknownName { .. } => {
                "`@` wants the id of a list or of a theme of this file right behind it".to_owned()
            }
            Self::UnknownParent { .. } => "`parent` wants the id of another theme of this file".to_owned(),
            Self::Circle { .. } => "take one step of the circle out".to_owned(),
            Self::UnknownKey { known, .. } => format!("known here: `{}`", known.join("`, `")),
            Self::Read { .. } => "themes are read from `themes.toml` in the consultation's folder".to_owned(),
            Self::Encoding { .. } => "save the file as UTF-8".to_owned(),
            Self::MissingKey { key, .. } | Self::WrongType { key, .. } => example(key),
            Self::BadId { .. } => {
                "an id is letters, digits, `-`, `_` and `.`, such as `early-intervention`".to_owned()
            }
            Self::Duplicate { .. } => "give one of them another id, or put their rules together".to_owned(),
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
        "list" => "write `[[list]]`, with its keys on the lines below".to_owned(),
        "weight" | "threshold" => format!("write `{key} = 2`, or a fraction such as `{key} = 0.5`"),
        "any" | "except" | "terms" | "examples" | "counterexamples" => {
            format!("write a list: `{key} = [\"...\", \"...\"]`")
        }
        _ => format!("write `{key} = \"...\"`"),
    }
}

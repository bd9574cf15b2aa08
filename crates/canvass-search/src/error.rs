//! What can go wrong with an index or a query.

use std::path::{Path, PathBuf};

use canvass_core::{Explain, Place, nearest};

/// Why nothing could be indexed or searched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no index where one was looked for.
    #[error("no index at `{}`", path.display())]
    Missing {
        /// Folder that should hold it.
        path: PathBuf,
    },
    /// There is an index, but it cannot be read.
    #[error("the index at `{}` cannot be read: {reason}", path.display())]
    Broken {
        /// Folder of the index.
        path: PathBuf,
        /// What the engine says.
        reason: String,
    },
    /// The index has other fields than this program reads.
    #[error("the index at `{}` was made by another version of canvass", path.display())]
    Foreign {
        /// Folder of the index.
        path: PathBuf,
    },
    /// The index could not be written.
    #[error("the index at `{}` cannot be written: {reason}", path.display())]
    Unwritable {
        /// Folder of the index.
        path: PathBuf,
        /// What the engine says.
        reason: String,
    },
    /// The text of the query does not parse.
    #[error("{message}")]
    Syntax {
        /// What is wrong.
        message: String,
        /// Where in the query.
        place: Place,
        /// What to write instead.
        hint: Option<String>,
    },
    /// A filter asks for a name the index does not know.
    #[error("unknown {kind} `{name}`")]
    UnknownName {
        /// What was named, such as `theme`.
        kind: &'static str,
        /// The name given.
        name: String,
        /// The names there are, in their order.
        known: Vec<String>,
    },
}

/// So many known names are listed in a hint; a longer list helps nobody.
const LISTED: usize = 24;

impl Error {
    pub(crate) fn broken(path: &Path, reason: &impl ToString) -> Self {
        Self::Broken { path: path.into(), reason: reason.to_string() }
    }

    pub(crate) fn unwritable(path: &Path, reason: &impl ToString) -> Self {
        Self::Unwritable { path: path.into(), reason: reason.to_string() }
    }
}

impl Explain for Error {
    fn place(&self) -> Option<&Place> {
        match self {
            Self::Syntax { place, .. } => Some(place),
            _ => None,
        }
    }

    fn hints(&self) -> Vec<String> {
        match self {
            Self::Missing { .. } => vec![
                "`canvass run FOLDER` makes one".into(),
                "give the output folder of a run, such as `out/my-consultation`".into(),
            ],
            Self::Broken { .. } | Self::Foreign { .. } => {
                vec!["`canvass run FOLDER` makes it anew from the responses".into()]
            }
            Self::Unwritable { .. } => {
                vec!["see that the disk has room and the folder may be written to".into()]
            }
            Self::Syntax { hint, .. } => hint.iter().cloned().collect(),
            Self::UnknownName { kind, name, known } => explain_name(kind, name, known),
        }
    }
}

fn explain_name(kind: &str, name: &str, known: &[String]) -> Vec<String> {
    if let Some(near) = nearest(name, known.iter().map(String::as_str)) {
        return vec![format!("did you mean `{near}`?")];
    }
    if known.is_empty() {
        return vec![format!("nothing in this index has a {kind}")];
    }
    let listed: Vec<String> = known.iter().take(LISTED).map(|known| format!("`{known}`")).collect();
    let more = if known.len() > LISTED { ", ..." } else { "" };
    vec![format!("there is {}{more}", listed.join(", "))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(name: &str) -> Vec<String> {
        let known = vec!["funding".to_owned(), "local-needs".to_owned()];
        Error::UnknownName { kind: "theme", name: name.into(), known }.hints()
    }

    #[test]
    fn a_near_miss_is_suggested_and_a_far_one_gets_the_list() {
        assert_eq!(unknown("fundng"), ["did you mean `funding`?"]);
        assert_eq!(unknown("weather"), ["there is `funding`, `local-needs`"]);
    }
}

//! What can keep tables from being written or read.

use std::path::PathBuf;

use canvass_core::Explain;

use crate::schema;

/// Why tables could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no table.
    #[error("no tables in `{}`", dir.display())]
    NoTables {
        /// The folder asked for.
        dir: PathBuf,
    },
    /// There is no table of that name.
    #[error("no table `{name}` in `{}`", dir.display())]
    UnknownTable {
        /// The folder asked for.
        dir: PathBuf,
        /// The name asked for.
        name: String,
    },
    /// The table has no column of that name.
    #[error("table `{table}` has no column `{column}`")]
    UnknownColumn {
        /// The table.
        table: &'static str,
        /// The name asked for.
        column: String,
    },
    /// The file was written by a program whose tables look different.
    #[error(
        "`{}` has table version {}, this program reads version {}",
        path.display(), found.as_deref().unwrap_or("none"), schema::VERSION
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// The version it says it has.
        found: Option<String>,
    },
    /// The file's columns are not the table's.
    #[error("`{}` does not hold the columns of table `{table}`", path.display())]
    OtherColumns {
        /// The file.
        path: PathBuf,
        /// The table it should be.
        table: &'static str,
    },
    /// A file or folder could not be made or opened.
    #[error("cannot open `{}`", path.display())]
    Open {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A table could not be written.
    #[error("cannot write `{}`: {reason}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the writer says.
        reason: String,
    },
    /// A table could not be read.
    #[error("cannot read `{}`: {reason}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        reason: String,
    },
    /// A count could not be taken.
    #[error("cannot count: {reason}")]
    Count {
        /// What the engine says.
        reason: String,
    },
}

impl Explain for Error {
    fn hints(&self) -> Vec<String> {
        match self {
            Self::NoTables { .. } => vec!["run `canvass run` first, and name the folder it wrote".into()],
            Self::UnknownTable { name, .. } => unknown_table(name),
            Self::UnknownColumn { table, column } => unknown_column(table, column),
            Self::OtherVersion { .. } | Self::OtherColumns { .. } => {
                vec!["run `canvass run` again with this version of the program".into()]
            }
            Self::Read { .. } => vec!["the file may be damaged; `canvass run` writes it anew".into()],
            Self::Write { .. } => vec!["is the disk full?".into()],
            Self::Open { .. } | Self::Count { .. } => Vec::new(),
        }
    }
}

fn unknown_table(name: &str) -> Vec<String> {
    if schema::find(name).is_some() {
        return vec!["its file is gone; `canvass run` writes it anew".into()];
    }
    let known = schema::TABLES.map(|table| table.name).join(", ");
    let suggestion = schema::suggest(name).map(|near| format!("did you mean `{near}`?"));
    suggestion.into_iter().chain([format!("the tables are {known}")]).collect()
}

fn unknown_column(table: &str, column: &str) -> Vec<String> {
    let columns = schema::find(table).map_or(&[][..], |table| table.columns);
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let suggestion = canvass_core::nearest(column, names.iter().copied());
    let suggestion = suggestion.map(|near| format!("did you mean `{near}`?"));
    suggestion.into_iter().chain([format!("its columns are {}", names.join(", "))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_table_is_recognised() {
        let error = Error::UnknownTable { dir: "out/tables".into(), name: "mention".into() };
        assert_eq!(error.to_string(), "no table `mention` in `out/tables`");
        assert_eq!(error.hints()[0], "did you mean `mentions`?");
    }

    #[test]
    fn a_mistyped_column_is_recognised() {
        let error = Error::UnknownColumn { table: "answers", column: "responseid".into() };
        assert_eq!(error.hints()[0], "did you mean `response_id`?");
    }
}

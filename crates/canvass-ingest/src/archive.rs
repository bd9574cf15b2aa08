//! Zip archives, which are walked like folders: every file in one is a source of its own.
//!
//! Nothing is written to disk by the name it bears in an archive: letters are unpacked into memory,
//! tables, mailboxes and archives inside archives into files without a name.
//! What an archive says of sizes is believed nowhere: what is unpacked is counted and held against [`limits`].

mod contents;
mod inventory;
mod limits;
mod loose;
mod name;
mod shelf;

use std::path::PathBuf;
use std::sync::Arc;

pub(crate) use inventory::entries;
pub(crate) use shelf::Shelf;

/// Ending of the names of archives.
pub(crate) const ENDING: &str = "zip";

/// Where the bytes of something that was found are.
#[derive(Clone)]
pub(crate) enum Origin {
    /// In a file.
    File(PathBuf),
    /// In the files of a folder that is one table, by their paths in it.
    Folder(Vec<(String, Origin)>),
    /// In an archive, at this place of its contents.
    Entry(Arc<Archive>, usize),
    /// Nowhere, for this reason.
    Refused(String),
}

/// An archive: what it lies in.
pub(crate) struct Archive {
    origin: Origin,
}

/// Whether a file is an archive by its name.
pub(crate) fn is_named(source: &str) -> bool {
    source.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(ENDING))
}

#[cfg(test)]
mod tests;

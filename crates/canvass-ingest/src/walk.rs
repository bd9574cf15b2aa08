//! The files of `responses/`, in the byte order of their relative paths.

mod joined;

use std::ffi::OsStr;
use std::path::Path;

use canvass_core::Notice;
use walkdir::WalkDir;

use crate::archive::{self, Origin};
use crate::format::{self, Format};

/// A file that may hold responses, or a folder whose files are one table.
pub(crate) struct Found {
    /// Path inside `responses/`, with forward slashes; a file in an archive lies below the archive's path.
    pub(crate) source: String,
    /// Where it is.
    pub(crate) origin: Origin,
    /// Its size.
    pub(crate) bytes: u64,
    /// How it is read; none where no reader is known.
    pub(crate) format: Option<&'static Format>,
}

impl Found {
    /// A file, read as its name says.
    pub(crate) fn new(source: String, origin: Origin, bytes: u64) -> Self {
        let format = format::of(&source);
        Self { source, origin, bytes, format }
    }
}

/// Every file below `responses` at any depth, those in archives too, and a notice for each place that could not be entered.
pub(crate) fn files(responses: &Path) -> (Vec<Found>, Vec<Notice>) {
    let mut found = Vec::new();
    let mut notices = Vec::new();
    let walk = WalkDir::new(responses).follow_links(true).into_iter();
    for entry in
        walk.filter_entry(|entry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy()))
    {
        match entry {
            // Pipes and devices hold no responses, and reading them may never end.
            Ok(entry) if entry.file_type().is_file() => {
                let source = relative(responses, entry.path());
                let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
                if archive::is_named(&source) {
                    let (entries, told) = archive::entries(&source, entry.path(), bytes);
                    found.extend(entries);
                    notices.extend(told);
                } else {
                    found.push(Found::new(source, Origin::File(entry.into_path()), bytes));
                }
            }
            Ok(_) => {}
            Err(error) => match unread(responses, &error) {
                Some(Ok(file)) => found.push(file),
                Some(Err(notice)) => notices.push(notice),
                None => {}
            },
        }
    }
    found.sort_by(|one, other| one.source.cmp(&other.source));
    notices.sort_by(|one, other| one.source.cmp(&other.source));
    let (found, told) = joined::join(found);
    notices.extend(told);
    (found, notices)
}

/// Files that systems and office programs leave behind.
pub(crate) fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || ["Thumbs.db", "desktop.ini", "__MACOSX"].iter().any(|litter| name.eq_ignore_ascii_case(litter))
}

fn relative(responses: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(responses).unwrap_or(path);
    let parts: Vec<String> = inside.components().map(|part| shown(part.as_os_str())).collect();
    parts.join("/")
}

/// A name, with every byte that is no UTF-8 as `\xE9`, so that two names never look the same.
fn shown(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    shown
}

/// What could not be looked at: a file, such as a link to nothing, is a response that cannot be read;
/// a folder is told. Nothing where it is litter.
fn unread(responses: &Path, error: &walkdir::Error) -> Option<Result<Found, Notice>> {
    let path = error.path()?;
    if path.file_name().is_some_and(|name| is_litter(&name.to_string_lossy())) {
        return None;
    }
    let source = relative(responses, path);
    if error.loop_ancestor().is_some() {
        return Some(Err(Notice::new(&source, "link-loop", "a link to a folder above it; not followed")));
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let reason = format!("cannot be read: {reason}");
    Some(if path.is_dir() {
        Err(Notice::new(&source, "not-readable", reason))
    } else {
        Ok(Found::new(source, Origin::Refused(reason), 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn names_that_are_not_utf_8_stay_apart() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(shown(OsStr::from_bytes(b"caf\xe9.txt")), "caf\\xE9.txt");
        assert_ne!(shown(OsStr::from_bytes(b"caf\xe8.txt")), shown(OsStr::from_bytes(b"caf\xe9.txt")));
        assert_eq!(shown(OsStr::new("café.txt")), "café.txt");
    }

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
            std::fs::write(path, "x").expect("written");
        }
        folder
    }

    #[test]
    fn paths_come_in_byte_order_and_litter_does_not_come() {
        let folder =
            folder(&["b.txt", "a/z.txt", "B.txt", "a.txt", ".DS_Store", "a/~$z.docx", "Thumbs.db", ".git/x"]);
        let (found, notices) = files(folder.path());
        let sources: Vec<&str> = found.iter().map(|file| file.source.as_str()).collect();
        assert_eq!(sources, ["B.txt", "a.txt", "a/z.txt", "b.txt"]);
        assert_eq!(notices, []);
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end() {
        let folder = folder(&["a/one.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).expect("linked");
        let (found, notices) = files(folder.path());
        assert_eq!(found.len(), 1);
        assert_eq!((notices[0].source.as_str(), notices[0].kind.as_str()), ("a/up", "link-loop"));
    }

    #[cfg(unix)]
    #[test]
    fn links_to_nothing_are_files_that_cannot_be_read() {
        let folder = folder(&["a.txt"]);
        for name in ["lost.docx", ".#a.txt"] {
            std::os::unix::fs::symlink("nowhere", folder.path().join(name)).expect("linked");
        }
        let (found, notices) = files(folder.path());
        let lost = found.iter().find(|file| file.source == "lost.docx").expect("it is a response");
        assert!(matches!(&lost.origin, Origin::Refused(reason) if reason.starts_with("cannot be read")));
        assert_eq!((found.len(), notices), (2, Vec::new()));
    }
}

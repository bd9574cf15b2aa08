//! The files of an archive and of the archives inside it, each with the path that it is known by.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use canvass_core::Notice;

use super::limits::{DEEPEST, MOST_ENTRIES};
use super::{Archive, ENDING, Origin, Shelf, is_named, name};
use crate::format::{self, package};
use crate::walk::{self, Found};

/// Odd names told one by one; the others are summed up.
const TOLD: usize = 20;

/// What was found so far.
struct Inventory<'a> {
    /// The outermost archive.
    source: &'a str,
    shelf: Shelf,
    found: Vec<Found>,
    notices: Vec<Notice>,
    /// Paths given so far, and how often each was asked for.
    paths: HashMap<String, usize>,
    n_entries: usize,
    n_odd_names: usize,
    n_guessed_names: usize,
}

/// A file in an archive, as the archive tells of it.
struct Row {
    name: String,
    bytes: u64,
    refused: Option<String>,
}

/// Every file in the archive `path`, which is known as `source`; at least one, since nothing is to be lost.
pub(crate) fn entries(source: &str, path: &Path, bytes: u64) -> (Vec<Found>, Vec<Notice>) {
    let mut inventory = Inventory {
        source,
        shelf: Shelf::default(),
        found: Vec::new(),
        notices: Vec::new(),
        paths: HashMap::new(),
        n_entries: 0,
        n_odd_names: 0,
        n_guessed_names: 0,
    };
    inventory.archive(source, bytes, Origin::File(path.to_owned()), 1);
    inventory.sum_up();
    (inventory.found, inventory.notices)
}

impl Inventory<'_> {
    fn archive(&mut self, source: &str, bytes: u64, origin: Origin, depth: usize) {
        let archive = Arc::new(Archive { origin: origin.clone() });
        let contents = match self.shelf.contents(&archive) {
            Ok(contents) => contents,
            Err(reason) => return self.refuse(source, bytes, reason),
        };
        let noun = contents.noun();
        if noun != package::ARCHIVE {
            let format = package::ending(noun).and_then(|ending| format::of(&format!("x.{ending}")));
            return self.found.push(Found { source: source.to_owned(), origin, bytes, format });
        }
        self.n_guessed_names += contents.entries.iter().filter(|entry| entry.is_guessed).count();
        let rows = contents.entries.iter().map(|entry| Row {
            name: entry.name.clone(),
            bytes: entry.bytes(),
            refused: entry.refused.clone(),
        });
        let rows: Vec<Row> = rows.collect();
        let (n_more, damage) = (contents.n_more, contents.damage.clone());
        let n_left = MOST_ENTRIES - self.n_entries.min(MOST_ENTRIES);
        let n_over = n_more + rows.len().saturating_sub(n_left);
        let n_before = self.found.len();
        for (index, row) in rows.into_iter().take(n_left).enumerate() {
            self.n_entries += 1;
            self.entry(source, row, Origin::Entry(Arc::clone(&archive), index), depth);
        }
        let rest = rest(damage.as_deref(), n_over, self.found.len() - n_before);
        if let Some(reason) = rest {
            self.refuse(source, 0, reason);
        }
    }

    fn entry(&mut self, archive: &str, row: Row, origin: Origin, depth: usize) {
        let cleaned = name::clean(&row.name);
        if cleaned.split('/').any(walk::is_litter) {
            return;
        }
        let source = self.path(archive, &cleaned);
        self.tell_name(&source, &row.name, &cleaned);
        match row.refused {
            Some(reason) => {
                let format = format::of(&source);
                self.found.push(Found { source, origin: Origin::Refused(reason), bytes: row.bytes, format });
            }
            None if !is_named(&source) => self.found.push(Found::new(source, origin, row.bytes)),
            None if depth == DEEPEST => {
                let reason = format!("an archive inside {DEEPEST} others");
                self.refuse(&source, row.bytes, reason);
            }
            None => self.archive(&source, row.bytes, origin, depth + 1),
        }
    }

    /// The path of an entry, told from those that bear the same name.
    fn path(&mut self, archive: &str, name: &str) -> String {
        let mut path = format!("{archive}/{name}");
        loop {
            let n_asked = self.paths.entry(path.clone()).or_default();
            *n_asked += 1;
            if *n_asked == 1 {
                return path;
            }
            path = format!("{archive}/{}", name::numbered(name, *n_asked));
        }
    }

    fn tell_name(&mut self, source: &str, name: &str, cleaned: &str) {
        // A number was put in where others bear the name.
        let is_repeated = !source.ends_with(cleaned);
        let unlike = name::unlike(name, cleaned);
        let message = match (unlike, is_repeated) {
            (Some(name), _) => format!("called `{name}` in its archive, which is not used as a path"),
            (None, true) => "another file of its archive bears the same name; both are kept".to_owned(),
            (None, false) => return,
        };
        self.n_odd_names += 1;
        if self.n_odd_names <= TOLD {
            self.notices.push(Notice::new(source, "archive-name", message));
        }
    }

    /// One unreadable thing under the path of an archive.
    fn refuse(&mut self, source: &str, bytes: u64, reason: String) {
        let origin = Origin::Refused(reason);
        self.found.push(Found { source: source.to_owned(), origin, bytes, format: None });
    }

    fn sum_up(&mut self) {
        let mut tell = |message: String| {
            self.notices.push(Notice::new(self.source, "archive-name", message));
        };
        if self.n_odd_names > TOLD {
            tell(format!("{} more of its files bear odd names", self.n_odd_names - TOLD));
        }
        if self.n_guessed_names > 0 {
            tell(format!(
                "{} of its names are in no known encoding; read as that of old PCs (437)",
                self.n_guessed_names
            ));
        }
    }
}

/// What to say of the part of an archive that was not read.
fn rest(damage: Option<&str>, n_over: usize, n_found: usize) -> Option<String> {
    if let Some(damage) = damage {
        return Some(format!(
            "damaged: {damage}; the {n_found} files that could be found in it stand for themselves"
        ));
    }
    if n_over > 0 {
        return Some(format!(
            "an archive of more than {MOST_ENTRIES} entries, of which {n_over} are not read; \
             put its files into the folder instead"
        ));
    }
    (n_found == 0).then(|| format!("a {ENDING} archive without any file"))
}

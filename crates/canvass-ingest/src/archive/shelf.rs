//! The archives that are being read, outermost first, and what may still be unpacked of them.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::sync::Arc;

use super::contents::{Contents, damaged};
use super::limits::{self, Allowance};
use super::{Archive, Origin};
use crate::digest::{self, Digester};
use crate::input::Input;

/// Bytes unpacked at a time.
const PIECE: usize = 64 * 1024;
/// More than any file has.
const NO_LIMIT: Allowance = Allowance { bytes: u64::MAX, excess: "" };

/// Open archives. Paths come in order, so that an archive is left for good when an entry of another is asked for.
#[derive(Default)]
pub(crate) struct Shelf {
    open: Vec<Open>,
    /// What the outermost archive and those inside it may still come to.
    left: Option<Allowance>,
}

struct Open {
    archive: Arc<Archive>,
    contents: Contents,
}

impl Shelf {
    /// The bytes of a file; `Err` says why there are none.
    pub(crate) fn bytes(
        &mut self,
        origin: &Origin,
        most: u64,
        excess: &'static str,
    ) -> Result<Vec<u8>, String> {
        match origin {
            Origin::File(path) => fs::read(path).map_err(|error| unread(&error)),
            Origin::Entry(archive, index) => {
                let mut bytes = Vec::new();
                self.unpack(archive, *index, Allowance { bytes: most, excess }, &mut bytes)?;
                Ok(bytes)
            }
            Origin::Folder(_) => Err(unread(&io::ErrorKind::IsADirectory.into())),
            Origin::Refused(reason) => Err(reason.clone()),
        }
    }

    /// The file or folder, to be opened.
    pub(crate) fn input(&mut self, origin: &Origin) -> Result<Input, String> {
        match origin {
            Origin::File(path) => Ok(Input::Path(path.clone())),
            Origin::Entry(archive, index) => Ok(Input::Unpacked(self.unpacked(archive, *index)?)),
            Origin::Folder(members) => {
                let members = members.iter().map(|(name, origin)| Ok((name.clone(), self.input(origin)?)));
                members.collect::<Result<_, String>>().map(Input::Folder)
            }
            Origin::Refused(reason) => Err(reason.clone()),
        }
    }

    /// The digest of a file's bytes; empty where they cannot be had.
    pub(crate) fn digest(&mut self, origin: &Origin) -> String {
        match origin {
            Origin::File(path) => digest::hex_of_file(path).unwrap_or_default(),
            Origin::Entry(archive, index) => {
                let mut digest = Digester::default();
                let unpacked = self.unpack(archive, *index, NO_LIMIT, &mut digest);
                unpacked.map(|()| digest.hex()).unwrap_or_default()
            }
            Origin::Folder(_) | Origin::Refused(_) => String::new(),
        }
    }

    /// What is in an archive.
    pub(super) fn contents(&mut self, archive: &Arc<Archive>) -> Result<&mut Contents, String> {
        let is_it = |open: &Open| Arc::ptr_eq(&open.archive, archive);
        if let Some(at) = self.open.iter().position(is_it) {
            self.open.truncate(at + 1);
        } else {
            let file = self.file(archive)?;
            self.open.push(Open { archive: Arc::clone(archive), contents: Contents::of(file)? });
        }
        Ok(&mut self.open.last_mut().expect("it was found or put there").contents)
    }

    /// The file an archive is; those it does not lie in are put away.
    fn file(&mut self, archive: &Archive) -> Result<File, String> {
        match &archive.origin {
            Origin::Entry(outer, index) => self.unpacked(outer, *index),
            Origin::File(path) => {
                self.open.clear();
                let file = File::open(path).map_err(|error| unread(&error))?;
                let length = file.metadata().map_err(|error| unread(&error))?.len();
                self.left = Some(limits::of_archive(length));
                Ok(file)
            }
            Origin::Folder(_) | Origin::Refused(_) => Err(unread(&io::ErrorKind::IsADirectory.into())),
        }
    }

    /// An entry in a file without a name.
    fn unpacked(&mut self, archive: &Arc<Archive>, index: usize) -> Result<File, String> {
        let mut file = tempfile::tempfile().map_err(|error| unread(&error))?;
        self.unpack(archive, index, NO_LIMIT, &mut file)?;
        io::Seek::rewind(&mut file).map_err(|error| unread(&error))?;
        Ok(file)
    }

    fn unpack(
        &mut self,
        archive: &Arc<Archive>,
        index: usize,
        most: Allowance,
        to: &mut impl Write,
    ) -> Result<(), String> {
        let contents = self.contents(archive)?;
        let packed = contents.entries.get(index).map_or(0, |entry| entry.packed);
        let whole = self.left.unwrap_or(NO_LIMIT);
        let tightest = [most, limits::of_entry(packed), whole].into_iter().min_by_key(|limit| limit.bytes);
        let limit = tightest.expect("there are three");
        let (n_bytes, done) = copy(self.contents(archive)?.open(index)?, to, limit);
        if let Some(left) = &mut self.left {
            left.bytes = left.bytes.saturating_sub(n_bytes);
        }
        done
    }
}

/// Copies no more than the limit; gives the number of bytes, also where it failed.
fn copy(mut from: impl Read, to: &mut impl Write, limit: Allowance) -> (u64, Result<(), String>) {
    let mut piece = vec![0; PIECE];
    let mut n_bytes = 0;
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => return (n_bytes, Ok(())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return (n_bytes, Err(damaged(&error))),
        };
        n_bytes += read as u64;
        if n_bytes > limit.bytes {
            return (n_bytes, Err(limit.excess.to_owned()));
        }
        if let Err(error) = to.write_all(&piece[..read]) {
            return (n_bytes, Err(unread(&error)));
        }
    }
}

fn unread(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}

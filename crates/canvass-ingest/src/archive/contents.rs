//! What an archive holds: by the list at its end, or by what can be found where that list is damaged.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _};

use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipResult;
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, ZipReadOptions};

use super::limits::{LARGEST_ENTRY, MOST_ENTRIES};
use super::loose::{self, Loose};
use crate::format::{package, signature};

/// An archive is read in small pieces, since its list is read in steps of a few dozen bytes.
const PIECE: usize = 2 * 1024;
/// What tells the kind of a file that is no archive.
const BEGINNING: u64 = 4096;
/// A longer statement of its kind is none.
const LONGEST_KIND: u64 = 256;

/// An open archive and the files in it, folders left out.
pub(super) struct Contents {
    reader: BufReader<File>,
    pub(super) entries: Vec<Entry>,
    /// Entries beyond those that are looked at.
    pub(super) n_more: usize,
    /// Why its list cannot be read; the entries are those that were found without it.
    pub(super) damage: Option<String>,
}

/// A file in an archive.
pub(super) struct Entry {
    /// Name as the archive has it.
    pub(super) name: String,
    /// Whether the name was in no encoding that can be known.
    pub(super) is_guessed: bool,
    /// Bytes in the archive, and bytes unpacked, as the archive has it.
    pub(super) packed: u64,
    pub(super) unpacked: u64,
    /// Why it cannot be unpacked.
    pub(super) refused: Option<String>,
    place: Place,
}

enum Place {
    Listed(OwnedZipFileEntry),
    Loose(Loose),
}

impl Contents {
    /// Looks into a file; `Err` says what it is where it is no archive.
    pub(super) fn of(file: File) -> Result<Self, String> {
        let mut reader = BufReader::with_capacity(PIECE, file);
        let (entries, n_more, damage) = match listed(&mut reader) {
            Ok((entries, n_more)) => (entries, n_more, None),
            Err(error) => (Vec::new(), 0, Some(error.to_string())),
        };
        let mut contents = Self { reader, entries, n_more, damage };
        if let Some(damage) = contents.damage.clone() {
            contents.find(&damage).map_err(|error| format!("cannot be read: {error}"))??;
        }
        Ok(contents)
    }

    /// Finds entries without the list.
    fn find(&mut self, damage: &str) -> io::Result<Result<(), String>> {
        let mut beginning = Vec::new();
        self.reader.rewind()?;
        self.reader.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
        let found = loose::find(&mut self.reader, MOST_ENTRIES)?;
        if found.is_empty() {
            let is_one = beginning.starts_with(b"PK");
            let noun = signature::noun(&beginning);
            return Ok(Err(if is_one {
                format!("damaged: {damage}")
            } else {
                format!("not a zip archive but {noun}")
            }));
        }
        self.entries = found.into_iter().filter_map(|loose| self.loose(loose)).collect();
        Ok(Ok(()))
    }

    /// The entry whose own head was found; none for a folder, or where the head makes no sense.
    fn loose(&mut self, loose: Loose) -> Option<Entry> {
        let file = loose.head(&mut self.reader).ok()?;
        let (name, is_guessed) = named(&file.name().ok()?, file.name_raw());
        let said = (file.compressed_size(), file.size());
        let (packed, unpacked) = if loose.is_streamed { (loose.extent, 0) } else { said };
        let refused = refusal(file.encrypted(), file.compression());
        let is_folder = file.is_dir();
        drop(file);
        let place = Place::Loose(loose);
        (!is_folder).then_some(Entry { name, is_guessed, packed, unpacked, refused, place })
    }

    /// The unpacked bytes of an entry.
    pub(super) fn open(&mut self, index: usize) -> Result<Box<dyn Read + '_>, String> {
        let entry = self.entries.get(index).ok_or("its archive was changed while it was read")?;
        let file = match &entry.place {
            Place::Listed(listed) => listed.as_ref().with_reader(&mut self.reader, ZipReadOptions::new()),
            Place::Loose(loose) => loose.content(&mut self.reader),
        };
        Ok(Box::new(file.map_err(|error| damaged(&error))?))
    }

    /// What the archive is, as a noun with its article: office documents are archives too.
    pub(super) fn noun(&mut self) -> &'static str {
        let has = |name: &str| self.entries.iter().any(|entry| entry.name.replace('\\', "/") == name);
        if let Some(noun) = package::by_parts(has) {
            return noun;
        }
        let stated = self.entries.iter().position(|entry| entry.name == "mimetype");
        let stated = stated.and_then(|index| {
            let mut kind = String::new();
            self.open(index).ok()?.take(LONGEST_KIND).read_to_string(&mut kind).ok()?;
            Some(kind)
        });
        package::by_kind(stated.as_deref())
    }
}

/// The entries in the list at the archive's end, and the number of those beyond the limit.
fn listed(reader: &mut BufReader<File>) -> ZipResult<(Vec<Entry>, usize)> {
    let mut archive = ZipIterable::try_new(reader, Config::default())?;
    let n_more = archive.len().saturating_sub(MOST_ENTRIES);
    let mut entries = Vec::new();
    for entry in archive.files()?.take(MOST_ENTRIES) {
        let entry = entry?;
        if entry.is_dir() {
            continue;
        }
        let (name, is_guessed) = named(&entry.name()?, entry.name_raw());
        let link = entry.is_symlink().then(|| "a link to another file; not followed".to_owned());
        entries.push(Entry {
            name,
            is_guessed,
            packed: entry.compressed_size(),
            unpacked: entry.size(),
            refused: link.or_else(|| refusal(entry.encrypted(), entry.compression())),
            place: Place::Listed(entry.into()),
        });
    }
    Ok((entries, n_more))
}

/// A name, and whether its bytes are no UTF-8, so that they were taken for those of old PCs.
fn named(name: &str, raw: &[u8]) -> (String, bool) {
    (name.to_owned(), std::str::from_utf8(raw).is_err())
}

/// Why an entry cannot be unpacked.
fn refusal(is_encrypted: bool, method: CompressionMethod) -> Option<String> {
    if is_encrypted {
        return Some(package::LOCKED.to_owned());
    }
    let name = match method {
        CompressionMethod::STORE | CompressionMethod::DEFLATE => return None,
        CompressionMethod::DEFLATE64 => "Deflate64",
        CompressionMethod::BZIP2 => "bzip2",
        CompressionMethod::LZMA => "LZMA",
        CompressionMethod::ZSTD => "Zstandard",
        CompressionMethod::XZ => "XZ",
        CompressionMethod::PPMD => "PPMd",
        _ => "a method that is hardly used",
    };
    Some(format!("compressed by {name}, which is not supported; pack it anew in the usual way"))
}

/// What a fault of an entry is called.
pub(super) fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("damaged in its archive: {error}")
}

impl Entry {
    /// Bytes that it may come to, for showing progress.
    pub(super) fn bytes(&self) -> u64 {
        self.unpacked.min(LARGEST_ENTRY)
    }
}

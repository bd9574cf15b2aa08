//! The responses of a folder, still in bytes, dealt in batches of bounded size and in input order.

mod mailbox;

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use canvass_core::Notice;
use csv::StringRecord;

use crate::archive::{self, Origin, Shelf};
use crate::columns::{Aligner, Alignment, COLUMN_MISSING};
use crate::definition::{Definition, TableSpec};
use crate::digest;
use crate::error::Error;
use crate::format::{self, Format, ReadLetter, Reader, Record};
use crate::table::{Opener, Plan, Row, Table};
use crate::walk::{self, Found};
use mailbox::OpenMailbox;

/// A batch is closed at this many items, or bytes.
const BATCH_ITEMS: usize = 1_000;
const BATCH_BYTES: usize = 4 << 20;
/// Repeated ids told one by one; the others are summed up.
const REPEATED_TOLD: u64 = 20;
/// A larger letter is not one response.
const LARGEST_LETTER: u64 = 64 << 20;
const TOO_LARGE: &str = "larger than 64 MiB";

/// A bounded piece of the input, in input order.
#[derive(Default)]
pub struct Batch {
    /// Responses still in bytes.
    pub items: Vec<Item>,
    /// What was odd about files and tables as a whole.
    pub notices: Vec<Notice>,
    /// Bytes of the input that this batch answers for; all batches together have the total.
    pub bytes: u64,
}

/// One response still in bytes: a letter, or a record of a table.
pub struct Item {
    pub(crate) id: String,
    pub(crate) source: Arc<str>,
    pub(crate) row: Option<u64>,
    pub(crate) format: &'static str,
    pub(crate) payload: Payload,
}

/// What an item holds.
pub(crate) enum Payload {
    Letter { bytes: Vec<u8>, read: ReadLetter, place: Place },
    Row { plan: Arc<Plan>, cells: StringRecord },
    Unreadable { reason: String, raw: String, sha256: String },
}

/// Where a letter's reader runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// On the thread that asks: the reader is ours.
    Here,
    /// In a worker process: the reader is other people's.
    Apart,
}

/// Reads a folder's responses one batch after the other, in bounded memory.
pub struct Items {
    files: std::vec::IntoIter<Found>,
    shelf: Shelf,
    specs: HashMap<String, TableSpec>,
    language: String,
    aligner: Aligner,
    ids: HashSet<Box<str>>,
    table: Option<OpenTable>,
    mailbox: Option<OpenMailbox>,
    notices: Vec<Notice>,
    bytes_total: u64,
}

/// The table being read, and how much of its file is accounted for.
struct OpenTable {
    table: Table,
    source: Arc<str>,
    format: &'static str,
    bytes_left: u64,
    /// Ids that were already given to another response.
    repeated: u64,
}

/// Finds the responses of a consultation folder.
pub fn open(folder: &Path, definition: &Definition) -> Result<Items, Error> {
    let responses = folder.join("responses");
    if !responses.is_dir() {
        return Err(Error::ResponsesMissing { folder: folder.to_owned() });
    }
    let (files, mut notices) = walk::files(&responses);
    let specs = specs(definition, &files)?;
    if files.is_empty() {
        notices.push(Notice::new("", "no-responses", "the folder `responses` holds no file"));
    }
    Ok(Items {
        bytes_total: files.iter().map(|file| file.bytes).sum(),
        files: files.into_iter(),
        shelf: Shelf::default(),
        specs,
        language: definition.consultation.language.clone(),
        aligner: Aligner::new(&definition.consultation),
        ids: HashSet::new(),
        table: None,
        mailbox: None,
        notices,
    })
}

/// How the columns of every table in the folder will be read; a table that cannot be opened has none, which a run tells.
pub fn alignments(folder: &Path, definition: &Definition) -> Result<Vec<Alignment>, Error> {
    let mut items = open(folder, definition)?;
    let mut alignments = Vec::new();
    while let Some(file) = items.files.next() {
        let Some(named) = file.format else { continue };
        let format = items.beneath(named, &file).ok().flatten().unwrap_or(named);
        let Reader::Table(opener) = format.reader else { continue };
        let Ok((table, notices)) = items.open_table(&file, opener) else { continue };
        let (mistakes, remarks): (Vec<Notice>, Vec<Notice>) =
            notices.into_iter().partition(|notice| notice.kind == COLUMN_MISSING);
        let [mistakes, remarks] =
            [mistakes, remarks].map(|told| told.into_iter().map(|notice| notice.message).collect());
        alignments.push(Alignment { mistakes, remarks, ..table.alignment().clone() });
    }
    Ok(alignments)
}

/// The table specs by the path inside `responses/` that each names.
fn specs(definition: &Definition, files: &[Found]) -> Result<HashMap<String, TableSpec>, Error> {
    let mut specs = HashMap::new();
    for spec in &definition.tables {
        let inside = spec.source();
        if !files.iter().any(|file| file.source == inside) {
            let is_table =
                |file: &&Found| file.format.is_some_and(|format| matches!(format.reader, Reader::Table(_)));
            let known =
                files.iter().filter(is_table).map(|file| format!("responses/{}", file.source)).collect();
            let place = Box::new(spec.place.clone());
            return Err(Error::Unknown { noun: "table", name: spec.path.clone(), known, place });
        }
        specs.insert(inside, spec.clone());
    }
    Ok(specs)
}

impl Items {
    /// Bytes of all files together, for showing progress.
    pub fn bytes_total(&self) -> u64 {
        self.bytes_total
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.len() == 0
    }

    /// Whether a response with this id was met so far.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The ids met so far, sorted.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.ids.iter().map(Box::as_ref).collect();
        ids.sort_unstable();
        ids
    }

    fn open_table(&mut self, file: &Found, opener: Opener) -> Result<(Table, Vec<Notice>), String> {
        let input = self.shelf.input(&file.origin)?;
        let records = opener(&input, &self.language).map_err(|error| format!("cannot be read: {error}"))?;
        let spec = self.specs.get(&file.source);
        Ok(Table::open(&file.source, records, &mut self.aligner, spec))
    }

    /// Takes up the next file: a letter is an item, a table or a mailbox is opened.
    fn enter(&mut self, file: &Found, batch: &mut Batch) -> Option<Item> {
        let entered = match (&file.origin, file.format) {
            (Origin::Refused(reason), _) => Err(reason.clone()),
            (_, None) if !is_ended(&file.source) => match self.told_by_content(file) {
                Some(format) => self.enter_as(format, file, batch),
                None => return Some(self.unsupported(file, batch)),
            },
            (_, None) => return Some(self.unsupported(file, batch)),
            (_, Some(format)) => self.enter_as(format, file, batch),
        };
        entered.unwrap_or_else(|refused| {
            batch.notices.push(Notice::new(&file.source, "not-readable", refused.clone()));
            Some(self.unreadable(file, refused, batch))
        })
    }

    /// What a file is whose name does not say it; of one that is too large for a letter, only its beginning is looked at.
    fn told_by_content(&mut self, file: &Found) -> Option<&'static Format> {
        if file.bytes <= LARGEST_LETTER {
            let bytes = self.shelf.bytes(&file.origin, LARGEST_LETTER, TOO_LARGE);
            return bytes.ok().as_deref().and_then(format::by_content);
        }
        let input = self.shelf.input(&file.origin).ok()?;
        format::by_beginning(&input).ok().flatten()
    }

    fn unsupported(&mut self, file: &Found, batch: &mut Batch) -> Item {
        batch.notices.push(not_supported(&file.source));
        self.unreadable(file, "format not supported".to_owned(), batch)
    }

    /// The same of a format that is known; `Err` says why it cannot be read.
    fn enter_as(&mut self, format: &Format, file: &Found, batch: &mut Batch) -> Result<Option<Item>, String> {
        match format.reader {
            Reader::Letter(_) | Reader::Document(_) if file.bytes > LARGEST_LETTER => {
                return Err(TOO_LARGE.to_owned());
            }
            Reader::Letter(_) | Reader::Document(_) => {
                let bytes = self.shelf.bytes(&file.origin, LARGEST_LETTER, TOO_LARGE)?;
                let other = format::by_content(&bytes).filter(|other| is_misnamed(format, other));
                if let Some(other) = other {
                    batch.notices.push(misnamed(&file.source, format.name, other.name));
                }
                let format = other.unwrap_or(format);
                let (Reader::Letter(read) | Reader::Document(read)) = format.reader else {
                    return self.enter_as(format, file, batch);
                };
                batch.bytes += file.bytes;
                self.ids.insert(file.source.as_str().into());
                let is_ours = matches!(format.reader, Reader::Letter(_));
                let place = if is_ours { Place::Here } else { Place::Apart };
                return Ok(Some(Item::of_file(file, format.name, Payload::Letter { bytes, read, place })));
            }
            Reader::Table(_) => {
                if let Some(other) = self.beneath(format, file)? {
                    batch.notices.push(misnamed(&file.source, format.name, other.name));
                    return self.enter_as(other, file, batch);
                }
                self.enter_table(format, file, batch)?;
            }
            Reader::Mailbox { part, read } => {
                let input = self.shelf.input(&file.origin)?;
                let messages = part(&input).map_err(|error| format!("cannot be read: {error}"))?;
                self.mailbox = Some(OpenMailbox::new(file, format.name, messages, read));
            }
        }
        Ok(None)
    }

    /// What a file is that is called a table of plain text and is none.
    fn beneath(&mut self, format: &Format, file: &Found) -> Result<Option<&'static Format>, String> {
        let input = self.shelf.input(&file.origin)?;
        format::beneath(format, &input).map_err(|error| format!("cannot be read: {error}"))
    }

    fn enter_table(&mut self, format: &Format, file: &Found, batch: &mut Batch) -> Result<(), String> {
        let Reader::Table(opener) = format.reader else { return Err("not a table".to_owned()) };
        let (table, notices) = self.open_table(file, opener)?;
        batch.notices.extend(notices);
        let source = file.source.as_str().into();
        let (format, bytes_left) = (format.name, file.bytes);
        self.table = Some(OpenTable { table, source, format, bytes_left, repeated: 0 });
        Ok(())
    }

    fn unreadable(&mut self, file: &Found, reason: String, batch: &mut Batch) -> Item {
        batch.bytes += file.bytes;
        self.ids.insert(file.source.as_str().into());
        let unknown = if archive::is_named(&file.source) { archive::ENDING } else { "unknown" };
        let format = file.format.map_or(unknown, |format| format.name);
        // A file that cannot be opened has no bytes to digest.
        let sha256 = self.shelf.digest(&file.origin);
        Item::of_file(file, format, Payload::Unreadable { reason, raw: String::new(), sha256 })
    }

    /// The next record of the open table; none closes it.
    fn next_row(&mut self, batch: &mut Batch) -> Option<Item> {
        let open = self.table.as_mut()?;
        let Some(row) = open.table.next(&mut self.aligner, &mut batch.notices) else {
            let open = self.table.take()?;
            batch.bytes += open.bytes_left;
            if open.repeated > REPEATED_TOLD {
                let more = open.repeated - REPEATED_TOLD;
                let message = format!("{more} more ids were already given to other responses");
                batch.notices.push(Notice::new(&open.source, "repeated-id", message));
            }
            batch.notices.extend(open.table.close());
            return None;
        };
        let (source, format) = (Arc::clone(&open.source), open.format);
        let Row { number, plan, record } = row;
        let (id, payload) = match record {
            Record::Cells(cells) => {
                let bytes = open.bytes_left.min(cells.as_slice().len() as u64);
                open.bytes_left -= bytes;
                batch.bytes += bytes;
                (self.row_id(&source, number, plan.id(&cells), batch), Payload::Row { plan, cells })
            }
            Record::Broken { reason, raw } => {
                batch.notices.push(Notice::new(&source, "unreadable-record", reason.clone()).at_row(number));
                let sha256 = digest::hex(raw.as_bytes());
                let id = self.row_id(&source, number, None, batch);
                (id, Payload::Unreadable { reason, raw, sha256 })
            }
        };
        Some(Item { id, source, row: Some(number), format, payload })
    }

    /// The next message of the open mailbox; none closes it.
    fn next_message(&mut self, batch: &mut Batch) -> Option<Item> {
        let mut mailbox = self.mailbox.take()?;
        let payload = mailbox.next(batch)?;
        let id = self.numbered_id(&mailbox.source, mailbox.number());
        let item = mailbox.item(id, payload);
        self.mailbox = Some(mailbox);
        Some(item)
    }

    /// The record's own id where it is the first to bear it, else one made from its source.
    fn row_id(&mut self, source: &str, number: u64, own: Option<&str>, batch: &mut Batch) -> String {
        let Some(own) = own else { return self.numbered_id(source, number) };
        if self.ids.insert(own.into()) {
            return own.to_owned();
        }
        let named = format!("{source}#{own}");
        let is_new = self.ids.insert(named.as_str().into());
        let id = if is_new { named } else { self.numbered_id(source, number) };
        let repeated = self.table.as_mut().map_or(0, |open| {
            open.repeated += 1;
            open.repeated
        });
        if repeated <= REPEATED_TOLD {
            let message = format!("the id `{own}` was already given to another response; called `{id}` here");
            batch.notices.push(Notice::new(source, "repeated-id", message).at_row(number));
        }
        id
    }

    fn numbered_id(&mut self, source: &str, number: u64) -> String {
        // `a.csv#2` may already be the second response that calls itself `2`.
        let mut id = format!("{source}#{number}");
        while !self.ids.insert(id.as_str().into()) {
            id.push('\'');
        }
        id
    }
}

/// Whether the name of a file has an ending.
fn is_ended(source: &str) -> bool {
    source.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// Whether bytes that are certainly of one format cannot be of the one that the name says.
fn is_misnamed(named: &Format, known: &Format) -> bool {
    // Mails, web pages and Markdown are plain text too, and a web page may be sent as any text.
    let is_written = |format: &Format| matches!(format.name, "txt" | "md" | "eml" | "html");
    // Some programs begin a single mail as mailboxes begin.
    let is_mail = matches!((named.name, known.name), ("eml", "mbox"));
    named.name != known.name && !is_mail && !(is_written(named) && is_written(known))
}

fn misnamed(source: &str, named: &str, known: &str) -> Notice {
    let message = format!("its name says {named}, but it is {known}, and it is read as that");
    Notice::new(source, "misnamed", message)
}

fn not_supported(source: &str) -> Notice {
    let endings: Vec<&str> = format::extensions().collect();
    let message =
        format!("its format is not supported, so it is unreadable; supported: {}", endings.join(", "));
    Notice::new(source, "format-not-supported", message)
}

impl Item {
    fn of_file(file: &Found, format: &'static str, payload: Payload) -> Self {
        Self { id: file.source.clone(), source: file.source.as_str().into(), row: None, format, payload }
    }

    fn weight(&self) -> usize {
        match &self.payload {
            Payload::Letter { bytes, .. } => bytes.len(),
            Payload::Row { cells, .. } => cells.as_slice().len(),
            Payload::Unreadable { raw, .. } => raw.len(),
        }
    }
}

impl Iterator for Items {
    type Item = Result<Batch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = Batch { notices: std::mem::take(&mut self.notices), ..Batch::default() };
        let mut weight = 0;
        while batch.items.len() < BATCH_ITEMS && weight < BATCH_BYTES {
            let item = if self.table.is_some() {
                self.next_row(&mut batch)
            } else if self.mailbox.is_some() {
                self.next_message(&mut batch)
            } else if let Some(file) = self.files.next() {
                self.enter(&file, &mut batch)
            } else {
                break;
            };
            if let Some(item) = item {
                weight += item.weight();
                batch.items.push(item);
            }
        }
        let idle = batch.items.is_empty() && batch.notices.is_empty() && batch.bytes == 0;
        (!idle).then_some(Ok(batch))
    }
}

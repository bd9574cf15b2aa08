//! One of the files that are joined: its records by their ids.

use std::collections::{HashMap, VecDeque};
use std::io;

use super::IDS;
use crate::encoding::Oddities;
use crate::format::{Record, Records, jsonl};
use crate::input::Input;

/// A record of one file.
pub(super) struct Piece {
    /// Empty where it has none.
    pub(super) id: String,
    /// Everything else in it, by key.
    pub(super) values: Vec<(String, String)>,
}

/// A file that is being read.
pub(super) struct Part {
    /// The question answered in it; none in the file of respondents.
    pub(super) label: Option<String>,
    records: Box<dyn Records>,
    /// Whether ids are numbers that ascend, so that what is absent can be told without reading on.
    ascends: bool,
    /// Read before the others came to it, in order, by id.
    waiting: VecDeque<Option<Piece>>,
    places: HashMap<String, VecDeque<usize>>,
    /// Pieces already gone from the front of `waiting`.
    gone: usize,
}

impl Part {
    pub(super) fn open(input: &Input, language: &str, label: Option<String>) -> io::Result<Self> {
        let records = || jsonl::open(input, language);
        let ascends = ascends(&mut *records()?);
        let records = records()?;
        let (waiting, places) = (VecDeque::new(), HashMap::new());
        Ok(Self { label, records, ascends, waiting, places, gone: 0 })
    }

    /// The first piece that was not taken.
    pub(super) fn next(&mut self, broken: &mut VecDeque<Record>) -> Option<Piece> {
        while let Some(waiting) = self.waiting.pop_front() {
            self.gone += 1;
            if let Some(piece) = waiting {
                if let Some(places) = self.places.get_mut(&piece.id) {
                    places.pop_front();
                }
                return Some(piece);
            }
        }
        self.read(broken)
    }

    /// The piece with this id.
    pub(super) fn take(&mut self, id: &str, broken: &mut VecDeque<Record>) -> Option<Piece> {
        if let Some(place) = self.places.get_mut(id).and_then(VecDeque::pop_front) {
            return self.waiting.get_mut(place - self.gone)?.take();
        }
        if self.ascends && self.is_ahead_of(id) {
            return None;
        }
        while let Some(piece) = self.read(broken) {
            if piece.id == id {
                return Some(piece);
            }
            self.places.entry(piece.id.clone()).or_default().push_back(self.gone + self.waiting.len());
            self.waiting.push_back(Some(piece));
            if self.ascends && self.is_ahead_of(id) {
                return None;
            }
        }
        None
    }

    pub(super) fn oddities(&self) -> Oddities {
        self.records.oddities()
    }

    /// Whether what was read last lies behind `id`.
    fn is_ahead_of(&self, id: &str) -> bool {
        let last = self.waiting.back().and_then(Option::as_ref).and_then(|piece| number(&piece.id));
        last.zip(number(id)).is_some_and(|(last, id)| last > id)
    }

    fn read(&mut self, broken: &mut VecDeque<Record>) -> Option<Piece> {
        loop {
            match self.records.next()? {
                Record::Cells(cells) => return Some(self.piece(&cells)),
                unreadable @ Record::Broken { .. } => broken.push_back(unreadable),
            }
        }
    }

    fn piece(&self, cells: &csv::StringRecord) -> Piece {
        let keys: Vec<String> = self.records.headers().iter().map(crate::columns::Header::shown).collect();
        let id_column = id_column(&keys);
        let id = id_column.and_then(|at| cells.get(at)).unwrap_or("").trim().to_owned();
        let values = keys.into_iter().zip(cells).enumerate().filter(|(at, _)| Some(*at) != id_column);
        Piece { id, values: values.map(|(_, (key, value))| (key, value.to_owned())).collect() }
    }
}

/// Where among the keys of a file the id stands.
fn id_column(keys: &[String]) -> Option<usize> {
    IDS.iter().find_map(|id| keys.iter().position(|key| key == id))
}

fn number(id: &str) -> Option<u64> {
    id.parse().ok()
}

/// Whether the ids of all records are numbers, each higher than the one before.
fn ascends(records: &mut dyn Records) -> bool {
    let mut last = None;
    while let Some(record) = records.next() {
        let Record::Cells(cells) = record else { continue };
        let keys: Vec<String> = records.headers().iter().map(crate::columns::Header::shown).collect();
        let id = id_column(&keys).and_then(|at| number(cells.get(at)?.trim()));
        if id.is_none() || id <= last {
            return false;
        }
        last = id;
    }
    true
}

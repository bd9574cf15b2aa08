//! `ThemeFinder`'s layout: a folder a question, each with its wording and its answers; one record a respondent.
//!
//! `inputs/question_part_1/{question.json,responses.jsonl}`, where a question also had choices `multi_choice.jsonl`,
//! and `inputs/respondents.jsonl`. The files are joined by the id in their records, line by line where all ids ascend;
//! else what one file has and the others have not come to yet is kept in memory.

mod part;

use std::collections::{HashMap, VecDeque};
use std::io::{self, Read as _};

use csv::StringRecord;
use serde_json::Value;

use super::{Format, Reader, Record, Records};
use crate::columns::Header;
use crate::encoding::Oddities;
use crate::input::Input;
use part::{Part, Piece};

pub(crate) const FORMAT: Format =
    Format { name: "themefinder", extensions: &[], reader: Reader::Table(open) };

/// Name of the folder of a question, less its number.
pub(crate) const QUESTION_FOLDER: &str = "question_part_";
/// Files in it, and the file beside the folders.
pub(crate) const QUESTION: &str = "question.json";
pub(crate) const ANSWERS: [&str; 2] = ["responses.jsonl", "multi_choice.jsonl"];
pub(crate) const RESPONDENTS: &str = "respondents.jsonl";

/// A larger file holds more than the wording of a question.
const LARGEST_QUESTION: u64 = 1 << 20;
/// Keys of an id, most telling first.
const IDS: [&str; 3] = ["response_id", "themefinder_id", "respondent_id"];
/// Keys of the words of an answer, and of its ticks.
const WORDS: [&str; 5] = ["response", "text", "answer", "free_text", "free_text_response"];
const TICKS: [&str; 4] = ["options", "multi_choice_options", "choice", "choices"];
/// Keys that wrap the attributes of a respondent.
const WRAPPERS: [&str; 3] = ["demographic_data", "demographics", "attributes"];

/// The records of all files, joined.
struct Joined {
    parts: Vec<Part>,
    headers: Vec<Header>,
    /// Column of each key of each part.
    column_of: HashMap<(usize, String), usize>,
    broken: VecDeque<Record>,
    remarks: Vec<(&'static str, String)>,
}

fn open(folder: &Input, language: &str) -> io::Result<Box<dyn Records>> {
    let mut remarks = Vec::new();
    let mut parts = Vec::new();
    if let Some(respondents) = folder.member(RESPONDENTS) {
        parts.push(Part::open(respondents, language, None)?);
    }
    for question in question_folders(folder) {
        let wording = wording(folder, question);
        if let Err(reason) = &wording {
            remarks.push(("question-missing", format!("`{question}`: {reason}")));
        }
        let label = wording.map_or_else(|_| question.to_owned(), |text| format!("{question}: {text}"));
        for answers in ANSWERS.iter().filter_map(|answers| folder.member(&format!("{question}/{answers}"))) {
            parts.push(Part::open(answers, language, Some(label.clone()))?);
        }
    }
    let (headers, column_of) = (vec![Header::new(IDS[0])], HashMap::new());
    Ok(Box::new(Joined { parts, headers, column_of, broken: VecDeque::new(), remarks }))
}

/// The questions' folders, in the order of their numbers.
fn question_folders(folder: &Input) -> Vec<&str> {
    let folders = folder.members().iter().filter_map(|(name, _)| Some(name.split_once('/')?.0));
    let mut found: Vec<&str> = folders.filter(|folder| folder.starts_with(QUESTION_FOLDER)).collect();
    found.sort_by_cached_key(|folder| {
        let number = folder[QUESTION_FOLDER.len()..].parse().unwrap_or(u64::MAX);
        (number, (*folder).to_owned())
    });
    found.dedup();
    found
}

/// What a question asks, or why that is not known.
fn wording(folder: &Input, question: &str) -> Result<String, String> {
    let input =
        folder.member(&format!("{question}/{QUESTION}")).ok_or_else(|| format!("has no {QUESTION}"))?;
    let unread = |error: io::Error| format!("{QUESTION} cannot be read: {error}");
    let mut bytes = Vec::new();
    input.open().map_err(unread)?.take(LARGEST_QUESTION + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > LARGEST_QUESTION {
        return Err(format!("{QUESTION} is larger than 1 MiB"));
    }
    let value: Value = serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes))
        .map_err(|error| format!("{QUESTION} is not JSON: {error}"))?;
    let text = value.get("question_text").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    text.map(str::to_owned).ok_or_else(|| format!("{QUESTION} has no `question_text`"))
}

impl Joined {
    /// The first piece not yet taken, of the first part that has one.
    fn lead(&mut self) -> Option<(usize, Piece)> {
        let broken = &mut self.broken;
        self.parts.iter_mut().enumerate().find_map(|(at, part)| Some((at, part.next(broken)?)))
    }

    /// Writes a piece of a part into the record.
    fn write(&mut self, part: usize, piece: &Piece, cells: &mut Vec<String>) {
        for (key, value) in piece.values.iter().filter(|(_, value)| !value.is_empty()) {
            let at = self.column(part, key);
            cells.resize(cells.len().max(at + 1), String::new());
            cells[at].clone_from(value);
        }
    }

    fn column(&mut self, part: usize, key: &str) -> usize {
        if let Some(at) = self.column_of.get(&(part, key.to_owned())) {
            return *at;
        }
        let at = self.headers.len();
        self.headers.push(header(self.parts[part].label.as_deref(), key));
        self.column_of.insert((part, key.to_owned()), at);
        at
    }
}

/// The header of a key: of a question its wording, of a respondent what the key says inside its wrapper.
fn header(question: Option<&str>, key: &str) -> Header {
    match question {
        Some(question) if WORDS.contains(&key) => Header::with_part(question, "text"),
        Some(question) if TICKS.contains(&key) => Header::with_part(question, "choice"),
        Some(question) => Header::with_part(question, key),
        None => match key.split_once('.') {
            Some((wrapper, inner)) if WRAPPERS.contains(&wrapper) => Header::new(inner),
            _ => Header::new(key),
        },
    }
}

impl Records for Joined {
    fn headers(&self) -> &[Header] {
        &self.headers
    }

    fn next(&mut self) -> Option<Record> {
        if let Some(broken) = self.broken.pop_front() {
            return Some(broken);
        }
        let Some((lead, piece)) = self.lead() else { return self.broken.pop_front() };
        let mut cells = vec![piece.id.clone()];
        self.write(lead, &piece, &mut cells);
        for at in lead + 1..self.parts.len() {
            // A record without an id is one of its own.
            let found =
                if piece.id.is_empty() { None } else { self.parts[at].take(&piece.id, &mut self.broken) };
            if let Some(found) = found {
                self.write(at, &found, &mut cells);
            }
        }
        Some(Record::Cells(StringRecord::from(cells)))
    }

    fn oddities(&self) -> Oddities {
        self.parts.iter().map(Part::oddities).fold(Oddities::default(), |all, one| Oddities {
            guessed: all.guessed.or(one.guessed),
            replaced: all.replaced || one.replaced,
            nul: all.nul || one.nul,
        })
    }

    fn has_fixed_width(&self) -> bool {
        false
    }

    fn remarks(&self) -> Vec<(&'static str, String)> {
        self.remarks.clone()
    }
}

#[cfg(test)]
mod tests;

//! JSON Lines: one response a line, one object a line, inner objects flattened with dots.

mod mend;

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read};

use csv::StringRecord;
use serde_json::{Map, Value};

use super::{Format, Reader, Record, Records, signature};
use crate::columns::Header;
use crate::encoding::{Census, Oddities, Transcoder};
use crate::input::Input;

pub(super) const FORMAT: Format =
    Format { name: "jsonl", extensions: &["jsonl", "ndjson"], reader: Reader::Table(open) };

/// A longer line is no response.
const LONGEST_LINE: u64 = 64 << 20;

/// The lines of a file, each as cells under the keys met so far.
struct Lines<R: Read> {
    reader: BufReader<Transcoder<R>>,
    headers: Vec<Header>,
    column_of: HashMap<String, usize>,
    line: Vec<u8>,
    failed: bool,
    /// Lines that are JSON only once mended.
    mended: u64,
}

pub(super) fn open(input: &Input, language: &str) -> io::Result<Box<dyn Records>> {
    if let Some(noun) = signature::foreign_file(input)? {
        return Err(io::Error::other(format!("not a table but {noun}")));
    }
    let verdict = Census::of(input.open()?)?.verdict(language);
    Ok(Box::new(Lines::new(Transcoder::new(input.open()?, verdict))))
}

impl<R: Read> Lines<R> {
    fn new(transcoder: Transcoder<R>) -> Self {
        Self {
            reader: BufReader::new(transcoder),
            headers: Vec::new(),
            column_of: HashMap::new(),
            line: Vec::new(),
            failed: false,
            mended: 0,
        }
    }

    /// Reads the next line that is not blank; none at the end.
    fn advance(&mut self) -> io::Result<Option<&str>> {
        loop {
            self.line.clear();
            if self.reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(None);
            }
            if !self.line.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        if self.line.len() as u64 == LONGEST_LINE && self.line.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n')?;
            self.line.clear();
        }
        // A limit may cut a character; nothing else can, since the transcoder gives UTF-8.
        Ok(Some(std::str::from_utf8(&self.line).unwrap_or("").trim()))
    }

    /// The line as it came.
    fn shown(&self) -> String {
        String::from_utf8_lossy(self.line.trim_ascii()).into_owned()
    }

    fn cells(&mut self, object: &Map<String, Value>) -> StringRecord {
        let mut flat = Vec::new();
        flatten("", object, &mut flat);
        let mut cells = vec![String::new(); self.headers.len()];
        for (key, value) in flat {
            let at = if let Some(at) = self.column_of.get(&key) {
                *at
            } else {
                self.headers.push(Header::new(&key));
                self.column_of.insert(key, cells.len());
                cells.push(String::new());
                cells.len() - 1
            };
            cells[at] = value;
        }
        StringRecord::from(cells)
    }
}

fn flatten(prefix: &str, object: &Map<String, Value>, flat: &mut Vec<(String, String)>) {
    for (key, value) in object {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) => flatten(&key, inner, flat),
            value => flat.push((key, written(value))),
        }
    }
}

/// A value as a cell of a table would hold it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if !items.iter().any(|item| item.is_array() || item.is_object()) => {
            items.iter().map(written).filter(|item| !item.is_empty()).collect::<Vec<_>>().join("; ")
        }
        value => value.to_string(),
    }
}

impl<R: Read + Send> Records for Lines<R> {
    fn headers(&self) -> &[Header] {
        &self.headers
    }

    fn next(&mut self) -> Option<Record> {
        if self.failed {
            return None;
        }
        let line = match self.advance() {
            Ok(line) => line?,
            Err(error) => {
                let reason = format!("the file breaks off: {error}");
                self.failed = true;
                return Some(Record::Broken { reason, raw: String::new() });
            }
        };
        if line.is_empty() {
            return Some(Record::Broken { reason: "the line is too long".into(), raw: String::new() });
        }
        let read = match serde_json::from_str(line) {
            Err(error) => match serde_json::from_str(&mend::mend(line)) {
                Ok(value) => {
                    self.mended += 1;
                    Ok(value)
                }
                Err(_) => Err(error),
            },
            Ok(value) => Ok(value),
        };
        match read {
            Ok(Value::Object(object)) => Some(Record::Cells(self.cells(&object))),
            Ok(_) => {
                let raw = self.shown();
                Some(Record::Broken { reason: "the line is not a JSON object".into(), raw })
            }
            Err(error) => {
                let reason = format!("the line is not JSON: {}", place_in_line(&error));
                Some(Record::Broken { reason, raw: self.shown() })
            }
        }
    }

    fn oddities(&self) -> Oddities {
        self.reader.get_ref().oddities()
    }

    fn has_fixed_width(&self) -> bool {
        false
    }

    fn closing_remarks(&self) -> Vec<(&'static str, String)> {
        let message = format!(
            "{} lines hold half a UTF-16 pair or a bare control character; half a pair was replaced",
            self.mended
        );
        if self.mended == 0 { Vec::new() } else { vec![("mended-json", message)] }
    }
}

/// The parser's message, without the line number it counts within the one line.
fn place_in_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (Vec<String>, Vec<Result<Vec<String>, String>>) {
        let mut census = Census::new();
        census.feed(bytes);
        let mut lines = Lines::new(Transcoder::new(bytes, census.verdict("en")));
        let mut records = Vec::new();
        while let Some(record) = lines.next() {
            records.push(match record {
                Record::Cells(cells) => Ok(cells.iter().map(str::to_owned).collect()),
                Record::Broken { reason, .. } => Err(reason),
            });
        }
        (lines.headers.iter().map(Header::shown).collect(), records)
    }

    #[test]
    fn objects_are_flattened_and_new_keys_become_columns() {
        let (headers, records) = read(
            b"{\"id\": 1, \"who\": {\"name\": \"A\"}, \"tags\": [\"x\", 2]}\n\n{\"answer\": null, \"id\": 2, \"late\": true}",
        );
        assert_eq!(headers, ["id", "who.name", "tags", "answer", "late"]);
        let row = |cells: &[&str]| Ok(cells.iter().map(ToString::to_string).collect());
        assert_eq!(records, [row(&["1", "A", "x; 2"]), row(&["2", "", "", "", "true"])]);
    }

    #[test]
    fn a_bad_line_spoils_no_other() {
        let (_, records) = read(b"{\"id\": 1}\n{\"id\": \n[1]\n{\"id\": 2}\n");
        let broken: Vec<&str> =
            records.iter().filter_map(|record| Some(record.as_ref().err()?.as_str())).collect();
        assert_eq!(
            broken,
            ["the line is not JSON: EOF while parsing a value at column 6", "the line is not a JSON object"]
        );
        assert_eq!(records.iter().filter(|record| record.is_ok()).count(), 2);
    }

    #[test]
    fn what_json_forbids_in_strings_costs_no_response() {
        let (_, records) = read(b"{\"a\": \"x\\ud83d\"}\n{\"a\": \"y\0z\"}\n");
        assert_eq!(records, [Ok(vec!["x\u{fffd}".to_owned()]), Ok(vec!["y\0z".to_owned()])]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(bytes: Vec<u8>) {
            read(&bytes);
        }
    }
}

//! Puts a table's quotation marks right before the library reads it.
//!
//! A mark that is opened and never closed would swallow every row up to the next mark, or the end of the file,
//! and a mark within a quoted cell would end it too early. Well-formed tables pass through unchanged.

mod record;

use std::io::{self, BufRead, BufReader, Read};

use record::{End, Scan};

/// A quoted cell is looked at as a whole up to this size.
const LONGEST_CELL: usize = 8 << 20;

/// A table's bytes with every quotation mark in its place.
pub(super) struct Quotes<R> {
    source: BufReader<R>,
    delimiter: u8,
    /// What is read, of which the bytes from `done` on are not yet looked through.
    block: Vec<u8>,
    done: usize,
    at_end: bool,
    /// Mended, to be given out from `given` on.
    out: Vec<u8>,
    given: usize,
    /// Cells of the last record that was well-formed.
    width: Option<usize>,
    line: u64,
    unclosed: Found,
    within: Found,
}

/// How often something was found, and in which line first.
#[derive(Default)]
struct Found {
    first_line: u64,
    times: u64,
}

impl Found {
    fn note(&mut self, line: u64) {
        if self.times == 0 {
            self.first_line = line;
        }
        self.times += 1;
    }
}

impl<R: Read> Quotes<R> {
    pub(super) fn new(source: R, delimiter: u8) -> Self {
        Self {
            source: BufReader::with_capacity(64 * 1024, source),
            delimiter,
            block: Vec::new(),
            done: 0,
            at_end: false,
            out: Vec::new(),
            given: 0,
            width: None,
            line: 1,
            unclosed: Found::default(),
            within: Found::default(),
        }
    }

    /// What the bytes come from.
    pub(super) fn source(&self) -> &R {
        self.source.get_ref()
    }

    /// Kind and message of what was put right so far.
    pub(super) fn remarks(&self) -> Vec<(&'static str, String)> {
        let told = |found: &Found, what: &str, done: &str| {
            let more = match found.times {
                1 => String::new(),
                times => format!(", and {} more after it", times - 1),
            };
            ("quotes", format!("{what} in line {}{more}; {done}", found.first_line))
        };
        let mut remarks = Vec::new();
        if self.unclosed.times > 0 {
            let done = "it was taken to end where the next record begins, see that these records are whole";
            remarks.push(told(&self.unclosed, "a quotation mark is opened and never closed", done));
        }
        if self.within.times > 0 {
            let done = "it was kept as part of the text";
            remarks.push(told(&self.within, "a quotation mark within a quoted cell is not doubled", done));
        }
        remarks
    }

    /// Reads on.
    fn read_more(&mut self) -> io::Result<()> {
        self.block.drain(..std::mem::take(&mut self.done));
        let more = self.source.fill_buf()?;
        let length = more.len();
        self.block.extend_from_slice(more);
        self.source.consume(length);
        self.at_end = length == 0;
        Ok(())
    }

    fn ahead(&self) -> &[u8] {
        &self.block[self.done..]
    }

    /// Makes the next record ready.
    fn advance(&mut self) -> io::Result<()> {
        self.out.clear();
        self.given = 0;
        let mut scan = Scan::new(self.delimiter);
        let end = loop {
            match scan.on(&self.block[self.done..], self.at_end) {
                End::Unknown if self.ahead().len() > LONGEST_CELL => break self.ahead().len(),
                End::Unknown => self.read_more()?,
                End::At(end) => break end,
                End::Unclosed => break self.ahead().len(),
                End::Doubtful(place) => match self.next_record(&mut scan, place) {
                    Some(start) => {
                        self.part(&scan, start);
                        return Ok(());
                    }
                    None => scan.keep(place),
                },
            }
        };
        let is_regular = scan.is_whole() && self.width.is_none_or(|width| width == scan.n_cells());
        match if is_regular { None } else { self.next_record(&mut scan, end) } {
            Some(start) => self.part(&scan, start),
            None => self.pass(&scan, end),
        }
        Ok(())
    }

    /// Start of the first line before `place` that is by all signs a record of its own.
    fn next_record(&self, scan: &mut Scan, place: usize) -> Option<usize> {
        let (mut start, width) = (scan.next_line?, self.width.filter(|width| *width > 1)?);
        let ahead = self.ahead();
        let own = record::first_cell(ahead, self.delimiter);
        while start < place {
            let length = memchr::memchr2(b'\n', b'\r', &ahead[start..]);
            let line = &ahead[start..length.map_or(ahead.len(), |length| start + length)];
            if record::single(line, self.delimiter) == Some(width)
                && record::are_alike(own, record::first_cell(line, self.delimiter), width)
            {
                return Some(start);
            }
            // A line that goes on behind what is read may yet be one.
            scan.next_line = length.map_or(Some(start), |length| Some(start + length + 1));
            start += line.len() + 1;
        }
        None
    }

    /// Passes on the record that ends at `end`.
    fn pass(&mut self, scan: &Scan, end: usize) {
        if scan.is_whole() {
            self.width = Some(scan.n_cells());
        } else if self.at_end {
            self.unclosed.note(self.line);
        }
        for place in scan.kept() {
            self.within.note(self.line + lines(&self.block[self.done..self.done + place]));
        }
        scan.write(&self.block[self.done..self.done + end], &mut self.out);
        self.drop_ahead(end);
    }

    /// Ends the record before `start`, where its open quotation mark should have been closed.
    fn part(&mut self, scan: &Scan, start: usize) {
        self.unclosed.note(self.line);
        scan.write_unclosed(&self.block[self.done..self.done + start], self.width, &mut self.out);
        self.drop_ahead(start);
    }

    fn drop_ahead(&mut self, end: usize) {
        self.line += lines(&self.ahead()[..end]);
        self.done += end;
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.out.len() {
            self.advance()?;
        }
        let ready = &self.out[self.given..];
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests;

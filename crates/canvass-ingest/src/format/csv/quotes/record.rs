//! One record of a table, from the first of its bytes to its end.

use memchr::{memchr, memchr_iter, memchr2, memchr3};

/// Where a record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Not within these bytes.
    Unknown,
    /// Before this byte.
    At(usize),
    /// Nowhere: the table ends within a quoted cell.
    Unclosed,
    /// There is a mark at this byte, within a quoted cell and in a later line than the one it began in.
    Doubtful(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the first byte of a cell.
    Start,
    Bare,
    Quoted,
}

/// The first line break within a quoted cell.
#[derive(Clone, Copy)]
struct Break {
    /// Start of the next line.
    next_line: usize,
    /// The mark that opened the cell.
    open: usize,
    /// Cells up to this one.
    n_cells: usize,
}

/// A record that is being read; positions count from its first byte.
pub(super) struct Scan {
    delimiter: u8,
    at: usize,
    state: State,
    open: usize,
    n_cells: usize,
    first_break: Option<Break>,
    /// Start of the first line within a quoted cell that was not yet tried as a record of its own.
    pub(super) next_line: Option<usize>,
    /// Marks within quoted cells that are text.
    kept: Vec<usize>,
    is_whole: bool,
}

impl Scan {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            at: 0,
            state: State::Start,
            open: 0,
            n_cells: 1,
            first_break: None,
            next_line: None,
            kept: Vec::new(),
            is_whole: false,
        }
    }

    /// Reads on in `bytes`, which begin with the record; `at_end` where no more will come.
    pub(super) fn on(&mut self, bytes: &[u8], at_end: bool) -> End {
        while self.at < bytes.len() {
            let step = match self.state {
                State::Start if bytes[self.at] == b'"' => {
                    (self.open, self.state) = (self.at, State::Quoted);
                    self.at += 1;
                    None
                }
                State::Start | State::Bare => self.bare(bytes, at_end),
                State::Quoted => self.quoted(bytes, at_end),
            };
            if let Some(end) = step {
                return end;
            }
        }
        match self.state {
            _ if !at_end => End::Unknown,
            State::Quoted => End::Unclosed,
            State::Start | State::Bare => self.whole(bytes.len()),
        }
    }

    /// Takes the doubtful mark at `place` as text.
    pub(super) fn keep(&mut self, place: usize) {
        self.kept.push(place);
        self.at = place + 1;
    }

    pub(super) fn n_cells(&self) -> usize {
        self.n_cells
    }

    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Marks within quoted cells that are text and not doubled.
    pub(super) fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// Writes the record with its marks doubled where they are text.
    pub(super) fn write(&self, record: &[u8], out: &mut Vec<u8>) {
        let mut from = 0;
        for place in self.kept.iter().copied().take_while(|place| *place < record.len()) {
            out.extend_from_slice(&record[from..=place]);
            out.push(b'"');
            from = place + 1;
        }
        out.extend_from_slice(&record[from..]);
    }

    /// Writes a record that should have ended here, within a quoted cell.
    ///
    /// Where it is one line, and has as many cells as the records before it once the mark is text, it is.
    pub(super) fn write_unclosed(&self, record: &[u8], width: Option<usize>, out: &mut Vec<u8>) {
        let first = self.first_break.expect("the cell goes on in a later line");
        let body = record.trim_ascii_end().len();
        let behind = &record[first.open..body];
        let n_bare = memchr_iter(self.delimiter, behind).count();
        if first.next_line == record.len() && width == Some(first.n_cells + n_bare) {
            out.extend_from_slice(&record[..first.open]);
            let length = memchr(self.delimiter, behind).unwrap_or(behind.len());
            out.push(b'"');
            for byte in &behind[..length] {
                out.push(*byte);
                out.extend((*byte == b'"').then_some(b'"'));
            }
            out.push(b'"');
            out.extend_from_slice(&record[first.open + length..]);
        } else {
            self.write(&record[..body], out);
            out.push(b'"');
            out.extend_from_slice(&record[body..]);
        }
    }

    /// Reads a cell that began with no mark, up to its end.
    fn bare(&mut self, bytes: &[u8], at_end: bool) -> Option<End> {
        self.state = State::Bare;
        let Some(length) = memchr3(self.delimiter, b'\n', b'\r', &bytes[self.at..]) else {
            self.at = bytes.len();
            return None;
        };
        self.at += length;
        self.close(bytes, at_end)
    }

    /// Reads a quoted cell up to the next mark in it.
    fn quoted(&mut self, bytes: &[u8], at_end: bool) -> Option<End> {
        let mark = memchr(b'"', &bytes[self.at..]).map_or(bytes.len(), |length| self.at + length);
        if self.first_break.is_none()
            && let Some(length) = memchr2(b'\n', b'\r', &bytes[self.at..mark])
        {
            let line_end = self.at + length;
            let is_pair = bytes[line_end] == b'\r' && bytes.get(line_end + 1) == Some(&b'\n');
            let next_line = line_end + 1 + usize::from(is_pair);
            self.next_line = Some(next_line);
            self.first_break = Some(Break { next_line, open: self.open, n_cells: self.n_cells });
        }
        self.at = mark;
        if mark == bytes.len() {
            return None;
        }
        let blank = bytes[mark + 1..].iter().take_while(|byte| **byte == b' ').count();
        let behind = mark + 1 + blank;
        match bytes.get(behind) {
            None if at_end => {
                self.at = behind;
                Some(self.whole(behind))
            }
            None => Some(End::Unknown),
            Some(b'"') if blank == 0 => {
                self.at = behind + 1;
                None
            }
            Some(byte) if *byte == self.delimiter || matches!(byte, b'\n' | b'\r') => {
                self.at = behind;
                self.close(bytes, at_end)
            }
            Some(_) if self.first_break.is_some_and(|first| first.next_line <= mark) => {
                Some(End::Doubtful(mark))
            }
            Some(_) => {
                self.keep(mark);
                None
            }
        }
    }

    /// Ends a cell at the delimiter or line end that is next.
    fn close(&mut self, bytes: &[u8], at_end: bool) -> Option<End> {
        match bytes[self.at] {
            b'\n' => Some(self.whole(self.at + 1)),
            b'\r' => match bytes.get(self.at + 1) {
                // Whether a line feed belongs to it shows with the next byte; the cell stays as good as unread.
                None if !at_end => {
                    self.state = State::Bare;
                    Some(End::Unknown)
                }
                Some(b'\n') => Some(self.whole(self.at + 2)),
                _ => Some(self.whole(self.at + 1)),
            },
            _ => {
                self.n_cells += 1;
                self.state = State::Start;
                self.at += 1;
                None
            }
        }
    }

    fn whole(&mut self, end: usize) -> End {
        self.is_whole = true;
        End::At(end)
    }
}

/// The cells of a line that is a well-formed record by itself.
pub(super) fn single(line: &[u8], delimiter: u8) -> Option<usize> {
    let mut scan = Scan::new(delimiter);
    let end = scan.on(line, true);
    (end == End::At(line.len()) && scan.kept.is_empty()).then_some(scan.n_cells)
}

/// What stands before the first delimiter or line end.
pub(super) fn first_cell(record: &[u8], delimiter: u8) -> &[u8] {
    let end = memchr3(delimiter, b'\n', b'\r', record).unwrap_or(record.len());
    record[..end].trim_ascii()
}

/// Whether two first cells may be those of records of one table that has `width` columns.
///
/// Prose that goes on in a new line has delimiters too, but hardly begins with what looks like the number before it.
pub(super) fn are_alike(one: &[u8], other: &[u8], width: usize) -> bool {
    let is_number =
        |cell: &[u8]| cell.iter().any(u8::is_ascii_digit) && !cell.iter().any(u8::is_ascii_whitespace);
    if is_number(one) {
        return is_number(other) && (shape(one) == shape(other) || width > 2);
    }
    width > 2 && shape(one) == shape(other)
}

/// A cell's runs of digits and letters, each as one byte.
fn shape(cell: &[u8]) -> Vec<u8> {
    let mut shape: Vec<u8> = cell
        .iter()
        .map(|byte| match byte {
            b'0'..=b'9' => b'9',
            byte if byte.is_ascii_alphabetic() || !byte.is_ascii() => b'a',
            byte => *byte,
        })
        .collect();
    shape.dedup();
    shape
}

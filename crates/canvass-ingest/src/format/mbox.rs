//! A mailbox in one file: message after message, each behind a line that begins `From `.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};

use super::{Format, Reader, eml};
use crate::input::Input;

pub(super) const FORMAT: Format =
    Format { name: "mbox", extensions: &["mbox"], reader: Reader::Mailbox { part: open, read: eml::read } };

/// Bytes of a message that are kept; a longer one is no response.
const LONGEST_MESSAGE: usize = 64 << 20;
const LONGEST_LINE: u64 = 1 << 20;
/// Lines and bytes in which a message shows that it is one.
const MOST_HEADERS: usize = 60;
const LONGEST_NAME: usize = 60;
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Headers that no letter begins with.
const HEADERS: [&str; 8] = [
    "content-type",
    "delivered-to",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "x-mozilla-status",
    "x-original-to",
];

/// Whether bytes are a mailbox: a line that parts messages, and the headers of the first.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let Some(first) = lines.next().filter(|line| line.starts_with(b"From ")) else { return false };
    let head = lines.map(<[u8]>::trim_ascii_end).take_while(|line| !line.is_empty());
    let names = head.take(MOST_HEADERS).filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t"));
    let mut names = names.map(header).peekable();
    let begins = names.peek().is_some_and(Option::is_some);
    let known = |name: Option<String>| {
        name.is_some_and(|name| HEADERS.contains(&name.as_str()) || is_dated(first) && name == "from")
    };
    begins && names.any(known)
}

/// The name of a header, in lower case.
fn header(line: &[u8]) -> Option<String> {
    let (name, _) = str::from_utf8(&line[..line.len().min(LONGEST_NAME)]).ok()?.split_once(':')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (!name.is_empty() && name.bytes().all(is_name)).then(|| name.to_ascii_lowercase())
}

/// A message of a mailbox.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// Where the message begins in the file, behind its `From ` line.
    pub(crate) offset: u64,
    /// The message as it was sent.
    pub(crate) bytes: Vec<u8>,
    /// Bytes of the file up to its end.
    pub(crate) end: u64,
    /// Whether it went on for longer than is kept.
    pub(crate) is_cut: bool,
}

/// The messages of a mailbox, one in memory at a time.
pub(crate) struct Messages<R> {
    reader: R,
    offset: u64,
    /// The message begun.
    current: Option<Message>,
    /// Whether the line before was blank, or there was none.
    after_blank: bool,
    /// Whether the mailbox dates its `From ` lines, so that only dated ones part messages.
    dated: Option<bool>,
    line: Vec<u8>,
}

fn open(input: &Input) -> io::Result<Messages<BufReader<File>>> {
    Ok(Messages::new(BufReader::new(input.open()?)))
}

impl<R: BufRead> Messages<R> {
    /// The messages in what `reader` holds.
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, offset: 0, current: None, after_blank: true, dated: None, line: Vec::new() }
    }

    /// Reads the next line, or the next piece of a very long one; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        self.line.clear();
        let read = self.reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.line)?;
        self.offset += read as u64;
        Ok(read > 0)
    }

    fn parts_messages(&mut self) -> bool {
        if !self.line.starts_with(b"From ") {
            return false;
        }
        let is_dated = is_dated(&self.line);
        is_dated || self.after_blank && !*self.dated.get_or_insert(is_dated)
    }

    fn begin(&mut self) -> Option<Message> {
        self.dated.get_or_insert(is_dated(&self.line));
        let begun = Message { offset: self.offset, end: self.offset, ..Message::default() };
        self.current.replace(begun).and_then(finish)
    }

    fn keep(&mut self) {
        let is_blank = self.line.trim_ascii().is_empty();
        self.after_blank = is_blank;
        if self.current.is_none() && !is_blank {
            // Text before the first such line, or without any, is not lost.
            let offset = self.offset - self.line.len() as u64;
            self.current = Some(Message { offset, ..Message::default() });
        }
        if let Some(message) = &mut self.current {
            message.end = self.offset;
            message.is_cut |= message.bytes.len() + self.line.len() > LONGEST_MESSAGE;
            if !message.is_cut {
                message.bytes.extend_from_slice(unquoted(&self.line));
            }
        }
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = io::Result<Message>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.advance() {
                Ok(true) if self.parts_messages() => {
                    self.after_blank = false;
                    if let Some(message) = self.begin() {
                        return Some(Ok(message));
                    }
                }
                Ok(true) => self.keep(),
                Ok(false) => return self.current.take().and_then(finish).map(Ok),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The message without the blank line that parts it from the next; none where it has nothing.
fn finish(mut message: Message) -> Option<Message> {
    let bytes = &message.bytes;
    let kept = bytes.strip_suffix(b"\r\n\r\n").map(|rest| rest.len() + 2);
    let kept = kept.or_else(|| bytes.strip_suffix(b"\n\n").map(|rest| rest.len() + 1));
    message.bytes.truncate(kept.unwrap_or(bytes.len()));
    (!message.bytes.trim_ascii().is_empty() || message.is_cut).then_some(message)
}

/// A line without the mark that keeps `From ` at its start from parting messages.
fn unquoted(line: &[u8]) -> &[u8] {
    let inner = line.trim_ascii_start();
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    let is_quoted = marks > 0 && inner.len() == line.len() && line[marks..].starts_with(b"From ");
    if is_quoted { &line[1..] } else { line }
}

/// Whether a line that begins `From ` says when, with a month, a time and a year.
fn is_dated(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(&line[..line.len().min(400)]);
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |word: &str| {
        let mut parts = word.split(':');
        word.contains(':') && parts.all(|part| part.len() == 2 && figures(part))
    };
    let has_month = line.split_whitespace().any(|word| MONTHS.contains(&word.to_lowercase().as_str()));
    let has_time = line.split_whitespace().any(is_time);
    let has_year = line.split_whitespace().any(|word| word.len() == 4 && figures(word));
    has_month && has_time && has_year
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mailboxes_are_told_from_letters() {
        for mailbox in [
            "From - Mon Jan 01 10:00:00 2024\r\nX-Mozilla-Status: 0001\r\nFrom: a@b.example\r\n\r\nNo.",
            "From a@b.example\nReceived: by b.example\n\twith SMTP\nSubject: Ferry\n\nNo.",
            "From a@b.example Mon Jan  1 10:00:00 2024\nSubject: Ferry\nFrom: a@b.example\n\nNo.",
        ] {
            assert!(is_one(mailbox.as_bytes()), "{mailbox}");
        }
        for letter in [
            "From the parish council",
            "From Ann Lee, a@b.example\nTo: the council\nDate: 1 May\n\nNo.",
            "From 10:30 on 1 May 2024\nthe ferry was late: Message-ID: none",
            "Message-ID: <1>\nFrom: a@b.example\n\nNo.",
        ] {
            assert!(!is_one(letter.as_bytes()), "{letter}");
        }
    }

    /// One message again and again.
    struct Endless {
        message: Vec<u8>,
        at: usize,
    }

    impl io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let rest = &self.message[self.at..];
            let n = rest.len().min(buffer.len());
            buffer[..n].copy_from_slice(&rest[..n]);
            self.at = (self.at + n) % self.message.len();
            Ok(n)
        }
    }

    const FROM: &str = "From ada@hall.example Thu Mar 12 10:00:00 2026\n";

    fn part(mailbox: &[u8]) -> Vec<(u64, String)> {
        let messages = Messages::new(mailbox).map(|message| message.expect("no failing reader"));
        messages.map(|one| (one.offset, String::from_utf8_lossy(&one.bytes).into_owned())).collect()
    }

    #[track_caller]
    fn check(mailbox: &str, expect: &[&str]) {
        let found = part(mailbox.as_bytes());
        assert_eq!(found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), expect);
        for (offset, text) in &found {
            let first = text.lines().next().expect("a line");
            assert!(mailbox[*offset as usize..].trim_start_matches('>').starts_with(first));
        }
    }

    #[test]
    fn messages_are_parted_at_their_from_lines() {
        check(
            &format!("{FROM}Subject: a\n\none\n\n{FROM}Subject: b\n\ntwo\n"),
            &["Subject: a\n\none\n", "Subject: b\n\ntwo\n"],
        );
        let windows = format!("{FROM}Subject: a\n\none\n\n{FROM}Subject: b\n\ntwo").replace('\n', "\r\n");
        check(&windows, &["Subject: a\r\n\r\none\r\n", "Subject: b\r\n\r\ntwo"]);
    }

    #[test]
    fn a_real_writers_mailboxes_hold_the_mails_put_in() {
        let texts = |name: &str| -> Vec<String> {
            let path =
                std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mbox").join(name);
            let messages =
                open(&Input::Path(path)).expect("a fixture").map(|message| message.expect("readable").bytes);
            messages.map(|bytes| eml::read(&bytes, "en").expect("a mail").text).collect()
        };
        let alone = include_bytes!("../../tests/fixtures/eml/letter.eml");
        assert_eq!(texts("letter.mbox"), [eml::read(alone, "en").expect("a mail").text]);
        let found = texts("responses.mbox");
        assert_eq!(found.len(), 4);
        assert_eq!(found[1], "[attachment: Café hours]\n\nThe café should stay.");
        assert_eq!(found[3], "From May on the evenings are light.\n\nFrom October they are not.");
    }

    #[test]
    fn sentences_that_begin_so_part_nothing() {
        let body = "Subject: a\n\nFrom what we hear,\n\nFrom May on it rains.\n";
        check(&format!("{FROM}{body}"), &[body]);
    }

    #[test]
    fn quoted_lines_lose_one_mark() {
        check(
            &format!("{FROM}S: a\n\n>From us\n>>From you\n> From them\n"),
            &["S: a\n\nFrom us\n>From you\n> From them\n"],
        );
    }

    #[test]
    fn a_mailbox_without_dates_is_parted_behind_blank_lines() {
        check(
            "From a@b\nS: a\n\none\n\nFrom c@d\nS: b\n\ntwo\nFrom us\n",
            &["S: a\n\none\n", "S: b\n\ntwo\nFrom us\n"],
        );
    }

    #[test]
    fn text_before_the_first_message_is_not_lost() {
        check(&format!("\n\nS: x\n\nearly\n{FROM}S: a\n\none\n"), &["S: x\n\nearly\n", "S: a\n\none\n"]);
        check("", &[]);
        check(FROM, &[]);
    }

    #[test]
    fn a_mailbox_larger_than_memory_would_like_is_read_piece_by_piece() {
        let message = format!("{FROM}Subject: a\n\n{}\n\n", "word ".repeat(2_000)).into_bytes();
        let n_messages = 5_000;
        let length = message.len() as u64;
        let mailbox = Endless { message, at: 0 }.take(n_messages * length);
        let mut n_found = 0;
        for message in Messages::new(BufReader::new(mailbox)) {
            let message = message.expect("readable");
            assert_eq!(message.offset, n_found * length + FROM.len() as u64);
            n_found += 1;
        }
        assert_eq!(n_found, n_messages);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(pieces in prop::collection::vec(prop_oneof![
            Just(FROM.as_bytes().to_vec()),
            Just(b">From ".to_vec()),
            Just(b"\n\n".to_vec()),
            any::<Vec<u8>>(),
        ], 0..20)) {
            let mailbox = pieces.concat();
            let mut floor = 0;
            for message in Messages::new(&mailbox[..]) {
                let message = message.expect("readable");
                prop_assert!(floor <= message.offset && message.offset <= message.end);
                prop_assert!(message.end <= mailbox.len() as u64);
                floor = message.end;
            }
        }
    }
}

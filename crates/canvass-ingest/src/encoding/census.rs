//! Counts over the bytes of a file that tell its encoding.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use whatlang::{Lang, Script};

use super::{Charset, place};

/// No mark is longer.
const MARK_LENGTH: usize = 4;
/// The marks of UTF-32; the first begins like that of UTF-16.
const UTF32_MARKS: [(&[u8], bool); 2] = [(b"\xff\xfe\0\0", false), (b"\0\0\xfe\xff", true)];
/// UTF-16 has a control byte in at least this many of 100 pairs on its high side.
const UTF16_HIGH_PERCENT: u64 = 40;
/// A file is UTF-8 with mistakes where this many bytes go on with a character, rightly, for each bad byte.
const UTF8_GOOD_PER_BAD: u64 = 3;
/// So much of what is not UTF-8 tells the encoding,
const SAMPLE_BYTES: usize = 16 << 10;
/// in lines that are looked at no further than this.
const LONGEST_LINE: usize = 1 << 10;
/// Languages written in Windows-1252 where they are not written in Unicode.
const WESTERN: [&str; 11] = ["da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "pt", "sv"];

/// Languages in Latin letters that Windows-1252 lacks, by the encodings they are written in.
const LATIN: [(&[&str], &[Lang]); 4] = [
    (
        &["windows-1250", "ISO-8859-2"],
        &[Lang::Ces, Lang::Slk, Lang::Pol, Lang::Hun, Lang::Ron, Lang::Slv, Lang::Hrv],
    ),
    (&["windows-1254"], &[Lang::Tur, Lang::Aze]),
    (&["windows-1257", "ISO-8859-4", "ISO-8859-13"], &[Lang::Est, Lang::Lav, Lang::Lit]),
    (&["windows-1258"], &[Lang::Vie]),
];

/// What is known of a file's bytes so far.
pub(crate) struct Census {
    mark: Vec<u8>,
    length: u64,
    /// Control bytes that text does not hold, in even and in odd places.
    controls: [u64; 2],
    /// Bytes that go on with a character of UTF-8.
    good: u64,
    bad: u64,
    /// The beginning of a UTF-8 sequence that the next piece may complete.
    tail: Vec<u8>,
    /// The line that is not yet whole.
    line: Vec<u8>,
    /// The first lines that are not UTF-8.
    sample: Vec<u8>,
}

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) charset: Charset,
    /// Length of its byte order mark.
    pub(crate) mark: usize,
}

impl Census {
    pub(crate) fn new() -> Self {
        Self {
            mark: Vec::with_capacity(MARK_LENGTH),
            length: 0,
            controls: [0; 2],
            good: 0,
            bad: 0,
            tail: Vec::new(),
            line: Vec::new(),
            sample: Vec::new(),
        }
    }

    /// Counts everything that `reader` gives.
    pub(crate) fn of(mut reader: impl Read) -> io::Result<Self> {
        let mut census = Self::new();
        let mut piece = vec![0; 64 * 1024];
        loop {
            match reader.read(&mut piece)? {
                0 => return Ok(census),
                n => census.feed(&piece[..n]),
            }
        }
    }

    /// Counts the next piece.
    pub(crate) fn feed(&mut self, piece: &[u8]) {
        let missing = MARK_LENGTH.saturating_sub(self.mark.len()).min(piece.len());
        self.mark.extend_from_slice(&piece[..missing]);
        self.count_controls(piece);
        self.sample(piece);
        if piece.is_ascii() && self.tail.is_empty() {
            return;
        }
        if self.tail.is_empty() {
            self.count_sequences(piece);
        } else {
            let joined = [std::mem::take(&mut self.tail).as_slice(), piece].concat();
            self.count_sequences(&joined);
        }
    }

    /// The encoding, for text expected in `language`.
    pub(crate) fn verdict(&self, language: &str) -> Verdict {
        let is_utf32 = |(mark, _): &(&[u8], bool)| self.mark.starts_with(mark);
        if let Some((mark, is_big_endian)) = UTF32_MARKS.into_iter().find(is_utf32) {
            return Verdict { charset: Charset::Utf32 { is_big_endian }, mark: mark.len() };
        }
        if let Some((encoding, mark)) = Encoding::for_bom(&self.mark) {
            let is_stray = encoding == UTF_8 && self.n_bad() > 0;
            let charset = if is_stray { Charset::Mended } else { Charset::Web(encoding) };
            return Verdict { charset, mark };
        }
        let charset = self.utf16().map_or_else(|| self.by_sequences(language), Charset::Web);
        Verdict { charset, mark: 0 }
    }

    fn n_bad(&self) -> u64 {
        self.bad + u64::from(!self.tail.is_empty())
    }

    fn by_sequences(&self, language: &str) -> Charset {
        match self.n_bad() {
            0 => return Charset::Web(UTF_8),
            bad if bad * UTF8_GOOD_PER_BAD <= self.good => return Charset::Mended,
            _ => {}
        }
        let mut sample = self.sample.clone();
        sample.extend(&self.line);
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&sample, true);
        let guess = detector.guess(top_level_domain(language), Utf8Detection::Deny);
        if !WESTERN.contains(&language) || is_foreign(&sample, guess) {
            Charset::Web(guess)
        } else {
            place::western(&sample)
        }
    }

    /// UTF-16 of any European script has small numbers in all its high bytes, and hardly any in its low bytes.
    fn utf16(&self) -> Option<&'static Encoding> {
        let pairs = self.length / 2;
        let [even, odd] = self.controls;
        let clear =
            |high: u64, low: u64| pairs >= 2 && high * 100 >= pairs * UTF16_HIGH_PERCENT && low * 8 <= high;
        if clear(odd, even) {
            Some(UTF_16LE)
        } else if clear(even, odd) {
            Some(UTF_16BE)
        } else {
            None
        }
    }

    fn count_controls(&mut self, piece: &[u8]) {
        let first = usize::from(self.length % 2 == 1);
        self.length += piece.len() as u64;
        // Tab and line ends, 9 to 13, are text.
        if piece.iter().filter(|byte| **byte < 9).count() == 0 {
            return;
        }
        for (at, byte) in piece.iter().enumerate() {
            self.controls[(at + first) % 2] += u64::from(*byte < 9);
        }
    }

    /// Keeps the first lines that are not UTF-8.
    fn sample(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() && self.sample.len() < SAMPLE_BYTES {
            let room = LONGEST_LINE - self.line.len();
            let end = memchr::memchr2(b'\n', b'\r', piece).map_or(piece.len(), |at| at + 1);
            let is_end = end <= room && matches!(piece[end - 1], b'\n' | b'\r');
            let (more, rest) = piece.split_at(end.min(room));
            piece = rest;
            self.line.extend(more);
            if is_end || self.line.len() == LONGEST_LINE {
                if str::from_utf8(&self.line).is_err() {
                    self.sample.extend(&self.line);
                }
                self.line.clear();
            }
        }
    }

    fn count_sequences(&mut self, mut piece: &[u8]) {
        loop {
            let (valid, error) = match std::str::from_utf8(piece) {
                Ok(valid) => (valid, None),
                Err(error) => {
                    let valid = std::str::from_utf8(&piece[..error.valid_up_to()]).expect("valid up to here");
                    (valid, Some(error))
                }
            };
            self.good += valid.bytes().filter(|byte| (0x80..0xc0).contains(byte)).count() as u64;
            let Some(error) = error else { return };
            let Some(length) = error.error_len() else {
                self.tail = piece[error.valid_up_to()..].to_vec();
                return;
            };
            self.bad += 1;
            piece = &piece[error.valid_up_to() + length..];
        }
    }
}

/// Whether text is in a language that is not written in Windows-1252, if it is in an encoding at all.
fn is_foreign(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    whatlang::detect(&text).is_some_and(|told| {
        let is_written = |(encodings, languages): &(&[&str], &[Lang])| {
            encodings.contains(&encoding.name()) && languages.contains(&told.lang())
        };
        told.is_reliable() && (told.script() != Script::Latin || LATIN.iter().any(is_written))
    })
}

/// The domain whose pages are mostly in `language`, which is what the detector asks for.
fn top_level_domain(language: &str) -> Option<&'static [u8]> {
    match language {
        "ar" => Some(b"sa"),
        "el" => Some(b"gr"),
        "hu" => Some(b"hu"),
        "ro" => Some(b"ro"),
        "ru" => Some(b"ru"),
        "tr" => Some(b"tr"),
        _ => None,
    }
}

//! Counts over the bytes of a file that tell its encoding.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A mark of UTF-8 or UTF-16 is at most this long.
const MARK_LENGTH: usize = 3;
/// UTF-16 has a control byte in at least this many of 100 pairs on its high side.
const UTF16_HIGH_PERCENT: u64 = 40;
/// A file is UTF-8 with mistakes where it has this many good sequences for each bad byte.
const UTF8_GOOD_PER_BAD: u64 = 3;
/// So much of a file tells the detector enough.
const DETECTOR_BYTES: usize = 1 << 20;
/// Languages written in Windows-1252 where they are not written in Unicode.
const WESTERN: [&str; 11] = ["da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "pt", "sv"];

/// What is known of a file's bytes so far.
pub(crate) struct Census {
    mark: Vec<u8>,
    length: u64,
    /// Control bytes that text does not hold, in even and in odd places.
    controls: [u64; 2],
    good: u64,
    bad: u64,
    /// Curly apostrophes as Windows and as old Macs write them.
    windows_marks: u64,
    mac_marks: u64,
    /// The last two bytes seen.
    last: [u8; 2],
    /// The beginning of a UTF-8 sequence that the next piece may complete.
    tail: Vec<u8>,
    detector: EncodingDetector,
    /// Bytes the detector has seen.
    detected: usize,
}

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) encoding: &'static Encoding,
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
            windows_marks: 0,
            mac_marks: 0,
            last: [0; 2],
            tail: Vec::new(),
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            detected: 0,
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
        if piece.is_ascii() && self.tail.is_empty() && self.last[1].is_ascii() {
            self.remember(piece);
            return;
        }
        self.count_apostrophes(piece);
        if self.tail.is_empty() {
            self.count_sequences(piece);
        } else {
            let joined = [std::mem::take(&mut self.tail).as_slice(), piece].concat();
            self.count_sequences(&joined);
        }
        // The detector is slow, and asked only about what is not UTF-8.
        if self.bad > 0 && self.detected < DETECTOR_BYTES {
            self.detected += piece.len();
            self.detector.feed(piece, false);
        }
    }

    /// The encoding, for text expected in `language`.
    pub(crate) fn verdict(&self, language: &str) -> Verdict {
        if let Some((encoding, mark)) = Encoding::for_bom(&self.mark) {
            return Verdict { encoding, mark };
        }
        Verdict { encoding: self.utf16().unwrap_or_else(|| self.by_sequences(language)), mark: 0 }
    }

    /// Keeps the last two bytes of a piece that has nothing to count.
    fn remember(&mut self, piece: &[u8]) {
        for byte in &piece[piece.len().saturating_sub(2)..] {
            self.last = [self.last[1], *byte];
        }
    }

    fn by_sequences(&self, language: &str) -> &'static Encoding {
        let bad = self.bad + u64::from(!self.tail.is_empty());
        if bad * UTF8_GOOD_PER_BAD <= self.good {
            UTF_8
        } else if !WESTERN.contains(&language) {
            self.detector.guess(top_level_domain(language), Utf8Detection::Deny)
        } else if self.mac_marks > self.windows_marks {
            MACINTOSH
        } else {
            WINDOWS_1252
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

    /// Counts bytes between two letters that are an apostrophe in Windows-1252, or in Mac OS Roman.
    fn count_apostrophes(&mut self, piece: &[u8]) {
        for byte in piece {
            let [before, mark] = self.last;
            if mark >= 0x80 && before.is_ascii_lowercase() && byte.is_ascii_lowercase() {
                self.windows_marks += u64::from(mark == 0x92);
                self.mac_marks += u64::from(mark == 0xd5);
            }
            self.last = [mark, *byte];
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
            self.good += valid.bytes().filter(|byte| *byte >= 0xc0).count() as u64;
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

//! A reader that turns bytes of a known encoding into UTF-8, a piece at a time.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder};

use super::charset::mend;
use super::{Charset, Oddities, Verdict};

/// Bytes read at a time; UTF-8 may take three times as many.
const PIECE: usize = 32 * 1024;

/// UTF-8 out of any encoding, in bounded memory.
pub(crate) struct Transcoder<R> {
    inner: R,
    decoder: Piecewise,
    /// Bytes of the byte order mark still to be passed over.
    mark: usize,
    input: Vec<u8>,
    pending: std::ops::Range<usize>,
    output: Vec<u8>,
    ready: std::ops::Range<usize>,
    finished: bool,
    oddities: Oddities,
}

impl<R: Read> Transcoder<R> {
    pub(crate) fn new(inner: R, verdict: Verdict) -> Self {
        Self {
            inner,
            decoder: Piecewise::new(verdict.charset),
            mark: verdict.mark,
            input: vec![0; PIECE],
            pending: 0..0,
            output: vec![0; 3 * PIECE],
            ready: 0..0,
            finished: false,
            oddities: Oddities { guessed: verdict.guessed(), ..Oddities::default() },
        }
    }

    /// What was odd about the bytes so far.
    pub(crate) fn oddities(&self) -> Oddities {
        self.oddities
    }

    fn refill(&mut self) -> io::Result<()> {
        let mut last = false;
        if self.pending.is_empty() {
            let n = self.inner.read(&mut self.input)?;
            last = n == 0;
            let skip = self.mark.min(n);
            self.mark -= skip;
            self.pending = skip..n;
        }
        let step = self.decoder.step(&self.input[self.pending.clone()], &mut self.output, last);
        self.pending.start += step.read;
        self.ready = 0..step.written;
        self.finished = last && step.is_empty;
        self.oddities.replaced |= step.replaced;
        self.oddities.nul |= self.output[..step.written].contains(&0);
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.finished {
            self.refill()?;
        }
        let n = self.ready.len().min(buffer.len());
        buffer[..n].copy_from_slice(&self.output[self.ready.start..self.ready.start + n]);
        self.ready.start += n;
        Ok(n)
    }
}

/// A decoder of any encoding, which keeps what a piece leaves incomplete.
enum Piecewise {
    Web(Decoder),
    Own {
        charset: Charset,
        unit: Vec<u8>,
    },
    /// UTF-8 with stray bytes, and the character begun.
    Mended {
        begun: Vec<u8>,
    },
}

/// What became of a piece.
struct Step {
    read: usize,
    written: usize,
    replaced: bool,
    /// Whether nothing is left of the piece.
    is_empty: bool,
}

impl Piecewise {
    fn new(charset: Charset) -> Self {
        match charset {
            Charset::Web(encoding) => Self::Web(encoding.new_decoder_without_bom_handling()),
            Charset::Mended => Self::Mended { begun: Vec::new() },
            charset => Self::Own { charset, unit: Vec::new() },
        }
    }

    fn step(&mut self, input: &[u8], output: &mut [u8], last: bool) -> Step {
        match self {
            Self::Web(decoder) => {
                let (result, read, written, replaced) = decoder.decode_to_utf8(input, output, last);
                Step { read, written, replaced, is_empty: result == CoderResult::InputEmpty }
            }
            Self::Own { charset, unit } => units(*charset, unit, input, output, last),
            Self::Mended { begun } => mended(begun, input, output, last),
        }
    }
}

/// Decodes UTF-8 with stray bytes, as much as there is room for: no byte becomes more than three.
fn mended(begun: &mut Vec<u8>, input: &[u8], output: &mut [u8], last: bool) -> Step {
    let taken = input.len().min((output.len() / 3).saturating_sub(begun.len()));
    begun.extend(&input[..taken]);
    let mut text = String::with_capacity(begun.len());
    let read = mend(begun, last, &mut text);
    begun.drain(..read);
    output[..text.len()].copy_from_slice(text.as_bytes());
    Step { read: taken, written: text.len(), replaced: false, is_empty: taken == input.len() }
}

/// Decodes units that the program knows itself, as long as there is room.
fn units(charset: Charset, unit: &mut Vec<u8>, input: &[u8], output: &mut [u8], last: bool) -> Step {
    let mut step = Step { read: 0, written: 0, replaced: false, is_empty: false };
    while output.len() - step.written >= char::MAX.len_utf8() {
        if let Some(byte) = input.get(step.read) {
            unit.push(*byte);
            step.read += 1;
        } else if !last || unit.is_empty() {
            step.is_empty = true;
            break;
        }
        if unit.len() == charset.unit() || step.read == input.len() && last {
            let mark = charset.mark(unit);
            step.replaced |= mark.is_none();
            let mark = mark.unwrap_or(char::REPLACEMENT_CHARACTER);
            step.written += mark.encode_utf8(&mut output[step.written..]).len();
            unit.clear();
        }
    }
    step
}

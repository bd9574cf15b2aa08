//! A reader that turns bytes of a known encoding into UTF-8, a piece at a time.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder};

use super::{Oddities, Verdict};

/// Bytes read at a time; UTF-8 may take three times as many.
const PIECE: usize = 32 * 1024;

/// UTF-8 out of any encoding, in bounded memory.
pub(crate) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
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
            decoder: verdict.encoding.new_decoder_without_bom_handling(),
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
        let (result, read, written, replaced) =
            self.decoder.decode_to_utf8(&self.input[self.pending.clone()], &mut self.output, last);
        self.pending.start += read;
        self.ready = 0..written;
        self.finished = last && result == CoderResult::InputEmpty;
        self.oddities.replaced |= replaced;
        self.oddities.nul |= self.output[..written].contains(&0);
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

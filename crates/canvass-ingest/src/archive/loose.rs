//! Entries found by their own heads, where the list at the archive's end is cut off or damaged.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom};

use zip::ZipReadOptions;
use zip::read::{ZipFile, read_zipfile_from_stream_with_options};
use zip::result::{ZipError, ZipResult};

const SIGNATURE: &[u8; 4] = b"PK\x03\x04";
/// Length of a head without the name and the fields behind it.
const HEAD: usize = 30;
/// Bytes searched at a time.
const PIECE: usize = 64 * 1024;
/// A size that stands elsewhere.
const ELSEWHERE: u32 = u32::MAX;

/// Where an entry's head was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loose {
    offset: u64,
    /// Bytes up to the next head or the end of the archive.
    pub(super) extent: u64,
    /// Whether its size was not known when it was written, as in archives made while they are sent.
    pub(super) is_streamed: bool,
}

impl Loose {
    /// What its head says, also where its content is encrypted.
    pub(super) fn head(self, reader: &mut BufReader<File>) -> ZipResult<ZipFile<'_, BufReader<File>>> {
        self.file(reader, ZipReadOptions::new().ignore_encryption_flag(true))
    }

    /// The entry, to be read.
    pub(super) fn content(self, reader: &mut BufReader<File>) -> ZipResult<ZipFile<'_, BufReader<File>>> {
        self.file(reader, ZipReadOptions::new())
    }

    fn file<'a>(
        self,
        reader: &'a mut BufReader<File>,
        options: ZipReadOptions<'a>,
    ) -> ZipResult<ZipFile<'a, BufReader<File>>> {
        reader.seek(SeekFrom::Start(self.offset))?;
        let options = options.override_compressed_size(self.extent).ignore_crc32(self.is_streamed);
        read_zipfile_from_stream_with_options(reader, options)?.ok_or(ZipError::FileNotFound)
    }
}

/// The heads in an archive, `most` at the most.
pub(super) fn find(reader: &mut BufReader<File>, most: usize) -> io::Result<Vec<Loose>> {
    let length = reader.seek(SeekFrom::End(0))?;
    let mut found: Vec<Loose> = Vec::new();
    let mut from = 0;
    while let Some(offset) = next(reader, from)? {
        if let Some(last) = found.last_mut() {
            last.extent = offset - last.offset;
        }
        if found.len() == most {
            break;
        }
        let Some((head, packed)) = head(reader, offset)? else { break };
        found.push(Loose { offset, extent: length - offset, is_streamed: packed.is_none() });
        // A size that cannot be is not believed; what lies inside an entry is none of its own.
        let end = packed.and_then(|packed| (offset + head).checked_add(packed)).filter(|end| *end <= length);
        from = end.unwrap_or(offset + head);
    }
    Ok(found)
}

/// Length of a head with its name and fields, and the size of what is packed behind it, where it says so.
fn head(reader: &mut BufReader<File>, offset: u64) -> io::Result<Option<(u64, Option<u64>)>> {
    let mut head = [0; HEAD];
    reader.seek(SeekFrom::Start(offset))?;
    match reader.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let short = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
    let packed = u32::from_le_bytes([head[18], head[19], head[20], head[21]]);
    let is_streamed = short(6) & 8 != 0;
    let length = HEAD as u64 + u64::from(short(26)) + u64::from(short(28));
    let is_known = !is_streamed && packed != ELSEWHERE;
    Ok(Some((length, is_known.then_some(u64::from(packed)))))
}

/// Where the next head begins.
fn next(reader: &mut BufReader<File>, from: u64) -> io::Result<Option<u64>> {
    reader.seek(SeekFrom::Start(from))?;
    let mut piece = Vec::with_capacity(PIECE + SIGNATURE.len());
    let mut start = from;
    loop {
        let read = reader.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        if let Some(at) = piece.windows(SIGNATURE.len()).position(|window| window == SIGNATURE) {
            return Ok(Some(start + at as u64));
        }
        if read == 0 {
            return Ok(None);
        }
        // A signature may lie across the border.
        let done = piece.len().saturating_sub(SIGNATURE.len() - 1);
        piece.drain(..done);
        start += done as u64;
    }
}

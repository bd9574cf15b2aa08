//! SHA-256 in hexadecimal, of bytes and of files read piece by piece.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

/// Length of the pieces a file is read in.
const PIECE: usize = 64 * 1024;

/// The digest of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    written(&Sha256::digest(bytes))
}

/// The digest of the parts, each closed by a mark, so that moving a border changes it.
pub(crate) fn hex_of_parts<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    written(&of_parts(parts))
}

/// The first half of that digest, for telling parts apart in little memory.
pub(crate) fn key_of_parts<'a>(parts: impl Iterator<Item = &'a str>) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&of_parts(parts)[..16]);
    key
}

fn of_parts<'a>(parts: impl Iterator<Item = &'a str>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0x1f]);
    }
    digest.finalize().into()
}

/// The digest of a file's bytes.
pub(crate) fn hex_of_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(written(&digest.finalize())),
            n => digest.update(&piece[..n]),
        }
    }
}

/// A digest of bytes that are written to it.
#[derive(Default)]
pub(crate) struct Digester(Sha256);

impl Digester {
    pub(crate) fn hex(self) -> String {
        written(&self.0.finalize())
    }
}

impl Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(digest: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * digest.len());
    for byte in digest {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_nothing_is_the_published_one() {
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn borders_between_parts_count() {
        assert_ne!(hex_of_parts(["ab", "c"].into_iter()), hex_of_parts(["a", "bc"].into_iter()));
    }
}

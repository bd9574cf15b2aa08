//! Bytes with their length in front, over a pipe.

use std::io::{self, Read, Write};

/// Writes a frame.
pub(super) fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads a frame; none where the pipe ended before it began.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    let read = from.take(length).read_to_end(&mut bytes)?;
    if (read as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_one_by_one() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"one").expect("written");
        write(&mut pipe, b"").expect("written");
        let mut pipe = pipe.as_slice();
        assert_eq!(read(&mut pipe).expect("a frame"), Some(b"one".to_vec()));
        assert_eq!(read(&mut pipe).expect("a frame"), Some(Vec::new()));
        assert_eq!(read(&mut pipe).expect("the end"), None);
    }

    #[test]
    fn a_frame_cut_short_is_an_error() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"document").expect("written");
        assert!(read(&mut &pipe[..12]).is_err());
    }
}

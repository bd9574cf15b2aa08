//! Plain text: one letter a file, as it came.

use super::{Format, Letter, Reader};
use crate::encoding;

pub(super) const FORMAT: Format =
    Format { name: "txt", extensions: &["txt", "text"], reader: Reader::Letter(read) };

#[expect(clippy::unnecessary_wraps, reason = "the shape that every letter format shares")]
pub(super) fn read(bytes: &[u8], language: &str) -> Result<Letter, String> {
    let decoded = encoding::decode(bytes, language);
    Ok(Letter { text: decoded.text, remarks: decoded.oddities.remarks(), mail: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_are_kept() {
        assert_eq!(read(b"one\r\ntwo\n", "en").expect("text").text, "one\r\ntwo\n");
    }

    #[test]
    fn a_foreign_encoding_is_told() {
        let letter = read(b"caf\xe9", "en").expect("text");
        assert_eq!(letter.text, "café");
        assert_eq!(letter.remarks, [("encoding", "not UTF-8; read as Windows-1252".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes: Vec<u8>) {
            prop_assert!(read(&bytes, "en").is_ok());
        }
    }
}

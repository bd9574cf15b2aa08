//! Plain text: one letter a file, as it came.

use super::{Format, Letter, Reader, signature};
use crate::encoding;

pub(super) const FORMAT: Format =
    Format { name: "txt", extensions: &["txt", "text"], reader: Reader::Letter(read) };

pub(super) fn read(bytes: &[u8], language: &str) -> Result<Letter, String> {
    if let Some(noun) = signature::foreign(bytes) {
        return Err(format!("not plain text but {noun}"));
    }
    let decoded = encoding::decode(bytes, language);
    Ok(Letter { text: decoded.text, remarks: decoded.oddities.remarks(), ..Letter::default() })
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

    #[test]
    fn another_document_is_no_text() {
        assert_eq!(read(b"%PDF-1.7", "en").expect_err("no text"), "not plain text but a PDF");
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes: Vec<u8>) {
            prop_assume!(signature::foreign(&bytes).is_none());
            prop_assert!(read(&bytes, "en").is_ok());
        }
    }
}

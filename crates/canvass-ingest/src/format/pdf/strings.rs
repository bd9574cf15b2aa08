//! Text strings of a PDF: UTF-16, UTF-8, or the encoding of its own.

/// What bytes from 0x80 on stand for where PDF's own encoding is not Latin-1.
const OWN: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The text of a string.
pub(super) fn decode(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], encoding: &'static encoding_rs::Encoding| {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, encoding_rs::UTF_16BE),
        [0xff, 0xfe, rest @ ..] => utf16(rest, encoding_rs::UTF_16LE),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| own(*byte)).collect(),
    }
}

fn own(byte: u8) -> char {
    byte.checked_sub(0x80).and_then(|at| OWN.get(usize::from(at)).copied()).unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn every_encoding_is_told() {
        assert_eq!(decode(b"\xfe\xff\x00c\x00a\x00f\x00\xe9"), "café");
        assert_eq!(decode(b"\xff\xfec\x00a\x00"), "ca");
        assert_eq!(decode("\u{feff}café".as_bytes()), "café");
        assert_eq!(decode(b"caf\xe9 \x8dso\x8e \xa0\xa35"), "café “so” €£5");
    }
}

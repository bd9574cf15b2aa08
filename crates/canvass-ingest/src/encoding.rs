//! Bytes of unknown encoding become UTF-8: whole for letters, piece by piece for tables.
//!
//! A byte order mark decides; else UTF-16 shows by control bytes in every other place, and UTF-8 by being valid, but for
//! a few stray bytes, which are of Windows-1252.
//! What is left is what `chardetng` says, where the language expected is not of Western Europe or the text is neither;
//! else the encoding of Western Europe in which no character is out of place, which is nearly always Windows-1252.

mod census;
mod charset;
mod place;
mod transcoder;

use encoding_rs::UTF_8;

pub(crate) use census::{Census, Verdict};
use charset::Charset;
pub(crate) use transcoder::Transcoder;

/// Text that was bytes, with what was odd about them.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) oddities: Oddities,
}

/// What was odd about the bytes of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Oddities {
    /// The encoding, where it is not UTF-8 and no mark says so.
    pub(crate) guessed: Option<&'static str>,
    /// Some bytes stand for no character and were replaced by U+FFFD.
    pub(crate) replaced: bool,
    /// NUL characters stand in the text, and are kept.
    pub(crate) nul: bool,
}

impl Oddities {
    /// A kind and a message for each.
    pub(crate) fn remarks(self) -> Vec<(&'static str, String)> {
        let mut remarks = Vec::new();
        if let Some(name) = self.guessed {
            remarks.push(("encoding", format!("not UTF-8; read as {name}")));
        }
        if self.replaced {
            let message = "some bytes stand for no character in its encoding; each was replaced by U+FFFD";
            remarks.push(("broken-bytes", message.to_owned()));
        }
        if self.nul {
            remarks.push(("nul-characters", "holds NUL characters; they were kept as they are".to_owned()));
        }
        remarks
    }
}

/// The text of a whole file.
pub(crate) fn decode(bytes: &[u8], language: &str) -> Decoded {
    let mut census = Census::new();
    census.feed(bytes);
    let verdict = census.verdict(language);
    let (text, replaced) = verdict.charset.decode(&bytes[verdict.mark..]);
    let oddities = Oddities { guessed: verdict.guessed(), replaced, nul: text.contains('\0') };
    Decoded { text: text.into_owned(), oddities }
}

impl Verdict {
    /// The name of the encoding, where a notice should say how the file was read.
    pub(crate) fn guessed(self) -> Option<&'static str> {
        let is_told = self.mark == 0 && self.charset != Charset::Web(UTF_8);
        (is_told || self.charset == Charset::Mended).then(|| self.charset.spoken())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_2, KOI8_U, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};
    use proptest::prelude::*;

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], language: &str, text: &str, guessed: Option<&str>) {
        let decoded = decode(bytes, language);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.oddities.guessed, guessed);
        let mut streamed = String::new();
        let mut transcoder = Transcoder::new(bytes, {
            let mut census = Census::new();
            bytes.chunks(3).for_each(|chunk| census.feed(chunk));
            census.verdict(language)
        });
        std::io::Read::read_to_string(&mut transcoder, &mut streamed).expect("no failing reader");
        assert_eq!(streamed, text, "piece by piece");
        assert_eq!(transcoder.oddities(), decoded.oddities);
    }

    #[test]
    fn marks_decide() {
        check("\u{feff}café".as_bytes(), "en", "café", None);
        check(&[&[0xff, 0xfe][..], &utf16("café\r\n", u16::to_le_bytes)].concat(), "en", "café\r\n", None);
        check(&[&[0xfe, 0xff][..], &utf16("café", u16::to_be_bytes)].concat(), "en", "café", None);
    }

    #[test]
    fn utf_32_is_known_by_its_mark() {
        let wide = |order: fn(u32) -> [u8; 4], text: &str| -> Vec<u8> {
            text.chars().flat_map(|mark| order(u32::from(mark))).collect()
        };
        check(&wide(u32::to_le_bytes, "\u{feff}We don’t agree 😀\n"), "en", "We don’t agree 😀\n", None);
        check(&wide(u32::to_be_bytes, "\u{feff}café"), "en", "café", None);
        check(b"\xff\xfe\0\0a\0\0\0b\0", "en", "a\u{fffd}", None);
    }

    #[test]
    fn utf_16_shows_without_a_mark() {
        check(&utf16("We don’t agree.", u16::to_le_bytes), "en", "We don’t agree.", Some("UTF-16LE"));
        check(&utf16("We don’t agree.", u16::to_be_bytes), "en", "We don’t agree.", Some("UTF-16BE"));
        check(&utf16("Мы согласны с этим", u16::to_le_bytes), "ru", "Мы согласны с этим", Some("UTF-16LE"));
    }

    #[test]
    fn windows_1252_is_what_utf_8_is_not() {
        check("“café” – £5, don’t".as_bytes(), "en", "“café” – £5, don’t", None);
        check(b"\x93caf\xe9\x94 \x96 \xa35, don\x92t", "en", "“café” – £5, don’t", Some("Windows-1252"));
    }

    #[test]
    fn old_macs_write_their_apostrophes_differently() {
        check(b"We don\xd5t agree.", "en", "We don’t agree.", Some("Mac OS Roman"));
    }

    #[test]
    fn other_scripts_are_guessed_from_the_language() {
        let (bytes, _, _) = WINDOWS_1251.encode("Мы не согласны с этим предложением");
        check(&bytes, "ru", "Мы не согласны с этим предложением", Some("windows-1251"));
    }

    #[test]
    fn other_languages_show_among_western_ones() {
        for (encoding, text) in [
            (
                WINDOWS_1250,
                "Nie zgadzam się, bo koszt jest za wysoki i żadna rodzina nie może sobie pozwolić w śródmieściu.",
            ),
            (
                ISO_8859_2,
                "Nie zgadzam się, bo koszt jest za wysoki i żadna rodzina nie może sobie pozwolić w śródmieściu.",
            ),
            (
                WINDOWS_1250,
                "Nesouhlasíme s návrhem, protože by příliš zatížil rodiny, které nemají jinou možnost.",
            ),
            (WINDOWS_1251, "Я не согласен с введением зоны, потому что это слишком дорого для семей."),
            (KOI8_U, "Я не согласен с введением зоны, потому что это слишком дорого для семей."),
            (WINDOWS_1253, "Δεν συμφωνώ με την πρόταση, γιατί κοστίζει πολύ."),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let decoded = decode(&bytes, "en");
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.oddities.guessed, Some(encoding.name()));
        }
        let german =
            "Wir sind dagegen, weil die Gebühr für Familien zu hoch ist, und fürchten größere Straßen.";
        check(&WINDOWS_1252.encode(german).0, "en", german, Some("Windows-1252"));
    }

    #[test]
    fn stray_bytes_among_utf_8_are_read_by_themselves() {
        let mended = Some("UTF-8 with stray bytes of Windows-1252");
        check(b"caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 \xff end", "en", "café café café ÿ end", mended);
        let letter = b"We don\xe2\x80\x99t and can\xe2\x80\x99t pay, and won\x92t.";
        check(letter, "en", "We don’t and can’t pay, and won’t.", mended);
        check(b"\xef\xbb\xbfcaf\xe9", "en", "café", mended);
    }

    #[test]
    fn nul_characters_are_kept_and_told() {
        let decoded = decode(b"before\0after, and a good deal more", "en");
        assert_eq!(decoded.text, "before\0after, and a good deal more");
        assert!(decoded.oddities.nul);
    }

    proptest! {
        #[test]
        fn whole_and_piecewise_agree(bytes: Vec<u8>) {
            let whole = decode(&bytes, "en");
            let mut census = Census::new();
            bytes.chunks(1).for_each(|chunk| census.feed(chunk));
            let mut transcoder = Transcoder::new(&bytes[..], census.verdict("en"));
            let mut pieces = String::new();
            std::io::Read::read_to_string(&mut transcoder, &mut pieces).expect("no failing reader");
            prop_assert_eq!(pieces, whole.text);
        }
    }
}

//! The encodings that text comes in: those of the web, and two that only old programs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The upper half of code page 850, of DOS in Western Europe.
const LATIN: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);
/// The upper half of code page 437, of DOS in America.
const ORIGINAL: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ",
    "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
    "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    /// An encoding that web pages may have.
    Web(&'static Encoding),
    /// Code page 850.
    Dos850,
    /// Code page 437.
    Dos437,
    /// UTF-8 with stray bytes of Windows-1252.
    Mended,
    /// UTF-32, which always comes with its mark.
    Utf32 { is_big_endian: bool },
}

impl Charset {
    /// What it is called in a notice.
    pub(super) fn spoken(self) -> &'static str {
        match self {
            Self::Web(encoding) => match encoding.name() {
                "windows-1252" => "Windows-1252",
                "macintosh" => "Mac OS Roman",
                name => name,
            },
            Self::Dos850 => "code page 850 (DOS)",
            Self::Dos437 => "code page 437 (DOS)",
            Self::Mended => "UTF-8 with stray bytes of Windows-1252",
            Self::Utf32 { .. } => "UTF-32",
        }
    }

    /// Whole bytes as text, and whether some stand for no character.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        if let Self::Web(encoding) = self {
            return encoding.decode_without_bom_handling(bytes);
        }
        if self == Self::Mended {
            let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
            mend(bytes, true, &mut text);
            return (Cow::Owned(text), false);
        }
        let marks = || bytes.chunks(self.unit()).map(|unit| self.mark(unit));
        let text = marks().map(|mark| mark.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        (Cow::Owned(text), marks().any(|mark| mark.is_none()))
    }

    /// Bytes of a character, where the program decodes it itself.
    pub(super) fn unit(self) -> usize {
        if matches!(self, Self::Utf32 { .. }) { 4 } else { 1 }
    }

    /// The character that a unit of bytes stands for.
    pub(super) fn mark(self, unit: &[u8]) -> Option<char> {
        match (self, unit) {
            (Self::Utf32 { is_big_endian }, unit) => {
                let unit: [u8; 4] = unit.try_into().ok()?;
                char::from_u32(if is_big_endian {
                    u32::from_be_bytes(unit)
                } else {
                    u32::from_le_bytes(unit)
                })
            }
            (_, [ascii @ 0..0x80]) => Some(char::from(*ascii)),
            (Self::Dos850, [upper]) => LATIN.chars().nth(usize::from(*upper) - 0x80),
            (Self::Dos437, [upper]) => ORIGINAL.chars().nth(usize::from(*upper) - 0x80),
            _ => None,
        }
    }
}

/// Appends what is UTF-8 as it is, and other bytes as what they are in Windows-1252.
///
/// Returns how many bytes were read: the beginning of a character at the end waits for the rest, unless these are the last.
pub(super) fn mend(bytes: &[u8], last: bool, text: &mut String) -> usize {
    let mut read = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        read += chunk.valid().len();
        let stray = chunk.invalid();
        let is_begun = str::from_utf8(stray).is_err_and(|error| error.error_len().is_none());
        if is_begun && read + stray.len() == bytes.len() && !last {
            return read;
        }
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(stray).0);
        read += stray.len();
    }
    read
}

//! The fonts of an RTF document, and the encodings that they stand for.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::symbol::Font;

/// Encodings by font, and the one of the document.
pub(super) struct Fonts {
    by_number: HashMap<i32, Entry>,
    /// The font being described in the table of fonts.
    described: i32,
    /// The font of text without one.
    pub(super) plain: i32,
    document: &'static Encoding,
    /// A code page that is not known.
    pub(super) unknown: Option<i32>,
}

/// What the table of fonts says about one.
#[derive(Default)]
struct Entry {
    name: String,
    encoding: Option<&'static Encoding>,
    is_symbols: bool,
}

/// The character set of fonts whose letters are drawings.
const SYMBOLS: i32 = 2;
/// Where drawings are kept apart from letters.
const PRIVATE: u32 = 0xf000;

impl Fonts {
    pub(super) fn new() -> Self {
        let (by_number, document) = (HashMap::new(), WINDOWS_1252);
        Self { by_number, described: 0, plain: 0, document, unknown: None }
    }

    /// Takes the encoding of the document from its head.
    pub(super) fn set_code_page(&mut self, number: i32) {
        match encoding(number) {
            Some(encoding) => self.document = encoding,
            None => self.unknown = Some(number).filter(|number| *number > 0),
        }
    }

    /// Takes in a control word of the table of fonts.
    pub(super) fn describe(&mut self, name: &str, number: i32) {
        match name {
            "f" => self.described = number,
            "fcharset" => {
                let described = self.by_number.entry(self.described).or_default();
                described.is_symbols = number == SYMBOLS;
                described.encoding = code_page(number).and_then(encoding);
            }
            "cpg" => self.by_number.entry(self.described).or_default().encoding = encoding(number),
            _ => {}
        }
    }

    /// Takes in text of the table of fonts: part of a name.
    pub(super) fn describe_name(&mut self, text: &str) {
        let described = self.by_number.entry(self.described).or_default();
        described.name.extend(text.chars().filter(|mark| *mark != ';'));
    }

    /// Bytes written in a font, as text.
    pub(super) fn decode(&self, bytes: &[u8], font: i32) -> String {
        let known = self.by_number.get(&font);
        if known.is_some_and(|known| known.is_symbols || Font::named(&known.name) != Font::Letters) {
            return bytes.iter().filter_map(|byte| char::from_u32(PRIVATE + u32::from(*byte))).collect();
        }
        let encoding = known.and_then(|known| known.encoding).unwrap_or(self.document);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// What a font draws.
    pub(super) fn drawn(&self, font: i32) -> Font {
        self.by_number.get(&font).map_or(Font::Letters, |known| Font::named(&known.name))
    }
}

fn encoding(code_page: i32) -> Option<&'static Encoding> {
    codepage::to_encoding(u16::try_from(code_page).ok()?)
}

/// The code page of a character set of Windows; none for the one of the document.
fn code_page(charset: i32) -> Option<i32> {
    Some(match charset {
        0 => 1252,
        77 => 10000,
        78 | 128 => 932,
        79 | 129 => 949,
        80 | 134 => 936,
        81 | 136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        83 | 177 => 1255,
        84 | 178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

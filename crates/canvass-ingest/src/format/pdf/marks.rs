//! Fonts of marks: the boxes, ticks and bullets that word processors set in Wingdings and Symbol.
//!
//! Their codes stand for themselves, or for private characters, and unpdf drops them as unreadable.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use unpdf::parser::backend::ResourceScope;
use unpdf::parser::raw::{PdfDict, PdfObject, RawDocument};

use super::objects::{bytes, dictionary, get, inherited};

/// Private characters that stand for the codes of such a font.
const PRIVATE: RangeInclusive<u32> = 0xe000..=0xf8ff;
const MOST_CODES: u32 = 0x1_0000;

/// A font of marks.
pub(super) struct Marks {
    /// Whether its letters are marks as well.
    is_wingdings: bool,
    /// Bytes of a code.
    width: usize,
    characters: HashMap<u32, u32>,
}

/// The font of that name, where it is one of marks.
pub(super) fn find(document: &RawDocument, scope: ResourceScope, name: &[u8]) -> Option<Marks> {
    let own = scope.form.and_then(|form| resources(document, form, false));
    let resources = own.or_else(|| resources(document, scope.page, true))?;
    let font = dictionary(get(document, dictionary(get(document, resources, b"Font")?)?, name)?)?;
    let base = get(document, font, b"BaseFont")?.as_name()?.to_ascii_lowercase();
    let named = |part: &[u8]| base.windows(part.len()).any(|window| window == part);
    let is_wingdings = named(b"wingdings");
    if !(is_wingdings || named(b"symbol") || named(b"webdings")) {
        return None;
    }
    let is_composite = get(document, font, b"Subtype").and_then(PdfObject::as_name) == Some(b"Type0");
    let map = get(document, font, b"ToUnicode").and_then(bytes);
    let characters = map.map_or_else(HashMap::new, |map| characters(&map));
    Some(Marks { is_wingdings, width: if is_composite { 2 } else { 1 }, characters })
}

fn resources(document: &RawDocument, of: (u32, u16), inherits: bool) -> Option<&PdfDict> {
    let of = dictionary(document.get_object(of)?)?;
    let found =
        if inherits { inherited(document, of, b"Resources") } else { get(document, of, b"Resources") };
    dictionary(found?)
}

impl Marks {
    /// What a run of codes shows; none where nothing of it is known.
    pub(super) fn read(&self, codes: &[u8]) -> Option<String> {
        let codes =
            codes.chunks(self.width).map(|code| code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)));
        let text: String = codes.filter_map(|code| self.mark(code)).collect();
        (!text.is_empty()).then_some(text)
    }

    fn mark(&self, code: u32) -> Option<char> {
        match self.characters.get(&code) {
            Some(character) if !PRIVATE.contains(character) => char::from_u32(*character),
            Some(character) => self.own(character & 0xff),
            None if self.width == 1 => self.own(code),
            None => None,
        }
    }

    fn own(&self, code: u32) -> Option<char> {
        Some(match (code, self.is_wingdings) {
            (0x20, _) => ' ',
            (0x6f..=0x72 | 0xa8, true) => '☐',
            (0xfe | 0x52, true) => '☑',
            (0xfd | 0x51 | 0x53 | 0x54 | 0x78, true) => '☒',
            (0xfc, true) => '✓',
            (0xfb, true) => '✗',
            (0x6e, true) => '■',
            (0x6c | 0x9f | 0xa1 | 0xa7 | 0xb7 | 0xd8 | 0x76, true)
            | (0xb7 | 0xa7 | 0xd8 | 0x0a | 0x0b | 0x6c, false) => '•',
            (0x2d, false) => '-',
            _ => return None,
        })
    }
}

/// The characters of codes, from the table that a font carries along.
fn characters(table: &[u8]) -> HashMap<u32, u32> {
    let table = String::from_utf8_lossy(table);
    let mut found = HashMap::new();
    for (kind, section) in sections(&table) {
        let numbers = hexadecimal(section);
        match kind {
            "bfchar" => found.extend(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1]))),
            _ => numbers.chunks_exact(3).for_each(|range| add_range(&mut found, range)),
        }
    }
    found
}

fn add_range(found: &mut HashMap<u32, u32>, range: &[u32]) {
    let [first, last, start] = *range else { return };
    if last < MOST_CODES {
        found.extend((first..=last).map(|code| (code, start.saturating_add(code - first))));
    }
}

/// What stands between `beginbfchar` and `endbfchar`, and between their like for ranges.
fn sections(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.split("begin").skip(1).filter_map(|section| {
        let kind = ["bfchar", "bfrange"].into_iter().find(|kind| section.starts_with(kind))?;
        Some((kind, section[kind.len()..].split("end").next()?))
    })
}

/// The numbers in angle brackets.
fn hexadecimal(section: &str) -> Vec<u32> {
    let written = section.split('<').skip(1).filter_map(|number| number.split('>').next());
    written.filter_map(|number| u32::from_str_radix(number.trim(), 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is_wingdings: bool, width: usize, table: &str, codes: &[u8], expected: Option<&str>) {
        let marks = Marks { is_wingdings, width, characters: characters(table.as_bytes()) };
        assert_eq!(marks.read(codes).as_deref(), expected);
    }

    #[test]
    fn private_characters_are_read() {
        check(false, 1, "1 beginbfchar\n<01> <F0B7>\nendbfchar", b"\x01", Some("•"));
        check(true, 2, "1 beginbfrange <0003> <0004> <F0A8> endbfrange", b"\x00\x03", Some("☐"));
        check(true, 2, "1 beginbfchar <0003> <2612> endbfchar", b"\x00\x03", Some("☒"));
    }

    #[test]
    fn codes_stand_for_themselves_in_a_simple_font() {
        check(true, 1, "", b"\xfe \xa8", Some("☑ ☐"));
        check(true, 1, "", b"\x01", None);
        check(true, 2, "", b"\x00\xfe", None);
    }

    #[test]
    fn tables_of_nonsense_are_empty() {
        check(false, 1, "beginbfrange <00> <ffffffff> <0> endbfrange beginbfchar < <>", b"\x07", None);
    }
}

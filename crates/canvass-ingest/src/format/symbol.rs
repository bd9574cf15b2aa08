//! Picture fonts, whose letters are drawings: what each drawing is as a character.
//!
//! A filled-in form ticks with a crossed box of Wingdings as often as with a form control.

/// A font: of letters, or of drawings in the place of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Font {
    #[default]
    Letters,
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
    Symbol,
}

impl Font {
    /// The font of a name; writers add numbers to names, and the name of a script.
    pub(super) fn named(name: &str) -> Self {
        let starts = |start: &str| name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
        match () {
            () if starts("wingdings 2") => Self::Wingdings2,
            () if starts("wingdings 3") => Self::Wingdings3,
            () if starts("wingdings") => Self::Wingdings,
            () if starts("webdings") => Self::Webdings,
            () if starts("symbol") => Self::Symbol,
            () => Self::Letters,
        }
    }

    fn drawings(self) -> &'static [(u8, char)] {
        match self {
            Self::Wingdings => &WINGDINGS,
            Self::Wingdings2 => &WINGDINGS_2,
            Self::Webdings => &WEBDINGS,
            Self::Symbol => &SYMBOL,
            Self::Letters | Self::Wingdings3 => &[],
        }
    }
}

const WINGDINGS: [(u8, char); 54] = [
    (0x21, '✏'),
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x36, '⌛'),
    (0x3f, '✍'),
    (0x41, '✌'),
    (0x43, '👍'),
    (0x44, '👎'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x4a, '☺'),
    (0x4b, '😐'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6d, '○'),
    (0x6e, '■'),
    // The five that forms use as boxes to tick.
    (0x6f, '☐'),
    (0x71, '☐'),
    (0x72, '☐'),
    (0xa8, '☐'),
    (0xfd, '☒'),
    (0xfe, '☒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8a, '⑩'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa4, '◉'),
    (0xa5, '◎'),
    (0xa7, '▪'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xdc, '➲'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe7, '←'),
    (0xe8, '➔'),
    (0xef, '⇦'),
    (0xf0, '⇨'),
    (0xf1, '⇧'),
    (0xf2, '⇩'),
    (0xfb, '✗'),
    (0xfc, '✓'),
];

const WINGDINGS_2: [(u8, char); 13] = [
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☒'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x2a, '☐'),
    (0xa3, '☐'),
    (0x96, '•'),
    (0x97, '●'),
    (0x98, '●'),
    (0xa2, '■'),
    (0x99, '○'),
];

const WEBDINGS: [(u8, char); 5] = [(0x61, '✓'), (0x63, '☐'), (0x67, '■'), (0x72, '✗'), (0x6e, '●')];

const SYMBOL: [(u8, char); 22] = [
    (0xa0, '€'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xd2, '®'),
    (0xd3, '©'),
    (0xd4, '™'),
    (0xd6, '√'),
    (0xde, '⇒'),
    (0xe5, '∑'),
];

/// The Greek letters on the keys of Symbol, from `A` and from `a`.
const UPPER_GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const LOWER_GREEK: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// Where fonts keep their drawings apart from letters.
const PRIVATE: std::ops::RangeInclusive<u32> = 0xf000..=0xf0ff;

/// A letter of a font as a character; none where it is a drawing that is not known.
pub(super) fn character(letter: char, font: Font) -> Option<char> {
    let code = u32::from(letter);
    let font = match font {
        Font::Letters if !PRIVATE.contains(&code) => return Some(letter),
        // The font is not named: the common bullet is of Symbol, the rest of Wingdings.
        Font::Letters if code == 0xf0b7 => Font::Symbol,
        Font::Letters => Font::Wingdings,
        font => font,
    };
    let code = match code {
        code if PRIVATE.contains(&code) => (code & 0xff) as u8,
        code if code < 0x100 => code as u8,
        _ => return Some(letter),
    };
    if code <= b' ' {
        return Some(' ');
    }
    let drawn = font.drawings().iter().find(|(key, _)| *key == code).map(|(_, drawn)| *drawn);
    drawn.or_else(|| if font == Font::Symbol { greek(code) } else { None })
}

/// A box of a form.
pub(super) fn tick(is_ticked: bool) -> char {
    if is_ticked { '☒' } else { '☐' }
}

fn greek(code: u8) -> Option<char> {
    match code {
        b'A'..=b'Z' => UPPER_GREEK.chars().nth(usize::from(code - b'A')),
        b'a'..=b'z' => LOWER_GREEK.chars().nth(usize::from(code - b'a')),
        b' '..=b'~' => Some(char::from(code)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_characters() {
        for (letter, font, expect) in [
            ('a', "Calibri", Some('a')),
            ('þ', "Wingdings", Some('☒')),
            ('\u{f0a8}', "Wingdings", Some('☐')),
            ('\u{f0fe}', "", Some('☒')),
            ('\u{f0b7}', "", Some('•')),
            ('\u{f052}', "Wingdings 2", Some('☒')),
            ('c', "Webdings", Some('☐')),
            ('m', "Symbol", Some('μ')),
            ('7', "Symbol", Some('7')),
            ('☒', "Segoe UI Symbol", Some('☒')),
            ('’', "Wingdings", Some('’')),
            ('\u{f0ff}', "Wingdings", None),
        ] {
            assert_eq!(character(letter, Font::named(font)), expect);
        }
    }
}

//! How each level of a Word list writes its mark.

use crate::format::numeral::{self, Numeral};
use crate::format::symbol;
use crate::format::xml::Element;

use super::styles::{self, value};

/// Levels of a list.
pub(super) const DEPTH: usize = 9;
/// A mark of more letters is no mark, and repeated before every paragraph would swell the text.
const LONGEST_MARK: usize = 100;

/// One level of a list.
#[derive(Clone)]
pub(super) struct Level {
    pub(super) start: u32,
    style: LevelStyle,
    /// The mark, in which `%2` stands for the number of the second level.
    pattern: String,
    /// Numbers begin again behind a level above this one; none where they never do.
    pub(super) restarts_below: Option<usize>,
    /// All numbers in the mark are decimal.
    is_legal: bool,
    /// Nothing stands between the mark and the text.
    is_glued: bool,
    /// The paragraph style that uses this level.
    pub(super) paragraph_style: Option<String>,
}

#[derive(Clone, Copy)]
enum LevelStyle {
    Bullet { is_ticked: bool },
    Number(Numeral),
    Nothing,
}

impl Level {
    pub(super) fn read(level: &Element, depth: usize) -> Self {
        let number = |name| value(level, &[name]).and_then(|number| number.parse::<u32>().ok());
        let restart = number("lvlRestart").map_or(depth, |above| depth.min(above as usize));
        let pattern = value(level, &["lvlText"]).unwrap_or_default();
        Self {
            start: number("start").unwrap_or(1),
            style: LevelStyle::read(level, &pattern),
            restarts_below: (restart > 0).then_some(restart),
            is_legal: styles::switch(level, "isLgl") == Some(true),
            is_glued: value(level, &["suff"]).as_deref() == Some("nothing"),
            paragraph_style: value(level, &["pStyle"]),
            pattern,
        }
    }

    /// The mark that shows for the numbers of this level and those above it; none where none shows.
    pub(super) fn mark(&self, levels: &[Option<Self>], numbers: &[u32]) -> Option<String> {
        let mark = match self.style {
            LevelStyle::Bullet { is_ticked: true } => return Some("☒ ".to_owned()),
            LevelStyle::Bullet { is_ticked: false } if self.pattern.trim().is_empty() => return None,
            LevelStyle::Bullet { is_ticked: false } => return Some("- ".to_owned()),
            LevelStyle::Number(_) | LevelStyle::Nothing => self.fill(levels, numbers),
        };
        let mark: String = mark.chars().take(LONGEST_MARK).collect();
        match mark.trim() {
            "" => None,
            _ if self.is_glued => Some(mark),
            trimmed => Some(format!("{trimmed} ")),
        }
    }

    fn fill(&self, levels: &[Option<Self>], numbers: &[u32]) -> String {
        let mut mark = String::new();
        let mut letters = self.pattern.chars().peekable();
        while let Some(letter) = letters.next() {
            let digit = if letter == '%' { letters.peek().and_then(|next| next.to_digit(10)) } else { None };
            let Some(digit) = digit else {
                mark.push(letter);
                continue;
            };
            letters.next();
            let depth = (digit as usize).wrapping_sub(1);
            if let (Some(Some(level)), Some(number)) = (levels.get(depth), numbers.get(depth)) {
                mark.push_str(&level.write(*number, self.is_legal));
            }
        }
        mark
    }

    fn write(&self, number: u32, is_legal: bool) -> String {
        match self.style {
            LevelStyle::Number(_) if is_legal => number.to_string(),
            LevelStyle::Number(numeral) => numeral::write(number, numeral),
            LevelStyle::Bullet { .. } | LevelStyle::Nothing => String::new(),
        }
    }
}

impl LevelStyle {
    fn read(level: &Element, pattern: &str) -> Self {
        let numeral = match value(level, &["numFmt"]).as_deref() {
            Some("bullet") => return Self::Bullet { is_ticked: is_ticked(level, pattern) },
            Some("none") => return Self::Nothing,
            Some("decimalZero") => Numeral::PaddedDecimal,
            Some("ordinal") => Numeral::Ordinal,
            Some("lowerLetter") => Numeral::LowerLetter,
            Some("upperLetter") => Numeral::UpperLetter,
            Some("lowerRoman") => Numeral::LowerRoman,
            Some("upperRoman") => Numeral::UpperRoman,
            _ => Numeral::Decimal,
        };
        Self::Number(numeral)
    }
}

/// A crossed box for a bullet is an answer. An empty box may as well be an ornament.
fn is_ticked(level: &Element, pattern: &str) -> bool {
    let font = level.child("rPr").and_then(styles::font).unwrap_or_default();
    let drawn = pattern.chars().next().and_then(|bullet| symbol::character(bullet, font));
    matches!(drawn, Some('☒' | '☑'))
}

//! How each level of an ODF list writes its mark.

use crate::format::numeral::{self, Numeral};
use crate::format::symbol;
use crate::format::xml::Element;

use super::styles;

/// Levels of a list.
pub(super) const DEPTH: usize = 10;
/// A mark of more letters is no mark, and repeated before every paragraph would swell the text.
const LONGEST_MARK: usize = 100;

/// One level of a list.
pub(super) struct Level {
    pub(super) start: u32,
    style: LevelStyle,
}

enum LevelStyle {
    Bullet {
        is_ticked: bool,
    },
    Number {
        numeral: Option<Numeral>,
        prefix: String,
        suffix: String,
        /// Levels in the mark, this one included.
        shown: usize,
        /// The whole mark, in which `%2%` stands for the number of the second level; newer writers have it.
        pattern: Option<String>,
    },
}

/// The levels of a list style, from the outermost.
pub(super) fn read(list: &Element) -> Vec<Option<Level>> {
    let mut levels: Vec<Option<Level>> = (0..DEPTH).map(|_| None).collect();
    for level in list.children() {
        let depth = level.number::<usize>("level").and_then(|number| number.checked_sub(1));
        if let Some(place) = depth.and_then(|depth| levels.get_mut(depth)) {
            *place = Some(Level::read(level));
        }
    }
    levels
}

/// The mark that shows for the numbers down to a level; none where none shows.
pub(super) fn mark(levels: &[Option<Level>], numbers: &[u32]) -> Option<String> {
    let depth = numbers.len().checked_sub(1)?;
    let mark = match &levels.get(depth)?.as_ref()?.style {
        LevelStyle::Bullet { is_ticked: true } => "☒".to_owned(),
        LevelStyle::Bullet { is_ticked: false } => "-".to_owned(),
        LevelStyle::Number { pattern: Some(pattern), .. } => fill(pattern, levels, numbers),
        LevelStyle::Number { prefix, suffix, shown, .. } => {
            let first = (depth + 1).saturating_sub(*shown);
            let written: Vec<String> = (first..=depth).filter_map(|at| write(levels, numbers, at)).collect();
            format!("{prefix}{}{suffix}", written.join("."))
        }
    };
    let mark: String = mark.chars().take(LONGEST_MARK).collect();
    let mark = mark.trim();
    (!mark.is_empty()).then(|| format!("{mark} "))
}

fn fill(pattern: &str, levels: &[Option<Level>], numbers: &[u32]) -> String {
    let mut mark = pattern.to_owned();
    for at in 0..numbers.len() {
        let place = format!("%{}%", at + 1);
        if mark.contains(&place) {
            mark = mark.replace(&place, &write(levels, numbers, at).unwrap_or_default());
        }
    }
    mark
}

fn write(levels: &[Option<Level>], numbers: &[u32], at: usize) -> Option<String> {
    match levels.get(at)?.as_ref()?.style {
        LevelStyle::Number { numeral, .. } => Some(numeral::write(*numbers.get(at)?, numeral?)),
        LevelStyle::Bullet { .. } => None,
    }
}

impl Level {
    fn read(level: &Element) -> Self {
        let start = level.number("start-value").unwrap_or(1);
        if !level.name().ends_with("level-style-number") && level.name() != "outline-level-style" {
            return Self { start, style: LevelStyle::Bullet { is_ticked: is_ticked(level) } };
        }
        let attribute = |name| level.attribute(name).unwrap_or_default();
        let style = LevelStyle::Number {
            numeral: numeral(&attribute("num-format")),
            prefix: attribute("num-prefix"),
            suffix: attribute("num-suffix"),
            shown: level.number("display-levels").unwrap_or(1),
            pattern: level.attribute("num-list-format"),
        };
        Self { start, style }
    }
}

fn numeral(format: &str) -> Option<Numeral> {
    Some(match format {
        "" => return None,
        "a" => Numeral::LowerLetter,
        "A" => Numeral::UpperLetter,
        "i" => Numeral::LowerRoman,
        "I" => Numeral::UpperRoman,
        format if format.starts_with("1st") => Numeral::Ordinal,
        format if format.starts_with("01") => Numeral::PaddedDecimal,
        _ => Numeral::Decimal,
    })
}

/// A crossed box for a bullet is an answer. An empty box may as well be an ornament.
fn is_ticked(level: &Element) -> bool {
    let bullet = level.attribute("bullet-char").and_then(|bullet| bullet.chars().next());
    let font = level.child("text-properties").and_then(styles::font).unwrap_or_default();
    matches!(bullet.and_then(|bullet| symbol::character(bullet, font)), Some('☒' | '☑'))
}

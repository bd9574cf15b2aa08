//! One cell of a scale: a label, a mark, or nothing.

use std::ops::Range;

use super::super::boxes;

const LONGEST_LABEL: usize = 60;
/// Marks that tick a label where a form has no boxes for them.
const MARKS: [&str; 4] = ["x", "X", "×", "√"];
/// What stands where a mark may go, and between a label and its mark.
const ROOM: [char; 7] = ['_', '.', '…', '-', '–', ':', '*'];

/// What a cell holds.
pub(super) enum Cell {
    Empty,
    /// A box, or a mark by itself, and whether it ticks.
    Box(bool),
    Choice(Choice),
    Words,
}

/// A label, and what makes it stand out.
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one label, read one at a time")]
pub(super) struct Choice {
    pub(super) label: Range<usize>,
    pub(super) ticked: bool,
    pub(super) bold: bool,
    pub(super) struck: bool,
    /// Whether there is room for a mark beside it.
    pub(super) slot: bool,
}

/// The cell that stands in a place.
pub(super) fn read(text: &str, place: Range<usize>) -> Cell {
    let written = text[place.clone()].trim();
    if let Some(ticked) = mark(written) {
        return Cell::Box(ticked);
    }
    let (rest, ticked) = without_mark(written);
    let label = rest.trim_matches(|mark: char| !mark.is_alphanumeric());
    if label.is_empty() {
        return if rest.chars().all(|mark| mark.is_whitespace() || ROOM.contains(&mark)) {
            Cell::Empty
        } else {
            Cell::Words
        };
    }
    if label.len() > LONGEST_LABEL || label.contains(['.', '?', '!']) {
        return Cell::Words;
    }
    let start = place.start + text[place.clone()].find(rest).unwrap_or(0) + rest.find(label).unwrap_or(0);
    let label = start..start + label.len();
    let (before, behind) = (&text[..label.start], &text[label.end..]);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    Cell::Choice(Choice {
        ticked: ticked == Some(true),
        bold: ["**", "__"].iter().any(|mark| before.ends_with(mark) && behind.starts_with(mark)),
        struck: before[line..].matches("~~").count() % 2 == 1,
        slot: ticked.is_some() || rest.ends_with([':', '_']),
        label,
    })
}

/// Whether a word is a mark or a box, and whether it ticks.
fn mark(word: &str) -> Option<bool> {
    let bare = word.trim_matches(|mark: char| ROOM.contains(&mark) || mark.is_whitespace());
    if MARKS.contains(&bare) { Some(true) } else { boxes::exact(word).or_else(|| boxes::exact(bare)) }
}

/// What is written in a cell without the mark at one end of it.
fn without_mark(written: &str) -> (&str, Option<bool>) {
    if let Some((rest, ticked)) = boxes::behind(written).or_else(|| boxes::before(written)) {
        return (rest, Some(ticked));
    }
    let apart = |letter: char| letter.is_whitespace() || matches!(letter, ':' | '.' | '…');
    if let Some((at, found)) = written.rmatch_indices(apart).next()
        && let Some(ticked) = mark(&written[at + found.len()..])
    {
        return (&written[..at + found.len()], Some(ticked));
    }
    if let Some((first, rest)) = written.split_once(char::is_whitespace)
        && let Some(ticked) = mark(first)
    {
        return (rest, Some(ticked));
    }
    (written, None)
}

//! Boxes to tick: `☒ Yes ☐ No`, `[x] Agree`, one a line or several.

use std::ops::Range;

use canvass_core::Stance;

const TICKED: [&str; 20] = [
    "☑", "☒", "✓", "✔", "✅", "■", "◉", "⦿", "✗", "✘", "🗹", "[x]", "[X]", "(x)", "(X)", "[✓]", "[✔]", "(*)",
    "[*]", "(•)",
];
const EMPTY: [&str; 10] = ["☐", "□", "○", "◯", "⚪", "[ ]", "[]", "[_]", "( )", "[  ]"];
const LONGEST_LABEL: usize = 60;

/// What a group of boxes says.
pub(super) struct Ticked {
    /// Bytes of the whole group.
    pub(super) len: usize,
    /// The label of the one box that is ticked.
    pub(super) label: Option<Range<usize>>,
}

/// The group of boxes that `text` starts with.
pub(super) fn read(text: &str, known: &dyn Fn(&str) -> Option<Stance>) -> Option<Ticked> {
    let mut ticked = Vec::new();
    let (mut len, mut n_labels, mut n_known) = (0, 0, 0);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if content.is_empty() && len > 0 || content.starts_with("|--") {
            start += line.len();
            continue;
        }
        let Some(labels) = labels(line, known) else { break };
        for (is_ticked, label) in labels {
            n_labels += 1;
            n_known += usize::from(known(&line[label.clone()]).is_some());
            if is_ticked {
                ticked.push(start + label.start..start + label.end);
            }
        }
        start += line.len();
        len = start - (line.len() - line.trim_end().len());
    }
    let is_group = n_known > 0 || n_labels >= 2;
    let label = if ticked.len() == 1 { ticked.pop() } else { None };
    (len > 0 && is_group && (label.is_some() || ticked.is_empty())).then_some(Ticked { len, label })
}

/// Whether the whole of `text` is a box that is ticked, or one that is not.
pub(super) fn exact(text: &str) -> Option<bool> {
    marks().find(|(mark, _)| *mark == text).map(|(_, is_ticked)| is_ticked)
}

/// What stands before the box that `text` ends in, and whether that is ticked.
pub(super) fn behind(text: &str) -> Option<(&str, bool)> {
    marks().find_map(|(mark, is_ticked)| Some((text.strip_suffix(mark)?, is_ticked)))
}

/// What stands behind the box that `text` begins with, and whether that is ticked.
pub(super) fn before(text: &str) -> Option<(&str, bool)> {
    marks().find_map(|(mark, is_ticked)| Some((text.strip_prefix(mark)?, is_ticked)))
}

fn marks() -> impl Iterator<Item = (&'static str, bool)> {
    TICKED.into_iter().map(|mark| (mark, true)).chain(EMPTY.into_iter().map(|mark| (mark, false)))
}

/// Whether there is a box on a line, ticked or not.
pub(super) fn has_box(line: &str) -> bool {
    !boxes(line).is_empty()
}

/// Labels, each with whether it is ticked.
type Labels = Vec<(bool, Range<usize>)>;

/// The labels on a line of boxes; none where the line is something else.
///
/// Boxes stand before their labels, also behind a title ("Levy? ☐ Yes ☑ No"), or behind them ("Yes ☐ No ☑").
fn labels(line: &str, known: &dyn Fn(&str) -> Option<Stance>) -> Option<Labels> {
    let boxes = boxes(line);
    let (first, last) = (boxes.first()?, boxes.last()?);
    let is_silent = |text: &str| text.chars().all(|mark| !mark.is_alphanumeric());
    let before = || {
        let starts = std::iter::once(0).chain(boxes.iter().map(|(_, place)| place.end));
        let places = starts.zip(&boxes).map(|(start, (is_ticked, place))| (*is_ticked, start..place.start));
        trimmed(line, places)
    };
    let behind = || {
        let ends = boxes.iter().skip(1).map(|(_, place)| place.start).chain([line.len()]);
        let places = boxes.iter().zip(ends).map(|((is_ticked, place), end)| (*is_ticked, place.end..end));
        trimmed(line, places)
    };
    if is_silent(&line[..first.1.start]) {
        return behind();
    }
    if is_silent(&line[last.1.end..]) {
        return before();
    }
    let n_known = |labels: &Option<Labels>| {
        labels.iter().flatten().filter(|(_, label)| known(&line[label.clone()]).is_some()).count()
    };
    let (before, behind) = (before(), behind());
    let is_titled = n_known(&behind) > n_known(&before) && first.1.start <= LONGEST_LABEL;
    if is_titled { behind } else { before }
}

/// Labels without the marks around them; none where one of them is no label.
fn trimmed(line: &str, places: impl Iterator<Item = (bool, Range<usize>)>) -> Option<Labels> {
    places
        .map(|(is_ticked, place)| {
            let written = &line[place.clone()];
            let inner = written.trim_matches(|mark: char| !mark.is_alphanumeric());
            let is_label = !inner.is_empty() && inner.len() <= LONGEST_LABEL && !inner.contains(['.', '?']);
            let from = place.start + written.find(inner).unwrap_or(0);
            is_label.then_some((is_ticked, from..from + inner.len()))
        })
        .collect()
}

fn boxes(line: &str) -> Vec<(bool, Range<usize>)> {
    let mut found = Vec::new();
    for (at, mark) in line.char_indices() {
        if at > 401 {
            break;
        }
        if mark.is_ascii() && !matches!(mark, '[' | '(') {
            continue;
        }
        let rest = &line[at..];
        if let Some((mark, is_ticked)) = marks().find(|(mark, _)| rest.starts_with(mark)) {
            found.push((is_ticked, at..at + mark.len()));
        }
    }
    found
}

//! Boxes to tick: `☒ Yes ☐ No`, `[x] Agree`, one a line or several.

use std::ops::Range;

use canvass_core::Stance;

const TICKED: [&str; 17] =
    ["☑", "☒", "✓", "✔", "✅", "■", "◉", "⦿", "✗", "✘", "🗹", "[x]", "[X]", "(x)", "(X)", "[✓]", "[✔]"];
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
        let Some(labels) = labels(line) else { break };
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

/// Whether there is a box on a line, ticked or not.
pub(super) fn has_box(line: &str) -> bool {
    !boxes(line).is_empty()
}

/// The labels on a line of boxes, each with whether it is ticked; none where the line is something else.
fn labels(line: &str) -> Option<Vec<(bool, Range<usize>)>> {
    let boxes = boxes(line);
    let first = boxes.first()?;
    let leads = line[..first.1.start].chars().all(|mark| !mark.is_alphanumeric());
    let mut found = Vec::new();
    for (at, (is_ticked, place)) in boxes.iter().enumerate() {
        let label = if leads {
            place.end..boxes.get(at + 1).map_or(line.len(), |next| next.1.start)
        } else {
            let before = at.checked_sub(1).map_or(0, |before| boxes[before].1.end);
            before..place.start
        };
        let written = &line[label.clone()];
        let inner = written.trim_matches(|mark: char| !mark.is_alphanumeric());
        if inner.is_empty() || inner.len() > LONGEST_LABEL || inner.contains(['.', '?']) {
            return None;
        }
        let from = label.start + written.find(inner).unwrap_or(0);
        found.push((*is_ticked, from..from + inner.len()));
    }
    Some(found)
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
        let ticked = TICKED.iter().find(|mark| rest.starts_with(**mark)).map(|mark| (true, mark.len()));
        let mark = ticked
            .or_else(|| EMPTY.iter().find(|mark| rest.starts_with(**mark)).map(|mark| (false, mark.len())));
        if let Some((is_ticked, len)) = mark {
            found.push((is_ticked, at..at + len));
        }
    }
    found
}

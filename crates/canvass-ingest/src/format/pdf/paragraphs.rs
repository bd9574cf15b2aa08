//! Lines become paragraphs, and pages a text.

use super::page::{Line, Page};

/// A gap this much wider than the one within paragraphs parts two of them.
const WIDER: f32 = 1.2;
/// Distance of lines in a paragraph, in sizes of their type, where nothing shows it.
const USUAL_PITCH: f32 = 1.3;
/// An indent, in sizes of the type.
const INDENT: f32 = 0.8;
/// Sizes that differ less, in points, are one.
const SAME_SIZE: f32 = 0.9;
/// Marks of items, those of symbol fonts among them; not the squares, which are boxes to tick.
const BULLETS: [char; 13] =
    ['•', '‣', '▪', '●', '○', '·', '◦', '➢', '\u{2043}', '\u{f02d}', '\u{f0a7}', '\u{f0b7}', '\u{f0d8}'];

/// The pages as one text.
pub(super) fn write(pages: &[Page]) -> String {
    let pitch = pitch(pages);
    let mut text = String::new();
    let mut last: Option<&Line> = None;
    for (at, page) in pages.iter().enumerate() {
        let (head, foot) = (&page.lines[..page.head], &page.lines[page.lines.len() - page.foot..]);
        let body = page.body();
        let goes_on =
            head.is_empty() && last.zip(body.first()).is_some_and(|(last, first)| runs_on(last, first));
        if at > 0 {
            text.push_str(if goes_on { "\u{c}" } else { "\n\n\u{c}" });
        }
        let parts = [margin(head), paragraphs(body, pitch), margin(foot)];
        text.push_str(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"));
        last = body.last().filter(|_| foot.is_empty());
    }
    text.trim_matches([' ', '\n', '\u{c}']).to_owned()
}

fn margin(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn paragraphs(lines: &[Line], pitch: f32) -> String {
    let mut text = String::new();
    let mut first = 0;
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let join = join(&lines[first..at], line, lines, pitch);
            text.push_str(join);
            if join != WRAP || is_item(&line.text) {
                first = at;
            }
        }
        text.push_str(&with_plain_bullet(&line.text));
    }
    text
}

const WRAP: &str = "\n";
const GAP: &str = "\n\n";

/// What stands between a paragraph so far and the next line.
fn join(paragraph: &[Line], next: &Line, all: &[Line], pitch: f32) -> &'static str {
    let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { return GAP };
    if last.is_row || next.is_row {
        return if last.is_row == next.is_row { WRAP } else { GAP };
    }
    let size = last.size.max(1.0);
    let gap = (last.y - next.y) / size;
    // A column ends, and the next begins higher up.
    if gap < 0.2 {
        return if gap.abs() < 0.2 || runs_on(last, next) { WRAP } else { GAP };
    }
    if is_item(&next.text) {
        return if is_item(&first.text) || gap < pitch * WIDER { WRAP } else { GAP };
    }
    let is_wide = gap > pitch * WIDER;
    if is_wide && !(gap < pitch * 1.6 && next.text.starts_with(char::is_lowercase)) {
        return GAP;
    }
    let differs = (last.size - next.size).abs() > SAME_SIZE || last.bold != next.bold && ends(last, all);
    let indents = next.x.start > last.x.start + INDENT * size && !is_item(&first.text) && stops(&last.text);
    let leaves_list = is_item(&first.text) && next.x.start + INDENT * size < first.x.start;
    if differs || indents || leaves_list || stops(&last.text) && ends(last, all) && starts(next) {
        return GAP;
    }
    WRAP
}

/// Whether the text of a line goes on in one that stands elsewhere.
fn runs_on(last: &Line, next: &Line) -> bool {
    !stops(&last.text)
        && !is_item(&next.text)
        && (last.size - next.size).abs() < SAME_SIZE
        && (next.text.starts_with(char::is_lowercase) || last.text.ends_with(['-', ',']))
}

fn stops(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '\'', ')', ']']).ends_with(['.', '?', '!', ':', ';'])
}

fn starts(next: &Line) -> bool {
    !next.text.starts_with(char::is_lowercase)
}

/// Whether a line ends well before the others in its column do.
fn ends(line: &Line, all: &[Line]) -> bool {
    let beside = all.iter().filter(|other| other.x.start < line.x.end && line.x.start < other.x.end);
    let right = beside.map(|other| other.x.end).fold(line.x.end, f32::max);
    right - line.x.end > (right - line.x.start) * 0.25
}

fn is_item(text: &str) -> bool {
    let mut words = text.split(' ');
    let marker = words.next().unwrap_or_default();
    let bare = marker.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbers = bare.len() < marker.len()
        && bare.len() <= 3
        && (bare.bytes().all(|mark| mark.is_ascii_digit())
            || bare.len() == 1 && bare.bytes().all(|mark| mark.is_ascii_lowercase()));
    let bullets = marker.chars().count() == 1
        && (marker.starts_with(BULLETS) || marker.starts_with(['-', '–', '*', 'o']));
    words.next().is_some() && (bullets || numbers && !bare.is_empty())
}

/// An item's bullet as a hyphen.
fn with_plain_bullet(text: &str) -> String {
    match text.strip_prefix(BULLETS) {
        Some(rest) if rest.starts_with(' ') => format!("-{rest}"),
        _ => text.to_owned(),
    }
}

/// The distance of lines in a paragraph, in sizes of their type: lines that begin in lower case carry one on.
fn pitch(pages: &[Page]) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    for pair in pages.iter().flat_map(|page| page.body().windows(2)) {
        let gap = (pair[0].y - pair[1].y) / pair[0].size.max(1.0);
        if gap > 0.5 && gap < 4.0 && pair[1].text.starts_with(char::is_lowercase) {
            gaps.push(gap);
        }
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_PITCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 10-point type 13 points apart: `left|right|gap in lines|text`.
    #[track_caller]
    fn check(lines: &[(f32, f32, f32, &str)], expected: &str) {
        let mut y = 800.0;
        let place = |&(left, right, gap, text): &(f32, f32, f32, &str)| {
            y -= 13.0 * gap;
            Line { text: text.to_owned(), x: left..right, y, size: 10.0, ..Line::default() }
        };
        let lines = lines.iter().map(place).collect();
        assert_eq!(write(&[Page { lines, ..Page::default() }]), expected);
    }

    #[test]
    fn wider_gaps_part_paragraphs() {
        check(
            &[
                (50.0, 300.0, 1.0, "We walk to the"),
                (50.0, 280.0, 1.0, "branch."),
                (50.0, 290.0, 1.4, "It is near."),
            ],
            "We walk to the\nbranch.\n\nIt is near.",
        );
    }

    #[test]
    fn indents_and_short_last_lines_part_paragraphs() {
        check(
            &[
                (50.0, 300.0, 1.0, "We walk there. All"),
                (50.0, 120.0, 1.0, "of us."),
                (62.0, 300.0, 1.0, "It is near."),
            ],
            "We walk there. All\nof us.\n\nIt is near.",
        );
        check(
            &[
                (50.0, 300.0, 1.0, "We walk there. All"),
                (50.0, 120.0, 1.0, "of us."),
                (50.0, 300.0, 1.0, "It is near."),
            ],
            "We walk there. All\nof us.\n\nIt is near.",
        );
    }

    #[test]
    fn addresses_and_items_stay_together() {
        check(
            &[(50.0, 120.0, 1.0, "Ada Penrose"), (50.0, 110.0, 1.0, "5 High Street")],
            "Ada Penrose\n5 High Street",
        );
        check(
            &[
                (50.0, 300.0, 1.0, "We want:"),
                (60.0, 300.0, 1.4, "• more shelves in"),
                (72.0, 300.0, 1.0, "the hall"),
                (60.0, 200.0, 1.4, "• less noise"),
                (50.0, 300.0, 1.4, "That is all."),
            ],
            "We want:\n\n- more shelves in\nthe hall\n- less noise\n\nThat is all.",
        );
    }

    #[test]
    fn a_paragraph_goes_on_in_the_next_column() {
        check(
            &[
                (50.0, 300.0, 40.0, "We walk to the"),
                (320.0, 580.0, -30.0, "branch."),
                (320.0, 400.0, 1.0, "Often."),
            ],
            "We walk to the\nbranch.\nOften.",
        );
    }
}

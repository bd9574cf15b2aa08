//! Forms laid out as tables without borders: a question at the left, its answer at the right, row by row.
//!
//! Columns of prose look the same but for two things: their paragraphs do not begin and end side by side, and what
//! stands at the left asks nothing.

use std::ops::Range;

use unpdf::parser::TextSpan;

use super::tables::Part;

/// Room between the columns, in points.
const GUTTER: f32 = 8.0;
/// Lines that miss one another by this little, in points, are one.
const SAME_LINE: f32 = 2.0;
/// A gap between rows over the pitch of lines within them.
const WIDER: f32 = 1.25;
/// The widest pitch, in sizes of the type, of lines that belong together.
const WIDEST_PITCH: f32 = 1.35;
/// A row of a form has fewer words.
const MOST_WORDS: usize = 500;

/// The text in parts: the rows of forms as tables, and what stands between them.
pub(super) fn part(spans: Vec<TextSpan>) -> Vec<Part> {
    let bands = bands(&spans);
    let found = edges(&bands).into_iter().filter_map(|edge| Some((edge, run(&bands, edge)?)));
    let Some((edge, run)) = found.max_by_key(|(_, run)| run.len()) else { return vec![Part::Text(spans)] };
    let mut above: Vec<Vec<TextSpan>> = bands;
    let below = above.split_off(run.end);
    let rows = above.split_off(run.start);
    let mut parts = part(above.concat());
    parts.push(Part::Table(table(rows, edge)));
    parts.extend(part(below.concat()));
    parts
}

/// The text from top to bottom, parted where white runs through all of it.
fn bands(spans: &[TextSpan]) -> Vec<Vec<TextSpan>> {
    let mut spans: Vec<&TextSpan> = spans.iter().collect();
    spans.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x)));
    let pitch = pitch(&spans);
    let mut bands: Vec<Vec<TextSpan>> = Vec::new();
    let mut last = f32::INFINITY;
    for span in spans {
        if last - span.y > pitch.min(WIDEST_PITCH * span.font_size) * WIDER {
            bands.push(Vec::new());
        }
        if let Some(band) = bands.last_mut() {
            band.push(span.clone());
        }
        last = span.y;
    }
    bands
}

/// The smallest distance of two lines that stand below one another.
fn pitch(spans: &[&TextSpan]) -> f32 {
    let mut pitch = f32::INFINITY;
    for pair in spans.windows(2) {
        let gap = pair[0].y - pair[1].y;
        let is_below = (pair[0].x - pair[1].x).abs() < SAME_LINE;
        if gap > SAME_LINE && is_below {
            pitch = pitch.min(gap);
        }
    }
    pitch
}

/// Where a second column may begin: at words that have room before them on their line.
fn edges(bands: &[Vec<TextSpan>]) -> Vec<f32> {
    let starts = |band: &&Vec<TextSpan>| band.len() <= MOST_WORDS;
    let mut edges: Vec<f32> = bands.iter().filter(starts).flat_map(|band| line_starts(band)).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|next, last| *next - *last < SAME_LINE);
    edges
}

fn line_starts(band: &[TextSpan]) -> impl Iterator<Item = f32> {
    let is_close = |span: &TextSpan, other: &TextSpan| {
        (span.y - other.y).abs() < SAME_LINE && other.x < span.x && end(other) + GUTTER > span.x
    };
    band.iter().filter(move |span| !band.iter().any(|other| is_close(span, other))).map(|span| span.x)
}

/// What a column's edge makes of a band.
#[derive(PartialEq)]
enum Band {
    /// A question at the left, and something at the right.
    Row,
    /// More of the row above, or a question that nobody answered.
    More,
    Other,
}

/// The longest run of bands that are the rows of a form whose answers begin at an edge.
fn run(bands: &[Vec<TextSpan>], edge: f32) -> Option<Range<usize>> {
    let kinds: Vec<Band> = bands.iter().map(|band| kind(band, edge)).collect();
    let mut best: Option<Range<usize>> = None;
    let mut start = 0;
    while start < kinds.len() {
        let len = kinds[start..].iter().take_while(|kind| **kind != Band::Other).count();
        let run = start..start + len;
        let rows = || run.clone().filter(|at| kinds[*at] == Band::Row);
        let trimmed = rows().next().zip(rows().next_back()).map(|(first, last)| first..last + 1);
        let n_rows = rows().count();
        let n_asking =
            rows().filter(|at| text(&bands[*at], |span| span.x < edge - 1.0).contains('?')).count();
        if let Some(trimmed) = trimmed.filter(|_| n_rows >= 2 && n_asking * 2 >= n_rows)
            && best.as_ref().is_none_or(|best| best.len() < trimmed.len())
        {
            best = Some(trimmed);
        }
        start = run.end + 1;
    }
    best
}

fn kind(band: &[TextSpan], edge: f32) -> Band {
    let is_left = |span: &TextSpan| span.x < edge - 1.0;
    let reach = band.iter().filter(|span| is_left(span)).map(end).fold(f32::MIN, f32::max);
    if reach + GUTTER > edge {
        return Band::Other;
    }
    let (left, right) = (text(band, is_left), text(band, |span| !is_left(span)));
    match (left.is_empty(), right.is_empty()) {
        (false, false) if asks(&left) && !is_numbered(&right) => Band::Row,
        (false, false) => Band::Other,
        _ => Band::More,
    }
}

fn end(span: &TextSpan) -> f32 {
    span.x + span.ink_width.unwrap_or(span.width)
}

fn text(band: &[TextSpan], is_meant: impl Fn(&TextSpan) -> bool) -> String {
    let words: Vec<&str> = band.iter().filter(|span| is_meant(span)).map(|span| span.text.trim()).collect();
    words.join(" ").trim().to_owned()
}

/// Whether a text is a question, by its mark or by its number.
fn asks(text: &str) -> bool {
    text.contains('?') || is_numbered(text)
}

/// "2. Do you", "Q2 Do you", "Question 2: do you".
fn is_numbered(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(['Q', 'q', '(']);
        digits.len() <= 4 && digits.starts_with(|mark: char| mark.is_ascii_digit())
    };
    is_number(first) || first.chars().all(char::is_alphabetic) && words.next().is_some_and(is_number)
}

/// The cells of the rows; what stands alone goes on with the row above.
fn table(bands: Vec<Vec<TextSpan>>, edge: f32) -> Vec<Vec<Vec<TextSpan>>> {
    let mut rows: Vec<Vec<Vec<TextSpan>>> = Vec::new();
    for band in bands {
        let begins = asks(&text(&band, |span| span.x < edge - 1.0));
        let (left, right): (Vec<_>, Vec<_>) = band.into_iter().partition(|span| span.x < edge - 1.0);
        match rows.last_mut() {
            Some(row) if !begins => {
                row[0].extend(left);
                row[1].extend(right);
            }
            _ => rows.push(vec![left, right]),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `left|height|text`, four points a letter.
    fn spans(lines: &[(f32, f32, &str)]) -> Vec<TextSpan> {
        let place = |&(x, y, text): &(f32, f32, &str)| TextSpan {
            width: text.len() as f32 * 4.0,
            ..TextSpan::new(text.to_owned(), x, y, 10.0, String::new())
        };
        lines.iter().map(place).collect()
    }

    #[track_caller]
    fn check(lines: &[(f32, f32, &str)], expected: &[&str]) {
        let show = |spans: &Vec<TextSpan>| text(spans, |_| true);
        let row = |row: &Vec<Vec<TextSpan>>| row.iter().map(show).collect::<Vec<_>>().join("|");
        let shown = |part: &Part| match part {
            Part::Text(spans) => show(spans),
            Part::Table(rows) => rows.iter().map(row).collect::<Vec<_>>().join("/"),
        };
        let found: Vec<String> =
            part(spans(lines)).iter().map(shown).filter(|part| !part.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_of_a_form_are_told_by_their_questions() {
        check(
            &[
                (60.0, 790.0, "Response form of the town of Wrenfield for all of its residents"),
                (60.0, 760.0, "1. Do you agree that"),
                (60.0, 748.0, "buses run by night?"),
                (300.0, 748.0, "Agree"),
                (60.0, 730.0, "2. And on Sundays?"),
                (300.0, 730.0, "No."),
                (300.0, 712.0, "It is dear."),
                (60.0, 694.0, "3. Anything else?"),
                (60.0, 676.0, "4. Who are you?"),
                (300.0, 676.0, "Ada"),
            ],
            &[
                "Response form of the town of Wrenfield for all of its residents",
                "1. Do you agree that buses run by night?|Agree/2. And on Sundays?|No. It is dear./3. Anything else?|/\
                 4. Who are you?|Ada",
            ],
        );
    }

    #[test]
    fn columns_of_prose_are_no_rows() {
        let prose = [
            (60.0, 760.0, "1. Do you agree?"),
            (300.0, 760.0, "the bus is late"),
            (60.0, 742.0, "Yes, we do, as"),
            (300.0, 742.0, "and it is cold."),
            (60.0, 724.0, "2. On Sundays?"),
            (300.0, 724.0, "We wait for it."),
        ];
        check(
            &prose,
            &[
                "1. Do you agree? the bus is late Yes, we do, as and it is cold. 2. On Sundays? We wait for it.",
            ],
        );
        let numbered = [
            (60.0, 760.0, "1. Do you agree?"),
            (300.0, 760.0, "3. Where else?"),
            (60.0, 742.0, "2. On Sundays?"),
            (300.0, 742.0, "4. And when?"),
        ];
        check(&numbered, &["1. Do you agree? 3. Where else? 2. On Sundays? 4. And when?"]);
    }
}

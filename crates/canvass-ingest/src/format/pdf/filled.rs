//! What was filled in: values of form fields and text typed onto the page, as text where it stands.
//!
//! A page's own text holds none of it, since a viewer draws it on top.

use unpdf::parser::TextSpan;
use unpdf::parser::backend::PageId;
use unpdf::parser::raw::{PdfDict, PdfObject, RawDocument};

use super::objects::{get, inherited, text};

const INVISIBLE: i64 = 0b10_0010;
const PUSH_BUTTON: i64 = 1 << 16;
/// A field lower than two lines of its type holds one.
const LINE: f32 = 1.25;
const USUAL_SIZE: f32 = 10.0;
const BOXES: [&str; 2] = ["☒", "☐"];
/// A label is no further from its box, in points.
const FAR_LABEL: f32 = 40.0;
/// How far, in points, a label may reach into its box.
const OVERLAP: f32 = 3.0;
/// How much higher or lower, in sizes of its type, a label may stand than its box.
const BESIDE: f32 = 0.75;

/// Left, lower, right and upper edge.
type Rectangle = [f32; 4];

/// What was filled in on a page, as pieces of text in their places.
pub(super) fn spans(document: &RawDocument, page: PageId) -> Vec<TextSpan> {
    let Ok(page) = document.get_dict(page) else { return Vec::new() };
    let notes = get(document, page, b"Annots").and_then(PdfObject::as_array).unwrap_or_default();
    let notes = notes.iter().filter_map(|note| document.resolve(note).as_dict());
    notes.flat_map(|note| span(document, note)).collect()
}

/// Puts the boxes to tick on the lines of their labels, which need not stand at the same height.
pub(super) fn align(boxes: &mut [TextSpan], words: &[TextSpan]) {
    for tick in boxes.iter_mut().filter(|span| BOXES.contains(&span.text.as_str())) {
        let (left, right) = (tick.x, tick.x + tick.width);
        let beside = words.iter().filter(|word| (word.y - tick.y).abs() < word.font_size * BESIDE);
        let gap = |word: &TextSpan| {
            let end = word.x + word.ink_width.unwrap_or(word.width);
            // A label stands behind its box, seldom before.
            if word.x + OVERLAP > right { word.x - right } else { (left - end).abs() * 2.0 + FAR_LABEL / 2.0 }
        };
        let near = beside
            .filter(|word| !word.text.trim().is_empty())
            .min_by(|one, other| gap(one).total_cmp(&gap(other)));
        if let Some(word) = near.filter(|word| gap(word) < FAR_LABEL) {
            tick.y = word.y;
        }
    }
}

/// The text of an annotation, line by line.
fn span(document: &RawDocument, note: &PdfDict) -> Vec<TextSpan> {
    let hidden =
        get(document, note, b"F").and_then(PdfObject::as_i64).is_some_and(|flags| flags & INVISIBLE != 0);
    let Some(edges) = rectangle(document, note).filter(|_| !hidden) else { return Vec::new() };
    match get(document, note, b"Subtype").and_then(PdfObject::as_name) {
        Some(b"FreeText") => lines(&text_of(document, note, b"Contents"), edges),
        Some(b"Widget") => lines(&value(document, note), edges),
        _ => Vec::new(),
    }
}

/// What a field shows.
fn value(document: &RawDocument, field: &PdfDict) -> String {
    match inherited(document, field, b"FT").and_then(PdfObject::as_name) {
        Some(b"Tx") => inherited(document, field, b"V").map_or(String::new(), |value| text(document, value)),
        Some(b"Ch") => chosen(document, field),
        Some(b"Btn") => tick(document, field).to_owned(),
        _ => String::new(),
    }
}

fn tick(document: &RawDocument, field: &PdfDict) -> &'static str {
    let flags = inherited(document, field, b"Ff").and_then(PdfObject::as_i64).unwrap_or(0);
    if flags & PUSH_BUTTON != 0 {
        return "";
    }
    match get(document, field, b"AS").and_then(PdfObject::as_name) {
        Some(state) if state != b"Off" => BOXES[0],
        _ => BOXES[1],
    }
}

/// The options chosen from a list, as the list shows them.
fn chosen(document: &RawDocument, field: &PdfDict) -> String {
    let Some(value) = inherited(document, field, b"V") else { return String::new() };
    let options = inherited(document, field, b"Opt").and_then(PdfObject::as_array).unwrap_or_default();
    let shown = |value: &PdfObject| {
        let pairs = options.iter().filter_map(|option| document.resolve(option).as_array());
        let mut found = pairs.filter(|pair| pair.len() == 2 && document.resolve(&pair[0]) == value);
        text(document, found.next().map_or(value, |pair| document.resolve(&pair[1])))
    };
    match value.as_array() {
        Some(values) => {
            values.iter().map(|value| shown(document.resolve(value))).collect::<Vec<_>>().join(", ")
        }
        None => shown(value),
    }
}

fn text_of(document: &RawDocument, of: &PdfDict, key: &[u8]) -> String {
    get(document, of, key).map_or(String::new(), |value| text(document, value))
}

fn rectangle(document: &RawDocument, note: &PdfDict) -> Option<Rectangle> {
    let corners = get(document, note, b"Rect")?.as_array()?;
    let corners: Vec<f32> = corners.iter().filter_map(|corner| document.resolve(corner).as_f32()).collect();
    let [x, y, other_x, other_y] = corners[..] else { return None };
    let edges = [x.min(other_x), y.min(other_y), x.max(other_x), y.max(other_y)];
    edges.iter().all(|edge| edge.is_finite()).then_some(edges)
}

/// Places the lines of a text in a rectangle: one in the middle, more of them from the top.
fn lines(text: &str, [left, lower, right, upper]: Rectangle) -> Vec<TextSpan> {
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let height = (upper - lower).max(1.0);
    let size = USUAL_SIZE.min(height / (LINE * lines.len() as f32));
    let first = if lines.len() == 1 && height < 2.0 * LINE * USUAL_SIZE {
        f32::midpoint(lower, upper) - size * 0.35
    } else {
        upper - size * LINE
    };
    let place = |(at, line): (usize, &&str)| {
        let y = first - at as f32 * size * LINE;
        let mut span = TextSpan::new((*line).to_owned(), left, y, size, String::new());
        span.width = right - left;
        span.width_measured = true;
        span.ink_width = Some(right - left);
        span
    };
    lines.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, x: f32, y: f32, width: f32) -> TextSpan {
        TextSpan { width, ..TextSpan::new(text.to_owned(), x, y, 12.0, String::new()) }
    }

    #[test]
    fn a_box_stands_on_the_line_of_its_label() {
        let words = [
            span("Do you agree?", 60.0, 660.0, 90.0),
            span("Support", 90.0, 632.0, 40.0),
            span("Oppose", 190.0, 632.0, 40.0),
            span("Neither", 60.0, 600.0, 40.0),
        ];
        let mut boxes = [
            span("☒", 60.0, 636.5, 20.0),
            span("☐", 160.0, 627.0, 20.0),
            span("☐", 104.0, 603.0, 12.0),
            span("typed", 160.0, 636.5, 20.0),
            span("☐", 400.0, 636.5, 20.0),
        ];
        align(&mut boxes, &words);
        let heights = boxes.map(|tick| tick.y.to_string());
        assert_eq!(heights, ["632", "632", "600", "636.5", "636.5"]);
    }
}

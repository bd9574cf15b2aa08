//! A page as lines in reading order.

use std::ops::Range;

use unpdf::parser::backend::{PageId, PdfBackend};
use unpdf::parser::{LayoutAnalyzer, TextLine, TextSpan};

use super::super::cell;
use super::backend::Backend;
use super::tables::{self, Part};
use super::{filled, forms, rules};

/// More runs of text than this share are not lost for being marks of some kind.
const MOST_LOST: f32 = 0.05;

/// A page, its lines in reading order.
#[derive(Default)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) lines: Vec<Line>,
    /// How many of the lines, at the beginning and at the end, are the paper's.
    pub(super) head: usize,
    pub(super) foot: usize,
    /// Share of the page that pictures cover.
    pub(super) picture: f32,
    /// Whether some of its text could not be decoded.
    pub(super) is_holed: bool,
    /// From the lower to the upper edge.
    pub(super) height: Range<f32>,
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Left and right end, in points.
    pub(super) x: Range<f32>,
    /// Height of its baseline above the lower edge.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Whether it is a row of a table.
    pub(super) is_row: bool,
}

impl Page {
    /// Letters and figures on the page.
    pub(super) fn n_letters(&self) -> usize {
        self.lines.iter().flat_map(|line| line.text.chars()).filter(|mark| mark.is_alphanumeric()).count()
    }

    /// The lines between head and foot.
    pub(super) fn body(&self) -> &[Line] {
        &self.lines[self.head..self.lines.len() - self.foot]
    }
}

/// Every page; one that cannot be read is empty.
pub(super) fn all(backend: &Backend) -> Vec<Page> {
    backend.pages().into_iter().map(|(number, id)| read(backend, number, id)).collect()
}

fn read(backend: &Backend, number: u32, id: PageId) -> Page {
    let analyzer = LayoutAnalyzer::new(backend);
    let Ok(mut spans) = analyzer.extract_page_spans(number) else {
        return Page { number, is_holed: true, ..Page::default() };
    };
    let facts = analyzer.page_facts();
    let lost = analyzer.suppressed_text_runs() as f32 / analyzer.page_op_counts().text.max(1) as f32;
    let is_holed = lost > MOST_LOST || analyzer.undecodable_content_streams() > 0;
    let mut filled = filled::spans(&backend.document, id);
    filled::align(&mut filled, &spans);
    spans.extend(filled);
    let grids = if facts.ruled_grids > 0 { tables::find(rules::of(backend, id)) } else { Vec::new() };
    let parts = tables::part(grids, spans);
    let parts = parts.into_iter().flat_map(|part| match part {
        Part::Text(spans) => forms::part(spans),
        Part::Table(rows) => vec![Part::Table(rows)],
    });
    let lines = parts.flat_map(|part| match part {
        Part::Text(spans) => order(&analyzer, spans),
        Part::Table(rows) => rows.into_iter().filter_map(|row| row_line(&analyzer, row)).collect(),
    });
    let lines = lines.collect();
    let sheet = backend.crop_box(id);
    let (picture, height) = (facts.image_coverage, sheet.lly..sheet.ury);
    Page { number, lines, picture, is_holed, height, ..Page::default() }
}

/// The cells of a row on one line.
fn row_line(analyzer: &LayoutAnalyzer<'_>, cells: Vec<Vec<TextSpan>>) -> Option<Line> {
    let cells: Vec<Vec<Line>> = cells.into_iter().map(|cell| order(analyzer, cell)).collect();
    let first = cells.iter().flatten().next()?.clone();
    let text: Vec<String> = cells.iter().map(|cell| in_row(cell)).collect();
    Some(Line { text: text.join(" | ").trim().to_owned(), is_row: true, ..first })
}

fn in_row(lines: &[Line]) -> String {
    let mut text = String::new();
    let written: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    for (at, line) in lines.iter().enumerate() {
        // A word with a hyphen goes on behind it.
        let breaks = text.ends_with('-') && line.text.starts_with(char::is_lowercase);
        if cell::is_apart(&written[..at], &written[at..]) {
            text.push('\n');
        } else if !text.is_empty() && !breaks {
            text.push(' ');
        }
        text.push_str(&line.text);
    }
    text
}

/// Spans as lines: columns one after the other, each from top to bottom.
fn order(analyzer: &LayoutAnalyzer<'_>, spans: Vec<TextSpan>) -> Vec<Line> {
    let lines = analyzer.group_spans_into_lines_pub(spans);
    lines.iter().map(Line::of).filter(|line| !line.text.is_empty()).collect()
}

impl Line {
    fn of(line: &TextLine) -> Self {
        let end = |span: &TextSpan| span.x + span.ink_width.unwrap_or(span.width);
        let text = line.text().replace(|mark: char| mark.is_control(), " ");
        Self {
            text: text.trim().to_owned(),
            x: line.x..line.spans.iter().map(end).fold(line.x, f32::max),
            y: line.y,
            size: line.font_size,
            bold: line.is_all_bold(),
            is_row: false,
        }
    }
}

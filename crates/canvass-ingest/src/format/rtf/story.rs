//! A story of an RTF document, be it the body, a note or a text box: its paragraphs and tables.

use super::super::flow::{Flow, Spacing};
use super::super::grid::Grid;

/// Tables in tables deeper than this are taken for the innermost told apart.
const DEEPEST_TABLE: usize = 32;

/// What was written so far.
pub(super) struct Story {
    /// The body, and above it the open cells: the last is the innermost.
    levels: Vec<Level>,
    /// Whether the paragraph being written belongs to a list.
    is_item: bool,
    /// Text boxes anchored in the paragraph being written.
    boxes: Vec<String>,
    /// Whether a row was announced, so that all up to its end is in cells.
    is_in_row: bool,
}

/// The text of a cell being written, and the cells of its table before it.
#[derive(Default)]
struct Level {
    flow: Flow,
    grid: Grid,
    is_row_open: bool,
}

impl Story {
    pub(super) fn new() -> Self {
        Self { levels: vec![Level::default()], is_item: false, boxes: Vec::new(), is_in_row: false }
    }

    /// Writes characters where so many tables are open.
    pub(super) fn push(&mut self, text: &str, depth: usize) {
        self.flow(depth).push(text, Spacing::Kept);
    }

    pub(super) fn break_line(&mut self, depth: usize) {
        self.flow(depth).break_line();
    }

    pub(super) fn begin_item(&mut self, marker: &str, depth: usize) {
        self.is_item = true;
        self.flow(depth).begin_item(marker);
    }

    pub(super) fn end_paragraph(&mut self, depth: usize) {
        let is_item = std::mem::take(&mut self.is_item);
        let boxes = std::mem::take(&mut self.boxes);
        let flow = self.flow(depth);
        if is_item {
            flow.end_item();
        } else {
            flow.end_paragraph();
        }
        for text in boxes {
            flow.end_paragraph();
            flow.push(&text, Spacing::Preformatted);
            flow.end_paragraph();
        }
    }

    /// Keeps a text box until the paragraph it is anchored in ends.
    pub(super) fn anchor(&mut self, text: String) {
        self.boxes.push(text);
    }

    pub(super) fn announce_row(&mut self) {
        self.is_in_row = true;
    }

    pub(super) fn end_cell(&mut self, depth: usize) {
        self.end_paragraph(depth);
        self.level(depth).end_cell();
    }

    pub(super) fn end_row(&mut self, depth: usize) {
        if depth <= 1 {
            self.is_in_row = false;
        }
        self.level(depth).is_row_open = false;
    }

    /// The finished text.
    pub(super) fn finish(mut self) -> String {
        let innermost = self.levels.len() - 1;
        self.end_paragraph(innermost);
        self.is_in_row = false;
        std::mem::take(self.flow(0)).finish()
    }

    fn flow(&mut self, depth: usize) -> &mut Flow {
        let depth = if self.is_in_row { depth.max(1) } else { depth };
        &mut self.level(depth).flow
    }

    /// The level at which so many tables are open; those within are at their end.
    fn level(&mut self, depth: usize) -> &mut Level {
        let depth = depth.min(DEEPEST_TABLE);
        while self.levels.len() > depth + 1 {
            self.end_table();
        }
        while self.levels.len() <= depth {
            self.levels.push(Level::default());
        }
        &mut self.levels[depth]
    }

    fn end_table(&mut self) {
        let Some(mut level) = self.levels.pop() else { return };
        // What stands behind the last cell was written into a cell that never ended.
        level.end_open_cell();
        if let Some(around) = self.levels.last_mut().filter(|_| !level.grid.is_empty()) {
            level.grid.write(&mut around.flow);
        }
    }
}

impl Level {
    fn end_cell(&mut self) {
        if !std::mem::replace(&mut self.is_row_open, true) {
            self.grid.begin_row();
        }
        let text = std::mem::take(&mut self.flow).finish();
        self.grid.add_cell(text, 1);
    }

    fn end_open_cell(&mut self) {
        let text = std::mem::take(&mut self.flow).finish();
        if !text.is_empty() {
            self.is_row_open = false;
            self.flow.push(&text, Spacing::Preformatted);
            self.end_cell();
        }
    }
}

//! The blocks of a Word document: paragraphs, tables, and what stands around them.

use std::collections::HashMap;

use crate::format::omissions::Omissions;
use crate::format::prose::{Block, Cell};
use crate::format::xml::Element;

use super::numbering::{Counters, Numbering};
use super::styles::{self, Styles, value};

/// Reads the stories of a document (body, cells, text boxes, notes), whose lists count on through all of them.
pub(super) struct Story<'d> {
    pub(super) styles: &'d Styles,
    pub(super) numbering: &'d Numbering,
    pub(super) counters: Counters,
    /// Text of a paragraph whose end is deleted or hidden: it runs on into the next paragraph.
    pub(super) held: String,
    /// Notes in the order in which the text refers to them.
    pub(super) references: Vec<(NoteKind, String)>,
    pub(super) omissions: Omissions,
}

/// Where a note stands in print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

impl<'d> Story<'d> {
    pub(super) fn new(styles: &'d Styles, numbering: &'d Numbering) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            held: String::new(),
            references: Vec::new(),
            omissions: Omissions::default(),
        }
    }

    /// The blocks of a story that stands by itself.
    pub(super) fn blocks(&mut self, story: &Element) -> Vec<Block> {
        let held_outside = std::mem::take(&mut self.held);
        let mut blocks = Vec::new();
        self.walk(story, &mut blocks);
        self.release(&mut blocks);
        self.held = held_outside;
        blocks
    }

    /// The notes of a kind that the text refers to, from the part that holds them.
    pub(super) fn notes(&mut self, part: &Element, kind: NoteKind) -> Vec<Block> {
        let mut notes: HashMap<String, &Element> =
            part.children().filter_map(|note| Some((note.attribute("id")?, note))).collect();
        let of_kind = self.references.iter().filter(|(of, _)| *of == kind);
        let told: Vec<&Element> = of_kind.filter_map(|(_, id)| notes.remove(id)).collect();
        told.into_iter().flat_map(|note| self.blocks(note)).collect()
    }

    fn walk(&mut self, parent: &Element, blocks: &mut Vec<Block>) {
        for element in parent.children() {
            match element.name() {
                "p" => self.paragraph(element, blocks),
                "tbl" => {
                    self.release(blocks);
                    let mut rows = Vec::new();
                    self.rows(element, &mut rows);
                    blocks.push(Block::Table(rows));
                }
                "altChunk" => self.omissions.embedded += 1,
                _ => {
                    if let Some(inside) = self.enter(element) {
                        self.walk(inside, blocks);
                    }
                }
            }
        }
    }

    /// Ends a paragraph that waits for one to run on into.
    fn release(&mut self, blocks: &mut Vec<Block>) {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            blocks.push(Block::Paragraph(held));
        }
    }

    fn rows(&mut self, table: &Element, rows: &mut Vec<Vec<Cell>>) {
        for element in table.children() {
            if element.name() != "tr" {
                if let Some(inside) = self.enter(element) {
                    self.rows(inside, rows);
                }
                continue;
            }
            let properties = element.child("trPr");
            if properties.is_some_and(|properties| properties.child("del").is_some()) {
                self.omissions.deletions += 1;
            } else if properties.and_then(|properties| styles::switch(properties, "hidden")) != Some(true) {
                let mut row = Vec::new();
                self.cells(element, &mut row);
                rows.push(row);
            }
        }
    }

    fn cells(&mut self, row: &Element, cells: &mut Vec<Cell>) {
        for element in row.children() {
            if element.name() == "tc" {
                let span =
                    value(element, &["tcPr", "gridSpan"]).and_then(|span| span.parse().ok()).unwrap_or(1);
                let is_deleted = element.at(&["tcPr", "cellDel"]).is_some();
                let blocks = if is_deleted { Vec::new() } else { self.blocks(element) };
                cells.push(Cell { blocks, span });
            } else if let Some(inside) = self.enter(element) {
                self.cells(inside, cells);
            } else if element.name() == "sdt" {
                // A cell that waits to be filled in keeps its place in the row.
                cells.push(Cell { blocks: Vec::new(), span: 1 });
            }
        }
    }

    /// The element whose insides stand for a wrapper; none where nothing of it shows.
    pub(super) fn enter<'e, 'x>(&mut self, element: &'e Element<'x>) -> Option<&'e Element<'x>> {
        match element.name() {
            "del" | "moveFrom" => {
                self.omissions.deletions += 1;
                None
            }
            // A drawing comes twice, for new programs and for old ones.
            "AlternateContent" => element.child("Choice").or_else(|| element.child("Fallback")),
            "sdt" if is_placeholder(element) => None,
            "sdt" => element.child("sdtContent"),
            name if name.ends_with("Pr") => None,
            _ => Some(element),
        }
    }
}

/// Whether a content control shows what to write in it, and not what somebody wrote.
fn is_placeholder(control: &Element) -> bool {
    control.child("sdtPr").and_then(|properties| styles::switch(properties, "showingPlcHdr")) == Some(true)
}

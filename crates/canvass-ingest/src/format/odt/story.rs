//! The blocks of an ODF text: paragraphs, lists, tables, and what stands around them.

use std::collections::HashMap;

use crate::format::omissions::Omissions;
use crate::format::prose::{Block, Cell};
use crate::format::xml::Element;

use super::lists::{Lists, Place};
use super::styles::Styles;

/// Reads the stories of a document: body, cells, text boxes, notes.
pub(super) struct Story<'d> {
    pub(super) styles: &'d Styles,
    /// What the form controls show, by their ids.
    pub(super) controls: HashMap<String, String>,
    pub(super) lists: Lists,
    pub(super) footnotes: Vec<Block>,
    pub(super) endnotes: Vec<Block>,
    pub(super) omissions: Omissions,
}

/// The item of a list that paragraphs stand in.
struct Item {
    place: Place,
    start: Option<u32>,
    /// The mark stands before the first paragraph only.
    is_marked: bool,
}

impl<'d> Story<'d> {
    pub(super) fn new(styles: &'d Styles, controls: HashMap<String, String>) -> Self {
        Self {
            styles,
            controls,
            lists: Lists::default(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
            omissions: Omissions::default(),
        }
    }

    /// The blocks of a story that stands by itself.
    pub(super) fn blocks(&mut self, story: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.walk(story, None, &mut blocks);
        blocks
    }

    fn walk(&mut self, parent: &Element, mut item: Option<&mut Item>, blocks: &mut Vec<Block>) {
        let mut n_lists = 0;
        for element in parent.children() {
            match element.name() {
                "p" | "h" => self.paragraph(element, item.as_deref_mut(), blocks),
                "list" => {
                    n_lists += 1;
                    let place = self.lists.enter(element, item.as_deref().map(|item| &item.place));
                    if n_lists > 1 && item.is_some() {
                        self.lists.restart(&place);
                    }
                    self.list(element, &place, blocks);
                }
                "table" => {
                    let mut rows = Vec::new();
                    self.rows(element, &mut rows);
                    blocks.push(Block::Table(rows));
                }
                "control" => blocks.extend(self.control(element).map(Block::Paragraph)),
                _ if self.is_left_out(element) => {}
                _ => self.walk(element, item.as_deref_mut(), blocks),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, item: Option<&mut Item>, blocks: &mut Vec<Block>) {
        let Some((text, boxes)) = self.line(paragraph) else { return };
        let style = paragraph.attribute("style-name").unwrap_or_default();
        let is_heading = paragraph.name() == "h" || self.styles.is_heading(&style);
        let mark = match item {
            Some(item) if item.is_marked => None,
            Some(item) => {
                item.is_marked = true;
                self.lists.count(self.styles, &item.place, item.start)
            }
            None if paragraph.name() == "h" => self.heading_number(paragraph, &style),
            None => None,
        };
        match mark {
            Some(mark) if !is_heading => blocks.push(Block::Item { mark, text }),
            mark if !text.trim().is_empty() => {
                blocks.push(Block::Paragraph(mark.unwrap_or_default() + text.trim_start()));
            }
            _ => {}
        }
        blocks.extend(boxes);
    }

    fn heading_number(&mut self, heading: &Element, style: &str) -> Option<String> {
        let is_plain = heading.attribute("is-list-header").as_deref() == Some("true");
        if is_plain || self.styles.is_unnumbered(style) {
            return None;
        }
        self.lists.count_heading(self.styles, heading)
    }

    fn list(&mut self, list: &Element, place: &Place, blocks: &mut Vec<Block>) {
        for child in list.children() {
            let is_marked = match child.name() {
                "list-item" => false,
                "list-header" => true,
                _ => continue,
            };
            let start = child.number("start-value");
            let mut item = Item { place: place.clone(), start, is_marked };
            self.walk(child, Some(&mut item), blocks);
        }
    }

    fn rows(&mut self, table: &Element, rows: &mut Vec<Vec<Cell>>) {
        for element in table.children() {
            match element.name() {
                "table-row" if is_collapsed(element) => {}
                "table-row" => rows.push(self.cells(element)),
                "table-rows" | "table-header-rows" | "table-row-group" => self.rows(element, rows),
                _ => {}
            }
        }
    }

    fn cells(&mut self, row: &Element) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut covered = 0;
        for element in row.children() {
            let n_columns = |name| element.number::<usize>(name).unwrap_or(1).max(1);
            match element.name() {
                "table-cell" => {
                    covered = n_columns("number-columns-spanned") - 1;
                    let span = (covered + 1).max(n_columns("number-columns-repeated"));
                    cells.push(Cell { blocks: self.blocks(element), span });
                }
                // A cell from the row above reaches into this one.
                "covered-table-cell" if covered == 0 => cells.push(Cell { blocks: Vec::new(), span: 1 }),
                "covered-table-cell" => covered -= 1,
                _ => {}
            }
        }
        cells
    }

    /// What a form control shows; each is placed once.
    pub(super) fn control(&mut self, control: &Element) -> Option<String> {
        self.controls.remove(&control.attribute("control")?)
    }

    /// Whether an element holds what does not show, or not as text; what a reader should know of is counted.
    pub(super) fn is_left_out(&mut self, element: &Element) -> bool {
        let says = |name: &str, value: &str| element.attribute(name).as_deref() == Some(value);
        match element.name() {
            "annotation" => {
                self.omissions.comments += 1;
                true
            }
            "tracked-changes" => {
                let regions = element.children();
                self.omissions.deletions +=
                    regions.filter(|region| region.child("deletion").is_some()).count();
                true
            }
            "section" | "hidden-text" | "variable-set" | "user-field-get" => {
                says("display", "none") || says("is-hidden", "true")
            }
            "content-control" => says("showing-place-holder", "true"),
            "forms" | "title" | "desc" | "object" | "object-ole" | "plugin" | "binary-data"
            | "placeholder" | "ruby-text" | "script" | "event-listeners" | "number" | "note-citation" => true,
            name => name.ends_with("-source") || name.ends_with("-decls"),
        }
    }
}

fn is_collapsed(row: &Element) -> bool {
    row.attribute("visibility").is_some_and(|visibility| visibility != "visible")
}

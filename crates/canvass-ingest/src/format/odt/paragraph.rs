//! The text of an ODF paragraph: its spans and fields, and the boxes anchored in it.

use crate::format::prose::Block;
use crate::format::symbol;
use crate::format::xml::{Element, Node};

use super::form;
use super::story::Story;
use super::styles::Look;

/// A paragraph being read.
#[derive(Default)]
struct Line {
    text: String,
    /// The last letter is a blank, behind which further blanks do not count.
    ends_blank: bool,
    /// Where the code of each open field began.
    fields: Vec<usize>,
    /// What floats beside the paragraph.
    boxes: Vec<Block>,
    is_hidden: bool,
}

/// More blanks in one place are a slip.
const MOST_BLANKS: usize = 200;

impl Story<'_> {
    /// The text of a paragraph and what is anchored in it; none where the paragraph is hidden.
    pub(super) fn line(&mut self, paragraph: &Element) -> Option<(String, Vec<Block>)> {
        let style = paragraph.attribute("style-name").unwrap_or_default();
        let look = self.styles.paragraph_look(&style);
        let mut line = Line { ends_blank: true, ..Line::default() };
        self.inline(paragraph, look, &mut line);
        let is_gone =
            line.is_hidden || look.is_hidden && line.text.trim().is_empty() && line.boxes.is_empty();
        (!is_gone).then_some((line.text, line.boxes))
    }

    fn inline(&mut self, parent: &Element, look: Look, line: &mut Line) {
        for node in parent.nodes() {
            match node {
                Node::Text(text) if look.is_struck && !look.is_hidden => {
                    self.omissions.struck += usize::from(!text.trim().is_empty());
                }
                Node::Text(text) if !look.is_hidden => self.write(text, look, line),
                Node::Text(_) => {}
                Node::Element(element) => self.element(element, look, line),
            }
        }
    }

    fn element(&mut self, element: &Element, look: Look, line: &mut Line) {
        match element.name() {
            "span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                self.inline(element, self.styles.span_look(&style, look), line);
            }
            _ if look.is_hidden => {}
            "s" => {
                let n_blanks = element.number("c").unwrap_or(1).min(MOST_BLANKS);
                line.put(&" ".repeat(n_blanks));
            }
            "tab" => line.put("\t"),
            "line-break" => line.put("\n"),
            "note" => self.note(element),
            "frame" | "text-box" | "g" | "custom-shape" | "rect" | "circle" | "ellipse" | "caption"
            | "line" | "polygon" | "polyline" | "regular-polygon" | "path" | "connector" | "measure" => {
                line.boxes.extend(self.blocks(element));
            }
            "control" => line.put(&self.control(element).unwrap_or_default()),
            "hidden-paragraph" => line.is_hidden |= element.attribute("is-hidden").as_deref() == Some("true"),
            "content-control" if element.attribute("checkbox").as_deref() == Some("true") => {
                let is_ticked = element.attribute("checked").as_deref() == Some("true");
                line.put(&symbol::tick(is_ticked).to_string());
            }
            "fieldmark" => line.put(&form::field(element).unwrap_or_default()),
            "fieldmark-start" => {
                line.put(&form::field(element).unwrap_or_default());
                line.fields.push(line.text.len());
            }
            "fieldmark-separator" => line.drop_code(),
            "fieldmark-end" => drop(line.fields.pop()),
            _ if self.is_left_out(element) => {}
            _ => self.inline(element, look, line),
        }
    }

    fn note(&mut self, note: &Element) {
        let Some(body) = note.child("note-body") else { return };
        let blocks = self.blocks(body);
        let is_endnote = note.attribute("note-class").as_deref() == Some("endnote");
        if is_endnote { self.endnotes.extend(blocks) } else { self.footnotes.extend(blocks) }
    }

    fn write(&mut self, text: &str, look: Look, line: &mut Line) {
        for letter in text.chars() {
            match letter {
                ' ' | '\t' | '\n' | '\r' if line.ends_blank => {}
                ' ' | '\t' | '\n' | '\r' => {
                    line.text.push(' ');
                    line.ends_blank = true;
                }
                letter => {
                    match symbol::character(letter, look.font) {
                        Some(letter) => line.text.push(letter),
                        None => self.omissions.symbols += 1,
                    }
                    line.ends_blank = false;
                }
            }
        }
    }
}

impl Line {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends_blank = false;
    }

    /// Keeps a field's result and drops its code.
    fn drop_code(&mut self) {
        if let Some(start) = self.fields.last() {
            self.text.truncate(*start);
        }
    }
}

//! What a document prints at the edges of every page: no part of the letter, and kept beside it.

use super::xml::{Element, Node};

/// The attribute that what stands at the edges of a letter's pages is kept under.
pub const ATTRIBUTE: &str = "Page header and footer";
/// More than this is no header.
const LONGEST: usize = 2000;

/// Text of headers and footers, each line once, in order.
#[derive(Default)]
pub(super) struct Margins {
    lines: Vec<String>,
}

impl Margins {
    /// Adds the paragraphs within an element.
    pub(super) fn add(&mut self, element: &Element) {
        if element.name() == "p" {
            let line = words(element).split_whitespace().collect::<Vec<_>>().join(" ");
            if line.contains(char::is_alphabetic) && !self.lines.contains(&line) {
                self.lines.push(line);
            }
            return;
        }
        for child in element.children() {
            self.add(child);
        }
    }

    /// The whole; none where nothing is said.
    pub(super) fn text(self) -> Option<String> {
        let mut text = self.lines.join("\n");
        text.truncate(text.floor_char_boundary(LONGEST));
        (!text.is_empty()).then_some(text)
    }
}

/// All text within an element; a tab is a blank, and what a field computes from is none.
fn words(element: &Element) -> String {
    let of = |node: &Node| match node {
        Node::Text(text) => text.to_string(),
        Node::Element(inner) => match inner.name() {
            "tab" | "br" | "s" => " ".to_owned(),
            "instrText" => String::new(),
            _ => words(inner),
        },
    };
    element.nodes().iter().map(of).collect()
}

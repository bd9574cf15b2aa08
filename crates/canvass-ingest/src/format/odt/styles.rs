//! The styles of an ODF text, as far as they decide what shows.

use std::collections::HashMap;

use crate::format::symbol::Font;
use crate::format::xml::Element;

use super::levels::{self, Level};

/// The styles by their names.
#[derive(Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    spans: HashMap<String, Style>,
    lists: HashMap<String, Vec<Option<Level>>>,
    /// How headings are numbered.
    pub(super) outline: Vec<Option<Level>>,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    is_hidden: Option<bool>,
    is_struck: Option<bool>,
    font: Option<Font>,
    list: Option<String>,
    is_heading: bool,
}

/// What the style of a paragraph or of a span says about letters.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) is_hidden: bool,
    pub(super) is_struck: bool,
    pub(super) font: Font,
}

/// Longer chains of styles go in circles.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    /// Reads the styles that a document keeps beside its text, and those that it shares with its headers.
    pub(super) fn read(content: &Element, shared: Option<&Element>) -> Self {
        let mut styles = Self::default();
        let shared = shared.and_then(|shared| shared.child("styles"));
        let own = ["styles", "automatic-styles"].map(|name| content.child(name));
        for group in [shared].into_iter().chain(own).flatten() {
            group.children().for_each(|style| styles.take(style));
        }
        styles
    }

    fn take(&mut self, style: &Element) {
        if style.name() == "outline-style" {
            self.outline = levels::read(style);
        }
        let Some(name) = style.attribute("name") else { return };
        match (style.name(), style.attribute("family").as_deref()) {
            ("list-style", _) => drop(self.lists.insert(name, levels::read(style))),
            ("style", Some("paragraph")) => {
                let style = Style::read(style, &name);
                self.paragraphs.insert(name, style);
            }
            ("style", Some("text")) => {
                let style = Style::read(style, &name);
                self.spans.insert(name, style);
            }
            _ => {}
        }
    }

    pub(super) fn list(&self, name: &str) -> Option<&[Option<Level>]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// How the letters of a paragraph look.
    pub(super) fn paragraph_look(&self, name: &str) -> Look {
        look(&self.paragraphs, name, Look::default())
    }

    /// How the letters of a span look inside something that looks like `outside`.
    pub(super) fn span_look(&self, name: &str, outside: Look) -> Look {
        look(&self.spans, name, outside)
    }

    /// Whether paragraphs of a style are headings.
    pub(super) fn is_heading(&self, name: &str) -> bool {
        chain(&self.paragraphs, name).any(|style| style.is_heading)
    }

    /// Whether a paragraph style takes its headings out of the numbering.
    pub(super) fn is_unnumbered(&self, name: &str) -> bool {
        chain(&self.paragraphs, name).find_map(|style| style.list.as_deref()) == Some("")
    }
}

impl Style {
    fn read(style: &Element, name: &str) -> Self {
        let letters = style.child("text-properties");
        let display = letters.and_then(|letters| letters.attribute("display"));
        let lines = ["text-line-through-style", "text-line-through-type"];
        let line = letters.and_then(|letters| lines.iter().find_map(|name| letters.attribute(name)));
        Self {
            parent: style.attribute("parent-style-name"),
            is_hidden: display.map(|display| display == "none"),
            is_struck: line.map(|line| line != "none"),
            font: letters.and_then(font),
            list: style.attribute("list-style-name"),
            // A converter may leave a heading a paragraph, and keep but its style.
            is_heading: name.starts_with("Heading_20_") || name == "Title",
        }
    }
}

/// The font that text properties name.
pub(super) fn font(letters: &Element) -> Option<Font> {
    let font = letters.attribute("font-family").or_else(|| letters.attribute("font-name"))?;
    Some(Font::named(font.trim_matches('\'')))
}

fn look(styles: &HashMap<String, Style>, name: &str, outside: Look) -> Look {
    let font = chain(styles, name).find_map(|style| style.font);
    Look {
        is_hidden: chain(styles, name).find_map(|style| style.is_hidden).unwrap_or(outside.is_hidden),
        is_struck: chain(styles, name).find_map(|style| style.is_struck).unwrap_or(outside.is_struck),
        font: font.unwrap_or(outside.font),
    }
}

fn chain<'s>(styles: &'s HashMap<String, Style>, name: &str) -> impl Iterator<Item = &'s Style> {
    std::iter::successors(styles.get(name), |style| styles.get(style.parent.as_deref()?)).take(LONGEST_CHAIN)
}

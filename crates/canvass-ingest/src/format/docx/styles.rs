//! The styles of a Word document, as far as they decide what shows.

use std::collections::HashMap;

use crate::format::symbol::Font;
use crate::format::xml::Element;

/// The styles by their ids.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default: Option<String>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    number: Number,
    is_hidden: Option<bool>,
    is_struck: Option<bool>,
    is_heading: bool,
    font: Option<Font>,
}

/// A paragraph's place in a list; either half may come from its style.
#[derive(Clone, Default)]
pub(super) struct Number {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// Longer chains of styles go in circles.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    pub(super) fn read(root: &Element) -> Self {
        let mut styles = Self::default();
        for style in root.children().filter(|child| child.name() == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let is_default = style.attribute("default").is_some_and(|value| is_true(&value));
            if is_default && style.attribute("type").as_deref() == Some("paragraph") {
                styles.default = Some(id.clone());
            }
            styles.by_id.insert(id, Style::read(style));
        }
        styles
    }

    /// The style of a paragraph that names none.
    pub(super) fn default_paragraph(&self) -> Option<&str> {
        self.default.as_deref()
    }

    pub(super) fn is_hidden(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.is_hidden)
    }

    pub(super) fn is_struck(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.is_struck)
    }

    pub(super) fn font(&self, id: &str) -> Option<Font> {
        self.chain(id).find_map(|(_, style)| style.font)
    }

    pub(super) fn is_heading(&self, id: &str) -> bool {
        self.chain(id).any(|(_, style)| style.is_heading)
    }

    /// The nearest list in the chain of styles, with the id of the style that names it.
    pub(super) fn number(&self, id: &str) -> (Number, Option<&str>) {
        let level = self.chain(id).find_map(|(_, style)| style.number.level);
        let named = self.chain(id).find(|(_, style)| style.number.list.is_some());
        let list = named.and_then(|(_, style)| style.number.list.clone());
        (Number { list, level }, named.map(|(id, _)| id))
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let entry = |id: &str| self.by_id.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        std::iter::successors(entry(id), move |(_, style)| entry(style.based_on.as_deref()?))
            .take(LONGEST_CHAIN)
    }
}

impl Style {
    fn read(style: &Element) -> Self {
        let name = value(style, &["name"]).unwrap_or_default().to_lowercase();
        let outline = value(style, &["pPr", "outlineLvl"]);
        Self {
            based_on: value(style, &["basedOn"]),
            number: style.child("pPr").map(Number::read).unwrap_or_default(),
            is_hidden: style.child("rPr").and_then(hidden),
            is_struck: style.child("rPr").and_then(struck),
            is_heading: name.starts_with("heading ")
                || name == "title"
                || outline.is_some_and(|level| level != "9"),
            font: style.child("rPr").and_then(font),
        }
    }
}

impl Number {
    /// The place in a list that the properties of a paragraph or of a style give.
    pub(super) fn read(properties: &Element) -> Self {
        Self {
            list: value(properties, &["numPr", "numId"]),
            level: value(properties, &["numPr", "ilvl"]).and_then(|level| level.parse().ok()),
        }
    }
}

/// The `val` of an element inside another.
pub(super) fn value(element: &Element, path: &[&str]) -> Option<String> {
    element.at(path)?.attribute("val")
}

/// Whether a switch inside is on; none where it is not there.
pub(super) fn switch(element: &Element, name: &str) -> Option<bool> {
    let switch = element.child(name)?;
    Some(switch.attribute("val").is_none_or(|value| is_true(&value)))
}

/// Whether run properties hide the text.
pub(super) fn hidden(properties: &Element) -> Option<bool> {
    switch(properties, "vanish").or_else(|| switch(properties, "specVanish"))
}

/// Whether run properties draw a line through the text.
pub(super) fn struck(properties: &Element) -> Option<bool> {
    let lines = [switch(properties, "strike"), switch(properties, "dstrike")];
    lines.into_iter().flatten().reduce(|one, other| one || other)
}

/// The font that run properties name.
pub(super) fn font(properties: &Element) -> Option<Font> {
    let fonts = properties.child("rFonts")?;
    let name = fonts.attribute("ascii").or_else(|| fonts.attribute("hAnsi"))?;
    Some(Font::named(&name))
}

fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

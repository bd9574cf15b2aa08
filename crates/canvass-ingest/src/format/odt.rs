//! ODF texts: one letter a file, zipped or flat, as they show with every tracked change accepted.

mod form;
mod levels;
mod lists;
mod paragraph;
mod story;
mod styles;

use encoding_rs::UTF_8;

use super::margins::Margins;
use super::package::{ARCHIVE, LOCKED, Package};
use super::xml::{self, Element};
use super::{Format, Letter, Reader, prose};
use story::Story;
use styles::Styles;

pub(super) const FORMAT: Format =
    Format { name: "odt", extensions: &["odt", "ott", "fodt"], reader: Reader::Document(read) };

const EXPECTED: &str = "an OpenDocument text (.odt)";

fn read(bytes: &[u8], _language: &str) -> Result<Letter, String> {
    if let Some(flat) = flat(bytes) {
        return letter(&xml::parse(&flat)?, None);
    }
    let mut package = Package::open(bytes, EXPECTED)?;
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(LOCKED.to_owned());
    }
    match package.noun() {
        // A package may do without naming its kind.
        EXPECTED | ARCHIVE => {}
        noun => return Err(format!("not {EXPECTED} but {noun}")),
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(format!("not {EXPECTED} but {ARCHIVE}"));
    };
    let content = xml::parse(&content)?;
    match package.part("styles.xml")? {
        Some(styles) => letter(&content, Some(&xml::parse(&styles)?)),
        None => letter(&content, None),
    }
}

/// The text of a document in a single XML file.
fn flat(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"PK") {
        return None;
    }
    let text = UTF_8.decode(bytes).0;
    text.contains("<office:document").then(|| text.into_owned())
}

fn letter(content: &Element, styles: Option<&Element>) -> Result<Letter, String> {
    let body = content.at(&["body", "text"]).ok_or("damaged: no text in its body")?;
    let page_styles = styles.or(Some(content));
    let styles = Styles::read(content, styles);
    let mut story = Story::new(&styles, form::controls(body));
    let mut blocks = story.blocks(body);
    blocks.append(&mut story.footnotes);
    blocks.append(&mut story.endnotes);
    let text = prose::text(&blocks);
    if !text.contains(char::is_alphanumeric) && body.holds(&["image"]) {
        return Err("pictures and no text: needs OCR".to_owned());
    }
    let mut margins = Margins::default();
    let pages = page_styles.and_then(|styles| styles.child("master-styles"));
    for page in pages.into_iter().flat_map(Element::children) {
        let edges = page
            .children()
            .filter(|edge| edge.name().starts_with("header") || edge.name().starts_with("footer"));
        edges.for_each(|edge| margins.add(edge));
    }
    Ok(Letter { text, remarks: story.omissions.remarks(), margins: margins.text(), ..Letter::default() })
}

#[cfg(test)]
mod tests;

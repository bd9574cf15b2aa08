//! Word documents: one letter a file, as Word would show it with every change that is tracked accepted.

mod levels;
mod numbering;
mod paragraph;
mod story;
mod styles;

use std::collections::HashMap;

use super::margins::Margins;
use super::package::{ARCHIVE, Package};
use super::xml::{self, Element};
use super::{Format, Letter, Reader, prose};
use numbering::Numbering;
use story::{NoteKind, Story};
use styles::Styles;

pub(super) const FORMAT: Format =
    Format { name: "docx", extensions: &["docx", "docm", "dotx"], reader: Reader::Document(read) };

/// A document has headers and footers for each of its sections, mostly the same.
const MOST_MARGINS: usize = 24;
const EXPECTED: &str = "a Word document (.docx)";

/// The parts of a document that hold text, or say how it shows.
struct Parts {
    document: String,
    styles: Option<String>,
    numbering: Option<String>,
    footnotes: Option<String>,
    endnotes: Option<String>,
    /// Headers and footers.
    margins: Vec<String>,
}

fn read(bytes: &[u8], _language: &str) -> Result<Letter, String> {
    let mut package = Package::open(bytes, EXPECTED)?;
    match package.noun() {
        // A writer may name its parts as it likes.
        EXPECTED | ARCHIVE => {}
        noun => return Err(format!("not {EXPECTED} but {noun}")),
    }
    let parts = Parts::of(&mut package)?.ok_or_else(|| format!("not {EXPECTED} but {ARCHIVE}"))?;
    letter(&parts)
}

fn letter(parts: &Parts) -> Result<Letter, String> {
    let document = xml::parse(&parts.document)?;
    let body = document.child("body").ok_or("damaged: no body in it")?;
    let styles = read_part(parts.styles.as_deref(), Styles::read)?;
    let numbering = read_part(parts.numbering.as_deref(), Numbering::read)?;
    let mut story = Story::new(&styles, &numbering);
    let mut blocks = story.blocks(body);
    for (part, kind) in [(&parts.footnotes, NoteKind::Foot), (&parts.endnotes, NoteKind::End)] {
        let Some(part) = part else { continue };
        blocks.extend(story.notes(&xml::parse(part)?, kind));
    }
    let text = prose::text(&blocks);
    if !text.contains(char::is_alphanumeric) && body.holds(&["blip", "imagedata"]) {
        return Err("pictures and no text: needs OCR".to_owned());
    }
    let mut margins = Margins::default();
    for part in &parts.margins {
        margins.add(&xml::parse(part)?);
    }
    Ok(Letter { text, remarks: story.omissions.remarks(), margins: margins.text(), ..Letter::default() })
}

/// What a part that need not be there says.
fn read_part<T: Default>(part: Option<&str>, read: fn(&Element) -> T) -> Result<T, String> {
    part.map_or_else(|| Ok(T::default()), |part| Ok(read(&xml::parse(part)?)))
}

impl Parts {
    /// The parts, each under the name that another part gives it; none where there is no main part.
    fn of(package: &mut Package) -> Result<Option<Self>, String> {
        let main = relations(package, "")?.into_iter().find(|(kind, _)| kind == "officeDocument");
        let main = main.map(|(_, name)| name);
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        let Some(document) = package.part(&main)? else { return Ok(None) };
        let margins = margins(package, &main)?;
        let relations: HashMap<String, String> = relations(package, &main)?.into_iter().collect();
        let mut part = |kind: &str| relations.get(kind).map_or(Ok(None), |name| package.part(name));
        Ok(Some(Self {
            styles: part("styles")?,
            numbering: part("numbering")?,
            footnotes: part("footnotes")?,
            endnotes: part("endnotes")?,
            margins,
            document,
        }))
    }
}

/// The parts that a part names, by the last word of what they are to it; the empty name is the package's own.
fn relations(package: &mut Package, part: &str) -> Result<Vec<(String, String)>, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(list) = package.part(&format!("{folder}{slash}_rels/{name}.rels"))? else {
        return Ok(Vec::new());
    };
    let list = xml::parse(&list)?;
    let named = list.children().filter_map(|relation| {
        let (kind, target) = (relation.attribute("Type")?, relation.attribute("Target")?);
        let kind = kind.rsplit('/').next()?.to_owned();
        Some((kind, resolve(folder, &target)))
    });
    Ok(named.collect())
}

/// The headers and footers of a document, as it lists them.
fn margins(package: &mut Package, main: &str) -> Result<Vec<String>, String> {
    let relations = relations(package, main)?;
    let names = relations.iter().filter(|(kind, _)| matches!(kind.as_str(), "header" | "footer"));
    let mut margins = Vec::new();
    for (_, name) in names.take(MOST_MARGINS) {
        margins.extend(package.part(name)?);
    }
    Ok(margins)
}

/// The name of a part as another part in `folder` writes it.
fn resolve(folder: &str, target: &str) -> String {
    let full = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps = Vec::new();
    for step in full.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests;

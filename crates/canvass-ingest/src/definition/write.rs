//! Writes how tables are read into `consultation.toml`, for an analyst to correct.

use std::fs;
use std::path::Path;

use canvass_core::{Consultation, Place};
use toml_edit::{ArrayOfTables, Document, DocumentMut, Item, Table};

use super::sections::{MARK, Section, keep_doubts, section};
use super::{FILE, inside_responses, parse};
use crate::columns::Alignment;
use crate::error::Error;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Paths of the tables whose sections were written, inside `responses/`.
    pub tables: Vec<String>,
    /// Paths of the tables with a section of the analyst's own, which stays as it is.
    pub kept: Vec<String>,
    /// Columns left to decide: those only guessed, and those of no question, which stand in comments.
    pub n_unsure: usize,
}

/// Writes a `[[table]]` section for each table into `folder/consultation.toml`.
///
/// Sections written before are written anew, what was corrected in them included; those of the analyst's own stay.
/// All else in the file stays byte for byte, but where a section is replaced, line ends are made alike.
pub fn write(folder: &Path, alignments: &[Alignment], languages: &[&str]) -> Result<Written, Error> {
    let path = folder.join(FILE);
    let path = fs::canonicalize(&path).map_err(|reason| Error::Read { path: path.clone(), reason })?;
    let source = fs::read_to_string(&path).map_err(|reason| Error::Read { path: path.clone(), reason })?;
    let shown = path.display().to_string();
    let (consultation, _) = parse(&shown, &source, languages)?;
    let (text, written) = with_sections(&shown, &source, &consultation, alignments)?;
    if text != source {
        // Nothing is written that could not be read.
        parse(&shown, &text, languages)?;
        replace(&path, &text).map_err(|reason| Error::Write { path, reason })?;
    }
    Ok(written)
}

/// Writes beside the file and swaps, so that there is always a whole one.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("toml.new");
    fs::write(&beside, text)?;
    fs::set_permissions(&beside, fs::metadata(path)?.permissions())?;
    fs::rename(&beside, path)
}

/// The definition with a section for each table.
fn with_sections(
    path: &str,
    source: &str,
    consultation: &Consultation,
    alignments: &[Alignment],
) -> Result<(String, Written), Error> {
    let (mark, source) = match source.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", source),
    };
    let mut document = document(path, source)?;
    let mut written = Written::default();
    let (mut added, mut is_changed) = (Vec::new(), false);
    for alignment in alignments {
        let section = section(&format!("responses/{}", alignment.source), alignment, consultation);
        let tables = document.get_mut("table").and_then(Item::as_array_of_tables_mut);
        match tables.and_then(|tables| tables.iter_mut().find(|table| is_of(table, &alignment.source))) {
            Some(table) if !is_own(table) => {
                written.kept.push(alignment.source.clone());
                continue;
            }
            Some(table) => {
                is_changed = true;
                written.n_unsure += section.n_unsure + renew(table, section);
            }
            None => {
                written.n_unsure += section.n_unsure;
                added.push(section);
            }
        }
        written.tables.push(alignment.source.clone());
    }
    let text = if is_changed { document.to_string() } else { source.to_owned() };
    let mut text = append(text, added);
    if source.contains("\r\n") {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Ok((format!("{mark}{text}"), written))
}

fn document(path: &str, source: &str) -> Result<DocumentMut, Error> {
    let place = |bytes| Box::new(Place { path: path.to_owned(), source: source.to_owned(), bytes });
    let document = Document::parse(source.to_owned()).map_err(|error| Error::Syntax {
        message: error.message().trim().to_owned(),
        place: place(error.span().unwrap_or(0..0)),
    })?;
    match document.as_table().get("table") {
        Some(tables) if !tables.is_array_of_tables() => {
            Err(Error::TablesInline { place: place(tables.span().unwrap_or(0..0)) })
        }
        _ => Ok(document.into_mut()),
    }
}

fn is_of(table: &Table, source: &str) -> bool {
    table.get("path").and_then(Item::as_str).is_some_and(|path| inside_responses(path) == source)
}

/// What stands above a section: the lines before the program's own, and whether there are any of those.
fn above(table: &Table) -> (&str, bool) {
    let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("");
    prefix.find(MARK).map_or((prefix, false), |at| (&prefix[..at], true))
}

fn is_own(table: &Table) -> bool {
    above(table).1
}

/// Puts a section in the place of an older one; returns how many of its guesses nobody has looked at.
fn renew(table: &mut Table, mut section: Section) -> usize {
    let n_unsure = keep_doubts(table, &mut section.table);
    let (before, _) = above(table);
    let prefix = format!("{before}{}\n", section.comment);
    let position = table.position();
    *table = section.table;
    table.set_position(position);
    table.decor_mut().set_prefix(prefix);
    n_unsure
}

/// Puts sections behind the text.
fn append(mut text: String, sections: Vec<Section>) -> String {
    for section in sections {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let mut tables = ArrayOfTables::new();
        let Section { mut table, comment, .. } = section;
        table.decor_mut().set_prefix(format!("\n{comment}\n"));
        tables.push(table);
        let mut document = DocumentMut::new();
        document.insert("table", Item::ArrayOfTables(tables));
        text.push_str(&document.to_string());
    }
    text
}

#[cfg(test)]
mod tests;

//! `themes.toml` becomes a code frame.

mod document;
mod draft;
mod resolve;

use std::path::Path;

use toml::de::DeTable;

use super::error::Error;
use super::frame::{CodeFrame, Rule};
use super::trial::Change;
use crate::pattern::Scope;
use document::Document;
use draft::{Draft, List};

const FILE_KEYS: &[&str] = &["list", "theme"];

/// Reads the code frame of the file at `path`.
pub fn load(path: &Path) -> Result<CodeFrame, Error> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: name.clone(), source })?;
    let source = String::from_utf8(bytes)
        .map_err(|error| Error::Encoding { path: name.clone(), byte: error.utf8_error().valid_up_to() })?;
    parse(&name, &source)
}

/// Reads a code frame from `source`; `name` is shown as its path.
pub fn parse(name: &str, source: &str) -> Result<CodeFrame, Error> {
    let document = Document { name, source };
    let (lists, themes) = drafted(&document)?;
    resolved(&document, &lists, themes)
}

/// The frame with a rule of the theme at `at` changed, and the rule; none where there is none to be replaced.
///
/// Everything that refers to the theme is looked up anew, as if the file had been edited.
pub(super) fn changed(
    frame: &CodeFrame,
    at: usize,
    change: Change<'_>,
    rule: &str,
    scope: Option<Scope>,
) -> Result<Option<(CodeFrame, Rule)>, Error> {
    let document = Document { name: &frame.path, source: &frame.source };
    let (lists, mut themes) = drafted(&document)?;
    let Some(rule) = themes.get_mut(at).and_then(|theme| theme.change(change, rule, scope)) else {
        return Ok(None);
    };
    Ok(Some((resolved(&document, &lists, themes)?, rule)))
}

/// The lists and themes of a file, nothing in them looked up.
fn drafted(document: &Document<'_>) -> Result<(Vec<List>, Vec<Draft>), Error> {
    let table = DeTable::parse(document.source).map_err(|error| Error::Toml {
        place: document.place(error.span().unwrap_or(0..0)).into(),
        message: error.message().to_owned(),
    })?;
    let table = table.get_ref();
    document.check_keys(table, FILE_KEYS)?;
    let lists = document.list(table, "list", "a list of tables `[[list]]`")?;
    let lists: Vec<_> = lists.iter().map(|value| document.draft_list(value)).collect::<Result<_, _>>()?;
    let themes = document.list(table, "theme", "a list of tables `[[theme]]`")?;
    let themes: Vec<_> = themes.iter().map(|value| document.draft_theme(value)).collect::<Result<_, _>>()?;
    Ok((lists, themes))
}

fn resolved(document: &Document<'_>, lists: &[List], drafts: Vec<Draft>) -> Result<CodeFrame, Error> {
    let lists = resolve::lists(document, lists, &drafts)?;
    resolve::check_rules(document, &drafts, &lists)?;
    let themes = resolve::parents(document, drafts)?;
    Ok(CodeFrame { themes, lists, path: document.name.to_owned(), source: document.source.to_owned() })
}

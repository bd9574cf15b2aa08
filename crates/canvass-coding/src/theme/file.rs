//! `themes.toml` becomes a code frame.

mod document;
mod draft;
mod resolve;

use std::path::Path;

use toml::de::DeTable;

use super::error::Error;
use super::frame::CodeFrame;
use document::Document;

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
    let table = DeTable::parse(source).map_err(|error| Error::Toml {
        place: document.place(error.span().unwrap_or(0..0)).into(),
        message: error.message().to_owned(),
    })?;
    let table = table.get_ref();
    document.check_keys(table, FILE_KEYS)?;
    let lists = document.list(table, "list", "a list of tables `[[list]]`")?;
    let lists: Vec<_> = lists.iter().map(|value| document.draft_list(value)).collect::<Result<_, _>>()?;
    let drafts = document.list(table, "theme", "a list of tables `[[theme]]`")?;
    let drafts: Vec<_> = drafts.iter().map(|value| document.draft_theme(value)).collect::<Result<_, _>>()?;
    let lists = resolve::lists(&document, &lists, &drafts)?;
    resolve::check_rules(&document, &drafts, &lists)?;
    let themes = resolve::parents(&document, drafts)?;
    Ok(CodeFrame { themes, lists, path: name.to_owned(), source: source.to_owned() })
}

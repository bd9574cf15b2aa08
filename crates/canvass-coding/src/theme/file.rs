//! `themes.toml` becomes a code frame.
//!
//! The document is walked by hand, so that every mistake is shown in its place.

use std::ops::Range;
use std::path::Path;

use canvass_core::{Place, nearest};
use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::Error;
use super::frame::{CodeFrame, Rule, Theme};
use crate::pattern::{PatternSetBuilder, Scope};

const FILE_KEYS: &[&str] = &["theme"];
const THEME_KEYS: &[&str] =
    &["id", "label", "description", "any", "except", "scope", "examples", "counterexamples"];
const RULE_KEYS: &[&str] = &["rule", "scope"];
const SCOPES: [(&str, Scope); 3] =
    [("sentence", Scope::Sentence), ("paragraph", Scope::Paragraph), ("answer", Scope::Answer)];

type Value<'i> = Spanned<DeValue<'i>>;

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
    let file = File { name, source };
    let document = DeTable::parse(source).map_err(|error| Error::Toml {
        place: file.place(error.span().unwrap_or(0..0)).into(),
        message: error.message().to_owned(),
    })?;
    let table = document.get_ref();
    file.check_keys(table, FILE_KEYS)?;
    let mut themes = Vec::new();
    let mut lines = FxHashMap::default();
    for value in file.list(table, "theme", "a list of tables `[[theme]]`")? {
        let (theme, place) = file.theme(value)?;
        if let Some(first_line) = lines.insert(theme.id.clone(), place.line()) {
            return Err(Error::DuplicateTheme { place: place.into(), id: theme.id, first_line });
        }
        themes.push(theme);
    }
    Ok(CodeFrame { themes, path: name.to_owned(), source: source.to_owned() })
}

struct File<'a> {
    name: &'a str,
    source: &'a str,
}

impl File<'_> {
    fn place(&self, bytes: Range<usize>) -> Place {
        Place { path: self.name.to_owned(), source: self.source.to_owned(), bytes }
    }

    /// One theme, and the place of its id.
    fn theme(&self, value: &Value<'_>) -> Result<(Theme, Place), Error> {
        let DeValue::Table(table) = value.get_ref() else {
            return Err(self.wrong_type("theme", value, "a table `[[theme]]`"));
        };
        self.check_keys(table, THEME_KEYS)?;
        let missing =
            |owner: String, key| Error::MissingKey { place: self.place(value.span()).into(), owner, key };
        let id_value = table.get("id").ok_or_else(|| missing("this theme".to_owned(), "id"))?;
        let id = self.string("id", id_value)?;
        let place = self.place(id_value.span());
        if id.is_empty() || !id.chars().all(|mark| mark.is_alphanumeric() || "-_.".contains(mark)) {
            return Err(Error::BadId { place: place.into(), id });
        }
        let text = |key| table.get(key).map(|value| self.string(key, value)).transpose();
        let scope = self.scope(table)?.unwrap_or_default();
        let any_value = table.get("any").ok_or_else(|| missing(format!("theme `{id}`"), "any"))?;
        let any = self.rules(table, "any", &id, scope)?;
        if any.is_empty() {
            return Err(Error::NoRule { place: self.place(any_value.span()).into(), id });
        }
        let theme = Theme {
            label: text("label")?.unwrap_or_else(|| label_of(&id)),
            description: text("description")?.unwrap_or_default(),
            examples: self.strings(table, "examples")?,
            counterexamples: self.strings(table, "counterexamples")?,
            any,
            except: self.rules(table, "except", &id, scope)?,
            id,
        };
        Ok((theme, place))
    }

    fn rules(
        &self,
        table: &DeTable<'_>,
        key: &'static str,
        id: &str,
        scope: Scope,
    ) -> Result<Vec<Rule>, Error> {
        let values = self.list(table, key, "a list of rules")?;
        values.iter().map(|value| self.rule(key, value, id, scope)).collect()
    }

    /// `"rule"`, or `{ rule = "rule", scope = "answer" }`.
    fn rule(&self, key: &'static str, value: &Value<'_>, id: &str, scope: Scope) -> Result<Rule, Error> {
        let (text, scope) = match value.get_ref() {
            DeValue::Table(table) => {
                self.check_keys(table, RULE_KEYS)?;
                let missing = || Error::MissingKey {
                    place: self.place(value.span()).into(),
                    owner: "this rule".to_owned(),
                    key: "rule",
                };
                (table.get("rule").ok_or_else(missing)?, self.scope(table)?.unwrap_or(scope))
            }
            _ => (value, scope),
        };
        let written = self.string(key, text)?;
        PatternSetBuilder::new().add(&written, scope).map_err(|error| Error::Rule {
            place: self.place(self.inside(text.span(), &written, error.bytes)).into(),
            id: id.to_owned(),
            message: error.message,
            hint: error.hint,
        })?;
        Ok(Rule { text: written.into(), scope })
    }

    /// Where `bytes` of a string stand in the file; the whole string where it has escapes.
    fn inside(&self, string: Range<usize>, written: &str, bytes: Range<usize>) -> Range<usize> {
        let raw = &self.source[string.clone()];
        let n_quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let inner = raw.get(n_quotes..raw.len().saturating_sub(n_quotes)).unwrap_or("");
        let begin = inner.len() - written.len().min(inner.len());
        // A line break right behind three quotes is no part of the string.
        if inner.ends_with(written) && inner[..begin].trim().is_empty() {
            let start = string.start + n_quotes + begin;
            start + bytes.start..start + bytes.end
        } else {
            string
        }
    }

    fn scope(&self, table: &DeTable<'_>) -> Result<Option<Scope>, Error> {
        let Some(value) = table.get("scope") else { return Ok(None) };
        let name = self.string("scope", value)?;
        match SCOPES.iter().find(|(known, _)| *known == name) {
            Some((_, scope)) => Ok(Some(*scope)),
            None => Err(Error::UnknownScope {
                place: self.place(value.span()).into(),
                meant: nearest(&name, SCOPES.map(|(known, _)| known)).and_then(known_scope),
                scope: name,
            }),
        }
    }

    fn strings(&self, table: &DeTable<'_>, key: &'static str) -> Result<Vec<String>, Error> {
        let values = self.list(table, key, "a list of strings")?;
        values.iter().map(|value| self.string(key, value)).collect()
    }

    /// The values of a list; none where the key is missing.
    fn list<'t, 'i>(
        &self,
        table: &'t DeTable<'i>,
        key: &'static str,
        wanted: &'static str,
    ) -> Result<&'t [Value<'i>], Error> {
        match table.get(key).map(|value| (value, value.get_ref())) {
            None => Ok(&[]),
            Some((_, DeValue::Array(values))) => Ok(values),
            Some((value, _)) => Err(self.wrong_type(key, value, wanted)),
        }
    }

    fn string(&self, key: &'static str, value: &Value<'_>) -> Result<String, Error> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            _ => Err(self.wrong_type(key, value, "a string")),
        }
    }

    fn wrong_type(&self, key: &'static str, value: &Value<'_>, wanted: &'static str) -> Error {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        Error::WrongType { place: self.place(value.span()).into(), key, found, wanted }
    }

    fn check_keys(&self, table: &DeTable<'_>, known: &'static [&'static str]) -> Result<(), Error> {
        let unknown = table.keys().filter(|key| !known.contains(&&**key.get_ref()));
        let Some(first) = unknown.min_by_key(|key| key.span().start) else { return Ok(()) };
        let key = first.get_ref().clone().into_owned();
        let meant = nearest(&key, known.iter().copied());
        let meant = known.iter().copied().find(|each| Some(*each) == meant);
        Err(Error::UnknownKey { place: self.place(first.span()).into(), key, meant, known })
    }
}

fn known_scope(name: &str) -> Option<&'static str> {
    SCOPES.iter().map(|(known, _)| *known).find(|known| *known == name)
}

/// An id in words: `early-intervention` is "Early intervention".
fn label_of(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

//! A TOML document walked by hand, so that every mistake is shown in its place.

use std::ops::Range;

use canvass_core::{Place, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::error::Error;

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The file: its name for messages, and its text.
pub(super) struct Document<'a> {
    pub(super) name: &'a str,
    pub(super) source: &'a str,
}

impl Document<'_> {
    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        Place { path: self.name.to_owned(), source: self.source.to_owned(), bytes }
    }

    /// Where `bytes` of a string stand in the file; the whole string where it has escapes.
    pub(super) fn inside(&self, string: Range<usize>, written: &str, bytes: Range<usize>) -> Range<usize> {
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

    /// The table behind a key, its own keys all known.
    pub(super) fn table<'t, 'i>(
        &self,
        key: &'static str,
        value: &'t Value<'i>,
        wanted: &'static str,
        known: &'static [&'static str],
    ) -> Result<&'t DeTable<'i>, Error> {
        let DeValue::Table(table) = value.get_ref() else {
            return Err(self.wrong_type(key, value, wanted));
        };
        self.check_keys(table, known)?;
        Ok(table)
    }

    /// The values of a list; none where the key is missing.
    pub(super) fn list<'t, 'i>(
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

    pub(super) fn strings(&self, table: &DeTable<'_>, key: &'static str) -> Result<Vec<String>, Error> {
        let values = self.list(table, key, "a list of strings")?;
        values.iter().map(|value| self.string(key, value)).collect()
    }

    pub(super) fn string(&self, key: &'static str, value: &Value<'_>) -> Result<String, Error> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            _ => Err(self.wrong_type(key, value, "a string")),
        }
    }

    /// A number above 0; none where the key is missing.
    pub(super) fn number(&self, table: &DeTable<'_>, key: &'static str) -> Result<Option<f64>, Error> {
        let Some(value) = table.get(key) else { return Ok(None) };
        let written = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => "",
        };
        match written.replace('_', "").parse::<f64>() {
            Ok(number) if number > 0.0 && number.is_finite() => Ok(Some(number)),
            _ => Err(self.wrong_type(key, value, "a number above 0")),
        }
    }

    /// What one of a few names stands for; none where the key is missing.
    pub(super) fn choice<T: Copy>(
        &self,
        table: &DeTable<'_>,
        key: &'static str,
        choices: &'static [(&'static str, T)],
    ) -> Result<Option<T>, Error> {
        let Some(value) = table.get(key) else { return Ok(None) };
        let name = self.string(key, value)?;
        match choices.iter().find(|(known, _)| *known == name) {
            Some((_, choice)) => Ok(Some(*choice)),
            None => Err(Error::UnknownChoice {
                place: self.place(value.span()).into(),
                key,
                known: choices.iter().map(|(known, _)| *known).collect(),
                found: name,
            }),
        }
    }

    pub(super) fn missing(&self, value: &Value<'_>, owner: String, key: &'static str) -> Error {
        Error::MissingKey { place: self.place(value.span()).into(), owner, key }
    }

    pub(super) fn wrong_type(&self, key: &'static str, value: &Value<'_>, wanted: &'static str) -> Error {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string".to_owned(),
            DeValue::Integer(number) => format!("the number {}", number.as_str()),
            DeValue::Float(number) => format!("the number {}", number.as_str()),
            DeValue::Boolean(_) => "true or false".to_owned(),
            DeValue::Datetime(_) => "a date".to_owned(),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        };
        Error::WrongType { place: self.place(value.span()).into(), key, found, wanted }
    }

    pub(super) fn check_keys(
        &self,
        table: &DeTable<'_>,
        known: &'static [&'static str],
    ) -> Result<(), Error> {
        let unknown = table.keys().filter(|key| !known.contains(&&**key.get_ref()));
        let Some(first) = unknown.min_by_key(|key| key.span().start) else { return Ok(()) };
        let key = first.get_ref().clone().into_owned();
        let meant = nearest(&key, known.iter().copied());
        let meant = known.iter().copied().find(|each| Some(*each) == meant);
        Err(Error::UnknownKey { place: self.place(first.span()).into(), key, meant, known })
    }
}

//! Themes and lists as they are written, before anything in them is looked up.

use std::ops::Range;

use canvass_core::Place;
use canvass_core::text::Language;
use toml::de::DeTable;

use super::super::error::Error;
use super::super::frame::{Defaults, Overlaps, Rule, Theme};
use super::super::trial::Change;
use super::document::{Document, Value};
use crate::pattern::Scope;

const LIST_KEYS: &[&str] = &["id", "terms"];
const THEME_KEYS: &[&str] = &[
    "id",
    "label",
    "description",
    "parent",
    "any",
    "except",
    "scope",
    "language",
    "threshold",
    "overlaps",
    "negated",
    "examples",
    "counterexamples",
];
const RULE_KEYS: &[&str] = &["rule", "scope", "weight", "language"];
const SCOPES: &[(&str, Scope)] = &[
    (Scope::Sentence.as_str(), Scope::Sentence),
    (Scope::Paragraph.as_str(), Scope::Paragraph),
    (Scope::Answer.as_str(), Scope::Answer),
];
const OVERLAPS: &[(&str, Overlaps)] = &[("longest", Overlaps::Longest), ("all", Overlaps::All)];
/// Whether a theme's negated mentions are left out.
const NEGATED: &[(&str, bool)] = &[("count", false), ("leave-out", true)];

/// A list of terms.
pub(super) struct List {
    pub(super) id: String,
    pub(super) place: Place,
    pub(super) terms: Vec<Written>,
}

/// A theme whose rules and parent are still words.
pub(super) struct Draft {
    pub(super) theme: Theme,
    pub(super) place: Place,
    /// Where `any` stands, if it does.
    pub(super) any: Option<Range<usize>>,
    pub(super) parent: Option<Written>,
    /// Those of `any`, then those of `except`.
    pub(super) rules: Vec<Written>,
}

/// A string of the file.
pub(super) struct Written {
    pub(super) text: String,
    /// Of the string with its quotation marks.
    pub(super) bytes: Range<usize>,
}

impl Draft {
    /// Changes a rule of the theme and gives the new one; none where there is none to be replaced.
    ///
    /// A rule that takes another's place keeps all that the other had but its words.
    pub(super) fn change(&mut self, change: Change<'_>, rule: &str, scope: Option<Scope>) -> Option<Rule> {
        let Theme { any, except, defaults, .. } = &mut self.theme;
        let Defaults { scope: usual, language } = *defaults;
        let written = Written { text: rule.to_owned(), bytes: self.place.bytes.clone() };
        let fresh = || Rule { text: rule.into(), scope: scope.unwrap_or(usual), weight: 1.0, language };
        let new = match change {
            Change::Adds => {
                self.rules.insert(any.len(), written);
                any.push(fresh());
                any.last()
            }
            Change::Excepts => {
                self.rules.push(written);
                except.push(fresh());
                except.last()
            }
            Change::Replaces(old) => {
                let place = any.iter().position(|rule| &*rule.text == old)?;
                self.rules[place] = written;
                let replaced = &mut any[place];
                replaced.text = rule.into();
                replaced.scope = scope.unwrap_or(replaced.scope);
                any.get(place)
            }
        };
        new.cloned()
    }
}

impl Document<'_> {
    pub(super) fn draft_list(&self, value: &Value<'_>) -> Result<List, Error> {
        let table = self.table("list", value, "a table `[[list]]`", LIST_KEYS)?;
        let (id, place) = self.id(table, || self.missing(value, "this list".to_owned(), "id"))?;
        let values = self.list(table, "terms", "a list of rules")?;
        if values.is_empty() {
            return Err(self.missing(value, format!("list `{id}`"), "terms"));
        }
        let terms = values.iter().map(|value| self.written("terms", value)).collect::<Result<_, _>>()?;
        Ok(List { id, place, terms })
    }

    pub(super) fn draft_theme(&self, value: &Value<'_>) -> Result<Draft, Error> {
        let table = self.table("theme", value, "a table `[[theme]]`", THEME_KEYS)?;
        let (id, place) = self.id(table, || self.missing(value, "this theme".to_owned(), "id"))?;
        let text = |key| table.get(key).map(|value| self.string(key, value)).transpose();
        let scope = self.choice(table, "scope", SCOPES)?.unwrap_or_default();
        let defaults = Defaults { scope, language: self.language(table)? };
        let (any, mut rules) = self.rules(table, "any", defaults)?;
        let (except, excepting) = self.rules(table, "except", defaults)?;
        rules.extend(excepting);
        let parent = table.get("parent").map(|value| self.written("parent", value)).transpose()?;
        let theme = Theme {
            label: text("label")?.unwrap_or_else(|| label_of(&id)),
            description: text("description")?.unwrap_or_default(),
            parent: None,
            threshold: self.number(table, "threshold")?,
            overlaps: self.choice(table, "overlaps", OVERLAPS)?.unwrap_or_default(),
            leaves_out_negated: self.choice(table, "negated", NEGATED)?.unwrap_or_default(),
            examples: self.strings(table, "examples")?,
            counterexamples: self.strings(table, "counterexamples")?,
            defaults,
            any,
            except,
            id,
        };
        Ok(Draft { theme, place, any: table.get("any").map(Value::span), parent, rules })
    }

    fn id(&self, table: &DeTable<'_>, missing: impl Fn() -> Error) -> Result<(String, Place), Error> {
        let value = table.get("id").ok_or_else(missing)?;
        let id = self.string("id", value)?;
        let place = self.place(value.span());
        if id.is_empty() || !id.chars().all(|mark| mark.is_alphanumeric() || "-_.".contains(mark)) {
            return Err(Error::BadId { place: place.into(), id });
        }
        Ok((id, place))
    }

    /// The rules of a key, and each as it stands in the file.
    fn rules(
        &self,
        table: &DeTable<'_>,
        key: &'static str,
        defaults: Defaults,
    ) -> Result<(Vec<Rule>, Vec<Written>), Error> {
        let values = self.list(table, key, "a list of rules")?;
        let rules: Vec<(Rule, Written)> =
            values.iter().map(|value| self.rule(key, value, defaults)).collect::<Result<_, _>>()?;
        Ok(rules.into_iter().unzip())
    }

    /// `"rule"`, or `{ rule = "rule", scope = "answer", weight = 2, language = "fr" }`.
    fn rule(
        &self,
        key: &'static str,
        value: &Value<'_>,
        defaults: Defaults,
    ) -> Result<(Rule, Written), Error> {
        let Defaults { mut scope, mut language } = defaults;
        let (mut text, mut weight) = (value, None);
        if value.get_ref().is_table() {
            let table = self.table(key, value, "a rule", RULE_KEYS)?;
            text = table.get("rule").ok_or_else(|| self.missing(value, "this rule".to_owned(), "rule"))?;
            scope = self.choice(table, "scope", SCOPES)?.unwrap_or(scope);
            language = self.language(table)?.or(language);
            weight = self.number(table, "weight")?;
        }
        let written = self.written(key, text)?;
        let rule =
            Rule { text: written.text.as_str().into(), scope, weight: weight.unwrap_or(1.0), language };
        Ok((rule, written))
    }

    fn language(&self, table: &DeTable<'_>) -> Result<Option<&'static str>, Error> {
        let Some(value) = table.get("language") else { return Ok(None) };
        let code = self.string("language", value)?;
        match Language::from_code(&code) {
            Some(language) => Ok(Some(language.code())),
            None => Err(Error::UnknownChoice {
                place: self.place(value.span()).into(),
                key: "language",
                known: Language::codes().collect(),
                found: code,
            }),
        }
    }

    fn written(&self, key: &'static str, value: &Value<'_>) -> Result<Written, Error> {
        Ok(Written { text: self.string(key, value)?, bytes: value.span() })
    }
}

/// An id in words: `early-intervention` is "Early intervention".
fn label_of(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

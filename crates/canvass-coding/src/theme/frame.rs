//! What an analyst wrote down: themes and their rules.

use std::sync::Arc;

use canvass_core::ThemeDef;

use crate::pattern::{Lists, Scope};

/// All themes of a consultation, in the order of their file.
#[derive(Clone, Debug, Default)]
pub struct CodeFrame {
    /// The themes; ids differ.
    pub themes: Vec<Theme>,
    /// What `@name` in a rule stands for.
    pub(super) lists: Lists,
    /// Path of the file, for messages.
    pub path: String,
    /// The file's whole text, as it was read.
    pub source: String,
}

impl CodeFrame {
    /// The themes as the other rooms know them, in the same order.
    pub fn defs(&self) -> Vec<ThemeDef> {
        let def = |theme: &Theme| ThemeDef {
            id: theme.id.clone(),
            label: theme.label.clone(),
            parent: theme.parent,
        };
        self.themes.iter().map(def).collect()
    }

    /// The lists that rules may refer to, without the themes.
    pub(super) fn list_names(&self) -> impl Iterator<Item = &str> {
        self.lists.names().filter(|name| self.themes.iter().all(|theme| theme.id != *name))
    }

    /// Codes of the languages that rules are written for, without those that are for the consultation's own.
    pub fn languages(&self) -> Vec<&'static str> {
        let rules = self.themes.iter().flat_map(|theme| &theme.any);
        let mut languages: Vec<&'static str> = rules.filter_map(|rule| rule.language).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }
}

/// A theme: what it is about, and the rules that earn it a mention.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Name in tables.
    pub id: String,
    /// Name for readers; the id in words where none was given.
    pub label: String,
    /// What belongs to it; may be empty.
    pub description: String,
    /// Place of the theme that this one is part of; never above itself.
    pub parent: Option<usize>,
    /// The weight its mentions in an answer must come to, together, for any of them to count.
    pub threshold: Option<f64>,
    /// Which of its mentions stay where they overlap.
    pub overlaps: Overlaps,
    /// Whether mentions under negation are left out, instead of marked.
    pub leaves_out_negated: bool,
    /// Texts that must earn a mention.
    pub examples: Vec<String>,
    /// Texts that must not.
    pub counterexamples: Vec<String>,
    /// What its rules are unless they say otherwise.
    pub(super) defaults: Defaults,
    /// Every rule here parses.
    pub(super) any: Vec<Rule>,
    pub(super) except: Vec<Rule>,
}

impl Theme {
    /// Rules of which each match is a mention; none where only the themes below it are mentioned.
    pub fn any(&self) -> &[Rule] {
        &self.any
    }

    /// Rules of false friends: what lies inside their matches does not count.
    pub fn except(&self) -> &[Rule] {
        &self.except
    }
}

/// What the rules of a theme are unless they say otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Defaults {
    pub(super) scope: Scope,
    pub(super) language: Option<&'static str>,
}

/// What becomes of mentions of one theme that share words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlaps {
    /// The longest stays; the earlier, then the earlier rule, among equals.
    #[default]
    Longest,
    /// Every rule keeps its own.
    All,
}

/// A rule that parses.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// As its author wrote it.
    pub(super) text: Arc<str>,
    pub(super) scope: Scope,
    pub(super) weight: f64,
    pub(super) language: Option<&'static str>,
}

impl Rule {
    /// As its author wrote it.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How far its operators see.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// What a mention by it adds towards the theme's threshold; 1 where nothing else was said.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// ISO 639-1 code of the language it is for; none for the consultation's own.
    pub fn language(&self) -> Option<&'static str> {
        self.language
    }
}

//! What an analyst wrote down: themes and their rules.

use std::sync::Arc;

use crate::pattern::Scope;

/// All themes of a consultation, in the order of their file.
#[derive(Clone, Debug, Default)]
pub struct CodeFrame {
    /// The themes; ids differ.
    pub themes: Vec<Theme>,
    /// Path of the file, for messages.
    pub path: String,
    /// The file's whole text, as it was read.
    pub source: String,
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
    /// Texts that must earn a mention.
    pub examples: Vec<String>,
    /// Texts that must not.
    pub counterexamples: Vec<String>,
    /// Every rule here parses.
    pub(super) any: Vec<Rule>,
    pub(super) except: Vec<Rule>,
}

impl Theme {
    /// Rules of which each match is a mention.
    pub fn any(&self) -> &[Rule] {
        &self.any
    }

    /// Rules of false friends: what lies inside their matches does not count.
    pub fn except(&self) -> &[Rule] {
        &self.except
    }
}

/// A rule that parses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// As its author wrote it.
    pub(super) text: Arc<str>,
    pub(super) scope: Scope,
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
}

//! A code frame with one rule changed, to see what would come of it.

use canvass_core::{Place, nearest};

use super::error::Error;
use super::file;
use super::frame::{CodeFrame, Defaults, Overlaps, Rule, Theme};
use crate::pattern::{PatternSetBuilder, Scope};

/// What becomes of a theme's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// A rule joins those of `any`.
    Adds,
    /// A rule joins those of `except`.
    Excepts,
    /// A rule takes the place of this one, whose scope, weight and language it keeps.
    Replaces(&'a str),
}

/// A theme before and after a change, each with the themes below it, which count for it.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The rule, as it would stand in the theme.
    pub rule: Rule,
    /// The theme as it is.
    pub before: CodeFrame,
    /// The theme as it would be.
    pub after: CodeFrame,
}

impl CodeFrame {
    /// A rule by itself, which may refer to what this frame names.
    pub fn rule(&self, text: &str, scope: Scope) -> Result<Rule, Error> {
        let checked = PatternSetBuilder::new().with_lists(self.lists.clone()).add(text, scope);
        checked.map_err(|error| Error::Tried {
            place: Place { path: "RULE".to_owned(), source: text.to_owned(), bytes: error.bytes }.into(),
            message: error.message,
            hint: error.hint,
        })?;
        Ok(Rule { text: text.into(), scope, weight: 1.0, language: None })
    }

    /// A frame of one theme with this one rule, which may refer to what this frame names.
    #[must_use]
    pub fn of_rule(&self, rule: Rule) -> Self {
        let theme = Theme {
            id: "rule".to_owned(),
            label: "Rule".to_owned(),
            description: String::new(),
            parent: None,
            threshold: None,
            overlaps: Overlaps::Longest,
            leaves_out_negated: false,
            examples: Vec::new(),
            counterexamples: Vec::new(),
            defaults: Defaults::default(),
            any: vec![rule],
            except: Vec::new(),
        };
        self.with_themes(vec![theme])
    }

    /// What a change of a rule of the theme with that id comes to.
    ///
    /// A rule that joins a theme has the scope and the language of the theme, unless `scope` is given.
    pub fn with_change(
        &self,
        id: &str,
        change: Change<'_>,
        rule: &str,
        scope: Option<Scope>,
    ) -> Result<Changed, Error> {
        let Some(at) = self.themes.iter().position(|theme| theme.id == id) else {
            let known = self.themes.iter().map(|theme| theme.id.as_str());
            return Err(Error::NoTheme { id: id.to_owned(), meant: nearest(id, known).map(str::to_owned) });
        };
        self.rule(rule, scope.unwrap_or_default())?;
        let Some((after, rule)) = file::changed(self, at, change, rule, scope)? else {
            let old = if let Change::Replaces(old) = change { old } else { rule };
            let known = self.themes[at].any.iter().map(|rule| &*rule.text);
            return Err(Error::NoSuchRule {
                id: id.to_owned(),
                rule: old.to_owned(),
                meant: nearest(old, known).map(str::to_owned),
            });
        };
        Ok(Changed { rule, before: self.with_below(at), after: after.with_below(at) })
    }

    /// The frame of one theme and those below it.
    fn with_below(&self, at: usize) -> Self {
        let is_it = |idx: usize| {
            std::iter::successors(Some(idx), |idx| self.themes[*idx].parent).any(|above| above == at)
        };
        let themes = (0..self.themes.len()).filter(|idx| is_it(*idx));
        self.with_themes(themes.map(|idx| Theme { parent: None, ..self.themes[idx].clone() }).collect())
    }

    fn with_themes(&self, themes: Vec<Theme>) -> Self {
        Self { themes, lists: self.lists.clone(), path: self.path.clone(), source: String::new() }
    }
}

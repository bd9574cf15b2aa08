//! A code frame with one rule changed, to see what would come of it.

use canvass_core::{Place, nearest};

use super::error::Error;
use super::frame::{CodeFrame, Overlaps, Rule, Theme};
use crate::pattern::{PatternSetBuilder, Scope};

/// What becomes of a theme's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// A rule joins those of `any`.
    Adds,
    /// A rule joins those of `except`.
    Excepts,
    /// A rule takes the place of this one.
    Replaces(&'a str),
}

impl CodeFrame {
    /// A frame of one theme with this one rule, which may refer to what this frame names.
    pub fn of_rule(&self, rule: &str, scope: Scope) -> Result<Self, Error> {
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
            any: vec![self.checked(rule, scope)?],
            except: Vec::new(),
        };
        Ok(self.of_theme(theme))
    }

    /// The theme of that id with the themes below it, which count for it, and the same with a rule changed.
    pub fn with_change(
        &self,
        id: &str,
        change: Change<'_>,
        rule: &str,
        scope: Scope,
    ) -> Result<(Self, Self), Error> {
        let Some(at) = self.themes.iter().position(|theme| theme.id == id) else {
            let known = self.themes.iter().map(|theme| theme.id.as_str());
            return Err(Error::NoTheme { id: id.to_owned(), meant: nearest(id, known).map(str::to_owned) });
        };
        let before = &self.themes[at];
        let rule = self.checked(rule, scope)?;
        let mut after = before.clone();
        match change {
            Change::Adds => after.any.push(rule),
            Change::Excepts => after.except.push(rule),
            Change::Replaces(old) => {
                let known = || before.any.iter().map(|rule| &*rule.text);
                let Some(place) = known().position(|text| text == old) else {
                    return Err(Error::NoSuchRule {
                        id: id.to_owned(),
                        rule: old.to_owned(),
                        meant: nearest(old, known()).map(str::to_owned),
                    });
                };
                after.any[place] = rule;
            }
        }
        let is_below = |theme: &Theme| {
            std::iter::successors(theme.parent, |parent| self.themes[*parent].parent)
                .any(|parent| parent == at)
        };
        let below: Vec<&Theme> = self.themes.iter().filter(|theme| is_below(theme)).collect();
        let with = |theme: Theme| {
            let mut frame = self.of_theme(theme);
            frame.themes.extend(below.iter().map(|theme| Theme { parent: None, ..(*theme).clone() }));
            frame
        };
        Ok((with(before.clone()), with(after)))
    }

    fn of_theme(&self, theme: Theme) -> Self {
        let theme = Theme { parent: None, ..theme };
        Self {
            themes: vec![theme],
            lists: self.lists.clone(),
            path: self.path.clone(),
            source: String::new(),
        }
    }

    fn checked(&self, rule: &str, scope: Scope) -> Result<Rule, Error> {
        let checked = PatternSetBuilder::new().with_lists(self.lists.clone()).add(rule, scope);
        checked.map_err(|error| Error::Tried {
            place: Place { path: "RULE".to_owned(), source: rule.to_owned(), bytes: error.bytes }.into(),
            message: error.message,
            hint: error.hint,
        })?;
        Ok(Rule { text: rule.into(), scope, weight: 1.0, language: None })
    }
}

//! Rules under a name, for other rules to refer to.

use rustc_hash::FxHashMap;

use canvass_core::nearest;

use super::parser::{self, Expr};
use super::pieces::{self, Kind};
use super::syntax::SyntaxError;

/// Named alternatives: `@name` in a rule stands for all of them.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    by_name: FxHashMap<String, Expr>,
    /// In the order of defining.
    names: Vec<String>,
}

impl Lists {
    /// No names yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets `@name` stand for any of `rules`, which may refer to names defined before.
    ///
    /// An error comes with the place of its rule in `rules`.
    pub fn define<'a>(
        &mut self,
        name: &str,
        rules: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), (usize, SyntaxError)> {
        let parsed = rules.into_iter().enumerate().map(|(at, rule)| {
            let expr = parser::parse(rule, self);
            expr.map_err(|error| (at, error))
        });
        let alternatives = parsed.collect::<Result<Vec<_>, _>>()?;
        if self.by_name.insert(name.to_owned(), Expr::Or(alternatives)).is_none() {
            self.names.push(name.to_owned());
        }
        Ok(())
    }

    /// The names, in the order of defining.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Expr> {
        self.by_name.get(name)
    }

    /// The name most like `wrong`.
    pub(super) fn nearest(&self, wrong: &str) -> Option<&str> {
        nearest(wrong, self.names.iter().map(String::as_str))
    }
}

/// The names that `rule` refers to, in their order; none where it cannot be cut into words.
pub fn references(rule: &str) -> Vec<&str> {
    let pieces = pieces::cut(rule).unwrap_or_default();
    let referring = pieces.into_iter().filter(|piece| piece.kind == Kind::Reference);
    referring.map(|piece| &rule[piece.bytes.start + 1..piece.bytes.end]).collect()
}

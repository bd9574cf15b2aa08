//! A lexicon as every format has it: categories, their terms, and what stands above them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Imported, Note};
use crate::pattern::Scope;
use crate::theme::frame::CodeFrame;

/// What stands between the names of a path.
pub(super) const PATH: &str = " > ";

/// Categories with their terms.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) categories: Vec<Category>,
    pub(super) notes: Vec<Note>,
}

#[derive(Debug, Default)]
pub(super) struct Category {
    pub(super) name: String,
    pub(super) description: String,
    /// Place of the category it is part of.
    pub(super) parent: Option<usize>,
    pub(super) terms: Vec<Term>,
}

#[derive(Clone, Debug)]
pub(super) struct Term {
    /// As it is written: words, `*` and `?`; or a rule of this program.
    pub(super) text: String,
    pub(super) is_rule: bool,
    pub(super) weight: Option<f64>,
    pub(super) line: usize,
}

impl Term {
    pub(super) fn new(text: &str, line: usize) -> Self {
        Self { text: text.to_owned(), is_rule: false, weight: None, line }
    }
}

impl Lexicon {
    pub(super) fn note(&mut self, line: usize, what: impl Into<String>) {
        self.notes.push(Note { line, what: what.into() });
    }

    /// Adds a category and gives its place.
    pub(super) fn add(&mut self, name: &str, parent: Option<usize>) -> usize {
        self.categories.push(Category { name: name.trim().to_owned(), parent, ..Category::default() });
        self.categories.len() - 1
    }

    /// The category of that name under that parent, added where it is new.
    pub(super) fn find_or_add(&mut self, name: &str, parent: Option<usize>) -> usize {
        let is_it = |one: &Category| one.name == name.trim() && one.parent == parent;
        match self.categories.iter().position(is_it) {
            Some(at) => at,
            None => self.add(name, parent),
        }
    }

    /// Places of the categories that are part of another, or of none.
    pub(super) fn below(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        (0..self.categories.len()).filter(move |at| self.categories[*at].parent == parent)
    }

    /// Calls `on` for every category, each before those that are part of it, with the number of those above it.
    pub(super) fn descend(&self, on: &mut impl FnMut(usize, usize)) {
        let mut open: Vec<(usize, usize)> = self.below(None).map(|at| (at, 0)).collect();
        open.reverse();
        while let Some((at, depth)) = open.pop() {
            on(at, depth);
            let first = open.len();
            open.extend(self.below(Some(at)).map(|below| (below, depth + 1)));
            open[first..].reverse();
        }
    }

    /// The category at the end of a path of names, those on the way added where they are new.
    pub(super) fn find_or_add_path(&mut self, path: &str) -> usize {
        let Some((above, name)) = path.rsplit_once(PATH) else { return self.find_or_add(path, None) };
        let parent = self.find_or_add_path(above);
        self.find_or_add(name, Some(parent))
    }

    /// The names of the categories down to one.
    pub(super) fn path(&self, at: usize) -> String {
        let above = std::iter::successors(Some(at), |at| self.categories[*at].parent);
        let mut names: Vec<&str> = above.map(|at| self.categories[at].name.as_str()).collect();
        names.reverse();
        names.join(PATH)
    }

    /// The lexicon as the text of a `themes.toml`, every rule of which holds.
    pub(super) fn into_themes(mut self) -> Imported {
        let mut notes = std::mem::take(&mut self.notes);
        let rules: Vec<Vec<Weighted>> =
            self.categories.iter().map(|category| rules(category, &mut notes)).collect();
        // A category stays for its own terms, or for those of the categories that are part of it.
        let mut stays = vec![false; rules.len()];
        for (at, _) in rules.iter().enumerate().filter(|(_, rules)| !rules.is_empty()) {
            let lineage = std::iter::successors(Some(at), |at| self.categories[*at].parent);
            lineage.for_each(|at| stays[at] = true);
        }
        let ids = self.ids();
        let mut themes = String::new();
        for (at, category) in self.categories.iter().enumerate() {
            if stays[at] {
                write_theme(&mut themes, category, &ids, at, &rules[at]);
            } else {
                let what = format!("category `{}` is left out: it has no term", category.name);
                notes.push(Note { line: 0, what });
            }
        }
        notes.sort();
        Imported {
            themes,
            n_themes: stays.iter().filter(|stays| **stays).count(),
            n_rules: rules.iter().map(Vec::len).sum(),
            notes,
        }
    }

    /// An id for each category, made of its name.
    fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::with_capacity(self.categories.len());
        for category in &self.categories {
            let slug = slug(&category.name);
            let above =
                category.parent.map(|parent| format!("{}-{slug}", self::slug(&self.categories[parent].name)));
            let numbered = (2..).map(|number| format!("{slug}-{number}"));
            let mut free = std::iter::once(slug.clone()).chain(above).chain(numbered);
            ids.push(free.find(|id| !ids.contains(id)).expect("numbers do not run out"));
        }
        ids
    }
}

/// A rule with its weight.
type Weighted = (String, Option<f64>);

/// The rules of a category, each once; those that do not hold are noted.
fn rules(category: &Category, notes: &mut Vec<Note>) -> Vec<Weighted> {
    let frame = CodeFrame::default();
    let mut seen = BTreeSet::new();
    let mut rules = Vec::new();
    for term in &category.terms {
        let rule = if term.is_rule { term.text.clone() } else { rule_of(&term.text) };
        if let Err(error) = frame.rule(&rule, Scope::Sentence) {
            let why = why_not(term).map_or_else(|| error.to_string(), str::to_owned);
            notes.push(Note { line: term.line, what: format!("`{}` is left out: {why}", term.text) });
        } else if seen.insert(rule.clone()) {
            rules.push((rule, term.weight));
        }
    }
    rules
}

/// Why a term of a dictionary is no rule, where that can be said without showing the rule.
fn why_not(term: &Term) -> Option<&'static str> {
    if term.is_rule {
        None
    } else if !term.text.contains(char::is_alphanumeric) {
        Some("it holds no word, and rules match words")
    } else if term.text.contains(['(', ')', '<', '>', '"', '“', '”']) {
        Some("brackets and quotation marks are no part of a word")
    } else {
        None
    }
}

fn write_theme(themes: &mut String, category: &Category, ids: &[String], at: usize, rules: &[Weighted]) {
    if !themes.is_empty() {
        themes.push('\n');
    }
    let mut put = |line: String| writeln!(themes, "{line}").expect("strings take everything");
    put("[[theme]]".to_owned());
    put(format!("id = {}", quoted(&ids[at])));
    put(format!("label = {}", quoted(&category.name)));
    if !category.description.is_empty() {
        put(format!("description = {}", quoted(&category.description)));
    }
    if let Some(parent) = category.parent {
        put(format!("parent = {}", quoted(&ids[parent])));
    }
    if !rules.is_empty() {
        put("any = [".to_owned());
        for (rule, weight) in rules {
            match weight.filter(|weight| *weight > 0.0 && (*weight - 1.0).abs() > f64::EPSILON) {
                Some(weight) => put(format!("  {{ rule = {}, weight = {weight:?} }},", quoted(rule))),
                None => put(format!("  {},", quoted(rule))),
            }
        }
        put("]".to_owned());
    }
}

/// A term of a dictionary as a rule: words match as they are written, wildcards as they are.
pub(super) fn rule_of(term: &str) -> String {
    let words = term.split(|letter: char| letter.is_whitespace() || letter == '_');
    let rule = |word: &str| {
        let word = word.to_lowercase();
        if word.contains(['*', '?']) { word } else { format!("={word}") }
    };
    words.filter(|word| !word.is_empty()).map(rule).collect::<Vec<_>>().join(" ")
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Letters and digits in lower case, everything else as single hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "theme".to_owned() } else { slug.to_owned() }
}

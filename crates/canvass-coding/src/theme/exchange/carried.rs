//! What of a code frame a format can hold: names, and rules as words, phrases and wildcards.

use std::collections::BTreeSet;

use canvass_core::text::{Analyzer, Language};

use super::Format;
use super::lexicon::{Category, Lexicon, PATH, Term, rule_of};
use crate::pattern::Scope;
use crate::theme::frame::{CodeFrame, Rule, Theme};

/// Fewer letters of a stem would match too much.
const SHORTEST_STEM: usize = 3;

/// A frame as a format holds it.
pub(super) struct Carried {
    /// A category for each theme, in their order.
    pub(super) lexicon: Lexicon,
    /// By theme, by rule of its `any`: what stands for it, if anything does.
    pub(super) rules: Vec<Vec<Option<Carrier>>>,
}

/// What stands for a rule.
pub(super) struct Carrier {
    /// The rule it will be read back as.
    pub(super) reads_as: String,
    /// Whether it has words that matched every inflection, written as the beginning they share.
    pub(super) has_stems: bool,
}

impl Carried {
    pub(super) fn of(frame: &CodeFrame, format: Format) -> Self {
        let names = names(frame, format);
        let mut carried = Self { lexicon: Lexicon::default(), rules: Vec::new() };
        for (theme, name) in frame.themes.iter().zip(names) {
            let (terms, carriers) = terms(theme, format);
            carried.rules.push(carriers);
            carried.lexicon.categories.push(Category {
                name,
                description: theme.description.clone(),
                parent: theme.parent,
                terms,
            });
        }
        carried
    }
}

/// The name of each theme: none like another's beside it, and none that the format would take for something else.
fn names(frame: &CodeFrame, format: Format) -> Vec<String> {
    let wanted: Vec<String> = frame.themes.iter().map(|theme| name(theme, format)).collect();
    // A table names a theme's parent; elsewhere a name is told from others by what it stands under.
    let place = |at: usize| if format == Format::Csv { None } else { frame.themes[at].parent };
    let key = |at: usize, name: &str| (place(at), name.to_uppercase());
    let mut taken: BTreeSet<_> = wanted.iter().enumerate().map(|(at, name)| key(at, name)).collect();
    let mut seen = BTreeSet::new();
    let mut names = Vec::with_capacity(wanted.len());
    for (at, name) in wanted.into_iter().enumerate() {
        if seen.insert(key(at, &name)) {
            names.push(name);
            continue;
        }
        let mut numbered = (2..).map(|number| format!("{name} {number}"));
        names.push(numbered.find(|name| taken.insert(key(at, name))).expect("numbers do not run out"));
    }
    names
}

/// The label of a theme on one line, its id where there is none, without what means something else in the format.
fn name(theme: &Theme, format: Format) -> String {
    let plain = |label: &str| {
        let words = label.split(|mark: char| mark.is_whitespace() || mark.is_control());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let name = Some(plain(&theme.label)).filter(|name| !name.is_empty()).unwrap_or_else(|| theme.id.clone());
    match format {
        Format::WordStat if name.ends_with(')') => name.replace('(', "[").replace(')', "]"),
        Format::Lexicoder | Format::Empath => plain(&name.replace(PATH.trim(), "›")),
        _ => name,
    }
}

/// The rules of a theme as terms, and what stands for each.
fn terms(theme: &Theme, format: Format) -> (Vec<Term>, Vec<Option<Carrier>>) {
    let no_lists = CodeFrame::default();
    let holds = |rule: &str| no_lists.rule(rule, Scope::Sentence).is_ok();
    let mut terms = Vec::new();
    let mut carriers = Vec::new();
    for rule in theme.any() {
        let is_rule = format == Format::Csv;
        let found = if is_rule { Some((rule.text().to_string(), false)) } else { term(rule) };
        let carrier = found.and_then(|(text, has_stems)| {
            let reads_as = if is_rule { text.clone() } else { rule_of(&text) };
            holds(&reads_as).then(|| {
                let weight = Some(rule.weight()).filter(|weight| is_told(*weight));
                terms.push(Term { is_rule, weight, ..Term::new(&text, 0) });
                Carrier { reads_as, has_stems }
            })
        });
        carriers.push(carrier);
    }
    (terms, carriers)
}

/// Whether a weight is another than that of a rule that names none.
pub(super) fn is_told(weight: f64) -> bool {
    (weight - 1.0).abs() > f64::EPSILON
}

/// A rule of words in a row as a term, and whether it has words that match every inflection.
fn term(rule: &Rule) -> Option<(String, bool)> {
    if rule.text().contains(['(', ')', '"', '“', '”', '@', '/', '<', '>']) {
        return None;
    }
    let mut analyzer =
        Analyzer::new(rule.language().and_then(Language::from_code).unwrap_or(Language::ENGLISH));
    let mut has_stems = false;
    let mut words = Vec::new();
    for word in rule.text().split_whitespace() {
        if matches!(word, "AND" | "OR" | "NOT" | "NEAR" | "THEN") {
            return None;
        }
        if let Some(exact) = word.strip_prefix('=') {
            words.push(exact.to_lowercase());
        } else if word.contains(['*', '?']) {
            words.push(word.to_lowercase());
        } else {
            let (beginning, is_stem) = beginning(&mut analyzer, &word.to_lowercase());
            has_stems |= is_stem;
            words.push(beginning);
        }
    }
    (!words.is_empty()).then(|| (words.join(" "), has_stems))
}

/// What the inflections of a word share, with a wildcard behind it; the word where that is too little, or no letters.
fn beginning(analyzer: &mut Analyzer, word: &str) -> (String, bool) {
    let id = analyzer.intern(word);
    let stem = analyzer.stem(id);
    let shared: String = word
        .chars()
        .zip(stem.chars())
        .take_while(|(one, other)| one == other)
        .map(|(letter, _)| letter)
        .collect();
    if shared.chars().count() < SHORTEST_STEM || !shared.ends_with(char::is_alphabetic) {
        (word.to_owned(), false)
    } else {
        (format!("{shared}*"), true)
    }
}

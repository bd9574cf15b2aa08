//! What becomes of a code frame in a format, said theme by theme and rule by rule.

use std::collections::BTreeMap;

use super::carried::{Carried, Carrier, is_told};
use super::{Format, Note, import};
use crate::pattern::{Scope, references};
use crate::theme::file::parse;
use crate::theme::frame::{CodeFrame, Overlaps, Rule, Theme};

/// Tells what `text`, the frame as the format has it, no longer says.
pub(super) fn of(frame: &CodeFrame, carried: &Carried, format: Format, text: &str) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let back = read_back(text, format);
    for (at, theme) in frame.themes.iter().enumerate() {
        let is_only = frame.themes.iter().filter(|other| other.label == theme.label).count() == 1;
        let shown = if is_only && !theme.label.is_empty() { &theme.label } else { &theme.id };
        let mut tell = |what: String| notes.push(Note { line: 0, what: format!("theme `{shown}`: {what}") });
        let name = &carried.lexicon.categories[at].name;
        if *name != theme.label {
            tell(format!("its name is written as `{name}`"));
        }
        let named = |at: usize| (carried.lexicon.categories[at].name.as_str(), frame.themes[at].parent);
        let again = back.get(&path(at, named));
        match again.map(|theme| &theme.id) {
            Some(id) if *id != theme.id => tell(format!("its id is left out; it is read back as `{id}`")),
            Some(_) => {}
            None => tell("it is not read back, since nothing of it is carried over".to_owned()),
        }
        if !theme.description.is_empty() && format != Format::Csv {
            tell("its description is left out".to_owned());
        }
        tell_rules(theme, &carried.rules[at], again, format, &mut tell);
        tell_settings(theme, &mut tell);
    }
    for list in frame.list_names() {
        notes.push(Note { line: 0, what: format!("list `{list}` is left out") });
    }
    if format == Format::WordStat && !frame.themes.is_empty() {
        notes.push(Note { line: 0, what: "names and words are written in capitals".to_owned() });
    }
    notes
}

/// Tells which rules are left out, or are not what they were; `again` is the theme as it is read back.
fn tell_rules(
    theme: &Theme,
    carriers: &[Option<Carrier>],
    again: Option<&Theme>,
    format: Format,
    tell: &mut impl FnMut(String),
) {
    let keeps_weights = matches!(format, Format::WordStat | Format::Yoshikoder | Format::Csv);
    let mut has_stems = false;
    for (rule, carrier) in theme.any().iter().zip(carriers) {
        let text = rule.text();
        let Some(carrier) = carrier else {
            tell(match references(text).first() {
                Some(name) => format!("its rule `{text}` refers to `@{name}` and is left out"),
                None => format!("its rule `{text}` has no counterpart and is left out"),
            });
            continue;
        };
        has_stems |= carrier.has_stems;
        let is_read =
            again.is_some_and(|again| again.any().iter().any(|rule| **rule.text() == *carrier.reads_as));
        if !is_read {
            tell(format!("its rule `{text}` is not read back as it was"));
        }
        if is_told(rule.weight()) && !keeps_weights {
            tell(format!("its rule `{text}`: the weight {} is left out", rule.weight()));
        }
        tell_own(theme, rule, tell);
    }
    if has_stems {
        let what = "words that match every inflection are written as the beginning they share, with `*`";
        tell(what.to_owned());
    }
    for rule in theme.except() {
        tell(format!("its exception `{}` is left out", rule.text()));
    }
}

/// Tells in what a rule differs from others of its theme, and from one that says nothing.
fn tell_own(theme: &Theme, rule: &Rule, tell: &mut impl FnMut(String)) {
    let text = rule.text();
    if rule.scope() != Scope::Sentence && rule.scope() != theme.defaults.scope {
        tell(format!("its rule `{text}`: the scope `{}` is left out", rule.scope().as_str()));
    }
    if let Some(language) = rule.language().filter(|_| rule.language() != theme.defaults.language) {
        tell(format!("its rule `{text}`: the language `{language}` is left out"));
    }
}

/// Tells what a theme says beside its rules.
fn tell_settings(theme: &Theme, tell: &mut impl FnMut(String)) {
    if theme.defaults.scope != Scope::Sentence {
        tell(format!("its scope `{}` is left out", theme.defaults.scope.as_str()));
    }
    if let Some(language) = theme.defaults.language {
        tell(format!("its language `{language}` is left out"));
    }
    if let Some(threshold) = theme.threshold {
        tell(format!("its threshold {threshold} is left out"));
    }
    if theme.overlaps == Overlaps::All {
        tell("its `overlaps = \"all\"` is left out".to_owned());
    }
    if theme.leaves_out_negated {
        tell("its `negated = \"leave-out\"` is left out".to_owned());
    }
    for (examples, what) in [(&theme.examples, "example"), (&theme.counterexamples, "counterexample")] {
        match examples.len() {
            0 => {}
            1 => tell(format!("its {what} is left out")),
            n => tell(format!("its {n} {what}s are left out")),
        }
    }
}

/// What is read back, by the names on the way to it.
fn read_back(text: &str, format: Format) -> BTreeMap<Vec<String>, Theme> {
    let Some(imported) = import(text.as_bytes(), format).ok() else { return BTreeMap::new() };
    let Ok(frame) = parse("themes.toml", &imported.themes) else { return BTreeMap::new() };
    let names = |at: usize| (frame.themes[at].label.as_str(), frame.themes[at].parent);
    (0..frame.themes.len()).map(|at| (path(at, names), frame.themes[at].clone())).collect()
}

/// The names from a theme up to the topmost, in capitals as some formats have them.
fn path<'a>(at: usize, named: impl Fn(usize) -> (&'a str, Option<usize>)) -> Vec<String> {
    let lineage = std::iter::successors(Some(at), |at| named(*at).1);
    lineage.map(|at| named(at).0.to_uppercase()).collect()
}

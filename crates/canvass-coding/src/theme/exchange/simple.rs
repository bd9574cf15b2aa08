//! What of a code frame other formats can hold: words, phrases and wildcards.

use canvass_core::text::{Analyzer, Language};

use super::Note;
use super::lexicon::{Category, Lexicon, Term};
use crate::theme::frame::{CodeFrame, Theme};

/// Fewer letters of a stem would match too much.
const SHORTEST_STEM: usize = 3;

/// The frame as a lexicon; what it cannot hold is noted by theme and rule.
pub(super) fn of(frame: &CodeFrame, notes: &mut Vec<Note>) -> Lexicon {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let mut lexicon = Lexicon::default();
    for theme in &frame.themes {
        let mut has_stems = false;
        let mut terms = Vec::new();
        for rule in theme.any() {
            let text = rule.text();
            match term(&mut analyzer, text) {
                Some((term, is_stem)) => {
                    has_stems |= is_stem;
                    let weight = Some(rule.weight()).filter(|weight| (*weight - 1.0).abs() > f64::EPSILON);
                    terms.push(Term { weight, ..Term::new(&term, 0) });
                }
                None => tell(notes, theme, &format!("its rule `{text}` has no counterpart and is left out")),
            }
        }
        if has_stems {
            tell(
                notes,
                theme,
                "words that match every inflection are written as the beginning they share, with `*`",
            );
        }
        tell_settings(theme, notes);
        lexicon.categories.push(Category {
            name: theme.label.clone(),
            description: theme.description.clone(),
            parent: theme.parent,
            terms,
        });
    }
    lexicon
}

/// Says what of a theme is no rule of its own and has no place elsewhere.
pub(super) fn tell_settings(theme: &Theme, notes: &mut Vec<Note>) {
    for rule in theme.except() {
        tell(notes, theme, &format!("its exception `{}` is left out", rule.text()));
    }
    if theme.threshold.is_some() {
        tell(notes, theme, "its threshold is left out");
    }
}

fn tell(notes: &mut Vec<Note>, theme: &Theme, what: &str) {
    notes.push(Note { line: 0, what: format!("theme `{}`: {what}", theme.label) });
}

/// A rule of words in a row as a term, and whether it has words that match every inflection.
fn term(analyzer: &mut Analyzer, rule: &str) -> Option<(String, bool)> {
    if rule.contains(['(', ')', '"', '“', '”', '@', '/']) {
        return None;
    }
    let mut has_stems = false;
    let mut words = Vec::new();
    for word in rule.split_whitespace() {
        if matches!(word, "AND" | "OR" | "NOT" | "NEAR" | "THEN") {
            return None;
        }
        if let Some(exact) = word.strip_prefix('=') {
            words.push(exact.to_lowercase());
        } else if word.contains(['*', '?']) {
            words.push(word.to_lowercase());
        } else {
            let (beginning, is_stem) = beginning(analyzer, &word.to_lowercase());
            has_stems |= is_stem;
            words.push(beginning);
        }
    }
    (!words.is_empty()).then(|| (words.join(" "), has_stems))
}

/// What the inflections of a word share, with a wildcard behind it; the word where that is too little.
///
/// An amount such as `£100` or `20%` has no inflections.
fn beginning(analyzer: &mut Analyzer, word: &str) -> (String, bool) {
    if !word.contains(char::is_alphabetic) {
        return (word.to_owned(), false);
    }
    let id = analyzer.intern(word);
    let stem = analyzer.stem(id);
    let shared: String = word
        .chars()
        .zip(stem.chars())
        .take_while(|(one, other)| one == other)
        .map(|(letter, _)| letter)
        .collect();
    if shared.chars().count() < SHORTEST_STEM {
        (word.to_owned(), false)
    } else {
        (format!("{shared}*"), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_as_it_is() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        assert_eq!(term(&mut analyzer, "£100 fees"), Some(("£100 fee*".to_owned(), true)));
        assert_eq!(term(&mut analyzer, "20%"), Some(("20%".to_owned(), false)));
    }
}

//! Lexicoder: a line `+CATEGORY`, then a term a line.

use std::fmt::Write as _;

use super::NotALexicon;
use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Result<Lexicon, NotALexicon> {
    let mut lexicon = Lexicon::default();
    let mut current = None;
    for (number, line) in (1..).zip(text.lines()) {
        let entry = line.trim();
        if let Some(name) = entry.strip_prefix('+') {
            current = Some(lexicon.find_or_add_path(name));
        } else if !entry.is_empty() {
            match current {
                Some(place) => lexicon.categories[place].terms.push(Term::new(entry, number)),
                None => {
                    return Err(NotALexicon::at(number, "a term before the first line `+CATEGORY`"));
                }
            }
        }
    }
    Ok(lexicon)
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    for (at, category) in lexicon.categories.iter().enumerate() {
        writeln!(text, "+{}", lexicon.path(at)).expect("strings take everything");
        for term in &category.terms {
            writeln!(text, "{}", term.text).expect("strings take everything");
        }
    }
    text
}

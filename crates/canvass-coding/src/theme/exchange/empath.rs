//! Empath: a category a line, its name and its terms with tabs between them.

use std::fmt::Write as _;

use super::Note;
use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (number, line) in (1..).zip(text.lines()) {
        let mut cells = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        let Some(name) = cells.next() else { continue };
        let place = lexicon.find_or_add(name, None);
        lexicon.categories[place].terms.extend(cells.map(|term| Term::new(term, number)));
    }
    lexicon
}

pub(super) fn write(lexicon: &Lexicon, notes: &mut Vec<Note>) -> String {
    lexicon.tell_parents(notes);
    let mut text = String::new();
    for category in &lexicon.categories {
        text.push_str(&category.name);
        for term in &category.terms {
            write!(text, "\t{}", term.text.replace(' ', "_")).expect("strings take everything");
        }
        text.push('\n');
    }
    text
}

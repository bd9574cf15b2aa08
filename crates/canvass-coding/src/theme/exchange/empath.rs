//! Empath: a category a line, its name and its terms with tabs between them.

use std::fmt::Write as _;

use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (number, line) in (1..).zip(text.lines()) {
        let mut cells = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        let Some(name) = cells.next() else { continue };
        let place = lexicon.find_or_add_path(name);
        lexicon.categories[place].terms.extend(cells.map(|term| Term::new(term, number)));
    }
    lexicon
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    for (at, category) in lexicon.categories.iter().enumerate() {
        text.push_str(&lexicon.path(at));
        for term in &category.terms {
            write!(text, "\t{}", term.text.replace(' ', "_")).expect("strings take everything");
        }
        text.push('\n');
    }
    text
}

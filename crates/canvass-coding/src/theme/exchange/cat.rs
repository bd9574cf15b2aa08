//! `WordStat`: a tree by tabs; a term has its weight in brackets behind it, a category has none.

use std::fmt::Write as _;

use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    // Categories above the next line, each with its depth.
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let entry = line.trim();
        let depth = line.bytes().take_while(|byte| *byte == b'\t').count();
        if entry.is_empty() {
            continue;
        }
        above.retain(|(other, _)| *other < depth);
        let parent = above.last().map(|(_, place)| *place);
        let Some((term, weight)) = weighted(entry) else {
            let place = lexicon.add(entry, parent);
            above.push((depth, place));
            continue;
        };
        if term.starts_with('@') {
            lexicon.note(number, format!("`{term}` is left out: rules of WordStat have to be written anew"));
            continue;
        }
        match parent {
            Some(parent) => lexicon.categories[parent]
                .terms
                .push(Term { weight: Some(weight), ..Term::new(term, number) }),
            None => lexicon.note(number, format!("`{term}` is left out: it stands under no category")),
        }
    }
    lexicon
}

/// A term and its weight: `WORD (1)`.
fn weighted(entry: &str) -> Option<(&str, f64)> {
    let (term, weight) = entry.strip_suffix(')')?.rsplit_once('(')?;
    Some((term.trim(), weight.trim().parse().ok()?))
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    lexicon.below(None).for_each(|at| write_below(lexicon, at, 0, &mut text));
    text
}

fn write_below(lexicon: &Lexicon, at: usize, depth: usize, text: &mut String) {
    let category = &lexicon.categories[at];
    let indent = "\t".repeat(depth);
    writeln!(text, "{indent}{}", capitals(&category.name)).expect("strings take everything");
    for term in &category.terms {
        let weight = term.weight.unwrap_or(1.0);
        let words = capitals(&term.text).replace(' ', "_");
        writeln!(text, "{indent}\t{words} ({weight})").expect("strings take everything");
    }
    lexicon.below(Some(at)).for_each(|other| write_below(lexicon, other, depth + 1, text));
}

/// A text in capitals, where they say the same.
fn capitals(text: &str) -> String {
    let capitals = text.to_uppercase();
    if capitals.to_lowercase() == text.to_lowercase() { capitals } else { text.to_owned() }
}

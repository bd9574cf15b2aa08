//! LIWC: categories by number between two `%`, then a term a line; or, as `.dicx`, a table with a column a category.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::NotALexicon;
use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Result<Lexicon, NotALexicon> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if first.trim() == "%" {
        return numbered(text);
    }
    if first.to_lowercase().starts_with("dicterm") {
        return Ok(table(text));
    }
    Err(NotALexicon::at(1, "a dictionary of LIWC begins with a line `%`, or with a column `DicTerm`"))
}

fn numbered(text: &str) -> Result<Lexicon, NotALexicon> {
    let mut lexicon = Lexicon::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    // Categories above the next, each with the depth it is indented to.
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut n_marks = 0;
    for (number, line) in (1..).zip(text.lines()) {
        match line.trim() {
            "" => {}
            "%" => n_marks += 1,
            _ if n_marks == 1 => {
                let depth = line.len() - line.trim_start().len();
                let (id, name) = line.trim().split_once(char::is_whitespace).ok_or_else(|| {
                    NotALexicon::at(number, "a category is a number and a name, with a tab between them")
                })?;
                above.retain(|(other, _)| *other < depth);
                let place = lexicon.add(name, above.last().map(|(_, place)| *place));
                above.push((depth, place));
                if places.insert(id.to_owned(), place).is_some() {
                    lexicon.note(number, format!("category number {id} is used twice; the later counts"));
                }
            }
            entry => put(&mut lexicon, &places, number, entry),
        }
    }
    if n_marks < 2 {
        return Err(NotALexicon::at(1, "the categories do not end with a second line `%`"));
    }
    Ok(lexicon)
}

/// Adds the term of a line to its categories.
fn put(lexicon: &mut Lexicon, places: &BTreeMap<String, usize>, number: usize, entry: &str) {
    if entry.contains(['(', ')', '/', '<', '>']) {
        lexicon.note(number, format!("`{entry}` is left out: conditions on categories have no counterpart"));
        return;
    }
    // Terms of several words are told from the numbers by being none.
    let fields: Vec<&str> = entry.split_whitespace().collect();
    let is_number = |field: &&str| field.bytes().all(|byte| byte.is_ascii_digit());
    let n_words = fields.len() - fields.iter().rev().take_while(|field| is_number(field)).count();
    let (words, numbers) = fields.split_at(n_words.max(1));
    if numbers.is_empty() {
        lexicon.note(number, format!("`{entry}` is left out: it is in no category"));
    }
    for id in numbers {
        match places.get(*id) {
            Some(place) => lexicon.categories[*place].terms.push(Term::new(&words.join(" "), number)),
            None => lexicon.note(number, format!("`{}`: there is no category {id}", words.join(" "))),
        }
    }
}

fn table(text: &str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut lines = super::csv::records(text);
    let Some((_, header)) = lines.next() else { return lexicon };
    for name in header.iter().skip(1) {
        // "Affect/Positive" and "Affect.Positive" are written for categories of categories.
        lexicon.add(name, None);
    }
    for (number, record) in lines {
        let Some(term) = record.first().filter(|term| !term.trim().is_empty()) else { continue };
        for (at, mark) in record.iter().skip(1).enumerate().filter(|(_, mark)| !mark.trim().is_empty()) {
            let Some(category) = lexicon.categories.get_mut(at) else {
                lexicon.note(number, format!("`{term}`: a mark under no category"));
                continue;
            };
            let weight = mark.trim().parse().ok();
            category.terms.push(Term { weight, ..Term::new(term, number) });
        }
    }
    lexicon
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut text = "%\n".to_owned();
    let mut put = |line: String| writeln!(text, "{line}").expect("strings take everything");
    let mut terms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, category) in lexicon.categories.iter().enumerate() {
        let above = std::iter::successors(category.parent, |parent| lexicon.categories[*parent].parent);
        put(format!("{}{}\t{}", "\t".repeat(above.count()), at + 1, category.name));
        for term in &category.terms {
            let numbers = terms.entry(&term.text).or_default();
            if !numbers.contains(&(at + 1)) {
                numbers.push(at + 1);
            }
        }
    }
    put("%".to_owned());
    for (term, numbers) in terms {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        put(format!("{term}\t{}", numbers.join("\t")));
    }
    text
}

//! LIWC: categories by number between two `%`, then a term a line; or, as `.dicx`, a table with a column a category.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::NotALexicon;
use super::lexicon::{Category, Lexicon, Term};

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
                let (id, name) = line.trim().split_once(char::is_whitespace).ok_or_else(|| {
                    NotALexicon::at(number, "a category is a number and a name, with a tab between them")
                })?;
                let depth = indent(line) + indent(name);
                above.retain(|(other, _)| *other < depth);
                let place = category(&mut lexicon, name, above.last().map(|(_, place)| *place));
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

/// Tabs at the beginning: categories within others have them before the number, or behind it since LIWC 2015.
fn indent(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'\t').count()
}

/// Adds a category by its name, and what is said of it behind a tab.
fn category(lexicon: &mut Lexicon, entry: &str, parent: Option<usize>) -> usize {
    let mut cells = entry.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    let place = lexicon.add(cells.next().unwrap_or_default(), parent);
    let description = cells.collect::<Vec<_>>().join(" ");
    let inner = description.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.unwrap_or(&description).clone_into(&mut lexicon.categories[place].description);
    place
}

/// Adds the term of a line to its categories.
fn put(lexicon: &mut Lexicon, places: &BTreeMap<String, usize>, number: usize, entry: &str) {
    let (term, numbers) = term_and_numbers(entry);
    if !term.contains(char::is_alphanumeric) {
        lexicon.note(number, format!("`{term}` is left out: it holds no word, and rules match words"));
        return;
    }
    if has_condition(&term) || !numbers.iter().all(|number| is_number(number)) {
        lexicon.note(number, format!("`{entry}` is left out: conditions on categories have no counterpart"));
        return;
    }
    if numbers.is_empty() {
        lexicon.note(number, format!("`{entry}` is left out: it is in no category"));
    }
    for id in numbers {
        match places.get(id) {
            Some(place) => lexicon.categories[*place].terms.push(Term::new(&term, number)),
            None => lexicon.note(number, format!("`{term}`: there is no category {id}")),
        }
    }
}

/// The words of a line up to the first tab, and the numbers behind it; without a tab, the numbers at its end.
fn term_and_numbers(entry: &str) -> (String, Vec<&str>) {
    if let Some((term, numbers)) = entry.split_once('\t') {
        return (term.split_whitespace().collect::<Vec<_>>().join(" "), numbers.split_whitespace().collect());
    }
    let fields: Vec<&str> = entry.split_whitespace().collect();
    let n_words = fields.len() - fields.iter().rev().take_while(|field| is_number(field)).count();
    let (words, numbers) = fields.split_at(n_words.max(1).min(fields.len()));
    (words.join(" "), numbers.to_vec())
}

fn is_number(field: &str) -> bool {
    field.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words that count only beside others, or for one category and else another: `like (02 134)125/464`, `kind (<of>)135`.
fn has_condition(term: &str) -> bool {
    let behind = term.split(')').skip(1);
    (term.contains('<') && term.contains('>'))
        || behind.into_iter().any(|rest| rest.starts_with(|mark: char| mark.is_ascii_digit()))
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
    let mut categories = String::new();
    let mut terms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut n_written = 0;
    lexicon.descend(&mut |at, depth| {
        n_written += 1;
        let Category { name, terms: own, .. } = &lexicon.categories[at];
        writeln!(categories, "{}{n_written}\t{name}", "\t".repeat(depth)).expect("strings take everything");
        for term in own {
            let numbers = terms.entry(&term.text).or_default();
            if !numbers.contains(&n_written) {
                numbers.push(n_written);
            }
        }
    });
    let mut text = format!("%\n{categories}%\n");
    for (term, numbers) in terms {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        writeln!(text, "{term}\t{}", numbers.join("\t")).expect("strings take everything");
    }
    text
}

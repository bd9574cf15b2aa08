//! A term a row: `theme`, `term`, and where they are known `weight`, `parent`, `description`, `rule`.
//!
//! A `rule` is one of this program and carried over as it is; a `term` is one of a dictionary.

use super::NotALexicon;
use super::lexicon::{Category, Lexicon, Term};

/// What each column may be called.
const COLUMNS: [(Column, &[&str]); 6] = [
    (Column::Theme, &["theme", "category", "code", "label"]),
    (Column::Term, &["term", "word", "pattern", "keyword", "phrase"]),
    (Column::Rule, &["rule"]),
    (Column::Weight, &["weight", "score"]),
    (Column::Parent, &["parent"]),
    (Column::Description, &["description"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Theme,
    Term,
    Rule,
    Weight,
    Parent,
    Description,
}

/// The records of a table with the line each begins in.
pub(super) fn records(text: &str) -> impl Iterator<Item = (usize, Vec<String>)> {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    let separator = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    let reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(std::io::Cursor::new(text.to_owned().into_bytes()));
    reader.into_records().filter_map(Result::ok).map(|record| {
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        (line, record.iter().map(|cell| cell.trim().to_owned()).collect())
    })
}

pub(super) fn read(text: &str) -> Result<Lexicon, NotALexicon> {
    let mut lexicon = Lexicon::default();
    let mut rows = records(text);
    let header = rows.next().map(|(_, header)| header).unwrap_or_default();
    let find = |column: Column| {
        let names = COLUMNS.iter().find(|(known, _)| *known == column).map_or(&[][..], |(_, names)| names);
        header.iter().position(|name| names.contains(&name.to_lowercase().as_str()))
    };
    let Some(theme) = find(Column::Theme) else {
        return Err(NotALexicon::at(
            1,
            "no column `theme`: the first line names the columns, such as `theme,term`",
        ));
    };
    if find(Column::Term).is_none() && find(Column::Rule).is_none() {
        return Err(NotALexicon::at(1, "no column `term` and none `rule`"));
    }
    let mut parents: Vec<(usize, String, usize)> = Vec::new();
    for (line, row) in rows {
        let cell = |column: Column| {
            find(column).and_then(|at| row.get(at)).map(String::as_str).filter(|cell| !cell.is_empty())
        };
        let Some(name) = row.get(theme).filter(|name| !name.is_empty()) else {
            if row.iter().any(|cell| !cell.is_empty()) {
                lexicon.note(line, "left out: it names no theme");
            }
            continue;
        };
        let known = lexicon.categories.iter().position(|category| category.name == *name);
        let place = known.unwrap_or_else(|| lexicon.add(name, None));
        if let Some(parent) = cell(Column::Parent) {
            parents.push((place, parent.to_owned(), line));
        }
        if let Some(description) = cell(Column::Description) {
            description.clone_into(&mut lexicon.categories[place].description);
        }
        let weight = cell(Column::Weight).and_then(|weight| weight.parse().ok());
        let rule = cell(Column::Rule).map(|rule| Term { is_rule: true, weight, ..Term::new(rule, line) });
        let term = cell(Column::Term).map(|term| Term { weight, ..Term::new(term, line) });
        lexicon.categories[place].terms.extend(rule.or(term));
    }
    for (place, parent, line) in parents {
        match lexicon.categories.iter().position(|category| category.name == parent) {
            Some(above) if !is_below(&lexicon, above, place) => {
                lexicon.categories[place].parent = Some(above);
            }
            Some(_) => lexicon.note(line, format!("`{parent}` is part of the theme itself; left out")),
            None => {
                let above = lexicon.add(&parent, None);
                lexicon.categories[place].parent = Some(above);
            }
        }
    }
    Ok(lexicon)
}

/// Whether a category is another, or part of it.
fn is_below(lexicon: &Lexicon, category: usize, other: usize) -> bool {
    std::iter::successors(Some(category), |at| lexicon.categories[*at].parent).any(|at| at == other)
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut file = ::csv::Writer::from_writer(Vec::new());
    let mut put = |record: [&str; 5]| file.write_record(record).expect("memory takes everything");
    put(["theme", "rule", "weight", "parent", "description"]);
    for category in &lexicon.categories {
        let Category { name, description, parent, terms } = category;
        let parent = parent.map_or("", |parent| lexicon.categories[parent].name.as_str());
        if terms.is_empty() {
            put([name, "", "", parent, description]);
        }
        for term in terms {
            let weight = term.weight.unwrap_or(1.0).to_string();
            put([name, &term.text, &weight, parent, description]);
        }
    }
    String::from_utf8(file.into_inner().expect("memory takes everything")).expect("themes are UTF-8")
}

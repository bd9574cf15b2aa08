//! The YAML of quanteda: categories within one another, terms in lists.

use std::fmt::Write as _;

use yaml_rust2::{Yaml, YamlLoader};

use super::NotALexicon;
use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Result<Lexicon, NotALexicon> {
    let documents = YamlLoader::load_from_str(text)
        .map_err(|error| NotALexicon::at(error.marker().line(), error.info().to_owned()))?;
    let mut lexicon = Lexicon::default();
    for document in &documents {
        if document.as_hash().is_none() {
            return Err(NotALexicon::at(1, "a dictionary is a mapping of categories to lists of terms"));
        }
        walk(&mut lexicon, text, document, None);
    }
    Ok(lexicon)
}

/// Adds what stands below a category.
fn walk(lexicon: &mut Lexicon, text: &str, node: &Yaml, above: Option<usize>) {
    match node {
        Yaml::Hash(categories) => {
            for (name, below) in categories {
                let name = scalar(name).unwrap_or_default();
                let place = lexicon.find_or_add(&name, above);
                walk(lexicon, text, below, Some(place));
            }
        }
        Yaml::Array(items) => items.iter().for_each(|item| walk(lexicon, text, item, above)),
        other => {
            let (Some(place), Some(term)) = (above, scalar(other)) else { return };
            lexicon.categories[place].terms.push(Term::new(&term, line_of(text, &term)));
        }
    }
}

fn scalar(node: &Yaml) -> Option<String> {
    match node {
        Yaml::String(text) | Yaml::Real(text) => Some(text.clone()),
        Yaml::Integer(number) => Some(number.to_string()),
        // "yes", "no" and "on" are words here.
        Yaml::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The first line that holds a term.
fn line_of(text: &str, term: &str) -> usize {
    text.lines().position(|line| line.contains(term)).map_or(0, |at| at + 1)
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    lexicon.below(None).for_each(|at| write_below(lexicon, at, 0, &mut text));
    text
}

fn write_below(lexicon: &Lexicon, at: usize, depth: usize, text: &mut String) {
    let category = &lexicon.categories[at];
    let indent = "  ".repeat(depth);
    let below: Vec<usize> = lexicon.below(Some(at)).collect();
    let mut put = |line: String| writeln!(text, "{indent}{line}").expect("strings take everything");
    put(format!("{}:", quoted(&category.name)));
    // A category with both terms and categories below it is a list of both.
    for term in &category.terms {
        put(format!("  - {}", quoted(&term.text)));
    }
    for other in below {
        if category.terms.is_empty() {
            write_below(lexicon, other, depth + 1, text);
        } else {
            let mut inner = String::new();
            write_below(lexicon, other, 0, &mut inner);
            for (number, line) in inner.lines().enumerate() {
                let mark = if number == 0 { "- " } else { "  " };
                writeln!(text, "{indent}  {mark}{line}").expect("strings take everything");
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

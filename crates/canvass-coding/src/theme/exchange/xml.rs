//! Yoshikoder: `cnode` are categories, within one another, and `pnode` their terms. Lexicoder's `.lcd` is the same.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::NotALexicon;
use super::lexicon::{Lexicon, Term};

pub(super) fn read(text: &str) -> Result<Lexicon, NotALexicon> {
    let mut lexicon = Lexicon::default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut above: Vec<usize> = Vec::new();
    let (mut line, mut read) = (1, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        line += text[read..at].matches('\n').count();
        read = at;
        let failed = |error: &dyn std::fmt::Display| NotALexicon::at(line, error.to_string());
        match reader.read_event().map_err(|error| failed(&error))? {
            Event::Start(node) if node.name().as_ref() == "cnode" => {
                let (name, _) = named(&node).map_err(|error| failed(&error))?;
                let place = lexicon.add(&name, above.last().copied());
                above.push(place);
            }
            Event::End(node) if node.name().as_ref() == "cnode" => {
                above.pop();
            }
            Event::Empty(node) if node.name().as_ref() == "cnode" => {
                let (name, _) = named(&node).map_err(|error| failed(&error))?;
                lexicon.add(&name, above.last().copied());
            }
            Event::Start(node) | Event::Empty(node) if node.name().as_ref() == "pnode" => {
                let (name, score) = named(&node).map_err(|error| failed(&error))?;
                match above.last() {
                    Some(place) => {
                        lexicon.categories[*place]
                            .terms
                            .push(Term { weight: score, ..Term::new(&name, line) });
                    }
                    None => lexicon.note(line, format!("`{name}` is left out: it stands under no category")),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(without_root(lexicon))
}

/// A dictionary's own name stands above everything; as a category it would say nothing.
fn without_root(mut lexicon: Lexicon) -> Lexicon {
    let roots = lexicon.categories.iter().filter(|category| category.parent.is_none()).count();
    let is_mere_name = roots == 1 && lexicon.categories.len() > 1 && lexicon.categories[0].terms.is_empty();
    if is_mere_name {
        lexicon.categories.remove(0);
        for category in &mut lexicon.categories {
            category.parent = category.parent.and_then(|parent| parent.checked_sub(1));
        }
    }
    lexicon
}

/// The name of a node, and its score.
fn named(node: &BytesStart<'_>) -> Result<(String, Option<f64>), quick_xml::Error> {
    let (mut name, mut score) = (String::new(), None);
    for attribute in node.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned();
        match attribute.key.as_ref() {
            "name" => name = value,
            "score" => score = value.parse().ok(),
            _ => {}
        }
    }
    Ok((name, score))
}

pub(super) fn write(lexicon: &Lexicon) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" patternengine=\"substring\">\n<cnode name=\"themes\">\n".to_owned();
    lexicon.below(None).for_each(|at| write_below(lexicon, at, 1, &mut text));
    text.push_str("</cnode>\n</dictionary>\n");
    text
}

fn write_below(lexicon: &Lexicon, at: usize, depth: usize, text: &mut String) {
    let category = &lexicon.categories[at];
    let indent = "  ".repeat(depth);
    let mut put = |line: String| writeln!(text, "{indent}{line}").expect("strings take everything");
    put(format!("<cnode name=\"{}\">", escape(&category.name)));
    for term in &category.terms {
        let score = term.weight.map_or_else(String::new, |weight| format!(" score=\"{weight}\""));
        put(format!("  <pnode name=\"{}\"{score}/>", escape(&term.text)));
    }
    lexicon.below(Some(at)).for_each(|other| write_below(lexicon, other, depth + 1, text));
    writeln!(text, "{indent}</cnode>").expect("strings take everything");
}

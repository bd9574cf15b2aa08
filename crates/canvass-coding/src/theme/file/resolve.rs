//! Names are looked up: what `@name` stands for, and what each theme is part of.

use rustc_hash::FxHashMap;

use canvass_core::{Place, nearest};

use super::super::error::Error;
use super::super::frame::Theme;
use super::document::Document;
use super::draft::{Draft, List, Written};
use crate::pattern::{Lists, PatternSetBuilder, Scope, SyntaxError, references};

/// What a name stands for.
struct Named<'d> {
    /// `theme` or `list`.
    noun: &'static str,
    id: &'d str,
    place: &'d Place,
    terms: &'d [Written],
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    /// Its terms are being looked up.
    Open,
    Done,
}

/// Lists and themes by their names, each defined after those that it refers to.
pub(super) fn lists(document: &Document<'_>, lists: &[List], themes: &[Draft]) -> Result<Lists, Error> {
    let mut named: Vec<Named<'_>> = Vec::with_capacity(lists.len() + themes.len());
    for list in lists {
        named.push(Named {
            noun: "list",
            id: &list.id,
            place: &list.place,
            terms: &list.terms,
            state: State::Fresh,
        });
    }
    for draft in themes {
        let terms = &draft.rules[..draft.theme.any.len()];
        named.push(Named {
            noun: "theme",
            id: &draft.theme.id,
            place: &draft.place,
            terms,
            state: State::Fresh,
        });
    }
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for (idx, each) in named.iter().enumerate() {
        if let Some(first) = places.insert(each.id, idx) {
            let first_line = named[first].place.line();
            return Err(Error::Duplicate {
                place: each.place.clone().into(),
                id: each.id.to_owned(),
                first_line,
            });
        }
    }
    let mut defined = Lists::new();
    for idx in 0..named.len() {
        define(document, &mut named, &places, idx, &mut defined)?;
    }
    Ok(defined)
}

/// Defines a name, and before it every name that it refers to.
fn define(
    document: &Document<'_>,
    named: &mut [Named<'_>],
    places: &FxHashMap<&str, usize>,
    idx: usize,
    defined: &mut Lists,
) -> Result<(), Error> {
    if named[idx].state == State::Done {
        return Ok(());
    }
    named[idx].state = State::Open;
    let Named { noun, id, terms, .. } = named[idx];
    for term in terms {
        for name in references(&term.text) {
            let Some(&referred) = places.get(name) else {
                return Err(unknown_name(document, term, name, id, places));
            };
            if named[referred].state == State::Open {
                let place = document.place(term.bytes.clone()).into();
                return Err(Error::Circle { place, id: id.to_owned(), name: name.to_owned() });
            }
            define(document, named, places, referred, defined)?;
        }
    }
    let texts = terms.iter().map(|term| term.text.as_str());
    let broken = |(at, error): (usize, SyntaxError)| broken_rule(document, &terms[at], (noun, id), error);
    defined.define(id, texts).map_err(broken)?;
    named[idx].state = State::Done;
    Ok(())
}

fn unknown_name(
    document: &Document<'_>,
    term: &Written,
    name: &str,
    id: &str,
    places: &FxHashMap<&str, usize>,
) -> Error {
    let mut known: Vec<&str> = places.keys().copied().collect();
    known.sort_unstable();
    let at = term.text.find(&format!("@{name}")).unwrap_or(0);
    let bytes = document.inside(term.bytes.clone(), &term.text, at..at + 1 + name.len());
    Error::UnknownName {
        place: document.place(bytes).into(),
        id: id.to_owned(),
        meant: nearest(name, known).map(|meant| format!("@{meant}")),
        name: name.to_owned(),
    }
}

/// Whether every rule of `drafts` parses; those of `any` did when they were defined.
pub(super) fn check_rules(document: &Document<'_>, drafts: &[Draft], lists: &Lists) -> Result<(), Error> {
    let mut builder = PatternSetBuilder::new().with_lists(lists.clone());
    for draft in drafts {
        for rule in &draft.rules {
            builder
                .add(&rule.text, Scope::Sentence)
                .map_err(|error| broken_rule(document, rule, ("theme", &draft.theme.id), error))?;
        }
        if draft.theme.any.is_empty() && !drafts.iter().any(|other| is_parent(draft, other)) {
            return Err(match &draft.any {
                Some(bytes) => {
                    Error::NoRule { place: document.place(bytes.clone()).into(), id: draft.theme.id.clone() }
                }
                None => Error::MissingKey {
                    place: draft.place.clone().into(),
                    owner: format!("theme `{}`", draft.theme.id),
                    key: "any",
                },
            });
        }
    }
    Ok(())
}

fn is_parent(draft: &Draft, of: &Draft) -> bool {
    of.parent.as_ref().is_some_and(|parent| parent.text == draft.theme.id)
}

fn broken_rule(
    document: &Document<'_>,
    rule: &Written,
    (noun, id): (&str, &str),
    error: SyntaxError,
) -> Error {
    let bytes = document.inside(rule.bytes.clone(), &rule.text, error.bytes);
    Error::Rule {
        place: document.place(bytes).into(),
        owner: format!("{noun} `{id}`"),
        message: error.message,
        hint: error.hint,
    }
}

/// The themes, each knowing what it is part of.
pub(super) fn parents(document: &Document<'_>, drafts: Vec<Draft>) -> Result<Vec<Theme>, Error> {
    let parents: Vec<Option<usize>> =
        drafts.iter().map(|draft| parent_of(document, draft, &drafts)).collect::<Result<_, _>>()?;
    for (idx, draft) in drafts.iter().enumerate() {
        // Whoever is above itself is reached in at most as many steps as there are themes.
        let above = std::iter::successors(parents[idx], |idx| parents[*idx]).take(drafts.len());
        if let Some(parent) = draft.parent.as_ref().filter(|_| above.into_iter().any(|other| other == idx)) {
            return Err(Error::Circle {
                place: document.place(parent.bytes.clone()).into(),
                id: draft.theme.id.clone(),
                name: parent.text.clone(),
            });
        }
    }
    let with_parent = |(draft, parent): (Draft, Option<usize>)| Theme { parent, ..draft.theme };
    Ok(drafts.into_iter().zip(parents).map(with_parent).collect())
}

fn parent_of(document: &Document<'_>, draft: &Draft, drafts: &[Draft]) -> Result<Option<usize>, Error> {
    let Some(parent) = &draft.parent else { return Ok(None) };
    let ids = || drafts.iter().map(|other| other.theme.id.as_str());
    match ids().position(|id| id == parent.text) {
        Some(idx) => Ok(Some(idx)),
        None => Err(Error::UnknownParent {
            place: document.place(parent.bytes.clone()).into(),
            id: draft.theme.id.clone(),
            meant: nearest(&parent.text, ids()).map(str::to_owned),
            parent: parent.text.clone(),
        }),
    }
}

//! Filters become clauses of an engine query.

use std::collections::BTreeSet;

use canvass_core::Stance;
use canvass_core::spelling::{NOT_GIVEN, folded};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as EngineQuery, TermSetQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::dictionary;
use crate::error::Error;
use crate::facets::{Kind, stance_token};
use crate::query::Query;
use crate::vocabulary::Vocabulary;

/// One clause for each filter of `query`; all must hold.
pub(crate) fn clauses(
    query: &Query,
    vocabulary: &Vocabulary,
    searcher: &Searcher,
    field: Field,
) -> Result<Vec<Box<dyn EngineQuery>>, Error> {
    let filter = Filter { field };
    let mut clauses = Vec::new();
    check("theme", &query.themes, &vocabulary.themes)?;
    check("question", &query.questions, &vocabulary.questions)?;
    check("option", &query.options, &vocabulary.options)?;
    let stances = stances(&query.stances)?;
    let kinds = Kinds::asked(&query.respondent_types, || respondent_types(searcher, field))?;
    clauses.extend(filter.any(Kind::Theme, &query.themes));
    clauses.extend(filter.any(Kind::Question, &query.questions));
    clauses.extend(kinds.map(|kinds| filter.kinds(&kinds)));
    match (query.options.as_slice(), stances.as_slice()) {
        (options, []) => clauses.extend(filter.any(Kind::Option, options)),
        ([], stances) => clauses.push(filter.any_stance(&vocabulary.options, stances)),
        (options, stances) => clauses.push(filter.stances_on(options, stances)),
    }
    Ok(clauses)
}

/// What is asked of the kinds of respondents.
struct Kinds {
    /// Every spelling of those that are asked for.
    asked: Vec<String>,
    /// Every spelling there is, where those who gave none are asked for too.
    given: Option<Vec<String>>,
}

impl Kinds {
    /// Finds every spelling of the names asked for; none where no name is.
    fn asked(names: &[String], given: impl FnOnce() -> Vec<String>) -> Result<Option<Self>, Error> {
        if names.is_empty() {
            return Ok(None);
        }
        let given = given();
        let same = |one: &str, other: &str| folded(one) == folded(other);
        let is_none = |name: &String| same(name, NOT_GIVEN);
        let unknown = |name: &&String| !is_none(name) && !given.iter().any(|kind| same(kind, name));
        if let Some(name) = names.iter().find(unknown) {
            return Err(Error::UnknownName {
                kind: "respondent type",
                name: name.clone(),
                known: spelled_once(given),
            });
        }
        let is_asked = |kind: &&String| names.iter().any(|name| same(kind, name));
        Ok(Some(Self {
            asked: given.iter().filter(is_asked).cloned().collect(),
            given: names.iter().any(is_none).then_some(given),
        }))
    }
}

/// One spelling of each.
fn spelled_once(kinds: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    kinds.into_iter().filter(|kind| seen.insert(folded(kind))).collect()
}

/// The respondent types there are. What cannot be read is not suggested.
fn respondent_types(searcher: &Searcher, field: Field) -> Vec<String> {
    let prefix = Kind::RespondentType.token("");
    let terms = dictionary::terms(searcher, field, &prefix).unwrap_or_default();
    terms.iter().map(|term| term[prefix.len()..].to_owned()).collect()
}

fn check(kind: &'static str, asked: &[String], known: &[String]) -> Result<(), Error> {
    match asked.iter().find(|name| !known.contains(name)) {
        Some(name) => Err(Error::UnknownName { kind, name: name.clone(), known: known.to_vec() }),
        None => Ok(()),
    }
}

fn stances(names: &[String]) -> Result<Vec<Stance>, Error> {
    let known = || Stance::ALL.map(|stance| stance.as_str().to_owned()).to_vec();
    let read = |name: &String| {
        Stance::from_name(name).ok_or_else(|| Error::UnknownName {
            kind: "stance",
            name: name.clone(),
            known: known(),
        })
    };
    names.iter().map(read).collect()
}

struct Filter {
    field: Field,
}

impl Filter {
    fn any(&self, kind: Kind, values: &[String]) -> Option<Box<dyn EngineQuery>> {
        if values.is_empty() {
            return None;
        }
        Some(self.tokens(values.iter().map(|value| kind.token(value))))
    }

    fn kinds(&self, kinds: &Kinds) -> Box<dyn EngineQuery> {
        let tokens =
            |names: &[String]| self.tokens(names.iter().map(|name| Kind::RespondentType.token(name)));
        let asked = tokens(&kinds.asked);
        let Some(given) = &kinds.given else { return asked };
        let everybody: Box<dyn EngineQuery> = Box::new(AllQuery);
        let silent = BooleanQuery::new(vec![(Occur::Must, everybody), (Occur::MustNot, tokens(given))]);
        union([asked, Box::new(silent)])
    }

    fn any_stance(&self, options: &[String], stances: &[Stance]) -> Box<dyn EngineQuery> {
        let pairs = options.iter().flat_map(|option| stances.iter().map(move |stance| (option, *stance)));
        self.tokens(pairs.map(|(option, stance)| stance_token(option, stance)))
    }

    fn stances_on(&self, options: &[String], stances: &[Stance]) -> Box<dyn EngineQuery> {
        let each = options.iter().map(|option| {
            let (silent, voiced): (Vec<Stance>, Vec<Stance>) =
                stances.iter().partition(|stance| **stance == Stance::NotAddressed);
            let on_option = vec![
                (Occur::Must, self.tokens([Kind::Option.token(option)])),
                (Occur::Must, self.tokens(voiced.iter().map(|stance| stance_token(option, *stance)))),
            ];
            let silence = self.tokens(silent.iter().map(|stance| stance_token(option, *stance)));
            union([Box::new(BooleanQuery::new(on_option)) as Box<dyn EngineQuery>, silence])
        });
        union(each)
    }

    fn tokens(&self, tokens: impl IntoIterator<Item = String>) -> Box<dyn EngineQuery> {
        let terms = tokens.into_iter().map(|token| Term::from_field_text(self.field, &token));
        Box::new(TermSetQuery::new(terms))
    }
}

fn union(queries: impl IntoIterator<Item = Box<dyn EngineQuery>>) -> Box<dyn EngineQuery> {
    Box::new(BooleanQuery::union(queries.into_iter().collect()))
}

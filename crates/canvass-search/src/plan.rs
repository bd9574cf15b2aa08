//! A parsed query, its words stemmed, as queries of the engine.

use std::collections::BTreeSet;
use std::{io, slice};

use rustc_hash::FxHashSet;
use tantivy::query::{
    AllQuery, BooleanQuery, Occur, PhraseQuery, Query as EngineQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::dictionary;
use crate::syntax::Expr;
use crate::tongue::Tongue;

/// What to look for, and how to weigh and to mark it.
pub(crate) struct Plan {
    /// Says which passages match; never scores. None where the text holds no word.
    pub(crate) matching: Option<Box<dyn EngineQuery>>,
    /// What earns a score, added up in this order, so that the sum does not depend on segments.
    pub(crate) scoring: Vec<Box<dyn EngineQuery>>,
    /// What is marked in a passage.
    pub(crate) leaves: Vec<Leaf>,
    /// Words that occur nowhere.
    pub(crate) absent: Vec<String>,
}

/// One thing asked for: any of these.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaf {
    /// A word with one of these terms.
    pub(crate) words: FxHashSet<String>,
    /// Words with these terms in a row.
    pub(crate) phrases: Vec<Vec<String>>,
}

/// A beginning that fits more stems than this matches, but earns no score.
const MAX_SCORED: usize = 64;

/// Plans the search for `expr` in the languages of the index, the consultation's first.
pub(crate) fn plan(
    expr: Option<&Expr>,
    tongues: &mut [Tongue<'_>],
    searcher: &Searcher,
    field: Field,
) -> io::Result<Plan> {
    let plan = Plan { matching: None, scoring: Vec::new(), leaves: Vec::new(), absent: Vec::new() };
    let mut planner = Planner { tongues, searcher, field, plan };
    let Some(expr) = expr else { return Ok(planner.plan) };
    let matching = planner.build(expr, Side::Wanted)?;
    Ok(Plan { matching, ..planner.plan })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Wanted,
    Unwanted,
}

impl Side {
    fn other(self) -> Self {
        if self == Self::Wanted { Self::Unwanted } else { Self::Wanted }
    }
}

struct Planner<'a, 't> {
    tongues: &'a mut [Tongue<'t>],
    searcher: &'a Searcher,
    field: Field,
    plan: Plan,
}

type Built = io::Result<Option<Box<dyn EngineQuery>>>;

impl Planner<'_, '_> {
    fn build(&mut self, expr: &Expr, side: Side) -> Built {
        match expr {
            Expr::Word(words) | Expr::Phrase(words) => self.words(words, side),
            Expr::Prefix(beginning) => self.beginning(beginning, side),
            Expr::All(parts) => self.all(parts, side),
            Expr::Any(parts) => {
                let built = self.each(parts, side)?;
                Ok((!built.is_empty()).then(|| Box::new(BooleanQuery::union(built)) as Box<dyn EngineQuery>))
            }
            Expr::Not(inner) => Ok(self.build(inner, side.other())?.map(all_but)),
        }
    }

    fn all(&mut self, parts: &[Expr], side: Side) -> Built {
        let built = self.each(parts, side)?;
        if side == Side::Wanted {
            self.favor_neighbors(parts);
        }
        let clauses: Vec<_> = built.into_iter().map(|query| (Occur::Must, query)).collect();
        Ok((!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn EngineQuery>))
    }

    /// Words asked for side by side are worth more where they stand side by side.
    fn favor_neighbors(&mut self, parts: &[Expr]) {
        for pair in parts.windows(2) {
            if let [Expr::Word(one), Expr::Word(next)] = pair {
                let text = format!("{one} {next}");
                for at in 0..self.tongues.len() {
                    let terms = self.tongues[at].terms_of(&text);
                    if terms.len() > 1 {
                        self.plan.scoring.push(self.query(&terms));
                    }
                }
            }
        }
    }

    fn each(&mut self, parts: &[Expr], side: Side) -> io::Result<Vec<Box<dyn EngineQuery>>> {
        parts.iter().filter_map(|part| self.build(part, side).transpose()).collect()
    }

    /// One word, or several in a row, in any language that has them all.
    fn words(&mut self, text: &str, side: Side) -> Built {
        let home = self.tongues[0].terms_of(text);
        if home.is_empty() {
            return Ok(None);
        }
        let mut ways = self.ways(text)?;
        if ways.is_empty() {
            if side == Side::Wanted {
                self.tell_absent(text)?;
            }
            ways.push(home);
        }
        let queries: Vec<_> = ways.iter().map(|terms| self.query(terms)).collect();
        let matching = ways.iter().map(|terms| self.query(terms)).collect();
        let (words, phrases): (Vec<_>, Vec<_>) = ways.into_iter().partition(|terms| terms.len() == 1);
        self.remember(side, Leaf { words: words.into_iter().flatten().collect(), phrases }, queries);
        Ok(Some(any_of(matching)))
    }

    /// The terms of a text in each language whose passages have them all.
    fn ways(&mut self, text: &str) -> io::Result<Vec<Vec<String>>> {
        let mut ways = Vec::new();
        for tongue in &mut *self.tongues {
            let terms = tongue.terms_of(text);
            let mut are_there = !terms.is_empty();
            for term in &terms {
                are_there = are_there && dictionary::is_in(self.searcher, self.field, term)?;
            }
            if are_there {
                ways.push(terms);
            }
            // "well-being" asks for "wellbeing" too.
            if let Some(joined) = tongue.joined_term_of(text)
                && dictionary::is_in(self.searcher, self.field, &joined)?
            {
                ways.push(vec![joined]);
            }
        }
        Ok(ways)
    }

    /// Notes the words of a text that no language has.
    fn tell_absent(&mut self, text: &str) -> io::Result<()> {
        for token in self.tongues[0].tokens(text).tokens {
            let word = token.span.of(text);
            if self.ways(word)?.is_empty() {
                self.plan.absent.push(word.to_owned());
            }
        }
        Ok(())
    }

    /// A word that begins so; the parts of a hyphenated word before the last are words themselves.
    fn beginning(&mut self, text: &str, side: Side) -> Built {
        let tokens = self.tongues[0].tokens(text).tokens;
        let Some((last, before)) = tokens.split_last() else { return Ok(None) };
        let last = self.tongues[0].word(last.word).to_owned();
        let before = before.iter().map(|token| self.words(token.span.of(text), side));
        let mut clauses: Vec<Box<dyn EngineQuery>> =
            before.filter_map(Result::transpose).collect::<io::Result<_>>()?;
        let mut found = BTreeSet::new();
        for tongue in &mut *self.tongues {
            found.extend(dictionary::terms_of_beginning(self.searcher, self.field, tongue, &last)?);
        }
        if found.is_empty() && side == Side::Wanted {
            self.plan.absent.push(format!("{text}*"));
        }
        let terms = found.iter().map(|term| self.term(term)).collect::<Vec<_>>();
        let scored = if terms.len() > MAX_SCORED { 0 } else { terms.len() };
        let scoring = found.iter().take(scored).map(|term| self.query(slice::from_ref(term))).collect();
        self.remember(side, Leaf { words: found.into_iter().collect(), phrases: Vec::new() }, scoring);
        clauses.push(Box::new(TermSetQuery::new(terms)));
        Ok(Some(Box::new(BooleanQuery::intersection(clauses))))
    }

    /// One term, or several in a row.
    fn query(&self, terms: &[String]) -> Box<dyn EngineQuery> {
        match terms {
            [term] => Box::new(TermQuery::new(self.term(term), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms.iter().map(|term| self.term(term)).collect())),
        }
    }

    fn term(&self, term: &str) -> Term {
        Term::from_field_text(self.field, term)
    }

    fn remember(&mut self, side: Side, leaf: Leaf, scoring: Vec<Box<dyn EngineQuery>>) {
        if side == Side::Wanted {
            self.plan.leaves.push(leaf);
            self.plan.scoring.extend(scoring);
        }
    }
}

/// The one query, or any of several.
fn any_of(mut queries: Vec<Box<dyn EngineQuery>>) -> Box<dyn EngineQuery> {
    match queries.pop() {
        Some(only) if queries.is_empty() => only,
        Some(last) => {
            queries.push(last);
            Box::new(BooleanQuery::union(queries))
        }
        None => Box::new(BooleanQuery::union(queries)),
    }
}

/// Everything that does not match `query`.
fn all_but(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    let all: Box<dyn EngineQuery> = Box::new(AllQuery);
    Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, query)]))
}

//! A parsed query, its words stemmed, as queries of the engine.

use std::io;

use canvass_core::Span;
use canvass_core::text::Analyzer;
use rustc_hash::FxHashSet;
use tantivy::query::{
    AllQuery, BooleanQuery, Occur, PhraseQuery, Query as EngineQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::dictionary;
use crate::syntax::Expr;

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

/// One thing asked for.
#[derive(Clone, Debug)]
pub(crate) enum Leaf {
    /// A word with one of these stems.
    Word(FxHashSet<String>),
    /// Words with these stems in a row.
    Phrase(Vec<String>),
}

/// A beginning that fits more stems than this matches, but earns no score.
const MAX_SCORED: usize = 64;

/// Plans the search for `expr`.
pub(crate) fn plan(
    expr: Option<&Expr>,
    analyzer: &mut Analyzer,
    searcher: &Searcher,
    field: Field,
) -> io::Result<Plan> {
    let plan = Plan { matching: None, scoring: Vec::new(), leaves: Vec::new(), absent: Vec::new() };
    let mut planner = Planner { analyzer, searcher, field, plan };
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

struct Planner<'a> {
    analyzer: &'a mut Analyzer,
    searcher: &'a Searcher,
    field: Field,
    plan: Plan,
}

type Built = io::Result<Option<Box<dyn EngineQuery>>>;

impl Planner<'_> {
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
                let tokens = self.analyzer.tokens(&text, Span::all(&text), &[]).tokens;
                let terms: Vec<Term> =
                    tokens.iter().map(|token| self.term(self.analyzer.stem(token.word))).collect();
                if terms.len() > 1 {
                    self.plan.scoring.push(Box::new(PhraseQuery::new(terms)));
                }
            }
        }
    }

    fn each(&mut self, parts: &[Expr], side: Side) -> io::Result<Vec<Box<dyn EngineQuery>>> {
        parts.iter().filter_map(|part| self.build(part, side).transpose()).collect()
    }

    /// One word, or several in a row.
    fn words(&mut self, text: &str, side: Side) -> Built {
        let tokens = self.analyzer.tokens(text, Span::all(text), &[]).tokens;
        let mut stems = Vec::new();
        for token in &tokens {
            let stem = self.analyzer.stem(token.word).to_owned();
            if side == Side::Wanted && self.n_passages(&stem)? == 0 {
                self.plan.absent.push(token.span.of(text).to_owned());
            }
            stems.push(stem);
        }
        let mut terms: Vec<Term> = stems.iter().map(|stem| self.term(stem)).collect();
        Ok(match terms.len() {
            0 => None,
            1 => {
                let query = TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs);
                self.remember(side, Leaf::Word(stems.into_iter().collect()), [query.clone()]);
                Some(Box::new(query))
            }
            _ => {
                let query = PhraseQuery::new(terms);
                self.remember(side, Leaf::Phrase(stems), [query.clone()]);
                Some(Box::new(query))
            }
        })
    }

    /// A word that begins so; the parts of a hyphenated word before the last are words themselves.
    fn beginning(&mut self, text: &str, side: Side) -> Built {
        let tokens = self.analyzer.tokens(text, Span::all(text), &[]).tokens;
        let Some((last, before)) = tokens.split_last() else { return Ok(None) };
        let last = self.analyzer.word(last.word).to_owned();
        let before = before.iter().map(|token| self.words(token.span.of(text), side));
        let mut clauses: Vec<Box<dyn EngineQuery>> =
            before.filter_map(Result::transpose).collect::<io::Result<_>>()?;
        let stems = dictionary::stems_of_beginning(self.searcher, self.field, self.analyzer, &last)?;
        if stems.is_empty() && side == Side::Wanted {
            self.plan.absent.push(format!("{text}*"));
        }
        let terms: Vec<Term> = stems.iter().map(|stem| self.term(stem)).collect();
        let scored = if terms.len() > MAX_SCORED { &[] } else { terms.as_slice() };
        let scoring: Vec<TermQuery> =
            scored.iter().map(|term| TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)).collect();
        self.remember(side, Leaf::Word(stems.into_iter().collect()), scoring);
        clauses.push(Box::new(TermSetQuery::new(terms)));
        Ok(Some(Box::new(BooleanQuery::intersection(clauses))))
    }

    fn term(&self, stem: &str) -> Term {
        Term::from_field_text(self.field, stem)
    }

    fn n_passages(&self, stem: &str) -> io::Result<u64> {
        self.searcher.doc_freq(&self.term(stem)).map_err(io::Error::other)
    }

    fn remember<Q: EngineQuery>(&mut self, side: Side, leaf: Leaf, scoring: impl IntoIterator<Item = Q>) {
        if side == Side::Wanted {
            self.plan.leaves.push(leaf);
            self.plan
                .scoring
                .extend(scoring.into_iter().map(|query| Box::new(query) as Box<dyn EngineQuery>));
        }
    }
}

/// Everything that does not match `query`.
fn all_but(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    let all: Box<dyn EngineQuery> = Box::new(AllQuery);
    Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, query)]))
}

//! An index that was written, open for searching.

use std::iter;
use std::path::{Path, PathBuf};

use canvass_core::Span;
use canvass_core::text::Analyzer;
use tantivy::query::{AllQuery, BooleanQuery, Query as EngineQuery};
use tantivy::schema::Value;
use tantivy::{ReloadPolicy, Searcher, TantivyDocument, TantivyError};

use crate::error::Error;
use crate::facets::{self, Kind, SEPARATOR};
use crate::hit::{Found, Hit};
use crate::plan::{Leaf, Plan, plan};
use crate::query::Query;
use crate::ranking::{Candidate, Ranking};
use crate::schema::{Fields, fields, register_splitters};
use crate::tongue::{self, Tongue};
use crate::vocabulary::Vocabulary;
use crate::{evidence, filter, passage, syntax};

/// The file without which a folder is no index.
const META: &str = "meta.json";

/// An index, open for searching from any thread.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
    path: PathBuf,
    vocabulary: Vocabulary,
}

impl Index {
    /// Opens the index that a run wrote into `dir`.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        if !dir.join(META).is_file() {
            return Err(Error::Missing { path: dir.into() });
        }
        let broken = |error: TantivyError| Error::broken(dir, &error);
        let engine = tantivy::Index::open_in_dir(dir).map_err(broken)?;
        register_splitters(engine.tokenizers());
        let (schema, fields) = fields();
        if engine.schema() != schema {
            return Err(Error::Foreign { path: dir.into() });
        }
        let payload = engine.load_metas().map_err(broken)?.payload.unwrap_or_default();
        let vocabulary = serde_json::from_str(&payload).map_err(|error| Error::broken(dir, &error))?;
        // A run swaps the whole folder, so there is nothing to watch.
        let reader =
            engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        let reader: tantivy::IndexReader = reader;
        Ok(Self { searcher: reader.searcher(), fields, path: dir.into(), vocabulary })
    }

    /// ISO 639-1 code of the language its words were stemmed in; queries need an analyzer of that language.
    pub fn language(&self) -> &str {
        &self.vocabulary.language
    }

    /// Number of passages in the index.
    pub fn n_passages(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Finds what `query` asks for.
    pub fn search(&self, analyzer: &mut Analyzer, query: &Query) -> Result<Found, Error> {
        let expr = syntax::parse(&query.text)?;
        let others = &self.vocabulary.other_languages;
        let mut analyzers: Vec<Analyzer> = others.iter().map(|name| tongue::analyzer(name)).collect();
        let other = others.iter().zip(&mut analyzers).map(|(name, analyzer)| Tongue::other(name, analyzer));
        let mut tongues: Vec<Tongue<'_>> = iter::once(Tongue::home(analyzer)).chain(other).collect();
        let plan = plan(expr.as_ref(), &mut tongues, &self.searcher, self.fields.stems)
            .map_err(|error| Error::broken(&self.path, &error))?;
        if expr.is_some() && plan.matching.is_none() {
            let hint = "white space and punctuation are not indexed";
            return Err(syntax::error(
                &query.text,
                0..query.text.len(),
                "there is no word to look for",
                hint,
            ));
        }
        let filters = filter::clauses(query, &self.vocabulary, &self.searcher, self.fields.facets)?;
        self.find(plan, filters, &mut tongues, query).map_err(|error| Error::broken(&self.path, &error))
    }

    fn find(
        &self,
        plan: Plan,
        filters: Vec<Box<dyn EngineQuery>>,
        tongues: &mut [Tongue<'_>],
        query: &Query,
    ) -> Result<Found, TantivyError> {
        let clauses: Vec<_> = plan.matching.into_iter().chain(filters).collect();
        let matching: Box<dyn EngineQuery> = if clauses.is_empty() {
            Box::new(AllQuery)
        } else {
            Box::new(BooleanQuery::intersection(clauses))
        };
        let limit = query.skip.saturating_add(query.limit);
        let ranking = Ranking::new(&plan.scoring, limit, "rank", &self.searcher)?;
        let ranked = self.searcher.search(&*matching, &ranking)?;
        let shown = ranked.best.iter().skip(query.skip);
        let hits = shown.map(|candidate| self.hit(candidate, tongues, &plan.leaves, query));
        Ok(Found { total: ranked.total, hits: hits.collect::<Result<_, _>>()?, absent: plan.absent })
    }

    fn hit(
        &self,
        candidate: &Candidate,
        tongues: &mut [Tongue<'_>],
        leaves: &[Leaf],
        query: &Query,
    ) -> Result<Hit, TantivyError> {
        let fields = &self.fields;
        let document: TantivyDocument = self.searcher.doc(candidate.address)?;
        let value = |field| document.get_first(field).and_then(|value| value.as_str());
        let facets = value(fields.facets).unwrap_or_default();
        let text = value(fields.text).unwrap_or_default();
        let start = document.get_first(fields.start).and_then(|value| value.as_u64()).unwrap_or(0) as u32;
        let evidence = evidence::spans(value(fields.evidence).unwrap_or_default(), query);
        let language = value(fields.language);
        // The consultation's language comes before the others.
        let at = self.vocabulary.other_languages.iter().position(|name| Some(name.as_str()) == language);
        let tongue = &mut tongues[at.map_or(0, |at| at + 1)];
        let passage = passage::best(text, tongue, leaves, &evidence);
        let pairs = document.get_all(fields.answer).filter_map(|value| value.as_str());
        let answers: Vec<_> = pairs.map(split_answer).collect();
        let (answer_id, question_id) = asked_for(&answers, &query.questions);
        let shift =
            |mark: &Span| Span { start: mark.start - passage.span.start, end: mark.end - passage.span.start };
        Ok(Hit {
            score: candidate.score,
            answer_id,
            question_id,
            response_id: value(fields.response_id).unwrap_or_default().to_owned(),
            respondent: value(fields.respondent).map(str::to_owned),
            respondent_type: facets::values(facets, Kind::RespondentType).next().map(str::to_owned),
            status: facets::status(facets),
            themes: facets::values(facets, Kind::Theme).map(str::to_owned).collect(),
            stances: facets::stances(facets),
            passage: passage.span.of(text).to_owned(),
            start: start + passage.span.start,
            end: start + passage.span.end,
            marks: passage.marks.iter().map(shift).collect(),
            answers,
        })
    }
}

fn split_answer(pair: &str) -> (String, Option<String>) {
    let (id, question) = pair.split_once(SEPARATOR).unwrap_or((pair, ""));
    (id.to_owned(), Some(question).filter(|question| !question.is_empty()).map(str::to_owned))
}

/// The answer to one of the questions asked for, or else the first.
fn asked_for(answers: &[(String, Option<String>)], questions: &[String]) -> (String, Option<String>) {
    let fits = |question: &Option<String>| question.as_ref().is_some_and(|id| questions.contains(id));
    let found = answers.iter().find(|(_, question)| fits(question)).or(answers.first());
    found.cloned().unwrap_or_default()
}

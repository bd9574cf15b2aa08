//! Coded responses become documents of an index.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use canvass_core::text::Analyzer;
use canvass_core::{Answer, CodedResponse, Mention, OptionIdx, Span, ThemeDef};
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Schema;
use tantivy::{TantivyDocument, TantivyError};

use crate::error::Error;
use crate::evidence::Evidence;
use crate::facets::{Facets, Kind, SEPARATOR};
use crate::schema::{Fields, fields, register_splitters};
use crate::tongue;
use crate::vocabulary::{Names, Vocabulary};

/// Threads that turn documents into postings, beside the one that adds them.
const N_THREADS: usize = 2;
/// Memory for postings, shared by the threads; a thread that has used its share writes a segment.
const MEMORY: usize = 64 << 20;
/// More segments than this are merged at the end, so that opening and searching stay quick.
const MAX_SEGMENTS: usize = 12;

/// Writes an index into a folder of its own.
pub struct IndexWriter {
    engine: tantivy::IndexWriter,
    fields: Fields,
    path: PathBuf,
    vocabulary: Option<Vocabulary>,
    /// By the code of their language.
    analyzers: BTreeMap<String, Analyzer>,
    facets: Facets,
    evidence: Evidence,
}

impl IndexWriter {
    /// Begins an index in `dir`, which is made if need be and must hold no index yet.
    pub fn create(dir: &Path) -> Result<Self, Error> {
        let (schema, fields) = fields();
        let engine = begin(dir, schema).map_err(|error| Error::unwritable(dir, &error))?;
        Ok(Self {
            engine,
            fields,
            path: dir.into(),
            vocabulary: None,
            analyzers: BTreeMap::new(),
            facets: Facets::default(),
            evidence: Evidence::default(),
        })
    }

    /// Adds a response: its answers, or its whole text where it has none.
    ///
    /// Stems of the response's own language come from `coded.stems`, one string an answer. A line feed in it may stand for the end of a sentence:
    /// no phrase is found across it. A response without answers may bring one string for its whole text;
    /// otherwise its stems are made here.
    pub fn add(&mut self, coded: &CodedResponse, names: &Names<'_>) -> Result<(), Error> {
        if self.vocabulary.is_none() {
            self.vocabulary = Some(Vocabulary::of(names));
        }
        if coded.response.answers.is_empty() {
            return self.add_whole(coded, names);
        }
        let mut first_mention = 0;
        for group in passages(&coded.response.answers) {
            let n_before = |end: usize| coded.mentions.partition_point(|mention| mention.answer_idx < end);
            let mentions = first_mention..n_before(group.end);
            first_mention = mentions.end;
            self.add_passage(coded, names, group, mentions)?;
        }
        Ok(())
    }

    /// Writes what is left and makes the index readable.
    pub fn finish(mut self) -> Result<(), Error> {
        let path = std::mem::take(&mut self.path);
        self.close().map_err(|error| Error::unwritable(&path, &error))
    }

    fn close(mut self) -> Result<(), TantivyError> {
        let vocabulary = self.vocabulary.take().unwrap_or_default();
        let mut commit = self.engine.prepare_commit()?;
        commit.set_payload(&serde_json::to_string(&vocabulary).expect("strings are always JSON"));
        commit.commit()?;
        let segments = self.engine.index().searchable_segment_ids()?;
        if segments.len() > MAX_SEGMENTS {
            for chunk in segments.chunks(segments.len().div_ceil(MAX_SEGMENTS)) {
                self.engine.merge(chunk).wait()?;
            }
            self.engine.garbage_collect_files().wait()?;
        }
        self.engine.wait_merging_threads()
    }

    fn add_passage(
        &mut self,
        coded: &CodedResponse,
        names: &Names<'_>,
        group: Range<usize>,
        mentions: Range<usize>,
    ) -> Result<(), Error> {
        let response = &coded.response;
        let answers = &response.answers[group.clone()];
        self.facets.clear();
        let mut document = TantivyDocument::with_capacity(512 + 2 * shown(&answers[0]).len());
        for answer in answers {
            let question = answer.question.map(|idx| names.consultation.question(idx).id.as_str());
            if let Some(question) = question {
                self.facets.add(Kind::Question, question);
            }
            let pair = format!("{}{SEPARATOR}{}", answer.id, question.unwrap_or_default());
            document.add_text(self.fields.answer, pair);
        }
        for option in options_of(coded, &group) {
            self.facets.add(Kind::Option, &names.consultation.option(option).id);
        }
        let span = shown(&answers[0]);
        self.evidence.begin(span);
        for mention in &coded.mentions[mentions.clone()] {
            for theme in ThemeDef::lineage(names.themes, mention.theme_idx) {
                self.evidence.add(Kind::Theme, &names.themes[theme].id, mention.span);
            }
        }
        for row in &coded.stances {
            if let Some(words) = row.span {
                self.evidence.add(Kind::Stance, &names.consultation.option(row.option).id, words);
            }
        }
        if !self.evidence.as_str().is_empty() {
            document.add_text(self.fields.evidence, self.evidence.as_str());
        }
        let lineage = |found: &Mention| ThemeDef::lineage(names.themes, found.theme_idx);
        let mut themes: Vec<usize> = coded.mentions[mentions].iter().flat_map(lineage).collect();
        themes.sort_unstable();
        themes.dedup();
        for theme in themes {
            self.facets.add(Kind::Theme, &names.themes[theme].id);
        }
        let stems = coded.stems.get(group.start).map_or("", String::as_str);
        self.add_document(document, coded, names, stems, span, group.start)
    }

    fn add_whole(&mut self, coded: &CodedResponse, names: &Names<'_>) -> Result<(), Error> {
        let response = &coded.response;
        self.facets.clear();
        let mut document = TantivyDocument::with_capacity(512 + 2 * response.text.len());
        document.add_text(self.fields.answer, format!("{}{SEPARATOR}", response.id));
        let span = Span::all(&response.text);
        if let Some(stems) = coded.stems.first() {
            return self.add_document(document, coded, names, stems, span, 0);
        }
        let home = names.consultation.language.as_str();
        let language = tongue::name(response.language.as_deref(), home).unwrap_or(home);
        let analyzer =
            self.analyzers.entry(language.to_owned()).or_insert_with(|| tongue::analyzer(language));
        let tokens = analyzer.tokens(&response.text, span, &[]);
        let stems = analyzer.stems(&tokens);
        self.add_document(document, coded, names, &stems, span, 0)
    }

    /// Adds what every passage of a response has, and hands it to the engine.
    fn add_document(
        &mut self,
        mut document: TantivyDocument,
        coded: &CodedResponse,
        names: &Names<'_>,
        stems: &str,
        span: Span,
        answer_idx: usize,
    ) -> Result<(), Error> {
        let (fields, response) = (&self.fields, &coded.response);
        let language = tongue::name(response.language.as_deref(), &names.consultation.language);
        if let Some(language) = language {
            document.add_text(fields.language, language);
            if let Some(vocabulary) =
                self.vocabulary.as_mut().filter(|known| !known.other_languages.contains(language))
            {
                vocabulary.other_languages.insert(language.to_owned());
            }
        }
        for row in &coded.stances {
            self.facets.add_stance(&names.consultation.option(row.option).id, row.stance);
        }
        if let Some(kind) = response.respondent_type.as_ref().filter(|kind| !kind.trim().is_empty()) {
            self.facets.add(Kind::RespondentType, kind);
        }
        self.facets.add(Kind::Status, response.status.as_str());
        if let Some(respondent) = &response.respondent {
            document.add_text(fields.respondent, respondent);
        }
        document.add_text(fields.response_id, &response.id);
        document.add_text(fields.facets, self.facets.as_str());
        document.add_text(fields.stems, tongue::terms(stems, language));
        document.add_text(fields.text, span.of(&response.text));
        document.add_u64(fields.start, span.start.into());
        document.add_bytes(fields.rank, &rank(&response.id, answer_idx));
        self.engine.add_document(document).map_err(|error| Error::unwritable(&self.path, &error))?;
        Ok(())
    }
}

fn begin(dir: &Path, schema: Schema) -> Result<tantivy::IndexWriter, TantivyError> {
    std::fs::create_dir_all(dir)?;
    let index = tantivy::Index::create_in_dir(dir, schema)?;
    register_splitters(index.tokenizers());
    let engine = index.writer_with_num_threads(N_THREADS, MEMORY)?;
    engine.set_merge_policy(Box::new(NoMergePolicy));
    Ok(engine)
}

/// Sorts by response id, then by place within the response, number by number.
fn rank(response_id: &str, answer_idx: usize) -> Vec<u8> {
    let mut rank = Vec::with_capacity(response_id.len() + 5);
    rank.extend_from_slice(response_id.as_bytes());
    rank.push(0);
    rank.extend_from_slice(&(answer_idx as u32).to_be_bytes());
    rank
}

/// Runs of answers with the same words: one reply to several questions.
fn passages(answers: &[Answer]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    answers.chunk_by(|one, next| one.span == next.span && !one.span.is_empty()).map(move |group| {
        let range = start..start + group.len();
        start = range.end;
        range
    })
}

/// The words that stand for an answer: its text, or else the ticked reply.
fn shown(answer: &Answer) -> Span {
    match answer.closed {
        Some(closed) if answer.span.is_empty() => closed.span,
        _ => answer.span,
    }
}

/// The options these answers stand under, or hold the deciding words on.
fn options_of(coded: &CodedResponse, group: &Range<usize>) -> Vec<OptionIdx> {
    let topics = coded.response.answers[group.clone()].iter().filter_map(|answer| answer.topic);
    let is_here = |idx: Option<usize>| idx.is_some_and(|idx| group.contains(&idx));
    let decided = coded.stances.iter().filter(|row| is_here(row.answer_idx)).map(|row| row.option);
    let mut options: Vec<OptionIdx> = topics.chain(decided).collect();
    options.sort_unstable();
    options.dedup();
    options
}

//! One pass over the responses: read in order, coded by all cores, written in order.
//!
//! Three stages run side by side, joined by short queues, so that memory stays bounded whatever the input:
//! a reader cuts the input into batches, a pool of threads codes each batch, a writer takes them in input order.
//! What the writer sees does not depend on the number of threads.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::Result;
use canvass_campaigns::{Collector, Resolver};
use canvass_coding::theme::FunctionWords;
use canvass_core::{Campaigns, CodedResponse, Notice, OptionDef, Status, ThemeDef};
use canvass_ingest::{Batch, Duplicates, Items, OtherLanguages, scale};
use canvass_search::{IndexWriter, Names};
use canvass_tables::{Closed, Context, Counts, Writer};
use rayon::ThreadPool;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::coding::{Coded, Worker};
use crate::complaint::Complaint;
use crate::models::{Files, Models, hexadecimal};
use crate::notices::Notices;
use crate::progress::Progress;
use crate::verbatims::{Quotable, Verbatims};

/// Batches that may wait between two stages.
const QUEUE: usize = 2;

/// What a run did.
pub(crate) struct Done {
    pub(crate) counts: Counts,
    pub(crate) n_notices: u64,
    /// Analysed responses by language, without the consultation's.
    pub(crate) other_languages: BTreeMap<String, u64>,
    /// Words of respondents for the report.
    pub(crate) quotable: Quotable,
    /// SHA-256 over every response's hash in input order.
    pub(crate) input_sha256: String,
}

type CodedBatch = (Vec<Coded>, Vec<Notice>, u64);

/// Reads the responses of `folder`, codes them on the threads of `pool`, and writes tables, index and notices into `out`.
pub(crate) fn run(
    folder: &Path,
    out: &Path,
    files: &Files,
    models: &Models,
    context: Context,
    pool: &ThreadPool,
) -> Result<Done> {
    let batches = canvass_ingest::open(folder, &files.definition).map_err(Complaint::of)?;
    let progress = Progress::new(batches.bytes_total());
    let sink = Sink::create(out, files, models, context)?;
    std::thread::scope(|scope| {
        let (to_coders, from_reader) = sync_channel(QUEUE);
        let (to_writer, from_coders) = sync_channel(QUEUE);
        let reader = scope.spawn(move || read_all(batches, &to_coders));
        let progress = &progress;
        let writer = scope.spawn(move || sink.drain(&from_coders, progress));
        let coded = code_all(&from_reader, &to_writer, models, pool);
        drop((from_reader, to_writer));
        let items = reader.join().expect("the reader does not panic");
        let written = writer.join().expect("the writer does not panic");
        let words = coded?;
        let done = written?.finish(&words)?;
        // Only now every response is known.
        files.assignments.check_responses(&items).map_err(Complaint::of)?;
        Ok(done)
    })
}

/// Reads batch after batch until the coders end, and gives back what knows all that was read.
fn read_all(mut batches: Items, to_coders: &SyncSender<Result<Batch, canvass_ingest::Error>>) -> Items {
    for batch in batches.by_ref() {
        if to_coders.send(batch).is_err() {
            break;
        }
    }
    batches
}

/// Codes batch after batch until the reader ends; stops early where the writer did.
fn code_all(
    batches: &Receiver<Result<Batch, canvass_ingest::Error>>,
    coded: &SyncSender<CodedBatch>,
    models: &Models,
    pool: &ThreadPool,
) -> Result<BTreeMap<String, String>> {
    let workers: Vec<Mutex<Worker>> =
        (0..pool.current_num_threads()).map(|_| Mutex::new(Worker::new(models))).collect();
    let code = |item| {
        let thread = rayon::current_thread_index().expect("`install` runs this on a thread of the pool");
        workers[thread].lock().expect("workers do not panic").code(models, item)
    };
    for batch in batches {
        let Batch { items, notices, bytes } = batch.map_err(Complaint::of)?;
        let results: Vec<_> = pool.install(|| items.into_par_iter().map(code).collect());
        // Of several errors the first in input order is told, whatever the number of threads.
        let results = results.into_iter().collect::<Result<_, _>>().map_err(Complaint::of)?;
        if coded.send((results, notices, bytes)).is_err() {
            break;
        }
    }
    Ok(words(models, &workers))
}

/// For each stem that says something its shortest word, whoever of the workers met it.
fn words(models: &Models, workers: &[Mutex<Worker>]) -> BTreeMap<String, String> {
    let function_words = FunctionWords::of(models.analyzer.language());
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for worker in workers {
        let worker = worker.lock().expect("workers do not panic");
        for (word, stem) in worker.forms().filter(|(word, _)| function_words.is_content(word)) {
            let known = words.entry(stem.to_owned()).or_insert_with(|| word.to_owned());
            if (word.len(), word) < (known.len(), known.as_str()) {
                word.clone_into(known);
            }
        }
    }
    words
}

/// Where coded responses go, in input order.
struct Sink<'a> {
    tables: Writer,
    index: IndexWriter,
    notices: Notices,
    files: &'a Files,
    themes: Vec<ThemeDef>,
    duplicates: Duplicates,
    copies: Collector,
    verbatims: Verbatims,
    other_languages: OtherLanguages,
    input: Sha256,
}

impl<'a> Sink<'a> {
    fn create(out: &Path, files: &'a Files, models: &Models, context: Context) -> Result<Self> {
        Ok(Self {
            tables: Writer::create(&out.join("tables"), context).map_err(Complaint::of)?,
            index: IndexWriter::create(&out.join("index")).map_err(Complaint::of)?,
            notices: Notices::create(out.join("notices.jsonl"))?,
            files,
            themes: files.frame.defs(),
            duplicates: Duplicates::new(),
            copies: Collector::default(),
            verbatims: Verbatims::default(),
            other_languages: OtherLanguages::new(models.languages.home(), models.coverage()),
            input: Sha256::new(),
        })
    }

    fn drain(mut self, batches: &Receiver<CodedBatch>, progress: &Progress) -> Result<Self> {
        for (responses, notices, bytes) in batches {
            self.notices.write(notices)?;
            let mut coded = Vec::with_capacity(responses.len());
            for Coded { response, fingerprint, notices } in responses {
                self.notices.write(notices)?;
                let response = self.admit(response);
                let notice = self.duplicates.notice();
                self.notices.write(notice)?;
                if response.response.status == Status::Analysed {
                    self.copies.add(&fingerprint.expect("what is analysed has one"));
                    self.verbatims.add(&self.files.definition.consultation, &self.themes, &response);
                }
                let notice = self.other_languages.note(&response.response);
                self.notices.write(notice)?;
                coded.push(response);
            }
            self.tables.append(&coded).map_err(Complaint::of)?;
            let names = Names { consultation: &self.files.definition.consultation, themes: &self.themes };
            for response in &coded {
                self.index.add(response, &names).map_err(Complaint::of)?;
            }
            progress.advance(bytes, coded.len() as u64);
        }
        Ok(self)
    }

    /// Takes the counts, once every response is known and with it the word that each stem is shown by.
    fn finish(mut self, words: &BTreeMap<String, String>) -> Result<Done> {
        let rest = self.other_languages.rest().into_iter().chain(self.duplicates.rest());
        self.notices.write(rest)?;
        let Self { tables, index, mut notices, files, copies, verbatims, other_languages, input, .. } = self;
        index.finish().map_err(Complaint::of)?;
        let tables = tables.close().map_err(Complaint::of)?;
        notices.write(tables.empty_groups().filter_map(empty_group))?;
        let n_notices = notices.finish()?;
        let campaigns = campaigns(copies, &files.definition.consultation.options, &tables)?;
        let counts = tables.finish(&campaigns, words, &scale::order).map_err(Complaint::of)?;
        Ok(Done {
            counts,
            n_notices,
            other_languages: other_languages.counts().clone(),
            quotable: verbatims.finish(),
            input_sha256: hexadecimal(&input.finalize()),
        })
    }

    /// Takes a response into the account; one that was received before loses its codes.
    fn admit(&mut self, mut coded: CodedResponse) -> CodedResponse {
        self.input.update(coded.response.sha256.as_bytes());
        if let Some(first) = self.duplicates.check(&coded.response) {
            coded.response.status = Status::Duplicate;
            coded.response.reason = Some(first);
            coded.response.answers.clear();
            coded = CodedResponse { response: coded.response, ..CodedResponse::default() };
        }
        coded
    }
}

/// Tells of a group that counts are asked by and nobody has; letters alone rarely tell what sort of respondent wrote.
fn empty_group(name: &str) -> Option<Notice> {
    let message = format!(
        "`groups` in consultation.toml names `{name}`, which no response has; `canvass check` shows what columns are kept as"
    );
    (!matches!(name, "respondent_type" | "region")).then(|| Notice::new("", "group-unknown", message))
}

/// Looks at the texts of likely copies again, as often as it takes, and says what they are.
fn campaigns(copies: Collector, options: &[OptionDef], tables: &Closed) -> Result<Campaigns> {
    let names = options.iter().flat_map(|option| std::iter::once(&option.label).chain(&option.aliases));
    let mut resolver = Resolver::new(copies, names.map(String::as_str));
    while !resolver.is_done() {
        for (response, text) in (0..).zip(tables.texts().map_err(Complaint::of)?) {
            resolver.look(response, &text.map_err(Complaint::of)?);
        }
        resolver.end_pass();
    }
    Ok(resolver.finish())
}

//! `canvass themes test`: do the rules do what their author meant?

use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context as _, Result};
use canvass_coding::theme::{Audit, AuditModel, AuditReport};
use canvass_core::text::{Analyzer, Language};
use canvass_core::{Response, Span, Status};
use canvass_ingest::Duplicates;
use rayon::prelude::*;

use crate::args::ThemesTestArgs;
use crate::coding::{Worker, tokens_of};
use crate::command::read_documents;
use crate::complaint::Complaint;
use crate::examples::Surprises;
use crate::models::{self, Files, Models};
use crate::{Outcome, print};

pub(crate) fn run(args: &ThemesTestArgs) -> Result<Outcome> {
    let files = models::load(&args.folder)?;
    let language = Language::from_code(&files.definition.consultation.language).unwrap_or(Language::ENGLISH);
    let surprises = Surprises::of(&files);
    let report = audit(&args.folder, &files, language)?;
    let findings = print::themes::audit::Findings { files: &files, surprises: &surprises, report: &report };
    if args.json {
        print::json(&findings.to_json())?;
    } else {
        findings.print()?;
    }
    Ok(if surprises.is_empty() { Outcome::Done } else { Outcome::No })
}

/// What the rules come to over the responses in the consultation's language that a run would count.
fn audit(folder: &Path, files: &Files, language: Language) -> Result<AuditReport> {
    let models = models::compile(files, read_documents::workers()?);
    let mut analyzer = Analyzer::new(language);
    let audited = files.frame.compile_audit(&mut analyzer, language.code());
    let pool = rayon::ThreadPoolBuilder::new().build().context("cannot start the threads")?;
    let auditors: Vec<Mutex<Auditor>> = (0..pool.current_num_threads())
        .map(|_| Mutex::new(Auditor::new(&models, &analyzer, &audited)))
        .collect();
    let on_thread = || {
        let thread = rayon::current_thread_index().expect("`install` runs this on a thread of the pool");
        auditors[thread].lock().expect("auditors do not panic")
    };
    let mut duplicates = Duplicates::new();
    for batch in canvass_ingest::open(folder, &files.definition).map_err(Complaint::of)? {
        let items = batch.map_err(Complaint::of)?.items;
        let coded: Vec<_> = pool
            .install(|| items.into_par_iter().map(|item| on_thread().worker.code(&models, item)).collect());
        let coded = coded.into_iter().collect::<Result<Vec<_>, _>>().map_err(Complaint::of)?;
        let mut responses: Vec<Response> = coded.into_iter().map(|coded| coded.response.response).collect();
        responses.retain(|response| {
            let is_first = duplicates.check(response).is_none();
            let is_home = response.language.as_deref() == Some(models.languages.home());
            is_first && is_home && response.status == Status::Analysed
        });
        pool.install(|| responses.par_iter().for_each(|response| on_thread().add(&audited, response)));
    }
    let mut whole = Audit::new(&audited);
    for wording in files.definition.consultation.wording() {
        let tokens = analyzer.tokens(wording, Span::all(wording), &[]);
        whole.add_wording(&audited, &analyzer, &tokens);
    }
    for auditor in auditors {
        whole.merge(&auditor.into_inner().expect("auditors do not panic").audit);
    }
    Ok(whole.report(&audited))
}

/// What one thread keeps.
struct Auditor {
    worker: Worker,
    analyzer: Analyzer,
    audit: Audit,
}

impl Auditor {
    fn new(models: &Models, analyzer: &Analyzer, audited: &AuditModel) -> Self {
        Self { worker: Worker::new(models), analyzer: analyzer.clone(), audit: Audit::new(audited) }
    }

    fn add(&mut self, audited: &AuditModel, response: &Response) {
        let tokens = tokens_of(&mut self.analyzer, response);
        let answers = response.answers.iter().zip(&tokens);
        self.audit.add(audited, &self.analyzer, &response.text, answers);
    }
}

//! `canvass run`: the main job.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use canvass_ingest::Ocr;
use canvass_tables::Context;

use crate::args::RunArgs;
use crate::command::{read_documents, report};
use crate::complaint::Complaint;
use crate::output::Staging;
use crate::{Outcome, library, manifest, models, pipeline, print};

pub(crate) fn run(args: &RunArgs) -> Result<Outcome> {
    // For rayon, 0 is one thread a core.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0)).build();
    let pool = pool.context("cannot start the threads")?;
    let files = models::load(&args.folder)?;
    let mut models = models::compile(&files, read_documents::workers()?);
    models.intake = models.intake.with_ocr(ocr(args)?);
    let consultation = &files.definition.consultation;
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from("out").join(&consultation.id));
    let context = Context {
        consultation: consultation.clone(),
        themes: files.frame.defs(),
        metadata: manifest::metadata(&files),
    };
    let staging = Staging::begin(&out, &args.folder)?;
    let mut done = pipeline::run(&args.folder, staging.dir(), &files, &models, context, &pool)?;
    let manifest = manifest::of(&files, &done);
    manifest::write(staging.dir(), &manifest)?;
    files.keep(staging.dir())?;
    let quotable = std::mem::take(&mut done.quotable);
    let report = library::report(&staging.dir().join("tables"), &files, &manifest, quotable)?;
    let path = staging.dir().join(report::FILE);
    std::fs::write(&path, report).with_context(|| format!("cannot write `{}`", path.display()))?;
    staging.commit()?;
    if args.json {
        print::json(&manifest)?;
    } else {
        print::summary::print(&out, &files, &manifest)?;
    }
    Ok(Outcome::Done)
}

/// What reads scans, where it was asked for.
fn ocr(args: &RunArgs) -> Result<Option<Ocr>> {
    if !args.ocr {
        return Ok(None);
    }
    let found = Ocr::find().map_err(|reason| {
        let hint = "on Debian and its kin: sudo apt-get install tesseract-ocr poppler-utils".to_owned();
        Complaint::new(format!("scans cannot be read: {reason}"), vec![hint])
    })?;
    Ok(Some(found))
}

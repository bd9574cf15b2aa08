//! `canvass run`: the main job.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use canvass_tables::Context;

use crate::args::RunArgs;
use crate::command::{read_documents, report};
use crate::output::Staging;
use crate::{Outcome, library, manifest, models, pipeline, print};

pub(crate) fn run(args: &RunArgs) -> Result<Outcome> {
    // For rayon, 0 is one thread a core.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0)).build();
    let pool = pool.context("cannot start the threads")?;
    let files = models::load(&args.folder)?;
    let models = models::compile(&files, read_documents::workers()?);
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
    let verbatims = std::mem::take(&mut done.verbatims);
    let report = library::report(&staging.dir().join("tables"), &files, &manifest, verbatims)?;
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

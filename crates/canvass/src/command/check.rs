//! `canvass check`: are the files right, and how will the tables be read?

use anyhow::Result;
use canvass_coding::theme;
use canvass_core::text::Language;

use crate::args::CheckArgs;
use crate::complaint::Complaint;
use crate::{Outcome, models, print};

pub(crate) fn run(args: &CheckArgs) -> Result<Outcome> {
    let files = models::load(&args.folder)?;
    let consultation = &files.definition.consultation;
    let language = Language::from_code(&consultation.language).unwrap_or(Language::ENGLISH);
    let surprises = theme::surprises(&files.frame, language);
    let alignments = canvass_ingest::alignments(&args.folder, &files.definition).map_err(Complaint::of)?;
    let findings = print::check::Findings { files: &files, surprises: &surprises, alignments: &alignments };
    if args.json {
        print::json(&findings.to_json())?;
    } else {
        findings.print()?;
    }
    Ok(if surprises.is_empty() { Outcome::Done } else { Outcome::No })
}

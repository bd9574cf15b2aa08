//! `canvass export`: the tables of a run for other programs.

mod consult;

use std::path::{Path, PathBuf};

use anyhow::Result;
use canvass_tables::export::{self, Labels};

use crate::Outcome;
use crate::args::{ExportArgs, ExportFormat};
use crate::command::require_output;
use crate::complaint::Complaint;
use crate::past;

pub(crate) fn run(args: &ExportArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let files = past::models(&args.out)?;
    let tables = args.out.join("tables");
    let dest = args.dest.clone().unwrap_or_else(|| beside(&args.out, args.to));
    let consultation = &files.definition.consultation;
    match args.to {
        ExportFormat::Csv => {
            export::csv(&tables, &dest).map_err(Complaint::of)?;
        }
        ExportFormat::Xlsx => {
            let themes = files.frame.defs();
            let labels = Labels { consultation, themes: &themes };
            let cut = export::workbook(&tables, &dest, &consultation.title, labels).map_err(Complaint::of)?;
            for name in cut {
                anstream::eprintln!(
                    "note: `{name}` has more rows than a sheet can hold; the CSV export has all"
                );
            }
        }
        ExportFormat::Consult => {
            for line in consult::write(&args.out, &files, &dest)?.lines() {
                anstream::eprintln!("note: {line}");
            }
        }
    }
    anstream::println!("{}", dest.display());
    Ok(Outcome::Done)
}

/// A place beside the output, which the next run would replace with all that is in it.
fn beside(out: &Path, format: ExportFormat) -> PathBuf {
    let ending = match format {
        ExportFormat::Xlsx => ".xlsx",
        ExportFormat::Csv => "-csv",
        ExportFormat::Consult => "-consult",
    };
    let mut name = out.file_name().unwrap_or("canvass".as_ref()).to_owned();
    name.push(ending);
    out.with_file_name(name)
}

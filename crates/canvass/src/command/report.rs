//! `canvass report`: writes a run's report anew.

use anyhow::{Context as _, Result};

use crate::args::ReportArgs;
use crate::command::require_output;
use crate::{Outcome, library, manifest, past};

/// Name of the report in an output.
pub(crate) const FILE: &str = "report.html";

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let files = past::models(&args.out)?;
    let manifest = manifest::read(&args.out)?;
    let quotable = library::quotable(&args.out, &files)?;
    let report = library::report(&args.out.join("tables"), &files, &manifest, quotable)?;
    let dest = args.dest.clone().unwrap_or_else(|| args.out.join(FILE));
    std::fs::write(&dest, report).with_context(|| format!("cannot write `{}`", dest.display()))?;
    anstream::println!("{}", dest.display());
    Ok(Outcome::Done)
}

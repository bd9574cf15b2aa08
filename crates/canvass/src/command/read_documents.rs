//! The worker's side of a run: reads documents until the run is over.

use std::process::Command;

use anyhow::{Context as _, Result};
use canvass_ingest::Workers;

use crate::Outcome;

/// Name of the command as typed.
const NAME: &str = "read-documents";

/// Serves a run over standard input and output.
pub(crate) fn run() -> Outcome {
    // A broken pipe is how a worker learns that the run is over.
    let _ = canvass_ingest::serve(std::io::stdin().lock(), std::io::stdout().lock());
    Outcome::Done
}

/// Workers that are this same program.
pub(crate) fn workers() -> Result<Workers> {
    let program = std::env::current_exe().context("cannot find the program's own file")?;
    Ok(Workers::new(move || {
        let mut command = Command::new(&program);
        command.arg(NAME);
        command
    }))
}

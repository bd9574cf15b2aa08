//! The worker's side: reads one document after the other until its input ends.

use std::io::{self, BufReader, Read, Write};
use std::time::Duration;

use super::limits::{self, Watch};
use super::{Reading, Request, frame};
use crate::format;

/// Answers requests until `input` ends. The process is given limits that it cannot be freed from.
///
/// # Errors
/// Where a pipe breaks, which is how a worker learns that the run is over.
pub fn serve(input: impl Read, mut output: impl Write) -> io::Result<()> {
    limits::bound_memory();
    let watch = Watch::start(Duration::from_secs(limits::SECONDS));
    let mut input = BufReader::new(input);
    while let Some(request) = frame::read(&mut input)? {
        let request: Request = serde_json::from_slice(&request)?;
        let Some(document) = frame::read(&mut input)? else { break };
        watch.beat();
        let reply = serde_json::to_vec(&read(&request, &document))?;
        watch.beat();
        frame::write(&mut output, &reply)?;
        output.flush()?;
    }
    Ok(())
}

fn read(request: &Request, document: &[u8]) -> Result<Reading, String> {
    let format = format::named(&request.format);
    let read = format.and_then(|format| format.reader.document());
    read.map_or_else(
        || Err(format!("no reader for `{}`", request.format)),
        |read| read(document, &request.language).map(Reading::from),
    )
}

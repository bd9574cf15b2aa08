//! Reads a consultation folder and keeps nothing: what `bench/readers/run.py` measures the readers with.
//!
//! `cargo run --release -p canvass-ingest --example readers -- FOLDER` prints how many responses it read,
//! and how many bytes of text they have.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;

use canvass_core::text::{Analyzer, Language};
use canvass_ingest::{Intake, definition, open};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: readers FOLDER")?;
    let definition = definition::load(&folder, &["en"])?;
    let mut analyzer = Analyzer::new(Language::of(Some(&definition.consultation.language)));
    let intake = Intake::new(&definition, &mut analyzer);
    let (mut n_responses, mut n_bytes) = (0, 0);
    for batch in open(&folder, &definition)? {
        for item in batch?.items {
            let (response, _) = intake.read(&mut analyzer, item);
            n_responses += 1;
            n_bytes += response.text.len();
        }
    }
    writeln!(io::stdout(), "{n_responses} {n_bytes}")?;
    Ok(())
}

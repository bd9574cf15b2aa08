//! Reads any bytes as a file of the format that `CANVASS_FORMAT` names by its ending, the way a run would.
//!
//! Whatever the bytes are, reading must end, and every answer must be a piece of its response's text.

#![no_main]

use std::env;
use std::fs;
use std::panic;
use std::path::PathBuf;
use std::sync::LazyLock;

use canvass_core::Response;
use canvass_core::text::{Analyzer, Language};
use canvass_ingest::definition::{self, Definition};
use canvass_ingest::{Intake, open};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

const DEFINITION: &str = r#"
[consultation]
id = "ferry"

[[question]]
id = "1"
number = "1"
text = "Do you agree that the winter timetable should be cut to four sailings a day?"
option = "winter"

[[question]]
id = "2"
number = "2"
text = "Is there anything else you would like to say?"

[[option]]
id = "winter"
label = "Option One: four sailings a day in winter"
aliases = ["winter timetable"]
"#;

/// A consultation whose one response is rewritten for every input.
struct World {
    folder: TempDir,
    file: PathBuf,
    definition: Definition,
    analyzer: Analyzer,
    intake: Intake,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    // Other people's panics are caught where they may come; one that is not caught still ends the run.
    panic::set_hook(Box::new(|what| eprintln!("{what}")));
    let ending = env::var("CANVASS_FORMAT").expect("CANVASS_FORMAT holds the ending of a file's name");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("responses").join(format!("any.{ending}"));
    fs::create_dir(folder.path().join("responses")).expect("a folder");
    fs::write(folder.path().join(definition::FILE), DEFINITION).expect("written");
    let definition = definition::load(folder.path(), &["en"]).expect("a definition");
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let intake = Intake::new(&definition, &mut analyzer);
    World { folder, file, definition, analyzer, intake }
});

fuzz_target!(|bytes: &[u8]| {
    let world = &*WORLD;
    fs::write(&world.file, bytes).expect("written");
    let Ok(batches) = open(world.folder.path(), &world.definition) else { return };
    let mut analyzer = world.analyzer.clone();
    for batch in batches {
        for item in batch.expect("bytes are no error").items {
            let (response, _) = world.intake.read(&mut analyzer, item);
            check(&response);
        }
    }
});

fn check(response: &Response) {
    for answer in &response.answers {
        let asides = answer.asides.iter().map(|aside| aside.span);
        let ticks = answer.closed.iter().map(|closed| closed.span);
        for span in asides.chain(ticks).chain([answer.span]) {
            assert!(
                response.text.get(span.start as usize..span.end as usize).is_some(),
                "{span:?} is no piece of {:?}",
                response.text
            );
        }
    }
}

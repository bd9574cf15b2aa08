//! Indexes the responses of a folder and does nothing else: `bare FOLDER INDEX`.
//!
//! One document a response: its id and its text, stored, the text in the engine's own English stems.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use canvass_bench::columns::{ID, REPLIES};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, doc};

const N_THREADS: usize = 2;
const MEMORY: usize = 128 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, index] = arguments.as_slice() else {
        return Err("usage: bare FOLDER INDEX".into());
    };
    let responses = Path::new(folder).join("responses");
    let mut bare = Bare::create(Path::new(index))?;
    bare.add_letters(&responses.join("letters"))?;
    bare.add_portal(&responses.join("portal.jsonl"))?;
    bare.add_survey(&responses.join("survey.csv"))?;
    bare.writer.commit()?;
    bare.writer.wait_merging_threads()?;
    Ok(())
}

struct Bare {
    writer: IndexWriter,
    id: Field,
    text: Field,
}

impl Bare {
    fn create(folder: &Path) -> Result<Self, Box<dyn Error>> {
        fs::create_dir_all(folder)?;
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let id = schema.add_text_field("id", STRING | STORED);
        let text =
            schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing).set_stored());
        let index = Index::create_in_dir(folder, schema.build())?;
        let writer = index.writer_with_num_threads(N_THREADS, MEMORY)?;
        Ok(Self { writer, id, text })
    }

    fn add(&mut self, id: &str, text: &str) -> Result<(), Box<dyn Error>> {
        self.writer.add_document(doc!(self.id => id, self.text => text))?;
        Ok(())
    }

    fn add_letters(&mut self, folder: &Path) -> Result<(), Box<dyn Error>> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            self.add(&path.to_string_lossy(), &fs::read_to_string(&path)?)?;
        }
        Ok(())
    }

    fn add_portal(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        for line in BufReader::new(fs::File::open(path)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let replies: Vec<&str> = REPLIES.iter().filter_map(|heading| record[heading].as_str()).collect();
            self.add(record[ID].as_str().unwrap_or_default(), &replies.join("\n"))?;
        }
        Ok(())
    }

    fn add_survey(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        let mut reader = csv::Reader::from_path(path)?;
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            let replies: Vec<&str> = record.iter().skip(3).filter(|reply| !reply.is_empty()).collect();
            self.add(&record[0], &replies.join("\n"))?;
        }
        Ok(())
    }
}

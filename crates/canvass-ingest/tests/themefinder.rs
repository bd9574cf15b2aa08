//! `ThemeFinder`'s folder layout: one response a respondent, across the questions' folders.

use std::fs;
use std::path::Path;

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Notice, Response};
use canvass_ingest::definition::{self, Definition};
use canvass_ingest::{Intake, alignments, open};

/// A sample that is not part of the repository.
const SAMPLE: &str = "/work/shared/data/themefinder";

const QUESTIONS: &str = r#"
[consultation]
id = "adverts"

[[question]]
id = "ban"
text = "Should gambling advertisements be completely banned during televised sporting events, and what impact do you think this would have on sports viewing and gambling behaviour?"

[[question]]
id = "instead"
text = "What else?"
kind = "open"
"#;

fn read(folder: &Path, definition: &Definition) -> (Vec<Response>, Vec<Notice>) {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let intake = Intake::new(definition, &mut analyzer);
    let (mut responses, mut notices) = (Vec::new(), Vec::new());
    let items = open(folder, definition).expect("responses");
    let total = items.bytes_total();
    let mut bytes = 0;
    for batch in items {
        let batch = batch.expect("readable");
        bytes += batch.bytes;
        notices.extend(batch.notices);
        responses.extend(batch.items.into_iter().map(|item| intake.read(&mut analyzer, item).0));
    }
    assert_eq!(bytes, total);
    (responses, notices)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable") {
        let path = entry.expect("readable").path();
        let target = to.join(path.file_name().expect("named"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn skip() {
    eprintln!("skipped: there is no folder {SAMPLE}");
}

#[test]
fn the_sample_is_read_as_one_response_a_respondent() {
    if !Path::new(SAMPLE).is_dir() {
        return skip();
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(definition::FILE), QUESTIONS).expect("written");
    copy(Path::new(SAMPLE), &folder.path().join("responses"));
    fs::remove_file(folder.path().join("responses/LICENCE")).expect("there");
    let definition = definition::load(folder.path(), &["en"]).expect("valid");

    let found = alignments(folder.path(), &definition).expect("readable");
    let columns: Vec<(Option<&str>, f32)> = found[0]
        .columns
        .iter()
        .map(|column| (column.question_id(&definition.consultation), column.confidence))
        .filter(|(question, _)| question.is_some())
        .collect();
    // The one by its wording, which is spelled otherwise, the other by its place among the questions.
    assert!(columns[0].0 == Some("ban") && columns[0].1 > 0.75, "{columns:?}");
    assert_eq!(columns[1], (Some("instead"), 0.6));

    let (responses, notices) = read(folder.path(), &definition);
    assert_eq!(responses.len(), 100);
    let first = &responses[0];
    assert_eq!((first.id.as_str(), first.source.as_str(), first.format), ("1001", "inputs", "themefinder"));
    assert_eq!(first.region.as_deref(), Some("England"));
    let asked = "Do you consider yourself to have a health condition or a disability?";
    assert_eq!(first.attributes, [(asked.to_owned(), "No".to_owned())]);
    assert!(responses.iter().all(|response| response.answers.len() == 2 && response.region.is_some()));
    let kinds: Vec<&str> = notices.iter().map(|notice| notice.kind.as_str()).collect();
    assert_eq!(kinds, ["outputs-left-out", "column-guessed"]);
}

#[test]
fn respondents_who_did_not_answer_everything_stay_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("responses/study/inputs");
    fs::write(folder.path().join(definition::FILE), QUESTIONS).expect("written");
    for (name, text) in [
        (
            "question_part_1/question.json",
            "{\"question_text\": \"Should gambling advertisements be banned during sporting events?\"}",
        ),
        (
            "question_part_1/responses.jsonl",
            "{\"response_id\": 1, \"response\": \"They should be banned, all of them.\"}\n",
        ),
        (
            "question_part_2/responses.jsonl",
            "{\"response_id\": 2, \"response\": \"Tell children in school what the odds are.\"}\n",
        ),
        (
            "respondents.jsonl",
            "{\"response_id\": 1, \"demographics\": {\"Region\": \"North\"}}\n{\"response_id\": 2}\n{\"response_id\": 3}\n",
        ),
    ] {
        let path = inputs.join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        fs::write(path, text).expect("written");
    }
    let definition = definition::load(folder.path(), &["en"]).expect("valid");
    let (responses, _) = read(folder.path(), &definition);
    let told: Vec<String> = responses
        .iter()
        .map(|response| {
            let question = response.answers.first().and_then(|answer| answer.question);
            let id = question.map_or("-", |idx| &definition.consultation.question(idx).id);
            format!(
                "{} {} {id} of {}",
                response.id,
                response.region.as_deref().unwrap_or("-"),
                response.answers.len()
            )
        })
        .collect();
    assert_eq!(told, ["1 North ban of 1", "2 - instead of 1", "3 - - of 0"]);
}

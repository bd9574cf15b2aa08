//! The gold suites of `tests/gold`: what is found of them, and how much, is written down and compared.

mod letters;
mod stances;
mod tables;
mod themes;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::harness::repository;

/// A passage with what a reader sees in it.
struct Passage {
    /// The question it answers; a letter answers none by name.
    question: Option<String>,
    text: String,
    labels: Vec<Label>,
}

/// What stands behind some carets.
struct Label {
    name: String,
    /// The words above the carets, in bytes of the passage.
    words: Range<usize>,
}

fn folder(unit: &str) -> PathBuf {
    repository().join("tests/gold").join(unit)
}

/// The `toml` block and the passages of a suite.
fn read(unit: &str, suite: &str) -> (String, Vec<Passage>) {
    let markdown = fs::read_to_string(folder(unit).join(format!("{suite}.md"))).expect("a suite");
    let mut definition = String::new();
    let mut passages = Vec::new();
    for block in markdown.split("\n```").skip(1).step_by(2) {
        let (kind, content) = block.split_once('\n').expect("a block has a first line");
        match kind.split_once(' ').unwrap_or((kind, "")) {
            ("toml", _) => content.clone_into(&mut definition),
            ("text", question) => passages.push(passage(question, content)),
            _ => panic!("`{kind}` is no kind of block"),
        }
    }
    (definition, passages)
}

fn passage(question: &str, content: &str) -> Passage {
    let question = (!question.is_empty()).then(|| question.to_owned());
    let mut passage = Passage { question, text: String::new(), labels: Vec::new() };
    let mut line_start = 0;
    for line in content.lines() {
        let Some((carets, name)) =
            line.trim_start().strip_prefix('^').and_then(|_| line.trim_start().split_once(' '))
        else {
            line_start = passage.text.len();
            passage.text.push_str(line);
            passage.text.push('\n');
            continue;
        };
        let above = &passage.text[line_start..];
        let byte = |nth: usize| line_start + above.char_indices().nth(nth).map_or(above.len(), |(at, _)| at);
        let blank = line.len() - line.trim_start().len();
        let words = byte(blank)..byte(blank + carets.len());
        passage.labels.push(Label { name: name.to_owned(), words });
    }
    passage.text.pop();
    passage
}

/// Whether a passage is only ever counted.
fn is_held_out(at: usize) -> bool {
    at % 3 == 2
}

/// The name of a passage's response.
fn name(at: usize) -> String {
    format!("{at:03}.txt")
}

/// Compares what is found with what is written down, or writes it down.
#[track_caller]
fn check(unit: &str, found: &str) {
    compare(&folder(unit).join("found.txt"), found);
}

/// The same for a file of one's own.
#[track_caller]
fn compare(path: &Path, found: &str) {
    if std::env::var_os("CANVASS_BLESS").is_some() {
        fs::write(path, found).expect("written");
    }
    let known = fs::read_to_string(path).unwrap_or_default();
    assert!(known == found, "found now; CANVASS_BLESS=1 writes it down:\n{found}");
}

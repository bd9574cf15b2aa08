//! The gold letters: where answers begin and end in letters of many layouts, what was ticked, where each letter stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{check, folder};
use crate::harness::{Row, World};

/// The consultations whose letters these are.
const SUITES: [&str; 21] = [
    "admission-appeals",
    "allotment-allocation",
    "beach-dogs",
    "drought-duty",
    "enforcement-agents",
    "ferry-timetable",
    "funeral-standards",
    "kelder-crossing",
    "leaving-institutions",
    "moving-wexcombe",
    "night-lighting",
    "night-noise",
    "pet-sales",
    "public-toilets",
    "school-catchment",
    "school-phones",
    "short-term-lets",
    "smoke-control",
    "taxi-standards",
    "vet-fees",
    "waterway-licences",
];
/// Characters of an opening or an end that are compared.
const COMPARED: usize = 25;

/// What was found of one letter.
#[derive(Default)]
struct Tally {
    answers: usize,
    /// Answers that begin, and those that also end, where the reader says.
    begun: usize,
    whole: usize,
    ticks: usize,
    stances: usize,
    judged: usize,
    /// Sides seen where the reader sees the other.
    turned: usize,
}

impl Tally {
    fn read(expected: &Value, answers: &[&Row], stances: &[&Row]) -> Self {
        let mut tally = Self::default();
        for (question, answer) in expected["answers"].as_object().expect("answers by question") {
            let of_question =
                |row: &&&Row| !row.is_null("question_id") && row.text("question_id") == question;
            tally.count_answer(answer, &answers.iter().filter(of_question).copied().collect::<Vec<_>>());
        }
        for (option, stance) in expected["stances"].as_object().expect("stances by option") {
            let stance = stance.as_str().expect("a stance");
            let row = stances.iter().find(|row| row.text("option_id") == option).expect("a row an option");
            let found = row.text("stance");
            tally.stances += 1;
            tally.judged += usize::from(found == stance);
            let is_turned = matches!((stance, found), ("support", "oppose") | ("oppose", "support"));
            tally.turned += usize::from(is_turned);
        }
        tally
    }

    fn count_answer(&mut self, expected: &Value, found: &[&Row]) {
        let words = |key: &str| plain(unnumbered(expected[key].as_str().expect("words of the letter")));
        let (opening, ending) = (words("starts"), words("ends"));
        let opening: String = opening.chars().take(COMPARED).collect();
        let ending: String = ending.chars().skip(ending.chars().count().saturating_sub(COMPARED)).collect();
        let texts: Vec<String> = found.iter().map(|row| plain(unnumbered(row.text("text")))).collect();
        let is_begun = texts.iter().any(|text| text.starts_with(&opening));
        self.answers += 1;
        self.begun += usize::from(is_begun);
        self.whole += usize::from(is_begun && texts.last().is_some_and(|text| text.ends_with(&ending)));
        let tick = found.iter().find(|row| !row.is_null("closed")).map_or("", |row| row.text("closed"));
        let is_same = tick.trim_matches('.').eq_ignore_ascii_case(expected["closed"].as_str().unwrap_or(""));
        self.ticks += usize::from(is_same);
    }
}

/// A text without the number "1.3" of its first paragraph.
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == '.');
    if rest.starts_with(' ') && text.starts_with(|mark: char| mark.is_ascii_digit()) { rest } else { text }
}

/// A text without its line breaks and bullets.
fn plain(text: &str) -> String {
    text.split_whitespace().filter(|word| !matches!(*word, "•" | "-" | "*")).collect::<Vec<_>>().join(" ")
}

/// By letter, what a reader expects of it.
fn expected(suite: &Path) -> BTreeMap<String, Value> {
    let files = fs::read_dir(suite.join("expected")).expect("a folder").map(|entry| entry.expect("an entry"));
    let read = |path: &Path| serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON");
    files
        .map(|file| {
            let letter = Path::new(&file.file_name()).with_extension("txt");
            (letter.to_string_lossy().into_owned(), read(&file.path()))
        })
        .collect()
}

fn found() -> String {
    let mut out = format!(
        "{:<50}{:>8}{:>7}{:>7}{:>7}{:>9}{:>8}{:>8}\n",
        "", "answers", "begun", "whole", "ticks", "stances", "judged", "turned"
    );
    for name in SUITES {
        let suite = folder("letters").join(name);
        let world = World::empty();
        let definition = fs::read_to_string(suite.join("consultation.toml")).expect("a definition");
        world.write("consultation/consultation.toml", definition);
        world.write("consultation/themes.toml", "[[theme]]\nid = 'any'\nany = ['money']\n");
        let letters = expected(&suite);
        for letter in letters.keys() {
            let text = fs::read(suite.join("responses").join(letter)).expect("a letter");
            world.write(&format!("consultation/responses/{letter}"), text);
        }
        world.run();
        let (answers, stances) = (world.table("answers"), world.table("stances"));
        for (letter, expected) in &letters {
            let is_own = |row: &&Row| row.text("response_id") == letter;
            let own: Vec<&Row> = answers.iter().filter(is_own).collect();
            let rows: Vec<&Row> = stances.iter().filter(is_own).collect();
            let tally = Tally::read(expected, &own, &rows);
            let Tally { answers: n, begun, whole, ticks, stances: asked, judged, turned } = tally;
            let title = format!("{name}/{letter}");
            writeln!(out, "{title:<50}{n:>8}{begun:>7}{whole:>7}{ticks:>7}{asked:>9}{judged:>8}{turned:>8}")
                .expect("strings take everything");
        }
    }
    out
}

#[test]
fn gold_letters_are_cut_as_they_were() {
    check("letters", &found());
}

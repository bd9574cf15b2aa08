//! One letter in every format that letters come in: the same answers, stances and themes from each.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::evidence;
use super::harness::{Row, World, repository};

const DEFINITION: &str = r#"
[consultation]
id = "opening-hours"
title = "Library opening hours"
language = "en"

[[option]]
id = "sunday"
label = "Option A"
aliases = ["Sunday opening", "opening on Sundays"]

[[option]]
id = "evenings"
label = "Option B"
aliases = ["an end to evening opening"]

[[question]]
id = "q1"
number = "1"
text = "Do you agree that libraries should open on Sundays?"
option = "sunday"

[[question]]
id = "q2"
number = "2"
text = "Do you agree that weekday evening opening should end?"
option = "evenings"

[[question]]
id = "q3"
number = "3"
text = "What else should the council consider?"
kind = "open"
"#;

const THEMES: &str = r#"
[[theme]]
id = "money"
label = "Money"
description = "What it costs and saves."
any = ["fund*", "save", "cost"]

[[theme]]
id = "people"
label = "People"
description = "Those who work and help there."
any = ["volunteer", "staff"]

[[theme]]
id = "learning"
label = "Learning"
description = "What is taught."
any = ["homework", "evening class*", "conversation THEN/1 circle"]
"#;

/// Who sends it where it is a mail.
const SENDER: &str = "ada@wrenfield-hall.example";

/// What is in the letter, whatever it is written in: question, tick and the beginning of the words.
const ANSWERS: [(&str, &str, &str); 5] = [
    ("", "", "Wrenfield Village Hall Trust Response to"),
    ("q1", "Yes", "Families tell us that Sunday"),
    ("q2", "No", "We cannot support Option B. Evening"),
    ("q3", "", "The trust would share its volunteers’"),
    ("", "", "Yours faithfully, Ada"),
];

/// The letter as text, and in every format that has a folder of fixtures.
fn letters() -> Vec<PathBuf> {
    let fixtures = repository().join("crates/canvass-ingest/tests/fixtures");
    let mut letters = vec![fixtures.join("letter.txt")];
    let folders = fs::read_dir(&fixtures).expect("fixtures").map(|entry| entry.expect("an entry").path());
    for folder in folders.filter(|path| path.is_dir()) {
        let format = folder.file_name().expect("named").to_string_lossy();
        letters.extend(Some(folder.join(format!("letter.{format}"))).filter(|letter| letter.exists()));
    }
    letters.sort();
    letters
}

/// A response for each of the letters, run.
fn run() -> (World, usize) {
    let world = World::empty();
    world.write("consultation/consultation.toml", DEFINITION);
    world.write("consultation/themes.toml", THEMES);
    let letters = letters();
    for letter in &letters {
        let name = letter.file_name().expect("named").to_string_lossy();
        let mut bytes = fs::read(letter).expect("a fixture");
        // The same mail from the same address would be a duplicate.
        if let Some(format) = name.strip_prefix("letter.").filter(|format| ["eml", "mbox"].contains(format)) {
            let mail = String::from_utf8(bytes).expect("headers and body are UTF-8");
            bytes = mail.replace(SENDER, &format!("{format}.{SENDER}")).into_bytes();
        }
        world.write(&format!("consultation/responses/{name}"), bytes);
    }
    world.run();
    (world, letters.len())
}

/// The rows of a table by the file they come from, each told in some of its columns, white space made plain.
fn told(world: &World, table: &str, columns: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut by_file: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in world.table(table) {
        let cells: Vec<String> = columns.iter().map(|column| plain(&row, column)).collect();
        // A message of a mailbox is called after it: `letter.mbox#1`.
        let file = row.text("response_id").split('#').next().expect("a first piece").to_owned();
        by_file.entry(file).or_default().push(cells.join(" | "));
    }
    by_file
}

fn plain(row: &Row, column: &str) -> String {
    match row.cell(column).as_str() {
        Some(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        None => row.cell(column).to_string(),
    }
}

/// Asserts that every file has the same rows, and as many files as there are letters have some.
#[track_caller]
fn check_alike(by_file: &BTreeMap<String, Vec<String>>, n_letters: usize) {
    let plain = &by_file["letter.txt"];
    for (file, rows) in by_file {
        assert_eq!(rows, plain, "{file} is read otherwise than letter.txt");
    }
    assert_eq!(by_file.len(), n_letters, "{:?}", by_file.keys());
}

#[test]
fn a_letter_is_the_same_in_every_format() {
    let (world, n_letters) = run();
    assert!(n_letters >= 10, "the fixtures are found");
    evidence::check(&world);
    check_alike(&told(&world, "responses", &["status", "text"]), n_letters);
    check_alike(&told(&world, "answers", &["question_id", "closed", "text", "method", "n_words"]), n_letters);
    check_alike(
        &told(&world, "mentions", &["question_id", "theme_id", "rule", "quote", "negated"]),
        n_letters,
    );
    check_alike(
        &told(&world, "stances", &["option_id", "stance", "basis", "words", "quote", "conflict"]),
        n_letters,
    );
    // All of them are signed alike, of which an analyst is told.
    let mut notices = world.notices();
    notices.retain(|notice| notice.text("kind") != "same-respondent");
    assert_eq!(notices, [], "nothing else about them is odd");
}

#[test]
fn the_letter_says_what_it_says() {
    let (world, n_letters) = run();
    let answers = world.table("answers");
    let of_one: Vec<&Row> = answers.iter().filter(|row| row.text("response_id") == "letter.txt").collect();
    assert_eq!(of_one.len(), ANSWERS.len());
    for (row, (question, tick, words)) in of_one.iter().zip(ANSWERS) {
        assert_eq!((row.text("question_id"), row.text("closed")), (question, tick));
        assert!(plain(row, "text").starts_with(words), "{row:?}");
    }
    let letters = i64::try_from(n_letters).expect("few");
    for row in world.table("option_support").iter().filter(|row| row.text("group") == "all") {
        let expected = if row.text("option_id") == "sunday" { "support" } else { "oppose" };
        assert_eq!((row.int(expected), row.int("base")), (letters, letters), "{row:?}");
    }
    let counts = world.table("theme_counts");
    for (theme, mentions) in [("money", 3), ("people", 2), ("learning", 3)] {
        let row = counts.iter().find(|row| {
            row.text("question_id") == "all"
                && row.text("group_value") == "all"
                && row.text("theme_id") == theme
        });
        let row = row.unwrap_or_else(|| panic!("{theme} is counted"));
        assert_eq!((row.int("responses"), row.int("mentions")), (letters, mentions * letters), "{row:?}");
    }
}

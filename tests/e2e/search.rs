//! What is found, under which filters, and what is said where nothing is.

use std::collections::BTreeSet;

use serde_json::Value;

use super::harness::{Ran, Row, World};

/// The hits of a search for programs, all of them.
fn hits(world: &World, args: &[&str]) -> Vec<Value> {
    let all = [&["search", "out"], args, &["--limit", "1000", "--json"]].concat();
    let found = world.canvass(&all).exits(0).json();
    let hits = found["hits"].as_array().expect("a list").clone();
    assert_eq!(found["total"].as_u64(), Some(hits.len() as u64), "{args:?}");
    assert!(!hits.is_empty(), "{args:?}");
    hits
}

/// The marked words of a hit, in lower case.
fn marked(hit: &Value) -> Vec<String> {
    let passage = hit["passage"].as_str().expect("a text");
    let offset =
        |mark: &Value, end: &str| usize::try_from(mark[end].as_u64().expect("an offset")).expect("small");
    let marks = hit["marks"].as_array().expect("a list");
    marks.iter().map(|mark| passage[offset(mark, "start")..offset(mark, "end")].to_lowercase()).collect()
}

fn holds(list: &Value, value: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|item| item == value))
}

/// Passages among answers: one reply to several questions is one.
fn passages<'a>(rows: impl Iterator<Item = &'a Row>) -> BTreeSet<(String, i64, i64)> {
    rows.map(|row| (row.text("response_id").to_owned(), row.int("start"), row.int("end"))).collect()
}

#[test]
fn words_are_found_in_any_inflection_and_marked() {
    let world = World::sample();
    world.run();
    for hit in hits(&world, &["partnership"]) {
        let marked = marked(&hit);
        assert!(!marked.is_empty(), "{hit}");
        assert!(marked.iter().all(|word| word.starts_with("partnership")), "{marked:?}");
    }
    let shown = world.canvass(&["search", "out", "partnership", "--limit", "3"]).exits(0);
    assert!(shown.stdout.to_lowercase().contains("[partnership"), "{}", shown.stdout);
    assert!(shown.stdout.starts_with("1. "), "{}", shown.stdout);
    assert!(shown.stderr.contains("--limit"), "says that there is more: {}", shown.stderr);
}

#[test]
fn a_word_is_found_wherever_it_stands() {
    let world = World::sample();
    world.run();
    let is_it = |word: &str| ["school", "schools"].contains(&word.to_lowercase().as_str());
    let says = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(is_it);
    let (answers, responses) = (world.table("answers"), world.table("responses"));
    let expected = passages(answers.iter().filter(|row| says(row.text("text")))).len()
        + responses.iter().filter(|row| row.text("status") != "analysed" && says(row.text("text"))).count();
    assert!(expected > 0);
    assert_eq!(hits(&world, &["school"]).len(), expected);
}

#[test]
fn phrases_stand_side_by_side() {
    let world = World::sample();
    world.run();
    let phrase = hits(&world, &["\"safety partnership\""]);
    for hit in &phrase {
        let passage = hit["passage"].as_str().expect("a text").to_lowercase();
        assert!(passage.contains("safety partnership"), "{passage}");
    }
    assert!(phrase.len() < hits(&world, &["safety OR partnership"]).len());
}

#[test]
fn all_words_must_be_there_unless_told_otherwise() {
    let world = World::sample();
    world.run();
    let ids = |args: &[&str]| -> BTreeSet<String> {
        hits(&world, args).iter().map(|hit| hit["answer_id"].to_string()).collect()
    };
    let (police, school) = (ids(&["police"]), ids(&["school"]));
    let both: BTreeSet<String> = police.intersection(&school).cloned().collect();
    assert_eq!(ids(&["police school"]), both);
    assert_eq!(ids(&["police OR school"]), police.union(&school).cloned().collect());
    assert_eq!(ids(&["police -school"]), police.difference(&school).cloned().collect());
}

#[test]
fn passages_are_untouched_text() {
    let world = World::sample();
    world.run();
    let responses = world.table("responses");
    for hit in hits(&world, &["police OR funding OR duty"]) {
        let response =
            responses.iter().find(|row| hit["response_id"] == row.text("response_id")).expect("known");
        let offset = |end: &str| usize::try_from(hit[end].as_u64().expect("an offset")).expect("small");
        assert_eq!(response.text("text").get(offset("start")..offset("end")), hit["passage"].as_str());
        assert!(!marked(&hit).is_empty(), "{hit}");
    }
}

#[test]
fn a_theme_finds_what_was_coded_with_it() {
    let world = World::sample();
    world.run();
    let (answers, mentions) = (world.table("answers"), world.table("mentions"));
    for theme in ["funding", "community", "sanctions"] {
        let coded: BTreeSet<&str> = mentions
            .iter()
            .filter(|row| row.text("theme_id") == theme)
            .map(|row| row.text("answer_id"))
            .collect();
        let expected = passages(answers.iter().filter(|row| coded.contains(row.text("answer_id")))).len();
        let ran = world.canvass(&["search", "out", "--theme", theme, "--json", "--limit", "1000"]);
        assert_eq!(ran.json()["total"].as_u64(), Some(expected as u64), "{theme}");
        let hits = ran.json()["hits"].as_array().expect("a list").clone();
        assert!(hits.iter().all(|hit| holds(&hit["themes"], theme)), "{theme}");
    }
}

#[test]
fn every_filter_filters() {
    let world = World::sample();
    world.run();
    let (answers, responses) = (world.table("answers"), world.table("responses"));
    for hit in hits(&world, &["--stance", "oppose", "--option", "option-1"]) {
        let stances = hit["stances"].as_array().expect("a list");
        assert!(stances.contains(&serde_json::json!(["option-1", "oppose"])), "{hit}");
    }
    for hit in hits(&world, &["--question", "q13"]) {
        let asked = hit["answers"].as_array().expect("a list").iter().any(|answer| answer[1] == "q13");
        assert!(asked, "{hit}");
    }
    let found = hits(&world, &["--question", "q13"]);
    let q13 = passages(answers.iter().filter(|row| row.text("question_id") == "q13"));
    assert_eq!(found.len(), q13.len());
    for hit in hits(&world, &["--respondent-type", "Resident"]) {
        assert_eq!(hit["respondent_type"], "Resident", "{hit}");
        let row = responses.iter().find(|row| hit["response_id"] == row.text("response_id")).expect("known");
        assert_eq!(row.text("respondent_type"), "Resident");
    }
    let either = hits(&world, &["--question", "q13", "--question", "q14"]).len();
    assert!(either > found.len(), "values of one filter are alternatives");
    let both = hits(&world, &["police", "--theme", "policing-enforcement"]);
    assert!(both.iter().all(|hit| holds(&hit["themes"], "policing-enforcement") && !marked(hit).is_empty()));
}

#[test]
fn the_limit_limits() {
    let world = World::sample();
    world.run();
    let found = world.canvass(&["search", "out", "police", "--limit", "2", "--json"]).exits(0).json();
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(2));
    assert!(found["total"].as_u64() > Some(2), "all are counted");
}

#[test]
fn finding_nothing_is_an_answer() {
    let world = World::sample();
    world.run();
    let ran = world.canvass(&["search", "out", "zeppelin"]).exits(1);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("nothing found") && ran.stderr.contains("zeppelin"), "{}", ran.stderr);
    let json = world.canvass(&["search", "out", "zeppelin", "--json"]).exits(1).json();
    assert_eq!(json["total"], 0);
}

#[test]
fn unknown_names_are_told_with_a_near_one() {
    let world = World::sample();
    world.run();
    for (filter, wrong, near) in [
        ("--stance", "opose", "oppose"),
        ("--theme", "fundng", "funding"),
        ("--option", "option1", "option-1"),
        ("--question", "q133", "q13"),
        ("--respondent-type", "Residnt", "Resident"),
    ] {
        let ran = world.canvass(&["search", "out", "police", filter, wrong]).exits(2);
        check_near_miss(&ran, wrong, near);
    }
    let ran = world.canvass(&["search", "out", "police", "--theme", "weather"]).exits(2);
    assert!(ran.stderr.contains("hint: ") && ran.stderr.contains("`funding`"), "lists them: {}", ran.stderr);
}

fn check_near_miss(ran: &Ran, wrong: &str, near: &str) {
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains(&format!("`{wrong}`")), "{}", ran.stderr);
    assert!(ran.stderr.contains(&format!("hint: did you mean `{near}`?")), "{}", ran.stderr);
}

#[test]
fn a_query_that_does_not_parse_shows_where() {
    let world = World::sample();
    world.run();
    let ran = world.canvass(&["search", "out", "police \"stop and"]).exits(2);
    assert!(ran.under_carets().is_some_and(|words| words.starts_with('"')), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: "), "{}", ran.stderr);
}

#[test]
fn what_was_not_analysed_is_found_all_the_same() {
    let world = World::sample();
    world.run();
    let responses = world.table("responses");
    let copy = responses.iter().find(|row| row.text("status") == "duplicate").expect("the sample has one");
    let found = hits(&world, &["harrowmere"]);
    let hit = found.iter().find(|hit| hit["response_id"] == copy.text("response_id")).expect("it is found");
    assert_eq!(hit["status"], "duplicate");
}

#[test]
fn a_kind_of_respondent_is_as_many_in_search_as_in_the_tables() {
    let world = World::library();
    let kinds = ["Individual", "individual", " INDIVIDUAL.", "Individual", "School", ""];
    let rows = kinds.iter().enumerate().map(|(at, kind)| format!("r{at},{kind},Yes\n"));
    let head = "Response ID,Respondent type,1. Do you agree that the library should open on Sundays?\n";
    world.write("consultation/responses/survey.csv", format!("{head}{}", rows.collect::<String>()));
    world.run();
    let counts = world.table("option_support");
    for (kind, n) in [("Individual", 4_usize), ("School", 1), ("not given", 1)] {
        let row = counts.iter().find(|row| row.text("group_value") == kind).expect("counted");
        assert_eq!(usize::try_from(row.int("base") + row.int("not_addressed")), Ok(n), "{kind}");
        let found: BTreeSet<String> = hits(&world, &["--respondent-type", kind])
            .iter()
            .map(|hit| hit["response_id"].to_string())
            .collect();
        assert_eq!(found.len(), n, "{kind}: {found:?}");
    }
}

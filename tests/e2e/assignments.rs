//! Corrections by hand: every table follows them and says so.

use super::evidence;
use super::harness::{Row, World, check_waterfall};

const HEADERS: &str = "# by hand\nresponse_id,what,from,to,reason\n";

/// Letters and a survey about the library, and these corrections.
fn world(corrections: &str) -> World {
    let world = World::library();
    let survey = "Response ID,Are you an individual or an organisation?,\
        1. Do you agree that the library should open on Sundays?,Please explain why.\n\
        R-1,Individual,Yes,The staff are kind.\nR-2,Organisation,No,It costs money.\n";
    world.write("consultation/responses/survey.csv", survey);
    world.write("consultation/responses/a.txt", "1. Yes. The staff are kind.\n\n2. No. It costs money.\n");
    world.write(
        "consultation/responses/b.txt",
        "1. No. The librarian needs her rest. Fines should go: I cannot afford them.\n",
    );
    world.write(
        "consultation/responses/c.txt",
        "1. No. The librarian needs her rest. Fines should go: I cannot afford them.\n",
    );
    world.write("consultation/assignments.csv", format!("{HEADERS}{corrections}"));
    world.run();
    evidence::check(&world);
    world
}

fn of<'a>(rows: &'a [Row], column: &str, value: &str) -> Vec<&'a Row> {
    rows.iter().filter(|row| row.text(column) == value).collect()
}

#[test]
fn without_corrections_nothing_changes() {
    let [none, empty] = [world(""), world("")];
    std::fs::remove_file(none.path("consultation/assignments.csv")).expect("removed");
    none.run();
    for table in ["responses", "answers", "mentions", "stances", "theme_counts", "waterfall"] {
        assert_eq!(none.table(table), empty.table(table));
    }
    assert!(!none.read("out/manifest.json").contains("assignments"));
    assert!(empty.read("out/manifest.json").contains("assignments"));
}

#[test]
fn a_moved_answer_counts_where_it_was_moved_to() {
    let world = world("a.txt,question,a.txt/2,q3,not about fines\n");
    let answers = world.table("answers");
    let moved = of(&answers, "answer_id", "a.txt/2");
    let [moved] = moved.as_slice() else { panic!("one answer") };
    assert_eq!((moved.text("question_id"), moved.text("method")), ("q3", "manual"));
    assert_eq!(moved.share("confidence"), Some(1.0));
    let mentions = world.table("mentions");
    assert!(
        of(&mentions, "answer_id", "a.txt/2")
            .iter()
            .all(|row| row.text("question_id") == "q3" && row.is_null("option_id"))
    );
    assert!(!of(&mentions, "answer_id", "a.txt/2").is_empty());
    let stances = world.table("stances");
    let fines =
        stances.iter().find(|row| row.text("response_id") == "a.txt" && row.text("option_id") == "fines");
    assert_eq!(fines.expect("a row an option").text("basis"), "", "the tick speaks of fines no more");
    let counts = world.table("theme_counts");
    let money = |question: &str| -> i64 {
        let rows = counts
            .iter()
            .filter(|row| row.text("question_id") == question && row.text("theme_id") == "money");
        rows.filter(|row| row.text("group") == "all").map(|row| row.int("responses")).sum()
    };
    assert_eq!((money("q2"), money("q3")), (0, 1));
    let hits = world.canvass(&["search", "out", "money", "--question", "q3", "--json"]).exits(0).json();
    assert_eq!(hits["hits"][0]["response_id"], "a.txt");
}

#[test]
fn part_of_an_answer_is_moved_and_answers_its_own_question() {
    let text = "1. No. The librarian needs her rest. Fines should go: I cannot afford them.\n";
    let start = text.find("Fines").expect("in the text");
    let world = world(&format!("b.txt,question,{start}-{},q2,\n", text.len() - 1));
    let answers = world.table("answers");
    let moved =
        answers.iter().find(|row| row.text("response_id") == "b.txt" && row.text("method") == "manual");
    let moved = moved.expect("the part moved");
    assert_eq!(moved.text("answer_id"), "b.txt/1.2");
    assert_eq!(
        (moved.text("question_id"), moved.text("text")),
        ("q2", "Fines should go: I cannot afford them.")
    );
    let rest = of(&answers, "answer_id", "b.txt/1");
    assert_eq!((rest[0].text("question_id"), rest[0].text("closed")), ("q1", "No"));
    assert!(!rest[0].text("text").contains("Fines"));
    let mentions = world.table("mentions");
    let money =
        mentions.iter().find(|row| row.text("response_id") == "b.txt" && row.text("theme_id") == "money");
    assert_eq!(money.expect("a mention").text("option_id"), "fines");
}

#[test]
fn attributes_are_counted_as_assigned_and_kept_as_received() {
    let world = world(
        "R-1,respondent_type,Individual,Charity,signed for it\na.txt,respondent_type,,charity,\na.txt,respondent,,Hill Hall,\n",
    );
    let responses = world.table("responses");
    let row = of(&responses, "response_id", "R-1")[0];
    assert_eq!(row.text("respondent_type"), "Charity");
    assert!(row.text("attributes").contains(r#""respondent_type (as received)":"Individual""#));
    assert_eq!(of(&responses, "response_id", "a.txt")[0].text("respondent"), "Hill Hall");
    let support = world.table("option_support");
    let charities: Vec<&Row> = support
        .iter()
        .filter(|row| {
            row.text("group_value").eq_ignore_ascii_case("charity") && row.text("option_id") == "sunday"
        })
        .collect();
    let [charities] = charities.as_slice() else { panic!("one row: {support:?}") };
    assert_eq!(charities.int("support"), 2);
}

#[test]
fn what_is_excluded_is_kept_and_not_counted() {
    let world = world("b.txt,exclude,,,withdrawn\nR-2,exclude,,,\"a test, by us\"\n");
    let responses = world.table("responses");
    let row = of(&responses, "response_id", "b.txt")[0];
    assert_eq!((row.text("status"), row.text("reason"), row.int("n_answers")), ("excluded", "withdrawn", 0));
    assert!(row.text("text").contains("librarian"));
    assert_eq!(
        of(&responses, "response_id", "c.txt")[0].text("status"),
        "analysed",
        "it repeats nothing that counts"
    );
    let received = check_waterfall(&world);
    let waterfall = world.table("waterfall");
    let excluded: Vec<(&str, i64)> = of(&waterfall, "step", "excluded")
        .iter()
        .map(|row| (row.text("reason"), row.int("responses")))
        .collect();
    assert_eq!(excluded, [("a test, by us", 1), ("withdrawn", 1)]);
    assert_eq!((received, of(&waterfall, "step", "analysed")[0].int("responses")), (5, 3));
    let manifest: serde_json::Value = serde_json::from_str(&world.read("out/manifest.json")).expect("JSON");
    assert_eq!(manifest["responses"]["excluded"], 2);
    let hits = world.canvass(&["search", "out", "librarian", "--json"]).exits(0).json();
    let hits = hits["hits"].as_array().expect("a list");
    let hit = hits.iter().find(|hit| hit["response_id"] == "b.txt").expect("it is found all the same");
    assert_eq!(hit["status"], "excluded");
    let ran = world.canvass(&["run", "consultation", "--out", "again"]).exits(0);
    assert!(ran.stdout.contains("5 received − 2 excluded = 3 analysed"), "{}", ran.stdout);
}

#[test]
fn the_output_says_which_corrections_made_it() {
    let world = world("b.txt,exclude,,,withdrawn\n");
    let hash = |world: &World| {
        let manifest: serde_json::Value =
            serde_json::from_str(&world.read("out/manifest.json")).expect("JSON");
        manifest["sha256"]["assignments"].as_str().expect("a hash").to_owned()
    };
    let before = hash(&world);
    for (name, bytes) in world.files("out/tables") {
        assert!(bytes.windows(64).any(|window| window == before.as_bytes()), "{name} carries it");
    }
    world.write("consultation/assignments.csv", format!("{HEADERS}b.txt,exclude,,,a test\n"));
    world.run();
    assert_ne!(hash(&world), before);
    let found = world.canvass(&["check", "consultation", "--json"]).exits(0).json();
    assert_eq!(found["assignments"], 1);
}

//! `canvass export`: a run's tables in other programs' formats.

use std::io::Read as _;

use serde_json::Value;

use super::harness::World;

const SURVEY: &str = "Response ID,Kind,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
    r1,resident,Yes,\"=1+1 staff, and more\"\n\
    r2,resident,No,It costs money.\n\
    r3,school,No,-2 hours for us.\n";

fn world() -> World {
    let world = World::library();
    world.write("consultation/responses/survey.csv", SURVEY);
    world.run();
    world
}

#[test]
fn a_workbook_keeps_formulas_as_text() {
    let world = world();
    let told = world.canvass(&["export", "out", "--to", "xlsx"]).exits(0).stdout;
    assert_eq!(told.trim(), "out.xlsx");
    let file = std::fs::File::open(world.path("out.xlsx")).expect("a workbook");
    let mut archive = zip::ZipArchive::new(file).expect("a workbook is a zip");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
        text
    };
    assert!(part("xl/sharedStrings.xml").contains("=1+1 staff, and more"));
    let book = part("xl/workbook.xml");
    let sheets: Vec<&str> =
        book.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(sheets[..3], ["about", "waterfall", "option_support"]);
    for number in 1..=sheets.len() {
        assert!(
            !part(&format!("xl/worksheets/sheet{number}.xml")).contains("<f>"),
            "sheet {number} has formulas"
        );
    }
}

#[test]
fn csv_files_hold_what_the_tables_hold() {
    let world = world();
    world.canvass(&["export", "out", "--to", "csv", "--dest", "tables"]).exits(0);
    assert_eq!(world.names("tables").len(), world.names("out/tables").len());
    let steps = world.read("tables/waterfall.csv");
    assert!(steps.starts_with("step,reason,responses\nreceived,,3\n"), "{steps}");
}

#[test]
fn consult_gets_questions_answers_and_positions() {
    let world = world();
    world.canvass(&["export", "out", "--to", "consult", "--dest", "consult"]).exits(0);
    let lines = |path: &str| -> Vec<Value> {
        world.read(path).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let part = "consult/outputs/mapping/canvass/question_part_1";
    let positions: Vec<Value> =
        lines(&format!("{part}/sentiment.jsonl")).iter().map(|line| line["sentiment"].clone()).collect();
    assert_eq!(positions, ["AGREEMENT", "DISAGREEMENT", "DISAGREEMENT"]);
    let mapping = lines(&format!("{part}/mapping.jsonl"));
    assert_eq!(mapping[1], serde_json::json!({ "themefinder_id": 2, "theme_keys": ["money"] }));
    let themes: Value = serde_json::from_str(&world.read(&format!("{part}/themes.json"))).expect("JSON");
    assert_eq!(themes[0]["theme_key"], "staff");
    let question: Value =
        serde_json::from_str(&world.read("consult/inputs/question_part_1/question.json")).expect("JSON");
    assert_eq!(question["question_multiple_choice_options"], serde_json::json!(["No", "Yes"]));
    assert_eq!(lines("consult/inputs/respondents.jsonl")[2]["supplied_respondent_id"], "r3");
    let answers = lines("consult/inputs/question_part_1/responses.jsonl");
    assert_eq!((&answers[1]["text"], &answers[1]["options"][0]), (&"It costs money.".into(), &"No".into()));
}

#[test]
fn what_consult_has_no_place_for_is_told() {
    let world = World::library();
    world.write("consultation/responses/survey.csv", SURVEY);
    world.write(
        "consultation/responses/a.txt",
        "Dear all, the staff are the reason why people come back here.\n",
    );
    world.run();
    let ran = world.canvass(&["export", "out", "--to", "consult", "--dest", "consult"]).exits(0);
    assert_eq!(ran.stdout.trim(), "consult");
    for words in ["note: 1 of 4 responses stand in respondents.jsonl alone", "note: 1 of 4 mentions"] {
        assert!(ran.stderr.contains(words), "`{words}` is not in\n{}", ran.stderr);
    }
    std::fs::remove_file(world.path("consultation/responses/a.txt")).expect("removed");
    world.run();
    let ran = world.canvass(&["export", "out", "--to", "consult", "--dest", "consult"]).exits(0);
    assert!(!ran.stderr.contains("note:"), "{}", ran.stderr);
}

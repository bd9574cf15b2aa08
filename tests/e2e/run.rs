//! The main job on the sample consultation: what it prints, what it writes, and that it adds up.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};

use super::harness::{CANVASS, Row, World, csv_records, repository};

const TABLES: [&str; 16] = [
    "responses",
    "answers",
    "asides",
    "mentions",
    "stances",
    "option_support",
    "option_themes",
    "theme_counts",
    "theme_pairs",
    "closed_counts",
    "keywords",
    "campaigns",
    "campaign_changes",
    "shared_passages",
    "waterfall",
    "exclusions",
];

#[test]
fn the_summary_shows_options_themes_waterfall_and_where_things_are() {
    let world = World::sample();
    let ran = world.run();
    assert_eq!(ran.stderr, "", "silence in a pipe");
    let expected = [
        "Serious violence: a new legal duty",
        "56 received",
        "analysed",
        "The vision",
        "Option One",
        "Option Two",
        "Option Three",
        "Funding and resources",
        "Information sharing",
        "out/tables/",
        "out/index/",
        "canvass search out",
    ];
    for words in expected {
        assert!(ran.stdout.contains(words), "`{words}` is not in the summary:\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn everything_is_where_it_should_be() {
    let world = World::sample();
    world.run();
    assert_eq!(world.names(""), ["consultation", "out"], "nothing is left beside the output");
    assert_eq!(
        world.names("out"),
        ["index", "manifest.json", "models", "notices.jsonl", "report.html", "tables"]
    );
    let mut files = TABLES.map(|table| format!("{table}.parquet"));
    files.sort();
    assert_eq!(world.names("out/tables"), files);
    for (name, bytes) in world.files("out/tables") {
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{name} is parquet");
        for key in ["canvass_version", "consultation_sha256", "themes_sha256", "stance_sha256"] {
            let there = bytes.windows(key.len()).any(|window| window == key.as_bytes());
            assert!(there, "{name} carries {key}");
        }
    }
    let listed = world.canvass(&["tables", "out"]).exits(0).stdout;
    let listed: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, TABLES);
}

#[test]
fn the_output_goes_below_out_unless_told_otherwise() {
    let world = World::sample();
    let ran = world.canvass(&["run", "consultation"]).exits(0);
    assert_eq!(world.names("out"), ["serious-violence"]);
    assert!(ran.stdout.contains("out/serious-violence/tables"), "{}", ran.stdout);
}

#[test]
fn the_columns_are_the_contract() {
    let world = World::sample();
    world.run();
    let contract = [
        (
            "responses",
            "response_id source source_row sha256 format respondent respondent_type region submitted_at language \
             status reason campaign_id campaign_role n_answers n_words attributes text",
        ),
        ("answers", "answer_id response_id question_id closed text start end method confidence n_words"),
        ("asides", "answer_id response_id question_id kind start end quote"),
        (
            "mentions",
            "answer_id response_id question_id option_id theme_id rule start end quote sentence_start sentence_end negated",
        ),
        (
            "stances",
            "response_id option_id stance basis confidence rule answer_id start end quote closed words conflict",
        ),
        (
            "option_support",
            "view group group_value option_id support oppose mixed unclear not_addressed base support_share oppose_share",
        ),
        ("option_themes", "view option_id stance theme_id responses base share keyness"),
        ("theme_counts", "view question_id group group_value theme_id responses mentions base share rank"),
        ("theme_pairs", "theme_a theme_b both a b jaccard lift"),
        ("closed_counts", "view question_id group group_value closed responses base share"),
        ("waterfall", "step reason responses"),
        ("exclusions", "response_id source source_row step reason repeats"),
    ];
    for (table, columns) in contract {
        let rows = world.table(table);
        let columns: Vec<&str> = columns.split_whitespace().collect();
        assert_eq!(rows[0].columns(), columns, "{table}");
    }
}

#[test]
fn programs_are_told_the_tables_with_their_columns() {
    let world = World::sample();
    world.run();
    let listed = world.canvass(&["tables", "out", "--json"]).exits(0).json();
    let listed = listed.as_array().expect("a list");
    let names: Vec<&str> = listed.iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, TABLES);
    for table in listed {
        let rows = world.every_view_of("out", table["name"].as_str().expect("a name"));
        assert_eq!(table["rows"], rows.len(), "{table}");
        let columns: Vec<&str> = table["columns"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|column| column["name"].as_str())
            .collect();
        assert!(rows.first().is_none_or(|row| row.columns() == columns), "{table}");
    }
    let support = listed.iter().find(|one| one["name"] == "option_support").expect("a table");
    let types = ["view", "support", "support_share"].map(|name| {
        let columns = support["columns"].as_array().expect("a list");
        columns.iter().find(|one| one["name"] == name).expect("a column")["type"].clone()
    });
    assert_eq!(types, ["text", "integer", "float"]);
    assert_eq!(support["row_is"], "view × group × option");
}

#[test]
fn the_waterfall_adds_up_to_what_is_in_the_folder() {
    let world = World::sample();
    world.run();
    let records: usize =
        world.files("consultation/responses").iter().map(|(name, bytes)| records(name, bytes)).sum();
    assert_eq!(records, 56);
    let waterfall = world.table("waterfall");
    let responses = |step: &str| -> i64 {
        waterfall.iter().filter(|row| row.text("step") == step).map(|row| row.int("responses")).sum()
    };
    assert_eq!(responses("received"), 56);
    let taken_off = ["unreadable", "blank", "duplicate", "excluded"].map(responses).iter().sum::<i64>();
    assert_eq!(responses("received"), taken_off + responses("analysed"));
    assert_eq!((responses("unreadable"), responses("blank"), responses("duplicate")), (0, 3, 1));
    assert_eq!(world.table("responses").len(), 56);
}

/// Records in a file of the sample.
fn records(name: &str, bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => csv_records(&text).len() - 1,
        Some("jsonl") => text.lines().count(),
        Some("mbox") => text.lines().filter(|line| line.starts_with("From ")).count(),
        _ => 1,
    }
}

#[test]
fn every_response_a_reader_coded_is_there() {
    let gold =
        fs::read_to_string(repository().join("tests/gold/serious-violence.csv")).expect("the gold coding");
    let coded: BTreeSet<&str> = gold.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let world = World::sample();
    world.run();
    let responses = world.table("responses");
    let known: BTreeSet<&str> = responses.iter().map(|row| row.text("response_id")).collect();
    assert_eq!(coded.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn cells_of_option_support_add_up() {
    let world = World::sample();
    world.run();
    let support = world.table("option_support");
    let analysed = world.table("responses").iter().filter(|row| row.text("status") == "analysed").count();
    let taken_up =
        |row: &Row| ["support", "oppose", "mixed", "unclear"].map(|cell| row.int(cell)).iter().sum::<i64>();
    let size = |row: &Row| taken_up(row) + row.int("not_addressed");
    for row in &support {
        assert_eq!(row.int("base"), taken_up(row), "{row:?}");
        if row.text("group") == "all" {
            assert_eq!(size(row), i64::try_from(analysed).expect("few"), "{row:?}");
        }
    }
    for group in ["respondent_type", "region"] {
        for option in ["vision", "option-1", "option-2", "option-3"] {
            for cell in ["support", "oppose", "mixed", "unclear", "not_addressed"] {
                let sum = |group: &str| -> i64 {
                    let rows = support
                        .iter()
                        .filter(|row| row.text("group") == group && row.text("option_id") == option);
                    rows.map(|row| row.int(cell)).sum()
                };
                assert_eq!(sum(group), sum("all"), "{group} {option} {cell}");
            }
        }
    }
}

#[test]
fn the_manifest_tells_what_was_counted() {
    let world = World::sample();
    let printed = world.canvass(&["run", "consultation", "--out", "out", "--json"]).exits(0).json();
    let manifest: serde_json::Value = serde_json::from_str(&world.read("out/manifest.json")).expect("JSON");
    assert_eq!(printed, manifest);
    for table in TABLES {
        let rows = manifest["rows"].as_array().expect("a list").iter().find(|row| row[0] == table);
        let n_rows = rows.and_then(|row| row[1].as_u64()).expect("every table is listed");
        assert_eq!(n_rows, world.every_view_of("out", table).len() as u64, "{table}");
    }
    let responses = &manifest["responses"];
    assert_eq!(responses["received"], 56);
    for row in world.table("waterfall") {
        assert_eq!(responses[row.text("step")].as_i64(), Some(row.int("responses")), "{row:?}");
    }
    assert_eq!(manifest["notices"].as_u64(), Some(world.notices().len() as u64));
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let world = World::sample();
    world.run();
    let mut child = Command::new(CANVASS)
        .current_dir(world.path(""))
        .args(["tables", "out", "theme_counts", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut told).expect("read");
    assert_eq!((child.wait().expect("ended").code(), told.as_str()), (Some(0), ""));
}

#[test]
fn a_response_is_shown_with_its_evidence() {
    let world = World::sample();
    world.run();
    let shown = world.canvass(&["show", "out", "emails/councillor-dray.txt"]).exits(0).stdout;
    assert!(shown.contains("option-1") && shown.contains("oppose"), "{shown}");
    assert!(shown.contains("[resources]‹funding›"), "{shown}");
    let json = world.canvass(&["show", "out", "emails/councillor-dray.txt", "--json"]).exits(0).json();
    assert_eq!(json["response"]["response_id"], "emails/councillor-dray.txt");
    assert_eq!(json["stances"].as_array().map(Vec::len), Some(4));
}

#[test]
fn scans_are_read_where_it_is_asked_for_and_can_be_done() {
    let world = World::library();
    let scan = include_bytes!("../../crates/canvass-ingest/tests/fixtures/pdf/scan.pdf");
    world.write("consultation/responses/scan.pdf", scan);
    world.run();
    assert_eq!(world.table("responses")[0].text("reason"), "no text layer");
    let ran = world.canvass(&["run", "consultation", "--out", "out", "--ocr"]);
    if ran.code == Some(2) {
        assert!(ran.stderr.contains("is not installed") && ran.stderr.contains("tesseract-ocr"), "{ran:?}");
        super::harness::note("skipped: tesseract is not installed here");
        return;
    }
    let responses = world.table("responses");
    assert_eq!(responses[0].text("status"), "analysed");
    assert!(responses[0].text("text").contains("library open"), "{responses:?}");
    assert!(world.notices().iter().any(|notice| notice.text("kind") == "ocr"));
}

//! `report.html`: every figure in it is one of the tables', and nobody is quoted who would not be.

use std::collections::BTreeSet;

use super::harness::World;

/// What stands between two marks, wherever they do.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end).map(|(inside, _)| inside)).collect()
}

#[test]
fn every_figure_is_found_in_a_table() {
    let world = World::sample();
    world.run();
    let report = world.read("out/report.html");
    let mut known: BTreeSet<String> = BTreeSet::from(["–".to_owned()]);
    let tables = [
        "waterfall",
        "option_support",
        "option_themes",
        "theme_counts",
        "closed_counts",
        "campaigns",
        "responses",
    ];
    for row in tables.iter().flat_map(|table| world.every_view_of("out", table)) {
        for column in row.columns() {
            let cell = row.cell(column);
            known.extend(cell.as_i64().map(|count| count.to_string()));
            if let Some(number) = cell.as_f64() {
                known.insert(format!("{:.0} %", number * 100.0));
                known.insert(format!("{number:.1}"));
            }
        }
    }
    // Sizes of groups are the sums that `option_support` says they are.
    for row in world.table("option_support") {
        known.insert((row.int("base") + row.int("not_addressed")).to_string());
    }
    let figures = between(&report, "<td class=\"n\">", "</td>");
    assert!(figures.len() > 500, "{}", figures.len());
    let strange: Vec<&&str> = figures.iter().filter(|figure| !known.contains(**figure)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn it_is_one_file_that_needs_nothing_else() {
    let world = World::sample();
    world.run();
    let report = world.read("out/report.html");
    for outside in ["<script", "<link", "http://", "https://", "@import", "url("] {
        assert!(!report.contains(outside), "{outside}");
    }
    assert!(report.contains("neither a vote nor a sample"));
    let again = world.canvass(&["report", "out", "--dest", "again.html"]).exits(0).stdout;
    assert_eq!(again.trim(), "again.html");
    assert_eq!(world.read("again.html"), report, "the same tables give the same report");
}

#[test]
fn quotes_are_the_very_words_of_those_who_may_be_quoted() {
    let world = World::library();
    let survey = "Response ID,Kind,May we publish your response?,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
        r1,resident,Yes,Yes,The staff are always kind to my children when we come to read with them.\n\
        r2,resident,No,Yes,The staff are the only people I talk to from one week to the next.\n\
        r3,school,Yes,Yes,Our pupils know every one of the staff by name and they ask for Sundays.\n";
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    let report = world.read("out/report.html");
    assert!(report.contains("always kind to my children") && report.contains("Our pupils know"), "{report}");
    assert!(!report.contains("the only people I talk to"));
    assert!(!report.contains(">r1<") && !report.contains(">r3<"), "nobody is named");
}

#[test]
fn words_for_shares_are_used_as_they_are_defined() {
    let world = World::library();
    world.write(
        "consultation/responses/survey.csv",
        "Response ID,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
         a,Yes,The staff are kind.\nb,Yes,It costs money.\nc,Yes,The staff rest.\nd,Yes,Why not?\n",
    );
    world.run();
    assert!(!world.read("out/report.html").contains("a good half"));
    let definition = world.read("consultation/consultation.toml");
    let words = "[report]\nquantifiers = { \"some\" = 0.3, \"a good half\" = 0.6 }\n";
    world.write("consultation/consultation.toml", format!("{definition}\n{words}"));
    world.run();
    let report = world.read("out/report.html");
    assert!(report.contains("– a good half") && report.contains("– some"), "{report}");
    world.write(
        "consultation/consultation.toml",
        format!("{definition}\n[report]\nquantifiers = {{ most = 60.0 }}\n"),
    );
    let ran = world.canvass(&["run", "consultation", "--out", "out"]).exits(2);
    assert!(ran.stderr.contains("`60` is no share"), "{}", ran.stderr);
}

#[test]
fn whoever_refuses_is_not_quoted_in_a_report_that_is_written_anew() {
    let world = World::library();
    let survey = "Response ID,Kind,May we publish your response?,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
        r1,resident,No,Yes,The staff are the only people I talk to from one week to the next.\n\
        r2,school,Yes,Yes,Our pupils know every one of the staff by name and they ask for Sundays.\n";
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    world.canvass(&["report", "out", "--dest", "again.html"]).exits(0);
    let again = world.read("again.html");
    assert!(again.contains("Our pupils know") && !again.contains("the only people I talk to"));
    assert_eq!(again, world.read("out/report.html"));
}

//! `report.html`: every figure in it is one of the tables', and nobody is quoted who would not be.

use std::collections::{BTreeMap, BTreeSet};

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
                known.insert(percent(Some(number)));
                known.insert(format!("{number:.1}").replace('-', "−"));
            }
        }
    }
    // Sizes of groups are the sums that `option_support` says they are.
    for row in world.table("option_support") {
        known.insert((row.int("base") + row.int("not_addressed")).to_string());
    }
    // Conflicts of tick and words are the rows of `stances` that say so.
    let mut conflicts: BTreeMap<String, usize> = BTreeMap::new();
    for row in world.table("stances") {
        *conflicts.entry(row.text("option_id").to_owned()).or_default() += usize::from(row.is("conflict"));
    }
    known.extend(conflicts.values().map(ToString::to_string));
    let figures =
        [between(&report, "<td class=\"n\">", "<"), between(&report, "<span class=\"n\">", "<")].concat();
    // What bars say to those who do not see them, and the bases in captions.
    let said =
        [between(&report, "role=\"img\" aria-label=\"", "\""), between(&report, "<caption>", "</caption>")]
            .concat();
    let said =
        said.iter().flat_map(|words| words.split(|letter: char| !letter.is_ascii_digit() && letter != '.'));
    let said = said.map(|word| word.trim_matches('.'));
    let figures: Vec<&str> = figures.into_iter().chain(said).filter(|figure| !figure.is_empty()).collect();
    assert!(figures.len() > 2000, "{}", figures.len());
    let strange: Vec<&&str> = figures.iter().filter(|figure| !known.contains(**figure)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// A share as the report writes it.
fn percent(share: Option<f64>) -> String {
    let Some(share) = share else { return "–".to_owned() };
    let rounded = format!("{:.0} %", share * 100.0);
    match rounded.as_str() {
        "0 %" if share > 0.0 => "<1 %".to_owned(),
        "100 %" if share < 1.0 => ">99 %".to_owned(),
        _ => rounded,
    }
}

/// A library with five residents of whom three sent one letter, and a school.
fn campaigning() -> World {
    let world = World::library();
    let letter = "I am against opening on Sundays because the staff need their rest, as everybody who works does, \
        and because the money would be better spent on new books for the children of this town.";
    let replies = [
        ["a", "Resident", "No", letter],
        ["b", "Resident", "No", letter],
        ["c", "Resident", "No", letter],
        [
            "d",
            "Resident",
            "Yes",
            "The staff of my library would be glad of the company on a Sunday afternoon.",
        ],
        [
            "e",
            "Resident",
            "No",
            "A house that is heated for six people costs money that nobody has got to spare.",
        ],
        ["f", "School", "", ""],
        ["g", "School", "Yes", "Do the staff know that our pupils have nowhere to go on a Sunday afternoon?"],
    ];
    let head = "Response ID,Respondent type,1. Do you agree that the library should open on Sundays?,1a. Please explain";
    let rows = replies.map(|reply| reply.map(|cell| format!("\"{cell}\"")).join(","));
    let survey = format!("{head}\n{}\n", rows.join("\n"));
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    world
}

#[test]
fn bars_are_the_rows_of_option_support() {
    let world = campaigning();
    let report = world.read("out/report.html");
    let rows = world.every_view_of("out", "option_support");
    let options = [("sunday", "Sunday opening"), ("fines", "An end to fines")];
    for (id, label) in options {
        let section = report.split(&format!("\">{label}</h3>")).nth(1).expect("a heading");
        let section = section.split("<h3").next().unwrap_or_default();
        let of_option =
            rows.iter().filter(|row| row.text("option_id") == id && row.text("group") == "respondent_type");
        for row in of_option {
            let view =
                format!("<div class=\"view {}\"><figure><figcaption>By respondent type", row.text("view"));
            let chart = between(section, &view, "</figure>")[0];
            let who = format!("<span class=\"who\" dir=\"auto\">{}</span>", row.text("group_value"));
            let bar = between(chart, &who, "</li>")[0];
            let label = format!(
                "aria-label=\"oppose {}, mixed {}, unclear {}, support {}\"",
                row.int("oppose"),
                row.int("mixed"),
                row.int("unclear"),
                row.int("support")
            );
            assert!(bar.contains(&label), "{label}: {bar}");
            let figures = between(bar, "<span class=\"n\">", "<");
            if row.int("base") == 0 {
                assert!(figures.is_empty() && bar.contains("not taken up"), "{bar}");
            } else {
                let [oppose, support] =
                    ["oppose_share", "support_share"].map(|share| percent(row.share(share)));
                assert_eq!(figures, [oppose, support, row.int("base").to_string()]);
            }
        }
    }
    // By hand: four of five residents against, two of three with the campaign once, one of two without it.
    let chart = |view: &str| {
        let view = format!("<div class=\"view {view}\"><figure><figcaption>By respondent type");
        between(between(&report, &view, "</figure>")[0], "<span class=\"n\">", "<")[..3].join(" ")
    };
    assert_eq!(chart("all"), "80 % 20 % 5");
    assert_eq!(chart("campaigns_once"), "67 % 33 % 3");
    assert_eq!(chart("campaigns_out"), "50 % 50 % 2");
}

#[test]
fn conflicts_of_tick_and_words_are_counted_in_the_report() {
    let world = World::library();
    let survey = "Response ID,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
        a,No,I support opening on Sundays wholeheartedly.\nb,No,I oppose opening on Sundays.\n";
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    let conflicts: Vec<String> = world
        .table("stances")
        .iter()
        .filter(|row| row.is("conflict"))
        .map(|row| format!("{} {}", row.text("response_id"), row.text("option_id")))
        .collect();
    assert_eq!(conflicts, ["a sunday"]);
    let report = world.read("out/report.html");
    assert_eq!(report.matches("the words argue otherwise").count(), 1);
    assert!(report.contains("In <span class=\"n\">1</span> response the words argue otherwise"), "{report}");
}

#[test]
fn quotes_are_whole_sentences_and_no_campaign_crowds_others_out() {
    let world = campaigning();
    let report = world.read("out/report.html");
    let quotes = between(&report, "<blockquote><p", "</p>");
    let quotes: Vec<&str> =
        quotes.iter().filter_map(|quote| quote.split_once('>')).map(|(_, words)| words).collect();
    assert!(quotes.iter().any(|words| words.starts_with("A house that is heated")), "{quotes:?}");
    assert_eq!(quotes.iter().filter(|words| words.starts_with("I am against")).count(), 1, "{quotes:?}");
    assert!(!report.contains("nowhere to go"), "a question speaks for nobody");
}

#[test]
fn without_options_themes_tell_who_said_what() {
    let world = World::library();
    let definition = "[consultation]\nid = \"library\"\ntitle = \"The library\"\nlanguage = \"en\"\ngroups = [\"respondent_type\"]\n\n\
        [[question]]\nid = \"q1\"\nnumber = \"1\"\ntext = \"What would you change?\"\nkind = \"open\"\n";
    world.write("consultation/consultation.toml", definition);
    world.write(
        "consultation/responses/survey.csv",
        "Response ID,Respondent type,1. What would you change?\n\
         a,Resident,The staff should be there in the evening as they used to be.\n\
         b,School,Our pupils would like the staff to read to them in the mornings.\n\
         c,School,Nothing at all.\n",
    );
    world.run();
    let report = world.read("out/report.html");
    assert!(!report.contains("id=\"options\""));
    let groups = between(&report, "<h3>By respondent type</h3>", "</table>")[0];
    assert_eq!(between(groups, "<td class=\"n\">", "<"), ["2", "1"], "{groups}");
    assert!(
        report.contains("The staff should be there") && report.contains("Our pupils would like"),
        "{report}"
    );
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

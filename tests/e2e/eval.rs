//! `canvass eval`: a run measured against what people coded.

use super::harness::World;

const SURVEY: &str = "Response ID,Kind,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
    r1,resident,Yes,The staff are kind.\n\
    r2,resident,No,It costs money.\n\
    r3,school,No,We love books.\n\
    r4,,,N/A\n";

const FRAME: &str = "[[theme]]\nid = 'staff'\nany = ['staff']\n[[theme]]\nid = 'money'\nany = ['money']\n";

const GOLD: &str = "response_id;unit;target;label;coder;remark\n\
    r1;stance;sunday;support;anna;\n\
    r2;stance;sunday;oppose;anna;sure\n\
    r3;stance;sunday;support;anna;\n\
    r3;stance;sunday;oppose;ben;\n\
    r1;theme;staff;yes;anna;\n\
    r2;theme;money;1;anna;\n\
    r3;theme;money;yes;anna;\n\
    r4;theme;;;anna;\n";

fn world() -> World {
    let world = World::library();
    world.write("consultation/themes.toml", FRAME);
    world.write("consultation/responses/survey.csv", SURVEY);
    world.write("gold.csv", GOLD);
    world.run();
    world
}

#[test]
fn figures_are_those_of_a_hand_count() {
    let world = world();
    let found = world.canvass(&["eval", "out", "--gold", "gold.csv", "--json"]).exits(0).json();
    // r3 is disputed by its two coders; r4 is blank.
    assert_eq!(found["responses"], 3);
    assert_eq!(found["not_analysed"], serde_json::json!({ "blank": 1 }));
    assert_eq!(found["left_out"], serde_json::json!([{ "response_id": "r4", "status": "blank" }]));
    let labels = serde_json::json!({ "anna": "support", "ben": "oppose" });
    let dispute = serde_json::json!(
        [{ "response_id": "r3", "unit": "stance", "target": "sunday", "labels": labels }]
    );
    assert_eq!(found["disputed"], dispute);
    assert_eq!(found["stance"]["accuracy"]["value"], 1.0);
    assert_eq!((&found["stance"]["units"], &found["stance"]["disputed"]), (&2.into(), &1.into()));
    assert_eq!(found["theme"]["micro"]["precision"], 1.0);
    assert_eq!(found["theme"]["micro"]["recall"], 2.0 / 3.0);
    assert_eq!(found["theme"]["targets"][0]["id"], "staff");
    let errors = found["errors"].as_array().expect("a list");
    let shown: Vec<_> = errors.iter().map(|error| (&error["response_id"], &error["gold"])).collect();
    assert_eq!(shown, [(&"r3".into(), &"present".into())]);
    let kappas = found["agreement"].as_array().expect("a list").len();
    assert!(kappas >= 4, "{found}");
}

#[test]
fn what_is_left_out_of_the_figures_is_named() {
    let world = world();
    let shown = world.canvass(&["eval", "out", "--gold", "gold.csv"]).exits(0).stdout;
    for words in [
        "of 2 labels; 1 disputed between coders\n",
        "Labelled, and not analysed\n  r4  blank\n",
        "Disputed between coders, and left out\n  r3  stance sunday: anna support, ben oppose\n",
    ] {
        assert!(shown.contains(words), "`{words}` is not in\n{shown}");
    }
}

#[test]
fn a_long_list_of_what_is_left_out_says_how_many_more() {
    let world = World::library();
    let lines = |heading: &str, line: fn(usize) -> String| {
        std::iter::once(heading.to_owned()).chain((1..=14).map(line)).collect::<Vec<_>>().join("\n")
    };
    let survey = SURVEY.replace("\nr", "\ns");
    let survey = lines(survey.trim_end(), |at| format!("r{at},resident,,N/A"));
    world.write("consultation/responses/survey.csv", survey);
    let gold = lines("response_id,unit,target,label", |at| format!("r{at},stance,sunday,support"));
    world.write("gold.csv", gold);
    world.run();
    let shown = world.canvass(&["eval", "out", "--gold", "gold.csv"]).exits(1).stdout;
    assert!(shown.contains("  r7  blank\n  and 2 more; `--json` has all\n"), "{shown}");
}

#[test]
fn the_page_holds_every_difference_and_nothing_from_elsewhere() {
    let world = world();
    let shown = world.canvass(&["eval", "out", "--gold", "gold.csv", "--page", "page.html"]).exits(0).stdout;
    assert!(shown.contains("Stances found: 100.0 %"), "{shown}");
    let page = std::fs::read_to_string(world.path("page.html")).expect("a page");
    assert!(page.contains("We love books.") && page.contains("theme: Money"), "{page}");
    assert!(!page.contains("http") && !page.contains("<script"), "{page}");
}

#[test]
fn labels_of_nothing_are_pointed_at() {
    let world = world();
    world.write("gold.csv", "response_id,unit,target,label\nr33,theme,staff,yes\n");
    let ran = world.canvass(&["eval", "out", "--gold", "gold.csv"]).exits(2);
    assert!(ran.stderr.contains("there is no response `r33`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("did you mean `r3`?") && ran.stderr.contains("gold.csv:2"), "{}", ran.stderr);
    world.write("gold.csv", "response_id,unit,target\nr3,theme,staff\n");
    let ran = world.canvass(&["eval", "out", "--gold", "gold.csv"]).exits(2);
    assert!(ran.stderr.contains("the column `label` is missing"), "{}", ran.stderr);
}

#[test]
fn a_coder_who_contradicts_themselves_is_pointed_at() {
    let world = world();
    let rows = "r2,theme,money,yes,anna\nr3,theme,money,yes,anna\nr2,theme,money,no,anna\n";
    world.write("gold.csv", format!("response_id,unit,target,label,coder\n{rows}"));
    let ran = world.canvass(&["eval", "out", "--gold", "gold.csv"]).exits(2);
    for words in
        ["`anna` labels the same unit differently in line 2", "gold.csv:4", "keep one of the two lines"]
    {
        assert!(ran.stderr.contains(words), "`{words}` is not in\n{}", ran.stderr);
    }
}

#[test]
fn kinds_of_respondents_are_those_of_the_tables() {
    let world = World::library();
    world.write("consultation/themes.toml", FRAME);
    let row = |(at, kind): (usize, &&str)| format!("r{at},{kind},Yes,The staff are kind to caller {at}.\n");
    let kinds = ["Resident", "resident.", "Resident", "", "School"];
    let rows: String = kinds.iter().enumerate().map(row).collect();
    let headers = SURVEY.lines().next().expect("a line").replace("Kind", "Respondent type");
    world.write("consultation/responses/survey.csv", format!("{headers}\n{rows}"));
    world.write(
        "gold.csv",
        "response_id,unit,target,label\nr0,stance,sunday,support\nr1,stance,sunday,support\n\
        r1,stance,fines,not_addressed\nr3,stance,sunday,oppose\nr4,stance,sunday,support\n",
    );
    world.run();
    let found = world.canvass(&["eval", "out", "--gold", "gold.csv", "--json"]).exits(0).json();
    let types = found["respondent_types"].as_array().expect("a list");
    let shown: Vec<_> = types.iter().map(|kind| (&kind["respondent_type"], &kind["stances"])).collect();
    let expected =
        [("Resident", 3), ("School", 1), ("not given", 1)].map(|(kind, n)| (kind.into(), n.into()));
    assert_eq!(shown, expected.each_ref().map(|(kind, n)| (kind, n)));
}

#[test]
fn labels_of_what_is_present_alone_tell_no_precision() {
    let world = world();
    world.write("gold.csv", "response_id,unit,target,label\nr1,theme,staff,yes\nr1,stance,sunday,oppose\n");
    let shown = world.canvass(&["eval", "out", "--gold", "gold.csv", "--page", "page.html"]).exits(0).stdout;
    let remark = "Precision of themes: cannot be judged of staff: the labels name only what is present";
    assert!(shown.contains("Sample-average F1 of themes: –\n") && shown.contains(remark), "{shown}");
    assert!(
        shown.contains("F1 of themes over all labels: – (precision –, recall 1.000); macro –\n"),
        "{shown}"
    );
    let classes = " over 2 stances; 3 neither coders nor canvass have";
    assert!(shown.contains(classes), "{shown}");
    let page = world.read("page.html");
    assert!(page.contains("the labels name only what is present") && page.contains(classes), "{page}");
    let found = world.canvass(&["eval", "out", "--gold", "gold.csv", "--json"]).exits(0).json();
    assert_eq!(found["theme"]["only_present"], serde_json::json!(["staff"]));
    assert!(found["theme"]["targets"][0]["precision"].is_null() && found["theme"]["micro"]["f1"].is_null());
    assert_eq!(found["theme"]["targets"][0]["recall"], 1.0);
    assert_eq!(found["stance"]["macro_f1_classes"], 2);
}

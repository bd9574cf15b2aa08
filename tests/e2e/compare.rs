//! `canvass compare`: what moved between two runs.

use super::harness::World;

const SURVEY: &str = "Response ID,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
    r1,Yes,The staff are kind.\n\
    r2,No,It costs money.\n\
    r3,No,We love books.\n";

#[test]
fn nothing_moves_between_equal_runs() {
    let world = World::library();
    world.write("consultation/responses/survey.csv", SURVEY);
    world.run();
    world.canvass(&["run", "consultation", "--out", "again"]).exits(0);
    let found = world.canvass(&["compare", "out", "again", "--json"]).exits(0).json();
    for list in ["changed_inputs", "new", "gone", "changed_text", "changes"] {
        assert_eq!(found[list], serde_json::json!([]), "{list}");
    }
}

#[test]
fn changed_rules_and_responses_are_told_apart() {
    let world = World::library();
    world.write("consultation/responses/survey.csv", SURVEY);
    world.run();
    let later = SURVEY.replace("r2,No,", "r2,Yes,").replace("r3,No", "r4,No");
    world.write("consultation/responses/survey.csv", later);
    let frame = world.read("consultation/themes.toml");
    let more = "[[theme]]\nid = 'kindness'\nany = ['kind*']\n";
    world.write("consultation/themes.toml", format!("{frame}\n{more}"));
    world.canvass(&["run", "consultation", "--out", "later"]).exits(0);
    let found = world.canvass(&["compare", "out", "later", "--json"]).exits(0).json();
    assert_eq!(found["changed_inputs"], serde_json::json!(["responses", "themes"]));
    assert_eq!((&found["new"][0], &found["gone"][0]), (&"r4".into(), &"r3".into()));
    assert_eq!(found["changed_text"], serde_json::json!(["r2"]));
    let changes = found["changes"].as_array().expect("a list");
    let stance = changes.iter().find(|change| change["unit"] == "stance").expect("a stance moved");
    let moved = [&stance["response_id"], &stance["before"], &stance["after"]];
    assert_eq!(moved, ["r2", "oppose", "support"]);
    let theme = changes.iter().find(|change| change["target"] == "kindness").expect("a theme is new");
    assert_eq!((&theme["response_id"], &theme["rules_after"][0]), (&"r1".into(), &"kind*".into()));
    let totals = found["options"].as_array().expect("a list");
    let support = totals.iter().find(|total| total["id"] == "sunday" && total["stance"] == "support");
    let support = support.expect("a total");
    assert_eq!((&support["before"], &support["after"]), (&1.into(), &2.into()));
    let shown = world.canvass(&["compare", "out", "later"]).exits(0).stdout;
    assert!(shown.contains("r2  stance sunday: oppose → support"), "{shown}");
}

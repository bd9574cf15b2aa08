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
    for list in [
        "changed_inputs",
        "new",
        "gone",
        "changed_text",
        "changed_attributes",
        "changed_status",
        "changed_bytes",
        "changes",
    ] {
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

const WITH_REGION: &str = "Response ID,Region,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
    r1,North,Yes,The staff are kind.\n\
    r2,North,No,It costs money.\n\
    r3,South,No,We love books.\n";

#[test]
fn what_really_changed_of_a_response_is_said() {
    let world = World::library();
    world.write("consultation/responses/survey.csv", WITH_REGION);
    world.write("consultation/responses/page.html", "<p>We love books.</p>");
    world.run();
    let later = WITH_REGION.replace("r1,North", "r1,South").replace("costs money", "costs a lot");
    world.write("consultation/responses/survey.csv", later);
    world.write("consultation/responses/page.html", "<p >We love books.</p>");
    let excluded = "response_id,what,from,to,reason\nr3,exclude,,,withdrawn\n";
    world.write("consultation/assignments.csv", excluded);
    world.canvass(&["run", "consultation", "--out", "later"]).exits(0);
    let found = world.canvass(&["compare", "out", "later", "--json"]).exits(0).json();
    let expected = [
        ("new", serde_json::json!([])),
        ("gone", serde_json::json!([])),
        ("changed_text", serde_json::json!(["r2"])),
        ("changed_attributes", serde_json::json!([{ "response_id": "r1", "attributes": ["region"] }])),
        (
            "changed_status",
            serde_json::json!([{ "response_id": "r3", "before": "analysed", "after": "excluded" }]),
        ),
        ("changed_bytes", serde_json::json!(["page.html"])),
        ("received_before", 4.into()),
        ("received_after", 4.into()),
    ];
    for (key, value) in expected {
        assert_eq!(found[key], value, "{key}");
    }
    let shown = world.canvass(&["compare", "out", "later"]).exits(0).stdout;
    let expected = "Responses received: 4 before, 4 after\n  \
        1 with another text: r2\n  \
        1 with other attributes: r1 (region)\n  \
        1 with another status: r3 (analysed → excluded)\n  \
        1 with other bytes alone: page.html\n\
        Responses analysed: 4 before, 3 after\n";
    assert!(shown.starts_with(expected), "{shown}");
}

#[test]
fn new_and_gone_responses_are_named_as_far_as_they_are_few() {
    let world = World::library();
    let heading = SURVEY.lines().next().expect("a heading");
    let survey = |ids: std::ops::Range<usize>| {
        let rows = ids.map(|at| format!("r{at},No,It costs {at} pounds."));
        std::iter::once(heading.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
    };
    world.write("consultation/responses/survey.csv", survey(10..13));
    world.run();
    world.write("consultation/responses/survey.csv", survey(12..23));
    world.canvass(&["run", "consultation", "--out", "later"]).exits(0);
    let shown = world.canvass(&["compare", "out", "later"]).exits(0).stdout;
    for line in ["  10 new: r13, r14, r15, r16, r17, r18, r19, r20 and 2 more\n", "  2 gone: r10, r11\n"] {
        assert!(shown.contains(line), "{line}{shown}");
    }
    let heads = ["Stances, in responses", "Themes, in responses"].map(|name| {
        let table = shown.split(name).nth(1).unwrap_or_default();
        table.lines().nth(2).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    });
    assert_eq!(heads, ["id stance before after change", "id before after change"]);
}

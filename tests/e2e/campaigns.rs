//! Copies of a template: found, kept, and counted in three ways.

use super::harness::{Row, World};

const TEMPLATE: &str = "I write to support opening the library on Sundays. Families are free on that day and have \
    nowhere warm to go together. The staff who volunteer for it would be paid a fair wage. Please do not let this \
    chance pass, as it will not come again for many years.";

/// Letters by name: five copies, two of them with something of their senders' own, and three others.
fn world() -> World {
    let world = World::library();
    let letters = [
        ("a", format!("Dear Ms Hill,\n\n{TEMPLATE}\n\nYours sincerely,\nAnn Lee")),
        ("b", format!("Dear Sir,\n\n{TEMPLATE}\n\nYours faithfully,\nBob Ray\n4 Mill Lane")),
        (
            "c",
            format!(
                "{TEMPLATE}\n\nMy own children learned to read at its big table.\n\nKind regards\nCy Fox"
            ),
        ),
        ("d", format!("Hello\n\n{}\n\nRegards\nDi Penn", TEMPLATE.replace("Families", "My neighbours"))),
        ("e", format!("To whom it may concern\n\n{TEMPLATE}\n\nEd Mott")),
        (
            "f",
            "I oppose opening the library on Sundays. It costs money that the branch libraries need more."
                .into(),
        ),
        ("g", "Yes".to_owned()),
        ("h", "Yes!".to_owned()),
    ];
    for (name, letter) in letters {
        world.write(&format!("consultation/responses/{name}.txt"), letter);
    }
    world.run();
    world
}

#[test]
fn copies_are_one_campaign_with_their_differences() {
    let world = world();
    let campaigns = world.table("campaigns");
    let [campaign] = &campaigns[..] else { panic!("{campaigns:?}") };
    let counts = ["responses", "standard", "personalised"].map(|column| campaign.int(column));
    assert_eq!(counts, [5, 3, 2]);
    assert_eq!(campaign.text("template"), TEMPLATE);
    assert_eq!(campaign.text("first_response_id"), "a.txt");

    let responses = world.table("responses");
    let role = |row: &Row| (!row.is_null("campaign_role")).then(|| row.text("campaign_role").to_owned());
    let roles: Vec<Option<String>> = responses.iter().map(role).collect();
    let expected = ["standard", "standard", "personalised", "personalised", "standard"];
    let expected = expected.map(|role| Some(role.to_owned())).into_iter().chain([None, None, None]);
    assert_eq!(roles, expected.collect::<Vec<_>>());

    let changes = world.table("campaign_changes");
    let shown: Vec<(&str, &str, &str)> = changes
        .iter()
        .filter(|row| !row.is("formal"))
        .map(|row| (row.text("response_id"), row.text("change"), row.text("quote")))
        .collect();
    let own = "My own children learned to read at its big table";
    assert_eq!(shown, [("c.txt", "added", own), ("d.txt", "changed", "My neighbours")]);
    for row in &changes {
        let response = responses.iter().find(|one| one.text("response_id") == row.text("response_id"));
        assert_eq!(&response.expect("a response").text("text")[row.range("start", "end")], row.text("quote"));
    }
}

#[test]
fn every_count_is_taken_three_ways() {
    let world = world();
    let support = world.every_view_of("out", "option_support");
    let of = |view: &str| {
        let is_it = |row: &&Row| {
            row.text("view") == view && row.text("group") == "all" && row.text("option_id") == "sunday"
        };
        let row = support.iter().find(is_it).expect("a row");
        (row.int("support"), row.int("oppose"))
    };
    let [all, once, out] = ["all", "campaigns_once", "campaigns_out"].map(of);
    assert_eq!((all.0 - once.0, once.0 - out.0), (4, 1), "{all:?} {once:?} {out:?}");
    assert_eq!((all.1, once.1, out.1), (1, 1, 1));
}

/// The view counted again from the tables that it can be counted from.
#[test]
fn each_campaign_once_can_be_counted_again() {
    let world = world();
    let [responses, stances, campaigns] = ["responses", "stances", "campaigns"].map(|name| world.table(name));
    let counted: Vec<&str> = campaigns.iter().map(|row| row.text("counted_response_id")).collect();
    assert_eq!(counted.len(), 1);
    let counts = |id: &str| {
        let row = responses.iter().find(|row| row.text("response_id") == id).expect("a response");
        row.is_null("campaign_id") || counted.contains(&id)
    };
    let once = world.every_view_of("out", "option_support");
    let once = once.iter().filter(|row| row.text("view") == "campaigns_once" && row.text("group") == "all");
    for row in once {
        for stance in ["support", "oppose", "mixed", "unclear", "not_addressed"] {
            let again = stances.iter().filter(|stated| {
                stated.text("option_id") == row.text("option_id")
                    && stated.text("stance") == stance
                    && counts(stated.text("response_id"))
            });
            assert_eq!(row.int(stance), i64::try_from(again.count()).expect("few"), "{stance} {row:?}");
        }
    }
}

#[test]
fn campaigns_are_told_wherever_one_looks() {
    let world = world();
    let summary = world.run().stdout;
    assert!(summary.contains("Campaigns: 5 responses are copies of 1 template;"), "{summary}");
    let shown = world.canvass(&["show", "out", "c.txt"]).exits(0).stdout;
    assert!(shown.contains("personalised"), "{shown}");
    let report = world.read("out/report.html");
    for words in ["each campaign once", "campaigns left out", TEMPLATE] {
        assert!(report.contains(words), "{words}");
    }
}

#[test]
fn bodies_that_share_a_sentence_share_a_passage() {
    let world = World::library();
    let shared = "We believe that a library which is shut when people are free fails those who need it most.";
    let body = |own: &str| format!("{own} {own} Our members were asked in June.\n\n{shared}\n\n{own}");
    world.write(
        "consultation/responses/a.txt",
        body("The reading rooms are cold and the roof leaks in March."),
    );
    world.write(
        "consultation/responses/b.txt",
        body("Our charity runs clubs for children who cannot swim yet."),
    );
    world.run();
    assert!(world.table("campaigns").is_empty());
    let passages = world.table("shared_passages");
    let shown: Vec<_> = passages.iter().map(|row| (row.text("response_id"), row.int("responses"))).collect();
    assert_eq!(shown, [("a.txt", 2), ("b.txt", 2)]);
    assert_eq!(passages[0].text("passage"), shared.trim_end_matches('.'));
}

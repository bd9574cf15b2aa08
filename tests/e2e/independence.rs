//! What must not move when something else does: other themes, stances, other responses.

use super::harness::{Row, World};

const ROWS: [&str; 3] = ["answers", "mentions", "stances"];

/// The rows of a table that are left when some are put aside.
fn rows(world: &World, table: &str, keep: impl Fn(&Row) -> bool) -> Vec<Row> {
    world.table(table).into_iter().filter(|row| keep(row)).collect()
}

#[test]
fn a_theme_moves_no_other_theme_and_no_stance() {
    let world = World::sample();
    world.run();
    let others = |row: &Row| row.text("theme_id") != "funding";
    let all = |_: &Row| true;
    let (mentions, stances) = (rows(&world, "mentions", others), rows(&world, "stances", all));
    let (support, answers) = (rows(&world, "option_support", all), rows(&world, "answers", all));
    let n_before = world.table("mentions").len();
    // The first list of rules in the code frame is that of funding.
    world.edit(
        "consultation/themes.toml",
        "any = [\n",
        "any = [\n  \"the\",\n  \"police\",\n  \"school support\",\n",
    );
    world.run();
    assert!(world.table("mentions").len() > n_before, "the edit takes effect");
    assert_eq!(rows(&world, "mentions", others), mentions);
    assert_eq!(rows(&world, "stances", all), stances);
    assert_eq!(rows(&world, "option_support", all), support);
    assert_eq!(rows(&world, "answers", all), answers);
}

#[test]
fn a_stance_cue_moves_no_theme() {
    let world = World::sample();
    world.run();
    let all = |_: &Row| true;
    let (mentions, answers) = (rows(&world, "mentions", all), rows(&world, "answers", all));
    let stances = rows(&world, "stances", all);
    world.write("consultation/stance.toml", "remove = [\"against\", \"support\"]\n");
    world.run();
    assert_ne!(rows(&world, "stances", all), stances, "the edit takes effect");
    assert_eq!(rows(&world, "mentions", all), mentions);
    assert_eq!(rows(&world, "answers", all), answers);
}

#[test]
fn a_response_moves_no_other() {
    let world = World::sample();
    world.run();
    let before = ROWS.map(|table| world.table(table));
    world.write(
        "consultation/responses/emails/a-late-one.txt",
        "9. No. There is no money for it, and no police to do it.\n\nOption 3 is the best, and always was.\n",
    );
    world.run();
    let others = |row: &Row| row.text("response_id") != "emails/a-late-one.txt";
    for (table, before) in ROWS.into_iter().zip(before) {
        assert!(world.table(table).len() > before.len(), "{table}");
        assert_eq!(rows(&world, table, others), before, "{table}");
    }
}

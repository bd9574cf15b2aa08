//! Every table of a small consultation, whole and as text: what changes in one shows in a diff that people can read.

use std::fmt::Write as _;

use super::{compare, folder};
use crate::harness::{Row, World};

const TABLES: [&str; 16] = [
    "answers",
    "asides",
    "campaign_changes",
    "campaigns",
    "closed_counts",
    "exclusions",
    "keywords",
    "mentions",
    "option_support",
    "option_themes",
    "responses",
    "shared_passages",
    "stances",
    "theme_counts",
    "theme_pairs",
    "waterfall",
];
const TEMPLATE: &str = "I write to support opening the library on Sundays. Families are free on that day and have \
    nowhere warm to go together. The staff who volunteer for it would be paid a fair wage.";
const FORM: &str = "Response ID,Are you replying as,Should the library open on Sundays?,Please explain why.\n\
    s1,Resident,Yes,It costs so little and means so much.\n\
    s2,Resident,No,Staff cannot afford to lose their only day of rest.\n\
    s3,Business,No,\n\
    s4,Business,Don't know,N/A\n";

/// A form, four letters of a campaign, two of their own, one sent twice, one blank.
fn world() -> World {
    let world = World::library();
    let own = "I oppose opening the library on Sundays: the money is needed for books, and money is short.";
    let letters = [
        ("campaign-1.txt", TEMPLATE.to_owned()),
        ("campaign-2.txt", format!("{TEMPLATE}\n\nYours faithfully\nBob Ray")),
        ("campaign-3.txt", format!("{TEMPLATE}\n\nMy own mother cannot afford to heat her house.")),
        ("campaign-4.txt", TEMPLATE.replace("Families", "My neighbours")),
        ("letter.txt", own.to_owned()),
        ("letter-again.txt", own.to_owned()),
        ("blank.txt", " \n".to_owned()),
    ];
    for (name, letter) in letters {
        world.write(&format!("consultation/responses/{name}"), letter);
    }
    world.write("consultation/responses/form.csv", FORM);
    world.run();
    world
}

/// A line a row, a cell after another in the order of their columns' names, as JSON has them.
fn text(rows: &[Row]) -> String {
    let mut out = String::new();
    if let Some(row) = rows.first() {
        writeln!(out, "{}", row.columns().join(" | ")).expect("strings take everything");
    }
    for row in rows {
        let cells: Vec<String> = row.columns().into_iter().map(|name| row.cell(name).to_string()).collect();
        writeln!(out, "{}", cells.join(" | ")).expect("strings take everything");
    }
    out
}

#[test]
fn every_table_is_as_it_was() {
    let world = world();
    for name in TABLES {
        compare(&folder("tables").join(format!("{name}.txt")), &text(&world.every_view_of("out", name)));
    }
}

//! The gold stances: which are found, which are not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Passage, check, is_held_out, name, read};
use crate::harness::{Row, World};

/// The suites, and whether a third of them is held out.
const SUITES: [(&str, bool); 90] = [
    ("street", true),
    ("vets", true),
    ("schools", true),
    ("coast", true),
    ("drinks", false),
    ("idioms", false),
    ("fireworks", true),
    ("posters", true),
    ("charge", true),
    ("library", true),
    ("votes", true),
    ("leads", true),
    ("stoves", false),
    ("lights", false),
    ("market", false),
    ("flood", false),
    ("deer", false),
    ("exchange", false),
    ("toilets", false),
    ("barbecues", false),
    ("school-site", false),
    ("tram-route", false),
    ("larkfield-parking", false),
    ("cup-charge", false),
    ("missed-appointments", false),
    ("energy-tariffs", true),
    ("parking-mill-lane", true),
    ("sayings-upward-extensions", false),
    ("sayings-fluoride", false),
    ("sayings-two-tier", false),
    ("sayings-high-street", false),
    ("sayings-late-bars", false),
    ("sayings-peat", false),
    ("sayings-visitor-levy", false),
    ("sayings-landlords", false),
    ("sayings-beach-dogs", false),
    ("sayings-library", false),
    ("sayings-facial-recognition", false),
    ("sayings-resident-record", false),
    ("rivals-buses", false),
    ("rivals-devolution", false),
    ("rivals-bins", false),
    ("rivals-park-corner", false),
    ("rivals-surgery-site", false),
    ("rivals-school-day", false),
    ("sayings-twenty", true),
    ("sayings-night-ae", true),
    ("sayings-second-homes", true),
    ("sayings-solar", true),
    ("sayings-phones", true),
    ("sayings-statue", true),
    ("sayings-snares", true),
    ("sayings-drones", true),
    ("rivals-town-hall", true),
    ("rivals-admissions", true),
    ("rivals-crossing", true),
    ("rivals-stroke-rehab", true),
    ("sayings-bbq-ban", true),
    ("sayings-tip-closure", true),
    ("sayings-flood-wall", true),
    ("sayings-visitor-levy-2", true),
    ("sayings-swift-bricks", true),
    ("sayings-fire-merger", true),
    ("sayings-sunday-hours", true),
    ("sayings-market-move", true),
    ("sayings-air-subsidy", true),
    ("sayings-vape-age", true),
    ("sayings-speed-devolution", true),
    ("sayings-staffing-data", true),
    ("sayings-groomer-licence", true),
    ("sayings-marine-reserve", true),
    ("sayings-pharmacy-records", true),
    ("sayings-girls-school", true),
    ("rivals-river-crossing", true),
    ("rivals-library-future", true),
    ("rivals-school-day-2", true),
    ("rivals-town-hall-2", true),
    ("rivals-bin-collection", true),
    ("rivals-police-governance", true),
    ("sayings-disposable-barbecues", false),
    ("sayings-landlord-licensing", false),
    ("sayings-later-start", false),
    ("sayings-minor-injuries", false),
    ("sayings-street-lights", false),
    ("sayings-workplace-parking", false),
    ("rivals-council-reorganisation", false),
    ("rivals-high-street", false),
    ("rivals-old-fire-station", false),
    ("rivals-river-crossing-2", false),
    ("rivals-swimming", false),
];

impl Passage {
    /// The stance that a reader sees towards an option.
    fn stance(&self, option: &str) -> &str {
        let label =
            self.labels.iter().find_map(|label| label.name.split_once(' ').filter(|(_, of)| *of == option));
        label.map_or("not_addressed", |(stance, _)| stance)
    }
}

/// Rows of `stances` by response and option.
fn judged(definition: &str, passages: &[Passage]) -> BTreeMap<(String, String), Row> {
    let world = World::empty();
    world.write("consultation/consultation.toml", definition);
    world.write("consultation/themes.toml", "[[theme]]\nid = 'any'\nany = ['money']\n");
    let mut form = String::new();
    let texts: BTreeMap<&str, &str> = definition.split("[[question]]").skip(1).map(question).collect();
    for (at, passage) in passages.iter().enumerate() {
        match &passage.question {
            Some(id) => {
                let row = serde_json::json!({ "Response ID": name(at), texts[id.as_str()]: passage.text });
                writeln!(form, "{row}").expect("strings take everything");
            }
            None => world.write(&format!("consultation/responses/{}", name(at)), &passage.text),
        }
    }
    world.write("consultation/responses/form.jsonl", form);
    world.run();
    let key = |row: Row| ((row.text("response_id").to_owned(), row.text("option_id").to_owned()), row);
    world.table("stances").into_iter().map(key).collect()
}

/// Id and text of a question in a definition.
fn question(section: &str) -> (&str, &str) {
    let value = |key: &str| {
        let line = section.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.and_then(|line| line.strip_suffix('"')).expect("a key of the question")
    };
    (value("id"), value("text"))
}

/// What was found of some passages.
#[derive(Default)]
struct Tally {
    /// Labels that take a side or weigh both, and those found.
    sides: [usize; 2],
    /// All labels but reasons without a verdict, and options not addressed that were taken up; and those found.
    all: [usize; 2],
    /// Reasons without a verdict, and those where the program saw that side.
    reasons: [usize; 2],
    /// Sides seen where the reader sees, or senses, the other.
    turned: usize,
}

impl Tally {
    /// Counts a label; says whether it was found, or rightly left alone.
    fn count(&mut self, expected: &str, found: &str) -> bool {
        let side = expected.trim_end_matches('?');
        let is_found = expected == found;
        self.turned += usize::from(matches!((side, found), ("support", "oppose") | ("oppose", "support")));
        if side != expected {
            self.reasons = [self.reasons[0] + 1, self.reasons[1] + usize::from(side == found)];
            return side == found || found == "unclear";
        }
        if matches!(expected, "support" | "oppose" | "mixed") {
            self.sides = [self.sides[0] + 1, self.sides[1] + usize::from(is_found)];
        }
        if expected != "not_addressed" || !is_found {
            self.all = [self.all[0] + 1, self.all[1] + usize::from(is_found)];
        }
        is_found
    }

    fn show(&self, name: &str, out: &mut String) {
        let share = |[of, found]: [usize; 2]| format!("{found:>4} of {of:>3}");
        let (sides, all, reasons) = (share(self.sides), share(self.all), share(self.reasons));
        writeln!(out, "{name:<22} {sides}   {all}   {reasons}   {:>5}", self.turned)
            .expect("strings take everything");
    }
}

/// The figures, and every label of the passages in view that was not found.
fn found() -> String {
    let mut figures =
        format!("{:<22} {:>11}   {:>11}   {:>11}   {:>5}\n", "", "sides", "all labels", "reasons", "wrong");
    let mut missed = String::new();
    for (suite, holds_out) in SUITES {
        let (definition, passages) = read("stances", suite);
        let judged = judged(&definition, &passages);
        let (mut seen, mut held_out) = (Tally::default(), Tally::default());
        for (at, passage) in passages.iter().enumerate() {
            let is_held_out = holds_out && is_held_out(at);
            for ((_, option), row) in judged.range((name(at), String::new())..(name(at + 1), String::new())) {
                let expected = passage.stance(option);
                let tally = if is_held_out { &mut held_out } else { &mut seen };
                if !tally.count(expected, row.text("stance")) && !is_held_out {
                    let (stance, rule) = (row.text("stance"), row.text("rule"));
                    let text = passage.text.replace('\n', " ");
                    writeln!(missed, "\n{suite} {option}: {expected}, found {stance} by {rule}\n  {text}")
                        .expect("strings take everything");
                }
            }
        }
        seen.show(suite, &mut figures);
        if holds_out {
            held_out.show(&format!("{suite}, held out"), &mut figures);
        }
    }
    figures + &missed
}

#[test]
fn what_is_found_of_the_gold_stances_is_what_is_written_down() {
    check("stances", &found());
}

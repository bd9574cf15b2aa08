//! The gold themes: which are found, by which words, and which are not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Passage, check, is_held_out, name, read};
use crate::harness::{Row, World};

const SUITES: [&str; 4] = ["street", "schools", "vets", "coast"];

/// Rows of `mentions` by response.
fn mentions(frame: &str, passages: &[Passage]) -> BTreeMap<String, Vec<Row>> {
    let world = World::empty();
    world.write("consultation/consultation.toml", "[consultation]\nid = 'gold'\n");
    world.write("consultation/themes.toml", frame);
    for (at, passage) in passages.iter().enumerate() {
        world.write(&format!("consultation/responses/{}", name(at)), &passage.text);
    }
    world.run();
    let mut mentions: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in world.table("mentions") {
        let (response, _) = row.text("answer_id").rsplit_once('/').expect("response and number");
        mentions.entry(response.to_owned()).or_default().push(row);
    }
    mentions
}

/// Themes of some passages, counted once a passage.
#[derive(Default)]
struct Tally {
    /// Found and there.
    both: usize,
    /// Of these, earned by words that the reader marked.
    by_the_words: usize,
    expected: usize,
    found: usize,
}

impl Tally {
    /// Counts a passage; gives the themes that were missed, and those that are not there.
    fn count<'a>(&mut self, passage: &'a Passage, rows: &'a [Row]) -> [Vec<&'a str>; 2] {
        let expected: BTreeSet<&str> = passage.labels.iter().map(|label| label.name.as_str()).collect();
        let found: BTreeSet<&str> = rows.iter().map(|row| row.text("theme_id")).collect();
        let is_marked = |theme: &&&str| {
            let labels = passage.labels.iter().filter(|label| label.name == **theme);
            let mut rows = rows.iter().filter(|row| row.text("theme_id") == **theme);
            let words: Vec<_> = labels.map(|label| label.words.clone()).collect();
            rows.any(|row| {
                let at = row.range("start", "end");
                words.iter().any(|words| at.start < words.end && words.start < at.end)
            })
        };
        self.both += expected.intersection(&found).count();
        self.by_the_words += expected.intersection(&found).filter(is_marked).count();
        self.expected += expected.len();
        self.found += found.len();
        [expected.difference(&found).copied().collect(), found.difference(&expected).copied().collect()]
    }

    fn show(&self, name: &str, out: &mut String) {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.both, self.found), share(self.both, self.expected));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        let Self { expected, both, by_the_words, .. } = self;
        writeln!(
            out,
            "{name:<20} {expected:>8} {both:>6} {by_the_words:>9}   {precision:>9.3} {recall:>7.3} {f1:>6.3}"
        )
        .expect("strings take everything");
    }
}

/// The figures, and every theme of the passages in view that was missed or is not there.
fn found() -> String {
    let mut figures = format!(
        "{:<20} {:>8} {:>6} {:>9}   {:>9} {:>7} {:>6}\n",
        "", "expected", "found", "by words", "precision", "recall", "F1"
    );
    let mut wrong = String::new();
    for suite in SUITES {
        let (frame, passages) = read("themes", suite);
        let mentions = mentions(&frame, &passages);
        let (mut seen, mut held_out) = (Tally::default(), Tally::default());
        for (at, passage) in passages.iter().enumerate() {
            let rows = mentions.get(&name(at)).map_or(&[][..], Vec::as_slice);
            if is_held_out(at) {
                held_out.count(passage, rows);
                continue;
            }
            let [missed, extra] = seen.count(passage, rows);
            if !(missed.is_empty() && extra.is_empty()) {
                let (missed, extra) = (missed.join(" "), extra.join(" "));
                writeln!(wrong, "\n{suite}: missed [{missed}], not there [{extra}]\n  {}", passage.text)
                    .expect("strings take everything");
            }
        }
        seen.show(suite, &mut figures);
        held_out.show(&format!("{suite}, held out"), &mut figures);
    }
    figures + &wrong
}

#[test]
fn what_is_found_of_the_gold_themes_is_what_is_written_down() {
    check("themes", &found());
}

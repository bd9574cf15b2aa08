//! The gold suite: letters an analyst wrote down with the answers that must come out.
//!
//! A file under `gold/segment` is one consultation (`## Options`, `## Questions`) and its letters. Each `## Letter` has its
//! text between lines of `~~~~` and below it the answers in order, one a bullet:
//! `- question (closed reply, stance): first words ... last words`, with the asides inside it indented.
//! A page break in a letter is written `␌`. `none` is text that answers no question; nothing behind the colon is an answer of a closed reply alone.

#[path = "segment/gold.rs"]
mod gold;
#[path = "segment/official.rs"]
mod official;
#[path = "segment/seeds.rs"]
mod seeds;

use gold::{Expected, Suite};

#[test]
fn letters_are_cut_as_an_analyst_would() {
    let suites = Suite::all();
    assert!(suites.len() >= 5, "the gold suite has gone");
    let mut failures = Vec::new();
    let mut n_letters = 0;
    for suite in &suites {
        for letter in &suite.letters {
            n_letters += 1;
            let found = suite.cut(&letter.text);
            if !Expected::agree(&letter.expected, &found) {
                failures.push(format!(
                    "{} / {}\n  expected:\n{}\n  found:\n{}",
                    suite.name,
                    letter.name,
                    gold::list(&letter.expected),
                    gold::list(&found)
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {n_letters} letters:\n\n{}", failures.len(), failures.join("\n\n"));
}

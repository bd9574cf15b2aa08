//! The two real responses: what a careful reader makes of them, and the traps laid in them.
//!
//! Every test here is skipped, and says so, where the responses are not at hand.

use std::collections::BTreeSet;
use std::ops::Range;

use super::harness::{Row, World};

const OPTIONS: [&str; 4] = ["vision", "option-1", "option-2", "option-3"];

/// Beginnings of lines that are the consultation's wording, not the respondent's.
const WORDING: [&str; 9] = [
    "Do you agree that the vision",
    "Do you consider that Option",
    "Do you consider the specific agencies",
    "Should the list of Statutory Partners",
    "What other measures could support",
    "Option One: New duty",
    "Option Two: New duty",
    "Option Three: A voluntary",
    "Please explain why.",
];

/// The seeds, run, with the tables that tell of them.
struct Seeds {
    world: World,
    responses: Vec<Row>,
    answers: Vec<Row>,
    mentions: Vec<Row>,
    stances: Vec<Row>,
}

impl Seeds {
    fn run() -> Option<Self> {
        let world = World::seeds()?;
        world.run();
        let [responses, answers, mentions, stances] =
            ["responses", "answers", "mentions", "stances"].map(|table| world.table(table));
        Some(Self { world, responses, answers, mentions, stances })
    }

    fn text(&self, response: &str) -> &str {
        self.responses.iter().find(|row| row.text("response_id") == response).expect("received").text("text")
    }

    fn stance(&self, response: &str, option: &str) -> &Row {
        let is_it = |row: &&Row| row.text("response_id") == response && row.text("option_id") == option;
        self.stances.iter().find(is_it).expect("every analysed response has a row for every option")
    }

    fn answer(&self, response: &str, question: &str) -> &Row {
        let found: Vec<&Row> = self
            .answers
            .iter()
            .filter(|row| row.text("response_id") == response && row.text("question_id") == question)
            .collect();
        assert_eq!(found.len(), 1, "{response} answers {question} once: {found:?}");
        found[0]
    }

    fn themes(&self, response: &str) -> BTreeSet<&str> {
        let mentions = self.mentions.iter().filter(|row| row.text("response_id") == response);
        mentions.map(|row| row.text("theme_id")).collect()
    }

    /// Asserts the stances of a response in the order of the options.
    fn check_stances(&self, response: &str, expected: [&str; 4]) {
        let stances = OPTIONS.map(|option| self.stance(response, option).text("stance"));
        assert_eq!(stances, expected, "{response}: {:#?}", self.stances);
    }

    /// Asserts that the words that decided are the response's own, and among them `words`.
    fn check_evidence(&self, response: &str, option: &str, words: &str) {
        let row = self.stance(response, option);
        let quote = row.text("quote");
        assert_eq!(&self.text(response)[row.range("start", "end")], quote, "{row:?}");
        assert!(quote.contains(words), "{option}: `{words}` is not in the evidence `{quote}`");
        assert!(!row.is_null("rule") && !row.is_null("answer_id"), "{row:?}");
    }

    /// Asserts that every theme in `found` is mentioned, and none in `absent`.
    fn check_themes(&self, response: &str, found: &[&str], absent: &[&str]) {
        let themes = self.themes(response);
        let missed: Vec<&&str> = found.iter().filter(|theme| !themes.contains(**theme)).collect();
        let wrong: Vec<&Row> = self
            .mentions
            .iter()
            .filter(|row| row.text("response_id") == response && absent.contains(&row.text("theme_id")))
            .collect();
        assert!(missed.is_empty(), "{response}: missed {missed:?}");
        assert!(wrong.is_empty(), "{response}: should not be there: {wrong:#?}");
    }
}

#[test]
fn the_board_stands_where_it_says() {
    let Some(seeds) = Seeds::run() else { return };
    seeds.check_stances("lcjb.txt", ["support", "oppose", "support", "oppose"]);
    for option in OPTIONS {
        let row = seeds.stance("lcjb.txt", option);
        assert!(matches!(row.text("basis"), "stated" | "inferred"), "it ticked nothing: {row:?}");
        assert!(row.is_null("closed") && !row.is("conflict"), "{row:?}");
    }
}

#[test]
fn the_managers_stand_where_they_ticked() {
    let Some(seeds) = Seeds::run() else { return };
    seeds.check_stances("aym.txt", ["support", "oppose", "oppose", "support"]);
    let ticks = ["YES", "NO", "NO", "YES"];
    for (option, tick) in OPTIONS.into_iter().zip(ticks) {
        let row = seeds.stance("aym.txt", option);
        assert_eq!((row.text("basis"), row.text("closed")), ("closed", tick), "{row:?}");
        assert_eq!(row.share("confidence"), Some(1.0), "{row:?}");
    }
}

#[test]
fn praise_inside_a_no_and_a_caveat_inside_a_yes_are_no_conflict() {
    let Some(seeds) = Seeds::run() else { return };
    for option in OPTIONS {
        let row = seeds.stance("aym.txt", option);
        assert!(!row.is("conflict"), "{row:?}");
    }
    assert_eq!(seeds.stance("aym.txt", "option-2").text("words"), "oppose");
    assert_eq!(seeds.stance("aym.txt", "option-3").text("words"), "support");
}

#[test]
fn each_stance_has_its_sentence() {
    let Some(seeds) = Seeds::run() else { return };
    for (option, words) in [
        ("vision", "correct approach"),
        ("option-1", "not the preferred option"),
        ("option-2", "preferred option"),
        ("option-3", "no support for a voluntary"),
    ] {
        seeds.check_evidence("lcjb.txt", option, words);
    }
    for (option, tick) in OPTIONS.into_iter().zip(["YES", "NO", "NO", "YES"]) {
        seeds.check_evidence("aym.txt", option, tick);
    }
}

#[test]
fn support_is_counted_per_option() {
    let Some(seeds) = Seeds::run() else { return };
    let support = seeds.world.table("option_support");
    for (option, expected) in
        [("vision", (2, 0)), ("option-1", (0, 2)), ("option-2", (1, 1)), ("option-3", (1, 1))]
    {
        let row = support
            .iter()
            .find(|row| row.text("group") == "all" && row.text("option_id") == option)
            .expect("every option has a total");
        assert_eq!((row.int("support"), row.int("oppose")), expected, "{row:?}");
        let rest = ["mixed", "unclear", "not_addressed"].map(|cell| row.int(cell));
        assert_eq!((rest, row.int("base")), ([0, 0, 0], 2), "{row:?}");
    }
}

#[test]
fn ticks_are_lifted_out_and_kept() {
    let Some(seeds) = Seeds::run() else { return };
    for (question, tick) in [("q8", "YES"), ("q9", "NO"), ("q11", "NO"), ("q12", "Yes"), ("q13", "YES")] {
        assert_eq!(seeds.answer("aym.txt", question).text("closed"), tick, "{question}");
    }
    assert!(seeds.answer("aym.txt", "q10").is_null("closed"));
    for (question, opening) in [
        ("q8", "We want to take this opportunity"),
        ("q9", "The Association of YOT Managers represent"),
        ("q10", "We would suggest that the list"),
        ("q11", "For the same reasons outlined"),
        ("q13", "AYM believes that option three"),
    ] {
        let text = seeds.answer("aym.txt", question).text("text");
        assert!(text.starts_with(opening), "{question}: {text}");
    }
    let ticked =
        seeds.answers.iter().filter(|row| row.text("response_id") == "lcjb.txt" && !row.is_null("closed"));
    assert_eq!(ticked.count(), 0, "the board ticked nothing");
}

#[test]
fn one_reply_serves_the_two_questions_above_it() {
    let Some(seeds) = Seeds::run() else { return };
    for (one, other, opening) in [
        ("q9", "q10", "Option 1 is not the preferred option."),
        ("q11", "q12", "This was the preferred option."),
        ("q13", "q14", "There was no support for a voluntary"),
    ] {
        let (first, second) = (seeds.answer("lcjb.txt", one), seeds.answer("lcjb.txt", other));
        assert_eq!(first.range("start", "end"), second.range("start", "end"), "{one} and {other}");
        assert!(first.text("text").starts_with(opening), "{one}: {}", first.text("text"));
    }
    let first = seeds.answer("lcjb.txt", "q8").text("text");
    assert!(
        first.starts_with("There was a consensus") && first.ends_with("gang related activity."),
        "{first}"
    );
}

#[test]
fn the_themes_a_reader_finds_are_found() {
    let Some(seeds) = Seeds::run() else { return };
    seeds.check_themes(
        "lcjb.txt",
        &[
            "funding",
            "flexibility",
            "sanctions",
            "information-sharing",
            "existing-partnerships",
            "leadership",
            "membership",
            "early-intervention",
            "education",
            "community",
            "duplication",
            "local-needs",
            "governance",
        ],
        &["safeguarding", "public-health"],
    );
    seeds.check_themes(
        "aym.txt",
        &[
            "funding",
            "flexibility",
            "information-sharing",
            "existing-partnerships",
            "membership",
            "early-intervention",
            "public-health",
            "evidence",
            "safeguarding",
            "local-needs",
        ],
        &["community", "education", "sanctions", "leadership", "governance"],
    );
}

#[test]
fn what_the_consultation_says_is_nobodys_view() {
    let Some(seeds) = Seeds::run() else { return };
    for response in ["aym.txt", "lcjb.txt"] {
        let wording = wording(seeds.text(response));
        assert!(wording.len() >= 9, "{response}: {wording:?}");
        let of_response = |row: &&Row| row.text("response_id") == response;
        let mentions = seeds.mentions.iter().filter(of_response);
        let decided = seeds.stances.iter().filter(of_response).filter(|row| !row.is_null("start"));
        for row in mentions.chain(decided) {
            let span = row.range("start", "end");
            let inside = wording.iter().find(|line| span.start < line.end && line.start < span.end);
            assert_eq!(inside, None, "{row:?}");
        }
        for row in seeds.answers.iter().filter(of_response).filter(|row| !row.is_null("question_id")) {
            let span = row.range("start", "end");
            let inside = wording.iter().find(|line| span.start < line.end && line.start < span.end);
            assert_eq!(inside, None, "the wording is not part of the answer to {}", row.text("question_id"));
        }
    }
}

/// Where the lines of wording stand.
fn wording(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c));
        let bare = bare.strip_prefix("Q: ").unwrap_or(bare);
        if WORDING.iter().any(|opening| bare.starts_with(opening)) {
            found.push(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    found
}

#[test]
fn a_heading_in_stars_over_several_lines_is_no_answer() {
    let Some(seeds) = Seeds::run() else { return };
    let text = seeds.text("aym.txt");
    let start = text.find("**").expect("a heading");
    let end = start + 2 + text[start + 2..].find("**").expect("its end") + 2;
    assert!(text[start..end].lines().count() >= 4);
    for row in seeds.mentions.iter().filter(|row| row.text("response_id") == "aym.txt") {
        assert!(row.range("start", "end").start >= end, "the title is no view: {row:?}");
    }
    for row in seeds.answers.iter().filter(|row| row.text("response_id") == "aym.txt") {
        let before = row.range("start", "end").start < end;
        assert!(!before || row.is_null("question_id"), "{row:?}");
    }
    let found =
        seeds.world.canvass(&["search", "out", "\"professional association\"", "--json"]).exits(0).json();
    assert_eq!(found["hits"][0]["response_id"], "aym.txt", "who they are stays searchable");
    assert!(found["hits"][0]["question_id"].is_null());
}

#[test]
fn no_theme_grows_from_a_false_friend() {
    let Some(seeds) = Seeds::run() else { return };
    let aym = seeds.text("aym.txt");
    for (words, theme) in [
        ("community-based supervision", "community"),
        ("Community Safety Partnerships", "community"),
        ("College of Policing", "education"),
    ] {
        let places = aym.match_indices(words).map(|(at, _)| at..at + words.len());
        for place in places {
            let hit = seeds.mentions.iter().find(|row| {
                let span = row.range("start", "end");
                row.text("response_id") == "aym.txt"
                    && row.text("theme_id") == theme
                    && span.start < place.end
                    && place.start < span.end
            });
            assert_eq!(hit, None, "{words}");
        }
    }
    let training = aym.find("training and resources").expect("in the letter");
    let funding = seeds.mentions.iter().any(|row| {
        let span = row.range("start", "end");
        row.text("response_id") == "aym.txt"
            && row.text("theme_id") == "funding"
            && span.start < training + "training and resources".len()
            && training < span.end
    });
    assert!(funding, "`training and resources` is funding");
}

#[test]
fn words_repeated_under_two_questions_count_under_both() {
    let Some(seeds) = Seeds::run() else { return };
    for question in ["q8", "q9"] {
        let there = seeds.mentions.iter().any(|row| {
            row.text("response_id") == "aym.txt"
                && row.text("question_id") == question
                && row.text("quote") == "child sexual exploitation"
        });
        assert!(there, "{question}");
    }
}

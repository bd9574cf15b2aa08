//! Every number walks back to exact bytes of untouched text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::harness::{Row, World};

#[test]
fn the_sample_walks_back_to_its_words() {
    let world = World::sample();
    world.run();
    check(&world);
    for response in world.table("responses") {
        let file = world.path("consultation/responses").join(response.text("source"));
        let bytes = std::fs::read(&file).expect("the source is there");
        let is_letter = response.is_null("source_row");
        if let (true, Ok(text)) = (is_letter, String::from_utf8(bytes)) {
            assert_eq!(response.text("text"), text, "a letter's text is as it came");
        }
    }
}

#[test]
fn the_seeds_walk_back_to_their_words() {
    let Some(world) = World::seeds() else { return };
    world.run();
    check(&world);
}

/// Asserts everything that holds between the row tables of an output.
pub(crate) fn check(world: &World) {
    let [responses, answers, mentions, stances] =
        ["responses", "answers", "mentions", "stances"].map(|table| world.table(table));
    let responses = keyed(&responses, "response_id");
    let by_id = keyed(&answers, "answer_id");
    check_answers(&responses, &answers);
    check_mentions(&responses, &by_id, &mentions);
    check_stances(&responses, &by_id, &stances);
    for (id, response) in &responses {
        let n_answers = answers.iter().filter(|row| row.text("response_id") == *id).count();
        assert_eq!(response.int("n_answers"), i64::try_from(n_answers).expect("few"), "{id}");
        let n_stances = stances.iter().filter(|row| row.text("response_id") == *id).count();
        let analysed = response.text("status") == "analysed";
        assert_eq!(n_stances > 0, analysed, "{id} is {}", response.text("status"));
        assert!(analysed || n_answers == 0, "{id} is {}", response.text("status"));
    }
}

/// Rows by an id, which no two share.
fn keyed<'a>(rows: &'a [Row], column: &str) -> BTreeMap<&'a str, &'a Row> {
    let keyed: BTreeMap<&str, &Row> = rows.iter().map(|row| (row.text(column), row)).collect();
    assert_eq!(keyed.len(), rows.len(), "{column} names one row");
    keyed
}

/// The words between two offsets, which must stand on borders of characters.
#[track_caller]
fn words<'a>(responses: &BTreeMap<&str, &'a Row>, row: &Row, span: Range<usize>) -> &'a str {
    let text = responses[row.text("response_id")].text("text");
    text.get(span.clone()).unwrap_or_else(|| panic!("{span:?} is no text: {row:?}"))
}

fn check_answers(responses: &BTreeMap<&str, &Row>, answers: &[Row]) {
    let mut last: Option<&Row> = None;
    for answer in answers {
        let span = answer.range("start", "end");
        assert_eq!(words(responses, answer, span.clone()), answer.text("text"), "{answer:?}");
        assert!(answer.share("confidence").is_some_and(|sure| (0.0..=1.0).contains(&sure)), "{answer:?}");
        let closed = answer.text("closed");
        let text = responses[answer.text("response_id")].text("text");
        assert!(closed.is_empty() || text.contains(closed), "{answer:?}");
        if let Some(last) = last.filter(|last| last.text("response_id") == answer.text("response_id")) {
            let before = last.range("start", "end");
            assert!(before == span || before.end <= span.start, "{last:?}\n{answer:?}");
        }
        last = Some(answer);
    }
}

fn check_mentions(responses: &BTreeMap<&str, &Row>, answers: &BTreeMap<&str, &Row>, mentions: &[Row]) {
    for mention in mentions {
        let (span, sentence) =
            (mention.range("start", "end"), mention.range("sentence_start", "sentence_end"));
        assert_eq!(words(responses, mention, span.clone()), mention.text("quote"), "{mention:?}");
        assert!(!span.is_empty(), "{mention:?}");
        words(responses, mention, sentence.clone());
        let answer = answers[mention.text("answer_id")];
        let reply = answer.range("start", "end");
        assert!(sentence.start <= span.start && span.end <= sentence.end, "{mention:?}");
        assert!(reply.start <= sentence.start && sentence.end <= reply.end, "{mention:?} in {answer:?}");
        for column in ["response_id", "question_id"] {
            assert_eq!(mention.cell(column), answer.cell(column), "{mention:?}");
        }
        assert!(!mention.text("rule").is_empty(), "{mention:?}");
    }
}

fn check_stances(responses: &BTreeMap<&str, &Row>, answers: &BTreeMap<&str, &Row>, stances: &[Row]) {
    for stance in stances {
        assert!(stance.share("confidence").is_some_and(|sure| (0.0..=1.0).contains(&sure)), "{stance:?}");
        // A tick such as "not applicable" speaks of the option and takes no view of it.
        let speaks = stance.text("stance") != "not_addressed" || !stance.is_null("closed");
        for column in ["start", "end", "quote", "rule", "answer_id", "basis"] {
            // What nobody could read bears its rule where nothing is known to speak of the option, too.
            let unread = column == "rule" && stance.text("rule") == "language without models";
            assert_eq!(stance.is_null(column), !speaks && !unread, "{column} of {stance:?}");
        }
        if !speaks {
            continue;
        }
        let span = stance.range("start", "end");
        assert_eq!(words(responses, stance, span), stance.text("quote"), "{stance:?}");
        assert!(!stance.text("quote").trim().is_empty(), "{stance:?}");
        assert!(["closed", "stated", "inferred"].contains(&stance.text("basis")), "{stance:?}");
        let answer = answers[stance.text("answer_id")];
        assert_eq!(answer.text("response_id"), stance.text("response_id"), "{stance:?}");
        check_basis(stance, answer);
    }
}

/// A tick decides where there is one; words decide inside their answer.
fn check_basis(stance: &Row, answer: &Row) {
    if stance.text("basis") == "closed" {
        assert_eq!(stance.text("quote"), stance.text("closed"), "{stance:?}");
        assert_eq!(stance.text("closed"), answer.text("closed"), "{stance:?}");
        return;
    }
    assert!(stance.is_null("closed"), "a tick decides where there is one: {stance:?}");
    assert_eq!(stance.text("words"), stance.text("stance"), "{stance:?}");
    let (span, reply) = (stance.range("start", "end"), answer.range("start", "end"));
    assert!(reply.start <= span.start && span.end <= reply.end, "{stance:?} in {answer:?}");
}

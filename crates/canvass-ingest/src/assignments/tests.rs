//! Corrections as an analyst writes them, and what becomes of a response.

use canvass_core::{Aside, AsideKind, ClosedReply, Explain, Method, OptionIdx, QuestionIdx, Span, Stance};
use proptest::prelude::*;

use super::*;
use crate::definition;

const DEFINITION: &str = r#"
[consultation]
id = "parks"
[[option]]
id = "fees"
[[option]]
id = "dogs"
[[question]]
id = "q1"
text = "An entry fee?"
option = "fees"
closed = { "Maybe" = "support" }
[[question]]
id = "q2"
text = "No dogs?"
option = "dogs"
[[question]]
id = "q3"
text = "Anything else?"
"#;

const HEADERS: &str = "response_id,what,from,to,reason\n";
const TEXT: &str = "Maybe. Fees are fine. Dogs are loud. Benches please.";

fn consultation() -> Consultation {
    definition::parse("consultation.toml", DEFINITION, &["en"]).expect("valid").0
}

/// Each word of `said` with the question it answers and, behind a bar, its tick.
fn answer(id: usize, question: Option<u16>, said: &str) -> canvass_core::Answer {
    let start = TEXT.find(said).expect("part of the text");
    let question = question.map(QuestionIdx);
    let topic = question.filter(|question| question.0 < 2).map(|question| OptionIdx(question.0));
    canvass_core::Answer {
        id: format!("a.txt/{id}"),
        question,
        topic,
        method: Method::Number,
        confidence: 0.5,
        ..canvass_core::Answer::whole(Span::new(start, start + said.len()))
    }
}

/// One reply to the first two questions, with a tick and an aside, and one to none.
fn response() -> Response {
    let both = "Maybe. Fees are fine. Dogs are loud.";
    let mut answers =
        vec![answer(1, Some(0), both), answer(2, Some(1), both), answer(3, None, "Benches please.")];
    for answer in &mut answers[..2] {
        answer.closed = Some(ClosedReply::on_scale(Span::new(0, 5), None));
        answer.asides = vec![Aside { span: Span::new(7, 30), kind: AsideKind::Quotation }];
    }
    Response {
        id: "a.txt".into(),
        region: Some("North".into()),
        text: TEXT.into(),
        answers,
        ..Response::default()
    }
}

fn applied(rows: &str) -> Result<Response, Error> {
    let assignments = Assignments::parse("assignments.csv", format!("{HEADERS}{rows}"), &consultation())?;
    let mut response = response();
    assignments.apply(&mut response)?;
    Ok(response)
}

/// Answers after the corrections, each as `id question|tick|words`; `*` marks those that were assigned.
#[track_caller]
fn check(rows: &str, expect: &[&str]) {
    let (response, consultation) = (applied(rows).expect("valid"), consultation());
    let shown = response.answers.iter().map(|answer| {
        let mark = if answer.method == Method::Manual { "*" } else { "" };
        let question = answer.question.map_or("-", |question| consultation.question(question).id.as_str());
        let topic = answer.question.and_then(|question| consultation.question(question).option);
        assert_eq!(answer.topic, topic);
        assert!(answer.asides.iter().all(|aside| answer.span.contains(aside.span)));
        let tick = answer.closed.map_or("", |reply| reply.span.of(&response.text));
        let id = answer.id.strip_prefix("a.txt/").expect("its response's");
        format!("{mark}{id} {question}|{tick}|{}", answer.span.of(&response.text))
    });
    assert_eq!(shown.collect::<Vec<_>>(), expect);
}

/// What the error says, its line, what it points at, and its first hint.
#[track_caller]
fn wrong(rows: &str, says: &str, line: usize, at: &str, hint: &str) {
    let error = applied(rows).expect_err("not valid");
    let place = error.place().expect("a place");
    assert_eq!((error.to_string().as_str(), place.line()), (says, line));
    assert_eq!(&place.source[place.bytes.clone()], at);
    assert_eq!(error.hints()[0], hint);
}

const BOTH: &str = "Maybe. Fees are fine. Dogs are loud.";

#[test]
fn answers_are_moved_by_their_id() {
    let first = format!("*1 q3|Maybe|{BOTH}");
    let second = format!("2 q2|Maybe|{BOTH}");
    let expect = [first.as_str(), &second, "3 -||Benches please."];
    check("a.txt,question,a.txt/1,q3,\n", &expect);
    check(",question,a.txt/1,q3,\n", &expect);
    check("a.txt,question,q1,q3,misread\n", &expect);
    check(
        "b.txt,exclude,,,another response\n",
        &[&format!("1 q1|Maybe|{BOTH}"), &second, "3 -||Benches please."],
    );
}

#[test]
fn text_of_no_question_finds_one_and_the_other_way_round() {
    let both = [format!("1 q1|Maybe|{BOTH}"), format!("*2 -|Maybe|{BOTH}")];
    check("a.txt,question,-,q3,\na.txt,question,q2,-,\n", &[&both[0], &both[1], "*3 q3||Benches please."]);
}

#[test]
fn a_reply_answers_a_question_once() {
    check("a.txt,question,q2,q1,\n", &[&format!("1 q1|Maybe|{BOTH}"), "3 -||Benches please."]);
    check("a.txt,question,0-36,q3,\n", &[&format!("*1 q3|Maybe|{BOTH}"), "3 -||Benches please."]);
}

#[test]
fn part_of_an_answer_is_cut_out_of_it() {
    check(
        "a.txt,question,7-21,q3,\n",
        &[
            "1 q1|Maybe|Maybe.",
            "2 q2|Maybe|Maybe.",
            "*1.2 q3||Fees are fine.",
            "1.3 q1||Dogs are loud.",
            "2.3 q2||Dogs are loud.",
            "3 -||Benches please.",
        ],
    );
    check(
        "a.txt,question,0-6,q2,\na.txt,question,7-21,-,\na.txt,question,q1,q3,\n",
        &[
            "*1.2 q2|Maybe|Maybe.",
            "*1.3 -||Fees are fine.",
            "*1 q3||Dogs are loud.",
            "2 q2||Dogs are loud.",
            "3 -||Benches please.",
        ],
    );
}

#[test]
fn ticks_are_read_on_the_scale_of_their_new_question() {
    let moved = |to: &str| {
        let response = applied(&format!("a.txt,question,q1,{to},\n")).expect("valid");
        response.answers[0].closed.expect("a tick").stance
    };
    assert_eq!(
        (moved("q1"), moved("q3"), moved("-")),
        (Some(Stance::Support), Some(Stance::Unclear), Some(Stance::Unclear))
    );
}

#[test]
fn attributes_are_set_and_what_was_received_is_kept() {
    let response = applied(
        "a.txt,region,North,South,\na.txt,respondent,,\"Hill, Jane\",signed\na.txt,respondent_type,-,charity,\n",
    );
    let response = response.expect("valid");
    assert_eq!(response.region.as_deref(), Some("South"));
    assert_eq!(response.respondent.as_deref(), Some("Hill, Jane"));
    assert_eq!(response.respondent_type.as_deref(), Some("charity"));
    assert_eq!(response.attributes[0], ("region (as received)".to_owned(), "North".to_owned()));
    assert_eq!(response.attributes[1].1, "");
    assert_eq!(applied("a.txt,region,,-,\n").expect("valid").region, None);
}

#[test]
fn a_response_is_excluded_with_its_reason() {
    let response = applied("a.txt,exclude,,,withdrawn\na.txt,question,q1,q3,\n").expect("valid");
    assert_eq!((response.status, response.reason.as_deref()), (Status::Excluded, Some("withdrawn")));
    assert!(response.answers.is_empty());
}

#[test]
fn spreadsheets_write_the_file_their_own_way() {
    let read = |text: &str| Assignments::parse("a.csv", text.into(), &consultation()).expect("valid").len();
    assert_eq!(
        read(
            "\"# by hand, so\",,,,
Reason,What,Response_ID,To,From,
,,,,,
"
        ),
        0
    );
    assert_eq!(read("response_id;what;from;to;reason;;\r\na.txt;region;;South;;;\r\n;;;;;;\r\n"), 1);
    assert_eq!(read("# a, \"b\nresponse_id\twhat\tto\n#\n# c\n#12\tregion\tSouth\n"), 1);
    assert_eq!(read(&format!("\"# a, b\",,,,\n{HEADERS}\"# c\",,,,\n")), 0);
    assert_eq!((read(""), read(HEADERS)), (0, 0));
}

#[test]
fn mistakes_are_shown_in_their_place() {
    wrong("a.txt,question,q1,q33,\n", "unknown question `q33`", 2, "q33", "did you mean `q3`?");
    wrong("\n# x\na.txt,exclud,,,x\n", "unknown correction `exclud`", 4, "exclud", "did you mean `exclude`?");
    wrong("a.txt,exclude,,,\n", "`reason` is empty", 2, "", "say why the response is not to be counted");
    wrong("a.txt,region,,,x\n", "`to` is empty", 2, "", "write what it should be, or `-` for nothing");
    wrong(
        "a.txt,exclude,,q1,x\n",
        "`exclude` takes nothing in the column `to`",
        2,
        "q1",
        "leave the cell empty; the reason has a column of its own",
    );
    wrong(
        "a.txt,exclude,,,one, two\n",
        "a cell behind the last column",
        2,
        "two",
        "put a text that holds a comma in quotes",
    );
    wrong(
        "a.txt,region,,\"South\",\na.txt,exclude,,,x\na.txt,region,,East,\n",
        "the same is corrected in line 2 already",
        4,
        "a.txt,region,,East",
        "take out one of the two lines",
    );
    wrong(
        "a.txt,question,a.txt/1,q3,\na.txt,question,q1,q2,\n",
        "the same is corrected in line 2 already",
        3,
        "a.txt,question,q1,q2",
        "take out one of the two lines",
    );
    wrong(
        "a.txt,question,0-21,q3,\na.txt,question,7-36,q2,\n",
        "the same is corrected in line 2 already",
        3,
        "a.txt,question,7-36,q2",
        "take out one of the two lines",
    );
}

#[test]
fn what_does_not_fit_the_response_is_an_error() {
    wrong(
        "a.txt,question,a.txt/4,q3,\n",
        "unknown answer `a.txt/4`",
        2,
        "a.txt/4",
        "did you mean `a.txt/1`?",
    );
    wrong(
        "a.txt,question,q3,q1,
",
        "unknown answer `q3`",
        2,
        "q3",
        "known: `a.txt/1`, `a.txt/2`, `a.txt/3`, `q1`, `q2`",
    );
    wrong(
        "a.txt,question,30-40,q3,\n",
        "the bytes 30-40 of `a.txt` are not words of one answer",
        2,
        "30-40",
        "its answers are 0-36, 37-52",
    );
    wrong(
        "a.txt,region,South,East,\n",
        "the region of `a.txt` is `North`",
        2,
        "South",
        "look whether the correction still holds, then write what it is now or nothing",
    );
    let error =
        Assignments::parse("a.csv", "response,what\n".into(), &consultation()).expect_err("not valid");
    assert_eq!(error.hints(), ["did you mean `response_id`?"]);
    let error =
        Assignments::parse("a.csv", "response_id,to\n".into(), &consultation()).expect_err("not valid");
    assert_eq!(error.to_string(), "the column `what` is missing");
}

#[test]
fn text_of_an_unreadable_response_cannot_be_moved() {
    let rows = format!("{HEADERS}a.txt,question,q1,q3,\n");
    let assignments = Assignments::parse("a.csv", rows, &consultation()).expect("valid");
    let mut response = Response { id: "a.txt".into(), status: Status::Unreadable, ..Response::default() };
    let error = assignments.apply(&mut response).expect_err("no answers");
    assert_eq!(error.to_string(), "`a.txt` has no answers: it is unreadable");
}

proptest! {
    #[test]
    fn answers_stay_ordered_and_their_ids_apart(
        cuts in prop::collection::vec((0usize..54, 0usize..54, 0usize..4), 0..4),
        whole in prop::option::of((1usize..4, 0usize..4)),
    ) {
        let to = ["q1", "q2", "q3", "-"];
        let mut rows: Vec<String> = cuts
            .iter()
            .map(|(one, other, at)| format!("a.txt,question,{}-{},{},\n", one.min(other), one.max(other), to[*at]))
            .collect();
        rows.extend(whole.map(|(answer, at)| format!("a.txt,question,a.txt/{answer},{},\n", to[at])));
        let Ok(response) = applied(&rows.concat()) else { return Ok(()) };
        let mut ids: Vec<&str> = response.answers.iter().map(|answer| answer.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), response.answers.len());
        for pair in response.answers.windows(2) {
            prop_assert!(pair[0].span == pair[1].span || pair[0].span.end <= pair[1].span.start);
        }
        let words = |text: &str| text.matches(char::is_alphanumeric).count();
        let mut spans: Vec<Span> = response.answers.iter().map(|answer| answer.span).collect();
        spans.dedup();
        let kept: usize = spans.iter().map(|span| words(span.of(TEXT))).sum();
        prop_assert_eq!(kept, words(TEXT), "nothing said is lost");
    }

    #[test]
    fn any_text_is_read_or_told(text in "(response_id|what|from|to|reason|,|;|\"|\n|# |a.txt|question|q1|-|é){0,40}") {
        let _ = Assignments::parse("a.csv", text.clone(), &consultation());
        let _ = Assignments::parse("a.csv", format!("{HEADERS}{text}"), &consultation()).map(|read| read.apply(&mut response()));
    }
}

//! Folders of questions, joined.

use super::*;

fn folder(files: &[(&str, &str)]) -> Input {
    let member = |(name, text): &(&str, &str)| {
        let mut file = tempfile::tempfile().expect("a file");
        io::Write::write_all(&mut file, text.as_bytes()).expect("written");
        ((*name).to_owned(), Input::Unpacked(file))
    };
    Input::Folder(files.iter().map(member).collect())
}

/// Asserts headers and rows, cells joined by `|`.
#[track_caller]
fn check(files: &[(&str, &str)], headers: &[&str], rows: &[&str]) {
    let folder = folder(files);
    let mut records = open(&folder, "en").expect("readable");
    let mut found = Vec::new();
    while let Some(record) = records.next() {
        found.push(match record {
            Record::Cells(cells) => cells.iter().collect::<Vec<_>>().join("|"),
            Record::Broken { raw, .. } => format!("broken: {raw}"),
        });
    }
    assert_eq!(found, rows);
    assert_eq!(records.headers().iter().map(Header::shown).collect::<Vec<_>>(), headers);
}

const ONE: (&str, &str) =
    ("question_part_1/question.json", r#"{"question_number": 1, "question_text": "Why?"}"#);

#[test]
fn files_are_joined_by_id() {
    check(
        &[
            ONE,
            (
                "question_part_1/responses.jsonl",
                "{\"response_id\": 1, \"response\": \"a\"}\n{\"response_id\": 3, \"response\": \"c\"}\n",
            ),
            ("question_part_10/responses.jsonl", "{\"response_id\": 2, \"response\": \"z\"}\n"),
            (
                "question_part_2/responses.jsonl",
                "{\"response_id\": 2, \"response\": \"y\"}\n{\"response_id\": 3, \"response\": \"x\"}\n",
            ),
            (
                "respondents.jsonl",
                "{\"response_id\": 1, \"demographic_data\": {\"Do you live in:\": \"Wales\"}}\n{\"response_id\": 2}\n{\"response_id\": 3}\n",
            ),
        ],
        &[
            "response_id",
            "Do you live in:",
            "question_part_1: Why? – text",
            "question_part_2 – text",
            "question_part_10 – text",
        ],
        &["1|Wales|a", "2|||y|z", "3||c|x"],
    );
}

#[test]
fn ids_in_any_order_find_each_other() {
    check(
        &[
            ONE,
            (
                "question_part_1/responses.jsonl",
                "{\"themefinder_id\": 9, \"text\": \"a\"}\n{\"themefinder_id\": 2, \"text\": \"b\"}\n{\"text\": \"nobody\"}\n",
            ),
            (
                "question_part_1/multi_choice.jsonl",
                "{\"themefinder_id\": 2, \"options\": [\"Yes\", \"No\"]}\n{\"themefinder_id\": 9, \"options\": [\"Yes\"]}\n",
            ),
            (
                "question_part_2/responses.jsonl",
                "{\"themefinder_id\": 2, \"text\": \"c\"}\n{\"themefinder_id\": 5, \"text\": \"d\"}\n{\"themefinder_id\": 9, \"text\": \"e\"}\n",
            ),
        ],
        &[
            "response_id",
            "question_part_1: Why? – text",
            "question_part_1: Why? – choice",
            "question_part_2 – text",
        ],
        &["9|a|Yes|e", "2|b|Yes; No|c", "|nobody", "5|||d"],
    );
}

#[test]
fn what_cannot_be_read_is_kept_and_told() {
    check(
        &[
            ("question_part_1/question.json", "{"),
            (
                "question_part_1/responses.jsonl",
                "{\"response_id\": 1, \"response\": \"a\"}\nnot json\n{\"response_id\": 1, \"response\": \"again\"}\n",
            ),
        ],
        &["response_id", "question_part_1 – text"],
        &["1|a", "1|again", "broken: not json"],
    );
    let folder = folder(&[("question_part_1/responses.jsonl", "")]);
    let remarks = open(&folder, "en").expect("readable").remarks();
    assert_eq!(remarks, [("question-missing", "`question_part_1`: has no question.json".to_owned())]);
}

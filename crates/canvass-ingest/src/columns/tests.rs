//! Tables as survey tools write them, and how their columns are read.

use canvass_core::{Consultation, Notice, OptionDef, OptionIdx, Question, QuestionKind};
use csv::{ReaderBuilder, StringRecord};

use super::*;
use crate::definition::{self, TableSpec};

fn question(id: &str, number: &str, text: &str, option: Option<u16>, kind: QuestionKind) -> Question {
    let number = (!number.is_empty()).then(|| number.to_owned());
    Question {
        id: id.into(),
        number,
        text: text.into(),
        option: option.map(OptionIdx),
        kind,
        closed: Vec::new(),
    }
}

fn consultation() -> Consultation {
    let option =
        |id: &str, label: &str| OptionDef { id: id.into(), label: label.into(), aliases: Vec::new() };
    Consultation {
        id: "parks".into(),
        language: "en".into(),
        options: vec![option("fees", "Entry fees"), option("dogs", "A dog ban")],
        questions: vec![
            question(
                "q1",
                "1",
                "Do you agree that visitors should pay an entry fee?",
                Some(0),
                QuestionKind::Hybrid,
            ),
            question(
                "q2",
                "2",
                "Do you agree that dogs should be kept out of the park?",
                Some(1),
                QuestionKind::Hybrid,
            ),
            question(
                "q3",
                "3",
                "How else could the park be made better for everyone?",
                None,
                QuestionKind::Open,
            ),
        ],
        ..Consultation::default()
    }
}

fn rows(table: &str) -> Vec<StringRecord> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.trim().as_bytes());
    reader.records().map(|record| record.expect("a row")).collect()
}

fn describe(alignment: &Alignment, consultation: &Consultation) -> Vec<String> {
    let said = |column: &Column| match (column.role, column.question_id(consultation)) {
        (Role::Answer { part, .. }, id) => format!("{} {}", id.unwrap_or("-"), part.as_str()),
        (role, _) => role.as_str().to_owned(),
    };
    alignment.columns.iter().map(said).collect()
}

fn align(
    source: &str,
    spec: Option<&TableSpec>,
    table: &str,
    consultation: &Consultation,
) -> (Vec<String>, Vec<Notice>) {
    let rows = rows(table);
    let headers: Vec<Header> = rows[0].iter().map(Header::new).collect();
    let mut aligner = Aligner::new(consultation);
    let (alignment, mut notices) = aligner.align(source, spec, &headers, &rows[1..]);
    notices.extend(aligner.doubts(source, &alignment.columns));
    (describe(&alignment, consultation), notices)
}

/// Asserts what each column of a table is read as.
#[track_caller]
fn check(table: &str, expect: &[&str]) {
    let (found, _) = align("export.csv", None, table, &consultation());
    assert_eq!(found, expect);
}

#[test]
fn citizen_space() {
    check(
        r#"
Response ID,Submission date,"What is your name? - Name","What is your organisation? - Organisation",1 Do you agree that visitors should pay an entry fee? - Closed,Please explain why.,2 Do you agree that dogs should be kept out of the park? - Closed,Please explain why.,3 How else could the park be made better for everyone? - Text
ANON-1,2024-05-01,Ann,,Yes,Money is needed.,No,Dogs need space,More benches would be very welcome
ANON-2,2024-05-02,,Dog Club,No,,Don't know,,
"#,
        &[
            "response_id",
            "submitted_at",
            "respondent",
            "respondent",
            "q1 closed",
            "q1 open",
            "q2 closed",
            "q2 open",
            "q3 open",
        ],
    );
}

#[test]
fn microsoft_forms() {
    check(
        r"
ID,Start time,Completion time,Email,Name,Are you responding as an individual or an organisation?,Do you agree that visitors should pay an entry fee?,Please explain why,Do you agree that dogs should be kept out of the park?,Please explain why2,How else could the park be made better for everyone?
1,5/1/24,5/1/24,anonymous,,Individual,Yes,It helps,No,They are family,Plant trees
2,5/1/24,5/2/24,anonymous,,Organisation,No,Too dear,Yes,They bite,Build toilets
",
        &[
            "response_id",
            "attribute",
            "submitted_at",
            "attribute",
            "respondent",
            "respondent_type",
            "q1 closed",
            "q1 open",
            "q2 closed",
            "q2 open",
            "q3 open",
        ],
    );
}

#[test]
fn codes_of_a_data_team() {
    check(
        "respondent_id,region,q1_closed,q1_text,q2_closed,q2_text,q3,weight\n1,North,yes,because,no,why not,trees,1\n",
        &["response_id", "region", "q1 closed", "q1 open", "q2 closed", "q2 open", "q3 open", "attribute"],
    );
}

#[test]
fn keys_of_inner_objects() {
    check(
        "id,respondent.name,meta.region,answers.q1.closed,answers.q1.text,answers.q3\n1,Ann,North,No,It is dear,trees\n",
        &["response_id", "respondent", "region", "q1 closed", "q1 open", "q3 open"],
    );
}

#[test]
fn headers_cut_short_and_with_letters() {
    check(
        "Ref,Q1. Do you agree that visitors should p...,1a,Q2,2a. If not why not?,Q3\n\
         7,Agree,fine,Strongly disagree,dogs are good,trees\n",
        &["response_id", "q1 closed", "q1 open", "q2 closed", "q2 open", "q3 open"],
    );
}

#[test]
fn headers_in_other_words() {
    check(
        "id,Should visitors pay a fee for entry?,Should dogs be kept out of the park?,Anything else\n1,Yes,No,\n2,No,No,\n",
        &["response_id", "q1 closed", "q2 closed", "attribute"],
    );
}

#[test]
fn grids_that_name_the_options() {
    check(
        "Timestamp,Which best describes you?,How far do you agree with each? [Entry fees],How far do you agree with each? [A dog ban],Comments\n\
         2024,A visitor,Agree,Strongly disagree,Dogs are good for us\n",
        &["submitted_at", "respondent_type", "q1 closed", "q2 closed", "q2 open"],
    );
}

#[test]
fn grids_in_two_rows_that_name_the_options() {
    let consultation = consultation();
    let headers = [
        Header::new("Response ID"),
        Header::with_part("How far do you agree or disagree with each?", "Entry fees"),
        Header::with_part("How far do you agree or disagree with each?", "A dog ban"),
    ];
    let sample = rows("1,Agree,Strongly disagree\n2,Tend to agree,Disagree\n");
    let (alignment, _) = Aligner::new(&consultation).align("a.csv", None, &headers, &sample);
    assert_eq!(describe(&alignment, &consultation), ["response_id", "q1 closed", "q2 closed"]);
}

#[test]
fn surveys_that_number_on_their_own() {
    check(
        "id,1. How old are you?,2. Where?,3. Do you agree that visitors should pay an entry fee?,3a. Please explain,\
         4. Do you agree that dogs should be kept out of the park?,4a. Please explain,5. How else could the park be made better for everyone?\n\
         1,40,North,Yes,It pays for the upkeep of the paths,No,They do no harm to anybody,Plant trees\n",
        &["response_id", "attribute", "attribute", "q1 closed", "q1 open", "q2 closed", "q2 open", "q3 open"],
    );
}

#[test]
fn questions_about_the_respondent_are_not_asked_about() {
    let table = "id,Do you consider yourself to be disabled?,I consent to my response being published,Q1\n\
                 1,Yes,No,Yes\n2,No,Yes,No\n";
    let (found, notices) = align("a.csv", None, table, &consultation());
    assert_eq!(found, ["response_id", "attribute", "attribute", "q1 closed"]);
    assert_eq!(notices, []);
}

#[test]
fn types_of_respondents_are_told_by_their_values() {
    check(
        "Document ID,Category,State/Province,Comment\nA-1,Individual,Ohio,x\nA-2,Organization,Utah,y\n",
        &["response_id", "respondent_type", "region", "letter"],
    );
}

#[test]
fn ticks_spread_over_columns_are_one_tick() {
    let consultation = consultation();
    let question = "Do you agree that visitors should pay an entry fee?";
    let parts = ["Yes", "No", "Don't know", "Comments:"];
    let headers: Vec<Header> = parts.iter().map(|part| Header::with_part(question, part)).collect();
    let sample = rows("Yes,,,It pays for the upkeep\n,No,,\n");
    let (alignment, _) = Aligner::new(&consultation).align("a.csv", None, &headers, &sample);
    assert_eq!(describe(&alignment, &consultation), ["q1 closed", "q1 closed", "q1 closed", "q1 open"]);
    let labels: Vec<Option<&str>> =
        alignment.columns.iter().map(|column| Some(column.choice.as_ref()?.label.as_str())).collect();
    assert_eq!(labels, [Some("Yes"), Some("No"), Some("Don't know"), None]);
}

#[test]
fn headers_of_few_words() {
    let consultation = consultation();
    let table = "submission_ref,entry fees?,entry fees reasons,dogs kept out,weather\n1,Yes,Costs,No,Yes\n2,No,,No,No\n";
    let (found, notices) = align("a.csv", None, table, &consultation);
    assert_eq!(found, ["response_id", "q1 closed", "q1 open", "q2 closed", "attribute"]);
    let kinds: Vec<&str> = notices.iter().map(|notice| notice.kind.as_str()).collect();
    assert_eq!(kinds, ["column-guessed", "column-guessed", "column-guessed", "column-unmatched"]);
}

#[test]
fn a_last_word_belongs_to_no_question() {
    check(
        "id,Q1,Please explain,Any other comments?\n1,Yes,It pays,Thank you\n2,No,It costs,\n",
        &["response_id", "q1 closed", "q1 open", "- open"],
    );
}

#[test]
fn one_column_may_hold_tick_and_words() {
    check(
        "id,1. Do you agree that visitors should pay an entry fee?\n1,\"Yes, because somebody has to pay for the upkeep\"\n2,No. We pay enough tax for this already\n",
        &["response_id", "q1 open"],
    );
}

#[test]
fn two_rows_of_headers() {
    let consultation = consultation();
    let headers = [
        Header::with_part("Respondent ID", ""),
        Header::with_part("Do you agree that visitors should pay an entry fee?", "Response"),
        Header::with_part("Do you agree that visitors should pay an entry fee?", "Please explain"),
        Header::with_part("How else could the park be made better for everyone?", "Open-Ended Response"),
    ];
    let sample = rows("1,Yes,Fair,Trees\n2,No,,\n");
    let (alignment, _) = Aligner::new(&consultation).align("a.csv", None, &headers, &sample);
    assert_eq!(describe(&alignment, &consultation), ["response_id", "q1 closed", "q1 open", "q3 open"]);
}

#[test]
fn text_of_no_known_question_is_kept_and_told() {
    let table = "id,response\n1,I think that all of this is a very good idea indeed\n";
    let (found, notices) = align("all.jsonl", None, table, &consultation());
    assert_eq!(found, ["response_id", "letter"]);
    assert_eq!(notices, []);
    let table = "id,Thoughts\n1,I think that all of this is a very good idea indeed\n";
    let (found, notices) = align("all.jsonl", None, table, &consultation());
    assert_eq!(found, ["response_id", "- open"]);
    assert_eq!(notices[0].kind, "column-unassigned");
    assert!(notices[0].message.contains("`Thoughts`"));
    let table = "id,response\n1,I think that all of this is a very good idea indeed\n";
    let (found, _) = align("question_part_3/responses.jsonl", None, table, &consultation());
    assert_eq!(found, ["response_id", "q3 open"]);
    let (found, _) = align("inputs/Q2.csv", None, table, &consultation());
    assert_eq!(found, ["response_id", "q2 open"]);
    let mut single = consultation();
    single.questions.truncate(1);
    assert_eq!(align("all.jsonl", None, table, &single).0, ["response_id", "q1 open"]);
}

#[test]
fn the_definition_wins_over_guessing() {
    let source = r#"
        consultation = { id = "c" }
        question = [
            { id = "q1", number = "1", text = "Do you agree that visitors should pay an entry fee?" },
            { id = "q2", number = "2", text = "Do you agree that dogs should be kept out?" },
        ]
        table = [{ path = "responses/a.csv", response_id = "Case", columns = {
            "1. Do you agree that visitors should pay an entry fee?" = { question = "q2", part = "closed" },
            "Remark" = { question = "q2", part = "open" }, "Remrak" = { question = "q1" },
        } }]
    "#;
    let (consultation, tables) = definition::parse("c.toml", source, &["en"]).expect("valid");
    let table = "id,Case,1. Do you agree that visitors should pay an entry fee?,Remark\n1,A,Yes,x\n";
    let (found, notices) = align("a.csv", Some(&tables[0]), table, &consultation);
    assert_eq!(found, ["attribute", "response_id", "q2 closed", "q2 open"]);
    let message =
        "consultation.toml names a column `Remrak` that the table does not have; did you mean `Remark`?";
    assert_eq!(notices[0].message, message);
}

#[test]
fn equal_questions_take_their_columns_in_order() {
    let mut consultation = consultation();
    for question in &mut consultation.questions {
        question.text = "Do you agree with this proposal?".into();
        question.kind = QuestionKind::Hybrid;
    }
    let table = "id,Do you agree with this proposal?,Comments,Do you agree with this proposal?,Comments\n1,Yes,a,No,b\n";
    let (found, _) = align("a.csv", None, table, &consultation);
    assert_eq!(found, ["response_id", "q1 closed", "q1 open", "q2 closed", "q2 open"]);
}

#[test]
fn thousands_of_columns_cost_no_more_than_their_number() {
    const COLUMNS: usize = 20_000;
    for header in ["The staff are kind", "Name", "Why?", ""] {
        let headers: Vec<Header> = (0..COLUMNS).map(|_| Header::new(header)).collect();
        let begun = std::time::Instant::now();
        let (alignment, _) = Aligner::new(&consultation()).align("a.csv", None, &headers, &[]);
        // Measured at well under a second; comparing each with each takes minutes.
        assert!(begun.elapsed().as_secs() < 15, "`{header}`: {:?}", begun.elapsed());
        let shown: std::collections::HashSet<&str> =
            alignment.columns.iter().map(|column| column.header.as_str()).collect();
        assert_eq!(shown.len(), COLUMNS, "`{header}`");
        if !header.is_empty() {
            assert_eq!(alignment.columns[COLUMNS - 1].header, format!("{header} ({COLUMNS})"));
        }
    }
}

#[test]
fn ticks_that_only_name_an_option_give_way() {
    check(
        "id,Have you ever paid the entry fees?,Do you agree that visitors should pay an entry fee?,Why?\n\
         1,Yes,No,It is dear and nobody can pay it\n2,No,Yes,It pays for the paths and the trees\n",
        &["response_id", "attribute", "q1 closed", "q1 open"],
    );
    check(
        "id,Have you ever paid the entry fees?,Do you agree that visitors should pay an entry fee?\n\
         1,Yes,We agree but only for coaches that come from far away\n2,No,It would keep poor families out of it\n",
        &["response_id", "attribute", "q1 open"],
    );
}

#[test]
fn surveys_may_number_their_reasons_and_code_their_questions() {
    let reasons = "Yes,It pays for the upkeep of the paths,No,They do no harm to anybody at all,Plant trees";
    for headers in [
        "1. Do you agree that visitors should pay an entry fee?,2. Please give reasons for your answer.,\
         3. Do you agree that dogs should be kept out of the park?,4. Please give reasons for your answer.,\
         5. How else could the park be made better for everyone?",
        "G01Q01. Do you agree that visitors should pay an entry fee?,G01Q02. Please give reasons.,\
         G02Q01. Do you agree that dogs should be kept out of the park?,G02Q02. Please give reasons.,\
         G03Q01. How else could the park be made better for everyone?",
        "<p>Do you agree that visitors should pay an entry fee?</p>,<b>Please explain</b>,\
         <p>Do you agree that dogs should be kept out of the park?</p>,<b>Please explain</b>,\
         <p>How else could the park be made better for everyone?</p>",
    ] {
        check(
            &format!("id,{headers}\n1,{reasons}\n"),
            &["response_id", "q1 closed", "q1 open", "q2 closed", "q2 open", "q3 open"],
        );
    }
}

#[test]
fn reasons_belong_to_the_question_that_they_name() {
    let ticks = "Do you agree that visitors should pay an entry fee?,Do you agree that dogs should be kept out of the park?";
    for reasons in [
        "Please explain your answer to question 1,Please explain your answer to question 2",
        "Please give your reasons (Q1),Please give your reasons (Q2)",
        "Please explain (entry fees),Please explain (dog ban)",
        "Comments on the entry fee,Comments on dogs in the park",
    ] {
        check(
            &format!(
                "id,{ticks},{reasons}\n1,Yes,No,It pays for the upkeep of the paths,They do no harm to anybody\n"
            ),
            &["response_id", "q1 closed", "q2 closed", "q1 open", "q2 open"],
        );
    }
    check(
        "id,Do you agree that dogs should be kept out of the park?,Please say how else could the park be made better for everyone? - more\n\
         1,No,We would plant more trees and open the cafe\n",
        &["response_id", "q2 closed", "q3 open"],
    );
}

#[test]
fn grids_tell_what_is_ranked_and_which_option_is_graded() {
    let table = "id,Which of these would you use? Select all that apply. [Bus],Which of these would you use? Select all that apply. [Tram],\
                 Please rank these by use: - Bus,Please rank these by use: - Tram\n";
    let table = format!("{table}{}", "1,Yes,No,2,1\n2,No,Yes,1,2\n".repeat(5));
    let read = align_with(
        &table,
        &[
            ("q1", "Which of these would you use? Select all that apply."),
            ("q2", "Please rank these by use:"),
        ],
    );
    let said: Vec<String> = read
        .columns
        .iter()
        .map(|column| {
            column
                .choice
                .as_ref()
                .map_or_else(String::new, |choice| format!("{} {:?}", choice.label, choice.takes))
        })
        .collect();
    assert_eq!(said, ["", "Bus Yes", "Tram Yes", "Bus Grades", "Tram Grades"]);
    let table = "id,How far do you agree? - Entry fees,How far do you agree? - A dog ban\n1,Agree,Disagree\n";
    let read = align_with(table, &[("q1", "How far do you agree?")]);
    let options: Vec<Option<u16>> =
        read.columns.iter().map(|column| column.option.map(|option| option.0)).collect();
    assert_eq!(options, [None, Some(0), Some(1)]);
}

/// The columns of a table in a consultation that asks these questions about the parks.
fn align_with(table: &str, questions: &[(&str, &str)]) -> Alignment {
    let questions = questions.iter().map(|(id, text)| question(id, "", text, None, QuestionKind::Hybrid));
    let consultation = Consultation { questions: questions.collect(), ..consultation() };
    let rows = rows(table);
    let headers: Vec<Header> = rows[0].iter().map(Header::new).collect();
    Aligner::new(&consultation).align("a.csv", None, &headers, &rows[1..]).0
}

//! Whole folders, from bytes to answers.

mod archives;
mod mails;
mod sheets;
mod tables;

use std::fmt::Write as _;
use std::path::Path;

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Explain, Method, Stance};
use proptest::prelude::*;

use super::*;
use crate::{Duplicates, Error, alignments, definition, open};

const DEFINITION: &str = r#"
[consultation]
id = "parks"
[[option]]
id = "fees"
label = "Entry fees"
[[option]]
id = "dogs"
label = "A dog ban"
[[question]]
id = "q1"
number = "1"
text = "Do you agree that visitors should pay an entry fee?"
option = "fees"
[[question]]
id = "q2"
number = "2"
text = "Do you agree that dogs should be kept out of the park?"
option = "dogs"
[[question]]
id = "q3"
number = "3"
text = "How else could the park be made better for everyone?"
kind = "open"
"#;

struct World {
    folder: tempfile::TempDir,
    definition: Definition,
}

impl World {
    fn new(extra: &str, files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(definition::FILE), format!("{DEFINITION}{extra}"))
            .expect("written");
        std::fs::create_dir(folder.path().join("responses")).expect("made");
        for (name, bytes) in files {
            let path = folder.path().join("responses").join(name);
            std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
            std::fs::write(path, bytes).expect("written");
        }
        let definition = definition::load(folder.path(), &["en"]).expect("valid");
        Self { folder, definition }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self) -> (Vec<Response>, Vec<Notice>) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let intake = Intake::new(&self.definition, &mut analyzer);
        let items = open(self.path(), &self.definition).expect("responses");
        let total = items.bytes_total();
        let (mut responses, mut notices, mut bytes) = (Vec::new(), Vec::new(), 0);
        for batch in items {
            let batch = batch.expect("readable");
            bytes += batch.bytes;
            notices.extend(batch.notices);
            for item in batch.items {
                let (response, more) = intake.read(&mut analyzer, item);
                sound(&response);
                responses.push(response);
                notices.extend(more);
            }
        }
        assert_eq!(bytes, total);
        (responses, notices)
    }
}

fn read(files: &[(&str, &[u8])]) -> (Vec<Response>, Vec<Notice>) {
    World::new("", files).read()
}

/// Asserts what holds for every response.
fn sound(response: &Response) {
    let text = response.text.as_str();
    let on_border = |span: canvass_core::Span| text.get(span.range()).is_some();
    for (n, answer) in response.answers.iter().enumerate() {
        assert_eq!(answer.id, format!("{}/{}", response.id, n + 1));
        assert!(on_border(answer.span));
        assert!(answer.closed.is_none_or(|reply| on_border(reply.span)));
        assert!(answer.asides.iter().all(|aside| answer.span.contains(aside.span) && on_border(aside.span)));
    }
    assert!(
        response
            .answers
            .iter()
            .zip(response.answers.iter().skip(1))
            .all(|(one, next)| { one.span == next.span || one.span.end <= next.span.start })
    );
    assert_eq!(
        response.answers.is_empty(),
        response.status != Status::Analysed || response.answers.is_empty()
    );
}

/// Each answer as `question|tick=stance|words`.
fn answers(world: &World, response: &Response) -> Vec<String> {
    let describe = |answer: &Answer| {
        let question = answer.question.map_or("-", |idx| &world.definition.consultation.question(idx).id);
        let tick = answer.closed.map_or_else(String::new, |reply| {
            format!("{}={}", reply.span.of(&response.text), reply.stance.map_or("?", Stance::as_str))
        });
        format!("{question}|{tick}|{}", answer.span.of(&response.text))
    };
    response.answers.iter().map(describe).collect()
}

const SURVEY: &str = "\
Response ID,What is your name?,Organisation,Region,1. Do you agree that visitors should pay an entry fee?,Please explain why.,\
2. Do you agree that dogs should be kept out of the park?,Please explain why.,3. How else could the park be made better for everyone?,Device
ANON-1,Ann Lee,,North,Yes,\"Money, money\nis needed.\",No,,More benches,phone
ANON-2,Bob,Dog Club,South,,We are not sure about it,Don't know,,,
ANON-3,,,,,,,,,laptop
";

#[test]
fn rows_become_responses() {
    let world = World::new("", &[("survey/export.csv", SURVEY.as_bytes())]);
    let (responses, notices) = world.read();
    assert_eq!(notices, []);
    let [ann, bob, blank] = responses.as_slice() else { panic!("three rows") };
    assert_eq!((ann.id.as_str(), ann.source_row, ann.format), ("ANON-1", Some(1), "csv"));
    assert_eq!(ann.text, "Yes\nMoney, money\nis needed.\nNo\nMore benches");
    assert_eq!(
        answers(&world, ann),
        ["q1|Yes=support|Money, money\nis needed.", "q2|No=oppose|", "q3||More benches"]
    );
    assert!(ann.answers.iter().all(|answer| answer.method == Method::Column && answer.confidence > 0.8));
    assert_eq!(ann.answers[1].span.start, ann.answers[1].closed.expect("ticked").span.end);
    assert_eq!(ann.answers[1].topic, world.definition.consultation.find_option("dogs"));
    assert_eq!(ann.attributes, [("Device".to_owned(), "phone".to_owned())]);
    assert_eq!((ann.respondent.as_deref(), ann.region.as_deref()), (Some("Ann Lee"), Some("North")));
    assert_eq!(answers(&world, bob), ["q1||We are not sure about it", "q2|Don't know=unclear|"]);
    assert_eq!(bob.respondent.as_deref(), Some("Dog Club"));
    assert_eq!(bob.attributes, [("What is your name?".to_owned(), "Bob".to_owned())]);
    assert_eq!((blank.status, blank.reason.as_deref()), (Status::Blank, Some("no text")));
}

#[test]
fn a_leading_tick_is_lifted_where_there_is_no_column_for_it() {
    let table = b"id,1. Do you agree that visitors should pay an entry fee?\n\
                  1,\"Yes, because somebody has to pay for the upkeep\"\n2,\"It is fine by us, on the whole, we think\"\n";
    let world = World::new("", &[("a.csv", table)]);
    let (responses, _) = world.read();
    assert_eq!(answers(&world, &responses[0]), ["q1|Yes=support|because somebody has to pay for the upkeep"]);
    assert_eq!(answers(&world, &responses[1]), ["q1||It is fine by us, on the whole, we think"]);
}

#[test]
fn an_options_name_in_reply_to_a_question_about_none_is_a_tick() {
    let asked = "[[question]]\nid = \"q4\"\nnumber = \"4\"\ntext = \"Which of the two do you prefer?\"\n";
    let table =
        b"id,4. Which of the two do you prefer?,3. How else could the park be made better for everyone?\n\
                  1,a dog ban,Entry fees\n2,Neither of them,\n";
    let world = World::new(asked, &[("a.csv", table)]);
    let (responses, _) = world.read();
    assert_eq!(answers(&world, &responses[0]), ["q4|a dog ban=?|", "q3||Entry fees"]);
    let dogs = world.definition.consultation.find_option("dogs");
    assert_eq!(responses[0].answers[0].closed.and_then(|reply| reply.pick), dogs);
    assert_eq!(answers(&world, &responses[1]), ["q4||Neither of them"]);
}

#[test]
fn the_sheet_with_the_answers_is_read_and_the_others_are_told() {
    const SUNDAYS: &str =
        "[[question]]\nid = \"q4\"\ntext = \"Do you support opening the central library on Sundays?\"\n";
    let bytes = include_bytes!("../../tests/fixtures/workbook/hours-libreoffice.xlsx");
    let world = World::new(SUNDAYS, &[("hours.xlsx", bytes)]);
    let (responses, notices) = world.read();
    let ids: Vec<(&str, Option<u64>)> =
        responses.iter().map(|response| (response.id.as_str(), response.source_row)).collect();
    assert_eq!(ids, [("1", Some(1)), ("2", Some(2)), ("118012345678", Some(4)), ("4", Some(5))]);
    assert_eq!(answers(&world, &responses[1]), ["q4|No=oppose|Staff need a day off.\nSo do readers."]);
    assert_eq!(responses[0].submitted_at.as_deref(), Some("2026-05-04T09:30:12"));
    assert_eq!(responses[0].attributes[1], ("Age".to_owned(), "34".to_owned()));
    let told = notices.iter().find(|notice| notice.kind == "other-sheets").expect("told");
    let message = "read the sheet `Responses`; not read: `Summary` (2 rows), `Codes` (4 rows); \
                   save a sheet as a file of its own if it holds responses";
    assert_eq!(told.message, message);
}

#[test]
fn json_lines_become_responses() {
    let lines =
        b"{\"response_id\": 7, \"response\": \"I like the trees, and would plant many more of them\"}\n\
                  {\"response_id\": 8}\nnot json\n";
    let world = World::new("", &[("q3/responses.jsonl", lines)]);
    let (responses, notices) = world.read();
    assert_eq!(
        responses.iter().map(|response| response.id.as_str()).collect::<Vec<_>>(),
        ["7", "8", "q3/responses.jsonl#3"]
    );
    assert_eq!(answers(&world, &responses[0]), ["q3||I like the trees, and would plant many more of them"]);
    assert_eq!(responses[1].status, Status::Blank);
    assert_eq!(responses[2].status, Status::Unreadable);
    assert_eq!(responses[2].text, "not json");
    assert_eq!((notices[0].kind.as_str(), notices[0].row), ("unreadable-record", Some(3)));
}

#[test]
fn keys_that_appear_late_find_their_question() {
    let mut lines = String::new();
    for n in 0..400 {
        writeln!(lines, r#"{{"id": "r{n}", "q1_closed": "yes"}}"#).expect("in memory");
    }
    lines.push_str(
        "{\"id\": \"last\", \"q1_closed\": \"no\", \"q2_text\": \"Dogs are friends of us all\", \"x\": 1}\n",
    );
    let world = World::new("", &[("a.jsonl", lines.as_bytes())]);
    let (responses, _) = world.read();
    let last = responses.last().expect("rows");
    assert_eq!(answers(&world, last), ["q1|no=oppose|", "q2||Dogs are friends of us all"]);
    assert_eq!(last.attributes, [("x".to_owned(), "1".to_owned())]);
}

#[test]
fn repeated_ids_are_told_apart() {
    let table =
        b"Response ID,response\n5,One of the answers\n5,Another of the answers\n5,A third\n,A fourth\n";
    let (responses, notices) = read(&[("a.csv", table)]);
    let ids: Vec<&str> = responses.iter().map(|response| response.id.as_str()).collect();
    assert_eq!(ids, ["5", "a.csv#5", "a.csv#3", "a.csv#4"]);
    assert_eq!(notices.iter().filter(|notice| notice.kind == "repeated-id").count(), 2);
}

#[test]
fn ragged_rows_lose_nothing() {
    let table = b"id,q1_closed,q3\n1,Yes\n2,No,More trees,and more water\n,,\n";
    let world = World::new("", &[("a.csv", table)]);
    let (responses, notices) = world.read();
    assert_eq!(answers(&world, &responses[1]), ["q1|No=oppose|", "q3||More trees", "-||and more water"]);
    let kinds: Vec<(&str, Option<u64>)> =
        notices.iter().map(|notice| (notice.kind.as_str(), notice.row)).collect();
    assert_eq!(kinds, [("ragged-row", Some(1)), ("ragged-row", Some(2)), ("empty-rows", None)]);
}

#[test]
fn letters_keep_their_bytes_and_their_place() {
    let (responses, notices) = read(&[
        ("letters/b.TXT", b"We do not want fees.\r\n"),
        ("letters/a.md", b"caf\xe9 owners want fees"),
        ("scan.tiff", b"II*\0"),
        ("empty.txt", b" \n* * *\n"),
        (".DS_Store", b"x"),
    ]);
    let read: Vec<(&str, &str, Status)> =
        responses.iter().map(|r| (r.id.as_str(), r.format, r.status)).collect();
    assert_eq!(
        read,
        [
            ("empty.txt", "txt", Status::Blank),
            ("letters/a.md", "md", Status::Analysed),
            ("letters/b.TXT", "txt", Status::Analysed),
            ("scan.tiff", "unknown", Status::Unreadable),
        ]
    );
    assert_eq!(responses[1].text, "café owners want fees");
    assert_eq!(responses[2].text, "We do not want fees.\r\n");
    assert_eq!(responses[2].source_row, None);
    assert_eq!(responses[3].reason.as_deref(), Some("format not supported"));
    let kinds: Vec<(&str, &str)> =
        notices.iter().map(|notice| (notice.source.as_str(), notice.kind.as_str())).collect();
    assert_eq!(kinds, [("scan.tiff", "format-not-supported"), ("letters/a.md", "encoding")]);
}

#[test]
fn letters_are_read_as_what_they_are() {
    let (responses, notices) = read(&[
        ("a.doc", b"{\\rtf1\\ansi We want fees.\\par}"),
        ("b.pdf", b"We want fees."),
        ("c.doc", b"<html><body><p>We want fees.</p></body></html>"),
        ("letter", b"We want fees."),
        ("d.pdf", b"\x01\x02 damaged"),
    ]);
    let read: Vec<(&str, &str, bool)> = responses
        .iter()
        .map(|response| (response.source.as_str(), response.format, response.text.trim() == "We want fees."))
        .collect();
    let expected = [
        ("a.doc", "rtf", true),
        ("b.pdf", "txt", true),
        ("c.doc", "html", true),
        ("d.pdf", "pdf", false),
        ("letter", "txt", true),
    ];
    assert_eq!(read, expected);
    let misnamed: Vec<&str> = notices
        .iter()
        .filter(|notice| notice.kind == "misnamed")
        .map(|notice| notice.source.as_str())
        .collect();
    assert_eq!(misnamed, ["a.doc", "b.pdf", "c.doc"]);
}

#[test]
fn tables_are_read_as_what_they_are() {
    let book = include_bytes!("../../tests/fixtures/workbook/hours.xlsx");
    let (named_right, _) = read(&[("a.xlsx", book)]);
    assert!(!named_right.is_empty());
    for name in ["a.csv", "a.docx", "a.jsonl"] {
        let (responses, notices) = read(&[(name, book)]);
        assert_eq!(responses.len(), named_right.len(), "{name}");
        assert!(responses.iter().zip(&named_right).all(|(one, other)| one.text == other.text), "{name}");
        assert!(notices.iter().any(|notice| notice.kind == "misnamed"), "{name}");
    }
    let (responses, _) = read(&[("letter.csv", b"{\\rtf1\\ansi We want fees.\\par}")]);
    assert_eq!(
        responses.iter().map(|one| (one.format, one.text.trim())).collect::<Vec<_>>(),
        [("rtf", "We want fees.")]
    );
}

#[test]
fn the_same_mail_sent_again_is_a_duplicate() {
    let mail = |date: &str, from: &str| {
        format!("From: Ann <{from}>\nDate: {date}\nSubject: Fees {date}\n\nWe do not want fees.\n")
            .into_bytes()
    };
    let (one, again, other) = (
        mail("Mon, 1 Jun 2026 10:00:00 +0000", "ann@a.org"),
        mail("Tue, 2 Jun 2026 10:00:00 +0000", "ann@a.org"),
        mail("Tue, 2 Jun 2026 10:00:00 +0000", "ann@b.org"),
    );
    let (responses, _) = read(&[("1.eml", &one), ("2.eml", &again), ("3.eml", &other)]);
    let mut duplicates = Duplicates::new();
    let found: Vec<Option<String>> = responses.iter().map(|response| duplicates.check(response)).collect();
    assert_eq!(found, [None, Some("1.eml".to_owned()), None]);
}

#[test]
fn a_column_counted_by_keeps_its_name() {
    let table = b"id,Sector,q3\n1,Health,More trees\n";
    let mut world = World::new("", &[("a.csv", table)]);
    world.definition.consultation.groups = vec!["sector".to_owned()];
    let (responses, _) = world.read();
    assert_eq!(responses[0].respondent_type.as_deref(), Some("Health"));
    assert!(responses[0].attributes.contains(&("Sector".to_owned(), "Health".to_owned())));
}

#[test]
fn a_scan_is_told_with_advice() {
    let scan = include_bytes!("../../tests/fixtures/pdf/scan.pdf");
    let (responses, notices) = read(&[("scan.pdf", scan)]);
    assert_eq!((responses[0].format, responses[0].status), ("pdf", Status::Unreadable));
    assert_eq!(responses[0].reason.as_deref(), Some("no text layer"));
    assert_eq!(
        notices[0].message,
        "no text layer: it looks scanned; `canvass run --ocr` reads it where tesseract is installed"
    );
}

#[test]
fn mails_say_who_sent_them_and_when() {
    let mail =
        b"From: Ann Lea <ann@lea.example>\nDate: Thu, 12 Mar 2026 10:30:00 +0100\n\nNo fees, please.\n";
    let (responses, _) = read(&[("a.eml", mail), ("b.eml", b"From: bo@b.example\n\nNo dogs.\n")]);
    let said: Vec<_> = responses
        .iter()
        .map(|r| (r.respondent.as_deref(), r.submitted_at.as_deref(), r.text.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (Some("Ann Lea"), Some("2026-03-12T10:30:00+01:00"), "No fees, please."),
            (Some("bo@b.example"), None, "No dogs."),
        ]
    );
}

#[test]
fn each_message_of_a_mailbox_is_a_response() {
    let first = "From: ann@lea.example\n\nNo fees.\n";
    let line = "From ann@lea.example Thu Mar 12 10:30:00 2026\n";
    let mailbox = format!("{line}{first}\n{line}nothing\n\n{line}From: bo@b.example\n\n>From us: no dogs.\n");
    let (responses, notices) =
        read(&[("in/a.mbox", mailbox.as_bytes()), ("b.mbox", b""), ("c.mbox", b"\n\n"), ("d.txt", b"x")]);
    let read: Vec<_> = responses
        .iter()
        .map(|r| (r.id.as_str(), r.source_row, r.format, r.text.as_str(), r.status))
        .collect();
    assert_eq!(
        read,
        [
            ("c.mbox#1", Some(1), "mbox", "", Status::Unreadable),
            ("d.txt", None, "txt", "x", Status::Analysed),
            ("in/a.mbox#1", Some(1), "mbox", "No fees.", Status::Analysed),
            ("in/a.mbox#2", Some(2), "mbox", "", Status::Unreadable),
            ("in/a.mbox#3", Some(3), "mbox", "From us: no dogs.", Status::Analysed),
        ]
    );
    assert_eq!(responses[2].sha256, digest::hex(first.as_bytes()));
    let told: Vec<_> = notices.iter().map(|n| (n.source.as_str(), n.row, n.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("b.mbox", None, "the mailbox is empty"),
            ("c.mbox", Some(1), "no message in it"),
            ("in/a.mbox", Some(2), "not an e-mail message")
        ]
    );
}

#[test]
fn copies_of_a_file_are_duplicates() {
    let (responses, _) = read(&[("a.txt", b"No fees."), ("b.txt", b"No fees."), ("c.txt", b"No fees!")]);
    let mut duplicates = Duplicates::new();
    let found: Vec<_> = responses.iter().map(|response| duplicates.check(response)).collect();
    assert_eq!(found, [None, Some("a.txt".to_owned()), None]);
}

#[track_caller]
fn blank(text: &str, reason: Option<&str>) {
    let (responses, _) = read(&[("a.txt", text.as_bytes())]);
    let expect = if reason.is_some() { Status::Blank } else { Status::Analysed };
    assert_eq!((responses[0].status, responses[0].reason.as_deref()), (expect, reason), "{text}");
}

#[test]
fn letters_that_say_nothing_are_blank() {
    let asked = "1. Do you agree that visitors should pay an entry fee?";
    let also = "2. Do you agree that dogs should be kept out of the park?";
    blank(&format!("{asked}\n\n{also}\n"), Some("questions only"));
    blank(&format!("{asked}\nN/A\n\n{also}\nNo comment\n"), Some("no comment"));
    blank("1. N/A\n2. none\n", Some("no comment"));
    blank("Dear Sir,\n\nPlease see attached.\n\nRegards\nX\n", Some("see attached"));
    blank(
        "Thank you for consulting us. We have no comments to make.\n\nYours sincerely\nNatural Heritage Body\n",
        Some("no comment"),
    );
    blank(
        "Dear Team\n\nThank you for consulting us. We have no comments to make on the proposals.\n\nYours faithfully\nJ Smith\n",
        Some("no comment"),
    );
    blank("No opinion", Some("no opinion"));
    blank(&format!("Consultation response form\n\n{asked}\n\n\n{also}\n"), Some("questions only"));
}

#[test]
fn a_placeholder_above_a_signature_is_marked() {
    let letter = "1. Do you agree that visitors should pay an entry fee?\nYes, it is fair.\n\n3. How else could the park be made better?\nNo comment.\n\nYours faithfully\nJ Smith\n";
    let (responses, _) = read(&[("a.txt", letter.as_bytes())]);
    let marked = responses[0].answers.iter().filter(|answer| !answer.says_something());
    assert_eq!(marked.map(|answer| answer.span.of(&responses[0].text)).collect::<Vec<_>>(), ["No comment."]);
}

#[test]
fn letters_with_a_word_of_their_own_are_not_blank() {
    let asked = "1. Do you agree that visitors should pay an entry fee?";
    blank(&format!("{asked}\nN/A\n\n3. No opinion, but more benches.\n"), None);
    blank("Dear Sir,\n\nNo fees please.\n\nRegards\nX\n", None);
    blank("We have no comments to make on the fees.\n\nYours faithfully\nJ Smith\n", None);
    blank(&format!("{asked}\nNo\n"), None);
    blank(&format!("Consultation response form\n\nNo fees.\n\n{asked}\n\n"), None);
    blank("See attached. Dogs must stay.\n\nRegards\nX\n", None);
}

#[test]
fn folders_without_responses() {
    let world = World::new("", &[]);
    let (responses, notices) = world.read();
    assert!(responses.is_empty());
    assert_eq!(notices[0].kind, "no-responses");
    std::fs::remove_dir(world.path().join("responses")).expect("removed");
    let error = open(world.path(), &world.definition).map(|_| ()).expect_err("missing");
    assert_eq!(error.to_string(), format!("`{}` has no folder `responses`", world.path().display()));
    assert!(error.hints()[0].starts_with("put the responses"));
}

#[test]
fn tables_named_in_vain_are_errors() {
    let world = World::new("[[table]]\npath = \"responses/exprot.csv\"\n", &[("export.csv", b"a,b\n1,2\n")]);
    let error: Error = open(world.path(), &world.definition).map(|_| ()).expect_err("missing");
    assert_eq!(error.to_string(), "unknown table `responses/exprot.csv`");
    assert_eq!(error.hints(), ["did you mean `responses/export.csv`?"]);
    assert_eq!(error.place().expect("in the definition").line(), DEFINITION.lines().count() + 2);
}

#[track_caller]
fn check_assignments(rows: &str, complaint: Option<&str>) {
    let scan = include_bytes!("../../tests/fixtures/pdf/scan.pdf");
    let world = World::new("", &[("survey.csv", SURVEY.as_bytes()), ("scan.pdf", scan)]);
    let text = format!("response_id,what,from,to,reason\n{rows}");
    std::fs::write(world.path().join(crate::assignments::FILE), text).expect("written");
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let intake = Intake::new(&world.definition, &mut analyzer);
    let consultation = &world.definition.consultation;
    let assignments = crate::Assignments::load(world.path(), consultation).expect("valid");
    let checked = assignments.check(world.path(), &world.definition, &intake, &mut analyzer);
    assert_eq!(checked.err().map(|error| error.to_string()).as_deref(), complaint);
}

#[test]
fn corrections_are_checked_against_the_responses() {
    let (responses, _) = read(&[("survey.csv", SURVEY.as_bytes())]);
    let id = responses[0].id.as_str();
    let answer = &responses[0].answers[0];
    assert_eq!(answer.question.map(|question| question.0), Some(0));
    check_assignments(&format!("{id},question,q1,q3,\n"), None);
    check_assignments(
        &format!("{id},question,q1,q3,\n{id},question,{},q2,\n", answer.id),
        Some("the same is corrected in line 2 already"),
    );
    check_assignments("nobody,exclude,,,gone\n", Some("there is no response `nobody`"));
    check_assignments("scan.pdf,question,q1,q2,\n", None);
}

#[test]
fn alignments_are_shown_without_reading_the_rows() {
    let world = World::new("", &[("survey/export.csv", SURVEY.as_bytes()), ("a.txt", b"x")]);
    let found = alignments(world.path(), &world.definition).expect("readable");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].source, "survey/export.csv");
    let column = &found[0].columns[7];
    assert_eq!(column.header, "Please explain why. (2)");
    assert_eq!(column.question_id(&world.definition.consultation), Some("q2"));
    assert_eq!(column.reason, "goes on about the question before it");
}

#[test]
fn batches_are_bounded() {
    let mut table = String::from("Response ID,q3\n");
    for n in 0..2500 {
        writeln!(table, "{n},More trees please").expect("in memory");
    }
    let world = World::new("", &[("a.csv", table.as_bytes()), ("b.txt", b"No fees.")]);
    let sizes: Vec<usize> = open(world.path(), &world.definition)
        .expect("responses")
        .map(|batch| batch.expect("readable").items.len())
        .collect();
    assert_eq!(sizes, [1000, 1000, 501]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_break_a_reader(bytes: Vec<u8>, ending in prop::sample::select(vec!["txt", "md", "pdf", "doc", "docx", "odt", "rtf", "html", "csv", "tsv", "jsonl", "eml", "msg", "mbox"])) {
        read(&[(&format!("a.{ending}"), &bytes)]);
    }

    #[test]
    fn no_cells_break_a_row(cells in prop::collection::vec("(Yes|No|)[,\"\n;é “”a-z. ]{0,40}", 0..30)) {
        let mut table = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        table.write_record(["id", "q1_closed", "q1_text", "q2", "Please explain", "q3"]).expect("in memory");
        for (n, row) in cells.chunks(5).enumerate() {
            let id = n.to_string();
            let row = std::iter::once(id.as_str()).chain(row.iter().map(String::as_str));
            table.write_record(row).expect("in memory");
        }
        let bytes = table.into_inner().expect("in memory");
        let (responses, _) = read(&[("a.csv", &bytes)]);
        for (response, row) in responses.iter().zip(cells.chunks(5)) {
            for cell in row {
                prop_assert!(response.text.contains(cell.trim()));
            }
        }
    }
}

#[test]
fn several_respondents_in_one_document_are_told() {
    let letter = b"RESPONSE 1\nName: Ann Lee\nQuestion 2\nYes. They bark.\n\n\
        RESPONSE 2\nName: Bob Hay\nQuestion 2\nNo. They are kept on leads.\n";
    let (responses, notices) = read(&[("two.txt", letter)]);
    let told: Vec<&str> = notices.iter().map(|notice| notice.kind.as_str()).collect();
    assert_eq!(told, ["several-respondents"]);
    let second = responses[0].answers.last().expect("the second");
    assert_eq!((second.question, second.asides.len()), (None, 1));
    assert_eq!(second.asides[0].span, second.span);
}

#[track_caller]
fn told_of_several(letter: &str) -> String {
    let (_, notices) = read(&[("some.txt", letter.as_bytes())]);
    let told = notices.into_iter().filter(|notice| notice.kind == "several-respondents");
    told.map(|notice| notice.message).collect()
}

#[test]
fn blocks_with_names_and_numbered_answers_are_several_respondents() {
    let block = |name: &str, reply: &str| format!("Name: {name}\nTown: Skarra\nQ1: {reply}\nQ2: {reply}\n\n");
    let told = told_of_several(&(block("Ann Lee", "Yes") + &block("Bob Hay", "No")));
    assert!(told.starts_with("2 respondents in one document, of whom only the first"), "{told}");
    assert_eq!(told_of_several(&block("Ann Lee", "Yes")), "");
}

#[test]
fn letters_one_behind_the_other_look_like_several_respondents() {
    let letter = |name: &str| format!("Dear Sir,\n\nDogs bark at night.\n\nYours sincerely,\n{name}\n\n");
    let told = told_of_several(&(letter("Ann Lee") + &letter("Bob Hay")));
    assert!(told.starts_with("2 respondents in one document, as it looks"), "{told}");
    assert_eq!(told_of_several(&(letter("Ann Lee") + &letter("Ann Lee"))), "");
    let titled = "RESPONSE 1 - Ann Lee\n\nDogs bark.\n\nRESPONSE 2 - Bob Hay\n\nDogs do not.\n";
    assert!(told_of_several(titled).starts_with("2 respondents in one document, as it looks"));
}

#[test]
fn a_form_with_a_question_a_row_is_one_response() {
    let form = "Parks form,\nName,Ann Lee\nQuestion,Your answer\n\
        1. Do you agree that visitors should pay an entry fee?,\"Yes, for upkeep\"\n\
        2. Do you agree that dogs should be kept out of the park?,No\n\
        3. How else could the park be made better for everyone?,Benches\n";
    let (responses, notices) = read(&[("ann.csv", form.as_bytes())]);
    assert!(notices.iter().any(|notice| notice.kind == "form"), "{notices:?}");
    assert_eq!((responses.len(), responses[0].respondent.as_deref()), (1, Some("Ann Lee")));
    let ticks: Vec<(u16, Option<Stance>)> = responses[0]
        .answers
        .iter()
        .filter_map(|answer| Some((answer.question?.0, answer.closed.and_then(|closed| closed.stance))))
        .collect();
    assert_eq!(ticks, [(0, Some(Stance::Support)), (1, Some(Stance::Oppose)), (2, None)]);
    // The same questions again and again are records.
    let long = "Who,Question,Answer\n\
        1,Do you agree that visitors should pay an entry fee?,Yes\n\
        2,Do you agree that visitors should pay an entry fee?,No\n";
    assert_eq!(read(&[("long.csv", long.as_bytes())]).0.len(), 2);
}

#[test]
fn mailboxes_are_told_by_what_is_in_them() {
    let mail = |name: &str| {
        format!(
            "From - Mon Jan 01 10:00:00 2024\nFrom: {name}@b.example\nMIME-Version: 1.0\n\nDogs bark.\n\n"
        )
    };
    let mailbox = mail("ann") + &mail("bob");
    let (responses, notices) = read(&[("Inbox", mailbox.as_bytes()), ("saved.txt", mailbox.as_bytes())]);
    let formats: Vec<&str> = responses.iter().map(|response| response.format).collect();
    assert_eq!(formats, ["mbox"; 4]);
    assert_eq!(responses[1].sender.as_deref(), Some("bob@b.example"));
    assert!(notices.iter().any(|notice| notice.kind == "misnamed"), "{notices:?}");
}

#[test]
fn ticks_on_no_scale_are_ticks_and_words_beside_a_scale_are_read_too() {
    let mut survey = String::from(
        "Response ID,Respondent type,1. Do you agree that visitors should pay an entry fee?,Please explain why.\n",
    );
    for n in 0..12 {
        writeln!(survey, "y{n},Resident,{},", if n % 3 == 0 { "No" } else { "Yes" }).expect("in memory");
    }
    survey += "a,N/A,Great,\nb,-,Great,Gulls.\nc,,Whenever,Gulls.\nd,,-,Gulls.\ne,,n/a,Gulls.\nf,,Only for coaches,Gulls.\n";
    let world = World::new("", &[("s.csv", survey.as_bytes())]);
    let (responses, _) = world.read();
    let found: Vec<String> = responses[12..].iter().flat_map(|response| answers(&world, response)).collect();
    assert_eq!(
        found,
        [
            "q1|Great=?|",
            "q1|Great=?|Gulls.",
            "q1|Whenever=?|Gulls.",
            "q1||Gulls.",
            "q1||Gulls.",
            "q1|Only for coaches=?|Only for coaches\nGulls."
        ]
    );
    assert_eq!(responses[0].respondent_type.as_deref(), Some("Resident"));
    assert!(responses[12..].iter().all(|response| response.respondent_type.is_none()));
    let kept: Vec<&str> = responses[12..14]
        .iter()
        .flat_map(|response| &response.attributes)
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(kept, ["N/A", "-"], "what stood there is kept");
}

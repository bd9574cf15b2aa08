//! Plain text and what is none; whatever is called plain has no aside.

use canvass_core::text::Language;
use canvass_core::{Consultation, OptionDef, OptionIdx, Question, QuestionKind};

use super::super::super::sheet::Sheet;
use super::super::super::thread::Thread;
use super::super::find;
use super::*;

fn question(text: &str, option: Option<OptionIdx>) -> Question {
    let kind = QuestionKind::Hybrid;
    Question { id: text.to_owned(), number: None, text: text.to_owned(), option, kind, closed: Vec::new() }
}

fn outline(analyzer: &mut Analyzer) -> Outline {
    let option = OptionDef {
        id: "ferry".into(),
        label: "Option 1: a night ferry".into(),
        aliases: vec!["the night boat".into()],
    };
    let consultation = Consultation {
        questions: vec![
            question(
                "Do you agree that the harbour should run a ferry by night (Option 1)?",
                Some(OptionIdx(0)),
            ),
            question("What effect would longer opening of the terminal have on neighbouring streets?", None),
        ],
        options: vec![option],
        ..Consultation::default()
    };
    Outline::new(&consultation, analyzer)
}

fn check(text: &str, plain: bool) {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let outline = outline(&mut analyzer);
    let sheet = Sheet::new(&outline, &mut analyzer, text);
    let found = find(&outline, &sheet, &Thread::new(&outline, &sheet, false));
    assert!(found.is_empty() || !plain, "{text}: {found:?}");
    assert_eq!(is_plain(&outline, text), plain, "{text}");
}

#[test]
fn sentences_of_ones_own_are_plain() {
    check("It wakes the children. We have said so for years - nobody listens!", true);
    check("Yes.\nBut not on Sundays; the men won’t work them at £9 an hour.", true);
    check("", true);
}

#[test]
fn a_questions_words_far_apart_are_plain() {
    let own = "It wakes the children. We have said so for years and nobody listens! ".repeat(12);
    let asked = ["Do you agree that", "the harbour should run", "a ferry by night?"];
    check(&asked.join(&format!(" {own}")), true);
    for before in 0..12 {
        let own = "It wakes the children, we have said. ".repeat(before);
        check(&format!("{own}Do you agree that the harbour should run a ferry by night? {own}"), false);
        check(&format!("{own}The paper asks whether the harbour should run a ferry. {own}"), false);
    }
}

#[test]
fn whatever_may_be_an_aside_is_not() {
    for text in [
        "Do you agree that the harbour should run a ferry by night? Yes.",
        "Do you agree that the har-\nbour should run a fer-\nry by night? Yes.",
        "What effect would longer opening of the terminal have on neighboring streets? None.",
        "The paper asks whether the harbour should run a ferry by night. It should.",
        "The report says “nobody who lives near the quay has slept since the crane came, and none will”.",
        "Please explain why.",
        "Option 1",
        "Option One",
        "The night boat",
        "Kind regards",
        "Page 3 of 7",
        "This e-mail and any attachments are private.",
        "> It is late",
        "Dear Sirs",
        "No.\n--\nAda",
        "[EXTERNAL]",
        "-----Original Message-----",
        "Von: Ada",
        "Gesendet von meinem Telefon",
        "Virus-free. www.scan.example",
        "[attachment: a.txt]",
        "Neither:\nAgree: x",
    ] {
        check(text, false);
    }
}

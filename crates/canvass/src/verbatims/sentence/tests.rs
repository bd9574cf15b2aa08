//! Sentences that may be quoted, and those that may not.

use canvass_core::Method;

use super::*;

/// The misfit of the first `length` bytes of a text that is one answer.
fn of(text: &str, length: usize, respondent: Option<&str>) -> Option<usize> {
    let response =
        Response { text: text.to_owned(), respondent: respondent.map(str::to_owned), ..Response::default() };
    let answer = Answer {
        id: String::new(),
        question: None,
        topic: None,
        span: Span::all(text),
        closed: None,
        method: Method::Whole,
        confidence: 1.0,
        asides: Vec::new(),
        choices: Vec::new(),
    };
    misfit(&response, &answer, Span::new(0, length))
}

fn whole(text: &str) -> Option<usize> {
    of(text, text.len(), None)
}

#[test]
fn whole_sentences_are_fit() {
    // 65 bytes, 65 from the best.
    assert_eq!(whole("The last bus leaves at six and the nurses on the late shift walk."), Some(65));
    assert_eq!(whole("However, the last bus leaves at six and the late shift must walk."), Some(65 + 60));
    assert_eq!(whole("The last bus leaves at six and the nurses on the late shift walk"), Some(66 + 100));
    // One name.
    assert_eq!(
        whole("The last bus of Ashby leaves at six and the nurses on late shift walk."),
        Some(60 + 15)
    );
    assert!(whole("“The last bus leaves at six, and the nurses on the late shift walk.”").is_some());
    assert!(whole("الحافلة الأخيرة تغادر في السادسة والممرضات يمشين إلى البيت.").is_some());
    assert!(whole("Ŵyr fy mam nad oes bws ar ôl chwech ac mae’r nyrsys yn cerdded.").is_some());
}

#[test]
fn headings_greetings_questions_and_pieces_are_not() {
    for unfit in [
        "The buses are late.",
        "Why does the last bus leave at six when the nurses on the late shift walk?",
        "Dear Sir or Madam, the last bus leaves at six and the late shift must walk.",
        "Thank you for asking the nurses of the late shift about the last bus there is.",
        "and the last bus leaves at six, so that the nurses on the late shift walk.",
        "The last bus leaves at six and the nurses on the late shift then ...",
        "The last bus leaves at six and the nurses ask for the following two things:",
        "THE LAST BUS LEAVES AT SIX AND THE NURSES ON THE LATE SHIFT WALK.",
        "The last bus (which leaves at six and which the nurses on the late shift miss.",
        "Bus\t6.00\tThe nurses on the late shift\twalk home every day of the week.",
    ] {
        assert_eq!(whole(unfit), None, "{unfit}");
    }
    let heading = "The last bus and the nurses on the late shift of the hospital";
    assert_eq!(of(&format!("{heading}\n\nIt leaves too early."), heading.len(), None), None);
}

#[test]
fn nobody_is_told_by_their_words() {
    let said = "The last bus leaves Ashby at six and the nurses on the late shift walk.";
    assert_eq!(of(said, said.len(), Some("Ashby Nurses' Forum")), None);
    assert!(of(said, said.len(), Some("The forum of the late shift")).is_some());
    let filed = |source: &str| Response { source: source.to_owned(), ..Response::default() };
    assert!(is_told(said, &filed("letters/ashby-nurses.txt")) && !is_told(said, &filed("ashby/letter.txt")));
    assert_eq!(whole("Ring me on 01234 567 890 about the last bus and the nurses of the late shift."), None);
    assert_eq!(whole("Write to nurse@example.org about the last bus and the late shift's walk."), None);
    assert!(
        whole("In 2023 and 2024 the last bus left at six and the nurses on the late shift walked.").is_some()
    );
}

#[test]
fn those_that_say_the_same_are_alike() {
    let like = |one: &str, other: &str| Wording::of(one).is_like(&Wording::of(other));
    // last, leaves, early, nurses: 3 of 4 words.
    assert!(like(
        "The last bus leaves too early for nurses.",
        "The nurses say that the last bus leaves at six."
    ));
    // nurses: 1 of 4.
    assert!(!like(
        "The last bus leaves too early for nurses.",
        "Nurses cannot pay the fare of a taxi every night."
    ));
}

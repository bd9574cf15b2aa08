//! The two real responses, where they are at hand.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Method, Stance};
use canvass_ingest::segment::{self, Outline};

use super::official::consultation;

/// The answers in a seed, or none where the seeds are not at hand.
fn cut(name: &str) -> Option<(String, Vec<Answer>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        note(&format!("skipped: {} is not there", path.display()));
        return None;
    };
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let outline = Outline::new(&consultation(), &mut analyzer);
    let answers = segment::answers(&outline, &mut analyzer, name, &text);
    Some((text, answers))
}

#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn note(message: &str) {
    eprintln!("{message}");
}

/// One line an answer: question, topic, closed reply, first words.
fn summary(text: &str, answers: &[Answer]) -> String {
    let consultation = consultation();
    let mut summary = String::new();
    for answer in answers {
        let question = answer.question.map_or("none", |idx| &consultation.question(idx).id);
        let topic = answer.topic.map_or("-", |idx| &consultation.option(idx).id);
        let closed = answer.closed.map_or("-", |reply| reply.span.of(text));
        let words: Vec<&str> = answer.span.of(text).split_whitespace().take(4).collect();
        writeln!(summary, "{question} {topic} {closed}: {}", words.join(" ")).expect("a string takes it");
    }
    summary
}

#[test]
fn ticks_and_texts_are_parted() {
    let Some((text, answers)) = cut("aym.txt") else { return };
    assert_eq!(
        summary(&text, &answers),
        "none - -: **AYM (Association of Youth\n\
         q8 vision YES: We want to take\n\
         q9 option-1 NO: The Association of YOT\n\
         q10 - -: We would suggest that\n\
         q11 option-2 NO: For the same reasons\n\
         q12 - Yes: Yes and the new\n\
         q13 option-3 YES: AYM believes that option\n"
    );
    assert!(answers.iter().all(|answer| answer.asides.is_empty()), "{answers:?}");
    let stances: Vec<Option<Stance>> =
        answers.iter().filter_map(|answer| answer.closed).map(|reply| reply.stance).collect();
    let yes = Some(Stance::Support);
    assert_eq!(stances, [yes, Some(Stance::Oppose), Some(Stance::Oppose), yes, yes]);
}

#[test]
fn one_answer_serves_two_questions() {
    let Some((text, answers)) = cut("lcjb.txt") else { return };
    assert_eq!(
        summary(&text, &answers),
        "none - -: The Local Criminal Justice\n\
         q8 vision -: There was a consensus\n\
         q9 option-1 -: Option 1 is not\n\
         q10 option-1 -: Option 1 is not\n\
         q11 option-2 -: This was the preferred\n\
         q12 option-2 -: This was the preferred\n\
         q13 option-3 -: There was no support\n\
         q14 option-3 -: There was no support\n"
    );
    for pair in answers[2..].chunks(2) {
        assert_eq!(pair[0].span, pair[1].span);
    }
    assert!(answers[1..].iter().all(|answer| answer.method == Method::Heading));
    assert!(answers.iter().all(|answer| answer.asides.is_empty()), "{answers:?}");
}

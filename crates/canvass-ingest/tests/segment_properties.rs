//! What must hold of every letter, however strange.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Span};
use canvass_ingest::segment::{self, Layout, Outline};
use proptest::prelude::*;

#[path = "segment/official.rs"]
mod official;

#[rustfmt::skip]
const MARKS: &[&str] = &["\n", "\n\n", "\r\n", "\r", " ", "\t", "**", "__", "#", "## ", "> ", "| ", "|---|---|\n", "- ", "• ", "===\n", "\n---\n", ". ", "? ", ": ", "“", "”", "\"", "‘", "’", "(", ")", "\u{c}", "-\n", "consul-\ntation", "\u{feff}", "\u{a0}", "☒ ", "☐ ", "[x] ", "[ ] ", "~~", "…", "é", "漢字", "👍🏽", "\u{200d}", "İ", "ß", "ﬁ", "\u{0}",];
#[rustfmt::skip]
const WORDS: &[&str] = &["8.", "9)", "(10)", "Q11", "Q12:", "Question 13", "Questions 9 and 10:", "Q8-10.", "14", "1.", "2.", "3.", "8a", "Question eight", "Question 99:", "Yes", "NO", "No one", "Agree", "Strongly disagree", "n/a", "Yes / No (delete)", "Agree | Neither | Disagree\n", "|  | X\n", "Disagree: X\n", "Support\n", "Oppose / **Neither**", "Please explain why.", "Answer:", "A:", "Q:", "Option One", "OPTION TWO:", "Option 3 -", "Options One and Two", "In response to question 9, we", "As to Option Two, we", "Turning to the second question", "Conclusion", "General comments", "Annex A", "Dear Sir", "Yours faithfully", "Page 3 of 7", "From: a@b.example", "Subject: x", "From: a@b.example\nSent: 3 June 10:30\nTo: c\n", "-----Original Message-----\n", "On 3 June 10:30, a@b.example wrote:\n", "\n-- \nAnn", "[attachment: a.txt]\n", "See below.", "Sent from my phone", "the report says", "whether", "asks", "we think", "because", "a voluntary non-legislative approach",];

/// Pieces that letters are made of, official wording and its ruins among them.
fn fragment() -> impl Strategy<Value = String> {
    let questions: Vec<String> =
        official::consultation().questions.into_iter().map(|question| question.text).collect();
    prop_oneof![
        3 => prop::sample::select(MARKS).prop_map(String::from),
        3 => prop::sample::select(WORDS).prop_map(String::from),
        2 => (prop::sample::select(questions), any::<prop::sample::Index>()).prop_map(|(question, cut)| {
            let at = cut.index(question.len() + 1);
            question[..at].to_owned()
        }),
        1 => "\\PC{0,12}",
        1 => "[a-z ,.]{0,80}",
    ]
}

fn cut(text: &str) -> Layout {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let outline = Outline::new(&official::consultation(), &mut analyzer);
    segment::layout(&outline, &mut analyzer, "r", text)
}

fn check_answers(text: &str, answers: &[Answer]) {
    for (at, answer) in answers.iter().enumerate() {
        let words = answer.span.of(text);
        assert_eq!(answer.id, format!("r/{}", at + 1));
        assert_eq!(words.trim(), words, "white space around {words:?}");
        assert!(!words.is_empty() || answer.closed.is_some(), "an answer of nothing");
        assert!(answer.closed.is_none_or(|reply| !reply.span.of(text).is_empty()));
        assert!((0.0..=1.0).contains(&answer.confidence));
        let mut floor = answer.span.start;
        for aside in &answer.asides {
            assert!(floor <= aside.span.start && aside.span.end <= answer.span.end && !aside.span.is_empty());
            floor = aside.span.end;
        }
    }
    for pair in answers.windows(2) {
        let (one, other) = (pair[0].span, pair[1].span);
        let shared = one == other && pair[0].question != pair[1].question;
        assert!(one.end <= other.start || shared, "{one:?} and {other:?}");
    }
}

/// Every letter and figure stands in an answer, in wording, or in a closed reply.
fn check_nothing_lost(text: &str, layout: &Layout) {
    let closed = layout.answers.iter().filter_map(|answer| answer.closed).map(|reply| reply.span);
    let spans: Vec<Span> = layout
        .answers
        .iter()
        .map(|answer| answer.span)
        .chain(layout.wording.iter().copied())
        .chain(closed)
        .collect();
    for (at, mark) in text.char_indices().filter(|(_, mark)| mark.is_alphanumeric()) {
        let here = Span::new(at, at + mark.len_utf8());
        assert!(
            spans.iter().any(|span| span.contains(here)),
            "lost {mark:?} at {at} of {text:?}: {layout:#?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn letters_of_fragments_are_cut_without_loss(fragments in prop::collection::vec(fragment(), 0..60)) {
        let text = fragments.join(" ");
        let layout = cut(&text);
        check_answers(&text, &layout.answers);
        check_nothing_lost(&text, &layout);
        let text = fragments.concat();
        let layout = cut(&text);
        check_answers(&text, &layout.answers);
        check_nothing_lost(&text, &layout);
    }

    #[test]
    fn asides_of_a_part_stay_in_it(fragments in prop::collection::vec(fragment(), 0..30), start in any::<prop::sample::Index>()) {
        let text = fragments.concat();
        let start = (0..=start.index(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).expect("0 is a border");
        let span = Span::new(start, text.len());
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let outline = Outline::new(&official::consultation(), &mut analyzer);
        let mut floor = span.start;
        for aside in segment::asides(&outline, &mut analyzer, &text, span) {
            prop_assert!(floor <= aside.span.start && aside.span.end <= span.end && !aside.span.of(&text).is_empty());
            floor = aside.span.end;
        }
        for (question, _) in official::consultation().questions() {
            if let Some((reply, rest)) = segment::closed::leading(&outline, question, &text, span) {
                prop_assert!(span.contains(reply.span) && span.contains(rest), "{reply:?} {rest:?}");
            }
        }
    }
}

#[test]
fn one_line_of_megabytes_takes_time_in_proportion() {
    let text = "In response to question 9 we think. Yes 3. And “so” on, 8. or Option One ".repeat(20_000);
    let layout = cut(&text);
    check_answers(&text, &layout.answers);
    assert!(!layout.answers.is_empty());
}

#[test]
fn mails_without_end_take_time_in_proportion() {
    const PIECES: [&str; 6] = [
        "From: a\nSent: b\nTo: c\n\n",
        "-- \n",
        "To: a\n",
        "> x\nThanks\n",
        "[attachment: a]\n",
        "-----Original Message-----\n",
    ];
    let words = "We think so. ".repeat(300);
    for piece in PIECES {
        let text = words.clone() + &piece.repeat(2_000);
        check_answers(&text, &cut(&text).answers);
    }
}

#[test]
fn a_number_alone_on_its_line_leaves_no_white_space() {
    let text = "Do you agree that the vision and focus 8. \n “";
    check_answers(text, &cut(text).answers);
}
#[test]
fn words_broken_in_headings_are_not_lost() {
    for text in [
        "# Do you consider that Option One would best achiev consul-\ntation Do you agree that the vision and focus",
        "Question eight As to Option Two, we consul-\ntation \n\n Question 13 Agree | Neither | Disagree\n",
    ] {
        let layout = cut(text);
        check_answers(text, &layout.answers);
        check_nothing_lost(text, &layout);
    }
}

//! The plainest replies to proposals of several kinds: whatever else is misread, these are not.

use canvass_core::{Question, QuestionKind};

use super::*;

/// A proposal, and the pieces that replies to it are made of.
struct Proposal {
    label: &'static str,
    alias: &'static str,
    question: &'static str,
    /// Who should do something, and what.
    who: &'static str,
    does: &'static str,
    /// What is proposed, as a thing and as a doing.
    thing: &'static str,
    doing: &'static str,
}

const PROPOSALS: [Proposal; 6] = [
    Proposal {
        label: "Sunday closing",
        alias: "closing the museum on Sundays",
        question: "Do you agree that the museum should close on Sundays?",
        who: "the museum",
        does: "close on Sundays",
        thing: "Sunday closing",
        doing: "closing the museum on Sundays",
    },
    Proposal {
        label: "Double rates on empty shops",
        alias: "empty shop premium",
        question: "Do you agree that empty shops should pay double business rates?",
        who: "empty shops",
        does: "pay double business rates",
        thing: "double rates on empty shops",
        doing: "charging empty shops double rates",
    },
    Proposal {
        label: "A permit for drones",
        alias: "drone permit",
        question: "Do you agree with the proposal to require a permit for every drone flown over the common?",
        who: "every drone over the common",
        does: "have a permit",
        thing: "a permit for drones",
        doing: "requiring a permit for drones",
    },
    Proposal {
        label: "Horses off the towpath",
        alias: "towpath ban for horses",
        question: "Do you agree that horses should be kept off the towpath?",
        who: "horses",
        does: "be kept off the towpath",
        thing: "the towpath ban for horses",
        doing: "keeping horses off the towpath",
    },
    Proposal {
        label: "Merging the two colleges",
        alias: "the merger",
        question: "To what extent do you agree or disagree with merging the two colleges?",
        who: "the two colleges",
        does: "be merged",
        thing: "the merger",
        doing: "merging the two colleges",
    },
    Proposal {
        label: "A landing charge",
        alias: "the charge",
        question: "Do you support a landing charge of £9 a boat?",
        who: "boat owners",
        does: "pay a landing charge of £9",
        thing: "a landing charge",
        doing: "charging £9 for landing",
    },
];

const FOR: [&str; 16] = [
    "I agree that {who} should {does}.",
    "We strongly agree that {who} should {does}.",
    "I think {who} should {does}.",
    "It is right that {who} should {does}.",
    "I cannot see any reason why {who} should not {does}.",
    "I support {thing}.",
    "We welcome {thing}.",
    "I am in favour of {thing}.",
    "I am all for {thing}.",
    "I would like to see {thing}.",
    "I have no objection to {thing}.",
    "I am not against {thing}.",
    "I agree with {doing}.",
    "We believe {doing} is the right thing to do.",
    "I fully support the proposal.",
    "Good idea.",
];

const AGAINST: [&str; 20] = [
    "I disagree that {who} should {does}.",
    "We strongly disagree that {who} should {does}.",
    "I do not agree that {who} should {does}.",
    "I don't think that {who} should {does}.",
    "It is wrong that {who} should {does}.",
    "We object to the plan that {who} should {does}.",
    "I see no reason why {who} should {does}.",
    "I oppose {thing}.",
    "I am against {thing}.",
    "I am not in favour of {thing}.",
    "I would not like to see {thing}.",
    "We object strongly to {thing}.",
    "There is no need for {thing}.",
    "I would vote against {thing}.",
    "I disagree with {doing}.",
    "We do not believe {doing} is the right thing to do.",
    "I disagree with the proposal.",
    "I completely oppose the proposal.",
    "Bad idea.",
    "{thing} is a rip-off.",
];

const NEITHER: [&str; 3] = [
    "I have no view on {thing}.",
    "Thank you for asking about {thing}.",
    "I do not know whether {who} should {does}.",
];

#[test]
fn plain_replies_are_read_as_they_are_meant() {
    let mut wrong = Vec::new();
    for proposal in &PROPOSALS {
        let (mut analyzer, model) = model(proposal);
        let cases = FOR.map(|reply| (reply, "S")).into_iter();
        let cases = cases.chain(AGAINST.map(|reply| (reply, "O"))).chain(NEITHER.map(|reply| (reply, "U-")));
        for (reply, expected) in cases {
            let text = filled(reply, proposal);
            let response = Response { answers: vec![answer(&text)], text, ..Response::default() };
            let tokens = analyzer.tokens(&response.text, Span::all(&response.text), &[]);
            let found = letters(&StanceCoder::new().judge(&model, &analyzer, &response, &[&tokens]));
            if !expected.contains(&found) {
                wrong.push(format!("{} is {found}, expected {expected}", response.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn model(proposal: &Proposal) -> (Analyzer, StanceModel) {
    let question = Question {
        id: "q1".into(),
        number: None,
        text: proposal.question.into(),
        option: Some(OptionIdx(0)),
        kind: QuestionKind::Open,
        closed: Vec::new(),
    };
    let consultation = Consultation {
        options: vec![option("it", proposal.label, &[proposal.alias])],
        questions: vec![question],
        ..Consultation::default()
    };
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let lexicon = Lexicon::built_in("en").expect("shipped");
    let model = StanceModel::compile(&lexicon, &consultation, &mut analyzer).expect("the lexicon compiles");
    (analyzer, model)
}

fn answer(text: &str) -> Answer {
    Answer { question: Some(QuestionIdx(0)), topic: Some(OptionIdx(0)), ..Answer::whole(Span::all(text)) }
}

fn filled(reply: &str, proposal: &Proposal) -> String {
    let Proposal { who, does, thing, doing, .. } = proposal;
    let pieces = [("{who}", who), ("{does}", does), ("{thing}", thing), ("{doing}", doing)];
    pieces.iter().fold(reply.to_owned(), |text, (slot, piece)| text.replace(slot, piece))
}

//! Stance, sentence by sentence: an input, the options it was read for, and what must come out.

mod choices;
mod languages;
mod plain;

use canvass_core::text::{Analyzer, Language};
use canvass_core::{
    Answer, Consultation, OptionDef, OptionIdx, Question, QuestionIdx, QuestionKind, Response, Span, Stance,
    StanceRow,
};

use super::lexicon::{About, Direction};
use super::{Cue, Lexicon, StanceCoder, StanceModel};

fn option(id: &str, label: &str, aliases: &[&str]) -> OptionDef {
    OptionDef {
        id: id.into(),
        label: label.into(),
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
    }
}

fn three_options() -> Consultation {
    Consultation {
        options: vec![
            option("1", "Option One", &["a new duty on landlords"]),
            option("2", "Option Two", &["revised tenancy boards"]),
            option("3", "Option Three", &["a voluntary code"]),
        ],
        ..Consultation::default()
    }
}

fn one_closure() -> Consultation {
    Consultation {
        options: vec![option("close", "Closing Ferry Road baths", &[])],
        ..Consultation::default()
    }
}

fn one_ban() -> Consultation {
    Consultation {
        options: vec![option("ban", "A ban on wood burners", &["banning wood burning stoves", "ban"])],
        ..Consultation::default()
    }
}

/// The rows of one answer under the question of option `topic`.
fn judge(consultation: &Consultation, topic: Option<u16>, text: &str) -> Vec<StanceRow> {
    judge_in("en", consultation, topic, text)
}

/// The same in another language.
fn judge_in(code: &str, consultation: &Consultation, topic: Option<u16>, text: &str) -> Vec<StanceRow> {
    judge_answer(code, consultation, None, topic, text)
}

/// The same of an answer to a question.
fn judge_answer(
    code: &str,
    consultation: &Consultation,
    question: Option<QuestionIdx>,
    topic: Option<u16>,
    text: &str,
) -> Vec<StanceRow> {
    let mut analyzer = Analyzer::new(Language::from_code(code).expect("a language"));
    let lexicon = Lexicon::built_in(code).expect("shipped");
    let model = StanceModel::compile(&lexicon, consultation, &mut analyzer).expect("the lexicon compiles");
    let answer = Answer { question, topic: topic.map(OptionIdx), ..Answer::whole(Span::all(text)) };
    let response = Response { text: text.into(), answers: vec![answer], ..Response::default() };
    let tokens = analyzer.tokens(text, Span::all(text), &[]);
    StanceCoder::new().judge(&model, &analyzer, &response, &[&tokens])
}

/// A letter per option, of a letter that answers the question about the first option, and then another.
fn judge_beside(reply: &str, other: &str) -> Vec<StanceRow> {
    let options = three_options().options[..1].to_vec();
    let asked = |text: &str, option| Question {
        id: text.into(),
        number: None,
        text: text.into(),
        option,
        kind: QuestionKind::Open,
        closed: Vec::new(),
    };
    let questions = vec![asked("Is Option One right?", Some(OptionIdx(0))), asked("What of the dogs?", None)];
    let consultation = Consultation { options, questions, ..Consultation::default() };
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let lexicon = Lexicon::built_in("en").expect("shipped");
    let model = StanceModel::compile(&lexicon, &consultation, &mut analyzer).expect("the lexicon compiles");
    let text = format!("{reply}\n{other}");
    let behind = Span::new(reply.len() + 1, text.len());
    let answers = vec![
        Answer { topic: Some(OptionIdx(0)), ..Answer::whole(Span::all(reply)) },
        Answer { question: Some(QuestionIdx(1)), ..Answer::whole(behind) },
    ];
    let tokens: Vec<_> = answers.iter().map(|answer| analyzer.tokens(&text, answer.span, &[])).collect();
    let each: Vec<_> = tokens.iter().collect();
    let response = Response { text, answers, ..Response::default() };
    StanceCoder::new().judge(&model, &analyzer, &response, &each)
}

#[test]
fn replies_to_other_questions_weigh_less_unless_they_name_the_option() {
    let found = |reply: &str, other: &str| letters(&judge_beside(reply, other));
    assert_eq!(found("We support it.", "That was wrong then and it is wrong now."), "S");
    assert_eq!(found("We support it.", "We oppose Option One."), "M");
    assert_eq!(found("", "We oppose it."), "O");
}

/// A letter per option: S(upport), O(ppose), M(ixed), U(nclear), - (not addressed).
fn letters(rows: &[StanceRow]) -> String {
    rows.iter()
        .map(|row| match row.stance {
            Stance::Support => 'S',
            Stance::Oppose => 'O',
            Stance::Mixed => 'M',
            Stance::Unclear => 'U',
            Stance::NotAddressed => '-',
        })
        .collect()
}

fn check_all(consultation: &Consultation, cases: &[(&str, Option<u16>, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(expected, topic, text)| {
            let rows = judge(consultation, *topic, text);
            let found = letters(&rows);
            let rules: Vec<_> =
                rows.iter().map(|row| row.rule.as_deref().unwrap_or("-").to_owned()).collect();
            (found != *expected)
                .then(|| format!("{text:?} under {topic:?}: {found} by {rules:?}, expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// The stances that a cue's examples must earn.
fn earned(cue: &Cue) -> Stance {
    match (cue.direction, cue.about) {
        (Direction::Support, About::Thing)
        | (Direction::Oppose, About::Option | About::Either | About::View) => Stance::Oppose,
        (Direction::Support, _) | (Direction::Oppose, About::Thing) => Stance::Support,
        (Direction::Both, _) => Stance::Mixed,
        (Direction::Neither, _) => Stance::Unclear,
    }
}

#[test]
fn every_cue_earns_its_examples_and_not_its_counterexamples() {
    let lexicon = Lexicon::built_in("en").expect("shipped");
    let mut wrong = Vec::new();
    for cue in &lexicon.cues {
        let asked = if cue.about == About::Thing { one_closure() } else { three_options() };
        let mut read = |sentence: &str, expected: &[Stance]| {
            let row = &judge(&asked, Some(0), sentence)[0];
            if !expected.contains(&row.stance) {
                wrong.push(format!("{}: {sentence:?} is {:?} by {:?}", cue.id, row.stance, row.rule));
            }
        };
        cue.examples.iter().for_each(|example| read(example, &[earned(cue)]));
        let nothing = [Stance::Unclear, Stance::NotAddressed];
        cue.counterexamples.iter().for_each(|example| read(example, &nothing));
        assert!(!cue.examples.is_empty(), "{} has no example", cue.id);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Three options as each language would call them.
fn options_in(code: &str) -> Consultation {
    let labels = match code {
        "de" => ["Option Eins", "Option Zwei", "Option Drei"],
        "fr" => ["Option un", "Option deux", "Option trois"],
        _ => ["Option One", "Option Two", "Option Three"],
    };
    let options = labels.iter().enumerate().map(|(at, label)| option(&(at + 1).to_string(), label, &[]));
    Consultation { options: options.collect(), language: code.into(), ..Consultation::default() }
}

#[test]
fn cues_of_other_languages_earn_their_examples_too() {
    let mut wrong = Vec::new();
    for code in Lexicon::LANGUAGES.iter().filter(|code| **code != "en") {
        for cue in Lexicon::built_in(code).expect("shipped").cues {
            let asked = options_in(code);
            let mut read = |sentence: &str, expected: &[Stance]| {
                let row = &judge_in(code, &asked, Some(0), sentence)[0];
                if !expected.contains(&row.stance) {
                    let found = format!("is {:?} by {:?}", row.stance, row.rule);
                    wrong.push(format!("{code} {}: {sentence:?} {found}", cue.id));
                }
            };
            cue.examples.iter().for_each(|example| read(example, &[earned(&cue)]));
            let nothing = [Stance::Unclear, Stance::NotAddressed];
            cue.counterexamples.iter().for_each(|example| read(example, &nothing));
            assert!(!cue.examples.is_empty(), "{code} {} has no example", cue.id);
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn options_are_named_numbered_described_and_understood() {
    check_all(
        &three_options(),
        &[
            ("S--", None, "We support Option 1."),
            ("S-S", None, "We support options one and three."),
            ("SSS", None, "We are in favour of all three options."),
            ("OOO", None, "We support none of the options."),
            ("OOO", None, "None of the three options is acceptable."),
            ("OO-", None, "Neither Option 1 nor Option 2 is acceptable."),
            ("SS-", None, "Either of the first two options would be sensible."),
            ("--O", None, "We are opposed to a voluntary code."),
            ("-S-", Some(1), "This was the preferred option."),
            ("-O-", Some(1), "This is not the preferred option."),
            ("S--", Some(0), "I strongly agree."),
            ("O--", Some(0), "We cannot support this."),
            ("-S-", None, "The second option is our first choice."),
            ("---", None, "We are a charity that supports tenants."),
            ("U--", Some(0), "What would it cost?"),
            ("--O", Some(2), "There was no support for a voluntary code."),
            ("O-S", None, "Yes to option 3, no to option 1."),
            ("O--", None, "We do not want the new duty, whatever the ministry says."),
            ("SOO", None, "We support Option One. We oppose the other two."),
            ("U--", Some(0), "We would encourage a wider view."),
            ("---", None, "We want one phone number that somebody answers."),
            ("OUU", Some(0), "We object to Option One. We are not qualified to judge between the other two."),
        ],
    );
}

#[test]
fn options_with_one_number_are_told_by_their_nouns() {
    let options = vec![
        option("z1", "Zone 1", &[]),
        option("z2", "Zone 2", &[]),
        option("p1", "An early start", &["Phase 1"]),
        option("p2", "Phase Two: a late start", &[]),
    ];
    check_all(
        &Consultation { options, ..Consultation::default() },
        &[
            ("--S-", None, "I support Phase 1."),
            ("---O", None, "I oppose Phase 2."),
            ("S-O-", None, "I support Zone 1 but oppose Phase 1."),
            ("SS--", None, "We are in favour of Zones 1 and 2."),
            ("----", None, "We know nothing of Phase 3."),
        ],
    );
}

#[test]
fn negation_turns_and_double_negation_turns_back() {
    check_all(
        &three_options(),
        &[
            ("O--", None, "We do not support Option One."),
            ("O--", None, "We don’t believe that Option One would best achieve the aims."),
            ("S--", None, "We are not opposed to Option One."),
            ("S--", None, "We have no objection to Option One."),
            ("O--", None, "I do not think Option 1 is a good idea."),
            ("O--", None, "Option One is not the right approach."),
            ("O--", None, "Option One is not needed."),
            ("O--", None, "Option One is neither fair nor effective."),
            ("O--", None, "We are not convinced by Option One."),
            ("O--", None, "There is no need for Option One."),
            ("O--", Some(0), "It would not work."),
            ("S--", None, "Not only do we support Option One, we would go further."),
            ("O--", None, "We see little merit in Option One."),
            ("O--", None, "We are unable to support Option One."),
            ("S--", None, "The Parish Council has no objection to Option One and indeed commends it."),
            ("S--", None, "Little Ockham enthusiastically endorses Option One."),
            ("O--", Some(0), "I object in the strongest possible terms."),
            ("O--", Some(0), "We cannot back a policy that cannot be enforced."),
            ("O--", None, "We would much prefer better bins to Option One."),
            ("O--", Some(0), "We reject this option for the reasons below."),
            ("O--", Some(0), "We do not support this option, for the reasons set out in our letter."),
            ("S--", Some(0), "We have nothing but praise for it."),
            ("O--", Some(0), "It should not be pursued."),
            ("O--", Some(0), "We find ourselves unable to recommend it to Ministers."),
            ("O--", Some(0), "We are dead against the drowning of the valley."),
            // Whom one supports is not what.
            ("U--", Some(0), "I support the drivers."),
            ("M--", Some(0), "We support it for new homes, but we object to it for old ones."),
            (
                "SO-",
                None,
                "Our first choice is Option One. Under no circumstances should Option Two go ahead.",
            ),
            ("U--", Some(0), "My head teacher thinks this is marvellous."),
        ],
    );
}

#[test]
fn comparisons_point_both_ways() {
    check_all(
        &three_options(),
        &[
            ("OS-", None, "We prefer Option Two to Option One."),
            ("O--", None, "Option One is our least preferred proposal."),
            ("UO-", None, "Option Two is less favourable than Option One."),
            ("O-S", None, "Option Three would be preferable to Option One."),
            ("O-S", None, "We would choose Option Three rather than Option One."),
            ("--S", None, "Option Three is the least bad of them."),
            ("S-O", None, "Option One is cheaper and easier for staff than Option Three."),
            ("O--", None, "Please do not set up another board, as Option One would."),
        ],
    );
}

#[test]
fn who_leaves_things_alone_is_for_the_option_that_does() {
    let consultation = Consultation {
        options: vec![
            option("1", "A new bridge", &["the bridge"]),
            option("2", "No change", &["as things are"]),
        ],
        ..Consultation::default()
    };
    let cases = [
        ("O-", Some(0), "Leave things as they are."),
        ("-S", Some(1), "Leave things as they are."),
        ("-O", Some(1), "We cannot leave things as they are."),
    ];
    check_all(&consultation, &cases);
}

#[test]
fn concessions_conditions_and_buts_are_weighed() {
    check_all(
        &three_options(),
        &[
            ("O--", Some(0), "While we support the aim of Option One, we cannot support it as drafted."),
            ("S--", Some(0), "We support Option One, provided that money follows."),
            ("S--", Some(0), "Although there are problems with Option One, on balance we support it."),
            ("O--", None, "Option One sounds good but would be a waste of money."),
            ("O--", None, "We would have supported Option One had it been funded."),
            ("O--", None, "I wish I could support Option One."),
            ("S--", Some(0), "We support this option. However, we have concerns about the timetable."),
            ("O--", Some(0), "We welcome the intention, but this option is unworkable."),
            ("O--", Some(0), "We cannot support Option One unless it is funded."),
            (
                "S--",
                Some(0),
                "Provided that there is an outside member on every panel and a yearly return, the Partnership would welcome this.",
            ),
        ],
    );
}

#[test]
fn views_of_others_are_not_the_writers() {
    check_all(
        &three_options(),
        &[
            ("U--", None, "The government claims that Option One is the best approach."),
            ("O--", Some(0), "The council says this is a good idea. It is a bad idea."),
            (
                "U--",
                Some(0),
                "Cllr Dace, who has a plot, declared an interest and told us that his club was strongly in favour.",
            ),
            ("U--", None, "Supporters of Option One argue that it is fair."),
            ("S--", None, "The majority of members supported Option One."),
            ("S--", None, "There was a consensus that Option One is the correct approach."),
            ("S--", None, "The Harbour Trust supports Option One."),
        ],
    );
}

#[test]
fn a_single_proposal_needs_no_name() {
    check_all(
        &one_ban(),
        &[
            ("S", Some(0), "I fully agree."),
            ("O", Some(0), "A ban would be excessive."),
            ("S", None, "We support the ban."),
            ("O", None, "I object to this proposal."),
            ("O", Some(0), "Absolutely not."),
            ("S", Some(0), "Please ban them."),
            ("S", Some(0), "They should be banned everywhere."),
            ("O", Some(0), "Don't ban our stoves."),
            ("O", Some(0), "No need to ban anything."),
            ("U", Some(0), "My stove is ten years old."),
        ],
    );
}

#[test]
fn sides_are_taken_in_many_ways() {
    check_all(
        &three_options(),
        &[
            ("-S-", None, "Option Two has our full backing."),
            ("O--", None, "We cannot see any merit in Option One."),
            ("S--", None, "Option One is by far the best of the three."),
            ("-S-", None, "Of the three, Option Two is the one we would choose."),
            ("O-S", None, "Rather than Option One, we would favour Option Three."),
            ("SO-", None, "Option One, not Option Two, is the way forward."),
            ("OOO", None, "Neither of these options would work."),
            ("-U-", None, "We have no strong views on Option Two."),
            ("--O", None, "Option Three does not go far enough."),
            ("O--", None, "Our members were unanimous in rejecting Option One."),
            ("S--", None, "It is hard to disagree with Option One."),
            ("O--", None, "We fail to see how Option One would help."),
            ("S--", None, "I don't object to Option One."),
            ("O--", None, "Nobody in our village wants Option One."),
            ("S--", None, "Everyone we spoke to supports Option One."),
            ("O--", None, "Please do not go ahead with Option One."),
            ("S--", None, "The sooner Option One is introduced the better."),
            ("O--", None, "Option One gets a thumbs down from us."),
            ("S--", None, "We are minded to support Option One."),
            ("O--", None, "We would be strongly opposed to Option One."),
            ("O--", None, "I would like the council to drop Option One."),
            ("O--", None, "Option One is a non-starter."),
            ("S--", None, "There is nothing wrong with Option One."),
            ("S--", None, "Option One would be a step forward."),
            ("O--", None, "Option One? No thanks."),
            ("U--", None, "What will Option One cost, and who will pay?"),
            ("U--", None, "Option One would be run by the county."),
            ("OS-", None, "Option One is no substitute for Option Two, which we strongly support."),
            ("S-O", None, "I vote for Option One. Anything but Option Three."),
        ],
    );
}

#[test]
fn a_short_reply_is_read_as_a_whole() {
    check_all(
        &three_options(),
        &[
            ("S--", Some(0), "yes please"),
            ("S--", Some(0), "why not"),
            ("S--", Some(0), "The boiler is thirty years old, so yes"),
            ("S--", Some(0), "not before time"),
            ("S--", Some(0), "No objection from me."),
            ("S--", Some(0), "if it pays for the lifts I'm all for it"),
            ("O--", Some(0), "nah"),
            ("O--", Some(0), "no thank you, we have three of these already"),
            ("O--", Some(0), "Not keen."),
            ("O--", Some(0), "too noisy, we sleep next door"),
            ("O--", Some(0), "I'm against losing the yard."),
            ("U--", Some(0), "No time to read this before the deadline."),
            ("U--", Some(0), "no strong feelings"),
            ("M--", Some(0), "torn, 50/50"),
        ],
    );
}

#[test]
fn who_is_against_what_would_end_is_for_the_option() {
    check_all(
        &one_closure(),
        &[
            ("O", Some(0), "keep it!!"),
            ("O", Some(0), "It would be a real shame to lose it."),
            ("O", Some(0), "the baths should stay"),
            ("O", Some(0), "dont bin it"),
            ("S", Some(0), "good riddance, get rid"),
            ("S", Some(0), "Cant wait to see the back of it"),
            ("O", Some(0), "Please scrap this proposal."),
            ("S", Some(0), "The water is dangerous and the tiles are a hazard to children."),
            ("O", Some(0), "Four clubs depend on it and would have to fold."),
        ],
    );
}

#[test]
fn rankings_and_resolutions_decide() {
    check_all(
        &three_options(),
        &[
            ("O-S", None, "1st Option Three, never Option One"),
            ("-SO", None, "First choice: Option Two. Last by a long way: Option Three."),
            (
                "S--",
                Some(0),
                "Mrs Hale was against Option One. It was resolved by 8 votes to 1 to support Option One.",
            ),
        ],
    );
}

#[test]
fn a_reply_beside_a_name_is_about_it() {
    check_all(
        &three_options(),
        &[
            ("S-O", None, "Option One: overdue. Option Three: over the top."),
            ("SSS", None, "all three please"),
            ("OOO", None, "no to the lot"),
            ("-S-", None, "Option 2 please."),
            (
                "SSO",
                None,
                "no problem with Option One, no problem with Option Two, big problem with Option Three",
            ),
            ("M--", Some(0), "Half of me says yes, half says no"),
        ],
    );
}

#[test]
fn what_is_said_behind_that_has_its_own_subject() {
    let letter = "We let eleven flats above the shops in Harbour Row, and most of our tenants have been with us \
        for longer than five years, many with children at the school on the hill. We answer for ourselves and \
        for the two cousins who own the bakery and the rooms over it. It also needs to be acknowledged that in some cases, inspecting flats can be \
        harmful.";
    check_all(&three_options(), &[("U--", Some(0), letter)]);
}

#[test]
fn what_is_ascribed_to_others_is_not_the_writers() {
    check_all(
        &three_options(),
        &[
            ("U--", None, "According to the federation, Option One is the best way forward."),
            ("S--", None, "According to our members, Option One is the best way forward."),
            ("U--", None, "It has been argued that Option One is unworkable."),
            ("O--", None, "It has been argued that Option One is workable, but we do not support it."),
            ("U--", None, "In the opinion of the chief vet, Option One is a mistake."),
            ("O--", None, "In the opinion of our trustees, Option One is a mistake."),
            (
                "U--",
                None,
                "The Landlords Alliance has written to every council to say that Option One would be better.",
            ),
            ("S--", None, "We have written to every council to say that Option One would be better."),
            ("U--", None, "I came to this meaning to argue against Option One."),
            ("O--", None, "Option One is the one I should least like to defend."),
            ("U--", None, "One resident commented: \"I oppose Option One\"."),
            ("U--", None, "A member stated that Option One was a waste of money."),
            ("U--", None, "Another attendee supports Option One."),
            ("O--", None, "Members felt that Option One was a waste of money."),
            ("U--", None, "It was felt by some that Option One would be an excellent scheme."),
            ("S--", None, "It was felt that Option One would be an excellent scheme."),
            ("U--", None, "Several people were of the opinion that Option One should be rejected."),
            ("U--", None, "Resident 2: I support Option One."),
            ("S--", None, "Our answer: we support Option One."),
        ],
    );
}

#[test]
fn a_bare_name_is_a_choice_and_what_calls_it_something_is_none() {
    check_all(&three_options(), &[("S--", None, "Option One."), ("O--", None, "Option One is poor.")]);
}

#[test]
fn both_denied_is_neither() {
    check_all(
        &three_options(),
        &[
            ("M--", None, "On Option One we see as much to be said on the one side as on the other."),
            ("S--", None, "Put to the vote: 9 for, 2 against, 1 abstained. We support Option One."),
            ("O--", None, "The board is not persuaded of the need and accordingly objects to Option One."),
            ("S--", None, "The governors have resolved, without dissent, to support Option One."),
            ("U--", None, "We do not oppose Option One, nor do we support it."),
            ("U--", None, "We neither support nor oppose Option One."),
            ("M--", None, "There are arguments for and against Option One."),
        ],
    );
}

#[test]
fn the_last_two_options_named_are_known_in_their_order() {
    let mut reading = super::Reading::default();
    for (option, expect) in [(0, &[0][..]), (0, &[0]), (1, &[0, 1]), (0, &[1, 0]), (2, &[0, 2])] {
        reading.name(OptionIdx(option), Span { start: 0, end: 0 });
        let expect: Vec<OptionIdx> = expect.iter().map(|option| OptionIdx(*option)).collect();
        assert_eq!(reading.last_two, expect);
    }
}

//! Replies to "Which of the options do you prefer?", as people type them.

use canvass_core::{Consultation, OptionDef, Question, QuestionIdx, QuestionKind};

use super::{judge_answer, letters, option};

fn check(options: &[OptionDef], cases: &[(&str, &str)]) {
    let asked = Question {
        id: "q".into(),
        number: None,
        text: "Which of the options do you prefer, and why?".into(),
        option: None,
        kind: QuestionKind::Hybrid,
        closed: Vec::new(),
    };
    let consultation =
        Consultation { options: options.to_vec(), questions: vec![asked], ..Consultation::default() };
    let found = |(expected, text): &(&str, &str)| {
        let found = letters(&judge_answer("en", &consultation, Some(QuestionIdx(0)), None, text));
        (found != *expected).then(|| format!("{text:?}: {found}, expected {expected}"))
    };
    let wrong: Vec<String> = cases.iter().filter_map(found).collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn figures_places_and_orders_pick() {
    let options = [
        option("option-1-the-mill", "Option 1: The mill", &["the mill"]),
        option("option-2-the-quay", "Option 2: The quay", &["the quay"]),
        option("option-3-the-barracks", "Option 3: The barracks", &["the barracks"]),
        option("option-4-the-old-school", "Option 4: The old school", &["the old school"]),
    ];
    check(
        &options,
        &[
            ("-S--", "2 for me, every time."),
            ("-S--", "Two please"),
            ("S---", "The first one. Where else?"),
            ("SS--", "Either of the first two would suit us."),
            ("SS-S", "In order: 2, 1, 4"),
            ("SSOM", "In order: 2, 1, 4, 3"),
            ("-S-S", "First choice 2, second choice 4."),
            ("S--O", "The mill, not the old school."),
            ("--O-", "Anything but the barracks."),
            ("SSSO", "All bar the last."),
            ("OSOO", "Only 2."),
            ("S--S", "A mix of 1 and 4"),
            ("--S-", "Put me down for the barracks"),
            ("-S-O", "The quay ahead of the old school."),
            ("--M-", "The barracks at a push."),
            ("O---", "Not the mill please, that lane is a death trap."),
            ("OOOO", "None of them. We have schools enough."),
            ("OOOO", "Leave well alone."),
            ("----", "Two of my children went there."),
            ("--S-", "The barracks. The roof is perhaps the best in town."),
            ("-S--", "The quay, which is perhaps nearer than you think."),
            ("----", "We cannot leave well alone, that much is plain."),
            ("OSOO", "Only the quay will sort this out."),
            ("-S-O", "As between the quay and the old school, the former. The latter should be dismissed."),
            ("OO--", "The first and second we should resist."),
            ("-O--", "Option 2, on the other hand, we would contest."),
            ("SSSS", "All four are better than nothing."),
            ("OOOO", "I support none."),
            ("U---", "The mill has none of that sort."),
            ("-S-O", "2 in, 4 out."),
            ("S-UU", "The mill for me, and on the barracks and the old school we abstain."),
        ],
    );
}

#[test]
fn letters_and_an_option_that_changes_nothing() {
    let options = [
        option("plan-a-permits", "Plan A: Permits", &["permits"]),
        option("plan-b-meters", "Plan B: Meters", &["meters"]),
        option("leave-as-it-is", "Leave as it is", &["no change"]),
    ];
    check(
        &options,
        &[
            ("S--", "A every time."),
            ("SO-", "A ahead of B."),
            ("SSO", "Permits first, meters second, no change last."),
            ("--S", "I would rather we left it as it is."),
            ("--S", "no change for me"),
            ("--S", "Leave well alone"),
            ("OO-", "No to permits, no to meters."),
            ("---", "We cannot do without some change or other."),
        ],
    );
}

#[test]
fn questions_that_name_their_options_ask_for_a_choice() {
    let options = [
        option("site-i", "Site i: Gas Lane", &["Gas Lane"]),
        option("site-ii", "Site ii: Mill Road", &["Mill Road"]),
        option("site-iii", "Site iii: Station Yard", &["the yard"]),
    ];
    let asked = |text: &str| Question {
        id: "q".into(),
        number: None,
        text: text.into(),
        option: None,
        kind: QuestionKind::Hybrid,
        closed: Vec::new(),
    };
    let found = |question: &str, text: &str| {
        let questions = vec![asked(question)];
        let consultation = Consultation { options: options.to_vec(), questions, ..Consultation::default() };
        letters(&judge_answer("en", &consultation, Some(QuestionIdx(0)), None, text))
    };
    for question in ["Where should the depot go?", "Should the depot go to Gas Lane or Mill Road?"] {
        assert_eq!(found(question, "ii for us."), "-S-", "{question}");
        assert_eq!(found(question, "Sites i and iii, but never ii"), "SOS", "{question}");
        assert_eq!(found(question, "The middle one."), "-S-", "{question}");
        assert_eq!(found(question, "The yard I'd welcome."), "--S", "{question}");
    }
    assert_eq!(found("What do you know of the depot?", "The middle one."), "---");
}

#[test]
fn words_of_a_name_and_the_many_names_of_doing_nothing_pick() {
    let options = [
        option("levy", "A new levy on National Insurance", &["the levy"]),
        option("cover", "Compulsory care insurance from age 40", &["the insurance model"]),
        option("none", "No change to the present system", &["the status quo"]),
    ];
    check(
        &options,
        &[
            ("-S-", "The Institute favours compulsory insurance on the German pattern."),
            ("S--", "I would go for the extra on National Insurance."),
            ("--O", "Carrying on as we are is a disaster."),
            // A word of two names names neither.
            ("---", "Insurance of my house is dear enough."),
        ],
    );
}

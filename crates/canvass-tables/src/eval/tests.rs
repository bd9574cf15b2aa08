//! Figures of small evaluations, by hand.

use super::*;

const SUPPORT: u8 = 0;
const OPPOSE: u8 = 1;
const UNCLEAR: u8 = 3;

fn stances(labels: &[u8]) -> BTreeMap<(usize, usize), u8> {
    labels.iter().enumerate().map(|(response, label)| ((response, 0), *label)).collect()
}

fn found(labels: &[(u8, &[usize])]) -> Vec<Found> {
    let one = |(at, (stance, themes)): (usize, &(u8, &[usize]))| Found {
        kind: at % 2,
        stances: vec![*stance],
        themes: themes.iter().copied().collect(),
        questions: BTreeSet::new(),
    };
    labels.iter().enumerate().map(one).collect()
}

fn targets() -> Targets {
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    Targets {
        options: names(&["one"]),
        themes: names(&["funding", "safety"]),
        questions: names(&[]),
        kinds: names(&["resident", "body"]),
    }
}

fn coder(name: &str, labels: &[u8]) -> Coder {
    Coder { name: name.to_owned(), stances: stances(labels), ..Coder::default() }
}

#[test]
fn stances_by_hand() {
    let machine = found(&[(SUPPORT, &[]), (UNCLEAR, &[]), (OPPOSE, &[]), (SUPPORT, &[])]);
    let gold = [coder("anna", &[SUPPORT, SUPPORT, OPPOSE, UNCLEAR])];
    let scores = evaluate(&machine, &gold, &targets()).stance.expect("stances");
    assert_eq!(scores.accuracy.value, Some(0.5));
    assert_eq!((scores.sided, scores.coverage), (3, Some(2.0 / 3.0)));
    assert_eq!(scores.sided_accuracy.value, Some(2.0 / 3.0));
    // Support: one of two found, one of two right; oppose whole; unclear none.
    assert_eq!(scores.macro_f1.value, Some((0.5 + 1.0 + 0.0) / 3.0));
    assert_eq!(scores.confusion[0], [1, 0, 0, 1, 0]);
    assert_eq!(scores.options[0].accuracy, Some(0.5));
}

#[test]
fn the_interval_of_macro_f1_is_over_the_same_stances_in_every_sample() {
    // All is found. Of the samples of two responses a quarter has the first alone, and a quarter the second:
    // those find one stance of two.
    let both = found(&[(SUPPORT, &[]), (OPPOSE, &[])]);
    let scores = evaluate(&both, &[coder("anna", &[SUPPORT, OPPOSE])], &targets()).stance.expect("stances");
    let expected = Estimate { value: Some(1.0), low: Some(0.5), high: Some(1.0) };
    assert_eq!(scores.macro_f1, expected);
}

#[test]
fn macro_f1_is_over_the_stances_that_either_side_has() {
    // Support is found once of twice, and once it is wrong: 0.5. The program alone says unclear, which is never right. The gold alone
    // says oppose, which is never found. Mixed and not addressed are in neither.
    let machine = found(&[(SUPPORT, &[]), (UNCLEAR, &[]), (SUPPORT, &[])]);
    let anna = [coder("anna", &[SUPPORT, SUPPORT, OPPOSE])];
    let scores = evaluate(&machine, &anna, &targets()).stance.expect("stances");
    assert_eq!((scores.macro_f1.value, scores.macro_f1_classes), (Some(0.5 / 3.0), 3));
}

#[test]
fn the_majority_is_gold_and_ties_are_disputed() {
    let machine = found(&[(SUPPORT, &[]), (SUPPORT, &[])]);
    let three = [coder("a", &[SUPPORT]), coder("b", &[SUPPORT]), coder("c", &[OPPOSE])];
    let evaluation = evaluate(&machine, &three, &targets());
    assert_eq!(evaluation.stance.expect("stances").accuracy.value, Some(1.0));
    let two = [coder("a", &[SUPPORT, OPPOSE]), coder("b", &[OPPOSE, OPPOSE])];
    let scores = evaluate(&machine, &two, &targets()).stance.expect("stances");
    assert_eq!((scores.disputed, scores.units), (1, 1));
    let labels = [("a".to_owned(), "support"), ("b".to_owned(), "oppose")].to_vec();
    let disputed = Dispute { response: 0, unit: "stance", target: 0, labels };
    assert_eq!(evaluate(&machine, &two, &targets()).disputes, [disputed]);
}

#[test]
fn themes_by_hand() {
    let machine = found(&[(SUPPORT, &[0]), (SUPPORT, &[0, 1]), (SUPPORT, &[])]);
    let themes =
        [((0, 0), true), ((0, 1), true), ((1, 0), true), ((1, 1), false), ((2, 0), false), ((2, 1), false)];
    let gold = [Coder { name: "anna".to_owned(), themes: themes.into(), ..Coder::default() }];
    let evaluation = evaluate(&machine, &gold, &targets());
    let scores = evaluation.theme.expect("themes");
    assert_eq!(
        scores.micro,
        Scores { precision: Some(2.0 / 3.0), recall: Some(2.0 / 3.0), f1: Some(2.0 / 3.0) }
    );
    assert_eq!(scores.targets[0].scores.f1, Some(1.0));
    assert_eq!((scores.targets[1].gold, scores.targets[1].machine), (1, 1));
    assert_eq!(scores.targets[1].scores.f1, Some(0.0));
    assert_eq!(scores.macro_f1, Some(0.5));
    // Two thirds, two thirds, and one for the response without any.
    assert!((scores.sample_f1.value.expect("defined") - 7.0 / 9.0).abs() < 1e-9);
    let types: Vec<(&str, usize)> = evaluation
        .respondent_types
        .iter()
        .map(|kind| (kind.respondent_type.as_str(), kind.responses))
        .collect();
    assert_eq!(types, [("body", 1), ("resident", 2)]);
}

#[test]
fn differences_say_what_is_and_what_should_be() {
    let machine = found(&[(SUPPORT, &[0]), (UNCLEAR, &[])]);
    let mut anna = coder("anna", &[SUPPORT, OPPOSE]);
    anna.themes = [((0, 0), false), ((1, 0), false)].into();
    let errors = evaluate(&machine, &[anna], &targets()).errors;
    let difference = |response, unit, gold, machine| Difference { response, unit, target: 0, gold, machine };
    assert_eq!(
        errors,
        [difference(0, "theme", "absent", "present"), difference(1, "stance", "oppose", "unclear")]
    );
}

#[test]
fn every_two_coders_are_compared_and_all_together() {
    let machine = found(&[(SUPPORT, &[]), (OPPOSE, &[]), (OPPOSE, &[])]);
    let coders = [coder("a", &[SUPPORT, OPPOSE, OPPOSE]), coder("b", &[SUPPORT, OPPOSE, SUPPORT])];
    let agreement = evaluate(&machine, &coders, &targets()).agreement;
    let shown: Vec<String> =
        agreement.iter().map(|one| format!("{} {}", one.measure, one.coders.join("+"))).collect();
    assert_eq!(shown, ["kappa a+b", "kappa a+canvass", "kappa b+canvass", "alpha a+b", "alpha a+b+canvass"]);
    assert_eq!(agreement[1].agreement.value, Some(1.0));
}

#[test]
fn kinds_are_named_as_the_tables_name_them() {
    let kind = |kind: &str| canvass_core::Response {
        respondent_type: Some(kind.to_owned()).filter(|kind| !kind.is_empty()),
        ..canvass_core::Response::default()
    };
    let mut kinds = Kinds::default();
    let places: Vec<usize> = ["resident", "Resident", "", "Resident.", "School", "Resident"]
        .map(|name| kinds.add(&kind(name)))
        .into();
    assert_eq!(places, [0, 0, 1, 0, 2, 0]);
    assert_eq!(kinds.names(), ["Resident", "not given", "School"]);
}

#[test]
fn what_gold_names_only_where_it_is_present_has_no_precision() {
    // Of safety alone the gold says where it is not.
    let machine = found(&[(SUPPORT, &[0, 1]), (SUPPORT, &[1]), (SUPPORT, &[])]);
    let themes = [((0, 0), true), ((1, 0), true), ((0, 1), true), ((1, 1), false)];
    let anna = Coder { name: "anna".to_owned(), themes: themes.into(), ..Coder::default() };
    let scores = evaluate(&machine, &[anna], &targets()).theme.expect("themes");
    assert_eq!(scores.only_present, ["funding"]);
    let funding = &scores.targets[0];
    assert_eq!(funding.scores, Scores { precision: None, recall: Some(0.5), f1: None });
    assert_eq!((funding.kappa, funding.machine), (None, 1));
    assert_eq!(scores.targets[1].scores.precision, Some(0.5));
    // Recall is over both themes, what depends on precision over safety.
    let safety = Some(2.0 / 3.0);
    assert_eq!(scores.micro, Scores { precision: Some(0.5), recall: Some(2.0 / 3.0), f1: safety });
    assert_eq!((scores.macro_f1, scores.sample_f1.value), (safety, Some(0.5)));
}

#[test]
fn gold_of_what_is_present_alone_tells_recall_alone() {
    let machine = found(&[(SUPPORT, &[0]), (SUPPORT, &[])]);
    let themes = [((0, 0), true), ((1, 0), true)];
    let anna = Coder { name: "anna".to_owned(), themes: themes.into(), ..Coder::default() };
    let evaluation = evaluate(&machine, &[anna], &targets());
    let scores = evaluation.theme.expect("themes");
    assert_eq!(scores.micro, Scores { precision: None, recall: Some(0.5), f1: None });
    assert_eq!((scores.macro_f1, scores.sample_f1, scores.responses), (None, Estimate::default(), 2));
    assert_eq!(evaluation.respondent_types[0].theme_sample_f1, None);
}

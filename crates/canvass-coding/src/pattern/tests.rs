//! The rule language by example.

use canvass_core::Span;
use canvass_core::text::{Analyzer, Language};

use super::*;

fn quotes_within<'a>(scope: Scope, rule: &str, text: &'a str) -> Vec<&'a str> {
    let mut builder = PatternSetBuilder::new();
    builder.add(rule, scope).unwrap_or_else(|error| panic!("{rule}: {error}"));
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let set = builder.build(&mut analyzer);
    let tokens = analyzer.tokens(text, Span::all(text), &[]);
    let mut found = Vec::new();
    Scanner::new().scan(&set, &analyzer, &tokens, &|_| false, &mut found);
    let place =
        |range: &Range<usize>| tokens.tokens[range.start].span.join(tokens.tokens[range.end - 1].span);
    found.iter().map(|each| place(&each.tokens).of(text)).collect()
}

fn check(rule: &str, text: &str, expected: &[&str]) {
    assert_eq!(quotes_within(Scope::Sentence, rule, text), expected, "rule `{rule}` on `{text}`");
}

#[test]
fn a_bare_word_is_every_inflection() {
    check("fund", "Funding the funded fund. A refund.", &["Funding", "funded", "fund"]);
    check("organise", "They organize; organisations too", &["organize", "organisations"]);
    check("children's", "Children’s homes for children", &["Children’s", "children"]);
    check("CSP's", "CSPs, a CSP and the CSP's", &["CSPs", "CSP", "CSP's"]);
}

#[test]
fn an_exact_word_is_that_word() {
    check("=fund", "Funding the FUND", &["FUND"]);
    check("=multi-agency work", "Multi-agency working, multi-agencies working", &["Multi-agency working"]);
}

#[test]
fn globs_see_words_as_written() {
    check("universit*", "The University and universities", &["University", "universities"]);
    check("officer*", "An officer, officers, officers’", &["officer", "officers", "officers"]);
    check("organi?ation", "organisation organization organism", &["organisation", "organization"]);
    check("co-operat*", "cooperate, co-operation, co-op", &["cooperate", "co-operation"]);
    check("*n't =want", "We don’t want; can't want", &["don’t want", "can't want"]);
    check("communit* engag*", "Community engagement", &["Community engagement"]);
    check("b?tt?r", "better, batter, butte", &["better", "batter"]);
}

#[test]
fn a_phrase_is_words_in_a_row() {
    check("bottom up", "A bottom-up, “bottom up” way. From the bottom. Up.", &["bottom-up", "bottom up"]);
    check("\"health & safety\"", "Health and safety; health/safety", &["health/safety"]);
    check("multi-agency", "a multi agency, a multi-agency", &["multi agency", "multi-agency"]);
    check("lack of * funding", "lack of any funding, lack of funding", &["lack of any funding"]);
    check("work work", "work works working", &["work works", "works working"]);
}

#[test]
fn lower_case_operators_are_words() {
    check("black and white", "black and white, black white", &["black and white"]);
    check("\"NOT proven\"", "It was not proven. Proven.", &["not proven"]);
}

#[test]
fn groups_stand_inside_phrases() {
    let text = "joint governance, shared governances, joint and shared governance";
    check(
        "(joint OR shared) governance",
        text,
        &["joint governance", "shared governances", "shared governance"],
    );
    check(
        "shared (leadership OR risk register) model*",
        "a shared risk register model; the shared leadership models; shared model",
        &["shared risk register model", "shared leadership models"],
    );
    check("\"a (big OR (very small)) house\"", "a very small house", &["a very small house"]);
    check("(a OR b) (c OR d)", "a c b d a b", &["a c", "b d"]);
}

#[test]
fn near_looks_both_ways() {
    check("community NEAR/3 engage", "Engage with the community", &["Engage with the community"]);
    check("community NEAR/2 engage", "Engage with the community", &[]);
    check("a NEAR/1 b", "b a! a b! a x b", &["b a", "a b"]);
    check("(x OR y z) NEAR/2 b", "y z w b! x b", &["y z w b", "x b"]);
    check("work NEAR/5 work", "work alone. work and work", &["work and work"]);
    check("a NEAR/5 b", "a x b! a! b", &["a x b"]);
}

#[test]
fn then_looks_forward() {
    check("a THEN/2 b", "b a; a x b", &["a x b"]);
    check("a THEN/2 b", "b x a", &[]);
    check("lack THEN/3 (fund OR money)", "lack of any money", &["lack of any money"]);
}

#[test]
fn chains_go_from_left_to_right() {
    let text = "a x x b x x c";
    check("a NEAR/3 b NEAR/3 c", text, &[text]);
    check("a NEAR/3 b NEAR/2 c", text, &[]);
    check("a NEAR/3 c NEAR/3 b", text, &[]);
    check("a THEN/3 b NEAR/6 a", "a x b x a", &["a x b x a"]);
    check("a NEAR/3 b NEAR/3 a", "a b", &[]);
    // Each part of the group counts for its own distance.
    check("(a NEAR/3 b) NEAR/3 c", "c x b x a", &["c x b x a"]);
}

#[test]
fn of_nested_chain_matches_the_shortest_counts() {
    check("a THEN/9 b", "a a b", &["a b"]);
    check("a NEAR/9 b", "a b b a", &["a b", "b a"]);
}

#[test]
fn and_not_or_hold_within_the_sentence() {
    check("police AND fund", "Police need funds. Funds! Police.", &["Police"]);
    check("(police OR courts) AND fund", "Police and courts need funds.", &["Police", "courts"]);
    check("weight NOT body", "Weight. Body weight.", &["Weight"]);
    check("a AND NOT b", "a c! a b!", &["a"]);
    check("cat OR dog NOT house", "A dog. A house cat. A cat.", &["dog", "cat"]);
    check("a AND b OR c", "c! a! a b!", &["c", "a"]);
    check("a NEAR/2 b AND c", "a b! a b c!", &["a b"]);
}

#[test]
fn scopes_widen_operators() {
    let text = "Police came.\n\nFunds went. Prisons closed.";
    assert_eq!(quotes_within(Scope::Answer, "police AND fund", text), ["Police"]);
    assert_eq!(quotes_within(Scope::Paragraph, "police AND fund", text), [""; 0]);
    assert_eq!(quotes_within(Scope::Paragraph, "prison AND fund", text), ["Prisons"]);
    assert_eq!(quotes_within(Scope::Answer, "came NEAR/1 funds", text), ["came.\n\nFunds"]);
    assert_eq!(quotes_within(Scope::Answer, "came funds", text), [""; 0]);
    assert_eq!(quotes_within(Scope::Answer, "prison NOT police", text), [""; 0]);
}

#[test]
fn skipped_tokens_match_nothing_and_part_their_neighbours() {
    let mut builder = PatternSetBuilder::new();
    for rule in ["a b", "b", "a NEAR/9 c"] {
        builder.add(rule, Scope::Sentence).expect("parses");
    }
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let set = builder.build(&mut analyzer);
    let text = "a z b c";
    let tokens = analyzer.tokens(text, Span::all(text), &[]);
    let scan = |skipped: usize| {
        let mut found = Vec::new();
        Scanner::new().scan(&set, &analyzer, &tokens, &|idx| idx == skipped, &mut found);
        found.into_iter().map(|each| (each.rule.0, each.tokens)).collect::<Vec<_>>()
    };
    assert_eq!(scan(1), [(2, 0..4), (1, 2..3)]);
    assert_eq!(scan(0), [(1, 2..3)]);
    assert_eq!(scan(2), [(2, 0..4)]);
}

#[test]
fn exceptions_hide_phrases_from_their_group_alone() {
    let mut builder = PatternSetBuilder::new();
    let (one, other) = (Group(0), Group(1));
    for (group, effect, rule) in [
        (one, Role::Counts, "community"),
        (one, Role::Counts, "community NEAR/5 engage"),
        (one, Role::Excepts, "community safety"),
        (other, Role::Counts, "community"),
    ] {
        builder.add_to(group, effect, rule, Scope::Sentence).expect("parses");
    }
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let set = builder.build(&mut analyzer);
    let mut scan = |text: &str| {
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let mut found = Vec::new();
        Scanner::new().scan(&set, &analyzer, &tokens, &|_| false, &mut found);
        found.into_iter().map(|each| (each.rule.0, each.tokens)).collect::<Vec<_>>()
    };
    assert_eq!(scan("community safety engages"), [(3, 0..1)]);
    assert_eq!(scan("community engages"), [(0, 0..1), (3, 0..1), (1, 0..2)]);
}

fn check_error(rule: &str, place: &str, message: &str) {
    let error = PatternSetBuilder::new().add(rule, Scope::Sentence).expect_err(rule);
    assert_eq!((&rule[error.bytes.clone()], error.message.as_str()), (place, message), "rule `{rule}`");
}

#[test]
fn mistakes_are_shown_in_their_place() {
    check_error("", "", "the rule is empty");
    check_error("  ", "  ", "the rule is empty");
    check_error("(fund OR money", "(", "`(` is never closed");
    check_error("fund) more", ")", "`)` closes no parenthesis");
    check_error("fund ()", "()", "the group is empty");
    check_error("\"fund", "\"", "the quotation mark is never closed");
    check_error("\"\"", "\"\"", "the quotation is empty");
    check_error("fund AND", "AND", "`AND` has nothing behind it");
    check_error("OR fund", "OR", "`OR` has nothing before it");
    check_error("NOT fund", "NOT", "`NOT` has nothing before it");
    check_error("a AND OR b", "AND", "`AND` has nothing behind it");
    check_error("(a OR ) b", "OR", "`OR` has nothing behind it");
    check_error("a NEAR b", "NEAR", "`NEAR` does not say how near");
    check_error("a NEAR5 b", "NEAR5", "`NEAR5` does not say how near");
    check_error("a NEAR/0 b", "NEAR/0", "`0` is no distance");
    check_error("a NEAR/x b", "NEAR/x", "`x` is no distance");
    check_error("a THEN/ b", "THEN/", "`` is no distance");
    check_error("a near/5 b", "near/5", "operators are written in capitals");
    check_error("*", "*", "`*` alone can only stand between two words");
    check_error("fund *", "fund *", "`*` alone can only stand between two words");
    check_error("=fund*", "=fund*", "`=` wants one plain word right behind it");
    check_error("= fund", "=", "`=` wants one plain word right behind it");
    check_error("fund | money", "|", "`|` means nothing in a rule");
    check_error("…", "…", "`…` holds no word");
    check_error("(a AND b) c", "(a AND b)", "a group inside a phrase can only hold alternatives");
    check_error(&"(".repeat(1000), "(", "parentheses are nested too deeply");
}

#[test]
fn a_hyphen_matches_the_word_in_one_and_in_two() {
    check("well-being", "well-being, wellbeing and well being", &["well-being", "wellbeing", "well being"]);
    check(
        "anti-social",
        "antisocial, anti-social, anti social",
        &["antisocial", "anti-social", "anti social"],
    );
    check(
        "multi-agency work",
        "multiagency work; multi-agency working",
        &["multiagency work", "multi-agency working"],
    );
}

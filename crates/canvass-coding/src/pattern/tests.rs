//! The rule language by example.

use canvass_core::Span;
use canvass_core::text::{Analyzer, Language};
use proptest::prelude::*;

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
fn a_group_offers_all_its_matches_to_the_chain_around_it() {
    let text = "The police set a budget and the budget cuts hurt";
    check("(police THEN/6 budget) THEN/1 cut", text, &["police set a budget and the budget cuts"]);
    check("bee NEAR/1 (keeper NEAR/2 honey)", "Honey keeper, keeper bee", &["Honey keeper, keeper bee"]);
    check("(hive OR city) THEN/2 swarm NEAR/3 hive", "Cities, hives swarming", &["Cities, hives swarming"]);
    check(
        "hive NEAR/8 (fee THEN/9 school)",
        "A fee! A fee for the hive and a fee for the school",
        &["hive and a fee for the school"],
    );
    // Alone, the shorter match stands for the longer.
    check("police THEN/6 budget", text, &["police set a budget"]);
}

/// What a rule of single letters matches, by trying every choice of words.
fn tried(expr: &parser::Expr, words: &[&str]) -> Vec<Range<usize>> {
    use super::parser::{Expr, Item, Order, Word};
    let mut found = match expr {
        Expr::Phrase(items) => {
            let is = |item: &Item, word: &str| matches!(item, Item::Word(Word::Stem(raw)) if raw == word);
            let fits = |at: &usize| items.iter().zip(&words[*at..]).all(|(item, word)| is(item, word));
            (0..(words.len() + 1).saturating_sub(items.len()))
                .filter(fits)
                .map(|at| at..at + items.len())
                .collect()
        }
        Expr::Or(list) => list.iter().flat_map(|each| tried(each, words)).collect(),
        Expr::Filter { first, with, without } => {
            let stands = |each: &Expr| !tried(each, words).is_empty();
            let holds = with.iter().all(stands) && !without.iter().any(stands);
            if holds { tried(first, words) } else { Vec::new() }
        }
        Expr::Chain { first, steps } => {
            let mut chosen: Vec<Vec<Range<usize>>> =
                tried(first, words).into_iter().map(|place| vec![place]).collect();
            for step in steps {
                let places = tried(&step.operand, words);
                let fits = |parts: &[Range<usize>], place: &Range<usize>| {
                    let last = &parts[parts.len() - 1];
                    let behind = place.start >= last.end && place.start < last.end + step.reach as usize;
                    let before = place.end <= last.start && last.start < place.end + step.reach as usize;
                    parts.iter().all(|part| part.end <= place.start || place.end <= part.start)
                        && (behind || before && step.order == Order::Either)
                };
                chosen = chosen
                    .iter()
                    .flat_map(|parts| {
                        let near = places.iter().filter(|place| fits(parts, place));
                        near.map(|place| [parts.as_slice(), std::slice::from_ref(place)].concat())
                    })
                    .collect();
            }
            let starts = |parts: &Vec<Range<usize>>| parts.iter().map(|part| part.start).min().unwrap_or(0);
            let ends = |parts: &Vec<Range<usize>>| parts.iter().map(|part| part.end).max().unwrap_or(0);
            chosen.iter().map(|parts| starts(parts)..ends(parts)).collect()
        }
    };
    found.sort_unstable_by_key(|place: &Range<usize>| (place.start, place.end));
    found.dedup();
    found
}

/// Rules over a few letters.
fn rules() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["a", "b", "c", "a b", "(a OR c)"]).prop_map(str::to_owned);
    leaf.prop_recursive(3, 10, 3, |inner| {
        let group = inner.prop_map(|rule| format!("({rule})"));
        let operator = prop::sample::select(vec!["NEAR/1", "NEAR/2", "NEAR/4", "THEN/1", "THEN/3"]);
        let steps = prop::collection::vec((operator, group.clone()), 1..3);
        (group, steps).prop_map(|(first, steps)| {
            steps.iter().fold(first, |rule, (operator, operand)| format!("{rule} {operator} {operand}"))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn chains_match_what_trying_every_choice_does(
        rule in rules(),
        letters in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "x"]), 1..8),
    ) {
        let expr = parser::parse(&rule, &Lists::new()).expect("parses");
        let all = tried(&expr, &letters);
        let holds = |place: &Range<usize>, other: &Range<usize>| {
            place != other && place.start <= other.start && other.end <= place.end
        };
        let is_chain = matches!(expr, parser::Expr::Chain { .. });
        let shortest = all.iter().filter(|place| !is_chain || !all.iter().any(|other| holds(place, other)));
        let expected: Vec<String> = shortest.map(|place| letters[place.clone()].join(" ")).collect();
        let text = letters.join(" ");
        prop_assert_eq!(quotes_within(Scope::Sentence, &rule, &text), expected, "{} on {}", rule, text);
    }
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

#[test]
fn a_word_in_one_matches_it_with_its_hyphen() {
    check("wellbeing", "well-being, well being, WELL\u{2010}BEING", &["well-being", "WELL\u{2010}BEING"]);
    check("beekeeper", "Bee-keepers keep bee-keeping gear", &["Bee-keepers", "bee-keeping"]);
    check("=online", "on-line, on-lines", &["on-line"]);
    check("onlin*", "on-line; on line", &["on-line"]);
    check("online form* here", "an on-line form here", &["on-line form here"]);
    check("the online", "the on-line form", &["the on-line"]);
    check("covid19", "Covid-19", &["Covid-19"]);
    check("2030", "20-30", &[]);
    check("wellbeing", "well -being, well--being, well- being", &[]);
    check("wellbeing NEAR/2 child", "child's own well-being", &["child's own well-being"]);
    check("notforprofit", "not-for-profit", &[]);
    check("=well-being", "wellbeing, well-being, well being", &["wellbeing", "well-being", "well being"]);
    check("multi-agenc*", "multiagency, multi-agencies", &["multiagency", "multi-agencies"]);
}

#[test]
fn a_word_in_part_keeps_to_the_part_it_fits() {
    check("under*", "under-funded", &["under"]);
    check("*funded", "under-funded", &["funded"]);
    check("under* scheme", "an under-funded scheme, under scheme", &["under-funded scheme", "under scheme"]);
    check("the under*", "the under-funded", &["the under"]);
    check("an *funded", "an under-funded scheme", &["an under-funded"]);
}

#[test]
fn a_hyphen_tells_words_apart_where_there_are_both() {
    check("reform", "re-form, re-forming, reforms", &["reforms"]);
    check("re-form", "re-formed, reforms, re form", &["re-formed", "re form"]);
    check("re-form*", "re-forming, reforming", &["re-forming"]);
    check("reuse", "re-use", &["re-use"]);
}

#[test]
fn a_word_broken_at_its_hyphen_keeps_its_parts() {
    let text = "A long-\nterm plan, under-\nfunded";
    for (rule, found) in [
        ("term", "long-\nterm"),
        ("=long", "long-\nterm"),
        ("long term", "long-\nterm"),
        ("long-term", "long-\nterm"),
        ("longterm", "long-\nterm"),
        ("a long term plan", "A long-\nterm plan"),
        ("term plan", "long-\nterm plan"),
        ("fund*", "under-\nfunded"),
        ("underfunded", "under-\nfunded"),
    ] {
        check(rule, text, &[found]);
    }
    check("tation OR consul", "The consul-\ntation; a consultation", &[]);
    check("tearoom", "A tea-\nroom. The tea in the room.", &["tea-\nroom"]);
}

#[test]
fn a_sign_belongs_to_its_amount() {
    check("20%", "20 hives, 20% more, 20 %", &["20%", "20 %"]);
    check("=20%", "20 hives, 20%", &["20%"]);
    check("20%*", "20%", &["20%"]);
    check("£5", "5 hives at £5", &["£5"]);
    check("20", "20%", &["20"]);
}

#[test]
fn spellings_of_a_word_meet() {
    check("encyclopaedia", "an encyclopædia, encyclopedias", &["encyclopædia", "encyclopedias"]);
    check("=encyclopaedia", "an encyclopædia, encyclopedia", &["encyclopædia"]);
    check("encyclopæd*", "encyclopaedic, encyclopædia", &["encyclopaedic", "encyclopædia"]);
    check("don't want", "I dont want, don’t want", &["dont want", "don’t want"]);
    check("OBrien", "Mr O’Brien", &["O’Brien"]);
    check("well", "We'll be well", &["well"]);
}

//! What must hold for any rule and any text.

use canvass_coding::pattern::{PatternSetBuilder, Scope};
use canvass_coding::theme::{self, ThemeCoder};
use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Aside, AsideKind, Mention, Method, Span};
use proptest::prelude::*;

/// Rules made of what rules are made of, right or wrong.
fn rule() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "fund", "fund*", "=We", "we", "*ing", "a?", "*", "(", ")", "\"", "AND", "OR", "NOT", "NEAR/3",
        "THEN/2", "NEAR", "the", "new-rule", "”", "é*", "newrule", "refund",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.join(" "))
}

/// Texts that rules may match.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "fund",
        "Funding",
        "we",
        "the",
        "new",
        "rules",
        "no",
        "a",
        "ab",
        ". ",
        ", ",
        "\n\n",
        "“",
        "é",
        "élan",
        "not only",
        "don’t",
        "new-rule",
        "new-\nrules",
        "a-fund-",
        "20%",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

fn answer(text: &str, aside: Option<Span>) -> Answer {
    Answer {
        id: "r/1".to_owned(),
        question: None,
        topic: None,
        span: Span::all(text),
        closed: None,
        method: Method::Whole,
        confidence: 1.0,
        asides: aside.into_iter().map(|span| Aside { span, kind: AsideKind::Wording }).collect(),
        choices: Vec::new(),
    }
}

fn mentions(frame: &str, text: &str, aside: Option<Span>) -> Vec<Mention> {
    let frame = theme::parse("themes.toml", frame).expect("only rules that parse are tried");
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let model = frame.compile(&mut analyzer, "en");
    let breaks: Vec<u32> = aside.iter().flat_map(|span| [span.start, span.end]).collect();
    let tokens = analyzer.tokens(text, Span::all(text), &breaks);
    let mut found = Vec::new();
    ThemeCoder::new().mentions(&model, &analyzer, text, 0, &answer(text, aside), &tokens, &mut found);
    found
}

/// A frame of two themes; the rules hold no character that TOML would want escaped in its literal strings.
fn frame(first: &[String], second: &[String]) -> String {
    let list = |rules: &[String]| {
        format!("any = [{}]", rules.iter().map(|rule| format!("'{rule}'")).collect::<Vec<_>>().join(", "))
    };
    format!("[[theme]]\nid = 'one'\n{}\n[[theme]]\nid = 'two'\n{}\n", list(first), list(second))
}

fn parses(rule: &str) -> bool {
    PatternSetBuilder::new().add(rule, Scope::Sentence).is_ok()
}

fn good_rules() -> impl Strategy<Value = Vec<String>> {
    let known = prop::sample::select(vec![
        "fund",
        "fund*",
        "we NEAR/3 fund",
        "(we OR the) new rule",
        "the THEN/4 rule AND we",
        "a? NOT no",
        "we NEAR/9 we NEAR/9 the",
        "newrule NEAR/3 (fund THEN/4 the)",
    ]);
    let any = prop_oneof![known.prop_map(str::to_owned), rule().prop_filter("parses", |rule| parses(rule))];
    prop::collection::vec(any, 1..4)
}

proptest! {
    #[test]
    fn no_rule_makes_the_parser_panic(rule in prop_oneof![rule(), any::<String>()]) {
        if let Err(error) = PatternSetBuilder::new().add(&rule, Scope::Sentence) {
            prop_assert!(rule.get(error.bytes).is_some());
            prop_assert!(!error.message.is_empty());
        }
    }

    #[test]
    fn no_text_makes_the_coder_panic(rules in good_rules(), text in any::<String>()) {
        for mention in mentions(&frame(&rules, &rules), &text, None) {
            prop_assert!(text.get(mention.span.range()).is_some_and(|quote| !quote.is_empty()));
        }
    }

    #[test]
    fn mentions_are_ordered_apart_and_inside_their_answer(rules in good_rules(), text in text()) {
        let found = mentions(&frame(&rules, &rules), &text, None);
        let keys: Vec<_> = found.iter().map(|it| (it.span.start, it.span.end, it.theme_idx)).collect();
        prop_assert!(keys.is_sorted());
        for theme_idx in 0..2 {
            let own: Vec<_> = found.iter().filter(|it| it.theme_idx == theme_idx).collect();
            prop_assert!(own.windows(2).all(|pair| !pair[0].span.overlaps(pair[1].span)));
        }
        for mention in &found {
            prop_assert!(text.get(mention.span.range()).is_some_and(|quote| !quote.is_empty()));
            prop_assert!(mention.sentence.start <= mention.span.start);
        }
    }

    #[test]
    fn a_theme_is_deaf_to_the_terms_of_another(
        own in good_rules(), others in good_rules(), more in good_rules(), text in text(),
    ) {
        let first = |found: Vec<Mention>| found.into_iter().filter(|it| it.theme_idx == 0).collect::<Vec<_>>();
        let before = first(mentions(&frame(&own, &others), &text, None));
        let grown = [others, more].concat();
        prop_assert_eq!(before, first(mentions(&frame(&own, &grown), &text, None)));
    }

    #[test]
    fn no_mention_touches_an_aside(rules in good_rules(), text in text(), at in any::<prop::sample::Index>(), width in 1..40usize) {
        let border = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
        let start = border(at.index(text.len() + 1));
        let aside = Span::new(start, border((start + width).min(text.len())));
        for mention in mentions(&frame(&rules, &rules), &text, Some(aside)) {
            prop_assert!(!mention.span.overlaps(aside));
        }
    }
}

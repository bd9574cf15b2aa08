//! Files of themes and their mistakes; the rules themselves are tried in `tests/gold`.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Aside, AsideKind, Explain, Mention, Span};

use super::*;
use crate::pattern::Scope;

fn check_error(source: &str, place: &str, message: &str, hint: &str) {
    let error = parse("themes.toml", source).expect_err(message);
    let shown = error.place().map(|place| &source[place.bytes.clone()]);
    let hints = error.hints();
    let found = (shown, error.to_string(), hints.first().map_or("", String::as_str));
    assert_eq!(found, (Some(place), message.to_owned(), hint), "in:\n{source}");
}

#[test]
fn a_frame_is_read_whole() {
    let frame = parse(
        "themes.toml",
        "[[theme]]\nid = 'early-help'\nany = ['early help', { rule = 'a AND b', scope = 'answer' }]\n\
         scope = 'paragraph'\nexcept = ['early help desk']\nexamples = ['Early help works.']",
    )
    .expect("the frame is right");
    let theme = &frame.themes[0];
    assert_eq!((theme.label.as_str(), theme.description.as_str()), ("Early help", ""));
    let rules: Vec<_> = theme.any().iter().map(|rule| (&**rule.text(), rule.scope())).collect();
    assert_eq!(rules, [("early help", Scope::Paragraph), ("a AND b", Scope::Answer)]);
    assert_eq!(&**theme.except()[0].text(), "early help desk");
    let marked = parse("themes.toml", "\u{feff}[[theme]]\r\nid = 'a'\r\nany = ['b']\r\n");
    assert_eq!(marked.expect("a byte order mark says nothing").themes.len(), 1);
    assert!(parse("themes.toml", "").expect("an empty file is no mistake").themes.is_empty());
}

#[test]
fn a_broken_rule_is_shown_inside_its_string() {
    let message = "a rule of theme `a` does not parse: `(` is never closed";
    for source in [
        "[[theme]]\nid = \"a\"\nany = [\"b\", \"c (d\"]",
        "[[theme]]\nid = \"a\"\nany = ['c (d']",
        "[[theme]]\nid = \"a\"\nany = [\"\"\"\nc (d\"\"\"]",
        "[[theme]]\nid = \"a\"\nany = [{ rule = \"c (d\" }]",
        "[[theme]]\nid = \"a\"\nany = ['b']\nexcept = [\"c (d\"]",
    ] {
        check_error(source, "(", message, "close it with `)`");
    }
    let source = "[[theme]]\nid = \"a\"\nany = [\"\\\"c\\\" (d\"]";
    check_error(source, "\"\\\"c\\\" (d\"", message, "close it with `)`");
}

#[test]
fn what_is_not_toml_is_told_with_a_remedy() {
    check_error(
        "[[theme]]\nid = = 'a'",
        "=",
        "not valid TOML: extra `=`, expected nothing",
        "write a single `=` between a key and its value",
    );
    check_error(
        "[[theme]]\nid = 'a'\nid = 'b'",
        "id",
        "not valid TOML: duplicate key",
        "take out one of the two, or begin another table with `[[...]]` for the second",
    );
    check_error(
        "[[theme]]\nid = 'a'\nany = ['b' 'c']",
        "",
        "not valid TOML: missing comma between array elements, expected `,`",
        "put each item of a list in quotes, a comma between two, and `]` behind the last",
    );
}

#[test]
fn mistakes_in_the_file_are_shown_in_their_place() {
    check_error("[[themes]]", "themes", "unknown key `themes`", "did you mean `theme`?");
    check_error(
        "[[theme]]\nid = 'a'\nany = ['b']\nexcepts = ['c']",
        "excepts",
        "unknown key `excepts`",
        "did you mean `except`?",
    );
    check_error("[[theme]]\nany = ['b']", "[[theme]]", "this theme has no `id`", "write `id = \"...\"`");
    check_error(
        "[[theme]]\nid = 'a'",
        "'a'",
        "theme `a` has no `any`",
        "write a list: `any = [\"...\", \"...\"]`",
    );
    check_error(
        "[[theme]]\nid = 'a'\nany = []",
        "[]",
        "theme `a` has no rule",
        "write at least one rule, such as `any = [\"communit* NEAR/5 engag*\"]`",
    );
    check_error(
        "[[theme]]\nid = 'a'\nany = 'b'",
        "'b'",
        "`any` is a string, but a list of rules is wanted",
        "write a list: `any = [\"...\", \"...\"]`",
    );
    check_error(
        "[[theme]]\nid = 7\nany = ['b']",
        "7",
        "`id` is the number 7, but a string is wanted",
        "write `id = \"...\"`",
    );
    check_error(
        "[[theme]]\nid = 'a b'\nany = ['b']",
        "'a b'",
        "`a b` cannot be an id",
        "an id is letters, digits, `-`, `_` and `.`, such as `early-intervention`",
    );
    check_error(
        "[[theme]]\nid = 'a'\nany = ['b']\n[[theme]]\nid = \"a\"\nany = ['c']",
        "\"a\"",
        "`a` is defined twice, first on line 2",
        "give one of them another id, or put their rules together",
    );
    check_error(
        "[[theme]]\nid = 'a'\nany = ['b']\nscope = 'sentance'",
        "'sentance'",
        "`scope` knows no `sentance`",
        "did you mean `sentence`?",
    );
}

#[test]
fn broken_toml_and_missing_files_are_told() {
    let error = parse("themes.toml", "[[theme]]\nid = ").expect_err("no value");
    assert_eq!(error.place().map(canvass_core::Place::line), Some(2));
    let error = load(std::path::Path::new("no/such/themes.toml")).expect_err("no file");
    assert_eq!(error.to_string(), "cannot read `no/such/themes.toml`");
}

fn mentions(source: &str, text: &str, asides: &[&str]) -> Vec<Mention> {
    let frame = parse("themes.toml", source).expect("the frame is right");
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let model = frame.compile(&mut analyzer, "en");
    let mut answer = Answer::whole(Span::all(text));
    let mut breaks = Vec::new();
    for aside in asides {
        let start = text.find(aside).expect("the aside stands in the text");
        let span = Span::new(start, start + aside.len());
        answer.asides.push(Aside { span, kind: AsideKind::Quotation });
        breaks.extend([span.start, span.end]);
    }
    let tokens = analyzer.tokens(text, answer.span, &breaks);
    let mut found = Vec::new();
    ThemeCoder::new().mentions(&model, &analyzer, text, 3, &answer, &tokens, &mut found);
    assert!(found.iter().all(|mention| mention.answer_idx == 3));
    found
}

#[test]
fn asides_earn_nothing_and_part_what_stands_around_them() {
    let source = "[[theme]]\nid = 'a'\nany = ['shared rule*', 'fund*', { rule = 'we NEAR/9 agree', scope = 'answer' }]";
    let text = "We heard “funding for shared” rules. We want funds. Then we agree.";
    let found: Vec<String> = mentions(source, text, &["“funding for shared”"])
        .iter()
        .map(|mention| format!("{} | {}", mention.span.of(text), mention.sentence.of(text)))
        .collect();
    assert_eq!(found, ["funds | We want funds.", "we agree | Then we agree."]);
    let text = "We say “never ever” agree.";
    assert!(mentions(source, text, &["“never ever”"]).is_empty());
}

#[test]
fn examples_are_tried() {
    let frame = parse(
        "themes.toml",
        "[[theme]]\nid = 'a'\nany = ['fund*']\nexamples = ['Funds!', 'Money!']\n\
         counterexamples = ['Refunds!', 'Old funds.']",
    )
    .expect("the frame is right");
    let missed = Surprise::Missed { theme_id: "a".into(), example: "Money!".into() };
    let mentioned = Surprise::Mentioned {
        theme_id: "a".into(),
        example: "Old funds.".into(),
        quote: "funds".into(),
        rule: "fund*".into(),
    };
    assert_eq!(surprises(&frame, Language::ENGLISH), [missed, mentioned]);
}

#[test]
fn other_languages_stem_and_negate_by_words_of_their_own() {
    let negated = |code: &str, rule: &str, text: &str| -> Vec<(String, bool)> {
        let frame = parse("themes.toml", &format!("[[theme]]\nid = 'a'\nany = [\"{rule}\"]")).expect("right");
        let mut analyzer = Analyzer::new(Language::from_code(code).expect("known"));
        let model = frame.compile(&mut analyzer, code);
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let mut found = Vec::new();
        ThemeCoder::new().mentions(
            &model,
            &analyzer,
            text,
            0,
            &Answer::whole(Span::all(text)),
            &tokens,
            &mut found,
        );
        found.iter().map(|mention| (mention.span.of(text).to_owned(), mention.negated)).collect()
    };
    let one = |words: &str, is_negated: bool| vec![(words.to_owned(), is_negated)];
    assert_eq!(negated("fr", "financement", "Il n’y a pas de financements."), one("financements", true));
    assert_eq!(negated("fr", "l'eau", "Sans doute, mais l’eau manque."), one("l’eau", false));
    assert_eq!(negated("de", "finanzierung", "Es gibt keine Finanzierung."), one("Finanzierung", true));
    assert_eq!(
        negated("de", "finanzierung", "Nicht nur die Finanzierung fehlt."),
        one("Finanzierung", false)
    );
    // A language without such words denies nothing.
    assert_eq!(negated("it", "finanziamento", "Nessun finanziamento."), one("finanziamento", false));
}

#[test]
fn words_repeated_without_end_are_no_trouble() {
    let source = "[[theme]]\nid = 'a'\nany = ['very very', 'very NEAR/9 very', 'no NEAR/2 no NEAR/2 no', 'no']\n\
                  except = ['very no', 'no very very no']";
    let text = "very no ".repeat(10_000) + &"very ".repeat(10_000);
    assert_eq!(mentions(source, &text, &[]).len(), 5_000);
}

/// What each mention of a frame in `text` is of, with its words.
fn found(source: &str, text: &str) -> Vec<String> {
    let frame = parse("themes.toml", source).expect("the frame is right");
    let found = mentions(source, text, &[]);
    found.iter().map(|each| format!("{} {}", frame.themes[each.theme_idx].id, each.span.of(text))).collect()
}

#[test]
fn names_stand_for_lists_and_for_themes() {
    let source = "[[theme]]\nid = 'cuts'\nany = ['@bodies NEAR/3 @money', 'less @money', 'cut']\n\
                  [[list]]\nid = 'bodies'\nterms = ['council*', 'local authorit*', '@courts']\n\
                  [[list]]\nid = 'courts'\nterms = ['court*']\n\
                  [[theme]]\nid = 'money'\nany = ['fund*', 'pound* sterling']\nexcept = ['refund*']";
    assert_eq!(
        found(source, "Funds of the courts. Less pounds sterling. Councils and local authorities."),
        ["money Funds", "cuts Funds of the courts", "cuts Less pounds sterling", "money pounds sterling",]
    );
}

#[test]
fn mistakes_in_names_are_shown_in_their_place() {
    let near = "did you mean `@fund`?";
    let frame = "[[theme]]\nid = 'fund'\nany = ['money']\n[[theme]]\nid = 'a'\nany = ['no @funds at all']";
    check_error(frame, "@funds", "a rule of `a` refers to `@funds`, and nothing is called so", near);
    let circle = "[[list]]\nid = 'a'\nterms = ['x', '@b']\n[[list]]\nid = 'b'\nterms = ['y @a']";
    check_error(
        circle,
        "'y @a'",
        "`b` comes back to itself by way of `a`",
        "take one step of the circle out",
    );
    check_error(
        "[[list]]\nid = 'a'\nterms = ['x']\n[[theme]]\nid = \"a\"\nany = ['y']",
        "\"a\"",
        "`a` is defined twice, first on line 2",
        "give one of them another id, or put their rules together",
    );
    check_error(
        "[[list]]\nid = 'a'\nterms = ['x NEAR y']\n[[theme]]\nid = 'b'\nany = ['x']",
        "NEAR",
        "a rule of list `a` does not parse: `NEAR` does not say how near",
        "write `NEAR/5`: at most that many words away",
    );
    check_error(
        "[[theme]]\nid = 'a'\nparent = 'bb'\nany = ['x']\n[[theme]]\nid = 'bbb'\nany = ['x']",
        "'bb'",
        "theme `a` is said to be part of `bb`, and there is no such theme",
        "did you mean `bbb`?",
    );
    check_error(
        "[[theme]]\nid = 'a'\nparent = 'b'\nany = ['x']\n[[theme]]\nid = 'b'\nparent = \"a\"\nany = ['x']",
        "'b'",
        "`a` comes back to itself by way of `b`",
        "take one step of the circle out",
    );
}

#[test]
fn a_theme_above_others_needs_no_rule_of_its_own() {
    let source = "[[theme]]\nid = 'money'\n[[theme]]\nid = 'grants'\nparent = 'money'\nany = ['grant*']";
    let frame = parse("themes.toml", source).expect("the frame is right");
    assert_eq!(frame.themes[1].parent, Some(0));
    assert_eq!(found(source, "Grants are few."), ["grants Grants"]);
}

#[test]
fn a_threshold_asks_for_enough_weight_in_one_answer() {
    let source = "[[theme]]\nid = 'a'\nthreshold = 1\n\
                  any = [{ rule = 'hint', weight = 0.1 }, { rule = 'clue', weight = 0.7 }, 'proof']";
    assert_eq!(found(source, "A clue and a hint and a hint."), Vec::<String>::new());
    assert_eq!(found(source, "A clue, a hint, a hint, a hint."), ["a clue", "a hint", "a hint", "a hint"]);
    assert_eq!(found(source, "The proof."), ["a proof"]);
    let two = "threshold = 0";
    check_error(
        &format!("[[theme]]\nid = 'a'\n{two}\nany = ['x']"),
        "0",
        "`threshold` is the number 0, but a number above 0 is wanted",
        "write `threshold = 2`, or a fraction such as `threshold = 0.5`",
    );
}

#[test]
fn overlaps_and_negated_mentions_are_a_choice() {
    let rules = "any = ['money', 'public money', 'money for buses', '=money']";
    let frame = |choice: &str| format!("[[theme]]\nid = 'a'\n{choice}\n{rules}");
    let text = "There is no public money for buses.";
    assert_eq!(found(&frame(""), text), ["a money for buses"]);
    assert_eq!(found(&frame("overlaps = 'all'"), text), ["a public money", "a money", "a money for buses"]);
    assert_eq!(found(&frame("negated = 'leave-out'"), text), Vec::<String>::new());
    check_error(
        "[[theme]]\nid = 'a'\nnegated = 'leave'\nany = ['x']",
        "'leave'",
        "`negated` knows no `leave`",
        "known here: `count`, `leave-out`",
    );
}

#[test]
fn rules_are_for_their_language_only() {
    let source = "[[theme]]\nid = 'a'\nany = ['funds', { rule = 'financement', language = 'fr' }]\n\
                  examples = ['Funds!', 'Pas de financements.']";
    let frame = parse("themes.toml", source).expect("the frame is right");
    assert_eq!(frame.languages(), ["fr"]);
    assert_eq!(found(source, "Funds, financements"), ["a Funds"]);
    assert_eq!(surprises(&frame, Language::ENGLISH), []);
}

/// A line for every rule of the frame that something is found of, over answers of one response each.
fn findings(source: &str, texts: &[(&str, &str)]) -> Vec<String> {
    let frame = parse("themes.toml", source).expect("the frame is right");
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let model = frame.compile_audit(&mut analyzer, "en");
    let mut halves = [Audit::new(&model), Audit::new(&model)];
    for (number, (text, aside)) in texts.iter().enumerate() {
        let mut answer = Answer::whole(Span::all(text));
        let mut breaks = Vec::new();
        if let Some(start) = text.find(aside).filter(|_| !aside.is_empty()) {
            let span = Span::new(start, start + aside.len());
            answer.asides.push(Aside { span, kind: AsideKind::Wording });
            breaks.extend([span.start, span.end]);
        }
        let tokens = analyzer.tokens(text, answer.span, &breaks);
        halves[number % 2].add(&model, &analyzer, text, [(&answer, &tokens)]);
    }
    let [mut audit, other] = halves;
    audit.merge(&other);
    let asked = "Do you agree with a new levy?";
    let tokens = analyzer.tokens(asked, Span::all(asked), &[]);
    audit.add_wording(&model, &analyzer, &tokens);
    let report = audit.report(&model);
    assert_eq!(report.n_responses, texts.len() as u64);
    let rules = report.rules.iter().filter_map(|rule| Some((rule, rule.finding.as_ref()?)));
    let rules = rules.map(|(rule, finding)| format!("{} {}: {finding:?}", rule.theme_id, rule.rule));
    let pairs = report.pairs.iter().map(|pair| format!("{} = {}", pair.theme_a, pair.theme_b));
    rules.chain(pairs).collect()
}

#[test]
fn an_audit_finds_rules_that_do_nothing() {
    let source = "[[theme]]\nid = 'money'\nany = ['fund*', 'grant', 'grant aid', 'budget*', 'duty', 'levy', 'tax*']\n\
                  except = ['tax* haven*', 'penny']\n\
                  [[theme]]\nid = 'cash'\nany = ['fund*', 'sponsor*']";
    let texts = [
        ("Funding! Grant aid.", ""),
        ("Do you agree with a new duty? Funds.", "Do you agree with a new duty?"),
        ("Funds, and a tax haven.", ""),
        ("More funds.", ""),
        ("Other funds.", ""),
        ("Hens.", ""),
    ];
    assert_eq!(
        findings(source, &texts),
        [
            "money grant: Swallowed { by: \"grant aid\" }",
            "money budget*: Dead",
            "money duty: OnlyWording",
            "money levy: OnlyWording",
            "money tax*: NeverCounts",
            "money penny: Dead",
            "cash sponsor*: Dead",
            "money = cash",
        ]
    );
}

#[test]
fn a_rule_written_twice_in_a_theme_is_found() {
    let source = "[[theme]]\nid = 'a'\nany = ['fee', 'a  fee', { rule = 'a fee', weight = 2 }, { rule = 'fee', scope = 'answer' }, 'fee']\n\
                  except = ['fee paid', 'fee paid']\n[[theme]]\nid = 'b'\nany = ['fee', 'levy']";
    assert_eq!(
        findings(source, &[("Fees. A fee.", ""), ("The fee paid.", ""), ("Levies", "")]),
        ["a a fee: Repeated", "a fee: Repeated", "a fee paid: Repeated"]
    );
}

#[test]
fn a_rule_is_tried_alone_or_in_place_of_another() {
    let frame = parse(
        "themes.toml",
        "[[list]]\nid = 'l'\nterms = ['hen*']\n[[theme]]\nid = 'a'\nany = ['fund*', 'cash']",
    )
    .expect("the frame is right");
    let n_mentions = |frame: &CodeFrame| {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let model = frame.compile(&mut analyzer, "en");
        let text = "Hens, funds, cash.";
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let mut found = Vec::new();
        ThemeCoder::new().mentions(
            &model,
            &analyzer,
            text,
            0,
            &Answer::whole(Span::all(text)),
            &tokens,
            &mut found,
        );
        found.len()
    };
    assert_eq!(n_mentions(&frame.of_rule(frame.rule("@l", Scope::Sentence).expect("parses"))), 1);
    for (change, expected) in [(Change::Adds, 3), (Change::Replaces("cash"), 2), (Change::Excepts, 2)] {
        let Changed { before, after, .. } = frame.with_change("a", change, "@l", None).expect("parses");
        assert_eq!((n_mentions(&before), n_mentions(&after)), (2, expected), "{change:?}");
    }
    let error = frame.rule("a NEAR", Scope::Sentence).expect_err("no distance");
    assert_eq!(error.place().map(|place| &place.source[place.bytes.clone()]), Some("NEAR"));
    let error = frame.with_change("b", Change::Adds, "x", None).expect_err("no theme");
    assert_eq!(error.to_string(), "there is no theme `b`");
    let error = frame.with_change("a", Change::Replaces("funds*"), "x", None).expect_err("no rule");
    assert_eq!(error.hints(), ["did you mean `fund*`?"]);
}

#[test]
fn themes_below_count_for_the_one_that_is_tried() {
    let frame = parse(
        "themes.toml",
        "[[theme]]\nid = 'a'\nany = ['cash']\n[[theme]]\nid = 'b'\nparent = 'a'\nany = ['fund*']\n\
         [[theme]]\nid = 'c'\nparent = 'b'\nany = ['grant*']\n[[theme]]\nid = 'd'\nany = ['hen*']",
    )
    .expect("the frame is right");
    let Changed { before, after, .. } = frame.with_change("a", Change::Adds, "levy", None).expect("parses");
    let ids = |frame: &CodeFrame| frame.themes.iter().map(|theme| theme.id.clone()).collect::<Vec<_>>();
    assert_eq!((ids(&before), ids(&after)), (vec!["a".into(), "b".into(), "c".into()], ids(&before)));
}

#[test]
fn a_tried_rule_is_what_it_would_be_in_its_theme() {
    let frame = parse(
        "themes.toml",
        "[[theme]]\nid = 'a'\nscope = 'answer'\nlanguage = 'de'\n\
         any = ['x', { rule = 'y', scope = 'paragraph', weight = 2, language = 'fr' }]",
    )
    .expect("the frame is right");
    let rule = |change: Change<'_>, scope: Option<Scope>| {
        let rule = frame.with_change("a", change, "z", scope).expect("parses").rule;
        (rule.scope(), rule.weight(), rule.language())
    };
    assert_eq!(rule(Change::Adds, None), (Scope::Answer, 1.0, Some("de")));
    assert_eq!(rule(Change::Excepts, None), (Scope::Answer, 1.0, Some("de")));
    assert_eq!(rule(Change::Replaces("y"), None), (Scope::Paragraph, 2.0, Some("fr")));
    assert_eq!(rule(Change::Replaces("y"), Some(Scope::Sentence)), (Scope::Sentence, 2.0, Some("fr")));
}

#[test]
fn what_refers_to_a_theme_changes_with_it() {
    let frame = parse(
        "themes.toml",
        "[[theme]]\nid = 'a'\nany = ['x']\n[[theme]]\nid = 'b'\nparent = 'a'\nany = ['y NEAR/3 @a']",
    )
    .expect("the frame is right");
    let below = |frame: &CodeFrame| {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let model = frame.compile(&mut analyzer, "en");
        let text = "y z";
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let mut found = Vec::new();
        ThemeCoder::new().mentions(
            &model,
            &analyzer,
            text,
            0,
            &Answer::whole(Span::all(text)),
            &tokens,
            &mut found,
        );
        found.iter().filter(|mention| mention.theme_idx == 1).count()
    };
    let changed = frame.with_change("a", Change::Adds, "z", None).expect("parses");
    assert_eq!((below(&changed.before), below(&changed.after)), (0, 1));
    let error = frame.with_change("a", Change::Adds, "@b", None).expect_err("a circle");
    assert!(error.to_string().contains("comes back to itself"), "{error}");
}

//! Small lexicons of every format, there and back.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Span};
use proptest::prelude::*;

use super::*;
use crate::theme::{CodeFrame, Theme, ThemeCoder, parse};

/// The labels of the themes with their rules, and the notes.
fn read(text: &str, format: Format) -> (Vec<String>, Vec<String>) {
    let imported = import(text.as_bytes(), format).expect("a lexicon");
    let frame = parse("themes.toml", &imported.themes).expect("what is written can be read");
    let shown = frame.themes.iter().map(|theme| {
        let above = theme.parent.map_or(String::new(), |parent| format!("{} > ", frame.themes[parent].label));
        let rules: Vec<String> = theme
            .any()
            .iter()
            .map(|rule| {
                if (rule.weight() - 1.0).abs() > f64::EPSILON {
                    format!("{} ({})", rule.text(), rule.weight())
                } else {
                    rule.text().to_string()
                }
            })
            .collect();
        format!("{above}{}: {}", theme.label, rules.join(", "))
    });
    (shown.collect(), imported.notes.iter().map(|note| format!("{}: {}", note.line, note.what)).collect())
}

#[track_caller]
fn check(text: &str, format: Format, themes: &[&str], notes: &[&str]) {
    let (found, told) = read(text, format);
    assert_eq!(found, themes);
    let begins = told.iter().zip(notes).all(|(told, expected)| told.starts_with(expected));
    assert!(begins && told.len() == notes.len(), "{told:?}");
}

const DIC: &str = "%\n1\tMoney\n\t2\tTaxes\n3\tPlaces\n%\ncash\t1\ntax*\t1 2\nhigh street\t3\nlike (02 134)125/464\t1\nlost\t9\n";

#[test]
fn liwc_has_numbered_categories_within_one_another() {
    let themes = ["Money: =cash, tax*", "Money > Taxes: tax*", "Places: =high =street"];
    let notes =
        ["9: `like (02 134)125/464\t1` is left out: conditions", "10: `lost`: there is no category 9"];
    check(DIC, Format::Liwc, &themes, &notes);
}

#[test]
fn line_ends_and_encodings_of_any_system_are_read() {
    let expected = read(DIC, Format::Liwc);
    for text in [DIC.replace('\n', "\r"), DIC.replace('\n', "\r\n"), format!("\u{feff}{DIC}")] {
        assert_eq!(read(&text, Format::Liwc).0, expected.0);
    }
    let utf16: Vec<u8> = format!("\u{feff}{DIC}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let again = import(&utf16, Format::Liwc).expect("a lexicon").themes;
    assert_eq!(again, import(DIC.as_bytes(), Format::Liwc).expect("a lexicon").themes);
    let old = import(b"%\n1\tCaf\xe9\n%\ncr\xe8me\t1\n", Format::Liwc).expect("a lexicon").themes;
    assert!(old.contains("Café") && old.contains("=crème"), "{old}");
}

#[test]
fn liwc_comes_as_a_table_too() {
    check(
        "DicTerm,Money,Places\ncash,X,\nmarket*,,0.5\n\"high street\",X,X\n",
        Format::Liwc,
        &["Money: =cash, =high =street", "Places: market* (0.5), =high =street"],
        &[],
    );
}

#[test]
fn wordstat_is_a_tree_with_weights() {
    check(
        "ECONOMY\n\tTAX\n\t\tVAT (2)\n\t\tINCOME_TAX* (1)\n\tJOB* (1)\n\t@NEAR [JOB /C 5] (1)\nLOST (1)\n",
        Format::WordStat,
        &["ECONOMY: job*", "ECONOMY > TAX: =vat (2), =income tax*"],
        &["6: `@NEAR [JOB /C 5]` is left out", "7: `LOST` is left out"],
    );
}

#[test]
fn yoshikoder_is_xml_under_the_name_of_a_dictionary() {
    let text = "<?xml version=\"1.0\"?>\n<dictionary><cnode name=\"Mine\">\n<cnode name=\"Culture &amp; art\">\n\
        <pnode name=\"art\" score=\"2\"/><cnode name=\"High\"><pnode name=\"opera*\"/></cnode></cnode></cnode></dictionary>";
    let themes = ["Culture & art: =art (2)", "Culture & art > High: opera*"];
    check(text, Format::Yoshikoder, &themes, &[]);
    check(text, Format::Lexicoder, &themes, &[]);
    let error = import(b"<dictionary><cnode name='a'></dictionary>", Format::Yoshikoder).expect_err("broken");
    assert_eq!(error.line, 1);
}

#[test]
fn lexicoder_has_a_plus_before_a_category() {
    check(
        "+POS\ngood*\nwell done\n+NEG\nbad\n",
        Format::Lexicoder,
        &["POS: good*, =well =done", "NEG: =bad"],
        &[],
    );
    assert_eq!(import(b"bad\n+NEG\n", Format::Lexicoder).expect_err("no category").line, 1);
}

#[test]
fn yaml_holds_categories_within_one_another() {
    check(
        "Economy:\n  Tax: [vat, income tax]\n  Work:\n    - job*\n    - \"(bad\"\nPlaces: [town]\n",
        Format::Yaml,
        &["Economy: ", "Economy > Tax: =vat, =income =tax", "Economy > Work: job*", "Places: =town"],
        &["5: `(bad` is left out"],
    );
}

#[test]
fn empath_has_a_category_a_line() {
    check(
        "help\tassist\thelping_hand\nwork\tjob\n",
        Format::Empath,
        &["help: =assist, =helping =hand", "work: =job"],
        &[],
    );
}

#[test]
fn csv_holds_terms_or_rules() {
    check(
        "Category;Term;Weight;Parent\nTax;vat;2;Economy\nTax;;;\n;lost;;\n",
        Format::Csv,
        &["Economy > Tax: =vat (2)", "Economy: "],
        &["4: left out: it names no theme"],
    );
    check(
        "theme,rule\nTax,tax NEAR/3 rise\nTax,(a\n",
        Format::Csv,
        &["Tax: tax NEAR/3 rise"],
        &["3: `(a` is left out"],
    );
    assert!(import(b"word\nvat\n", Format::Csv).is_err());
}

const FRAME: &str = r#"
[[theme]]
id = "economy"
label = "Economy"
[[theme]]
id = "tax"
label = "Tax"
parent = "economy"
description = "What people pay."
any = ["=vat", "income tax*", { rule = "levies", weight = 2 }, "tax NEAR/3 rise"]
except = ["taxi*"]
"#;

const KEEP_WEIGHTS: [Format; 3] = [Format::WordStat, Format::Yoshikoder, Format::Csv];

#[test]
fn what_others_cannot_hold_is_told() {
    let frame = parse("themes.toml", FRAME).expect("a frame");
    for (format, name, _) in Format::ALL {
        let exported = export(&frame, format);
        let told: Vec<&str> = exported.notes.iter().map(|note| note.what.as_str()).collect();
        let has = |words: &str| told.iter().any(|what| what.contains(words));
        assert!(has("its exception `taxi*` is left out"), "{name}: {told:?}");
        assert_eq!(has("`tax NEAR/3 rise`"), format != Format::Csv, "{name}: {told:?}");
        let again = import(exported.text.as_bytes(), format).expect("it can be read again");
        let frame = parse("themes.toml", &again.themes).expect("a frame");
        let tax =
            frame.themes.iter().find(|theme| theme.label.eq_ignore_ascii_case("tax")).expect("the theme");
        assert!(tax.parent.is_some(), "{name}");
        assert_eq!(has("its rule `levies`: the weight 2"), !KEEP_WEIGHTS.contains(&format), "{name}");
        assert_eq!(has("its description is left out"), format != Format::Csv, "{name}");
        assert!(tax.any().iter().any(|rule| &**rule.text() == "=vat"), "{name}: {}", again.themes);
    }
}

const SETTINGS: &str = r#"
[[list]]
id = "bodies"
terms = ["council", "police"]
[[theme]]
id = "money"
label = "Money & tax"
scope = "answer"
language = "en"
overlaps = "all"
negated = "leave-out"
threshold = 2
any = ["cost", "@bodies", { rule = "levy", language = "de" }, { rule = "fee", scope = "paragraph" }]
examples = ["It costs."]
counterexamples = ["It is dear.", "It is cheap."]
"#;

#[test]
fn every_setting_is_told_in_every_format() {
    let frame = parse("themes.toml", SETTINGS).expect("a frame");
    for (format, name, _) in Format::ALL {
        let notes = export(&frame, format).notes;
        let told: Vec<&str> = notes.iter().map(|note| note.what.as_str()).collect();
        for expected in [
            "theme `Money & tax`: its id is left out; it is read back as `money-tax`",
            "theme `Money & tax`: its rule `@bodies` refers to `@bodies` and is left out",
            "theme `Money & tax`: its rule `levy`: the language `de` is left out",
            "theme `Money & tax`: its rule `fee`: the scope `paragraph` is left out",
            "theme `Money & tax`: its scope `answer` is left out",
            "theme `Money & tax`: its language `en` is left out",
            "theme `Money & tax`: its threshold 2 is left out",
            "theme `Money & tax`: its `overlaps = \"all\"` is left out",
            "theme `Money & tax`: its `negated = \"leave-out\"` is left out",
            "theme `Money & tax`: its example is left out",
            "theme `Money & tax`: its 2 counterexamples are left out",
            "list `bodies` is left out",
        ] {
            assert!(told.contains(&expected), "{name}: {expected}\n{told:#?}");
        }
    }
}

#[test]
fn nothing_is_told_of_what_is_carried_over_whole() {
    let plain = "[[theme]]\nid = 'a'\nlabel = 'A'\nany = ['=fee', 'tax*']\n[[theme]]\nid = 'b'\nlabel = 'B'\nparent = 'a'\nany = ['=vat']\n";
    let frame = parse("themes.toml", plain).expect("a frame");
    for (format, name, _) in Format::ALL {
        let exported = export(&frame, format);
        let expected = usize::from(format == Format::WordStat);
        assert_eq!(exported.notes.len(), expected, "{name}: {:?}", exported.notes);
        let (themes, notes) = read(&exported.text, format);
        let lower = |shown: &str| shown.to_lowercase();
        let themes: Vec<String> = themes.iter().map(|theme| lower(theme)).collect();
        assert_eq!(themes, ["a: =fee, tax*", "a > b: =vat"], "{name}");
        assert!(notes.is_empty(), "{name}: {notes:?}");
    }
}

#[test]
fn a_theme_of_which_nothing_is_left_is_told() {
    let frame =
        parse("themes.toml", "[[theme]]\nid = 'a'\nany = ['=fee']\n[[theme]]\nid = 'b'\nany = ['x AND y']\n");
    for (format, name, _) in Format::ALL.into_iter().filter(|(format, ..)| *format != Format::Csv) {
        let notes = export(frame.as_ref().expect("a frame"), format).notes;
        let expected = "theme `B`: it is not read back, since nothing of it is carried over";
        assert!(notes.iter().any(|note| note.what == expected), "{name}: {notes:?}");
    }
}

#[test]
fn categories_of_liwc_2015_are_indented_behind_their_numbers() {
    check(
        "%\n1\tfunction (Function Words)\n2\t\tpronoun\t(Pronouns)\n3\t\t\tppron\n20\taffect\n%\ni\t1\t2\t3\nhapp*\t20\n",
        Format::Liwc,
        &[
            "function (Function Words): =i",
            "function (Function Words) > pronoun: =i",
            "pronoun > ppron: =i",
            "affect: happ*",
        ],
        &[],
    );
}

#[test]
fn terms_of_liwc_that_are_left_out_say_why() {
    check(
        "%\n1\tA\n2\tB\n%\n:)\t1\nkind (<of>)1/2\t2\nunder 18\t1\n8)\t1\nhappy 1 2\n",
        Format::Liwc,
        &["A: =under =18, =happy", "B: =happy"],
        &[
            "5: `:)` is left out: it holds no word",
            "6: `kind (<of>)1/2\t2` is left out: conditions",
            "8: `8)` is left out: brackets",
        ],
    );
}

/// Places of mentions in a text.
fn places(themes: &str, text: &str) -> Vec<Span> {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let model = parse("themes.toml", themes).expect("a frame").compile(&mut analyzer, "en");
    let answer = Answer::whole(Span::all(text));
    let tokens = analyzer.tokens(text, answer.span, &[]);
    let mut mentions = Vec::new();
    ThemeCoder::new().mentions(&model, &analyzer, text, 0, &answer, &tokens, &mut mentions);
    mentions.iter().map(|mention| mention.span).collect()
}

/// Each theme as the number of those above it and its rules as they would be exported, in order of these.
fn tree(frame: &CodeFrame) -> Vec<(usize, Vec<String>)> {
    let written = |theme: &Theme| {
        let (carried, mut rules) = (Carried::of(frame, Format::Yaml), Vec::new());
        let at = frame.themes.iter().position(|other| other.id == theme.id).expect("its own");
        rules.extend(carried.rules[at].iter().flatten().map(|carrier| carrier.reads_as.clone()));
        rules
    };
    let above = |theme: &Theme| std::iter::successors(theme.parent, |at| frame.themes[*at].parent).count();
    let mut tree: Vec<_> = frame.themes.iter().map(|theme| (above(theme), written(theme))).collect();
    tree.sort();
    tree
}

proptest! {
    #[test]
    fn words_and_wildcards_match_the_same_there_and_back(
        terms in prop::collection::vec("=?[a-c]{2,4}|[a-c]{2,3}\\*|=[a-c]{2} =[a-c]{2}", 1..5),
        words in prop::collection::vec("[a-c]{1,5}", 0..20),
    ) {
        let exact: Vec<String> = terms.iter().filter(|term| term.starts_with('=') || term.contains('*')).map(|term| format!("'{term}'")).collect();
        prop_assume!(!exact.is_empty());
        let themes = format!("[[theme]]\nid = 'a'\nlabel = 'A'\nany = [{}]\n", exact.join(", "));
        let frame = parse("themes.toml", &themes).expect("a frame");
        let text = words.join(" ");
        for (format, ..) in Format::ALL {
            let again = import(export(&frame, format).text.as_bytes(), format).expect("a lexicon").themes;
            prop_assert_eq!(places(&again, &text), places(&themes, &text));
        }
    }

    #[test]
    fn themes_stay_apart_and_below_one_another_there_and_back(
        labels in prop::collection::vec("[aAbß >()1\"&<\n:\\-+%@_.,;]{0,6}|Cost( 2)?", 1..7),
        parents in prop::collection::vec(prop::option::of(0..6usize), 7),
        rules in prop::collection::vec("=?[a-c]{2,4}|=[a-c]{2} =?[0-9]{2}|[0-9]{2}%|[a-c]{2,3}\\*", 7),
    ) {
        let theme = |(at, label): (usize, &String)| {
            let parent = parents[at].filter(|parent| *parent < at).map_or(String::new(), |at| format!("parent = 't{at}'\n"));
            let label = toml::Value::String(label.clone());
            format!("[[theme]]\nid = 't{at}'\nlabel = {label}\n{parent}any = ['{}']\n", rules[at])
        };
        let themes: String = labels.iter().enumerate().map(theme).collect();
        let frame = parse("themes.toml", &themes).expect("a frame");
        for (format, name, _) in Format::ALL {
            let exported = export(&frame, format);
            let again = import(exported.text.as_bytes(), format).expect("a lexicon");
            prop_assert!(again.notes.is_empty(), "{name}: {:?}\n{}", again.notes, exported.text);
            let again = parse("themes.toml", &again.themes).expect("a frame");
            prop_assert_eq!(tree(&again).len(), tree(&frame).len(), "{}\n{}", name, exported.text);
            prop_assert_eq!(tree(&again), tree(&frame), "{}\n{}", name, exported.text);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, text in "[%+\t\n<>=:,\\-a(1)]{0,60}") {
        for (format, ..) in Format::ALL {
            for input in [&bytes[..], text.as_bytes()] {
                if let Ok(imported) = import(input, format) {
                    prop_assert!(parse("themes.toml", &imported.themes).is_ok(), "{}", imported.themes);
                }
            }
        }
    }
}

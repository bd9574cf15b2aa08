//! Small lexicons of every format, there and back.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Method, Span};
use proptest::prelude::*;

use super::*;
use crate::theme::{ThemeCoder, parse};

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
        let keeps_tree = !matches!(format, Format::Lexicoder | Format::Empath);
        assert_eq!(tax.parent.is_some(), keeps_tree, "{name}");
        assert!(tax.any().iter().any(|rule| &**rule.text() == "=vat"), "{name}: {}", again.themes);
    }
}

/// Places of mentions in a text.
fn places(themes: &str, text: &str) -> Vec<Span> {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let model = parse("themes.toml", themes).expect("a frame").compile(&mut analyzer, "en");
    let answer = Answer {
        id: "r/1".to_owned(),
        question: None,
        topic: None,
        span: Span::all(text),
        closed: None,
        method: Method::Whole,
        confidence: 1.0,
        asides: Vec::new(),
        choices: Vec::new(),
    };
    let tokens = analyzer.tokens(text, answer.span, &[]);
    let mut mentions = Vec::new();
    ThemeCoder::new().mentions(&model, &analyzer, text, 0, &answer, &tokens, &mut mentions);
    mentions.iter().map(|mention| mention.span).collect()
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

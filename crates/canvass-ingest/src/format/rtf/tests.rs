//! What RTF reads as, construct by construct.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(rtf: &str, expected: &str) {
    let rtf = format!(
        "{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0\\fcharset0 Arial;}}{{\\f1\\fcharset204 Arial Cyr;}}{{\\f2\\fnil\\fcharset2 Wingdings{{\\*\\falt X}};}}{{\\f3\\fcharset128 Mincho;}}{{\\f4\\fcharset2 Symbol;}}}}{rtf}}}"
    );
    assert_eq!(read(rtf.as_bytes(), "en").expect("RTF").text, expected);
}

/// Compares a document made by a real program with the text it shows.
#[track_caller]
fn check_fixture(document: &str, text: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let read_file = |name: &str| std::fs::read(format!("{folder}{name}")).expect("a fixture");
    let letter = read(&read_file(document), "en").expect("RTF");
    assert_eq!(letter.text, String::from_utf8(read_file(text)).expect("UTF-8").trim_end());
    assert_eq!(letter.remarks, []);
}

#[test]
fn documents_of_real_programs() {
    check_fixture("rtf/letter.rtf", "letter.txt");
    for document in ["libreoffice.rtf", "pandoc.rtf", "styled.rtf"] {
        check_fixture(&format!("rtf/{document}"), &format!("rtf/{document}.txt"));
    }
}

#[test]
fn paragraphs_and_lines() {
    check(
        "one\\par two\\line three\\par\\par\n fo\nur\\\nfive{\\b\\i bold}text\\tab x",
        "one\n\ntwo\nthree\n\nfour\n\nfiveboldtext\tx",
    );
}

#[test]
fn characters_in_every_writing() {
    check("caf\\'e9 {\\f1 \\'cc\\'fb} {\\f3 \\'82\\'a0\\'83e}", "café Мы あテ");
    check("\\u8217?s {\\uc0\\u8217 x}\\uc2\\u233\\'65\\'65y \\uc1\\u-10179?\\u-8704?", "’s ’xéy \u{1f600}");
    check(
        "\\lquote a\\rquote\\~\\ldblquote b\\rdblquote\\emdash\\endash\\bullet c\\_d\\-e \\{\\}\\\\",
        "‘a’\u{a0}“b”—–•c\u{2011}d\u{ad}e {}\\",
    );
    check("{\\upr{ansi}{\\*\\ud{caf\\u233?}}}!", "café!");
}

#[test]
fn the_code_page_of_the_document() {
    let read = |rtf: &[u8]| read(rtf, "en").expect("RTF");
    assert_eq!(read(b"{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'fb}").text, "Мы");
    assert_eq!(read("{\\rtf1\\ansi café}".as_bytes()).text, "café");
    let old = read(b"{\\rtf1\\pc old}");
    assert_eq!(old.remarks, [("encoding", "code page 437 is not known; read as Windows-1252".to_owned())]);
}

#[test]
fn what_is_not_shown_is_left_out() {
    check(
        "{\\info{\\title T}}{\\stylesheet{\\s1 Head;}}{\\header H\\par}{\\*\\unknown x}{\\pict\\bin4 }}}}89}a{\\v hidden}\\v b\\v0 {\\deleted old}{\\*\\atnid A}{\\*\\annotation comment}c",
        "ac",
    );
    let letter = read(b"{\\rtf1 {\\deleted old}new{\\*\\annotation x}}", "en").expect("RTF");
    let kinds: Vec<&str> = letter.remarks.iter().map(|(kind, _)| *kind).collect();
    assert_eq!((letter.text.as_str(), kinds), ("new", vec!["tracked-deletions", "comments"]));
}

#[test]
fn fields_show_their_results() {
    check("See {\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt the {\\b site}}}.", "See the site.");
    check(
        "{\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres1{\\*\\ffname C}}}}{\\fldrslt}} Yes {\\field{\\*\\fldinst{ FORMCHECKBOX }{{\\*\\formfield{\\fftype1\\ffres25\\ffdefres0}}}}{\\fldrslt}} No",
        "☒ Yes ☐ No",
    );
    check(
        "{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl North}{\\*\\ffl South}}}}{\\fldrslt}}",
        "South",
    );
    check(
        "{\\field{\\*\\fldinst SYMBOL 254 \\\\f \"Wingdings\"}{\\fldrslt\\f2}} Yes {\\f2\\'a8} No {\\f2\\u-3842?}",
        "☒ Yes ☐ No ☒",
    );
}

#[test]
fn lists_keep_their_numbers() {
    check(
        "these:\\par{\\listtext\\f4\\'b7\\tab}one\\par{\\pntext\\f2\\'01\\'ff\\tab}two\\par{\\listtext 3.\\tab}three\\par end",
        "these:\n\n- one\n- two\n3. three\n\nend",
    );
}

#[test]
fn tables_are_lines() {
    check(
        "before\\par\\trowd\\cellx1\\cellx2\\pard\\intbl Day\\cell Open\\cell\\row\\trowd\\pard\\intbl Sun\\cell ten\\par to four\\cell\\row\\pard after",
        "before\n\nDay | Open\nSun | ten to four\n\nafter",
    );
    check(
        "\\pard\\intbl\\itap1 a\\cell\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1\\cell\\row\\pard end",
        "a | x | y\n\nend",
    );
    check("\\trowd\\cellx1\\pard\\intbl one\\par two\\cell\\row\\pard three", "one\n\ntwo\n\nthree");
}

#[test]
fn notes_stand_at_the_end_and_boxes_behind_their_anchor() {
    check(
        "a{\\super\\chftn{\\footnote\\pard{\\chftn} A note\\par}}b\\par c{\\*\\footnote\\ftnalt Last}",
        "ab\n\nc\n\nA note\n\nLast",
    );
    check(
        "be{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn a}{\\sv b}}{\\shptxt Box\\par two\\par}}{\\shprslt{\\*\\do{\\dptxbxtext Box\\par}}}}fore\\par after",
        "before\n\nBox\n\ntwo\n\nafter",
    );
}

#[test]
fn what_is_broken_is_read_as_far_as_possible() {
    check("{\\b open {\\footnote note", "open\n\nnote");
    let deep = format!("{{\\rtf1 {}deep{}after}}", "{".repeat(9000), "}".repeat(9000));
    assert_eq!(read(deep.as_bytes(), "en").expect("RTF").text, "deepafter");
    assert!(read(b"PK..", "en").is_err());
}

const PIECES: [&str; 30] = [
    "{",
    "}",
    "\\par ",
    "\\trowd",
    "\\intbl",
    "\\cell ",
    "\\row ",
    "\\itap3",
    "\\nestcell ",
    "\\nestrow ",
    "\\pard",
    "{\\footnote ",
    "{\\*\\shpinst",
    "{\\shptxt ",
    "{\\field",
    "{\\*\\fldinst SYMBOL 9 \\\\f",
    "{\\fldrslt ",
    "\\u-10179?",
    "\\uc9",
    "{\\listtext 1.}",
    "{\\upr",
    "{\\*\\ud",
    "\\'e9",
    "word ",
    "\\v",
    "\\f2",
    "{\\fonttbl\\f2\\fcharset2 x;}",
    "\\bin5",
    "{\\*\\formfield\\ffres",
    "{\\*\\ffl a}",
];

proptest! {
    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>) {
        let _ = read(&[b"{\\rtf1 ".as_slice(), &bytes].concat(), "en");
    }

    #[test]
    fn damaged_documents_are_read(at in 10..13_000_usize, byte: u8, end in 0..13_000_usize) {
        let mut document = include_bytes!("../../../tests/fixtures/rtf/libreoffice.rtf").to_vec();
        document[at] = byte;
        document.truncate(end);
        let _ = read(&document, "en");
    }

    #[test]
    fn any_pieces_are_read(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = read(format!("{{\\rtf1 {}", pieces.concat()).as_bytes(), "en").expect("RTF").text;
        prop_assert!(!text.contains("\n\n\n"), "{text:?}");
        prop_assert!(text.lines().all(|line| !line.ends_with(' ')), "{text:?}");
    }
}

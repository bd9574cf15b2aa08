//! ODF texts of several writers, and pieces that few of them write.

use proptest::prelude::*;

use super::*;

const LETTER: &str = include_str!("../../../tests/fixtures/letter.txt");
const LETTER_ODT: &[u8] = include_bytes!("../../../tests/fixtures/odt/letter.odt");
const LISTS: &[u8] = include_bytes!("../../../tests/fixtures/odt/lists.odt");
const LISTS_DOCX: &[u8] = include_bytes!("../../../tests/fixtures/docx/lists.docx");
const MARKED_UP: &[u8] = include_bytes!("../../../tests/fixtures/odt/marked-up.odt");
const FORM: &[u8] = include_bytes!("../../../tests/fixtures/odt/form.odt");
const FORM_FLAT: &[u8] = include_bytes!("../../../tests/fixtures/odt/form.fodt");
const LOCKED_ODT: &[u8] = include_bytes!("../../../tests/fixtures/odt/locked.odt");

fn body(inside: &str) -> Result<Letter, String> {
    let document = format!(
        "<office:document><office:body><office:text>{inside}</office:text></office:body></office:document>"
    );
    read(document.as_bytes(), "en")
}

#[track_caller]
fn check(inside: &str, expect: &str) {
    assert_eq!(body(inside).expect("a document").text, expect);
}

#[test]
fn the_shared_letter_comes_back() {
    let letter = read(LETTER_ODT, "en").expect("a document");
    assert_eq!((letter.text.as_str(), letter.remarks.as_slice()), (LETTER.trim_end(), &[][..]));
}

#[test]
fn lists_show_the_numbers_that_word_shows() {
    let Reader::Document(read_word) = crate::format::docx::FORMAT.reader else { panic!("a letter") };
    let expect = read_word(LISTS_DOCX, "en").expect("a document").text;
    assert_eq!(read(LISTS, "en").expect("a document").text, expect);
}

#[test]
fn what_shows_is_read_and_the_rest_is_told() {
    let expect = "1 Opening hours\n\n1.1 Evenings\n\nWe support late opening on weekdays.\n\n\
        Two evenings would do.\n\nName:\tAda\nBranch: Wrenfield\n\nco\u{2011}operation and main\u{ad}tenance\n\n\
        ☒ Agree ☐ Disagree ☒ Resident ☐ Trader ☒ Volunteer\n\nOur plan is on the web, of 11/24/26.\n\n\
        Boxed: keep the reading corner.\n\nDay | Wish Reason\nWeek | Mon | late\n\nYours faithfully\n\n\
        Counted at the door in May.\n\nSee the branch’s own report.";
    let letter = read(MARKED_UP, "en").expect("a document");
    assert_eq!(letter.text, expect);
    let kinds: Vec<&str> = letter.remarks.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, ["tracked-deletions", "comments"]);
}

#[test]
fn forms_and_lists_in_lists_are_read() {
    let expect = "1 Library hours\n\n1.1 Sundays\n\n☒ Open on Sundays\n\n☐ Open earlier\n\n\
        So that my children can come.\n\n2 Other points\n\n1. The lift is slow.\n\nIt stopped twice in May.\n\n\
        2. The café is missed:\n(a) for lunch\n(b) for company\n- above all in winter\n\n\
        All this was said before.\n\n3. The bench needs paint.\n4. So does the door.\n(a) outside\n\
        1. A list of its own.\n7. Then a jump.\n\nWe were told to wait   and see.\n\n☒ Resident ☐ Trader\n\n\
        Beside the box.\n\nBoxed: keep the large print.\n\nDay | Hours\nSunday | 10 to 4\n\nAcross both.\n\n\
        As the minutes say.";
    assert_eq!(read(FORM, "en").expect("a document").text, expect);
    assert_eq!(read(FORM_FLAT, "en").expect("a document").text, expect);
}

#[test]
fn what_cannot_be_read_says_why() {
    for (bytes, expect) in [
        (LOCKED_ODT, "encrypted with a password"),
        (LISTS_DOCX, "not an OpenDocument text (.odt) but a Word document (.docx)"),
        (b"{\\rtf1 Dear council}", "not an OpenDocument text (.odt) but an RTF document"),
        (b"<office:document>", "damaged: the XML breaks off"),
    ] {
        assert_eq!(read(bytes, "en").err().as_deref(), Some(expect));
    }
    let picture = body("<text:p><draw:frame><draw:image/></draw:frame></text:p>");
    assert_eq!(picture.err().as_deref(), Some("pictures and no text: needs OCR"));
}

#[test]
fn blanks_are_folded_as_they_show() {
    check(
        "<text:p>\n  one\n  two <text:s text:c=\"2\"/>three<text:tab/>four<text:line-break/>five </text:p>",
        "one two   three\tfour\nfive",
    );
}

#[test]
fn what_does_not_show_is_left_out() {
    check(
        "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p>",
        "ab",
    );
    check("<text:p>a<text:hidden-paragraph text:is-hidden=\"true\"/></text:p><text:p>b</text:p>", "b");
    check(
        "<text:p>a<text:placeholder>x</text:placeholder><loext:content-control loext:showing-place-holder=\"true\">x</loext:content-control></text:p>",
        "a",
    );
    check(
        "<text:table-of-content><text:table-of-content-source><text:p>x</text:p></text:table-of-content-source><text:index-body><text:p>a</text:p></text:index-body></text:table-of-content>",
        "a",
    );
}

#[test]
fn what_is_struck_out_is_left_out_and_told() {
    let document = "<office:document><office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\">\
        <style:text-properties style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>\
        <office:body><office:text><text:p><text:span text:style-name=\"T1\">Agree</text:span> / Disagree</text:p>\
        </office:text></office:body></office:document>";
    let letter = read(document.as_bytes(), "en").expect("a document");
    assert_eq!(letter.text, "/ Disagree");
    assert_eq!(letter.remarks, [("struck-out", "struck-out passages left out of the text: 1".to_owned())]);
}

#[test]
fn fields_from_word_show_their_results() {
    check(
        "<text:p>a<field:fieldmark-start/>code<field:fieldmark-separator/>b<field:fieldmark-end/>c</text:p>",
        "abc",
    );
    check("<text:p>a<field:fieldmark-start/>b<field:fieldmark-end/>c</text:p>", "abc");
    let tick = "<field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"><field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/></field:fieldmark>";
    check(
        &format!(
            "<text:p>{tick} Yes <loext:content-control loext:checkbox=\"true\" loext:checked=\"false\">o</loext:content-control> No</text:p>"
        ),
        "☒ Yes ☐ No",
    );
}

#[test]
fn cells_from_the_row_above_keep_their_place() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    check(
        &format!(
            "<table:table><table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/>{}{}</table:table-row></table:table>",
            cell("a"),
            cell("b"),
            cell("c"),
            cell("d"),
            cell("e")
        ),
        "a | b | c\n| d | e",
    );
}

#[test]
fn deep_nesting_ends_in_text_or_in_an_error() {
    let nested = |open: &str, close: &str, depth| {
        body(&format!("{}<text:p>a</text:p>{}", open.repeat(depth), close.repeat(depth)))
    };
    let list = ("<text:list><text:list-item>", "</text:list-item></text:list>");
    let table = (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    );
    let frame = ("<text:p><draw:frame>", "</draw:frame></text:p>");
    for (open, close) in [list, table, frame] {
        assert_eq!(nested(open, close, 169).expect("a document").text, "a");
        assert!(nested(open, close, 400).is_err());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = read(&bytes, "en");
        let _ = read(&[b"<office:document>", bytes.as_slice()].concat(), "en");
    }

    #[test]
    fn no_damage_makes_it_panic(changes in prop::collection::vec(any::<(usize, u8)>(), 0..4), end: usize) {
        for whole in [MARKED_UP, FORM, FORM_FLAT] {
            let mut bytes = whole.to_vec();
            for (at, byte) in &changes {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            let _ = read(&bytes, "en");
            let _ = read(&bytes[..end % bytes.len()], "en");
        }
    }

    #[test]
    fn no_damage_to_the_text_makes_it_panic(changes in prop::collection::vec(any::<(usize, u8)>(), 0..4)) {
        let mut package = Package::open(MARKED_UP, EXPECTED).expect("an archive");
        let mut bytes = package.part("content.xml").expect("whole").expect("a document").into_bytes();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        if let Ok(content) = xml::parse(&String::from_utf8_lossy(&bytes)) {
            let _ = letter(&content, None);
        }
    }
}

#[test]
fn headers_and_footers_stand_beside_the_letter() {
    let document = "<office:document><office:master-styles><style:master-page>\
        <style:header><text:p>Guild of Bakers</text:p></style:header>\
        <style:footer><text:p>Not for publication</text:p></style:footer>\
        </style:master-page></office:master-styles>\
        <office:body><office:text><text:p>Yes.</text:p></office:text></office:body></office:document>";
    let letter = read(document.as_bytes(), "en").expect("a document");
    assert_eq!(
        (letter.text.as_str(), letter.margins.as_deref()),
        ("Yes.", Some("Guild of Bakers\nNot for publication"))
    );
}

//! Word documents of several writers, and pieces that few of them write.

use proptest::prelude::*;

use super::*;

const LETTER: &str = include_str!("../../../tests/fixtures/letter.txt");
const LETTER_DOCX: &[u8] = include_bytes!("../../../tests/fixtures/docx/letter.docx");
const LISTS: &[u8] = include_bytes!("../../../tests/fixtures/docx/lists.docx");
const MARKED_UP: &[u8] = include_bytes!("../../../tests/fixtures/docx/marked-up.docx");
const BY_LIBREOFFICE: &[u8] = include_bytes!("../../../tests/fixtures/docx/marked-up-by-libreoffice.docx");
const LOCKED: &[u8] = include_bytes!("../../../tests/fixtures/docx/locked.docx");
const OLD_WORD: &[u8] = include_bytes!("../../../tests/fixtures/docx/old-word.docx");

const STYLES: &str = r#"<w:styles>
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Note"><w:basedOn w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Gone"><w:rPr><w:dstrike/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Clause"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 1"/><w:basedOn w:val="Clause"/></w:style>
</w:styles>"#;
const NUMBERING: &str = r#"<w:numbering>
    <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"#;

fn parts(document: &str) -> Parts {
    Parts {
        document: document.to_owned(),
        styles: Some(STYLES.to_owned()),
        numbering: Some(NUMBERING.to_owned()),
        footnotes: Some(r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"#.to_owned()),
        endnotes: None,
        margins: Vec::new(),
    }
}

fn body(inside: &str) -> Result<Letter, String> {
    letter(&parts(&format!("<w:document><w:body>{inside}</w:body></w:document>")))
}

#[track_caller]
fn check(inside: &str, expect: &str) {
    assert_eq!(body(inside).expect("a document").text, expect);
}

#[test]
fn the_shared_letter_comes_back() {
    let letter = read(LETTER_DOCX, "en").expect("a document");
    assert_eq!((letter.text.as_str(), letter.remarks.as_slice()), (LETTER.trim_end(), &[][..]));
}

#[test]
fn lists_show_their_numbers() {
    let expect = "Cycle lanes on Station Road\n\n\
        1. The lane is too narrow.\n2. It ends at the bridge.\na) Prams cannot pass.\nb) Nor can cargo bikes.\n\
        2.b.1 We measured it twice.\n\nWe asked our members about the rest.\n\n\
        3. Most would cycle more.\na) Children above all.\n\nFrom our earlier letter:\n\n\
        10. Mend the kerb.\n11. Paint the crossing.\n- more stands\n- by the station\n\n\
        12. Do you cycle? | Often\n\n13. Would you walk?\n\nTell us more:\n\nIt is far.\n\n\
        Other ways | Bus | Train\n\nBefore the page ends";
    assert_eq!(read(LISTS, "en").expect("a document").text, expect);
}

#[test]
fn what_shows_is_read_and_the_rest_is_told() {
    let expect = "1 Opening hours\n\n1.1 Evenings\n\nWe support late opening on weekdays.\n\n\
        Two evenings would do.\n\nName:\tAda\nBranch: Wrenfield\n\nco\u{2011}operation and main\u{ad}tenance\n\n\
        ☒ Agree ☐ Disagree ☒ Resident ☐ Trader ☒ Volunteer\n\nOur plan is on the web, of 4 May 2026.\n\n\
        Boxed: keep the reading corner.\n\nDay | Wish Reason\nWeek | Mon | late\n\nYours faithfully\n\n\
        Counted at the door in May.\n\nSee the branch’s own report.";
    let letter = read(MARKED_UP, "en").expect("a document");
    assert_eq!(letter.text, expect);
    let kinds: Vec<&str> = letter.remarks.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, ["tracked-deletions", "comments"]);
    // LibreOffice writes the same, but for the date of the day.
    let other = read(BY_LIBREOFFICE, "en").expect("a document").text;
    let undated = |text: &str| text.lines().filter(|line| !line.starts_with("Our plan")).collect::<String>();
    assert_eq!(undated(&other), undated(expect));
}

#[test]
fn what_cannot_be_read_says_why() {
    for (bytes, expect) in [
        (LOCKED, "encrypted with a password"),
        (OLD_WORD, "not a Word document (.docx) but an old Word document (.doc)"),
        (b"Dear council,", "not a Word document (.docx) but plain text"),
        (b"", "not a Word document (.docx) but an empty file"),
    ] {
        assert_eq!(read(bytes, "en").err().as_deref(), Some(expect));
    }
    assert!(read(&LETTER_DOCX[..20_000], "en").err().is_some_and(|reason| reason.starts_with("damaged")));
    let picture = body("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>");
    assert_eq!(picture.err().as_deref(), Some("pictures and no text: needs OCR"));
}

#[test]
fn fields_show_their_results() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let [begin, separate, end] = ["begin", "separate", "end"].map(field);
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let inner = format!("{begin}{separate}{}{end}", text("code"));
    check(
        &format!("<w:p>{}{begin}{inner}{separate}{}{end}{}</w:p>", text("See "), text("page 3"), text(".")),
        "See page 3.",
    );
    // A field that never ends swallows nothing.
    check(&format!("<w:p>{begin}{}</w:p><w:p>{separate}{}</w:p>", text("a"), text("b")), "a\n\nb");
}

#[test]
fn old_form_fields_show_what_was_chosen() {
    let form = |inside: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let boxes = [
        "<w:checkBox><w:checked/></w:checkBox>",
        r#"<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>"#,
        r#"<w:checkBox><w:default w:val="1"/></w:checkBox>"#,
    ];
    check(&format!("<w:p>{}</w:p>", boxes.map(form).concat()), "☒☐☒");
    let list =
        r#"<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>"#;
    check(&format!("<w:p>{}</w:p>", form(list)), "No");
}

#[test]
fn content_controls_are_kept_unless_nobody_filled_them() {
    let control = |properties: &str, inside: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    };
    let run = "<w:r><w:t>Wrenfield</w:t></w:r>";
    check(&format!("<w:p>{}</w:p>", control("", run)), "Wrenfield");
    check(&control("", &format!("<w:p>{run}</w:p>")), "Wrenfield");
    check(&format!("<w:p>{}</w:p>", control("<w:showingPlcHdr/>", run)), "");
    let ticked = r#"<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>"#;
    check(&format!("<w:p>{}{run}</w:p>", control(ticked, "<w:r><w:t>x</w:t></w:r>")), "☒Wrenfield");
    let cell = format!("<w:tc><w:p>{run}</w:p></w:tc>");
    let row = format!(
        "<w:tbl><w:tr>{cell}{}{}</w:tr></w:tbl>",
        control("", &cell),
        control("<w:showingPlcHdr/>", &cell)
    );
    check(&row, "Wrenfield | Wrenfield");
}

#[test]
fn text_boxes_come_once_behind_their_paragraph() {
    let inside =
        |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let drawing = format!(
        "<mc:AlternateContent><mc:Choice><w:drawing><wp:docPr/><wpg:wgp><wps:txbx>{}</wps:txbx><wps:txbx>{}</wps:txbx></wpg:wgp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        inside("one"),
        inside("two"),
        inside("one")
    );
    check(&format!("<w:p><w:r>{drawing}</w:r><w:r><w:t>beside</w:t></w:r></w:p>"), "beside\n\none\n\ntwo");
}

#[test]
fn hidden_text_is_left_out() {
    check(
        r#"<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>b</w:t></w:r></w:p>"#,
        "a",
    );
    check(
        r#"<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>"#,
        "b",
    );
    check(r#"<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r></w:p>"#, "a");
    // A hidden end of a paragraph lets a heading run on into the text.
    check(
        "<w:p><w:pPr><w:rPr><w:specVanish/></w:rPr></w:pPr><w:r><w:t>Noise.</w:t></w:r></w:p><w:p><w:r><w:t xml:space='preserve'> It is loud.</w:t></w:r></w:p>",
        "Noise. It is loud.",
    );
}

#[test]
fn what_is_struck_out_is_left_out_and_told() {
    let struck = |switch: &str, text: &str| format!("<w:r><w:rPr>{switch}</w:rPr><w:t>{text}</w:t></w:r>");
    let line = struck("<w:strike/>", "Agree")
        + &struck("", " / ")
        + &struck(r#"<w:dstrike w:val="0"/>"#, "Disagree")
        + &struck(r#"<w:rStyle w:val="Gone"/>"#, " / Neither");
    let letter = body(&format!("<w:p>{line}</w:p>")).expect("a document");
    assert_eq!(letter.text, "/ Disagree");
    assert_eq!(letter.remarks, [("struck-out", "struck-out passages left out of the text: 2".to_owned())]);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    check(
        "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>",
        "new",
    );
    check(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>line</w:t></w:r></w:p>",
        "one line",
    );
    check("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>last</w:t></w:r></w:p>", "last");
    check(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "",
    );
}

#[test]
fn styles_number_paragraphs() {
    check(
        r#"<w:p><w:pPr><w:pStyle w:val="Head"/><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Clause"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Clause"/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>c</w:t></w:r></w:p>"#,
        "1. Head\n\n1.1 a\n1.2 b\n\nc",
    );
}

#[test]
fn notes_follow_the_text_once() {
    let note = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    check(
        &format!("<w:p><w:r><w:t>a</w:t></w:r>{note}{note}</w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>"),
        "a\n\nb\n\nA note.",
    );
}

#[test]
fn prefixes_do_not_matter_and_embedded_documents_are_told() {
    let letter = body("<ns0:p><ns0:r><ns0:t>a</ns0:t></ns0:r></ns0:p><ns0:altChunk/>").expect("a document");
    assert_eq!(letter.text, "a");
    assert_eq!(letter.remarks, [("embedded", "embedded documents left out of the text: 1".to_owned())]);
}

#[test]
fn deep_nesting_ends_in_text_or_in_an_error() {
    let tables = |depth| {
        format!(
            "{}<w:p><w:r><w:t>a</w:t></w:r></w:p>{}",
            "<w:tbl><w:tr><w:tc>".repeat(depth),
            "</w:tc></w:tr></w:tbl>".repeat(depth)
        )
    };
    check(&tables(169), "a");
    assert!(body(&tables(400)).is_err());
    let boxes = |depth| {
        format!(
            "{}{}",
            "<w:p><w:r><w:txbxContent>".repeat(depth),
            "</w:txbxContent></w:r></w:p>".repeat(depth)
        )
    };
    check(&boxes(169), "");
}

/// The text of a document with some of its characters changed or gone.
fn spoil(document: &str, changes: &[(usize, u8)], end: usize) -> String {
    let mut bytes = document.as_bytes().to_vec();
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes.truncate(bytes.len() - end % bytes.len() / 8);
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = read(&bytes, "en");
        let _ = read(&[b"PK\x03\x04", bytes.as_slice()].concat(), "en");
    }

    #[test]
    fn no_damage_to_the_archive_makes_it_panic(changes: Vec<(usize, u8)>, end: usize) {
        let mut bytes = MARKED_UP.to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = read(&bytes, "en");
        let _ = read(&bytes[..end % bytes.len()], "en");
    }

    #[test]
    fn no_damage_to_the_text_makes_it_panic(changes in prop::collection::vec(any::<(usize, u8)>(), 0..4), end: usize) {
        for bytes in [MARKED_UP, LISTS] {
            let mut package = Package::open(bytes, EXPECTED).expect("an archive");
            let mut parts = Parts::of(&mut package).expect("whole").expect("a document");
            parts.document = spoil(&parts.document, &changes, end);
            let _ = letter(&parts);
            parts.numbering = parts.numbering.map(|part| spoil(&part, &changes, 0));
            let _ = letter(&parts);
        }
    }
}

#[test]
fn headers_and_footers_stand_beside_the_letter() {
    let edge =
        |name: &str, text: &str| format!("<w:{name}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{name}>");
    let margins =
        ["Guild of Bakers", "Not for publication", "Guild of Bakers", "7"].map(|text| edge("hdr", text));
    let document = "<w:document><w:body><w:p><w:r><w:t>Yes.</w:t></w:r></w:p></w:body></w:document>";
    let letter = letter(&Parts { margins: margins.into(), ..parts(document) }).expect("a document");
    assert_eq!(letter.text, "Yes.");
    assert_eq!(letter.margins.as_deref(), Some("Guild of Bakers\nNot for publication"));
}

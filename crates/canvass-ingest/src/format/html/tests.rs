//! What pages read as, construct by construct.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(text_of(html), expected);
}

/// Compares a page made by a real program with the text it shows.
#[track_caller]
fn check_fixture(page: &str, text: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let read_file = |name: &str| std::fs::read(format!("{folder}{name}")).expect("a fixture");
    let letter = read(&read_file(page), "en").expect("a page");
    assert_eq!(letter.text, String::from_utf8(read_file(text)).expect("UTF-8").trim_end());
    assert_eq!(letter.remarks, []);
}

#[test]
fn pages_of_real_programs() {
    check_fixture("html/letter.html", "letter.txt");
    for page in ["form.html", "libreoffice.html", "libreoffice.xhtml", "mail.html", "pandoc.html"] {
        check_fixture(&format!("html/{page}"), &format!("html/{page}.txt"));
    }
}

#[test]
fn markup_within_a_line_never_splits_words() {
    check("<p><b>bold</b>text and <i>more</i>\n  words<sup>th</sup></p>", "boldtext and more wordsth");
    check(
        "<p>con<wbr>sul&shy;tation &amp; &pound;5 &#8211; &ldquo;so&rdquo;",
        "consul\u{ad}tation & £5 – “so”",
    );
}

#[test]
fn blocks_are_paragraphs_or_lines() {
    check("<h1>Head</h1><p>One<br>two</p><div>three</div><div>four</div>", "Head\n\nOne\ntwo\n\nthree\nfour");
    check("<div>one</div><div><br></div><div>&nbsp;</div><div>two</div>", "one\n\ntwo");
    check("one<br><br><br>two<hr>three", "one\n\ntwo\n\nthree");
    check("<pre>  a  b\n    c\n\n\nd</pre>", "  a  b\n    c\n\nd");
    check("<p>He said <q>no</q>.<span style='display:block'>Then</span>", "He said “no”.\nThen");
}

#[test]
fn what_is_not_shown_is_left_out() {
    check(
        "<title>t</title><style>p{}</style><script>s()</script><p>kept</p><p hidden>h</p><p style='Display : NONE'>\
         d</p><span aria-hidden=true>a</span><template><p>t</p></template><noscript>n</noscript><del>x</del>\
         <s>y</s><strike>z</strike><span style='text-decoration: line-through'>w</span>\
         <!-- comment --><button>Send</button><svg><text>v</text></svg>",
        "kept",
    );
}

#[test]
fn a_page_that_hides_everything_is_read_all_the_same() {
    check("<body aria-hidden=true><nav>Home</nav><p>We object.</p>", "Home\n\nWe object.");
}

#[test]
fn furniture_of_a_website_is_left_out() {
    check(
        "<header>Site</header><nav>Home</nav><main><header>Our response</header><p>We object.</p></main>\
         <aside>Related</aside><footer>Cookies</footer>",
        "Our response\n\nWe object.",
    );
}

#[test]
fn without_a_main_matter_nothing_is_taken_for_furniture() {
    check("<header><h1>Letter</h1></header><p>Text</p><footer>Ada</footer>", "Letter\n\nText\n\nAda");
}

#[test]
fn lists_show_their_markers() {
    check("<p>these:<ul><li>one<li><p>two</p><p>more</p></ul>end", "these:\n\n- one\n- two\n\nmore\n\nend");
    check("<ol start=3><li>c<li value=7>g<ol type=a><li>x</ol><li>h</ol>", "3. c\n7. g\na. x\n8. h");
    check("<ol type=I reversed><li>a<li>b</ol><ul><li><ol><li>in</ol></ul>", "II. a\nI. b\n1. in");
    check("<ol style='list-style-type:lower-roman'><li></li><li>b</ol>", "ii. b");
}

#[test]
fn tables_are_lines_unless_they_are_layout() {
    check(
        "<table><caption>Hours</caption><tr><th>Day<th>Open<tr><td>Sun<td><p>ten</p><p>to four</p></table>after",
        "Hours\n\nDay | Open\nSun | ten to four\n\nafter",
    );
    check("<table><tr><td>&nbsp;<td><p>One</p><p>Two</p><tr><td>Three</table>", "One\n\nTwo\n\nThree");
    check(
        "<table><tr><td>Menu<td><h2>Head</h2>Text<table><tr><td>a<td>b</table></table>",
        "Menu\n\nHead\n\nText\n\na | b",
    );
    check(
        "<table><tr><td>Day<td>Wish<tr><td>Week<td><table><tr><td>Mon<td>late</table></table>",
        "Day | Wish\nWeek | Mon | late",
    );
    let long = "<p>Text".repeat(5);
    let page = format!("<table><tr><td>Menu<td>{long}<table><tr><td>a<td>b</table></table>");
    check(&page, "Menu\n\nText\n\nText\n\nText\n\nText\n\nText\n\na | b");
}

#[test]
fn forms_show_what_was_filled_in() {
    check(
        "<label><input type=radio name=a checked>Yes</label><label><input type=radio name=a>No</label>\
         <input type=submit value=Send><p>Name<input value='Ada'>here<p><textarea>line\n  two</textarea>\
         <p>Area <select><option>North<option selected>South</select>",
        "☒ Yes ☐ No\n\nName Ada here\n\nline\n  two\n\nArea South",
    );
    check("<div role=checkbox aria-checked=true>Agree</div>", "☒ Agree");
}

#[test]
fn quotations_are_marked() {
    check(
        "<div>Mine</div><blockquote type=cite><div>Theirs<br>too</div><blockquote>Older</blockquote></blockquote>",
        "Mine\n\n> Theirs\n> too\n>\n> > Older",
    );
    check("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>Indented</blockquote>", "Indented");
}

#[test]
fn word_lists_and_empty_paragraphs() {
    check(
        "<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal>These:<o:p></o:p></p>\
         <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
         <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>\
         <span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>\
         &nbsp;&nbsp; </span></span></span><![endif]>one<o:p></o:p></p>\
         <p class=MsoListParagraphCxSpLast>o<span>&nbsp;&nbsp; </span>two</p>\
         <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span>\
         </span>three</p><p class=MsoNormal>end</p>",
        "These:\n\n- one\n- two\n2. three\n\nend",
    );
}

#[test]
fn symbol_fonts_show_as_pictures() {
    check(
        "<p><span style='font-family:Wingdings'>þ</span> Yes <font face=Wingdings>o</font> No \
         <span style='mso-char-type:symbol;mso-symbol-font-family:Wingdings'>J</span> <img alt='👍' src=x><img alt=Logo>",
        "☒ Yes ☐ No ☺ 👍",
    );
}

#[test]
fn numbers_of_footnotes_stand_in_brackets() {
    check(
        "<p>Sundays<a href='#n1'><sup>1</sup></a> only<a href='#x'>there</a></p><p><a href='#a1'>1</a>A note",
        "Sundays[1] onlythere\n\n[1] A note",
    );
}

#[test]
fn xhtml_loses_nothing() {
    check(
        "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><p>Kept<![CDATA[ <too> ]]></p></body></html>",
        "Kept <too>",
    );
}

#[test]
fn plain_text_in_a_page_is_plain_text() {
    check("one\ntwo &amp; three", "one\ntwo &amp; three");
}

#[test]
fn deep_nesting_is_read() {
    for tag in ["<div>", "<table><tr><td>", "<blockquote>", "<ol><li>", "<b>", "<p><font size=1>"] {
        let text = text_of(&format!("start {} mid</div></b> end", tag.repeat(30_000)));
        assert!(["start", "mid", "end"].iter().all(|word| text.contains(word)), "{tag}");
    }
}

#[test]
fn what_was_too_deep_ends_where_it_ends() {
    let (open, close) = ("<div>".repeat(600), "</div>".repeat(600));
    check(&format!("{open}a<b>b</b>c<div>d</div>{close}<ul><li>e</ul>"), "abc d\n\n- e");
}

#[test]
fn encodings_are_declared_or_guessed() {
    let read = |bytes: &[u8]| read(bytes, "en").expect("a page");
    assert_eq!(read(b"<meta charset=windows-1251><p>\xcc\xfb").text, "Мы");
    let lied = read(b"<meta charset=utf-8><p>caf\xe9 and \x93more\x94");
    assert_eq!(lied.text, "café and “more”");
    assert_eq!(lied.remarks, [("encoding", "not UTF-8; read as Windows-1252".to_owned())]);
    assert!(super::read(b"PK\x03\x04...", "en").is_err());
}

const TAGS: [&str; 24] = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<b>",
    "</b>",
    "<li>",
    "<ol start=9>",
    "</ol>",
    "<a href=#x>",
    "</a>",
    "<template>",
    "</template>",
    "<svg>",
    "<select>",
    "<option selected>",
    "<form>",
    "<frameset>",
    "<title/>",
    "<blockquote>",
    "word &nbsp;",
    "<p class=MsoListParagraph>",
];

proptest! {
    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>) {
        let _ = read(&bytes, "en");
    }

    #[test]
    fn damaged_pages_are_read(at in 0..11_000_usize, byte: u8, end in 0..12_000_usize) {
        let mut page = include_bytes!("../../../tests/fixtures/html/mail.html").to_vec();
        page[at] = byte;
        page.truncate(end);
        let _ = read(&page, "en");
    }

    #[test]
    fn any_tags_are_read(tags in prop::collection::vec(prop::sample::select(&TAGS[..]), 0..60)) {
        let text = text_of(&tags.concat());
        prop_assert!(!text.contains("\n\n\n"));
        prop_assert!(text.lines().all(|line| !line.ends_with(' ')));
    }
}

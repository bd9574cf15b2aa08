//! Documents made to break their readers: bombs, nests without a bottom, names that name themselves.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Levels of nesting: no letter has so many, and a reader that descends by calling itself does not come back.
const LEVELS: usize = 100_000;
/// What a part unpacks to: more than a reader should take.
const BOMB_BYTES: usize = 80 << 20;
/// What the largest file holds that is no archive.
const LARGE: usize = 8 << 20;

const WORD: (&str, &str) = (
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>",
    "</w:body></w:document>",
);
const ODF: (&str, &str) = (
    "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body><office:text>",
    "</office:text></office:body></office:document-content>",
);
const FLAT_ODF: (&str, &str) = (
    "<office:document xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body><office:text>",
    "</office:text></office:body></office:document>",
);
/// Nine entities, each ten of the one before.
const DOCTYPE: &str = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b \
    '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d \
    '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f \
    '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h \
    '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'><!ENTITY i SYSTEM 'file:///etc/passwd'>]>";

/// A document and what it is called, which says what is wrong with it.
pub(super) type Document = (&'static str, Vec<u8>);

/// Every document made here.
pub(super) fn documents() -> Vec<Document> {
    [packages(), pages(), rich_texts(), mails(), pdfs()].concat()
}

fn packages() -> Vec<Document> {
    let word = |body: &str| archive(&[("word/document.xml", &within(WORD, body))]);
    let odf = |body: &str| archive(&[("mimetype", ODT), ("content.xml", &within(ODF, body))]);
    let bomb = " ".repeat(BOMB_BYTES);
    let (nested, repeated) = ("<w:sdt>".repeat(LEVELS), "<text:p><text:s text:c='4294967295'/>x</text:p>");
    let cells = "<table:table><table:table-row table:number-rows-repeated='4294967295'>\
        <table:table-cell table:number-columns-repeated='18446744073709551615'/></table:table-row></table:table>";
    vec![
        ("bomb.docx", word(&bomb)),
        ("deep.docx", word(&nested)),
        ("entities.docx", archive(&[("word/document.xml", &expanding(WORD, "w:t"))])),
        ("circular.docx", circular()),
        ("many-parts.docx", many_parts()),
        ("bomb.odt", odf(&bomb)),
        ("deep.odt", odf(&"<text:section>".repeat(LEVELS))),
        ("entities.odt", archive(&[("mimetype", ODT), ("content.xml", &expanding(ODF, "text:p"))])),
        ("repeated.odt", odf(&repeated.repeat(1_000))),
        ("cells.fodt", within(FLAT_ODF, cells).into_bytes()),
        ("deep.fodt", within(FLAT_ODF, &"<text:list><text:list-item>".repeat(LEVELS)).into_bytes()),
        ("entities.fodt", expanding(FLAT_ODF, "text:p").into_bytes()),
        ("bomb.xlsx", archive(&[("xl/workbook.xml", &bomb)])),
        ("bomb.ods", archive(&[("mimetype", ODS), ("content.xml", &bomb)])),
    ]
}

const ODT: &str = "application/vnd.oasis.opendocument.text";
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn pages() -> Vec<Document> {
    vec![
        ("deep.html", "<div>".repeat(LEVELS).into_bytes()),
        ("deep-tables.html", "<table><tr><td>words".repeat(LEVELS / 10).into_bytes()),
        ("deep-styles.html", "<b><i><p>words".repeat(LEVELS / 10).into_bytes()),
        ("deep-quotes.html", "<blockquote><ul><li>words".repeat(LEVELS).into_bytes()),
        ("attributes.html", format!("<p {}>words", "a=b ".repeat(LEVELS)).into_bytes()),
        ("wide.html", format!("<table><tr>{}", "<td colspan=4294967295>x".repeat(LEVELS)).into_bytes()),
        ("entities.xhtml", expanding(("<html><body>", "</body></html>"), "p").into_bytes()),
        ("one-line.html", "word ".repeat(LARGE / 5).into_bytes()),
    ]
}

fn rich_texts() -> Vec<Document> {
    vec![
        ("deep.rtf", format!("{{\\rtf1 {}words", "{".repeat(LEVELS)).into_bytes()),
        (
            "tables.rtf",
            format!("{{\\rtf1 {}words}}", "\\intbl\\itap999999999 x\\nestcell ".repeat(9_999)).into_bytes(),
        ),
        (
            "numbers.rtf",
            b"{\\rtf1\\uc99999999999 \\u-99999999999 x\\u-2147483648 y\\bin4294967295 words}".to_vec(),
        ),
        (
            "fields.rtf",
            format!("{{\\rtf1 {}words", "{\\field{\\*\\fldinst x}{\\fldrslt ".repeat(LEVELS)).into_bytes(),
        ),
    ]
}

fn mails() -> Vec<Document> {
    let bomb = archive(&[("word/document.xml", &" ".repeat(BOMB_BYTES))]);
    vec![
        ("deep-parts.eml", parts_in_parts().into_bytes()),
        ("deep-messages.eml", "Content-Type: message/rfc822\n\n".repeat(LEVELS).into_bytes()),
        ("headers.eml", format!("{}\nwords", "X-Y: z\n".repeat(LEVELS)).into_bytes()),
        ("one-header.eml", format!("Subject: {}", "=?utf-8?q?=C3?= (".repeat(LEVELS)).into_bytes()),
        ("addresses.eml", format!("From: {}\n\nwords", "a:(b<c@d>,\"".repeat(LEVELS)).into_bytes()),
        ("bomb.eml", carrying("letter.docx", &bomb).into_bytes()),
        ("many.mbox", "From x\n".repeat(LEVELS).into_bytes()),
        ("many-dated.mbox", "From x Thu Jan  1 00:00:00 1970\n\nx\n\n".repeat(200).into_bytes()),
    ]
}

fn pdfs() -> Vec<Document> {
    let object = |body: &str| format!("%PDF-1.7\n1 0 obj\n{body}\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
    let pages = |kids: &str| {
        object(&format!(
            "<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 9/Kids[{kids}]>>"
        ))
    };
    vec![
        ("circular.pdf", pages("2 0 R 2 0 R 1 0 R").into_bytes()),
        ("deep.pdf", object(&"[".repeat(LEVELS)).into_bytes()),
        ("deep-pages.pdf", object(&"<</Kids[".repeat(LEVELS)).into_bytes()),
        ("lengths.pdf", object("<</Length 99999999999999999999>>\nstream\n").into_bytes()),
        ("self.pdf", b"%PDF-1.7\n1 0 obj\n1 0 R\nendobj\ntrailer<</Root 1 0 R/Prev 0/Size 99999999>>\nstartxref\n0\n%%EOF".to_vec()),
    ]
}

fn within((before, after): (&str, &str), body: &str) -> String {
    format!("{before}{body}{after}")
}

/// A text that would be ten million words long, and hold another file, if its entities were expanded.
fn expanding((before, after): (&str, &str), element: &str) -> String {
    format!("{DOCTYPE}{before}<{element}>words &h;&h; &i;</{element}>{after}")
}

/// A zip archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// Styles that are based on each other, and lists that are made from each other.
fn circular() -> Vec<u8> {
    let document = within(WORD, "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>words</w:t></w:r></w:p>");
    let styles = "<w:styles><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>\
        <w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
    let relations = "<Relationships><Relationship Type='x/styles' Target='styles.xml'/>\
        <Relationship Type='x/numbering' Target='document.xml'/>\
        <Relationship Type='x/footnotes' Target='../../../../etc/passwd'/></Relationships>";
    archive(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/_rels/document.xml.rels", relations),
    ])
}

fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..20_000).map(|n| format!("word/{n}.xml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    archive(&parts)
}

fn parts_in_parts() -> String {
    let parts: Vec<String> =
        (0..5_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    parts.concat() + "Content-Type: text/plain\n\nwords\n"
}

/// A mail with a file attached, as hexadecimal in quoted-printable.
fn carrying(name: &str, bytes: &[u8]) -> String {
    let coded: Vec<String> = bytes
        .chunks(25)
        .map(|line| line.iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>().concat())
        .collect();
    format!(
        "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n\
         1. Yes. The staff are kind.\n--b\nContent-Type: application/octet-stream; name={name}\n\
         Content-Transfer-Encoding: quoted-printable\n\n{}=\n--b--\n",
        coded.join("=\n")
    )
}

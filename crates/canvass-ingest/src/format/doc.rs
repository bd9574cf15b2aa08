//! Word's format up to 2003: paragraphs, lists and tables; notes at the end. What is hidden or deleted is left out.

mod counts;

use undoc::doc::DocParser;
use undoc::model::{Block, Cell, ListType, Paragraph, RevisionType, Row, Table};
use undoc::{Error, ErrorKind};

use super::guard::guarded;
use super::{Format, Letter, Reader};

pub(super) const FORMAT: Format =
    Format { name: "doc", extensions: &["doc", "dot"], reader: Reader::Document(read) };

/// How a file that Word may open but that is another format begins.
const OTHERS: [(&[u8], &str); 3] = [
    (b"{\\rtf", "an RTF document named .doc"),
    (b"PK\x03\x04", "a .docx document named .doc"),
    (b"<", "a web page named .doc"),
];
const DEEPEST_TABLE: usize = 16;

fn read(bytes: &[u8], _: &str) -> Result<Letter, String> {
    if let Some((_, reason)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((*reason).to_owned());
    }
    guarded(|| letter(bytes)).unwrap_or_else(|| Err("a damaged Word document".to_owned()))
}

fn letter(bytes: &[u8]) -> Result<Letter, String> {
    if !counts::can_be(bytes) {
        return Err("a damaged Word document".to_owned());
    }
    let parsed = DocParser::from_bytes(bytes.to_vec()).and_then(|mut parser| parser.parse());
    let document = parsed.map_err(|error| reason(&error).to_owned())?;
    let mut text = String::new();
    let mut notes = String::new();
    for block in document.sections.iter().flat_map(|section| &section.content) {
        match block {
            Block::Paragraph(paragraph) => add_paragraph(&mut text, paragraph),
            Block::Table(table) => add_table(&mut text, table, 0),
            Block::Note { content, .. } => content.iter().for_each(|note| add_paragraph(&mut notes, note)),
            Block::PageBreak | Block::SectionBreak | Block::Image { .. } => {}
        }
    }
    add(&mut text, &notes, GAP);
    Ok(Letter { text, ..Letter::default() })
}

fn reason(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Encrypted => "encrypted with a password",
        ErrorKind::UnknownFormat | ErrorKind::UnsupportedFormat => "not a Word document",
        _ => "not a Word document, or a damaged one",
    }
}

const GAP: &str = "\n\n";

/// Adds a piece behind what stands between it and the piece before.
fn add(text: &mut String, piece: &str, between: &str) {
    if piece.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(piece);
}

fn add_paragraph(text: &mut String, paragraph: &Paragraph) {
    let Some(marker) = marker(paragraph) else {
        return add(text, &words(paragraph), GAP);
    };
    let item = words(paragraph);
    if item.is_empty() {
        return;
    }
    // Items stand on consecutive lines.
    let follows = text.rsplit('\n').next().is_some_and(is_item);
    add(text, &format!("{marker} {item}"), if follows { "\n" } else { GAP });
}

/// What stands before an item of a list.
fn marker(paragraph: &Paragraph) -> Option<String> {
    let list = paragraph.list_info.as_ref()?;
    match (list.list_type, list.number) {
        (ListType::None, _) => None,
        (ListType::Numbered, Some(number)) => Some(format!("{number}.")),
        _ => Some("-".to_owned()),
    }
}

fn is_item(line: &str) -> bool {
    let marker = line.split(' ').next().unwrap_or_default();
    marker == "-" || marker.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok())
}

/// The words of a paragraph, without blanks at the ends of its lines.
fn words(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    for run in paragraph.runs.iter().filter(|run| run.revision != RevisionType::Deleted) {
        text.push_str(&run.text);
        if run.line_break || run.page_break {
            text.push('\n');
        }
    }
    let lines =
        text.split('\n').map(|line| line.replace(|mark: char| mark == '\t' || mark.is_control(), " "));
    let lines: Vec<String> =
        lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// A row a line; a table of one cell a row is mere layout, and its paragraphs stand as paragraphs.
fn add_table(text: &mut String, table: &Table, depth: usize) {
    if depth > DEEPEST_TABLE {
        return;
    }
    if table.rows.iter().all(|row| row.cells.len() <= 1) {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            cell.content.iter().for_each(|paragraph| add_paragraph(text, paragraph));
            cell.nested_tables.iter().for_each(|nested| add_table(text, nested, depth + 1));
        }
        return;
    }
    let rows: Vec<String> = table.rows.iter().map(|row| row_line(row, depth)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).filter(|row| !row.is_empty()).collect();
    add(text, &rows.join("\n"), GAP);
}

fn row_line(row: &Row, depth: usize) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| cell_words(cell, depth)).collect();
    if cells.iter().all(String::is_empty) { String::new() } else { cells.join(" | ").trim().to_owned() }
}

/// What a cell says, on one line.
fn cell_words(cell: &Cell, depth: usize) -> String {
    let mut pieces: Vec<String> = cell.content.iter().map(words).collect();
    if depth < DEEPEST_TABLE {
        pieces.extend(
            cell.nested_tables.iter().flat_map(|table| &table.rows).map(|row| row_line(row, depth + 1)),
        );
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" ").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LETTER: &[u8] = include_bytes!("../../tests/fixtures/doc/letter.doc");
    const TABLE: &[u8] = include_bytes!("../../tests/fixtures/doc/table.doc");
    const TRICKY: &[u8] = include_bytes!("../../tests/fixtures/doc/tricky.doc");

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(read(bytes, "en").expect("readable").text, expected);
    }

    #[test]
    fn the_letter_comes_back_as_it_was() {
        // A word processor ends no paragraph with the line feed that ends a file.
        check(LETTER, include_str!("../../tests/fixtures/letter.txt").trim());
    }

    #[test]
    fn rows_are_lines_and_a_table_for_layout_is_none() {
        check(
            TABLE,
            "Coldbrook Allotment Society on the library hours\n\n\
             Question | Our answer\n\
             1. Should libraries open on Sundays? | Yes. Our members garden on Saturdays and read on Sundays.\n\
             2. Should weekday evening opening end? | No. The seed exchange meets on Tuesday evenings, and there is no other warm room in Coldbrook.\n\
             3. Anything else? | Please keep the noticeboard.\n\n\
             The society would lend its trestle tables.\n\n\
             Notes for the council\n\nThe side gate is locked at dusk.\n\nWith thanks",
        );
    }

    #[test]
    fn what_was_not_said_is_left_out() {
        check(
            TRICKY,
            "Evening opening\n\nWe would keep the late hour on Tuesdays and nothing else.\n\nSeen by all.\n\n\
             The café is “too small”\u{a0}– as we wrote.\n\n1. Keep the lights on\n2. Mend the door\n\n\
             See our page for more.\n\n☒ Agree ☐ Disagree\n\nOuter cell | Inner one Inner two\n\n\
             The end of the body.",
        );
    }

    #[test]
    fn what_is_no_word_document_says_so() {
        for (bytes, expected) in [
            (b"{\\rtf1 hello}".as_slice(), "an RTF document named .doc"),
            (b"PK\x03\x04", "a .docx document named .doc"),
            (b"Dear council", "not a Word document, or a damaged one"),
        ] {
            assert_eq!(read(bytes, "en").expect_err("unreadable"), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = read(&bytes, "en");
        }

        #[test]
        fn damage_is_survived(
            cut in any::<prop::sample::Index>(),
            flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        ) {
            let mut bytes = TRICKY.to_vec();
            for (at, byte) in flips {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = read(&bytes, "en");
            bytes.truncate(cut.index(bytes.len()));
            let _ = read(&bytes, "en");
        }
    }
}

//! Workbooks whose responses stand on several sheets.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const HEADERS: [&str; 3] = [
    "Response ID",
    "Do you agree that visitors should pay an entry fee?",
    "How else could the park be made better for everyone?",
];
const RESIDENTS: [[&str; 3]; 2] =
    [["A1", "Yes", "Benches by the pond, please."], ["A2", "No", "A café would bring people in."]];
const CODED: [[&str; 3]; 2] =
    [["A1", "1", "Benches by the pond, please."], ["A2", "2", "A café would bring people in."]];
const TRADERS: [[&str; 3]; 2] =
    [["B1", "No", "Longer hours for the market stalls."], ["B2", "Yes", "Fewer rules for those who trade."]];
const LATE: [[&str; 3]; 1] = [["C1", "Yes", "Lamps along the northern path."]];

/// A workbook of sheets under the same headers, the first `skip` columns left out.
fn workbook(sheets: &[(&str, &[[&str; 3]])], skip: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        writer.start_file(name, SimpleFileOptions::default()).expect("a new entry");
        writer.write_all(text.as_bytes()).expect("memory");
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut names, mut targets) = (String::new(), String::new());
    for (n, (name, rows)) in sheets.iter().enumerate() {
        write!(names, "<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{n}\"/>", n + 1).expect("in memory");
        write!(
            targets,
            "<Relationship Id=\"r{n}\" Type=\"{relations}/worksheet\" Target=\"worksheets/{n}.xml\"/>"
        )
        .expect("in memory");
        let mut cells = String::new();
        for (row, record) in std::iter::once(&HEADERS).chain(*rows).enumerate() {
            write!(cells, "<row r=\"{}\">", row + 1).expect("in memory");
            for (column, cell) in record[skip..].iter().enumerate() {
                let place = format!("{}{}", ["A", "B", "C"][column], row + 1);
                write!(cells, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")
                    .expect("in memory");
            }
            cells.push_str("</row>");
        }
        let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>");
        put(&format!("xl/worksheets/{n}.xml"), &sheet);
    }
    put(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>{names}</sheets></workbook>"),
    );
    // The reader asks for these two.
    put("[Content_Types].xml", "<Types/>");
    let document =
        format!("<Relationship Id=\"r\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = |targets: &str| format!("<Relationships xmlns=\"{package}\">{targets}</Relationships>");
    put("xl/_rels/workbook.xml.rels", &related(&targets));
    put("_rels/.rels", &related(&document));
    writer.finish().expect("memory").into_inner()
}

/// The last words of the responses, and what is told of the sheets.
fn last_words(workbook: &[u8]) -> (Vec<String>, Vec<String>) {
    let (responses, notices) = read(&[("a.xlsx", workbook)]);
    assert!(responses.iter().all(|response| response.source_row.is_some()), "{notices:?}");
    let rows: Vec<Option<u64>> = responses.iter().map(|response| response.source_row).collect();
    assert_eq!(rows, (1..=responses.len() as u64).map(Some).collect::<Vec<_>>());
    let words = responses.iter().filter_map(|response| response.text.lines().last().map(str::to_owned));
    let told = notices.into_iter().filter(|notice| notice.kind.contains("sheets"));
    (words.collect(), told.map(|notice| notice.message).collect())
}

#[test]
fn sheets_of_further_responses_are_read_one_after_the_other() {
    let sheets: [(&str, &[[&str; 3]]); 4] =
        [("Residents", &RESIDENTS), ("Traders", &TRADERS), ("Coded", &CODED), ("Late", &LATE)];
    for skip in [0, 1] {
        let (words, told) = last_words(&workbook(&sheets, skip));
        let expect: Vec<&str> =
            [&RESIDENTS[..], &TRADERS, &LATE].concat().iter().map(|record| record[2]).collect();
        assert_eq!(words, expect);
        assert!(
            told[0].starts_with("read the sheets `Residents`, `Traders`, `Late` one after the other"),
            "{told:?}"
        );
        assert!(told[1].contains("not read: `Coded` (2 rows);"), "{told:?}");
    }
}

#[test]
fn sheets_that_share_a_response_are_told() {
    let late = [["A2", "Yes", "Lamps along the northern path."]];
    let (words, told) = last_words(&workbook(&[("Residents", &RESIDENTS), ("Late", &late)], 0));
    assert_eq!(words.len(), 2);
    assert_eq!(
        told,
        [
            "read the sheet `Residents`; not read: `Late` (1 rows); save a sheet as a file of its own if it holds responses"
        ]
    );
    let ticks = [["A3", "Yes", ""], ["A4", "No", ""]];
    let (words, told) = last_words(&workbook(&[("Residents", &RESIDENTS), ("Late", &ticks)], 1));
    assert_eq!((words.len(), told.len()), (2, 1));
}

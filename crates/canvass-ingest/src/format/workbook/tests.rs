//! Workbooks written by `openpyxl` and `LibreOffice`, read back.

use proptest::prelude::*;

use super::*;

const XLSX: &[u8] = include_bytes!("../../../tests/fixtures/workbook/hours-libreoffice.xlsx");
const WRITTEN_BY_OPENPYXL: &[u8] = include_bytes!("../../../tests/fixtures/workbook/hours.xlsx");
const XLS: &[u8] = include_bytes!("../../../tests/fixtures/workbook/hours.xls");
const ODS: &[u8] = include_bytes!("../../../tests/fixtures/workbook/hours.ods");

fn sheet(bytes: &[u8], name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let sheets = read(bytes.to_vec()).expect("a workbook");
    let at = sheets.iter().position(|sheet| sheet.name == name).expect("a sheet of that name");
    let mut book = Workbook { sheets, turned: vec![0], open: 0, row: 0 };
    book.turn_to(&[at]);
    let headers = book.headers().iter().map(crate::columns::Header::shown).collect();
    let rows = std::iter::from_fn(|| match book.next()? {
        Record::Cells(cells) => Some(cells.iter().map(str::to_owned).collect()),
        Record::Broken { reason, .. } => panic!("{reason}"),
    });
    (headers, rows.collect())
}

const QUESTION: &str = "Do you support opening the central library on Sundays?";

#[test]
fn cells_are_as_people_see_them() {
    for bytes in [XLSX, XLS, ODS] {
        let (headers, rows) = sheet(bytes, "Responses");
        assert_eq!(headers[..5], ["Ref", "Received", "At", "Age", QUESTION]);
        assert_eq!(headers[6..], ["Over 18", "Score"]);
        let expect: [&[&str]; 5] = [
            &[
                "1",
                "2026-05-04T09:30:12",
                "09:30:12",
                "34",
                "Yes",
                "Sunday is the only day we are all free – truly.",
                "TRUE",
                "0.1",
            ],
            &["2", "2026-05-04", "17:05:00", "61", "No", "Staff need a day off.\nSo do readers.", "TRUE"],
            &[],
            &["118012345678", "2026-05-04T09:30:12", "", "17", "Yes", "", "FALSE", "2.5"],
            &["4", "2026-05-04T09:30:12", "", "", "Yes", "I would come every week.", "", "1000000"],
        ];
        assert_eq!(rows, expect);
    }
}

#[test]
fn merged_headers_stand_over_both_columns() {
    // The reader of OpenDocument does not tell what is merged.
    for (bytes, header) in [(XLSX, QUESTION), (WRITTEN_BY_OPENPYXL, QUESTION), (XLS, QUESTION), (ODS, "")] {
        assert_eq!(sheet(bytes, "Responses").0[5], header);
    }
}

#[test]
fn a_title_above_the_headers_is_told() {
    let sheets = read(XLSX.to_vec()).expect("a workbook");
    let sheet = sheets.iter().find(|sheet| sheet.name == "Responses").expect("there");
    assert_eq!(sheet.remarks(), [("title-rows", "passed over 2 rows above the headers".to_owned())]);
}

#[track_caller]
fn check(bytes: &[u8], reason: &str) {
    let found = read(bytes.to_vec()).map(|_| ()).expect_err("unreadable");
    assert!(found.starts_with(reason), "{found}");
}

#[test]
fn unreadable_workbooks_say_why() {
    check(include_bytes!("../../../tests/fixtures/workbook/encrypted.xlsx"), "encrypted with a password");
    check(include_bytes!("../../../tests/fixtures/workbook/encrypted.ods"), "encrypted with a password");
    check(b"PK\x03\x04 and no more", "not a workbook");
    check(&XLSX[..XLSX.len() / 2], "not a workbook");
    check(&XLS[..XLS.len() / 2], "a damaged workbook");
    check(b"\0\x01\x02", "not a workbook");
}

#[test]
fn text_named_as_a_workbook_is_read_as_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("export.xls");
    std::fs::write(&path, "id\tanswer\n1\tyes\n").expect("written");
    let input = Input::Path(path.clone());
    let mut records = open(&input, "en").expect("a table");
    assert_eq!(records.headers().len(), 2);
    assert!(matches!(records.next(), Some(Record::Cells(cells)) if cells == vec!["1", "yes"]));
    std::fs::write(&path, " <html><table>").expect("written");
    let error = open(&input, "en").map(|_| ()).expect_err("no workbook");
    assert_eq!(error.to_string(), "a web page named as a workbook; save it as one");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_damage_breaks_the_reader(
        which in 0usize..3,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = [XLSX, XLS, ODS][which].to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(bytes);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes: Vec<u8>) {
        let _ = read(bytes);
    }
}

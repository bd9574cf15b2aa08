//! Tables right and wrong, and what becomes of them.

use proptest::prelude::*;

use super::*;

fn mended(table: &str) -> (String, Vec<String>) {
    let mut quotes = Quotes::new(table.as_bytes(), b',');
    let mut text = String::new();
    quotes.read_to_string(&mut text).expect("the bytes are at hand");
    (text, quotes.remarks().into_iter().map(|(_, message)| message).collect())
}

#[track_caller]
fn check(table: &str, expected: &str, remarks: &[&str]) {
    let (text, found) = mended(table);
    assert_eq!(text, expected);
    let begins = |(found, expected): (&String, &&str)| found.starts_with(expected);
    assert!(found.len() == remarks.len() && found.iter().zip(remarks).all(begins), "{found:?}");
}

const UNCLOSED: &str = "a quotation mark is opened and never closed in line ";

#[test]
fn well_formed_tables_pass_unchanged() {
    for table in [
        "id,why\n1,\"one, two\n3,\"\"four\"\"\"\n2,five\n",
        "id,why\r\n1,\"\"\r\n2,\"a\r\n\r\nb\" \r\n3,say \"x\"",
        "\"id\",\"why\"\r\"1\",\"a\rb\"\r",
        "",
        "\n\n",
    ] {
        check(table, table, &[]);
    }
}

#[test]
fn a_mark_never_closed_swallows_no_other_record() {
    check(
        "id,why,area\n1,a,x\n2,\"b, c\n3,d,y\n4,\"e, f\",z\n",
        "id,why,area\n1,a,x\n2,\"\"\"b\", c\n3,d,y\n4,\"e, f\",z\n",
        &[&format!("{UNCLOSED}3; ")],
    );
    check(
        "id,why\n1,\"b\n\nmore of it\n2,\"c\"\n3,d",
        "id,why\n1,\"b\n\nmore of it\"\n2,\"c\"\n3,d",
        &[&format!("{UNCLOSED}2; ")],
    );
    check("id,why\n1,\"b\n2,c\n3,d", "id,why\n1,\"\"\"b\"\n2,c\n3,d", &[&format!("{UNCLOSED}2; ")]);
}

#[test]
fn the_last_record_may_break_off() {
    check("id,why\n1,\"b, c\n\nWell, no.", "id,why\n1,\"b, c\n\nWell, no.", &[&format!("{UNCLOSED}2; ")]);
}

#[test]
fn a_mark_in_the_midst_of_a_cell_is_text() {
    check(
        "id,why,area\n1,\"He said \"no\", and left\",x\n2,\"a\nb \"c\" d, e\",y\n",
        "id,why,area\n1,\"He said \"\"no\", and left\",x\n2,\"a\nb \"\"c\"\" d, e\",y\n",
        &["a quotation mark within a quoted cell is not doubled in line 2, and 2 more after it"],
    );
}

/// A table of cells that hold what is hard for its reader.
fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = "[a, \"\n\r;1é]{0,12}";
    prop::collection::vec(prop::collection::vec(cell, 3), 1..8)
}

proptest! {
    #[test]
    fn what_the_library_writes_is_never_changed(rows in cells(), crlf: bool) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).expect("memory takes everything");
        }
        let table = String::from_utf8(writer.into_inner().expect("memory takes everything")).expect("UTF-8");
        let (text, remarks) = mended(&table);
        prop_assert_eq!(text, table);
        prop_assert!(remarks.is_empty());
    }

    #[test]
    fn nothing_is_lost_of_any_table(table in "[a1, \"\n]{0,60}") {
        let (text, _) = mended(&table);
        let letters = |text: &str| text.replace('"', "");
        prop_assert_eq!(letters(&text), letters(&table));
    }
}

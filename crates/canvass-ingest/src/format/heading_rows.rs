//! Where a text table's headers end: titles above them, and headers in two or three rows.

use csv::StringRecord;

use crate::columns::Header;

/// Rows looked at before the table is taken to begin with its first.
pub(super) const LOOK_AHEAD: usize = 8;

/// From so many columns on, a row of two cells is no header.
const WIDE: usize = 5;

/// The head of a table.
pub(super) struct Head {
    pub(super) headers: Vec<Header>,
    /// Rows that belong to the head.
    pub(super) rows: usize,
    /// Rows above the headers.
    pub(super) titles: usize,
}

/// Finds the head in the first rows of a table.
pub(super) fn find(rows: &[StringRecord]) -> Head {
    let titles = titles(rows);
    let rows = &rows[titles..];
    let Some(first) = rows.first() else { return Head { headers: Vec::new(), rows: titles, titles } };
    if let Some(at) = rows.iter().take(3).position(is_import_row) {
        // Qualtrics: codes, then wording, then import ids.
        let wording = if at >= 2 { &rows[1] } else { first };
        let headers =
            wording.iter().zip(first).map(|(text, code)| if text.trim().is_empty() { code } else { text });
        return Head { headers: headers.map(Header::new).collect(), rows: titles + at + 1, titles };
    }
    match rows.get(1) {
        Some(second) if is_second_row(first, second) => {
            Head { headers: stacked(first, second), rows: titles + 2, titles }
        }
        _ => Head { headers: plain(first), rows: titles + 1, titles },
    }
}

/// Tells that rows above the headers were passed over.
pub(super) fn remarks(titles: usize) -> Vec<(&'static str, String)> {
    let title = format!("passed over {titles} rows above the headers");
    if titles > 0 { vec![("title-rows", title)] } else { Vec::new() }
}

/// Rows above a much wider row: a title with a single cell, or a label and what it says.
fn titles(rows: &[StringRecord]) -> usize {
    let filled = |row: &StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let width = rows.iter().map(filled).max().unwrap_or(0);
    if width < 3 {
        return 0;
    }
    let narrow = if width < WIDE { 1 } else { 2 };
    let titles = rows.iter().take_while(|row| filled(row) <= narrow).count();
    // Below a title stands a table: headers over most of it, and no row as narrow as the title.
    let headed = rows.get(titles).is_some_and(|row| {
        let parts = rows.get(titles + 1).is_some_and(|second| is_second_row(row, second));
        filled(row) * 2 > width || parts
    });
    if headed && rows[titles..].iter().all(|row| row.len() > 1) { titles } else { 0 }
}

fn is_import_row(row: &StringRecord) -> bool {
    row.iter().next().is_some_and(|cell| cell.trim_start().starts_with("{\"ImportId\""))
}

/// `SurveyMonkey`: question texts, and below them the parts of each; nothing below the columns about the respondent.
fn is_second_row(first: &StringRecord, second: &StringRecord) -> bool {
    const PARTS: [&str; 4] = ["response", "open-ended response", "other (please specify)", "free text"];
    let cell = |row: &StringRecord, at: usize| row.get(at).unwrap_or("").trim().to_lowercase();
    let known = (0..second.len()).any(|at| PARTS.contains(&cell(second, at).as_str()));
    let carried = (1..second.len()).any(|at| cell(first, at).is_empty() && !cell(second, at).is_empty());
    let unbroken = (0..first.len().max(second.len()))
        .all(|at| !cell(first, at).is_empty() || !cell(second, at).is_empty() || at >= first.len());
    cell(second, 0).is_empty() && !cell(first, 0).is_empty() && unbroken && (known || carried)
}

fn plain(row: &StringRecord) -> Vec<Header> {
    row.iter().map(Header::new).collect()
}

/// A question text stands over the first of its columns only.
fn stacked(first: &StringRecord, second: &StringRecord) -> Vec<Header> {
    let mut above = "";
    (0..first.len().max(second.len()))
        .map(|at| {
            let (main, part) = (first.get(at).unwrap_or("").trim(), second.get(at).unwrap_or("").trim());
            if !main.is_empty() {
                above = main;
            }
            Header::with_part(above, part)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[&[&str]], headers: &[&str], n_rows: usize) {
        let rows: Vec<StringRecord> = rows.iter().map(|row| StringRecord::from(row.to_vec())).collect();
        let head = find(&rows);
        let shown: Vec<String> = head.headers.iter().map(Header::shown).collect();
        assert_eq!(
            (shown.as_slice(), head.rows),
            (&headers.iter().map(ToString::to_string).collect::<Vec<_>>()[..], n_rows)
        );
    }

    #[test]
    fn most_tables_have_one_row() {
        check(&[&["ID", "Do you agree?"], &["1", "Yes"]], &["ID", "Do you agree?"], 1);
        check(&[&["ID", "Do you agree?"], &["", "Response times are bad"]], &["ID", "Do you agree?"], 1);
    }

    #[test]
    fn titles_above_are_passed_over() {
        check(&[&["Export of 3 May"], &[""], &["ID", "A", "B"], &["1", "x", "y"]], &["ID", "A", "B"], 3);
    }

    #[test]
    fn labels_above_are_passed_over() {
        check(
            &[
                &["Survey", "Library hours", "", "", "", ""],
                &["", "", "", "", "", ""],
                &["ID", "A", "", "C", "D", "E"],
                &["1", "x", "", "", "", ""],
            ],
            &["ID", "A", "", "C", "D", "E"],
            3,
        );
    }

    #[test]
    fn two_rows_are_stacked() {
        check(
            &[
                &["Respondent ID", "Do you agree?", "", "Why?"],
                &["", "Response", "Please explain", "Open-Ended Response"],
            ],
            &["Respondent ID", "Do you agree?", "Do you agree? – Please explain", "Why?"],
            2,
        );
    }

    #[test]
    fn import_ids_close_the_head() {
        check(
            &[
                &["StartDate", "Q1"],
                &["Start Date", "Do you agree?"],
                &["{\"ImportId\":\"startDate\"}", "{\"ImportId\":\"QID1\"}"],
                &["x", "Yes"],
            ],
            &["Start Date", "Do you agree?"],
            3,
        );
    }
}

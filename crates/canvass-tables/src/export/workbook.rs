//! A workbook as an analyst would make it: a sheet a table, counts first.

use std::borrow::Cow;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Labels, unwritable};
use crate::error::Error;
use crate::read::rows;
use crate::schema::{self, Kind, TableDef};
use crate::table::Value;

/// Sheets in their order: what is read first, first.
const SHEETS: [(&str, &str); 16] = [
    ("waterfall", "From received to analysed"),
    (
        "option_support",
        "Who supports and who opposes each option; base: those who take it up (support, oppose, mixed, unclear)",
    ),
    (
        "option_themes",
        "The themes behind each stance; base: responses with that stance; keyness says which theme sets it apart",
    ),
    (
        "theme_counts",
        "How many mention each theme; base: all responses, under a question those who answer it, in words or by a \
         tick alone; mentions are places, and matches that share words are one",
    ),
    ("theme_pairs", "Themes that occur together"),
    (
        "closed_counts",
        "Ticked replies by question and group; base: all responses, whether they answer or not",
    ),
    ("keywords", "Words that set a stance or a group of respondents apart"),
    ("campaigns", "Templates that several respondents sent"),
    ("stances", "Where each response stands on each option, with the words that decided"),
    ("mentions", "Every place where a theme's rule matched"),
    ("exclusions", "Every response that is not analysed, with the step that took it off"),
    ("responses", "Every response received"),
    ("answers", "Every reply to a question"),
    ("campaign_changes", "What each copy makes of its template"),
    ("shared_passages", "Sentences that respondents outside campaigns share"),
    ("asides", "What in the answers is not the respondent speaking"),
];

/// Rows a sheet can hold below its header.
const MOST_ROWS: u32 = 1_048_575;
/// Characters a cell can hold.
const LONGEST_CELL: usize = 32_767;
/// Stands where a text was cut.
const CUT: &str = " […]";
/// Widths of columns, in characters.
const NARROW: f64 = 14.0;
const WIDE: f64 = 60.0;

/// The formats of cells.
struct Formats {
    header: Format,
    text: Format,
    wrapped: Format,
    share: Format,
    figure: Format,
}

/// Writes the tables of `tables` into the file `to`; gives the names of those that did not fit whole.
pub fn workbook(
    tables: &Path,
    to: &Path,
    title: &str,
    labels: Labels<'_>,
) -> Result<Vec<&'static str>, Error> {
    let mut book = Workbook::new();
    let failed = |reason: XlsxError| unwritable(to, &reason);
    // A fixed time, so that the same tables give the same bytes.
    let time = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&time));
    let formats = Formats {
        header: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        // A cell of text stays text, whatever it begins with.
        text: Format::new().set_num_format("@").set_align(FormatAlign::Top),
        wrapped: Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top),
        share: Format::new().set_num_format("0.0%").set_align(FormatAlign::Top),
        figure: Format::new().set_num_format("0.000").set_align(FormatAlign::Top),
    };
    about(book.add_worksheet(), title, &formats).map_err(failed)?;
    let mut cut = Vec::new();
    for (name, _) in SHEETS {
        let def = schema::find(name).expect("sheets are tables");
        let sheet = book.add_worksheet();
        head(sheet, def, &formats).map_err(failed)?;
        let mut at = 0;
        for row in rows(tables, name)? {
            let row = row?;
            if at == MOST_ROWS {
                cut.push(name);
                break;
            }
            at += 1;
            put(sheet, at, def, &row, labels, &formats).map_err(failed)?;
        }
        let last = u16::try_from(columns(def).count() - 1).expect("tables have few columns");
        sheet.autofilter(0, 0, at, last).map_err(failed)?;
    }
    book.save(to).map_err(failed)?;
    Ok(cut)
}

/// The first sheet: what this is and where to look.
fn about(sheet: &mut Worksheet, title: &str, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("about")?.set_column_width(0, 22)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14))?;
    let notes = [
        "A consultation is neither a vote nor a sample of the public: read shares beside their base.",
        "Views: all responses; campaigns_once counts each campaign once; campaigns_out leaves them out.",
        "A cell holds 32,767 characters: longer texts end in […] here and are whole in the CSV export.",
        "start and end are byte offsets into the text of the response; the quote is what stands there.",
    ];
    let mut row = 2;
    for note in notes {
        sheet.write_string_with_format(row, 0, note, &formats.text)?;
        row += 1;
    }
    row += 1;
    for (name, says) in SHEETS {
        sheet.write_url_with_text(row, 0, format!("internal:'{name}'!A1").as_str(), name)?;
        sheet.write_string_with_format(row, 1, says, &formats.wrapped)?;
        row += 1;
    }
    Ok(())
}

/// The columns of a sheet: those of the table, labels behind their ids.
fn columns(def: &TableDef) -> impl Iterator<Item = (&'static str, Kind)> {
    def.columns.iter().flat_map(|(name, kind)| {
        let label = Labels::header(name).map(|label| (label, Kind::Text));
        std::iter::once((*name, *kind)).chain(label)
    })
}

fn head(sheet: &mut Worksheet, def: &TableDef, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(def.name)?.set_freeze_panes(1, 0)?;
    for (at, (name, _)) in (0..).zip(columns(def)) {
        sheet.write_string_with_format(0, at, name, &formats.header)?;
        sheet.set_column_width(at, if is_long(name) { WIDE } else { NARROW })?;
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    def: &TableDef,
    values: &[Value],
    labels: Labels<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut at = 0;
    for ((name, _), value) in def.columns.iter().zip(values) {
        match value {
            Value::Null => {}
            Value::Text(text) => {
                let format = if is_long(name) { &formats.wrapped } else { &formats.text };
                sheet.write_string_with_format(row, at, fitting(text).as_ref(), format)?;
            }
            Value::Int(number) => {
                sheet.write_number(row, at, *number as f64)?;
            }
            Value::Float(number) if is_share(name) => {
                sheet.write_number_with_format(row, at, *number, &formats.share)?;
            }
            Value::Float(number) => {
                sheet.write_number_with_format(row, at, *number, &formats.figure)?;
            }
            Value::Bool(flag) => {
                sheet.write_boolean(row, at, *flag)?;
            }
        }
        at += 1;
        if Labels::header(name).is_some() {
            if let Some(label) = value.as_text().and_then(|id| labels.of(name, id)) {
                sheet.write_string_with_format(row, at, fitting(label).as_ref(), &formats.text)?;
            }
            at += 1;
        }
    }
    Ok(())
}

fn is_share(column: &str) -> bool {
    column == "share" || column.ends_with("_share")
}

/// Whether a column holds running text.
fn is_long(column: &str) -> bool {
    matches!(column, "text" | "quote" | "template" | "passage" | "question")
}

/// As much of a text as a cell can hold, marked where it is cut.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.chars().nth(LONGEST_CELL).is_none() {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().take(LONGEST_CELL - CUT.chars().count());
    Cow::Owned(kept.chain(CUT.chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Limits;
    use crate::fixture::{WORLD, context, responses, write};
    use crate::schema::TABLES;

    #[test]
    fn every_table_has_a_sheet() {
        let mut sheets = SHEETS.map(|(name, _)| name);
        let mut tables = TABLES.map(|table| table.name);
        sheets.sort_unstable();
        tables.sort_unstable();
        assert_eq!(sheets, tables);
    }

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let dir = tempfile::tempdir().expect("a folder");
        write(dir.path(), &responses(WORLD), 3, Limits::default());
        let context = context();
        let labels = Labels { consultation: &context.consultation, themes: &context.themes };
        let bytes = ["one.xlsx", "two.xlsx"].map(|name| {
            let to = dir.path().join(name);
            assert!(workbook(dir.path(), &to, "A title", labels).expect("written").is_empty());
            std::fs::read(to).expect("a file")
        });
        assert!(bytes[0] == bytes[1] && bytes[0].starts_with(b"PK"));
    }

    #[test]
    fn long_texts_are_cut_to_what_a_cell_holds() {
        let cut = fitting(&"é".repeat(40_000)).into_owned();
        assert_eq!(cut.chars().count(), LONGEST_CELL);
        assert!(cut.ends_with("é […]"));
        assert_eq!(fitting("short"), "short");
    }
}

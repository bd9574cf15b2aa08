//! Rows drawn as a table where one can be read in the width there is, else as records: a line a column.

use std::fmt::Write as _;

use canvass_tables::Value;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};

use super::{readable, width, wrapped};

/// A line under the header: nothing between rows.
const RULES: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Spaces between two columns.
const GAP: usize = 2;
/// Longest text shown in a cell of a table, in characters.
const LONGEST_CELL: usize = 120;
/// Longest text shown in a line of a record, in characters.
const LONGEST_FIELD: usize = 400;
/// Narrower than this, text over many lines cannot be read.
const NARROWEST_TEXT: usize = 28;
/// Where that leaves too little room: narrower than this, not even a few lines can be read.
const NARROW_TEXT: usize = 12;
/// So many lines are few.
const MOST_LINES: usize = 5;
/// Longest word that no column breaks, in characters.
const LONGEST_WORD: usize = 44;

/// Draws rows in the width of the terminal.
pub(crate) fn frame(columns: &[String], rows: &[Vec<Value>]) -> String {
    drawn(columns, rows, width())
}

fn drawn(columns: &[String], rows: &[Vec<Value>], width: usize) -> String {
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|value| shown(value, LONGEST_CELL)).collect()).collect();
    let wide = widths(columns, &cells, width, |length| length.min(NARROWEST_TEXT));
    // Rows that wrap can still be compared; records cannot.
    let narrow = || {
        let least = |length: usize| length.min(NARROW_TEXT.max(length.div_ceil(MOST_LINES)));
        if rows.len() > 1 { widths(columns, &cells, width, least) } else { None }
    };
    match wide.or_else(narrow) {
        Some(widths) => table(columns, rows, cells, &widths),
        None => records(columns, rows, width),
    }
}

/// Room for each column's content, `least` for its longest text at least; none where some would get too little to be read.
fn widths(
    columns: &[String],
    cells: &[Vec<String>],
    width: usize,
    least: impl Fn(usize) -> usize,
) -> Option<Vec<usize>> {
    let of_cells = |at: usize, measure: fn(&str) -> usize| {
        cells.iter().map(|row| measure(&row[at])).max().unwrap_or_default()
    };
    let longest_part = |text: &str| parts(text).map(length).max().unwrap_or_default();
    let wanted: Vec<usize> =
        (0..columns.len()).map(|at| of_cells(at, length).max(length(&columns[at]))).collect();
    let mut given: Vec<usize> = (0..columns.len())
        .map(|at| {
            let word = of_cells(at, longest_word).min(LONGEST_WORD);
            least(of_cells(at, length)).max(word).max(longest_part(&columns[at]))
        })
        .collect();
    let mut spare = width.checked_sub(given.iter().sum::<usize>() + GAP * columns.len())?;
    // Text that is narrow comes before names over several lines.
    let readable: Vec<usize> =
        (0..columns.len()).map(|at| of_cells(at, length).min(NARROWEST_TEXT)).collect();
    for wanted in [readable, wanted] {
        spare = widened(&mut given, &wanted, spare);
    }
    Some(given)
}

/// Gives columns what they want, evenly, as far as there is room; the room that is left.
fn widened(given: &mut [usize], wanted: &[usize], mut spare: usize) -> usize {
    while spare > 0 && given.iter().zip(wanted).any(|(given, wanted)| given < wanted) {
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if *given < *wanted && spare > 0 {
                *given += 1;
                spare -= 1;
            }
        }
    }
    spare
}

fn table(columns: &[String], rows: &[Vec<Value>], cells: Vec<Vec<String>>, widths: &[usize]) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(RULES).set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_header(columns.iter().zip(widths).map(|(column, width)| header(column, *width)));
    drawn.add_rows(cells);
    for (at, width) in widths.iter().enumerate() {
        let column = drawn.column_mut(at).expect("every column has a header");
        column.set_padding((1, GAP as u16 - 1));
        let width = u16::try_from(width + GAP).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        if is_figures(rows, at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let rule = "─".repeat(widths.iter().map(|width| width + GAP).sum());
    format!("{rule}\n{}\n{rule}", trimmed(&drawn.to_string()))
}

/// One block a row: its number, then a line a column.
fn records(columns: &[String], rows: &[Vec<Value>], width: usize) -> String {
    let name_width = columns.iter().map(|column| length(column)).max().unwrap_or_default();
    let indent = " ".repeat(name_width + GAP);
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let title = format!("── {} ", number + 1);
        writeln!(text, "{title:─<width$}").expect("writing to a string");
        for (column, value) in columns.iter().zip(row) {
            let value = wrapped(&shown(value, LONGEST_FIELD), &indent, width);
            writeln!(text, "{column:name_width$}{}", &value[name_width..]).expect("writing to a string");
        }
    }
    trimmed(&text)
}

/// A name over as many lines as it needs, broken between its words alone.
fn header(name: &str, width: usize) -> String {
    if length(name) <= width {
        return name.to_owned();
    }
    let mut lines = vec![String::new()];
    for part in parts(name) {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() || length(line) + length(part.trim_end()) <= width {
            line.push_str(part);
        } else {
            lines.push(part.to_owned());
        }
    }
    lines.join("\n")
}

/// The words of a column's name, each with what follows it.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split_inclusive(['_', ' '])
}

/// Whether a column holds numbers and shares, which stand to the right.
fn is_figures(rows: &[Vec<Value>], at: usize) -> bool {
    let figure = |value: &Value| match value {
        Value::Int(_) | Value::Float(_) | Value::Null => true,
        Value::Text(text) => text == "–" || text.ends_with(" %"),
        Value::Bool(_) => false,
    };
    rows.iter().all(|row| figure(&row[at])) && rows.iter().any(|row| row[at] != Value::Null)
}

/// A cell as people read it: shares and statistics with three decimals, text on one line and cut.
fn shown(value: &Value, longest: usize) -> String {
    match value {
        Value::Float(number) => format!("{number:.3}"),
        Value::Text(text) => shortened(text, longest),
        other => other.to_string(),
    }
}

fn shortened(text: &str, longest: usize) -> String {
    // No more words than are shown, so that a long letter is not copied for its beginning.
    let line = text.split_whitespace().scan(0, |so_far, word| {
        let goes_on = *so_far <= longest + 1;
        *so_far += length(word) + 1;
        goes_on.then_some(word)
    });
    let line = readable(&line.collect::<Vec<_>>().join(" ")).into_owned();
    match line.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(length).max().unwrap_or_default()
}

/// Without spaces at the ends of lines, and without a line end after the last.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    fn check(columns: &[&str], rows: &[Vec<Value>], width: usize, expected: &str) {
        let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
        let drawn = drawn(&columns, rows, width);
        assert_eq!(drawn, expected, "\n{drawn}");
        assert!(drawn.lines().all(|line| length(line) <= width), "\n{drawn}");
    }

    fn rows() -> Vec<Vec<Value>> {
        vec![
            vec![text("option-1"), Value::Int(12), text("8 %"), Value::Null],
            vec![text("option-2"), Value::Int(7), text("–"), Value::Float(0.5)],
        ]
    }

    const COLUMNS: [&str; 4] = ["option_id", "not_addressed", "share", "support_share"];

    #[test]
    fn what_fits_is_a_table_with_figures_to_the_right() {
        let expected = "\
────────────────────────────────────────────────
 option_id  not_addressed  share  support_share
────────────────────────────────────────────────
 option-1              12    8 %
 option-2               7      –          0.500
────────────────────────────────────────────────";
        check(&COLUMNS, &rows(), 60, expected);
    }

    #[test]
    fn names_of_columns_break_between_their_words_alone() {
        let expected = "\
───────────────────────────────────────
 option_id       not_  share  support_
            addressed            share
───────────────────────────────────────
 option-1          12    8 %
 option-2           7      –     0.500
───────────────────────────────────────";
        check(&COLUMNS, &rows(), 39, expected);
    }

    #[test]
    fn labels_wrap_before_a_table_falls_apart() {
        let columns =
            ["option", "support", "oppose", "mixed", "unclear", "not addressed", "base", "support share"];
        let counts = [11, 30, 1, 5, 2, 47].map(Value::Int);
        let row = |label: &str| [&[text(label)], &counts[..], &[text("23 %")]].concat();
        let rows = [row("Option A: free meals for all"), row("B")];
        let expected = "\
────────────────────────────────────────────────────────────────────────────────
 option              support  oppose  mixed  unclear       not   base  support
                                                      addressed           share
────────────────────────────────────────────────────────────────────────────────
 Option A: free           11      30      1        5          2    47      23 %
 meals for all
 B                        11      30      1        5          2    47      23 %
────────────────────────────────────────────────────────────────────────────────";
        check(&columns, &rows, 80, expected);
    }

    #[test]
    fn what_cannot_be_read_as_a_table_is_shown_as_records() {
        let expected = "\
── 1 ───────────────────
option_id      option-1
not_addressed  12
share          8 %
support_share
── 2 ───────────────────
option_id      option-2
not_addressed  7
share          –
support_share  0.500";
        check(&COLUMNS, &rows(), 24, expected);
    }

    #[test]
    fn text_wraps_below_itself_in_a_record() {
        let rows = [vec![text("a.txt"), text("The staff are kind, and they need their rest.")]];
        let expected = "\
── 1 ─────────────────
id     a.txt
quote  The staff are
       kind, and they
       need their
       rest.";
        check(&["id", "quote"], &rows, 22, expected);
    }

    #[test]
    fn long_text_is_cut_and_kept_on_one_line() {
        assert_eq!(shortened("a\n b\tc", 10), "a b c");
        assert_eq!(shortened("one two three", 7), "one two…");
        assert_eq!(shortened("one two", 7), "one two");
        assert_eq!(shortened("ring\u{7} the \u{1b}[1mbell", 40), "ring\u{fffd} the \u{fffd}[1mbell");
    }
}

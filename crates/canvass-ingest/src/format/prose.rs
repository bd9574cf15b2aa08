//! Paragraphs, list items and tables as plain text in reading order.

use super::cell;

/// A piece of a document.
pub(super) enum Block {
    Paragraph(String),
    /// A paragraph of a list and the mark that shows before it.
    Item {
        mark: String,
        text: String,
    },
    /// The rows of a table.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// Columns that it covers.
    pub(super) span: usize,
}

/// Columns told apart; more are not looked at.
const MOST_COLUMNS: usize = 1024;

/// What a piece of text is, which decides how far it stands from the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Item,
    Row,
}

/// The text of a document.
pub(super) fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before = Kind::Paragraph;
    for (kind, piece) in pieces(blocks) {
        if !text.is_empty() {
            let is_close = kind == before && kind != Kind::Paragraph;
            text.push_str(if is_close { "\n" } else { "\n\n" });
        }
        text.push_str(&piece);
        before = kind;
    }
    text
}

fn pieces(blocks: &[Block]) -> Vec<(Kind, String)> {
    let mut pieces = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => pieces.push((Kind::Paragraph, tidy(text))),
            Block::Item { mark, text } => pieces.push((Kind::Item, item(mark, text))),
            Block::Table(rows) => table(rows, &mut pieces),
        }
    }
    pieces.retain(|(_, text)| !text.is_empty());
    pieces
}

/// A bullet without text says nothing; a number does, such as the number of a question in a cell.
fn item(mark: &str, text: &str) -> String {
    let text = tidy(text);
    if text.is_empty() && !mark.contains(char::is_alphanumeric) {
        return text;
    }
    tidy(&format!("{mark}{text}"))
}

/// Cells side by side share a line; a row of one cell is layout, and so are columns that are empty throughout.
fn table(rows: &[Vec<Cell>], pieces: &mut Vec<(Kind, String)>) {
    let rows: Vec<Vec<Column>> = rows.iter().map(|row| columns(row)).collect();
    let mut used = vec![false; MOST_COLUMNS];
    // A cell across several columns, such as a title, says nothing about any of them.
    for column in rows.iter().flatten().filter(|column| column.span == 1 && !column.text.is_empty()) {
        used[column.range()].fill(true);
    }
    for row in rows {
        let counts = |column: &Column| !column.text.is_empty() || column.range().any(|at| used[at]);
        let mut row: Vec<Column> = row.into_iter().filter(counts).collect();
        while row.last().is_some_and(|column| column.text.is_empty()) {
            row.pop();
        }
        match row.as_mut_slice() {
            [column] => pieces.append(&mut column.pieces),
            columns => {
                let cells: Vec<&str> = columns.iter().map(|column| column.text.as_str()).collect();
                pieces.push((Kind::Row, tidy(&cells.join(" | "))));
            }
        }
    }
}

/// A cell in its place.
struct Column {
    start: usize,
    span: usize,
    pieces: Vec<(Kind, String)>,
    text: String,
}

impl Column {
    fn range(&self) -> std::ops::Range<usize> {
        let start = self.start.min(MOST_COLUMNS - 1);
        start..(start + self.span).min(MOST_COLUMNS)
    }
}

fn columns(row: &[Cell]) -> Vec<Column> {
    let mut start = 0;
    row.iter()
        .map(|cell| {
            let pieces = pieces(&cell.blocks);
            let span = cell.span.clamp(1, MOST_COLUMNS);
            let column = Column { start, span, text: in_row(&pieces), pieces };
            start += span;
            column
        })
        .collect()
}

/// A cell's text in its row; the rows of a table inside it stay cells.
fn in_row(pieces: &[(Kind, String)]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut before = Kind::Paragraph;
    for (kind, piece) in pieces {
        let words = piece.lines().map(str::trim).filter(|words| !words.is_empty());
        match lines.last_mut() {
            Some(line) if *kind == Kind::Row && before == Kind::Row => {
                line.push_str(" | ");
                line.push_str(&words.collect::<Vec<_>>().join(" "));
            }
            _ => lines.extend(words.map(str::to_owned)),
        }
        before = *kind;
    }
    cell::join(&lines)
}

/// A paragraph without blanks around it or at the ends of its lines, and with one blank line at most in a row.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut n_breaks = 0;
    for line in text.trim().lines().map(str::trim_end) {
        if line.is_empty() {
            n_breaks = 2;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if n_breaks == 2 { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        n_breaks = 1;
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    fn item(mark: &str, text: &str) -> Block {
        Block::Item { mark: mark.to_owned(), text: text.to_owned() }
    }

    fn row(cells: &[&str]) -> Vec<Cell> {
        cells.iter().map(|cell| Cell { blocks: vec![paragraph(cell)], span: 1 }).collect()
    }

    #[track_caller]
    fn check(blocks: &[Block], expect: &str) {
        assert_eq!(text(blocks), expect);
    }

    #[test]
    fn items_stand_closer_than_paragraphs() {
        check(
            &[
                paragraph(" one \n\n\n two"),
                item("- ", "a"),
                item("- ", " "),
                item("2. ", ""),
                paragraph("b"),
            ],
            "one\n\n two\n\n- a\n2.\n\nb",
        );
    }

    #[test]
    fn cells_share_a_line() {
        check(
            &[Block::Table(vec![
                row(&["", "Yes", "No"]),
                row(&["Sundays", "", "x"]),
                row(&["Evenings", "x", ""]),
            ])],
            "| Yes | No\nSundays |  | x\nEvenings | x",
        );
    }

    #[test]
    fn layout_is_not_a_table() {
        let cell = Cell { blocks: vec![paragraph("one"), paragraph("two")], span: 3 };
        check(&[Block::Table(vec![vec![cell], row(&["a", "", "b"])])], "one\n\ntwo\n\na | b");
        check(&[Block::Table(vec![row(&["", "one"]), row(&["", "two"])])], "one\n\ntwo");
    }

    #[test]
    fn a_reply_keeps_its_line() {
        let cell = |blocks| Cell { blocks, span: 1 };
        let question = || cell(vec![paragraph("Do you agree?")]);
        let lines = cell(vec![paragraph("Agree\nIt is quiet.")]);
        let paragraphs = cell(vec![paragraph("No"), paragraph("It is dear.")]);
        check(
            &[Block::Table(vec![vec![question(), lines], vec![question(), paragraphs]])],
            "Do you agree? | Agree\nIt is quiet.\nDo you agree? | No\nIt is dear.",
        );
    }

    #[test]
    fn a_table_in_a_cell_stays_on_its_line() {
        let inner = Block::Table(vec![row(&["a", "b"]), row(&["c", "d"])]);
        let cell = Cell { blocks: vec![paragraph("see:\nhere"), inner, paragraph("end")], span: 1 };
        check(
            &[Block::Table(vec![row(&["x"]).into_iter().chain([cell]).collect()])],
            "x | see: here a | b | c | d end",
        );
    }
}

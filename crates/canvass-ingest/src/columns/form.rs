//! A response form that one respondent filled in as a table: a question and its reply in each row.

use std::collections::HashSet;

use canvass_core::QuestionIdx;
use csv::StringRecord;

use super::header::{Header, Heading};
use super::numbering::Numbering;
use super::{Aligner, Column, SURE};

/// No form has more rows.
const MOST_ROWS: usize = 200;
/// Questions of which fewer are printed in a column may stand there by chance.
const FEWEST_QUESTIONS: usize = 2;

impl Aligner {
    /// The form as a letter, each question above its reply; none where the rows are records.
    pub(crate) fn form(
        &mut self,
        columns: &[Column],
        headers: &[Header],
        records: &[StringRecord],
    ) -> Option<String> {
        let is_answered =
            columns.iter().any(|column| column.question().is_some() && column.confidence >= SURE);
        if is_answered || records.len() > MOST_ROWS {
            return None;
        }
        let shown: StringRecord = headers.iter().map(Header::shown).collect();
        let rows: Vec<&StringRecord> = std::iter::once(&shown).chain(records).collect();
        let at = (0..headers.len()).find(|at| self.prints_questions(&rows, *at))?;
        Some(rows.iter().map(|row| paragraph(row, at)).collect())
    }

    /// Whether the cells of a column are questions, each once, with something beside them.
    fn prints_questions(&mut self, rows: &[&StringRecord], at: usize) -> bool {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let headings: Vec<Heading> = cells.map(|cell| Header::new(cell).read()).collect();
        let numbering = self.numbering(&headings);
        let found: Vec<QuestionIdx> =
            headings.iter().filter_map(|heading| self.question(heading, numbering)).collect();
        let distinct: HashSet<QuestionIdx> = found.iter().copied().collect();
        let is_replied = rows.iter().any(|row| others(row, at).next().is_some());
        found.len() >= FEWEST_QUESTIONS && distinct.len() == found.len() && is_replied
    }

    /// The question that a cell prints for certain.
    fn question(&mut self, heading: &Heading, numbering: Numbering) -> Option<QuestionIdx> {
        if heading.words.is_empty() {
            return None;
        }
        let best = self.likest(heading, numbering)?;
        (best.confidence >= SURE).then_some(best.question)
    }
}

/// A row of a form: what is asked, and below it what is replied, in every cell that holds something.
fn paragraph(row: &StringRecord, at: usize) -> String {
    let asked = row.get(at).map(str::trim).filter(|asked| !asked.is_empty());
    let lines: Vec<&str> = asked.into_iter().chain(others(row, at)).collect();
    if lines.is_empty() { String::new() } else { lines.join("\n") + "\n\n" }
}

fn others(row: &StringRecord, at: usize) -> impl Iterator<Item = &str> {
    let cells = row.iter().enumerate().filter(move |(other, _)| *other != at);
    cells.map(|(_, cell)| cell.trim()).filter(|cell| !cell.is_empty())
}

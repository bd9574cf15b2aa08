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

/// A form as the one record that it is.
pub(crate) struct Form {
    /// What is asked in each row.
    pub(crate) headers: Vec<Header>,
    /// What is replied.
    pub(crate) replies: StringRecord,
}

impl Aligner {
    /// The form that a table is whose columns are read so; none where the rows are records.
    pub(crate) fn form(
        &mut self,
        columns: &[Column],
        headers: &[Header],
        records: &[StringRecord],
    ) -> Option<Form> {
        let is_answered =
            columns.iter().any(|column| column.question().is_some() && column.confidence >= SURE);
        if is_answered || records.len() > MOST_ROWS {
            return None;
        }
        let shown: StringRecord = headers.iter().map(Header::shown).collect();
        let rows: Vec<&StringRecord> = std::iter::once(&shown).chain(records).collect();
        let at = (0..headers.len()).find(|at| self.prints_questions(&rows, *at))?;
        Some(turned(&rows, at))
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

/// The rows as columns; a reply under nothing that is asked goes on with the one above, and what has no reply is left out.
fn turned(rows: &[&StringRecord], at: usize) -> Form {
    let mut asked: Vec<(&str, String)> = Vec::new();
    for row in rows {
        let reply = others(row, at).collect::<Vec<_>>().join("\n");
        match (row.get(at).map_or("", str::trim), asked.last_mut()) {
            _ if reply.is_empty() => {}
            ("", Some((_, above))) => *above = format!("{above}\n{reply}"),
            (header, _) => asked.push((header, reply)),
        }
    }
    Form {
        headers: asked.iter().map(|(header, _)| Header::new(header)).collect(),
        replies: asked.iter().map(|(_, reply)| reply.as_str()).collect(),
    }
}

fn others(row: &StringRecord, at: usize) -> impl Iterator<Item = &str> {
    let cells = row.iter().enumerate().filter(move |(other, _)| *other != at);
    cells.map(|(_, cell)| cell.trim()).filter(|cell| !cell.is_empty())
}

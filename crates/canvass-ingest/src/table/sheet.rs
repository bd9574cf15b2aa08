//! Which sheet of a workbook holds the responses.

use std::collections::BTreeMap;

use canvass_core::{Notice, QuestionIdx};

use crate::columns::{Aligner, Column};
use crate::definition::TableSpec;
use crate::format::{Records, Sheet};

/// Rows that a sheet is judged by.
const SAMPLE: usize = 100;
/// A sheet of less is a cover, a note or a total.
const TABLE: usize = 2;

/// Turns to the sheet whose columns answer most questions, and tells of the other tables.
///
/// Where no sheet answers any, it is the first that is a table at all; of equals it is the first.
pub(super) fn choose(
    source: &str,
    records: &mut dyn Records,
    aligner: &mut Aligner,
    spec: Option<&TableSpec>,
) -> Option<Notice> {
    let sheets = records.sheets();
    if sheets.is_empty() {
        return None;
    }
    let weights: Vec<f32> = sheets.iter().map(|sheet| weigh(source, sheet, aligner, spec)).collect();
    let heaviest = weights.iter().copied().fold(0.0, f32::max);
    let is_chosen =
        |at: &usize| if heaviest > 0.0 { weights[*at] >= heaviest } else { is_table(&sheets[*at], 1) };
    let chosen = (0..sheets.len()).find(is_chosen).unwrap_or(0);
    let notice = tell(source, sheets, chosen);
    records.turn_to(chosen);
    notice
}

/// How surely how many questions are answered in a sheet.
fn weigh(source: &str, sheet: &Sheet, aligner: &mut Aligner, spec: Option<&TableSpec>) -> f32 {
    if sheet.n_rows() == 0 {
        return 0.0;
    }
    let (alignment, _) = aligner.align(source, spec, &sheet.headers, &sheet.sample(SAMPLE));
    let mut surest: BTreeMap<QuestionIdx, f32> = BTreeMap::new();
    let answers =
        alignment.columns.iter().filter_map(|column: &Column| Some((column.question()?, column.confidence)));
    for (question, confidence) in answers {
        let known = surest.entry(question).or_default();
        *known = known.max(confidence);
    }
    surest.values().sum()
}

fn is_table(sheet: &Sheet, rows: usize) -> bool {
    sheet.headers.len() >= TABLE && sheet.n_rows() >= rows
}

fn tell(source: &str, sheets: &[Sheet], chosen: usize) -> Option<Notice> {
    let others = sheets.iter().enumerate().filter(|(at, sheet)| *at != chosen && is_table(sheet, TABLE));
    let others: Vec<String> =
        others.map(|(_, sheet)| format!("`{}` ({} rows)", sheet.name, sheet.n_rows())).collect();
    let message = format!(
        "read the sheet `{}`; not read: {}; save a sheet as a file of its own if it holds responses",
        sheets[chosen].name,
        others.join(", ")
    );
    (!others.is_empty()).then(|| Notice::new(source, "other-sheets", message))
}

//! Which sheets of a workbook hold the responses.

use std::collections::{BTreeMap, BTreeSet};

use canvass_core::{Notice, QuestionIdx};
use csv::StringRecord;

use crate::columns::{Aligner, Column, Role};
use crate::definition::TableSpec;
use crate::format::{Records, Sheet};

/// Rows that a sheet is judged by.
const SAMPLE: usize = 100;
/// A sheet of less is a cover, a note or a total.
const TABLE: usize = 2;
/// Where records have no ids, they are known by a cell of no fewer bytes.
const TELLING: usize = 20;

/// Turns to the sheet whose columns answer most questions and to those that go on with it, and tells of them and the others.
///
/// Where no sheet answers any, it is the first that is a table at all; of equals it is the first.
pub(super) fn choose(
    source: &str,
    records: &mut dyn Records,
    aligner: &mut Aligner,
    spec: Option<&TableSpec>,
) -> Vec<Notice> {
    let sheets = records.sheets();
    if sheets.is_empty() {
        return Vec::new();
    }
    let weights: Vec<f32> = sheets.iter().map(|sheet| weigh(source, sheet, aligner, spec)).collect();
    let heaviest = weights.iter().copied().fold(0.0, f32::max);
    let is_chosen =
        |at: &usize| if heaviest > 0.0 { weights[*at] >= heaviest } else { is_table(&sheets[*at], 1) };
    let chosen = (0..sheets.len()).find(is_chosen).unwrap_or(0);
    let read = if heaviest > 0.0 {
        one_after_the_other(source, sheets, chosen, aligner, spec)
    } else {
        vec![chosen]
    };
    let notices = [joined(source, sheets, &read), tell(source, sheets, &read, &weights)];
    records.turn_to(&read);
    notices.into_iter().flatten().collect()
}

/// The chosen sheet and the others under its headers, in their order, as far as no response in them is there already:
/// survey tools write a sheet once more in codes or without some rows.
fn one_after_the_other(
    source: &str,
    sheets: &[Sheet],
    chosen: usize,
    aligner: &mut Aligner,
    spec: Option<&TableSpec>,
) -> Vec<usize> {
    let headers = headers(&sheets[chosen]);
    let is_alike =
        |at: &usize| *at != chosen && sheets[*at].n_rows() > 0 && self::headers(&sheets[*at]) == headers;
    let alike: Vec<usize> = (0..sheets.len()).filter(is_alike).collect();
    if alike.is_empty() {
        return vec![chosen];
    }
    let (alignment, _) = aligner.align(source, spec, &sheets[chosen].headers, &sheets[chosen].sample(SAMPLE));
    let id = alignment.columns.iter().position(|column| column.role == Role::ResponseId);
    let mut read = vec![chosen];
    let mut known = marks(&sheets[chosen], id);
    for at in alike {
        let marks = marks(&sheets[at], id);
        if !marks.is_empty() && marks.is_disjoint(&known) {
            known.extend(marks);
            read.push(at);
        }
    }
    read.sort_unstable();
    read
}

/// What the records of a sheet are known by: their own ids, or words that they do not share by chance.
fn marks(sheet: &Sheet, id: Option<usize>) -> BTreeSet<&str> {
    let mark = |cells: &'_ StringRecord| -> Option<usize> {
        id.or_else(|| (0..cells.len()).max_by_key(|at| cells.get(*at).map_or(0, str::len)))
    };
    let marks = sheet.records().filter_map(|cells| cells.get(mark(cells)?)).map(str::trim);
    marks.filter(|mark| !mark.is_empty() && (id.is_some() || mark.len() >= TELLING)).collect()
}

fn headers(sheet: &Sheet) -> Vec<String> {
    let mut headers: Vec<String> = sheet.headers.iter().map(|header| header.shown().to_lowercase()).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    headers
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

fn joined(source: &str, sheets: &[Sheet], read: &[usize]) -> Option<Notice> {
    let message = format!(
        "read the sheets {} one after the other: they have the same headers and share no response",
        names(sheets, read)
    );
    (read.len() > 1).then(|| Notice::new(source, "sheets-joined", message))
}

fn tell(source: &str, sheets: &[Sheet], read: &[usize], weights: &[f32]) -> Option<Notice> {
    let is_worth_telling =
        |at: &usize| is_table(&sheets[*at], TABLE) || weights[*at] > 0.0 && is_table(&sheets[*at], 1);
    let others = (0..sheets.len()).filter(|at| !read.contains(at)).filter(is_worth_telling);
    let others: Vec<String> =
        others.map(|at| format!("`{}` ({} rows)", sheets[at].name, sheets[at].n_rows())).collect();
    let message = format!(
        "read the sheet{} {}; not read: {}; save a sheet as a file of its own if it holds responses",
        if read.len() > 1 { "s" } else { "" },
        names(sheets, read),
        others.join(", ")
    );
    (!others.is_empty()).then(|| Notice::new(source, "other-sheets", message))
}

fn names(sheets: &[Sheet], read: &[usize]) -> String {
    let names: Vec<String> = read.iter().map(|at| format!("`{}`", sheets[*at].name)).collect();
    names.join(", ")
}

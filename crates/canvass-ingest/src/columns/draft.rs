//! A table whose columns are being decided.

use std::collections::{HashMap, HashSet};

use canvass_core::{Consultation, QuestionIdx};
use csv::StringRecord;

use super::header::{Header, Heading};
use super::values::{self, Look};
use super::{Choice, Column, Role, Takes, phrases};
use crate::definition::Part;

/// A table while its columns are decided, with what header and values say of each.
pub(super) struct Draft<'a> {
    pub(super) source: &'a str,
    pub(super) headings: Vec<Heading>,
    pub(super) shown: Vec<String>,
    sample: &'a [StringRecord],
    pub(super) columns: Vec<Option<Column>>,
    /// Parts of questions that have their column.
    pub(super) taken: HashSet<(QuestionIdx, Part)>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(source: &'a str, headers: &[Header], sample: &'a [StringRecord]) -> Self {
        Self {
            source,
            headings: headers.iter().map(Header::read).collect(),
            shown: distinct(headers.iter().map(Header::shown)),
            sample,
            columns: vec![None; headers.len()],
            taken: HashSet::new(),
        }
    }

    pub(super) fn values(&self, at: usize) -> impl Iterator<Item = &str> {
        self.sample.iter().filter_map(move |record| record.get(at))
    }

    pub(super) fn look(&self, at: usize, question: Option<(&Consultation, QuestionIdx)>) -> Look {
        values::look(question.map(|(consultation, idx)| consultation.question(idx)), self.values(at))
    }

    /// Whether the next column only goes on about the question before it.
    pub(super) fn is_followed(&self, at: usize) -> bool {
        self.headings.get(at + 1).is_some_and(|next| {
            let own = &self.headings[at];
            let same_number = next.number.is_some()
                && own.number.is_some()
                && next.number.as_deref().map(digits) == own.number.as_deref().map(digits);
            phrases::is_follow_up(next.part.as_ref().unwrap_or(&next.words))
                || same_number
                || next.words == own.words
        })
    }

    /// The column with this header: exactly, else with other spacing and case; the first not yet decided.
    pub(super) fn find(&self, header: &str) -> Option<usize> {
        let free = |at: &usize| self.columns[*at].is_none();
        let exact = || (0..self.shown.len()).filter(free).find(|at| self.shown[*at] == header);
        let wanted = Header::new(header);
        let plain = wanted.read();
        let shown = wanted.shown().to_lowercase();
        exact()
            .or_else(|| (0..self.shown.len()).filter(free).find(|at| self.shown[*at].to_lowercase() == shown))
            .or_else(|| {
                (0..self.shown.len())
                    .filter(free)
                    .find(|at| !plain.words.is_empty() && self.headings[*at] == plain)
            })
    }

    pub(super) fn set(&mut self, at: usize, role: Role, confidence: f32, reason: &str) {
        let header = self.shown[at].clone();
        self.columns[at] =
            Some(Column { header, role, confidence, reason: reason.to_owned(), choice: None, option: None });
    }

    /// Says that a column, already set, stands for one choice.
    pub(super) fn choose(&mut self, at: usize, of: &str, label: &str, takes: Takes) {
        if let Some(column) = &mut self.columns[at] {
            column.choice = Some(Choice { of: of.to_owned(), label: label.to_owned(), takes });
        }
    }

    pub(super) fn answer(
        &mut self,
        at: usize,
        question: QuestionIdx,
        part: Part,
        confidence: f32,
        reason: &str,
    ) {
        self.taken.insert((question, part));
        self.set(at, Role::Answer { question: Some(question), part }, confidence, reason);
    }
}

fn digits(number: &str) -> &str {
    number.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or(number)
}

/// Headers told apart: the second `Why?` becomes `Why? (2)`; a missing one is called by its place.
fn distinct(headers: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    // Counting goes on where it stopped, or a header repeated thousands of times would count to thousands each time.
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::new();
    for (at, header) in headers.enumerate() {
        let base = if header.is_empty() { format!("column {}", at + 1) } else { header };
        let mut name = base.clone();
        if seen.contains(&name) {
            let n = counts.entry(base.clone()).or_insert(1);
            while seen.contains(&name) {
                *n += 1;
                name = format!("{base} ({n})");
            }
        }
        seen.insert(name.clone());
        names.push(name);
    }
    names
}

//! What each coder has said so far, so that nobody says two things of one unit.

use std::collections::BTreeMap;

use canvass_core::Stance;

use crate::worksheet::Row;

/// What a row says of its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Stance(Stance),
    /// Whether a theme is there, or a question answered.
    Mark(bool),
}

/// Rows by coder, response and unit.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    entries: BTreeMap<[String; 3], Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    target: Option<usize>,
    label: Label,
    row: Row,
}

impl Ledger {
    /// Notes what a row says; gives back the first row that says otherwise, if there is one.
    pub(super) fn note(
        &mut self,
        unit: [&str; 3],
        target: Option<usize>,
        label: Label,
        row: &Row,
    ) -> Option<Row> {
        let entries = self.entries.entry(unit.map(str::to_owned)).or_default();
        let entry = Entry { target, label, row: row.clone() };
        let other = entries.iter().find(|other| other.contradicts(&entry)).map(|other| other.row.clone());
        entries.push(entry);
        other
    }
}

impl Entry {
    /// A row without target says that there was none at all.
    fn contradicts(&self, other: &Self) -> bool {
        match (self.target, other.target) {
            (Some(one), Some(other_target)) => one == other_target && self.label != other.label,
            (Some(_), None) => self.label == Label::Mark(true),
            (None, Some(_)) => other.label == Label::Mark(true),
            (None, None) => false,
        }
    }
}

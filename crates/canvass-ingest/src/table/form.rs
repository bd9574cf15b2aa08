//! A form that was filled in as a table, read as the one record that it is.

use std::collections::VecDeque;

use csv::StringRecord;

use crate::columns::{Form, Header};
use crate::encoding::Oddities;
use crate::format::{Record, Records};

/// Kind and message of the notice of a form.
pub(super) const TOLD: (&str, &str) = (
    "form",
    "holds a question and its reply in each row, as a form that one respondent filled in, and is read as one response",
);

/// What a form asks, when its only record is read already.
struct Read {
    headers: Vec<Header>,
    oddities: Oddities,
}

/// The form in place of the rows that were read ahead.
pub(super) fn take(
    form: Form,
    records: &dyn Records,
    ahead: &mut VecDeque<Record>,
    sample: &mut Vec<StringRecord>,
) -> Box<dyn Records> {
    let oddities = records.oddities();
    *ahead = VecDeque::from([Record::Cells(form.replies.clone())]);
    *sample = vec![form.replies];
    Box::new(Read { headers: form.headers, oddities })
}

impl Records for Read {
    fn headers(&self) -> &[Header] {
        &self.headers
    }

    fn next(&mut self) -> Option<Record> {
        None
    }

    fn oddities(&self) -> Oddities {
        self.oddities
    }
}

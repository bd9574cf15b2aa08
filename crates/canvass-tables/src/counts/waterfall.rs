//! `waterfall`: from received to analysed, step by step.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use canvass_core::{Response, Status};

use crate::buffer::Cell;
use crate::error::Error;
use crate::file::TableFile;

/// What is taken off between received and analysed, in order.
const TAKEN_OFF: [Status; 4] = [Status::Unreadable, Status::Blank, Status::Duplicate, Status::Excluded];

/// Counts of responses by what became of them.
#[derive(Debug, Default)]
pub(crate) struct Waterfall {
    counts: BTreeMap<(&'static str, Option<String>), u64>,
}

impl Waterfall {
    /// Counts a response where it stands.
    pub(crate) fn add(&mut self, response: &Response) {
        *self.counts.entry((response.status.as_str(), reason(response).cloned())).or_default() += 1;
    }

    /// Responses received.
    pub(crate) fn received(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Responses of one status.
    pub(crate) fn responses(&self, status: Status) -> u64 {
        self.reasons(status).map(|(_, responses)| responses).sum()
    }

    /// Writes the steps; one that took nothing off has a row that says so.
    pub(crate) fn write(&self, file: &mut TableFile) -> Result<(), Error> {
        let mut put = |step: &str, reason: Option<&String>, responses: u64| {
            file.push(&[step.into(), reason.into(), Cell::Int(responses.cast_signed())])
        };
        put("received", None, self.received())?;
        for status in TAKEN_OFF {
            let mut reasons: Vec<_> = self.reasons(status).collect();
            reasons.sort_by_key(|(_, responses)| Reverse(*responses));
            if reasons.is_empty() {
                reasons.push((None, 0));
            }
            for (reason, responses) in reasons {
                put(status.as_str(), reason, responses)?;
            }
        }
        put(Status::Analysed.as_str(), None, self.responses(Status::Analysed))
    }

    fn reasons(&self, status: Status) -> impl Iterator<Item = (Option<&String>, u64)> {
        let of_status = self.counts.iter().filter(move |((step, _), _)| *step == status.as_str());
        of_status.map(|((_, reason), responses)| (reason.as_ref(), *responses))
    }
}

/// The reason that a response stands by at its step.
///
/// That of a duplicate names the response it repeats: it would be one of its own for each.
pub(crate) fn reason(response: &Response) -> Option<&String> {
    match response.status {
        Status::Analysed | Status::Duplicate => None,
        Status::Unreadable | Status::Blank | Status::Excluded => response.reason.as_ref(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, responses, show, table};

    #[test]
    fn the_steps_add_up() {
        check(
            "waterfall",
            &[],
            "step reason responses",
            "received | - | 8
             unreadable | no text layer | 1
             blank | - | 1
             duplicate | - | 1
             excluded | - | 0
             analysed | - | 5",
        );
    }

    #[test]
    fn reasons_stand_by_number_and_idle_steps_are_shown() {
        let coded = responses("a unreadable=y\n b unreadable=x\n c unreadable=z\n d unreadable=z");
        assert_eq!(
            show(&table(&coded, "waterfall"), "step reason responses"),
            "received | - | 4\nunreadable | z | 2\nunreadable | x | 1\nunreadable | y | 1\n\
             blank | - | 0\nduplicate | - | 0\nexcluded | - | 0\nanalysed | - | 0\n"
        );
    }

    #[test]
    fn what_was_excluded_stands_by_its_reasons() {
        let coded = responses("a excluded=withdrawn\n b excluded=a-test\n c excluded=withdrawn\n d");
        let shown = show(&table(&coded, "waterfall"), "step reason responses");
        assert!(
            shown.ends_with("excluded | withdrawn | 2\nexcluded | a test | 1\nanalysed | - | 1\n"),
            "{shown}"
        );
    }
}

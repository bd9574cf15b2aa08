//! What a record tells of its sender besides the name: namesakes differ in postcode, age or network address.

use std::hash::{Hash as _, Hasher as _};

use canvass_core::Response;
use rustc_hash::FxHasher;

use super::person::names_somebody;

/// Words of headers whose cells differ each time one person sends: times, numbers of records, what it was sent with.
const OF_SENDING: [&str; 50] = [
    "agent",
    "attachment",
    "attachments",
    "browser",
    "channel",
    "collector",
    "completed",
    "completion",
    "created",
    "date",
    "device",
    "duration",
    "elapsed",
    "end",
    "ended",
    "finish",
    "finished",
    "guid",
    "hash",
    "id",
    "ids",
    "key",
    "language",
    "link",
    "minutes",
    "modified",
    "progress",
    "received",
    "record",
    "recorded",
    "ref",
    "reference",
    "referer",
    "referrer",
    "response",
    "row",
    "seconds",
    "serial",
    "session",
    "start",
    "started",
    "status",
    "submission",
    "submitted",
    "time",
    "timestamp",
    "token",
    "tracking",
    "updated",
    "uuid",
];
/// A date with one of these is the sender's own.
const OF_LIFE: [&str; 4] = ["birth", "born", "dob", "birthday"];

/// What a record tells, as header and cell; they are many, so of each only a hash is kept.
#[derive(Debug, Default)]
pub(super) struct Details(Box<[(u32, u32)]>);

impl Details {
    pub(super) fn of(response: &Response) -> Self {
        let attributes = response.attributes.iter().filter(|(header, _)| tells_persons_apart(header));
        let cells = attributes.filter(|(_, value)| !value.contains("://"));
        Self(cells.map(|(header, value)| (hash(header), hash(value))).collect())
    }

    /// Whether a cell of both differs.
    pub(super) fn differ(&self, other: &Self) -> bool {
        self.shared(other).any(|(one, other)| one != other)
    }

    /// Whether there is a cell that both have, and none differs.
    pub(super) fn agree(&self, other: &Self) -> bool {
        self.shared(other).next().is_some() && !self.differ(other)
    }

    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().filter_map(|(header, value)| {
            let (_, there) = other.0.iter().find(|(there, _)| there == header)?;
            Some((*value, *there))
        })
    }
}

fn tells_persons_apart(header: &str) -> bool {
    let header = header.to_lowercase();
    let has =
        |list: &[&str]| header.split(|mark: char| !mark.is_alphanumeric()).any(|word| list.contains(&word));
    !names_somebody(&header) && (has(&OF_LIFE) || !has(&OF_SENDING))
}

/// Of the letters and digits, whatever their case: "KW1 4AB" and "kw14ab" are one postcode.
fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    for mark in text.chars().filter(|mark| mark.is_alphanumeric()).flat_map(char::to_lowercase) {
        mark.hash(&mut hasher);
    }
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(attributes: &[(&str, &str)]) -> Details {
        let attributes = attributes.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        Details::of(&Response { attributes, ..Response::default() })
    }

    #[test]
    fn postcodes_tell_persons_apart_and_times_do_not() {
        let one = details(&[("Postcode", "KW1 4AB"), ("Start Date", "1 May"), ("IP Address", "10.0.0.1")]);
        let same = details(&[("Postcode", "kw14ab"), ("Start Date", "9 May")]);
        assert!(one.agree(&same) && !one.differ(&same));
        for (header, value) in [("Postcode", "IV2 3ZZ"), ("IP Address", "10.0.0.2")] {
            assert!(one.differ(&details(&[(header, value)])), "{header}");
        }
        let born = |date| details(&[("Date of birth", date)]);
        assert!(born("1 May 1950").differ(&born("2 May 1980")));
        assert!(!one.agree(&details(&[("Ward", "East")])));
    }
}

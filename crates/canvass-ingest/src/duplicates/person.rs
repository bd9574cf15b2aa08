//! Who sent a response, as far as names and addresses tell.

use canvass_core::Response;

use crate::nobody::is_no_name;

/// Parts of addresses from which nobody writes.
const ROBOTS: [&str; 5] = ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply"];

/// Whoever sent a response.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// In lower case, blanks collapsed.
    pub(super) name: Option<Box<str>>,
    pub(super) address: Option<Box<str>>,
    /// What else names somebody in a table: a body, a second name.
    others: Vec<(Box<str>, Box<str>)>,
    /// What sort of respondent it is, and from where: namesakes are known by it.
    kind: [Option<Box<str>>; 2],
}

impl Person {
    pub(super) fn of(response: &Response) -> Self {
        let naming = || response.attributes.iter().filter(|(header, _)| names_somebody(header));
        let others = naming().filter(|(_, value)| !is_no_name(value));
        let address = response.sender.as_deref().or_else(|| {
            naming().map(|(_, value)| value.trim()).find(|value| value.contains('@') && !value.contains(' '))
        });
        let name = response.respondent.as_deref().filter(|name| !name.contains('@')).map(folded);
        Self {
            name: name.filter(|name| !is_no_name(name)),
            address: address.map(folded),
            kind: [&response.respondent_type, &response.region].map(|said| said.as_deref().map(folded)),
            others: others.map(|(header, value)| (folded(header), folded(value))).collect(),
        }
    }

    /// Whether both write from one address that is read by somebody.
    pub(super) fn shares_address(&self, other: &Self) -> bool {
        self.own_address().is_some_and(|address| Some(address) == other.own_address())
    }

    /// The address, if somebody reads what is sent to it.
    pub(super) fn own_address(&self) -> Option<&str> {
        self.address.as_deref().filter(|address| !is_robot(address))
    }

    /// Whether nothing says that the two are different people.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let same_address = match (&self.address, &other.address) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let same_name = match (&self.name, &other.name) {
            (Some(one), Some(other)) => are_one_name(one, other),
            _ => true,
        };
        // Ann and Annie may share all else; two people of one body do not share their names.
        let is_at_odds = |(header, value): &(Box<str>, Box<str>)| {
            let there = other.others.iter().find(|(other, _)| other == header);
            there.is_some_and(|(_, there)| !are_one_name(value, there))
        };
        let differs = |(one, other): (&Option<Box<str>>, &Option<Box<str>>)| {
            one.as_deref().zip(other.as_deref()).is_some_and(|(one, other)| one != other)
        };
        let same_kind = !self.kind.iter().zip(&other.kind).any(differs);
        same_address && same_name && same_kind && !self.others.iter().any(is_at_odds)
    }
}

/// Whether nobody reads what is sent to an address in lower case.
pub(crate) fn is_robot(address: &str) -> bool {
    let mailbox = address.split('@').next().unwrap_or(address);
    ROBOTS.iter().any(|robot| mailbox.contains(robot))
}

pub(super) fn names_somebody(header: &str) -> bool {
    let holds = |word: &str| {
        header.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    ["name", "mail", "organi"].into_iter().any(holds)
}

pub(super) fn folded(text: &str) -> Box<str> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").into()
}

/// Whether two names in lower case may be one: "Ann Lee" and "Annie Lee", "A. Lee", "Lee, Ann" or "Ann".
fn are_one_name(one: &str, other: &str) -> bool {
    let parts = |name: &'_ str| -> Vec<String> {
        let parts = name.split(|mark: char| !mark.is_alphanumeric() && mark != '\'' && mark != '@');
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (parts(one), parts(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let begins =
        |part: &String| long.iter().any(|word| word.starts_with(part.as_str()) || part.starts_with(word));
    !short.is_empty() && short.iter().all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_written_in_many_ways() {
        for (one, other) in
            [("ann", "annie"), ("john smith", "smith, john"), ("a. lee", "ann lee"), ("lee", "ann lee")]
        {
            assert!(are_one_name(one, other), "{one} and {other}");
        }
        for (one, other) in [("john smith", "mary smith"), ("ann", "bob"), ("ann lee", "ann hay")] {
            assert!(!are_one_name(one, other), "{one} and {other}");
        }
    }
}

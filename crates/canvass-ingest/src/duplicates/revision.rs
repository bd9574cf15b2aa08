//! Responses that come from whoever responded before with other words, or as a letter that is only signed alike:
//! both count, and the analyst is told.

use std::collections::HashMap;

use canvass_core::{Notice, Response};
use memchr::memmem;

use super::trace::{Key, Trace, key};
use crate::assignments;

/// Told one by one; the others are summed up.
const TOLD: u64 = 100;
/// What a letter says of itself it says at its beginning.
const LONGEST_HEAD: usize = 2_000;
/// Words between which one response is said to take the place of another.
const REPLACING: [&str; 8] =
    ["replace", "supersede", "instead of", "in place of", "disregard", "ignore", "withdraw", "amend"];
const OWN: [&str; 3] = ["my", "our", "the"];
const EARLIER: [&str; 7] = ["earlier", "previous", "first", "original", "last", "former", "initial"];
const RESPONSES: [&str; 9] =
    ["response", "submission", "letter", "email", "e-mail", "reply", "comments", "answers", "form"];

/// Remembers the latest response of each address, name, signature and own id.
#[derive(Debug, Default)]
pub(super) struct Revisions {
    latest: HashMap<Key, u32>,
    pending: Option<Notice>,
    n_told: u64,
    n_untold: u64,
}

impl Revisions {
    pub(super) fn forget(&mut self) {
        self.pending = None;
    }

    pub(super) fn notice(&mut self) -> Option<Notice> {
        self.pending.take()
    }

    pub(super) fn rest(&self) -> Option<Notice> {
        let message = format!(
            "{} more responses come with other words from somebody who responded before",
            self.n_untold
        );
        (self.n_untold > 0).then(|| Notice::new("", "same-respondent", message))
    }

    pub(super) fn remember(&mut self, trace: &Trace, place: u32) {
        let keys = [record(trace), address(trace), name(trace), signature(trace), trace.signed];
        self.latest.extend(keys.into_iter().flatten().map(|key| (key, place)));
    }

    /// Notes what is to be told of a response that repeats none.
    pub(super) fn look(&mut self, response: &Response, trace: &Trace, known: &[Trace]) {
        let Some(message) = self.message(response, trace, known) else { return };
        if self.n_told == TOLD {
            self.n_untold += 1;
            return;
        }
        self.n_told += 1;
        let notice = Notice::new(&response.source, "same-respondent", message);
        self.pending = Some(match response.source_row {
            Some(row) => notice.at_row(row),
            None => notice,
        });
    }

    fn message(&self, response: &Response, trace: &Trace, known: &[Trace]) -> Option<String> {
        let latest = |key: Option<Key>| known.get(*self.latest.get(&key?)? as usize);
        let same = |key| latest(key).filter(|other| trace.person.may_be(&other.person));
        if let Some(other) = latest(record(trace)).filter(|other| trace.is_revised(other)) {
            return Some(told("looks like a revised record of", OTHER_WORDS, &response.id, &other.id));
        }
        if let Some(other) = same(address(trace)) {
            return Some(told("comes from the sender of", OTHER_WORDS, &response.id, &other.id));
        }
        if let Some(other) = same(trace.signed) {
            return Some(told("has the words and the signature of", "", &response.id, &other.id));
        }
        if !replaces(&response.text) {
            return None;
        }
        Some(match same(name(trace)).or_else(|| same(signature(trace))) {
            Some(other) => told(
                "says that it replaces an earlier response, perhaps",
                OTHER_WORDS,
                &response.id,
                &other.id,
            ),
            None => format!(
                "`{}` says that it replaces an earlier response, which could not be told; both are counted: \
                 exclude the other in {}",
                response.id,
                assignments::FILE
            ),
        })
    }
}

const OTHER_WORDS: &str = ", with other words or ticks";

fn told(relation: &str, difference: &str, id: &str, earlier: &str) -> String {
    let cell = if earlier.contains([',', ';', '"']) {
        format!("\"{}\"", earlier.replace('"', "\"\""))
    } else {
        earlier.to_owned()
    };
    format!(
        "`{id}` {relation} `{earlier}`{difference}; both are counted: a line `{cell},exclude,,,replaced` in {} \
         leaves the earlier one out",
        assignments::FILE
    )
}

fn record(trace: &Trace) -> Option<Key> {
    trace.own_id.as_deref().map(|own_id| key("record", &[own_id]))
}

fn address(trace: &Trace) -> Option<Key> {
    trace.person.own_address().map(|address| key("address", &[address]))
}

fn name(trace: &Trace) -> Option<Key> {
    trace.person.name.as_deref().map(|name| key("name", &[name]))
}

fn signature(trace: &Trace) -> Option<Key> {
    trace.signature.as_deref().map(|signature| key("signature", &[signature]))
}

/// Whether a text says, as "Please use this instead of my earlier response", that it takes the place of another.
fn replaces(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(LONGEST_HEAD)];
    // Most texts have none of the verbs; their first letters may be capitals.
    let has = |verb: &&str| memmem::find(head.as_bytes(), &verb.as_bytes()[1..]).is_some();
    if !REPLACING.iter().any(has) {
        return false;
    }
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    head.split(['.', '!', '?', ';']).any(|sentence| {
        REPLACING.iter().filter_map(|verb| sentence.find(verb).map(|at| &sentence[at..])).any(names_earlier)
    })
}

/// "my earlier response", "the first letter that I sent".
fn names_earlier(rest: &str) -> bool {
    let words: Vec<&str> = rest
        .split(|mark: char| !mark.is_alphanumeric() && mark != '-')
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(3)
        .any(|three| OWN.contains(&three[0]) && EARLIER.contains(&three[1]) && RESPONSES.contains(&three[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_say_that_they_replace_others() {
        for text in [
            "Please use this instead of my earlier response.",
            "This letter supersedes our previous submission of 3 May.",
            "Please disregard the first email, it was sent by mistake.",
        ] {
            assert!(replaces(text), "{text}");
        }
        for text in [
            "Trams should replace the last bus.",
            "My earlier response said so.",
            "Do not ignore our comments.",
        ] {
            assert!(!replaces(text), "{text}");
        }
    }
}

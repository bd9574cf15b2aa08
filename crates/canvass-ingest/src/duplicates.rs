//! The same respondent, record or file again. Copies under other names are a campaign, and not found here.
//!
//! A response repeats another of the same words where the same respondent sent both: under one address or one name,
//! whatever the formats and the line breaks. A record of a table repeats the one with its own id in another export.
//! What gives no name repeats nothing but the same file, and how often is told: a postcard may come from many.
//! Whoever sends other words again is counted twice, and told; so is a letter that has the words and the signature of
//! another, since a signature may be printed on both.

mod person;
mod revision;
mod signature;
mod trace;

use std::collections::HashMap;

use canvass_core::{Notice, Response, Status};

use revision::Revisions;
use trace::{By, Key, Trace};

/// Of those found by one key no more are compared: one address may send for a thousand names.
const MOST_COMPARED: usize = 16;

/// Remembers what was received; asked in input order.
#[derive(Debug, Default)]
pub struct Duplicates {
    known: Vec<Trace>,
    /// Places among the known, by what each is found by.
    seen: HashMap<Key, Vec<u32>>,
    revisions: Revisions,
    unsigned: Unsigned,
}

/// Files without a name that came again.
#[derive(Debug, Default)]
struct Unsigned {
    count: u64,
    /// The first that did, and what it repeats.
    first: Option<(String, String)>,
}

impl Unsigned {
    fn notice(&self) -> Option<Notice> {
        let (again, first) = self.first.as_ref()?;
        let are = if self.count == 1 { "1 file is".to_owned() } else { format!("{} files are", self.count) };
        let message = format!(
            "{are} the same as another and name no sender, as `{again}` is the same as `{first}`: such a file counts \
             once; where different people sent them, a `respondent` for each in assignments.csv makes them count"
        );
        Some(Notice::new("", "same-file", message))
    }
}

impl Duplicates {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The id of the response that this one repeats, if it does.
    pub fn check(&mut self, response: &Response) -> Option<String> {
        self.revisions.forget();
        if response.status != Status::Analysed {
            return None;
        }
        let trace = Trace::of(response);
        if trace.keys.is_empty() && trace.signed.is_none() {
            return None;
        }
        let first = self.find(&trace);
        if first.is_none() {
            self.revisions.look(response, &trace, &self.known);
        }
        // What a repetition is found by finds the first too.
        let place = first.unwrap_or(self.known.len());
        self.remember(&trace, place as u32);
        let Some(first) = first else {
            self.known.push(trace);
            return None;
        };
        let id = self.known[first].id.to_string();
        if !trace.is_named() {
            self.unsigned.count += 1;
            self.unsigned.first.get_or_insert_with(|| (response.id.clone(), id.clone()));
        }
        Some(id)
    }

    fn remember(&mut self, trace: &Trace, place: u32) {
        self.revisions.remember(trace, place);
        for (_, key) in &trace.keys {
            let places = self.seen.entry(*key).or_default();
            if places.len() < MOST_COMPARED && !places.contains(&place) {
                places.push(place);
            }
        }
    }

    /// What there is to tell of the response that was asked about last: its sender sent other words before.
    pub fn notice(&mut self) -> Option<Notice> {
        self.revisions.notice()
    }

    /// Sums up what was not told one by one.
    pub fn rest(&self) -> impl Iterator<Item = Notice> {
        self.revisions.rest().into_iter().chain(self.unsigned.notice())
    }

    fn find(&self, trace: &Trace) -> Option<usize> {
        trace.keys.iter().find_map(|(by, key)| {
            let places = self.seen.get(key)?.iter().map(|place| *place as usize);
            let is_same = |place: &usize| match by {
                By::File | By::Person => trace.person.may_be(&self.known[*place].person),
                By::Record => trace.is_record(&self.known[*place]),
            };
            places.into_iter().find(is_same)
        })
    }
}

#[cfg(test)]
mod tests;

//! The same respondent, record or file again. Copies under other names are a campaign, and not found here.
//!
//! A response repeats another of the same words where the same respondent sent both: under one address or one name,
//! whatever the formats and the line breaks. A record of a table repeats the one with its own id in another export.
//! Namesakes are several where anything else tells them apart, or where they have but a few ticks in common.
//! What gives no name repeats nothing but the same file, and how often is told: a postcard may come from many.
//! Whoever sends other words again is counted twice, and told; so is a letter that has the words and the signature of
//! another, since a signature may be printed on both.

mod detail;
mod person;
mod revision;
mod signature;
mod sums;
mod trace;

use std::collections::HashMap;

use canvass_core::{Notice, Response, Status};

pub(crate) use person::is_robot;
use revision::Revisions;
use sums::{Namesakes, Unsigned};
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
    namesakes: Namesakes,
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
            if let Some(earlier) = self.namesake(&trace).map(|earlier| earlier.id.to_string()) {
                self.namesakes.0.note(&response.id, &earlier);
            }
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
            self.unsigned.0.note(&response.id, &id);
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
        let summed = [self.revisions.rest(), self.unsigned.notice(), self.namesakes.notice()];
        summed.into_iter().flatten()
    }

    fn find(&self, trace: &Trace) -> Option<usize> {
        let repeated = self.places(trace).find(|(by, place)| {
            let earlier = &self.known[*place];
            match by {
                By::File => trace.person.may_be(&earlier.person),
                By::Person => trace.is_person(earlier),
                By::Record => trace.is_record(earlier),
            }
        });
        repeated.map(|(_, place)| place)
    }

    /// An earlier one of the same name and the same few ticks, of which nothing else is known.
    fn namesake(&self, trace: &Trace) -> Option<&Trace> {
        let by_person = self.places(trace).filter(|(by, _)| *by == By::Person);
        by_person.map(|(_, place)| &self.known[place]).find(|earlier| trace.is_namesake(earlier))
    }

    /// Places of what is found by the same keys.
    fn places(&self, trace: &Trace) -> impl Iterator<Item = (By, usize)> {
        trace.keys.iter().flat_map(|(by, key)| {
            self.seen.get(key).into_iter().flatten().map(|place| (*by, *place as usize))
        })
    }
}

#[cfg(test)]
mod tests;

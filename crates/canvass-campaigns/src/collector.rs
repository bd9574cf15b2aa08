//! Groups of likely copies, found from fingerprints.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;

use canvass_core::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::fingerprint::Fingerprint;
use crate::lists::Lists;

/// A leader is for the most part what others say too, as a template is.
const SHARED_BY_LEADER: f64 = 0.6;
/// Share of the leader's runs that a copy holds.
const HELD_OF_LEADER: f64 = 0.4;
/// Of a shorter text, which leaves much of the leader out: share of its own runs that are the leader's,
const HELD_OF_EXCERPT: f64 = 0.8;
/// and share of the leader's runs that it holds.
const EXCERPT_OF_LEADER: f64 = 0.25;
/// Kept runs in common, at the least.
const FEWEST_RUNS: usize = 3;
/// A run that more leaders have is a turn of phrase and tells nothing.
const MOST_LEADERS: usize = 8;

/// Runs that are told shared or not at a time, so that the set of those seen stays small.
const RUNS_AT_A_TIME: usize = 4 << 20;

/// Takes fingerprints in input order.
#[derive(Debug, Default)]
pub struct Collector {
    /// Texts by the hash of their words: place of the first of each.
    first: FxHashMap<u64, u32>,
    /// Distinct texts that are long enough.
    texts: Texts,
    /// For every response its text; none where it is too short.
    text_of: Vec<Option<u32>>,
    /// For every response where its own words stand.
    own: Lists<Span>,
    /// For every response the hashes of its sentences.
    sentences: Lists<u64>,
}

/// Texts, each sent once or often.
#[derive(Debug, Default)]
struct Texts {
    runs: Lists<u32>,
    copies: Vec<u32>,
}

/// Likely copies, and sentences that several responses have.
#[derive(Debug, Default)]
pub struct Groups {
    /// For every response the group it is in, if it is in one.
    pub(crate) group_of: Vec<Option<u32>>,
    /// For every group its leading response.
    pub(crate) leaders: Vec<u32>,
    /// For every response where its own words stand.
    pub(crate) own: Lists<Span>,
    /// Sentences in two or more responses outside groups: hash and response, by hash.
    pub(crate) sentences: Vec<(u64, u32)>,
}

impl Collector {
    /// Adds the next response.
    pub fn add(&mut self, fingerprint: &Fingerprint) {
        let is_long = fingerprint.is_long();
        self.sentences.push(&fingerprint.sentences);
        self.own.push(&fingerprint.own);
        let text = is_long.then(|| match self.first.entry(fingerprint.whole) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                self.texts.runs.push(&fingerprint.runs);
                self.texts.copies.push(0);
                *place.insert(self.texts.copies.len() as u32 - 1)
            }
        });
        if let Some(text) = text {
            self.texts.copies[text as usize] += 1;
        }
        self.text_of.push(text);
    }

    /// Finds the groups.
    pub fn finish(self) -> Groups {
        let lead = lead(&self.texts);
        // A text that nobody else leads or follows is a group only where it was sent twice.
        let mut size: FxHashMap<u32, u32> = FxHashMap::default();
        for (text, leader) in lead.iter().enumerate() {
            if let Some(leader) = leader {
                *size.entry(*leader).or_default() += self.texts.copies[text];
            }
        }
        let mut groups = Groups { own: self.own, ..Groups::default() };
        let mut number: FxHashMap<u32, u32> = FxHashMap::default();
        for (response, text) in self.text_of.iter().enumerate() {
            let leader = text.and_then(|text| lead[text as usize]).filter(|leader| size[leader] > 1);
            let group = leader.map(|leader| {
                *number.entry(leader).or_insert_with(|| {
                    groups.leaders.push(u32::MAX);
                    groups.leaders.len() as u32 - 1
                })
            });
            if let Some(group) = group.filter(|_| *text == leader) {
                let first = &mut groups.leaders[group as usize];
                *first = (*first).min(response as u32);
            }
            groups.group_of.push(group);
        }
        groups.sentences = shared(&self.sentences, &groups.group_of);
        groups
    }
}

/// For every text the one that leads it, itself included; none where none does.
///
/// Those sent most often lead first, then those that are most like others, then the earliest.
fn lead(texts: &Texts) -> Vec<Option<u32>> {
    let shared = shared_runs(texts);
    let share = |text: &usize| {
        let runs = &texts.runs[*text];
        let n_shared = runs.iter().filter(|run| shared.contains(run)).count();
        if runs.is_empty() { 0.0 } else { n_shared as f64 / runs.len() as f64 }
    };
    let mut order: Vec<usize> =
        (0..texts.copies.len()).filter(|text| texts.copies[*text] > 1 || share(text) > 0.0).collect();
    // Shares in hundredths, so that the order is one of whole numbers.
    order.sort_by_cached_key(|text| {
        (Reverse(texts.copies[*text]), Reverse((share(text) * 100.0).round() as i64), *text)
    });
    let mut lead = vec![None; texts.copies.len()];
    let mut leaders_with: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for pass in [Pass::Lead, Pass::Follow] {
        for &text in &order {
            if lead[text].is_some() {
                continue;
            }
            let own: Vec<u32> = texts.runs[text].iter().copied().filter(|run| shared.contains(run)).collect();
            if let Some(leader) = best_leader(texts, &shared, &leaders_with, &own) {
                lead[text] = Some(leader);
            } else if pass == Pass::Lead && (texts.copies[text] > 1 || share(&text) >= SHARED_BY_LEADER) {
                lead[text] = Some(text as u32);
                for run in own {
                    leaders_with.entry(run).or_default().push(text as u32);
                }
            }
        }
    }
    lead
}

/// First the leaders are found, then those who follow one that was found after them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Lead,
    Follow,
}

/// Runs that two distinct texts have, or a text that was sent twice.
fn shared_runs(texts: &Texts) -> FxHashSet<u32> {
    let mut shared: FxHashSet<u32> = FxHashSet::default();
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    let n_turns = 1 + (texts.runs.n_items() / RUNS_AT_A_TIME) as u32;
    for turn in 0..n_turns {
        seen.clear();
        for (runs, copies) in texts.runs.iter().zip(&texts.copies) {
            for run in runs.iter().filter(|run| **run % n_turns == turn) {
                if *copies > 1 || !seen.insert(*run) {
                    shared.insert(*run);
                }
            }
        }
    }
    shared
}

/// The leader that most of `own` runs are of, if they are enough.
fn best_leader(
    texts: &Texts,
    shared: &FxHashSet<u32>,
    leaders_with: &FxHashMap<u32, Vec<u32>>,
    own: &[u32],
) -> Option<u32> {
    let mut votes: FxHashMap<u32, usize> = FxHashMap::default();
    for run in own {
        let leaders = leaders_with.get(run).map_or(&[][..], Vec::as_slice);
        if leaders.len() <= MOST_LEADERS {
            for leader in leaders {
                *votes.entry(*leader).or_default() += 1;
            }
        }
    }
    let of_leader =
        |leader: u32| texts.runs[leader as usize].iter().filter(|run| shared.contains(run)).count();
    let holds = |leader: u32, common: usize| {
        let of_leader = common as f64 / of_leader(leader) as f64;
        let of_own = common as f64 / own.len() as f64;
        of_leader >= HELD_OF_LEADER || (of_own >= HELD_OF_EXCERPT && of_leader >= EXCERPT_OF_LEADER)
    };
    let mut votes: Vec<(u32, usize)> =
        votes.into_iter().filter(|(_, common)| *common >= FEWEST_RUNS).collect();
    votes.sort_unstable_by_key(|(leader, common)| (Reverse(*common), *leader));
    votes.into_iter().find(|(leader, common)| holds(*leader, *common)).map(|(leader, _)| leader)
}

/// The sentences that two responses outside groups have, by hash, then response.
fn shared(sentences: &Lists<u64>, group_of: &[Option<u32>]) -> Vec<(u64, u32)> {
    let of_free =
        || (0..).zip(sentences.iter()).filter(|(response, _)| group_of[*response as usize].is_none());
    let mut all: Vec<u64> = of_free().flat_map(|(_, hashes)| hashes).copied().collect();
    all.sort_unstable();
    let repeated = all.chunk_by(|one, other| one == other).filter(|same| same.len() > 1);
    let repeated: FxHashSet<u64> = repeated.map(|same| same[0]).collect();
    let places = of_free().flat_map(|(response, hashes)| hashes.iter().map(move |hash| (*hash, response)));
    let mut shared: Vec<(u64, u32)> = places.filter(|(hash, _)| repeated.contains(hash)).collect();
    shared.sort_unstable();
    shared
}

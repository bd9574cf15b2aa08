//! The letters that the templates of a round are taken from, chosen by what they say.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::collector::Kept;
use crate::leaders::Leaders;
use crate::template::{Draft, Template};
use crate::words::words;

/// Letters that a template is taken from, at most and at least,
const MOST_READ: usize = 100;
const FEWEST_READ: usize = 5;
/// and letters that all templates are taken from, since some wait in memory for the one they are compared with.
const READ_IN_ALL: usize = 100_000;

/// Templates in the making.
#[derive(Debug)]
pub(crate) struct Drafts {
    /// Groups by their leaders.
    pending: BTreeMap<u32, Pending>,
    /// Texts that are still to be read.
    wanted: FxHashSet<u32>,
}

/// A group before its leading letter was read, with those that wait for it, or after.
#[derive(Debug)]
struct Pending {
    /// The response that has the leading letter.
    response: u32,
    draft: Option<Draft>,
    /// Words of letters, and how often each was sent.
    waiting: Vec<(Vec<u64>, u32)>,
}

impl Drafts {
    /// Of the groups whose leaders are new; `lead` holds the leader of every text.
    pub(crate) fn new(
        kept: &Kept,
        leaders: &Leaders,
        lead: &[Option<u32>],
        is_new: impl Fn(u32) -> bool,
    ) -> Self {
        let new = |leader: &u32| is_new(*leader);
        let pending: BTreeMap<u32, Pending> = leading(kept, leaders, lead)
            .into_iter()
            .filter(|(leader, _)| new(leader))
            .map(|(leader, response)| (leader, Pending { response, draft: None, waiting: Vec::new() }))
            .collect();
        let most = (READ_IN_ALL / pending.len().max(1)).clamp(FEWEST_READ, MOST_READ);
        let members = (0..).zip(lead).filter_map(|(text, leader)| Some((leader.filter(new)?, text)));
        let mut members: Vec<(u32, u32)> = members.collect();
        // The leading letter, those sent most often, then any: which those are, their words say.
        members.sort_by_cached_key(|(leader, text)| {
            let at = *text as usize;
            let copies = Reverse(kept.texts.copies[at]);
            (*leader, *text != leaders.text(*leader), copies, kept.texts.whole[at])
        });
        let wanted = members.chunk_by(|one, next| one.0 == next.0).flat_map(|group| group.iter().take(most));
        Self { pending, wanted: wanted.map(|(_, text)| *text).collect() }
    }

    /// Reads a response that has a leader.
    pub(crate) fn read(&mut self, kept: &Kept, leader: u32, response: u32, text: &str) {
        let Some(pending) = self.pending.get_mut(&leader) else { return };
        let own = &kept.own[response as usize];
        if pending.response == response {
            let mut draft = Draft::new(text, own);
            pending.waiting.drain(..).for_each(|(copy, times)| draft.read(&copy, times));
            pending.draft = Some(draft);
        }
        let Some(of) = kept.text_of[response as usize].filter(|of| self.wanted.remove(of)) else { return };
        let copy: Vec<u64> = words(text, own).map(|word| word.hash).collect();
        let times = kept.texts.copies[of as usize];
        match &mut pending.draft {
            Some(draft) => draft.read(&copy, times),
            None => pending.waiting.push((copy, times)),
        }
    }

    /// The templates by their leaders.
    pub(crate) fn finish(self) -> impl Iterator<Item = (u32, Template)> {
        let drafts = self.pending.into_iter();
        drafts.filter_map(|(leader, pending)| Some((leader, pending.draft?.finish())))
    }
}

/// For every leader the response that has its text, as most people wrote it.
fn leading(kept: &Kept, leaders: &Leaders, lead: &[Option<u32>]) -> Vec<(u32, u32)> {
    let of = |text: u32| lead[text as usize].filter(|leader| leaders.text(*leader) == text);
    let responses = (0..).zip(kept.text_of.iter().zip(&kept.written));
    let mut found: Vec<(u32, u32, u32)> = responses
        .filter_map(|(response, (text, written))| Some((of((*text)?)?, *written, response)))
        .collect();
    found.sort_unstable();
    let groups = found.chunk_by(|one, next| one.0 == next.0);
    let commonest = groups.filter_map(|group| {
        let ways = group.chunk_by(|one, next| one.1 == next.1);
        ways.min_by_key(|way| (Reverse(way.len()), way[0].1)).map(|way| (way[0].0, way[0].2))
    });
    commonest.collect()
}

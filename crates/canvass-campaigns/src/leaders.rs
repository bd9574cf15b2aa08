//! Likely copies and the texts that lead them, found from runs of words.
//!
//! All that is decided here is decided by what the texts say, never by the order in which they came.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::collector::Texts;

/// A leader is for the most part what others say too, as a template is.
const SHARED_BY_LEADER: f64 = 0.6;
/// Share of the leader's runs that a likely copy holds.
const HELD_OF_LEADER: f64 = 0.3;
/// Share of its own runs that are the leader's, in a likely copy,
const HELD_OF_OWN: f64 = 0.25;
/// unless so many are: then it may say as much again as its sender likes.
const MANY_RUNS: usize = 7;
/// Kept runs in common, at the least.
const FEWEST_RUNS: usize = 3;
/// A run that more leaders have is a turn of phrase and tells nothing.
const MOST_LEADERS: usize = 8;
/// One that so many have stays one, whoever of them leads no more.
const TURN_OF_PHRASE: usize = 4 * MOST_LEADERS;

/// Runs that are counted at a time, so that the table of all those seen stays small.
const RUNS_AT_A_TIME: usize = 2 << 20;

/// The leaders of all rounds, and what each text is by now.
#[derive(Debug, Default)]
pub(crate) struct Leaders {
    all: Vec<Leader>,
    /// Open leaders by run.
    with: FxHashMap<u32, Vec<u32>>,
    standing: Vec<Standing>,
    /// Runs of texts that the last round grouped in vain, which are all that the next one is about.
    left_over: Option<FxHashSet<u32>>,
    /// Texts with leaders whose copies they turned out not to be.
    rejected: FxHashSet<(u32, u32)>,
}

#[derive(Debug)]
struct Leader {
    text: u32,
    /// Number of its runs that others have.
    n_shared: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Free,
    /// Free to follow; whom it led did not follow.
    Follower,
    /// A copy of a template.
    Taken,
}

/// Which texts are the likeliest templates.
///
/// A letter with much of somebody's own is said less often than the bare one. A sentence that many quote, though, is
/// said more often than the letter it is from; the letter cannot be its copy, and comes before it the next time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Foremost {
    OftenSaid,
    Longest,
}

impl Leaders {
    pub(crate) fn new(texts: &Texts) -> Self {
        Self { standing: vec![Standing::Free; texts.len()], ..Self::default() }
    }

    /// The text that leads.
    pub(crate) fn text(&self, leader: u32) -> u32 {
        self.all[leader as usize].text
    }

    /// For every text that is free the leader it follows, be it one of an earlier round, or itself.
    pub(crate) fn group(&mut self, texts: &Texts) -> Vec<Option<u32>> {
        let n_before = self.all.len();
        let mut lead = self.follow(texts);
        let mut sizes = vec![0; self.all.len()];
        for (leader, copies) in lead.iter().zip(&texts.copies) {
            if let Some(leader) = leader {
                sizes[*leader as usize] += copies;
            }
        }
        // Whom nobody follows may follow another, but no longer leads.
        for leader in n_before..self.all.len() {
            if sizes[leader] == 1 {
                let text = self.all[leader].text;
                self.close(texts, leader as u32);
                lead[text as usize] = self.best(texts, text);
                if let Some(followed) = lead[text as usize] {
                    sizes[followed as usize] += 1;
                }
            }
        }
        lead
    }

    /// Leaders and those who follow them, be they followed or not.
    fn follow(&mut self, texts: &Texts) -> Vec<Option<u32>> {
        let free: Vec<u32> =
            (0..texts.len() as u32).filter(|text| self.standing[*text as usize] != Standing::Taken).collect();
        let (counts, by) = match self.left_over.replace(FxHashSet::default()) {
            None => (counts(texts, &free, |_| true), Foremost::OftenSaid),
            Some(runs) => (counts(texts, &free, |run| runs.contains(&run)), Foremost::Longest),
        };
        let order = order(texts, free, &counts, by);
        let mut lead = vec![None; texts.len()];
        for &text in &order {
            let may_lead = self.standing[text as usize] == Standing::Free && may_lead(texts, text, &counts);
            if may_lead && self.best(texts, text).is_none() {
                lead[text as usize] = Some(self.open(texts, text, &counts));
            }
        }
        // Only now all leaders are known.
        for &text in &order {
            if lead[text as usize].is_none() {
                lead[text as usize] = self.best(texts, text);
            }
        }
        lead
    }

    /// Makes a text a leader.
    fn open(&mut self, texts: &Texts, text: u32, counts: &FxHashMap<u32, u32>) -> u32 {
        let leader = self.all.len() as u32;
        let shared = texts.runs[text as usize].iter().filter(|run| counts.contains_key(run));
        let mut n_shared = 0;
        for run in shared {
            let leaders = self.with.entry(*run).or_default();
            if leaders.len() < TURN_OF_PHRASE {
                leaders.push(leader);
            }
            n_shared += 1;
        }
        self.all.push(Leader { text, n_shared });
        leader
    }

    /// The leader that most runs of a text are of, if they are enough.
    fn best(&self, texts: &Texts, text: u32) -> Option<u32> {
        let own = &texts.runs[text as usize];
        let mut votes: FxHashMap<u32, usize> = FxHashMap::default();
        for run in own {
            let leaders = self.with.get(run).map_or(&[][..], Vec::as_slice);
            if leaders.len() <= MOST_LEADERS {
                for leader in leaders {
                    *votes.entry(*leader).or_default() += 1;
                }
            }
        }
        let is_likely = |(leader, common): &(u32, usize)| {
            let of = |runs: usize| *common as f64 / runs as f64;
            of(self.all[*leader as usize].n_shared) >= HELD_OF_LEADER
                && (*common >= MANY_RUNS || of(own.len()) >= HELD_OF_OWN)
                && !self.rejected.contains(&(text, *leader))
        };
        let mut votes: Vec<(u32, usize)> =
            votes.into_iter().filter(|(_, common)| *common >= FEWEST_RUNS).collect();
        votes.sort_unstable_by_key(|(leader, common)| (Reverse(*common), *leader));
        votes.into_iter().find(is_likely).map(|(leader, _)| leader)
    }

    /// Ends a leader without a campaign; its text may still follow another.
    pub(crate) fn close(&mut self, texts: &Texts, leader: u32) {
        let text = self.text(leader) as usize;
        self.standing[text] = Standing::Follower;
        for run in &texts.runs[text] {
            if let Some(leaders) = self.with.get_mut(run).filter(|leaders| leaders.len() < TURN_OF_PHRASE) {
                leaders.retain(|one| *one != leader);
            }
        }
    }

    /// Notes that a text is a copy.
    pub(crate) fn take(&mut self, text: u32) {
        self.standing[text as usize] = Standing::Taken;
    }

    /// Notes that a text is no copy of what this leader leads; it may still be one of something else.
    pub(crate) fn reject(&mut self, texts: &Texts, text: u32, leader: u32) {
        self.rejected.insert((text, leader));
        self.left_over.get_or_insert_default().extend(&texts.runs[text as usize]);
        if self.text(leader) == text {
            self.standing[text as usize] = Standing::Follower;
        }
    }

    /// Whether a response's text, where it is long enough to have one, is a copy.
    pub(crate) fn is_taken(&self, text: Option<u32>) -> bool {
        text.is_some_and(|text| self.standing[text as usize] == Standing::Taken)
    }
}

/// Those of the free texts that share something: first the likeliest templates.
fn order(texts: &Texts, mut free: Vec<u32>, counts: &FxHashMap<u32, u32>, by: Foremost) -> Vec<u32> {
    free.retain(|text| {
        let at = *text as usize;
        texts.copies[at] > 1 || texts.runs[at].iter().any(|run| counts.contains_key(run))
    });
    free.sort_by_cached_key(|text| {
        let at = *text as usize;
        let (often, length) = weight(&texts.runs[at], counts);
        let often = if by == Foremost::OftenSaid { often } else { 0 };
        (Reverse(often), Reverse(length), Reverse(texts.copies[at]), texts.whole[at])
    });
    free
}

/// A text that was sent twice, or is for the most part what others say too.
fn may_lead(texts: &Texts, text: u32, counts: &FxHashMap<u32, u32>) -> bool {
    let runs = &texts.runs[text as usize];
    let n_shared = runs.iter().filter(|run| counts.contains_key(run)).count();
    texts.copies[text as usize] > 1
        || (n_shared > 0 && n_shared as f64 / runs.len() as f64 >= SHARED_BY_LEADER)
}

/// How many people say what the middle one of some runs says, in fourfold steps, and how many of the runs are said
/// about as often.
fn weight(runs: &[u32], counts: &FxHashMap<u32, u32>) -> (u32, usize) {
    let mut said: Vec<u32> = runs.iter().map(|run| counts.get(run).copied().unwrap_or(1)).collect();
    if said.is_empty() {
        return (0, 0);
    }
    let middle = said.len() / 2;
    let median = *said.select_nth_unstable(middle).1;
    (median.ilog2() / 2, said.iter().filter(|said| **said > 1 && 2 * **said >= median).count())
}

/// Runs that two responses with `free` texts have, with their number, of those that are `wanted`.
fn counts(texts: &Texts, free: &[u32], wanted: impl Fn(u32) -> bool) -> FxHashMap<u32, u32> {
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    let n_turns = 1 + (texts.runs.n_items() / RUNS_AT_A_TIME) as u32;
    for turn in 0..n_turns {
        for text in free {
            let at = *text as usize;
            for run in texts.runs[at].iter().filter(|run| **run % n_turns == turn && wanted(**run)) {
                *seen.entry(*run).or_default() += texts.copies[at];
            }
        }
        shared.extend(seen.drain().filter(|(_, count)| *count > 1));
    }
    shared
}

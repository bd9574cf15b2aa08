//! One walk over the tokens, for all rules.

use canvass_core::text::{Analyzer, Sentence, Tokens, WordId};

use super::builder::{Group, PatternSet, Role, Rule};
use super::evaluate::{self, Hit, Stretch};
use super::{Match, RuleId, Scope};

/// What one worker remembers while it scans.
///
/// It goes with one analyzer: word ids of another mean other words.
#[derive(Debug, Default)]
pub struct Scanner {
    identity: Option<u64>,
    /// For each known word, where its atoms begin in `atoms`; with one more entry at the end.
    starts: Vec<u32>,
    atoms: Vec<u32>,
    /// Phrases begun: the state of the trie and the first token.
    active: Vec<(u32, u32)>,
    advanced: Vec<(u32, u32)>,
    hits: Vec<Hit>,
    /// Where phrases ended in the sentence that are of use only beside others: state and place.
    quiet: Vec<(u32, Stretch)>,
    /// Rules that some phrase of the sentence called for.
    called: Vec<u32>,
    exceptions: Vec<(Group, Stretch)>,
}

impl Scanner {
    /// A scanner that has met no word yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends every match of the rules of `set` in `tokens`, ordered by start, then end, then rule.
    ///
    /// Tokens for which `skip` holds match nothing, and no phrase reaches over them.
    pub fn scan(
        &mut self,
        set: &PatternSet,
        analyzer: &Analyzer,
        tokens: &Tokens,
        skip: &dyn Fn(usize) -> bool,
        out: &mut Vec<Match>,
    ) {
        self.learn(set, analyzer);
        let from = out.len();
        self.hits.clear();
        self.exceptions.clear();
        for (number, sentence) in tokens.sentences.iter().enumerate() {
            self.walk(set, tokens, sentence, number, skip, out);
        }
        if set.has_exceptions {
            self.apply_exceptions(set, tokens, out, from);
        }
        self.evaluate_hits(set, tokens, Role::Counts, out);
        out[from..].sort_unstable_by_key(|found| (found.tokens.start, found.tokens.end, found.rule));
        dedup_from(out, from);
    }

    /// Tries words met since the last scan against the atoms.
    fn learn(&mut self, set: &PatternSet, analyzer: &Analyzer) {
        if self.identity != Some(set.identity) {
            *self = Self { identity: Some(set.identity), starts: vec![0], ..Self::default() };
        }
        for id in self.starts.len() - 1..analyzer.n_words() {
            let word = WordId(u32::try_from(id).expect("word ids are 32 bits wide"));
            set.atoms.of(word, analyzer, &mut self.atoms);
            self.starts.push(u32::try_from(self.atoms.len()).expect("fewer than 2^32 word-atom pairs"));
        }
    }

    fn walk(
        &mut self,
        set: &PatternSet,
        tokens: &Tokens,
        sentence: &Sentence,
        number: usize,
        skip: &dyn Fn(usize) -> bool,
        out: &mut Vec<Match>,
    ) {
        self.active.clear();
        self.quiet.clear();
        let from = self.hits.len();
        for idx in sentence.tokens.clone() {
            let word = tokens.tokens[idx].word.0 as usize;
            let atoms = self.starts[word] as usize..self.starts[word + 1] as usize;
            if self.active.is_empty() && atoms.is_empty() {
                continue;
            }
            if skip(idx) {
                self.active.clear();
                continue;
            }
            self.step(set, idx as u32, atoms);
            for at in 0..self.advanced.len() {
                let (state, start) = self.advanced[at];
                let place = Stretch { start, end: idx as u32 + 1 };
                self.report(set, state, place, (number, sentence.paragraph), out);
            }
            self.advanced.retain(|(state, _)| set.trie.goes_on(*state));
            std::mem::swap(&mut self.active, &mut self.advanced);
        }
        self.join(set, number as u32, from);
    }

    /// Adds what the rules called for since `from` find among the quiet phrases of their sentence.
    fn join(&mut self, set: &PatternSet, sentence: u32, from: usize) {
        if self.quiet.is_empty() || self.hits.len() == from {
            return;
        }
        self.called.clear();
        self.called.extend(self.hits[from..].iter().map(|hit| hit.rule));
        self.called.sort_unstable();
        self.called.dedup();
        for &(state, place) in &self.quiet {
            let waiting = set.trie.waiting(state);
            for &rule in &self.called {
                let first = waiting.partition_point(|output| output.rule < rule);
                let of_rule = waiting[first..].iter().take_while(|output| output.rule == rule);
                self.hits.extend(of_rule.map(|output| Hit {
                    rule,
                    unit: sentence,
                    leaf: output.leaf,
                    place,
                }));
            }
        }
    }

    /// Moves every phrase begun over the token `idx`, and begins new ones there.
    fn step(&mut self, set: &PatternSet, idx: u32, atoms: std::ops::Range<usize>) {
        let atoms = &self.atoms[atoms];
        self.advanced.clear();
        for &(state, start) in &self.active {
            let by_atom = atoms.iter().filter_map(|atom| set.trie.next(state, *atom));
            self.advanced.extend(by_atom.chain(set.trie.any(state)).map(|next| (next, start)));
        }
        let begun = atoms.iter().filter_map(|atom| set.trie.first(*atom));
        self.advanced.extend(begun.map(|next| (next, idx)));
    }

    /// Notes the phrases that end in `state`.
    fn report(
        &mut self,
        set: &PatternSet,
        state: u32,
        place: Stretch,
        (sentence, paragraph): (usize, u32),
        out: &mut Vec<Match>,
    ) {
        if !set.trie.waiting(state).is_empty() {
            self.quiet.push((state, place));
        }
        for output in set.trie.calling(state) {
            let rule = &set.rules[output.rule as usize];
            if rule.tree.is_some() {
                let unit = match rule.scope {
                    Scope::Sentence => sentence as u32,
                    Scope::Paragraph => paragraph,
                    Scope::Answer => 0,
                };
                self.hits.push(Hit { rule: output.rule, unit, leaf: output.leaf, place });
            } else if let (Role::Excepts, Some(group)) = (rule.effect, rule.group) {
                self.exceptions.push((group, place));
            } else {
                out.push(Match { rule: RuleId(output.rule), tokens: range(place), sentence });
            }
        }
    }

    /// Evaluates the rules of one effect of which some phrase was found.
    fn evaluate_hits(&mut self, set: &PatternSet, tokens: &Tokens, effect: Role, out: &mut Vec<Match>) {
        self.hits.sort_unstable();
        for hits in self.hits.chunk_by(|one, next| (one.rule, one.unit) == (next.rule, next.unit)) {
            let rule = &set.rules[hits[0].rule as usize];
            let Some(tree) = rule.tree.as_ref().filter(|_| rule.effect == effect) else { continue };
            for place in evaluate::matches(tree, hits) {
                match (effect, rule.group) {
                    (Role::Excepts, Some(group)) => self.exceptions.push((group, place)),
                    _ => out.push(Match {
                        rule: RuleId(hits[0].rule),
                        tokens: range(place),
                        sentence: sentence_of(tokens, place),
                    }),
                }
            }
        }
    }

    /// Takes away the phrases that lie inside an exception of their group.
    fn apply_exceptions(&mut self, set: &PatternSet, tokens: &Tokens, out: &mut Vec<Match>, from: usize) {
        self.evaluate_hits(set, tokens, Role::Excepts, out);
        if self.exceptions.is_empty() {
            return;
        }
        sort_by_reach(&mut self.exceptions);
        let exceptions = &self.exceptions;
        let stands = |rule: &Rule, place: Stretch| !is_excepted(exceptions, rule, place);
        self.hits.retain(|hit| stands(&set.rules[hit.rule as usize], hit.place));
        let mut at = 0;
        out.retain(|found| {
            at += 1;
            let place = Stretch { start: found.tokens.start as u32, end: found.tokens.end as u32 };
            at <= from || stands(&set.rules[found.rule.index()], place)
        });
    }
}

/// Orders exceptions by group and start, and lets each end where the farthest before it in its group ends,
/// so that the last one to start at or before a place tells whether any holds it.
fn sort_by_reach(exceptions: &mut [(Group, Stretch)]) {
    exceptions.sort_unstable();
    for at in 1..exceptions.len() {
        let (group, before) = exceptions[at - 1];
        if exceptions[at].0 == group {
            exceptions[at].1.end = exceptions[at].1.end.max(before.end);
        }
    }
}

fn is_excepted(exceptions: &[(Group, Stretch)], rule: &Rule, place: Stretch) -> bool {
    let Some(group) = rule.group else { return false };
    let until = exceptions.partition_point(|(other, it)| (*other, it.start) <= (group, place.start));
    exceptions[..until].last().is_some_and(|(other, it)| *other == group && place.end <= it.end)
}

fn range(place: Stretch) -> std::ops::Range<usize> {
    place.start as usize..place.end as usize
}

fn sentence_of(tokens: &Tokens, place: Stretch) -> usize {
    tokens.sentences.partition_point(|sentence| sentence.tokens.end <= place.start as usize)
}

fn dedup_from(out: &mut Vec<Match>, from: usize) {
    let mut kept = from;
    for at in from..out.len() {
        if kept == from || out[kept - 1] != out[at] {
            out.swap(kept, at);
            kept += 1;
        }
    }
    out.truncate(kept);
}

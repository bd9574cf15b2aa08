//! One walk over the tokens, for all rules.

use std::ops::Range;

use canvass_core::text::{Analyzer, Compound, Reading, Sentence, Tokens, WordId};

use super::builder::{Group, PatternSet, Role, Rule};
use super::compounds::{Joined, Pairs};
use super::evaluate::{self, Hit, Stretch};
use super::exceptions::{is_excepted, sort_by_reach};
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
    /// The same for two words with a hyphen between, read as one.
    pairs: Pairs,
    /// Phrases that go on, or begin, over the token before and this one read as one word.
    joined: Vec<Joined>,
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

/// What is walked over: a sentence, its number, and the tokens to leave out.
struct Walk<'a> {
    set: &'a PatternSet,
    analyzer: &'a Analyzer,
    tokens: &'a Tokens,
    sentence: &'a Sentence,
    number: usize,
    skip: &'a dyn Fn(usize) -> bool,
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
        let mut compounds = tokens.compounds.as_slice();
        for (number, sentence) in tokens.sentences.iter().enumerate() {
            let n_here = compounds.iter().take_while(|compound| compound.token < sentence.tokens.end).count();
            let (here, behind) = compounds.split_at(n_here);
            compounds = behind;
            let walk = Walk { set, analyzer, tokens, sentence, number, skip };
            self.walk(&walk, here, out);
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

    fn walk(&mut self, walk: &Walk<'_>, mut compounds: &[Compound], out: &mut Vec<Match>) {
        let Walk { set, tokens, sentence, skip, .. } = *walk;
        self.active.clear();
        self.joined.clear();
        self.quiet.clear();
        let from = self.hits.len();
        // The next token that has another reading, or stands behind one that has.
        let mut special = compounds.first().map_or(usize::MAX, |first| first.token);
        for idx in sentence.tokens.clone() {
            let atoms = self.atoms_of(tokens.tokens[idx].word);
            if self.active.is_empty() && atoms.is_empty() && idx < special {
                continue;
            }
            if skip(idx) {
                self.active.clear();
                self.joined.clear();
                continue;
            }
            if idx < special {
                self.step(set, idx as u32, atoms);
                self.report_all(walk, idx, out);
            } else {
                compounds = self.step_compound(walk, compounds, idx, out);
                let next = compounds.first().map_or(usize::MAX, |next| next.token);
                special = if self.joined.is_empty() { next } else { idx + 1 };
            }
            self.advanced.retain(|(state, _)| set.trie.goes_on(*state));
            std::mem::swap(&mut self.active, &mut self.advanced);
        }
        self.join(set, walk.number as u32, from);
    }

    /// Moves every phrase begun over the token `idx` in each of its readings, and begins new ones there.
    ///
    /// Returns those of `compounds` that stand behind it.
    #[cold]
    fn step_compound<'c>(
        &mut self,
        walk: &Walk<'_>,
        compounds: &'c [Compound],
        idx: usize,
        out: &mut Vec<Match>,
    ) -> &'c [Compound] {
        let until = |end: usize| compounds.partition_point(|compound| compound.token < end);
        let arrived = std::mem::take(&mut self.joined);
        let mut parted = Vec::new();
        for compound in &compounds[until(idx)..until(idx + 1)] {
            match &compound.reading {
                Reading::Joined if walk.sentence.tokens.contains(&(idx + 1)) => self.join_next(walk, idx),
                Reading::Joined => {}
                Reading::Parted(parts) => parted = self.step_parts(walk, parts, idx, out),
            }
        }
        self.step(walk.set, idx as u32, self.atoms_of(walk.tokens.tokens[idx].word));
        self.advanced.extend(parted);
        self.advanced.extend(arrived.iter().filter(|each| !each.is_told).map(|each| each.reached));
        self.report_all(walk, idx, out);
        self.advanced.extend(arrived.iter().filter(|each| each.is_told).map(|each| each.reached));
        &compounds[until(idx + 1)..]
    }

    /// Where the phrases begun, and those that begin here, are behind the parts of the token `idx`.
    fn step_parts(
        &mut self,
        walk: &Walk<'_>,
        parts: &[WordId],
        idx: usize,
        out: &mut Vec<Match>,
    ) -> Vec<(u32, u32)> {
        let before = self.active.clone();
        for (at, part) in parts.iter().enumerate() {
            self.step(walk.set, idx as u32, self.atoms_of(*part));
            if at + 1 < parts.len() {
                self.report_all(walk, idx, out);
                std::mem::swap(&mut self.active, &mut self.advanced);
            }
        }
        self.active = before;
        std::mem::take(&mut self.advanced)
    }

    /// Moves every phrase begun over the token `idx` and the next as one word, and begins new ones there.
    ///
    /// What matches the second word alone begins there, and not at both.
    fn join_next(&mut self, walk: &Walk<'_>, idx: usize) {
        let Walk { set, analyzer, tokens, .. } = *walk;
        let (one, next) = (tokens.tokens[idx].word, tokens.tokens[idx + 1].word);
        let (first, second) = (self.atoms_of(one), self.atoms_of(next));
        let Self { pairs, joined, active, atoms, .. } = self;
        for atom in pairs.of(&set.atoms, analyzer, one, next) {
            let is_told = atoms[first.clone()].contains(atom);
            let gone_on =
                active.iter().filter_map(|(state, start)| Some((set.trie.next(*state, *atom)?, *start)));
            let begun = set.trie.first(*atom).filter(|_| !atoms[second.clone()].contains(atom));
            let reached = gone_on.chain(begun.map(|state| (state, idx as u32)));
            joined.extend(reached.map(|reached| Joined { reached, is_told }));
        }
    }

    /// Where the atoms of a word stand.
    fn atoms_of(&self, word: WordId) -> Range<usize> {
        let word = word.0 as usize;
        self.starts[word] as usize..self.starts[word + 1] as usize
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
    fn step(&mut self, set: &PatternSet, idx: u32, atoms: Range<usize>) {
        let atoms = &self.atoms[atoms];
        self.advanced.clear();
        for &(state, start) in &self.active {
            let by_atom = atoms.iter().filter_map(|atom| set.trie.next(state, *atom));
            self.advanced.extend(by_atom.chain(set.trie.any(state)).map(|next| (next, start)));
        }
        let begun = atoms.iter().filter_map(|atom| set.trie.first(*atom));
        self.advanced.extend(begun.map(|next| (next, idx)));
    }

    /// Notes the phrases that end with the token `idx`.
    fn report_all(&mut self, walk: &Walk<'_>, idx: usize, out: &mut Vec<Match>) {
        for at in 0..self.advanced.len() {
            let (state, start) = self.advanced[at];
            let place = Stretch { start, end: idx as u32 + 1 };
            self.report(walk.set, state, place, (walk.number, walk.sentence.paragraph), out);
        }
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

fn range(place: Stretch) -> Range<usize> {
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

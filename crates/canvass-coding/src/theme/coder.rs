//! Tokens in, mentions out.

use std::sync::Arc;

use canvass_core::text::{Analyzer, Tokens};
use canvass_core::{Answer, Mention};

use super::frame::{CodeFrame, Overlaps, Rule};
use super::negation::{self, Sign, Signs};
use crate::pattern::{Group, Match, PatternSet, PatternSetBuilder, Role, Scanner};

/// A code frame compiled; shared by all workers.
#[derive(Debug)]
pub struct ThemeModel {
    set: PatternSet,
    /// Whose each rule of the set is, by rule id.
    owners: Vec<Owner>,
    /// By theme.
    choices: Vec<Choices>,
    n_rules: usize,
}

impl ThemeModel {
    /// Number of rules that earn mentions.
    pub fn n_rules(&self) -> usize {
        self.n_rules
    }
}

#[derive(Debug)]
enum Owner {
    Theme { theme_idx: usize, rule: Arc<str>, weight: f64 },
    Negation(Sign),
}

/// What a theme does with its matches.
#[derive(Clone, Copy, Debug)]
struct Choices {
    overlaps: Overlaps,
    leaves_out_negated: bool,
    threshold: Option<f64>,
}

/// Sums of weights such as 0.1 fall a hair short.
const HAIR: f64 = 1e-9;

impl CodeFrame {
    /// Compiles the rules for the language of `analyzer`, interning their words in it; clone that for the workers afterwards.
    ///
    /// Rules that name no language are for the one with the code `home`.
    ///
    /// # Panics
    /// Never for a frame that [`super::parse`] made: its rules parse.
    pub fn compile(&self, analyzer: &mut Analyzer, home: &str) -> ThemeModel {
        let language = analyzer.language().code();
        let is_for = |rule: &&Rule| rule.language.unwrap_or(home) == language;
        let mut builder = PatternSetBuilder::new().with_lists(self.lists.clone());
        let mut owners = Vec::new();
        let mut n_rules = 0;
        for (theme_idx, theme) in self.themes.iter().enumerate() {
            let group = Group(u32::try_from(theme_idx).expect("fewer than 2^32 themes"));
            let counting = theme.any.iter().map(|rule| (rule, Role::Counts));
            let excepting = theme.except.iter().map(|rule| (rule, Role::Excepts));
            for (rule, effect) in counting.chain(excepting).filter(|(rule, _)| is_for(rule)) {
                n_rules += usize::from(effect == Role::Counts);
                builder.add_to(group, effect, &rule.text, rule.scope).expect("rules of a frame parse");
                owners.push(Owner::Theme { theme_idx, rule: rule.text.clone(), weight: rule.weight });
            }
        }
        let signs = negation::add_rules(analyzer.language(), &mut builder);
        owners.extend(signs.into_iter().map(Owner::Negation));
        let choices = self.themes.iter().map(|theme| Choices {
            overlaps: theme.overlaps,
            leaves_out_negated: theme.leaves_out_negated,
            threshold: theme.threshold,
        });
        ThemeModel { choices: choices.collect(), set: builder.build(analyzer), owners, n_rules }
    }
}

/// What one worker remembers while it codes; goes with one analyzer.
#[derive(Debug, Default)]
pub struct ThemeCoder {
    scanner: Scanner,
    matches: Vec<Match>,
    candidates: Vec<Candidate>,
    signs: Signs,
}

#[derive(Debug)]
struct Candidate {
    theme_idx: usize,
    weight: f64,
    found: Match,
    negated: bool,
}

impl ThemeCoder {
    /// A coder that has met no word yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the mentions of `answer`, ordered by start, then end, then theme.
    ///
    /// `tokens` are those of the answer's span in `text`, with sentence breaks at the edges of its asides.
    #[expect(clippy::too_many_arguments, reason = "an answer comes in the parts the pipeline shares")]
    pub fn mentions(
        &mut self,
        model: &ThemeModel,
        analyzer: &Analyzer,
        text: &str,
        answer_idx: usize,
        answer: &Answer,
        tokens: &Tokens,
        out: &mut Vec<Mention>,
    ) {
        let skip = |idx: usize| answer.is_aside(tokens.tokens[idx].span);
        self.matches.clear();
        self.scanner.scan(&model.set, analyzer, tokens, &skip, &mut self.matches);
        self.deal(model);
        if !answer.asides.is_empty() {
            self.candidates.retain(|each| !each.found.tokens.clone().any(skip));
        }
        keep_longest(&mut self.candidates, &model.choices);
        for each in &mut self.candidates {
            each.negated = self.signs.negate(text, tokens, &each.found.tokens, each.found.sentence);
        }
        self.weigh(&model.choices);
        out.extend(self.candidates.iter().map(|Candidate { theme_idx, found, negated, .. }| Mention {
            answer_idx,
            theme_idx: *theme_idx,
            rule: rule_of(model, found),
            span: tokens.tokens[found.tokens.start].span.join(tokens.tokens[found.tokens.end - 1].span),
            sentence: tokens.sentences[found.sentence].span,
            negated: *negated,
        }));
    }

    /// Leaves out what its theme does not let count: mentions under negation, and those too light together.
    fn weigh(&mut self, choices: &[Choices]) {
        self.candidates.retain(|each| !(each.negated && choices[each.theme_idx].leaves_out_negated));
        let mut too_light: Vec<usize> = self.candidates.iter().map(|each| each.theme_idx).collect();
        too_light.retain(|theme| choices[*theme].threshold.is_some());
        too_light.sort_unstable();
        too_light.dedup();
        too_light.retain(|theme| {
            let own = self.candidates.iter().filter(|each| each.theme_idx == *theme);
            let weight: f64 = own.map(|each| each.weight).sum();
            choices[*theme].threshold.is_some_and(|threshold| weight < threshold - HAIR)
        });
        if !too_light.is_empty() {
            self.candidates.retain(|each| !too_light.contains(&each.theme_idx));
        }
    }

    /// Deals the matches to themes and to negation.
    fn deal(&mut self, model: &ThemeModel) {
        self.candidates.clear();
        self.signs.clear();
        for found in self.matches.drain(..) {
            match &model.owners[found.rule.index()] {
                Owner::Theme { theme_idx, weight, .. } => {
                    let (theme_idx, weight) = (*theme_idx, *weight);
                    self.candidates.push(Candidate { theme_idx, weight, found, negated: false });
                }
                Owner::Negation(sign) => self.signs.push(*sign, found),
            }
        }
    }
}

fn rule_of(model: &ThemeModel, found: &Match) -> Arc<str> {
    match &model.owners[found.rule.index()] {
        Owner::Theme { rule, .. } => rule.clone(),
        Owner::Negation(_) => unreachable!("signs of negation are no candidates"),
    }
}

/// Of matches of one theme that overlap, the longest stays; the earlier, then the earlier rule, among equals.
/// A theme that keeps all loses only what another of its rules matched in the very same words.
///
/// Leaves the rest ordered by start, then end, then theme.
fn keep_longest(candidates: &mut Vec<Candidate>, choices: &[Choices]) {
    candidates.sort_by_key(|each| (each.theme_idx, each.found.tokens.start));
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut cluster: Vec<Candidate> = Vec::new();
    let mut reach = (0, 0);
    for each in candidates.drain(..) {
        if each.theme_idx != reach.0 || each.found.tokens.start >= reach.1 {
            settle(&mut cluster, &mut kept, choices);
            reach = (each.theme_idx, 0);
        }
        reach.1 = reach.1.max(each.found.tokens.end);
        cluster.push(each);
    }
    settle(&mut cluster, &mut kept, choices);
    kept.sort_by_key(|each| (each.found.tokens.start, each.found.tokens.end, each.theme_idx));
    *candidates = kept;
}

/// Moves the winners of a chain of overlapping matches of one theme to `kept`.
fn settle(cluster: &mut Vec<Candidate>, kept: &mut Vec<Candidate>, choices: &[Choices]) {
    if cluster.len() > 1 && choices[cluster[0].theme_idx].overlaps == Overlaps::All {
        cluster.sort_by_key(|each| (each.found.tokens.start, each.found.tokens.end, each.found.rule));
        cluster.dedup_by(|one, other| one.found.tokens == other.found.tokens);
        kept.append(cluster);
    }
    if cluster.len() < 2 {
        kept.append(cluster);
        return;
    }
    let first = cluster.iter().map(|each| each.found.tokens.start).min().unwrap_or(0);
    let behind = cluster.iter().map(|each| each.found.tokens.end).max().unwrap_or(0);
    cluster.sort_by_key(|each| {
        let tokens = &each.found.tokens;
        (std::cmp::Reverse(tokens.len()), tokens.start, each.found.rule)
    });
    let mut taken = vec![false; behind - first];
    for each in cluster.drain(..) {
        let place = each.found.tokens.start - first..each.found.tokens.end - first;
        // Winners so far are no shorter, so one that overlaps this holds its first word or its last.
        if !taken[place.start] && !taken[place.end - 1] {
            taken[place].fill(true);
            kept.push(each);
        }
    }
}

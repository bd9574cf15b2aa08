//! Tokens in, mentions out.

use std::sync::Arc;

use canvass_core::text::{Analyzer, Tokens};
use canvass_core::{Answer, Aside, Mention};

use super::frame::CodeFrame;
use super::negation::{self, Sign, Signs};
use crate::pattern::{Group, Match, PatternSet, PatternSetBuilder, Role, Scanner};

/// A code frame compiled; shared by all workers.
#[derive(Debug)]
pub struct ThemeModel {
    set: PatternSet,
    /// Whose each rule of the set is, by rule id.
    owners: Vec<Owner>,
}

#[derive(Debug)]
enum Owner {
    Theme { theme_idx: usize, rule: Arc<str> },
    Negation(Sign),
}

impl CodeFrame {
    /// Compiles the frame, interning its words in `analyzer`; clone that for the workers afterwards.
    ///
    /// # Panics
    /// Never for a frame that [`super::parse`] made: its rules parse.
    pub fn compile(&self, analyzer: &mut Analyzer) -> ThemeModel {
        let mut builder = PatternSetBuilder::new();
        let mut owners = Vec::new();
        for (theme_idx, theme) in self.themes.iter().enumerate() {
            let group = Group(u32::try_from(theme_idx).expect("fewer than 2^32 themes"));
            let counting = theme.any.iter().map(|rule| (rule, Role::Counts));
            let excepting = theme.except.iter().map(|rule| (rule, Role::Excepts));
            for (rule, effect) in counting.chain(excepting) {
                builder.add_to(group, effect, &rule.text, rule.scope).expect("rules of a frame parse");
                owners.push(Owner::Theme { theme_idx, rule: rule.text.clone() });
            }
        }
        let signs = negation::add_rules(analyzer.language(), &mut builder);
        owners.extend(signs.into_iter().map(Owner::Negation));
        ThemeModel { set: builder.build(analyzer), owners }
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
    found: Match,
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
        let skip = |idx: usize| is_aside(&answer.asides, tokens, idx);
        self.matches.clear();
        self.scanner.scan(&model.set, analyzer, tokens, &skip, &mut self.matches);
        self.deal(model);
        if !answer.asides.is_empty() {
            self.candidates.retain(|each| !each.found.tokens.clone().any(skip));
        }
        keep_longest(&mut self.candidates);
        out.extend(self.candidates.iter().map(|Candidate { theme_idx, found }| Mention {
            answer_idx,
            theme_idx: *theme_idx,
            rule: rule_of(model, found),
            span: tokens.tokens[found.tokens.start].span.join(tokens.tokens[found.tokens.end - 1].span),
            sentence: tokens.sentences[found.sentence].span,
            negated: self.signs.negate(text, tokens, &found.tokens, found.sentence),
        }));
    }

    /// Deals the matches to themes and to negation.
    fn deal(&mut self, model: &ThemeModel) {
        self.candidates.clear();
        self.signs.clear();
        for found in self.matches.drain(..) {
            match &model.owners[found.rule.index()] {
                Owner::Theme { theme_idx, .. } => {
                    self.candidates.push(Candidate { theme_idx: *theme_idx, found });
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

fn is_aside(asides: &[Aside], tokens: &Tokens, idx: usize) -> bool {
    let span = tokens.tokens[idx].span;
    let at = asides.partition_point(|aside| aside.span.end <= span.start);
    asides.get(at).is_some_and(|aside| aside.span.overlaps(span))
}

/// Of matches of one theme that overlap, the longest stays; the earlier, then the earlier rule, among equals.
///
/// Leaves the rest ordered by start, then end, then theme.
fn keep_longest(candidates: &mut Vec<Candidate>) {
    candidates.sort_by_key(|each| (each.theme_idx, each.found.tokens.start));
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut cluster: Vec<Candidate> = Vec::new();
    let mut reach = (0, 0);
    for each in candidates.drain(..) {
        if each.theme_idx != reach.0 || each.found.tokens.start >= reach.1 {
            settle(&mut cluster, &mut kept);
            reach = (each.theme_idx, 0);
        }
        reach.1 = reach.1.max(each.found.tokens.end);
        cluster.push(each);
    }
    settle(&mut cluster, &mut kept);
    kept.sort_by_key(|each| (each.found.tokens.start, each.found.tokens.end, each.theme_idx));
    *candidates = kept;
}

/// Moves the winners of a chain of overlapping matches of one theme to `kept`.
fn settle(cluster: &mut Vec<Candidate>, kept: &mut Vec<Candidate>) {
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

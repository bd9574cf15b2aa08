//! What each rule of a code frame comes to over real answers: which ones are dead, swallowed, or see only the question.

use std::collections::BTreeMap;

use canvass_core::text::{Analyzer, Tokens};
use canvass_core::{Answer, Mention, Span, ThemeDef};

use super::coder::{ThemeCoder, ThemeModel};
use super::frame::{CodeFrame, Rule};
use crate::pattern::{Match, PatternSet, PatternSetBuilder, RuleId, Scanner};

/// Every rule compiled to stand for itself, beside the frame as it codes.
#[derive(Debug)]
pub struct AuditModel {
    set: PatternSet,
    /// Whose each rule of the set is, in the order of the file: those of `any`, then those of `except`.
    rules: Vec<Owned>,
    frame: ThemeModel,
    themes: Vec<ThemeDef>,
}

#[derive(Debug)]
struct Owned {
    theme_idx: usize,
    excepts: bool,
    rule: Rule,
    /// Whether the theme has the very same rule before it.
    repeats: bool,
}

impl Owned {
    /// Whether another rule of the theme is this one, written once more.
    fn is_same(&self, other: &Self) -> bool {
        let words = |owned: &Self| owned.rule.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let kind = |owned: &Self| (owned.theme_idx, owned.excepts, owned.rule.scope);
        kind(self) == kind(other) && words(self) == words(other)
    }
}

impl CodeFrame {
    /// Compiles the frame for an audit, interning its words in `analyzer`; `home` as for [`CodeFrame::compile`].
    pub fn compile_audit(&self, analyzer: &mut Analyzer, home: &str) -> AuditModel {
        let language = analyzer.language().code();
        let mut builder = PatternSetBuilder::new().with_lists(self.lists.clone());
        let mut rules = Vec::new();
        for (theme_idx, theme) in self.themes.iter().enumerate() {
            let counting = theme.any.iter().map(|rule| (false, rule));
            for (excepts, rule) in counting.chain(theme.except.iter().map(|rule| (true, rule))) {
                if rule.language.unwrap_or(home) == language {
                    builder.add(&rule.text, rule.scope).expect("rules of a frame parse");
                    let mut owned = Owned { theme_idx, excepts, rule: rule.clone(), repeats: false };
                    owned.repeats = rules.iter().any(|earlier| owned.is_same(earlier));
                    rules.push(owned);
                }
            }
        }
        let frame = self.compile(analyzer, home);
        AuditModel { set: builder.build(analyzer), rules, frame, themes: self.defs() }
    }
}

/// What one rule came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Places it matches in the respondents' own words.
    matches: u64,
    /// Places it matches in the consultation's wording, printed or repeated, or in words of others.
    in_asides: u64,
    /// Mentions it earns.
    earns: u64,
    /// Responses in which it earns one.
    responses: u64,
    /// The last of them, to count each once.
    last_response: Option<u64>,
    /// By rule of the same theme, places it matches that the other has.
    swallowed_by: BTreeMap<u32, u64>,
}

/// Collects what the rules come to; those of several threads add up.
#[derive(Debug)]
pub struct Audit {
    scanner: Scanner,
    coder: ThemeCoder,
    tallies: Vec<Tally>,
    /// By theme, and for pairs of themes the earlier first: responses that mention both.
    both: Vec<Vec<u64>>,
    n_responses: u64,
}

impl Audit {
    /// Nothing seen yet.
    pub fn new(model: &AuditModel) -> Self {
        let n_themes = model.themes.len();
        Self {
            scanner: Scanner::new(),
            coder: ThemeCoder::new(),
            tallies: vec![Tally::default(); model.rules.len()],
            both: vec![vec![0; n_themes]; n_themes],
            n_responses: 0,
        }
    }

    /// Takes in the answers of one response, each with its tokens.
    pub fn add<'a>(
        &mut self,
        model: &AuditModel,
        analyzer: &Analyzer,
        text: &str,
        answers: impl IntoIterator<Item = (&'a Answer, &'a Tokens)>,
    ) {
        let mut themes = Vec::new();
        let mut last_span = None;
        for (answer, tokens) in answers {
            // One reply to several questions is read once.
            if last_span.replace(answer.span) == Some(answer.span) {
                continue;
            }
            let mut mentions = Vec::new();
            self.coder.mentions(&model.frame, analyzer, text, 0, answer, tokens, &mut mentions);
            themes.extend(mentions.iter().flat_map(|each| ThemeDef::lineage(&model.themes, each.theme_idx)));
            self.add_answer(model, analyzer, (answer, tokens), &mentions);
        }
        themes.sort_unstable();
        themes.dedup();
        for (at, one) in themes.iter().enumerate() {
            themes[at..].iter().for_each(|other| self.both[*one][*other] += 1);
        }
        self.n_responses += 1;
    }

    /// Takes in a question or the title of an option, as the consultation prints it.
    pub fn add_wording(&mut self, model: &AuditModel, analyzer: &Analyzer, tokens: &Tokens) {
        let mut found: Vec<Match> = Vec::new();
        self.scanner.scan(&model.set, analyzer, tokens, &|_| false, &mut found);
        for each in &found {
            self.tallies[each.rule.index()].in_asides += 1;
        }
    }

    fn add_answer(
        &mut self,
        model: &AuditModel,
        analyzer: &Analyzer,
        (answer, tokens): (&Answer, &Tokens),
        mentions: &[Mention],
    ) {
        let mut found: Vec<Match> = Vec::new();
        self.scanner.scan(&model.set, analyzer, tokens, &|_| false, &mut found);
        for each in &found {
            let owned = &model.rules[each.rule.index()];
            if owned.repeats {
                continue;
            }
            let tally = &mut self.tallies[each.rule.index()];
            if each.tokens.clone().any(|idx| answer.is_aside(tokens.tokens[idx].span)) {
                tally.in_asides += 1;
                continue;
            }
            tally.matches += 1;
            if owned.excepts {
                continue;
            }
            let span = tokens.tokens[each.tokens.start].span.join(tokens.tokens[each.tokens.end - 1].span);
            match winner(mentions, owned, span) {
                Some(mention) if mention.rule == owned.rule.text && mention.span == span => {
                    tally.earns += 1;
                    let is_new = tally.last_response.replace(self.n_responses) != Some(self.n_responses);
                    tally.responses += u64::from(is_new);
                }
                Some(mention) => {
                    if let Some(other) = model.rule_of(owned.theme_idx, mention) {
                        *tally.swallowed_by.entry(other.0).or_default() += 1;
                    }
                }
                None => {}
            }
        }
    }

    /// Adds what another thread collected.
    pub fn merge(&mut self, other: &Self) {
        for (tally, other) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.matches += other.matches;
            tally.in_asides += other.in_asides;
            tally.earns += other.earns;
            tally.responses += other.responses;
            for (rule, n) in &other.swallowed_by {
                *tally.swallowed_by.entry(*rule).or_default() += n;
            }
        }
        for (row, other) in self.both.iter_mut().zip(&other.both) {
            row.iter_mut().zip(other).for_each(|(count, other)| *count += other);
        }
        self.n_responses += other.n_responses;
    }

    /// What came of every rule and every pair of themes.
    pub fn report(&self, model: &AuditModel) -> AuditReport {
        let rule = |(owned, tally): (&Owned, &Tally)| RuleReport {
            theme_id: model.themes[owned.theme_idx].id.clone(),
            rule: owned.rule.text.to_string(),
            excepts: owned.excepts,
            matches: tally.matches,
            in_asides: tally.in_asides,
            earns: tally.earns,
            responses: tally.responses,
            finding: finding(model, owned, tally),
        };
        AuditReport {
            n_responses: self.n_responses,
            rules: model.rules.iter().zip(&self.tallies).map(rule).collect(),
            pairs: self.pairs(model),
        }
    }

    fn pairs(&self, model: &AuditModel) -> Vec<ThemePair> {
        let n_themes = model.themes.len();
        let all = (0..n_themes).flat_map(|one| (one + 1..n_themes).map(move |other| (one, other)));
        let pair = |(one, other): (usize, usize)| {
            let (both, a, b) = (self.both[one][other], self.both[one][one], self.both[other][other]);
            let either = a + b - both;
            let is_near = both >= FEWEST && both as f64 >= ALMOST * either as f64;
            (is_near && !ThemeDef::are_kin(&model.themes, one, other)).then(|| ThemePair {
                theme_a: model.themes[one].id.clone(),
                theme_b: model.themes[other].id.clone(),
                both,
                either,
            })
        };
        all.filter_map(pair).collect()
    }
}

/// Two themes are almost one where this share of the responses that mention either mention both.
const ALMOST: f64 = 0.9;
/// Fewer responses than this say nothing of a pair.
const FEWEST: u64 = 5;

impl AuditModel {
    /// The rule of the theme that earned the mention.
    fn rule_of(&self, theme_idx: usize, mention: &Mention) -> Option<RuleId> {
        let is_it =
            |owned: &Owned| owned.theme_idx == theme_idx && !owned.excepts && owned.rule.text == mention.rule;
        self.rules.iter().position(is_it).map(|at| RuleId(at as u32))
    }
}

/// The mention of the rule's theme that has the words at `span`; the rule's own, if there is one.
fn winner<'m>(mentions: &'m [Mention], owned: &Owned, span: Span) -> Option<&'m Mention> {
    let of_theme =
        || mentions.iter().filter(|each| each.theme_idx == owned.theme_idx && each.span.overlaps(span));
    let own = of_theme().find(|each| each.rule == owned.rule.text && each.span == span);
    own.or_else(|| of_theme().next())
}

fn finding(model: &AuditModel, owned: &Owned, tally: &Tally) -> Option<Finding> {
    if owned.repeats {
        return Some(Finding::Repeated);
    }
    if tally.matches == 0 && tally.in_asides == 0 {
        return Some(Finding::Dead);
    }
    if tally.matches == 0 {
        return Some(Finding::OnlyWording);
    }
    if owned.excepts || tally.earns > 0 {
        return None;
    }
    let swallowed: u64 = tally.swallowed_by.values().sum();
    let most = tally.swallowed_by.iter().max_by_key(|(rule, n)| (**n, std::cmp::Reverse(**rule)));
    match most {
        Some((rule, _)) if swallowed == tally.matches => {
            Some(Finding::Swallowed { by: model.rules[*rule as usize].rule.text.to_string() })
        }
        _ => Some(Finding::NeverCounts),
    }
}

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReport {
    /// Responses looked at.
    pub n_responses: u64,
    /// Every rule, in the order of the file; the exceptions of a theme behind its other rules.
    pub rules: Vec<RuleReport>,
    /// Themes that nearly the same responses mention, in the order of the code frame.
    pub pairs: Vec<ThemePair>,
}

/// What came of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleReport {
    /// Its theme.
    pub theme_id: String,
    /// As its author wrote it.
    pub rule: String,
    /// Whether it is an exception.
    pub excepts: bool,
    /// Places it matches in the respondents' own words.
    pub matches: u64,
    /// Places it matches in the consultation's wording, or in others' words.
    pub in_asides: u64,
    /// Mentions it earns.
    pub earns: u64,
    /// Responses in which it earns one.
    pub responses: u64,
    /// What its author should look at.
    pub finding: Option<Finding>,
}

/// Why a rule does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The theme has the very same rule before it, which is what counts.
    Repeated,
    /// It matches nowhere.
    Dead,
    /// It matches nothing but repeated questions and options, or the words of others.
    OnlyWording,
    /// Wherever it matches, other rules of its theme have the words.
    Swallowed {
        /// The one that has them most often.
        by: String,
    },
    /// It matches, but exceptions, a threshold or negation keep every match from counting.
    NeverCounts,
}

/// Two themes that come almost always together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePair {
    /// The theme earlier in the code frame.
    pub theme_a: String,
    /// The other.
    pub theme_b: String,
    /// Responses that mention both.
    pub both: u64,
    /// Responses that mention one of them at least.
    pub either: u64,
}

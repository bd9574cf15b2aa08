//! Rules are collected, then compiled into one set.

use std::sync::atomic::{AtomicU64, Ordering};

use canvass_core::Span;
use canvass_core::text::Analyzer;
use rustc_hash::{FxHashMap, FxHashSet};

use super::atoms::Atoms;
use super::evaluate::{Node, NodeStep};
use super::lists::Lists;
use super::parser::{self, Expr, Item, Word};
use super::syntax::SyntaxError;
use super::trie::{Output, Place, Trie};
use super::{RuleId, Scope};

/// Rules that share their exceptions, such as those of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Group(pub u32);

/// What a rule does within its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Its matches are reported, unless they lie inside an exception of the group.
    Counts,
    /// Its matches are not reported: no phrase that lies inside one counts for the group's other rules,
    /// on its own or as an operand.
    Excepts,
}

/// Collects rules.
#[derive(Debug, Default)]
pub struct PatternSetBuilder {
    lists: Lists,
    rules: Vec<(Expr, Rule)>,
}

/// What the scanner knows of a rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) scope: Scope,
    pub(super) group: Option<Group>,
    pub(super) effect: Role,
    /// Its operators; none where it is a phrase or alternatives of phrases.
    pub(super) tree: Option<Node>,
}

/// Compiled rules, immutable and shared by all workers.
#[derive(Debug)]
pub struct PatternSet {
    /// Tells sets apart, for the scanners that remember words.
    pub(super) identity: u64,
    pub(super) atoms: Atoms,
    pub(super) trie: Trie,
    pub(super) rules: Vec<Rule>,
    pub(super) has_exceptions: bool,
}

impl PatternSet {
    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

impl PatternSetBuilder {
    /// A builder without rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, its rules to refer to `lists`.
    #[must_use]
    pub fn with_lists(mut self, lists: Lists) -> Self {
        self.lists = lists;
        self
    }

    /// Adds a rule that stands for itself.
    pub fn add(&mut self, rule: &str, scope: Scope) -> Result<RuleId, SyntaxError> {
        self.push(rule, scope, None, Role::Counts)
    }

    /// Adds a rule of a group.
    pub fn add_to(
        &mut self,
        group: Group,
        effect: Role,
        rule: &str,
        scope: Scope,
    ) -> Result<RuleId, SyntaxError> {
        self.push(rule, scope, Some(group), effect)
    }

    /// Compiles the rules, interning their words in `analyzer`.
    ///
    /// Clone the analyzer for the workers afterwards, so that they agree on these words.
    pub fn build(self, analyzer: &mut Analyzer) -> PatternSet {
        static NEXT_IDENTITY: AtomicU64 = AtomicU64::new(0);
        let mut compiler = Compiler { analyzer, atoms: Atoms::default(), trie: Trie::default() };
        let mut rules = Vec::with_capacity(self.rules.len());
        for (number, (expr, mut rule)) in (0u32..).zip(self.rules) {
            rule.tree = compiler.compile(&expr, number);
            rules.push(rule);
        }
        let Compiler { atoms, mut trie, .. } = compiler;
        let waiting = waiting(&rules, &trie);
        trie.finish(atoms.len(), |output| !waiting.contains(&(output.rule, output.leaf)));
        let has_exceptions = rules.iter().any(|rule| rule.effect == Role::Excepts);
        let identity = NEXT_IDENTITY.fetch_add(1, Ordering::Relaxed);
        PatternSet { identity, atoms, trie, rules, has_exceptions }
    }

    fn push(
        &mut self,
        rule: &str,
        scope: Scope,
        group: Option<Group>,
        effect: Role,
    ) -> Result<RuleId, SyntaxError> {
        let expr = parser::parse(rule, &self.lists)?;
        let id = RuleId(u32::try_from(self.rules.len()).expect("fewer than 2^32 rules"));
        self.rules.push((expr, Rule { scope, group, effect, tree: None }));
        Ok(id)
    }
}

struct Compiler<'a> {
    analyzer: &'a mut Analyzer,
    atoms: Atoms,
    trie: Trie,
}

impl Compiler<'_> {
    /// Inserts the phrases of a rule; the tree of its operators, if it has any.
    fn compile(&mut self, expr: &Expr, rule: u32) -> Option<Node> {
        if is_plain(expr) {
            self.alternatives(expr, Output { rule, leaf: 0 });
            return None;
        }
        let mut n_leaves = 0;
        Some(self.node(expr, rule, &mut n_leaves))
    }

    fn node(&mut self, expr: &Expr, rule: u32, n_leaves: &mut u32) -> Node {
        if is_plain(expr) {
            let leaf = *n_leaves;
            *n_leaves += 1;
            self.alternatives(expr, Output { rule, leaf });
            return Node::Leaf(leaf);
        }
        let mut each = |expr: &Expr| self.node(expr, rule, n_leaves);
        match expr {
            Expr::Phrase(_) => unreachable!("a phrase is plain"),
            Expr::Or(list) => Node::Or(list.iter().map(each).collect()),
            Expr::Filter { first, with, without } => Node::Filter {
                first: Box::new(each(first)),
                with: with.iter().map(&mut each).collect(),
                without: without.iter().map(&mut each).collect(),
            },
            Expr::Chain { first, steps } => Node::Chain {
                first: Box::new(each(first)),
                steps: steps
                    .iter()
                    .map(|step| NodeStep {
                        order: step.order,
                        reach: step.reach,
                        operand: each(&step.operand),
                    })
                    .collect(),
            },
        }
    }

    fn alternatives(&mut self, expr: &Expr, output: Output) {
        match expr {
            Expr::Phrase(items) => {
                for path in self.paths(items) {
                    self.trie.insert(&path, output);
                }
            }
            Expr::Or(list) => list.iter().for_each(|each| self.alternatives(each, output)),
            Expr::Filter { .. } | Expr::Chain { .. } => unreachable!("operators are not plain"),
        }
    }

    /// Every reading of a phrase.
    fn paths(&mut self, items: &[Item]) -> Vec<Vec<Place>> {
        let mut paths = vec![Vec::new()];
        for item in items {
            let endings = match item {
                Item::Word(word) => self.spellings(word),
                Item::Either(alternatives) => alternatives.iter().flat_map(|each| self.paths(each)).collect(),
            };
            paths = paths
                .iter()
                .flat_map(|path| endings.iter().map(move |ending| [path.as_slice(), ending].concat()))
                .collect();
        }
        paths
    }

    /// A word as it is cut, and a hyphenated one also as one word and as two: `well-being`, `wellbeing`, `well being`.
    ///
    /// Not as one where that is another word: `re-sign` is not `resign`.
    fn spellings(&mut self, word: &Word) -> Vec<Vec<Place>> {
        let mut spellings = vec![self.places(word)];
        let spelt: fn(String) -> Word = match word {
            Word::Stem(_) => Word::Stem,
            Word::Exact(_) => Word::Exact,
            Word::Glob(_) | Word::Any => return spellings,
        };
        if let Word::Stem(raw) | Word::Exact(raw) = word
            && raw.contains('-')
        {
            let tokens = self.analyzer.tokens(raw, Span::all(raw), &[]).tokens;
            let is_one =
                tokens.windows(2).all(|pair| self.analyzer.joined(pair[0].word, pair[1].word).is_some());
            let solid = is_one.then(|| raw.replace('-', ""));
            for other in solid.into_iter().chain([raw.replace('-', " ")]) {
                let places = self.places(&spelt(other));
                if !spellings.contains(&places) {
                    spellings.push(places);
                }
            }
        }
        spellings
    }

    /// The places of one written word; several where it is cut, as `multi-agency`.
    fn places(&mut self, word: &Word) -> Vec<Place> {
        match word {
            Word::Any => vec![Place::Any],
            Word::Glob(glob) => vec![Place::Atom(self.atoms.glob(&self.analyzer.without_ligatures(glob)))],
            Word::Stem(raw) | Word::Exact(raw) => {
                let tokens = self.analyzer.tokens(raw, Span::all(raw), &[]).tokens;
                let is_exact = matches!(word, Word::Exact(_));
                let mut atom = |token: &canvass_core::text::Token| {
                    if is_exact {
                        self.atoms.word(token.word)
                    } else {
                        self.atoms.stem(self.analyzer.stem_id(token.word))
                    }
                };
                tokens.iter().map(|token| Place::Atom(atom(token))).collect()
            }
        }
    }
}

/// The phrases, by rule and leaf, that a rule can wait with until one that it cannot do without is found.
///
/// "would THEN/2 benefit" is looked at where "benefit" is, not at every "would": of the operands that must all
/// be there, the one that calls is the one whose words the fewest rules speak of.
fn waiting(rules: &[Rule], trie: &Trie) -> FxHashSet<(u32, u32)> {
    let mut weights: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for outputs in trie.ends() {
        for output in outputs {
            *weights.entry((output.rule, output.leaf)).or_default() += outputs.len();
        }
    }
    let mut waiting: FxHashSet<(u32, u32)> = weights.keys().copied().collect();
    for (number, rule) in (0u32..).zip(rules) {
        let calling = match &rule.tree {
            // Beyond a sentence, the calling phrase may come last.
            Some(root) if rule.scope == Scope::Sentence => {
                root.calling(&|leaf| weights.get(&(number, leaf)).copied().unwrap_or(0)).0
            }
            Some(root) => root.leaves(),
            None => vec![0],
        };
        for leaf in calling {
            waiting.remove(&(number, leaf));
        }
    }
    waiting
}

/// Whether an expression is a phrase or alternatives of phrases.
fn is_plain(expr: &Expr) -> bool {
    match expr {
        Expr::Phrase(_) => true,
        Expr::Or(list) => list.iter().all(is_plain),
        Expr::Filter { .. } | Expr::Chain { .. } => false,
    }
}

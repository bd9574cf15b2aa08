//! Operators over the phrases found.

use super::chain;
use super::parser::Order;

/// The operators of a rule, over numbered phrases.
#[derive(Debug)]
pub(super) enum Node {
    Leaf(u32),
    Or(Vec<Node>),
    Filter { first: Box<Node>, with: Vec<Node>, without: Vec<Node> },
    Chain { first: Box<Node>, steps: Vec<NodeStep> },
}

#[derive(Debug)]
pub(super) struct NodeStep {
    pub(super) order: Order,
    pub(super) reach: u32,
    pub(super) operand: Node,
}

impl Node {
    /// The phrases of which one must be there for a match, with the sum of their weights: the lightest such.
    pub(super) fn calling(&self, weight: &dyn Fn(u32) -> usize) -> (Vec<u32>, usize) {
        let lightest = |nodes: &mut dyn Iterator<Item = &Self>| {
            let each = nodes.map(|node| node.calling(weight));
            each.min_by_key(|(_, weight)| *weight).expect("an operator has operands")
        };
        match self {
            Self::Leaf(leaf) => (vec![*leaf], weight(*leaf)),
            Self::Or(list) => {
                let each = list.iter().map(|node| node.calling(weight));
                each.fold((Vec::new(), 0), |(leaves, sum), (more, weight)| {
                    ([leaves, more].concat(), sum + weight)
                })
            }
            Self::Filter { first, with, .. } => lightest(&mut std::iter::once(&**first).chain(with)),
            Self::Chain { first, steps } => {
                lightest(&mut std::iter::once(&**first).chain(steps.iter().map(|step| &step.operand)))
            }
        }
    }

    /// All its phrases.
    pub(super) fn leaves(&self) -> Vec<u32> {
        match self {
            Self::Leaf(leaf) => vec![*leaf],
            Self::Or(list) => list.iter().flat_map(Self::leaves).collect(),
            Self::Filter { first, with, without } => {
                std::iter::once(&**first).chain(with).chain(without).flat_map(Self::leaves).collect()
            }
            Self::Chain { first, steps } => {
                let operands = steps.iter().map(|step| &step.operand);
                std::iter::once(&**first).chain(operands).flat_map(Self::leaves).collect()
            }
        }
    }
}

/// Tokens from the first to behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Stretch {
    pub(super) fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub(super) fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Words from the nearest end of this to that of `other`, which shares no word with it; 1 if adjacent.
    pub(super) fn distance(self, other: Self) -> u32 {
        if self.end <= other.start { other.start - self.end + 1 } else { self.start - other.end + 1 }
    }
}

/// A phrase found, for a rule with operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) rule: u32,
    /// The sentence or paragraph, or 0 for the answer: operators see only hits of one unit.
    pub(super) unit: u32,
    pub(super) leaf: u32,
    pub(super) place: Stretch,
}

/// The matches of a rule among its hits in one unit, which are sorted; in order, without repeats.
pub(super) fn matches(tree: &Node, hits: &[Hit]) -> Vec<Stretch> {
    // Most rules fall short of some operand, and this tells without an allocation.
    let found = hits.iter().fold(0, |found, hit| found | bit(hit.leaf));
    if can_match(tree, found) { evaluate(tree, hits, Wanted::Shortest) } else { Vec::new() }
}

/// A bit for a phrase; beyond 64 phrases some share one, which only makes [`can_match`] hope for more.
fn bit(leaf: u32) -> u64 {
    1 << (leaf % 64)
}

/// Whether `node` could match where the phrases of `found` were found.
fn can_match(node: &Node, found: u64) -> bool {
    match node {
        Node::Leaf(leaf) => found & bit(*leaf) != 0,
        Node::Or(list) => list.iter().any(|each| can_match(each, found)),
        Node::Filter { first, with, .. } => {
            can_match(first, found) && with.iter().all(|each| can_match(each, found))
        }
        Node::Chain { first, steps } => {
            can_match(first, found) && steps.iter().all(|step| can_match(&step.operand, found))
        }
    }
}

/// Which matches of a chain are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that hold no other: what a rule tells.
    Shortest,
    /// Also those that do, since one of them may lie nearer to what another chain asks for.
    All,
}

pub(super) fn evaluate(node: &Node, hits: &[Hit], wanted: Wanted) -> Vec<Stretch> {
    match node {
        Node::Leaf(leaf) => {
            let start = hits.partition_point(|hit| hit.leaf < *leaf);
            let end = hits.partition_point(|hit| hit.leaf <= *leaf);
            let mut places: Vec<Stretch> = hits[start..end].iter().map(|hit| hit.place).collect();
            places.dedup();
            places
        }
        Node::Or(list) => {
            let mut places: Vec<Stretch> =
                list.iter().flat_map(|each| evaluate(each, hits, wanted)).collect();
            places.sort_unstable();
            places.dedup();
            places
        }
        Node::Filter { first, with, without } => {
            let places = evaluate(first, hits, wanted);
            let stands = |each: &Node| !evaluate(each, hits, Wanted::Shortest).is_empty();
            let holds = !places.is_empty() && with.iter().all(stands) && !without.iter().any(stands);
            if holds { places } else { Vec::new() }
        }
        Node::Chain { first, steps } => chain::evaluate(first, steps, hits, wanted),
    }
}

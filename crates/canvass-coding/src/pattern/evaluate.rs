//! Operators over the phrases found.

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
    fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Words from the nearest end of this to that of `other`, which shares no word with it; 1 if adjacent.
    fn distance(self, other: Self) -> u32 {
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
    if can_match(tree, found) { evaluate(tree, hits) } else { Vec::new() }
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

fn evaluate(node: &Node, hits: &[Hit]) -> Vec<Stretch> {
    match node {
        Node::Leaf(leaf) => {
            let start = hits.partition_point(|hit| hit.leaf < *leaf);
            let end = hits.partition_point(|hit| hit.leaf <= *leaf);
            let mut places: Vec<Stretch> = hits[start..end].iter().map(|hit| hit.place).collect();
            places.dedup();
            places
        }
        Node::Or(list) => {
            let mut places: Vec<Stretch> = list.iter().flat_map(|each| evaluate(each, hits)).collect();
            places.sort_unstable();
            places.dedup();
            places
        }
        Node::Filter { first, with, without } => {
            let places = evaluate(first, hits);
            let stands = |each: &Node| !evaluate(each, hits).is_empty();
            let holds = !places.is_empty() && with.iter().all(stands) && !without.iter().any(stands);
            if holds { places } else { Vec::new() }
        }
        Node::Chain { first, steps } => evaluate_chain(first, steps, hits),
    }
}

/// A chain matched up to some operand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Partial {
    last: Stretch,
    whole: Stretch,
    parts: Vec<Stretch>,
}

fn evaluate_chain(first: &Node, steps: &[NodeStep], hits: &[Hit]) -> Vec<Stretch> {
    let mut operands = Vec::with_capacity(steps.len());
    for step in steps {
        let places = evaluate(&step.operand, hits);
        if places.is_empty() {
            return places;
        }
        operands.push((step, places));
    }
    let begin = |place| Partial { last: place, whole: place, parts: vec![place] };
    let mut partials: Vec<Partial> = evaluate(first, hits).into_iter().map(begin).collect();
    for (step, places) in &operands {
        let longest = places.iter().map(|place| place.end - place.start).max().unwrap_or(0);
        let grown = partials.iter().flat_map(|partial| extend(partial, step, places, longest)).collect();
        partials = shortest_by_last(grown);
    }
    minimal(partials.into_iter().map(|partial| partial.whole).collect())
}

/// The partial with each of `places`, none longer than `longest`, that lies in reach of its last operand.
fn extend<'a>(
    partial: &'a Partial,
    step: &'a NodeStep,
    places: &'a [Stretch],
    longest: u32,
) -> impl Iterator<Item = Partial> + 'a {
    let last = partial.last;
    // Places are ordered by their start: those before this cannot end near enough, those behind begin too far off.
    let from = places.partition_point(|place| place.start + longest + step.reach <= last.start);
    let until = places.partition_point(|place| place.start < last.end + step.reach);
    places[from..until.max(from)]
        .iter()
        .filter(move |place| {
            !partial.parts.iter().any(|part| part.overlaps(**place))
                && last.distance(**place) <= step.reach
                && (step.order == Order::Either || place.start >= last.end)
        })
        .map(move |place| Partial {
            last: *place,
            whole: partial.whole.join(*place),
            parts: partial.parts.iter().copied().chain([*place]).collect(),
        })
}

/// Of the partials that end in the same operand, those that hold no other.
fn shortest_by_last(mut partials: Vec<Partial>) -> Vec<Partial> {
    partials.sort_unstable_by_key(|partial| {
        (partial.last, partial.whole.end - partial.whole.start, partial.whole)
    });
    let mut kept: Vec<Partial> = Vec::with_capacity(partials.len());
    let mut group = 0;
    for partial in partials {
        if kept.last().is_some_and(|before| before.last != partial.last) {
            group = kept.len();
        }
        if !kept[group..].iter().any(|shorter| partial.whole.contains(shorter.whole)) {
            kept.push(partial);
        }
    }
    kept
}

/// The places that hold no other of them, in order.
fn minimal(mut places: Vec<Stretch>) -> Vec<Stretch> {
    places.sort_unstable_by_key(|place| (place.end, std::cmp::Reverse(place.start)));
    let mut kept: Vec<Stretch> = Vec::new();
    for place in places {
        // By rising end, a place holds an earlier one exactly if it starts at or before the latest start kept.
        if kept.last().is_none_or(|before| place.start > before.start) {
            kept.push(place);
        }
    }
    kept
}

//! Operands near one another or one behind the other.

use super::evaluate::{self, Hit, Node, NodeStep, Stretch, Wanted};
use super::parser::Order;

/// A chain matched up to some operand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Partial {
    last: Stretch,
    whole: Stretch,
    /// The operands before the last, and the last, as far as one to come may share a word with them.
    parts: Vec<Stretch>,
}

/// Of the partials that end in the same operand, no more than this are gone on with, the shortest:
/// without a bound, their number would grow with the length of the text for each of its words.
const MOST_PARTIALS: usize = 8;

/// An operand of a chain, as it was found.
struct Operand<'a> {
    step: &'a NodeStep,
    /// By start.
    places: Vec<Stretch>,
    longest: u32,
}

impl Operand<'_> {
    /// The places that may begin before `until` and end behind `from`.
    fn among(&self, from: u32, until: u32) -> &[Stretch] {
        let first = self.places.partition_point(|place| place.start + self.longest <= from);
        let behind = self.places.partition_point(|place| place.start < until);
        &self.places[first..behind.max(first)]
    }

    fn shares_words_with(&self, part: Stretch) -> bool {
        self.among(part.start, part.end).iter().any(|place| place.overlaps(part))
    }
}

/// The matches of a chain, in order.
pub(super) fn evaluate(first: &Node, steps: &[NodeStep], hits: &[Hit], wanted: Wanted) -> Vec<Stretch> {
    let mut operands = Vec::with_capacity(steps.len());
    for step in steps {
        let places = evaluate::evaluate(&step.operand, hits, Wanted::All);
        if places.is_empty() {
            return places;
        }
        let longest = places.iter().map(|place| place.end - place.start).max().unwrap_or(0);
        operands.push(Operand { step, places, longest });
    }
    let matters =
        |part: Stretch, later: &[Operand<'_>]| later.iter().any(|each| each.shares_words_with(part));
    let begin = |place| {
        let parts = if matters(place, &operands) { vec![place] } else { Vec::new() };
        Partial { last: place, whole: place, parts }
    };
    let mut partials: Vec<Partial> =
        evaluate::evaluate(first, hits, Wanted::All).into_iter().map(begin).collect();
    for (at, operand) in operands.iter().enumerate() {
        let later = &operands[at + 1..];
        let mut grown: Vec<Partial> = partials.iter().flat_map(|partial| extend(partial, operand)).collect();
        for partial in grown.iter_mut().filter(|_| !later.is_empty()) {
            partial.parts.push(partial.last);
        }
        for partial in &mut grown {
            partial.parts.retain(|part| matters(*part, later));
        }
        partials = best_by_last(grown, wanted);
    }
    let wholes = partials.into_iter().map(|partial| partial.whole);
    match wanted {
        Wanted::Shortest => minimal(wholes.collect()),
        Wanted::All => {
            let mut wholes: Vec<Stretch> = wholes.collect();
            wholes.sort_unstable();
            wholes.dedup();
            wholes
        }
    }
}

/// The partial with each place of an operand that lies in reach of its last one.
fn extend<'a>(partial: &'a Partial, operand: &'a Operand<'_>) -> impl Iterator<Item = Partial> + 'a {
    let (last, step) = (partial.last, operand.step);
    // Places are ordered by their start: those before these cannot end near enough, those behind begin too far off.
    let near = operand.among(last.start.saturating_sub(step.reach), last.end + step.reach);
    near.iter()
        .filter(move |place| {
            !last.overlaps(**place)
                && !partial.parts.iter().any(|part| part.overlaps(**place))
                && last.distance(**place) <= step.reach
                && (step.order == Order::Either || place.start >= last.end)
        })
        .map(move |place| Partial {
            last: *place,
            whole: partial.whole.join(*place),
            parts: partial.parts.clone(),
        })
}

/// Of the partials that end in the same operand, those that another does not stand for, the shortest first.
///
/// A shorter one stands for another if it keeps no word from an operand to come that the other leaves free;
/// where all are wanted, it must reach just as far.
fn best_by_last(mut partials: Vec<Partial>, wanted: Wanted) -> Vec<Partial> {
    partials.sort_unstable_by(|one, next| {
        let key = |partial: &Partial| (partial.last, partial.whole.end - partial.whole.start, partial.whole);
        key(one).cmp(&key(next)).then_with(|| one.parts.cmp(&next.parts))
    });
    let mut kept: Vec<Partial> = Vec::with_capacity(partials.len());
    let mut group = 0;
    for partial in partials {
        if kept.last().is_some_and(|before| before.last != partial.last) {
            group = kept.len();
        }
        let stands_for = |shorter: &Partial| {
            let reaches = match wanted {
                Wanted::Shortest => partial.whole.contains(shorter.whole),
                Wanted::All => partial.whole == shorter.whole,
            };
            reaches && shorter.parts.iter().all(|part| partial.parts.contains(part))
        };
        if kept.len() - group < MOST_PARTIALS && !kept[group..].iter().any(stands_for) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The matches of "a THEN/99 b" where twenty `a` stand before one `b`.
    fn found(wanted: Wanted) -> Vec<Stretch> {
        let hit = |leaf, start| Hit { rule: 0, unit: 0, leaf, place: Stretch { start, end: start + 1 } };
        let hits: Vec<Hit> = (0..20).map(|start| hit(0, start)).chain([hit(1, 20)]).collect();
        let step = NodeStep { order: Order::Forward, reach: 99, operand: Node::Leaf(1) };
        evaluate(&Node::Leaf(0), &[step], &hits, wanted)
    }

    #[test]
    fn a_group_offers_no_more_matches_than_the_bound() {
        assert_eq!(found(Wanted::Shortest), [Stretch { start: 19, end: 21 }]);
        let offered: Vec<u32> = found(Wanted::All).iter().map(|place| place.start).collect();
        assert_eq!(offered, [12, 13, 14, 15, 16, 17, 18, 19]);
    }
}

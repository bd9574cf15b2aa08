//! Phrases inside which a group's matches do not count.

use super::builder::{Group, Rule};
use super::evaluate::Stretch;

/// Orders exceptions by group and start, and lets each end where the farthest before it in its group ends,
/// so that the last one to start at or before a place tells whether any holds it.
pub(super) fn sort_by_reach(exceptions: &mut [(Group, Stretch)]) {
    exceptions.sort_unstable();
    for at in 1..exceptions.len() {
        let (group, before) = exceptions[at - 1];
        if exceptions[at].0 == group {
            exceptions[at].1.end = exceptions[at].1.end.max(before.end);
        }
    }
}

/// Whether `place` lies inside an exception of the rule's group.
pub(super) fn is_excepted(exceptions: &[(Group, Stretch)], rule: &Rule, place: Stretch) -> bool {
    let Some(group) = rule.group else { return false };
    let until = exceptions.partition_point(|(other, it)| (*other, it.start) <= (group, place.start));
    exceptions[..until].last().is_some_and(|(other, it)| *other == group && place.end <= it.end)
}

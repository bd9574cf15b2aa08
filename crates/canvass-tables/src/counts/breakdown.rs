//! The analysed responses as a whole and parted by each respondent attribute, with all that is counted of the parts.

use super::grades::{self, Place};
use crate::error::Error;
use crate::facts::{Facts, Group};
use crate::tally::{Tally, members, tally};

/// Name of the group that parts nothing, and of its one value.
pub(super) const ALL: &str = "all";

/// One group with what was counted in each of its parts.
pub(super) struct Breakdown {
    /// Name of the group.
    pub(super) group: String,
    /// Its values in their order, see [`crate::bases`]; none is empty, save that the whole may be.
    pub(super) parts: Vec<Part>,
    pub(super) stances: Tally,
    pub(super) answered: Tally,
    pub(super) themes: Tally,
    pub(super) closed: Tally,
}

/// The responses of one group value.
pub(super) struct Part {
    /// Its number in the tallies.
    pub(super) code: u32,
    /// The value as shown.
    pub(super) label: String,
    /// Responses in it.
    pub(super) size: i64,
}

/// Counts the whole and then each group, under the weights of one view.
pub(super) fn take(facts: &Facts, weights: &[u32]) -> Result<Vec<Breakdown>, Error> {
    let whole = Part { code: 0, label: ALL.into(), size: weights.iter().copied().map(i64::from).sum() };
    let whole = count(facts, weights, ALL, vec![whole], |_| 0);
    let groups = facts.groups.iter().map(|group| {
        let parts = parts(group, weights);
        count(facts, weights, &group.name, parts, |response| group.codes[response])
    });
    std::iter::once(whole).chain(groups).collect()
}

/// The values by the steps they are, told from all of them so that a view does not change it; else by falling size,
/// then by name.
fn parts(group: &Group, weights: &[u32]) -> Vec<Part> {
    let labels = group.values.labels();
    let places = grades::places(&labels).unwrap_or_else(|| vec![Place::Other; labels.len()]);
    let mut sizes = vec![0_i64; labels.len()];
    for (code, weight) in group.codes.iter().zip(weights) {
        sizes[*code as usize] += i64::from(*weight);
    }
    let parts = (0..).zip(labels).zip(sizes).map(|((code, label), size)| Part { code, label, size });
    let mut parts: Vec<Part> = parts.filter(|part| part.size > 0).collect();
    parts.sort_by(|one, other| {
        let [place, other_place] = [one, other].map(|part| places[part.code as usize]);
        let by_size = || other.size.cmp(&one.size).then_with(|| one.label.cmp(&other.label));
        place.cmp(&other_place).then_with(by_size)
    });
    parts
}

fn count(
    facts: &Facts,
    weights: &[u32],
    group: &str,
    parts: Vec<Part>,
    part_of: impl Fn(usize) -> u32,
) -> Result<Breakdown, Error> {
    let members = members(weights, part_of)?;
    Ok(Breakdown {
        group: group.to_owned(),
        parts,
        stances: tally(&facts.stances, &members)?,
        answered: tally(&facts.answered, &members)?,
        themes: tally(&facts.themes, &members)?,
        closed: tally(&facts.closed, &members)?,
    })
}

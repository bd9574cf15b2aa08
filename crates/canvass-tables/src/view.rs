//! Which responses a count is of: the three ways every table is counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use canvass_core::{CampaignCopy, CampaignRole, Campaigns};

use crate::facts::Facts;

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Every analysed response counts once.
    All,
    /// Of each campaign one response counts: a standard copy, where there is one, with the stances that most have.
    CampaignsOnce,
    /// No response of a campaign counts.
    CampaignsOut,
}

impl View {
    /// Every view, in the order tables show them.
    pub(crate) const ALL: [Self; 3] = [Self::All, Self::CampaignsOnce, Self::CampaignsOut];

    /// The name used in tables.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::CampaignsOnce => "campaigns_once",
            Self::CampaignsOut => "campaigns_out",
        }
    }

    /// For every analysed response, how often it counts: 0 leaves it out.
    ///
    /// This is the one place that knows what a view is: whatever is counted, is counted with these weights.
    pub(crate) fn weights(
        self,
        facts: &Facts,
        Represented { campaigns, counted }: &Represented<'_>,
    ) -> Vec<u32> {
        let mut weights = vec![1; facts.n_analysed as usize];
        if self != Self::All {
            campaigns.copies.iter().for_each(|copy| weights[copy.response as usize] = 0);
        }
        if self == Self::CampaignsOnce {
            for response in counted {
                weights[*response as usize] = 1;
            }
        }
        weights
    }
}

/// Campaigns, and the response that stands for each where it counts once.
pub(crate) struct Represented<'a> {
    pub(crate) campaigns: &'a Campaigns,
    /// For each campaign the place of its response.
    pub(crate) counted: Vec<u32>,
}

impl<'a> Represented<'a> {
    pub(crate) fn of(facts: &Facts, campaigns: &'a Campaigns) -> Self {
        let mut counted: Vec<u32> = campaigns.campaigns.iter().map(|campaign| campaign.first).collect();
        for copy in representatives(facts, campaigns) {
            counted[copy.campaign as usize] = copy.response;
        }
        Self { campaigns, counted }
    }
}

/// The copy that stands for each campaign. Letters alike may come with different ticks: one with the stances that
/// most of them have stands for all, of several such the one whose id says so, whatever order they came in.
fn representatives<'a>(facts: &Facts, campaigns: &'a Campaigns) -> Vec<&'a CampaignCopy> {
    let mut copies: Vec<&CampaignCopy> = campaigns.copies.iter().collect();
    copies.sort_by_key(|copy| (copy.campaign, copy.role != CampaignRole::Standard));
    let stands = |copies: &[&'a CampaignCopy]| -> Option<&'a CampaignCopy> {
        let alike = copies.chunk_by(|one, next| one.role == next.role).next()?;
        let stances = |copy: &CampaignCopy| facts.stances.of(copy.response);
        let mut n_having: BTreeMap<&[u32], usize> = BTreeMap::new();
        for copy in alike {
            *n_having.entry(stances(copy)).or_default() += 1;
        }
        let rank = |copy: &CampaignCopy| {
            let stances = stances(copy);
            (Reverse(n_having[stances]), stances, facts.ranks[copy.response as usize], copy.response)
        };
        alike.iter().copied().min_by_key(|copy| rank(copy))
    };
    copies.chunk_by(|one, next| one.campaign == next.campaign).filter_map(stands).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{in_view, responses, show, table};

    #[test]
    fn one_with_the_stances_of_most_stands_for_a_campaign_in_any_order() {
        let lines = [
            "a copy=A | one=support",
            "b copy=A | one=oppose",
            "c copy=A | one=oppose",
            "d copy=A+ | one=support",
        ];
        for order in [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0]] {
            let coded = responses(&order.map(|at| lines[at]).join("\n"));
            let once = in_view(&coded, "option_support", "campaigns_once");
            let shown = show(&once, "group option_id support oppose");
            assert_eq!(shown.lines().next(), Some("all | one | 0 | 1"), "{order:?}");
            let counted = show(&table(&coded, "campaigns"), "campaign_id counted_response_id");
            // Of `b` and `c`, which are alike, always the same.
            assert_eq!(counted, "A | b\n", "{order:?}");
        }
    }
}

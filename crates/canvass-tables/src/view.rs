//! Which responses a count is of: the three ways every table is counted.

use canvass_core::{CampaignCopy, CampaignRole, Campaigns};

use crate::facts::Facts;

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Every analysed response counts once.
    All,
    /// Of each campaign one response counts: its first standard copy, or else its first.
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
    pub(crate) fn weights(self, facts: &Facts, campaigns: &Campaigns) -> Vec<u32> {
        let mut weights = vec![1; facts.n_analysed as usize];
        if self != Self::All {
            campaigns.copies.iter().for_each(|copy| weights[copy.response as usize] = 0);
        }
        if self == Self::CampaignsOnce {
            representatives(campaigns).for_each(|response| weights[response as usize] = 1);
        }
        weights
    }
}

/// The response that stands for each campaign.
fn representatives(campaigns: &Campaigns) -> impl Iterator<Item = u32> {
    let mut first: Vec<Option<&CampaignCopy>> = vec![None; campaigns.campaigns.len()];
    for copy in &campaigns.copies {
        let stands = &mut first[copy.campaign as usize];
        let is_better = |other: &CampaignCopy| {
            copy.role == CampaignRole::Standard && other.role != CampaignRole::Standard
        };
        if stands.is_none_or(is_better) {
            *stands = Some(copy);
        }
    }
    first.into_iter().flatten().map(|copy| copy.response)
}

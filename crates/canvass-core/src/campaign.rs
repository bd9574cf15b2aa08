//! Copies of one template, and sentences that several respondents share.
//!
//! Responses are named by their place among the analysed ones, in input order.

use crate::span::Span;

/// Everything found about copies.
#[derive(Clone, Debug, Default)]
pub struct Campaigns {
    /// Campaigns, those of most responses first, then by their first response.
    pub campaigns: Vec<Campaign>,
    /// Their copies in the order of responses.
    pub copies: Vec<CampaignCopy>,
    /// Sentences shared outside campaigns: those of most responses first.
    pub passages: Vec<Passage>,
}

/// Copies of one template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Comes from the template's words.
    pub id: String,
    /// The text common to its copies; `[…]` stands where they differ.
    pub template: String,
    /// Copies that differ in formalities alone.
    pub standard: u32,
    /// Copies with words of their sender's own.
    pub personalised: u32,
    /// The first response.
    pub first: u32,
}

/// What a response is to its campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignRole {
    /// The template, whoever signs it: only names, places, dates, greetings or signatures differ.
    Standard,
    /// The template with something of the sender's own.
    Personalised,
}

impl CampaignRole {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Personalised => "personalised",
        }
    }
}

/// One response of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignCopy {
    /// The response.
    pub response: u32,
    /// Place of its campaign.
    pub campaign: u32,
    /// What it is.
    pub role: CampaignRole,
    /// What it adds, removes and changes, in the order of its text.
    pub changes: Vec<Change>,
}

/// A difference from the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// The copy's words; empty, where it leaves words out, at the place where they would stand.
    pub span: Span,
    /// The template's words in their place; empty where the copy adds some.
    pub template: String,
    /// Whether nothing but names, places, dates or greetings differ.
    pub is_formal: bool,
}

/// What a copy does with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Words of its own.
    Added,
    /// Words of the template left out.
    Removed,
    /// Words of its own in place of the template's.
    Changed,
}

impl ChangeKind {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A sentence with everyone outside campaigns who says it: coordinated wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The sentence as its first sender wrote it.
    pub text: String,
    /// Who, and where it stands in each.
    pub places: Vec<(u32, Span)>,
}

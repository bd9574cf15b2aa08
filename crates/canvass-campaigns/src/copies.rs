//! Who sent a copy of a template, and what the copy makes of it.

use canvass_core::{CampaignCopy, CampaignRole, Span};

use crate::changes::{Worded, changes};
use crate::formal::Formal;
use crate::template::{Template, is_copy};
use crate::words::{Word, words};

/// A copy, and the share of its own words that are the template's, in hundredths.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) copy: CampaignCopy,
    pub(crate) held: u32,
}

/// Compares a response with the template of the campaign it may be of; none where it is no copy.
pub(crate) fn judge(
    formal: &Formal,
    template: &Template,
    campaign: u32,
    response: u32,
    text: &str,
    own: &[Span],
) -> Option<Judged> {
    let own: Vec<Word> = words(text, own).collect();
    let hashes: Vec<u64> = own.iter().map(|word| word.hash).collect();
    let common = template.aligner.common(&hashes);
    if !is_copy(&common, template.words.len(), own.len()) {
        return None;
    }
    let held: usize = common.iter().map(|same| same.length).sum();
    let template = Worded { text: &template.text, words: &template.words };
    let changes = changes(formal, template, Worded { text, words: &own }, &common);
    let is_formal = changes.iter().all(|change| change.is_formal);
    let role = if is_formal { CampaignRole::Standard } else { CampaignRole::Personalised };
    let held = (held * 100 / own.len()) as u32;
    Some(Judged { copy: CampaignCopy { response, campaign, role, changes }, held })
}

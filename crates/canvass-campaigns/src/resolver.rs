//! Groups looked at word by word: their templates, and what each copy makes of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use canvass_core::{Campaign, CampaignCopy, CampaignRole, Campaigns};

use crate::changes::{Worded, changes};
use crate::collector::Groups;
use crate::fingerprint::FEWEST_WORDS;
use crate::passages::Passages;
use crate::template::{Draft, MOST_READ, Template, is_copy};
use crate::words::{Word, words};

/// Some copy is the template and little else, or there is no letter that people were asked to send.
/// In hundredths of its own words.
const HELD_OF_TYPICAL: u32 = 70;

/// A copy, and the share of its own words that are the template's, in hundredths.
#[derive(Debug)]
struct Judged {
    copy: CampaignCopy,
    held: u32,
}

/// Looks at the texts of groups twice, in input order: [`Resolver::read`] every text, then [`Resolver::judge`] it.
#[derive(Debug)]
pub struct Resolver {
    groups: Groups,
    drafts: Vec<Pending>,
    templates: Vec<Template>,
    passages: Passages,
    judged: Vec<Judged>,
}

/// A group before its leading letter was read, with those that wait for it, or after.
#[derive(Debug, Default)]
struct Pending {
    draft: Option<Draft>,
    waiting: Vec<Vec<u64>>,
}

impl Resolver {
    /// Of what the collector found.
    pub fn new(mut groups: Groups) -> Self {
        let passages = Passages::new(std::mem::take(&mut groups.sentences));
        let drafts = groups.leaders.iter().map(|_| Pending::default()).collect();
        Self { groups, drafts, templates: Vec::new(), passages, judged: Vec::new() }
    }

    /// Whether there is anything to look at.
    pub fn is_idle(&self) -> bool {
        self.groups.leaders.is_empty() && self.passages.is_idle()
    }

    /// Whether there is anything to judge.
    pub fn has_groups(&self) -> bool {
        !self.groups.leaders.is_empty()
    }

    /// First look at a response's text, by its place among those added.
    pub fn read(&mut self, response: u32, text: &str) {
        let own = &self.groups.own[response as usize];
        self.passages.read(response, text, own);
        let Some(group) = self.groups.group_of[response as usize] else { return };
        let pending = &mut self.drafts[group as usize];
        if self.groups.leaders[group as usize] == response {
            let mut draft = Draft::new(text, own);
            pending.waiting.drain(..).for_each(|copy| draft.read(&copy));
            pending.draft = Some(draft);
        }
        let copy = || words(text, own).map(|word| word.hash).collect::<Vec<u64>>();
        match &mut pending.draft {
            Some(draft) if !draft.is_settled() => draft.read(&copy()),
            None if pending.waiting.len() < MOST_READ as usize => pending.waiting.push(copy()),
            _ => {}
        }
    }

    /// Ends the first look.
    pub fn settle(&mut self) {
        let finished = self
            .drafts
            .drain(..)
            .map(|pending| pending.draft.expect("the leader of a group is one of its responses").finish());
        self.templates = finished.collect();
    }

    /// Second look at a response's text.
    pub fn judge(&mut self, response: u32, text: &str) {
        let Some(group) = self.groups.group_of[response as usize] else { return };
        let template = &self.templates[group as usize];
        if template.words.len() < FEWEST_WORDS {
            return;
        }
        let own: Vec<Word> = words(text, &self.groups.own[response as usize]).collect();
        let hashes: Vec<u64> = own.iter().map(|word| word.hash).collect();
        let common = template.aligner.common(&hashes);
        if !is_copy(&common, template.words.len(), own.len()) {
            return;
        }
        let held: usize = common.iter().map(|same| same.length).sum();
        let template = Worded { text: &template.text, words: &template.words };
        let changes = changes(template, Worded { text, words: &own }, &common);
        let is_formal = changes.iter().all(|change| change.is_formal);
        let role = if is_formal { CampaignRole::Standard } else { CampaignRole::Personalised };
        let held = (held * 100 / own.len()) as u32;
        let copy = CampaignCopy { response, campaign: group, role, changes };
        self.judged.push(Judged { copy, held });
    }

    /// The campaigns of two copies or more, of which one at least is the template and little else.
    pub fn finish(self) -> Campaigns {
        let mut members: BTreeMap<u32, Vec<&Judged>> = BTreeMap::new();
        for judged in &self.judged {
            members.entry(judged.copy.campaign).or_default().push(judged);
        }
        let is_typical = |judged: &&Judged| judged.held >= HELD_OF_TYPICAL;
        members.retain(|_, copies| copies.len() > 1 && copies.iter().any(is_typical));
        let mut order: Vec<(u32, Vec<&Judged>)> = members.into_iter().collect();
        order.sort_by_key(|(_, copies)| (Reverse(copies.len()), copies[0].copy.response));
        let mut campaigns: Vec<Campaign> = Vec::new();
        let mut place: BTreeMap<u32, u32> = BTreeMap::new();
        for (group, copies) in &order {
            place.insert(*group, campaigns.len() as u32);
            let template = &self.templates[*group as usize];
            let standard = copies.iter().filter(|judged| judged.copy.role == CampaignRole::Standard);
            let standard = standard.count() as u32;
            campaigns.push(Campaign {
                id: free_id(template.hash(), &campaigns),
                template: template.shown(),
                standard,
                personalised: copies.len() as u32 - standard,
                first: copies[0].copy.response,
            });
        }
        let kept = self.judged.into_iter().filter_map(|Judged { copy, .. }| {
            Some(CampaignCopy { campaign: *place.get(&copy.campaign)?, ..copy })
        });
        Campaigns { copies: kept.collect(), campaigns, passages: self.passages.finish() }
    }
}

/// An id that no campaign has yet.
fn free_id(hash: u64, campaigns: &[Campaign]) -> String {
    let id = format!("campaign-{:08x}", hash >> 32);
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut ids = std::iter::once(id.clone()).chain(numbered);
    ids.find(|id| campaigns.iter().all(|one| one.id != *id)).expect("numbers do not run out")
}

//! Likely copies looked at word by word, round by round, until each has its campaign or stands alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use canvass_core::{Campaign, CampaignCopy, CampaignRole, Campaigns};

use crate::collector::{Collector, Kept};
use crate::copies::{Judged, judge};
use crate::drafts::Drafts;
use crate::fingerprint::FEWEST_WORDS;
use crate::formal::Formal;
use crate::leaders::Leaders;
use crate::passages::Passages;
use crate::template::Template;

/// Some copy is the template and little else, or there is no letter that people were asked to send.
/// In hundredths of its own words.
const HELD_OF_TYPICAL: u32 = 70;
/// Texts that turn out to be no copies of what leads them are grouped anew: so many rounds in all.
const MOST_ROUNDS: u32 = 3;

/// Looks at the texts again, in passes: until it [is done](Resolver::is_done), [`Resolver::look`] at every text in
/// input order, then [`Resolver::end_pass`].
#[derive(Debug)]
pub struct Resolver {
    kept: Kept,
    formal: Formal,
    leaders: Leaders,
    /// Templates by leader.
    templates: BTreeMap<u32, Template>,
    /// Leaders that have a campaign.
    settled: BTreeSet<u32>,
    /// Copies of the rounds that ended; their campaign is the leader.
    copies: Vec<CampaignCopy>,
    n_rounds: u32,
    pass: Pass,
    is_done: bool,
}

/// What a pass is for; the lists hold the leader of every text.
#[derive(Debug)]
enum Pass {
    Draft(Vec<Option<u32>>, Drafts),
    Judge(Vec<Option<u32>>, Vec<Judged>),
    Share(Passages),
}

impl Resolver {
    /// Of what was collected, in a consultation on options of these names.
    pub fn new<'n>(collector: Collector, options: impl IntoIterator<Item = &'n str>) -> Self {
        let kept = collector.finish();
        let mut resolver = Self {
            leaders: Leaders::new(&kept.texts),
            kept,
            formal: Formal::new(options),
            templates: BTreeMap::new(),
            settled: BTreeSet::new(),
            copies: Vec::new(),
            n_rounds: 0,
            pass: Pass::Share(Passages::default()),
            is_done: false,
        };
        resolver.begin_round();
        resolver
    }

    /// Whether no text needs to be looked at any more.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Looks at a response's text, by its place among those added.
    pub fn look(&mut self, response: u32, text: &str) {
        let of = self.kept.text_of[response as usize];
        let leader = |lead: &[Option<u32>]| lead[of? as usize];
        match &mut self.pass {
            Pass::Draft(lead, drafts) => {
                if let Some(leader) = leader(lead) {
                    drafts.read(&self.kept, leader, response, text);
                }
            }
            Pass::Judge(lead, judged) => {
                let template = leader(lead).and_then(|leader| Some((leader, self.templates.get(&leader)?)));
                judged.extend(template.and_then(|(leader, template)| {
                    judge(&self.formal, template, leader, response, text, &self.kept.own[response as usize])
                }));
            }
            Pass::Share(passages) => {
                if !self.leaders.is_taken(of) {
                    passages.read(&self.kept, response, text);
                }
            }
        }
    }

    /// Ends a pass over the texts.
    pub fn end_pass(&mut self) {
        match std::mem::replace(&mut self.pass, Pass::Share(Passages::default())) {
            Pass::Draft(lead, drafts) => {
                let templates = drafts.finish();
                self.templates.extend(templates.filter(|(_, template)| template.words.len() >= FEWEST_WORDS));
                self.pass = Pass::Judge(lead, Vec::new());
            }
            Pass::Judge(lead, judged) => {
                self.end_round(&lead, judged);
                self.begin_round();
            }
            Pass::Share(passages) => {
                self.pass = Pass::Share(passages);
                self.is_done = true;
            }
        }
    }

    /// Groups what is free, or turns to what is shared outside campaigns.
    fn begin_round(&mut self) {
        let Self { kept, leaders, .. } = self;
        let lead = if self.n_rounds < MOST_ROUNDS { leaders.group(&kept.texts) } else { Vec::new() };
        self.n_rounds += 1;
        if lead.iter().any(Option::is_some) {
            let drafts = Drafts::new(kept, leaders, &lead, |leader| !self.settled.contains(&leader));
            self.pass = Pass::Draft(lead, drafts);
        } else {
            let is_free = |response: u32| !leaders.is_taken(kept.text_of[response as usize]);
            let passages = Passages::new(kept, is_free);
            self.is_done = passages.is_idle();
            self.pass = Pass::Share(passages);
        }
    }

    /// Keeps the campaigns that came of a round: of two copies or more, of which one at least is the template and
    /// little else. All other texts are free again.
    fn end_round(&mut self, lead: &[Option<u32>], judged: Vec<Judged>) {
        let mut sizes: BTreeMap<u32, (u32, bool)> = BTreeMap::new();
        for Judged { copy, held } in &judged {
            let (n_copies, has_typical) = sizes.entry(copy.campaign).or_default();
            *n_copies += 1;
            *has_typical |= *held >= HELD_OF_TYPICAL;
        }
        let settled = sizes.into_iter().filter(|(_, (n_copies, has_typical))| *n_copies > 1 && *has_typical);
        self.settled.extend(settled.map(|(leader, _)| leader));
        for Judged { copy, .. } in judged {
            if let Some(text) = self.kept.text_of[copy.response as usize]
                && self.settled.contains(&copy.campaign)
            {
                self.leaders.take(text);
                self.copies.push(copy);
            }
        }
        let texts = &self.kept.texts;
        let mut closed = BTreeSet::new();
        for (text, leader) in (0..).zip(lead) {
            let Some(leader) = *leader else { continue };
            if !self.leaders.is_taken(Some(text)) {
                self.leaders.reject(texts, text, leader);
            }
            if !self.settled.contains(&leader) {
                closed.insert(leader);
            }
        }
        for leader in closed {
            self.leaders.close(texts, leader);
            self.templates.remove(&leader);
        }
    }

    /// What was found.
    pub fn finish(mut self) -> Campaigns {
        self.copies.sort_by_key(|copy| copy.response);
        // Two leaders with one template have one campaign.
        let template_of: BTreeMap<u32, u64> =
            self.templates.iter().map(|(leader, template)| (*leader, template.hash())).collect();
        let mut members: BTreeMap<u64, Vec<&CampaignCopy>> = BTreeMap::new();
        for copy in &self.copies {
            members.entry(template_of[&copy.campaign]).or_default().push(copy);
        }
        let mut order: Vec<(u64, Vec<&CampaignCopy>)> = members.into_iter().collect();
        order.sort_by_key(|(_, copies)| (Reverse(copies.len()), copies[0].response));
        let mut campaigns: Vec<Campaign> = Vec::new();
        for (hash, copies) in &order {
            let leader = copies.iter().map(|copy| copy.campaign).min();
            let standard = copies.iter().filter(|copy| copy.role == CampaignRole::Standard).count() as u32;
            campaigns.push(Campaign {
                id: free_id(*hash, &campaigns),
                template: leader.map(|leader| self.templates[&leader].shown()).unwrap_or_default(),
                standard,
                personalised: copies.len() as u32 - standard,
                first: copies[0].response,
            });
        }
        let place: BTreeMap<u64, u32> = order.into_iter().map(|(hash, _)| hash).zip(0..).collect();
        for copy in &mut self.copies {
            copy.campaign = place[&template_of[&copy.campaign]];
        }
        let passages = if let Pass::Share(passages) = self.pass { passages.finish() } else { Vec::new() };
        Campaigns { copies: self.copies, campaigns, passages }
    }
}

/// An id that no campaign has yet.
fn free_id(hash: u64, campaigns: &[Campaign]) -> String {
    let id = format!("campaign-{:08x}", hash >> 32);
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut ids = std::iter::once(id.clone()).chain(numbered);
    ids.find(|id| campaigns.iter().all(|one| one.id != *id)).expect("numbers do not run out")
}

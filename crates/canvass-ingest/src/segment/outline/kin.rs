//! Words that stand for one another in replies: who is asked about a statutory ban writes of a law, or of outlawing it.
//!
//! Groups hold what consultations of any subject speak of: law and guidance, money, exceptions, effects, evidence.

use canvass_core::text::{Analyzer, Language, StemId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::sheet::Word;
use super::lexicon::stem_of;

/// What a word of the same group tells beside the word itself.
const SHARE: f32 = 0.6;

const GROUPS: [&str; 33] = [
    "law laws legal legally legislation legislate legislating legislative legislature statute statutes statutory act \
     parliament illegal unlawful lawful bill regulation regulations",
    "ban bans banned banning prohibit prohibited prohibition forbid forbidden outlaw outlawed outlawing bar barred",
    "mandatory mandate compulsory compulsion obligatory obligation oblige duty duties require required requirement \
     compel compelled",
    "guidance guide guideline guidelines advice advisory advise code recommendation recommended",
    "voluntary voluntarily charter goodwill persuasion",
    "exempt exempted exemption exemptions except exception exceptions exclude excluded exclusion excuse excused waiver \
     dispensation derogation",
    "cost costs costly fund funds funding funded money pay paid pays payment price priced budget budgets grant grants \
     expense expenses expensive afford affordable affordability finance finances financial pounds cash bill bills cheque",
    "charge charges charging fee fees levy levies toll tolls tariff tariffs price prices surcharge",
    "impact impacts effect effects affect affects affected consequence consequences implication implications outcome \
     outcomes repercussions",
    "equality equalities equal discrimination discriminate disabled disability disabilities protected characteristics \
     diversity inclusion inclusive vulnerable fairness",
    "evidence data figures statistics study studies research survey surveys experience examples",
    "prefer prefers preferred preference preferences favourite choose chooses choosing chose choice choices pick rank \
     ranking ranked",
    "help helps helping helpful assistance assist resource resources resourced training equipment",
    "enforce enforced enforcement enforcing sanction sanctions penalty penalties fine fines fined punish punished \
     punishment inspect inspection inspections inspector comply compliance breach breaches offence offences policing policed warden \
     wardens patrol patrols",
    "monitor monitored monitoring review reviewed evaluate evaluation evaluated measure measured report reporting \
     scrutiny oversight audit accountable accountability",
    "timetable timing date dates deadline commence commencement phase phased phasing transition transitional \
     implementation introduced introduction schedule season seasons month months",
    "define defined definition definitions meaning scope",
    "alternative alternatives instead otherwise",
    "consult consulted consultation engage engagement involve involved involvement",
    "barrier barriers difficulty difficulties obstacle obstacles problem problems drawback drawbacks disadvantage \
     disadvantages downside risk risks",
    "benefit benefits advantage advantages upside gain gains improve improves improved improvement",
    "disrupt disrupts disrupted disruption disruptive disturb disturbance nuisance interrupt",
    "council councils authority authorities borough district municipal",
    "business businesses firm firms company companies trader traders shop shops retailer retailers employer employers \
     industry operator operators",
    "licence licences license licensed licensing permit permits registration register registered accreditation \
     accredited",
    "child children kid kids pupil pupils student students youngster youngsters teenager teenagers",
    "parent parents mother mothers father fathers mum mums dad dads family families",
    "health healthy medical medically doctor doctors clinical clinician patient patients hospital medicine illness",
    "environment environmental wildlife nature habitat habitats ecology ecological biodiversity pollution",
    "car cars vehicle vehicles driver drivers motorist motorists traffic driving",
    "home homes house houses housing tenant tenants landlord landlords tenancy dwelling dwellings",
    "inform information publish published publicity transparent transparency communicate communication notice notices \
     sign signs signage",
    "share shares shared sharing exchange exchanges exchanged exchanging disclose disclosed disclosure record records",
];

/// The groups, by stem.
pub(super) struct Kin {
    groups: FxHashMap<StemId, u64>,
}

impl Kin {
    /// Those of the analyzer's language; none in a language that has no list.
    pub(super) fn new(analyzer: &mut Analyzer) -> Self {
        let mut groups = FxHashMap::default();
        if analyzer.language() == Language::ENGLISH {
            for (at, words) in GROUPS.iter().enumerate() {
                for word in words.split_whitespace() {
                    *groups.entry(stem_of(word, analyzer)).or_insert(0) |= 1 << at;
                }
            }
        }
        Self { groups }
    }

    /// The groups of a word, as bits.
    pub(super) fn of(&self, stem: StemId) -> u64 {
        self.groups.get(&stem).copied().unwrap_or(0)
    }
}

/// The words of a stretch of text, as far as they tell what it is about.
pub(in super::super) struct Present {
    stems: FxHashSet<StemId>,
    kin: u64,
}

impl Present {
    /// Those of `words`.
    pub(in super::super) fn of<'w>(
        outline: &super::Outline,
        words: impl IntoIterator<Item = &'w Word>,
    ) -> Self {
        let stems: FxHashSet<StemId> = words.into_iter().map(|word| word.stem).collect();
        let kin = stems.iter().fold(0, |bits, stem| bits | outline.kin.of(*stem));
        Self { stems, kin }
    }

    /// Whether the very word is there.
    pub(in super::super) fn has(&self, stem: StemId) -> bool {
        self.stems.contains(&stem)
    }

    /// How much of what a word tells is there: all, or what another of its group tells.
    pub(super) fn grade(&self, outline: &super::Outline, stem: StemId) -> f32 {
        if self.has(stem) {
            1.0
        } else if self.kin & outline.kin.of(stem) != 0 {
            SHARE
        } else {
            0.0
        }
    }
}

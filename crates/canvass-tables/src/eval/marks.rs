//! How well themes and questions are found: things that are in a response or not.
//!
//! Of a target that the gold names only where it is present, nothing found can be wrong: its precision, and what
//! follows from it, cannot be judged and is none. Figures over all targets are over the others; recall is over all.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Scores, Sheet, mean, share};
use crate::agreement::{self, Estimate, Pair};

/// Themes or questions found, against the gold.
#[derive(Clone, Debug, Serialize)]
pub struct MarkScores {
    /// Responses with labels.
    pub responses: usize,
    /// Units without a majority, left out.
    pub disputed: usize,
    /// Ids of the targets that the gold names only where they are present: their precision cannot be judged.
    pub only_present: Vec<String>,
    /// Over all units together; precision and F1 without those of `only_present`.
    pub micro: Scores,
    /// Mean F1 of the targets that the gold has, without those of `only_present`.
    pub macro_f1: Option<f64>,
    /// Mean over responses of the F1 of what is in each, without those of `only_present`; 1 where neither finds
    /// anything.
    pub sample_f1: Estimate,
    /// One by one.
    pub targets: Vec<TargetScores>,
}

/// One theme or question.
#[derive(Clone, Debug, Serialize)]
pub struct TargetScores {
    /// Its id.
    pub id: String,
    /// Responses that have it by the gold.
    pub gold: u64,
    /// Responses that have it by the program.
    pub machine: u64,
    /// How well it is found.
    #[serde(flatten)]
    pub scores: Scores,
    /// Agreement of gold and program beyond chance (Cohen's kappa).
    pub kappa: Option<f64>,
}

/// Counts of what is in gold, found, and both.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    gold: u64,
    machine: u64,
    both: u64,
}

impl Tally {
    fn add(&mut self, gold: u8, machine: u8, weight: u64) {
        self.gold += u64::from(gold) * weight;
        self.machine += u64::from(machine) * weight;
        self.both += u64::from(gold * machine) * weight;
    }

    fn join(&mut self, other: Self) {
        self.gold += other.gold;
        self.machine += other.machine;
        self.both += other.both;
    }

    fn scores(self) -> Scores {
        Scores::of(self.both, self.gold, self.machine)
    }
}

impl MarkScores {
    pub(super) fn of(sheet: &Sheet, ids: &[String], n: usize) -> Option<Self> {
        if sheet.machine.is_empty() {
            return None;
        }
        let all = vec![1; n];
        let (judged, tallies) = (judged(sheet), by_response(sheet));
        let (mut total, mut total_judged) = (Tally::default(), Tally::default());
        let mut only_present = Vec::new();
        let mut targets = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            let units: Vec<Pair> = sheet
                .gold
                .iter()
                .filter(|((_, target), _)| *target == at)
                .map(|(unit, gold)| Pair { response: unit.0, labels: (*gold, sheet.machine[unit]) })
                .collect();
            if units.is_empty() {
                continue;
            }
            let mut tally = Tally::default();
            for Pair { labels: (gold, machine), .. } in &units {
                tally.add(*gold, *machine, 1);
            }
            total.join(tally);
            let is_judged = judged.contains(&at);
            if is_judged {
                total_judged.join(tally);
            } else {
                only_present.push(id.clone());
            }
            let scores = tally.scores();
            targets.push(TargetScores {
                id: id.clone(),
                gold: tally.gold,
                machine: tally.machine,
                scores: if is_judged { scores } else { Scores { precision: None, f1: None, ..scores } },
                kappa: agreement::kappa(&units, 2, &all).filter(|_| is_judged),
            });
        }
        Some(Self {
            responses: sheet.gold.keys().map(|unit| unit.0).collect::<BTreeSet<_>>().len(),
            disputed: sheet.disputed().count(),
            only_present,
            micro: Scores { recall: total.scores().recall, ..total_judged.scores() },
            macro_f1: mean(targets.iter().filter(|target| target.gold > 0).map(|target| target.scores.f1)),
            sample_f1: Estimate::of(n, |weights| sample_f1(&tallies, weights)),
            targets,
        })
    }
}

/// Places of the targets that some response lacks by the gold.
fn judged(sheet: &Sheet) -> BTreeSet<usize> {
    sheet.gold.iter().filter(|(_, gold)| **gold == 0).map(|((_, target), _)| *target).collect()
}

/// What is in each response, of the targets that can be judged.
pub(super) fn by_response(sheet: &Sheet) -> BTreeMap<usize, Tally> {
    let judged = judged(sheet);
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (unit, gold) in sheet.gold.iter().filter(|((_, target), _)| judged.contains(target)) {
        tallies.entry(unit.0).or_default().add(*gold, sheet.machine[unit], 1);
    }
    tallies
}

/// Mean over responses of the F1 of what is in each; 1 where neither finds anything.
pub(super) fn sample_f1(tallies: &BTreeMap<usize, Tally>, weights: &[u32]) -> Option<f64> {
    let (mut sum, mut all) = (0.0, 0);
    for (response, tally) in tallies {
        let f1 = share(2 * tally.both, tally.gold + tally.machine).unwrap_or(1.0);
        sum += f64::from(weights[*response]) * f1;
        all += weights[*response];
    }
    (all > 0).then(|| sum / f64::from(all))
}

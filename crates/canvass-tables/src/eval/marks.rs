//! How well themes and questions are found: things that are in a response or not.

use std::collections::BTreeMap;

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
    /// Over all units together.
    pub micro: Scores,
    /// Mean F1 of the targets that the gold has.
    pub macro_f1: Option<f64>,
    /// Mean over responses of the F1 of what is in each; 1 where neither finds anything.
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
struct Tally {
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
        let mut total = Tally::default();
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
                total.add(*gold, *machine, 1);
            }
            targets.push(TargetScores {
                id: id.clone(),
                gold: tally.gold,
                machine: tally.machine,
                scores: tally.scores(),
                kappa: agreement::kappa(&units, 2, &all),
            });
        }
        Some(Self {
            responses: by_response(sheet).len(),
            disputed: sheet.disputed().count(),
            micro: total.scores(),
            macro_f1: mean(targets.iter().filter(|target| target.gold > 0).map(|target| target.scores.f1)),
            sample_f1: Estimate::of(n, |weights| sample_f1(sheet, weights)),
            targets,
        })
    }
}

fn by_response(sheet: &Sheet) -> BTreeMap<usize, Tally> {
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (unit, gold) in &sheet.gold {
        tallies.entry(unit.0).or_default().add(*gold, sheet.machine[unit], 1);
    }
    tallies
}

/// Mean over responses of the F1 of what is in each; 1 where neither finds anything.
pub(super) fn sample_f1(sheet: &Sheet, weights: &[u32]) -> Option<f64> {
    let (mut sum, mut all) = (0.0, 0);
    for (response, tally) in by_response(sheet) {
        sum +=
            f64::from(weights[response]) * share(2 * tally.both, tally.gold + tally.machine).unwrap_or(1.0);
        all += weights[response];
    }
    (all > 0).then(|| sum / f64::from(all))
}

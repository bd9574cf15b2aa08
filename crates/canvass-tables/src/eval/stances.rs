//! How well stances are found.

use canvass_core::Stance;
use serde::Serialize;

use super::{Scores, Sheet, mean, share};
use crate::agreement::{Estimate, Pair};

/// Stances found, against the gold.
#[derive(Clone, Debug, Serialize)]
pub struct StanceScores {
    /// Response and option, each with a gold label.
    pub units: usize,
    /// Units without a majority, left out.
    pub disputed: usize,
    /// Share of units whose stance is the gold's.
    pub accuracy: Estimate,
    /// Units whose gold takes a side.
    pub sided: u64,
    /// Share of those for which the program takes a side too.
    pub coverage: Option<f64>,
    /// Share of those found.
    pub sided_accuracy: Estimate,
    /// Mean F1 over the stances that gold or program have, of those the other lacks 0; what neither has is
    /// undefined. In a sample that lacks one of them, that one counts 0.
    pub macro_f1: Estimate,
    /// Over how many stances that is.
    pub macro_f1_classes: usize,
    /// By stance, in the order of tables.
    pub stances: Vec<StanceLabelScores>,
    /// By option.
    pub options: Vec<OptionScores>,
    /// Units by gold (row) and program (column), in the order of tables.
    pub confusion: Vec<Vec<u64>>,
}

/// One stance.
#[derive(Clone, Debug, Serialize)]
pub struct StanceLabelScores {
    /// Which.
    pub stance: &'static str,
    /// Units with it in the gold.
    pub gold: u64,
    /// Units the program gives it.
    pub machine: u64,
    /// How well it is found.
    #[serde(flatten)]
    pub scores: Scores,
}

/// One option.
#[derive(Clone, Debug, Serialize)]
pub struct OptionScores {
    /// Its id.
    pub option_id: String,
    /// Units.
    pub units: u64,
    /// Share of them found.
    pub accuracy: Option<f64>,
}

const N: usize = Stance::ALL.len();

impl StanceScores {
    pub(super) fn of(sheet: &Sheet, options: &[String], n: usize) -> Option<Self> {
        if sheet.machine.is_empty() {
            return None;
        }
        let pairs = sheet.pairs();
        let all = vec![1; n];
        let confusion = confusion(&pairs, &all);
        let has = |label: usize| (0..N).any(|other| confusion[label][other] + confusion[other][label] > 0);
        let classes: Vec<usize> = (0..N).filter(|label| has(*label)).collect();
        let sided: Vec<Pair> = pairs.iter().copied().filter(|pair| takes_side(pair.labels.0)).collect();
        let sided_too = sided.iter().filter(|pair| takes_side(pair.labels.1)).count() as u64;
        Some(Self {
            units: pairs.len(),
            disputed: sheet.disputed().count(),
            accuracy: Estimate::of(n, |weights| accuracy(&pairs, weights)),
            sided: sided.len() as u64,
            coverage: share(sided_too, sided.len() as u64),
            sided_accuracy: Estimate::of(n, |weights| accuracy(&sided, weights)),
            macro_f1: Estimate::of(n, |weights| macro_f1(&self::confusion(&pairs, weights), &classes)),
            macro_f1_classes: classes.len(),
            stances: (0..N).map(|label| of_label(&confusion, label)).collect(),
            options: by_option(sheet, options),
            confusion,
        })
    }
}

fn takes_side(label: u8) -> bool {
    matches!(Stance::ALL[usize::from(label)], Stance::Support | Stance::Oppose)
}

/// Share of the pairs that are equal.
pub(super) fn accuracy(pairs: &[Pair], weights: &[u32]) -> Option<f64> {
    let weight = |pair: &Pair| u64::from(weights[pair.response]);
    let same = pairs.iter().filter(|pair| pair.labels.0 == pair.labels.1).map(weight).sum();
    share(same, pairs.iter().map(weight).sum())
}

fn confusion(pairs: &[Pair], weights: &[u32]) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; N]; N];
    for pair in pairs {
        counts[usize::from(pair.labels.0)][usize::from(pair.labels.1)] += u64::from(weights[pair.response]);
    }
    counts
}

fn of_label(confusion: &[Vec<u64>], label: usize) -> StanceLabelScores {
    let gold = confusion[label].iter().sum();
    let machine = confusion.iter().map(|row| row[label]).sum();
    let scores = Scores::of(confusion[label][label], gold, machine);
    StanceLabelScores { stance: Stance::ALL[label].as_str(), gold, machine, scores }
}

/// Mean over the same stances whatever the sample; what neither side has in it is not found.
fn macro_f1(confusion: &[Vec<u64>], classes: &[usize]) -> Option<f64> {
    mean(classes.iter().map(|label| of_label(confusion, *label).scores.f1.or(Some(0.0))))
}

fn by_option(sheet: &Sheet, options: &[String]) -> Vec<OptionScores> {
    let one = |(at, id): (usize, &String)| {
        let units = sheet.gold.iter().filter(move |((_, option), _)| *option == at);
        let right = units.clone().filter(|(unit, gold)| sheet.machine[unit] == **gold).count() as u64;
        let units = units.count() as u64;
        OptionScores { option_id: id.clone(), units, accuracy: share(right, units) }
    };
    options.iter().enumerate().map(one).filter(|option| option.units > 0).collect()
}

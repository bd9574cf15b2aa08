//! What a run found, measured against what people coded by hand.
//!
//! Where several people coded a unit, its gold label is that of the majority; units without one are counted
//! as disputed and left out. Figures over nothing are none.

mod kinds;
mod marks;
mod stances;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::agreement::{self, Estimate, Pair, Unit};
pub use kinds::{Kinds, TypeScores};
pub use marks::{MarkScores, TargetScores};
pub use stances::{OptionScores, StanceLabelScores, StanceScores};

/// Labels by place of the response and of the option, theme or question.
type Labels = BTreeMap<(usize, usize), u8>;

/// Who, and what they said of each unit.
type Rater = (String, Labels);

/// The coder that is the program.
pub const MACHINE: &str = "canvass";

/// One response: who sent it, and what the run found in it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Place of the kind of respondent.
    pub kind: usize,
    /// Stance towards each option, as its place in [`canvass_core::Stance::ALL`].
    pub stances: Vec<u8>,
    /// Places of the themes mentioned.
    pub themes: BTreeSet<usize>,
    /// Places of the questions answered.
    pub questions: BTreeSet<usize>,
}

/// What one person said, by place of the response and of the option, theme or question.
#[derive(Clone, Debug, Default)]
pub struct Coder {
    /// Name in the file.
    pub name: String,
    /// Places in [`canvass_core::Stance::ALL`].
    pub stances: BTreeMap<(usize, usize), u8>,
    /// Whether a theme is there.
    pub themes: BTreeMap<(usize, usize), bool>,
    /// Whether a question is answered.
    pub questions: BTreeMap<(usize, usize), bool>,
}

/// Names in the order of their places.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// Ids of the options.
    pub options: Vec<String>,
    /// Ids of the themes.
    pub themes: Vec<String>,
    /// Ids of the questions.
    pub questions: Vec<String>,
    /// Kinds of respondents, as [`Kinds::names`] gives them.
    pub kinds: Vec<String>,
}

/// Everything measured.
#[derive(Clone, Debug, Serialize)]
pub struct Evaluation {
    /// Responses that have labels and were analysed.
    pub responses: usize,
    /// Stances, where any are labelled.
    pub stance: Option<StanceScores>,
    /// Themes, where any are labelled.
    pub theme: Option<MarkScores>,
    /// Questions, where any are labelled.
    pub question: Option<MarkScores>,
    /// Agreement between coders, and of each with the program.
    pub agreement: Vec<Agreement>,
    /// The same by kind of respondent.
    pub respondent_types: Vec<TypeScores>,
    /// Where gold and program differ, in the order of responses.
    #[serde(skip)]
    pub errors: Vec<Difference>,
    /// Units without a majority, in the order of responses.
    #[serde(skip)]
    pub disputes: Vec<Dispute>,
}

/// Agreement of two coders, or of all who labelled the same units.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// `stance`, `theme` or `question`.
    pub unit: &'static str,
    /// `kappa` (Cohen's, of two) or `alpha` (Krippendorff's, of any number).
    pub measure: &'static str,
    /// Who.
    pub coders: Vec<String>,
    /// Units that at least two of them labelled.
    pub units: usize,
    /// How far they agree: 1 wholly, 0 as by chance.
    pub agreement: Estimate,
}

/// One unit where the program says something else than the gold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Place of the response.
    pub response: usize,
    /// `stance`, `theme` or `question`.
    pub unit: &'static str,
    /// Place of the option, theme or question.
    pub target: usize,
    /// What the gold says.
    pub gold: &'static str,
    /// What the program says.
    pub machine: &'static str,
}

/// One unit that coders labelled so differently that no label has most of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Place of the response.
    pub response: usize,
    /// `stance`, `theme` or `question`.
    pub unit: &'static str,
    /// Place of the option, theme or question.
    pub target: usize,
    /// Coders with what each says.
    pub labels: Vec<(String, &'static str)>,
}

/// Labels as numbers: those of every coder, and those of the program for the same units.
pub(crate) struct Sheet {
    pub(crate) unit: &'static str,
    pub(crate) n_labels: usize,
    pub(crate) coders: Vec<Rater>,
    /// By response and target.
    pub(crate) machine: Labels,
    /// What most coders say.
    pub(crate) gold: Labels,
}

/// Measures `found` against what `coders` said of the same responses.
pub fn evaluate(found: &[Found], coders: &[Coder], targets: &Targets) -> Evaluation {
    let marks = |labels: &BTreeMap<(usize, usize), bool>| {
        labels.iter().map(|(unit, label)| (*unit, u8::from(*label))).collect()
    };
    let stance = Sheet::new(
        "stance",
        5,
        coders,
        |coder| coder.stances.clone(),
        |at, option| found[at].stances[option],
    );
    let theme = Sheet::new(
        "theme",
        2,
        coders,
        |coder| marks(&coder.themes),
        |at, theme| u8::from(found[at].themes.contains(&theme)),
    );
    let question = Sheet::new(
        "question",
        2,
        coders,
        |coder| marks(&coder.questions),
        |at, question| u8::from(found[at].questions.contains(&question)),
    );
    let n = found.len();
    let sheets = [&stance, &theme, &question];
    let mut errors: Vec<Difference> = sheets.iter().flat_map(|sheet| sheet.differences()).collect();
    errors.sort_by_key(|error| error.response);
    let mut disputes: Vec<Dispute> = sheets.iter().flat_map(|sheet| sheet.disputes()).collect();
    disputes.sort_by_key(|dispute| dispute.response);
    Evaluation {
        responses: n,
        stance: StanceScores::of(&stance, &targets.options, n),
        theme: MarkScores::of(&theme, &targets.themes, n),
        question: MarkScores::of(&question, &targets.questions, n),
        agreement: sheets.iter().flat_map(|sheet| sheet.agreement(n)).collect(),
        respondent_types: kinds::scores(found, &targets.kinds, &stance, &theme),
        errors,
        disputes,
    }
}

impl Sheet {
    fn new(
        unit: &'static str,
        n_labels: usize,
        coders: &[Coder],
        labels: impl Fn(&Coder) -> Labels,
        machine: impl Fn(usize, usize) -> u8,
    ) -> Self {
        let coders: Vec<_> = coders.iter().map(|coder| (coder.name.clone(), labels(coder))).collect();
        let units: BTreeSet<(usize, usize)> =
            coders.iter().flat_map(|(_, labels)| labels.keys().copied()).collect();
        let machine = units.iter().map(|(at, target)| ((*at, *target), machine(*at, *target))).collect();
        let mut gold = BTreeMap::new();
        for unit in &units {
            let said = coders.iter().filter_map(|(_, labels)| labels.get(unit).copied());
            gold.extend(majority(said, n_labels).map(|label| (*unit, label)));
        }
        Self { unit, n_labels, coders, machine, gold }
    }

    /// Gold beside the program's label, unit by unit.
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let pair = |(unit, gold): (&(usize, usize), &u8)| Pair {
            response: unit.0,
            labels: (*gold, self.machine[unit]),
        };
        self.gold.iter().map(pair).collect()
    }

    /// What a label is called.
    fn name(&self, label: u8) -> &'static str {
        match self.unit {
            "stance" => canvass_core::Stance::ALL[usize::from(label)].as_str(),
            _ => ["absent", "present"][usize::from(label)],
        }
    }

    fn differences(&self) -> impl Iterator<Item = Difference> {
        self.gold.iter().filter(|(unit, gold)| self.machine[unit] != **gold).map(|(unit, gold)| {
            let (gold, machine) = (self.name(*gold), self.name(self.machine[unit]));
            Difference { response: unit.0, unit: self.unit, target: unit.1, gold, machine }
        })
    }

    /// Units without a majority: the program has labelled each unit, the gold all others.
    fn disputed(&self) -> impl Iterator<Item = &(usize, usize)> {
        self.machine.keys().filter(|unit| !self.gold.contains_key(unit))
    }

    fn disputes(&self) -> impl Iterator<Item = Dispute> {
        self.disputed().map(|unit| {
            let said = self.coders.iter().filter_map(|(name, labels)| Some((name, labels.get(unit)?)));
            let labels = said.map(|(name, label)| (name.clone(), self.name(*label))).collect();
            Dispute { response: unit.0, unit: self.unit, target: unit.1, labels }
        })
    }

    /// Kappa of every two coders and of each with the program; alpha of the coders, and of all.
    fn agreement(&self, n: usize) -> Vec<Agreement> {
        let mut found = Vec::new();
        let people: Vec<_> = self.coders.iter().filter(|(_, labels)| !labels.is_empty()).collect();
        let machine = (MACHINE.to_owned(), self.machine.clone());
        let everyone: Vec<_> = people.iter().copied().chain([&machine]).collect();
        for (at, one) in everyone.iter().enumerate() {
            found.extend(everyone[at + 1..].iter().filter_map(|other| self.kappa(one, other, n)));
        }
        if people.len() > 1 {
            found.extend(self.alpha(&people, n));
            found.extend(self.alpha(&everyone, n));
        }
        found
    }

    fn kappa(&self, one: &Rater, other: &Rater, n: usize) -> Option<Agreement> {
        let both = one.1.iter().filter_map(|(unit, label)| {
            Some(Pair { response: unit.0, labels: (*label, *other.1.get(unit)?) })
        });
        let pairs: Vec<Pair> = both.collect();
        let kappa = |weights: &[u32]| agreement::kappa(&pairs, self.n_labels, weights);
        (!pairs.is_empty()).then(|| Agreement {
            unit: self.unit,
            measure: "kappa",
            coders: vec![one.0.clone(), other.0.clone()],
            units: pairs.len(),
            agreement: Estimate::of(n, kappa),
        })
    }

    fn alpha(&self, raters: &[&Rater], n: usize) -> Option<Agreement> {
        let unit = |unit: &(usize, usize)| Unit {
            response: unit.0,
            labels: raters.iter().filter_map(|(_, labels)| labels.get(unit).copied()).collect(),
        };
        let units: Vec<Unit> = self.machine.keys().map(unit).filter(|unit| unit.labels.len() > 1).collect();
        let alpha = |weights: &[u32]| agreement::alpha(&units, self.n_labels, weights);
        (!units.is_empty()).then(|| Agreement {
            unit: self.unit,
            measure: "alpha",
            coders: raters.iter().map(|(name, _)| name.clone()).collect(),
            units: units.len(),
            agreement: Estimate::of(n, alpha),
        })
    }
}

/// The label that more coders gave than any other.
fn majority(labels: impl Iterator<Item = u8>, n_labels: usize) -> Option<u8> {
    let mut counts = vec![0; n_labels];
    labels.for_each(|label| counts[usize::from(label)] += 1);
    let most = *counts.iter().max()?;
    let mut first = counts.iter().enumerate().filter(|(_, count)| **count == most && most > 0);
    let (label, _) = first.next()?;
    first.next().is_none().then_some(label as u8)
}

/// Precision, recall and their harmonic mean, from what is in both, in gold, and found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Share of what was found that is right.
    pub precision: Option<f64>,
    /// Share of what is right that was found.
    pub recall: Option<f64>,
    /// Harmonic mean of both.
    pub f1: Option<f64>,
}

impl Scores {
    pub(crate) fn of(both: u64, gold: u64, machine: u64) -> Self {
        Self {
            precision: share(both, machine),
            recall: share(both, gold),
            f1: share(2 * both, gold + machine),
        }
    }
}

pub(crate) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Mean of what is defined.
pub(crate) fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = values.flatten().collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests;

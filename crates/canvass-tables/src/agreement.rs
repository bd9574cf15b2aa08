//! How far coders agree beyond chance, and how sure that is.
//!
//! Sources: J. Cohen, "A coefficient of agreement for nominal scales" (1960), for kappa;
//! K. Krippendorff, "Content Analysis" (4th edition, 2019), chapter 12, for alpha with nominal data and missing values;
//! B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13, for percentile intervals.

mod bootstrap;

use serde::Serialize;

pub(crate) use bootstrap::interval;

/// One unit as two coders labelled it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// Place of the response that the unit is of.
    pub(crate) response: usize,
    /// The two labels.
    pub(crate) labels: (u8, u8),
}

/// One unit as several coders labelled it; those who did not are left out.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Place of the response that the unit is of.
    pub(crate) response: usize,
    /// The labels, in any order.
    pub(crate) labels: Vec<u8>,
}

/// A figure with the interval that 95 of 100 samples of the responses would give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure; none where it is undefined, as agreement is where nobody used a second label.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

impl Estimate {
    /// `figure` over all of `n` responses, and over samples of them; it takes how often each counts.
    pub(crate) fn of(n: usize, figure: impl Fn(&[u32]) -> Option<f64>) -> Self {
        let value = figure(&vec![1; n]);
        let (low, high) = interval(n, figure).unzip();
        Self { value, low, high }
    }
}

/// Cohen's kappa of two coders: agreement beyond what their own habits would give by chance.
///
/// None where there is no unit, or both used one and the same label throughout.
pub(crate) fn kappa(pairs: &[Pair], n_labels: usize, weights: &[u32]) -> Option<f64> {
    let mut one = vec![0.0; n_labels];
    let mut other = vec![0.0; n_labels];
    let (mut same, mut all) = (0.0, 0.0);
    for pair in pairs {
        let weight = f64::from(weights[pair.response]);
        let (a, b) = pair.labels;
        one[usize::from(a)] += weight;
        other[usize::from(b)] += weight;
        same += if a == b { weight } else { 0.0 };
        all += weight;
    }
    let chance = one.iter().zip(&other).map(|(a, b)| a * b).sum::<f64>() / (all * all);
    beyond_chance(same / all, chance)
}

/// Krippendorff's alpha of any number of coders, for labels without order; units with one label do not count.
///
/// None where no unit has two labels, or all labels are the same.
pub(crate) fn alpha(units: &[Unit], n_labels: usize, weights: &[u32]) -> Option<f64> {
    let mut totals = vec![0.0; n_labels];
    let (mut same, mut all) = (0.0, 0.0);
    let mut counts = vec![0_u32; n_labels];
    for unit in units.iter().filter(|unit| unit.labels.len() > 1) {
        let weight = f64::from(weights[unit.response]);
        counts.fill(0);
        unit.labels.iter().for_each(|label| counts[usize::from(*label)] += 1);
        let others = unit.labels.len() as f64 - 1.0;
        for (total, count) in totals.iter_mut().zip(&counts) {
            let count = f64::from(*count);
            *total += weight * count;
            same += weight * count * (count - 1.0) / others;
            all += weight * count;
        }
    }
    // Labels drawn from all that were given, without putting them back.
    let chance = totals.iter().map(|total| total * (total - 1.0)).sum::<f64>() / (all * (all - 1.0));
    beyond_chance(same / all, chance)
}

fn beyond_chance(found: f64, chance: f64) -> Option<f64> {
    let value = (found - chance) / (1.0 - chance);
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(counts: &[((u8, u8), usize)]) -> Vec<Pair> {
        let each = counts.iter().flat_map(|(labels, times)| std::iter::repeat_n(*labels, *times));
        each.enumerate().map(|(response, labels)| Pair { response, labels }).collect()
    }

    #[track_caller]
    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 5e-4, "{found} is not {expected}");
    }

    #[test]
    fn kappa_by_hand() {
        // 20 + 15 of 50 agree: 0.7; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
        let pairs = pairs(&[((1, 1), 20), ((1, 0), 5), ((0, 1), 10), ((0, 0), 15)]);
        near(kappa(&pairs, 2, &[1; 50]), 0.4);
    }

    #[test]
    fn kappa_of_one_label_is_undefined() {
        assert_eq!(kappa(&pairs(&[((1, 1), 9)]), 2, &[1; 9]), None);
        assert_eq!(kappa(&[], 2, &[]), None);
    }

    #[test]
    fn alpha_by_hand() {
        // Ten labels: six 0, four 1. Six of ten agree; by chance (6*5 + 4*3) / (10*9) = 42/90.
        let labels = [[0, 0], [0, 0], [1, 1], [1, 0], [0, 1]];
        let units = |labels: &[[u8; 2]]| -> Vec<Unit> {
            let units = labels.iter().enumerate();
            units.map(|(response, labels)| Unit { response, labels: labels.to_vec() }).collect()
        };
        near(alpha(&units(&labels), 2, &[1; 5]), (0.6 - 42.0 / 90.0) / (1.0 - 42.0 / 90.0));
    }

    #[test]
    fn alpha_leaves_out_what_one_coder_saw() {
        let mut units = vec![
            Unit { response: 0, labels: vec![0, 0, 1] },
            Unit { response: 1, labels: vec![1, 1, 1] },
            Unit { response: 2, labels: vec![0, 0] },
        ];
        let without = alpha(&units, 2, &[1; 4]);
        units.push(Unit { response: 3, labels: vec![1] });
        assert_eq!(alpha(&units, 2, &[1; 4]), without);
        // Eight labels: four 0, four 1. Agreeing pairs: 2/2 + 6/2 + 2 = 6 of 8; by chance 24/56.
        near(without, (6.0 / 8.0 - 24.0 / 56.0) / (1.0 - 24.0 / 56.0));
    }

    #[test]
    fn a_response_twice_is_as_its_units_twice() {
        let once = pairs(&[((1, 1), 2), ((1, 0), 1), ((0, 0), 1)]);
        let twice = pairs(&[((1, 1), 2), ((1, 0), 2), ((0, 0), 1)]);
        assert_eq!(kappa(&once, 2, &[1, 1, 2, 1]), kappa(&twice, 2, &[1; 5]));
    }
}

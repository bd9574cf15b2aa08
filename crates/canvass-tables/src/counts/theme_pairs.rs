//! `theme_pairs`: which themes come together.
//!
//! Facts stand in the order of responses, so one pass over them and a square of counters is enough;
//! a join of the facts with themselves would write out every pair of every response.

use canvass_core::ThemeDef;

use super::Source;
use crate::bases::{jaccard, lift};
use crate::error::Error;
use crate::facts::FactList;
use crate::file::TableFile;

/// Writes every pair that some response mentions together, but for a theme and what it is part of.
pub(super) fn write(source: Source<'_>, weights: &[u32], file: &mut TableFile) -> Result<(), Error> {
    let n_themes = source.context.themes.len();
    let first = source.facts.keys.theme(source.facts.keys.all_text(), 0);
    let square = Square::count(&source.facts.themes, weights, first, n_themes);
    let n_responses = weights.iter().copied().map(i64::from).sum();
    for one in 0..n_themes {
        for other in one + 1..n_themes {
            let both = square.get(one, other);
            if both == 0 || ThemeDef::are_kin(&source.context.themes, one, other) {
                continue;
            }
            let (a, b) = (square.get(one, one), square.get(other, other));
            file.push(&[
                (&source.context.themes[one].id).into(),
                (&source.context.themes[other].id).into(),
                both.into(),
                a.into(),
                b.into(),
                jaccard(both, a, b).into(),
                lift(both, a, b, n_responses).into(),
            ])?;
        }
    }
    Ok(())
}

/// Responses by pair of themes; on the diagonal those that mention the one.
struct Square {
    n_themes: usize,
    counts: Vec<i64>,
}

impl Square {
    /// Counts pairs over the facts from key `first` on, which are those over all text.
    fn count(facts: &FactList, weights: &[u32], first: u32, n_themes: usize) -> Self {
        let mut square = Self { n_themes, counts: vec![0; n_themes * n_themes] };
        for (keys, weight) in facts.iter().zip(weights) {
            let themes: Vec<usize> =
                keys.iter().filter(|key| **key >= first).map(|key| (key - first) as usize).collect();
            square.add(&themes, i64::from(*weight));
        }
        square
    }

    fn add(&mut self, themes: &[usize], weight: i64) {
        for (at, one) in themes.iter().enumerate() {
            for other in &themes[at..] {
                self.counts[one * self.n_themes + other] += weight;
            }
        }
    }

    fn get(&self, one: usize, other: usize) -> i64 {
        self.counts[one * self.n_themes + other]
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn pairs_stand_in_the_order_of_the_code_frame() {
        check(
            "theme_pairs",
            &[],
            "theme_a theme_b both a b jaccard lift",
            "funding | sanctions | 3 | 4 | 3 | 0.750 | 1.250
             funding | flexibility | 2 | 4 | 2 | 0.500 | 1.250
             sanctions | flexibility | 1 | 3 | 2 | 0.250 | 0.833",
        );
    }
}

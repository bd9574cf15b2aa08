//! Whether a kind of respondent is coded worse than others.

use std::collections::BTreeMap;

use canvass_core::Response;
use canvass_core::spelling::NOT_GIVEN;
use serde::Serialize;

use super::{Found, Sheet, marks, stances};
use crate::facts;
use crate::spellings::Spellings;

/// The kinds of respondents of a run, named as its tables name them.
#[derive(Debug, Default)]
pub struct Kinds {
    spellings: Spellings,
}

impl Kinds {
    /// The place of the kind of an analysed response. The names are those of the tables once all were added.
    pub fn add(&mut self, response: &Response) -> usize {
        let kind = facts::attribute(response, "respondent_type").unwrap_or(NOT_GIVEN);
        self.spellings.add(kind) as usize
    }

    /// Names in the order of their places.
    pub fn names(&self) -> Vec<String> {
        self.spellings.labels()
    }
}

/// How well the responses of one kind are coded.
#[derive(Clone, Debug, Serialize)]
pub struct TypeScores {
    /// The kind, as the tables name it; `not given` where it was not.
    pub respondent_type: String,
    /// Its responses among those labelled.
    pub responses: usize,
    /// Stances labelled.
    pub stances: usize,
    /// Share of them found.
    pub stance_accuracy: Option<f64>,
    /// Mean over responses of the F1 of their themes.
    pub theme_sample_f1: Option<f64>,
}

/// Kinds by their names.
pub(super) fn scores(found: &[Found], names: &[String], stance: &Sheet, theme: &Sheet) -> Vec<TypeScores> {
    let mut kinds: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (at, one) in found.iter().enumerate() {
        kinds.entry(&names[one.kind]).or_insert_with(|| vec![0; found.len()])[at] = 1;
    }
    let themes = marks::by_response(theme);
    let scores = kinds.into_iter().map(|(kind, weights)| TypeScores {
        respondent_type: kind.to_owned(),
        responses: weights.iter().filter(|weight| **weight > 0).count(),
        stances: stance.gold.keys().filter(|(response, _)| weights[*response] > 0).count(),
        stance_accuracy: stances::accuracy(&stance.pairs(), &weights),
        theme_sample_f1: marks::sample_f1(&themes, &weights),
    });
    scores.collect()
}

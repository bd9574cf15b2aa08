//! How many responses share a fact, by part of a breakdown.

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::error::Error;
use crate::facts::FactList;

/// Responses whose facts are joined and grouped at a time, so that memory does not grow with their number.
const PIECE: usize = 1 << 17;

/// What was counted of one fact in one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Responses, weighted by the view.
    pub(crate) responses: i64,
    /// Times over those responses.
    pub(crate) times: i64,
}

/// Counts by part and key; what was never seen counts nothing.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<(u32, u32), Count>,
}

impl Tally {
    /// The counts of one fact in one part.
    pub(crate) fn get(&self, part: u32, key: u32) -> Count {
        self.counts.get(&(part, key)).copied().unwrap_or_default()
    }

    fn add(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        let (parts, keys) = (frame.column("part")?.u32()?, frame.column("key")?.u32()?);
        let (responses, times) = (frame.column("responses")?.i64()?, frame.column("times")?.i64()?);
        for row in 0..frame.height() {
            let place = (parts.get(row).unwrap_or(0), keys.get(row).unwrap_or(0));
            let count = self.counts.entry(place).or_default();
            count.responses += responses.get(row).unwrap_or(0);
            count.times += times.get(row).unwrap_or(0);
        }
        Ok(())
    }
}

/// The responses that count: which, in which part, how often.
pub(crate) fn members(weights: &[u32], part_of: impl Fn(usize) -> u32) -> Result<DataFrame, Error> {
    let counted = || weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
    let response: Vec<u32> = counted().map(|(response, _)| response as u32).collect();
    let part: Vec<u32> = counted().map(|(response, _)| part_of(response)).collect();
    let weight: Vec<i64> = counted().map(|(_, weight)| i64::from(*weight)).collect();
    DataFrame::new_infer_height(vec![
        Column::new("response".into(), response),
        Column::new("part".into(), part),
        Column::new("weight".into(), weight),
    ])
    .map_err(|reason| uncountable(&reason))
}

/// Counts every fact in every part.
pub(crate) fn tally(facts: &FactList, members: &DataFrame) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    for start in (0..facts.n_responses()).step_by(PIECE) {
        let end = facts.n_responses().min(start + PIECE);
        let counted = piece(facts, start..end).and_then(|piece| count(piece, members));
        counted.and_then(|frame| tally.add(&frame)).map_err(|reason| uncountable(&reason))?;
    }
    Ok(tally)
}

fn piece(facts: &FactList, responses: std::ops::Range<usize>) -> PolarsResult<DataFrame> {
    let (response, key, times) = facts.columns(responses);
    DataFrame::new_infer_height(vec![
        Column::new("response".into(), response),
        Column::new("key".into(), key),
        Column::new("times".into(), times),
    ])
}

fn count(piece: DataFrame, members: &DataFrame) -> PolarsResult<DataFrame> {
    piece
        .lazy()
        .inner_join(members.clone().lazy(), col("response"), col("response"))
        .group_by([col("part"), col("key")])
        .agg([
            col("weight").sum().alias("responses"),
            (col("times").cast(DataType::Int64) * col("weight")).sum().alias("times"),
        ])
        .collect()
}

fn uncountable(reason: &PolarsError) -> Error {
    Error::Count { reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_multiply_and_nothing_counts_nothing() {
        // Three responses in parts 0, 0, 1; the second is left out, the third stands for four.
        let facts = FactList::of_all(&[&[(7, 2)], &[(7, 5)], &[(7, 3), (9, 1)]]);
        let members = members(&[1, 0, 4], |response| u32::from(response == 2)).expect("a frame");
        let tally = tally(&facts, &members).expect("counts");
        assert_eq!(tally.get(0, 7), Count { responses: 1, times: 2 });
        assert_eq!(tally.get(1, 7), Count { responses: 4, times: 12 });
        assert_eq!(tally.get(1, 9), Count { responses: 4, times: 4 });
        assert_eq!(tally.get(0, 9), Count::default());
    }

    #[test]
    fn no_facts_make_an_empty_tally() {
        let members = members(&[], |_| 0).expect("a frame");
        assert_eq!(tally(&FactList::default(), &members).expect("counts").get(0, 0), Count::default());
    }
}

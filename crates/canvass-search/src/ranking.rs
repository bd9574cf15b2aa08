//! The best passages, in an order that depends on the passages alone.
//!
//! The engine adds up scores in an order that varies with the segments, and so does the last bit of the sum.
//! Here each thing asked for is scored by itself and added in the order asked;
//! equal scores are told apart by the passage's rank.

use std::cmp::Ordering;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::BytesColumn;
use tantivy::query::{EnableScoring, Query as EngineQuery, Scorer, Weight};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyError};

/// What is kept: how many match, and the best of them.
#[derive(Default)]
pub(crate) struct Ranked {
    pub(crate) total: usize,
    pub(crate) best: Vec<Candidate>,
}

/// A matching passage.
pub(crate) struct Candidate {
    pub(crate) score: Score,
    rank: Vec<u8>,
    pub(crate) address: DocAddress,
}

/// Collects the best passages of a search.
pub(crate) struct Ranking {
    weights: Vec<Box<dyn Weight>>,
    limit: usize,
    /// Name of the fast field with the rank.
    rank: &'static str,
}

impl Ranking {
    /// A ranking by the summed scores of `scoring`.
    pub(crate) fn new(
        scoring: &[Box<dyn EngineQuery>],
        limit: usize,
        rank: &'static str,
        searcher: &Searcher,
    ) -> Result<Self, TantivyError> {
        let weights =
            scoring.iter().map(|query| query.weight(EnableScoring::enabled_from_searcher(searcher)));
        Ok(Self { weights: weights.collect::<Result<_, _>>()?, limit, rank })
    }
}

impl Collector for Ranking {
    type Fruit = Ranked;
    type Child = SegmentRanking;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentRanking> {
        let ranks = reader.fast_fields().bytes(self.rank)?;
        let scorers = self.weights.iter().map(|weight| weight.scorer(reader, 1.0));
        Ok(SegmentRanking {
            segment,
            scorers: scorers.collect::<tantivy::Result<_>>()?,
            ranks: ranks.unwrap_or_else(|| BytesColumn::empty(reader.max_doc())),
            limit: self.limit,
            total: 0,
            entries: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<std::io::Result<Ranked>>) -> tantivy::Result<Ranked> {
        let mut merged = Ranked::default();
        for fruit in fruits {
            let fruit = fruit.map_err(TantivyError::from)?;
            merged.total += fruit.total;
            merged.best.extend(fruit.best);
        }
        let order = |one: &Candidate, other: &Candidate| {
            other.score.total_cmp(&one.score).then_with(|| one.rank.cmp(&other.rank))
        };
        merged.best.sort_unstable_by(order);
        merged.best.truncate(self.limit);
        Ok(merged)
    }
}

/// Collects the best passages of one segment.
pub(crate) struct SegmentRanking {
    segment: SegmentOrdinal,
    scorers: Vec<Box<dyn Scorer>>,
    ranks: BytesColumn,
    limit: usize,
    total: usize,
    entries: Vec<Entry>,
}

/// Within a segment ranks sort as their ordinals do.
#[derive(Clone, Copy)]
struct Entry {
    score: Score,
    rank: u64,
    doc: DocId,
}

impl Entry {
    fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.rank.cmp(&other.rank))
    }
}

impl SegmentRanking {
    fn score(&mut self, doc: DocId) -> Score {
        let mut sum = 0.0;
        for scorer in &mut self.scorers {
            if scorer.doc() < doc {
                scorer.seek(doc);
            }
            if scorer.doc() == doc {
                sum += scorer.score();
            }
        }
        sum
    }

    /// Keeps the best `limit` entries, sorted.
    fn prune(&mut self) {
        self.entries.sort_unstable_by(Entry::order);
        self.entries.truncate(self.limit);
    }
}

impl SegmentCollector for SegmentRanking {
    type Fruit = std::io::Result<Ranked>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.total += 1;
        if self.limit == 0 {
            return;
        }
        let entry = Entry { score: self.score(doc), rank: self.ranks.ords().first(doc).unwrap_or(0), doc };
        self.entries.push(entry);
        // Sorting only now and then makes each entry cheap.
        if self.entries.len() >= self.limit.saturating_mul(2).max(1024) {
            self.prune();
        }
    }

    fn harvest(mut self) -> std::io::Result<Ranked> {
        self.prune();
        let mut best = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let mut rank = Vec::new();
            self.ranks.ord_to_bytes(entry.rank, &mut rank)?;
            best.push(Candidate {
                score: entry.score,
                rank,
                address: DocAddress::new(self.segment, entry.doc),
            });
        }
        Ok(Ranked { total: self.total, best })
    }
}

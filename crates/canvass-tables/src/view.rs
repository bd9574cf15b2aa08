//! Which responses a count is of: the three ways every table is counted.

use crate::facts::Facts;

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Every analysed response counts once.
    All,
}

impl View {
    /// Every view, in the order tables show them.
    pub(crate) const ALL: [Self; 1] = [Self::All];

    /// The name used in tables.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
        }
    }

    /// For every analysed response, how often it counts: 0 leaves it out.
    ///
    /// This is the one place that knows what a view is: whatever is counted, is counted with these weights.
    pub(crate) fn weights(self, facts: &Facts) -> Vec<u32> {
        match self {
            Self::All => vec![1; facts.n_analysed as usize],
        }
    }
}

//! Byte ranges into a response's text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, in the text of one response.
///
/// Both ends lie on character borders of that text and `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`.
    ///
    /// # Panics
    /// Where a text is larger than 4 GiB; readers refuse such texts.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span runs backwards: {start}..{end}");
        let narrow = |at: usize| u32::try_from(at).expect("readers refuse texts over 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The whole of `text`.
    pub fn all(text: &str) -> Self {
        Self::new(0, text.len())
    }

    /// The words this span stands for.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The same range, for indexing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.start as usize + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_to_the_words() {
        let text = "a  — quoted \n";
        let span = Span::new(1, text.len()).trim(text);
        assert_eq!(span.of(text), "— quoted");
        assert!(Span::all(text).contains(span));
    }

    #[test]
    fn an_all_blank_span_trims_to_nothing() {
        assert!(Span::new(0, 3).trim("   ").is_empty());
    }
}

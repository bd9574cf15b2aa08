//! How a library's error tells where it happened and what to do.

mod toml;

use std::ops::Range;

pub use toml::toml_remedy;

/// A place in a file that people wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path to show.
    pub path: String,
    /// The file's whole text.
    pub source: String,
    /// The bytes to point at.
    pub bytes: Range<usize>,
}

impl Place {
    /// Line of the place, from 1.
    pub fn line(&self) -> usize {
        self.source.get(..self.bytes.start).map_or(1, |before| before.matches('\n').count() + 1)
    }
}

/// An error that can say more than its message.
pub trait Explain: std::error::Error {
    /// Where it happened, if in a file that people wrote.
    fn place(&self) -> Option<&Place> {
        None
    }

    /// Remedies, a line each, most likely first.
    fn hints(&self) -> Vec<String> {
        Vec::new()
    }
}

/// The candidate most like `wrong`, if one is near enough to suggest.
///
/// Near enough means an edit distance of at most a third of the longer word, case aside.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wrong, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(wrong.chars().count()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_near_names() {
        assert_eq!(nearest("option1", ["vision", "option-1"]), Some("option-1"));
        assert_eq!(nearest("sanctions", ["funding", "flexibility"]), None);
    }

    #[test]
    fn a_place_knows_its_line() {
        let place = Place { path: "a.toml".into(), source: "one\ntwo".into(), bytes: 4..7 };
        assert_eq!(place.line(), 2);
    }
}

//! The languages whose words we can stem.

use rust_stemmers::Algorithm;

/// A language with a Snowball stemmer, or [`Language::UNSTEMMED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(usize);

const KNOWN: [(&str, Algorithm); 18] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(4);
    /// Any language without a stemmer: its words are compared as they are written.
    pub const UNSTEMMED: Self = Self(KNOWN.len());

    /// The language of an ISO 639-1 code such as `en`, also of `en-GB`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
        KNOWN.iter().position(|(known, _)| *known == primary).map(Self)
    }

    /// The language of a code; without a code, or without a stemmer for it, [`Language::UNSTEMMED`].
    pub fn of(code: Option<&str>) -> Self {
        code.and_then(Self::from_code).unwrap_or(Self::UNSTEMMED)
    }

    /// Its ISO 639-1 code; `und` where there is no stemmer.
    pub fn code(self) -> &'static str {
        KNOWN.get(self.0).map_or("und", |(code, _)| code)
    }

    /// Every code there is a stemmer for.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(code, _)| *code)
    }

    /// Its stemmer, if there is one.
    pub(super) fn algorithm(self) -> Option<Algorithm> {
        // `Algorithm` is not `Copy` in rust-stemmers 1.2, so it is moved out of the constant.
        (self.0 < KNOWN.len()).then(|| KNOWN[self.0].1)
    }

    /// Whether short words lean on the next one with an apostrophe, as in `l'option`.
    pub(super) fn elides(self) -> bool {
        matches!(self.code(), "fr" | "it")
    }

    /// Whether `æ` and `œ` are two letters written as one, and not a letter of their own.
    pub(super) fn splits_ligatures(self) -> bool {
        !matches!(self.code(), "da" | "no" | "und")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_with_and_without_a_region() {
        assert_eq!(Language::from_code("en-GB"), Some(Language::ENGLISH));
        assert_eq!(Language::from_code("fr").map(Language::code), Some("fr"));
        assert_eq!(Language::from_code("cy"), None);
        assert_eq!(Language::from_code("und"), None);
    }

    #[test]
    fn a_language_without_a_stemmer_is_a_language_too() {
        assert_eq!(Language::of(Some("cy")), Language::UNSTEMMED);
        assert_eq!(Language::of(None), Language::UNSTEMMED);
        assert_eq!(Language::of(Some("fr")).code(), "fr");
        assert_eq!(Language::UNSTEMMED.code(), "und");
    }
}

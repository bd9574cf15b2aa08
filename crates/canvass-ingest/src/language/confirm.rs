//! Whether the commonest words of a language bear out that a text is in it.

use std::collections::BTreeSet;

use canvass_core::text::folded_words;

use super::common::CONFIRMING;
use super::{Word, ask, names};

/// A language is borne out where at least this share of the words is common in it.
const SHARE: f32 = 0.3;
/// They must be so many times as frequent as the consultation's.
const OUTWEIGHS: f32 = 3.0;
/// A text of few words is in a language where at least this share is common in it, and none in the consultation's.
const PLAIN_SHARE: f32 = 0.4;
/// Fewer words than this tell nothing at all.
const FEWEST_WORDS: usize = 6;
/// Fewer different common words than this tell nothing: names hold one or two.
const FEWEST_COMMON: usize = 3;

/// The commonest words of the languages of [`CONFIRMING`].
#[derive(Debug)]
pub(super) struct Confirming {
    home: &'static str,
    languages: Vec<(&'static str, BTreeSet<String>)>,
}

impl Confirming {
    /// For a consultation in the language of the code `home`.
    pub(super) fn new(home: &'static str) -> Self {
        let set = |words| folded_words(words, &[]).into_iter().collect();
        Self { home, languages: CONFIRMING.iter().map(|(code, words)| (*code, set(words))).collect() }
    }

    /// Whether `words`, of which a share is common in the consultation's language, are in that of `code`.
    pub(super) fn bear_out(&self, code: &str, words: &[Word<'_>], home: f32) -> bool {
        self.has_share(code, words, SHARE.max(OUTWEIGHS * home))
    }

    /// The language of a text of few words, of which none is common in the consultation's language.
    pub(super) fn plain(&self, words: &[Word<'_>]) -> Option<&'static str> {
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let code = ask(words).and_then(|told| names::code(told.lang()))?;
        self.has_share(code, words, PLAIN_SHARE).then_some(code)
    }

    /// Whether at least this share is common in the language of `code`, and less in the consultation's.
    fn has_share(&self, code: &str, words: &[Word<'_>], least: f32) -> bool {
        let share = self.share(code, words);
        share >= least && share > self.share(self.home, words)
    }

    /// The share of words common in the language of `code`; none where too few differ.
    fn share(&self, code: &str, words: &[Word<'_>]) -> f32 {
        let Some((_, common)) = self.languages.iter().find(|(known, _)| *known == code) else { return 0.0 };
        let folded = words.iter().map(|word| folded_words(word.text, &[]).join(" "));
        let found: Vec<String> = folded.filter(|word| common.contains(word)).collect();
        let n_different = found.iter().collect::<BTreeSet<_>>().len();
        if n_different < FEWEST_COMMON { 0.0 } else { found.len() as f32 / words.len().max(1) as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word<'_>> {
        text.split_whitespace().map(|text| Word { text, bits: 0 }).collect()
    }

    #[test]
    fn common_words_bear_a_language_out_unless_the_consultations_has_more() {
        let spanish = words("es un plan que no se entiende para este barrio como tal");
        assert!(Confirming::new("en").bear_out("es", &spanish, 0.0));
        assert!(Confirming::new("en").bear_out("pt", &spanish, 0.0));
        assert!(!Confirming::new("es").bear_out("pt", &spanish, 0.0));
        assert!(!Confirming::new("en").bear_out("es", &spanish, 0.3));
        assert!(!Confirming::new("en").bear_out("es", &words("la la la la casa casa"), 0.0));
    }

    #[test]
    fn a_few_words_are_in_a_language_where_they_plainly_are() {
        let english = Confirming::new("en");
        assert_eq!(english.plain(&words("Die Bienen sind wichtig für die Stadt")), Some("de"));
        assert_eq!(english.plain(&words("Ich bin dagegen")), None);
    }
}

//! The languages of an index: each has terms of its own.
//!
//! A passage is indexed under the stems of its own language, so that its words are found in any inflection of that
//! language, and as they are written where there is no stemmer. Stems of two languages must not be taken for one
//! another (French *partie* has the stem of English *parts*), so those of other languages than the consultation's
//! bear their language's name. A query's words are looked for in every language of the index.

use std::borrow::Cow;

use canvass_core::Span;
use canvass_core::text::{Analyzer, BESIDE, Compound, Language, Reading, Tokens, WordId};

/// Begins the terms of other languages, and no stem.
const MARK: char = ':';
/// Stands for a language that could not be told.
const UNKNOWN: &str = "und";

/// One language of an index, and how its words become terms.
pub(crate) struct Tongue<'a> {
    analyzer: &'a mut Analyzer,
    /// In front of every stem; empty for the consultation's language.
    prefix: String,
}

/// The name by which an index knows the language of a passage; none for the consultation's own.
pub(crate) fn name<'a>(language: Option<&'a str>, home: &str) -> Option<&'a str> {
    Some(language.unwrap_or(UNKNOWN)).filter(|language| *language != home)
}

/// An analyzer for the language of a name.
pub(crate) fn analyzer(name: &str) -> Analyzer {
    Analyzer::new(Language::of(Some(name)))
}

/// Stems as they come from coding, turned into the terms of a language.
pub(crate) fn terms<'a>(stems: &'a str, name: Option<&str>) -> Cow<'a, str> {
    let Some(name) = name else { return stems.into() };
    let prefix = prefix(name);
    let term = |stem: &str| match stem.strip_prefix(BESIDE) {
        Some(stem) => format!("{BESIDE}{prefix}{stem}"),
        None => format!("{prefix}{stem}"),
    };
    let line = |line: &str| line.split(' ').map(term).collect::<Vec<_>>().join(" ");
    stems.split('\n').filter(|stems| !stems.is_empty()).map(line).collect::<Vec<_>>().join("\n").into()
}

fn prefix(name: &str) -> String {
    format!("{MARK}{name}{MARK}")
}

impl<'a> Tongue<'a> {
    /// The consultation's language.
    pub(crate) fn home(analyzer: &'a mut Analyzer) -> Self {
        Self { analyzer, prefix: String::new() }
    }

    /// Another language, by its name.
    pub(crate) fn other(name: &str, analyzer: &'a mut Analyzer) -> Self {
        Self { analyzer, prefix: prefix(name) }
    }

    /// The words of a text.
    pub(crate) fn tokens(&mut self, text: &str) -> Tokens {
        self.analyzer.tokens(text, Span::all(text), &[])
    }

    /// The term of a word.
    pub(crate) fn term(&self, word: WordId) -> Cow<'_, str> {
        self.with_prefix(self.analyzer.stem(word))
    }

    /// For each token at a hyphen, the terms of what it may be as well, and how many tokens these are.
    pub(crate) fn beside(&self, tokens: &Tokens) -> Vec<(usize, usize, Vec<String>)> {
        let of = |compound: &Compound| {
            let stems = self.analyzer.stems_beside(tokens, compound);
            let terms = stems.iter().map(|stem| self.with_prefix(stem).into_owned()).collect();
            (compound.token, if compound.reading == Reading::Joined { 2 } else { 1 }, terms)
        };
        tokens.compounds.iter().map(of).collect()
    }

    /// The term of a text that is two words with a hyphen between, as one word.
    pub(crate) fn joined_term_of(&mut self, text: &str) -> Option<String> {
        let tokens = self.tokens(text);
        let (_, _, terms) = self.beside(&tokens).into_iter().next().filter(|_| tokens.tokens.len() == 2)?;
        terms.into_iter().next()
    }

    /// The terms of the words of a text, in order.
    pub(crate) fn terms_of(&mut self, text: &str) -> Vec<String> {
        let tokens = self.tokens(text).tokens;
        tokens.iter().map(|token| self.term(token.word).into_owned()).collect()
    }

    /// The term of a word in its compared form.
    pub(crate) fn term_of_word(&mut self, word: &str) -> String {
        let word = self.analyzer.intern(word);
        self.term(word).into_owned()
    }

    /// The beginning of the terms of stems that begin so.
    pub(crate) fn with_prefix<'b>(&self, beginning: &'b str) -> Cow<'b, str> {
        if self.prefix.is_empty() { beginning.into() } else { format!("{}{beginning}", self.prefix).into() }
    }

    /// A word in its compared form.
    pub(crate) fn word(&self, word: WordId) -> &str {
        self.analyzer.word(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_other_languages_bear_its_name() {
        assert_eq!(terms("open sunday\nno fine", None), "open sunday\nno fine");
        assert_eq!(terms("ar agor\ndydd", Some("cy")), ":cy:ar :cy:agor\n:cy:dydd");
        assert_eq!(terms("", Some("cy")), "");
        let mut french = analyzer("fr");
        assert_eq!(Tongue::other("fr", &mut french).terms_of("l’ouverture"), [":fr:l", ":fr:ouvertur"]);
    }

    #[test]
    fn only_other_languages_have_a_name() {
        assert_eq!(name(Some("en"), "en"), None);
        assert_eq!(name(Some("cy"), "en"), Some("cy"));
        assert_eq!(name(None, "en"), Some("und"));
    }
}

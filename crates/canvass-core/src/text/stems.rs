//! The stems of a text in order, as an index keeps them.

use super::{Analyzer, Compound, Reading, Tokens};

/// Begins a stem that stands in the place of the one before it: what a token at a hyphen may be as well.
pub const BESIDE: char = '\u{1}';

/// Bytes of a stem and the blank behind it, about.
const LETTERS: usize = 7;

impl Analyzer {
    /// The stems of all sentences in order, a line feed between sentences.
    ///
    /// `well-being` is two stems in a row, with that of `wellbeing` [`BESIDE`] the first.
    pub fn stems(&self, tokens: &Tokens) -> String {
        let mut stems = String::with_capacity(tokens.tokens.len() * LETTERS);
        let mut compounds = tokens.compounds.as_slice();
        for sentence in &tokens.sentences {
            for at in sentence.tokens.clone() {
                stems.push_str(self.stem(tokens.tokens[at].word));
                stems.push(' ');
                while let Some((compound, behind)) =
                    compounds.split_first().filter(|(next, _)| next.token <= at)
                {
                    compounds = behind;
                    for stem in self.stems_beside(tokens, compound) {
                        stems.push(BESIDE);
                        stems.push_str(&stem);
                        stems.push(' ');
                    }
                }
            }
            stems.pop();
            stems.push('\n');
        }
        stems.pop();
        stems
    }

    /// The stems of what a token at a hyphen may be as well.
    pub fn stems_beside(&self, tokens: &Tokens, compound: &Compound) -> Vec<String> {
        match &compound.reading {
            Reading::Joined => {
                let next = tokens.tokens.get(compound.token + 1);
                let joined = next.and_then(|next| self.joined(tokens.tokens[compound.token].word, next.word));
                joined.map(|form| self.stem_of(&form.text)).into_iter().collect()
            }
            Reading::Parted(parts) => parts.iter().map(|part| self.stem(*part).to_owned()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;
    use crate::Span;

    #[test]
    fn what_a_hyphen_joins_is_one_word_as_well() {
        let stems = |text: &str| {
            let mut analyzer = Analyzer::new(Language::ENGLISH);
            let tokens = analyzer.tokens(text, Span::all(text), &[]);
            analyzer.stems(&tokens).replace(BESIDE, "+")
        };
        assert_eq!(stems("Funds for well-being. Now."), "fund for well +wellb be\nnow");
        assert_eq!(stems("They are under-\nfunded."), "they are underfund +under +fund");
        assert_eq!(stems(""), "");
    }
}

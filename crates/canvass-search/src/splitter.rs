//! Cuts a string that is already tokens into those tokens.

use canvass_core::text::BESIDE;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Splits at one separator; runs of it count once.
///
/// A line feed separates too and leaves a gap in the positions, so that no phrase matches across it; a token behind
/// [`BESIDE`] has the place of the one before it.
#[derive(Clone)]
pub(crate) struct Splitter {
    separator: u8,
    token: Token,
}

impl Splitter {
    /// A splitter at an ASCII character.
    pub(crate) fn at(separator: char) -> Self {
        debug_assert!(separator.is_ascii(), "only single bytes are looked for");
        Self { separator: separator as u8, token: Token::default() }
    }
}

impl Tokenizer for Splitter {
    type TokenStream<'a> = Pieces<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pieces<'a> {
        self.token.reset();
        Pieces { text, at: 0, separator: self.separator, token: &mut self.token }
    }
}

/// The tokens of one string, one after the other.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
    token: &'a mut Token,
}

impl TokenStream for Pieces<'_> {
    fn advance(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut step = 1;
        while let Some(&byte) = bytes.get(self.at).filter(|&&byte| byte == self.separator || byte == b'\n') {
            step += usize::from(byte == b'\n');
            self.at += 1;
        }
        if self.at == bytes.len() {
            return false;
        }
        // What may stand in the place of the token before.
        if self.text[self.at..].starts_with(BESIDE) {
            self.at += BESIDE.len_utf8();
            step = 0;
        }
        let is_end = |byte: &u8| *byte == self.separator || *byte == b'\n';
        let end = bytes[self.at..].iter().position(is_end).map_or(bytes.len(), |length| self.at + length);
        self.token.text.clear();
        self.token.text.push_str(&self.text[self.at..end]);
        self.token.offset_from = self.at;
        self.token.offset_to = end;
        self.token.position = self.token.position.wrapping_add(step);
        self.at = end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(usize, String)> {
        let mut splitter = Splitter::at(' ');
        let mut stream = splitter.token_stream(text);
        let mut found = Vec::new();
        stream.process(&mut |token| found.push((token.position, token.text.clone())));
        found
    }

    #[test]
    fn positions_count_the_tokens() {
        assert_eq!(pieces("local fund need"), [(0, "local".into()), (1, "fund".into()), (2, "need".into())]);
        assert_eq!(pieces(""), []);
        assert_eq!(pieces(" é  b "), [(0, "é".into()), (1, "b".into())]);
    }

    #[test]
    fn what_stands_beside_has_the_same_place() {
        assert_eq!(pieces("a \u{1}b c"), [(0, "a".into()), (0, "b".into()), (1, "c".into())]);
    }

    #[test]
    fn a_line_feed_keeps_phrases_apart() {
        assert_eq!(pieces("a\nb c"), [(0, "a".into()), (2, "b".into()), (3, "c".into())]);
    }
}

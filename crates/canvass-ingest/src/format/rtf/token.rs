//! RTF bytes in pieces: groups, control words, characters in hex, and text.
//!
//! Every sequence of bytes is some sequence of tokens. The crates tried lose the rest of a file behind a broken
//! number or take `\binfsxn` for binary data.

/// A piece of an RTF file.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\name` or `\name12`.
    Word {
        name: &'a str,
        number: Option<i32>,
    },
    /// A backslash and a character that is no letter.
    Symbol(u8),
    /// `\'e9`.
    Hex(u8),
    Text(&'a [u8]),
}

/// The tokens of a file, in order.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, n_bytes: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(n_bytes.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !belongs(*byte)).unwrap_or(self.rest.len());
        self.take(end)
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        match *self.rest.first()? {
            byte if byte.is_ascii_alphabetic() => Some(self.word()),
            b'\'' => {
                self.take(1);
                Some(self.hex().map_or(Token::Symbol(b'\''), Token::Hex))
            }
            symbol => {
                self.take(1);
                Some(Token::Symbol(symbol))
            }
        }
    }

    fn word(&mut self) -> Token<'a> {
        let name =
            std::str::from_utf8(self.take_while(|byte| byte.is_ascii_alphabetic())).unwrap_or_default();
        let number = self.number();
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == "bin" {
            self.take(number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0));
        }
        Token::Word { name, number }
    }

    fn number(&mut self) -> Option<i32> {
        let is_negative = self.rest.first() == Some(&b'-');
        if !self.rest.get(usize::from(is_negative)).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        self.take(usize::from(is_negative));
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let size = digits
            .iter()
            .fold(0_i32, |size, digit| size.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
        Some(if is_negative { -size } else { size })
    }

    fn hex(&mut self) -> Option<u8> {
        let digits = std::str::from_utf8(self.rest.get(..2)?).ok()?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.take(2);
        u8::from_str_radix(digits, 16).ok()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Lines of the file mean nothing.
        self.take_while(is_filling);
        match *self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Open)
            }
            b'}' => {
                self.take(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            _ => Some(Token::Text(
                self.take_while(|byte| !is_filling(byte) && !matches!(byte, b'{' | b'}' | b'\\')),
            )),
        }
    }
}

fn is_filling(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n' | 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(name: &str, number: Option<i32>) -> Token<'_> {
        Token::Word { name, number }
    }

    #[track_caller]
    fn check(rtf: &[u8], expected: &[Token<'_>]) {
        assert_eq!(Tokens::new(rtf).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn pieces_are_told_apart() {
        check(
            b"{\\b bold\\par\r\n \\'E9\\~\\u-10179?}",
            &[
                Token::Open,
                word("b", None),
                Token::Text(b"bold"),
                word("par", None),
                Token::Text(b" "),
                Token::Hex(0xe9),
                Token::Symbol(b'~'),
                word("u", Some(-10179)),
                Token::Text(b"?"),
                Token::Close,
            ],
        );
    }

    #[test]
    fn binary_data_is_passed_over() {
        check(b"\\bin3 }{\\x", &[word("bin", Some(3)), Token::Text(b"x")]);
        check(b"\\binfsxn15 x", &[word("binfsxn", Some(15)), Token::Text(b"x")]);
    }

    #[test]
    fn broken_pieces_lose_nothing_behind_them() {
        check(
            b"\\'zz\\f99999999999 a\\",
            &[Token::Symbol(b'\''), Token::Text(b"zz"), word("f", Some(i32::MAX)), Token::Text(b"a")],
        );
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes: Vec<u8>) {
            prop_assert!(Tokens::new(&bytes).count() <= bytes.len());
        }
    }
}

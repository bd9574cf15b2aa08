//! Puts right what JSON forbids within strings and some programs write all the same.

use std::fmt::Write as _;

/// A letter in place of half a pair of UTF-16 units.
const REPLACEMENT: &str = "\\ufffd";

/// The line with every lone surrogate replaced and every bare control character written as an escape.
///
/// It is the same line where it held neither.
pub(super) fn mend(line: &str) -> String {
    let mut mended = String::with_capacity(line.len() + 16);
    let mut within = false;
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        match letter {
            '"' => within = !within,
            '\\' if within => match surrogate(rest) {
                Some(High) if surrogate(&rest[6..]) == Some(Low) => length = 12,
                Some(_) => {
                    mended.push_str(REPLACEMENT);
                    rest = &rest[6..];
                    continue;
                }
                None => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            },
            '\0'..='\u{1f}' if within => {
                write!(mended, "\\u{:04x}", letter as u32).expect("strings take everything");
                rest = &rest[length..];
                continue;
            }
            _ => {}
        }
        mended.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    mended
}

/// One half of a pair.
#[derive(PartialEq, Eq)]
enum Half {
    High,
    Low,
}
use Half::{High, Low};

/// The half that the escape at the beginning of `text` is.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(High),
        0xdc00..=0xdfff => Some(Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn half_a_pair_is_replaced() {
        assert_eq!(mend(r#"{"a": "x\ud83d y\ude00"}"#), r#"{"a": "x\ufffd y\ufffd"}"#);
        assert_eq!(mend(r#"["\ud83d\ud83d\ude00", "\\ud83d"]"#), r#"["\ufffd\ud83d\ude00", "\\ud83d"]"#);
    }

    #[test]
    fn bare_control_characters_become_escapes() {
        assert_eq!(mend("{\"a\":\t\"x\0\ty\"}"), "{\"a\":\t\"x\\u0000\\u0009y\"}");
    }

    proptest! {
        #[test]
        fn a_right_line_stays_as_it_is(text: String) {
            let line = serde_json::to_string(&text).expect("every text is JSON");
            prop_assert_eq!(mend(&line), line);
        }
    }
}

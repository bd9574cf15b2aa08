//! A rule cut into words, operators, parentheses and quotation marks.

use std::ops::Range;

use super::syntax::SyntaxError;

/// The farthest a `NEAR` may reach; beyond it `AND` says what is meant.
const MAX_REACH: u32 = 1000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) bytes: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and marks up to white space, to be folded into words.
    Word,
    /// `@` and a name.
    Reference,
    Open,
    Close,
    Quote,
    And,
    Or,
    Not,
    Near(u32),
    Then(u32),
}

impl Kind {
    pub(super) fn is_operator(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Not | Self::Near(_) | Self::Then(_))
    }
}

/// Cuts `rule` into pieces. Within quotation marks, and outside parentheses there, operators are words.
pub(super) fn cut(rule: &str) -> Result<Vec<Piece>, SyntaxError> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut chars = rule.char_indices().peekable();
    // Number of parentheses open since the opening quotation mark.
    let mut quoted: Option<usize> = None;
    while let Some((start, mark)) = chars.next() {
        if mark.is_whitespace() {
            continue;
        }
        let mut end = start + mark.len_utf8();
        let kind = match mark {
            '(' => Kind::Open,
            ')' => Kind::Close,
            _ if is_quote(mark) => Kind::Quote,
            _ => {
                while let Some((at, next)) = chars.next_if(|(_, next)| !ends_word(*next)) {
                    end = at + next.len_utf8();
                }
                if quoted == Some(0) { Kind::Word } else { word_or_operator(rule, start..end)? }
            }
        };
        quoted = match (kind, quoted) {
            (Kind::Quote, None) => Some(0),
            (Kind::Quote, Some(_)) => None,
            (Kind::Open, Some(depth)) => Some(depth + 1),
            (Kind::Close, Some(depth)) => Some(depth.saturating_sub(1)),
            (_, unchanged) => unchanged,
        };
        pieces.push(Piece { kind, bytes: start..end });
    }
    Ok(pieces)
}

fn is_quote(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”')
}

fn ends_word(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '(' | ')') || is_quote(mark)
}

fn word_or_operator(rule: &str, bytes: Range<usize>) -> Result<Kind, SyntaxError> {
    let word = &rule[bytes.clone()];
    match word {
        "AND" => return Ok(Kind::And),
        "OR" => return Ok(Kind::Or),
        "NOT" => return Ok(Kind::Not),
        _ if word.starts_with('@') => return Ok(Kind::Reference),
        _ => {}
    }
    if let Some((name, rest)) = distance_operator(word) {
        return distance(name, rest, word, bytes);
    }
    match word.char_indices().find(|(_, mark)| "|[]{}<>~^".contains(*mark)) {
        Some((at, mark)) => {
            let place = bytes.start + at..bytes.start + at + mark.len_utf8();
            let error = SyntaxError::new(place, format!("`{mark}` means nothing in a rule"));
            Err(match mark {
                '|' => error.hint("write `OR` between alternatives"),
                '~' => error.hint("write `a NEAR/3 b` for words near each other"),
                '[' | ']' | '{' | '}' => error.hint("group with `(` and `)`"),
                _ => error,
            })
        }
        None => Ok(Kind::Word),
    }
}

/// Whether `word` is `NEAR` or `THEN`, or meant to be: what follows the name is a distance.
fn distance_operator(word: &str) -> Option<(&str, &str)> {
    let (name, rest) = word.split_at_checked(4)?;
    let is_name = |known: &str| name == known || name.eq_ignore_ascii_case(known) && is_distance(rest);
    let follows = rest.is_empty() || rest.starts_with(|mark: char| mark.is_ascii_digit() || mark == '/');
    ((is_name("NEAR") || is_name("THEN")) && (follows || is_distance(rest))).then_some((name, rest))
}

fn is_distance(rest: &str) -> bool {
    let digits = rest.trim_start_matches(['/', ':']);
    digits.len() < rest.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn distance(name: &str, rest: &str, word: &str, bytes: Range<usize>) -> Result<Kind, SyntaxError> {
    let upper = name.to_uppercase();
    let wrong = |message: String, hint: String| Err(SyntaxError::new(bytes.clone(), message).hint(hint));
    let digits = rest.trim_start_matches(['/', ':']);
    if name != upper {
        return wrong(
            "operators are written in capitals".to_owned(),
            format!("write `{upper}/{digits}`, or put the words in quotation marks"),
        );
    }
    let Some(number) = rest.strip_prefix('/') else {
        let example = if digits.is_empty() { "5" } else { digits };
        return wrong(
            format!("`{word}` does not say how near"),
            format!("write `{upper}/{example}`: at most that many words away"),
        );
    };
    match number.parse::<u32>() {
        Ok(reach @ 1..=MAX_REACH) if upper == "NEAR" => Ok(Kind::Near(reach)),
        Ok(reach @ 1..=MAX_REACH) => Ok(Kind::Then(reach)),
        _ => wrong(
            format!("`{number}` is no distance"),
            format!("write a whole number from 1 (next to it) to {MAX_REACH}, such as `{upper}/5`"),
        ),
    }
}

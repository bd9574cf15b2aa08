//! Whether a sentence reads well by itself and names nobody, and whether two say the same.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use canvass_core::text::folded_words;
use canvass_core::{Answer, Response, Span};

/// Bounds of a sentence that reads well by itself, in bytes.
const SHORTEST: usize = 30;
const LONGEST: usize = 260;
/// The length that reads best.
const BEST: usize = 130;
/// What a missing full stop costs, in bytes from the best length.
const UNSTOPPED: usize = 100;
/// What it costs to begin with a word that leans on the sentence before, such as "However,".
const LEANING: usize = 60;
/// What each word in capitals costs that may be a name.
const NAMED: usize = 15;
/// Digits in a row that make a telephone number, spaces apart.
const LONGEST_NUMBER: usize = 7;
/// Share of the words of the shorter of two from which they say the same.
const ALIKE: f64 = 0.5;
/// Words with fewer letters say little.
const SHORTEST_WORD: usize = 4;

const OPENING: [char; 7] = ['“', '‘', '"', '\'', '«', '„', '('];
const CLOSING: [char; 7] = ['”', '’', '"', '\'', '»', '“', ')'];
/// Beginnings of greetings and of the courtesies of letters.
const COURTESIES: [&str; 14] = [
    "dear ",
    "hello",
    "hi ",
    "hi,",
    "good morning",
    "good afternoon",
    "to whom it may concern",
    "thank you for",
    "thanks for",
    "i am writing",
    "we are writing",
    "yours ",
    "kind regards",
    "annwyl ",
];

/// How far a sentence is from what reads best at the least, told by its length.
pub(super) fn least_misfit(words: &str) -> usize {
    words.trim().len().abs_diff(BEST)
}

/// How far a sentence is from what reads best; nothing where it is not fit to be quoted at all.
pub(super) fn misfit(response: &Response, answer: &Answer, sentence: Span) -> Option<usize> {
    let words = sentence.of(&response.text).trim();
    let is_fit = (SHORTEST..=LONGEST).contains(&words.len()) && begins_well(words) && is_plain(words);
    if !is_fit || is_told(words, response) {
        return None;
    }
    let rest = response.text.get(sentence.end as usize..answer.span.end as usize).unwrap_or_default();
    let ends = words.trim_end_matches(CLOSING);
    let stop = match ends.chars().next_back()? {
        '.' if !ends.ends_with("..") => 0,
        '!' | '。' | '।' => 0,
        // Whoever ends a reply in a web form may leave the full stop out; a heading ends no reply.
        letter if letter.is_alphanumeric() && rest.trim().is_empty() => UNSTOPPED,
        _ => return None,
    };
    let leans = words.split_whitespace().next().is_some_and(|word| word.ends_with(','));
    Some(words.len().abs_diff(BEST) + stop + names(words).count() * NAMED + if leans { LEANING } else { 0 })
}

/// Whether it begins as a sentence does, and is no courtesy.
fn begins_well(words: &str) -> bool {
    let words = words.trim_start_matches(OPENING);
    let lower = words.to_lowercase();
    words.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
        && !COURTESIES.iter().any(|begins| lower.starts_with(begins))
}

/// Whether it is running text: not a row of a table, not in capitals, with both ends of its brackets and quotes.
fn is_plain(words: &str) -> bool {
    let number = |wanted: char| words.matches(wanted).count();
    let is_cased = |letter: &char| letter.is_uppercase() || letter.is_lowercase();
    let is_loud = words.chars().any(|letter| is_cased(&letter))
        && words.chars().filter(is_cased).all(char::is_uppercase);
    !words.contains(['\t', '|', '\u{c}'])
        && !is_loud
        && number('(') == number(')')
        && number('[') == number(']')
        && number('“') == number('”')
        && number('"').is_multiple_of(2)
}

/// Whether it tells who wrote it: a way to reach them, or a word of their name or of their file's.
fn is_told(words: &str, response: &Response) -> bool {
    let mut digits = 0;
    for letter in words.chars() {
        match letter {
            '0'..='9' => digits += 1,
            ' ' | '-' | '+' => {}
            _ => digits = 0,
        }
        if digits >= LONGEST_NUMBER {
            return true;
        }
    }
    let file = response.source.rsplit('/').next().unwrap_or_default();
    let known: BTreeSet<String> = [response.respondent.as_deref().unwrap_or_default(), file]
        .into_iter()
        .flat_map(parts)
        .map(str::to_lowercase)
        .collect();
    words.contains('@')
        || words.contains("://")
        || words.contains("www.")
        || names(words).any(|word| known.contains(&word.to_lowercase()))
}

/// Words behind the first that begin with a capital and are longer than "I" and "We".
fn names(words: &str) -> impl Iterator<Item = &str> {
    let is_name = |word: &&str| word.chars().count() > 2 && word.starts_with(char::is_uppercase);
    parts(words).skip(1).filter(is_name)
}

/// The words of a text as they are written.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// The words of a sentence that say something, to compare it by: their hashes, each once, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wording(Vec<u64>);

impl Wording {
    pub(super) fn of(words: &str) -> Self {
        let says = |word: &String| word.chars().count() >= SHORTEST_WORD;
        let hash = |word: String| {
            let mut hasher = DefaultHasher::new();
            word.hash(&mut hasher);
            hasher.finish()
        };
        let mut hashes: Vec<u64> = folded_words(words, &[]).into_iter().filter(says).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Whether most of what the shorter says stands in the other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let shorter = self.0.len().min(other.0.len());
        let mut rest = other.0.as_slice();
        let is_shared = |hash: &&u64| {
            let at = rest.iter().position(|one| one >= *hash).unwrap_or(rest.len());
            rest = &rest[at..];
            rest.first() == Some(*hash)
        };
        let n_shared = self.0.iter().filter(is_shared).count();
        n_shared as f64 > ALIKE * shorter as f64 || self.0 == other.0
    }
}

#[cfg(test)]
mod tests;

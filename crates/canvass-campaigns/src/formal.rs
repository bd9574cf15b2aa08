//! What may differ among copies that say the same: names, places, dates, greetings, signatures.

use std::ops::Range;

use canvass_core::Span;
use rustc_hash::FxHashSet;

use crate::changes::Worded;
use crate::words::words;

/// Longer names, places and dates are none.
const LONGEST_NAME: usize = 8;
/// Words that say something, whatever their letters.
const SAYING: [&str; 17] = [
    "yes", "no", "not", "never", "one", "two", "three", "four", "five", "six", "seven", "eight", "support",
    "oppose", "agree", "disagree", "both",
];

/// Tells what is formal from what is said about the options.
#[derive(Debug, Default)]
pub(crate) struct Formal {
    /// Words of the options' names.
    named: FxHashSet<u64>,
}

impl Formal {
    /// In a consultation on options of these names.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut words_of_names = FxHashSet::default();
        for name in names {
            let all = [Span::all(name)];
            let telling = words(name, &all).filter(|word| {
                let word = word.span.of(name);
                !word.starts_with(|mark: char| mark.is_ascii_digit())
                    && !FORMAL.contains(&word.to_lowercase().as_str())
            });
            words_of_names.extend(telling.map(|word| word.hash));
        }
        Self { named: words_of_names }
    }

    /// Whether words of a text are a name, a place, a date or a greeting.
    pub(crate) fn is(&self, text: Worded<'_>, words: Range<usize>) -> bool {
        let length = words.len();
        length <= LONGEST_NAME
            && words.clone().all(|at| {
                let word = text.words[at].span.of(text.text);
                let lower = word.to_lowercase();
                // "A" is an option where it stands alone, and an initial in a name.
                let names = self.named.contains(&text.words[at].hash) && (word.len() > 1 || length == 1);
                if word.starts_with(|mark: char| mark.is_ascii_digit()) {
                    return is_of_date(text, at);
                }
                let is_name = word.starts_with(char::is_uppercase) || FORMAL.contains(&lower.as_str());
                is_name && !names && !SAYING.contains(&lower.as_str())
            })
    }
}

/// Whether a figure is of a date or an address: a name stands beside it, or nothing does.
fn is_of_date(text: Worded<'_>, at: usize) -> bool {
    let word = |at: usize| text.words.get(at).map(|word| word.span.of(text.text));
    let starts = |at: usize, is: fn(char) -> bool| word(at).is_none_or(|word| word.starts_with(is));
    let gap = |one: usize, other: usize| match (text.words.get(one), text.words.get(other)) {
        (Some(one), Some(other)) => &text.text[one.span.end as usize..other.span.start as usize],
        _ => "",
    };
    let before = at.checked_sub(1).filter(|before| gap(*before, at) == " ");
    let is_beside = |at: usize| starts(at, char::is_uppercase) || starts(at, |mark| mark.is_ascii_digit());
    let is_set = [gap(at.wrapping_sub(1), at), gap(at, at + 1)].concat().contains(['£', '$', '€', '%']);
    let is_joined = |gap: &str| gap.len() == 1 && gap.starts_with([' ', '/', '.', '-', ',']);
    let is_behind = is_joined(gap(at, at + 1)) && is_beside(at + 1);
    let is_before = before.is_some_and(is_beside) && starts(at - 1, char::is_uppercase);
    let stands_alone = gap(at, at + 1).contains('\n') || word(at + 1).is_none();
    let is_lettered = word(at).is_some_and(|word| word.ends_with(char::is_alphabetic));
    !is_set && (is_behind || is_before || stands_alone || is_lettered)
}

/// Words that come with names, dates and greetings.
const FORMAL: &[&str] = &[
    "dear",
    "sir",
    "sirs",
    "madam",
    "hello",
    "hi",
    "to",
    "whom",
    "it",
    "may",
    "concern",
    "yours",
    "sincerely",
    "faithfully",
    "truly",
    "regards",
    "kind",
    "best",
    "wishes",
    "thanks",
    "thank",
    "you",
    "of",
    "the",
    "and",
    "in",
    "at",
    "on",
    "from",
    "st",
    "nd",
    "rd",
    "th",
    "de",
    "la",
    "le",
    "du",
    "van",
    "von",
    "der",
    "am",
    "den",
    "bonjour",
    "madame",
    "monsieur",
    "cordialement",
    "sehr",
    "geehrte",
    "damen",
    "und",
    "herren",
    "mit",
    "freundlichen",
    "grüßen",
];

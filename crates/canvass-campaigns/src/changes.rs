//! What one copy does to the template, word by word.

use canvass_core::{Change, ChangeKind, Span};

use crate::align::Common;
use crate::words::Word;

/// Longer names, places and dates are none.
const LONGEST_NAME: usize = 8;

/// A text and its words.
#[derive(Clone, Copy)]
pub(crate) struct Worded<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: &'t [Word],
}

/// What stands between the common stretches, in the order of the copy.
///
/// What the template has behind a stretch belongs to what the copy has there; a stretch that only stands elsewhere
/// is no change.
pub(crate) fn changes(template: Worded<'_>, copy: Worded<'_>, common: &[Common]) -> Vec<Change> {
    let mut starts: Vec<usize> = common.iter().map(|same| same.template).collect();
    starts.sort_unstable();
    starts.push(template.words.len());
    let next_start = |end: usize| starts[starts.partition_point(|start| *start < end)];
    let begin = Common { template: 0, copy: 0, length: 0 };
    let behind = common.iter().skip(1).map(|same| same.copy).chain([copy.words.len()]);
    let behind = common.first().map(|first| first.copy).into_iter().chain(behind);
    let mut found = Vec::new();
    for (same, copy_end) in std::iter::once(&begin).chain(common).zip(behind) {
        let (template_start, copy_start) = (same.template + same.length, same.copy + same.length);
        let removed = &template.words[template_start..next_start(template_start)];
        let added = &copy.words[copy_start..copy_end];
        let kind = match (removed.is_empty(), added.is_empty()) {
            (true, true) => None,
            (true, false) => Some(ChangeKind::Added),
            (false, true) => Some(ChangeKind::Removed),
            (false, false) => Some(ChangeKind::Changed),
        };
        found.extend(kind.map(|kind| {
            Change {
                kind,
                span: added
                    .first()
                    .zip(added.last())
                    .map_or_else(|| gap(copy.words, copy_start), |(first, last)| first.span.join(last.span)),
                template: written(template.text, removed),
                is_formal: is_formal(template.text, removed) && is_formal(copy.text, added),
            }
        }));
    }
    found
}

/// The empty place behind the word before `at`.
fn gap(words: &[Word], at: usize) -> Span {
    let end = match at.checked_sub(1) {
        Some(before) => words[before].span.end,
        None => words.first().map_or(0, |first| first.span.start),
    };
    Span { start: end, end }
}

/// Words with what stands between them.
fn written(text: &str, words: &[Word]) -> String {
    words
        .first()
        .zip(words.last())
        .map(|(first, last)| first.span.join(last.span).of(text).to_owned())
        .unwrap_or_default()
}

/// Whether words are a name, a place, a date, a number or a greeting.
fn is_formal(text: &str, words: &[Word]) -> bool {
    words.len() <= LONGEST_NAME
        && words.iter().all(|word| {
            let word = word.span.of(text);
            let first = word.chars().next().unwrap_or(' ');
            first.is_uppercase() || first.is_ascii_digit() || FORMAL.contains(&word.to_lowercase().as_str())
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;
    use crate::words::words;

    fn compare(template: &str, copy: &str) -> Vec<(ChangeKind, String, String, bool)> {
        let of = |text: &str| -> Vec<Word> { words(text, &[Span::all(text)]).collect() };
        let hashes = |words: &[Word]| -> Vec<u64> { words.iter().map(|word| word.hash).collect() };
        let (ours, theirs) = (of(template), of(copy));
        let common = Aligner::new(hashes(&ours)).common(&hashes(&theirs));
        let found =
            changes(Worded { text: template, words: &ours }, Worded { text: copy, words: &theirs }, &common);
        let shown = found
            .into_iter()
            .map(|change| (change.kind, change.span.of(copy).to_owned(), change.template, change.is_formal));
        shown.collect()
    }

    const TEMPLATE: &str = "I live in Ashby. Please keep the ferry running all year round. It matters to us.";

    #[test]
    fn names_and_dates_are_formal() {
        assert_eq!(compare(TEMPLATE, TEMPLATE), []);
        let copy = TEMPLATE.replace("Ashby", "Little Marlow");
        let expected = (ChangeKind::Changed, "Little Marlow".to_owned(), "Ashby".to_owned(), true);
        assert_eq!(compare(TEMPLATE, &copy), [expected]);
    }

    #[test]
    fn words_of_ones_own_are_not() {
        let copy = TEMPLATE.replace("round. ", "round. My mother needs it for her dialysis. ");
        let expected =
            (ChangeKind::Added, "My mother needs it for her dialysis".to_owned(), String::new(), false);
        assert_eq!(compare(TEMPLATE, &copy), [expected]);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let copy = TEMPLATE.replace(" It matters to us.", "");
        let expected = (ChangeKind::Removed, String::new(), "It matters to us".to_owned(), false);
        assert_eq!(compare(TEMPLATE, &copy), [expected]);
    }

    #[test]
    fn passages_in_another_order_are_no_change() {
        let copy = "It matters to us. I live in Ashby. Please keep the ferry running all year round.";
        let longer = format!("{TEMPLATE} Nobody asked the people who use it every day.");
        let moved = format!("Nobody asked the people who use it every day. {copy}");
        assert_eq!(compare(&longer, &moved).iter().filter(|change| !change.3).count(), 2);
        let moved = "Nobody asked the people who use it every day. I live in Ashby. Please keep the ferry running \
            all year round. It matters to us.";
        assert_eq!(compare(&longer, moved), []);
    }
}

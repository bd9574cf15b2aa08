//! What one copy does to the template, word by word.

use canvass_core::{Change, ChangeKind, Span};

use crate::align::Common;
use crate::formal::Formal;
use crate::words::Word;

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
pub(crate) fn changes(
    formal: &Formal,
    template: Worded<'_>,
    copy: Worded<'_>,
    common: &[Common],
) -> Vec<Change> {
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
        let (was, is) = (template_start..next_start(template_start), copy_start..copy_end);
        let (removed, added) = (&template.words[was.clone()], &copy.words[is.clone()]);
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
                is_formal: formal.is(template, was) && formal.is(copy, is),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;
    use crate::words::words;

    fn compare(template: &str, copy: &str) -> Vec<(ChangeKind, String, String, bool)> {
        let of = |text: &str| -> Vec<Word> { words(text, &[Span::all(text)]).collect() };
        let hashes = |words: &[Word]| -> Vec<u64> { words.iter().map(|word| word.hash).collect() };
        let formal = Formal::new(["Option A", "Option B: a bridge", "the Market Hall"]);
        let (ours, theirs) = (of(template), of(copy));
        let common = Aligner::new(hashes(&ours)).common(&hashes(&theirs));
        let found = changes(
            &formal,
            Worded { text: template, words: &ours },
            Worded { text: copy, words: &theirs },
            &common,
        );
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
    fn what_is_asked_for_is_not_formal() {
        let template =
            "On 3 May 2025 I wrote from 12 Mill Lane. I choose Option A: at 4 pounds it is cheap. Yes.";
        for (was, is, formal) in [
            ("Option A", "Option B", false),
            ("at 4 pounds", "at 40 pounds", false),
            ("Yes", "No", false),
            ("Option A", "the Market Hall", false),
            ("3 May 2025", "14 June 2025", true),
            ("3 May", "4 May", true),
            ("12 Mill", "14 Mill", true),
        ] {
            let changes = compare(template, &template.replace(was, is));
            assert_eq!(changes.iter().all(|change| change.3), formal, "{was} and {is}: {changes:?}");
        }
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

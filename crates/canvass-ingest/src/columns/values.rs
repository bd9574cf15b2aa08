//! Whether a column's values are ticks or words.

use std::collections::HashSet;

use canvass_core::Question;

use crate::scale;

/// What the first values of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// There are none.
    Empty,
    /// Replies of a scale, or few short ones that repeat.
    Ticks,
    /// Short values that neither a scale knows nor repetition betrays.
    Short,
    /// Sentences.
    Prose,
}

/// From this mean number of words on values are sentences.
const PROSE_WORDS: usize = 6;
/// A ticked reply is hardly longer.
const TICK_WORDS: usize = 15;
/// So many values must be there before repetition means anything.
const ENOUGH: usize = 8;

/// Looks at the values of a column of `question`, or of none.
pub(super) fn look<'a>(question: Option<&Question>, values: impl Iterator<Item = &'a str>) -> Look {
    let values: Vec<&str> = values.map(str::trim).filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        return Look::Empty;
    }
    let lengths = values.iter().map(|value| value.split_whitespace().count());
    let (total, longest) = lengths.fold((0, 0), |(total, longest), n| (total + n, longest.max(n)));
    let known = values
        .iter()
        .filter(|value| value.len() <= 200 && scale::read_tick(question, value).is_some())
        .count();
    if known * 10 >= values.len() * 8 && longest <= 2 * TICK_WORDS {
        return Look::Ticks;
    }
    let distinct = values.iter().collect::<HashSet<_>>().len();
    if values.len() >= ENOUGH && distinct * 3 <= values.len() && longest <= TICK_WORDS {
        return Look::Ticks;
    }
    if are_lists(&values, ';') || are_lists(&values, ',') {
        return Look::Ticks;
    }
    if total >= values.len() * PROSE_WORDS { Look::Prose } else { Look::Short }
}

/// Whether values are lists of the same few short replies.
fn are_lists(values: &[&str], mark: char) -> bool {
    let replies: Vec<&str> = values
        .iter()
        .flat_map(|value| value.split(mark))
        .map(str::trim)
        .filter(|reply| !reply.is_empty())
        .collect();
    let distinct = replies.iter().collect::<HashSet<_>>().len();
    let is_short = |reply: &&str| reply.split_whitespace().nth(TICK_WORDS).is_none();
    replies.len() > values.len()
        && replies.len() >= ENOUGH
        && distinct * 3 <= replies.len()
        && replies.iter().all(is_short)
}

/// Whether values are replies of a scale.
pub(super) fn are_replies<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let values: Vec<&str> = values.map(str::trim).filter(|value| !value.is_empty()).collect();
    let known =
        values.iter().filter(|value| value.len() <= 80 && scale::read_tick(None, value).is_some()).count();
    // Survey tools write true and false of themselves, people seldom.
    let is_truth = |value: &str| value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false");
    known * 10 >= values.len() * 8 && !values.iter().all(|value| is_truth(value))
}

/// Whether values identify their rows: hardly one repeats.
pub(super) fn identify<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let values: Vec<&str> = values.map(str::trim).filter(|value| !value.is_empty()).collect();
    let distinct = values.iter().collect::<HashSet<_>>().len();
    !values.is_empty() && distinct * 10 >= values.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[&str], expect: Look) {
        assert_eq!(look(None, values.iter().copied()), expect);
    }

    #[test]
    fn ticks_are_told_from_words() {
        check(&["", " "], Look::Empty);
        check(&["Yes", "No", "", "yes"], Look::Ticks);
        check(&["A", "B", "A", "A", "B", "A", "B", "B", "A"], Look::Ticks);
        check(
            &["On foot;By bus;", "By bus;", "On foot;", "On foot;By bus;", "By car;By bus", "By car"],
            Look::Ticks,
        );
        check(&["A good idea", "Not now"], Look::Short);
        check(&["Yes", "We think that this would cost far too much money for us."], Look::Prose);
    }
}

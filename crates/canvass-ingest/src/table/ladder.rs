//! Replies that only the others in their column explain: `SA`, and `4` where `5` is "strongly agree".

use std::collections::{BTreeMap, BTreeSet};

use canvass_core::Stance;

/// The letters that stand for the steps of agreement, and for support, where a column has no others.
const LETTERS: [(&str, Stance); 16] = [
    ("SA", Stance::Support),
    ("A", Stance::Support),
    ("TA", Stance::Support),
    ("N", Stance::Unclear),
    ("NAD", Stance::Unclear),
    ("NAND", Stance::Unclear),
    ("U", Stance::Unclear),
    ("DK", Stance::Unclear),
    ("D", Stance::Oppose),
    ("TD", Stance::Oppose),
    ("SD", Stance::Oppose),
    ("SS", Stance::Support),
    ("S", Stance::Support),
    ("O", Stance::Oppose),
    ("SO", Stance::Oppose),
    ("NA", Stance::NotAddressed),
];

/// What the different replies of a column say that no reply says by itself; `known` is what a scale says of one.
pub(super) fn read<'a>(
    replies: &BTreeSet<&'a str>,
    known: impl Fn(&str) -> Option<Stance>,
) -> BTreeMap<&'a str, Stance> {
    letters(replies).unwrap_or_else(|| figures(replies, known))
}

/// A column of nothing but letters, one of which no scale of yes and no has.
fn letters<'a>(replies: &BTreeSet<&'a str>) -> Option<BTreeMap<&'a str, Stance>> {
    let letter = |reply: &'a str| {
        let (_, stance) = LETTERS.iter().find(|(letters, _)| reply.eq_ignore_ascii_case(letters))?;
        Some((reply, *stance))
    };
    let said: BTreeMap<&str, Stance> = replies.iter().map(|reply| letter(reply)).collect::<Option<_>>()?;
    let is_told = said.keys().any(|reply| reply.len() == 2 && reply.to_ascii_uppercase().starts_with('S'));
    is_told.then_some(said)
}

/// Bare figures between two that are labelled with opposite sides; the one halfway is neither.
fn figures<'a>(
    replies: &BTreeSet<&'a str>,
    known: impl Fn(&str) -> Option<Stance>,
) -> BTreeMap<&'a str, Stance> {
    let figure = |reply: &str| -> Option<i32> {
        let digits = reply.len() - reply.trim_start_matches(|mark: char| mark.is_ascii_digit()).len();
        reply[..digits].parse().ok().filter(|_| digits <= 2)
    };
    let labelled: BTreeMap<i32, Stance> = replies
        .iter()
        .filter_map(|reply| Some((figure(reply)?, known(reply)?)))
        .filter(|(_, stance)| matches!(stance, Stance::Support | Stance::Oppose))
        .collect();
    let (Some((low, low_says)), Some((high, high_says))) =
        (labelled.first_key_value(), labelled.last_key_value())
    else {
        return BTreeMap::new();
    };
    if low_says == high_says {
        return BTreeMap::new();
    }
    let says = |figure: i32| match (2 * figure).cmp(&(low + high)) {
        std::cmp::Ordering::Less => *low_says,
        std::cmp::Ordering::Equal => Stance::Unclear,
        std::cmp::Ordering::Greater => *high_says,
    };
    let bare = replies.iter().filter(|reply| reply.parse::<i32>().is_ok());
    bare.filter_map(|reply| Some((*reply, says(figure(reply)?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale;

    fn check(replies: &[&str], expect: &[(&str, Stance)]) {
        let said = read(&replies.iter().copied().collect(), |reply| scale::read_tick(None, reply));
        assert_eq!(said, expect.iter().copied().collect(), "{replies:?}");
    }

    #[test]
    fn steps_are_told_by_their_company() {
        check(&["SA", "N", "sd"], &[("SA", Stance::Support), ("N", Stance::Unclear), ("sd", Stance::Oppose)]);
        check(&["Y", "N"], &[]);
        check(&["A", "B", "D"], &[]);
        check(
            &["5 - strongly agree", "4", "3", "2", "1 - strongly disagree"],
            &[("4", Stance::Support), ("3", Stance::Unclear), ("2", Stance::Oppose)],
        );
        check(&["1", "2", "3"], &[]);
    }
}

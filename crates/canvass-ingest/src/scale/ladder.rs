//! Replies that only the others in their column explain: `SA`, and `4` where `5` is "strongly agree".

use std::collections::{BTreeMap, BTreeSet};

use canvass_core::Stance;

/// The letters that stand for the steps of agreement, and for support, where a column has no others.
const LETTERS: [(&str, &str); 16] = [
    ("SA", "strongly agree"),
    ("A", "agree"),
    ("TA", "tend to agree"),
    ("N", "neutral"),
    ("NAD", "neither agree nor disagree"),
    ("NAND", "neither agree nor disagree"),
    ("U", "undecided"),
    ("DK", "don't know"),
    ("D", "disagree"),
    ("TD", "tend to disagree"),
    ("SD", "strongly disagree"),
    ("SS", "strongly support"),
    ("S", "support"),
    ("O", "oppose"),
    ("SO", "strongly oppose"),
    ("NA", "not applicable"),
];

/// What the different replies of a column say that no reply says by itself; `known` is what a scale says of one.
pub(crate) fn read<'a>(
    replies: &BTreeSet<&'a str>,
    known: impl Fn(&str) -> Option<Stance>,
) -> BTreeMap<&'a str, Stance> {
    let Some(written_out) = letters(replies) else { return figures(replies, known) };
    written_out.into_iter().filter_map(|(reply, phrase)| Some((reply, known(phrase)?))).collect()
}

/// What each letter stands for in a column of nothing but letters, one of which no scale of yes and no has.
pub(super) fn letters<'a>(replies: &BTreeSet<&'a str>) -> Option<BTreeMap<&'a str, &'static str>> {
    let letter = |reply: &'a str| {
        let (_, phrase) = LETTERS.iter().find(|(letters, _)| reply.eq_ignore_ascii_case(letters))?;
        Some((reply, *phrase))
    };
    let said: BTreeMap<&str, &str> = replies.iter().map(|reply| letter(reply)).collect::<Option<_>>()?;
    let is_told = said.keys().any(|reply| reply.len() == 2 && reply.to_ascii_uppercase().starts_with('S'));
    is_told.then_some(said)
}

/// Bare figures between two that are labelled with opposite sides; the one halfway is neither.
fn figures<'a>(
    replies: &BTreeSet<&'a str>,
    known: impl Fn(&str) -> Option<Stance>,
) -> BTreeMap<&'a str, Stance> {
    let Some([(low, low_says), (high, high_says)]) = ends(replies, known) else { return BTreeMap::new() };
    let says = |figure: i32| match (2 * figure).cmp(&(low + high)) {
        std::cmp::Ordering::Less => low_says,
        std::cmp::Ordering::Equal => Stance::Unclear,
        std::cmp::Ordering::Greater => high_says,
    };
    let bare = replies.iter().filter(|reply| reply.parse::<i32>().is_ok());
    bare.filter_map(|reply| Some((*reply, says(figure(reply)?)))).collect()
}

/// The lowest and the highest figure that is labelled with a side, if the sides are opposite.
pub(super) fn ends(
    replies: &BTreeSet<&str>,
    known: impl Fn(&str) -> Option<Stance>,
) -> Option<[(i32, Stance); 2]> {
    let labelled = replies.iter().filter_map(|reply| Some((figure(reply)?, known(reply)?)));
    let sided = labelled.filter(|(_, stance)| matches!(stance, Stance::Support | Stance::Oppose));
    let sided: BTreeMap<i32, Stance> = sided.collect();
    let (low, high) = (sided.first_key_value()?, sided.last_key_value()?);
    (low.1 != high.1).then_some([(*low.0, *low.1), (*high.0, *high.1)])
}

/// The figure that a reply begins with.
pub(super) fn figure(reply: &str) -> Option<i32> {
    let digits = reply.len() - reply.trim_start_matches(|mark: char| mark.is_ascii_digit()).len();
    reply[..digits].parse().ok().filter(|_| digits <= 2)
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

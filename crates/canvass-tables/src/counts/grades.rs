//! The order of values that are steps by a number: "Under 18", "18-24", "25 to 34", "75 and over".

use canvass_core::spelling::{NOT_GIVEN, folded};

/// Of so many values that say something at most one may be no step.
const FEW: usize = 5;

/// Values that say nothing, as they are folded.
const SILENT: [&str; 20] = [
    NOT_GIVEN,
    "prefer not to say",
    "prefer not to answer",
    "prefer not to disclose",
    "i prefer not to say",
    "i'd rather not say",
    "rather not say",
    "would rather not say",
    "don't know",
    "do not know",
    "not known",
    "unknown",
    "not stated",
    "not specified",
    "not answered",
    "no answer",
    "no response",
    "not applicable",
    "n/a",
    "refused",
];
/// Words that may stand before the number of a step.
const BEFORE: [&str; 9] = ["age", "aged", "ages", "between", "from", "von", "zwischen", "entre", "de"];
/// What makes the number the end of its step.
const UP_TO: [&str; 12] =
    ["under", "below", "less", "fewer", "younger", "up", "<", "≤", "unter", "bis", "moins", "jusqu'à"];
/// What makes the number the beginning of all that follow.
const BEYOND: [&str; 9] = ["over", "above", "more", "older", ">", "≥", "über", "plus", "mehr"];
/// Words between these and the number.
const JOINING: [&str; 5] = ["than", "to", "de", "als", "zu"];

/// The place of a value: what says nothing behind everything, what is no step behind the steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// Its number; whether it ends there, begins there, or lies beyond; the number it goes up to.
    Step(f64, Side, f64),
    /// No step.
    Other,
    /// Says nothing.
    Silent,
}

/// How a step lies to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    UpTo,
    From,
    Beyond,
}

impl Place {
    /// Which stands first.
    pub(super) fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (Self::Step(one, side, end), Self::Step(two, other_side, other_end)) => {
                one.total_cmp(two).then(side.cmp(other_side)).then(end.total_cmp(other_end))
            }
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Step(..) => 0,
            Self::Other => 1,
            Self::Silent => 2,
        }
    }
}

/// The places of a group's values, where nearly all that say something are steps, and two at least.
pub(super) fn places(values: &[String]) -> Option<Vec<Place>> {
    let places: Vec<Place> = values.iter().map(|value| place(value)).collect();
    let n = |is_it: fn(&Place) -> bool| places.iter().filter(|place| is_it(place)).count();
    let steps = n(|place| matches!(place, Place::Step(..)));
    let others = n(|place| *place == Place::Other);
    (steps >= 2 && others * FEW <= steps + others).then_some(places)
}

fn place(value: &str) -> Place {
    let value = folded(value).replace('’', "'");
    if SILENT.contains(&value.as_str()) {
        return Place::Silent;
    }
    step(&value).unwrap_or(Place::Other)
}

fn step(value: &str) -> Option<Place> {
    let at = value.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = value.split_at(at);
    let side = side(before)?;
    let (first, rest) = number(rest);
    let last = rest.find(|letter: char| letter.is_ascii_digit()).map_or(first, |at| number(&rest[at..]).0);
    Some(Place::Step(first, side, last))
}

/// What the words before the number make of it; none where they say something else.
fn side(before: &str) -> Option<Side> {
    let mut side = Side::From;
    for word in before.split([' ', '(', '£', '$', '€']).filter(|word| !word.is_empty()) {
        match word {
            _ if UP_TO.contains(&word) => side = Side::UpTo,
            _ if BEYOND.contains(&word) => side = Side::Beyond,
            _ if BEFORE.contains(&word) || JOINING.contains(&word) => {}
            _ => return None,
        }
    }
    Some(side)
}

/// The number that a text begins with, its thousands parted or not, and what follows it.
fn number(text: &str) -> (f64, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ',' | '.'));
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut parts = digits.split([',', '.']).filter(|part| !part.is_empty());
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if part.len() != 3 {
            written.push('.');
        }
        written.push_str(part);
        if part.len() != 3 {
            break;
        }
    }
    let number = written.parse().unwrap_or(f64::MAX);
    match rest.chars().next() {
        Some('k') => (number * 1e3, rest),
        Some('m') if !rest.starts_with("mo") && !rest.starts_with("mi") => (number * 1e6, rest),
        _ => (number, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values by their places; none where they have no order.
    fn sorted(values: &[&str]) -> Option<Vec<String>> {
        let values: Vec<String> = values.iter().rev().map(ToString::to_string).collect();
        let mut placed: Vec<(Place, String)> = places(&values)?.into_iter().zip(values).collect();
        placed.sort_by(|one, other| one.0.cmp(&other.0));
        Some(placed.into_iter().map(|(_, value)| value).collect())
    }

    #[track_caller]
    fn check(expected: &[&str]) {
        assert_eq!(
            sorted(expected).as_deref(),
            Some(&expected.iter().map(ToString::to_string).collect::<Vec<_>>()[..])
        );
    }

    #[test]
    fn steps_stand_by_their_numbers() {
        check(&[
            "Under 18",
            "18-24",
            "25-34",
            "35 – 44",
            "45 to 54",
            "55-64",
            "65-74",
            "75+",
            "Prefer not to say",
        ]);
        check(&["Up to 17", "18 to 64", "65 and over", "not given"]);
        check(&["Less than £10,000", "£10,000 to £19,999", "£20,000-£99,999", "£100,000 or more"]);
        check(&["1 - very poor", "2", "3", "9", "10 - very good"]);
        check(&["16 or under", "17-65", "Over 65"]);
        check(&["unter 18", "18 bis 64", "über 64"]);
        check(&["0-4.5", "4.5-9", "<10", "10k-20k", "1m+"]);
    }

    #[test]
    fn of_many_steps_one_may_be_something_else() {
        check(&["0-9", "10-19", "20-29", "30-39", "Mixed", "unknown"]);
        assert_eq!(sorted(&["0-9", "10-19", "20-29", "Mixed"]), None);
    }

    #[test]
    fn other_values_have_no_order() {
        assert_eq!(sorted(&["Resident", "School", "not given"]), None);
        assert_eq!(sorted(&["Ward 1", "Ward 2"]), None);
        assert_eq!(sorted(&["18-24", "not given"]), None);
        assert_eq!(sorted(&[]), None);
    }
}

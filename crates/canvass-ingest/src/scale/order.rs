//! In which order the replies to a question stand: as their scale has them, from full agreement down.

use std::collections::{BTreeMap, BTreeSet};

use canvass_core::text::folded_words;
use canvass_core::{Question, Stance};

use super::{FULLY, MOSTLY, SLIGHTLY, ladder, own_place, read_tick, without_letter};

/// Words that grade as [`FULLY`] does, in replies that are phrases of their own.
const FULLY_TOO: [&str; 7] = ["all", "ganz", "gar", "great", "muy", "totalmente", "überhaupt"];
/// The same for [`MOSTLY`].
const MOSTLY_TOO: [&str; 5] = ["balance", "large", "overall", "principle", "whole"];
/// The same for [`SLIGHTLY`]: what follows "with", and Welsh.
const SLIGHTLY_TOO: [&str; 8] =
    ["amendments", "caveats", "changes", "concerns", "conditions", "modifications", "reservations", "tueddu"];
/// Words of unclear replies that stand in the middle; the others do not know.
const MIDDLE: [&str; 11] = [
    "ambivalent",
    "indifferent",
    "maybe",
    "nac",
    "neither",
    "neutral",
    "ni",
    "perhaps",
    "possibly",
    "undecided",
    "weder",
];

/// Steps on either side of the middle.
const SIDE: u32 = 4;
const MIXED: u32 = SIDE;
const NEITHER: u32 = SIDE + 1;
/// No figure in front of a reply has more digits.
const HIGHEST_FIGURE: u32 = 99;
/// Behind every step: what no scale has, what does not know, what does not answer.
const UNKNOWN: u32 = u32::MAX - 2;
const NOT_KNOWN: u32 = u32::MAX - 1;
const SILENT: u32 = u32::MAX;

/// For each of the replies to a question its place, the same for all where no scale is known.
///
/// A scale is known where a reply takes a side, or is one that the consultation lists for the question. Where all
/// steps that are given are listed, they stand as they are listed. Replies of one place have no order on the scale.
///
/// ```
/// use canvass_core::Question;
/// use canvass_ingest::scale;
/// # use canvass_core::QuestionKind::Closed;
/// # let question = Question { id: "q".into(), number: None, text: "?".into(), option: None, kind: Closed, closed: vec![] };
/// let places = scale::order(&question, &["Don't know".into(), "Agree".into(), "Strongly agree".into()]);
/// assert!(places[2] < places[1] && places[1] < places[0]);
/// ```
pub fn order(question: &Question, replies: &[String]) -> Vec<u32> {
    let company = Company::of(question, replies);
    let is_on_scale = |reply: &String| company.own(reply).is_some() || company.takes_side(reply);
    if !replies.iter().any(is_on_scale) {
        return vec![0; replies.len()];
    }
    let is_listed = |reply: &String| {
        company.own(reply).is_some() || company.said(reply).is_none_or(|place| place > UNKNOWN)
    };
    let as_listed = replies.iter().all(is_listed);
    replies.iter().map(|reply| company.place(reply, as_listed)).collect()
}

/// What the replies to a question say of each other.
struct Company<'a> {
    question: &'a Question,
    /// What letters stand for, where all replies are letters.
    letters: BTreeMap<&'a str, &'static str>,
    /// The lowest and the highest labelled figure.
    ends: Option<[(i32, Stance); 2]>,
}

impl<'a> Company<'a> {
    fn of(question: &'a Question, replies: &'a [String]) -> Self {
        let distinct: BTreeSet<&str> = replies.iter().map(String::as_str).collect();
        Self {
            question,
            letters: ladder::letters(&distinct).unwrap_or_default(),
            ends: ladder::ends(&distinct, |reply| read_tick(None, reply)),
        }
    }

    /// Where the question lists a reply, and what it says of it.
    fn own(&self, reply: &str) -> Option<(u32, Stance)> {
        let words = folded_words(without_letter(reply), &[]);
        let at = own_place(self.question, reply, &words)?;
        Some((at as u32, self.question.closed[at].1))
    }

    /// The place of a reply on the scales that are built in.
    fn said(&self, reply: &str) -> Option<u32> {
        let words = self.letters.get(reply).copied().unwrap_or(reply);
        Some(place(words, read_tick(None, words)?))
    }

    fn takes_side(&self, reply: &str) -> bool {
        self.said(reply).is_some_and(|place| place < UNKNOWN && place != MIXED && place != NEITHER)
    }

    fn place(&self, reply: &str, as_listed: bool) -> u32 {
        if let Some((at, stance)) = self.own(reply) {
            return if as_listed { at } else { place("", stance) };
        }
        match (self.said(reply), self.ends, ladder::figure(reply)) {
            (Some(place), ..) if place > UNKNOWN => place,
            (_, Some([(_, Stance::Support), _]), Some(figure)) => figure.unsigned_abs(),
            (_, Some(_), Some(figure)) => HIGHEST_FIGURE.saturating_sub(figure.unsigned_abs()),
            (said, ..) => said.unwrap_or(UNKNOWN),
        }
    }
}

/// The place of a reply by its words.
fn place(reply: &str, stance: Stance) -> u32 {
    let words = folded_words(reply, &[]);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_not_really = words.windows(2).any(|pair| pair == ["not", "really"]);
    let weaker = if has(&SLIGHTLY) || has(&SLIGHTLY_TOO) || is_not_really {
        3
    } else if has(&MOSTLY) || has(&MOSTLY_TOO) {
        2
    } else {
        u32::from(!(has(&FULLY) || has(&FULLY_TOO)))
    };
    match stance {
        Stance::Support => weaker,
        Stance::Mixed => MIXED,
        Stance::Unclear if words.is_empty() || has(&MIDDLE) => NEITHER,
        Stance::Oppose => NEITHER + SIDE - weaker,
        Stance::Unclear => NOT_KNOWN,
        Stance::NotAddressed => SILENT,
    }
}

#[cfg(test)]
mod tests {
    use canvass_core::QuestionKind;

    use super::*;

    fn question(closed: &[(&str, Stance)]) -> Question {
        Question {
            id: "q1".into(),
            number: None,
            text: "Do you agree?".into(),
            option: None,
            kind: QuestionKind::Closed,
            closed: closed.iter().map(|(reply, stance)| ((*reply).to_owned(), *stance)).collect(),
        }
    }

    /// The replies by their places, those of one place by the alphabet.
    fn sorted(closed: &[(&str, Stance)], replies: &[&str]) -> Vec<String> {
        let replies: Vec<String> = replies.iter().map(ToString::to_string).collect();
        let places = order(&question(closed), &replies);
        let mut sorted: Vec<(u32, String)> = places.into_iter().zip(replies).collect();
        sorted.sort_unstable();
        sorted.into_iter().map(|(_, reply)| reply).collect()
    }

    #[track_caller]
    fn check(expected: &[&str]) {
        assert_eq!(sorted(&[], expected), expected);
    }

    #[test]
    fn scales_stand_from_full_agreement_down() {
        check(&["Yes", "No", "Don't know", "Prefer not to say"]);
        check(&[
            "Strongly agree",
            "Agree",
            "Tend to agree",
            "Neither agree nor disagree",
            "Tend to disagree",
            "Disagree",
            "Strongly disagree",
            "Don't know",
            "N/A",
        ]);
        check(&[
            "Strongly support",
            "Support",
            "Mostly support",
            "Slightly support",
            "Neutral",
            "Slightly oppose",
            "Mostly oppose",
            "Oppose",
            "Strongly oppose",
            "Not sure",
        ]);
        check(&["To a great extent", "To some extent", "Not really", "Not at all"]);
        check(&["Yes", "Partly", "Maybe", "No", "No opinion"]);
        check(&["Stimme voll und ganz zu", "Stimme eher zu", "Stimme eher nicht zu", "Stimme gar nicht zu"]);
        check(&["Tout à fait d'accord", "Plutôt d'accord", "Plutôt pas d'accord", "Pas du tout d'accord"]);
    }

    #[test]
    fn letters_and_figures_stand_as_what_they_mean() {
        check(&["SA", "A", "N", "D", "SD", "DK"]);
        check(&["5 - strongly agree", "4", "3", "2", "1 - strongly disagree", "Don't know"]);
        check(&["1 = strongly agree", "2", "3", "4 = strongly disagree"]);
    }

    #[test]
    fn what_no_scale_has_stands_behind_the_steps_and_before_those_who_do_not_know() {
        check(&["Yes", "No", "More buses", "Don't know", "Not applicable"]);
    }

    #[test]
    fn without_sides_there_is_no_scale() {
        assert_eq!(order(&question(&[]), &["Don't know".into(), "Tram".into(), "Both".into()]), [0, 0, 0]);
        assert!(order(&question(&[]), &[]).is_empty());
    }

    #[test]
    fn a_scale_of_the_questions_own_stands_as_it_is_listed() {
        let own = [("Poor", Stance::Oppose), ("Fair", Stance::Mixed), ("Good", Stance::Support)];
        assert_eq!(
            sorted(&own, &["Good", "Don't know", "Poor", "Fair"]),
            ["Poor", "Fair", "Good", "Don't know"]
        );
        // Among the steps of another scale each stands by its side.
        let own = [("Close it", Stance::Oppose), ("Keep it", Stance::Support)];
        assert_eq!(sorted(&own, &["Close it", "Neutral", "Keep it"]), ["Keep it", "Neutral", "Close it"]);
    }
}

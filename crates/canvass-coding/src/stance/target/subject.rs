//! What stands in front of a cue as its subject.

use std::ops::Range;

use super::super::clause::ClauseRole;
use super::super::mention::OptionMention;
use super::super::model::Class;
use super::super::scene::Scene;
use super::object::is_pointing;
use super::{NAMED, Target, described, refer_back};

/// What stands before the cue as its subject.
pub(super) fn subject(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    if let Some(named) = subject_named(scene, cue) {
        return Some(named);
    }
    let clause = scene.clause_at(cue.start);
    let before = clause.tokens.start..cue.start;
    if is_extraposed(scene, cue) {
        return None;
    }
    if let Some(described) = described(scene, before.clone()) {
        return Some(described);
    }
    let mut others = 0;
    let mut thinks = false;
    for at in before.clone().rev() {
        thinks |= scene.is(at, Class::Raising);
        if scene.is(at, Class::Writer) && !thinks {
            // "We would encourage": the writer, not an option, is the subject.
            return None;
        }
        if others > 0 && introduces(scene, at) {
            // "It is known that sharing data can be harmful": the subject stands behind "that".
            return None;
        }
        if scene.is(at, Class::Pronoun) && (at + 1 == cue.start || is_verbal(scene, at + 1)) {
            return refer_back(scene, at, false);
        }
        let points = before.contains(&(at.wrapping_sub(1)))
            && (is_pointing(scene, at - 1) || scene.is(at - 1, Class::Pronoun));
        if scene.is(at, Class::Proposal) && points {
            return refer_back(scene, at, scene.words.written(at).ends_with('s'));
        }
        let is_content = !(scene.is(at, Class::Filler)
            || scene.is(at, Class::Be)
            || scene.is(at, Class::Raising)
            || scene.is(at, Class::Negator)
            || scene.is(at, Class::Contrast)
            || scene.is(at, Class::Concession)
            || scene.is(at, Class::Reason)
            || scene.is(at, Class::Yes)
            || scene.is(at, Class::No)
            || scene.is(at, Class::Own)
            || scene.words.written(at).ends_with("ly"));
        others += usize::from(is_content);
    }
    // No subject of its own: "A good idea.", "... but would cost too much."
    if others == 0 { refer_back(scene, cue.start, false) } else { None }
}

/// Whether "that" brings in what is thought or said.
fn introduces(scene: &Scene<'_>, at: usize) -> bool {
    const TELLING: [Class; 3] = [Class::Raising, Class::Claiming, Class::Holding];
    let is_told = |before: usize| {
        TELLING.iter().any(|class| scene.is(before, *class)) || scene.words.written(before).ends_with("ed")
    };
    at > scene.words.range.start && scene.words.written(at).eq_ignore_ascii_case("that") && is_told(at - 1)
}

/// "A big thumbs up from us": no verb and no other subject, so the question is spoken of.
pub(super) fn verbless(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let before = scene.clause_at(cue.start).tokens.start..cue.start;
    let is_short = before.len() <= 2 && !before.clone().any(|at| scene.is(at, Class::Be));
    (is_short && !scene.topics.is_empty()).then(|| refer_back(scene, cue.start, false)).flatten()
}

/// "It is sensible to ...": the judgement is about what follows.
fn is_extraposed(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let is_it = |at: usize| scene.words.is_one_of(at, &["it", "it's", "it’s", "it'd", "it’d"]);
    let before = (scene.words.range.start..cue.start).rev();
    let subject =
        before.take(3).find(|at| !(scene.is(*at, Class::Filler) || scene.is(*at, Class::Be)) || is_it(*at));
    let starts_with_it = is_it(cue.start) || subject.is_some_and(is_it);
    let goes_on = cue.end < scene.words.range.end
        && matches!(scene.words.written(cue.end), "to" | "that" | "for")
        && !scene.has_mark_before(cue.end, &[',', '.']);
    starts_with_it && goes_on
}

fn is_verbal(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Class::Be)
        || scene.is(at, Class::Filler)
        || scene.is(at, Class::Negator)
        || scene.words.written(at).ends_with("ly")
}

/// The nearest option named before the cue in its clause.
pub(super) fn subject_named(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let clause = scene.clause_at(cue.start);
    let is_subject = |mention: &&OptionMention| {
        let at = mention.tokens.start;
        // "Option 1, not Option 2, is right": the second is only what the first is not.
        let is_contrast = at > clause.tokens.start && scene.is(at - 1, Class::Negator);
        mention.tokens.end <= cue.start && clause.tokens.contains(&at) && !is_contrast
    };
    let mention = scene.mentions.iter().rev().find(is_subject)?;
    Some(with_earlier(Target::of(mention, NAMED), scene))
}

/// A target with the earlier members of its list: "Option 1 and the merger are ...".
pub(super) fn with_earlier(mut target: Target, scene: &Scene<'_>) -> Target {
    while let Some(previous) = scene.mentions.iter().rev().find(|previous| {
        previous.tokens.end < target.tokens.start
            && previous.tokens.end + 2 >= target.tokens.start
            && (previous.tokens.end..target.tokens.start).all(|at| scene.is(at, Class::Coordinator))
    }) {
        target.options.extend(previous.options.iter().copied());
        target.tokens.start = previous.tokens.start;
    }
    target
}

/// The first option named behind the cue in its clause.
pub(super) fn named_behind(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let clause = scene.clause_at(cue.start);
    // "If we had to choose, Option 2": the choice stands behind the condition.
    let is_open = clause.role == ClauseRole::Condition;
    // "Out of the question: A."
    let is_set_off = |at: usize| at == cue.end && scene.has_mark_before(at, &[':', '–', '—']);
    let mention = scene.mentions.iter().find(|mention| {
        let at = mention.tokens.start;
        at >= cue.end && (is_open || clause.tokens.contains(&at) || is_set_off(at))
    })?;
    Some(Target::of(mention, NAMED).with_list(scene))
}

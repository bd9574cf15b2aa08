//! What stands behind a cue, between its words, or in front of the writer, as what the cue speaks of.

use std::ops::Range;

use super::super::clause::ClauseRole;
use super::super::mention::OptionMention;
use super::super::model::Class;
use super::super::scene::Scene;
use super::subject::with_earlier;
use super::{AIM, NAMED, Target, described, refer_back};

/// A part or a feature of it: "the thinking behind Option 2".
const THROUGH: f32 = 0.6;
/// "support this" at the end of a long sentence that named no option: most likely something in that sentence.
const FAR_IN: f32 = 0.1;
/// Words before a cue from which on it stands far in.
const FAR_WORDS: usize = 14;
/// How many words a relative clause may have before its verb.
const RELATIVE_REACH: usize = 6;
/// How many words behind a link say why or how.
const CIRCUMSTANCE_REACH: usize = 4;
/// How many words of something else may stand between a cue and its object.
const OBJECT_REACH: usize = 12;

/// What stands behind the cue as its object; nothing stands there only where a `bare` cue needs nothing.
pub(super) fn object(scene: &Scene<'_>, cue: &Range<usize>, bare: bool) -> Option<Target> {
    let clause_end = object_end(scene, cue.end);
    if bare && (goes_on(scene, cue.end) || is_adverbial(scene, cue.end..clause_end)) {
        return refer_back(scene, cue.start, false);
    }
    let mut grade = NAMED;
    let mut points = false;
    let mut others = 0;
    let mut through = false;
    for at in cue.end..clause_end {
        if let Some(mention) = scene.mention_at(at) {
            if others > 0 && !through {
                return described(scene, cue.end..clause_end);
            }
            let grade = if others > 0 { grade.min(THROUGH) } else { grade };
            return Some(Target::of(mention, grade).with_list(scene));
        }
        let ends = at + 1 == clause_end
            || !scene.is(at + 1, Class::Link)
            || scene.has_mark_before(at + 1, &[','])
            || is_circumstance(scene, at + 1);
        // "I can't back a policy that can't be enforced."
        points |= at + 1 < clause_end
            && scene.is(at, Class::Proposal)
            && scene.words.is_one_of(at + 1, &["that", "which"]);
        if scene.is(at, Class::Pronoun) && (others == 0 || through) && is_alone(scene, at, clause_end) {
            let grade = if others > 0 { THROUGH } else { grade };
            let grade = if is_far_in(scene, cue.start) { FAR_IN } else { grade };
            return refer_back(scene, cue.start, false).map(|target| target.scaled(grade));
        }
        if scene.is(at, Class::Aim) {
            grade = AIM;
            if ends {
                return points
                    .then(|| refer_back(scene, cue.start, false))
                    .flatten()
                    .map(|target| target.scaled(grade));
            }
        } else if scene.is(at, Class::Proposal) {
            if ends && points {
                let is_plural = scene.words.written(at).ends_with('s');
                let tokens = cue.end..at + 1;
                let understood = || {
                    let target = refer_back(scene, cue.start, is_plural)?.scaled(grade);
                    Some(Target { tokens, ..target })
                };
                return described(scene, cue.end..at + 1).or_else(understood);
            }
            others += usize::from(ends);
        } else if scene.is(at, Class::Filler) || scene.is(at, Class::Link) || scene.is(at, Class::Coordinator)
        {
            points |= scene.is(at, Class::Pronoun) || is_pointing(scene, at);
            through |= others > 0 && scene.is(at, Class::Link);
        } else if at > cue.end || !is_infinitive(scene, at) {
            others += 1;
            through = false;
        }
    }
    if others > 0 || grade < NAMED {
        return described(scene, cue.end..clause_end);
    }
    // Nothing follows: "We agree.", "I fully support."
    if bare { refer_back(scene, cue.start, false) } else { None }
}

/// Whether a verb of its own follows a cue that needs no object: "is supportive and stands ready to help".
fn goes_on(scene: &Scene<'_>, at: usize) -> bool {
    let joins = at + 1 < scene.words.range.end && scene.words.written(at) == "and";
    joins && scene.mentions.iter().all(|mention| mention.tokens.end <= at)
}

/// Whether what follows says how, when or why, and not what: "object in the strongest terms", "in favour by 19 to 2".
fn is_adverbial(scene: &Scene<'_>, behind: Range<usize>) -> bool {
    const LEADS: [&str; 8] = ["in", "at", "by", "because", "since", "as", "until", "unless"];
    let names = |at: usize| scene.mention_at(at).is_some() || scene.is(at, Class::Pronoun);
    !behind.is_empty() && scene.words.is_one_of(behind.start, &LEADS) && !behind.into_iter().any(names)
}

/// Whether a link adds whom one tells, why or in what form, and not what a proposal is of: "commend the approach to our
/// neighbours", "support the measure in its present form", "reject this option for the following reasons".
fn is_circumstance(scene: &Scene<'_>, link: usize) -> bool {
    // "to Ministers" is to whom, "to close" is what.
    let is_name = |at: usize| {
        at < scene.words.range.end
            && scene.words.written(at).starts_with(char::is_uppercase)
            && scene.words.is_one_of(link, &["to"])
    };
    let possessive = |at: usize| {
        at < scene.words.range.end && matches!(scene.words.written(at), "its" | "their" | "present" | "full")
    };
    let end = (link + 1 + CIRCUMSTANCE_REACH).min(scene.words.range.end);
    let is_how = || (link + 1..end).any(|at| scene.is(at, Class::Circumstance));
    scene.is(link, Class::Link)
        && (scene.is(link + 1, Class::Own) || possessive(link + 1) || is_name(link + 1) || is_how())
}

/// Whether a verb stands here behind "to": "a mistake to adopt Option One".
fn is_infinitive(scene: &Scene<'_>, at: usize) -> bool {
    at > scene.words.range.start && scene.words.written(at - 1).eq_ignore_ascii_case("to")
}

/// Where the object of a verb ends: the clause, or a reason, or so many words.
pub(super) fn object_end(scene: &Scene<'_>, from: usize) -> usize {
    let end = scene.words.range.end;
    let limit = (from + OBJECT_REACH).min(end);
    let stops = |at: usize| {
        scene.clauses().iter().any(|clause| clause.tokens.start == at)
            || scene.has_mark_before(at, &[';', ':', '—', '(', ')'])
            || scene.is(at, Class::Contrast)
    };
    (from..limit).find(|at| *at > scene.words.range.start && stops(*at)).unwrap_or(limit)
}

/// Whether a pronoun is the whole object: "support it", not "support this group".
fn is_alone(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    const GOES_ON: [Class; 9] = [
        Class::Link,
        Class::Be,
        Class::Condition,
        Class::Reason,
        Class::Contrast,
        Class::Concession,
        Class::Coordinator,
        Class::Negator,
        Class::Adverb,
    ];
    let next = at + 1;
    next >= end
        || scene.has_mark_before(next, &[',', '.', '!', '?', ')'])
        || GOES_ON.iter().any(|class| scene.is(next, *class))
        || scene.words.written(next).eq_ignore_ascii_case("rather")
        || scene.words.written(next).ends_with("ly")
}

fn is_far_in(scene: &Scene<'_>, cue: usize) -> bool {
    let clause = scene.clause_at(cue).tokens.start;
    // "Provided that there is a rule for that, the Partnership would welcome this."
    let is_behind = scene.clauses().iter().any(|before| {
        before.tokens.end <= cue && matches!(before.role, ClauseRole::Condition | ClauseRole::Concession)
    });
    let comma = (clause..=cue).rev().find(|at| scene.has_mark_before(*at, &[','])).unwrap_or(clause);
    let starts_anew = scene.is(clause, Class::Contrast)
        || is_behind && cue - comma <= 4
        || cue - clause <= 4 && (clause..cue).any(|at| scene.is(at, Class::Own));
    cue - scene.words.range.start > FAR_WORDS && !starts_anew && scene.mentions.is_empty()
}

pub(super) fn is_pointing(scene: &Scene<'_>, at: usize) -> bool {
    const POINTING: [&str; 11] =
        ["this", "the", "these", "your", "such", "that", "any", "both", "all", "their", "its"];
    scene.words.is_one_of(at, &POINTING)
}

/// What stands between the words of a cue: "like to see Option 1 adopted".
pub(super) fn inside(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    if let Some(mention) = scene.mentions.iter().find(|mention| cue.contains(&mention.tokens.start)) {
        return Some(Target::of(mention, NAMED));
    }
    // A cue may end with what it speaks of: "love it"; "regards the measure as necessary" has it in its midst.
    let is_proposal = |at: usize| scene.is(at, Class::Proposal) && is_pointing(scene, at - 1);
    (cue.start + 1..cue.end)
        .any(|at| scene.is(at, Class::Pronoun) || is_proposal(at))
        .then(|| refer_back(scene, cue.start, false))
        .flatten()
}

/// What a relative clause hangs on: "Option 2, which we support", "Option 2 is the one we would choose".
pub(super) fn relative(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let goes_on = cue.end < scene.words.range.end && scene.words.gap(cue.end).trim().is_empty();
    let from = cue.start.saturating_sub(RELATIVE_REACH).max(scene.words.range.start);
    let pronoun = (from..cue.start).rev().find(|at| scene.is(*at, Class::Relative))?;
    let mention = scene.mentions.iter().rev().find(|mention| mention.tokens.end <= pronoun)?;
    let is_tied =
        (mention.tokens.end..pronoun).all(|at| scene.is(at, Class::Be) || scene.is(at, Class::Filler));
    let is_spoken = (pronoun..cue.start).any(|at| scene.is(at, Class::Writer));
    (!goes_on && is_tied && is_spoken).then(|| Target::of(mention, NAMED))
}

/// What stands in front of the writer, who then says what to do with it: "The cap I would drop tomorrow", "The second and
/// third, on the other hand, we should resist".
pub(super) fn fronted(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let from = cue.start.saturating_sub(RELATIVE_REACH).max(scene.words.range.start);
    let writer = (from..cue.start).rev().find(|at| scene.is(*at, Class::Writer))?;
    let mention = scene.mentions.iter().rev().find(|mention| mention.tokens.end <= writer)?;
    let behind = mention.tokens.end;
    let is_next = behind == writer && scene.words.gap(writer).trim().is_empty();
    let is_inserted = writer - behind <= RELATIVE_REACH
        && scene.has_mark_before(behind, &[','])
        && scene.has_mark_before(writer, &[','])
        && mention.tokens.start == scene.words.range.start;
    (is_next || is_inserted).then(|| with_earlier(Target::of(mention, NAMED), scene))
}

/// What would do so: "Do not make a new body for that, as Option One would".
pub(super) fn exemplified(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let does = |mention: &&OptionMention| {
        let start = mention.tokens.start;
        start > cue.end
            && scene.words.written(start - 1).eq_ignore_ascii_case("as")
            && scene.is(mention.tokens.end, Class::Auxiliary)
    };
    scene.mentions.iter().find(does).map(|mention| Target::of(mention, NAMED))
}

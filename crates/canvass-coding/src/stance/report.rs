//! Whose view a sentence tells: the writer's, part of the writer's body's, or somebody else's.

use std::ops::Range;

use super::clause::ClauseRole;
use super::model::Class;
use super::scene::Scene;

/// Whose view it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// The writer's.
    Own,
    /// Of some among the writer's own.
    Part,
    /// Somebody else's, reported.
    Other,
}

/// A subject stands at most this many words before its verb.
const SUBJECT_REACH: usize = 6;

/// A label before a colon has no more words.
const LONGEST_LABEL: usize = 4;

/// What stands before one of several people.
const SINGLE: [&str; 6] = ["a", "an", "one", "another", "first", "second"];

/// With something inserted before its verb it may stand so far away.
const INSERTED_REACH: usize = 12;

/// Whose view the cue tells.
pub(super) fn voice(scene: &Scene<'_>, cue: &Range<usize>) -> Voice {
    let start = scene.words.range.start;
    if is_ascribed(scene, cue.start) || is_labelled(scene, cue.start) {
        return Voice::Other;
    }
    // "The ministry says that ... [cue]": a verb of telling before the cue, with its own subject.
    let is_view = |at: usize| {
        at > start
            && scene.words.is_one_of(at, &["opinion", "view"])
            && scene.words.is_one_of(at - 1, &["the"])
    };
    let tells = |at: &usize| scene.is(*at, Class::Claiming) || scene.is(*at, Class::Holding) || is_view(*at);
    let teller = (start..cue.start).rev().find(|at| tells(at) && !assumes(scene, *at, cue.start));
    let verb = if scene.is(cue.start, Class::Holding) { Some(cue.start) } else { None };
    for at in verb.into_iter().chain(teller) {
        if at != cue.start && turns_away(scene, at, cue.start) {
            continue;
        }
        if is_felt_by_some(scene, at, cue.start) {
            return Voice::Other;
        }
        match subject_voice(scene, at, scene.is(at, Class::Claiming)) {
            Voice::Own => {}
            other => return other,
        }
    }
    Voice::Own
}

/// Whether what is said is ascribed to somebody: "According to the ministry, ...", "It has been argued that ...",
/// `One resident commented: "..."`.
fn is_ascribed(scene: &Scene<'_>, cue: usize) -> bool {
    let start = scene.words.range.start;
    let is = |at: usize, list: &[&str]| at < cue && scene.words.is_one_of(at, list);
    let is_own = |from: usize, to: usize| {
        (from..to.min(cue)).any(|at| scene.is(at, Class::Own) || scene.is(at, Class::Writer))
    };
    let until = (start + 1..cue).find(|at| scene.has_mark_before(*at, &[','])).unwrap_or(cue);
    let names_source = is(start, &["according"]) && is(start + 1, &["to"])
        || is(start, &["in"])
            && is(start + 1, &["the"])
            && is(start + 2, &["view", "opinion", "eyes", "words", "judgement"])
            && is(start + 3, &["of"]);
    if names_source && until < cue && !is_own(start, until) {
        return !(until..cue).any(|at| scene.is(at, Class::Contrast) || scene.is(at, Class::Writer));
    }
    let is_helping =
        |at: usize| is(at, &["is", "was", "has", "have", "had", "been", "be", "often", "sometimes", "also"]);
    let told = (start..cue).rev().find(|at| scene.is(*at, Class::Claiming));
    told.is_some_and(|told| {
        let first = (start..told).rev().take_while(|at| is_helping(*at)).last();
        let subject = first.and_then(|first| first.checked_sub(1)).filter(|subject| *subject >= start);
        let is_impersonal = subject.is_some_and(|subject| is(subject, &["it"])) && is(told + 1, &["that"]);
        let behind = if told + 1 < scene.words.range.end { scene.words.gap(told + 1) } else { "" };
        let is_quoting = behind.contains(':') && behind.contains(['"', '“', '‘']) && !is_own(start, told);
        is_quoting || is_impersonal && !turns_away(scene, told, cue)
    })
}

/// Whether somebody's name or kind stands before a colon, as in notes of what was said: "Resident 2: I support it."
fn is_labelled(scene: &Scene<'_>, cue: usize) -> bool {
    let start = scene.words.range.start;
    let label = start..(start + LONGEST_LABEL + 1).min(cue + 1);
    let Some(end) = label.clone().find(|at| *at > start && scene.has_mark_before(*at, &[':'])) else {
        return false;
    };
    let is_own = |at: usize| scene.is(at, Class::Own) && !scene.is(at, Class::Person);
    scene.is(start, Class::Person) && !(start..end).any(|at| is_own(at) || scene.is(at, Class::Holding))
}

/// Whether the subject is one person among several: "A member stated", "Another attendee supports it".
fn is_one_of_several(scene: &Scene<'_>, subject: &Range<usize>) -> bool {
    let before = subject.start.max(scene.words.range.start + 1)..subject.end;
    before.clone().any(|at| scene.is(at, Class::Person) && scene.words.is_one_of(at - 1, &SINGLE))
}

/// Whether a passive tells what some thought: "It was felt by some that".
fn is_felt_by_some(scene: &Scene<'_>, verb: usize, cue: usize) -> bool {
    let by = verb + 1;
    by + 1 < cue
        && scene.words.is_one_of(by, &["by"])
        && (scene.is(by + 1, Class::Minority) || scene.is(by + 1, Class::ThirdParty))
}

/// Whether a word stands in a clause of conditions that is over before the cue: "If you want the short version, ...".
fn assumes(scene: &Scene<'_>, at: usize, cue: usize) -> bool {
    let clause = scene.clause_at(at);
    clause.role == ClauseRole::Condition && !clause.tokens.contains(&cue)
}

/// Whether the writer takes the floor again between the telling and the cue: "..., but we ...".
fn turns_away(scene: &Scene<'_>, told: usize, cue: usize) -> bool {
    (told + 1..cue).any(|at| {
        scene.is(at, Class::Contrast) || scene.has_mark_before(at, &[';']) || scene.is(at, Class::Writer)
    }) || is_aside(scene, told)
}

/// "Contrary to what the ministry says, ...": the telling is over before the sentence says anything.
fn is_aside(scene: &Scene<'_>, told: usize) -> bool {
    let start = scene.words.range.start;
    told > start
        && scene.has_mark_before(told + 1, &[','])
        && !(start + 1..=told).any(|at| scene.has_mark_before(at, &[',']))
        && !(start..told).any(|at| scene.mention_at(at).is_some())
}

fn subject_voice(scene: &Scene<'_>, verb: usize, claims: bool) -> Voice {
    let from = verb.saturating_sub(SUBJECT_REACH).max(scene.words.range.start);
    let subject: Vec<usize> = (from..verb).collect();
    let clause_start = subject
        .iter()
        .rev()
        .find(|at| scene.is(**at, Class::Contrast) || scene.has_mark_before(**at, &[',', ';', ':', '(']))
        .copied()
        .unwrap_or(from);
    // "Several constituents, among them the Chapter, have urged me": the subject stands before what is inserted.
    let is_only_helped = clause_start > scene.words.range.start
        && (clause_start..verb).all(|at| scene.is(at, Class::Auxiliary) || scene.is(at, Class::Adverb));
    // "The Alliance has written to every council to say that ..."
    let is_errand = verb > scene.words.range.start && scene.words.is_one_of(verb - 1, &["to"]);
    let clause_start = if is_only_helped || claims && is_errand {
        verb.saturating_sub(INSERTED_REACH).max(scene.words.range.start)
    } else {
        clause_start
    };
    let subject = clause_start..verb;
    let has = |class: Class| subject.clone().any(|at| scene.is(at, class));
    if has(Class::Writer) {
        return Voice::Own;
    }
    if is_one_of_several(scene, &(clause_start..verb)) {
        return Voice::Other;
    }
    if has(Class::Minority) && has(Class::Own) {
        return Voice::Part;
    }
    // "My husband wants it."
    let is_my = |at: usize| at > subject.start && scene.words.written(at - 1).eq_ignore_ascii_case("my");
    // "My head teacher thinks so": what ends in "s" is what one person does.
    let is_single = scene.words.written(verb).ends_with('s');
    let is_kin = |at: usize| is_my(at) && (scene.is(at, Class::ThirdParty) || is_single);
    // "Its colleagues, who have told the department that ..."
    let is_who = claims && scene.words.written(subject.start).eq_ignore_ascii_case("who");
    // "Cllr Dace, who holds a plot, declared an interest and told the meeting that ..."
    let start = scene.words.range.start;
    let is_led_by_other = || {
        scene.is(start, Class::ThirdParty)
            && !(start..verb).any(|at| scene.is(at, Class::Own) || scene.is(at, Class::Writer))
    };
    // "Fishing leaders insist that ...": people who are not the writer's own.
    let is_plural = |at: usize| {
        const NONE: [Class; 3] = [Class::Be, Class::Auxiliary, Class::Pronoun];
        scene.words.written(at).ends_with('s')
            && scene.mention_at(at).is_none()
            && !NONE.iter().any(|class| scene.is(at, *class))
    };
    let is_people = claims && subject.clone().next_back().is_some_and(is_plural) && !has(Class::Own);
    if has(Class::ThirdParty) && !has(Class::Own)
        || claims && is_led_by_other()
        || is_people
        || is_who
        || subject.clone().any(is_kin)
        || claims && (has(Class::Body) || is_other_name(scene, &subject))
    {
        return Voice::Other;
    }
    Voice::Own
}

/// Whether a subject is a name that is no option's and not the writer's: "Northern Water has claimed that ...".
fn is_other_name(scene: &Scene<'_>, subject: &Range<usize>) -> bool {
    let is_name = |at: usize| {
        let is_first = at == scene.words.range.start;
        !is_first && scene.words.written(at).starts_with(char::is_uppercase) && scene.mention_at(at).is_none()
    };
    subject.clone().any(is_name) && !subject.clone().any(|at| scene.is(at, Class::Own))
}

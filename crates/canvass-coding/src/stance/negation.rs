//! Whether a cue is turned around by a negator in its clause.

use std::ops::Range;

use super::model::Class;
use super::scene::Scene;

/// A negator reaches this many words on, unless a verb of thinking carries it further.
const REACH: usize = 4;

/// Words within which "that" follows "disagree", or the plan that is objected to.
const FRAME: usize = 5;

/// Words within which the noun stands that a subject begins with.
const SUBJECT: usize = 4;
const WRONG: [&str; 7] =
    ["wrong", "unfair", "unreasonable", "absurd", "ridiculous", "ludicrous", "outrageous"];
const VIEWS: [&str; 8] = ["view", "belief", "claim", "argument", "call", "calls", "demand", "demands"];

/// Two commas may enclose something inserted, if no more words than this stand between negator and cue.
const INSERTED: usize = 8;

/// Whether an odd number of negators turns the cue at `cue`.
///
/// Negators inside mentions of options ("none of the options") are left to whoever reads the mention.
pub(super) fn turns(scene: &Scene<'_>, cue: &Range<usize>, holds_negation: bool) -> bool {
    let before = n_reaching(scene, cue.start);
    let inside = if holds_negation { 0 } else { cue.clone().filter(|at| is_negator(scene, *at)).count() };
    (before + inside) % 2 == 1
}

/// Whether the words before `at` in its clause hold a negator that reaches it.
pub(super) fn covers(scene: &Scene<'_>, at: usize) -> bool {
    n_reaching(scene, at) % 2 == 1
}

/// Whether a word only says which proposal is spoken of: "The idea that they must pay is silly", "To ban them is nonsense."
pub(super) fn is_of_subject(scene: &Scene<'_>, at: usize) -> bool {
    let start = scene.words.range.start;
    let is_to = |word: usize| word < at && scene.words.written(word).eq_ignore_ascii_case("to");
    let heads = |noun: usize| {
        (scene.is(noun, Class::Proposal) || scene.words.is_one_of(noun, &VIEWS))
            && (scene.is(noun + 1, Class::Complementizer) || scene.is(noun + 1, Class::Link))
    };
    let head = (start..(start + SUBJECT).min(at)).find(|noun| heads(*noun));
    let is_led = head.is_some_and(|noun| (start..noun).all(|word| !scene.is(word, Class::Writer)));
    let judges = |word: usize| {
        matches!(scene.words.written(word), "is" | "was" | "seems" | "are" | "would")
            && !scene.has_mark_before(word, &[',', ';'])
    };
    (is_led || is_to(start)) && (at + 1..scene.clause_at(at).tokens.end).any(judges)
}

/// How many negators of its clause reach a token; "neither ... nor" is one.
fn n_reaching(scene: &Scene<'_>, at: usize) -> usize {
    let clause = scene.clause_at(at);
    if let Some(denial) = (clause.tokens.start..at).rev().find(|denial| frames(scene, *denial, at)) {
        let within = (denial + 1..at).filter(|negator| reaches(scene, *negator, at)).count();
        return within + 1 + n_reaching(scene, denial);
    }
    let reaching = (clause.tokens.start..at).filter(|negator| reaches(scene, *negator, at));
    let (joint, others): (Vec<usize>, Vec<usize>) =
        reaching.partition(|negator| scene.is(*negator, Class::Coordinator));
    joint.len().min(1) + others.len()
}

/// Whether what stands at `at` is what somebody disagrees that: "It is wrong that they should", "We object to the plan to".
fn frames(scene: &Scene<'_>, denial: usize, at: usize) -> bool {
    if !scene.is(denial, Class::Denial) || scene.mention_at(denial).is_some() {
        return false;
    }
    let is_parted = |word: usize| scene.has_mark_before(word, &[',', '.', ';', ':', '–', '—', '(']);
    let joins = |word: usize| {
        let is_called = scene.is(word + 1, Class::Proposal)
            || scene.is(word + 1, Class::Be) && !scene.is(word + 1, Class::Pronoun);
        let is_wrong_to = word == denial + 1
            && scene.words.is_one_of(denial, &WRONG)
            && scene.words.is_one_of(word, &["to"]);
        is_wrong_to
            || scene.is(word, Class::Complementizer) && !is_called
            || scene.is(word, Class::Proposal) && scene.is(word + 1, Class::Link)
    };
    let until = (denial + 1 + FRAME).min(at);
    let Some(link) = (denial + 1..until).find(|word| joins(*word)) else { return false };
    !(denial + 1..=link).any(is_parted)
        && !(denial + 1..link).any(|word| scene.is(word, Class::Coordinator))
        && scene.clause_at(link).tokens.contains(&at)
}

fn reaches(scene: &Scene<'_>, negator: usize, cue: usize) -> bool {
    if !is_negator(scene, negator) {
        return false;
    }
    let between = negator + 1..cue;
    // "Without them we would be against it": what somebody says behind it is not denied.
    let is_over = scene.words.written(negator).eq_ignore_ascii_case("without")
        && between.clone().any(|at| scene.is(at, Class::Writer));
    if is_over {
        return false;
    }
    // "No to permits, no to meters, no to the rest": each stands for itself.
    let is_row = scene.words.written(negator).eq_ignore_ascii_case(scene.words.written(cue));
    if is_row && between.clone().any(|at| scene.has_mark_before(at, &[','])) {
        return false;
    }
    let carried = between.clone().any(|at| scene.is(at, Class::Raising));
    let commas = (negator + 1..=cue).filter(|at| scene.has_mark_before(*at, &[','])).count();
    let mut distance = between.len();
    // Names of options count as one word, fillers as none.
    distance -= between
        .clone()
        .filter(|at| {
            scene.mention_at(*at).is_some_and(|mention| mention.tokens.start < *at)
                || scene.is(*at, Class::Filler)
        })
        .count();
    (carried || distance <= REACH)
        && (commas == 0 || commas % 2 == 0 && between.len() <= INSERTED)
        && !between.clone().any(|at| scene.is(at, Class::Contrast))
        && !is_second_verb(scene, negator, cue)
}

/// "does not share that view and recommends it", "sees no need and will fight it": a verb of its own stands beside what is denied.
fn is_second_verb(scene: &Scene<'_>, negator: usize, cue: usize) -> bool {
    // "has no objection and indeed commends it".
    let is_adverb = |at: usize| scene.is(at, Class::Courtesy) || scene.words.written(at).ends_with("ly");
    let verb = if cue > negator + 1 && is_adverb(cue - 1) { cue - 1 } else { cue };
    let cue = if is_adverb(cue) && cue + 1 < scene.words.range.end { cue + 1 } else { cue };
    let is_joined =
        verb > negator + 2 && scene.is(verb - 1, Class::Coordinator) && !scene.is(verb - 1, Class::Negator);
    let is_helped = negator > scene.words.range.start
        && (scene.is(negator - 1, Class::Auxiliary) || scene.is(negator - 1, Class::Be));
    is_joined && (scene.is(cue, Class::Auxiliary) || is_helped && scene.words.written(cue).ends_with('s'))
}

fn is_negator(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Class::Negator)
        && !scene.is(at + 1, Class::NoNegation)
        && scene.mention_at(at).is_none()
        // "no less concerned" denies nothing.
        && !(scene.is(at, Class::NoNegation) && at > scene.words.range.start && scene.is(at - 1, Class::Negator))
        // "The little shops", "Little Ockham": small ones, and not few of them.
        && !is_small(scene, at)
        && !is_inserted(scene, at)
        // "Option No 3", and the reply "No, ..." that is no negator of what follows.
        && !(scene.is(at, Class::No) && scene.words.range.contains(&(at + 1)) && scene.has_mark_before(at + 1, &[',', '.', '!', '-', '–', '—']))
}

/// "Resolved, without dissent, to support it": what stands between commas says how.
fn is_inserted(scene: &Scene<'_>, at: usize) -> bool {
    let end = (at + INSERTED).min(scene.words.range.end);
    scene.words.written(at).eq_ignore_ascii_case("without")
        && scene.has_mark_before(at, &[','])
        && (at + 1..end).any(|word| scene.has_mark_before(word, &[',']))
}

fn is_small(scene: &Scene<'_>, at: usize) -> bool {
    const BEFORE: [&str; 8] = ["the", "a", "this", "that", "my", "our", "your", "every"];
    let before = at > scene.words.range.start;
    let is_capital = |word: usize| {
        scene.words.range.contains(&word) && scene.words.written(word).starts_with(char::is_uppercase)
    };
    let is_name = is_capital(at) && is_capital(at + 1);
    scene.words.written(at).eq_ignore_ascii_case("little")
        && (is_name || before && scene.words.is_one_of(at - 1, &BEFORE))
}

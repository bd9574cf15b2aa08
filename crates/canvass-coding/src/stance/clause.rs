//! The clauses of a sentence, as far as stance needs them.

use std::ops::Range;

use super::model::Class;
use super::scene::Scene;

/// A stretch of a sentence with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What it does in the sentence.
    pub(super) role: ClauseRole,
}

/// What a clause does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClauseRole {
    /// Says something.
    Main,
    /// Says what counts against what was said: "but ...".
    Contrast,
    /// Grants something before the point is made: "while we support the aim, ...".
    Concession,
    /// Names a condition: "if ...", "provided that ...".
    Condition,
    /// Gives a reason.
    Reason,
}

/// Cuts a sentence into clauses; together they hold every token.
pub(super) fn split(scene: &Scene<'_>) -> Vec<Clause> {
    let range = scene.words.range.clone();
    let mut clauses = Vec::new();
    let mut open = Clause { tokens: range.start..range.start, role: ClauseRole::Main };
    for at in range.clone() {
        if scene.mention_at(at).is_some_and(|mention| mention.tokens.start < at) {
            continue;
        }
        if let Some(role) = opening(scene, at, open.role, open.tokens.start) {
            open.tokens.end = at;
            let tokens = at..at;
            clauses.push(std::mem::replace(&mut open, Clause { tokens, role }));
        }
    }
    open.tokens.end = range.end;
    clauses.push(open);
    clauses.retain(|clause| !clause.tokens.is_empty());
    clauses
}

/// The role of the clause that begins at a token, if one does.
fn opening(scene: &Scene<'_>, at: usize, current: ClauseRole, start: usize) -> Option<ClauseRole> {
    let first = at == scene.words.range.start;
    let next_is_subject = scene.is(at + 1, Class::SubjectStart) || scene.mention_at(at + 1).is_some();
    let before = at.checked_sub(1);
    if scene.is(at, Class::Concession) {
        return Some(ClauseRole::Concession);
    }
    if scene.is(at, Class::Contrast) {
        return Some(ClauseRole::Contrast);
    }
    if scene.is(at, Class::Condition) {
        let asks = before.is_some_and(|before| scene.is(before, Class::Asking)) || begs_leave(scene, at);
        return (!asks).then_some(ClauseRole::Condition);
    }
    if scene.is(at, Class::Reason) || is_reasoning(scene, at) && next_is_subject {
        return Some(ClauseRole::Reason);
    }
    if first {
        return None;
    }
    if scene.has_mark_before(at, &[';', ':', '—', '–', '(', ')']) || scene.words.gap(at).contains(" - ") {
        return Some(ClauseRole::Main);
    }
    let comma = scene.has_mark_before(at, &[',']);
    // "..., where evidence may be needed" says something of another subject.
    if comma && scene.words.is_one_of(at, &["where", "wo", "où"]) {
        return Some(ClauseRole::Main);
    }
    if comma && matches!(current, ClauseRole::Concession | ClauseRole::Condition) && at > start + 1 {
        return Some(ClauseRole::Main);
    }
    // "If it helps the beaches I'm all for it": a new subject ends what was granted or assumed.
    let is_granted = matches!(current, ClauseRole::Concession | ClauseRole::Condition);
    if is_granted && scene.is(at, Class::Writer) && at > start + 3 && !scene.is(at - 1, Class::Raising) {
        return Some(ClauseRole::Main);
    }
    let joins = is_joining(scene, at);
    (joins && (next_is_subject || comma && !scene.is(at + 1, Class::Coordinator)) && at > start + 1
        || comma
            && scene.is(at, Class::SubjectStart)
            && !scene.is(at, Class::Than)
            && is_own_subject(scene, at))
    .then_some(ClauseRole::Main)
}

/// "If I may jump to the bridge, ..." assumes nothing.
fn begs_leave(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at + 1, Class::Writer) && at + 2 < scene.words.range.end && scene.words.written(at + 2) == "may"
}

fn is_own_subject(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Class::Own) || scene.is(at, Class::Pronoun)
}

fn is_joining(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.words.written(at), "and" | "so" | "or" | "And" | "und" | "et")
}

fn is_reasoning(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.words.written(at), "as" | "As" | "since" | "Since")
}

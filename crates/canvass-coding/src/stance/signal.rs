//! What a sentence says for or against options, each with its weight.

use std::ops::Range;
use std::sync::Arc;

use canvass_core::{OptionIdx, Span};

use super::clause::ClauseRole;
use super::lexicon::{About, Attachment, Direction, ObjectNeed, Strength};
use super::model::Class;
use super::report::{self, Voice};
use super::scene::Scene;
use super::target::{self, Target};
use super::{negation, ranking, target::compared};

/// One thing said for or against one option.
#[derive(Clone, Debug)]
pub(super) struct Signal {
    pub(super) option: OptionIdx,
    pub(super) direction: Direction,
    pub(super) strength: Strength,
    /// Weight of the strength times everything that weakens it.
    pub(super) weight: f32,
    /// Whether the option is only described, or the strength only an argument.
    pub(super) is_inferred: bool,
    pub(super) answer_idx: usize,
    pub(super) sentence: Span,
    pub(super) rule: Arc<str>,
    /// Where in the sentence, for telling what came before a "but".
    at: usize,
}

impl Signal {
    /// An option named in reply to a question that asks which.
    pub(super) fn chosen(option: OptionIdx, sentence: Span, answer_idx: usize) -> Self {
        Self {
            option,
            direction: Direction::Support,
            strength: Strength::Judgement,
            weight: weight(Strength::Judgement),
            is_inferred: false,
            answer_idx,
            sentence,
            rule: "chosen".into(),
            at: 0,
        }
    }
}

/// Weights of the strengths: a position outweighs two judgements, a judgement two arguments.
const fn weight(strength: Strength) -> f32 {
    match strength {
        Strength::Position => 3.0,
        Strength::Judgement => 1.4,
        Strength::Argument => 0.6,
    }
}

/// What a clause granted counts before the point is made.
const GRANTED: f32 = 0.3;
/// What was said counts once a "but" takes it back.
const TAKEN_BACK: f32 = 0.35;
/// A question.
const ASKED: f32 = 0.25;
/// Some of the writer's own.
const PART: f32 = 0.4;
/// "would", "if": said under a condition.
const CONDITIONAL: f32 = 0.8;
/// What a meeting resolved.
const DECIDED: f32 = 1.8;
/// "overall", "on balance".
const CONCLUDED: f32 = 1.3;
/// The other side of a comparison: it is only said to be better or worse than something.
const RELATIVE: f32 = 0.6;

/// Appends the signals of a sentence; at the edge of an answer it may be a reply and nothing else.
pub(super) fn read(scene: &Scene<'_>, is_edge: bool, answer_idx: usize, out: &mut Vec<Signal>) {
    let from = out.len();
    for found in &scene.cues {
        read_cue(scene, found.cue, &found.tokens, is_edge, answer_idx, out);
    }
    read_ticks(scene, answer_idx, out);
    read_calls(scene, answer_idx, out);
    read_ranking(scene, answer_idx, out);
    if out[from..].iter().any(|signal| signal.direction == Direction::Neither) {
        // Who says "we take no position on whether X is right" has not called X right.
        let said = out.split_off(from);
        out.extend(said.into_iter().filter(|signal| signal.direction == Direction::Neither));
    }
    take_back(scene, &mut out[from..]);
}

fn read_cue(
    scene: &Scene<'_>,
    cue: u16,
    tokens: &Range<usize>,
    is_edge: bool,
    answer_idx: usize,
    out: &mut Vec<Signal>,
) {
    let rule = scene.model.cue(cue);
    let is_reply = rule.cue.attaches == Attachment::Reply;
    if is_reply && !is_edge {
        return;
    }
    let part = scene.clause_at(tokens.start).role;
    // "If we had to choose" is a saying of its own; whatever else stands under an "if" is not claimed.
    if part == ClauseRole::Condition && !tokens.clone().any(|at| scene.is(at, Class::Condition)) {
        return;
    }
    let voice = report::voice(scene, tokens);
    if voice == Voice::Other {
        return;
    }
    let undirected = matches!(rule.cue.direction, Direction::Both | Direction::Neither);
    let target = target::find(scene, &rule.cue, tokens);
    let is_touched = target.is_none() && !undirected;
    let otherwise = || match rule.cue.strength {
        _ if undirected => target::anywhere(scene),
        Strength::Argument => None,
        _ if rule.cue.object == ObjectNeed::Named => None,
        _ => target::touched(scene),
    };
    let Some(found) = target.or_else(otherwise) else { return };
    let meant = if is_touched && rule.cue.about == About::Option { About::Either } else { rule.cue.about };
    let Some(found) = about(scene, meant, found) else { return };
    // "I'd rather see fewer of them than a ban": what stands behind "than" is not what is preferred.
    let is_worse = rule.cue.direction == Direction::Support && is_behind_than(scene, tokens, &found);
    let is_denied = negation::turns(scene, tokens, rule.cue.holds_negation) != found.is_denied;
    let is_turned = !undirected && is_denied != is_worse;
    let direction = if is_turned { rule.cue.direction.turned() } else { rule.cue.direction };
    if is_touched && !found.is_thing && direction == Direction::Support {
        // Who is for something else may be against the option for its sake.
        return;
    }
    let direction = if found.is_thing { direction.turned() } else { direction };
    let factor = factor(scene, part, voice);
    // "Leads fine" calls an option fine; only a reply to its own question takes a side.
    let is_beside = is_reply && !found.tokens.is_empty();
    let strength = if is_beside { Strength::Judgement } else { rule.cue.strength };
    let said = Said {
        direction,
        strength: soften(strength, rule.cue.direction, is_turned),
        factor,
        rule: if is_turned { rule.negated_name.clone() } else { rule.name.clone() },
        answer_idx,
        at: tokens.start,
    };
    // "We prefer X to Y" is against Y; "X is worse than Y" is not yet for Y.
    let other = (direction == Direction::Support).then(|| compared(scene, tokens.end)).flatten();
    let other =
        other.filter(|other| other.tokens.start >= found.tokens.end && other.options != found.options);
    push(scene, &found, &said, out);
    if let Some(other) = other.filter(|_| rule.cue.compares || has_rather(scene, tokens.end)) {
        let strength = said.strength.min(Strength::Judgement);
        let said = Said { direction: direction.turned(), strength, factor: factor * RELATIVE, ..said };
        push(scene, &other, &said, out);
    }
}

/// Whether "than" stands between a cue and the only option it finds.
fn is_behind_than(scene: &Scene<'_>, cue: &Range<usize>, found: &Target) -> bool {
    (cue.end..found.tokens.start).any(|at| scene.words.written(at).eq_ignore_ascii_case("than"))
}

/// What a cue speaks of that may speak of the thing an option would end; nothing where there is no such thing.
fn about(scene: &Scene<'_>, about: About, mut found: Target) -> Option<Target> {
    let names = scene.model.names();
    let ends_something = || found.options.iter().all(|option| names.ended(*option).is_some());
    found.is_thing = match about {
        About::Option => false,
        About::Thing => ends_something(),
        About::Either => ends_something() && !target::is_named(scene, &found),
    };
    (found.is_thing || about != About::Thing).then_some(found)
}

/// "not opposed to" is less than "in favour of": the denial of a bad thing is no position.
fn soften(strength: Strength, direction: Direction, is_turned: bool) -> Strength {
    match (strength, direction, is_turned) {
        (Strength::Position, Direction::Oppose, true) => Strength::Judgement,
        (Strength::Judgement, Direction::Oppose, true) => Strength::Argument,
        (strength, ..) => strength,
    }
}

struct Said {
    direction: Direction,
    strength: Strength,
    factor: f32,
    rule: Arc<str>,
    answer_idx: usize,
    at: usize,
}

fn push(scene: &Scene<'_>, target: &Target, said: &Said, out: &mut Vec<Signal>) {
    for &option in &target.options {
        out.push(Signal {
            option,
            direction: said.direction,
            strength: said.strength,
            weight: weight(said.strength) * target.grade * said.factor,
            is_inferred: said.strength == Strength::Argument || target.grade < 0.7,
            answer_idx: said.answer_idx,
            sentence: scene.sentence,
            rule: said.rule.clone(),
            at: said.at,
        });
    }
}

fn factor(scene: &Scene<'_>, role: ClauseRole, voice: Voice) -> f32 {
    let mut factor = match role {
        ClauseRole::Concession => GRANTED,
        _ => 1.0,
    };
    if voice == Voice::Part {
        factor *= PART;
    }
    if scene.is_question() {
        factor *= ASKED;
    }
    if scene.clauses().iter().any(|clause| clause.role == ClauseRole::Condition) {
        factor *= CONDITIONAL;
    }
    factor * stage(scene)
}

/// What was resolved or concluded outweighs what was said on the way there.
fn stage(scene: &Scene<'_>) -> f32 {
    let has = |class: Class| scene.words.range.clone().any(|at| scene.is(at, class));
    if has(Class::Decision) {
        DECIDED
    } else if has(Class::Conclusion) {
        CONCLUDED
    } else {
        1.0
    }
}

fn has_rather(scene: &Scene<'_>, from: usize) -> bool {
    (from..scene.words.range.end)
        .any(|at| scene.is(at, Class::Than) || matches!(scene.words.written(at), "instead" | "opposed"))
}

/// "Option 2: no", "Yes to the first, no to the second".
fn read_ticks(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    for mention in &scene.mentions {
        let at = mention.tokens.end;
        if at >= scene.words.range.end || mention.is_denied {
            continue;
        }
        let (yes, no) = (scene.is(at, Class::Yes), scene.is(at, Class::No));
        let gap = scene.words.gap(at).trim();
        let is_marked = !gap.is_empty()
            && gap.chars().all(|mark| matches!(mark, ':' | '-' | '–' | '—' | '=' | ')' | '|' | ' '));
        // "Option 2 please".
        let asks = gap.is_empty() && scene.is(at, Class::Directive) && scene.is(at, Class::Courtesy);
        if asks && ends_there(scene, at + 1) {
            let said = plain(scene, mention.options[0], Direction::Support, answer_idx);
            out.push(Signal { at: mention.tokens.start, ..said });
        }
        if yes == no || !(is_marked || gap.is_empty() && ends_there(scene, at + 1)) {
            continue;
        }
        let direction = if yes { Direction::Support } else { Direction::Oppose };
        out.push(Signal {
            at: mention.tokens.start,
            ..plain(scene, mention.options[0], direction, answer_idx)
        });
    }
}

/// "1st B, 2nd C, never A".
fn read_ranking(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    for (mention, direction) in ranking::read(scene) {
        let said = plain(scene, mention.options[0], direction, answer_idx);
        out.push(Signal { rule: "ranking".into(), at: mention.tokens.start, ..said });
    }
}

/// Whether nothing, a mark, or another option stands at a token.
fn ends_there(scene: &Scene<'_>, at: usize) -> bool {
    at >= scene.words.range.end
        || scene.has_mark_before(at, &[',', ';', '.', '-', '–', '—', '!'])
        || scene.mention_at(at).is_some()
        || scene.is(at, Class::Coordinator)
}

/// "Please ban them.", "They should be banned.", "No need to ban anything.": a call to do what the option would do.
fn read_calls(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    let only = [OptionIdx(0)];
    let options = if scene.model.n_options() == 1 { &only } else { scene.topics };
    for at in scene.words.range.clone() {
        let is_title = scene.model.n_options() > 1
            && scene.mention_at(at).is_some_and(|named| named.tokens.start == scene.words.range.start);
        if is_title {
            continue;
        }
        let stem = scene.words.stem(at);
        let Some(option) = options.iter().find(|option| scene.model.names().is_action(**option, stem)) else {
            continue;
        };
        if !is_called_for(scene, at) || report::voice(scene, &(at..at + 1)) == Voice::Other {
            continue;
        }
        let is_turned = negation::covers(scene, at);
        let direction = if is_turned { Direction::Oppose } else { Direction::Support };
        let rule = if is_turned { "not call" } else { "call" };
        out.push(Signal {
            rule: rule.into(),
            at,
            is_inferred: false,
            ..plain(scene, *option, direction, answer_idx)
        });
    }
}

/// Whether the word at `at` is an imperative, or stands behind a word that calls for it.
fn is_called_for(scene: &Scene<'_>, at: usize) -> bool {
    let start = scene.words.range.start;
    let lead = (start..at).rev().take_while(|before| {
        scene.is(*before, Class::Filler)
            || scene.is(*before, Class::Be)
            || scene.is(*before, Class::Directive)
            || scene.is(*before, Class::Negator)
            || scene.is(*before, Class::Yes)
    });
    let lead: Vec<usize> = lead.collect();
    if lead.iter().any(|before| scene.is(*before, Class::Directive)) {
        return true;
    }
    let written = scene.words.written(at);
    let is_base = !["ing", "s", "ed"].iter().any(|ending| written.ends_with(ending));
    let leads_sentence = lead.iter().all(|before| scene.is(*before, Class::Yes)) && lead.len() == at - start;
    leads_sentence && is_base && scene.words.range.len() > 1
}

fn plain(scene: &Scene<'_>, option: OptionIdx, direction: Direction, answer_idx: usize) -> Signal {
    Signal {
        option,
        direction,
        strength: Strength::Position,
        weight: weight(Strength::Position),
        is_inferred: false,
        answer_idx,
        sentence: scene.sentence,
        rule: "reply".into(),
        at: scene.words.range.start,
    }
}

/// What stands before a "but" counts less where something behind it points the other way.
fn take_back(scene: &Scene<'_>, signals: &mut [Signal]) {
    let Some(but) = scene
        .clauses()
        .iter()
        .find(|clause| clause.role == ClauseRole::Contrast && clause.tokens.start > scene.words.range.start)
    else {
        return;
    };
    let behind: Vec<(OptionIdx, Direction)> = signals
        .iter()
        .filter(|signal| signal.at >= but.tokens.start)
        .map(|signal| (signal.option, signal.direction))
        .collect();
    for signal in signals.iter_mut().filter(|signal| signal.at < but.tokens.start) {
        if behind.contains(&(signal.option, signal.direction.turned())) {
            signal.weight *= TAKEN_BACK;
        }
    }
}

//! What a sentence says for or against options, each with its weight.

mod restated;
mod uncued;

use std::ops::Range;
use std::sync::Arc;

use canvass_core::{OptionIdx, Span};

use super::clause::ClauseRole;
use super::echo::{Memory, View};
use super::lexicon::{About, Attachment, Cue, Direction, ObjectNeed, Strength};
use super::model::Class;
use super::report::{self, Voice};
use super::scene::Scene;
use super::target::{self, Target};
use super::{choice, negation, target::compared};

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
        Self::picked(option, Direction::Support, Strength::Judgement, sentence, answer_idx)
    }

    /// The same, or what follows from it.
    pub(super) fn picked(
        option: OptionIdx,
        direction: Direction,
        strength: Strength,
        sentence: Span,
        answer_idx: usize,
    ) -> Self {
        Self {
            option,
            direction,
            strength,
            weight: weight(strength),
            is_inferred: strength == Strength::Argument,
            answer_idx,
            sentence,
            rule: if direction == Direction::Oppose { "not chosen" } else { "chosen" }.into(),
            at: 0,
        }
    }
}

/// Words behind a cue within which others are what it speaks of.
const OTHERS_REACH: usize = 3;

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
/// What counts of what is said, without naming the option, in reply to a question about something else.
const BESIDE: f32 = 0.3;
/// What was said counts once a "but" takes it back.
const TAKEN_BACK: f32 = 0.35;
/// From this weight on a position is taken outright.
const PLAIN: f32 = 2.5;
/// A question.
const ASKED: f32 = 0.25;
/// A reason put as a question: "Who would want livelihoods to be lost?"
const ARGUED: f32 = 0.6;
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
///
/// `memory` holds what the sentence before said, and afterwards what this one does.
pub(super) fn read(
    scene: &Scene<'_>,
    is_edge: bool,
    answer_idx: usize,
    memory: &mut Memory,
    out: &mut Vec<Signal>,
) {
    let from = out.len();
    let mut reported = Vec::new();
    for found in &scene.cues {
        if let Some(heard) = hear(scene, found.cue, &found.tokens, is_edge, answer_idx, &memory.reported) {
            match report::voice(scene, &found.tokens) {
                Voice::Other => reported.extend(heard.views()),
                voice => heard.push(scene, voice, out),
            }
        }
    }
    uncued::group(scene, is_edge, answer_idx, out);
    uncued::ticks(scene, answer_idx, out);
    uncued::calls(scene, answer_idx, out);
    restated::read(scene, answer_idx, out);
    uncued::ranking(scene, answer_idx, out);
    choice::read(scene, scene.model.choices(), answer_idx, from, out);
    uncued::echoes(scene, answer_idx, memory.direction, from, out);
    // Who says "we take no position on whether X is right" has not called X right.
    let undecided: Vec<OptionIdx> = out[from..]
        .iter()
        .filter(|signal| signal.direction == Direction::Neither)
        .map(|signal| signal.option)
        .collect();
    if !undecided.is_empty() {
        let said = out.split_off(from);
        let is_open = |signal: &Signal| {
            matches!(signal.direction, Direction::Neither | Direction::Both)
                || !undecided.contains(&signal.option)
        };
        out.extend(said.into_iter().filter(is_open));
    }
    take_back(scene, &mut out[from..]);
    *memory = Memory { direction: out[from..].last().map(|signal| signal.direction), reported };
}

/// What a cue says, whoever says it.
struct Heard {
    target: Target,
    /// The other side of a comparison.
    other: Option<Target>,
    said: Said,
    part: ClauseRole,
    /// Whether it is a reason that touches the question, and not what is said of an option.
    is_reason: bool,
}

impl Heard {
    fn views(&self) -> impl Iterator<Item = View> {
        let direction = self.said.direction;
        self.target.options.iter().map(move |option| View { option: *option, direction })
    }

    fn push(self, scene: &Scene<'_>, voice: Voice, out: &mut Vec<Signal>) {
        let said = Said { factor: factor(scene, self.part, voice, self.is_reason), ..self.said };
        push(scene, &self.target, &said, out);
        if let Some(other) = self.other {
            let (direction, strength) = (said.direction.turned(), said.strength.min(Strength::Judgement));
            let factor = said.factor * RELATIVE;
            push(scene, &other, &Said { direction, strength, factor, ..said }, out);
        }
    }
}

fn hear(
    scene: &Scene<'_>,
    cue: u16,
    tokens: &Range<usize>,
    is_edge: bool,
    answer_idx: usize,
    reported: &[View],
) -> Option<Heard> {
    let rule = scene.model.cue(cue);
    let is_reply = rule.cue.attaches == Attachment::Reply;
    if is_reply && (!is_edge || is_number(scene, tokens)) {
        return None;
    }
    // "A voluntary scheme would do": the words are the option's own.
    let is_name = tokens.clone().any(|at| scene.mention_at(at).is_some());
    // "No change for me", "Leaving things as they are comes last": so is the "no", and so is all of the leaving.
    let is_single = |at: usize| scene.mention_at(at).is_some_and(|mention| !mention.is_collective);
    let is_only_name = tokens.clone().all(is_single);
    if rule.cue.attaches == Attachment::Topic && is_name || is_only_name {
        return None;
    }
    let part = scene.clause_at(tokens.start).role;
    // "If we had to choose" is a saying of its own; whatever else stands under an "if" is not claimed.
    if part == ClauseRole::Condition && !tokens.clone().any(|at| scene.is(at, Class::Condition)) {
        return None;
    }
    let ought = tokens.clone().find(|at| scene.is(*at, Class::Obligation));
    if ought.is_some_and(|at| negation::is_of_subject(scene, at)) {
        return None;
    }
    let undirected = matches!(rule.cue.direction, Direction::Both | Direction::Neither);
    if rule.cue.direction == Direction::Neither && is_on_something_else(scene, tokens) {
        return None;
    }
    let view = on_a_view(scene, &rule.cue, tokens, reported);
    let found = match view {
        Some(view) => target::on(view.option),
        None => spoken_of(scene, &rule.cue, tokens)?,
    };
    // "I'd rather see fewer of them than a ban": what stands behind "than" is not what is preferred.
    let is_worse =
        rule.cue.direction == Direction::Support && is_behind_than(scene, &rule.cue, tokens, &found);
    let is_denied = negation::turns(scene, tokens, rule.cue.holds_negation) != found.is_denied;
    let is_turned = !undirected && is_denied != is_worse;
    let direction = if is_turned { rule.cue.direction.turned() } else { rule.cue.direction };
    if is_turned && rule.cue.attaches == Attachment::Topic {
        // "You can't wrap them in cotton wool": a reason denied is seldom a reason for the other side.
        return None;
    }
    let stands = rule.cue.stays && scene.model.standing().is_some_and(|option| found.options == [option]);
    let is_of_the_other =
        found.is_thing || stands || view.is_some_and(|view| view.direction == Direction::Oppose);
    let direction = if is_of_the_other { direction.turned() } else { direction };
    // "Leads fine" calls an option fine; only a reply to its own question takes a side.
    let is_beside = is_reply && !found.tokens.is_empty() && !scene.chooses;
    let strength = if is_beside { Strength::Judgement } else { rule.cue.strength };
    let said = Said {
        direction,
        strength: soften(strength, rule.cue.direction, is_turned),
        factor: 1.0,
        rule: if is_turned { rule.negated_name.clone() } else { rule.name.clone() },
        answer_idx,
        at: tokens.start,
    };
    // "We prefer X to Y" is against Y; "X is worse than Y" is not yet for Y.
    let from = if rule.cue.compares { tokens.end - 1 } else { tokens.end };
    let other = (direction == Direction::Support).then(|| compared(scene, from)).flatten();
    let other = other
        .filter(|other| other.tokens.start >= found.tokens.end && other.options != found.options)
        .filter(|_| rule.cue.compares || has_rather(scene, tokens.end));
    let is_reason = rule.cue.attaches == Attachment::Topic;
    Some(Heard { target: found, other, said, part, is_reason })
}

/// Whether a "no" is the sign before a figure: "No. 4".
fn is_number(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let next = cue.end;
    let is_figure =
        next < scene.words.range.end && scene.words.written(next).bytes().all(|byte| byte.is_ascii_digit());
    is_figure && scene.is(next - 1, Class::No) && matches!(scene.words.gap(next), " " | ". " | ".")
}

/// What a cue speaks of.
fn spoken_of(scene: &Scene<'_>, cue: &Cue, tokens: &Range<usize>) -> Option<Target> {
    if cue.about == About::View {
        return None;
    }
    let undirected = matches!(cue.direction, Direction::Both | Direction::Neither);
    if cue.attaches == Attachment::Subject && is_of_people(scene, tokens) {
        return None;
    }
    // "We cannot agree with those who say that it is unaffordable": what they say is not what is agreed with.
    let others = is_on_others(scene, cue, tokens);
    let target = target::find(scene, cue, tokens);
    let target =
        target.filter(|found| !others || found.tokens.start <= tokens.end && !found.tokens.is_empty());
    // What speaks of something else says nothing of the option, unless that is what the option would end.
    let otherwise = || match cue.strength {
        _ if undirected => target::anywhere(scene),
        Strength::Argument => None,
        _ if cue.object == ObjectNeed::Named || others => None,
        _ => {
            target::of_thing(scene).or_else(|| if cue.own_words { target::in_own_words(scene) } else { None })
        }
    };
    let found = target.or_else(otherwise)?;
    if found.is_thing {
        return Some(found);
    }
    about(scene, cue.about, cue.attaches == Attachment::Reply, found)
}

/// Whether no side is taken on something that is no option: "We make no comment on boat traffic".
fn is_on_something_else(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let about = |at: usize| at < scene.words.range.end && matches!(scene.words.written(at), "on" | "about");
    let Some(on) = [cue.end - 1, cue.end].into_iter().find(|at| about(*at)) else { return false };
    target::is_something_else(scene, on + 1)
}

/// Whether others are what it speaks of: "I disagree with the doubters", and not "we recommend it to Ministers".
fn is_on_others(scene: &Scene<'_>, rule: &Cue, cue: &Range<usize>) -> bool {
    let behind = cue.end..(cue.end + OTHERS_REACH).min(scene.words.range.end);
    let is_told = |at: &usize| *at > cue.end && scene.words.is_one_of(*at, &["to"]);
    rule.attaches == Attachment::Object
        && behind
            .take_while(|at| !is_told(at))
            .any(|at| scene.is(at, Class::ThirdParty) && scene.mention_at(at).is_none())
}

/// Whether people are its subject: "those who are already good".
fn is_of_people(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let start = scene.words.range.start;
    cue.start > start && scene.words.written(cue.start - 1).eq_ignore_ascii_case("who")
}

/// The view just told of others that a sentence takes up: "We disagree.", "We do not share that view."
fn on_a_view(scene: &Scene<'_>, cue: &Cue, tokens: &Range<usize>, reported: &[View]) -> Option<View> {
    let view = *reported.first()?;
    let is_bare = cue.object == ObjectNeed::Optional
        && cue.strength == Strength::Position
        && scene.mentions.is_empty()
        && (tokens.end == scene.words.range.end || scene.has_mark_before(tokens.end, &['.', ';', ',', ':']));
    let directed = matches!(cue.direction, Direction::Support | Direction::Oppose);
    (directed && (cue.about == About::View || is_bare)).then_some(view)
}

/// Whether "than" stands between a cue and the only option it finds, or the "to" of "prefer bins to a ban".
fn is_behind_than(scene: &Scene<'_>, rule: &Cue, cue: &Range<usize>, found: &Target) -> bool {
    let is_than = |at: usize| scene.words.written(at).eq_ignore_ascii_case("than");
    let is_to = |at: usize| at > cue.end && scene.words.is_one_of(at, &["to"]);
    let is_prefer = rule.compares && rule.attaches == Attachment::Object;
    (cue.end..found.tokens.start).any(|at| is_than(at) || is_prefer && is_to(at))
}

/// What a cue speaks of that may speak of the thing an option would end; nothing where there is no such thing.
fn about(scene: &Scene<'_>, about: About, is_reply: bool, mut found: Target) -> Option<Target> {
    let names = scene.model.names();
    let ends_something = || found.options.iter().all(|option| names.ended(*option).is_some());
    found.is_thing = match about {
        About::Option | About::View => false,
        About::Thing => ends_something(),
        // "Disgraceful.": to a ban, of what would be banned; to a closure, of the closure.
        About::Either if is_reply => found.options.iter().all(|option| names.forbids(*option)),
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
    let beside = if scene.is_beside && !target::is_named(scene, target) { BESIDE } else { 1.0 };
    for &option in &target.options {
        out.push(Signal {
            option,
            direction: said.direction,
            strength: said.strength,
            weight: weight(said.strength) * target.grade * said.factor * beside,
            is_inferred: said.strength == Strength::Argument || target.grade < 0.7,
            answer_idx: said.answer_idx,
            sentence: scene.sentence,
            rule: said.rule.clone(),
            at: said.at,
        });
    }
}

fn factor(scene: &Scene<'_>, role: ClauseRole, voice: Voice, is_reason: bool) -> f32 {
    let mut factor = match role {
        ClauseRole::Concession => GRANTED,
        _ => 1.0,
    };
    if voice == Voice::Part {
        factor *= PART;
    }
    if scene.is_question() {
        factor *= if is_reason { ARGUED } else { ASKED };
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
    let takes_side = |option: OptionIdx| {
        behind.iter().any(|(other, direction)| {
            *other == option && matches!(direction, Direction::Support | Direction::Oppose)
        })
    };
    // "We support it for new homes, but object to it for old ones" means both.
    let is_plain = |signal: &Signal| signal.strength == Strength::Position && signal.weight >= PLAIN;
    let outright: Vec<OptionIdx> = signals
        .iter()
        .filter(|signal| signal.at >= but.tokens.start && is_plain(signal))
        .map(|signal| signal.option)
        .collect();
    let is_taken_back = |signal: &Signal| !(is_plain(signal) && outright.contains(&signal.option));
    let before = signals.iter_mut().filter(|signal| signal.at < but.tokens.start);
    for signal in before.filter(|signal| is_taken_back(signal)) {
        let is_both = signal.direction == Direction::Both && takes_side(signal.option);
        if is_both || behind.contains(&(signal.option, signal.direction.turned())) {
            signal.weight *= TAKEN_BACK;
        }
    }
}

//! From ticks and signals to one row an option. This is the one place where a response's stance is decided.
//!
//! 1. A tick decides; the words stand beside it, and a tick against the words is a conflict.
//! 2. Else the words decide. The strongest thing said on each side is compared:
//!    a side whose strongest word weighs less than [`LIKE_WEIGHT`] of the other's gives way,
//!    so that an explicit preference outweighs any number of arguments;
//!    where both weigh alike, the sums decide, and sums alike are `mixed`.
//!    A writer who weighs both sides alike is `mixed`, one who declines to take a side without doing so `unclear`,
//!    unless something of like weight is said elsewhere.
//! 3. An option that is asked about or named, but not judged, is `unclear`, and so is one under whose question
//!    something is ticked that is on no scale; one of which nothing speaks is `not_addressed`.

use canvass_core::text::Tokens;
use canvass_core::{Basis, ClosedReply, OptionIdx, Response, Span, Stance, StanceRow};

use super::Reading;
use super::lexicon::{Direction, Strength};
use super::model::StanceModel;
use super::signal::Signal;

/// Below this share of the other side's strongest word, a side gives way.
const LIKE_WEIGHT: f32 = 0.62;
/// Below this share of the other side's sum, a side of like words gives way.
const LIKE_SUM: f32 = 0.55;
/// Signals lighter than this decide nothing.
const LEAST: f32 = 0.3;
/// Replies of at most this many words may be nothing but a way to say nothing.
const EMPTY_WORDS: usize = 4;

/// The rule of an option under whose question something is written that does not decide.
const ASKED: &str = "asked, not decided";

/// What the whole response says.
pub(super) struct Evidence {
    signals: Vec<Signal>,
    /// First answer and sentence that name the option.
    named: Vec<Option<(usize, Span)>>,
    /// First answer with words under the option's own question or section.
    asked: Vec<Option<usize>>,
}

impl Evidence {
    pub(super) fn new(n_options: usize) -> Self {
        Self { signals: Vec::new(), named: vec![None; n_options], asked: vec![None; n_options] }
    }

    pub(super) fn take(&mut self, reading: Reading, topics: &[OptionIdx]) {
        for (option, sentence) in &reading.named {
            self.named[option.0 as usize].get_or_insert((reading.answer_idx, *sentence));
        }
        for option in topics {
            self.asked[option.0 as usize].get_or_insert(reading.answer_idx);
        }
        self.signals.extend(reading.signals);
    }
}

/// One row for every option.
pub(super) fn rows(
    model: &StanceModel,
    response: &Response,
    tokens: &[&Tokens],
    evidence: &Evidence,
) -> Vec<StanceRow> {
    (0..model.n_options())
        .map(|at| {
            let option = OptionIdx(at as u16);
            let words = from_words(response, tokens, evidence, option);
            match ticked(model, response, option) {
                Some(ticked) => with_tick(&words, ticked, response),
                None => taken_up(words, response),
            }
        })
        .collect()
}

/// What the words say, or where they decide nothing, that something on no scale is ticked under the option's question.
fn taken_up(words: StanceRow, response: &Response) -> StanceRow {
    let is_open = words.stance == Stance::NotAddressed || words.rule.as_deref() == Some(ASKED);
    let Some((answer, tick)) = unread_tick(response, words.option).filter(|_| is_open) else { return words };
    StanceRow {
        basis: Some(Basis::Closed),
        closed: Some(tick),
        words: words.words,
        ..unclear(words.option, "ticked, not decided", (answer, tick))
    }
}

/// The tick under the option's question: the first that takes a side, else the first. What is asked first is whether;
/// ticks under later questions say how.
///
/// Where none says anything, a pick of the option in reply to a question that asks which is for it.
pub(super) fn ticked(
    model: &StanceModel,
    response: &Response,
    option: OptionIdx,
) -> Option<(usize, ClosedReply)> {
    let ticks = || {
        response
            .answers
            .iter()
            .enumerate()
            .filter(move |(_, answer)| answer.topic == Some(option))
            .filter_map(|(at, answer)| answer.closed.map(|closed| (at, closed)))
    };
    let decides = |closed: &ClosedReply| {
        matches!(closed.stance, Some(Stance::Support | Stance::Oppose | Stance::Mixed))
    };
    ticks()
        .find(|(_, closed)| decides(closed))
        .or_else(|| ticks().find(|(_, closed)| closed.stance.is_some()))
        .or_else(|| picked(model, response, option))
}

fn picked(model: &StanceModel, response: &Response, option: OptionIdx) -> Option<(usize, ClosedReply)> {
    let mut picks =
        response.answers.iter().enumerate().filter(|(_, answer)| model.asks_which(answer.question));
    picks.find_map(|(at, answer)| {
        let closed = answer.closed.filter(|closed| closed.pick == Some(option))?;
        Some((at, ClosedReply { stance: Some(Stance::Support), ..closed }))
    })
}

pub(super) fn with_tick(
    words: &StanceRow,
    (answer_idx, closed): (usize, ClosedReply),
    response: &Response,
) -> StanceRow {
    let stance = closed.stance.unwrap_or(Stance::Unclear);
    let has_words = words.stance != Stance::NotAddressed && !closed.span.of(&response.text).is_empty();
    let argued = has_words.then_some(words.stance).filter(|_| words.answer_idx.is_some());
    StanceRow {
        stance,
        basis: Some(Basis::Closed),
        confidence: 1.0,
        rule: Some("closed".into()),
        answer_idx: Some(answer_idx),
        span: Some(closed.span),
        closed: Some(closed.span),
        words: argued,
        conflict: argued.is_some_and(|words| stance.opposes(words)),
        option: words.option,
    }
}

fn from_words(response: &Response, tokens: &[&Tokens], evidence: &Evidence, option: OptionIdx) -> StanceRow {
    let signals: Vec<&Signal> =
        evidence.signals.iter().filter(|signal| signal.option == option && signal.weight >= LEAST).collect();
    if signals.is_empty() {
        return undecided(response, tokens, evidence, option);
    }
    let side = |direction| Side::of(&signals, direction);
    let (support, oppose) = (side(Direction::Support), side(Direction::Oppose));
    let (both, neither) = (side(Direction::Both), side(Direction::Neither));
    let top = support.top.max(oppose.top);
    let nothing = Side { strongest: None, top: 0.0, sum: 0.0 };
    let (stance, winner, loser) = if LIKE_WEIGHT * neither.top > top && both.top <= 0.0 {
        (Stance::Unclear, &neither, &nothing)
    } else if both.top > 0.0 && both.top >= LIKE_WEIGHT * top {
        (Stance::Mixed, &both, &nothing)
    } else {
        match weigh(&support, &oppose) {
            Stance::Oppose => (Stance::Oppose, &oppose, &support),
            stance => (stance, &support, &oppose),
        }
    };
    let Some(decider) = winner.strongest.or(loser.strongest) else {
        return undecided(response, tokens, evidence, option);
    };
    StanceRow {
        option,
        stance,
        basis: Some(if decider.is_inferred { Basis::Inferred } else { Basis::Stated }),
        confidence: confidence(decider, winner, loser, stance),
        rule: Some(decider.rule.clone()),
        answer_idx: Some(decider.answer_idx),
        span: Some(decider.sentence),
        closed: None,
        words: Some(stance),
        conflict: false,
    }
}

/// One side's signals.
struct Side<'a> {
    strongest: Option<&'a Signal>,
    top: f32,
    sum: f32,
}

impl<'a> Side<'a> {
    fn of(signals: &[&'a Signal], direction: Direction) -> Self {
        let mut side = Self { strongest: None, top: 0.0, sum: 0.0 };
        for signal in signals.iter().filter(|signal| signal.direction == direction) {
            side.sum += signal.weight;
            if signal.weight > side.top {
                side.top = signal.weight;
                side.strongest = Some(signal);
            }
        }
        side
    }
}

fn weigh(support: &Side<'_>, oppose: &Side<'_>) -> Stance {
    let (low, high) = (support.top.min(oppose.top), support.top.max(oppose.top));
    let leader = |support: f32, oppose: f32| if support > oppose { Stance::Support } else { Stance::Oppose };
    if low < LIKE_WEIGHT * high {
        return leader(support.top, oppose.top);
    }
    if support.sum.min(oppose.sum) < LIKE_SUM * support.sum.max(oppose.sum) {
        return leader(support.sum, oppose.sum);
    }
    Stance::Mixed
}

fn confidence(decider: &Signal, winner: &Side<'_>, loser: &Side<'_>, stance: Stance) -> f32 {
    let ground = match decider.strength {
        Strength::Position => 0.95,
        Strength::Judgement => 0.8,
        Strength::Argument => 0.55,
    };
    let agreement =
        if stance == Stance::Mixed { 0.7 } else { 1.0 - 0.5 * (loser.sum / (winner.sum + loser.sum)) };
    let plain: f32 = if decider.is_inferred { 0.8 } else { 1.0 };
    (ground * agreement * plain * 100.0).round() / 100.0
}

/// Asked about or named, yet not judged; or nothing said.
fn undecided(response: &Response, tokens: &[&Tokens], evidence: &Evidence, option: OptionIdx) -> StanceRow {
    let at = option.0 as usize;
    let asked = evidence.asked[at].filter(|answer| says_something(response, tokens, *answer));
    let first = |answer: usize| tokens[answer].sentences.first().map(|sentence| (answer, sentence.span));
    let (rule, place) = match (evidence.named[at], asked.and_then(first)) {
        (Some(named), _) => ("named, not decided", named),
        (None, Some(asked)) => (ASKED, asked),
        (None, None) => return StanceRow::not_addressed(option),
    };
    StanceRow { words: Some(Stance::Unclear), ..unclear(option, rule, place) }
}

/// The first tick under the option's question. Where none decides, it is on no scale.
pub(super) fn unread_tick(response: &Response, option: OptionIdx) -> Option<(usize, Span)> {
    let under = response.answers.iter().enumerate().filter(|(_, answer)| answer.topic == Some(option));
    under.filter_map(|(at, answer)| Some((at, answer.closed?.span))).find(|(_, span)| !span.is_empty())
}

/// The row of an option that an answer takes up in a sentence without deciding on it.
pub(super) fn unclear(option: OptionIdx, rule: &str, (answer_idx, sentence): (usize, Span)) -> StanceRow {
    StanceRow {
        stance: Stance::Unclear,
        basis: Some(Basis::Inferred),
        confidence: 0.4,
        rule: Some(rule.into()),
        answer_idx: Some(answer_idx),
        span: Some(sentence),
        ..StanceRow::not_addressed(option)
    }
}

/// Whether an answer is more than "N/A", "see above" or "no comment".
pub(super) fn says_something(response: &Response, tokens: &[&Tokens], answer: usize) -> bool {
    let n_words = tokens[answer].tokens.len();
    if n_words == 0 || n_words > EMPTY_WORDS {
        return n_words > 0;
    }
    let text = response.answers[answer].span.of(&response.text).to_lowercase();
    let bare = text.trim_matches(|mark: char| !mark.is_alphanumeric());
    !NOTHING_SAID.contains(&bare)
}

/// Ways to fill a box without saying anything.
const NOTHING_SAID: [&str; 18] = [
    "n/a",
    "na",
    "none",
    "nil",
    "no comment",
    "no comments",
    "no further comment",
    "no further comments",
    "see above",
    "as above",
    "see attached",
    "not applicable",
    "nothing to add",
    "nothing further",
    "see previous answer",
    "no answer",
    "no response",
    "blank",
];

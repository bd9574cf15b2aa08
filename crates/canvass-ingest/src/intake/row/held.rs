//! What a cell of a column of ticks holds: some tools write "Other: ..." into it, and people their reasons.

use canvass_core::{QuestionIdx, Span};

use crate::definition::Part;
use crate::intake::Intake;
use crate::segment;
use crate::table::Plan;

/// A ticked reply that the scale does not know is no longer than this; what is longer is words.
const TICK_WORDS: usize = 8;

/// A part of an answer in a cell.
pub(super) struct Held {
    pub(super) part: Part,
    pub(super) span: Span,
    /// Each choice in it, where there can be several.
    pub(super) choices: Vec<Span>,
}

impl Held {
    pub(super) fn tick(span: Span) -> Self {
        Self { part: Part::Closed, span, choices: Vec::new() }
    }

    pub(super) fn words(span: Span) -> Self {
        Self { part: Part::Open, span, choices: Vec::new() }
    }
}

/// What a cell of a column of ticks holds, in the order in which it stands there.
pub(super) fn held(
    intake: &Intake,
    plan: &Plan,
    question: Option<QuestionIdx>,
    text: &str,
    cell: Span,
) -> Vec<Held> {
    let tick = without_end(text, cell);
    let said = tick.of(text);
    if plan.stance(&intake.consultation, question, said).is_some() {
        return vec![Held::tick(tick)];
    }
    let several = several(plan, question, text, tick);
    if !several.is_empty() {
        return several;
    }
    if plan.is_of_choices(question, said) {
        return vec![Held::tick(tick)];
    }
    let n_words = said.split_whitespace().take(TICK_WORDS + 1).count();
    let is_long = n_words > TICK_WORDS;
    let Some(question) = question.filter(|question| is_long || plan.is_graded(*question)) else {
        return vec![if is_long { Held::words(cell) } else { Held::tick(tick) }];
    };
    match segment::closed::leading(&intake.outline, question, text, tick) {
        Some((reply, rest)) if !rest.is_empty() => vec![Held::tick(reply.span), Held::words(rest)],
        _ if is_long => vec![Held::words(cell)],
        // Whoever writes some words beside a scale has ticked something else, and says why.
        _ if n_words > 1 => vec![Held::tick(tick), Held::words(tick)],
        _ => vec![Held::tick(tick)],
    }
}

/// The choices in a cell where several are ticked in one, those that stand together as one, and the words between them.
fn several(plan: &Plan, question: Option<QuestionIdx>, text: &str, cell: Span) -> Vec<Held> {
    let start = cell.range().start;
    let mut held: Vec<Held> = Vec::new();
    for piece in plan.pieces(question, cell.of(text)) {
        let span = Span::new(start + piece.at.start, start + piece.at.end);
        match held.last_mut() {
            _ if !piece.is_choice => held.push(Held::words(span)),
            Some(last) if last.part == Part::Closed => {
                last.span = last.span.join(span);
                last.choices.push(span);
            }
            _ => held.push(Held { choices: vec![span], ..Held::tick(span) }),
        }
    }
    held
}

/// A list of choices without what forms close it with: `On foot;By bus` of `On foot;By bus;`.
fn without_end(text: &str, span: Span) -> Span {
    let kept = span.of(text).trim_end_matches([';', ' ']).len();
    if kept == 0 { span } else { Span::new(span.range().start, span.range().start + kept) }
}

//! A record of a survey table becomes a response: its answers' cells, one below the other, are its text.

mod choice;
mod respondent;

use std::collections::HashMap;

use canvass_core::text::Analyzer;
use canvass_core::{Answer, ClosedReply, Method, QuestionIdx, Response, Span};
use csv::StringRecord;

use super::{Intake, judge, unreadable};
use crate::columns::Role;
use crate::definition::Part;
use crate::segment::placeholder::Placeholder;
use crate::table::Plan;
use crate::{digest, segment};
use choice::{BETWEEN, add, choice_of, said};

/// A ticked reply that the scale does not know is no longer than this; what is longer is words.
const TICK_WORDS: usize = 8;
/// Text in cells beyond the last header.
const SURPLUS: f32 = 0.3;
/// More text than spans can point into.
const LARGEST_TEXT: usize = u32::MAX as usize;

/// A cell that holds part of an answer, in its place in the text.
#[derive(Clone, Copy)]
struct Cell {
    question: Option<QuestionIdx>,
    part: Part,
    confidence: f32,
    span: Span,
}

/// The response's answer to one question, while its cells are gathered.
struct Gathered {
    question: Option<QuestionIdx>,
    closed: Option<Span>,
    /// Runs of neighbouring cells.
    open: Vec<Span>,
    /// Place among the cells of the last open one.
    last_open: usize,
    confidence: f32,
}

pub(super) fn read(
    intake: &Intake,
    analyzer: &mut Analyzer,
    mut response: Response,
    plan: &Plan,
    cells: &StringRecord,
) -> Response {
    response.sha256 = digest::hex_of_parts(cells.iter());
    response.own_id = plan.id(cells).map(str::to_owned);
    if cells.as_slice().len() + cells.len() * BETWEEN.len() > LARGEST_TEXT {
        return unreadable(response, "larger than 4 GiB".to_owned());
    }
    respondent::describe(&mut response, &intake.consultation.groups, plan, cells);
    let (placed, letters) = place(intake, &mut response.text, plan, cells);
    if judge(&mut response) {
        response.answers = answers(intake, analyzer, &response, plan, &placed, &letters);
    }
    response
}

/// Writes the cells that hold answers into `text`, one a line, and says where each stands; apart, those that hold letters.
///
/// The choices of one question share a line, since they are one reply.
fn place(intake: &Intake, text: &mut String, plan: &Plan, cells: &StringRecord) -> (Vec<Cell>, Vec<Span>) {
    let columns = &plan.alignment.columns;
    let (mut placed, mut letters): (Vec<Cell>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut before: Option<&str> = None;
    for (at, cell) in cells.iter().enumerate() {
        let column = columns.get(at);
        let Some(cell) = said(column, cell) else { continue };
        let role = column.map_or(Role::Answer { question: None, part: Part::Open }, |column| column.role);
        let of = choice_of(column);
        let (question, part) = match role {
            Role::Answer { question, part } => (question, part),
            Role::Letter => {
                letters.push(write(text, cell));
                continue;
            }
            _ => continue,
        };
        if let Some(last) = placed.last_mut().filter(|_| of.is_some() && of == before) {
            add(text, cell.trim());
            last.span.end = text.len() as u32;
            continue;
        }
        before = of;
        let span = write(text, cell);
        let tick = without_end(text, span);
        let is_words =
            part == Part::Closed && of.is_none() && !is_tick(intake, plan, question, tick.of(text));
        let (part, span) = match part {
            Part::Closed if is_words => (Part::Open, span),
            Part::Closed => (part, tick),
            Part::Open => (part, span),
        };
        let confidence = column.map_or(SURPLUS, |column| column.confidence);
        placed.push(Cell { question, part, confidence, span });
    }
    (placed, letters)
}

/// A list of choices without what forms close it with: `On foot;By bus` of `On foot;By bus;`.
fn without_end(text: &str, span: Span) -> Span {
    let kept = span.of(text).trim_end_matches([';', ' ']).len();
    if kept == 0 { span } else { Span::new(span.range().start, span.range().start + kept) }
}

/// Writes a cell behind what is there, on a line of its own.
fn write(text: &mut String, cell: &str) -> Span {
    if !text.is_empty() {
        text.push('\n');
    }
    let start = text.len();
    text.push_str(cell);
    Span::new(start, text.len()).trim(text)
}

/// Whether a cell of a closed column holds a tick; some tools write "Other: ..." into it.
fn is_tick(intake: &Intake, plan: &Plan, question: Option<QuestionIdx>, cell: &str) -> bool {
    cell.split_whitespace().nth(TICK_WORDS).is_none()
        || plan.is_of_choices(question, cell)
        || plan.stance(&intake.consultation, question, cell).is_some()
}

fn answers(
    intake: &Intake,
    analyzer: &mut Analyzer,
    response: &Response,
    plan: &Plan,
    cells: &[Cell],
    letters: &[Span],
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for letter in letters {
        answers.extend(cut(intake, analyzer, response, *letter));
    }
    for gathered in gather(cells) {
        compose(intake, analyzer, &response.text, plan, &gathered, &mut answers);
    }
    answers.sort_by_key(|answer| answer.span);
    for (n, answer) in answers.iter_mut().enumerate() {
        answer.id = format!("{}/{}", response.id, n + 1);
    }
    answers
}

/// The answers in a cell that holds a whole letter.
fn cut(intake: &Intake, analyzer: &mut Analyzer, response: &Response, letter: Span) -> Vec<Answer> {
    let mut answers = segment::answers(&intake.outline, analyzer, &response.id, letter.of(&response.text));
    let shift =
        |span: &mut Span| *span = Span { start: span.start + letter.start, end: span.end + letter.start };
    for answer in &mut answers {
        shift(&mut answer.span);
        answer.closed.iter_mut().for_each(|closed| shift(&mut closed.span));
        answer.asides.iter_mut().for_each(|aside| shift(&mut aside.span));
    }
    answers
}

/// The cells by question, in the order questions first appear; cells without one stay alone.
fn gather(cells: &[Cell]) -> Vec<Gathered> {
    let mut all: Vec<Gathered> = Vec::new();
    let mut places: HashMap<QuestionIdx, usize> = HashMap::new();
    for (at, cell) in cells.iter().enumerate() {
        let known = cell.question.and_then(|question| places.get(&question).copied());
        let known = known.unwrap_or_else(|| {
            let (question, confidence) = (cell.question, cell.confidence);
            all.push(Gathered { question, closed: None, open: Vec::new(), last_open: 0, confidence });
            places.extend(question.map(|question| (question, all.len() - 1)));
            all.len() - 1
        });
        let gathered = &mut all[known];
        gathered.confidence = gathered.confidence.min(cell.confidence);
        match cell.part {
            // Of several ticked cells the first counts; all stay in the text.
            Part::Closed => gathered.closed = gathered.closed.or(Some(cell.span)),
            Part::Open => {
                match gathered.open.last_mut() {
                    Some(last) if gathered.last_open + 1 == at => *last = last.join(cell.span),
                    _ => gathered.open.push(cell.span),
                }
                gathered.last_open = at;
            }
        }
    }
    all
}

/// Makes the answers to one question: the first takes the tick.
fn compose(
    intake: &Intake,
    analyzer: &mut Analyzer,
    text: &str,
    plan: &Plan,
    gathered: &Gathered,
    answers: &mut Vec<Answer>,
) {
    let question = gathered.question;
    let asked = question.map(|question| intake.consultation.question(question));
    let mut closed = gathered.closed.map(|span| {
        let stance = plan.stance(&intake.consultation, question, span.of(text));
        ClosedReply { span, stance }
    });
    let mut spans = gathered.open.clone();
    if spans.is_empty() {
        spans.extend(closed.map(|reply| Span { start: reply.span.end, end: reply.span.end }));
    }
    // Where there is no column to tick in, the words may begin with the tick.
    if let (None, Some(question), Some(first)) = (closed, question, spans.first_mut())
        && !plan.ticked.contains(&question)
        // "N/A" in a column of words is no tick.
        && Placeholder::of(first.of(text)).is_none()
        && let Some((reply, rest)) = segment::closed::leading(&intake.outline, question, text, *first)
    {
        closed = Some(reply);
        *first = rest;
    }
    for span in spans {
        let asides =
            if span.is_empty() { Vec::new() } else { segment::asides(&intake.outline, analyzer, text, span) };
        answers.push(Answer {
            id: String::new(),
            question,
            topic: asked.and_then(|question| question.option),
            span,
            closed: closed.take(),
            method: Method::Column,
            confidence: gathered.confidence,
            asides,
        });
    }
}

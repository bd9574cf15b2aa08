//! A record of a survey table becomes a response: its answers' cells, one below the other, are its text.

use std::collections::HashMap;

use canvass_core::text::Analyzer;
use canvass_core::{Answer, ClosedReply, Method, QuestionIdx, Response, Span};
use csv::StringRecord;

use super::{Intake, judge, unreadable};
use crate::columns::{NamePart, Role};
use crate::definition::Part;
use crate::table::Plan;
use crate::{digest, segment};

/// What people write where they have no name to give.
const NO_NAME: [&str; 12] =
    ["-", "--", ".", "n/a", "na", "none", "nil", "no", "anonymous", "anon", "not applicable", "not answered"];
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
    if cells.as_slice().len() + cells.len() > LARGEST_TEXT {
        return unreadable(response, "larger than 4 GiB".to_owned());
    }
    describe(&mut response, plan, cells);
    let placed = place(intake, &mut response.text, plan, cells);
    if judge(&mut response) {
        response.answers = answers(intake, analyzer, &response, plan, &placed);
    }
    response
}

/// Fills in who responded and when; whatever has no field of its own becomes an attribute.
fn describe(response: &mut Response, plan: &Plan, cells: &StringRecord) {
    let mut names: Vec<(NamePart, &str, &str)> = Vec::new();
    for (column, cell) in plan.alignment.columns.iter().zip(cells) {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        let field = match column.role {
            Role::Answer { .. } => continue,
            Role::ResponseId if response.id == cell => continue,
            Role::Respondent(part) => {
                names.push((part, &column.header, cell));
                continue;
            }
            Role::RespondentType => Some(&mut response.respondent_type),
            Role::Region => Some(&mut response.region),
            Role::SubmittedAt => Some(&mut response.submitted_at),
            Role::ResponseId | Role::Attribute => None,
        };
        match field {
            Some(field) if field.is_none() => *field = Some(cell.to_owned()),
            _ => response.attributes.push((column.header.clone(), cell.to_owned())),
        }
    }
    name(response, &names);
}

/// The body's name where there is one, else the person's; the names not used stay attributes.
fn name(response: &mut Response, names: &[(NamePart, &str, &str)]) {
    let of = |part: NamePart| {
        let found = names.iter().find(|(other, _, name)| *other == part && !is_no_name(name));
        found.map(|(_, _, name)| (*name).to_owned())
    };
    let both = match (of(NamePart::Given), of(NamePart::Family)) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one.or(other),
    };
    response.respondent = of(NamePart::Body).or_else(|| of(NamePart::Person)).or(both);
    let unused = names
        .iter()
        .filter(|(_, _, name)| response.respondent.as_ref().is_none_or(|used| !used.contains(name)));
    response.attributes.extend(unused.map(|(_, header, name)| ((*header).to_owned(), (*name).to_owned())));
}

fn is_no_name(name: &str) -> bool {
    NO_NAME.contains(&name.to_lowercase().as_str())
}

/// Writes the cells that hold answers into `text`, one a line, and says where each stands.
fn place(intake: &Intake, text: &mut String, plan: &Plan, cells: &StringRecord) -> Vec<Cell> {
    let columns = &plan.alignment.columns;
    let mut placed = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        if cell.trim().is_empty() {
            continue;
        }
        let (question, part, confidence) =
            match columns.get(at).map(|column| (column.role, column.confidence)) {
                Some((Role::Answer { question, part }, confidence)) => (question, part, confidence),
                Some(_) => continue,
                None => (None, Part::Open, SURPLUS),
            };
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(cell);
        let span = Span::new(start, text.len()).trim(text);
        let part = if part == Part::Closed && !is_tick(intake, plan, question, span.of(text)) {
            Part::Open
        } else {
            part
        };
        placed.push(Cell { question, part, confidence, span });
    }
    placed
}

/// Whether a cell of a closed column holds a tick; some tools write "Other: ..." into it.
fn is_tick(intake: &Intake, plan: &Plan, question: Option<QuestionIdx>, cell: &str) -> bool {
    cell.split_whitespace().nth(TICK_WORDS).is_none()
        || plan.stance(&intake.consultation, question, cell).is_some()
}

fn answers(
    intake: &Intake,
    analyzer: &mut Analyzer,
    response: &Response,
    plan: &Plan,
    cells: &[Cell],
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for gathered in gather(cells) {
        compose(intake, analyzer, &response.text, plan, &gathered, &mut answers);
    }
    answers.sort_by_key(|answer| answer.span);
    for (n, answer) in answers.iter_mut().enumerate() {
        answer.id = format!("{}/{}", response.id, n + 1);
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

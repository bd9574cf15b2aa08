//! A record of a survey table becomes a response: its answers' cells, one below the other, are its text.

mod choice;
mod held;
mod respondent;

use std::collections::HashMap;

use canvass_core::text::Analyzer;
use canvass_core::{
    Answer, ClosedReply, Method, OptionIdx, QuestionIdx, QuestionKind, Response, Span, Stance,
};
use csv::StringRecord;

use super::{Intake, judge, unreadable};
use crate::columns::{Column, Role};
use crate::definition::Part;
use crate::segment::placeholder::Placeholder;
use crate::table::Plan;
use crate::{digest, segment};
use choice::{BETWEEN, add, choice_of, grade_at, holds_words, said};
use held::{Held, held};

/// Text in cells beyond the last header.
const SURPLUS: f32 = 0.3;
/// More text than spans can point into.
const LARGEST_TEXT: usize = u32::MAX as usize;

/// A cell that holds part of an answer, in its place in the text.
struct Cell {
    question: Option<QuestionIdx>,
    /// The option judged in it, where the question asks of several.
    option: Option<OptionIdx>,
    part: Part,
    confidence: f32,
    span: Span,
    /// Each choice in it, where there can be several.
    choices: Vec<Span>,
    /// The grade given to each.
    grades: Vec<Span>,
}

/// The response's answer to one question, while its cells are gathered.
struct Gathered {
    question: Option<QuestionIdx>,
    option: Option<OptionIdx>,
    closed: Option<Span>,
    choices: Vec<Span>,
    grades: Vec<Span>,
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
        response.answers = answers(intake, analyzer, &response, plan, placed, &letters);
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
        let Some(said) = said(column, cell) else {
            // What stands in the place of a tick is no reply, and stays in the text as it came.
            if column.is_some_and(|column| column.choice.is_none()) && !cell.trim().is_empty() {
                write(text, cell);
            }
            continue;
        };
        let cell = said.as_ref();
        let role = column.map_or(Role::Answer { question: None, part: Part::Open }, |column| column.role);
        // Whatever is written in the place of a mark is words.
        let is_words = holds_words(column, cell);
        let of = choice_of(column).filter(|_| !is_words);
        let (question, part) = match role {
            Role::Answer { question, .. } if is_words => (question, Part::Open),
            Role::Answer { question, part } => (question, part),
            Role::Letter => {
                letters.push(write(text, cell));
                continue;
            }
            _ => continue,
        };
        let option = column.and_then(|column| column.option);
        if let Some(last) = placed.last_mut().filter(|_| of.is_some() && of == before && option.is_none()) {
            add(text, cell.trim());
            last.span.end = text.len() as u32;
            let span = Span::new(text.len() - cell.trim().len(), text.len());
            last.choices.push(span);
            last.grades.extend(grade(column, span));
            continue;
        }
        before = of;
        let span = write(text, cell);
        let confidence = column.map_or(SURPLUS, |column| column.confidence);
        let held = match (part, of) {
            (Part::Open, _) => vec![Held::words(span)],
            (Part::Closed, Some(_)) => vec![Held { choices: vec![span], ..Held::tick(span) }],
            (Part::Closed, None) => held(intake, plan, question, text, span),
        };
        let grades: Vec<Span> = grade(column, span).into_iter().collect();
        placed.extend(held.into_iter().map(|Held { part, span, choices }| {
            let span = grades.first().copied().filter(|_| option.is_some()).unwrap_or(span);
            let cell = Cell::new((question, option), part, confidence, span);
            Cell { choices, grades: grades.clone(), ..cell }
        }));
    }
    (placed, letters)
}

/// The rank or grade that a cell gives to its choice.
fn grade(column: Option<&Column>, span: Span) -> Option<Span> {
    let at = grade_at(column)?;
    Some(Span { start: span.start + at as u32, end: span.end }).filter(|grade| grade.start < grade.end)
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

impl Cell {
    fn new(
        (question, option): (Option<QuestionIdx>, Option<OptionIdx>),
        part: Part,
        confidence: f32,
        span: Span,
    ) -> Self {
        Self { question, option, part, confidence, span, choices: Vec::new(), grades: Vec::new() }
    }
}

fn answers(
    intake: &Intake,
    analyzer: &mut Analyzer,
    response: &Response,
    plan: &Plan,
    cells: Vec<Cell>,
    letters: &[Span],
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for letter in letters {
        answers.extend(cut(intake, analyzer, response, *letter));
    }
    for gathered in gather(cells) {
        compose(intake, analyzer, &response.text, plan, gathered, &mut answers);
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
fn gather(cells: Vec<Cell>) -> Vec<Gathered> {
    let mut all: Vec<Gathered> = Vec::new();
    let mut places: HashMap<(QuestionIdx, Option<OptionIdx>), usize> = HashMap::new();
    for (at, cell) in cells.into_iter().enumerate() {
        let (question, option) = (cell.question, cell.option);
        let known = question.and_then(|question| places.get(&(question, option)).copied());
        let known = known.unwrap_or_else(|| {
            all.push(Gathered::new(&cell));
            places.extend(question.map(|question| ((question, option), all.len() - 1)));
            all.len() - 1
        });
        let gathered = &mut all[known];
        gathered.confidence = gathered.confidence.min(cell.confidence);
        match cell.part {
            // Of several ticked cells the first counts, and every choice of several; all stay in the text.
            Part::Closed if gathered.closed.is_some() => {
                let goes_on = !gathered.choices.is_empty() && gathered.grades.is_empty();
                gathered.choices.extend(cell.choices.into_iter().filter(|_| goes_on));
            }
            Part::Closed => {
                gathered.closed = Some(cell.span);
                (gathered.choices, gathered.grades) = (cell.choices, cell.grades);
            }
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

impl Gathered {
    fn new(cell: &Cell) -> Self {
        Self {
            question: cell.question,
            option: cell.option,
            closed: None,
            choices: Vec::new(),
            grades: Vec::new(),
            open: Vec::new(),
            last_open: 0,
            confidence: cell.confidence,
        }
    }

    /// What its ticks say: grades that differ say both.
    fn stance(&self, said: impl Fn(Span) -> Option<Stance>) -> Option<Stance> {
        let Some((first, rest)) = self.grades.split_first() else { return said(self.closed?) };
        let stance = said(*first)?;
        let is_one = rest.iter().all(|grade| said(*grade) == Some(stance));
        Some(if is_one { stance } else { Stance::Mixed })
    }
}

/// Makes the answers to one question: the first takes the tick.
fn compose(
    intake: &Intake,
    analyzer: &mut Analyzer,
    text: &str,
    plan: &Plan,
    gathered: Gathered,
    answers: &mut Vec<Answer>,
) {
    let question = gathered.question;
    let asked = question.map(|question| intake.consultation.question(question));
    let said = |span: Span| plan.stance(&intake.consultation, question, span.of(text));
    let stance = gathered.stance(said);
    let is_choice = asked.is_some_and(|asked| asked.option.is_none() && asked.kind != QuestionKind::Open);
    let pick = |span: Span| if is_choice { intake.outline.pick(span.of(text)) } else { None };
    let mut choices = gathered.choices;
    let mut spans = gathered.open;
    let mut closed = gathered.closed.map(|span| {
        let pick = if choices.len() > 1 { None } else { pick(span) };
        ClosedReply { span, stance, pick }
    });
    // "Option C" and nothing else, where there is no column to tick in, is as good as a tick.
    if let (None, [said]) = (closed, &mut spans[..])
        && let Some(option) = pick(*said)
    {
        closed = Some(ClosedReply { span: *said, stance: None, pick: Some(option) });
        spans.clear();
    }
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
            topic: gathered.option.or_else(|| asked.and_then(|question| question.option)),
            span,
            closed: closed.take(),
            method: Method::Column,
            confidence: gathered.confidence,
            asides,
            choices: std::mem::take(&mut choices),
        });
    }
}

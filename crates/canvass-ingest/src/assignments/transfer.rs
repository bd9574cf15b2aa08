//! Text of a response moved to other questions: whole answers, and parts that are cut out of them.

use canvass_core::{Answer, Aside, Consultation, Method, Place, QuestionIdx, Response, Span, Status};

use super::Assignment;
use super::FROM;
use super::task::{Segment, Task};
use crate::error::Error;
use crate::scale;
use crate::worksheet::Sheet;

/// A part of an answer that goes elsewhere.
struct Cut<'a> {
    span: Span,
    to: Option<QuestionIdx>,
    by: &'a Assignment,
}

/// What becomes of the answers of a response, as they were found.
struct Transfer<'a> {
    consultation: &'a Consultation,
    sheet: &'a Sheet,
    /// Where each answer goes, if it is moved.
    moved: Vec<Option<(Option<QuestionIdx>, &'a Assignment)>>,
    cuts: Vec<Cut<'a>>,
}

/// Moves what `assignments` say.
pub(super) fn apply(
    consultation: &Consultation,
    sheet: &Sheet,
    assignments: &[&Assignment],
    response: &mut Response,
) -> Result<(), Error> {
    let mut transfer =
        Transfer { consultation, sheet, moved: vec![None; response.answers.len()], cuts: Vec::new() };
    for assignment in assignments {
        if let Task::Move { from, to } = &assignment.task {
            transfer.resolve(response, assignment, from, *to)?;
        }
    }
    if transfer.cuts.is_empty() && transfer.moved.iter().all(Option::is_none) {
        return Ok(());
    }
    transfer.cuts.sort_by_key(|cut| cut.span);
    response.answers = transfer.answers(response)?;
    Ok(())
}

impl<'a> Transfer<'a> {
    /// Finds the text that an assignment names.
    fn resolve(
        &mut self,
        response: &Response,
        by: &'a Assignment,
        from: &Segment,
        to: Option<QuestionIdx>,
    ) -> Result<(), Error> {
        let place = || Box::new(self.sheet.place(&by.row, FROM));
        if response.answers.is_empty() {
            let status =
                if response.status == Status::Analysed { "without text" } else { response.status.as_str() };
            return Err(Error::NoAnswers { response_id: response.id.clone(), status, place: place() });
        }
        let is_meant = |answer: &Answer| match from {
            Segment::Named(name) => answer.id == *name || self.question_id(answer) == Some(name.as_str()),
            Segment::Unassigned => answer.question.is_none(),
            Segment::Bytes(span) => answer.span == *span,
        };
        let meant: Vec<usize> = response
            .answers
            .iter()
            .enumerate()
            .filter(|(_, answer)| is_meant(answer))
            .map(|(at, _)| at)
            .collect();
        match (from, meant.as_slice()) {
            (Segment::Bytes(span), []) if lies_in_an_answer(response, *span) => {
                self.cuts.push(Cut { span: *span, to, by });
            }
            (Segment::Bytes(span), []) => return Err(no_bytes(response, *span, place())),
            (_, []) => return Err(self.unknown(response, from, place())),
            (_, meant) => {
                for at in meant {
                    if let Some((_, first)) = self.moved[*at].replace((to, by)) {
                        return Err(self.sheet.twice(&by.row, &first.row));
                    }
                }
            }
        }
        Ok(())
    }

    fn question_id(&self, answer: &Answer) -> Option<&'a str> {
        answer.question.map(|question| self.consultation.question(question).id.as_str())
    }

    fn unknown(&self, response: &Response, from: &Segment, place: Box<Place>) -> Error {
        let ids = response.answers.iter().map(|answer| answer.id.as_str());
        let mut questions: Vec<&str> =
            response.answers.iter().filter_map(|answer| self.question_id(answer)).collect();
        questions.sort_unstable();
        questions.dedup();
        let name = if let Segment::Named(name) = from { name.as_str() } else { "-" };
        let known = ids.chain(questions).map(str::to_owned).collect();
        Error::Unknown { noun: "answer", name: name.to_owned(), known, place }
    }

    /// The answers with all that is moved in its place.
    fn answers(&self, response: &Response) -> Result<Vec<Answer>, Error> {
        let mut answers: Vec<Answer> = Vec::with_capacity(response.answers.len() + 2 * self.cuts.len());
        let mut at = 0;
        for same in response.answers.chunk_by(|one, next| one.span == next.span && !one.span.is_empty()) {
            let whole: Vec<Answer> =
                (at..).zip(same).map(|(at, answer)| self.whole(response, at, answer)).collect();
            let inside = self.cuts.iter().filter(|cut| same[0].span.contains(cut.span));
            let inside: Vec<&Cut> = inside.collect();
            answers.extend(if inside.is_empty() { whole } else { self.cut_up(response, &whole, &inside)? });
            at += same.len();
        }
        // One reply moved to a question that it answered already answers it once.
        answers.dedup_by(|next, one| {
            one.span == next.span && !one.span.is_empty() && one.question == next.question
        });
        Ok(answers)
    }

    fn whole(&self, response: &Response, at: usize, answer: &Answer) -> Answer {
        let answer = answer.clone();
        match self.moved[at] {
            Some((to, _)) => self.assigned(response, answer, to),
            None => answer,
        }
    }

    fn assigned(&self, response: &Response, answer: Answer, to: Option<QuestionIdx>) -> Answer {
        let question = to.map(|to| self.consultation.question(to));
        let closed = answer.closed.map(|mut reply| {
            reply.stance = scale::read(question, reply.span.of(&response.text));
            reply
        });
        let topic = question.and_then(|question| question.option);
        Answer { question: to, topic, closed, method: Method::Manual, confidence: 1.0, ..answer }
    }

    /// The parts of answers with the same span, in the order of the text; a tick goes with the words it stands in.
    fn cut_up(&self, response: &Response, whole: &[Answer], cuts: &[&Cut]) -> Result<Vec<Answer>, Error> {
        let span = whole[0].span;
        let mut parts: Vec<(Span, Option<&Cut>)> = Vec::new();
        let mut from = span.start;
        for cut in cuts {
            if cut.span.start < from {
                let first = parts.iter().rev().find_map(|(_, cut)| *cut).unwrap_or(cut);
                return Err(self.sheet.twice(&cut.by.row, &first.by.row));
            }
            parts.extend(said(response, from, cut.span.start).map(|rest| (rest, None)));
            parts.push((cut.span, Some(cut)));
            from = cut.span.end;
        }
        parts.extend(said(response, from, span.end).map(|rest| (rest, None)));
        let own = parts.iter().position(|(_, cut)| cut.is_none()).unwrap_or(0);
        let mut number = 1;
        let mut answers = Vec::new();
        for (at, (span, cut)) in parts.iter().enumerate() {
            number += usize::from(at != own);
            let suffix = if at == own { String::new() } else { format!(".{number}") };
            let keeps = |reply: Span| match parts.iter().position(|(part, _)| part.contains(reply)) {
                Some(holder) => holder == at,
                None => at == own,
            };
            let part = |answer: &Answer| Answer {
                id: format!("{}{suffix}", answer.id),
                span: *span,
                closed: answer.closed.filter(|reply| keeps(reply.span)),
                asides: asides(&answer.asides, *span),
                ..answer.clone()
            };
            match cut {
                Some(cut) => answers.push(self.assigned(response, part(&whole[0]), cut.to)),
                None => answers.extend(whole.iter().map(part)),
            }
        }
        Ok(answers)
    }
}

/// Whether bytes are words of one answer.
fn lies_in_an_answer(response: &Response, span: Span) -> bool {
    span.start < span.end
        && response.text.get(span.range()).is_some_and(|words| words.contains(char::is_alphanumeric))
        && response.answers.iter().any(|answer| answer.span.contains(span))
}

/// What is left between two places, without the blanks around it; none where nothing is said.
fn said(response: &Response, start: u32, end: u32) -> Option<Span> {
    let words = Span { start, end }.of(&response.text);
    let start = start as usize + words.len() - words.trim_start().len();
    words.contains(char::is_alphanumeric).then(|| Span::new(start, start + words.trim().len()))
}

/// The parts of asides that lie in a span.
fn asides(asides: &[Aside], span: Span) -> Vec<Aside> {
    let clipped = asides.iter().map(|aside| {
        let (start, end) = (aside.span.start.max(span.start), aside.span.end.min(span.end));
        (start, end, aside.kind)
    });
    let inside = clipped.filter(|(start, end, _)| start < end);
    inside.map(|(start, end, kind)| Aside { span: Span { start, end }, kind }).collect()
}

fn no_bytes(response: &Response, span: Span, place: Box<Place>) -> Error {
    let mut spans: Vec<Span> = response.answers.iter().map(|answer| answer.span).collect();
    spans.dedup();
    let answers = spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
    Error::NoSuchBytes {
        response_id: response.id.clone(),
        bytes: format!("{}-{}", span.start, span.end),
        answers,
        place,
    }
}

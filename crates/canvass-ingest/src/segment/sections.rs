//! From headings to answers: what stands under them, with the closed reply lifted out.

use canvass_core::{Answer, AsideKind, ClosedReply, Method, OptionIdx, QuestionIdx, Span};

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::vacant::Space;
use super::{Layout, Outline, closed, plan};

/// How surely text that stands under no heading belongs to no question.
const UNASSIGNED: f32 = 0.3;
/// Bytes of an announcement before the colon that a reply may follow.
const LONGEST_LEAD: usize = 80;
/// How much less sure an answer is that several headings share.
const SHARED: f32 = 0.9;

/// A question that waits for its answer.
struct Asked {
    question: QuestionIdx,
    method: Method,
    confidence: f32,
    /// Which heading asked; one heading may ask several questions.
    heading: usize,
    /// Whether that heading was an option's name.
    by_option: bool,
}

/// Cuts the letter at its headings; the answers have no ids yet.
pub(super) fn cut(outline: &Outline, sheet: &Sheet<'_>, headings: &[Heading]) -> Layout {
    let (space, layout) = (Space::of(sheet, headings), Layout::default());
    let mut cutter = Cutter { outline, sheet, space, asked: Vec::new(), section: None, layout };
    let first = headings.first().map_or(sheet.text.len(), |heading| heading.start);
    cutter.unassigned(0, first);
    for (at, heading) in headings.iter().enumerate() {
        let end = headings.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        cutter.section(at, heading, end);
    }
    cutter.layout
}

/// Parts stationery from the answers it stands behind: a signature answers nothing, the foot of a page is no text.
pub(super) fn part_stationery(layout: &mut Layout, text: &str, response_id: &str) {
    let Layout { answers, wording, .. } = layout;
    let last = answers.iter().rposition(|answer| answer.question.is_some());
    let mut signature = None;
    for (at, answer) in answers.iter_mut().enumerate().filter(|(_, answer)| answer.question.is_some()) {
        let Some(body) = without_stationery(answer, text) else { continue };
        if body.is_empty() && answer.closed.is_none() {
            *answer = Answer { asides: std::mem::take(&mut answer.asides), ..unassigned(answer.span) };
            continue;
        }
        let first = answer.asides.partition_point(|aside| aside.span.start < body.end);
        let span = Span { start: answer.asides[first].span.start, ..answer.span };
        let asides = answer.asides.split_off(first);
        answer.span = body;
        if Some(at) == last {
            signature = Some(Answer { asides, ..unassigned(span) });
        } else if wording.last() != Some(&span) {
            // Several questions may share the answer.
            wording.push(span);
        }
    }
    if let (Some(signature), Some(last)) = (signature, last) {
        wording.retain(|wording| *wording != signature.span);
        answers.insert(last + 1, signature);
    }
    wording.sort_by_key(|wording| wording.start);
    answers.dedup_by(|next, answer| next.question.is_none() && next.span == answer.span);
    for (at, answer) in answers.iter_mut().enumerate() {
        answer.id = format!("{response_id}/{}", at + 1);
    }
}

/// Text that belongs to no question.
fn unassigned(span: Span) -> Answer {
    Answer { confidence: UNASSIGNED, ..Answer::whole(span) }
}

/// What is left of an answer that ends in stationery or in mail it replies to.
fn without_stationery(answer: &Answer, text: &str) -> Option<Span> {
    let mut body = answer.span;
    for aside in answer.asides.iter().rev() {
        let is_mail = || aside.span.of(text).starts_with('>');
        if aside.kind != AsideKind::Furniture && !is_mail() || aside.span.end < body.end {
            break;
        }
        body = Span { end: aside.span.start.max(body.start), ..body }.trim(text);
    }
    (body != answer.span).then_some(body)
}

struct Cutter<'a> {
    outline: &'a Outline,
    sheet: &'a Sheet<'a>,
    space: Space,
    asked: Vec<Asked>,
    section: Option<OptionIdx>,
    layout: Layout,
}

impl Cutter<'_> {
    fn section(&mut self, at: usize, heading: &Heading, end: usize) {
        self.ask(at, heading);
        self.note_wording(heading.start, heading.end);
        if heading.questions.is_empty() {
            self.asked.clear();
            return self.unassigned(heading.end, end);
        }
        let piece = &self.sheet.text[..end];
        if plan::is_empty_between(self.sheet, heading.end, end) && self.closed(heading.end, end).is_none() {
            let begin = closed::begin(piece, heading.end);
            self.note_wording(heading.end, begin);
            // "Answer:" with nothing behind it is a question left open, not one that waits, and so is an empty cell.
            if has_label(&piece[heading.end..])
                || is_row(self.sheet, heading)
                || self.space.is_left(self.sheet, heading, end)
            {
                self.asked.clear();
            }
            return;
        }
        if self.space.is_left_above_title(self.sheet, heading, end) {
            self.asked.clear();
            return self.unassigned(heading.end, end);
        }
        self.answer(heading, end);
    }

    fn ask(&mut self, at: usize, heading: &Heading) {
        if heading.kind == Kind::Option {
            self.section = heading.option;
            self.asked.clear();
        } else if heading.questions.is_empty() {
            self.section = None;
        } else {
            // What an option's heading would have asked, its questions ask now.
            self.asked.retain(|asked| !asked.by_option);
            let other = |question: &QuestionIdx| {
                self.outline.option_of(*question).is_some_and(|option| Some(option) != self.section)
            };
            if heading.questions.iter().any(other) {
                self.section = None;
            }
        }
        for &question in &heading.questions {
            if self.asked.iter().all(|asked| asked.question != question) {
                let method = method(heading);
                self.asked.push(Asked {
                    question,
                    method,
                    confidence: heading.confidence,
                    heading: at,
                    by_option: heading.kind == Kind::Option,
                });
            } else if let Some(asked) = self.asked.iter_mut().find(|asked| asked.question == question) {
                asked.confidence = asked.confidence.max(heading.confidence);
                asked.heading = at;
                asked.by_option &= heading.kind == Kind::Option;
            }
        }
    }

    fn closed(&self, start: usize, end: usize) -> Option<(ClosedReply, Span)> {
        let question = self.asked.last()?.question;
        let span = Span::new(start, end);
        closed::leading(self.outline, question, self.sheet.text, span)
            .or_else(|| closed::in_row(self.outline, question, self.sheet.text, span))
    }

    fn answer(&mut self, heading: &Heading, end: usize) {
        let text = self.sheet.text;
        // Words that announce a question stay in its answer, unless a reply follows their label.
        let replies = heading.label().is_some() && self.closed(heading.short, end).is_some();
        let behind = if replies { heading.short } else { heading.end };
        let spoken = heading.start == behind;
        let lifted = if spoken { self.announced(heading, end) } else { self.closed(behind, end) };
        let start = if spoken { behind } else { closed::begin(&text[..end], behind) };
        let rest = lifted.map_or_else(|| Span::new(start, end), |(_, rest)| rest);
        let span = tidy(text, rest);
        let span = tidy(text, Span::new(span.start as usize + item_mark(span.of(text)), span.end as usize));
        self.note_wording(heading.end, span.start as usize);
        let is_for_all = lifted.is_some_and(|(reply, _)| to_all(reply.span.of(text)).is_some());
        let mut asked = std::mem::take(&mut self.asked);
        // Whatever else there is to say is said to none of the questions before it.
        if asked.last().is_some_and(|last| Some(last.question) == self.outline.catch_all) {
            let catch_all = asked.last().map(|last| last.heading);
            asked.retain(|one| Some(one.heading) == catch_all);
        }
        let last = asked.last().map(|asked| asked.heading);
        let shared = asked.len() > 1;
        for one in asked {
            // A tick answers the one question above it; those before it were left blank.
            if lifted.is_some() && Some(one.heading) != last && !is_for_all {
                continue;
            }
            let confidence = if shared { one.confidence * SHARED } else { one.confidence };
            let closed = lifted.map(|(reply, _)| self.on_scale(reply, one.question));
            let topic = self.topic(one.question);
            self.layout.answers.push(Answer {
                question: Some(one.question),
                topic,
                closed,
                method: one.method,
                confidence,
                ..unassigned(span)
            });
        }
    }

    /// The reply behind "In answer to your third question:", with all that was said.
    fn announced(&self, heading: &Heading, end: usize) -> Option<(ClosedReply, Span)> {
        let line = self.sheet.text[heading.start..end].split('\n').next().unwrap_or("");
        let (lead, _) = line.split_once(':').filter(|(lead, _)| lead.len() <= LONGEST_LEAD)?;
        let turns = heading.kind == Kind::Announcement
            && heading.label().is_none()
            && !lead.contains(['.', '?', '!']);
        let (reply, rest) = self.closed(heading.start + lead.len() + 1, end).filter(|_| turns)?;
        let apart = rest.start > reply.span.start;
        apart.then(|| (reply, Span::new(heading.start, end)))
    }

    /// The reply on the scale of another question that shares it.
    fn on_scale(&self, reply: ClosedReply, question: QuestionIdx) -> ClosedReply {
        let question = self.outline.consultation.question(question);
        let said = reply.span.of(self.sheet.text);
        let said = to_all(said).unwrap_or(said);
        ClosedReply { stance: crate::scale::read(Some(question), said), ..reply }
    }

    /// The question's own option, else the option under whose heading it stands, where it follows that option's own
    /// question: later ones are about something else.
    fn topic(&self, question: QuestionIdx) -> Option<OptionIdx> {
        let own = self.outline.option_of(question);
        // Where there is one option alone, a section tells nothing.
        let section = self.section.filter(|_| self.outline.consultation.options.len() > 1);
        own.or_else(|| {
            let follows = |first: QuestionIdx| (first.0..=first.0 + 1).contains(&question.0);
            section
                .filter(|option| self.outline.question_of(*option).is_none_or(follows))
                .filter(|_| !self.outline.names_several(question))
        })
    }

    fn unassigned(&mut self, start: usize, end: usize) {
        let span = tidy(self.sheet.text, Span::new(start, end));
        // Half a word that was broken at the end of a heading is text as well.
        if span.of(self.sheet.text).contains(char::is_alphanumeric) {
            self.layout.answers.push(unassigned(span));
        }
    }

    fn note_wording(&mut self, start: usize, end: usize) {
        let span = Span::new(start, end.max(start)).trim(self.sheet.text);
        if !span.is_empty() {
            self.layout.wording.push(span);
        }
    }
}

fn method(heading: &Heading) -> Method {
    match heading.kind {
        Kind::Number | Kind::Bare(_) => Method::Number,
        Kind::Announcement if heading.option.is_none() => Method::Number,
        Kind::Wording | Kind::Gist | Kind::Option | Kind::Announcement => Method::Heading,
        Kind::Likeness | Kind::Subject => Method::Alignment,
        Kind::Other | Kind::Section | Kind::Closing => Method::Whole,
    }
}

/// What a reply says that is given to several questions: "Yes" of "Yes to both".
fn to_all(reply: &str) -> Option<&str> {
    [" to both", " to all", " to each"].iter().find_map(|all| reply.strip_suffix(all))
}

/// Whether a heading is the first cell of a row.
fn is_row(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let word = sheet.words.get(sheet.word_at(heading.start as u32));
    word.is_some_and(|word| sheet.lines[word.line as usize].dress.cell)
}

fn has_label(text: &str) -> bool {
    text.lines().any(|line| super::prompt::label(&line[super::prompt::marks(line)..]).is_some())
}

/// Without white space and cell borders around, and without rules below.
fn tidy(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    let is_edge = |mark: char| mark.is_whitespace() || matches!(mark, '|' | '│' | '║');
    let is_rule = |mark: char| {
        matches!(
            mark,
            '-' | '=' | '_' | '*' | '+' | '|' | '#' | '~' | '>' | ':' | ' ' | '\u{2500}'..='\u{257f}'
        )
    };
    loop {
        let inner = text[start..end].trim_end_matches(is_edge);
        end = start + inner.len();
        start = end - inner.trim_start_matches(is_edge).len();
        match text[start..end].rfind('\n') {
            Some(at) if text[start + at..end].trim().chars().all(is_rule) => end = start + at,
            _ => return Span::new(start, end),
        }
    }
}

/// Bytes of the bullet or the number that an answer begins with; further ones belong to it, and so do those of
/// paragraphs that are counted through ("3.1").
fn item_mark(text: &str) -> usize {
    let bullet = text.strip_prefix(['-', '*', '•', '‣', '▪', '●', '○', '·', '–', '—', '◦', '+', '\u{f0b7}']);
    let at = bullet.map_or(0, |rest| text.len() - rest.len() + blanks(rest));
    let at = if text[..at].ends_with([' ', '\t', '\u{a0}']) { at } else { 0 };
    let mark = &text[at..];
    let figures = mark.find(|mark: char| !(mark.is_ascii_digit() || mark == '.')).unwrap_or(mark.len());
    let number = mark[..figures].trim_end_matches('.');
    let marked = (1..=2).contains(&number.len()) && mark[number.len()..].starts_with(['.', ')']);
    let len = if marked && !number.contains('.') { number.len() + 1 } else { 0 };
    let behind = if len > 0 { blanks(&mark[len..]) } else { 0 };
    let end = at + len + behind;
    if behind > 0 && end < text.len() { end } else { at }
}

fn blanks(text: &str) -> usize {
    text.find(|mark: char| !matches!(mark, ' ' | '\t' | '\u{a0}')).unwrap_or(text.len())
}

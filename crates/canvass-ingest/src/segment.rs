//! A free-form letter becomes answers to the consultation's own questions.
//!
//! The letter is laid out as lines and words ([`sheet`]); every place that may be a heading is found ([`headings`]);
//! the letter as a whole decides which of them hold ([`plan`]); what stands under them becomes answers ([`sections`]).
//! No word is lost: each stands in an answer, or in wording that was recognised as such.

mod announcement;
mod asides;
mod boxes;
pub mod closed;
mod closing;
mod followups;
mod gathered;
mod grid;
mod heading;
mod headings;
mod items;
mod likeness;
mod names;
mod notes;
mod numbering;
mod order;
mod outline;
mod pages;
mod peers;
pub(crate) mod placeholder;
mod plan;
mod prompt;
mod reference;
mod respondents;
mod retold;
mod sections;
mod sequence;
mod sheet;
mod signoff;
mod subjects;
mod thread;
mod topics;
mod trailing;
mod vacant;
mod vocabulary;
mod wording;

use canvass_core::text::Analyzer;
use canvass_core::{Answer, Aside, AsideKind, Span};

pub use outline::Outline;
use placeholder::Placeholder;
use sheet::Sheet;
use thread::Thread;
pub(crate) use thread::{Own, Voice, takes_view};

/// More words than this that are all wording are a question pasted and not answered.
const LONGEST_BARE_REPLY: usize = 5;

/// A letter, cut.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The answers, ordered by span.
    pub answers: Vec<Answer>,
    /// Headings, repeated questions, prompts and ticked replies that stand outside the answers, in order.
    pub wording: Vec<Span>,
    /// How many respondents write one behind the other: all but the first are left out of the answers to questions.
    pub n_respondents: usize,
    /// How many respondents it looks like where that is not plain: they are answered for as if they were one.
    pub n_gathered: Option<usize>,
}

/// Whether there is a box to tick on a line, ticked or not.
pub(crate) fn has_box(line: &str) -> bool {
    boxes::has_box(line)
}

/// Whether a line names what is attached to a mail, whose text follows.
pub(crate) fn is_attachment(line: &str) -> bool {
    thread::is_attachment(line)
}

/// The answers in a letter, ordered by span; see [`Answer`] for what holds of them.
pub fn answers(outline: &Outline, analyzer: &mut Analyzer, response_id: &str, text: &str) -> Vec<Answer> {
    layout(outline, analyzer, response_id, text).answers
}

/// The answers in a letter, and the wording that stands outside them.
pub fn layout(outline: &Outline, analyzer: &mut Analyzer, response_id: &str, text: &str) -> Layout {
    let sheet = Sheet::new(outline, analyzer, text);
    let thread = Thread::new(outline, &sheet, false);
    let n_gathered = gathered::count(&sheet, &thread);
    Layout { n_gathered, ..cut(outline, &sheet, &thread, response_id) }
}

/// The answers in a mail under a subject, and what its sender says.
pub(crate) fn mail(
    outline: &Outline,
    analyzer: &mut Analyzer,
    response_id: &str,
    text: &str,
    subject: &str,
) -> (Vec<Answer>, Own) {
    let sheet = Sheet::new(outline, analyzer, text);
    let forwards = is_forward(subject);
    let thread = Thread::new(outline, &sheet, forwards);
    let own = thread::own(outline, &sheet, forwards);
    (cut(outline, &sheet, &thread, response_id).answers, own)
}

/// Whether a subject says that the mail is forwarded.
pub(crate) fn is_forward(subject: &str) -> bool {
    thread::is_forward(subject)
}

fn cut(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread, response_id: &str) -> Layout {
    let text = sheet.text;
    let asides = asides::find(outline, sheet, thread);
    let end = notes::start(sheet);
    let signature = signoff::find(outline, sheet, &asides, end);
    let body = signature.map_or(end, |aside| aside.span.start as usize)..end;
    let mut headings = plan::settle(outline, sheet, thread, &asides, &body);
    heading::part(&mut headings);
    let mut layout = sections::cut(outline, sheet, &headings);
    layout.n_respondents = thread.n_respondents;
    let labels = headings.iter().filter_map(heading::Heading::label);
    let asides = asides::with(asides, text, labels.map(|span| Aside { span, kind: AsideKind::Wording }));
    let signed = asides::with(asides.clone(), text, signature);
    for answer in &mut layout.answers {
        // A name may be an answer: it is a signature where an answer ends in it.
        let signs = signature.is_some_and(|aside| aside.span.start > answer.span.start);
        answer.asides = match placeholder(text, answer.span) {
            Some(aside) => vec![aside],
            None => asides::within(if signs { &signed } else { &asides }, text, answer.span),
        };
    }
    for answer in &mut layout.answers {
        keep_pick(outline, sheet, answer);
    }
    sections::part_stationery(&mut layout, text, response_id);
    // A signature stood behind some until now.
    for answer in layout.answers.iter_mut().filter(|answer| answer.asides.is_empty()) {
        answer.asides.extend(placeholder(text, answer.span));
    }
    layout
}

/// An option's title that is all of an answer is one, where the question is not about that option: it is the pick.
fn keep_pick(outline: &Outline, sheet: &Sheet<'_>, answer: &mut Answer) {
    let words = sheet.word_at(answer.span.start)..sheet.word_at(answer.span.end);
    let has_option = answer.question.is_none_or(|question| outline.option_of(question).is_some());
    let is_wording = |aside: &Aside| aside.kind == AsideKind::Wording;
    if !has_option
        && (1..=LONGEST_BARE_REPLY).contains(&words.len())
        && answer.asides.iter().all(is_wording)
        && gaps(sheet.text, answer).is_empty()
        && words.clone().any(|word| names::named(outline, sheet, word).is_some())
    {
        answer.asides.clear();
    }
}

/// What an answer says besides its asides, a line each; placeholders are said.
pub(crate) fn own_words(text: &str, answer: &Answer) -> String {
    let said: Vec<&str> = gaps(text, answer).into_iter().map(|span| span.of(text)).collect();
    said.join("\n")
}

/// The places of an answer that are no asides and say something.
fn gaps(text: &str, answer: &Answer) -> Vec<Span> {
    let mut start = answer.span.start;
    let mut found = Vec::new();
    let asides = answer.asides.iter().filter(|aside| aside.kind != AsideKind::Placeholder);
    for end in asides.map(|aside| aside.span).chain([Span { start: answer.span.end, end: answer.span.end }]) {
        let gap = Span { start, end: end.start.max(start) }.trim(text);
        if gap.of(text).contains(char::is_alphanumeric) {
            found.push(gap);
        }
        start = start.max(end.end);
    }
    found
}

/// An answer that is a placeholder and nothing else, as an aside.
fn placeholder(text: &str, span: Span) -> Option<Aside> {
    Placeholder::of(span.of(text)).map(|_| Aside { span, kind: AsideKind::Placeholder })
}

/// The places of `text[span]` where the respondent is not speaking, ordered and disjoint.
pub fn asides(outline: &Outline, analyzer: &mut Analyzer, text: &str, span: Span) -> Vec<Aside> {
    if let Some(aside) = placeholder(text, span) {
        return vec![aside];
    }
    if asides::is_plain(outline, span.of(text)) {
        return Vec::new();
    }
    let sheet = Sheet::new(outline, analyzer, span.of(text));
    let mut found = asides::find(outline, &sheet, &Thread::new(outline, &sheet, false));
    // "Why not", "Route B": nobody types a form's words and nothing else, so a cell that short is the reply.
    let is_all = |aside: &Aside| {
        aside.kind == AsideKind::Wording && aside.span == Span::all(sheet.text).trim(sheet.text)
    };
    found.retain(|aside| sheet.words.len() > LONGEST_BARE_REPLY || !is_all(aside));
    for aside in &mut found {
        aside.span = Span { start: aside.span.start + span.start, end: aside.span.end + span.start };
    }
    found
}

//! All that one respondent sent, and its replies to the questions.

use crate::consultation::{OptionIdx, QuestionIdx};
use crate::span::Span;
use crate::stance::Stance;

/// All that one respondent sent: a letter, or a row of a survey table.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// Comes from the source or the respondent's own reference, never from a place in the run.
    pub id: String,
    /// Path of the file inside `responses/`, with forward slashes.
    pub source: String,
    /// Number of the record in its table from 1, headers not counted.
    pub source_row: Option<u64>,
    /// The id that the record bears in its table, to know it by in another export; it goes into no table.
    pub own_id: Option<String>,
    /// SHA-256 of the bytes received (of the record, for a table), in hexadecimal.
    pub sha256: String,
    /// Format it was read as, such as `txt` or `csv`.
    pub format: &'static str,
    /// Name of the person or body.
    pub respondent: Option<String>,
    /// Kind of respondent, as given.
    pub respondent_type: Option<String>,
    /// Region, as given.
    pub region: Option<String>,
    /// The address that a mail came from, to know its sender by; it goes into no table.
    pub sender: Option<String>,
    /// Date or time of sending, as given.
    pub submitted_at: Option<String>,
    /// ISO 639-1 code of the language it is read in.
    pub language: Option<String>,
    /// Other columns of the table, in their order.
    pub attributes: Vec<(String, String)>,
    /// Where it stands in the waterfall.
    pub status: Status,
    /// Why it is not analysed; for a duplicate, the response it repeats.
    pub reason: Option<String>,
    /// The decoded text as it came; every span of this response points into it.
    pub text: String,
    /// Replies in the order of their spans; empty unless analysed.
    pub answers: Vec<Answer>,
}

/// Where a response stands in the waterfall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Coded and counted.
    #[default]
    Analysed,
    /// Nothing was said.
    Blank,
    /// The same respondent or the same file again.
    Duplicate,
    /// Nothing could be read.
    Unreadable,
    /// An analyst said that it does not count.
    Excluded,
}

impl Status {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Analysed => "analysed",
            Self::Blank => "blank",
            Self::Duplicate => "duplicate",
            Self::Unreadable => "unreadable",
            Self::Excluded => "excluded",
        }
    }
}

/// A reply to one question, or text that belongs to none.
///
/// Answers of a response are ordered by span and disjoint,
/// save that one reply to several questions is several answers with the same span.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `{response_id}/{n}`, counted from 1 within the response.
    pub id: String,
    /// The question replied to; none where it could not be told or there is none.
    pub question: Option<QuestionIdx>,
    /// The option whose question or section this stands under.
    pub topic: Option<OptionIdx>,
    /// The respondent's words. A closed reply on its own stands outside.
    pub span: Span,
    /// The tick, or the "Yes" that leads the answer.
    pub closed: Option<ClosedReply>,
    /// How the question was found.
    pub method: Method,
    /// How surely, from 0 to 1.
    pub confidence: f32,
    /// Places inside `span` where the respondent is not speaking, ordered and disjoint.
    pub asides: Vec<Aside>,
    /// Where several replies could be ticked, each that was, in order; none where there was one to tick.
    pub choices: Vec<Span>,
}

/// A closed reply, lifted out of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedReply {
    /// Where it stands.
    pub span: Span,
    /// What it says on the question's scale; none where the scale does not know it.
    pub stance: Option<Stance>,
    /// The option that it names, where the question is about no option of its own.
    pub pick: Option<OptionIdx>,
}

impl ClosedReply {
    /// A reply on a scale.
    pub fn on_scale(span: Span, stance: Option<Stance>) -> Self {
        Self { span, stance, pick: None }
    }
}

/// A place inside an answer where the respondent says nothing: it earns no mention and no stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Where it stands.
    pub span: Span,
    /// Whose words they are.
    pub kind: AsideKind,
}

/// Whose words an aside holds, or what stands there instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideKind {
    /// The consultation's own wording, repeated.
    Wording,
    /// Somebody else's, quoted.
    Quotation,
    /// Page headers, greetings, signatures, disclaimers.
    Furniture,
    /// What stands in place of an answer, and is all of it: "N/A", "see attached", "as above".
    Placeholder,
}

impl AsideKind {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wording => "wording",
            Self::Quotation => "quotation",
            Self::Furniture => "furniture",
            Self::Placeholder => "placeholder",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Wording, Self::Quotation, Self::Furniture, Self::Placeholder];
        all.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl Answer {
    /// All of a place, undivided and for no question.
    pub fn whole(span: Span) -> Self {
        Self {
            id: String::new(),
            question: None,
            topic: None,
            span,
            closed: None,
            method: Method::Whole,
            confidence: 1.0,
            asides: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// Whether somebody else speaks in some part of a place; its asides are in order.
    pub fn is_aside(&self, place: Span) -> bool {
        let at = self.asides.partition_point(|aside| aside.span.end <= place.start);
        self.asides.get(at).is_some_and(|aside| aside.span.overlaps(place))
    }

    /// Whether it says something, in words or by a tick.
    pub fn says_something(&self) -> bool {
        let is_placeholder = self.asides.iter().any(|aside| aside.kind == AsideKind::Placeholder);
        self.closed.is_some() || !(self.span.is_empty() || is_placeholder)
    }
}

/// How an answer's question was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A column of a survey table.
    Column,
    /// A printed number: "8.", "Q8", "In response to question 4".
    Number,
    /// A heading that repeats or paraphrases the question, or names its option.
    Heading,
    /// Likeness of the text to the question, where nothing is printed.
    Alignment,
    /// The whole text, undivided.
    Whole,
    /// An analyst said so.
    Manual,
}

impl Method {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Number => "number",
            Self::Heading => "heading",
            Self::Alignment => "alignment",
            Self::Whole => "whole",
            Self::Manual => "manual",
        }
    }
}

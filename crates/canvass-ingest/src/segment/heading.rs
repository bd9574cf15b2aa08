//! A place in the letter where the respondent turns to a question, and what tells us so.

use canvass_core::{OptionIdx, QuestionIdx, Span};

/// A heading, or words that serve as one.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// First byte of the heading.
    pub(super) start: usize,
    /// Byte behind it, where an answer may begin; equals `start` where its words are the respondent's own.
    pub(super) end: usize,
    /// Where it ends if what looks like its title is the answer; of one that is part of the answer, where its label ends.
    pub(super) short: usize,
    /// The questions it turns to; none where it leaves them.
    pub(super) questions: Vec<QuestionIdx>,
    /// The option it names.
    pub(super) option: Option<OptionIdx>,
    pub(super) kind: Kind,
    pub(super) confidence: f32,
}

/// What tells that a heading is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// "Question 8:", or a number with the question's wording behind it.
    Number,
    /// A bare number, which may number anything; see [`super::sequence`].
    Bare(Bare),
    /// The question's wording, repeated.
    Wording,
    /// A heading of other words with the question's gist.
    Gist,
    /// The name of an option.
    Option,
    /// "In response to question 4, we ...".
    Announcement,
    /// A paragraph whose first words name an option.
    Subject,
    /// The paragraph's likeness to the question, where nothing is printed.
    Likeness,
    /// "General comments", "Conclusion", an unknown question: the text under it answers none.
    Other,
    /// A heading or an item of a kind with others, about something else: what follows may still speak of a question.
    Section,
    /// "Summary", "Annex": like [`Kind::Other`], where no question follows.
    Closing,
}

/// A bare number at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// The figure before any dot or letter.
    pub(super) number: u32,
    /// The dot or letter, as far as there is one.
    pub(super) part: String,
    /// What sets the number off, and how the line is dressed.
    pub(super) style: (char, bool),
    /// Line of the letter.
    pub(super) line: usize,
    /// Whether the question's wording follows.
    pub(super) confirmed: bool,
}

impl Heading {
    /// A heading of some questions; it names no option, and all of it is heading.
    pub(super) fn new(
        start: usize,
        end: usize,
        questions: Vec<QuestionIdx>,
        kind: Kind,
        confidence: f32,
    ) -> Self {
        Self { start, end, short: end, questions, option: None, kind, confidence }
    }

    /// The same, all of whose words are the respondent's.
    pub(super) fn spoken(self) -> Self {
        Self { end: self.start, short: self.start, ..self }
    }

    /// The label that an answer under it begins with.
    pub(super) fn label(&self) -> Option<Span> {
        (self.start == self.end && self.short > self.end).then(|| Span::new(self.start, self.short))
    }

    /// Whether the consultation's own print tells the question, so that weaker signs of it elsewhere are not needed.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Wording | Kind::Bare(_)) && !self.questions.is_empty()
    }
}

/// Ends each heading where the next begins: a word broken at the end of a line may belong to both.
pub(super) fn part(headings: &mut [Heading]) {
    for at in 1..headings.len() {
        let next = headings[at].start;
        let heading = &mut headings[at - 1];
        let most = next.max(heading.start);
        (heading.end, heading.short) = (heading.end.min(most), heading.short.min(most));
    }
}

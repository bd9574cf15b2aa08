//! What was asked: the options one can be for or against, and the questions.

use crate::stance::Stance;

/// A consultation as its file defines it; every id in it is known and unique.
#[derive(Clone, Debug, Default)]
pub struct Consultation {
    /// Short name, also the default name of the output folder.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// ISO 639-1 code of the language responses are expected in.
    pub language: String,
    /// Respondent attributes that count tables are broken down by.
    pub groups: Vec<String>,
    /// The proposals, in the order given.
    pub options: Vec<OptionDef>,
    /// The questions, in the order asked.
    pub questions: Vec<Question>,
}

impl Consultation {
    /// The option at an index handed out for this consultation.
    pub fn option(&self, idx: OptionIdx) -> &OptionDef {
        &self.options[idx.0 as usize]
    }

    /// The question at an index handed out for this consultation.
    pub fn question(&self, idx: QuestionIdx) -> &Question {
        &self.questions[idx.0 as usize]
    }

    /// The option with this id.
    pub fn find_option(&self, id: &str) -> Option<OptionIdx> {
        self.options.iter().position(|option| option.id == id).map(|at| OptionIdx(at as u16))
    }

    /// The question with this id.
    pub fn find_question(&self, id: &str) -> Option<QuestionIdx> {
        self.questions.iter().position(|question| question.id == id).map(|at| QuestionIdx(at as u16))
    }

    /// Every option with its index, in order.
    pub fn options(&self) -> impl Iterator<Item = (OptionIdx, &OptionDef)> {
        self.options.iter().enumerate().map(|(at, option)| (OptionIdx(at as u16), option))
    }

    /// Every question with its index, in order.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionIdx, &Question)> {
        self.questions.iter().enumerate().map(|(at, question)| (QuestionIdx(at as u16), question))
    }

    /// What the consultation prints and respondents repeat: its questions and the titles of its options.
    pub fn wording(&self) -> impl Iterator<Item = &str> {
        let questions = self.questions.iter().map(|question| question.text.as_str());
        questions.chain(self.options.iter().map(|option| option.label.as_str()))
    }
}

/// Place of an option in [`Consultation::options`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OptionIdx(pub u16);

/// Place of a question in [`Consultation::questions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionIdx(pub u16);

/// A proposal that a response can be for or against.
#[derive(Clone, Debug)]
pub struct OptionDef {
    /// Id used in tables.
    pub id: String,
    /// What it is called in print.
    pub label: String,
    /// How respondents call it.
    pub aliases: Vec<String>,
}

/// A question of the consultation.
#[derive(Clone, Debug)]
pub struct Question {
    /// Id used in tables.
    pub id: String,
    /// Number as printed, such as `9` or `3b`.
    pub number: Option<String>,
    /// Official wording.
    pub text: String,
    /// The option that a closed answer here, and the text under it, speak of.
    pub option: Option<OptionIdx>,
    /// Whether it asks for a tick, for words, or for both.
    pub kind: QuestionKind,
    /// Replies with a meaning of their own for this question, besides the built-in scales.
    pub closed: Vec<(String, Stance)>,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuestionKind {
    /// Words only.
    Open,
    /// A tick only.
    Closed,
    /// A tick and words.
    #[default]
    Hybrid,
}

/// A theme as it is counted: its name, and what it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeDef {
    /// Id used in tables.
    pub id: String,
    /// What it is called in print.
    pub label: String,
    /// Place of the theme it is part of, in the same list.
    pub parent: Option<usize>,
}

impl ThemeDef {
    /// The theme at `idx` and every theme above it, from below; whoever mentions the first mentions them all.
    pub fn lineage(themes: &[Self], idx: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(idx), |idx| themes[*idx].parent)
    }

    /// Whether one of two themes is part of the other.
    pub fn are_kin(themes: &[Self], one: usize, other: usize) -> bool {
        Self::lineage(themes, one).any(|idx| idx == other)
            || Self::lineage(themes, other).any(|idx| idx == one)
    }
}

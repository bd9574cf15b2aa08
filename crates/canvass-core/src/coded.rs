//! What coding found in a response, each finding with its words and its rule.

use std::sync::Arc;

use crate::consultation::OptionIdx;
use crate::response::Response;
use crate::span::Span;
use crate::stance::{Basis, Stance};

/// A response with everything that was found in it.
#[derive(Clone, Debug, Default)]
pub struct CodedResponse {
    /// The response, its text untouched.
    pub response: Response,
    /// Theme mentions, ordered by answer, then place, then theme.
    pub mentions: Vec<Mention>,
    /// One row an option, in the consultation's order; empty unless analysed.
    pub stances: Vec<StanceRow>,
    /// For each answer its stems, as [`crate::text::Analyzer::stems`] gives them: the tokens of the index.
    pub stems: Vec<String>,
    /// For each answer the number of its words.
    pub n_words: Vec<u32>,
}

/// One place where a theme's rule matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Place of the answer in the response's answers.
    pub answer_idx: usize,
    /// Place of the theme in the code frame.
    pub theme_idx: usize,
    /// The rule as its author wrote it.
    pub rule: Arc<str>,
    /// The words that earned it.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// Whether they stand under negation; such a mention still counts.
    pub negated: bool,
}

/// Where a response stands towards one option.
#[derive(Clone, Debug, PartialEq)]
pub struct StanceRow {
    /// The option.
    pub option: OptionIdx,
    /// The verdict.
    pub stance: Stance,
    /// Its ground; none where nothing speaks of the option.
    pub basis: Option<Basis>,
    /// How surely, from 0 to 1.
    pub confidence: f32,
    /// The rule that decided.
    pub rule: Option<Arc<str>>,
    /// Place of the answer that holds the deciding words.
    pub answer_idx: Option<usize>,
    /// The deciding words, or the ticked reply.
    pub span: Option<Span>,
    /// The ticked reply as given.
    pub closed: Option<Span>,
    /// The stance the words argue, where there are words.
    pub words: Option<Stance>,
    /// Whether tick and words point opposite ways.
    pub conflict: bool,
}

impl StanceRow {
    /// The row of a response that says nothing of the option.
    pub fn not_addressed(option: OptionIdx) -> Self {
        Self {
            option,
            stance: Stance::NotAddressed,
            basis: None,
            confidence: 1.0,
            rule: None,
            answer_idx: None,
            span: None,
            closed: None,
            words: None,
            conflict: false,
        }
    }
}

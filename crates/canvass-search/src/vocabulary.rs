//! The names filters may use, and the language words are stemmed in.

use std::collections::BTreeSet;

use canvass_core::{Consultation, ThemeDef};
use serde::{Deserialize, Serialize};

/// What the ids in coded responses stand for.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The consultation the responses answer.
    pub consultation: &'a Consultation,
    /// The themes, in the order of the code frame; who looks for one finds those that are part of it.
    pub themes: &'a [ThemeDef],
}

/// Names that are valid though nothing may bear them; travels with the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    pub(crate) language: String,
    /// Names of the other languages of its passages, in order; see [`crate::tongue`].
    pub(crate) other_languages: BTreeSet<String>,
    pub(crate) questions: Vec<String>,
    pub(crate) options: Vec<String>,
    pub(crate) themes: Vec<String>,
}

impl Vocabulary {
    pub(crate) fn of(names: &Names<'_>) -> Self {
        let Names { consultation, themes } = names;
        Self {
            language: consultation.language.clone(),
            other_languages: BTreeSet::new(),
            questions: consultation.questions.iter().map(|question| question.id.clone()).collect(),
            options: consultation.options.iter().map(|option| option.id.clone()).collect(),
            themes: themes.iter().map(|theme| theme.id.clone()).collect(),
        }
    }
}

//! The examples that an analyst put beside themes and beside cues of `stance.toml`, tried.

use canvass_coding::{stance, theme};
use canvass_core::text::Language;

use crate::models::Files;

/// Those that came out otherwise than their author said.
pub(crate) struct Surprises {
    themes: Vec<theme::Surprise>,
    cues: Vec<stance::Surprise>,
}

impl Surprises {
    /// Tries the examples of a consultation's files.
    pub(crate) fn of(files: &Files) -> Self {
        let consultation = &files.definition.consultation;
        let language = Language::from_code(&consultation.language).unwrap_or(Language::ENGLISH);
        Self {
            themes: theme::surprises(&files.frame, language),
            cues: stance::surprises(&files.lexicon, consultation),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.themes.is_empty() && self.cues.is_empty()
    }

    /// One line each.
    pub(crate) fn told(&self) -> Vec<String> {
        self.themes.iter().map(told_theme).chain(self.cues.iter().map(told_cue)).collect()
    }

    /// What they come to; none where there are none.
    pub(crate) fn verdict(&self) -> Option<&'static str> {
        match (self.themes.is_empty(), self.cues.is_empty()) {
            (true, true) => None,
            (false, true) => Some("themes do not do what their examples say"),
            (true, false) => Some("cues of stance.toml do not do what their examples say"),
            (false, false) => Some("themes, and cues of stance.toml, do not do what their examples say"),
        }
    }
}

fn told_theme(surprise: &theme::Surprise) -> String {
    match surprise {
        theme::Surprise::Missed { theme_id, example } => {
            format!("theme `{theme_id}`: no rule matches its example “{example}”")
        }
        theme::Surprise::Mentioned { theme_id, example, quote, rule } => {
            format!("theme `{theme_id}`: rule `{rule}` matches “{quote}” in its counterexample “{example}”")
        }
    }
}

fn told_cue(surprise: &stance::Surprise) -> String {
    match surprise {
        stance::Surprise::Missed { cue_id, example, expected } => {
            format!("cue `{cue_id}`: its example “{example}” is read as `{}` on no option", expected.as_str())
        }
        stance::Surprise::Earned { cue_id, example, option_id, stance, rule } => {
            let stance = stance.as_str();
            format!(
                "cue `{cue_id}`: its counterexample “{example}” is read as `{stance}` on `{option_id}`, by rule `{rule}`"
            )
        }
    }
}

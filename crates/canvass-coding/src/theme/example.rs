//! The examples an analyst put beside a theme, tried against its rules.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Mention, Span};

use super::coder::{ThemeCoder, ThemeModel};
use super::frame::CodeFrame;

/// An example that came out otherwise than its author said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surprise {
    /// An example of the theme that none of its rules matches.
    Missed {
        /// The theme.
        theme_id: String,
        /// The example.
        example: String,
    },
    /// A counterexample that a rule matches all the same.
    Mentioned {
        /// The theme.
        theme_id: String,
        /// The counterexample.
        example: String,
        /// The words that matched.
        quote: String,
        /// The rule that matched them.
        rule: String,
    },
}

/// Every example of the frame that comes out otherwise than its author said, in the order of the file.
///
/// An example may be in any language that rules are written for; `home` is that of rules that name none.
pub fn surprises(frame: &CodeFrame, home: Language) -> Vec<Surprise> {
    let others = frame.languages().into_iter().filter_map(Language::from_code).filter(|other| *other != home);
    let mut trials: Vec<Trial> =
        std::iter::once(home).chain(others).map(|language| Trial::new(frame, language, home)).collect();
    let mut first_mention = |text: &str, theme_idx: usize| {
        trials.iter_mut().find_map(|trial| trial.first_mention(text, theme_idx))
    };
    let mut surprises = Vec::new();
    for (theme_idx, theme) in frame.themes.iter().enumerate() {
        for example in &theme.examples {
            if first_mention(example, theme_idx).is_none() {
                surprises.push(Surprise::Missed { theme_id: theme.id.clone(), example: example.clone() });
            }
        }
        for example in &theme.counterexamples {
            if let Some(mention) = first_mention(example, theme_idx) {
                surprises.push(Surprise::Mentioned {
                    theme_id: theme.id.clone(),
                    example: example.clone(),
                    quote: mention.span.of(example).to_owned(),
                    rule: mention.rule.to_string(),
                });
            }
        }
    }
    surprises
}

/// A frame compiled for one language, to try texts on.
struct Trial {
    analyzer: Analyzer,
    model: ThemeModel,
    coder: ThemeCoder,
}

impl Trial {
    fn new(frame: &CodeFrame, language: Language, home: Language) -> Self {
        let mut analyzer = Analyzer::new(language);
        let model = frame.compile(&mut analyzer, home.code());
        Self { analyzer, model, coder: ThemeCoder::new() }
    }

    fn first_mention(&mut self, text: &str, theme_idx: usize) -> Option<Mention> {
        let answer = Answer::whole(Span::all(text));
        let tokens = self.analyzer.tokens(text, answer.span, &[]);
        let mut mentions = Vec::new();
        self.coder.mentions(&self.model, &self.analyzer, text, 0, &answer, &tokens, &mut mentions);
        mentions.into_iter().find(|mention| mention.theme_idx == theme_idx)
    }
}

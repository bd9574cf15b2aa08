//! The examples an analyst put beside a theme, tried against its rules.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Method, Span};

use super::coder::ThemeCoder;
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
pub fn surprises(frame: &CodeFrame, language: Language) -> Vec<Surprise> {
    let mut analyzer = Analyzer::new(language);
    let model = frame.compile(&mut analyzer);
    let mut coder = ThemeCoder::new();
    let mut first_mention = |text: &str, theme_idx: usize| {
        let answer = whole(text);
        let tokens = analyzer.tokens(text, answer.span, &[]);
        let mut mentions = Vec::new();
        coder.mentions(&model, &analyzer, text, 0, &answer, &tokens, &mut mentions);
        mentions.into_iter().find(|mention| mention.theme_idx == theme_idx)
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

/// A text as an answer to no question.
pub(super) fn whole(text: &str) -> Answer {
    Answer {
        id: String::new(),
        question: None,
        topic: None,
        span: Span::all(text),
        closed: None,
        method: Method::Whole,
        confidence: 1.0,
        asides: Vec::new(),
    }
}

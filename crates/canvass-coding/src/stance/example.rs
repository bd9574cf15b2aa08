//! The sentences a consultation put beside its own cues, tried as replies to the questions about its options.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Consultation, OptionIdx, Response, Span, Stance, StanceRow};

use super::lexicon::{About, Cue, Direction, Lexicon};
use super::{StanceCoder, StanceModel};

/// A sentence that came out otherwise than its author said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surprise {
    /// An example that earns its cue's direction under no option.
    Missed {
        /// The cue.
        cue_id: String,
        /// The example.
        example: String,
        /// What it should earn.
        expected: Stance,
    },
    /// A counterexample that earns a stance all the same.
    Earned {
        /// The cue.
        cue_id: String,
        /// The counterexample.
        example: String,
        /// The option it earns it on.
        option_id: String,
        /// What it earns.
        stance: Stance,
        /// The rule that did it.
        rule: String,
    },
}

/// Every example of the consultation's own cues that comes out otherwise than its author said, in the order of the file.
///
/// An example must earn the direction of its cue on an option of the consultation, as the reply to the question about
/// one of them; a counterexample must earn no side on any.
pub fn surprises(lexicon: &Lexicon, consultation: &Consultation) -> Vec<Surprise> {
    let trials = &lexicon.trials;
    if trials.iter().all(|cue| cue.examples.is_empty() && cue.counterexamples.is_empty()) {
        return Vec::new();
    }
    let mut trial = Trial::new(lexicon, consultation);
    let mut surprises = Vec::new();
    for own in trials {
        let Some(cue) = lexicon.cues.iter().find(|cue| cue.id == own.cue_id) else { continue };
        let expected = earned(cue);
        for example in &own.examples {
            if !trial.rows(example).iter().any(|row| row.stance == expected) {
                let (cue_id, example) = (own.cue_id.clone(), example.clone());
                surprises.push(Surprise::Missed { cue_id, example, expected });
            }
        }
        for example in &own.counterexamples {
            let rows = trial.rows(example);
            let is_side = |row: &&StanceRow| !matches!(row.stance, Stance::Unclear | Stance::NotAddressed);
            if let Some(row) = rows.iter().find(is_side) {
                surprises.push(Surprise::Earned {
                    cue_id: own.cue_id.clone(),
                    example: example.clone(),
                    option_id: consultation.option(row.option).id.clone(),
                    stance: row.stance,
                    rule: row.rule.as_deref().unwrap_or_default().to_owned(),
                });
            }
        }
    }
    surprises
}

/// The stance that a cue's examples must earn.
fn earned(cue: &Cue) -> Stance {
    match (cue.direction, cue.about) {
        (Direction::Support, About::Thing)
        | (Direction::Oppose, About::Option | About::Either | About::View) => Stance::Oppose,
        (Direction::Support, _) | (Direction::Oppose, About::Thing) => Stance::Support,
        (Direction::Both, _) => Stance::Mixed,
        (Direction::Neither, _) => Stance::Unclear,
    }
}

/// The lexicon compiled for the consultation, to try sentences on.
struct Trial {
    analyzer: Analyzer,
    model: StanceModel,
    coder: StanceCoder,
}

impl Trial {
    fn new(lexicon: &Lexicon, consultation: &Consultation) -> Self {
        let language = Language::from_code(&lexicon.language).unwrap_or(Language::ENGLISH);
        let mut analyzer = Analyzer::new(language);
        let model = StanceModel::compile(lexicon, consultation, &mut analyzer)
            .expect("patterns of the lexicon were parsed when it was loaded");
        Self { analyzer, model, coder: StanceCoder::new() }
    }

    /// What a text says of each option, as the reply to the question about each in turn.
    fn rows(&mut self, text: &str) -> Vec<StanceRow> {
        let options = (0..self.model.n_options()).filter_map(|at| u16::try_from(at).ok());
        let mut rows = Vec::new();
        for option in options {
            rows.extend(self.reply(text, OptionIdx(option)));
        }
        rows
    }

    fn reply(&mut self, text: &str, topic: OptionIdx) -> Vec<StanceRow> {
        let answer = Answer { topic: Some(topic), ..Answer::whole(Span::all(text)) };
        let response = Response { text: text.to_owned(), answers: vec![answer], ..Response::default() };
        let tokens = self.analyzer.tokens(text, Span::all(text), &[]);
        self.coder.judge(&self.model, &self.analyzer, &response, &[&tokens])
    }
}

#[cfg(test)]
mod tests {
    use canvass_core::OptionDef;

    use super::*;

    const CUE: &str = "[[cue]]\nid = \"boat\"\ndirection = \"support\"\nstrength = \"judgement\"\n\
        attaches = \"subject\"\nany = [\"float* (my OR our) boat\"]\n";

    /// What comes of the sentences beside the cue, in a consultation about one option.
    fn surprising(sentences: &str) -> Vec<Surprise> {
        let lexicon = Lexicon::built_in("en").expect("shipped");
        let lexicon = lexicon.with_changes("stance.toml", &format!("{CUE}{sentences}")).expect("valid");
        let option = OptionDef { id: "ferry".into(), label: "A new ferry".into(), aliases: vec![] };
        surprises(&lexicon, &Consultation { options: vec![option], ..Consultation::default() })
    }

    #[test]
    fn sentences_beside_own_cues_are_tried() {
        assert_eq!(surprising(""), []);
        let right =
            "examples = [\"A new ferry floats our boat.\"]\ncounterexamples = [\"The harbour is wet.\"]\n";
        assert_eq!(surprising(right), []);
        let wrong =
            "examples = [\"A new ferry is wet.\"]\ncounterexamples = [\"A new ferry floats my boat.\"]\n";
        let missed = Surprise::Missed {
            cue_id: "boat".into(),
            example: "A new ferry is wet.".into(),
            expected: Stance::Support,
        };
        let earned = Surprise::Earned {
            cue_id: "boat".into(),
            example: "A new ferry floats my boat.".into(),
            option_id: "ferry".into(),
            stance: Stance::Support,
            rule: "boat".into(),
        };
        assert_eq!(surprising(wrong), [missed, earned]);
    }

    #[test]
    fn sentences_beside_an_exception_of_a_built_in_cue_are_tried() {
        let tried = |except: &str| {
            surprising(&format!(
                "[[cue]]\nid = \"endorse\"\nexcept = [{except}]\ncounterexamples = [\"We applaud a new ferry.\"]\n"
            ))
        };
        assert_eq!(tried("\"applaud a new\""), []);
        let earned = Surprise::Earned {
            cue_id: "endorse".into(),
            example: "We applaud a new ferry.".into(),
            option_id: "ferry".into(),
            stance: Stance::Support,
            rule: "endorse".into(),
        };
        assert_eq!(tried("\"applaud the act\""), [earned]);
    }
}

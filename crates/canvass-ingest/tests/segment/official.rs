//! The consultation that the two real responses answer.

use canvass_core::{Consultation, OptionDef, OptionIdx, Question, QuestionKind};

/// The questions as they were officially put.
pub(crate) fn consultation() -> Consultation {
    let asked = [
        (
            "8",
            Some(0),
            "Do you agree that the vision and focus for a multi-agency approach to preventing and tackling serious violence is correct? If not, please explain why.",
        ),
        ("9", Some(1), "Do you consider that Option One would best achieve the consultation vision?"),
        (
            "10",
            None,
            "Do you consider the specific agencies listed in Schedule 6 to the Counter-Terrorism and Security Act 2015 the right partners to achieve the consultation vision? If not, please explain why.",
        ),
        ("11", Some(2), "Do you consider that Option Two would best achieve the consultation vision?"),
        (
            "12",
            None,
            "Should the list of Statutory Partners in Community Safety Partnerships be added to so that they can adequately prevent and tackle serious violence in local areas? If so, what organisations?",
        ),
        ("13", Some(3), "Do you consider that Option Three would best achieve the consultation vision?"),
        (
            "14",
            None,
            "What other measures could support such a voluntary multi-agency approach to tackling serious violence, including how we ensure join up between different agencies?",
        ),
    ];
    let option = |id: &str, label: &str, alias: &str| OptionDef {
        id: id.into(),
        label: label.into(),
        aliases: vec![alias.into()],
    };
    Consultation {
        id: "serious-violence".into(),
        title: "Serious violence: new legal duty to support multi-agency action".into(),
        language: "en".into(),
        groups: Vec::new(),
        options: vec![
            option("vision", "The vision", "the vision and focus"),
            option("option-1", "Option One", "a new duty on specific organisations"),
            option(
                "option-2",
                "Option Two",
                "new duty through legislation to revise Community Safety Partnerships",
            ),
            option("option-3", "Option Three", "a voluntary non-legislative approach"),
        ],
        questions: asked
            .into_iter()
            .map(|(number, option, text)| Question {
                id: format!("q{number}"),
                number: Some(number.into()),
                text: text.into(),
                option: option.map(OptionIdx),
                kind: QuestionKind::Hybrid,
                closed: Vec::new(),
            })
            .collect(),
    }
}

//! What stands behind a difference between gold and program, or between coders.

use canvass_core::{CodedResponse, Mention, Span, ThemeDef};
use canvass_tables::eval::{Difference, Dispute, Targets};

use crate::models::Files;
use crate::print::eval::{DisputeRow, ErrorRow};

/// Places shown of a theme that was found.
const PLACES: usize = 3;

/// A difference with the words and rules that led the program to it, or the text in which it found nothing.
pub(super) fn of(error: &Difference, coded: &[CodedResponse], files: &Files, targets: &Targets) -> ErrorRow {
    let coded = &coded[error.response];
    let text = coded.response.text.as_str();
    let (id, label, decided) = match error.unit {
        "stance" => {
            let option = &files.definition.consultation.options[error.target];
            let row = &coded.stances[error.target];
            let decided: Vec<(Span, &str)> = row.span.zip(row.rule.as_deref()).into_iter().collect();
            (&targets.options[error.target], option.label.clone(), decided)
        }
        "theme" => {
            let defs = files.frame.defs();
            let is_of = |mention: &&Mention| {
                ThemeDef::lineage(&defs, mention.theme_idx).any(|theme| theme == error.target)
            };
            let mentions = coded.mentions.iter().filter(is_of).take(PLACES);
            let decided = mentions.map(|mention| (mention.span, &*mention.rule)).collect();
            (&targets.themes[error.target], files.frame.themes[error.target].label.clone(), decided)
        }
        _ => {
            let question = &files.definition.consultation.questions[error.target];
            let answers = coded.response.answers.iter();
            let of_question =
                answers.filter(|answer| answer.question.map(|at| usize::from(at.0)) == Some(error.target));
            let decided = of_question.map(|answer| (answer.span, answer.method.as_str())).collect();
            (&targets.questions[error.target], question.text.clone(), decided)
        }
    };
    ErrorRow {
        response_id: coded.response.id.clone(),
        respondent_type: coded.response.respondent_type.clone(),
        unit: error.unit,
        target: id.clone(),
        label,
        gold: error.gold,
        machine: error.machine,
        rules: decided.iter().map(|(_, rule)| (*rule).to_owned()).collect(),
        quotes: decided.iter().map(|(span, _)| span.of(text).to_owned()).collect(),
        marks: decided.iter().map(|(span, _)| *span).collect(),
        text: text.to_owned(),
    }
}

/// A unit that coders labelled differently, by its ids.
pub(super) fn dispute(dispute: &Dispute, coded: &[CodedResponse], targets: &Targets) -> DisputeRow {
    let ids = match dispute.unit {
        "stance" => &targets.options,
        "theme" => &targets.themes,
        _ => &targets.questions,
    };
    DisputeRow {
        response_id: coded[dispute.response].response.id.clone(),
        unit: dispute.unit,
        target: ids[dispute.target].clone(),
        labels: dispute.labels.iter().cloned().collect(),
    }
}

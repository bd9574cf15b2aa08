//! Where nothing is printed: paragraphs that are clearly about one question more than about the others.

use canvass_core::{OptionIdx, QuestionIdx};

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, names, sequence};

/// Share of a question's telling words that a paragraph must have.
const LEAST_SHARE: f32 = 0.4;
/// How many times the runner-up's share the best must have.
const LEAST_LEAD: f32 = 1.5;
/// What a paragraph gains that names the question's option and no other.
const NAMED: f32 = 0.45;
/// Shorter paragraphs say too little.
const SHORTEST: usize = 8;

/// Headings, without words of their own, before the paragraphs that are clearly about one question.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for lines in &sheet.paragraphs {
        let words = sheet.words_on(lines.clone());
        let quoted = lines.clone().filter(|line| sheet.lines[*line].dress.quoted).count() * 2 > lines.len();
        // Minutes say what others said of it.
        let minuted = sheet.words[words.clone()].iter().filter(|word| word.is(class::MINUTED)).count() >= 2;
        let best = if words.len() < SHORTEST || quoted || minuted {
            None
        } else {
            best(outline, sheet, words.clone())
        };
        let start = sheet.lines[lines.start].span.start as usize;
        let questions: Vec<QuestionIdx> = best.iter().map(|(question, _)| *question).collect();
        match found.last_mut() {
            Some(last) if last.questions == questions => {}
            None if questions.is_empty() => {}
            _ => {
                let confidence = best.map_or(0.3, |(_, share)| (0.2 + 0.3 * share).min(0.5));
                let kind = if questions.is_empty() { Kind::Other } else { Kind::Likeness };
                found.push(Heading {
                    start,
                    end: start,
                    short: start,
                    questions,
                    option: None,
                    kind,
                    confidence,
                });
            }
        }
    }
    found
}

/// The one question that any telling words belong to.
pub(super) fn hint(
    outline: &Outline,
    sheet: &Sheet<'_>,
    words: std::ops::Range<usize>,
) -> Option<QuestionIdx> {
    let mut only = None;
    for word in &sheet.words[words] {
        let keyword = outline.keyword(word.stem).and_then(|keyword| outline.question_of(keyword.option));
        let sole = || {
            let tells = word.asked.count_ones() == 1
                && outline.questions.len() <= 64
                && !outline.is_function(word.stem)
                && !outline.is_figure(word.stem);
            tells.then(|| QuestionIdx(word.asked.trailing_zeros() as u16))
        };
        if let Some(question) = keyword.or_else(sole) {
            if only.is_some_and(|known| known != question) {
                return None;
            }
            only = Some(question);
        }
    }
    only
}

/// The question that some words are clearly about, more than about any other, and how much so.
pub(super) fn best(
    outline: &Outline,
    sheet: &Sheet<'_>,
    words: std::ops::Range<usize>,
) -> Option<(QuestionIdx, f32)> {
    let mut shares = sequence::shares(outline, sheet, words.clone());
    if let Some(question) = only_option(outline, sheet, words).and_then(|option| outline.question_of(option))
    {
        shares[question.0 as usize] += NAMED;
    }
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|one, other| shares[*other].total_cmp(&shares[*one]).then(one.cmp(other)));
    let best = *order.first()?;
    let second = order.get(1).map_or(0.0, |at| shares[*at]);
    (shares[best] >= LEAST_SHARE && shares[best] >= second * LEAST_LEAD)
        .then_some((QuestionIdx(best as u16), shares[best]))
}

/// The one option that the words name.
fn only_option(outline: &Outline, sheet: &Sheet<'_>, words: std::ops::Range<usize>) -> Option<OptionIdx> {
    let mut only = None;
    for at in words {
        if let Some((option, _)) = names::named(outline, sheet, at) {
            if only.is_some_and(|known| known != option) {
                return None;
            }
            only = Some(option);
        }
    }
    only
}

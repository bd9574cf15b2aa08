//! Headings of other words with the gist of a question.

use canvass_core::QuestionIdx;
use canvass_core::text::StemId;

use super::super::Outline;
use super::super::outline::Wording;

/// Share of a heading's telling words that must be the question's for it to be the gist of it.
const GIST_PRECISION: f32 = 0.75;

/// The question a heading gives the gist of, and how surely.
pub(in super::super) fn gist(outline: &Outline, stems: &[StemId]) -> Option<(QuestionIdx, f32)> {
    let telling: Vec<StemId> = distinct(stems.iter().copied().filter(|stem| !outline.is_function(*stem)));
    let all: f32 = telling.iter().map(|stem| outline.weight(*stem)).sum();
    if telling.is_empty() {
        return None;
    }
    let score = |wording: &Wording| {
        let shared: Vec<StemId> = telling.iter().copied().filter(|stem| wording.bag.contains(stem)).collect();
        let weight: f32 = shared.iter().map(|stem| outline.weight(*stem)).sum();
        (weight / all, weight / wording.bag_weight.max(f32::EPSILON), shared.len())
    };
    let mut scores: Vec<(f32, QuestionIdx)> = Vec::new();
    for (at, wording) in outline.questions.iter().enumerate() {
        let (precision, recall, shared) = score(wording);
        let enough = shared >= 2 && precision >= GIST_PRECISION && recall >= 0.2
            || shared >= 1 && precision > 0.99 && recall >= 0.6;
        let least = if enough { precision * recall.sqrt() } else { 0.0 };
        scores.push((least.max(precision * recall.sqrt() * 0.8), QuestionIdx(at as u16)));
        if !enough {
            scores.last_mut()?.0 = -scores.last()?.0;
        }
    }
    scores.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()).then(one.1.cmp(&other.1)));
    let (best, question) = *scores.first()?;
    let second = scores.get(1).map_or(0.0, |(score, _)| score.abs());
    let (title, title_recall, _) = score(&outline.title);
    let is_title = title > 0.9 && title * title_recall.sqrt() >= best;
    (best > 0.25 && best > second * 1.25 && !is_title).then_some((question, best))
}

/// The only question that has all the telling words of a label, none of them words of the title alone.
pub(in super::super) fn hint(outline: &Outline, stems: &[StemId]) -> Option<QuestionIdx> {
    let telling: Vec<StemId> = distinct(
        stems.iter().copied().filter(|stem| !outline.is_function(*stem) && !outline.is_figure(*stem)),
    );
    if telling.iter().all(|stem| outline.title.bag.contains(stem)) {
        return None;
    }
    let has_all = |wording: &Wording| telling.iter().all(|stem| wording.bag.contains(stem));
    let mut fitting = outline.questions.iter().enumerate().filter(|(_, wording)| has_all(wording));
    let (question, _) = fitting.next()?;
    fitting.next().is_none().then_some(QuestionIdx(question as u16))
}

fn distinct(stems: impl Iterator<Item = StemId>) -> Vec<StemId> {
    let mut found = Vec::new();
    for stem in stems {
        if !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

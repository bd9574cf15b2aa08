//! The proposal said again as what should be: "Second homes should pay double.", "Dogs should never be kept on leads."

use canvass_core::OptionIdx;
use canvass_core::text::StemId;

use super::super::clause::ClauseRole;
use super::super::lexicon::Direction;
use super::super::model::Class;
use super::super::names::Wording;
use super::super::negation;
use super::super::report::{self, Voice};
use super::super::scene::Scene;
use super::Signal;
use super::uncued::plain;

/// Words that tell nothing of a proposal.
const EMPTY: [Class; 6] =
    [Class::Filler, Class::Proposal, Class::Asked, Class::Negator, Class::Obligation, Class::Directive];
/// Fewer telling words are no proposal.
const FEWEST: usize = 2;
/// Share of the sentence's telling words that are the proposal's, and of the proposal's that are there.
const LEAST_PRECISION: f32 = 0.6;
const LEAST_COVERAGE: f32 = 0.5;

/// Appends a signal where a sentence says what an option proposes, with a word for what ought to be.
pub(super) fn read(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    let only = [OptionIdx(0)];
    let options = if scene.model.n_options() == 1 { &only } else { scene.topics };
    if scene.is_question() {
        return;
    }
    for at in scene.words.range.clone().filter(|at| scene.is(*at, Class::Obligation)) {
        if scene.clause_at(at).role == ClauseRole::Condition
            || negation::is_of_subject(scene, at)
            || report::voice(scene, &(at..at + 1)) == Voice::Other
        {
            continue;
        }
        let Some((option, verb)) =
            options.iter().find_map(|option| Some((*option, restates(scene, *option, at)?)))
        else {
            continue;
        };
        let is_denied = negation::covers(scene, verb);
        let (direction, rule) =
            if is_denied { (Direction::Oppose, "not restated") } else { (Direction::Support, "restated") };
        out.push(Signal { rule: rule.into(), at, ..plain(scene, option, direction, answer_idx) });
    }
}

/// The word that says what should be done, where the words around `at` are those of an option's proposal.
fn restates(scene: &Scene<'_>, option: OptionIdx, at: usize) -> Option<usize> {
    let clause = scene.clause_at(at).tokens.clone();
    let is_lead =
        |before: &usize| scene.is(*before, Class::Complementizer) || scene.is(*before, Class::Raising);
    let start = (clause.start..at).rev().find(is_lead).map_or(clause.start, |lead| lead + 1);
    let is_empty = |at: usize| EMPTY.iter().any(|class| scene.is(at, *class));
    let telling = |at: usize| (!is_empty(at)).then(|| scene.words.stem(at));
    let verb = (at + 1..clause.end).find(|at| telling(*at).is_some())?;
    let mut stems: Vec<StemId> = (start..clause.end).filter(|word| *word != at).filter_map(telling).collect();
    stems.sort_unstable();
    stems.dedup();
    let is_figure = |at: &usize| scene.words.written(*at).starts_with(|mark: char| mark.is_ascii_digit());
    let figures: Vec<StemId> = (start..clause.end).filter(is_figure).map(|at| scene.words.stem(at)).collect();
    let matches = |wording: &Wording| {
        let n_common = stems.iter().filter(|stem| wording.stems.contains(stem)).count();
        // "Visitors should pay £2 a night" does what "a visitor charge of £2" would.
        let is_sum = || !figures.is_empty() && wording.figures.iter().all(|figure| figures.contains(figure));
        n_common >= FEWEST
            && (wording.stems.contains(&scene.words.stem(verb)) || is_sum())
            && figures.iter().all(|figure| wording.stems.contains(figure) || wording.figures.contains(figure))
            && n_common as f32 >= LEAST_PRECISION * stems.len() as f32
            && n_common as f32 >= LEAST_COVERAGE * wording.stems.len() as f32
    };
    scene.model.names().wordings(option).iter().any(matches).then_some(verb)
}

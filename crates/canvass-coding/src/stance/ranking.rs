//! Rankings: "1st B, 2nd C, never A", "First choice: the northern route", "Last by a long way: the cap".

use super::lexicon::Direction;
use super::mention::OptionMention;
use super::model::Class;
use super::scene::Scene;

/// Words between a place in a ranking and its option: "Last by a long way: ...".
const REACH: usize = 6;

/// The mentions that a ranking puts first or last, or rules out, with what that says of them.
pub(super) fn read<'s>(scene: &'s Scene<'_>) -> Vec<(&'s OptionMention, Direction)> {
    let single = |mention: &&OptionMention| mention.options.len() == 1 && !mention.is_collective;
    let found = scene.mentions.iter().filter(single);
    found.filter_map(|mention| Some((mention, placed(scene, mention)?))).collect()
}

fn placed(scene: &Scene<'_>, mention: &OptionMention) -> Option<Direction> {
    let start = mention.tokens.start;
    let from = scene.words.range.start;
    if start > from && scene.is(start - 1, Class::Negator) && is_apart(scene, start - 1) {
        // "1st C, never B"; "not B" may only correct what was said.
        return scene.words.written(start - 1).eq_ignore_ascii_case("never").then_some(Direction::Oppose);
    }
    let place =
        (from..start).rev().take(REACH).find(|at| is_apart(scene, *at) && rank(scene, *at).is_some())?;
    let is_set_off =
        start > place + 1 && set_off(scene, start) || start == place + 1 && is_list(scene, place);
    if is_set_off { rank(scene, place) } else { None }
}

/// What a place says: the first is for, the last against, the others neither.
fn rank(scene: &Scene<'_>, at: usize) -> Option<Direction> {
    match scene.model.names().place(scene.words.word(at))? {
        super::names::Place::First => Some(Direction::Support),
        super::names::Place::Last => Some(Direction::Oppose),
        super::names::Place::Between => None,
    }
}

/// Whether a word begins the sentence or stands behind a mark.
fn is_apart(scene: &Scene<'_>, at: usize) -> bool {
    at == scene.words.range.start || scene.has_mark_before(at, &[',', ';', ':', '(', '–', '—', '-'])
}

fn set_off(scene: &Scene<'_>, at: usize) -> bool {
    scene.has_mark_before(at, &[':', '–', '—', '-', '='])
}

/// "1st C": a short form, which stands for itself; "the first option" is a name.
fn is_list(scene: &Scene<'_>, place: usize) -> bool {
    scene.words.written(place).starts_with(|mark: char| mark.is_ascii_digit()) || set_off(scene, place + 1)
}

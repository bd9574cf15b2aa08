//! Sentences that lean on the one before: "Option One makes sense. Option Two does not.", "Some call it a folly. We disagree."

use canvass_core::OptionIdx;

use super::lexicon::Direction;
use super::mention::OptionMention;
use super::model::Class;
use super::scene::Scene;

/// What was said of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) option: OptionIdx,
    pub(super) direction: Direction,
}

/// What the sentence before said.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// Where it pointed last.
    pub(super) direction: Option<Direction>,
    /// What it told of other people's views.
    pub(super) reported: Vec<View>,
}

/// An echo has no more words than this behind the option's name.
const REACH: usize = 4;

/// What an option's name with nothing but "does not" behind it, or "nor does" before it, says after `said`.
pub(super) fn direction(scene: &Scene<'_>, mention: &OptionMention, said: Direction) -> Option<Direction> {
    if follows_suit(scene, mention) {
        return Some(said);
    }
    let from = mention.tokens.end;
    let ends = |at: &usize| {
        scene.has_mark_before(*at, &[',', ';', ':', '–', '—', '('])
            || scene.is(*at, Class::Contrast)
            || scene.is(*at, Class::Coordinator) && !scene.is(*at, Class::Likewise)
    };
    let end = (from..scene.words.range.end).find(ends).unwrap_or(scene.words.range.end);
    let tail = || from..end;
    let has = |class: Class| tail().any(|at| scene.is(at, class));
    let may_stand = |at: usize| {
        [Class::Auxiliary, Class::Negator, Class::Likewise, Class::Filler, Class::Be]
            .iter()
            .any(|class| scene.is(at, *class))
    };
    let is_bare = (1..=REACH).contains(&(end - from)) && tail().all(may_stand);
    if !is_bare || !(has(Class::Auxiliary) || has(Class::Be) || scene.is(from, Class::Negator)) {
        return None;
    }
    // "Option Three is neither."
    let is_neither = |at: usize| scene.is(at, Class::Negator) && scene.is(at, Class::Likewise);
    if has(Class::Be) && is_neither(end - 1) {
        return Some(said.turned());
    }
    match (has(Class::Negator), has(Class::Likewise)) {
        // "Option Two does not."
        (true, false) => Some(said.turned()),
        // "Option Two does too.", "Option Two does not either."
        (_, true) => Some(said),
        (false, false) => None,
    }
}

/// "So does Option Two.", "Nor would Option Two."
fn follows_suit(scene: &Scene<'_>, mention: &OptionMention) -> bool {
    let (start, begin) = (mention.tokens.start, scene.words.range.start);
    let helper = |at: usize| scene.is(at, Class::Auxiliary) || scene.is(at, Class::Be);
    let ends = mention.tokens.end == scene.words.range.end
        || scene.has_mark_before(mention.tokens.end, &[',', ';', ':', '–', '—']);
    ends && start >= begin + 2 && helper(start - 1) && scene.is(start - 2, Class::Likewise)
}

//! Replies: a stretch of a sentence that takes a side and says nothing else ("nah", "so yes please", "no thanks, we ...").

use std::ops::Range;

use super::mention::OptionMention;
use super::model::Class;
use super::scene::Scene;

/// What may stand around the words of a reply without making it say something else.
const AROUND: [Class; 8] = [
    Class::Courtesy,
    Class::Filler,
    Class::Adverb,
    Class::Pronoun,
    Class::Own,
    Class::Be,
    Class::Yes,
    Class::Negator,
];
/// Marks that end a stretch.
const ENDS: [char; 12] = [',', ';', ':', '–', '—', '(', ')', '.', '!', '?', '…', '/'];

/// A reply has no more words than this on either side of what it says.
const REACH: usize = 30;

/// Whether a cue is all that its stretch of the sentence says of what it can be a reply about.
pub(super) fn is_all_said(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let Some(stretch) = stretch(scene, cue) else { return false };
    let is_relative = scene.words.written(stretch.start).eq_ignore_ascii_case("which");
    if is_relative || about(scene, cue).is_none() {
        return false;
    }
    stretch.filter(|at| !cue.contains(at)).all(|at| {
        AROUND.iter().any(|class| scene.is(at, *class))
            || is_adverb(scene, at)
            || scene.mention_at(at).is_some()
    })
}

/// What a reply is about.
pub(super) enum About<'s> {
    /// What the question is about.
    Question,
    /// An option named beside it: "Permits: overdue", "Leads fine".
    Named(&'s OptionMention),
}

/// What a reply at `cue` is about; behind another option's name it may go on about that, and is none.
pub(super) fn about<'s>(scene: &'s Scene<'_>, cue: &Range<usize>) -> Option<About<'s>> {
    let stretch = stretch(scene, cue)?;
    let inside = |mention: &&OptionMention| stretch.contains(&mention.tokens.start);
    let before = |mention: &&OptionMention| mention.tokens.end == stretch.start;
    let named = scene.mentions.iter().find(inside).or_else(|| scene.mentions.iter().find(before));
    if let Some(mention) = named {
        return Some(About::Named(mention));
    }
    let is_free = scene.mentions.is_empty() || stretch.start == scene.words.range.start;
    (is_free && !scene.focus.is_empty()).then_some(About::Question)
}

/// The words around a cue, up to a mark or a word that begins another stretch; none where it goes on for long.
fn stretch(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Range<usize>> {
    let range = &scene.words.range;
    let (first, last) = (cue.start.saturating_sub(REACH).max(range.start), (cue.end + REACH).min(range.end));
    let start = (first..cue.start).rev().find(|at| begins_behind(scene, *at)).map(|at| at + 1);
    let end = (cue.end..last).find(|at| is_apart(scene, *at) || opens(scene, *at));
    let start = start.or_else(|| (first == range.start).then_some(first))?;
    let end = end.or_else(|| (last == range.end).then_some(last))?;
    Some(start..end)
}

/// Whether a stretch begins behind the word at `at`.
fn begins_behind(scene: &Scene<'_>, at: usize) -> bool {
    is_apart(scene, at + 1) || opens(scene, at) && !scene.words.is_one_of(at, &["as", "when"])
}

/// Whether a mark stands right before a word.
fn is_apart(scene: &Scene<'_>, at: usize) -> bool {
    let gap = scene.words.gap(at);
    gap.contains(ENDS) || gap.contains(" -") || gap.contains("- ")
}

/// Whether the word joins what follows to what was said.
fn opens(scene: &Scene<'_>, at: usize) -> bool {
    const OPENS: [Class; 4] = [Class::Contrast, Class::Concession, Class::Condition, Class::Reason];
    OPENS.iter().any(|class| scene.is(at, *class))
        || scene.words.is_one_of(at, &["so", "and", "as", "since", "when"])
}

fn is_adverb(scene: &Scene<'_>, at: usize) -> bool {
    const VERBS: [&str; 6] = ["apply", "comply", "imply", "rely", "reply", "supply"];
    scene.words.written(at).ends_with("ly") && !scene.words.is_one_of(at, &VERBS)
}

//! Which option a cue speaks of.

mod object;
mod subject;

use std::ops::Range;

use canvass_core::OptionIdx;
use canvass_core::text::StemId;

use super::lexicon::{Attachment, Cue, ObjectNeed};
use super::mention::OptionMention;
use super::model::Class;
use super::reply;
use super::scene::Scene;
use object::{exemplified, fronted, inside, object_end, relative};
use subject::{named_behind, subject_named, verbless};

/// The options a cue speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    /// Never empty.
    pub(super) options: Vec<OptionIdx>,
    /// How plainly it is named, from 0 to 1.
    pub(super) grade: f32,
    /// Whether the mention denies them: "none of the options".
    pub(super) is_denied: bool,
    /// Whether it is only described by its own words.
    pub(super) is_described: bool,
    /// Whether what the option would end is meant, not the option.
    pub(super) is_thing: bool,
    /// The tokens that name it; empty where it is understood.
    pub(super) tokens: Range<usize>,
}

/// Named outright.
const NAMED: f32 = 1.0;
/// "this option", "it", or nothing at all under the option's own question.
const UNDERSTOOD: f32 = 0.9;
/// Described by its own words.
const DESCRIBED: f32 = 0.6;
/// The thing that it would end, in a short answer to its question.
const OF_THING: f32 = 0.4;
/// Its aim, not itself.
const AIM: f32 = 0.3;
/// "the proposals", where there are several and no section.
const ALL: f32 = 0.7;
/// Words within which a side that is not taken says on what.
const NEAR: usize = 4;

/// Finds what the cue at `cue` speaks of; nothing where that is no option.
pub(super) fn find(scene: &Scene<'_>, rule: &Cue, cue: &Range<usize>) -> Option<Target> {
    let object = |scene, cue: &Range<usize>| {
        inside(scene, cue)
            .or_else(|| relative(scene, cue))
            .or_else(|| object::object(scene, cue, rule.object == ObjectNeed::Optional))
            .or_else(|| fronted(scene, cue))
            .or_else(|| exemplified(scene, cue))
    };
    match rule.attaches {
        Attachment::Object if rule.object == ObjectNeed::Named => {
            let is_next = |found: &Target| {
                found.tokens.start >= cue.end
                    && (cue.end..found.tokens.start).all(|at| scene.is(at, Class::Filler))
            };
            object(scene, cue).filter(|found| is_next(found) && found.grade >= NAMED)
        }
        Attachment::Object => object(scene, cue),
        Attachment::Subject => subject::subject(scene, cue),
        Attachment::Either => subject_named(scene, cue)
            .or_else(|| named_behind(scene, cue))
            .or_else(|| subject::subject(scene, cue))
            .or_else(|| object(scene, cue).filter(|found| found.grade > AIM))
            .or_else(|| verbless(scene, cue)),
        Attachment::Reply => Some(match reply::about(scene, cue)? {
            reply::About::Named(mention) => Target::of(mention, NAMED).with_list(scene),
            reply::About::Question => understood(scene.focus.to_vec()),
        }),
        Attachment::Topic => topic(scene),
    }
}

/// The one option of the question, where the sentence names no other.
fn topic(scene: &Scene<'_>) -> Option<Target> {
    let [topic] = scene.topics else { return None };
    let names_other = scene.mentions.iter().any(|mention| mention.options != [*topic]);
    (!names_other).then(|| understood(vec![*topic]))
}

/// Whether a target is the option itself and not the thing that it would end: named, or called a proposal.
pub(super) fn is_named(scene: &Scene<'_>, found: &Target) -> bool {
    (!found.tokens.is_empty() && !found.is_described)
        || found.tokens.clone().any(|at| scene.is(at, Class::Proposal) || scene.is(at, Class::Ending))
}

/// Whether what stands from a word on is neither an option, nor a pronoun or a proposal that may be one.
pub(super) fn is_something_else(scene: &Scene<'_>, from: usize) -> bool {
    const OPEN: [Class; 4] = [Class::Pronoun, Class::Proposal, Class::Condition, Class::Relative];
    let object = from..object_end(scene, from).min(from + NEAR);
    let may_be = |at: usize| scene.mention_at(at).is_some() || OPEN.iter().any(|class| scene.is(at, *class));
    !object.is_empty() && !object.clone().any(may_be) && described(scene, object).is_none()
}

/// What a short answer to the option's own question says of the thing that the option would end.
pub(super) fn of_thing(scene: &Scene<'_>) -> Option<Target> {
    let [topic] = scene.topics else { return None };
    let ended = scene.model.names().ended(*topic)?;
    let names_it = scene.words.range.clone().any(|at| ended.contains(&scene.words.stem(at)));
    let is_free = scene.is_short && scene.mentions.is_empty() && names_it;
    is_free.then(|| Target { is_thing: true, ..understood(vec![*topic]).scaled(OF_THING / UNDERSTOOD) })
}

/// What a short answer to the option's own question takes a side on in words of its own.
pub(super) fn in_own_words(scene: &Scene<'_>) -> Option<Target> {
    let [topic] = scene.topics else { return None };
    let is_free = scene.is_short && scene.mentions.is_empty() && scene.focus == [*topic];
    is_free.then(|| understood(vec![*topic]).scaled(OF_THING))
}

/// An option that is meant without being named.
pub(super) fn on(option: OptionIdx) -> Target {
    understood(vec![option])
}

/// The option that the words of an order describe, the verb at `verb` among them: "Please shorten the summer."
pub(super) fn ordered(scene: &Scene<'_>, verb: usize) -> Option<Target> {
    let found = described(scene, verb..object_end(scene, verb))?;
    let names = scene.model.names();
    let stem = scene.words.analyzer.stem(scene.words.word(verb));
    let mut keys = names.keys(found.options[0]).iter().flatten();
    let is_of_it = keys.any(|key| is_akin(stem, scene.words.analyzer.stem_text(*key)));
    is_of_it.then_some(found)
}

/// Whatever the sentence can be about: an option it names, else the ones in focus.
pub(super) fn anywhere(scene: &Scene<'_>) -> Option<Target> {
    let named = scene.mentions.first().map(|mention| Target::of(mention, NAMED));
    let in_focus = || (!scene.focus.is_empty()).then(|| understood(scene.focus.to_vec()));
    // "No preference.", where nothing says between which.
    let all = || scene.chooses.then(|| understood(scene.model.names().all()));
    named.or_else(in_focus).or_else(all)
}

/// The other side of a comparison: what stands behind "than", "to", "over" or "rather than".
pub(super) fn compared(scene: &Scene<'_>, from: usize) -> Option<Target> {
    let end = scene.words.range.end;
    let than = (from..end)
        .find(|at| scene.is(*at, Class::Than) || scene.words.is_one_of(*at, &["to", "instead", "opposed"]))?;
    let mention = scene
        .mentions
        .iter()
        .find(|mention| mention.tokens.start > than && mention.tokens.start <= than + 8)?;
    Some(Target::of(mention, NAMED))
}

impl Target {
    /// A mention as a target, with the further options in a row behind it: "Option 1 and the merger".
    pub(super) fn of(mention: &OptionMention, grade: f32) -> Self {
        Self {
            options: mention.options.clone(),
            grade,
            is_denied: mention.is_denied,
            is_described: false,
            is_thing: false,
            tokens: mention.tokens.clone(),
        }
    }

    fn scaled(self, grade: f32) -> Self {
        Self { grade: self.grade * grade, ..self }
    }

    fn with_list(mut self, scene: &Scene<'_>) -> Self {
        while let Some(next) = scene.mentions.iter().find(|next| {
            next.tokens.start > self.tokens.end
                && next.tokens.start <= self.tokens.end + 2
                && (self.tokens.end..next.tokens.start).all(|at| {
                    scene.is(at, Class::Coordinator)
                        || scene.is(at, Class::Filler)
                            && !scene.is(at, Class::Link)
                            && !scene.is(at, Class::Raising)
                })
                && !(self.tokens.end..next.tokens.start).any(|at| scene.is(at, Class::Negator))
        }) {
            self.options.extend(next.options.iter().copied());
            self.options.sort_unstable();
            self.options.dedup();
            self.tokens.end = next.tokens.end;
        }
        self
    }
}

/// An option described by its own words: most of the words of one of its names.
///
/// Under the option's own question, what it would do is enough: "opposed to closure".
fn described(scene: &Scene<'_>, range: Range<usize>) -> Option<Target> {
    let names = scene.model.names();
    let only = names.n_options() == 1;
    let stems: Vec<&str> = range.clone().map(|at| scene.words.analyzer.stem(scene.words.word(at))).collect();
    let is_there = |key: StemId| {
        let key = scene.words.analyzer.stem_text(key);
        stems.iter().any(|stem| is_akin(stem, key))
    };
    let mut best: Option<(usize, OptionIdx)> = None;
    for at in 0..names.n_options() {
        let option = OptionIdx(at as u16);
        for name in names.keys(option) {
            let hits = name.iter().filter(|key| is_there(**key)).count();
            let acts = name.iter().any(|key| names.is_head(option, *key) && is_there(*key));
            let in_view = only || scene.topics.contains(&option);
            let needed = if acts && in_view { 1 } else { (name.len() * 3).div_ceil(5).max(2) };
            if hits >= needed && best.is_none_or(|(most, _)| hits > most) {
                best = Some((hits, option));
            }
        }
    }
    best.map(|(_, option)| Target {
        options: vec![option],
        grade: DESCRIBED,
        is_denied: false,
        is_described: true,
        is_thing: false,
        tokens: range,
    })
}

/// Whether two stems are of one family: `close` and `closur`, not `commun` and `commit`.
fn is_akin(one: &str, other: &str) -> bool {
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    one == other || shared >= 4 && shared + 1 >= shorter && one.len().abs_diff(other.len()) <= 3
}

/// What "this" means from a place: an option named earlier in the sentence, else the one in focus.
///
/// Where nothing is in focus, a plural ("these proposals") means all of them, and a single option is meant anyway.
fn refer_back(scene: &Scene<'_>, at: usize, is_plural: bool) -> Option<Target> {
    if let Some(mention) =
        scene.mentions.iter().find(|mention| mention.tokens.end <= at && !mention.is_collective)
    {
        return Some(understood(mention.options.clone()));
    }
    if !scene.focus.is_empty() {
        return Some(understood(scene.focus.to_vec()));
    }
    let all = scene.model.names().all();
    match all.len() {
        1 => Some(understood(all)),
        _ if is_plural => Some(understood(all).scaled(ALL)),
        _ => None,
    }
}

fn understood(options: Vec<OptionIdx>) -> Target {
    Target {
        options,
        grade: UNDERSTOOD,
        is_denied: false,
        is_described: false,
        is_thing: false,
        tokens: 0..0,
    }
}

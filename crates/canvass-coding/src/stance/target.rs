//! Which option a cue speaks of.

use std::ops::Range;

use canvass_core::OptionIdx;
use canvass_core::text::StemId;

use super::clause::ClauseRole;
use super::lexicon::{Attachment, Cue, ObjectNeed};
use super::mention::OptionMention;
use super::model::Class;
use super::reply;
use super::scene::Scene;

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
/// A part or a feature of it: "the thinking behind Option 2".
const THROUGH: f32 = 0.6;
/// Described by its own words.
const DESCRIBED: f32 = 0.6;
/// "support this" at the end of a long sentence that named no option: most likely something in that sentence.
const FAR_IN: f32 = 0.1;
/// Something else, in a short answer to the option's own question: most likely something that the option touches.
const TOUCHED: f32 = 0.4;
/// Words before a cue from which on it stands far in.
const FAR_WORDS: usize = 14;
/// Its aim, not itself.
const AIM: f32 = 0.3;
/// "the proposals", where there are several and no section.
const ALL: f32 = 0.7;
/// How many words a relative clause may have before its verb.
const RELATIVE_REACH: usize = 6;
/// Words within which a side that is not taken says on what.
const NEAR: usize = 4;
/// How many words of something else may stand between a cue and its object.
const OBJECT_REACH: usize = 12;

/// Finds what the cue at `cue` speaks of; nothing where that is no option.
pub(super) fn find(scene: &Scene<'_>, rule: &Cue, cue: &Range<usize>) -> Option<Target> {
    let object = |scene, cue: &Range<usize>| {
        inside(scene, cue)
            .or_else(|| relative(scene, cue))
            .or_else(|| object(scene, cue, rule.object == ObjectNeed::Optional))
            .or_else(|| fronted(scene, cue))
    };
    match rule.attaches {
        Attachment::Object if rule.object == ObjectNeed::Named => {
            object(scene, cue).filter(|found| found.tokens.start == cue.end && found.grade >= NAMED)
        }
        Attachment::Object => object(scene, cue),
        Attachment::Subject => subject(scene, cue),
        Attachment::Either => subject_named(scene, cue)
            .or_else(|| named_behind(scene, cue))
            .or_else(|| subject(scene, cue))
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

/// What a cue most likely speaks of in a short answer to the option's own question, whatever it names.
pub(super) fn touched(scene: &Scene<'_>) -> Option<Target> {
    let [topic] = scene.topics else { return None };
    let is_free = scene.is_short && scene.mentions.is_empty();
    is_free.then(|| understood(vec![*topic]).scaled(TOUCHED / UNDERSTOOD))
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
    let than = (from..end).find(|at| {
        scene.is(*at, Class::Than)
            || matches!(scene.words.written(*at).to_lowercase().as_str(), "to" | "instead" | "opposed")
    })?;
    let mention = scene
        .mentions
        .iter()
        .find(|mention| mention.tokens.start > than && mention.tokens.start <= than + 8)?;
    Some(Target::of(mention, NAMED))
}

/// What stands between the words of a cue: "like to see Option 1 adopted".
fn inside(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    if let Some(mention) = scene.mentions.iter().find(|mention| cue.contains(&mention.tokens.start)) {
        return Some(Target::of(mention, NAMED));
    }
    // A cue may end with what it speaks of: "love it".
    (cue.start + 1..cue.end)
        .any(|at| scene.is(at, Class::Pronoun))
        .then(|| refer_back(scene, cue.start, false))
        .flatten()
}

/// What a relative clause hangs on: "Option 2, which we support", "Option 2 is the one we would choose".
fn relative(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let goes_on = cue.end < scene.words.range.end && scene.words.gap(cue.end).trim().is_empty();
    let from = cue.start.saturating_sub(RELATIVE_REACH).max(scene.words.range.start);
    let pronoun = (from..cue.start).rev().find(|at| scene.is(*at, Class::Relative))?;
    let mention = scene.mentions.iter().rev().find(|mention| mention.tokens.end <= pronoun)?;
    let is_tied =
        (mention.tokens.end..pronoun).all(|at| scene.is(at, Class::Be) || scene.is(at, Class::Filler));
    let is_spoken = (pronoun..cue.start).any(|at| scene.is(at, Class::Writer));
    (!goes_on && is_tied && is_spoken).then(|| Target::of(mention, NAMED))
}

/// What stands in front of the writer, who then says what to do with it: "The cap I would drop tomorrow".
fn fronted(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let from = cue.start.saturating_sub(RELATIVE_REACH).max(scene.words.range.start);
    let writer = (from..cue.start).rev().find(|at| scene.is(*at, Class::Writer))?;
    let mention = scene.mentions.iter().find(|mention| mention.tokens.end == writer)?;
    scene.words.gap(writer).trim().is_empty().then(|| Target::of(mention, NAMED))
}

/// What stands behind the cue as its object; nothing stands there only where a `bare` cue needs nothing.
fn object(scene: &Scene<'_>, cue: &Range<usize>, bare: bool) -> Option<Target> {
    let clause_end = object_end(scene, cue.end);
    if bare && goes_on(scene, cue.end) {
        return refer_back(scene, cue.start, false);
    }
    let mut grade = NAMED;
    let mut points = false;
    let mut others = 0;
    let mut through = false;
    for at in cue.end..clause_end {
        if let Some(mention) = scene.mention_at(at) {
            if others > 0 && !through {
                return described(scene, cue.end..clause_end);
            }
            let grade = if others > 0 { grade.min(THROUGH) } else { grade };
            return Some(Target::of(mention, grade).with_list(scene));
        }
        let ends = at + 1 == clause_end || !scene.is(at + 1, Class::Link) || is_circumstance(scene, at + 1);
        if scene.is(at, Class::Pronoun) && (others == 0 || through) && is_alone(scene, at, clause_end) {
            let grade = if others > 0 { THROUGH } else { grade };
            let grade = if is_far_in(scene, cue.start) { FAR_IN } else { grade };
            return refer_back(scene, cue.start, false).map(|target| target.scaled(grade));
        }
        if scene.is(at, Class::Aim) {
            grade = AIM;
            if ends {
                return points
                    .then(|| refer_back(scene, cue.start, false))
                    .flatten()
                    .map(|target| target.scaled(grade));
            }
        } else if scene.is(at, Class::Proposal) {
            if ends && points {
                let is_plural = scene.words.written(at).ends_with('s');
                let tokens = cue.end..at + 1;
                let understood = || {
                    let target = refer_back(scene, cue.start, is_plural)?.scaled(grade);
                    Some(Target { tokens, ..target })
                };
                return described(scene, cue.end..at + 1).or_else(understood);
            }
            others += usize::from(ends);
        } else if scene.is(at, Class::Filler) || scene.is(at, Class::Link) || scene.is(at, Class::Coordinator)
        {
            points |= scene.is(at, Class::Pronoun) || is_pointing(scene, at);
            through |= others > 0 && scene.is(at, Class::Link);
        } else if at > cue.end || !is_infinitive(scene, at) {
            others += 1;
            through = false;
        }
    }
    if others > 0 || grade < NAMED {
        return described(scene, cue.end..clause_end);
    }
    // Nothing follows: "We agree.", "I fully support."
    if bare { refer_back(scene, cue.start, false) } else { None }
}

/// Whether a verb of its own follows a cue that needs no object: "is supportive and stands ready to help".
fn goes_on(scene: &Scene<'_>, at: usize) -> bool {
    let joins = at + 1 < scene.words.range.end && scene.words.written(at) == "and";
    joins && scene.mentions.iter().all(|mention| mention.tokens.end <= at)
}

/// Whether a link adds whom one tells or in what form, and not what a proposal is of: "commend the approach to our
/// neighbours", "support the measure in its present form".
fn is_circumstance(scene: &Scene<'_>, link: usize) -> bool {
    let possessive = |at: usize| {
        at < scene.words.range.end && matches!(scene.words.written(at), "its" | "their" | "present" | "full")
    };
    scene.is(link, Class::Link) && (scene.is(link + 1, Class::Own) || possessive(link + 1))
}

/// Whether a verb stands here behind "to": "a mistake to adopt Option One".
fn is_infinitive(scene: &Scene<'_>, at: usize) -> bool {
    at > scene.words.range.start && scene.words.written(at - 1).eq_ignore_ascii_case("to")
}

/// Where the object of a verb ends: the clause, or a reason, or so many words.
fn object_end(scene: &Scene<'_>, from: usize) -> usize {
    let end = scene.words.range.end;
    let limit = (from + OBJECT_REACH).min(end);
    let stops = |at: usize| {
        scene.clauses().iter().any(|clause| clause.tokens.start == at)
            || scene.has_mark_before(at, &[';', ':', '—', '(', ')'])
            || scene.is(at, Class::Contrast)
    };
    (from..limit).find(|at| *at > scene.words.range.start && stops(*at)).unwrap_or(limit)
}

/// Whether a pronoun is the whole object: "support it", not "support this group".
fn is_alone(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    const GOES_ON: [Class; 9] = [
        Class::Link,
        Class::Be,
        Class::Condition,
        Class::Reason,
        Class::Contrast,
        Class::Concession,
        Class::Coordinator,
        Class::Negator,
        Class::Adverb,
    ];
    let next = at + 1;
    next >= end
        || scene.has_mark_before(next, &[',', '.', '!', '?', ')'])
        || GOES_ON.iter().any(|class| scene.is(next, *class))
        || scene.words.written(next).eq_ignore_ascii_case("rather")
        || scene.words.written(next).ends_with("ly")
}

fn is_far_in(scene: &Scene<'_>, cue: usize) -> bool {
    let clause = scene.clause_at(cue).tokens.start;
    let starts_anew = scene.is(clause, Class::Contrast)
        || cue - clause <= 4 && (clause..cue).any(|at| scene.is(at, Class::Own));
    cue - scene.words.range.start > FAR_WORDS && !starts_anew && scene.mentions.is_empty()
}

fn is_pointing(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.words.written(at).to_lowercase().as_str(),
        "this" | "the" | "these" | "your" | "such" | "that" | "any" | "both" | "all" | "their" | "its"
    )
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

/// What stands before the cue as its subject.
fn subject(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    if let Some(named) = subject_named(scene, cue) {
        return Some(named);
    }
    let clause = scene.clause_at(cue.start);
    let before = clause.tokens.start..cue.start;
    if is_extraposed(scene, cue) {
        return None;
    }
    if let Some(described) = described(scene, before.clone()) {
        return Some(described);
    }
    let mut others = 0;
    let mut thinks = false;
    for at in before.clone().rev() {
        thinks |= scene.is(at, Class::Raising);
        if scene.is(at, Class::Writer) && !thinks {
            // "We would encourage": the writer, not an option, is the subject.
            return None;
        }
        if others > 0 && introduces(scene, at) {
            // "It is known that sharing data can be harmful": the subject stands behind "that".
            return None;
        }
        if scene.is(at, Class::Pronoun) && (at + 1 == cue.start || is_verbal(scene, at + 1)) {
            return refer_back(scene, at, false);
        }
        let points = before.contains(&(at.wrapping_sub(1))) && is_pointing(scene, at - 1);
        if scene.is(at, Class::Proposal) && points {
            return refer_back(scene, at, scene.words.written(at).ends_with('s'));
        }
        let is_content = !(scene.is(at, Class::Filler)
            || scene.is(at, Class::Be)
            || scene.is(at, Class::Raising)
            || scene.is(at, Class::Negator)
            || scene.is(at, Class::Contrast)
            || scene.is(at, Class::Concession)
            || scene.is(at, Class::Reason)
            || scene.is(at, Class::Yes)
            || scene.is(at, Class::No)
            || scene.is(at, Class::Own)
            || scene.words.written(at).ends_with("ly"));
        others += usize::from(is_content);
    }
    // No subject of its own: "A good idea.", "... but would cost too much."
    if others == 0 { refer_back(scene, cue.start, false) } else { None }
}

/// Whether "that" brings in what is thought or said.
fn introduces(scene: &Scene<'_>, at: usize) -> bool {
    const TELLING: [Class; 3] = [Class::Raising, Class::Claiming, Class::Holding];
    let is_told = |before: usize| {
        TELLING.iter().any(|class| scene.is(before, *class)) || scene.words.written(before).ends_with("ed")
    };
    at > scene.words.range.start && scene.words.written(at).eq_ignore_ascii_case("that") && is_told(at - 1)
}

/// "A big thumbs up from us": no verb and no other subject, so the question is spoken of.
fn verbless(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let before = scene.clause_at(cue.start).tokens.start..cue.start;
    let is_short = before.len() <= 2 && !before.clone().any(|at| scene.is(at, Class::Be));
    (is_short && !scene.topics.is_empty()).then(|| refer_back(scene, cue.start, false)).flatten()
}

/// "It is sensible to ...": the judgement is about what follows.
fn is_extraposed(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let is_it = |at: usize| {
        matches!(scene.words.written(at).to_lowercase().as_str(), "it" | "it's" | "it’s" | "it'd" | "it’d")
    };
    let before = (scene.words.range.start..cue.start).rev();
    let subject =
        before.take(3).find(|at| !(scene.is(*at, Class::Filler) || scene.is(*at, Class::Be)) || is_it(*at));
    let starts_with_it = is_it(cue.start) || subject.is_some_and(is_it);
    let goes_on = cue.end < scene.words.range.end
        && matches!(scene.words.written(cue.end), "to" | "that" | "for")
        && !scene.has_mark_before(cue.end, &[',', '.']);
    starts_with_it && goes_on
}

fn is_verbal(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, Class::Be)
        || scene.is(at, Class::Filler)
        || scene.is(at, Class::Negator)
        || scene.words.written(at).ends_with("ly")
}

/// The nearest option named before the cue in its clause.
fn subject_named(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let clause = scene.clause_at(cue.start);
    let is_subject = |mention: &&OptionMention| {
        let at = mention.tokens.start;
        // "Option 1, not Option 2, is right": the second is only what the first is not.
        let is_contrast = at > clause.tokens.start && scene.is(at - 1, Class::Negator);
        mention.tokens.end <= cue.start && clause.tokens.contains(&at) && !is_contrast
    };
    let mention = scene.mentions.iter().rev().find(is_subject)?;
    // Earlier members of a list: "Option 1 and the merger are ...".
    let mut target = Target::of(mention, NAMED);
    while let Some(previous) = scene.mentions.iter().rev().find(|previous| {
        previous.tokens.end < target.tokens.start
            && previous.tokens.end + 2 >= target.tokens.start
            && (previous.tokens.end..target.tokens.start).all(|at| scene.is(at, Class::Coordinator))
    }) {
        target.options.extend(previous.options.iter().copied());
        target.tokens.start = previous.tokens.start;
    }
    Some(target)
}

/// The first option named behind the cue in its clause.
fn named_behind(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Target> {
    let clause = scene.clause_at(cue.start);
    // "If we had to choose, Option 2": the choice stands behind the condition.
    let is_open = clause.role == ClauseRole::Condition;
    let mention = scene.mentions.iter().find(|mention| {
        mention.tokens.start >= cue.end && (is_open || clause.tokens.contains(&mention.tokens.start))
    })?;
    Some(Target::of(mention, NAMED).with_list(scene))
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

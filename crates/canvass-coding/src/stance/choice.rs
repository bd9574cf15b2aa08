//! Replies to "Which do you prefer?", which name options and hardly say anything of them: "C, not A", "anything but
//! the depot", "2 at a push", "in order: B, C, A".
//!
//! A reply is read stretch by stretch: the words around an option's name, up to a mark, a conjunction or the next
//! name. A stretch that says nothing else picks the option, unless one of its words rejects or hedges.

mod order;

use std::ops::Range;

use canvass_core::OptionIdx;
use serde::Deserialize;

use super::lexicon::{Direction, Strength};
use super::mention::OptionMention;
use super::model::Class;
use super::scene::Scene;
use super::signal::Signal;

/// Words that a choice is made with, in lower case; none where a language has not been given them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceWords {
    /// Say nothing else beside the name of what is picked: "2 for me every time".
    #[serde(default)]
    small: Vec<String>,
    /// "not", "never".
    #[serde(default)]
    rejecting: Vec<String>,
    /// The same behind the name: "the depot out".
    #[serde(default)]
    dropping: Vec<String>,
    /// "anything", as in "anything but the depot",
    #[serde(default)]
    all: Vec<String>,
    /// and "but".
    #[serde(default)]
    but: Vec<String>,
    /// Between two options, of which the first is preferred: "ahead of".
    #[serde(default)]
    ahead: Vec<String>,
    /// "at a push".
    #[serde(default)]
    hedging: Vec<String>,
    /// "order", before a row of options.
    #[serde(default)]
    ordering: Vec<String>,
    /// "only", which leaves nothing to the others.
    #[serde(default)]
    only: Vec<String>,
    /// Want none of the options: "leave well alone".
    #[serde(default)]
    staying: Vec<String>,
    /// Names of an option that does so: "no change".
    #[serde(default)]
    standing: Vec<String>,
    /// What such an option is called besides, as patterns: "carrying on as we are".
    #[serde(default)]
    pub(super) standing_called: Vec<String>,
    /// Those of `all` behind which the others are liked: "all but the depot".
    #[serde(default)]
    every: Vec<String>,
    /// Begin another stretch: "because".
    #[serde(default)]
    parting: Vec<String>,
}

impl ChoiceWords {
    /// Whether a name says that things stay as they are.
    pub(super) fn is_standing(&self, name: &str) -> bool {
        let name = format!(" {} ", name.to_lowercase());
        self.standing.iter().any(|phrase| name.contains(&format!(" {phrase} ")))
    }

    fn is_known(&self) -> bool {
        !self.small.is_empty()
    }
}

/// Appends what a sentence says by picking, of the options that nothing else of it speaks of.
pub(super) fn read(
    scene: &Scene<'_>,
    words: &ChoiceWords,
    answer_idx: usize,
    from: usize,
    out: &mut Vec<Signal>,
) {
    if !(scene.chooses && words.is_known()) || scene.is_question() {
        return;
    }
    let judged: Vec<OptionIdx> = out[from..].iter().map(|signal| signal.option).collect();
    let is_free = |mention: &OptionMention| !mention.options.iter().any(|option| judged.contains(option));
    let reader = Reader { scene, words };
    let picked = order::read(&reader).unwrap_or_else(|| reader.picked());
    for (mention, option, direction) in picked {
        if mention.is_none_or(is_free) && !judged.contains(&option) {
            let strength = if mention.is_some() { Strength::Position } else { Strength::Judgement };
            out.push(Signal::picked(option, direction, strength, scene.sentence, answer_idx));
        }
    }
}

/// What is picked, and by which mention; by none where it is only what is left.
type Picked<'s> = (Option<&'s OptionMention>, OptionIdx, Direction);

struct Reader<'s> {
    scene: &'s Scene<'s>,
    words: &'s ChoiceWords,
}

impl<'s> Reader<'s> {
    fn picked(&self) -> Vec<Picked<'s>> {
        let mentions = &self.scene.mentions;
        if mentions.is_empty() {
            return self.staying();
        }
        let all = self.scene.model.names().all();
        let mut picked = Vec::new();
        let mut behind: Option<Direction> = None;
        // "Between the quay and the mill, the former": what stands before is only what is chosen from.
        let first = mentions.iter().position(|mention| mention.n_back.is_some()).unwrap_or(0);
        let single = mentions.iter().enumerate().skip(first).filter(|(_, mention)| !mention.is_collective);
        for (at, mention) in single {
            let direction = behind.take().or_else(|| {
                let next = mentions.get(at + 1)?;
                let between = self.written(mention.tokens.end..next.tokens.start);
                let between = between.strip_suffix(" the").unwrap_or(&between);
                let is_known = self.words.ahead.iter().any(|known| known == between);
                // "We lived there before the park was opened" prefers nothing.
                let is_bare = (self.stretch(at).start..mention.tokens.start).all(|word| self.is_small(word));
                let is_ahead = is_known && is_bare && !self.is_apart(next.tokens.start);
                behind = is_ahead.then_some(Direction::Oppose);
                is_ahead.then_some(Direction::Support)
            });
            let stretch = self.stretch(at);
            let direction = direction.or_else(|| self.direction(mention, &stretch));
            let Some(direction) = direction else { continue };
            let direction = if mention.is_denied { direction.turned() } else { direction };
            picked.extend(mention.options.iter().map(|option| (Some(mention), *option, direction)));
            // "Anything but C" says nothing of which of the others.
            let is_all = self.is_all_but(mention, &stretch)
                && (stretch.start..mention.tokens.start).any(|at| self.is(at, &self.words.every));
            if self.is_only(mention, &stretch) || is_all {
                let rest = all.iter().filter(|option| !mention.options.contains(option));
                picked.extend(rest.map(|option| (None, *option, direction.turned())));
            }
        }
        // "Closing it would shut me out, so keep things as they are."
        if let Some(standing) = self.scene.model.standing()
            && picked.iter().all(|(_, option, _)| *option != standing)
        {
            picked.extend(self.staying());
        }
        // "3 ahead of 1, and 1 ahead of 2": what stands between is liked less, not disliked.
        let liked: Vec<OptionIdx> = picked
            .iter()
            .filter(|(.., said)| *said == Direction::Support)
            .map(|(_, option, _)| *option)
            .collect();
        picked.retain(|(_, option, said)| *said != Direction::Oppose || !liked.contains(option));
        picked
    }

    /// "Leave well alone" is for the option that does, else against all.
    fn staying(&self) -> Vec<Picked<'s>> {
        let range = self.scene.words.range.clone();
        // "We cannot do nothing."
        if range.clone().any(|at| self.scene.is(at, Class::Negator)) {
            return Vec::new();
        }
        let written = self.written(range);
        if !self.words.staying.iter().any(|phrase| written.contains(phrase)) {
            return Vec::new();
        }
        let model = self.scene.model;
        match model.standing() {
            Some(option) => vec![(None, option, Direction::Support)],
            None => model.names().all().into_iter().map(|option| (None, option, Direction::Oppose)).collect(),
        }
    }

    /// What the words around a mention say, if they say nothing else.
    fn direction(&self, mention: &OptionMention, stretch: &Range<usize>) -> Option<Direction> {
        if self.is_all_but(mention, stretch) {
            return Some(Direction::Oppose);
        }
        let hedges = self.hedges(stretch);
        // "Site 3 out", "3 is neither".
        let (behind, last) = (mention.tokens.end, stretch.end - 1);
        let is_dropped = last == behind && self.is(behind, &self.words.dropping)
            || last >= behind && self.is(last, &self.words.rejecting);
        let is_rejected =
            is_dropped || (stretch.start..mention.tokens.start).any(|at| self.is(at, &self.words.rejecting));
        let says_nothing_else = stretch.clone().all(|at| {
            mention.tokens.contains(&at)
                || hedges.iter().any(|hedge| hedge.contains(&at))
                || self.is_small(at)
                || self.is(at, &self.words.rejecting)
                || is_dropped && at == last
        }) && !self.is_fronted(mention);
        let direction = match is_rejected {
            // "If you insist, C."
            _ if !hedges.is_empty() || self.is_led_by_hedge(stretch.start) => Direction::Both,
            true => Direction::Oppose,
            false => Direction::Support,
        };
        says_nothing_else.then_some(direction)
    }

    /// Whether the writer says next what to do with a row of mentions: "The second and third we should resist",
    /// "Option 3, on the other hand, we would contest."
    fn is_fronted(&self, mention: &OptionMention) -> bool {
        let (scene, mentions) = (self.scene, &self.scene.mentions);
        let joins = |at: usize| scene.is(at, Class::Coordinator) || scene.is(at, Class::Filler);
        let joined = |pair: &[OptionMention]| {
            let mut between = pair[0].tokens.end..pair[1].tokens.start;
            !between.is_empty() && between.all(joins)
        };
        let first = mentions.partition_point(|other| other.tokens.start < mention.tokens.start);
        let row = &mentions[first..];
        let last = row.windows(2).take_while(|pair| joined(pair)).count();
        let from = row.get(last).map_or(mention.tokens.end, |last| last.tokens.end);
        let end = scene.words.range.end;
        let Some(writer) = (from..end).find(|at| scene.is(*at, Class::Writer)) else { return false };
        if writer == from && !self.is_apart(from) {
            return true;
        }
        let verb = writer + 2;
        scene.is(writer + 1, Class::Auxiliary)
            && verb < end
            && (verb + 1 == end || verb + 2 == end || self.is_apart(verb + 1))
            && !(from..writer).any(|at| scene.mention_at(at).is_some() || self.is(at, &self.words.parting))
    }

    /// Where a stretch hedges: "at a push".
    fn hedges(&self, stretch: &Range<usize>) -> Vec<Range<usize>> {
        let is_there = |at: usize, hedge: &str| {
            let words = hedge.split(' ').enumerate();
            words.clone().all(|(nth, word)| {
                stretch.contains(&(at + nth)) && self.scene.words.written(at + nth).eq_ignore_ascii_case(word)
            })
        };
        let hedge_at = |at: usize| {
            let found = self.words.hedging.iter().find(|hedge| is_there(at, hedge))?;
            Some(at..at + found.split(' ').count())
        };
        stretch.clone().filter_map(hedge_at).collect()
    }

    /// Whether nothing but a hedge stands before a stretch.
    fn is_led_by_hedge(&self, start: usize) -> bool {
        let lead = self.written(self.scene.words.range.start..start);
        self.words.hedging.contains(&lead)
    }

    /// "Only C", where that is all that is said.
    fn is_only(&self, mention: &OptionMention, stretch: &Range<usize>) -> bool {
        let start = mention.tokens.start;
        start > stretch.start
            && self.is(start - 1, &self.words.only)
            && self.direction(mention, stretch) == Some(Direction::Support)
    }

    /// "Anything but the depot", "all bar the last".
    fn is_all_but(&self, mention: &OptionMention, stretch: &Range<usize>) -> bool {
        let before: Vec<usize> = (stretch.start..mention.tokens.start).rev().take(3).collect();
        before.windows(2).any(|pair| self.is(pair[0], &self.words.but) && self.is(pair[1], &self.words.all))
    }

    /// The words around mention `at`, up to a mark, a word that parts, or the next mention.
    fn stretch(&self, at: usize) -> Range<usize> {
        let mentions = &self.scene.mentions;
        let range = &self.scene.words.range;
        let tokens = &mentions[at].tokens;
        let floor = at.checked_sub(1).map_or(range.start, |before| mentions[before].tokens.end);
        let ceiling = mentions.get(at + 1).map_or(range.end, |next| next.tokens.start);
        let is_all_but = |word: usize| {
            word > range.start && self.is(word, &self.words.but) && self.is(word - 1, &self.words.all)
        };
        let parts = |word: usize| self.is(word, &self.words.parting) && !is_all_but(word);
        let opens = |word: &usize| self.is_apart(word + 1) || parts(*word);
        let start = (floor..tokens.start).rev().find(opens).map_or(floor, |word| word + 1);
        let ends = |word: &usize| self.is_apart(*word) || parts(*word);
        let end = (tokens.end..ceiling).find(ends).unwrap_or(ceiling);
        start..end
    }

    fn is_apart(&self, at: usize) -> bool {
        let marks = [',', ';', ':', '.', '–', '—', '(', ')', '!', '?', '/', '|'];
        at > self.scene.words.range.start
            && at < self.scene.words.range.end
            && (self.scene.has_mark_before(at, &marks) || self.scene.words.gap(at).contains(" -"))
    }

    fn is_small(&self, at: usize) -> bool {
        const SMALL: [Class; 7] = [
            Class::Courtesy,
            Class::Filler,
            Class::Adverb,
            Class::Pronoun,
            Class::Be,
            Class::Yes,
            Class::Writer,
        ];
        let negates = self.scene.is(at, Class::Negator);
        !negates && SMALL.iter().any(|class| self.scene.is(at, *class))
            || self.is(at, &self.words.small)
            || self.scene.words.written(at).ends_with("ly")
    }

    fn is(&self, at: usize, known: &[String]) -> bool {
        let written = self.scene.words.written(at);
        known.iter().any(|word| written.eq_ignore_ascii_case(word))
    }

    fn written(&self, range: Range<usize>) -> String {
        range.map(|at| self.scene.words.written(at).to_lowercase()).collect::<Vec<_>>().join(" ")
    }
}

//! One sentence with all that is known of it before its cues are weighed.

use std::cell::OnceCell;
use std::ops::Range;

use canvass_core::text::{Analyzer, Sentence, Tokens};
use canvass_core::{OptionIdx, Span};

use super::clause::{self, Clause};
use super::lexicon::{Attachment, Direction, Form, Strength};
use super::mention::{OptionMention, Words};
use super::model::{Class, Meaning, StanceModel};
use super::reply;
use crate::pattern::Match;

/// A sentence, its clauses, the options it names and the cues in it.
pub(super) struct Scene<'a> {
    pub(super) model: &'a StanceModel,
    pub(super) words: Words<'a>,
    pub(super) sentence: Span,
    clauses: OnceCell<Vec<Clause>>,
    pub(super) mentions: Vec<OptionMention>,
    /// Its cues; of overlapping ones of a kind the longest.
    pub(super) cues: Vec<FoundCue>,
    /// What "this" and "it" mean here.
    pub(super) focus: &'a [OptionIdx],
    /// The options of the question or section.
    pub(super) topics: &'a [OptionIdx],
    /// Whether the answer is so short that every sentence may be the reply.
    pub(super) is_short: bool,
    /// Whether it replies to a question that asks which option.
    pub(super) chooses: bool,
    /// Whether it replies to another question than the option's own, which the letter answers too.
    pub(super) is_beside: bool,
    classes: Vec<u64>,
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// What "this" and "it" mean here.
    pub(super) focus: &'a [OptionIdx],
    /// The options of the question or section.
    pub(super) topics: &'a [OptionIdx],
    /// Whether the answer is so short that every sentence may be the reply.
    pub(super) is_short: bool,
    /// Whether it replies to a question that asks which option.
    pub(super) chooses: bool,
    /// Whether it replies to another question than the option's own, which the letter answers too.
    pub(super) is_beside: bool,
    /// The options that were named one by one before it.
    pub(super) earlier: &'a [OptionIdx],
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        model: &'a StanceModel,
        analyzer: &'a Analyzer,
        text: &'a str,
        tokens: &'a Tokens,
        sentence: &Sentence,
        found: &[Match],
        place: Place<'a>,
    ) -> Self {
        let words = Words { analyzer, text, tokens: &tokens.tokens, range: sentence.tokens.clone() };
        let Place { focus, topics, is_short, chooses, is_beside, earlier } = place;
        let mut scene = Self {
            model,
            classes: classes(model, &words),
            words,
            sentence: sentence.span,
            clauses: OnceCell::new(),
            mentions: Vec::new(),
            cues: Vec::new(),
            focus,
            topics,
            is_short,
            chooses,
            is_beside,
        };
        scene.mentions = scene.find_mentions(found, earlier);
        scene.cues = scene.find_cues(found);
        scene
    }

    /// Whether the word at a token belongs to a class.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        at >= self.words.range.start
            && self.classes.get(at - self.words.range.start).is_some_and(|bits| bits & class.bit() != 0)
    }

    /// The mention that begins at, or covers, a token.
    pub(super) fn mention_at(&self, at: usize) -> Option<&OptionMention> {
        self.mentions.iter().find(|mention| mention.tokens.contains(&at))
    }

    /// Its clauses; together they hold every token.
    pub(super) fn clauses(&self) -> &[Clause] {
        self.clauses.get_or_init(|| clause::split(self))
    }

    /// The clause that holds a token.
    pub(super) fn clause_at(&self, at: usize) -> &Clause {
        let clauses = self.clauses();
        clauses.iter().find(|clause| clause.tokens.contains(&at)).unwrap_or(&clauses[0])
    }

    /// Whether a mark out of `marks` stands right before the token.
    pub(super) fn has_mark_before(&self, at: usize, marks: &[char]) -> bool {
        self.words.gap(at).contains(marks)
    }

    /// Whether it names an option and denies something.
    pub(super) fn denies(&self) -> bool {
        let is_plain = |at: usize| self.mention_at(at).is_none() && !self.is(at + 1, Class::NoNegation);
        !self.mentions.is_empty()
            && self.words.range.clone().any(|at| self.is(at, Class::Negator) && is_plain(at))
    }

    /// Whether it has words against something, whatever that is.
    pub(super) fn objects(&self) -> bool {
        let cues = self.cues.iter().map(|found| &self.model.cue(found.cue).cue);
        cues.into_iter().any(|cue| cue.direction == Direction::Oppose && cue.strength != Strength::Argument)
    }

    /// Whether it says what an option it names is or would do.
    pub(super) fn describes(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let behind = mention.tokens.end;
            self.is(behind, Class::Be) || self.is(behind, Class::Auxiliary)
        })
    }

    /// Whether the sentence asks.
    pub(super) fn is_question(&self) -> bool {
        self.sentence.of(self.words.text).trim_end_matches(['"', '”', '’', ')', '*']).ends_with('?')
    }

    fn find_mentions(&self, found: &[Match], earlier: &[OptionIdx]) -> Vec<OptionMention> {
        let mut mentions = self.model.names().find(&self.words, self.chooses);
        for matched in found {
            if let Meaning::Name(option) = self.model.meaning(matched.rule) {
                mentions.push(OptionMention::of(matched.tokens.clone(), vec![option]));
            }
        }
        // Longest first, so that what lies inside another can be told; then back into reading order.
        mentions.sort_by_key(|mention| (usize::MAX - mention.tokens.len(), mention.tokens.start));
        let mut kept: Vec<OptionMention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let clash = kept.iter_mut().find(|other| {
                mention.tokens.start < other.tokens.end && other.tokens.start < mention.tokens.end
            });
            match clash {
                None => kept.push(mention),
                // "the tram" and "tram stop" are one name, longer than either.
                Some(other) if other.options == mention.options => {
                    other.tokens = other.tokens.start.min(mention.tokens.start)
                        ..other.tokens.end.max(mention.tokens.end);
                }
                Some(_) => {}
            }
        }
        kept.sort_by_key(|mention| mention.tokens.start);
        name_two(&mut kept, earlier);
        let before =
            kept.iter().find(|mention| !mention.is_collective).map(|mention| mention.options.clone());
        let before = before.unwrap_or_else(|| self.focus.to_vec());
        for mention in kept.iter_mut().filter(|mention| mention.is_rest) {
            mention.options.retain(|option| !before.contains(option));
        }
        kept.retain(|mention| !mention.options.is_empty());
        kept
    }

    /// Whether a hyphen ties the word at a token to the one before: "best-known" calls nothing the best.
    fn is_hyphenated(&self, at: usize) -> bool {
        self.words.range.contains(&at) && self.words.gap(at) == "-"
    }

    /// Whether what a cue calls something is called that of its subject: "is paid a fair wage" calls nothing fair.
    fn is_tight(&self, tokens: &Range<usize>) -> bool {
        const SMALL: [Class; 6] =
            [Class::Filler, Class::Adverb, Class::Be, Class::Negator, Class::Own, Class::Raising];
        let is_small = |at: usize| {
            SMALL.iter().any(|class| self.is(at, *class)) || self.words.written(at).ends_with("ly")
        };
        let inner = tokens.start + 1..tokens.end;
        let article = inner.clone().find(|at| matches!(self.words.written(*at), "a" | "an" | "the"));
        article.is_none_or(|article| (inner.start..article).all(is_small))
    }

    /// Whether a clause or the sentence is over before a token.
    fn is_end(&self, at: usize) -> bool {
        at >= self.words.range.end
            || self.has_mark_before(at, &['.', ',', ';', ':', '!', '?', '–', '—', ')'])
            || self.is(at, Class::Coordinator)
            || self.is(at, Class::Contrast)
    }

    fn find_cues(&self, found: &[Match]) -> Vec<FoundCue> {
        let mut cues: Vec<FoundCue> = Vec::new();
        for matched in found {
            let Meaning::Cue { cue, is_loose } = self.model.meaning(matched.rule) else { continue };
            // What is only a reply must not hide other cues in a sentence that says more.
            let is_reply = self.model.cue(cue).cue.attaches == Attachment::Reply;
            let is_part_of_word = self.is_hyphenated(matched.tokens.end);
            if is_part_of_word || is_reply && !reply::is_all_said(self, &matched.tokens) {
                continue;
            }
            let is_formed = match self.model.cue(cue).cue.form {
                None => true,
                Some(Form::Tight) => self.is_tight(&matched.tokens),
                Some(Form::Last) => self.is_end(matched.tokens.end),
            };
            if !is_formed {
                continue;
            }
            // "I support Option Two" says more than a reply does.
            let is_reply =
                is_reply && !matches!(reply::about(self, &matched.tokens), Some(reply::About::Named(_)));
            let next = FoundCue { cue, tokens: matched.tokens.clone(), is_loose, is_reply };
            match cues.iter_mut().find(|known| known.cue == cue && known.overlaps(&next)) {
                Some(known) if next.tokens.len() > known.tokens.len() => *known = next,
                Some(_) => {}
                None => cues.push(next),
            }
        }
        let all = cues.clone();
        cues.retain(|one| !all.iter().any(|other| one.yields_to(other)));
        cues
    }
}

/// The classes of the words of a sentence.
/// Tells which options "the former" and "the latter" are, of those before; they are no mentions where there are no two.
fn name_two(mentions: &mut Vec<OptionMention>, earlier: &[OptionIdx]) {
    let mut named = earlier.to_vec();
    for mention in &mut *mentions {
        if let Some(at) = mention.n_back.and_then(|n_back| named.len().max(1).checked_sub(n_back)) {
            mention.options.extend(named.get(at).filter(|_| named.len() > 1));
        } else if mention.n_back.is_none() && !mention.is_collective {
            named.extend(&mention.options);
            named.dedup();
        }
    }
    mentions.retain(|mention| !mention.options.is_empty());
}

fn classes(model: &StanceModel, words: &Words<'_>) -> Vec<u64> {
    let mut classes: Vec<u64> = words.range.clone().map(|at| model.classes_of(words.word(at))).collect();
    // "in principle" says how, not what.
    for at in 1..classes.len() {
        let is_manner = classes[at] & Class::Manner.bit() != 0 && classes[at - 1] & Class::Link.bit() != 0;
        if is_manner && words.written(words.range.start + at - 1).eq_ignore_ascii_case("in") {
            classes[at] = Class::Filler.bit();
        }
    }
    classes
}

/// A cue in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundCue {
    /// Its index in the lexicon.
    pub(super) cue: u16,
    /// Its words, and those between.
    pub(super) tokens: Range<usize>,
    is_loose: bool,
    /// Whether it is all that is said.
    is_reply: bool,
}

impl FoundCue {
    fn overlaps(&self, other: &Self) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }

    /// Whether it gives way to another that overlaps it.
    ///
    /// A reply is all that is said, so that nothing else is;
    /// of two that end in the same word the longer stays ("no need for"), unless it is loose: then the one
    /// earlier in the lexicon ("least bad", not "is the least bad");
    /// a loose one gives way to one that begins with it ("would undermine", not "would undermine ... work");
    /// else one inside another is part of its saying.
    fn yields_to(&self, other: &Self) -> bool {
        if self == other || !self.overlaps(other) {
            return false;
        }
        if self.is_reply != other.is_reply {
            return other.is_reply;
        }
        if self.tokens.end == other.tokens.end {
            let longer = if self.tokens.len() > other.tokens.len() { self } else { other };
            return if longer.is_loose || self.tokens == other.tokens {
                other.cue < self.cue
            } else {
                longer == other
            };
        }
        let is_inside = other.tokens.start <= self.tokens.start && self.tokens.end <= other.tokens.end;
        if self.tokens.start == other.tokens.start {
            return if is_inside { !other.is_loose } else { self.is_loose && other.tokens.len() > 1 };
        }
        is_inside
    }
}

/// What "this option" means as sentences go by: the option last spoken of in the paragraph, else the section's.
pub(super) struct Paragraphs<'a> {
    topics: &'a [OptionIdx],
    paragraph: u32,
    focus: Vec<OptionIdx>,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(topics: &'a [OptionIdx]) -> Self {
        Self { topics, paragraph: 0, focus: topics.to_vec() }
    }

    /// The focus at a sentence of this paragraph.
    pub(super) fn focus(&mut self, paragraph: u32) -> &[OptionIdx] {
        if paragraph != self.paragraph {
            self.paragraph = paragraph;
            if !self.topics.is_empty() {
                self.focus = self.topics.to_vec();
            }
        }
        &self.focus
    }

    /// Moves the focus to what the sentence spoke of first.
    pub(super) fn follow(&mut self, mentions: &[OptionMention]) {
        if let Some(first) = mentions.iter().find(|mention| !mention.is_collective) {
            self.focus.clone_from(&first.options);
        }
    }
}

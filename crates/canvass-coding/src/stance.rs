//! For or against each option: signals are read sentence by sentence, then rolled up into one verdict.
//!
//! The way from words to a verdict, one file a step:
//! cues of the [`Lexicon`] and mentions of options are found in one scan ([`mention`]);
//! the sentence is cut into clauses ([`clause`]); a cue finds the option it speaks of ([`target`]),
//! is turned by negation ([`negation`]), dropped where somebody else speaks ([`report`]),
//! and becomes a signal with a weight ([`signal`]), as does what leans on the sentence before ([`echo`]); the signals of a response,
//! beside its ticks, become one row an option ([`verdict`]).

mod choice;
mod clause;
mod echo;
mod example;
mod lexicon;
mod mention;
mod model;
mod names;
mod negation;
mod ranking;
mod reply;
mod report;
mod scene;
mod signal;
mod target;
mod ticks;
mod verdict;

use canvass_core::text::{Analyzer, Sentence, Tokens};
use canvass_core::{Answer, OptionIdx, Response, Span, StanceRow};

use crate::pattern::{Match, Scanner};

pub use example::{Surprise, surprises};
pub use lexicon::{Cue, Lexicon, LexiconError};
pub use model::StanceModel;
pub use names::NameWords;
pub use ticks::judge_ticks;

use echo::Memory;
use scene::{Paragraphs, Place, Scene};
use signal::Signal;
use verdict::Evidence;

/// In an answer of at most this many words every sentence may be the reply, not only the first and the last.
const SHORT_ANSWER: usize = 40;

/// A sentence of at most this many words that names an option says nothing else,
const BARE_CHOICE: usize = 4;
/// unless it calls the option something: "Option Two is poor."
const CALLING: [&str; 6] = ["is", "are", "was", "were", "seems", "looks"];

/// Longer sentences say more than a reply does.
const LONGEST_REPLYING: usize = 24;

/// Judges responses; one per worker.
#[derive(Debug, Default)]
pub struct StanceCoder {
    scanner: Scanner,
    matches: Vec<Match>,
}

impl StanceCoder {
    /// A coder that has met no word yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One row for every option, in the consultation's order.
    ///
    /// `tokens` holds the tokens of each answer, those of answers with the same span being the same.
    pub fn judge(
        &mut self,
        model: &StanceModel,
        analyzer: &Analyzer,
        response: &Response,
        tokens: &[&Tokens],
    ) -> Vec<StanceRow> {
        let mut evidence = Evidence::new(model.n_options());
        let is_own = |answer: &Answer| answer.topic.is_some() && answer.says_something();
        let has_own = model.n_options() == 1 && response.answers.iter().any(is_own);
        for (first, answers) in by_span(&response.answers) {
            let topics = topics(answers);
            // Where there is one option alone, whatever else is asked may be answered by a word on it.
            let sole = topics.is_empty() && model.n_options() == 1 && answers[0].question.is_some();
            let spoken = if sole { vec![OptionIdx(0)] } else { topics.clone() };
            let is_beside = sole && has_own;
            let said = Said { answer_idx: first, topics: &spoken, may_reply: !sole, is_beside };
            let reading = self.read(model, analyzer, response, &said, tokens[first]);
            evidence.take(reading, &topics);
        }
        verdict::rows(model, response, tokens, &evidence)
    }

    /// The signals of one stretch of text, and the options it names.
    fn read(
        &mut self,
        model: &StanceModel,
        analyzer: &Analyzer,
        response: &Response,
        said: &Said<'_>,
        tokens: &Tokens,
    ) -> Reading {
        let Said { answer_idx, topics, .. } = *said;
        let answer = &response.answers[answer_idx];
        let skip = |at: usize| answer.is_aside(tokens.tokens[at].span);
        self.matches.clear();
        self.scanner.scan(model.set(), analyzer, tokens, &skip, &mut self.matches);
        let mut reading = Reading { answer_idx, ..Reading::default() };
        let mut paragraphs = Paragraphs::new(topics);
        let mut memory = Memory::default();
        let is_short = tokens.tokens.len() <= SHORT_ANSWER;
        let is_asked = is_short && model.asks_which(answer.question);
        let mut matches = self.matches.as_slice();
        for (number, sentence) in tokens.sentences.iter().enumerate() {
            let here = matches.partition_point(|found| found.sentence <= number);
            let (found, rest) = matches.split_at(here);
            matches = rest;
            if found.is_empty() && !is_asked || skip(sentence.tokens.start) {
                memory = Memory::default();
                continue;
            }
            let focus = paragraphs.focus(sentence.paragraph);
            let is_edge = number == 0 || number + 1 == tokens.sentences.len() || is_short;
            let may_reply = said.may_reply
                && is_edge
                && sentence.tokens.len() <= LONGEST_REPLYING
                && (is_short || !focus.is_empty());
            let speaks = |found: &Match| model.may_speak(found.rule, may_reply, topics);
            if !(is_asked || found.iter().any(speaks)) {
                memory = Memory::default();
                continue;
            }
            let text = &response.text;
            let earlier = reading.last_two.clone();
            let place = Place {
                focus,
                topics,
                is_short,
                chooses: is_asked,
                is_beside: said.is_beside,
                earlier: &earlier,
            };
            let scene = Scene::new(model, analyzer, text, tokens, sentence, found, place);
            for found in scene.mentions.iter().filter(|found| found.is_name()) {
                found.options.iter().for_each(|option| reading.name(*option, sentence.span));
            }
            let asks = scene.is_question() && !scene.mentions.is_empty();
            reading.is_judging |=
                is_asked && (asks || scene.denies() || scene.describes() || scene.objects());
            signal::read(&scene, is_edge, answer_idx, &mut memory, &mut reading.signals);
            let mentions = scene.mentions;
            paragraphs.follow(&mentions);
        }
        // "Option 3." is a choice where the question asks for one, and where it is all that was sent.
        let is_bare = |(_, named): &(OptionIdx, Span)| {
            let calls = |at: usize| CALLING.contains(&analyzer.word(tokens.tokens[at].word));
            let is_bare =
                |said: &Sentence| said.tokens.len() <= BARE_CHOICE && !said.tokens.clone().any(calls);
            tokens.sentences.iter().any(|said| said.span == *named && is_bare(said))
        };
        let is_all = is_short && response.answers.len() == 1 && reading.named.iter().any(is_bare);
        if reading.signals.is_empty() && (is_all || is_asked) && !reading.is_judging {
            reading.choose(&is_bare);
        }
        reading
    }
}

/// Where a stretch of text stands.
struct Said<'a> {
    answer_idx: usize,
    /// The options that it may be about without naming them.
    topics: &'a [OptionIdx],
    /// Whether "No." may be a reply to what is asked about them.
    may_reply: bool,
    /// Whether something else is asked, and the option's own question is answered too.
    is_beside: bool,
}

/// What one stretch of text says.
#[derive(Debug, Default)]
struct Reading {
    answer_idx: usize,
    signals: Vec<Signal>,
    named: Vec<(OptionIdx, Span)>,
    /// The last two options that were named, in order.
    last_two: Vec<OptionIdx>,
    /// Whether something is denied, or said of an option, where a choice is asked for: who names one there need not pick it.
    is_judging: bool,
}

impl Reading {
    /// Notes that a sentence names an option. What was named last is kept beside: texts may name one option on and on.
    fn name(&mut self, option: OptionIdx, sentence: Span) {
        self.named.push((option, sentence));
        self.last_two.retain(|named| *named != option);
        self.last_two.push(option);
        if self.last_two.len() > 2 {
            self.last_two.remove(0);
        }
    }

    /// The one option named in reply to "Which do you prefer?" is chosen, or the one that is all its first sentence says.
    fn choose(&mut self, is_bare: &dyn Fn(&(OptionIdx, Span)) -> bool) {
        let Some(&(option, sentence)) = self.named.first() else { return };
        let is_first = |(other, place): &(OptionIdx, Span)| *other == option || *place != sentence;
        let is_only = self.named.iter().all(|(other, _)| *other == option);
        if is_only || is_bare(&(option, sentence)) && self.named.iter().all(is_first) {
            self.signals.push(Signal::chosen(option, sentence, self.answer_idx));
        }
    }
}

/// Answers grouped by their span, with the index of the first of each group.
fn by_span(answers: &[Answer]) -> impl Iterator<Item = (usize, &[Answer])> {
    let mut at = 0;
    answers.chunk_by(|one, next| one.span == next.span && !one.span.is_empty()).map(move |group| {
        let first = at;
        at += group.len();
        (first, group)
    })
}

fn topics(answers: &[Answer]) -> Vec<OptionIdx> {
    let mut topics: Vec<OptionIdx> = answers.iter().filter_map(|answer| answer.topic).collect();
    topics.dedup();
    topics
}

#[cfg(test)]
mod tests;

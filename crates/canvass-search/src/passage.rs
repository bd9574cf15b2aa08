//! The sentence or two of a text that show best what was found.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use canvass_core::Span;
use canvass_core::text::{Sentence, Tokens};

use crate::plan::Leaf;
use crate::tongue::Tongue;

/// A passage is as long as this and no longer, in bytes.
const MAX_LENGTH: usize = 300;
/// A passage shorter than this takes the next sentence along, for its sense.
const SHORT: usize = 100;
/// Bytes shown before the first mark where a sentence must be cut.
const LEAD: usize = 60;

/// A piece of a text, and what was found in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// Ordered and disjoint; bytes of the text.
    pub(crate) marks: Vec<Span>,
}

/// The best passage of `text` for the words asked for and, for each filter asked for, the spans that satisfy it.
pub(crate) fn best(
    text: &str,
    tongue: &mut Tongue<'_>,
    leaves: &[Leaf],
    evidence: &[(usize, Span)],
) -> Passage {
    let tokens = tongue.tokens(text);
    let mut finds = finds(&tokens, tongue, leaves);
    finds.extend(evidence.iter().filter(|(_, span)| text.get(span.range()).is_some()).map(
        |(filter, span)| {
            let token = tokens.tokens.partition_point(|token| token.span.start < span.start);
            Find { leaf: leaves.len() + filter, span: *span, token }
        },
    ));
    let span = choose(text, &tokens, &finds);
    let marks = merge(finds.iter().filter_map(|find| within(find.span, span)));
    Passage { span, marks }
}

/// The part of a place that a passage shows.
fn within(mark: Span, passage: Span) -> Option<Span> {
    let part = Span { start: mark.start.max(passage.start), end: mark.end.min(passage.end) };
    (part.start < part.end).then_some(part)
}

/// One place where something asked for stands.
struct Find {
    leaf: usize,
    span: Span,
    token: usize,
}

fn finds(tokens: &Tokens, tongue: &Tongue<'_>, leaves: &[Leaf]) -> Vec<Find> {
    let terms: Vec<Cow<'_, str>> = tokens.tokens.iter().map(|token| tongue.term(token.word)).collect();
    let beside = tongue.beside(tokens);
    let mut finds = Vec::new();
    for (token, n_tokens, terms) in &beside {
        let last = tokens.tokens.get(token + n_tokens - 1).unwrap_or(&tokens.tokens[*token]);
        let span = tokens.tokens[*token].span.join(last.span);
        let is_asked = |leaf: &Leaf| terms.iter().any(|term| leaf.words.contains(term));
        let asked = leaves.iter().enumerate().filter(|(_, leaf)| is_asked(leaf));
        finds.extend(asked.map(|(leaf, _)| Find { leaf, span, token: *token }));
    }
    for sentence in &tokens.sentences {
        for token in sentence.tokens.clone() {
            for (leaf, asked) in leaves.iter().enumerate() {
                if let Some(length) = length_at(&terms[token..sentence.tokens.end], asked) {
                    let span = tokens.tokens[token].span.join(tokens.tokens[token + length - 1].span);
                    finds.push(Find { leaf, span, token });
                }
            }
        }
    }
    finds.sort_by_key(|find| find.token);
    finds
}

/// Number of tokens that match at the beginning of `terms`.
fn length_at(terms: &[Cow<'_, str>], leaf: &Leaf) -> Option<usize> {
    let phrase = leaf.phrases.iter().find(|asked| {
        let found = terms.get(..asked.len());
        found.is_some_and(|found| found.iter().zip(*asked).all(|(term, asked)| term == asked))
    });
    let word = || terms.first().is_some_and(|term| leaf.words.contains(&**term)).then_some(1);
    phrase.map(Vec::len).or_else(word)
}

fn choose(text: &str, tokens: &Tokens, finds: &[Find]) -> Span {
    let sentences = &tokens.sentences;
    let windows = (0..sentences.len())
        .flat_map(|at| [at..at + 1, at..at + 2])
        .filter(|window| window.end <= sentences.len() && (window.len() == 1 || fits(sentences, window)));
    // Heaviest first, then shortest, then earliest.
    let best = windows
        .max_by_key(|window| (weigh(sentences, window, finds), Reverse(window.len()), Reverse(window.start)));
    let Some(mut window) = best else { return clip(text, Span::all(text).trim(text)) };
    let longer = window.start..window.end + 1;
    let whole = joined(sentences, &window);
    if whole.len() < SHORT && longer.end <= sentences.len() && fits(sentences, &longer) {
        window = longer;
    }
    let whole = joined(sentences, &window);
    if whole.len() > MAX_LENGTH {
        return densest(text, tokens, whole, finds);
    }
    with_ends(sentences, whole, finds)
}

/// `whole`, and as many sentences more as what begins in it runs on, while they are short enough.
fn with_ends(sentences: &[Sentence], whole: Span, finds: &[Find]) -> Span {
    let begins_here = |find: &&Find| (whole.start..whole.end).contains(&find.span.start);
    let longer = finds.iter().filter(begins_here).map(|find| {
        let last = sentences.partition_point(|sentence| sentence.span.end < find.span.end);
        sentences.get(last).map_or(whole, |sentence| whole.join(sentence.span))
    });
    longer.filter(|longer| longer.len() <= MAX_LENGTH).max_by_key(|longer| longer.len()).unwrap_or(whole)
}

/// Sentences go together while they are one paragraph and short enough.
fn fits(sentences: &[Sentence], window: &Range<usize>) -> bool {
    let (first, last) = (&sentences[window.start], &sentences[window.end - 1]);
    first.paragraph == last.paragraph && joined(sentences, window).len() <= MAX_LENGTH
}

fn joined(sentences: &[Sentence], window: &Range<usize>) -> Span {
    sentences[window.start].span.join(sentences[window.end - 1].span)
}

/// How many of the things asked for stand in a window, then how often.
type Weight = (usize, usize);

fn weigh(sentences: &[Sentence], window: &Range<usize>, finds: &[Find]) -> Weight {
    let tokens = sentences[window.start].tokens.start..sentences[window.end - 1].tokens.end;
    weigh_finds(finds.iter().filter(|find| tokens.contains(&find.token)))
}

fn weigh_finds<'a>(finds: impl Iterator<Item = &'a Find>) -> Weight {
    let mut leaves: Vec<usize> = finds.map(|find| find.leaf).collect();
    let n_finds = leaves.len();
    leaves.sort_unstable();
    leaves.dedup();
    (leaves.len(), n_finds)
}

/// The piece of an overlong sentence that holds most of what was asked for, cut between words.
fn densest(text: &str, tokens: &Tokens, whole: Span, finds: &[Find]) -> Span {
    let inside: Vec<&Find> = finds.iter().filter(|find| whole.contains(find.span)).collect();
    let mut best: Option<(Weight, Span)> = None;
    for find in &inside {
        let from = (find.span.start as usize).saturating_sub(LEAD).max(whole.start as usize);
        let first = tokens.tokens.partition_point(|token| (token.span.start as usize) < from);
        let word = tokens.tokens.get(first).map_or(find.span, |token| token.span);
        let start = if from == whole.start as usize { whole.start } else { word.start.min(find.span.start) };
        let piece = cut(tokens, Span { start, end: whole.end }, find.span.end);
        let weight = weigh_finds(inside.iter().copied().filter(|find| piece.contains(find.span)));
        if best.is_none_or(|(heaviest, _)| heaviest < weight) {
            best = Some((weight, piece));
        }
    }
    best.map_or_else(|| cut(tokens, whole, whole.start), |(_, piece)| clip(text, piece))
}

/// `span`, shortened at the end to the last whole word that fits, but not before `keep`.
fn cut(tokens: &Tokens, span: Span, keep: u32) -> Span {
    if span.len() <= MAX_LENGTH {
        return span;
    }
    let reach = span.start + MAX_LENGTH as u32;
    let n_fitting = tokens.tokens.partition_point(|token| token.span.end <= reach);
    let end = tokens.tokens[..n_fitting].last().map_or(span.start, |token| token.span.end);
    Span { start: span.start, end: end.max(keep).min(span.end) }
}

/// A text without any word, shortened at a character.
fn clip(text: &str, span: Span) -> Span {
    let mut end = (span.end as usize).min(span.start as usize + 2 * MAX_LENGTH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(span.start as usize, end)
}

/// Spans in order, those that touch one another or overlap made one.
fn merge(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

//! How much words are about one question more than about the others, where nothing is printed.

use std::ops::Range;

use canvass_core::{OptionIdx, QuestionIdx};
use rustc_hash::FxHashSet;

use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, names};

/// Share of a question's telling words that a paragraph must have.
const LEAST_SHARE: f32 = 0.4;
/// Fewer words in common may be any question's.
const FEWEST_SHARED: usize = 3;
/// What such a share counts against another's.
const CHANCE: f32 = 0.5;
/// How many times the runner-up's share the best must have.
const LEAST_LEAD: f32 = 1.5;
/// What a paragraph gains that names the question's option and no other.
const NAMED: f32 = 0.45;
/// Shorter paragraphs say too little.
const SHORTEST: usize = 8;

/// The question that some words are clearly about, more than about any other, and how much so.
pub(super) fn best(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<(QuestionIdx, f32)> {
    if words.len() < SHORTEST {
        return None;
    }
    let (mentions, all) = (mentions(outline, sheet, words.clone()), words.clone());
    let mut present: FxHashSet<_> = sheet.words[words].iter().map(|word| word.stem).collect();
    // What names an option tells nothing about the other questions that have the words.
    let named = mentions.iter().flat_map(|mention| mention.words.clone());
    named.for_each(|word| {
        present.remove(&sheet.words[word].stem);
    });
    let share = |at: usize| {
        let wording = &outline.questions[at];
        let n_shared = wording.telling.iter().filter(|stem| present.contains(stem)).count();
        let enough = n_shared >= FEWEST_SHARED.min(wording.telling.len());
        let share = wording.share_in(&present, outline);
        (if enough { share } else { share * CHANCE }, enough)
    };
    let mut shares: Vec<(f32, bool)> = (0..outline.questions.len()).map(share).collect();
    let option = if mentions.is_empty() { keyed_twice(outline, sheet, all) } else { only(&mentions) };
    if let Some(question) = option.and_then(|option| outline.question_of(option)) {
        let (share, enough) = &mut shares[question.0 as usize];
        *share += NAMED;
        *enough = true;
    }
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|one, other| shares[*other].0.total_cmp(&shares[*one].0).then(one.cmp(other)));
    let best = *order.first()?;
    let second = order.get(1).map_or(0.0, |at| shares[*at].0);
    let (share, enough) = shares[best];
    (enough && share >= LEAST_SHARE && share >= second * LEAST_LEAD)
        .then_some((QuestionIdx(best as u16), share))
}

/// A place where an option is called.
pub(super) struct Mention {
    pub(super) option: OptionIdx,
    pub(super) words: Range<usize>,
}

/// The options called among `words`: by name, or by a keyword as "the coursework".
pub(super) fn mentions(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = words.start;
    while at < words.end {
        if let Some((option, end)) = names::named(outline, sheet, at) {
            found.push(Mention { option, words: at..end.min(words.end) });
            at = end.max(at + 1);
            continue;
        }
        if let Some(option) =
            keyed(outline, sheet, at).filter(|_| at > words.start && definite(outline, sheet, at))
        {
            found.push(Mention { option, words: at..at + 1 });
        }
        at += 1;
    }
    found
}

/// The one option that two different keywords among `words` are of.
fn keyed_twice(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<OptionIdx> {
    let mut hits = words.filter_map(|at| Some((keyed(outline, sheet, at)?, sheet.words[at].stem)));
    let (option, stem) = hits.next()?;
    let rest: Vec<_> = hits.collect();
    let same = rest.iter().all(|(other, _)| *other == option);
    (same && rest.iter().any(|(_, other)| *other != stem)).then_some(option)
}

/// The option that the word at `at` is a sure keyword of.
pub(super) fn keyed(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<OptionIdx> {
    let word = &sheet.words[at];
    if !word.is(class::KEY) {
        return None;
    }
    outline.keyword(word.stem).filter(|keyword| keyword.is_sure).map(|keyword| keyword.option)
}

/// Whether a word is called as something known; where there is one option alone, it always is.
fn definite(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> bool {
    let before = sheet.written(at - 1);
    outline.consultation.options.len() == 1
        || ["the", "this", "your", "that", "these", "those"]
            .iter()
            .any(|known| before.eq_ignore_ascii_case(known))
            && sheet.gap_behind(at - 1) == " "
}

/// The option of all mentions, where it is one.
pub(super) fn only(mentions: &[Mention]) -> Option<OptionIdx> {
    let first = mentions.first()?.option;
    mentions.iter().all(|mention| mention.option == first).then_some(first)
}

/// The one question that any telling words belong to.
pub(super) fn hint(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<QuestionIdx> {
    let mut only = None;
    for word in &sheet.words[words] {
        let keyword = outline.keyword(word.stem).and_then(|keyword| outline.question_of(keyword.option));
        let sole = || {
            let tells = word.asked.count_ones() == 1
                && outline.questions.len() <= 64
                && !outline.is_function(word.stem)
                && !outline.is_figure(word.stem);
            tells.then(|| QuestionIdx(word.asked.trailing_zeros() as u16))
        };
        if let Some(question) = keyword.or_else(sole) {
            if only.is_some_and(|known| known != question) {
                return None;
            }
            only = Some(question);
        }
    }
    only
}

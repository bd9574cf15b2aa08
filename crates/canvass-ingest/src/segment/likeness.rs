//! How much words are about one question more than about the others, where nothing is printed.

use std::ops::Range;

use canvass_core::{OptionIdx, QuestionIdx};
use rustc_hash::FxHashSet;

use super::outline::Present;
use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, names};

/// Share of a question's telling words that a paragraph must have.
const LEAST_SHARE: f32 = 0.4;
/// Fewer words in common may be any question's.
const FEWEST_SHARED: usize = 3;
/// From this share on one word less will do.
const HALF: f32 = 0.5;
/// What such a share counts against another's.
const CHANCE: f32 = 0.5;
/// How many times the runner-up's share the best must have.
const LEAST_LEAD: f32 = 1.5;
/// What a paragraph gains that names the question's option and no other.
const NAMED: f32 = 0.45;
/// A first sentence of more words says more than what the paragraph is about.
const LONGEST_OPENING: usize = 10;
/// A paragraph of more words may have a keyword by the way.
const LONGEST_REMARK: usize = 12;
/// Shorter paragraphs say too little.
const SHORTEST: usize = 8;

/// The question that some words are clearly about.
pub(super) struct Likely {
    pub(super) question: QuestionIdx,
    /// How much so.
    pub(super) share: f32,
    /// Whether nothing but a keyword or two tells.
    pub(super) by_keyword: bool,
}

/// The question that some words are clearly about, more than about any other.
pub(super) fn best(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<Likely> {
    if words.len() < SHORTEST {
        return None;
    }
    let (mentions, all) = (mentions(outline, sheet, words.clone()), words.clone());
    // What names an option tells nothing about the other questions that have the words.
    let named = |word: usize| mentions.iter().any(|mention| mention.words.contains(&word));
    let named: FxHashSet<_> = words.clone().filter(|at| named(*at)).map(|at| sheet.words[at].stem).collect();
    let unnamed = sheet.words[words].iter().filter(|word| !named.contains(&word.stem));
    let present = Present::of(outline, unnamed);
    let share = |at: usize| {
        let wording = &outline.questions[at];
        let n_shared = wording.telling.iter().filter(|stem| present.has(**stem)).count();
        let share = wording.share_in(&present, outline);
        let enough = n_shared >= FEWEST_SHARED.min(wording.telling.len())
            || n_shared + 1 >= FEWEST_SHARED && share >= HALF;
        (if enough { share } else { share * CHANCE }, enough)
    };
    let mut shares: Vec<(f32, bool)> = (0..outline.questions.len()).map(share).collect();
    let asked = if mentions.is_empty() {
        keyed_alone(outline, sheet, all).and_then(|option| outline.question_of(option))
    } else {
        only_question(outline, &mentions)
    };
    if let Some(question) = asked {
        let (share, enough) = &mut shares[question.0 as usize];
        *share += NAMED;
        *enough = true;
    }
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|one, other| shares[*other].0.total_cmp(&shares[*one].0).then(one.cmp(other)));
    let best = *order.first()?;
    let second = order.get(1).map_or(0.0, |at| shares[*at].0);
    let (share, enough) = shares[best];
    (enough && share >= LEAST_SHARE && share >= second * LEAST_LEAD).then(|| Likely {
        question: QuestionIdx(best as u16),
        share,
        by_keyword: mentions.is_empty() && asked.is_some(),
    })
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
        let name = names::named(outline, sheet, at);
        if let Some((option, end)) = name.filter(|(_, end)| !is_proper(outline, sheet, at..*end)) {
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

/// Whether a name is the end of a longer one: somebody's own "Ashdale Safety Partnership".
fn is_proper(outline: &Outline, sheet: &Sheet<'_>, name: Range<usize>) -> bool {
    let at = name.start;
    let capital = |word: usize| sheet.written(word).starts_with(char::is_uppercase);
    // "Neither Option One nor Proposal B" are nobody's own.
    let is_marked = is_marked(outline, sheet, name.end);
    let joins = class::LEAD | class::VOICE | class::ARTICLE | class::OPTION_LEAD | class::RANK;
    !is_marked
        && at > 0
        && capital(at)
        && capital(at - 1)
        && sheet.gap_behind(at - 1) == " "
        && !sheet.words[at - 1].is(joins)
}

/// Whether a name that ends before a word ends in a figure or a letter: "Option One", "Proposal B".
pub(super) fn is_marked(outline: &Outline, sheet: &Sheet<'_>, end: usize) -> bool {
    outline.is_figure(sheet.words[end - 1].stem) || sheet.written(end - 1).len() <= 2
}

/// The one option whose keywords stand among `words`: two different ones, or one in a first
/// sentence, or a whole paragraph, that is short.
fn keyed_alone(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<OptionIdx> {
    let (start, first) = (words.start, sheet.next_start(words.start + 1));
    let is_short = words.len() <= LONGEST_REMARK;
    let mut hits = words.filter_map(|at| Some((keyed(outline, sheet, at)?, at)));
    let (option, at) = hits.next()?;
    let rest: Vec<(OptionIdx, usize)> = hits.collect();
    let same = rest.iter().all(|(other, _)| *other == option);
    let differs = |(_, other): &(OptionIdx, usize)| sheet.words[*other].stem != sheet.words[at].stem;
    let opens = is_short || at < first && first - start <= LONGEST_OPENING;
    (same && (opens || rest.iter().any(differs))).then_some(option)
}

/// The option that the word at `at` is a sure keyword of.
pub(super) fn keyed(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<OptionIdx> {
    let word = &sheet.words[at];
    if !word.is(class::KEY) || is_proper(outline, sheet, at..at + 1) {
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

/// The question of all mentions, where it is one.
fn only_question(outline: &Outline, mentions: &[Mention]) -> Option<QuestionIdx> {
    let first = outline.question_of(mentions.first()?.option)?;
    mentions.iter().all(|mention| outline.question_of(mention.option) == Some(first)).then_some(first)
}

/// The one question that any telling words belong to.
pub(super) fn hint(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<QuestionIdx> {
    let mut only = None;
    for word in &sheet.words[words] {
        let keyword = outline.keyword(word.stem).and_then(|keyword| outline.question_of(keyword.option));
        let sole = || {
            let tells = word.asked.is_power_of_two()
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

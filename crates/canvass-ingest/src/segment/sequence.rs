//! Which bare numbers number questions, and which number paragraphs, points of a list or anything else.
//!
//! Numbers form chains ("8. ... 9. ... 10."), lists nested in answers form chains of their own.
//! A chain is believed when official wording follows one of its numbers; without that, when all its numbers
//! are known and what follows looks like answers to those very questions.

use std::ops::Range;

use canvass_core::{QuestionIdx, Span};

use super::heading::{Bare, Heading, Kind};
use super::outline::Present;
use super::sheet::Sheet;
use super::{Outline, closed, numbering, plan};

/// Numbers a chain may leave out between two of its members: unanswered questions.
const LONGEST_GAP: u32 = 12;
/// Share of items that open with a closed reply from which on they are answers.
const CLOSED_SHARE: f32 = 0.5;
/// The same where there are as many items as questions, and this many at the least.
const CLOSED_SHARE_OF_ALL: f32 = 0.25;
const FEWEST_OF_ALL: usize = 5;
/// Words of items that are no points of one list.
const SHORT_ANSWER: usize = 6;
const LONG_ANSWER: usize = 30;
/// How much more like their own questions than like the others items must be.
const LEAST_CONTRAST: f32 = 1.4;
/// Fewer numbers may be left out by chance.
const FEWEST_OF_QUESTIONS: usize = 3;
/// An item of fewer words under a line that ends in a colon is a point of a list.
const LONGEST_POINT: usize = 30;

/// Keeps the bare numbers that number questions, and gives them their question; all others go.
pub(super) fn settle(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let chains = chains(headings);
    let listed = plan::contents(sheet, headings);
    let printed = headings.iter().zip(&listed).any(|(heading, listed)| {
        !listed && matches!(heading.kind, Kind::Number | Kind::Wording) && starts_line(sheet, heading)
    });
    let is_confirmed = |chain: &Vec<usize>| chain.iter().any(|at| bare(&headings[*at]).confirmed);
    let confirmed = chains.iter().any(|chain| is_confirmed(chain) && !chain.iter().all(|at| listed[*at]));
    let mut kept: Vec<Option<(Vec<QuestionIdx>, f32)>> = vec![None; headings.len()];
    let judged = chains.iter().map(|chain| {
        if is_confirmed(chain) {
            follow_confirmed(outline, headings, chain)
        } else if printed || confirmed {
            Vec::new()
        } else {
            judge(outline, sheet, headings, chain)
        }
    });
    let judged: Vec<Vec<Verdict>> = judged.filter(|verdicts| !verdicts.is_empty()).collect();
    let is_nested = |verdicts: &Vec<Verdict>| judged.iter().any(|outer| is_within(verdicts, outer));
    for verdicts in judged.iter().filter(|verdicts| !is_nested(verdicts)) {
        for (at, questions, confidence) in verdicts {
            kept[*at] = Some((questions.clone(), *confidence));
        }
    }
    let mut kept = kept.into_iter();
    headings.retain_mut(|heading| {
        let verdict = kept.next().flatten();
        if !matches!(heading.kind, Kind::Bare(_)) {
            return true;
        }
        verdict.is_some_and(|(questions, confidence)| {
            heading.questions = questions;
            heading.confidence = confidence;
            true
        })
    });
}

/// A heading of a chain, with its questions and how sure they are.
type Verdict = (usize, Vec<QuestionIdx>, f32);

/// Whether a chain lies between two headings of another that has all of its questions: points of a list in an answer.
fn is_within(inner: &[Verdict], outer: &[Verdict]) -> bool {
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return false };
    let before = outer.iter().filter(|(at, ..)| *at < first.0).count();
    let has = |questions: &Vec<QuestionIdx>| outer.iter().any(|(_, known, _)| known == questions);
    before > 0
        && outer.get(before).is_some_and(|(at, ..)| *at > last.0)
        && inner.iter().all(|(_, questions, _)| has(questions))
}

fn starts_line(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let word = sheet.word_at(heading.start as u32);
    sheet
        .words
        .get(word)
        .is_some_and(|word| sheet.lines[word.line as usize].span.start as usize == heading.start)
}

fn bare(heading: &Heading) -> &Bare {
    match &heading.kind {
        Kind::Bare(bare) => bare,
        _ => unreachable!("chains hold bare numbers only"),
    }
}

/// Bare numbers that count on from one another; a list inside an answer does not break the chain around it.
fn chains(headings: &[Heading]) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let Kind::Bare(number) = &heading.kind else { continue };
        let last = |chain: &usize| bare(&headings[chains[*chain].last().copied().unwrap_or(at)]);
        let exact = open.iter().rposition(|chain| follows(last(chain), number, 1));
        let level = exact.or_else(|| open.iter().position(|chain| follows(last(chain), number, LONGEST_GAP)));
        if let Some(level) = level {
            open.truncate(level + 1);
            chains[open[level]].push(at);
        } else {
            // Deep nesting is a page of figures, not an outline.
            open.truncate(4);
            open.push(chains.len());
            chains.push(vec![at]);
        }
    }
    chains
}

fn follows(last: &Bare, next: &Bare, gap: u32) -> bool {
    let counts = next.number > last.number && next.number - last.number <= gap
        || next.number == last.number && next.part > last.part;
    counts && (last.style == next.style || last.confirmed && next.confirmed)
}

/// The members of a chain that official wording vouches for, and those that count on from them.
fn follow_confirmed(outline: &Outline, headings: &[Heading], chain: &[usize]) -> Vec<Verdict> {
    let anchors = || chain.iter().copied().filter(|at| bare(&headings[*at]).confirmed);
    let shift = |at: usize| i64::from(headings[at].questions[0].0) - i64::from(bare(&headings[at]).number);
    let direct = anchors().any(|at| {
        let number = bare(&headings[at]);
        outline.numbered(&format!("{}{}", number.number, number.part)) == Some(headings[at].questions[0])
    });
    let shifts: Vec<i64> = anchors().map(shift).collect();
    let shared = shifts.iter().all(|shift| *shift == shifts[0]);
    let member = |at: usize| {
        let heading = &headings[at];
        let number = bare(heading);
        if number.confirmed {
            return Some((at, heading.questions.clone(), heading.confidence));
        }
        if direct {
            return (!heading.questions.is_empty()).then(|| (at, heading.questions.clone(), 0.9));
        }
        // The respondent counts otherwise than the consultation, but steadily.
        let question = u16::try_from(i64::from(number.number) + shifts[0])
            .ok()
            .filter(|_| shared && shifts.len() >= 2)?;
        (usize::from(question) < outline.questions.len()).then(|| (at, vec![QuestionIdx(question)], 0.7))
    };
    chain.iter().copied().filter_map(member).collect()
}

/// Whether a chain without any official wording numbers answers.
fn judge(outline: &Outline, sheet: &Sheet<'_>, headings: &[Heading], chain: &[usize]) -> Vec<Verdict> {
    let items: Vec<(QuestionIdx, Range<usize>)> = chain
        .iter()
        .filter_map(|&at| {
            Some((*headings[at].questions.first()?, headings[at].end..item_end(sheet, headings, at)))
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let n_items = items.len() as f32;
    let closed = items.iter().filter(|(question, item)| opens_closed(outline, sheet, *question, item)).count()
        as f32
        / n_items;
    let unknown = chain.len() - items.len();
    let first = bare(&headings[chain[0]]);
    let believed = if closed < CLOSED_SHARE && is_sectioned(sheet, headings, chain) {
        false
    } else if unknown > 0 {
        // Numbers that no question has: paragraphs are counted, or parts of them.
        closed >= CLOSED_SHARE && unknown <= 1
    } else {
        let contrast = contrast(outline, sheet, &items);
        closed >= CLOSED_SHARE
            || items.len() == outline.questions.len()
                && items.len() >= FEWEST_OF_ALL
                && (closed >= CLOSED_SHARE_OF_ALL || is_uneven(sheet, &items))
            || chain.len() >= FEWEST_OF_QUESTIONS && numbering::is_of_the_questions(sheet)
            || !is_list(sheet, &items, first.line)
                && (contrast >= LEAST_CONTRAST
                    || is_of_questions(headings, chain)
                    || first.number > 1 && items.len() >= 2
                    || items.len() == outline.questions.len() && items.len() > 1 && contrast >= 1.0)
    };
    if !believed {
        return Vec::new();
    }
    let confidence = if closed >= CLOSED_SHARE { 0.85 } else { 0.65 };
    let known = chain.iter().filter(|at| !headings[**at].questions.is_empty());
    known.map(|at| (*at, headings[*at].questions.clone(), confidence)).collect()
}

/// Whether a chain counts as questions do and lists do not: with the parts of a question, or with some left out.
fn is_of_questions(headings: &[Heading], chain: &[usize]) -> bool {
    let number = |at: usize| bare(&headings[at]);
    let has_parts = chain.iter().any(|at| !number(*at).part.is_empty());
    let skips = chain.windows(2).any(|pair| number(pair[1]).number > number(pair[0]).number + 1);
    chain.len() >= FEWEST_OF_QUESTIONS && (has_parts || skips)
}

/// An item ends where the next candidate of any kind begins.
fn item_end(sheet: &Sheet<'_>, headings: &[Heading], at: usize) -> usize {
    headings.get(at + 1).map_or(sheet.text.len(), |next| next.start).max(headings[at].end)
}

fn opens_closed(outline: &Outline, sheet: &Sheet<'_>, question: QuestionIdx, item: &Range<usize>) -> bool {
    closed::leading(outline, question, sheet.text, Span::new(item.start, item.end)).is_some()
}

/// Whether paragraphs counted within follow a number ("4.1" below "4."): sections of the letter's own.
fn is_sectioned(sheet: &Sheet<'_>, headings: &[Heading], chain: &[usize]) -> bool {
    let counts_within = |at: &usize| {
        let number = bare(&headings[*at]);
        let paragraph = sheet.lines[number.line].paragraph as usize + 1;
        let below =
            sheet.paragraphs.get(paragraph).map_or("", |lines| sheet.lines[lines.start].inner.of(sheet.text));
        let rest = below.strip_prefix(&number.number.to_string()).and_then(|rest| rest.strip_prefix(".1"));
        number.part.is_empty()
            && rest.is_some_and(|rest| !rest.starts_with(|mark: char| mark.is_ascii_digit()))
    };
    chain.iter().any(counts_within)
}

/// Whether the items are short lines in a row under a line that announces a list.
fn is_list(sheet: &Sheet<'_>, items: &[(QuestionIdx, Range<usize>)], first: usize) -> bool {
    let before = sheet.lines[..first].iter().rev().find(|line| !line.words.is_empty());
    let announced = before.is_some_and(|line| line.inner.of(sheet.text).trim_end().ends_with(':'));
    let words = |item: &Range<usize>| sheet.word_at(item.end as u32) - sheet.word_at(item.start as u32);
    let (_, inner) = items.split_last().expect("a chain has a member");
    announced && inner.iter().all(|(_, item)| words(item) <= LONGEST_POINT)
}

/// Whether some items are a word or two and others go on for long, as answers are and points of a list are not.
fn is_uneven(sheet: &Sheet<'_>, items: &[(QuestionIdx, Range<usize>)]) -> bool {
    let words = |item: &Range<usize>| sheet.word_at(item.end as u32) - sheet.word_at(item.start as u32);
    let has = |fits: &dyn Fn(usize) -> bool| items.iter().any(|(_, item)| fits(words(item)));
    has(&|n_words| n_words <= SHORT_ANSWER) && has(&|n_words| n_words >= LONG_ANSWER)
}

/// How much more the items share with the questions of their numbers than with the others, as a ratio.
fn contrast(outline: &Outline, sheet: &Sheet<'_>, items: &[(QuestionIdx, Range<usize>)]) -> f32 {
    let (mut own, mut others) = (0.0, 0.0);
    let mut n_strange = 0;
    for (question, item) in items {
        let words = sheet.word_at(item.start as u32)..sheet.word_at(item.end as u32);
        let shares = shares(outline, sheet, words);
        own += shares[question.0 as usize];
        n_strange += usize::from(shares[question.0 as usize] <= 0.0);
        let rest = shares.iter().sum::<f32>() - shares[question.0 as usize];
        others += rest / (shares.len().max(2) - 1) as f32;
    }
    // Items that have nothing of their questions are not answers to them, whatever one of them says.
    let is_strange = n_strange * 2 >= items.len();
    if is_strange || own / items.len() as f32 <= 0.1 { 0.0 } else { own / others.max(0.01) }
}

/// For each question the share of its telling words that stand among `words`.
pub(super) fn shares(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Vec<f32> {
    let present = Present::of(outline, &sheet.words[words]);
    outline.questions.iter().map(|wording| wording.share_in(&present, outline)).collect()
}

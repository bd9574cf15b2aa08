//! From candidates to the headings that hold: the letter as a whole decides what each of them is.

mod ends;
mod options;
mod parts;
mod titles;

use std::ops::Range;

use canvass_core::{Aside, OptionIdx, QuestionIdx};

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::thread::Thread;
use super::{
    Outline, closed, closing, followups, headings, items, peers, retold, sequence, topics, trailing,
};

/// This many question headings in a row without a word between them are a list of contents.
const CONTENTS: usize = 3;

/// The headings that hold, in order and disjoint; `tail` is where the letter is signed and where it is over.
pub(super) fn settle(
    outline: &Outline,
    sheet: &Sheet<'_>,
    thread: &Thread,
    asides: &[Aside],
    tail: &Range<usize>,
) -> Vec<Heading> {
    let mut found = headings::find(outline, sheet);
    // Beside printed numbers a question behind a paragraph only points there.
    let n_printed =
        found.iter().filter(|heading| heading.is_strong() && at_line_start(sheet, heading)).count();
    let n_behind = |behind: &Vec<Heading>| behind.iter().filter(|one| !one.questions.is_empty()).count();
    if let Some(mut found) = trailing::find(outline, sheet).filter(|behind| n_behind(behind) > n_printed) {
        ends::letter(tail.end, &mut found);
        return found;
    }
    found.retain(|heading| !thread.is_anothers(heading.start));
    sequence::settle(outline, sheet, &mut found);
    drop_quoted(sheet, &mut found);
    drop_contents(outline, sheet, &mut found);
    drop_weak(outline, sheet, &mut found);
    shrink_titles(outline, sheet, &mut found);
    titles::add(outline, sheet, &mut found);
    peers::add(outline, sheet, thread, &mut found);
    let is_retold = retold::add(outline, sheet, thread, &mut found);
    options::part(outline, sheet, &mut found);
    items::add(outline, sheet, thread, &mut found);
    parts::add_sections(sheet, &mut found);
    parts::add_numbered_sections(sheet, &mut found);
    parts::add_unreferred(outline, sheet, &mut found);
    parts::add_dividers(outline, sheet, &mut found);
    ends::answers(sheet, &mut found);
    ends::item(sheet, &mut found);
    ends::reply_lists(outline, sheet, &mut found);
    ends::mails(thread, &mut found);
    if !is_retold && !found.iter().any(Heading::is_strong) {
        let parts = |kind: &Kind| matches!(kind, Kind::Other | Kind::Section);
        found.retain(|heading| {
            !heading.questions.is_empty() || heading.end > heading.start || parts(&heading.kind)
        });
        topics::add(outline, sheet, asides, &mut found);
        drop_same(&mut found);
        ends::mails(thread, &mut found);
    }
    drop_early(&mut found);
    followups::add(outline, sheet, &mut found);
    ends::postscripts(sheet, asides, &mut found);
    ends::letter(tail.end, &mut found);
    add_closing(outline, sheet, thread, asides, tail.start, &mut found);
    pass_paper(sheet, &mut found);
    pass_quoted(sheet, &mut found);
    found
}

/// Answers begin behind the foot of one page and the head of the next, where these stand below a heading.
fn pass_paper(sheet: &Sheet<'_>, headings: &mut [Heading]) {
    for heading in headings.iter_mut().filter(|heading| heading.end > heading.start) {
        let mut word = sheet.word_at(heading.end as u32);
        while let Some(line) = sheet.words.get(word).map(|word| word.line as usize)
            && sheet.paper.binary_search(&line).is_ok()
            && sheet.lines[line].words.start == word
        {
            heading.end = sheet.lines[line].span.end as usize;
            word = sheet.lines[line].words.end;
        }
    }
}

/// Answers begin behind all that is quoted with a question, where a reply follows.
fn pass_quoted(sheet: &Sheet<'_>, headings: &mut [Heading]) {
    let is_quoted =
        |word: usize| sheet.words.get(word).is_some_and(|word| sheet.lines[word.line as usize].dress.quoted);
    for at in 0..headings.len() {
        let next = headings.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        let heading = &mut headings[at];
        let first = sheet.word_at(heading.end as u32);
        let own = (first..sheet.word_at(next as u32)).find(|word| !is_quoted(*word));
        let begins = heading.end > heading.start && is_quoted(sheet.word_at(heading.start as u32));
        if let Some(own) = own.filter(|own| begins && *own > first) {
            heading.end = sheet.lines[sheet.words[own - 1].line as usize].span.end as usize;
        }
    }
}

/// A turn to the question that is spoken of already is none.
fn drop_same(headings: &mut Vec<Heading>) {
    let goes_on = |next: &mut Heading, heading: &mut Heading| {
        let spoken = |heading: &Heading| heading.start == heading.end && heading.label().is_none();
        spoken(next) && spoken(heading) && !next.questions.is_empty() && next.questions == heading.questions
    };
    headings.dedup_by(goes_on);
}

/// What is said at the end about the letter itself answers nothing, unless it is all that is said there.
fn add_closing(
    outline: &Outline,
    sheet: &Sheet<'_>,
    thread: &Thread,
    asides: &[Aside],
    end: usize,
    headings: &mut Vec<Heading>,
) {
    let Some(start) = closing::start(outline, sheet, asides, end) else { return };
    let at = headings.partition_point(|heading| heading.start < start);
    let Some(last) = headings[..at].last().filter(|last| !last.questions.is_empty()) else { return };
    let is_last =
        headings[at..].iter().all(|heading| heading.start >= end || thread.is_anothers(heading.start));
    if is_last && start > last.end && !is_empty_between(sheet, last.end, start) {
        headings.insert(at, headings::unknown(start));
    }
}

/// Whether nothing but prompts stands between a heading and the next.
pub(super) fn is_empty_between(sheet: &Sheet<'_>, from: usize, to: usize) -> bool {
    // A word broken between two headings belongs to both.
    let at = closed::begin(&sheet.text[..to], from.min(to));
    !sheet.text[at..to].contains(char::is_alphanumeric)
}

/// For each heading whether it is one of several in a row without a word between them.
pub(super) fn contents(sheet: &Sheet<'_>, headings: &[Heading]) -> Vec<bool> {
    let mut listed = vec![false; headings.len()];
    let mut start = 0;
    while start < headings.len() {
        let mut end = start + 1;
        while end < headings.len() && is_empty_between(sheet, headings[end - 1].end, headings[end].start) {
            end += 1;
        }
        listed[start..end].fill(end - start >= CONTENTS);
        start = end;
    }
    listed
}

/// A list of the questions, each of which comes again with an answer, heads nothing.
fn drop_contents(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let mut last = vec![0; outline.questions.len()];
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.is_strong()) {
        heading.questions.iter().for_each(|question| last[question.0 as usize] = at);
    }
    let mut drop = vec![false; headings.len()];
    let mut start = 0;
    while start < headings.len() {
        let mut end = start + 1;
        while end < headings.len() && is_empty_between(sheet, headings[end - 1].end, headings[end].start) {
            end += 1;
        }
        let recurs = |at: &usize| {
            let question = headings[*at].questions.first();
            question.is_some_and(|question| last[question.0 as usize] >= end)
        };
        if end - start >= CONTENTS && (start..end).filter(recurs).count() * 3 >= (end - start) * 2 {
            drop[start..end].fill(true);
        }
        start = end;
    }
    retain(headings, &drop);
}

/// A question in quoted mail heads an answer only where the reply breaks into the quotation.
fn drop_quoted(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let speaking = sheet.lines.iter().filter(|line| !line.words.is_empty());
    if speaking.filter(|line| !line.dress.quoted).count() == 0 {
        return;
    }
    let is_quoted = |byte: usize| {
        sheet
            .words
            .get(sheet.word_at(byte as u32))
            .is_some_and(|word| sheet.lines[word.line as usize].dress.quoted)
    };
    let mut drop = vec![false; headings.len()];
    for (at, heading) in headings.iter().enumerate().rev() {
        let end = headings.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        let begin = closed::begin(&sheet.text[..end], heading.end);
        let words = sheet.word_at(begin as u32)..sheet.word_at(end as u32);
        // Of questions in a row, whoever breaks in behind the last may answer them all.
        let is_left = if words.is_empty() {
            drop.get(at + 1).copied().unwrap_or(true)
        } else {
            sheet.words[words].iter().all(|word| sheet.lines[word.line as usize].dress.quoted)
        };
        drop[at] = is_quoted(heading.start) && is_left;
    }
    retain(headings, &drop);
}

/// Weaker signs of a question that has a strong heading of its own are mentions of it.
fn drop_weak(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let strong = |question: QuestionIdx| {
        headings.iter().any(|heading| {
            heading.is_strong() && heading.questions.contains(&question) && at_line_start(sheet, heading)
        })
    };
    let known: Vec<bool> = (0..outline.questions.len()).map(|at| strong(QuestionIdx(at as u16))).collect();
    let last_strong = headings.iter().rposition(Heading::is_strong);
    let is_known = |heading: &Heading| heading.questions.iter().all(|question| known[question.0 as usize]);
    let mut drop = vec![false; headings.len()];
    // Where options have headings, a paragraph that begins with an option's name does for one.
    let weak = |heading: &Heading| matches!(heading.kind, Kind::Option | Kind::Announcement | Kind::Gist);
    // Where labels name options before any question, they do so behind it as well.
    let first_strong = headings.iter().position(Heading::is_strong).unwrap_or(0);
    let by_label = headings[..first_strong].iter().any(|heading| heading.label().is_some());
    let by_option = last_strong.is_none() && headings.iter().any(weak);
    let mut current: &[QuestionIdx] = &[];
    for (at, heading) in headings.iter().enumerate() {
        drop[at] = match heading.kind {
            Kind::Gist => is_known(heading) || heading.questions == current,
            Kind::Announcement => {
                // Where questions are numbered, a sentence within an answer announces none of them.
                let aside = last_strong.is_some() && !begins_paragraph(sheet, heading);
                is_known(heading) || heading.questions == current || aside
            }
            Kind::Option => {
                let apart = stands_alone(sheet, heading) || by_label && heading.label().is_some();
                let keeps = !is_known(heading) && (last_strong.is_none() || apart);
                !keeps && !heads_own_question(outline, &headings[at + 1..], heading.option)
            }
            Kind::Subject => !by_option || heading.questions == current,
            Kind::Closing => last_strong.is_some_and(|last| at < last),
            Kind::Number | Kind::Wording => {
                !at_line_start(sheet, heading) && (is_known(heading) || heading.questions == current)
            }
            Kind::Bare(_) | Kind::Likeness | Kind::Other | Kind::Section => false,
        };
        if !drop[at] {
            current = &heading.questions;
        }
    }
    retain(headings, &drop);
}

fn at_line_start(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let word = sheet.word_at(heading.start as u32);
    sheet
        .words
        .get(word)
        .is_some_and(|word| sheet.lines[word.line as usize].span.start as usize == heading.start)
}

fn begins_paragraph(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let word = sheet.word_at(heading.start as u32);
    sheet.words.get(word).is_some_and(|word| {
        let lines = sheet.paragraph_of(word.line as usize);
        sheet.lines[lines.start].inner.start as usize >= heading.start
            || sheet.lines[lines.start].span.start as usize == heading.start
    })
}

/// Whether a heading looks like one: dressed, or a line and paragraph of its own.
fn stands_alone(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let word = sheet.word_at(heading.start as u32);
    let Some(at) = sheet.words.get(word).map(|word| word.line as usize) else { return false };
    let line = &sheet.lines[at];
    let whole = heading.end >= line.inner.end as usize;
    whole && (line.dress.is_heading() || sheet.paragraph_of(at).len() == 1)
}

/// Whether the next question heading asks about the option, before any other option has its turn.
fn heads_own_question(outline: &Outline, after: &[Heading], option: Option<OptionIdx>) -> bool {
    let next = after.iter().find(|heading| heading.is_strong() || heading.kind == Kind::Option);
    next.is_some_and(|heading| {
        heading.is_strong() && heading.questions.iter().any(|question| outline.option_of(*question) == option)
    })
}

/// "Option Two: too dear" with nothing under it had no title: it is the whole answer.
fn shrink_titles(outline: &Outline, sheet: &Sheet<'_>, headings: &mut [Heading]) {
    for at in 0..headings.len() {
        let next = headings.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        let heading = &headings[at];
        let word = sheet.word_at(heading.start as u32);
        let plain =
            sheet.words.get(word).is_some_and(|word| !sheet.lines[word.line as usize].dress.is_heading());
        let asks = sheet.text[..heading.end].trim_end_matches(['*', '_', ' ']).ends_with('?');
        let titled =
            heading.short < heading.end && plain && !asks && is_empty_between(sheet, heading.end, next);
        let asked =
            heading.kind == Kind::Option && heads_own_question(outline, &headings[at + 1..], heading.option);
        if titled && !asked {
            headings[at].end = headings[at].short;
        }
    }
}

/// Before the first question everything belongs to none anyway.
fn drop_early(headings: &mut Vec<Heading>) {
    let first = headings.iter().position(|heading| !heading.questions.is_empty() || heading.option.is_some());
    let first = first.unwrap_or(headings.len());
    headings.drain(..first);
}

fn retain(headings: &mut Vec<Heading>, drop: &[bool]) {
    let mut drop = drop.iter();
    headings.retain(|_| !drop.next().copied().unwrap_or(false));
}

//! Questions that the writer puts in other words, each before its answer: "Would a bridge be better?", "You ask what
//! it costs.", or a title, "Costs of a bridge".
//!
//! One such line tells little; several that go through the consultation's questions in its order tell each other.
//! They are matched with the questions as sequences are aligned, by what each pair has in common.

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::heading::{Heading, Kind};
use super::plan::is_empty_between;
use super::sheet::Sheet;
use super::subjects::{self, Subject};
use super::thread::Thread;
use super::vocabulary::class;
use super::{Outline, announcement, asides, headings, likeness, sequence};

/// Fewer are no series.
const FEWEST: usize = 3;
/// More are a document of another kind.
const MOST: usize = 200;
/// A question in own words has no fewer and no more.
const SHORTEST: usize = 4;
const LONGEST: usize = 30;
/// What a pair must have in common, as the share of the question's telling words or as much by other signs.
const LEAST: f32 = 0.1;
/// What the name of the question's option counts.
const NAMED: f32 = 0.2;
/// What it counts that a heading was seen there.
const FOUND: f32 = 0.5;
/// What the words below a title count beside its own.
const BELOW: f32 = 0.8;
/// What it counts that both ask for a yes or no, or for how, what or which.
const ALIKE: f32 = 0.15;
const ASKS: [&str; 6] = ["how", "what", "which", "who", "where", "when"];
const CLOSED: [&str; 12] =
    ["do", "does", "did", "should", "is", "are", "would", "will", "can", "could", "has", "have"];
/// "Anything else" is the question that asks for it.
const ELSE: f32 = 0.6;
/// So many questions may be told by their place before the others alone.
const MOST_BEFORE: usize = 2;

/// A place where a question is put.
struct Retold {
    /// Byte where it starts, where it ends, and where an answer may begin.
    start: usize,
    end: usize,
    begin: usize,
    /// Whether it is the name of an option, which is a heading already.
    is_option: bool,
    /// Whether it is a title, so that what stands below it is about the same.
    is_title: bool,
    /// The words of a sentence that a paragraph begins with, where it is one.
    subject: Option<Range<usize>>,
    /// What a heading that was seen there is about.
    found: Option<QuestionIdx>,
    /// What speaks for each question.
    scores: Vec<f32>,
}

/// Where a paragraph puts a question, from its first byte to the last.
struct Put {
    start: usize,
    end: usize,
    is_title: bool,
    subject: Option<Range<usize>>,
}

impl Put {
    fn subject(sheet: &Sheet<'_>, subject: &Subject) -> Self {
        let start = sheet.lines[subject.line].span.start as usize;
        Self { start, end: subject.end, is_title: true, subject: Some(subject.words.clone()) }
    }
}

impl Retold {
    /// Whether it stays what it was seen to be.
    fn stays(&self, matched: Option<QuestionIdx>) -> bool {
        self.is_option || self.found.is_some() && self.found != matched
    }

    fn holds(&self, heading: &Heading) -> bool {
        (self.start..self.end).contains(&heading.start)
    }
}

/// Adds headings where the letter goes through the questions in own words, and says whether it does.
pub(super) fn add(
    outline: &Outline,
    sheet: &Sheet<'_>,
    thread: &Thread,
    headings: &mut Vec<Heading>,
) -> bool {
    // What print tells needs no telling again, save the wording of a question here and there.
    if headings.iter().any(|heading| heading.is_strong() && heading.kind != Kind::Wording) {
        return false;
    }
    let series = series(outline, sheet, thread, headings);
    let is_elsewhere = |heading: &Heading| {
        let is_repeated = heading.kind == Kind::Wording && series.iter().any(|one| one.holds(heading));
        heading.is_strong() && !is_repeated && !is_reply(sheet, heading)
    };
    if !(FEWEST..=MOST).contains(&series.len()) || headings.iter().any(is_elsewhere) {
        return false;
    }
    let mut matched = align(&series, outline.questions.len());
    fill(&mut matched);
    fill_first(&mut matched, outline.questions.len());
    let Some((first, last)) = range(&matched) else { return false };
    let n_matched = matched.iter().flatten().count();
    let n_new =
        series.iter().zip(&matched).filter(|(one, question)| question.is_some() && !one.is_option).count();
    if n_matched < FEWEST || n_matched * 3 < (last + 1 - first) * 2 || n_new * 2 < FEWEST {
        return false;
    }
    headings.retain(|heading| heading.start < series[first].start || !is_reply(sheet, heading));
    let of_series = || series.iter().zip(&matched);
    let range = || of_series().take(last + 1).skip(first);
    let new: Vec<&Retold> =
        range().filter(|(one, question)| !one.stays(**question)).map(|(one, _)| one).collect();
    headings.retain(|heading| !new.iter().any(|one| one.holds(heading)));
    // A title over them all, or one before them that only seemed to ask what they do.
    let is_above = |heading: &Heading| {
        new.iter().any(|one| one.start >= heading.end && is_empty_between(sheet, heading.end, one.start))
    };
    let is_matched = |heading: &Heading| {
        let is_before = heading.start < series[first].start && series[first].subject.is_some();
        is_before && heading.questions.iter().any(|question| matched.contains(&Some(*question)))
    };
    headings.retain(|heading| heading.kind != Kind::Gist || !is_above(heading) && !is_matched(heading));
    // The next paragraph that says what it is about has left the questions.
    let behind = usize::from(series.get(last + 1).is_some_and(|one| one.subject.is_some()));
    let pairs = of_series().take(last + 1 + behind).skip(first);
    headings.extend(pairs.filter(|(one, question)| !one.stays(**question)).map(|(one, question)| {
        match *question {
            Some(question) => {
                // What may as well be said in reply stays in the answer.
                let is_said =
                    |words: &Range<usize>| !subjects::is_of(outline, sheet, words.clone(), &[question]);
                let stays = one.subject.as_ref().is_some_and(is_said);
                let begin = if stays { one.start } else { one.begin };
                Heading::new(one.start, begin, vec![question], Kind::Gist, 0.5)
            }
            None => headings::unknown(one.start),
        }
    }));
    headings.sort_by_key(|heading| heading.start);
    true
}

/// Gives those between two that are matched the questions between, where there are as many.
fn fill(matched: &mut [Option<QuestionIdx>]) {
    let known: Vec<(usize, u16)> =
        matched.iter().enumerate().filter_map(|(at, question)| Some((at, (*question)?.0))).collect();
    for pair in known.windows(2) {
        let ((from, first), (to, last)) = (pair[0], pair[1]);
        if to - from == usize::from(last - first) {
            for (at, question) in (from + 1..to).zip(first + 1..) {
                matched[at] = Some(QuestionIdx(question));
            }
        }
    }
}

/// Gives those right before the first that is matched the questions there, where most questions are matched.
fn fill_first(matched: &mut [Option<QuestionIdx>], n_questions: usize) {
    let n_matched = matched.iter().flatten().count();
    let Some((first, _)) = range(matched).filter(|_| n_matched * 2 >= n_questions) else { return };
    let before = matched[first].map_or(0, |question| usize::from(question.0));
    if before <= MOST_BEFORE && before <= first {
        (0..before).for_each(|at| matched[first - before + at] = Some(QuestionIdx(at as u16)));
    }
}

/// Whether a question's wording is a reply in its words: "We agree that the ferry should ..."
fn is_reply(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let word = sheet.words.get(sheet.word_at(heading.start as u32));
    heading.kind == Kind::Wording && word.is_some_and(|word| word.is(class::OWN))
}

/// Places of the first and the last that is matched.
fn range(matched: &[Option<QuestionIdx>]) -> Option<(usize, usize)> {
    Some((matched.iter().position(Option::is_some)?, matched.iter().rposition(Option::is_some)?))
}

/// The questions that are put, each with an answer below.
fn series(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread, headings: &[Heading]) -> Vec<Retold> {
    let subjects = subjects::find(outline, sheet, thread);
    let put = |lines: &Range<usize>| {
        let subject = subjects.iter().find(|subject| subject.line == lines.start);
        subject.map(|subject| Put::subject(sheet, subject)).or_else(|| asked(sheet, lines.start))
    };
    let put: Vec<Option<Put>> = sheet.paragraphs.iter().map(put).collect();
    let mut series = Vec::new();
    for (at, lines) in sheet.paragraphs.iter().enumerate() {
        if series.len() > MOST {
            break;
        }
        let Some(put_here) = put[at].as_ref().filter(|put| !thread.is_anothers(put.start)) else { continue };
        let Put { start, end, is_title, ref subject } = *put_here;
        let goes_on = end < sheet.inner_of(lines).end as usize;
        if goes_on || put.get(at + 1).is_some_and(Option::is_none) {
            let begin = if goes_on && !is_title { start } else { end };
            let heading = headings.iter().find(|heading| (start..end).contains(&heading.start));
            let is_option = subject.is_none() && heading.is_some_and(|heading| heading.kind == Kind::Option);
            let scores = scores(outline, sheet, start..end, heading);
            let found = heading.and_then(|heading| heading.questions.first().copied());
            let subject = subject.clone();
            series.push(Retold { start, end, begin, is_option, is_title, subject, found, scores });
        }
    }
    let ends: Vec<usize> = series.iter().skip(1).map(|next| next.start).chain([sheet.text.len()]).collect();
    for (one, end) in series.iter_mut().zip(ends).filter(|(one, _)| one.is_title) {
        let below = below(outline, sheet, one.end..end, headings);
        one.scores.iter_mut().zip(below).for_each(|(score, more)| *score += more);
    }
    series
}

/// How much more the words below a title have in common with each question than with the others.
fn below(outline: &Outline, sheet: &Sheet<'_>, bytes: Range<usize>, headings: &[Heading]) -> Vec<f32> {
    let words = sheet.word_at(bytes.start as u32)..sheet.word_at(bytes.end as u32);
    let mut shares = sequence::shares(outline, sheet, words.clone());
    let mean = shares.iter().sum::<f32>() / shares.len().max(1) as f32;
    for share in &mut shares {
        *share = (*share - mean).max(0.0) * BELOW;
    }
    let first = words.start..sheet.next_start(words.start + 1).min(words.end);
    for mention in likeness::mentions(outline, sheet, first) {
        if let Some(question) = outline.question_of(mention.option) {
            shares[question.0 as usize] += NAMED;
        }
    }
    let inside = headings.iter().filter(|heading| bytes.contains(&heading.start) && is_reply(sheet, heading));
    for question in inside.flat_map(|heading| &heading.questions) {
        shares[question.0 as usize] += FOUND;
    }
    shares
}

/// How much some words have in common with each question.
fn scores(outline: &Outline, sheet: &Sheet<'_>, bytes: Range<usize>, heading: Option<&Heading>) -> Vec<f32> {
    let words = sheet.word_at(bytes.start as u32)..sheet.word_at(bytes.end as u32);
    let mut scores = sequence::shares(outline, sheet, words.clone());
    for mention in likeness::mentions(outline, sheet, words.clone()) {
        let about = |at: usize| outline.option_of(QuestionIdx(at as u16)) == Some(mention.option);
        (0..scores.len()).filter(|at| about(*at)).for_each(|at| scores[at] += NAMED);
    }
    for question in heading.iter().flat_map(|heading| &heading.questions) {
        scores[question.0 as usize] += FOUND;
    }
    let first = sheet.written(words.start);
    for (score, question) in scores.iter_mut().zip(&outline.consultation.questions) {
        *score += if asks_alike(first, &question.text) { ALIKE } else { 0.0 };
    }
    let asks_for_more = words.clone().any(|word| ["else", "anything"].contains(&sheet.written(word)))
        || headings::asks_for_more(outline, sheet, words.clone()).is_some();
    if let Some(question) = outline.catch_all.filter(|_| asks_for_more) {
        scores[question.0 as usize] += ELSE;
    }
    scores
}

/// Whether what begins with a word asks as a question does: "Whether dogs should ..." is answered by yes or no.
fn asks_alike(first: &str, question: &str) -> bool {
    let asked = question.split(|mark: char| !mark.is_alphabetic()).next().unwrap_or("");
    let is_closed = || CLOSED.iter().any(|known| asked.eq_ignore_ascii_case(known));
    if first.eq_ignore_ascii_case("whether") {
        is_closed()
    } else {
        ASKS.iter().any(|known| first.eq_ignore_ascii_case(known)) && first.eq_ignore_ascii_case(asked)
    }
}

/// The question that a paragraph puts: it is nothing else, or begins with "You ask", or is a title over a list.
fn asked(sheet: &Sheet<'_>, first: usize) -> Option<Put> {
    let (line, lines) = (&sheet.lines[first], sheet.paragraph_of(first));
    let words = sheet.words_on(lines.clone());
    let is_paper = sheet.paper.binary_search(&first).is_ok();
    if words.is_empty() || is_paper || line.dress.quoted || line.dress.cell || line.dress.bullet {
        return None;
    }
    let stop = sheet.next_start(words.start + 1).min(words.end);
    let is_whole = stop == words.end;
    let asks = sheet.gap_behind(stop - 1).trim_start_matches(['*', '_']).starts_with('?');
    let is_title = headings::is_title(sheet, first) && !asides::may_be_stationery(line.inner.of(sheet.text));
    let fits = is_title || (SHORTEST..=LONGEST).contains(&(stop - words.start));
    let is_put = announcement::wants_to_know(sheet, words.start) || is_whole && asks || is_title;
    let end = match is_title {
        true => line.span.end as usize,
        false if is_whole => sheet.inner_of(&lines).end as usize,
        false => sheet.words[stop].span.start as usize,
    };
    let start = line.span.start as usize;
    (fits && is_put).then_some(Put { start, end, is_title, subject: None })
}

/// For each of the series its question, in ascending order; the pairs have as much in common as any such pairs.
fn align(series: &[Retold], n_questions: usize) -> Vec<Option<QuestionIdx>> {
    let width = n_questions + 1;
    // What the first of the series have in common with the first questions, at most.
    let mut best = vec![0.0; (series.len() + 1) * width];
    let worth = |at: usize, question: usize| series[at].scores[question] - LEAST;
    for at in 0..series.len() {
        for question in 0..n_questions {
            let pair = best[at * width + question] + worth(at, question).max(0.0);
            let skip = best[at * width + question + 1].max(best[(at + 1) * width + question]);
            best[(at + 1) * width + question + 1] = skip.max(pair);
        }
    }
    let mut found = vec![None; series.len()];
    let (mut at, mut question) = (series.len(), n_questions);
    while at > 0 && question > 0 {
        let here = best[at * width + question];
        if here <= best[(at - 1) * width + question] {
            at -= 1;
        } else if here <= best[at * width + question - 1] {
            question -= 1;
        } else {
            (at, question) = (at - 1, question - 1);
            found[at] = Some(QuestionIdx(question as u16));
        }
    }
    found
}

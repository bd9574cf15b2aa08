//! Questions that the writer puts in other words, each before its answer: "Would a bridge be better?", "You ask what
//! it costs.", or a title, "Costs of a bridge".
//!
//! One such line tells little; several that go through the consultation's questions in its order tell each other.
//! They are matched with the questions as sequences are aligned, by what each pair has in common.

use canvass_core::QuestionIdx;

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::thread::Thread;
use super::{Outline, headings, likeness, sequence};

/// Fewer are no series.
const FEWEST: usize = 3;
/// A question in own words has no fewer and no more.
const SHORTEST: usize = 4;
const LONGEST: usize = 30;
/// What a pair must have in common, as the share of the question's telling words or as much by other signs.
const LEAST: f32 = 0.1;
/// What the name of the question's option counts.
const NAMED: f32 = 0.2;
/// What it counts that a heading was seen there.
const FOUND: f32 = 0.5;
/// "Anything else" is the question that asks for it.
const ELSE: f32 = 0.6;
/// How those begin who say what they are asked: "You also want to know".
const WANTS: [&str; 9] = ["ask", "asked", "want", "wanted", "wish", "wonder", "like", "enquire", "inquire"];
const BETWEEN: [&str; 6] = ["would", "also", "then", "next", "finally", "further"];

/// A place where a question is put.
struct Retold {
    /// Byte where it starts, and where an answer may begin.
    start: usize,
    end: usize,
    /// What speaks for each question.
    scores: Vec<f32>,
}

/// Adds headings where the letter goes through the questions in own words, and says whether it does.
pub(super) fn add(
    outline: &Outline,
    sheet: &Sheet<'_>,
    thread: &Thread,
    headings: &mut Vec<Heading>,
) -> bool {
    let series = series(outline, sheet, thread, headings);
    let at_one = |heading: &Heading| {
        series.iter().any(|one| (one.start..one.end.max(one.start + 1)).contains(&heading.start))
    };
    if series.len() < FEWEST
        || headings
            .iter()
            .any(|heading| heading.is_strong() && !(heading.kind == Kind::Wording && at_one(heading)))
    {
        return false;
    }
    let matched = align(&series, outline.questions.len());
    let n_matched = matched.iter().flatten().count();
    let first = matched.iter().position(Option::is_some).unwrap_or(0);
    let last = matched.iter().rposition(Option::is_some).unwrap_or(0);
    if n_matched < FEWEST || n_matched * 3 < (last + 1 - first) * 2 {
        return false;
    }
    let before = series[first].start;
    headings.retain(|heading| heading.start < before || !at_one(heading));
    headings.extend(series.iter().zip(matched).skip(first).map(|(one, question)| match question {
        Some(question) => Heading::new(one.start, one.end, vec![question], Kind::Gist, 0.5),
        None => headings::unknown(one.start),
    }));
    headings.sort_by_key(|heading| heading.start);
    true
}

/// The questions that are put, each with an answer below.
fn series(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread, headings: &[Heading]) -> Vec<Retold> {
    let put: Vec<Option<(usize, usize)>> =
        sheet.paragraphs.iter().map(|lines| asked(sheet, lines.start)).collect();
    let is_answered = |at: usize| {
        let (_, end) = put[at].expect("a question is put");
        let inside = end < sheet.inner_of(&sheet.paragraphs[at]).end as usize;
        inside || put.get(at + 1).is_some_and(Option::is_none)
    };
    let places = (0..put.len()).filter(|at| put[*at].is_some() && is_answered(*at)).filter_map(|at| put[at]);
    let is_option =
        |start: usize| headings.iter().any(|heading| heading.start == start && heading.kind == Kind::Option);
    let own = places.filter(|(start, _)| !thread.is_anothers(*start) && !is_option(*start));
    own.map(|(start, end)| {
        let words = sheet.word_at(start as u32)..sheet.word_at(end as u32);
        let mut scores = sequence::shares(outline, sheet, words.clone());
        for mention in likeness::mentions(outline, sheet, words.clone()) {
            let about = |at: usize| outline.option_of(QuestionIdx(at as u16)) == Some(mention.option);
            (0..scores.len()).filter(|at| about(*at)).for_each(|at| scores[at] += NAMED);
        }
        for heading in headings.iter().filter(|heading| (start..end).contains(&heading.start)) {
            heading.questions.iter().for_each(|question| scores[question.0 as usize] += FOUND);
        }
        let asks_for_more = words.clone().any(|word| ["else", "anything"].contains(&sheet.written(word)));
        if let Some(question) = outline.catch_all.filter(|_| asks_for_more) {
            scores[question.0 as usize] += ELSE;
        }
        let spoken =
            end < sheet.inner_of(&sheet.paragraph_of(sheet.words[words.start].line as usize)).end as usize;
        Retold { start, end: if spoken { start } else { end }, scores }
    })
    .collect()
}

/// Where a paragraph puts a question, from its first byte to the last: it is nothing else, or begins with "You ask".
fn asked(sheet: &Sheet<'_>, first: usize) -> Option<(usize, usize)> {
    let (line, lines) = (&sheet.lines[first], sheet.paragraph_of(first));
    let words = sheet.words_on(lines.clone());
    let is_paper = sheet.paper.binary_search(&first).is_ok();
    if words.is_empty() || is_paper || line.dress.quoted || line.dress.cell || line.dress.bullet {
        return None;
    }
    let stop = sheet.next_start(words.start + 1).min(words.end);
    let is_whole = stop == words.end;
    let asks = sheet.gap_behind(stop - 1).trim_start_matches(['*', '_']).starts_with('?');
    let is_title = headings::is_title(sheet, first);
    let fits = is_title || (SHORTEST..=LONGEST).contains(&(stop - words.start));
    let is_put = wants_to_know(sheet, words.start) || is_whole && asks || is_title;
    let end =
        if is_whole { sheet.inner_of(&lines).end as usize } else { sheet.words[stop].span.start as usize };
    (fits && is_put).then_some((line.span.start as usize, end))
}

/// "You ask whether", "You would also like to know".
fn wants_to_know(sheet: &Sheet<'_>, first: usize) -> bool {
    let is = |word: usize, known: &[&str]| {
        word < sheet.words.len() && known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    let verb = (first + 1..first + 4).find(|word| !is(*word, &BETWEEN));
    is(first, &["you"]) && verb.is_some_and(|verb| is(verb, &WANTS))
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

//! Headings of the respondent's own that look alike and go through the questions in order.
//!
//! One such heading may be about anything; several of one rank, of which some tell their question, vouch for the others.

use canvass_core::QuestionIdx;

use super::heading::{Heading, Kind};
use super::sheet::{Line, Sheet};
use super::thread::Thread;
use super::{Outline, headings, likeness};

/// Fewer headings of a rank are no series.
const FEWEST: usize = 3;
/// Headings that must tell their question themselves before others follow from them.
const FEWEST_KNOWN: usize = 3;

/// A heading of the series.
struct Peer {
    line: usize,
    start: usize,
    end: usize,
    question: Option<QuestionIdx>,
    /// Whether a heading was found there, which stays as it is.
    is_found: bool,
}

/// Adds what the series tells, in a letter where no question is printed.
pub(super) fn add(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread, headings: &mut Vec<Heading>) {
    if headings.iter().any(Heading::is_strong) {
        return;
    }
    let mut peers = series(sheet, thread, headings);
    if peers.len() < FEWEST {
        return;
    }
    for peer in peers.iter_mut().filter(|peer| peer.question.is_none() && !peer.is_found) {
        let words = sheet.words_on(peer.line..sheet.title_last(peer.line) + 1);
        peer.question = likeness::hint(outline, sheet, words);
    }
    read_bodies(outline, sheet, thread, &mut peers);
    fill(outline, &mut peers);
    let is_marked = peers.iter().all(|peer| sheet.lines[peer.line].dress.level > 0);
    let fewest = if is_marked { 1 } else { 2 };
    if peers.iter().filter(|peer| peer.question.is_some()).count() >= fewest {
        let new = peers.into_iter().filter(|peer| !peer.is_found);
        headings.extend(new.map(|peer| match peer.question {
            Some(question) => Heading::new(peer.start, peer.end, vec![question], Kind::Gist, 0.45),
            None => headings::section(peer.start),
        }));
        headings.sort_by_key(|heading| heading.start);
    }
}

/// The headings of the rank that most headings have.
fn series(sheet: &Sheet<'_>, thread: &Thread, headings: &[Heading]) -> Vec<Peer> {
    let dressed = |line: &usize| {
        let Line { span, dress, .. } = &sheet.lines[*line];
        (dress.is_heading() || is_numbered(sheet, *line))
            && headings::stands_out(sheet, *line)
            && !thread.is_anothers(span.start as usize)
    };
    let lines: Vec<usize> = sheet.paragraphs.iter().map(|lines| lines.start).filter(dressed).collect();
    let rank = |line: usize| sheet.lines[line].dress.rank();
    let mut ranks: Vec<((u8, bool, bool), usize)> = Vec::new();
    for line in &lines {
        match ranks.iter_mut().find(|(known, _)| *known == rank(*line)) {
            Some((_, count)) => *count += 1,
            None => ranks.push((rank(*line), 1)),
        }
    }
    // The first of equals is the upper rank.
    let usual = ranks.iter().rev().max_by_key(|(_, count)| *count).map(|(rank, _)| *rank);
    let Some(usual) = usual else { return Vec::new() };
    lines.into_iter().filter(|line| rank(*line) == usual).map(|line| peer(sheet, headings, line)).collect()
}

/// Whether a line has a number of the letter's own and its paragraphs have theirs: "3. Costs", "3.1 They are too high."
fn is_numbered(sheet: &Sheet<'_>, line: usize) -> bool {
    let number = |line: usize| {
        let inner = sheet.lines[line].inner.of(sheet.text);
        inner.split(['.', ' ', ')']).next().filter(|number| number.parse::<u8>().is_ok())
    };
    let below = sheet.paragraphs.get(sheet.lines[line].paragraph as usize + 1);
    let below = below.map(|lines| sheet.lines[lines.start].inner.of(sheet.text));
    number(line)
        .zip(below)
        .is_some_and(|(number, below)| below.strip_prefix(number).is_some_and(|rest| rest.starts_with(".1")))
}

fn peer(sheet: &Sheet<'_>, headings: &[Heading], line: usize) -> Peer {
    let start = sheet.lines[line].span.start as usize;
    let end = sheet.lines[sheet.title_last(line)].span.end as usize;
    let at = headings.partition_point(|heading| heading.start < start);
    let found = headings.get(at).filter(|heading| heading.start < end);
    let question = found.and_then(|heading| heading.questions.first().copied());
    Peer { line, start, end, question, is_found: found.is_some() }
}

/// Takes the questions from what stands below the headings, where that is clearly about one.
fn read_bodies(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread, peers: &mut [Peer]) {
    for at in 0..peers.len() {
        if peers[at].question.is_some() || peers[at].is_found {
            continue;
        }
        let next = peers.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        let end = thread.next_part(peers[at].end).map_or(next, |end| end.min(next));
        let words = sheet.word_at(peers[at].end as u32)..sheet.word_at(end as u32);
        peers[at].question = likeness::best(outline, sheet, words).map(|likely| likely.question);
    }
}

/// Gives headings between two that tell their question the questions between, where there are as many.
fn fill(outline: &Outline, peers: &mut [Peer]) {
    let known: Vec<(usize, usize)> =
        peers.iter().enumerate().filter_map(|(at, peer)| Some((at, usize::from(peer.question?.0)))).collect();
    let ascends = known.windows(2).all(|pair| pair[0].1 < pair[1].1);
    let n_questions = outline.questions.len();
    if known.is_empty() || !ascends {
        return;
    }
    let is_whole = peers.len() == n_questions && known.iter().all(|(at, question)| at == question);
    if !is_whole && known.len() < FEWEST_KNOWN {
        return;
    }
    let mut from = (0, 0);
    for to in known.iter().copied().map(Some).chain([None]) {
        let (end, question) = to.unwrap_or((peers.len(), n_questions));
        if end - from.0 == question - from.1 {
            for (peer, question) in peers[from.0..end].iter_mut().zip(from.1..) {
                if !peer.is_found {
                    peer.question = Some(QuestionIdx(question as u16));
                }
            }
        }
        from = (end + 1, question + 1);
    }
}

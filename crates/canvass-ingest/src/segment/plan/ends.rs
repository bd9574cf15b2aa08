//! Where answers end before the next question begins: at lists of replies, other mails, items of minutes, postscripts, annexes.

use std::ops::Range;

use canvass_core::{Aside, Span};

use super::super::heading::Heading;
use super::super::sheet::Sheet;
use super::super::thread::Thread;
use super::super::{Outline, closed, headings};

/// Where the first question's heading starts, and where the last one's ends.
fn extent(headings: &[Heading]) -> Option<(usize, usize)> {
    let strong = |heading: &&Heading| heading.is_strong();
    Some((headings.iter().find(strong)?.start, headings.iter().rfind(strong)?.end))
}

/// Where the answers have a heading of their own, as "OUR ANSWERS", the next one of its rank ends them.
pub(super) fn answers(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let Some((first, last)) = extent(headings) else { return };
    let dressed = |line: &usize| sheet.lines[*line].dress.is_heading() && headings::stands_out(sheet, *line);
    let titles = || sheet.paragraphs.iter().map(|lines| lines.start).filter(dressed);
    let starts = |line: usize| sheet.lines[line].span.start as usize;
    let Some(above) = titles().take_while(|line| starts(*line) < first).last() else { return };
    let rank = |line: usize| sheet.lines[line].dress.rank();
    let is_taken = |line: usize| headings.iter().any(|heading| heading.start == starts(line));
    let own = titles().filter(|line| rank(*line) == rank(above));
    let below: Vec<usize> = own.filter(|line| starts(*line) >= first).collect();
    // Headings of that rank among the answers may belong to any of them.
    if let [line] = below[..]
        && starts(line) >= last
        && !is_taken(line)
    {
        headings.push(headings::unknown(starts(line)));
        headings.sort_by_key(|heading| heading.start);
    }
}

/// Where the items of minutes count through ("24/63"), the next one ends the answers that stand under one.
pub(super) fn item(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let Some((first, last)) = extent(headings) else { return };
    let form = |line: usize| {
        let token = sheet.lines[line].inner.of(sheet.text).split_whitespace().next().unwrap_or("");
        let counts = token.contains('/') && token.bytes().all(|mark| mark.is_ascii_digit() || mark == b'/');
        counts.then_some(token.len())
    };
    let start = |line: usize| sheet.lines[line].span.start as usize;
    let lines = || sheet.paragraphs.iter().map(|lines| lines.start);
    let Some(above) = lines().filter(|line| start(*line) < first).filter_map(form).next_back() else {
        return;
    };
    if let Some(next) = lines().find(|line| start(*line) >= last && form(*line) == Some(above)) {
        headings.push(headings::unknown(start(next)));
        headings.sort_by_key(|heading| heading.start);
    }
}

/// What is put behind a letter answers nothing.
pub(super) fn letter(end: usize, headings: &mut Vec<Heading>) {
    let at = headings.partition_point(|heading| heading.start < end);
    let answers = |heading: &Heading| !heading.questions.is_empty();
    let is_over = headings[..at].last().is_some_and(|last| answers(last) && last.end <= end);
    if is_over && !headings[at..].iter().any(answers) {
        headings.truncate(at);
        headings.push(headings::unknown(end));
    }
}

/// A postscript below the signature goes on with no answer.
pub(super) fn postscripts(sheet: &Sheet<'_>, asides: &[Aside], headings: &mut Vec<Heading>) {
    let is_postscript = |lines: &&Range<usize>| {
        let inner = sheet.lines[lines.start].inner.of(sheet.text);
        let rest = ["P.S.", "P.S", "PS:", "PS.", "PS"].iter().find_map(|mark| inner.strip_prefix(mark));
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    let signed = |start: u32| {
        let before = asides.iter().rfind(|aside| aside.span.end <= start);
        before.is_some_and(|aside| sheet.text[aside.span.end as usize..start as usize].trim().is_empty())
    };
    for lines in sheet.paragraphs.iter().filter(is_postscript) {
        let start = sheet.lines[lines.start].span.start;
        let at = headings.partition_point(|heading| heading.start < start as usize);
        if signed(start) && at == headings.len() {
            headings.push(headings::unknown(start as usize));
        }
    }
}

/// A run of lines such as "8 - yes" is a list of replies; the paragraph below it belongs to none of them.
pub(super) fn reply_lists(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let line_of = |byte: usize| sheet.words.get(sheet.word_at(byte as u32)).map(|word| word.line as usize);
    let replied = |at: usize| {
        let (heading, line) = (&headings[at], line_of(headings[at].start)?);
        let question = *heading.questions.first().filter(|_| heading.is_strong())?;
        let end = sheet.lines[line].span.end as usize;
        let span = Span::new(heading.end.min(end), end);
        let (_, rest) = closed::leading(outline, question, sheet.text, span)?;
        rest.is_empty().then_some(line)
    };
    let lines: Vec<Option<usize>> = (0..headings.len()).map(replied).collect();
    let mut ends = Vec::new();
    for at in 2..headings.len() {
        let Some(line) = lines[at] else { continue };
        let in_row = lines[at - 1] == line.checked_sub(1) && lines[at - 2] == line.checked_sub(2);
        let below = sheet.lines[line].words.end;
        let next = headings.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        let start = sheet.words.get(below).map(|word| sheet.lines[word.line as usize].span.start as usize);
        let apart = line + 1 == sheet.paragraph_of(line).end;
        ends.extend(start.filter(|start| in_row && apart && *start < next).map(headings::unknown));
    }
    headings.extend(ends);
    headings.sort_by_key(|heading| heading.start);
}

/// Where another's mail or an attachment begins, no answer goes on.
pub(super) fn mails(thread: &Thread, headings: &mut Vec<Heading>) {
    let originals = thread.originals.iter().map(|span| span.start as usize);
    for end in originals.chain(thread.attachments.iter().copied()) {
        let at = headings.partition_point(|heading| heading.start <= end);
        let Some(last) = headings[..at].last_mut() else { continue };
        last.end = last.end.min(end);
        last.short = last.short.min(end);
        if !last.questions.is_empty() || last.option.is_some() {
            headings.insert(at, headings::unknown(end));
        }
    }
}

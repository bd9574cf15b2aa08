//! What parts a letter without telling a question: sections of other titles, paragraphs behind lists of replies, mails.

use std::ops::Range;

use canvass_core::{Aside, Span};

use super::super::heading::Heading;
use super::super::sheet::Sheet;
use super::super::thread::Thread;
use super::super::{Outline, closed, headings};

/// Fewer titles of one kind are no habit.
const FEWEST_TITLES: usize = 2;
/// What the parts of a form are called, and how long is what counts them.
const PARTS: [&str; 4] = ["part", "section", "chapter", "theme"];
const LONGEST_COUNT: usize = 3;

/// A heading of the rank that question headings have, which is none of them, begins something else.
pub(super) fn add_sections(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let level_of = |heading: &Heading| {
        let word = sheet.words.get(sheet.word_at(heading.start as u32));
        word.map_or(0, |word| sheet.lines[word.line as usize].dress.level)
    };
    let levels: Vec<u8> = headings
        .iter()
        .filter(|heading| heading.is_strong() && heading.end > heading.start)
        .map(level_of)
        .collect();
    let Some(&level) = levels.first().filter(|level| **level > 0) else { return };
    if levels.len() < 2 || levels.iter().any(|other| *other != level) {
        return;
    }
    let mut others = Vec::new();
    for line in sheet.lines.iter().filter(|line| line.dress.level == level && !line.words.is_empty()) {
        let start = line.span.start as usize;
        let at = headings.partition_point(|heading| heading.start < start);
        let taken = headings.get(at).is_some_and(|heading| heading.start < line.span.end as usize);
        let inside = at > 0 && headings[at - 1].end > start;
        if !taken && !inside {
            others.push(headings::unknown(start));
        }
    }
    headings.extend(others);
    headings.sort_by_key(|heading| heading.start);
}

/// Where paragraphs are numbered within sections ("3.1" below a heading), the other sections begin something else.
pub(super) fn add_numbered_sections(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let heads = |line: usize| {
        let next = sheet.paragraphs.get(sheet.lines[line].paragraph as usize + 1);
        let written = next.map_or("", |lines| sheet.lines[lines.start].inner.of(sheet.text));
        let figures = written.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&figures)
            && written[figures..].starts_with(".1")
            && !written[figures + 2..].starts_with(|mark: char| mark.is_ascii_digit())
            && headings::stands_out(sheet, line)
    };
    let starts: Vec<usize> =
        sheet.paragraphs.iter().map(|lines| lines.start).filter(|line| heads(*line)).collect();
    let is_taken = |line: &usize| {
        let span = sheet.lines[*line].span;
        headings.iter().any(|heading| (span.start as usize..span.end as usize).contains(&heading.start))
    };
    let (taken, free): (Vec<usize>, Vec<usize>) = starts.into_iter().partition(is_taken);
    if taken.len() >= 2 {
        headings
            .extend(free.into_iter().map(|line| headings::unknown(sheet.lines[line].span.start as usize)));
        headings.sort_by_key(|heading| heading.start);
    }
}

/// Where the answers have a heading of their own, as "OUR ANSWERS", the next one of its rank ends them.
pub(super) fn end_answers(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let strong = |heading: &&Heading| heading.is_strong();
    let (Some(first), Some(last)) = (headings.iter().find(strong), headings.iter().rfind(strong)) else {
        return;
    };
    let dressed = |line: &usize| sheet.lines[*line].dress.is_heading() && headings::stands_out(sheet, *line);
    let (first, last) = (first.start, last.end);
    let titles = || sheet.paragraphs.iter().map(|lines| lines.start).filter(dressed);
    let starts = |line: usize| sheet.lines[line].span.start as usize;
    let Some(above) = titles().take_while(|line| starts(*line) < first).last() else { return };
    let rank = |line: usize| {
        (sheet.lines[line].dress.level, sheet.lines[line].dress.bold, sheet.lines[line].dress.capitals)
    };
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
pub(super) fn end_item(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let strong = |heading: &&Heading| heading.is_strong();
    let (Some(first), Some(last)) = (headings.iter().find(strong), headings.iter().rfind(strong)) else {
        return;
    };
    let (first, last) = (first.start, last.end);
    let form = |line: usize| {
        let token = sheet.lines[line].inner.of(sheet.text).split_whitespace().next().unwrap_or("");
        let counts = token.contains('/') && token.bytes().all(|mark| mark.is_ascii_digit() || mark == b'/');
        counts.then(|| token.len())
    };
    let start = |line: usize| sheet.lines[line].span.start as usize;
    let lines = || sheet.paragraphs.iter().map(|lines| lines.start);
    let Some(above) = lines().filter(|line| start(*line) < first).filter_map(form).last() else { return };
    if let Some(next) = lines().find(|line| start(*line) >= last && form(*line) == Some(above)) {
        headings.push(headings::unknown(start(next)));
        headings.sort_by_key(|heading| heading.start);
    }
}

/// What is put behind a letter answers nothing.
pub(super) fn end_letter(end: usize, headings: &mut Vec<Heading>) {
    let at = headings.partition_point(|heading| heading.start < end);
    let answers = |heading: &Heading| !heading.questions.is_empty();
    let is_over = headings[..at].last().is_some_and(|last| answers(last) && last.end <= end);
    if is_over && !headings[at..].iter().any(answers) {
        headings.truncate(at);
        headings.push(headings::unknown(end));
    }
}

/// A postscript below the signature goes on with no answer.
pub(super) fn end_postscripts(sheet: &Sheet<'_>, asides: &[Aside], headings: &mut Vec<Heading>) {
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

/// Where titles with numbers of their own say which questions they are about, the others are about none.
pub(super) fn add_unreferred(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let is_title = |line: &usize| {
        let inner = sheet.lines[*line].inner.of(sheet.text);
        let number = inner.split(['.', ')']).next().unwrap_or("");
        let numbered = (1..=2).contains(&number.len()) && number.bytes().all(|mark| mark.is_ascii_digit());
        numbered && sheet.paragraph_of(*line).len() == 1 && !inner.ends_with(['.', ',', ';', ':', '?', '!'])
    };
    let heading = |line: usize| {
        let start = sheet.lines[line].span.start as usize;
        headings.iter().find(|heading| heading.start == start)
    };
    let refers = |line: usize| {
        let number = sheet.lines[line].inner.of(sheet.text).split(['.', ')']).next().unwrap_or("");
        let own = outline.numbered(number);
        let other = |heading: &Heading| own.is_none_or(|own| !heading.questions.contains(&own));
        heading(line).is_some_and(|heading| heading.is_strong() && other(heading))
    };
    let titles = || sheet.paragraphs.iter().map(|lines| lines.start).filter(is_title);
    if titles().filter(|line| refers(*line)).count() < FEWEST_TITLES {
        return;
    }
    let free: Vec<usize> = titles().filter(|line| heading(*line).is_none()).collect();
    headings.extend(free.into_iter().map(|line| headings::unknown(sheet.lines[line].span.start as usize)));
    headings.sort_by_key(|heading| heading.start);
}

/// A title right above a question's heading parts the questions, it is no end of the answer before.
pub(super) fn add_dividers(sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let mut dividers = Vec::new();
    for pair in headings.windows(2).filter(|pair| pair[1].is_strong()) {
        let before = sheet.word_at(pair[1].start as u32).checked_sub(1);
        let Some(word) = before.filter(|word| *word >= sheet.word_at(pair[0].end as u32)) else { continue };
        let at = sheet.words[word].line as usize;
        let line = &sheet.lines[at];
        let alone = sheet.paragraph_of(at).len() == 1 || line.dress.level > 0;
        let answered = line.words.start > sheet.word_at(pair[0].end as u32);
        if alone && answered && parts(sheet, at) {
            dividers.push(headings::unknown(line.span.start as usize));
        }
    }
    headings.extend(dividers);
    headings.sort_by_key(|heading| heading.start);
}

/// "--- Fares ---", "Part B: fares".
fn parts(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    let opens = PARTS.iter().any(|part| sheet.written(line.words.start).eq_ignore_ascii_case(part));
    let counted = || line.words.len() > 1 && sheet.written(line.words.start + 1).len() <= LONGEST_COUNT;
    let dressed = line.dress.level > 0 || line.dress.bold;
    (dressed || opens && counted()) && !inner.ends_with(['.', '!', '?', ',', ';'])
}

/// A run of lines such as "8 - yes" is a list of replies; the paragraph below it belongs to none of them.
pub(super) fn end_reply_lists(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
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
pub(super) fn end_mails(thread: &Thread, headings: &mut Vec<Heading>) {
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

//! Every place that may be a heading, line by line; which of them are is settled in [`super::plan`].

mod item;
mod label;
mod number;
mod option;
mod run_in;
mod title;

use canvass_core::{OptionIdx, QuestionIdx};

use super::heading::{Heading, Kind};
use super::sheet::{Line, Sheet};
pub(super) use title::{asks, asks_for_more, followed, is_title, speaks, stands_out};

use super::{Outline, announcement, names, order, reference, wording};

/// What is known of the whole letter before its lines are read.
struct Scan<'a> {
    outline: &'a Outline,
    sheet: &'a Sheet<'a>,
    /// Lines that announce an option by its place.
    ordinals: Vec<(usize, OptionIdx)>,
    /// Lines that begin with an option's letter.
    letters: Vec<(usize, OptionIdx)>,
    /// Titles and first words that call questions by their places.
    titles: Vec<order::Title>,
    /// Whether several paragraphs begin with a label, as in "Fares. They are too high".
    labelled: bool,
}

/// Words before a question's number in brackets that count the letter's own items.
const LONGEST_LABEL: usize = 2;

/// The candidates of a letter, in order and disjoint.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Heading> {
    let scan = Scan {
        outline,
        sheet,
        ordinals: order::ordinals(outline, sheet),
        letters: order::letters(outline, sheet),
        titles: order::titles(outline, sheet).into_iter().chain(order::leads(outline, sheet)).collect(),
        labelled: label::are_usual(sheet),
    };
    let mut found: Vec<Heading> = Vec::new();
    let mut floor = 0;
    for at in 0..sheet.lines.len() {
        let line = &sheet.lines[at];
        if line.words.is_empty() || line.words.end <= floor || sheet.paper.binary_search(&at).is_ok() {
            continue;
        }
        if line.words.start >= floor
            && let Some(heading) = on_line(&scan, at)
        {
            floor = sheet.word_at(heading.end as u32).max(line.words.start);
            if heading.start == heading.end && !heading.questions.is_empty() {
                floor += 1;
            }
            found.push(heading);
        }
        if sheet.paragraph_of(at).start == at {
            let lines = sheet.paragraph_of(at);
            let row = run_in::find(outline, sheet, &lines);
            if !row.is_empty() {
                floor = sheet.words_on(lines).end;
                found.extend(row);
                continue;
            }
        }
        let breath = in_one_breath(sheet, line);
        let next = |from: usize| {
            let listed = breath.iter().copied().find(|word| *word >= from).unwrap_or(usize::MAX);
            sheet.next_start(from).min(listed)
        };
        let mut start = next(floor.max(line.words.start + 1));
        while start < line.words.end {
            if let Some(heading) = inside(outline, sheet, start, breath.contains(&start)) {
                floor = sheet.word_at(heading.end as u32).max(start + 1);
                found.push(heading);
            }
            start = next(floor.max(start + 1));
        }
    }
    found
}

/// The references of a line such as "q4 no q5 no q6 yes", which counts up without a mark.
fn in_one_breath(sheet: &Sheet<'_>, line: &Line) -> Vec<usize> {
    let number = |word: usize| sheet.written(word).strip_prefix(['q', 'Q'])?.parse::<u32>().ok();
    if number(line.words.start).is_none() {
        return Vec::new();
    }
    let found: Vec<(usize, u32)> =
        line.words.clone().filter_map(|word| Some((word, number(word)?))).take(100).collect();
    // "Q14, Q18 and Q19 were passed over" lists them.
    let counts = |pair: &[(usize, u32)]| pair[0].0 + 1 < pair[1].0 && pair[0].1 < pair[1].1;
    let ascends = found.len() >= 3 && found.windows(2).all(counts);
    if ascends { found.into_iter().map(|(word, _)| word).collect() } else { Vec::new() }
}

/// A heading at the start of line `at`; in a row of a table it is the whole first cell.
fn on_line(scan: &Scan<'_>, at: usize) -> Option<Heading> {
    let (outline, sheet) = (scan.outline, scan.sheet);
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    if let Some(title) = scan.titles.iter().find(|title| title.line == at) {
        let questions = title.questions.clone();
        return Some(Heading::new(line.span.start as usize, title.end, questions, Kind::Number, 0.85));
    }
    let labelled = number::q_label(inner);
    let cell = label::cell_end(sheet, line);
    let whole_cell = |heading: Heading| match cell {
        Some(end) if heading.end > heading.start && heading.end < end => {
            Heading { end, short: end, ..heading }
        }
        _ => heading,
    };
    if let Some(found) = reference::read(inner).filter(|_| labelled.is_none()) {
        if found.explicit && number::left_open(sheet, at) {
            return Some(unknown(line.span.start as usize));
        }
        // "3. Fares (question 2)": items of minutes have numbers of their own.
        if !found.explicit
            && let Some(heading) = label::bracketed(outline, sheet, at)
        {
            return Some(heading);
        }
        if let Some(item) = number::sub_item(scan, at, &found).or_else(|| numbered_turn(scan, at, &found)) {
            return Some(item);
        }
        let heading = number::numbered(outline, sheet, at, &found);
        if heading.is_some() {
            return heading.map(whole_cell);
        }
    }
    if !line.begins {
        return None;
    }
    let start = sheet.word_at(line.inner.start + labelled.unwrap_or(0) as u32);
    if start >= line.words.end {
        return None;
    }
    number::worded(outline, sheet, line, start, &[])
        .or_else(|| label::bracketed(outline, sheet, at))
        .or_else(|| option::lettered(scan, at))
        .or_else(|| item::heading(scan, at, line.words.start, item::Sign::Habit))
        .or_else(|| option::heading(scan, at, line.words.start))
        .or_else(|| title::other(outline, sheet, at))
        .or_else(|| label::run_in(outline, sheet, at, cell))
        .or_else(|| title::gist(outline, sheet, at, line.words.start))
        .or_else(|| announced(outline, sheet, line.words.start))
        .or_else(|| placed(scan, at))
        .or_else(|| subject(outline, sheet, at))
        .or_else(|| labelled.filter(|_| inner.contains('?')).map(|_| unknown(line.span.start as usize)))
        .map(whole_cell)
}

/// A paragraph with a number of its own that turns to a question by another: "3. As to Proposal 2, ...".
fn numbered_turn(scan: &Scan<'_>, at: usize, number: &reference::Reference) -> Option<Heading> {
    let (outline, sheet) = (scan.outline, scan.sheet);
    if number.explicit || number.delimiter == Some('\n') {
        return None;
    }
    let first = sheet.word_at(sheet.lines[at].inner.start + number.len as u32);
    let heading = announced(outline, sheet, Some(first).filter(|first| *first < sheet.words.len())?)?;
    let own = number
        .keys
        .iter()
        .filter_map(|key| outline.numbered(key))
        .any(|own| heading.questions.contains(&own));
    (!own).then_some(Heading { start: sheet.lines[at].span.start as usize, ..heading }).map(Heading::spoken)
}

fn announced(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let found = announcement::read(outline, sheet, at)?;
    let start = sheet.words[at].span.start as usize;
    // "On Question 1 (whether it would work)", on a line of its own, and not a sentence with another behind it.
    let line = sheet.line_of(at);
    let is_title = line.words.start == at
        && sheet.next_start(at + 1) >= line.words.end
        && found.option.is_none()
        && sheet.paragraph_of(sheet.words[at].line as usize).len() == 1
        && line.words.len() <= title::LONGEST
        && !line.inner.of(sheet.text).ends_with(['.', ',', ';', ':', '!', '?'])
        && followed(sheet, sheet.words[at].line as usize);
    if is_title {
        let (start, end) = (line.span.start as usize, line.span.end as usize);
        return Some(Heading::new(start, end, found.questions, Kind::Number, 0.85));
    }
    // "On question 9. We do."
    let is_all = found.option.is_none()
        && sheet.line_of(at).words.start == at
        && sheet.gap_behind(found.end - 1).starts_with(". ");
    let behind = sheet.words.get(found.end).filter(|_| is_all);
    let end = behind.map_or(start, |word| word.span.start as usize);
    Some(Heading {
        option: found.option,
        ..Heading::new(start, end, found.questions, Kind::Announcement, 0.8)
    })
}

/// A paragraph that turns to an option by its place among them.
fn placed(scan: &Scan<'_>, at: usize) -> Option<Heading> {
    let (_, option) = scan.ordinals.iter().find(|(line, _)| *line == at)?;
    let start = scan.sheet.lines[at].span.start as usize;
    let questions: Vec<QuestionIdx> = scan.outline.question_of(*option).into_iter().collect();
    (!questions.is_empty()).then(|| Heading {
        option: Some(*option),
        ..Heading::new(start, start, questions, Kind::Announcement, 0.6)
    })
}

/// A paragraph that begins with the name of an option.
fn subject(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let quotes = line.inner.of(sheet.text).starts_with(['“', '"', '‘']);
    if sheet.paragraph_of(at).start != at || quotes {
        return None;
    }
    let (option, _) = names::named_loosely(outline, sheet, line.words.start)?;
    let start = line.span.start as usize;
    let questions = outline.question_of(option).into_iter().collect();
    Some(Heading { option: Some(option), ..Heading::new(start, start, questions, Kind::Subject, 0.5) })
}

/// A heading within a line, at the start of a sentence.
fn inside(outline: &Outline, sheet: &Sheet<'_>, at: usize, listed: bool) -> Option<Heading> {
    let start = sheet.words[at].span.start as usize;
    let mut limit = (sheet.line_of(at).span.end as usize).min(start + 40);
    while !sheet.text.is_char_boundary(limit) {
        limit -= 1;
    }
    let number = reference::read(&sheet.text[start..limit]);
    let sets_off = |number: &reference::Reference| match number.delimiter {
        Some(mark) => mark != '\t',
        None => listed || !number.spelt && !sheet.text[start + number.len..].starts_with(char::is_lowercase),
    };
    if let Some(number) = number.filter(|number| number.explicit && sets_off(number)) {
        let questions: Vec<QuestionIdx> =
            number.keys.iter().filter_map(|key| outline.numbered(key)).collect();
        let (line, end) = (sheet.line_of(at), start + number.len);
        // "Item 4. (Question 2) The zones" is one heading.
        let is_label = sheet.gap_behind(at - 1).ends_with('(') && at - line.words.start <= LONGEST_LABEL;
        let start = if is_label { line.span.start as usize } else { start };
        return (!questions.is_empty()).then(|| Heading::new(start, end, questions, Kind::Number, 0.85));
    }
    if let Some(found) = wording::find(outline, sheet, at, &[]).filter(|found| found.coverage > 0.85) {
        let asks = sheet.gap_behind(found.end - 1).trim_start().starts_with('?');
        let end = sheet.behind(found.end);
        return asks.then(|| Heading::new(start, end, vec![found.question], Kind::Wording, 0.8));
    }
    announced(outline, sheet, at)
}

/// A heading that parts the letter without telling a question; its words stay in the text.
pub(super) fn section(start: usize) -> Heading {
    Heading::new(start, start, Vec::new(), Kind::Section, 0.5)
}

/// A heading that leaves the questions; its words stay in the text.
pub(super) fn unknown(start: usize) -> Heading {
    Heading::new(start, start, Vec::new(), Kind::Other, 0.5)
}

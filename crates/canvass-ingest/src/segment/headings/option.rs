//! Headings that name an option, or stand where its name would.

use canvass_core::QuestionIdx;

use super::super::heading::{Heading, Kind};
use super::super::sheet::{Line, Sheet};
use super::super::vocabulary::class;
use super::super::{Outline, likeness, names, wording};
use super::{Scan, title};

/// Words before the name of an option in a heading.
const LONGEST_LEAD: usize = 12;

/// A line that is the name of an option, or begins with it.
pub(super) fn heading(scan: &Scan<'_>, at: usize, from: usize) -> Option<Heading> {
    named(scan.outline, scan.sheet, at, from, scan.labelled).or_else(|| hinted(scan.outline, scan.sheet, at))
}

/// The same for the words of line `at` from `from` on; `labelled` letters have labels that end in a full stop.
pub(super) fn named(
    outline: &Outline,
    sheet: &Sheet<'_>,
    at: usize,
    from: usize,
    labelled: bool,
) -> Option<Heading> {
    let line = &sheet.lines[at];
    let first = (from..line.words.end - 1)
        .take(LONGEST_LEAD)
        .find(|word| names::named_loosely(outline, sheet, *word).is_some() || !leads(sheet, from, *word))
        .unwrap_or(line.words.end - 1);
    let (options, end) =
        names::named_list(outline, sheet, first).filter(|(_, end)| *end <= line.words.end)?;
    let (end, mark) = mark_behind(sheet, line, end);
    let ends_line = end == line.words.end;
    // "BENTHWAITE TOWN COUNCIL" says whose letter it is, though the second site be Benthwaite.
    if line.paragraph == 0 && !ends_line && mark.is_none() && !likeness::is_marked(outline, sheet, end) {
        return None;
    }
    let last = sheet.title_last(at);
    let other = other_question(outline, sheet, at, end);
    let is_title = (ends_line || mark.is_some() || line.dress.is_heading() || other.is_some())
        && title::fits(outline, sheet, line, end, last);
    let start = line.span.start as usize;
    let spoken = mark == Some('.') && !(labelled && starts_sentence(sheet, end));
    let short = if spoken {
        // "Option Two. We prefer it" begins with a sentence of the respondent's.
        start
    } else if mark.is_some() && !ends_line {
        sheet.words[end].span.start as usize
    } else {
        sheet.behind(end)
    };
    let sets_off = mark.is_some() && (first == from || mark != Some('.'));
    let stop = if is_title && !ends_line {
        sheet.lines[last].span.end as usize
    } else if is_title {
        sheet.behind(end)
    } else if sets_off && !ends_line {
        short
    } else {
        return None;
    };
    let questions: Vec<QuestionIdx> =
        options.iter().filter_map(|option| outline.question_of(*option)).chain(other).collect();
    let option = options.first().copied();
    Some(Heading { short, option, ..Heading::new(start, stop, questions, Kind::Option, 0.75) })
}

/// The question that a title is about besides the option whose name ends before a word: "Option Two and its members".
fn other_question(outline: &Outline, sheet: &Sheet<'_>, at: usize, end: usize) -> Option<QuestionIdx> {
    let words = end + 1..sheet.lines[at].words.end;
    let joins = end < words.end && sheet.written(end).eq_ignore_ascii_case("and");
    if !joins || words.is_empty() || sheet.paragraph_of(at).len() > 1 {
        return None;
    }
    let stems = sheet.stems(words);
    wording::gist(outline, &stems).map(|(question, _)| question).or_else(|| wording::hint(outline, &stems))
}

/// Whether a word may stand before the name: "Views on", "Second best:", "A.".
fn leads(sheet: &Sheet<'_>, from: usize, word: usize) -> bool {
    sheet.words[word].is(class::OPTION_LEAD | class::RANK) || word == from && sheet.written(word).len() == 1
}

fn starts_sentence(sheet: &Sheet<'_>, word: usize) -> bool {
    sheet.words.get(word).is_some_and(|word| word.span.of(sheet.text).starts_with(char::is_uppercase))
}

/// "A - Fine by me", where the letters of several options begin lines.
pub(super) fn lettered(scan: &Scan<'_>, at: usize) -> Option<Heading> {
    let (_, option) = scan.letters.iter().find(|(line, _)| *line == at)?;
    let line = &scan.sheet.lines[at];
    let end = scan.sheet.words[line.words.start + 1].span.start as usize;
    let questions: Vec<QuestionIdx> = scan.outline.question_of(*option).into_iter().collect();
    let start = line.span.start as usize;
    Some(Heading { option: Some(*option), ..Heading::new(start, end, questions, Kind::Option, 0.65) })
}

/// A line of its own with most of one option's name: "ZERO STANDING CHARGES".
fn hinted(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let last = sheet.title_last(at);
    if !title::stands_out(sheet, at) || !title::fits(outline, sheet, line, line.words.start, last) {
        return None;
    }
    let option = names::hinted(outline, &sheet.stems(sheet.words_on(at..last + 1)))?;
    let questions: Vec<QuestionIdx> = outline.question_of(option).into_iter().collect();
    let (start, end) = (line.span.start as usize, sheet.lines[last].span.end as usize);
    let heading = Heading::new(start, end, questions, Kind::Option, 0.6);
    Some(Heading { option: Some(option), ..heading })
}

/// The mark that sets a name off from what follows, and the word it stands before; brackets belong to the name.
fn mark_behind(sheet: &Sheet<'_>, line: &Line, end: usize) -> (usize, Option<char>) {
    let mut end = end;
    let mut gap = sheet.gap_behind(end - 1);
    if gap.trim_start().starts_with('(') {
        let close = (end..line.words.end).find(|word| sheet.gap_behind(*word).contains(')'));
        let Some(close) = close else { return (end, None) };
        end = close + 1;
        gap = sheet.gap_behind(close).split_once(')').map_or("", |(_, behind)| behind);
    }
    let mark = gap.trim_start_matches([' ', '*', '_']).chars().next();
    let sets_off = match mark {
        Some('.') => !gap.contains(".."),
        Some(':' | '–' | '—' | '|' | '=') => true,
        Some('-') => gap.contains(" -"),
        _ => false,
    };
    (end, mark.filter(|_| sets_off))
}

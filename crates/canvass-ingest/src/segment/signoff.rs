//! The signature that ends a letter without any farewell: a name, a position, a place, on short lines of their own.

use std::ops::Range;

use canvass_core::{Aside, AsideKind, Span};

use super::sheet::{Line, Sheet};
use super::vocabulary::class;
use super::{Outline, asides, names, prompt, reference};
use crate::scale;

/// A signature has no longer lines, no more of them, and no more paragraphs.
const LONGEST_LINE: usize = 9;
const MOST_LINES: usize = 10;
const MOST_PARAGRAPHS: usize = 3;
/// What stands above the name is no longer.
const LONGEST_FAREWELL: usize = 8;
/// On lines that follow a sentence without an empty one between.
const LONGEST_RUN_ON: usize = 4;
const MOST_RUN_ON: usize = 3;
/// Words that need no capital in a name or an office.
const SMALL: [&str; 11] = ["of", "the", "and", "for", "to", "on", "de", "von", "van", "behalf", "in"];

/// The signature below the last sentence of a letter that is over at byte `end`; `asides` are those known already.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, asides: &[Aside], end: usize) -> Option<Aside> {
    let is_own = |line: &Line| {
        !line.words.is_empty() && !line.dress.quoted && asides::over(asides, line.inner).is_none()
    };
    let body = sheet.paragraphs.partition_point(|lines| (sheet.lines[lines.start].span.start as usize) < end);
    let mut own = sheet.paragraphs[..body]
        .iter()
        .rev()
        .filter(|lines| sheet.lines[(*lines).clone()].iter().any(is_own));
    let last = own.next()?;
    let mut block: Option<Range<usize>> = None;
    let mut above = Some(last);
    for _ in 0..MOST_PARAGRAPHS {
        let Some(lines) = above.filter(|lines| names_somebody(outline, sheet, lines, &is_own)) else { break };
        block = Some(lines.start..block.map_or(lines.end, |block| block.end));
        above = own.next();
    }
    let block = match block {
        Some(block)
            if above.is_some_and(|above| ends_sentence(sheet, above) || is_farewell(sheet, &block)) =>
        {
            block
        }
        None => run_on(outline, sheet, last, &is_own)?,
        _ => return None,
    };
    let lines = sheet.lines[block].iter().filter(|line| is_own(line));
    let span = lines.map(|line| line.inner).reduce(Span::join)?;
    Some(Aside { span, kind: AsideKind::Furniture })
}

/// Whether all lines of a paragraph are of the kind that signatures are made of.
fn names_somebody(
    outline: &Outline,
    sheet: &Sheet<'_>,
    lines: &Range<usize>,
    is_own: &dyn Fn(&Line) -> bool,
) -> bool {
    let own = || lines.clone().filter(|at| is_own(&sheet.lines[*at]));
    let count = own().count();
    (1..=MOST_LINES).contains(&count) && own().all(|at| is_name(outline, sheet, at, LONGEST_LINE))
}

/// The last lines of a paragraph, where a name stands directly below its last sentence.
fn run_on(
    outline: &Outline,
    sheet: &Sheet<'_>,
    lines: &Range<usize>,
    is_own: &dyn Fn(&Line) -> bool,
) -> Option<Range<usize>> {
    let own: Vec<usize> = lines.clone().filter(|at| is_own(&sheet.lines[*at])).collect();
    let is_last = |at: &&usize| sheet.lines[**at].begins && is_name(outline, sheet, **at, LONGEST_RUN_ON);
    let count = own.iter().rev().take_while(is_last).count();
    let first = *own.get(own.len() - count)?;
    let before = own.get((own.len() - count).checked_sub(1)?)?;
    ((1..=MOST_RUN_ON).contains(&count) && ends_sentence(sheet, &(*before..before + 1)))
        .then_some(first..lines.end)
}

/// "Jo Smith, Chair": words with capitals, in which nobody speaks and nothing is answered.
fn is_name(outline: &Outline, sheet: &Sheet<'_>, at: usize, longest: usize) -> bool {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    let dressed = line.dress.level > 0 || line.dress.bullet || line.dress.cell;
    if dressed
        || line.words.len() > longest
        || inner.ends_with(['?', ':', ';'])
        || closes_sentence(sheet, line)
    {
        return false;
    }
    let words = line.words.clone();
    if inner.ends_with(',') && words.len() <= LONGEST_FAREWELL && sheet.paragraph_of(at).len() > 1 {
        // "I am, Sir, your obedient servant," says nothing either.
        return sheet.paragraph_of(at).start == at;
    }
    let capital =
        |word: usize| sheet.written(word).starts_with(|mark: char| mark.is_uppercase() || mark.is_numeric());
    let bracketed = |word: usize| word > words.start && sheet.gap_behind(word - 1).ends_with('(');
    let small = |word: usize| SMALL.contains(&sheet.written(word).to_lowercase().as_str());
    let signed = sheet.written(words.start).eq_ignore_ascii_case("signed") || inner.contains('@');
    // "(approved by the Board in public session)" below the name.
    let noted = inner.starts_with('(') && inner.ends_with(')') && sheet.paragraph_of(at).start < at;
    let titled = inner.ends_with(',') && words.len() <= LONGEST_RUN_ON
        || words.clone().all(|word| capital(word) || small(word) || bracketed(word))
        || is_office(sheet, &words);
    let speaks = words.clone().any(|word| sheet.words[word].is(class::SPEAKING))
        || words.clone().any(|word| names::named(outline, sheet, word).is_some());
    let goes_on = || sheet.paragraph_of(at).start < at && small(words.start) && words.len() > 1;
    (noted || (capital(words.start) || goes_on()) && (titled || signed))
        && !speaks
        && scale::read(None, inner).is_none()
        && prompt::sentence(inner).is_none()
        && reference::read(inner).is_none()
}

/// "H. Curnow, club captain": a name, and an office in a few words.
fn is_office(sheet: &Sheet<'_>, words: &Range<usize>) -> bool {
    let capital = |word: usize| sheet.written(word).starts_with(char::is_uppercase);
    let comma = words.clone().find(|word| sheet.gap_behind(*word).starts_with(','));
    comma.is_some_and(|last| {
        let (name, office) = (words.start..last + 1, last + 1..words.end);
        (2..=LONGEST_RUN_ON).contains(&name.len())
            && name.clone().all(capital)
            && (1..=LONGEST_RUN_ON).contains(&office.len())
            && office.skip(1).all(|word| sheet.gap_behind(word - 1) == " ")
    })
}

/// Whether a line ends like a sentence, and not in an initial or in "Ltd.".
fn closes_sentence(sheet: &Sheet<'_>, line: &Line) -> bool {
    let inner = line.inner.of(sheet.text);
    let short = || line.words.clone().next_back().is_some_and(|word| sheet.written(word).len() <= 3);
    inner.ends_with('!') || inner.ends_with('.') && !short()
}

fn ends_sentence(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let last = sheet.lines[lines.clone()].iter().rev().find(|line| !line.words.is_empty());
    last.is_some_and(|line| {
        let is_mark =
            |mark: char| mark.is_whitespace() || matches!(mark, '"' | '”' | '’' | ')' | '*' | '_' | ']');
        let written = line.span.of(sheet.text).trim_end_matches(is_mark);
        // "... ever since.[2]"
        let written = match written.rsplit_once('[') {
            Some((before, note)) if note.bytes().all(|mark| mark.is_ascii_digit()) => before.trim_end(),
            _ => written,
        };
        written.ends_with(['.', '!', '?', '…'])
    })
}

/// Whether a signature begins with a line that takes its leave, as "With all good wishes," does.
fn is_farewell(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let own = sheet.lines[lines.clone()].iter().filter(|line| !line.words.is_empty());
    own.take(1).any(|line| line.inner.of(sheet.text).ends_with(',') && line.words.len() <= LONGEST_FAREWELL)
}

//! Other people's words: block quotes, and long passages in quotation marks that a third party is said to have written.

use std::ops::Range;

use canvass_core::{Aside, AsideKind, Span};

use super::super::sheet::Sheet;
use super::super::thread::Thread;
use super::super::vocabulary::class;

/// Shorter quotations are the respondent's way of speaking.
const FEWEST_WORDS: usize = 12;
/// No quotation runs on for longer without closing.
const MOST_WORDS: usize = 400;
/// Words before the quotation among which somebody must be said to have written it.
const REPORTED_WITHIN: usize = 14;
/// Quoted passages, unordered.
pub(super) fn find(sheet: &Sheet<'_>, thread: &Thread) -> Vec<Aside> {
    let others = thread.originals.iter().map(|span| Aside { span: *span, kind: AsideKind::Quotation });
    let mut found: Vec<Aside> = others.collect();
    found.extend(thread.quoting.iter().flat_map(|lines| blocks(sheet, lines.clone())));
    found.extend(passages(sheet));
    found
}

/// Runs of lines marked by `>`.
fn blocks(sheet: &Sheet<'_>, lines: Range<usize>) -> Vec<Aside> {
    let mut found: Vec<Aside> = Vec::new();
    let mut joins = false;
    for line in &sheet.lines[lines] {
        if line.dress.quoted {
            match found.last_mut().filter(|_| joins) {
                Some(last) => last.span.end = line.span.end,
                None => found.push(Aside { span: line.span, kind: AsideKind::Quotation }),
            }
        }
        joins = line.dress.quoted;
    }
    found
}

fn passages(sheet: &Sheet<'_>) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < sheet.words.len() {
        let Some(passage) = passage(sheet, at) else {
            at += 1;
            continue;
        };
        at = passage.1.max(at + 1);
        found.extend(passage.0);
    }
    found
}

/// The quotation that opens before word `at`, if it is another's, and the word behind it.
fn passage(sheet: &Sheet<'_>, at: usize) -> Option<(Option<Aside>, usize)> {
    let gap = sheet.gap_behind(at - 1);
    if gap == " " {
        return None;
    }
    let (from, open) =
        gap.char_indices().rev().find(|(_, mark)| matches!(mark, '“' | '"' | '‘' | '«' | '„'))?;
    let opens = gap[..from].is_empty()
        || gap[..from].ends_with(|mark: char| mark.is_whitespace() || matches!(mark, ':' | '(' | ','));
    let follows = gap[from + open.len_utf8()..].chars().all(|mark| !mark.is_whitespace());
    if !(opens && follows) || gap[..from].is_empty() {
        return None;
    }
    let (last, end) = close(sheet, at, open)?;
    let long = last + 1 - at >= FEWEST_WORDS;
    let start = sheet.words[at - 1].span.end as usize + from;
    let aside = Aside { span: Span::new(start, end), kind: AsideKind::Quotation };
    Some(((long && is_reported(sheet, at)).then_some(aside), last + 1))
}

/// The last word of a quotation and the byte behind its closing mark.
fn close(sheet: &Sheet<'_>, at: usize, open: char) -> Option<(usize, usize)> {
    let close = match open {
        '“' | '„' => '”',
        '‘' => '’',
        '«' => '»',
        straight => straight,
    };
    for word in at..(at + MOST_WORDS).min(sheet.words.len()) {
        let gap = sheet.gap_behind(word);
        if let Some(found) = gap.find(close) {
            let end = sheet.words[word].span.end as usize + found + close.len_utf8();
            return Some((word, end));
        }
        // A quotation of paragraphs opens each of them anew.
        if gap.contains("\n\n") && !gap.contains(open) {
            return None;
        }
    }
    None
}

/// Whether the words before say that somebody else wrote it.
fn is_reported(sheet: &Sheet<'_>, at: usize) -> bool {
    let mut reported = false;
    for word in (at.saturating_sub(REPORTED_WITHIN)..at).rev() {
        let gap = sheet.gap_behind(word);
        if word + 1 < at && gap.contains(['.', '!', '?']) && gap.contains(char::is_whitespace) {
            break;
        }
        if sheet.words[word].is(class::OWN) {
            return false;
        }
        reported |= sheet.words[word].is(class::REPORTING);
    }
    reported
}

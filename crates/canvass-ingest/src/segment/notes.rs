//! Where a letter is over before its text is: notes to what was said, annexes, references.

use std::ops::Range;

use super::sheet::Sheet;

/// Titles of what is put behind a letter.
const BEHIND: [&str; 10] = [
    "annex",
    "appendix",
    "schedule",
    "notes",
    "footnotes",
    "endnotes",
    "references",
    "bibliography",
    "sources",
    "enclosures",
];
/// Such a title has no more words.
const LONGEST: usize = 12;
/// What counts it: "A", "12", "III".
const LONGEST_COUNT: usize = 3;
/// More notes are not looked at.
const MOST: usize = 200;
/// The letter comes first: what is put behind it begins in its later half.
const HALF: usize = 2;

/// The byte where what is put behind a letter begins; the length of the text where nothing is.
pub(super) fn start(sheet: &Sheet<'_>) -> usize {
    let begin = |lines: &Range<usize>| sheet.lines[lines.start].span.start as usize;
    let n = sheet.paragraphs.len();
    let title = (n / HALF..n).find(|at| is_title(sheet, &sheet.paragraphs[*at])).unwrap_or(n);
    let body = &sheet.paragraphs[..title];
    let notes = body.iter().rev().take(MOST).take_while(|lines| is_note(sheet, lines)).count();
    let first = body.len() - notes;
    sheet.paragraphs.get(first).map_or(sheet.text.len(), begin)
}

/// "[1] Okoro, Letting go (2021)", where the mark stands in the text before.
fn is_note(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let line = &sheet.lines[lines.start];
    let inner = line.inner.of(sheet.text);
    let Some(mark) = mark(inner) else { return false };
    let before = &sheet.text[..line.span.start as usize];
    let refers = |at: usize| {
        let ahead = before[..at].trim_end_matches(' ');
        let is_mark = mark.starts_with(['[', '(']);
        ahead.ends_with(|last: char| {
            last.is_alphanumeric() || matches!(last, '.' | ',' | ';' | '”' | '"' | '’' | ')')
        }) && (is_mark || ahead.len() == at)
    };
    before.match_indices(mark).any(|(at, _)| refers(at))
}

/// The mark of a note: "[1]", "(ii)", "¹", "*".
fn mark(inner: &str) -> Option<&str> {
    let close = match inner.chars().next()? {
        '[' => ']',
        '(' => ')',
        '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' | '†' => {
            return inner.char_indices().nth(1).map(|(at, _)| &inner[..at]);
        }
        _ => return None,
    };
    let end = inner.find(close)?;
    let count = &inner[1..end];
    let counts = (1..=3).contains(&count.len())
        && (count.bytes().all(|mark| mark.is_ascii_digit())
            || count.bytes().all(|mark| b"ivx".contains(&mark)));
    counts.then(|| &inner[..=end])
}

fn is_title(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let line = &sheet.lines[lines.start];
    let Some(first) = line.words.clone().next().map(|word| sheet.written(word)) else { return false };
    // "Annex A: visits", "Notes", and not "Sources of money".
    let behind = sheet.gap_behind(line.words.start);
    let next = if line.words.len() > 1 { sheet.written(line.words.start + 1) } else { "" };
    let is_count =
        next.len() <= LONGEST_COUNT && next.chars().all(|mark| mark.is_numeric() || mark.is_uppercase());
    BEHIND.iter().any(|known| first.eq_ignore_ascii_case(known))
        && (is_count || behind.starts_with([':', '.']) || behind.contains(['–', '—']))
        && line.words.len() <= LONGEST
        && !line.inner.of(sheet.text).ends_with(['.', '?', ','])
        && !line.dress.cell
}

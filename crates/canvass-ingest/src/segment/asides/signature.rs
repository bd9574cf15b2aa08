//! Signatures: a farewell and the short lines below it, and whatever stands below a line of `--`.

use std::ops::Range;

use canvass_core::Span;

use super::super::sheet::{Line, Sheet};
use super::super::{Outline, prompt, reference, thread};
use super::furniture::starts;

const FAREWELLS: [&str; 39] = [
    "yours faithfully",
    "yours sincerely",
    "yours truly",
    "sincerely",
    "kind regards",
    "kindest regards",
    "best regards",
    "warm regards",
    "warmest regards",
    "with kind regards",
    "with best regards",
    "regards",
    "best wishes",
    "with best wishes",
    "kind wishes",
    "good wishes",
    "in solidarity",
    "in friendship",
    "in fellowship",
    "with good wishes",
    "with all good wishes",
    "with warm regards",
    "many thanks",
    "with thanks",
    "thanks",
    "thank you",
    "cheers",
    "all the best",
    "best",
    "cofion cynnes",
    "cofion gorau",
    "yn gywir",
    "many thanks and kind regards",
    "yours",
    "respectfully",
    "mit freundlichen grüßen",
    "viele grüße",
    "cordialement",
    "bien cordialement",
];
const LONGEST_FAREWELL: usize = 60;
/// A signature has no longer lines, and no more of them.
const LONGEST_LINE: usize = 14;
const MOST_LINES: usize = 14;
/// Below a line of `--` a signature may be wordy, but it is no letter.
const MOST_WORDS: usize = 150;

/// The signatures that begin among some lines.
pub(in super::super) fn find(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> Vec<Span> {
    let mut found = Vec::new();
    for at in lines.clone() {
        let line = &sheet.lines[at];
        if is_rule(line.span.of(sheet.text)) {
            found.extend(below_rule(sheet, at, lines.end));
        } else if is_farewell(line.inner.of(sheet.text)) {
            found.push(below_farewell(outline, sheet, at, lines.end));
        }
    }
    found
}

pub(in super::super) fn is_farewell(inner: &str) -> bool {
    if inner.len() > LONGEST_FAREWELL {
        return false;
    }
    let bare = inner.trim().trim_end_matches([',', '.', '!', '-', '–', ' ']).to_lowercase();
    // "I am, Sir, yours faithfully".
    let ends =
        |farewell: &&&str| bare.strip_suffix(**farewell).is_some_and(|lead| lead.ends_with([' ', ',']));
    // "With kind regards from all our members", "Signed: J. Smith".
    let goes_on = |farewell: &&&str| {
        let rest = bare.strip_prefix(**farewell).unwrap_or("");
        rest.starts_with(" from ") || rest.starts_with(" on behalf ")
    };
    let signs = bare.strip_prefix("signature").or_else(|| bare.strip_prefix("signed"));
    FAREWELLS.contains(&bare.as_str())
        || (bare.contains(" from ") || bare.contains(" on behalf "))
            && FAREWELLS.iter().any(|known| goes_on(&known))
        || signs.is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with([':', ' ']) && rest.trim_start().starts_with([':', '.', '_', '…'])
        })
        || bare.starts_with(['i', 'w'])
            && FAREWELLS.iter().filter(|known| known.starts_with("yours ")).any(|known| ends(&known))
}

/// The line that mail programs put above a signature.
pub(super) fn is_rule(line: &str) -> bool {
    line.trim_end() == "--"
}

/// A farewell and the short lines below it, up to whatever speaks again.
fn below_farewell(outline: &Outline, sheet: &Sheet<'_>, at: usize, last: usize) -> Span {
    let mut end = at + 1;
    let mut n_lines = 0;
    let below = end..last.min(end + MOST_LINES * 2);
    for line in &sheet.lines[below] {
        if !line.words.is_empty() {
            n_lines += 1;
            if speaks(outline, sheet, line) || ends(sheet, end) || n_lines > MOST_LINES {
                break;
            }
        }
        end += 1;
    }
    let last = sheet.lines[at..end].iter().rev().find(|line| !line.words.is_empty());
    sheet.lines[at].inner.join(last.map_or(sheet.lines[at].inner, |line| line.inner))
}

fn speaks(outline: &Outline, sheet: &Sheet<'_>, line: &Line) -> bool {
    let inner = line.inner.of(sheet.text);
    let heads = || {
        reference::read(inner).is_some_and(|number| {
            let is_known = || number.keys.iter().any(|key| outline.numbered(key).is_some());
            number.explicit || number.delimiter.is_some() && is_known()
        })
    };
    line.words.len() > LONGEST_LINE
        || starts(inner, "ps")
        || starts(inner, "p.s")
        || line.dress.level > 0
        || inner.ends_with('?')
        || prompt::sentence(inner).is_some()
        || line.words.len() > 5 && inner.ends_with('.')
        || heads()
}

/// All that stands below a rule, if it is short enough for a signature.
fn below_rule(sheet: &Sheet<'_>, at: usize, last: usize) -> Option<Span> {
    let far = last.min(at + 1 + 4 * MOST_LINES);
    let end = (at + 1..far).find(|at| ends(sheet, *at)).unwrap_or(far);
    if end == far && far < last {
        return None;
    }
    let spoken = || sheet.lines[at + 1..end].iter().filter(|line| !line.words.is_empty());
    let n_words: usize = spoken().map(|line| line.words.len()).sum();
    let is_short = spoken().count() <= MOST_LINES && n_words <= MOST_WORDS;
    let last = spoken().next_back()?;
    is_short.then(|| Span { start: sheet.lines[at].span.start, end: last.span.end })
}

/// Whether a signature cannot go on with line `at`: another mail or an attachment begins.
fn ends(sheet: &Sheet<'_>, at: usize) -> bool {
    let inner = sheet.lines[at].inner.of(sheet.text);
    let is_field =
        |at: usize| sheet.lines.get(at).is_some_and(|line| thread::is_field(line.inner.of(sheet.text)));
    sheet.lines[at].dress.quoted
        || thread::is_wrote(inner)
        || thread::is_divider(inner)
        || thread::is_attachment(inner)
        || is_field(at) && is_field(at + 1)
}

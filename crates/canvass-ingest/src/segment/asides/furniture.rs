//! The stationery: page numbers and running heads, e-mail headers, greetings, signatures, disclaimers.

use std::ops::Range;

use canvass_core::{Aside, AsideKind, Span};
use rustc_hash::FxHashMap;

use super::super::sheet::{Line, Sheet};
use super::super::vocabulary::class;
use super::super::{Outline, mail, prompt};

const FAREWELLS: [&str; 22] = [
    "yours faithfully",
    "yours sincerely",
    "yours truly",
    "sincerely",
    "kind regards",
    "best regards",
    "warm regards",
    "with kind regards",
    "regards",
    "best wishes",
    "with best wishes",
    "many thanks",
    "with thanks",
    "thanks",
    "thank you",
    "cheers",
    "all the best",
    "cofion cynnes",
    "yn gywir",
    "many thanks and kind regards",
    "yours",
    "respectfully",
];
const GREETINGS: [&str; 8] =
    ["dear", "to whom it may concern", "hello", "hi", "good morning", "good afternoon", "fao", "annwyl"];
/// Phrases of which one makes a paragraph a disclaimer.
const DISCLAIMERS: [&str; 14] = [
    "this email and any",
    "this e-mail and any",
    "this message and any",
    "this email is confidential",
    "this e-mail is confidential",
    "this message is confidential",
    "this email is intended",
    "this e-mail is intended",
    "intended solely for the use of",
    "you are not the intended recipient",
    "you have received this email in error",
    "you have received this e-mail in error",
    "you have received this message in error",
    "before printing this e",
];
const SENT_WITH: [&str; 5] =
    ["sent from my ", "sent from outlook", "get outlook for", "sent from yahoo", "sent via "];
/// A signature has no longer lines, and no more of them.
const LONGEST_SIGNATURE_LINE: usize = 14;
const MOST_SIGNATURE_LINES: usize = 14;
const LONGEST_PAGE_NUMBER: usize = 60;
const LONGEST_FAREWELL: usize = 60;
/// A running head comes back this often.
const FEWEST_REPEATS: usize = 3;
const LONGEST_HEAD: usize = 16;

/// Stationery, unordered.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Aside> {
    let mut spans = Vec::new();
    for (at, line) in sheet.lines.iter().enumerate() {
        let inner = line.inner.of(sheet.text);
        if inner.len() > 400 || inner.is_empty() {
            continue;
        }
        if is_page_number(inner)
            || mail::is_wrote(inner)
            || is_greeting(sheet, line)
            || SENT_WITH.iter().any(|phrase| starts(inner, phrase))
        {
            spans.push(line.inner);
        }
        if is_farewell(inner) {
            spans.push(signature(outline, sheet, at));
        }
        if mail::is_field(inner) && (at > 0 && is_field_line(sheet, at - 1) || is_field_line(sheet, at + 1)) {
            spans.push(line.inner);
        }
    }
    spans.extend(disclaimers(sheet));
    spans.extend(running_heads(sheet));
    spans.into_iter().map(|span| Aside { span, kind: AsideKind::Furniture }).collect()
}

/// Whether a line by itself may be stationery; what is so only among others is not asked here.
pub(super) fn may_be(inner: &str) -> bool {
    is_page_number(inner)
        || mail::is_wrote(inner)
        || GREETINGS.iter().chain(&SENT_WITH).any(|word| starts(inner, word))
        || is_farewell(inner)
        || mail::is_field(inner)
}

/// "Page 3 of 7", "Page 3", "- 3 -".
pub(super) fn is_page_number(inner: &str) -> bool {
    if inner.len() > LONGEST_PAGE_NUMBER {
        return false;
    }
    let lower = inner.trim().to_lowercase();
    let rest = lower.trim_matches(|mark: char| matches!(mark, '-' | '–' | '—' | '[' | ']' | '|' | ' '));
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|mark| mark.is_ascii_digit());
    let Some(number) = rest.strip_prefix("page ") else {
        return rest.len() < lower.len()
            && lower.starts_with(['-', '–', '—'])
            && lower.ends_with(['-', '–', '—'])
            && figures(rest);
    };
    match number.split_once(" of ").or_else(|| number.split_once('/')) {
        Some((page, pages)) => figures(page.trim()) && figures(pages.trim()),
        None => figures(number.trim()),
    }
}

fn is_greeting(sheet: &Sheet<'_>, line: &Line) -> bool {
    let inner = line.inner.of(sheet.text);
    let greets = GREETINGS
        .iter()
        .any(|word| starts(inner, word) && !inner[word.len()..].starts_with(char::is_alphanumeric));
    greets && line.words.len() <= 8 && !inner.ends_with(['.', '?'])
}

pub(super) fn is_farewell(inner: &str) -> bool {
    if inner.len() > LONGEST_FAREWELL {
        return false;
    }
    let bare = inner.trim().trim_end_matches([',', '.', '!', '-', '–', ' ']).to_lowercase();
    // "I am, Sir, yours faithfully".
    let ends =
        |farewell: &&&str| bare.strip_suffix(**farewell).is_some_and(|lead| lead.ends_with([' ', ',']));
    FAREWELLS.contains(&bare.as_str())
        || bare.starts_with(['i', 'w'])
            && FAREWELLS.iter().filter(|known| known.starts_with("yours ")).any(|known| ends(&known))
}

/// A farewell and the short lines below it, up to whatever speaks again.
fn signature(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Span {
    let mut end = at + 1;
    let mut n_lines = 0;
    for line in sheet.lines[at + 1..].iter().take(MOST_SIGNATURE_LINES * 2) {
        let inner = line.inner.of(sheet.text);
        if !line.words.is_empty() {
            let speaks = line.words.len() > LONGEST_SIGNATURE_LINE
                || line.dress.quoted
                || mail::is_wrote(inner)
                || starts(inner, "ps")
                || starts(inner, "p.s")
                || line.dress.level > 0;
            let asks = inner.ends_with('?') || prompt::sentence(inner).is_some();
            let heads = super::super::reference::read(inner).is_some_and(|number| {
                number.explicit
                    || number.keys.iter().any(|key| outline.numbered(key).is_some())
                        && number.delimiter.is_some()
            });
            let sentence = line.words.len() > 5 && inner.ends_with('.');
            n_lines += 1;
            if speaks || asks || heads || sentence || n_lines > MOST_SIGNATURE_LINES {
                break;
            }
        }
        end += 1;
    }
    let last = sheet.lines[at..end].iter().rev().find(|line| !line.words.is_empty());
    sheet.lines[at].inner.join(last.map_or(sheet.lines[at].inner, |line| line.inner))
}

fn is_field_line(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines.get(at).is_some_and(|line| mail::is_field(line.inner.of(sheet.text)))
}

/// Paragraphs that say who may read the e-mail.
fn disclaimers(sheet: &Sheet<'_>) -> Vec<Span> {
    let span = |lines: &Range<usize>| Span {
        start: sheet.lines[lines.start].span.start,
        end: sheet.lines[lines.end - 1].span.end,
    };
    let spans = sheet.paragraphs.iter().map(span).filter(|span| span.len() < 4000);
    spans
        .filter(|span| {
            let written = span.of(sheet.text);
            let words = sheet.word_at(span.start)..sheet.word_at(span.end);
            // A cheap look first: every such phrase speaks of mail, a message or printing.
            if !sheet.words[words].iter().any(|word| word.is(class::MAIL)) {
                return false;
            }
            let lower = written.to_lowercase();
            let words = lower.split_whitespace().collect::<Vec<_>>().join(" ");
            DISCLAIMERS.iter().any(|phrase| words.contains(phrase))
        })
        .collect()
}

/// Lines that come back beside page numbers or page breaks, their figures aside.
fn running_heads(sheet: &Sheet<'_>) -> Vec<Span> {
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut order = Vec::new();
    for (at, line) in
        sheet.lines.iter().enumerate().filter(|(_, line)| (2..=LONGEST_HEAD).contains(&line.words.len()))
    {
        if beside_page(sheet, at) {
            let form: String = line
                .inner
                .of(sheet.text)
                .chars()
                .map(|mark| if mark.is_ascii_digit() { '0' } else { mark })
                .collect();
            let known = places.entry(form.clone()).or_default();
            if known.is_empty() {
                order.push(form);
            }
            known.push(at);
        }
    }
    let repeated = order.iter().map(|form| &places[form]).filter(|lines| lines.len() >= FEWEST_REPEATS);
    repeated.flatten().map(|at| sheet.lines[*at].inner).collect()
}

fn beside_page(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text).as_bytes();
    if inner.windows(6).any(|six| six[5].is_ascii_digit() && six[..5].eq_ignore_ascii_case(b"page ")) {
        return true;
    }
    let start = line.span.start as usize;
    if sheet.text[..start].ends_with('\u{c}') {
        return true;
    }
    let near = |line: &Line| is_page_number(line.inner.of(sheet.text));
    let before = sheet.lines[..at].iter().rev().filter(|line| !line.span.is_empty()).take(2);
    let after = sheet.lines[at + 1..].iter().filter(|line| !line.span.is_empty()).take(2);
    before.chain(after).filter(|line| line.span.len() < 40).any(near)
}

fn starts(text: &str, phrase: &str) -> bool {
    text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
}

//! The stationery: page numbers and running heads, e-mail headers, greetings, signatures, disclaimers.

use canvass_core::{Aside, AsideKind, Span};
use rustc_hash::FxHashMap;

use super::super::sheet::{Line, Sheet};
use super::super::thread::{self, Thread};
use super::super::{Outline, prompt};
use super::{notice, signature};

const GREETINGS: [&str; 10] = [
    "dear",
    "to whom it may concern",
    "to whoever",
    "hello",
    "hi",
    "good morning",
    "good afternoon",
    "good evening",
    "fao",
    "annwyl",
];
/// What phones and programs sign with, as the beginning of a line.
const SENT_WITH: [&str; 14] = [
    "sent from ",
    "get outlook for",
    "sent via ",
    "sent using ",
    "sent with ",
    "this email was sent from my",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir ",
    "anfonwyd o ",
    "anfonwyd gan ",
];
/// A line that a phone signs with is no longer.
const LONGEST_SENT_WITH: usize = 80;
const LONGEST_PAGE_NUMBER: usize = 60;
/// A running head comes back this often.
const FEWEST_REPEATS: usize = 3;
const LONGEST_HEAD: usize = 16;

/// Stationery, unordered.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread) -> Vec<Aside> {
    let all = 0..sheet.lines.len();
    let lines = all.clone().filter(|at| is_stationery(sheet, *at)).map(|at| sheet.lines[at].inner);
    let mut spans: Vec<Span> = lines.collect();
    spans.extend(signature::find(outline, sheet, all.clone()));
    spans.extend(notice::find(sheet, all));
    spans.extend(running_heads(sheet));
    spans.extend(&thread.heads);
    spans.extend(sheet.paper.iter().map(|at| sheet.lines[*at].inner));
    spans.into_iter().map(|span| Aside { span, kind: AsideKind::Furniture }).collect()
}

/// Whether line `at` is stationery from end to end.
pub(in super::super) fn is_stationery(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    if inner.len() > 400 || inner.is_empty() {
        return false;
    }
    is_page_number(inner)
        || line.words.len() <= LONGEST_HEAD && ends_in_page(inner)
        || is_greeting(sheet, line)
        || is_sent_with(inner)
        || prompt::field_name(inner).is_some()
        || thread::is_wrote(inner)
        || thread::is_field(inner) && (at > 0 && is_field_line(sheet, at - 1) || is_field_line(sheet, at + 1))
}

/// Whether a line by itself may be stationery; what is so only among others is not asked here.
pub(in super::super) fn may_be(inner: &str) -> bool {
    is_page_number(inner)
        || ends_in_page(inner)
        || is_sent_with(inner)
        || prompt::field_name(inner).is_some()
        || GREETINGS.iter().any(|word| starts(inner, word))
        || signature::is_farewell(inner)
        || notice::is_mark(inner)
        || thread::is_wrote(inner)
        || thread::is_divider(inner)
        || thread::is_attachment(inner)
        || thread::is_field(inner)
}

fn is_sent_with(inner: &str) -> bool {
    inner.len() <= LONGEST_SENT_WITH && SENT_WITH.iter().any(|phrase| starts(inner, phrase))
}

/// "Page 3 of 7", "Page 3", "- 3 -".
pub(in super::super) fn is_page_number(inner: &str) -> bool {
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

/// "Response of the Trust, page 1 of 2".
fn ends_in_page(inner: &str) -> bool {
    // Every line is asked.
    if !inner.trim_end().ends_with(|mark: char| mark.is_ascii_digit()) {
        return false;
    }
    let lower = inner.to_ascii_lowercase();
    // "Response of the Trust | p. 1"
    if let Some((_, foot)) = lower.rsplit_once(['|', '\t']) {
        let short = ["p. ", "p.", "pg ", "page "].iter().find_map(|known| foot.trim().strip_prefix(known));
        if short.is_some_and(|page| {
            (1..=3).contains(&page.len()) && page.bytes().all(|mark| mark.is_ascii_digit())
        }) {
            return true;
        }
    }
    let page = lower.rfind("page ").filter(|at| lower[..*at].ends_with([' ', '\t', ',', '|', '-', '(']));
    page.is_some_and(|at| lower[at..].contains(" of ") && is_page_number(&lower[at..]))
}

pub(in super::super) fn is_greeting(sheet: &Sheet<'_>, line: &Line) -> bool {
    let inner = line.inner.of(sheet.text);
    let greets = GREETINGS
        .iter()
        .any(|word| starts(inner, word) && !inner[word.len()..].starts_with(char::is_alphanumeric));
    greets && line.words.len() <= 8 && !inner.ends_with(['.', '?'])
}

fn is_field_line(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines.get(at).is_some_and(|line| thread::is_field(line.inner.of(sheet.text)))
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
    let near = |line: &Line| {
        let inner = line.inner.of(sheet.text);
        line.span.len() < 40 && is_page_number(inner) || ends_in_page(inner)
    };
    let before = sheet.lines[..at].iter().rev().filter(|line| !line.span.is_empty()).take(2);
    let after = sheet.lines[at + 1..].iter().filter(|line| !line.span.is_empty()).take(2);
    before.chain(after).any(near)
}

pub(super) fn starts(text: &str, phrase: &str) -> bool {
    text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
}

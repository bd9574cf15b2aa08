//! Headings with a printed number: "8.", "Question 8:", and the wording or the title behind it.

use std::ops::Range;

use canvass_core::{OptionIdx, QuestionIdx};

use super::super::heading::{Bare, Heading, Kind};
use super::super::reference::Reference;
use super::super::sheet::{Line, Sheet};
use super::super::{Outline, names, wording};
use super::{Scan, in_one_breath, item, option, title, unknown};
use crate::scale;

/// Bytes of a title in brackets.
const LONGEST_BRACKET: usize = 80;
/// A note that questions are left open has no more words, and these.
const LONGEST_NOTE: usize = 18;
const OPEN: [&str; 9] = [
    "not reached",
    "not addressed",
    "not answered",
    "not been answered",
    "not been addressed",
    "passed over",
    "not considered",
    "not discussed",
    "left blank",
];
const VERBS: [&str; 5] = [" are ", " is ", " were ", " was ", " have "];

/// Bytes of a "Q:" or "Question:" label.
pub(super) fn q_label(inner: &str) -> Option<usize> {
    ["q:", "q.", "question:", "q -", "q –"].iter().find_map(|label| {
        let head = inner.get(..label.len())?;
        (head.eq_ignore_ascii_case(label)
            && !inner[label.len()..].trim_start().starts_with(|mark: char| mark.is_ascii_digit()))
        .then_some(label.len())
    })
}

/// Whether a paragraph says of questions that nothing is said to them: "Q14 and Q18 were passed over".
pub(super) fn left_open(sheet: &Sheet<'_>, at: usize) -> bool {
    let lines = sheet.paragraph_of(at);
    let words = sheet.words_on(lines.clone());
    if lines.start != at || words.len() > LONGEST_NOTE {
        return false;
    }
    let written: Vec<&str> = words.map(|word| sheet.written(word)).collect();
    let written = written.join(" ").to_lowercase();
    OPEN.iter().any(|phrase| written.contains(phrase)) && VERBS.iter().any(|verb| written.contains(verb))
}

/// An item of minutes, whose own number has a part: "3.1 Option One. Cllr Kitto said ...".
pub(super) fn sub_item(scan: &Scan<'_>, at: usize, number: &Reference) -> Option<Heading> {
    let own =
        !number.explicit && number.keys[0].contains('.') && scan.outline.numbered(&number.keys[0]).is_none();
    let first = scan.sheet.word_at(scan.sheet.lines[at].inner.start + number.len as u32);
    if own { item::heading(scan, at, first, item::Sign::Number) } else { None }
}

/// A heading with a printed number.
pub(super) fn numbered(
    outline: &Outline,
    sheet: &Sheet<'_>,
    at: usize,
    number: &Reference,
) -> Option<Heading> {
    let line = &sheet.lines[at];
    let start = line.span.start as usize;
    let behind = bracket_end(sheet, line, number);
    let questions: Vec<QuestionIdx> = number.keys.iter().filter_map(|key| outline.numbered(key)).collect();
    let first = sheet.word_at(behind as u32);
    let bare = bare(line, line.inner.of(sheet.text), at, number);
    if first < sheet.words.len() && sheet.line_of(first).paragraph == line.paragraph
        || number.delimiter == Some('\n')
    {
        let worded =
            if first < sheet.words.len() { worded(outline, sheet, line, first, &questions) } else { None };
        if let Some(mut heading) = worded {
            let agrees = questions.contains(&heading.questions[0]);
            heading.start = start;
            if agrees {
                heading.questions = questions;
                heading.confidence = 0.98;
            } else if number.delimiter == Some('\n')
                && (number.explicit || line.begins && sheet.line_of(first).paragraph != line.paragraph)
            {
                // A number alone is not undone by the wording of another question under it.
                return explicit_or_bare(sheet, line, number, questions, behind, bare);
            }
            heading.kind = match bare {
                Some(bare) => Kind::Bare(Bare { confirmed: true, ..bare }),
                None => Kind::Number,
            };
            return Some(heading);
        }
    }
    let set_off = number.explicit && matches!(number.delimiter, Some(':' | '.' | ')' | '\n'));
    if !line.begins && !set_off {
        return None;
    }
    if bare.is_some() && first < line.words.end && line.begins {
        if let Some(heading) = title::named_so(outline, sheet, at, first) {
            return Some(heading);
        }
        // "2. Option One" and "4. Evidence of cost" number sections of the letter.
        let asks = line.inner.of(sheet.text).ends_with('?');
        let named = option::named(outline, sheet, at, first, false)
            .filter(|heading| heading.end > heading.short || heading.end >= line.inner.end as usize)
            // "6) ... minibus ... ?" is the question itself.
            .filter(|heading| !asks || heading.questions.iter().all(|own| !questions.contains(own)));
        let titled = || {
            title::gist(outline, sheet, at, first).filter(|heading| {
                !questions.contains(&heading.questions[0]) && sheet.paragraph_of(at).len() == 1
            })
        };
        if let Some(heading) = named.or_else(titled) {
            return Some(heading);
        }
    }
    let mut heading = explicit_or_bare(sheet, line, number, questions, behind, bare)?;
    if heading.end > heading.start {
        heading.short = heading.end;
        heading.end = title_end(outline, sheet, at, behind, &heading.questions);
        if heading.kind == Kind::Number && heading.end == behind && title::is_short(sheet, at, first) {
            heading.end = line.span.end as usize;
        }
        let title = first..line.words.end;
        if let Kind::Bare(bare) = &mut heading.kind
            && heading.end > heading.short
            && agrees(outline, sheet, title, &heading.questions)
        {
            bare.confirmed = true;
        }
    }
    Some(heading)
}

/// Byte behind a number of the consultation's and the title in brackets that may follow: "Q1 (less lighting?). Yes".
fn bracket_end(sheet: &Sheet<'_>, line: &Line, number: &Reference) -> usize {
    let behind = line.inner.start as usize + number.len;
    let rest = &sheet.text[behind..line.span.end as usize];
    let Some(title) = rest.strip_prefix('(').filter(|_| number.explicit) else { return behind };
    let Some(close) = title.find(')').filter(|close| *close <= LONGEST_BRACKET) else { return behind };
    let marks = &title[close + 1..];
    let len =
        marks.find(|mark: char| !matches!(mark, '.' | ':' | '–' | '-' | ' ' | '\t')).unwrap_or(marks.len());
    behind + 1 + close + 1 + len
}

fn explicit_or_bare(
    sheet: &Sheet<'_>,
    line: &Line,
    number: &Reference,
    questions: Vec<QuestionIdx>,
    end: usize,
    bare: Option<Bare>,
) -> Option<Heading> {
    let start = line.span.start as usize;
    if let Some(bare) = bare {
        let dotted = !bare.part.is_empty() && !questions.is_empty();
        let set_off = number.delimiter.map_or(dotted, |mark| mark != '\t' || !questions.is_empty());
        let alone = number.delimiter == Some('\n')
            && line.inner.of(sheet.text).trim_end().ends_with(|mark: char| mark.is_ascii_digit());
        // A lone figure is a page number as likely as not, unless it is dressed.
        let plain = alone && !line.dress.is_heading() && bare.part.is_empty() && questions.is_empty();
        return (set_off && !plain).then(|| Heading::new(start, end, questions, Kind::Bare(bare), 0.8));
    }
    let rest = sheet.text[end..line.span.end as usize].trim_start();
    match number.delimiter {
        Some(_) => {}
        // "Q8 yes" and "Q8 We think" have forgotten their mark; "Question 8 asks" is a sentence.
        None if !number.spelt && !rest.starts_with(|mark: char| mark.is_lowercase()) || scale_leads(rest) => {
        }
        None if in_one_breath(sheet, line).len() >= 3 => {}
        None => return None,
    }
    if questions.is_empty() {
        return Some(unknown(start));
    }
    Some(Heading::new(start, end, questions, Kind::Number, 0.95))
}

fn scale_leads(rest: &str) -> bool {
    let end = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
    scale::read(None, &rest[..end]).is_some()
}

fn bare(line: &Line, inner: &str, at: usize, number: &Reference) -> Option<Bare> {
    if number.explicit {
        return None;
    }
    let key = &number.keys[0];
    let digits = key.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(key.len());
    let first = inner.trim_start_matches(['(', '[']).chars().find(|mark| !mark.is_alphanumeric());
    // "2, 3 and 4." is set off by its last mark.
    let mark = if number.keys.len() > 1 { number.delimiter } else { first }.unwrap_or('\n');
    // "V. Patel" does not count on from "4."
    let mark = if inner.starts_with(['I', 'V', 'X']) { 'I' } else { mark };
    let style = (mark, line.dress.opens_bold || line.dress.level > 0);
    let number = key[..digits].parse().unwrap_or(0);
    Some(Bare { number, part: key[digits..].to_owned(), style, line: at, confirmed: false })
}

/// Whether a title has the gist of one of the questions, or names the option that one is about.
fn agrees(outline: &Outline, sheet: &Sheet<'_>, title: Range<usize>, questions: &[QuestionIdx]) -> bool {
    let named = names::named_list(outline, sheet, title.start).filter(|(_, end)| *end == title.end);
    let is_asked =
        |option: &OptionIdx| questions.iter().any(|question| outline.option_of(*question) == Some(*option));
    if named.is_some_and(|(options, _)| options.iter().any(is_asked)) {
        return true;
    }
    let found = title::asks_for_more(outline, sheet, title.clone())
        .or_else(|| wording::gist(outline, &sheet.stems(title)).map(|(question, _)| question));
    found.is_some_and(|question| questions.contains(&question))
}

/// Where a numbered heading ends: behind the number, or behind the title that follows it.
fn title_end(
    outline: &Outline,
    sheet: &Sheet<'_>,
    at: usize,
    behind: usize,
    questions: &[QuestionIdx],
) -> usize {
    let line = &sheet.lines[at];
    let rest = &sheet.text[behind..line.span.end as usize];
    if let Some(close) =
        rest.find("**").filter(|close| line.dress.opens_bold && !line.dress.bold && *close > 0)
    {
        return behind + close + 2;
    }
    let last = sheet.title_last(at);
    let words = sheet.word_at(behind as u32)..sheet.lines[last].words.end;
    if words.is_empty() || words.len() > title::LONGEST {
        return behind;
    }
    let title = &sheet.text[behind..sheet.lines[last].inner.end as usize];
    let dressed = line.dress.level > 0 || line.dress.bold;
    let fits = || agrees(outline, sheet, words.clone(), questions);
    let alone = sheet.paragraph_of(at).end == last + 1 || sheet.lines[last + 1].begins;
    let ends_open = !title.trim_end().ends_with(['.', '!', ',']);
    let asks = title.trim_end_matches(['*', '_', ' ']).ends_with('?');
    let is_title = scale::read(None, title).is_none()
        && alone
        && (dressed || asks || ends_open && fits())
        && title::followed(sheet, last);
    if is_title { sheet.lines[last].span.end as usize } else { behind }
}

/// Official wording at word `first`.
pub(super) fn worded(
    outline: &Outline,
    sheet: &Sheet<'_>,
    line: &Line,
    first: usize,
    numbered: &[QuestionIdx],
) -> Option<Heading> {
    let found = wording::find(outline, sheet, first, numbered)?;
    let confidence = 0.6 + 0.35 * found.coverage.min(1.0);
    let start = line.span.start as usize;
    let is_claimed = wording::is_claimed(outline, sheet, first, found.question);
    let end = if is_claimed { sheet.words[first].span.start as usize } else { sheet.behind(found.end) };
    Some(Heading::new(start, end, vec![found.question], Kind::Wording, confidence))
}

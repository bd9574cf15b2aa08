//! Labels that stand on the same line as what they head: "**Costs?** They ...", "Other savings: ...", a table's first cell.

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::super::heading::{Heading, Kind};
use super::super::sheet::{Line, Sheet};
use super::super::vocabulary::class;
use super::super::{Outline, names, reference, wording};
use super::title;

/// A label before a colon has no more words.
const LONGEST: usize = 6;
/// One that refers to its question in brackets has no more.
const LONGEST_REFERRED: usize = 10;
/// How a column of questions is headed.
const QUESTIONS: [&str; 8] =
    ["question", "questions", "topic", "topics", "issue", "issues", "subject", "proposal"];
/// What minutes begin with heads nothing.
const FIELDS: [&str; 5] = ["present", "apologies", "attending", "attendance", "chair"];
/// One that ends in a full stop has no more.
const LONGEST_STOPPED: usize = 4;

/// What parts the cells of a row.
const BORDERS: [char; 2] = ['|', '\t'];

/// Byte behind the first cell of a table's row that has more than one, or behind the second, where the head of the
/// table says that it holds the questions.
pub(super) fn cell_end(sheet: &Sheet<'_>, line: &Line) -> Option<usize> {
    let inner = line.inner.of(sheet.text);
    let mut bars = inner.match_indices(BORDERS).map(|(at, _)| at).filter(|_| line.dress.cell);
    let (first, second) = (bars.next().filter(|bar| *bar > 0)?, bars.next());
    let start = line.inner.start as usize;
    let behind = |bar: usize| sheet.word_at((start + bar + 1) as u32) < line.words.end;
    match second.filter(|_| holds_questions(sheet, line)) {
        Some(second) => Some(start + second + 1),
        None => behind(first).then_some(start + first + 1),
    }
}

/// Whether the second column of the table that a row stands in is headed "Question", "Topic" or the like.
fn holds_questions(sheet: &Sheet<'_>, line: &Line) -> bool {
    let head = sheet.paragraphs[line.paragraph as usize].start;
    let second = sheet.lines[head].inner.of(sheet.text).split(BORDERS).nth(1).unwrap_or("");
    let words = second.split(|mark: char| !mark.is_alphabetic());
    words.into_iter().any(|word| QUESTIONS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// A label with the gist of one question, or the name of an option, and the answer behind it.
pub(super) fn run_in(
    outline: &Outline,
    sheet: &Sheet<'_>,
    at: usize,
    cell: Option<usize>,
) -> Option<Heading> {
    let line = &sheet.lines[at];
    let (end, strict) = match cell {
        Some(end) => (end, false),
        None => {
            bold_end(sheet, line).map(|end| (end, false)).or_else(|| Some((colon_end(sheet, at)?, true)))?
        }
    };
    let words = line.words.start..sheet.word_at(end as u32);
    let is_field = || {
        words.len() <= 2
            && FIELDS.iter().any(|field| sheet.written(words.end - 1).eq_ignore_ascii_case(field))
    };
    let asks = sheet.text[..end].trim_end_matches(['*', '_', '|', ' ', ':']).ends_with('?');
    if words.is_empty()
        || is_field()
        || words.end >= line.words.end
        || !asks && words.clone().any(|word| title::speaks(sheet, word))
    {
        return None;
    }
    let (start, stems) = (line.span.start as usize, sheet.stems(words.clone()));
    let hinted = if strict { names::mostly } else { names::hinted };
    if let Some(option) = hinted(outline, &stems) {
        let questions: Vec<QuestionIdx> = outline.question_of(option).into_iter().collect();
        let heading = Heading::new(start, end, questions, Kind::Option, 0.6);
        // What no dress sets off stays in the answer.
        let end = if strict { start } else { end };
        return Some(Heading { option: Some(option), end, ..heading });
    }
    let question = title::asks_for_more(outline, sheet, words)
        .or_else(|| wording::gist(outline, &stems).map(|(question, _)| question))
        .or_else(|| wording::hint(outline, &stems))?;
    Some(Heading::new(start, end, vec![question], Kind::Gist, 0.5))
}

/// Words of a heading with text right below it.
const LONGEST_HEADING: usize = 12;

/// A heading or a label with the question's number in brackets: "## Licences (question 1)", "**Nights (Q2):** ...".
pub(super) fn bracketed(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    if !line.inner.of(sheet.text).contains('(') {
        return None;
    }
    let label = bold_end(sheet, line).or_else(|| colon_end(sheet, at)).or_else(|| bracket_end(sheet, at));
    let inner = line.inner.of(sheet.text);
    // "On our preference (Q6)" has a word that speaks, and says nothing.
    let leads = || sheet.words[line.words.start].is(class::LEAD) && !inner.contains([',', '.', ';']);
    let speaks = || !leads() && line.words.clone().any(|word| title::speaks(sheet, word));
    let lines = sheet.paragraph_of(at);
    let heads = || lines.start == at && line.words.len() <= LONGEST_HEADING && sheet.lines[at + 1].begins;
    let titled = || (lines.len() == 1 || heads()) && !speaks() && title::followed(sheet, at);
    // "Let them pay. (Question 5)" is a sentence, and no title.
    let before = inner.rsplit_once('(').map_or("", |(before, _)| before.trim_end());
    let is_sentence = before.ends_with(['.', '!', '”', '"']);
    let alone = || inner.ends_with([')', ':']) && !is_sentence && (title::stands_out(sheet, at) || titled());
    let end = label.or_else(|| alone().then_some(line.span.end as usize))?;
    let questions = referred(outline, &sheet.text[line.inner.start as usize..end]);
    let heading = || Heading::new(line.span.start as usize, end, questions.clone(), Kind::Number, 0.9);
    (!questions.is_empty()).then(heading)
}

/// The questions that a label refers to in brackets: "(question 1)", "(Q1, Q2)".
fn referred(outline: &Outline, label: &str) -> Vec<QuestionIdx> {
    let inside = label.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    let mut rest = inside.unwrap_or("");
    let mut questions = Vec::new();
    while !rest.is_empty() {
        let Some(found) = reference::read(rest).filter(|found| found.explicit) else { return Vec::new() };
        questions.extend(found.keys.iter().filter_map(|key| outline.numbered(key)));
        rest = rest[found.len..].trim_start_matches([',', ';', '&', ' ']);
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
    questions
}

/// Byte behind the bold words that a line begins with.
fn bold_end(sheet: &Sheet<'_>, line: &Line) -> Option<usize> {
    if !line.dress.opens_bold || line.dress.bold {
        return None;
    }
    let inner = line.inner.of(sheet.text);
    let close = inner.find("**").or_else(|| inner.find("__"))?;
    let closes = inner[..close].ends_with(['?', ':', '.', '–', '-'])
        || inner[close + 2..].trim_start().starts_with([':', '–', '-']);
    let words = line.words.start..sheet.word_at(line.inner.start + close as u32);
    (closes && words.len() <= title::LONGEST).then_some(line.inner.start as usize + close + 2)
}

/// Byte behind the colon of a short label that a paragraph begins with.
fn colon_end(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let line = &sheet.lines[at];
    let first = line.words.start;
    if sheet.paragraph_of(at).start != at || line.dress.bullet || line.dress.quoted {
        return None;
    }
    let last = words_before(sheet, line, LONGEST, &[':'])?;
    (last > first || line.words.len() > 1).then(|| sheet.words[last].span.end as usize + 1)
}

/// The last of the first words of a line, if one of `marks` is the first mark behind them.
fn words_before(sheet: &Sheet<'_>, line: &Line, longest: usize, marks: &[char]) -> Option<usize> {
    let within: Range<usize> = line.words.start..(line.words.start + longest).min(line.words.end - 1);
    let last =
        within.clone().find(|word| sheet.gap_behind(*word).contains(['.', ':', '?', '!', ',', ';']))?;
    let gap = sheet.gap_behind(last);
    (gap.starts_with(marks) && gap[1..].starts_with(' ')).then_some(last)
}

/// Byte behind the bracket that ends the first sentence of a paragraph: "(d) The night limit (Q7). Members ...".
fn bracket_end(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    let open = line.inner.start as usize + inner.rfind('(').filter(|open| *open > 0)?;
    let close = open + sheet.text[open..line.span.end as usize].find(").").map(|close| close + 2)?;
    let words = line.words.start..sheet.word_at(open as u32);
    let asks = words.clone().take(2).any(|word| title::asks(sheet, word));
    let titled = (1..=LONGEST_REFERRED).contains(&words.len())
        && (asks || !words.clone().any(|word| title::speaks(sheet, word)));
    let one = words.clone().skip(1).all(|word| !sheet.gap_behind(word - 1).contains(['.', '?', '!']));
    (sheet.paragraph_of(at).start == at && titled && one).then_some(close)
}

/// Whether several paragraphs of a letter begin with a label that ends in a full stop or a colon.
pub(super) fn are_usual(sheet: &Sheet<'_>) -> bool {
    let begins = |lines: &&Range<usize>| {
        let line = &sheet.lines[lines.start];
        let last =
            if line.words.len() > 1 { words_before(sheet, line, LONGEST_STOPPED, &['.', ':']) } else { None };
        last.is_some_and(|last| {
            let label = line.words.start..last + 1;
            sheet.written(last + 1).starts_with(char::is_uppercase)
                && !label.clone().any(|word| title::speaks(sheet, word))
        })
    };
    sheet.paragraphs.iter().filter(begins).take(2).count() == 2
}

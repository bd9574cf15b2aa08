//! Several respondents in one document: each of them begins with a number or a name, and the questions come again, in
//! their words or by their numbers.

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::sheet::Sheet;
use super::{Outline, wording};
use crate::scale;

/// What a numbered line calls each of them.
const NOUNS: [&str; 8] =
    ["response", "respondent", "submission", "reply", "consultee", "participant", "form", "questionnaire"];
/// What a line with a name begins with.
const FIELDS: [&str; 4] = ["name:", "respondent:", "full name:", "name of respondent:"];
/// No more are told apart by their names.
const MOST: usize = 500;
/// Lines below a number among which the name stands.
const NAMED_WITHIN: usize = 3;
/// Words before a question on its line, such as its number.
const LONGEST_LEAD: usize = 2;
/// Share of a question that must be printed.
const LEAST_COVERAGE: f32 = 0.85;
/// Answers that all parts number alike, where no question is printed.
const FEWEST_LABELS: usize = 2;
/// A name has no more words.
const LONGEST_NAME: usize = 4;
/// Shorter questions may be anybody's words.
const FEWEST_WORDS: usize = 6;

/// Where each respondent's part begins, as lines; empty where there is but one.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<usize> {
    let numbered = numbered(sheet);
    if numbered.len() > 1 && (are_named(sheet, &numbered) || ask_again(outline, sheet, &numbered)) {
        return numbered;
    }
    let named = named(sheet);
    let comes_again = named.len() > 1 && (ask_again(outline, sheet, &named) || count_again(sheet, &named));
    if comes_again { named } else { Vec::new() }
}

/// Lines such as "RESPONSE 2", counted through from 1.
fn numbered(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut noun = "";
    for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| !line.dress.quoted) {
        let Some((called, number)) = number(line.inner.of(sheet.text)) else { continue };
        if number == found.len() + 1 && (found.is_empty() || called == noun) {
            noun = called;
            found.push(at);
        }
    }
    found
}

/// The noun and the number of a line that holds nothing else.
fn number(line: &str) -> Option<(&'static str, usize)> {
    let noun = NOUNS.into_iter().find(|noun| {
        line.get(..noun.len()).is_some_and(|head| head.eq_ignore_ascii_case(noun))
            && !line[noun.len()..].starts_with(char::is_alphanumeric)
    })?;
    let rest = line[noun.len()..].to_lowercase();
    let rest = rest.trim_matches(|mark: char| !mark.is_alphanumeric());
    let rest = ["number", "no"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let number = rest.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let (number, total) = number.split_once(" of ").unwrap_or((number, "0"));
    total.bytes().all(|mark| mark.is_ascii_digit()).then_some(())?;
    Some((noun, number.parse().ok()?))
}

/// Lines that name somebody else than those before.
fn named(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut names: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| !line.dress.quoted) {
        let name = name(line.inner.of(sheet.text)).filter(|name| !names.contains(name));
        if let Some(name) = name.filter(|_| names.len() < MOST) {
            names.push(name);
            found.push(at);
        }
    }
    found
}

fn name(line: &str) -> Option<&str> {
    let field = FIELDS
        .iter()
        .find(|field| line.get(..field.len()).is_some_and(|head| head.eq_ignore_ascii_case(field)))?;
    let name = line[field.len()..].trim();
    name.contains(char::is_alphabetic).then_some(name)
}

/// Whether every part names somebody right below its beginning.
fn are_named(sheet: &Sheet<'_>, starts: &[usize]) -> bool {
    let has_name = |start: &usize| {
        let below = sheet.lines[start + 1..].iter().filter(|line| !line.words.is_empty());
        below.take(NAMED_WITHIN).any(|line| name(line.inner.of(sheet.text)).is_some())
    };
    starts.iter().all(has_name)
}

/// Whether one question is printed in every part.
fn ask_again(outline: &Outline, sheet: &Sheet<'_>, starts: &[usize]) -> bool {
    shared(sheet, starts, |lines| asked(outline, sheet, lines)) > 0
}

/// Whether answers are numbered alike in every part: "Q1: Yes".
fn count_again(sheet: &Sheet<'_>, starts: &[usize]) -> bool {
    let labels = |lines: Range<usize>| {
        let lines = sheet.lines[lines].iter().filter(|line| !line.dress.quoted);
        lines.filter_map(|line| label(line.inner.of(sheet.text))).collect()
    };
    shared(sheet, starts, labels) >= FEWEST_LABELS
}

/// How many of the things that the first part has are in all parts.
fn shared<T: PartialEq>(sheet: &Sheet<'_>, starts: &[usize], of: impl Fn(Range<usize>) -> Vec<T>) -> usize {
    let ends = starts[1..].iter().copied().chain([sheet.lines.len()]);
    let mut parts = starts.iter().zip(ends).map(|(start, end)| of(*start..end));
    let Some(mut known) = parts.next() else { return 0 };
    for part in parts {
        known.retain(|thing| part.contains(thing));
    }
    known.len()
}

/// The number at the beginning of an answer: "Q3: No", "Question 3 - No", "3. No".
fn label(line: &str) -> Option<u32> {
    let line = line.trim_start().to_ascii_lowercase();
    let bare =
        ["question", "q"].iter().find_map(|noun| line.strip_prefix(noun)).unwrap_or(&line).trim_start();
    let figures = bare.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(bare.len());
    let behind = bare[figures..].trim_start();
    let is_label = behind.is_empty() || behind.starts_with([':', '.', ')', '-', '–', '—']);
    bare[..figures].parse().ok().filter(|_| is_label)
}

/// Number and name of a line such as "RESPONSE 2 - Tom Bell".
pub(super) fn titled(line: &str) -> Option<(usize, &str)> {
    let mark = line.find(['-', '–', '—', ':', ',', '('])?;
    let (_, number) = number(&line[..mark])?;
    let name = line[mark..].trim_matches(|mark: char| !mark.is_alphanumeric());
    is_name(name).then_some((number, name))
}

/// Whether a line is a few words that all begin with a capital, and no reply: "Mary Poole, Chair".
pub(super) fn is_name(line: &str) -> bool {
    let name = line.split([',', '(']).next().unwrap_or(line).trim();
    let is_part = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(char::is_numeric);
    let count = name.split_whitespace().count();
    (2..=LONGEST_NAME).contains(&count)
        && name.split_whitespace().all(is_part)
        && scale::read(None, name).is_none()
}

/// The questions that are printed at the beginnings of some lines.
fn asked(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> Vec<QuestionIdx> {
    let starts = sheet.lines[lines]
        .iter()
        .filter(|line| !line.words.is_empty())
        .flat_map(|line| line.words.start..line.words.end.min(line.words.start + 1 + LONGEST_LEAD));
    let asks = |at: usize| {
        let found = wording::find(outline, sheet, at, &[])?;
        let is_whole = found.coverage >= LEAST_COVERAGE && found.end - at >= FEWEST_WORDS;
        is_whole.then_some(found.question)
    };
    starts.filter_map(asks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_alone_on_their_lines() {
        assert_eq!(number("RESPONSE 2"), Some(("response", 2)));
        assert_eq!(number("Respondent no. 3:"), Some(("respondent", 3)));
        assert_eq!(number("Response No 12"), Some(("response", 12)));
        assert_eq!(number("Submission #4 of 7"), Some(("submission", 4)));
        assert_eq!(number("Response 2 says so"), None);
        assert_eq!(number("Responses 2"), None);
        assert_eq!(number("Response to question 2"), None);
    }

    #[test]
    fn names_are_filled_in() {
        assert_eq!(name("Name: Ann Lee"), Some("Ann Lee"));
        assert_eq!(name("Name: ______"), None);
        assert_eq!(name("Named: Ann"), None);
    }

    #[test]
    fn answers_are_numbered() {
        for (line, number) in [("Q3: No", 3), ("Question 3 - No", 3), ("3. No", 3), ("12) No", 12), ("q4", 4)]
        {
            assert_eq!(label(line), Some(number), "{line}");
        }
        for line in ["3 people", "Quite", "Q: No", ""] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn responses_have_titles_with_names() {
        assert_eq!(titled("RESPONSE 2 - Tom Bell"), Some((2, "Tom Bell")));
        assert_eq!(titled("Respondent no. 3 (Una Gow)"), Some((3, "Una Gow")));
        for line in ["Response 2 - Strongly Agree", "Response 2: yes it is", "Route 2 - Tom Bell"] {
            assert_eq!(titled(line), None, "{line}");
        }
    }
}

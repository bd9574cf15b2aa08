//! References that stand behind what answers them: "... so we would pay for it. [Question 3]".

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::{Outline, headings, reference};

/// Fewer references may be cross-references.
const FEWEST: usize = 3;
/// Bytes of a reference in its brackets.
const LONGEST: usize = 60;
/// A paragraph of fewer words may be a title with its number behind it.
const FEWEST_WORDS: usize = 8;

/// A paragraph that ends in a reference.
struct Referred {
    paragraph: usize,
    questions: Vec<QuestionIdx>,
    /// The reference, in its brackets.
    bytes: Range<usize>,
}

/// The headings of a letter whose references stand at the ends of paragraphs; none where they do not.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Option<Vec<Heading>> {
    let numbered = sheet.paragraphs.iter().enumerate();
    let found: Vec<Referred> = numbered
        .filter_map(|(paragraph, lines)| {
            let (questions, bytes) = referred(outline, sheet, lines)?;
            Some(Referred { paragraph, questions, bytes })
        })
        .collect();
    if found.len() < FEWEST {
        return None;
    }
    let mut all = Vec::with_capacity(found.len() + 1);
    let mut from = None;
    for one in &found {
        all.push(heading(sheet, from, one));
        // The reference itself is nobody's words.
        all.push(Heading::new(one.bytes.start, one.bytes.end, Vec::new(), Kind::Other, 0.5));
        from = Some(one.paragraph + 1);
    }
    Some(all)
}

/// The questions in brackets behind the last sentence of a paragraph.
fn referred(
    outline: &Outline,
    sheet: &Sheet<'_>,
    lines: &Range<usize>,
) -> Option<(Vec<QuestionIdx>, Range<usize>)> {
    let written = sheet.inner_of(lines).of(sheet.text).trim_end().trim_end_matches('.');
    let inner = written.strip_suffix([']', ')'])?;
    let open = inner.rfind(['[', '(']).filter(|open| inner.len() - open <= LONGEST)?;
    let (before, named) = (inner[..open].trim_end(), &inner[open + 1..]);
    let reference = reference::read(named).filter(|found| found.explicit && found.len == named.len())?;
    let is_said = before.ends_with(['.', '!', '?', '"', '”', '’', ')'])
        && sheet.words_on(lines.clone()).len() >= FEWEST_WORDS;
    let questions: Vec<QuestionIdx> = reference.keys.iter().filter_map(|key| outline.numbered(key)).collect();
    let start = sheet.inner_of(lines).start as usize;
    (is_said && !questions.is_empty()).then(|| (questions, start + open..start + written.len()))
}

/// The heading of what answers: the last title since the reference before, else the paragraph behind that.
fn heading(sheet: &Sheet<'_>, from: Option<usize>, one: &Referred) -> Heading {
    let first = |paragraph: usize| sheet.paragraphs[paragraph].start;
    let since = from.unwrap_or(0)..one.paragraph;
    let title = since.rev().find(|paragraph| headings::is_title(sheet, first(*paragraph)));
    let (start, end) = if let Some(title) = title {
        let lines = &sheet.paragraphs[title];
        (sheet.lines[lines.start].span.start, sheet.lines[lines.end - 1].span.end)
    } else {
        let start = sheet.lines[first(from.unwrap_or(one.paragraph))].span.start;
        (start, start)
    };
    Heading::new(start as usize, end as usize, one.questions.clone(), Kind::Number, 0.85)
}

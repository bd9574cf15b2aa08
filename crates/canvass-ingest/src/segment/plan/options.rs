//! A section about all the options: each of its paragraphs that begins with one of them is about that one.

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::super::heading::{Heading, Kind};
use super::super::likeness::{self, Mention};
use super::super::sheet::Sheet;
use super::super::{Outline, headings};

/// Headings that are surer than this say what their section is about.
const SURE: f32 = 0.5;
/// A paragraph that names so many tells what the options are.
const MANY: usize = 3;

/// Parts the sections whose paragraphs begin with different options.
pub(super) fn part(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let is_title = |heading: &&Heading| heading.end > heading.start || heading.kind == Kind::Section;
    let titles: Vec<Heading> = headings.iter().filter(is_title).cloned().collect();
    let mut new = Vec::new();
    for (at, title) in titles.iter().enumerate().filter(|(_, title)| is_general(outline, sheet, title)) {
        let end = titles.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        let paragraphs = sheet.paragraphs.iter().map(|lines| sheet.inner_of(lines));
        let starts = paragraphs.map(|inner| (inner.start as usize, inner.end as usize));
        let within = starts.filter(|(start, _)| (title.end..end).contains(start));
        let about = |(start, end): (usize, usize)| Some((start, about(outline, sheet, start..end)?));
        let parts: Vec<(usize, About)> = within.filter_map(about).collect();
        let mut different: Vec<QuestionIdx> =
            parts.iter().filter_map(|(_, about)| about.question()).collect();
        different.sort_unstable();
        different.dedup();
        if different.len() > 1 {
            new.extend(parts);
        }
    }
    for (start, about) in new {
        if headings.iter().all(|heading| heading.start != start) {
            headings.push(about.question().map_or_else(
                || headings::unknown(start),
                |question| Heading::new(start, start, vec![question], Kind::Likeness, 0.45),
            ));
        }
    }
    headings.sort_by_key(|heading| heading.start);
}

/// Whether a title is of several things: it names no option, and little else tells its question.
fn is_general(outline: &Outline, sheet: &Sheet<'_>, title: &Heading) -> bool {
    let words = sheet.word_at(title.start as u32)..sheet.word_at(title.end as u32);
    matches!(title.kind, Kind::Gist | Kind::Section)
        && title.confidence <= SURE
        && likeness::mentions(outline, sheet, words).is_empty()
}

/// What a paragraph is about.
enum About {
    /// The option of this question.
    One(QuestionIdx),
    /// What the options are.
    All,
}

impl About {
    fn question(&self) -> Option<QuestionIdx> {
        match self {
            Self::One(question) => Some(*question),
            Self::All => None,
        }
    }
}

/// What a paragraph begins with, where that is an option; one that names many tells what they are.
fn about(outline: &Outline, sheet: &Sheet<'_>, bytes: Range<usize>) -> Option<About> {
    let words = sheet.word_at(bytes.start as u32)..sheet.word_at(bytes.end as u32);
    let lead = words.start..sheet.next_start(words.start + 1).min(words.end);
    if n_options(&likeness::mentions(outline, sheet, words)) >= MANY {
        return Some(About::All);
    }
    let option = likeness::only(&likeness::mentions(outline, sheet, lead))?;
    outline.question_of(option).map(About::One)
}

fn n_options(mentions: &[Mention]) -> usize {
    let mut options: Vec<_> = mentions.iter().map(|mention| mention.option).collect();
    options.sort_unstable();
    options.dedup();
    options.len()
}

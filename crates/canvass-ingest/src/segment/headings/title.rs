//! Headings of other words: titles with a question's gist, and those that leave the questions.

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::super::heading::{Heading, Kind};
use super::super::placeholder::Placeholder;
use super::super::sheet::{Line, Sheet};
use super::super::vocabulary::class;
use super::super::{Outline, outline, wording};
use super::unknown;
use crate::scale;

/// A line of more words is no heading, unless it repeats official wording.
pub(super) const LONGEST: usize = 30;
/// Nor is a longer one that nothing dresses.
const LONGEST_PLAIN: usize = 5;
/// One behind a question's number may have a few more.
const LONGEST_NUMBERED: usize = 8;
/// So may one that is the question itself.
const LONGEST_ASKING: usize = 14;
/// Or so many in lower case: "Question 7 - other ways".
const LONGEST_LOWER: usize = 4;
/// Words below a heading that is known by its place alone.
const FEWEST_BELOW: usize = 8;
/// "General comments" and the like have no more words, the title of an annex has no more.
const LONGEST_NAMED: usize = 4;
const LONGEST_ANNEX: usize = 12;
/// Words below one of several titles.
const FEWEST_UNDER: usize = 3;
/// What a title begins with that is the question itself.
const ASKS: [&str; 7] = ["whether", "what", "how", "which", "who", "where", "when"];
/// What a clause about a title's subject ends with.
const RELATIVE: [&str; 8] = ["have", "know", "need", "offer", "run", "serve", "use", "want"];
/// Headings of text that answers no question.
const OTHER_HEADINGS: [&str; 52] = [
    "introduction",
    "background",
    "introductory remarks",
    "who we are",
    "about the respondent",
    "about our organisation",
    "about this response",
    "preface",
    "foreword",
    "conclusion",
    "conclusions",
    "concluding remarks",
    "concluding comments",
    "concluding thoughts",
    "closing remarks",
    "closing comments",
    "final remarks",
    "final comments",
    "final thoughts",
    "final points",
    "general comments",
    "general comment",
    "general observations",
    "general remarks",
    "general points",
    "general response",
    "overall comments",
    "other comments",
    "other remarks",
    "other matters",
    "other points",
    "other issues",
    "additional comments",
    "additional points",
    "additional remarks",
    "additional information",
    "further comments",
    "further points",
    "further information",
    "any other comments",
    "any further comments",
    "any other business",
    "date of next meeting",
    "next meeting",
    "in conclusion",
    "to conclude",
    "summary and conclusion",
    "wider comments",
    "general",
    "other",
    "about us",
    "contact details",
];
/// Headings that may also head a part of an answer.
const CLOSING_HEADINGS: [&str; 11] = [
    "summary",
    "annex",
    "appendix",
    "references",
    "in summary",
    "sources",
    "bibliography",
    "contact",
    "notes",
    "footnotes",
    "endnotes",
];

/// Whether the words from `first` to the end of line `last` can be the rest of a title: nobody speaks in them.
pub(super) fn fits(outline: &Outline, sheet: &Sheet<'_>, line: &Line, first: usize, last: usize) -> bool {
    let words = first..sheet.lines[last].words.end;
    let sentence = words.clone().skip(1).any(|word| {
        let gap = sheet.gap_behind(word - 1);
        gap.contains(". ") || gap.contains(['?', '!'])
    });
    let replies = words.clone().next().is_some_and(|word| scale::read(None, sheet.written(word)).is_some());
    let speaks = replies || words.clone().any(|word| speaks(sheet, word));
    let alone = sheet.lines.get(last + 1).is_none_or(|next| next.begins || next.words.is_empty());
    let silent = !speaks && !sentence || !replies && precedes_question(outline, sheet, last + 1);
    words.len() <= LONGEST && silent && (alone || line.dress.is_heading()) && followed(sheet, last)
}

/// Whether a word is one that headings do not have; "to have regard to" is not somebody speaking.
pub(in super::super) fn speaks(sheet: &Sheet<'_>, word: usize) -> bool {
    let infinitive = || word > 0 && sheet.written(word - 1).eq_ignore_ascii_case("to");
    sheet.words[word].is(class::SPEAKING) && !infinitive()
}

/// Whether the next words of the letter are a question's.
fn precedes_question(outline: &Outline, sheet: &Sheet<'_>, line: usize) -> bool {
    let next = sheet.lines.get(line..).and_then(|lines| lines.iter().find(|line| !line.words.is_empty()));
    next.is_some_and(|next| wording::find(outline, sheet, next.words.start, &[]).is_some())
}

/// "General comments", "Conclusion" and the like.
pub(super) fn other(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let words = &sheet.lines[at].words;
    // "Item 5. Date of next meeting".
    let is_item = words.len() > 2 && sheet.written(words.start).eq_ignore_ascii_case("item");
    named_so(outline, sheet, at, words.start + if is_item { 2 } else { 0 })
}

/// The same from word `from` on, behind a number of the letter's own.
pub(super) fn named_so(outline: &Outline, sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let words = from..line.words.end;
    let inner = line.inner.of(sheet.text);
    // "Annex A: incidents in the last five years".
    let is_annex = ["annex", "appendix"].iter().any(|known| sheet.written(from).eq_ignore_ascii_case(known));
    if words.len() > if is_annex { LONGEST_ANNEX } else { LONGEST_NAMED } {
        return None;
    }
    let written: Vec<String> = words.clone().map(|word| sheet.written(word).to_lowercase()).collect();
    let title = written.join(" ");
    let alone = sheet.paragraph_of(at).len() == 1 || line.dress.is_heading();
    let closing = CLOSING_HEADINGS.iter().any(|known| title.starts_with(known));
    // "Financial implications", as the reports of officers have them.
    let implies = written.len() == 2
        && written[1] == "implications"
        && wording::hint(outline, &sheet.stems(words.clone())).is_none();
    let known = closing || implies || OTHER_HEADINGS.contains(&title.as_str());
    let ends = !inner.ends_with(['.', ',', '?', '!']);
    let heads = known && ends && (alone || inner.ends_with(':'));
    let start = line.span.start as usize;
    if let Some(question) = asks_for_more(outline, sheet, words).filter(|_| ends && alone) {
        return Some(Heading::new(start, line.span.end as usize, vec![question], Kind::Gist, 0.6));
    }
    let kind = if closing { Kind::Closing } else { Kind::Other };
    heads.then(|| Heading { kind, ..unknown(start) })
}

/// The question that asks for any other comments, where `words` are a heading such as "Other comments".
pub(in super::super) fn asks_for_more(
    outline: &Outline,
    sheet: &Sheet<'_>,
    words: Range<usize>,
) -> Option<QuestionIdx> {
    let known = |word: usize, list: &[&str]| {
        let written = sheet.written(word);
        list.iter().any(|known| written.eq_ignore_ascii_case(known))
    };
    let first = words.start + usize::from(words.len() == 3 && known(words.start, &["any", "some", "our"]));
    let pair = words.end - first == 2 && known(first, &outline::MORE) && known(first + 1, &outline::REMARKS);
    outline.catch_all.filter(|_| pair)
}

/// Whether a line looks like a heading: dressed, or short and alone, with a paragraph of text below.
pub(in super::super) fn stands_out(sheet: &Sheet<'_>, at: usize) -> bool {
    let (line, last) = (&sheet.lines[at], sheet.title_last(at));
    let whole = sheet.paragraph_of(at) == (at..last + 1);
    let inner = sheet.lines[last].inner.of(sheet.text);
    let short = whole && line.words.len() <= LONGEST_PLAIN;
    let below = sheet.paragraphs.get(line.paragraph as usize + 1);
    let fewest = if line.dress.level > 0 { 1 } else { FEWEST_BELOW };
    let text = below.is_some_and(|lines| sheet.words_on(lines.clone()).len() >= fewest);
    line.paragraph > 0
        && !line.dress.quoted
        && (line.dress.is_heading() || short)
        && !line.dress.cell
        && !inner.ends_with(['.', ',', ';', '!'])
        && whole
        && text
}

/// Whether a line is a title of a few words in a paragraph of its own, in which nobody speaks.
pub(in super::super) fn is_title(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = &sheet.lines[at];
    let below = sheet.paragraphs.get(line.paragraph as usize + 1);
    let text = || below.is_some_and(|lines| sheet.words_on(lines.clone()).len() >= FEWEST_UNDER);
    let asks = line.words.start < line.words.end && asks(sheet, line.words.start);
    let longest = if asks { LONGEST_ASKING } else { LONGEST_NUMBERED };
    line.paragraph > 0
        && (1..=longest).contains(&line.words.len())
        && (sheet.paragraph_of(at).len() == 1 && text() || heads_list(sheet, at))
        && sheet.written(line.words.start).starts_with(char::is_uppercase)
        && !line.inner.of(sheet.text).ends_with(['.', ',', ';', '!', ':'])
        && (asks || !said(sheet, line.words.clone()).any(|word| speaks(sheet, word)))
        && scale::read(None, line.inner.of(sheet.text)).is_none()
}

/// The words of a title in which somebody would speak: not "our" in "Our preference", nor the clause about its subject
/// that ends "The panels we have".
fn said(sheet: &Sheet<'_>, words: Range<usize>) -> Range<usize> {
    let is = |word: usize, known: &[&str]| {
        words.contains(&word) && known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    let first = words.start + usize::from(words.len() <= LONGEST_LOWER && is(words.start, &["our", "my"]));
    let is_clause = words.len() > 3 && is(words.end - 2, &["we", "i"]) && is(words.end - 1, &RELATIVE);
    first..if is_clause { words.end - 2 } else { words.end }
}

/// Whether a paragraph's first line stands over a list.
fn heads_list(sheet: &Sheet<'_>, at: usize) -> bool {
    let is_bullet = |line: usize| sheet.lines.get(line).is_some_and(|line| line.dress.bullet);
    let lines = sheet.paragraph_of(at);
    lines.start == at && lines.len() > 1 && !is_bullet(at) && is_bullet(at + 1)
}

/// Whether a word begins a question, asked or told: "What hosts should have to show".
pub(in super::super) fn asks(sheet: &Sheet<'_>, word: usize) -> bool {
    ASKS.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
}

/// Whether the words from `first` to the end of line `at` are a title, as "Transport" is behind a question's number:
/// few, in a paragraph of their own, and sentences below.
pub(super) fn is_short(sheet: &Sheet<'_>, at: usize, first: usize) -> bool {
    let line = &sheet.lines[at];
    let words = first..line.words.end;
    let written = || &sheet.text[sheet.words[first].span.start as usize..line.inner.end as usize];
    let below = sheet.paragraphs.get(line.paragraph as usize + 1);
    let text = below.is_some_and(|lines| {
        let last = sheet.lines[lines.end - 1].inner.of(sheet.text);
        sheet.words_on(lines.clone()).len() >= FEWEST_BELOW && last.ends_with(['.', '!', '?'])
    });
    (1..=LONGEST_NUMBERED).contains(&words.len())
        && sheet.paragraph_of(at).len() == 1
        && (sheet.written(first).starts_with(char::is_uppercase) || words.len() <= LONGEST_LOWER)
        && !line.inner.of(sheet.text).ends_with(['.', ',', ';', '!'])
        && !words.clone().any(|word| speaks(sheet, word))
        && scale::read(None, written()).is_none()
        && Placeholder::of(written()).is_none()
        && text
}

/// A heading in the respondent's words, from word `from` of line `at` on, with the gist of one question.
pub(super) fn gist(outline: &Outline, sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let paragraph = sheet.paragraph_of(at);
    if line.paragraph == 0 && !line.inner.of(sheet.text).ends_with('?') {
        // The first lines say whose letter it is.
        return None;
    }
    let last = if paragraph.start == at && paragraph.len() <= 3 && !line.dress.is_heading() {
        paragraph.end - 1
    } else {
        sheet.title_last(at)
    };
    let words = from..sheet.lines[last].words.end;
    let ending = sheet.lines[last].inner.of(sheet.text);
    let asks = ending.ends_with('?');
    let alone = paragraph.start == at && last + 1 == paragraph.end
        || line.dress.is_heading()
        || asks
        || ending.ends_with(':');
    let speaks = !asks && words.clone().any(|word| speaks(sheet, word));
    let listed = line.dress.bullet && !line.dress.is_heading();
    if words.len() > LONGEST
        || speaks
        || listed
        || !alone
        || ending.ends_with(['.', ',', ';', '!'])
        || !followed(sheet, last)
    {
        return None;
    }
    let stems = sheet.stems(words);
    let hint = || wording::hint(outline, &stems).filter(|_| stands_out(sheet, at)).map(|found| (found, 0.2));
    let (question, score) = wording::gist(outline, &stems).or_else(hint)?;
    let (start, end) = (line.span.start as usize, sheet.lines[last].span.end as usize);
    Some(Heading::new(start, end, vec![question], Kind::Gist, 0.35 + 0.4 * score.min(1.0)))
}

/// Whether text follows line `at` that could be an answer.
pub(in super::super) fn followed(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines[at].words.end < sheet.words.len()
}

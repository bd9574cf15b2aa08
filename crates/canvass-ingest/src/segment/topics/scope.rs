//! A letter that says what it is about: "I confine myself to the cycle track", "We speak only of Option B".

use std::ops::Range;

use canvass_core::QuestionIdx;

use super::super::sheet::Sheet;
use super::super::{Outline, announcement, names};

/// Words that leave everything else out.
const LIMITS: [&str; 10] = [
    "confine",
    "confined",
    "confining",
    "limit",
    "limited",
    "limiting",
    "restrict",
    "restricted",
    "only",
    "solely",
];
/// Words between one of them and what is left.
const WITHIN: usize = 3;
const JOINTS: [&str; 7] = ["to", "of", "on", "about", "with", "is", "namely"];
/// Words behind it in which "which is your third question" may stand.
const CLAUSE: usize = 10;

/// The question that the words say they are about, and whether they go on to speak of it.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Option<(QuestionIdx, bool)> {
    for at in words.clone() {
        if LIMITS.iter().any(|word| sheet.written(at).eq_ignore_ascii_case(word)) {
            let Some(question) = limited(outline, sheet, at, words.end) else { continue };
            // Said last, behind who one is, it heads what follows.
            return Some((question, sheet.next_start(at + 1) < words.end));
        }
    }
    None
}

fn limited(outline: &Outline, sheet: &Sheet<'_>, at: usize, end: usize) -> Option<QuestionIdx> {
    let stop = sheet.next_start(at + 1).min(end);
    let joins = |word: usize| JOINTS.iter().any(|joint| sheet.written(word).eq_ignore_ascii_case(joint));
    let first = (at + 1..(at + 1 + WITHIN).min(stop)).find(|word| joins(*word))?;
    let clause = (first..(first + CLAUSE).min(stop))
        .filter(|word| *word == first || joins(*word) && is_which(sheet, *word));
    let mut places = clause.map(|word| word + 1).filter(|word| *word < stop);
    places.find_map(|word| asked(outline, sheet, word))
}

fn is_which(sheet: &Sheet<'_>, word: usize) -> bool {
    ["which", "that"].iter().any(|known| sheet.written(word - 1).eq_ignore_ascii_case(known))
}

/// The question named or numbered at `word`, an article or "your" before it.
fn asked(outline: &Outline, sheet: &Sheet<'_>, word: usize) -> Option<QuestionIdx> {
    let own = ["your", "the"].iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known));
    let numbered =
        announcement::question(outline, sheet, (word + usize::from(own)).min(sheet.words.len() - 1));
    let by_number = numbered.filter(|found| found.questions.len() == 1).map(|found| found.questions[0]);
    by_number.or_else(|| outline.question_of(names::named_loosely(outline, sheet, word)?.0))
}

//! What a sentence turns to in other words than a name: "As for what it would cost, ...", "On the number of visitors, ...".

use std::ops::Range;

use super::super::sheet::Sheet;
use super::super::vocabulary::class;
use super::super::{Outline, headings, likeness, names, wording};
use super::Announced;

/// A subject has no more words.
const LONGEST: usize = 9;
/// A subject that is called one has no more.
const LONGEST_CALLED: usize = 4;
const SUBJECTS: [&str; 7] = ["matter", "subject", "topic", "issue", "point", "question", "matters"];

/// The question or option that the words from `at` up to a comma, or up to where the respondent speaks, are about.
pub(super) fn read(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    let words = span(sheet, at)?;
    let stems = sheet.stems(words.clone());
    let end = words.end;
    if let Some(option) = names::mostly(outline, &stems).or_else(|| names::keyed(outline, &stems)) {
        let questions = outline.question_of(option).into_iter().collect();
        return Some(Announced { questions, option: Some(option), end });
    }
    let told = if headings::asks(sheet, at) { likeness::hint(outline, sheet, words.clone()) } else { None };
    // "On the matter of crime, ...": a word or two that one question has.
    let told = told.or_else(|| wording::hint(outline, &stems).filter(|_| is_called(sheet, words.clone())));
    let question = told.or_else(|| wording::gist(outline, &stems).map(|(question, _)| question))?;
    Some(Announced { questions: vec![question], option: None, end })
}

/// Whether words are called a subject: "On the matter of crime, ..."
fn is_called(sheet: &Sheet<'_>, words: Range<usize>) -> bool {
    let before = |steps: usize| words.start.checked_sub(steps).map_or("", |word| sheet.written(word));
    words.len() <= LONGEST_CALLED
        && before(1).eq_ignore_ascii_case("of")
        && SUBJECTS.iter().any(|known| before(2).eq_ignore_ascii_case(known))
}

/// The words from `at` on that say what is turned to.
pub(super) fn span(sheet: &Sheet<'_>, at: usize) -> Option<Range<usize>> {
    for word in at..(at + LONGEST).min(sheet.words.len()) {
        let gap = sheet.gap_behind(word);
        if gap.starts_with([',', ':']) || gap.starts_with(" -") || gap.starts_with(" –") {
            return Some(at..word + 1);
        }
        if gap.contains(['.', '?', '!', ';']) || gap.contains("\n\n") {
            return None;
        }
        let speaks = sheet.words.get(word + 1).is_some_and(|next| next.is(class::OWN));
        if speaks && word > at && !sheet.written(at).starts_with(['w', 'h', 'W', 'H']) {
            return Some(at..word + 1);
        }
    }
    None
}

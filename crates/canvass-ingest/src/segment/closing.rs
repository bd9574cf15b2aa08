//! Where a letter takes its leave: remarks about the letter itself, which answer no question.

use std::ops::Range;

use canvass_core::Aside;

use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, asides, names};

/// Longer paragraphs say something.
const LONGEST: usize = 40;
/// A bare "Thank you" is no longer.
const LONGEST_THANKS: usize = 8;
/// At most so many paragraphs take leave.
const MOST: usize = 3;

const THANKS: [&str; 8] = [
    "thank you",
    "thanks",
    "many thanks",
    "we thank",
    "i thank",
    "we are grateful",
    "i am grateful",
    "we were grateful",
];
/// What one is thanked for at the end of a letter.
const THANKED_FOR: [&str; 12] = [
    "asking us",
    "completing",
    "opportunity",
    "consult",
    "your time",
    "reading",
    "attention",
    "listening",
    "inviting",
    "invitation",
    "taking the time",
    "considering",
];
/// The letter, called by those who wrote it.
const LETTERS: [&str; 6] = ["response", "submission", "letter", "reply", "evidence", "form"];
const COMMENTS: [&str; 4] = ["comments", "views", "observations", "remarks"];
const OWN: [&str; 6] = ["this", "these", "our", "my", "the above", "above"];
/// What may become of it.
const FATES: [&str; 13] = [
    "purposes of the consultation",
    "return this form",
    "publish",
    "publication",
    "published",
    "discuss",
    "contact",
    "confidential",
    "in confidence",
    "taken into account",
    "helpful",
    "of use",
    "of assistance",
];
const GLAD: [&str; 7] = ["glad", "happy", "pleased", "delighted", "willing", "available", "ready"];
const OFFERS: [&str; 20] = [
    "to host",
    "to welcome",
    "to attend",
    "to discuss",
    "to meet",
    "to share",
    "to help",
    "to assist",
    "to show",
    "to provide",
    "to expand",
    "to elaborate",
    "to talk",
    "to supply",
    "to answer",
    "to give",
    "to speak",
    "to explain",
    "to send",
    "to hear",
];
const OTHERS: [&str; 2] = ["the other", "the remaining"];
const LEFT: [&str; 6] = ["i have left", "we have left", "we have left out", "i leave", "we leave", "i left"];
const REST: [&str; 5] = ["the others", "the other", "the rest", "the remaining", "question"];
const ASKED: [&str; 6] = ["question", "proposal", "option", "item", "issue", "part"];

/// What the foot of a letterhead says: "The Chamber is a company limited by guarantee."
const LEGAL: [&str; 9] = [
    "without prejudice",
    "registered office",
    "registered charity",
    "registered in england",
    "registered in scotland",
    "registered in wales",
    "company limited by guarantee",
    "for further information contact",
    "for further information please contact",
];

/// What the last lines of minutes and reports are labelled with.
const LABELS: [&str; 12] = [
    "contact",
    "contact officer",
    "contact name",
    "contacts",
    "lead officer",
    "report author",
    "background papers",
    "background documents",
    "authorised",
    "authorised by",
    "date of next meeting",
    "next meeting",
];
const CERTIFIES: [&str; 3] = ["extract certified", "certified a true", "certified as a true"];

const MEETING_ENDS: [&str; 3] = ["closed", "ended", "rose"];

/// Byte where the last paragraphs before byte `end` begin to take leave.
pub(super) fn start(outline: &Outline, sheet: &Sheet<'_>, asides: &[Aside], end: usize) -> Option<usize> {
    let before =
        sheet.paragraphs.partition_point(|lines| (sheet.lines[lines.start].span.start as usize) < end);
    let own = sheet.paragraphs[..before].iter().rev().filter(|lines| {
        !sheet.words_on((*lines).clone()).is_empty() && asides::over(asides, sheet.inner_of(lines)).is_none()
    });
    let leaving = own.take(MOST).take_while(|lines| takes_leave(outline, sheet, lines));
    leaving.last().map(|lines| sheet.lines[lines.start].span.start as usize)
}

fn takes_leave(outline: &Outline, sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let words = sheet.words_on(lines.clone());
    let line = &sheet.lines[lines.start];
    if words.len() > LONGEST || line.dress.quoted || line.dress.is_heading() || line.dress.cell {
        return false;
    }
    let names_option = words.clone().any(|word| names::named(outline, sheet, word).is_some());
    // "As a registered charity we could not pay it" is no foot of a letterhead.
    let owns = words.clone().any(|word| sheet.words[word].is(class::OWN));
    let written: Vec<&str> = words.clone().map(|word| sheet.written(word)).collect();
    let written = written.join(" ").to_lowercase();
    !names_option
        && (thanks(&written, words.len())
            || offers(&written)
            || speaks_of_itself(&written)
            || !owns && has_any(&written, &LEGAL)
            || is_labelled(line.inner.of(sheet.text))
            || leaves_rest(&written))
}

fn thanks(written: &str, n_words: usize) -> bool {
    THANKS.iter().any(|words| written.starts_with(words))
        && (n_words <= LONGEST_THANKS || has_any(written, &THANKED_FOR))
}

/// "We would be happy to discuss any of this."
fn offers(written: &str) -> bool {
    GLAD.iter().any(|glad| {
        written.match_indices(glad).any(|(at, _)| {
            let behind = written[at + glad.len()..].trim_start();
            OFFERS.iter().any(|offer| behind.starts_with(offer))
        })
    })
}

/// "This response may be published", "We hope these comments are helpful".
fn speaks_of_itself(written: &str) -> bool {
    let own = |noun: &str| OWN.iter().any(|own| written.contains(&format!("{own} {noun}")));
    LETTERS.iter().chain(&COMMENTS).any(|noun| own(noun)) && has_any(written, &FATES)
}

/// "Contact officer: J. Orme", "Extract certified by the clerk".
fn is_labelled(line: &str) -> bool {
    let lower = line.to_lowercase();
    let label = lower.split_once(':').map(|(label, _)| label.trim_end());
    label.is_some_and(|label| LABELS.contains(&label))
        || CERTIFIES.iter().any(|words| lower.starts_with(words))
}

/// "The other questions are not for us", "The meeting closed at nine".
fn leaves_rest(written: &str) -> bool {
    let others = OTHERS.iter().any(|others| {
        let rest = written.strip_prefix(others).map(str::trim_start);
        rest.is_some_and(|rest| ASKED.iter().any(|asked| rest.starts_with(asked)))
    });
    let left = LEFT.iter().any(|left| {
        let rest = written.strip_prefix(left).map(str::trim_start);
        rest.is_some_and(|rest| REST.iter().any(|others| rest.starts_with(others)))
    });
    let nothing = ["the remaining question", "the other question"].iter().any(|rest| written.contains(rest))
        && (written.contains(" no ") || written.contains(" not "));
    others || left || nothing || written.starts_with("the meeting ") && has_any(written, &MEETING_ENDS)
}

fn has_any(written: &str, words: &[&str]) -> bool {
    words.iter().any(|word| written.contains(word))
}

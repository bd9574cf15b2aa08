//! Where a letter says that its numbers are those of the questions: "The numbers below are those of your form."

use super::sheet::Sheet;

const NUMBERS: [&str; 4] = ["numbers", "numbering", "numbered", "numerals"];
const ASKED: [&str; 9] = [
    "question",
    "questions",
    "questionnaire",
    "consultation",
    "consultation's",
    "form",
    "yours",
    "paper",
    "document",
];

/// Whether a sentence before line `first` says so.
pub(super) fn is_of_the_questions(sheet: &Sheet<'_>, first: usize) -> bool {
    let words = 0..sheet.lines[first].words.start;
    let is = |word: usize, known: &[&str]| {
        known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    words.clone().filter(|word| is(*word, &NUMBERS) && !counts(sheet, *word)).any(|number| {
        let start = (0..=number).rev().find(|word| sheet.next_start(*word) == *word).unwrap_or(0);
        let end = sheet.next_start(number + 1).min(words.end);
        (start..end).any(|word| is(word, &ASKED))
    })
}

/// "Large numbers of your customers" count people.
fn counts(sheet: &Sheet<'_>, number: usize) -> bool {
    let before = number.checked_sub(1).map_or("", |before| sheet.written(before));
    ["large", "small", "great", "growing", "in", "high", "low", "increasing"]
        .iter()
        .any(|known| before.eq_ignore_ascii_case(known))
}

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
/// "Our paragraphs are numbered; the numbers do not correspond to those of the questions."
const OWN: [&str; 8] = ["not", "don't", "own", "paragraph", "paragraphs", "pages", "ease", "convenience"];
/// Words before and behind that are looked at.
const LONGEST: usize = 20;

/// Whether a sentence of the letter says so.
pub(super) fn is_of_the_questions(sheet: &Sheet<'_>) -> bool {
    *sheet.by_number.get_or_init(|| (0..sheet.words.len()).any(|word| says_so(sheet, word)))
}

fn says_so(sheet: &Sheet<'_>, number: usize) -> bool {
    let is = |word: usize, known: &[&str]| {
        known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    if !is(number, &NUMBERS) || counts(sheet, number) {
        return false;
    }
    let first = number.saturating_sub(LONGEST);
    let start = (first..=number).rev().find(|word| sheet.next_start(*word) == *word).unwrap_or(first);
    let end = sheet.next_start(number + 1).min(number + LONGEST).min(sheet.words.len());
    (start..end).any(|word| is(word, &ASKED)) && !(start..end).any(|word| is(word, &OWN))
}

/// "Large numbers of your customers" count people.
fn counts(sheet: &Sheet<'_>, number: usize) -> bool {
    let before = number.checked_sub(1).map_or("", |before| sheet.written(before));
    ["large", "small", "great", "growing", "in", "high", "low", "increasing"]
        .iter()
        .any(|known| before.eq_ignore_ascii_case(known))
}

//! Where the words of a text begin and end.

use std::ops::Range;

/// First parts that a hyphen joins to the next into one word, since both spellings are common.
const JOINING: [&str; 4] = ["co", "re", "anti", "e"];
/// First parts, and words that are others behind them with a hyphen than without: to re-sign is not to resign.
const OTHER_WITH_HYPHEN: [(&str, &[&str]); 2] = [
    (
        "re",
        &[
            "collect", "cover", "creation", "dress", "form", "fund", "lay", "lease", "mark", "present",
            "press", "prove", "serve", "sign", "sort", "sound", "strain", "treat",
        ],
    ),
    ("un", &["ionise", "ionize"]),
];
/// Endings of an inflected word whose last `e` is taken off.
const INFLECTIONS: [&str; 6] = ["", "e", "s", "es", "ed", "ing"];

pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{ff07}')
}

/// Whether a hyphen behind `part` joins it to the next word.
pub(super) fn joins(part: &str) -> bool {
    JOINING.iter().any(|joining| part.eq_ignore_ascii_case(joining))
}

/// Whether a hyphen between two words makes another word than the two make without it, as in `re-sign`.
pub fn differs_by_hyphen(part: &str, next: &str) -> bool {
    let bases = OTHER_WITH_HYPHEN.iter().find(|(first, _)| part.eq_ignore_ascii_case(first));
    let is_base = |base: &&str| {
        let start = base.strip_suffix('e').unwrap_or(base);
        next.split_at_checked(start.len()).is_some_and(|(begun, ending)| {
            begun.eq_ignore_ascii_case(start)
                && INFLECTIONS.iter().any(|known| ending.eq_ignore_ascii_case(known))
        })
    };
    bases.is_some_and(|(_, bases)| bases.iter().any(is_base))
}

/// Whether a hyphen at byte `end`, behind a word, joins it to the next, and not figures to figures.
pub(super) fn is_hyphenated(text: &str, end: usize) -> bool {
    if !matches!(text.as_bytes().get(end), Some(b'-' | 0xe2)) {
        return false;
    }
    let Some(behind) = text[end..].strip_prefix(['-', '\u{2010}', '\u{2011}']) else { return false };
    let is_figure = |letter: char| letter.is_numeric();
    behind.starts_with(char::is_alphanumeric)
        && !(behind.starts_with(is_figure) && text[..end].ends_with(is_figure))
}

/// Whether `word` is letters with dots between, as in `n.h.s.`.
pub(super) fn is_dotted(word: &str) -> bool {
    let mut letters = 0;
    let mut chars = word.chars().peekable();
    while let Some(letter) = chars.next() {
        if !letter.is_alphabetic() {
            return false;
        }
        letters += 1;
        match chars.next() {
            Some('.') => {}
            None => break,
            Some(_) => return false,
        }
    }
    letters >= 2 && word.contains('.')
}

/// The raw range of the first word of `text` at or behind byte `from`.
///
/// Characters in `keep` count as letters.
pub(super) fn next_word(text: &str, from: usize, keep: &[char]) -> Option<Range<usize>> {
    let start = word_start(text, from, keep)?;
    if let Some(sign) = text[start..].chars().next().filter(|sign| is_sign(*sign)) {
        // "£" is a word before an amount, so that a rule can ask for money: "£*". So is "%" behind one.
        let behind = start + sign.len_utf8();
        return Some(
            start..if text[behind..].starts_with(keep) { run_end(text, behind, keep) } else { behind },
        );
    }
    let end = run_end(text, start, keep);
    // Nearly every word ends in a space.
    if text.as_bytes().get(end) == Some(&b' ') {
        Some(start..end)
    } else {
        Some(start..joined_end(text, start, end, keep))
    }
}

fn word_start(text: &str, from: usize, keep: &[char]) -> Option<usize> {
    let plain = text.as_bytes()[from..].iter().take_while(|byte| **byte == b' ').count();
    let from = from + plain;
    let begins = |(at, letter): &(usize, char)| {
        is_word(*letter, keep)
            || is_currency(*letter) && starts_amount(&text[from + at + letter.len_utf8()..], keep)
            || *letter == '%' && ends_amount(&text[..from + at], keep)
    };
    text[from..].char_indices().find(begins).map(|(at, _)| from + at)
}

/// The end of a word whose first run of letters ends at `end`, with the runs that marks join to it.
fn joined_end(text: &str, start: usize, mut end: usize, keep: &[char]) -> usize {
    let is_word = |letter: char| is_word(letter, keep);
    loop {
        let rest = &text[end..];
        let mut chars = rest.chars();
        let Some(mark) = chars.next() else { break };
        let Some(after) = chars.next().filter(|after| is_word(*after)) else { break };
        let behind = end + mark.len_utf8();
        let joins = match mark {
            _ if is_apostrophe(mark) => true,
            '.' | ',' => {
                after.is_ascii_digit() && text[start..end].ends_with(|last: char| last.is_ascii_digit())
                    || mark == '.' && is_acronym_step(text, start, end, behind)
            }
            '-' | '\u{2010}' | '\u{2011}' => {
                let part = &text[start..end];
                after.is_alphabetic()
                    && joins(part)
                    && !differs_by_hyphen(part, &text[behind..run_end(text, behind, &[])])
            }
            _ => false,
        };
        if !joins {
            break;
        }
        end = run_end(text, behind, keep);
    }
    // The last dot of an acronym belongs to it.
    if text[end..].starts_with('.') && text[start..end].contains('.') && is_dotted(&text[start..end]) {
        end += 1;
    }
    end
}

/// Whether a mark can be a word by itself.
fn is_sign(letter: char) -> bool {
    is_currency(letter) || letter == '%'
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '£' | '$' | '€')
}

fn starts_amount(behind: &str, keep: &[char]) -> bool {
    behind.starts_with(|next: char| next.is_ascii_digit() || keep.contains(&next))
}

/// Whether an amount ends here, or one blank before.
fn ends_amount(before: &str, keep: &[char]) -> bool {
    let before = before.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(before);
    before.ends_with(|last: char| last.is_ascii_digit() || keep.contains(&last))
}

/// Whether the dot at `end` stands between two single letters, as in `e.g`.
fn is_acronym_step(text: &str, start: usize, end: usize, behind: usize) -> bool {
    let so_far = &text[start..end];
    let next_run = &text[behind..run_end(text, behind, &[])];
    let is_single = |run: &str| run.chars().count() == 1 && run.chars().all(char::is_alphabetic);
    is_single(next_run) && (is_single(so_far) || is_dotted(so_far))
}

fn run_end(text: &str, start: usize, keep: &[char]) -> usize {
    let plain = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let at = start + plain;
    if let Some(letter) = text[at..].chars().next().filter(|letter| plain == 0 && stands_alone(*letter)) {
        return at + letter.len_utf8();
    }
    let ends = |letter: char| !is_word(letter, keep) || stands_alone(letter);
    let rest = text[at..].char_indices().find(|(_, letter)| ends(*letter));
    rest.map_or(text.len(), |(more, _)| at + more)
}

fn is_word(letter: char, keep: &[char]) -> bool {
    is_word_char(letter) || keep.contains(&letter)
}

fn is_word_char(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric()
    } else {
        letter.is_alphanumeric()
            // Combining marks, soft hyphen and joiners stand inside words.
            || matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
    }
}

/// Whether a letter is a word by itself: its script puts no spaces between words, so a word is found as a phrase.
fn stands_alone(letter: char) -> bool {
    // Thai and Lao; Burmese; Khmer; kana; Chinese characters.
    letter >= '\u{e01}'
        && matches!(letter,
            '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(range) = next_word(text, at, &[]) {
            at = range.end;
            found.push(&text[range]);
        }
        found
    }

    #[test]
    fn words_are_cut_as_a_reader_would() {
        assert_eq!(
            words("(e.g. the N.H.S.) co-ordinated multi-agency"),
            ["e.g.", "the", "N.H.S.", "co-ordinated", "multi", "agency"]
        );
        assert_eq!(
            words("See www.gov.uk. I. Smith; 2,5 or 3."),
            ["See", "www", "gov", "uk", "I", "Smith", "2,5", "or", "3"]
        );
        assert_eq!(words("‘quoted’ — don’t"), ["quoted", "don’t"]);
        assert_eq!(words("£1.5m, $ and €20"), ["£", "1.5m", "and", "€", "20"]);
        assert_eq!(
            words("20%, 3.5\u{a0}% of a% (50%-60%)"),
            ["20", "%", "3.5", "%", "of", "a", "50", "%", "60", "%"]
        );
    }

    #[test]
    fn scripts_without_spaces_are_cut_letter_by_letter() {
        assert_eq!(words("我们反对, ok图书 2号"), ["我", "们", "反", "对", "ok", "图", "书", "2", "号"]);
        assert_eq!(words("میں اتفاق"), ["میں", "اتفاق"]);
    }

    #[test]
    fn a_hyphen_that_makes_another_word_parts() {
        assert_eq!(
            words("re-use re-sign Re-signed re-leasing resign un-ionised"),
            ["re-use", "re", "sign", "Re", "signed", "re", "leasing", "resign", "un", "ionised"]
        );
        assert!(differs_by_hyphen("re", "forms") && differs_by_hyphen("Re", "Serving"));
        assert!(!differs_by_hyphen("re", "formation") && !differs_by_hyphen("pre", "form"));
    }

    #[test]
    fn acronyms_are_told_from_words_with_a_stop() {
        assert!(is_dotted("n.h.s.") && is_dotted("e.g"));
        assert!(!is_dotted("etc.") && !is_dotted("a") && !is_dotted("1.2"));
    }
}

//! The lines of a cell in the row of a table: one line, but for a ticked reply, which stands apart from the words below.

use crate::{scale, segment};

/// Fewer words below a reply belong to its label.
const FEWEST_WORDS: usize = 2;

/// The lines of a cell as they stand in its row.
pub(super) fn join(lines: &[impl AsRef<str>]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.push(if is_apart(&lines[..at], &lines[at..]) { '\n' } else { ' ' });
        }
        text.push_str(line.as_ref());
    }
    text
}

/// Whether the last of some lines of a cell is a ticked reply, or a box and its label, and others follow below.
pub(super) fn is_apart(above: &[impl AsRef<str>], below: &[impl AsRef<str>]) -> bool {
    let Some(last) = above.last().map(AsRef::as_ref) else { return false };
    let is_boxed = segment::has_box(last) && last.contains(char::is_alphabetic);
    is_boxed || above.len() == 1 && is_reply(last, below)
}

fn is_reply(line: &str, below: &[impl AsRef<str>]) -> bool {
    // Behind a mark a reply is told from what follows anyway.
    if line.ends_with(|mark: char| mark.is_ascii_punctuation()) || scale::read(None, line).is_none() {
        return false;
    }
    let words = below.iter().flat_map(|line| line.as_ref().split_whitespace());
    let n_words = words.filter(|word| word.contains(char::is_alphabetic)).count();
    // "Neither agree" above "nor disagree".
    let goes_on = below.first().is_some_and(|next| {
        let whole = format!("{line} {}", next.as_ref());
        next.as_ref().starts_with(char::is_lowercase) || scale::read(None, &whole).is_some()
    });
    n_words >= FEWEST_WORDS && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_stands_apart_from_the_words_below_it() {
        for (lines, expected) in [
            (
                &["Agree", "Streets become safer,", "and quieter."][..],
                "Agree\nStreets become safer, and quieter.",
            ),
            (&["☐ Yes", "☒ No", "It is dear."], "☐ Yes\n☒ No\nIt is dear."),
            (&["Agree", "(2)"], "Agree (2)"),
            (&["No.", "It is dear."], "No. It is dear."),
            (&["Agree", "strongly"], "Agree strongly"),
            (&["Agree", "that it is late"], "Agree that it is late"),
            (&["☒", "Yes"], "☒ Yes"),
            (&["ten", "to four"], "ten to four"),
        ] {
            assert_eq!(join(lines), expected);
        }
    }
}

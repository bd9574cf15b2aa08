//! Whether somebody speaks in some lines of a mail, or only passes on what stands below.

use std::ops::Range;

use super::super::Outline;
use super::super::asides::{is_stationery, notices, signatures};
use super::super::sheet::{Line, Sheet};

/// Longer lines of introduction say something of their own.
const MOST_POINTING_WORDS: usize = 40;
/// Phrases that pass something on.
const PASSING_ON: [&str; 10] = [
    "fyi",
    "for your information",
    "for information",
    "for your attention",
    "forwarded",
    "forwarding",
    "passing on",
    "passed on",
    "zur kenntnis",
    "pour information",
];
/// Where one may be sent on to, if it is said of one of [`POINTED_AT`].
const PLACES: [&str; 9] =
    ["below", "underneath", "inline", "in red", "in blue", "in green", "in bold", "unten", "ci-dessous"];
/// Words behind which such a place is not the end of what is said ("below standard").
const GOES_ON: [&str; 9] = ["from", "for", "in", "and", "as", "to", "which", "that", "please"];
const POINTED_AT: [&str; 16] = [
    "see",
    "find",
    "read",
    "note",
    "answer",
    "comment",
    "repl",
    "respon",
    "view",
    "mail",
    "message",
    "letter",
    "submission",
    "received",
    "siehe",
    "voir",
];
/// What is pointed to with one of these does not stand below.
const ELSEWHERE: [&str; 3] = ["attach", "enclos", "annex"];
/// Words of names and posts that begin in lower case.
const SMALL: [&str; 10] = ["of", "and", "the", "for", "de", "van", "von", "la", "on", "behalf"];
/// Replies of a single word.
const REPLIES: [&str; 12] = [
    "yes", "no", "agree", "agreed", "disagree", "support", "oppose", "object", "none", "neither", "both",
    "nothing",
];

/// How some lines of a mail speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// There are no words but those of the stationery.
    Silent,
    /// The words only point to what stands below.
    Points,
    Speaks,
}

/// How the lines speak, those quoted among them.
pub(super) fn whole(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> Voice {
    let is_quoted = sheet.lines[lines.clone()].iter().any(|line| line.dress.quoted && !line.words.is_empty());
    if is_quoted { Voice::Speaks } else { unquoted(outline, sheet, lines) }
}

/// How the lines speak that are not quoted.
pub(super) fn unquoted(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> Voice {
    let mute = mute(outline, sheet, &lines);
    let spoken = |at: &usize| {
        let line = &sheet.lines[*at];
        !mute[*at - lines.start] && !line.dress.quoted && !line.words.is_empty()
    };
    let first_quoted = lines.clone().find(|at| sheet.lines[*at].dress.quoted).unwrap_or(lines.end);
    if (first_quoted..lines.end).filter(spoken).any(|at| speaks(sheet, &sheet.lines[at])) {
        return Voice::Speaks;
    }
    let above: Vec<&Line> = (lines.start..first_quoted).filter(spoken).map(|at| &sheet.lines[at]).collect();
    if points(sheet, &above) {
        Voice::Points
    } else if above.iter().any(|line| speaks(sheet, line)) {
        Voice::Speaks
    } else {
        Voice::Silent
    }
}

/// Lines that are stationery, or belong to a signature or a notice.
pub(super) fn mute(outline: &Outline, sheet: &Sheet<'_>, lines: &Range<usize>) -> Vec<bool> {
    let mut mute: Vec<bool> = lines.clone().map(|at| is_stationery(sheet, at)).collect();
    let spans = signatures(outline, sheet, lines.clone()).into_iter().chain(notices(sheet, lines.clone()));
    for span in spans {
        let first = sheet.lines.partition_point(|line| line.span.end <= span.start).max(lines.start);
        let inside = sheet.lines[first..lines.end].iter().take_while(|line| line.inner.end <= span.end);
        let n_lines = inside.count();
        mute[first - lines.start..][..n_lines].fill(true);
    }
    mute
}

fn points(sheet: &Sheet<'_>, lines: &[&Line]) -> bool {
    let n_words: usize = lines.iter().map(|line| line.words.len()).sum();
    if n_words == 0 || n_words > MOST_POINTING_WORDS {
        return false;
    }
    let text: Vec<String> = lines.iter().map(|line| line.inner.of(sheet.text).to_lowercase()).collect();
    let text = text.join(" ");
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let sends = has(&POINTED_AT) && PLACES.iter().any(|place| ends_clause(&text, place));
    (has(&PASSING_ON) || sends) && !has(&ELSEWHERE)
}

/// Whether a place is named with nothing behind it that it could belong to.
fn ends_clause(text: &str, place: &str) -> bool {
    text.match_indices(place).any(|(at, _)| {
        let rest = &text[at + place.len()..];
        let next = rest.split_whitespace().next().unwrap_or("");
        rest.starts_with(|mark: char| mark.is_ascii_punctuation())
            || rest.is_empty()
            || rest.starts_with(' ') && GOES_ON.contains(&next)
    })
}

/// Whether a line is more than a name, a post or an address.
fn speaks(sheet: &Sheet<'_>, line: &Line) -> bool {
    let inner = line.inner.of(sheet.text);
    let is_name = |word: &str| {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        let odd = bare.contains(|mark: char| mark.is_ascii_digit() || matches!(mark, '@' | '.' | '/'));
        odd || SMALL.contains(&bare) || !bare.starts_with(char::is_lowercase)
    };
    let first = sheet.written(line.words.start).to_lowercase();
    inner.ends_with(['.', '!', '?'])
        || REPLIES.contains(&first.as_str())
        || !inner.split_whitespace().all(is_name)
}

//! Whether somebody speaks in some lines of a mail, or only passes on what stands below.

use std::ops::Range;

use super::super::Outline;
use super::super::asides::{is_stationery, notices, signatures};
use super::super::sheet::{Line, Sheet};
use super::view::{self, takes_view};

/// Longer lines of introduction say something of their own.
const MOST_POINTING_WORDS: usize = 40;
/// Phrases that pass something on.
const PASSING_ON: [&str; 13] = [
    "fyi",
    "for your information",
    "for information",
    "for your attention",
    "forwarded",
    "forwarding",
    "passing on",
    "passed on",
    "please log",
    "for logging",
    "to be logged",
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
/// What is said to be there then, by the beginnings of the words.
const ENCLOSED: [&str; 13] = [
    "response",
    "reply",
    "letter",
    "submission",
    "comments",
    "views",
    "answers",
    "form ",
    "form.",
    "questionnaire",
    "document",
    "see attached",
    "see enclosed",
];
/// More words are no mere pointer to a file.
const MOST_ENCLOSING_WORDS: usize = 20;
/// Words of names and posts that begin in lower case.
const SMALL: [&str; 10] = ["of", "and", "the", "for", "de", "van", "von", "la", "on", "behalf"];
/// How some lines of a mail speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// There are no words but those of the stationery.
    Silent,
    /// The words only point to what stands below.
    Points,
    Speaks,
}

/// How the lines speak, those quoted among them.
pub(super) fn whole(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>, forwards: bool) -> Voice {
    let is_quoted = sheet.lines[lines.clone()].iter().any(|line| line.dress.quoted && !line.words.is_empty());
    if is_quoted { Voice::Speaks } else { unquoted(outline, sheet, lines, forwards) }
}

/// How the lines speak that are not quoted; where a mail is forwarded, a note above it passes it on.
pub(super) fn unquoted(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>, forwards: bool) -> Voice {
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
    if points(sheet, &above) || forwards && is_note(sheet, &above) {
        Voice::Points
    } else if above.iter().any(|line| speaks(sheet, line)) {
        Voice::Speaks
    } else {
        Voice::Silent
    }
}

/// Whether the lines say no more than that a file with the letter is attached.
pub(super) fn encloses(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> bool {
    let mute = mute(outline, sheet, &lines);
    let spoken = lines.clone().filter(|at| !mute[at - lines.start]).map(|at| &sheet.lines[at]);
    let spoken: Vec<&Line> = spoken.filter(|line| !line.words.is_empty() && !line.dress.quoted).collect();
    let text = format!(" {}", lower(sheet, &spoken));
    let has = |words: &[&str]| words.iter().any(|word| text.contains(&format!(" {word}")));
    n_words(&spoken) <= MOST_ENCLOSING_WORDS && has(&ELSEWHERE) && has(&ENCLOSED) && !takes_view(&text)
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

fn n_words(lines: &[&Line]) -> usize {
    lines.iter().map(|line| line.words.len()).sum()
}

fn lower(sheet: &Sheet<'_>, lines: &[&Line]) -> String {
    let text: Vec<String> = lines.iter().map(|line| line.inner.of(sheet.text).to_lowercase()).collect();
    text.join(" ")
}

/// Whether the lines are a few words to whoever receives the mail below, with no view of the matter.
fn is_note(sheet: &Sheet<'_>, lines: &[&Line]) -> bool {
    let has_view = |line: &&Line| takes_view(line.inner.of(sheet.text));
    let text = lower(sheet, lines);
    (1..=MOST_POINTING_WORDS).contains(&n_words(lines))
        && !lines.iter().any(has_view)
        && !ELSEWHERE.iter().any(|phrase| text.contains(phrase))
}

fn points(sheet: &Sheet<'_>, lines: &[&Line]) -> bool {
    if !(1..=MOST_POINTING_WORDS).contains(&n_words(lines)) {
        return false;
    }
    let text = lower(sheet, lines);
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
        || view::REPLIES.contains(&first.as_str())
        || !inner.split_whitespace().all(is_name)
}

//! The lines that mail programs put above a mail they quote or forward.

use std::ops::Range;

use super::super::sheet::Sheet;

/// Names of the fields of a mail's head, as programs write them in some languages.
const FROM: &[&str] = &["from", "von", "de", "van", "da"];
const SENT: &[&str] = &[
    "sent",
    "date",
    "gesendet",
    "datum",
    "envoyé",
    "envoyé le",
    "enviado",
    "fecha",
    "inviato",
    "data",
    "verzonden",
];
const SUBJECT: &[&str] = &["subject", "betreff", "objet", "asunto", "oggetto", "onderwerp"];
const OTHER: &[&str] = &[
    "to",
    "cc",
    "bcc",
    "reply-to",
    "attachments",
    "importance",
    "an",
    "kopie",
    "antwort an",
    "à",
    "aan",
    "para",
    "a",
];
/// What stands between dashes above a mail.
const FORWARDS: [&str; 6] = [
    "forwarded message",
    "weitergeleitete nachricht",
    "message transféré",
    "message réexpédié",
    "mensaje reenviado",
    "doorgestuurd bericht",
];
const REPLIES: [&str; 8] = [
    "original message",
    "original email",
    "original appointment",
    "ursprüngliche nachricht",
    "message d'origine",
    "mensaje original",
    "messaggio originale",
    "oorspronkelijk bericht",
];
const BEGINNINGS: [&str; 4] = [
    "begin forwarded message",
    "anfang der weitergeleiteten nachricht",
    "début du message transféré",
    "début du message réexpédié",
];
/// Words that open "On 3 June, Jo Smith wrote:", and those that close it.
const LEADS: [&str; 7] = ["on ", "am ", "le ", "op ", "el ", "il ", "ar "];
const WROTE: [&str; 9] = [
    "wrote",
    "writes",
    "schrieb",
    "a écrit",
    "escribió",
    "ha scritto",
    "schreef",
    "ysgrifennodd",
    "wrote the following",
];
/// Those of them behind which the name may stand.
const WROTE_BEFORE_NAME: [&str; 2] = [" schrieb ", " schreef "];
const LONGEST_WROTE: usize = 300;
const MOST_WROTE_LINES: usize = 3;
const LONGEST_NAME: usize = 20;
const FEWEST_DASHES: usize = 2;
/// No head has more fields.
const MOST_FIELDS: usize = 20;

/// What stands before the subject of a mail that is forwarded.
const FORWARDED: [&str; 7] = ["fw", "fwd", "wg", "tr", "rv", "i", "doorst"];

/// What opens a mail below another.
#[derive(Debug)]
pub(super) struct Opener {
    pub(super) lines: Range<usize>,
    pub(super) kind: Kind,
    /// Whether somebody may have written it himself, to quote a few words.
    pub(super) is_weak: bool,
}

/// What the program says it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Reply,
    Forward,
    Unknown,
}

/// The opener that begins with line `at`, and the head below it.
pub(super) fn at(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<Opener> {
    let line = &sheet.lines[at];
    if line.dress.quoted {
        return None;
    }
    let inner = line.inner.of(sheet.text);
    if let Some(kind) = divider(inner) {
        let next = behind(sheet, at + 1, end);
        let fields = head(sheet, next, end).filter(|head| head.fields >= 2).map(|head| head.end);
        let below = fields.or_else(|| wrote(sheet, next, end).map(|n_lines| next + n_lines));
        return Some(Opener { lines: at..below.unwrap_or(at + 1), kind, is_weak: false });
    }
    if let Some(n_lines) = wrote(sheet, at, end) {
        let text = joined(sheet, at..at + n_lines);
        let is_weak = !(text.contains('@') || has_clock(&text));
        return Some(Opener { lines: at..at + n_lines, kind: Kind::Reply, is_weak });
    }
    let ruled = is_rule(line.span.of(sheet.text));
    let first = if ruled { behind(sheet, at + 1, end) } else { at };
    let head = head(sheet, first, end).filter(Head::is_whole)?;
    Some(Opener { lines: at..head.end, kind: Kind::Unknown, is_weak: false })
}

/// Whether a subject says that the mail is forwarded.
pub(in super::super) fn is_forward(subject: &str) -> bool {
    // "[External] FW: ...".
    let bare = subject.trim_start();
    let bare = bare.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(bare, |(_, rest)| rest);
    let prefix = bare.split_once(':').map_or("", |(prefix, _)| prefix).trim().to_lowercase();
    FORWARDED.contains(&prefix.as_str())
}

/// Whether the head among some lines says that its mail was forwarded.
pub(super) fn forwards(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    value(sheet, lines, SUBJECT).is_some_and(is_forward)
}

/// Whom the head among some lines names as the sender, as it stands there.
pub(super) fn sender<'a>(sheet: &Sheet<'a>, lines: &Range<usize>) -> Option<&'a str> {
    value(sheet, lines, FROM)
}

/// What stands behind the first field of one of these names.
fn value<'a>(sheet: &Sheet<'a>, lines: &Range<usize>, names: &[&str]) -> Option<&'a str> {
    let inner = sheet.lines[lines.clone()].iter().map(|line| line.inner.of(sheet.text));
    let mut fields = inner.filter(|inner| field(inner).is_some_and(|name| names.contains(&name.as_str())));
    fields
        .find_map(|inner| inner.split_once(':'))
        .map(|(_, value)| value.trim_matches(['*', ' ', '\u{a0}', '\t']))
}

/// The quoted fields at or behind line `at`: the head of a mail that a program quotes as it forwards it.
pub(super) fn quoted_head(sheet: &Sheet<'_>, at: usize, end: usize) -> Range<usize> {
    let start = behind(sheet, at, end);
    let is_part = |at: &usize| {
        let line = &sheet.lines[*at];
        line.dress.quoted && is_field(line.inner.of(sheet.text))
    };
    start..start + (start..end).take(MOST_FIELDS).take_while(is_part).count()
}

/// Whether a line says between dashes that a mail follows.
pub(in super::super) fn is_divider(inner: &str) -> bool {
    divider(inner).is_some()
}

fn divider(inner: &str) -> Option<Kind> {
    if inner.len() > 80 {
        return None;
    }
    let is_dash = |mark: char| matches!(mark, '-' | '_' | '–' | '—' | '=' | '*');
    let dashes = inner.chars().take_while(|mark| is_dash(*mark)).count();
    if dashes < FEWEST_DASHES && !inner.ends_with([':', '\u{a0}', ' ']) {
        return None;
    }
    let lower = inner.trim_matches(|mark: char| is_dash(mark) || mark.is_whitespace()).to_lowercase();
    let lower = lower.trim_end_matches([':', ' ', '\u{a0}']).replace('’', "'");
    let is = |names: &[&str]| names.contains(&lower.as_str());
    if is(&BEGINNINGS) || dashes >= FEWEST_DASHES && is(&FORWARDS) {
        Some(Kind::Forward)
    } else {
        (dashes >= FEWEST_DASHES && is(&REPLIES)).then_some(Kind::Unknown)
    }
}

/// "On 3 June, Jo Smith wrote:", as programs put above what they quote.
pub(in super::super) fn is_wrote(inner: &str) -> bool {
    let ends = inner.trim_end_matches(['*', '_', '>', ' ', '\u{a0}']).strip_suffix(':');
    let Some(ends) = ends.filter(|_| inner.len() <= LONGEST_WROTE) else { return false };
    let lower = ends.trim_end().to_lowercase();
    let led = LEADS.iter().any(|lead| lower.starts_with(lead)) || lower.contains('@');
    led && (WROTE.iter().any(|verb| lower.ends_with(verb))
        || WROTE_BEFORE_NAME.iter().any(|verb| lower.contains(verb)) && has_figure(&lower))
}

/// How many lines from `at` on make up such a sentence.
fn wrote(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<usize> {
    let first = sheet.lines.get(at).filter(|_| at < end)?.inner.of(sheet.text);
    let led =
        LEADS.iter().any(|lead| first.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead)));
    if !(led || first.contains('@')) || first.len() > LONGEST_WROTE {
        return None;
    }
    let is_spoken = |n: &usize| {
        let lines = at..at + n;
        lines.end <= end && sheet.lines[lines].iter().all(|line| !line.words.is_empty() && !line.dress.quoted)
    };
    (1..=MOST_WROTE_LINES).take_while(is_spoken).find(|n| {
        let text = joined(sheet, at..at + n);
        is_wrote(&text) && (*n == 1 || has_figure(&text))
    })
}

fn joined(sheet: &Sheet<'_>, lines: Range<usize>) -> String {
    let lines: Vec<&str> = sheet.lines[lines].iter().map(|line| line.inner.of(sheet.text)).collect();
    lines.join(" ")
}

fn has_figure(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// "10:30".
fn has_clock(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|four| four[0].is_ascii_digit() && four[1] == b':' && four[2..].iter().all(u8::is_ascii_digit))
}

/// A rule as Outlook draws above the head of the mail below.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && line.bytes().all(|byte| byte == b'_')
}

/// The line at or behind `from`, blank lines passed over.
fn behind(sheet: &Sheet<'_>, from: usize, end: usize) -> usize {
    let blanks =
        sheet.lines[from.min(end)..end].iter().take(2).take_while(|line| line.words.is_empty()).count();
    from + blanks
}

/// The head of a mail.
struct Head {
    end: usize,
    fields: usize,
    begins_from: bool,
    is_dated: bool,
}

impl Head {
    /// Whether nobody but a program writes so.
    fn is_whole(&self) -> bool {
        self.fields >= 3 && self.begins_from && self.is_dated
    }
}

/// The fields from line `first` on; addresses may run over several lines.
fn head(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<Head> {
    let name = |at: usize| {
        let line = sheet.lines.get(at).filter(|line| at < end && !line.dress.quoted)?;
        field(line.inner.of(sheet.text))
    };
    let opens = name(first)?;
    let mut head =
        Head { end: first + 1, fields: 1, begins_from: FROM.contains(&opens.as_str()), is_dated: false };
    head.is_dated = SENT.contains(&opens.as_str());
    while head.fields < MOST_FIELDS {
        // One line may carry on a field, or be blank.
        let Some(at) = (head.end..head.end + 2).find(|at| name(*at).is_some()) else { return Some(head) };
        head.is_dated |= name(at).is_some_and(|name| SENT.contains(&name.as_str()));
        head.fields += 1;
        head.end = at + 1;
    }
    Some(head)
}

/// Whether a line is a field of a mail's head.
pub(in super::super) fn is_field(inner: &str) -> bool {
    field(inner).is_some()
}

/// The name of the field that a line is.
fn field(inner: &str) -> Option<String> {
    let mut end = inner.len().min(LONGEST_NAME);
    while !inner.is_char_boundary(end) {
        end -= 1;
    }
    let (name, _) = inner[..end].split_once(':')?;
    let name = name.trim_matches(|mark: char| mark.is_whitespace() || mark == '*').to_lowercase();
    let known = [FROM, SENT, SUBJECT, OTHER];
    known.iter().any(|names| names.contains(&name.as_str())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dividers_need_dashes_or_say_that_they_begin() {
        for line in [
            "-----Original Message-----",
            "---------- Forwarded message ---------",
            "Begin forwarded message:",
        ] {
            assert!(is_divider(line), "{line}");
        }
        for line in ["Original message", "A forwarded message", "--", "- the original message was lost -"] {
            assert!(!is_divider(line), "{line}");
        }
    }

    #[test]
    fn subjects_say_what_is_forwarded() {
        for subject in ["FW: zone", "Fwd: RE: zone", "[External] FW: zone", "WG: Frage", " TR : avis"] {
            assert!(is_forward(subject), "{subject}");
        }
        for subject in ["RE: FW: zone", "My view: no", "zone", "Forward: march", ""] {
            assert!(!is_forward(subject), "{subject}");
        }
    }

    #[test]
    fn whoever_wrote_is_named_with_a_date_or_an_address() {
        for line in [
            "On Thu, 12 Mar 2026 at 10:30, Ada Penrose <ada@hall.example> wrote:",
            "Am 12.03.2026 um 10:30 schrieb Jörg Müller:",
            "Le jeu. 12 mars 2026 à 10:30, Zoé <zoe@marsh.example> a écrit :",
            "Ada Penrose <ada@hall.example> wrote:",
        ] {
            assert!(is_wrote(line), "{line}");
        }
        for line in ["The council wrote:", "On this the minister wrote nothing.", "On balance: no"] {
            assert!(!is_wrote(line), "{line}");
        }
    }

    #[test]
    fn fields_are_known_in_some_languages() {
        for line in ["From: a", "*Sent:* b", "Gesendet: c", "Envoyé : d", "À : e"] {
            assert!(is_field(line), "{line}");
        }
        for line in ["Fromage: a", "Question: b", "from the start: c", ""] {
            assert!(!is_field(line), "{line}");
        }
    }
}

//! A mail as a thread: what the respondent wrote, and the mails below it that are merely passed on.
//!
//! Mail programs put the mail that is answered, or forwarded, below the new one. Where somebody speaks above it, it is
//! another's; where nobody does, or only points to it, it is the letter.
//! What stands above a mail that is forwarded is a mere note unless it is long or takes a view of the matter:
//! then two people speak, and the letter is that of whoever sent it.

mod opener;
mod view;
mod voice;

use std::ops::Range;

use canvass_core::Span;

use super::sheet::Sheet;
use super::{Outline, respondents};
use opener::{Kind, Opener};
pub(super) use opener::{is_divider, is_field, is_forward, is_wrote};
pub(crate) use view::takes_view;
pub(crate) use voice::Voice;

/// What each attachment of a mail stands behind; see [`crate::format`].
const ATTACHMENT: &str = "[attachment: ";

/// More words are a paper rather than a note.
const LONG: usize = 800;
/// Lines at the end of a part among which its signature begins.
const LONGEST_SIGNATURE: usize = 60;

/// What the sender of a mail says, apart from the mails below and what is attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Own {
    /// How the sender speaks; a file that is attached is pointed to.
    pub(crate) voice: Voice,
    /// The letter, be it forwarded, only says that it is attached, or nothing.
    pub(crate) is_enclosed: bool,
    /// Whose mail is forwarded as the letter, as the head above it says.
    pub(crate) passed_on: Option<String>,
    /// Another's mail is forwarded, and stands beside the letter.
    pub(crate) leaves_forwarded: bool,
}

/// Which parts of a letter are whose.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// Mails of others from their heads to their ends, in order.
    pub(super) originals: Vec<Span>,
    /// Heads of mails that are the letter itself or that the respondent breaks into, and names of attachments.
    pub(super) heads: Vec<Span>,
    /// Lines among which those marked by `>` are another's.
    pub(super) quoting: Vec<Range<usize>>,
    /// Where an attachment begins.
    pub(super) attachments: Vec<usize>,
    /// How many respondents write one behind the other; one unless it is plain that there are more.
    pub(super) n_respondents: usize,
}

impl Thread {
    /// The threads of a letter and of all that is attached to it; whether the mail as a whole is a forwarded one.
    pub(super) fn new(outline: &Outline, sheet: &Sheet<'_>, forwards: bool) -> Self {
        let mut thread = Self::default();
        let named: Vec<usize> = (0..sheet.lines.len())
            .filter(|at| is_attachment(sheet.lines[*at].inner.of(sheet.text)))
            .collect();
        let mut start = 0;
        for &line in &named {
            thread.read(outline, sheet, start..line, true, forwards && start == 0);
            thread.heads.push(sheet.lines[line].inner);
            thread.attachments.push(sheet.lines[line].span.start as usize);
            start = line + 1;
        }
        thread.read(outline, sheet, start..sheet.lines.len(), false, forwards && start == 0);
        let respondents = respondents::find(outline, sheet);
        thread.n_respondents = respondents.len().max(1);
        if let Some(second) = respondents.get(1) {
            thread.end(span(sheet, &(*second..sheet.lines.len())));
        }
        thread
    }

    /// Takes all from a place on for another's.
    fn end(&mut self, rest: Span) {
        self.originals.retain(|original| original.end <= rest.start);
        self.heads.retain(|head| head.end <= rest.start);
        self.attachments.retain(|start| *start < rest.start as usize);
        self.originals.push(rest);
    }

    /// Whether a byte lies in another's mail.
    pub(super) fn is_anothers(&self, byte: usize) -> bool {
        let at = self.originals.partition_point(|span| span.end as usize <= byte);
        self.originals.get(at).is_some_and(|span| span.start as usize <= byte)
    }

    /// Where the first mail or attachment behind a byte begins.
    pub(super) fn next_part(&self, byte: usize) -> Option<usize> {
        let originals = self.originals.iter().map(|span| span.start as usize);
        originals.chain(self.attachments.iter().copied()).filter(|start| *start > byte).min()
    }

    /// Reads one mail, or one attachment.
    fn read(
        &mut self,
        outline: &Outline,
        sheet: &Sheet<'_>,
        lines: Range<usize>,
        has_files: bool,
        forwards: bool,
    ) {
        let (soft, hard) = openers(outline, sheet, lines.clone());
        let own = own_part(outline, sheet, &lines, &hard, has_files, forwards);
        let end = hard.get(own).map_or(lines.end, |opener| opener.lines.start);
        let heads = soft.iter().filter(|opener| opener.lines.start < end).chain(&hard[..own.min(hard.len())]);
        self.heads.extend(heads.map(|opener| span(sheet, &opener.lines)));
        if end < lines.end {
            self.originals.push(span(sheet, &(end..lines.end)));
        }
        let is_quoted = |at: usize| sheet.lines[at].dress.quoted;
        let forwards = forwards || soft.iter().any(|opener| opener.kind == Kind::Forward);
        if (lines.start..end).any(is_quoted)
            && voice::unquoted(outline, sheet, lines.start..end, forwards) == Voice::Speaks
        {
            self.quoting.push(lines.start..end);
        }
    }
}

/// What the sender of a mail says; see [`Thread::new`].
pub(super) fn own(outline: &Outline, sheet: &Sheet<'_>, forwards: bool) -> Own {
    let is_named = |at: &usize| is_attachment(sheet.lines[*at].inner.of(sheet.text));
    let named = (0..sheet.lines.len()).find(is_named);
    let lines = 0..named.unwrap_or(sheet.lines.len());
    let (soft, hard) = openers(outline, sheet, lines.clone());
    let part = own_part(outline, sheet, &lines, &hard, named.is_some(), forwards);
    let quoted = soft.iter().find(|opener| opener.kind == Kind::Forward);
    let forwards =
        forwards || quoted.is_some() || hard.first().is_some_and(|opener| opener.kind == Kind::Forward);
    let above = 0..hard.first().map_or(lines.end, |opener| opener.lines.start);
    let voice = voice::unquoted(outline, sheet, above.clone(), forwards);
    let speaks = voice == Voice::Speaks;
    let head = part.checked_sub(1).and_then(|at| hard.get(at)).map(|opener| opener.lines.clone());
    let start = head.as_ref().map_or(lines.start, |head| head.end);
    let letter = start..hard.get(part).map_or(lines.end, |opener| opener.lines.start);
    let marked = quoted.filter(|_| !speaks);
    let marked = marked.map(|opener| opener::quoted_head(sheet, opener.lines.end, lines.end));
    // Answers may be written into the consultation's own mail, which somebody sends back.
    let forwarded = head.or(marked).filter(|_| forwards);
    let comes_with = voice == Voice::Silent && named.is_some() || voice::encloses(outline, sheet, above);
    Own {
        voice: if comes_with { Voice::Points } else { voice },
        is_enclosed: voice::whole(outline, sheet, letter.clone(), false) != Voice::Speaks
            || voice::encloses(outline, sheet, letter),
        passed_on: forwarded.and_then(|head| opener::sender(sheet, &head)).map(str::to_owned),
        leaves_forwarded: speaks && forwards && (quoted.is_some() || !hard.is_empty()),
    }
}

/// Whether a line names an attachment.
pub(super) fn is_attachment(inner: &str) -> bool {
    inner.starts_with(ATTACHMENT) && inner.ends_with(']')
}

/// The openers that only head quoted lines, which replies may follow, and those that part mails.
fn openers(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> (Vec<Opener>, Vec<Opener>) {
    let (mut soft, mut hard) = (Vec::new(), Vec::new());
    let mut at = lines.start;
    let mut start = lines.start;
    while at < lines.end {
        let Some(opener) = opener::at(sheet, at, lines.end) else {
            at += 1;
            continue;
        };
        at = opener.lines.end;
        let below = sheet.lines[at..lines.end].iter().find(|line| !line.words.is_empty());
        let is_reproduced = || {
            is_long(sheet, start..opener.lines.start) && !is_signed(outline, sheet, start..opener.lines.start)
        };
        if opener.is_weak || below.is_none_or(|line| line.dress.quoted) || is_reproduced() {
            soft.push(opener);
        } else {
            start = at;
            hard.push(opener);
        }
    }
    (soft, hard)
}

/// Whether the lines are a paper, into which a mail may be copied that it goes on behind.
fn is_long(sheet: &Sheet<'_>, lines: Range<usize>) -> bool {
    !lines.is_empty() && sheet.words_on(lines).len() > LONG
}

/// Whether the last that is said in the lines is a signature or a notice.
fn is_signed(outline: &Outline, sheet: &Sheet<'_>, lines: Range<usize>) -> bool {
    let lines = lines.start.max(lines.end.saturating_sub(LONGEST_SIGNATURE))..lines.end;
    let last = lines.clone().rev().find(|at| !sheet.lines[*at].words.is_empty());
    last.is_some_and(|at| voice::mute(outline, sheet, &lines)[at - lines.start])
}

/// Number of the part that is the letter: the first in which somebody speaks.
fn own_part(
    outline: &Outline,
    sheet: &Sheet<'_>,
    lines: &Range<usize>,
    hard: &[Opener],
    has_files: bool,
    forwards: bool,
) -> usize {
    let mut start = lines.start;
    for (at, opener) in hard.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|at| hard.get(at));
        let forwards = above.map_or(forwards, |above| opener::forwards(sheet, &above.lines));
        let forwards = forwards || opener.kind == Kind::Forward;
        let voice = voice::whole(outline, sheet, start..opener.lines.start, forwards);
        // Nobody says a word, but a file comes with the reply.
        let by_file = at == 0 && has_files && opener.kind == Kind::Reply && voice == Voice::Silent;
        if voice == Voice::Speaks || by_file {
            return at;
        }
        start = opener.lines.end;
    }
    hard.len()
}

fn span(sheet: &Sheet<'_>, lines: &Range<usize>) -> Span {
    Span { start: sheet.lines[lines.start].span.start, end: sheet.lines[lines.end - 1].span.end }
}

//! Older mail below a message: whatever stands under "-----Original Message-----", or under a second head of mail fields.

use super::Line;
use crate::segment::mail;

/// With fewer words above it the mail below is the message.
const FEWEST_ABOVE: usize = 20;
/// Fields in a row that make the head of a mail.
const FEWEST_FIELDS: usize = 3;

/// Marks the lines of older mail as quoted; those that `>` marks already are.
pub(super) fn mark(lines: &mut [Line], text: &str) {
    let mut n_words = 0;
    for at in 0..lines.len() {
        let inner = lines[at].inner.of(text);
        let begins = n_words >= FEWEST_ABOVE
            && !lines[at].dress.quoted
            && (mail::parts(inner) || heads(&lines[at..], text) || quotes_below(&lines[at..], text));
        if begins {
            lines[at..].iter_mut().for_each(|line| line.dress.quoted = true);
            return;
        }
        if !mail::is_field(inner) {
            n_words += lines[at].words.len();
        }
    }
}

/// Whether the lines begin with "From:" and other fields.
fn heads(lines: &[Line], text: &str) -> bool {
    let inner = |line: &Line| line.inner;
    let from = lines.first().is_some_and(|line| mail::is_from(inner(line).of(text)));
    from && lines.iter().take(FEWEST_FIELDS).filter(|line| mail::is_field(line.inner.of(text))).count()
        == FEWEST_FIELDS
}

/// Whether "On 3 June, Jo Smith wrote:" stands above lines that no mark sets off.
fn quotes_below(lines: &[Line], text: &str) -> bool {
    mail::is_wrote(lines[0].inner.of(text)) && !lines.iter().any(|line| line.dress.quoted)
}

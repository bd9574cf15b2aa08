//! A mail becomes a response: whose it is, and what its subject and its attachments add to it.

use canvass_core::Response;
use canvass_core::text::Analyzer;

use super::{Intake, judge, silence, unreadable};
use crate::format::{AN_IMAGE, MailHead, NO_TEXT_LAYER, NOT_SUPPORTED};
use crate::segment::{self, Own, Voice};

/// The attribute that keeps the subject.
const SUBJECT: &str = "subject";
/// A subject of fewer words is a title.
const FEWEST_WORDS: usize = 3;
/// "Re", "Fwd", "AW" stand before the subject of another mail.
const LONGEST_PREFIX: usize = 3;
const FORWARDED: &str = "it forwards another's mail, which is not coded since the sender takes a view above it; \
                         make it a file of its own if it is a response";
const ADVICE: &str = "; a scan that is saved as a PDF of its own is read by `canvass run --ocr` where tesseract is \
                      installed";
const SUBJECT_READ: &str = "the mail says nothing below its subject, which was read as its text";

/// Kind and message of what was odd.
type Remarks = Vec<(String, String)>;

/// Reads the mail under `head` whose text the response has.
pub(super) fn read(
    intake: &Intake,
    analyzer: &mut Analyzer,
    mut response: Response,
    mut head: MailHead,
) -> (Response, Remarks) {
    let subject = head.subject.take().unwrap_or_default();
    if !subject.is_empty() {
        response.attributes.push((SUBJECT.to_owned(), subject.clone()));
    }
    let outline = &intake.outline;
    let (mut answers, own) = segment::mail(outline, analyzer, &response.id, &response.text, &subject);
    let unread = std::mem::take(&mut head.unread);
    response.submitted_at = response.submitted_at.or(head.date.take());
    let sender = sender(head, &own);
    response.sender.clone_from(&sender.from_address);
    response.respondent = response.respondent.or(sender.from_name).or(sender.from_address);
    if own.is_enclosed && !unread.is_empty() {
        let (reason, message) = enclosed(&unread);
        return (unreadable(response, reason), vec![("not-readable".to_owned(), message)]);
    }
    let mut remarks = Remarks::new();
    if own.leaves_forwarded {
        remarks.push(("forwarded".to_owned(), FORWARDED.to_owned()));
    }
    if own.voice == Voice::Silent && own.is_enclosed && is_statement(&subject) {
        format!("{subject}\n\n{}", response.text).trim_end().clone_into(&mut response.text);
        (answers, _) = segment::mail(outline, analyzer, &response.id, &response.text, "");
        remarks.push(("subject-read".to_owned(), SUBJECT_READ.to_owned()));
    }
    if judge(&mut response) {
        response.answers = answers;
        response = silence::judge(response, &intake.consultation);
    }
    (response, remarks)
}

/// Who wrote the letter: where a mail is merely passed on, whoever sent that.
fn sender(head: MailHead, own: &Own) -> MailHead {
    let quoted = own.passed_on.as_deref().map(MailHead::quoted);
    let quoted = quoted.filter(|quoted| quoted.from_name.is_some() || quoted.from_address.is_some());
    let carried = head.carried.clone().filter(|_| own.voice != Voice::Speaks).map(|carried| *carried);
    quoted.or(carried).unwrap_or(head)
}

/// Why a mail is unreadable that says no more than that something is attached, and what to tell about it.
fn enclosed(unread: &[(String, String)]) -> (String, String) {
    let is_scan = |(_, reason): &&(String, String)| [NO_TEXT_LAYER, AN_IMAGE].contains(&reason.as_str());
    let scan = unread.iter().find(is_scan);
    let reason = scan.or(unread.first()).map_or(NO_TEXT_LAYER, |(_, reason)| reason.as_str());
    // As of a file that is not attached to anything.
    let reason = if [AN_IMAGE, NOT_SUPPORTED].contains(&reason) { "format not supported" } else { reason };
    let names: Vec<String> = unread.iter().map(|(name, reason)| format!("`{name}` ({reason})")).collect();
    let names = names.join(", ");
    let advice = if scan.is_some() { ADVICE } else { "" };
    let message =
        format!("{reason}: it says no more than what is attached, and that cannot be read: {names}{advice}");
    (reason.to_owned(), message)
}

/// Whether a subject says by itself what the sender wants.
fn is_statement(subject: &str) -> bool {
    let is_of_reply = subject.split_once(':').is_some_and(|(prefix, _)| prefix.len() <= LONGEST_PREFIX);
    let is_title = subject.split_whitespace().count() < FEWEST_WORDS || subject.trim_end().ends_with('?');
    !is_of_reply && !is_title && segment::takes_view(subject)
}

//! A mail becomes a response: whose it is, and which of its words are the letter.

use canvass_core::Response;
use canvass_core::text::Analyzer;

use super::{Intake, judge, without_placeholders};
use crate::format::MailHead;
use crate::segment::{self, Own, Voice};

const FORWARDED: &str = "it forwards another's mail, which is not coded since the sender takes a view above it; \
                         make it a file of its own if it is a response";

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
    let outline = &intake.outline;
    let (answers, own) = segment::mail(outline, analyzer, &response.id, &response.text, &subject);
    response.submitted_at = response.submitted_at.or(head.date.take());
    let sender = sender(head, &own);
    response.sender.clone_from(&sender.from_address);
    response.respondent = response.respondent.or(sender.from_name).or(sender.from_address);
    let mut remarks = Remarks::new();
    if own.leaves_forwarded {
        remarks.push(("forwarded".to_owned(), FORWARDED.to_owned()));
    }
    if judge(&mut response) {
        response.answers = answers;
        response = without_placeholders(response);
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

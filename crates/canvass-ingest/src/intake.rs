//! One item becomes one response: decoded, read, and cut into answers.

mod row;

use canvass_core::text::Analyzer;
use canvass_core::{Consultation, Notice, Response, Status};

use crate::definition::Definition;
use crate::digest;
use crate::format::Letter;
use crate::items::{Item, Payload};
use crate::segment::{self, Outline};

/// Everything reading needs; immutable, and shared by all workers.
pub struct Intake {
    consultation: Consultation,
    outline: Outline,
}

impl Intake {
    /// Prepares the consultation; clone the analyzer for the workers afterwards.
    pub fn new(definition: &Definition, analyzer: &mut Analyzer) -> Self {
        let consultation = definition.consultation.clone();
        Self { outline: Outline::new(&consultation, analyzer), consultation }
    }

    /// The response in an item, and what was odd about it. Never fails: at worst it is unreadable.
    pub fn read(&self, analyzer: &mut Analyzer, item: Item) -> (Response, Vec<Notice>) {
        let response = Response {
            id: item.id,
            source: item.source.to_string(),
            source_row: item.row,
            format: item.format,
            language: Some(self.consultation.language.clone()),
            ..Response::default()
        };
        match item.payload {
            Payload::Letter { bytes, read } => {
                let letter = read(&bytes, &self.consultation.language);
                self.letter(analyzer, response, &bytes, letter)
            }
            Payload::Row { plan, cells } => {
                let response = row::read(self, analyzer, response, &plan, &cells);
                (response, Vec::new())
            }
            Payload::Unreadable { reason, raw, sha256 } => {
                (unreadable(Response { text: raw, sha256, ..response }, reason), Vec::new())
            }
        }
    }

    fn letter(
        &self,
        analyzer: &mut Analyzer,
        mut response: Response,
        bytes: &[u8],
        letter: Result<Letter, String>,
    ) -> (Response, Vec<Notice>) {
        response.sha256 = digest::hex(bytes);
        let letter = match letter {
            Ok(letter) => letter,
            Err(reason) => {
                let notices = notices(&response, vec![("not-readable", reason.clone())]);
                return (unreadable(response, reason), notices);
            }
        };
        let notices = notices(&response, letter.remarks);
        response.text = letter.text;
        if let Some(head) = letter.mail {
            response.respondent = response.respondent.or(head.from_name).or(head.from_address);
            response.submitted_at = response.submitted_at.or(head.date);
        }
        if !judge(&mut response) {
            return (response, notices);
        }
        response.answers = segment::answers(&self.outline, analyzer, &response.id, &response.text);
        (response, notices)
    }
}

fn notices(response: &Response, remarks: Vec<(&'static str, String)>) -> Vec<Notice> {
    let told = remarks.into_iter().map(|(kind, message)| {
        let notice = Notice::new(&response.source, kind, message);
        match response.source_row {
            Some(row) => notice.at_row(row),
            None => notice,
        }
    });
    told.collect()
}

/// Sets the status by the text; whether there is anything to analyse.
fn judge(response: &mut Response) -> bool {
    let says_something = response.text.chars().any(char::is_alphanumeric);
    if !says_something {
        response.status = Status::Blank;
        response.reason = Some("no text".to_owned());
    }
    says_something
}

fn unreadable(response: Response, reason: String) -> Response {
    Response { status: Status::Unreadable, reason: Some(reason), ..response }
}

#[cfg(test)]
mod tests;

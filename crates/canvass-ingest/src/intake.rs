//! One item becomes one response: decoded, read, and cut into answers.

mod mail;
mod row;
mod silence;

use canvass_core::text::Analyzer;
use canvass_core::{Consultation, Notice, Response, Status};

use crate::definition::Definition;
use crate::digest;
use crate::format::{self, ReadLetter, margins};
use crate::items::{Item, Payload, Place};
use crate::ocr::Ocr;
use crate::segment::{self, Outline};
use crate::worker::{Reading, Workers};

/// Everything reading needs; immutable, and shared by all workers.
pub struct Intake {
    consultation: Consultation,
    outline: Outline,
    /// Where documents are read; none reads them on the thread that asks.
    workers: Option<Workers>,
    /// Reads scans; none leaves them unreadable.
    ocr: Option<Ocr>,
}

impl Intake {
    /// Prepares the consultation; clone the analyzer for the workers afterwards.
    pub fn new(definition: &Definition, analyzer: &mut Analyzer) -> Self {
        let consultation = definition.consultation.clone();
        let outline = Outline::new(&consultation, analyzer);
        Self { outline, consultation, workers: None, ocr: None }
    }

    /// Has documents read by worker processes, which their readers cannot take the run down with.
    #[must_use]
    pub fn with_workers(mut self, workers: Workers) -> Self {
        self.workers = Some(workers);
        self
    }

    /// Has scans read by OCR.
    #[must_use]
    pub fn with_ocr(mut self, ocr: Option<Ocr>) -> Self {
        self.ocr = ocr;
        self
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
            Payload::Letter { bytes, read, place } => {
                let reading = self.reading(response.format, &bytes, read, place);
                self.letter(analyzer, response, &bytes, reading)
            }
            Payload::Row { plan, cells } => {
                let response = row::read(self, analyzer, response, &plan, &cells);
                (silence::judge(response, &self.consultation), Vec::new())
            }
            Payload::Unreadable { reason, raw, sha256 } => {
                (unreadable(Response { text: raw, sha256, ..response }, reason), Vec::new())
            }
        }
    }

    fn reading(&self, format: &str, bytes: &[u8], read: ReadLetter, place: Place) -> Result<Reading, String> {
        let language = &self.consultation.language;
        let reading = match &self.workers {
            Some(workers) if place == Place::Apart => workers.read(format, language, bytes),
            _ => read(bytes, language).map(Reading::from),
        };
        match (&self.ocr, reading) {
            (Some(ocr), Err(reason)) if reason == format::NO_TEXT_LAYER => {
                ocr.read(bytes, language).map(Reading::from)
            }
            (_, reading) => reading,
        }
    }

    fn letter(
        &self,
        analyzer: &mut Analyzer,
        mut response: Response,
        bytes: &[u8],
        reading: Result<Reading, String>,
    ) -> (Response, Vec<Notice>) {
        response.sha256 = digest::hex(bytes);
        let reading = match reading {
            Ok(reading) => reading,
            Err(reason) => {
                let notices = notices(&response, vec![("not-readable".to_owned(), with_advice(&reason))]);
                return (unreadable(response, reason), notices);
            }
        };
        response.text = reading.text;
        response.attributes.extend(reading.margins.map(|text| (margins::ATTRIBUTE.to_owned(), text)));
        if let Some(head) = reading.mail {
            let (response, remarks) = mail::read(self, analyzer, response, head);
            let notices = notices(&response, reading.remarks.into_iter().chain(remarks));
            return (response, notices);
        }
        let mut notices = notices(&response, reading.remarks);
        if !judge(&mut response) {
            return (response, notices);
        }
        let layout = segment::layout(&self.outline, analyzer, &response.id, &response.text);
        response.answers = layout.answers;
        if layout.n_respondents > 1 {
            notices.extend(several_respondents(
                &response,
                layout.n_respondents,
                "of whom only the first was coded",
            ));
        } else if let Some(count) = layout.n_gathered {
            let coded = "as it looks, which were coded as if they were one";
            notices.extend(several_respondents(&response, count, coded));
        }
        (silence::judge(response, &self.consultation), notices)
    }
}

fn notices(response: &Response, remarks: impl IntoIterator<Item = (String, String)>) -> Vec<Notice> {
    let told = remarks.into_iter().map(|(kind, message)| {
        let notice = Notice::new(&response.source, &kind, message);
        match response.source_row {
            Some(row) => notice.at_row(row),
            None => notice,
        }
    });
    told.collect()
}

fn several_respondents(response: &Response, count: usize, coded: &str) -> Vec<Notice> {
    let message = format!("{count} respondents in one document, {coded}; make a file of each and run again");
    notices(response, vec![("several-respondents".to_owned(), message)])
}

/// The reason, and what to do about it where something can be done.
fn with_advice(reason: &str) -> String {
    if reason == format::NO_TEXT_LAYER {
        return format!(
            "{reason}: it looks scanned; `canvass run --ocr` reads it where tesseract is installed"
        );
    }
    reason.to_owned()
}

/// Sets the status by the text; whether there is anything to analyse.
fn judge(response: &mut Response) -> bool {
    let says_something = response.text.chars().any(char::is_alphanumeric);
    if !says_something {
        response.status = Status::Blank;
        response.reason = Some(silence::NO_TEXT.to_owned());
    }
    says_something
}

fn unreadable(response: Response, reason: String) -> Response {
    Response { status: Status::Unreadable, reason: Some(reason), ..response }
}

#[cfg(test)]
mod tests;

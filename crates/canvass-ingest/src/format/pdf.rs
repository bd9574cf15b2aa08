//! PDF: the text layer in reading order, paragraphs rebuilt from lines, what was filled in where it stands.
//!
//! Pages are parted by a form feed. Running heads, feet and page numbers stay, each on a line of its own at the edge of
//! its page, where the segmenter looks for them. A word broken at a line end stays broken: tokens heal it.

mod backend;
mod filled;
mod forms;
mod margins;
mod marks;
mod nesting;
mod objects;
mod page;
mod paragraphs;
mod rules;
mod strings;
mod tables;

use unpdf::parser::backend::{DocumentIntegrity, PdfBackend};
use unpdf::{Error, ErrorKind};

use super::guard::guarded;
use super::{Format, Letter, NO_TEXT_LAYER, Reader};
use backend::Backend;
use page::Page;

pub(super) const FORMAT: Format =
    Format { name: "pdf", extensions: &["pdf"], reader: Reader::Document(read) };

/// A page with fewer letters and figures than this, and a picture over most of it, is a scan.
const FEW_LETTERS: usize = 30;
/// A picture that covers less of a page does not stand for its text.
const MOST_OF_A_PAGE: f32 = 0.5;

fn read(bytes: &[u8], _: &str) -> Result<Letter, String> {
    guarded(|| letter(bytes)).unwrap_or_else(|| Err("a damaged PDF".to_owned()))
}

fn letter(bytes: &[u8]) -> Result<Letter, String> {
    let backend = Backend::open(bytes).map_err(|error| reason(&error))?;
    let mut pages = page::all(&backend);
    if pages.is_empty() {
        return Err("a PDF without pages".to_owned());
    }
    let scans: Vec<u32> = pages.iter().filter(|page| is_scan(page)).map(|page| page.number).collect();
    if scans.len() == pages.len() || pages.iter().all(|page| page.n_letters() == 0) {
        let is_lost = scans.is_empty() && pages.iter().any(|page| page.is_holed);
        return Err(if is_lost { "a damaged PDF" } else { NO_TEXT_LAYER }.to_owned());
    }
    margins::set_apart(&mut pages);
    let remarks = remarks(&pages, &scans, backend.integrity());
    Ok(Letter { text: paragraphs::write(&pages), remarks, ..Letter::default() })
}

fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => "encrypted with a password",
        ErrorKind::UnknownFormat | ErrorKind::UnsupportedVersion => "not a PDF",
        _ => "a damaged PDF",
    }
    .to_owned()
}

fn is_scan(page: &Page) -> bool {
    page.n_letters() < FEW_LETTERS && page.picture > MOST_OF_A_PAGE
}

fn remarks(pages: &[Page], scans: &[u32], integrity: DocumentIntegrity) -> Vec<(&'static str, String)> {
    let mut remarks = Vec::new();
    if !scans.is_empty() {
        let advice = "ask for the text, or run OCR over it first";
        remarks.push(("no-text-layer", format!("scanned, without a text layer: {}; {advice}", named(scans))));
    }
    if integrity.xref_reconstructed || integrity.skipped_object_count > 0 || integrity.pages_incomplete() {
        remarks.push(("damaged", "the PDF is damaged; what could be read of it was read".to_owned()));
    }
    let holed: Vec<u32> = pages.iter().filter(|page| page.is_holed).map(|page| page.number).collect();
    if !holed.is_empty() {
        remarks.push(("text-lost", format!("some of the text cannot be read: {}", named(&holed))));
    }
    remarks
}

/// "page 3", "pages 3, 4 and 7".
fn named(numbers: &[u32]) -> String {
    let written: Vec<String> = numbers.iter().map(u32::to_string).collect();
    match written.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("pages {} and {last}", rest.join(", ")),
        _ => format!("page {}", written.concat()),
    }
}

#[cfg(test)]
mod tests;

//! HTML: pages as programs save them and as people send them, read as what they show.

mod charset;
mod list;
mod page;
mod parse;
mod role;
mod style;
mod tree;
mod walk;
mod word;

use super::omissions::Omissions;
use super::{Format, Letter, Reader};
use crate::encoding;
use role::Extent;
use walk::Reading;

pub(super) const FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml"], reader: Reader::Document(read) };

/// How files begin that are named like pages and are something else.
const FOREIGN: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "a packed document, not a web page"),
    (b"%PDF", "a PDF, not a web page"),
    (b"{\\rtf", "an RTF document, not a web page"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, not a web page"),
];

fn read(bytes: &[u8], language: &str) -> Result<Letter, String> {
    if let Some((_, reason)) = FOREIGN.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err((*reason).to_owned());
    }
    let (html, mut remarks) = decode(bytes, language);
    let reading = reading(&html);
    remarks.extend(reading.omissions.remarks());
    Ok(Letter { text: reading.text, remarks, ..Letter::default() })
}

/// The text that a page or a mail in HTML shows.
pub(super) fn text_of(html: &str) -> String {
    reading(html).text
}

fn reading(html: &str) -> Reading {
    // What holds no tag at all is plain text, and its line ends count.
    if !html.contains('<') {
        return Reading { text: html.to_owned(), omissions: Omissions::default() };
    }
    let tree = parse::tree(html);
    let reading = walk::read(&tree, Extent::Content);
    let says_something = reading.text.contains(char::is_alphanumeric);
    if says_something { reading } else { walk::read(&tree, Extent::Everything) }
}

fn decode(bytes: &[u8], language: &str) -> (String, Vec<(&'static str, String)>) {
    if let Some(declared) = charset::declared(bytes) {
        let (html, is_broken) = declared.decode_without_bom_handling(bytes);
        if !is_broken {
            return (html.into_owned(), Vec::new());
        }
    }
    let decoded = encoding::decode(bytes, language);
    (decoded.text, decoded.oddities.remarks())
}

#[cfg(test)]
mod tests;

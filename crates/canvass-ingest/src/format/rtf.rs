//! RTF: what office programs exchange, read as what it shows.

mod field;
mod font;
mod group;
mod place;
mod story;
mod token;
mod walk;

use super::{Format, Letter, Reader};

pub(super) const FORMAT: Format =
    Format { name: "rtf", extensions: &["rtf"], reader: Reader::Document(read) };

pub(super) fn read(bytes: &[u8], _language: &str) -> Result<Letter, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"{\\rtf") {
        return Err("not an RTF document".to_owned());
    }
    let reading = walk::read(bytes);
    let mut remarks = reading.omissions.remarks();
    remarks.extend(
        reading
            .unknown_code_page
            .map(|number| ("encoding", format!("code page {number} is not known; read as Windows-1252"))),
    );
    Ok(Letter { text: reading.text, remarks, ..Letter::default() })
}

#[cfg(test)]
mod tests;

//! The zip archive that holds the parts of an office document, each unpacked within limits.

use std::io::{Cursor, Read};

use encoding_rs::UTF_8;
use zip::ZipArchive;
use zip::result::ZipError;

use super::signature;

/// A larger part is a bomb.
const LARGEST_PART: u64 = 64 << 20;
/// What all parts of a document may come to.
const LARGEST_DOCUMENT: u64 = 256 << 20;
/// Why a locked document is unreadable.
pub(crate) const LOCKED: &str = "encrypted with a password";

/// What an archive is that nothing is known about.
pub(crate) const ARCHIVE: &str = "a zip archive of other files";

/// An open archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens an archive; `expected` says what it should be, as `a Word document (.docx)`.
    pub(super) fn open(bytes: &'b [u8], expected: &str) -> Result<Self, String> {
        if signature::is_encrypted_office(bytes) {
            return Err(LOCKED.to_owned());
        }
        if !bytes.starts_with(b"PK") {
            return Err(format!("not {expected} but {}", signature::noun(bytes)));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("damaged: {error}"))?;
        Ok(Self { archive, left: LARGEST_DOCUMENT })
    }

    /// A part as text; none where the archive has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(index) = self.index_of(name) else { return Ok(None) };
        self.bytes(index).map(|bytes| Some(UTF_8.decode(&bytes).0.into_owned()))
    }

    /// The bytes of the part at a place in the archive's list.
    pub(super) fn bytes(&mut self, index: usize) -> Result<Vec<u8>, String> {
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => LOCKED.to_owned(),
            error => format!("damaged: {error}"),
        })?;
        let limit = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| format!("damaged: {error}"))?;
        if bytes.len() as u64 > limit {
            return Err("unpacks to more than 64 MiB".to_owned());
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// The places of the parts in the archive's list, folders left out, each with its name, or a number in its place.
    pub(super) fn files(&self) -> Vec<(usize, String)> {
        let name = |index| match self.archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("file {}", index + 1),
        };
        let names = (0..self.archive.len()).map(|index| (index, name(index)));
        names.filter(|(_, name)| !name.ends_with('/')).collect()
    }

    /// What the archive is, as a noun with its article.
    pub(super) fn noun(&mut self) -> &'static str {
        by_parts(|part| self.index_of(part).is_some())
            .unwrap_or_else(|| by_kind(self.part("mimetype").ok().flatten().as_deref()))
    }

    /// Some writers begin names with a slash, or write backslashes, or other capitals than they refer to.
    fn index_of(&self, name: &str) -> Option<usize> {
        let alike = |other: &[u8]| {
            let other = other.strip_prefix(b"/").unwrap_or(other);
            let plain = |byte: u8| if byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
            other.len() == name.len() && other.iter().zip(name.bytes()).all(|(a, b)| plain(*a) == plain(b))
        };
        self.archive.index_for_name(name).or_else(|| self.archive.file_names_raw().position(alike))
    }
}

/// What an archive is that has such a part, as a noun with its article.
pub(crate) fn by_parts(has: impl Fn(&str) -> bool) -> Option<&'static str> {
    let parts = [
        ("word/document.xml", "a Word document (.docx)"),
        ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
        ("xl/workbook.bin", "an Excel workbook (.xlsb)"),
        ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
        ("Index/Document.iwa", "an Apple Pages document"),
    ];
    parts.into_iter().find(|(part, _)| has(part)).map(|(_, noun)| noun)
}

/// What an archive is that states its kind, as a noun with its article.
pub(crate) fn by_kind(stated: Option<&str>) -> &'static str {
    match stated.map(str::trim) {
        Some("application/epub+zip") => "an e-book (.epub)",
        Some(kind) if kind.contains("opendocument.text") => "an OpenDocument text (.odt)",
        Some(kind) if kind.contains("opendocument.spreadsheet") => "an OpenDocument spreadsheet (.ods)",
        Some(kind) if kind.contains("opendocument") => "another OpenDocument file",
        _ => ARCHIVE,
    }
}

/// The ending in the noun of an archive.
pub(crate) fn ending(noun: &str) -> Option<&str> {
    noun.strip_suffix(')')?.rsplit_once("(.").map(|(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a new part");
            writer.write_all(text.as_bytes()).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    }

    #[test]
    fn what_is_no_archive_says_what_it_is() {
        let reason = |bytes| Package::open(bytes, "a Word document (.docx)").err().expect("no archive");
        assert_eq!(reason(b"Dear council,"), "not a Word document (.docx) but plain text");
        assert!(reason(b"PK\x03\x04 cut short").starts_with("damaged: "));
    }

    #[test]
    fn what_is_another_archive_says_what_it_is() {
        for (parts, expect) in [
            (&[("xl/workbook.xml", "")][..], "an Excel workbook (.xlsx)"),
            (&[("mimetype", "application/vnd.oasis.opendocument.text")], "an OpenDocument text (.odt)"),
            (&[("letter.txt", "")], ARCHIVE),
        ] {
            assert_eq!(Package::open(&archive(parts), "a letter").expect("an archive").noun(), expect);
        }
    }

    #[test]
    fn parts_are_found_however_they_are_written() {
        let bytes = archive(&[("Word\\Document.xml", "text")]);
        let mut package = Package::open(&bytes, "a letter").expect("an archive");
        assert_eq!(package.part("word/document.xml"), Ok(Some("text".to_owned())));
        assert_eq!(package.part("word/styles.xml"), Ok(None));
    }

    #[test]
    fn unpacking_stops_at_a_limit() {
        let bytes = archive(&[("one", "12345"), ("two", "12345")]);
        let mut package = Package::open(&bytes, "a letter").expect("an archive");
        package.left = 8;
        assert!(package.part("one").is_ok());
        assert_eq!(package.part("two"), Err("unpacks to more than 64 MiB".to_owned()));
    }
}

//! What a file is by its bytes, for telling that it is not what its name says.

use std::io::{self, Read as _};

use super::mbox;
use crate::input::Input;

/// So much of a file shows what it is; the directory of an old Office document may stand further back.
const START: u64 = 1 << 20;

/// The first entry of a text in `OpenDocument`.
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

/// The first entry of a workbook in `OpenDocument`.
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Within so many bytes a web page says that it is one.
const LONGEST_OPENING: usize = 256;

/// A mailbox begins with a word that letters begin with too.
const MAILBOX: &[u8] = b"From ";

/// The eight bytes that begin the container of old Office documents.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// First bytes of files that come under a wrong name.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (MAILBOX, "a mailbox"),
    (b"bplist", "an Apple property list"),
];

/// What the bytes are, as a noun with its article.
pub(crate) fn noun(bytes: &[u8]) -> &'static str {
    if let Some((_, noun)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return noun;
    }
    match bytes {
        [] => "an empty file",
        _ if bytes.starts_with(OLE) => old_office(bytes),
        _ if bytes.iter().all(|byte| *byte == 0) => "a file of nothing but zeros",
        _ => written(bytes),
    }
}

/// The name of the format that these bytes are in, where they leave no doubt.
pub(super) fn format(bytes: &[u8]) -> Option<&'static str> {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    let opening = &bytes[..bytes.len().min(LONGEST_OPENING)];
    let start = opening.trim_ascii_start().to_ascii_lowercase();
    if bytes.starts_with(b"%PDF-") {
        Some("pdf")
    } else if bytes.starts_with(b"{\\rtf") {
        Some("rtf")
    } else if bytes.starts_with(b"PK\x03\x04") {
        // An `OpenDocument` says first what it is; letters of Word may hold workbooks.
        let says = |kind: &[u8]| opening.windows(kind.len()).any(|part| part == kind);
        let by_mark = [(says(ODT), "odt"), (says(ODS), "ods")];
        let by_part =
            [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb")];
        let marked = by_mark.into_iter().find_map(|(is_it, name)| is_it.then_some(name));
        marked.or_else(|| by_part.into_iter().find_map(|(part, name)| holds(part.as_bytes()).then_some(name)))
    } else if bytes.starts_with(OLE) {
        let streams = [("WordDocument", "doc"), ("Workbook", "xls")];
        streams.into_iter().find_map(|(stream, name)| names(bytes, stream).then_some(name))
    } else if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        Some("html")
    } else if mbox::is_one(bytes) {
        Some("mbox")
    } else {
        is_plain(bytes).then_some("txt")
    }
}

/// Whether bytes are plain text in UTF-8 for certain.
fn is_plain(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    !bytes.is_empty() && !bytes.iter().any(is_control) && str::from_utf8(bytes).is_ok()
}

/// What the bytes are, where they are certainly no plain text, by which letters and tables may come.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let is_foreign = |start: &[u8]| start != MAILBOX && bytes.starts_with(start);
    let known = SIGNATURES.iter().find(|(start, _)| is_foreign(start)).map(|(_, noun)| *noun);
    known.or_else(|| bytes.starts_with(OLE).then(|| old_office(bytes)))
}

/// What the file that `path` leads to is, where it is certainly no plain text.
pub(super) fn foreign_file(input: &Input) -> io::Result<Option<&'static str>> {
    Ok(foreign(&start(input)?))
}

/// So much of a file that it shows what it is.
pub(super) fn start(input: &Input) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    input.open()?.take(START).read_to_end(&mut start)?;
    Ok(start)
}

/// Whether the bytes are an Office document locked with a password, which comes in the old container.
pub(super) fn is_encrypted_office(bytes: &[u8]) -> bool {
    bytes.starts_with(OLE) && names(bytes, "EncryptedPackage")
}

fn old_office(bytes: &[u8]) -> &'static str {
    let kinds = [
        ("WordDocument", "an old Word document (.doc)"),
        ("Workbook", "an old Excel workbook (.xls)"),
        ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
        ("__properties_version1.0", "an Outlook message (.msg)"),
    ];
    let kind = kinds.into_iter().find(|(stream, _)| names(bytes, stream));
    kind.map_or("an old Office document", |(_, noun)| noun)
}

/// Whether the container's directory names a stream.
fn names(bytes: &[u8], stream: &str) -> bool {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn written(bytes: &[u8]) -> &'static str {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return "a web page";
    }
    if start.starts_with("<?xml") {
        return "an XML file";
    }
    let is_text = |byte: &u8| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c');
    let starts_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if starts_wide || bytes.iter().take(4096).all(is_text) {
        "plain text"
    } else {
        "a file of an unknown kind"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart() {
        let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let ole = |name: &str| [OLE, b"\0\0\0", &wide(name)].concat();
        for (bytes, expect) in [
            (&b""[..], "an empty file"),
            (&[0; 20], "a file of nothing but zeros"),
            (b"%PDF-1.7 ...", "a PDF"),
            (b"{\\rtf1\\ansi", "an RTF document"),
            ("\u{feff}Dear council, caf\u{e9}".as_bytes(), "plain text"),
            (b"\n<!DOCTYPE HTML><p>", "a web page"),
            (b"\x01\x02\x03", "a file of an unknown kind"),
            (&ole("WordDocument"), "an old Word document (.doc)"),
            (&ole("Root Entry"), "an old Office document"),
        ] {
            assert_eq!(noun(bytes), expect);
        }
        assert_eq!(foreign(b"%PDF-1.7 ..."), Some("a PDF"));
        assert_eq!(foreign(&ole("Workbook")), Some("an old Excel workbook (.xls)"));
        assert_eq!(foreign(b"From the parish council"), None);
        assert!(is_encrypted_office(&ole("EncryptedPackage")));
        assert!(!is_encrypted_office(&ole("WordDocument")));
    }
}

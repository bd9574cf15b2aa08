//! The zip package around a workbook: what is in it, and that it does not expand without bound.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::format::xml;

/// Parts of a package, and bytes they may expand to together; the sheets of 100,000 responses are a few hundred MiB.
const MOST_PARTS: usize = 10_000;
const MOST_BYTES: u64 = 1 << 30;
/// Within so many bytes a part says which entities it declares.
const HEAD: u64 = 64 << 10;

/// What a package holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

/// Whether bytes begin as a package does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The kind of workbook in a package, if it is one and of a sane size.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, String> {
    const NOT: &str = "not a workbook";
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NOT.to_owned())?;
    if archive.len() > MOST_PARTS {
        return Err(format!("a package of more than {MOST_PARTS} parts"));
    }
    let holds = |name: &str| archive.index_for_name(name).is_some();
    let kind = if holds("xl/workbook.xml") {
        Kind::Xlsx
    } else if holds("xl/workbook.bin") {
        Kind::Xlsb
    } else if holds("content.xml") && holds("mimetype") {
        Kind::Ods
    } else {
        return Err(NOT.to_owned());
    };
    bounded(&mut archive)?;
    Ok(kind)
}

/// Expands every part into nothing: the sizes a package states need not be true.
fn bounded(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), String> {
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        // A part that cannot be read is left for the reader to miss.
        let Ok(part) = archive.by_index(at) else { continue };
        let is_xml = part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with(".xml"));
        let mut part = part.take(left);
        let mut head = Vec::new();
        let n_head = part.by_ref().take(HEAD).read_to_end(&mut head).unwrap_or(0) as u64;
        if is_xml && xml::declares_entities(&head) {
            return Err(xml::BOMB.to_owned());
        }
        left -= n_head + io::copy(&mut part, &mut io::sink()).unwrap_or(0);
        if left == 0 {
            return Err("expands to more than 1 GiB".to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn entities_of_its_own_are_refused() {
        let book = |sheet: &str| {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, text) in [("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", sheet)] {
                writer.start_file(name, SimpleFileOptions::default()).expect("a new part");
                writer.write_all(text.as_bytes()).expect("memory");
            }
            writer.finish().expect("memory").into_inner()
        };
        assert_eq!(kind(&book("<worksheet/>")), Ok(Kind::Xlsx));
        assert_eq!(kind(&book("<!DOCTYPE w [<!ENTITY a 'aaaa'>]><w>&a;</w>")), Err(xml::BOMB.to_owned()));
    }
}

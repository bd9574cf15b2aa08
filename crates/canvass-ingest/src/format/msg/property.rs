//! Properties of a message as a compound file stores them: small ones in a table, the others in a stream each.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;
use encoding_rs::Encoding;

use crate::encoding;

/// Bytes read of one file altogether; streams may share their sectors, so the file's length is no bound.
const MOST_BYTES: u64 = 256 << 20;
const LARGEST_STREAM: u64 = 64 << 20;
/// Names of a property's stream, by the type of its value.
const UNICODE: u16 = 0x001f;
const CODED: u16 = 0x001e;
const BINARY: u16 = 0x0102;
const OBJECT: u16 = 0x000d;
/// Code pages of a message's strings and of its HTML.
const CODE_PAGES: [u16; 2] = [0x3ffd, 0x3fde];

/// The compound file of a message.
pub(super) struct Store<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    bytes_left: u64,
    pub(super) language: &'a str,
}

/// The table of small properties in a storage.
pub(super) struct Properties {
    storage: PathBuf,
    entries: Vec<(u16, u64)>,
}

impl Properties {
    fn value(&self, id: u16) -> Option<u64> {
        self.entries.iter().find(|(other, _)| *other == id).map(|(_, value)| *value)
    }

    /// A time, in tenths of microseconds since 1601.
    pub(super) fn time(&self, id: u16) -> Option<u64> {
        self.value(id)
    }

    fn stream(&self, id: u16, kind: u16) -> PathBuf {
        self.storage.join(format!("__substg1.0_{id:04X}{kind:04X}"))
    }

    fn code_page(&self, at: usize) -> Option<&'static Encoding> {
        encoding_of(self.value(CODE_PAGES[at])? as u32)
    }
}

impl<'a> Store<'a> {
    pub(super) fn new(file: CompoundFile<Cursor<&'a [u8]>>, language: &'a str) -> Self {
        Self { file, bytes_left: MOST_BYTES, language }
    }

    /// The properties in a storage, whose table begins behind `head` bytes.
    pub(super) fn properties(&mut self, storage: &Path, head: usize) -> Option<Properties> {
        let table = self.stream(&storage.join("__properties_version1.0"))?;
        let entries = table.get(head..).unwrap_or_default().chunks_exact(16).map(|entry| {
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            let mut value = [0; 8];
            value.copy_from_slice(&entry[8..]);
            (id, u64::from_le_bytes(value))
        });
        Some(Properties { storage: storage.to_owned(), entries: entries.collect() })
    }

    /// The storages in `storage` whose names begin with `prefix`, in order.
    pub(super) fn storages(&self, storage: &Path, prefix: &str) -> Vec<PathBuf> {
        let Ok(entries) = self.file.read_storage(storage) else { return Vec::new() };
        let named = entries.filter(|entry| entry.is_storage() && entry.name().starts_with(prefix));
        named.map(|entry| storage.join(entry.name())).collect()
    }

    /// A string, without the marks that end it; none where there is nothing in it.
    pub(super) fn text(&mut self, properties: &Properties, id: u16) -> Option<String> {
        let text = if let Some(wide) = self.stream(&properties.stream(id, UNICODE)) {
            encoding_rs::UTF_16LE.decode_without_bom_handling(&wide).0.into_owned()
        } else {
            let coded = self.stream(&properties.stream(id, CODED))?;
            self.decode(&coded, properties.code_page(0).or_else(|| properties.code_page(1)))
        };
        let text = text.trim_end_matches('\0');
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// HTML that is stored as bytes.
    pub(super) fn html(&mut self, properties: &Properties, id: u16) -> Option<String> {
        let coded = self.bytes(properties, id)?;
        Some(self.decode(&coded, properties.code_page(1)))
    }

    /// The bytes of a property.
    pub(super) fn bytes(&mut self, properties: &Properties, id: u16) -> Option<Vec<u8>> {
        self.stream(&properties.stream(id, BINARY))
    }

    /// The storage of a property that is a message itself.
    pub(super) fn inner(&self, properties: &Properties, id: u16) -> Option<PathBuf> {
        let path = properties.stream(id, OBJECT);
        self.file.is_storage(&path).then_some(path)
    }

    fn decode(&self, coded: &[u8], code_page: Option<&'static Encoding>) -> String {
        match code_page {
            Some(encoding) => encoding.decode(coded).0.into_owned(),
            None => encoding::decode(coded, self.language).text,
        }
    }

    fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        if !self.file.is_stream(path) {
            return None;
        }
        let stream = self.file.open_stream(path).ok()?;
        let mut bytes = Vec::new();
        stream.take(LARGEST_STREAM.min(self.bytes_left)).read_to_end(&mut bytes).ok()?;
        self.bytes_left -= bytes.len() as u64;
        Some(bytes)
    }
}

/// The encoding behind the number of a Windows code page.
fn encoding_of(code_page: u32) -> Option<&'static Encoding> {
    let label = match code_page {
        65001 => "utf-8".to_owned(),
        874 | 1250..=1258 => format!("windows-{code_page}"),
        20127 => "windows-1252".to_owned(),
        28591..=28606 => format!("iso-8859-{}", code_page - 28590),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        20866 => "koi8-r".to_owned(),
        21866 => "koi8-u".to_owned(),
        50220..=50222 => "iso-2022-jp".to_owned(),
        51932 => "euc-jp".to_owned(),
        54936 => "gb18030".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_have_encodings() {
        for (code_page, name) in
            [(65001, "UTF-8"), (1252, "windows-1252"), (28605, "ISO-8859-15"), (932, "Shift_JIS")]
        {
            assert_eq!(encoding_of(code_page).map(Encoding::name), Some(name));
        }
        assert!(encoding_of(1200).is_none());
    }
}

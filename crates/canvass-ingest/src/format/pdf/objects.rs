//! Looking things up among the objects of a PDF.

use unpdf::parser::raw::{PdfDict, PdfObject, RawDocument, stream};

use super::strings;

/// Parents that are asked for what something does not say itself.
const MOST_PARENTS: usize = 32;

/// What `of` says under a key.
pub(super) fn get<'a>(document: &'a RawDocument, of: &'a PdfDict, key: &[u8]) -> Option<&'a PdfObject> {
    of.get(key).map(|value| document.resolve(value)).filter(|value| **value != PdfObject::Null)
}

/// What `of` or the nearest of its parents says under a key.
pub(super) fn inherited<'a>(document: &'a RawDocument, of: &'a PdfDict, key: &[u8]) -> Option<&'a PdfObject> {
    let mut at = of;
    for _ in 0..MOST_PARENTS {
        if let Some(found) = get(document, at, key) {
            return Some(found);
        }
        at = dictionary(get(document, at, b"Parent")?)?;
    }
    None
}

/// The entries of a dictionary, or of the one before a stream.
pub(super) fn dictionary(object: &PdfObject) -> Option<&PdfDict> {
    object.as_dict().or_else(|| object.as_stream().map(|stream| &stream.dict))
}

/// The bytes of a stream, unpacked.
pub(super) fn bytes(object: &PdfObject) -> Option<Vec<u8>> {
    stream::decompress(object.as_stream()?).ok()
}

/// The text of a string, a name or a stream.
pub(super) fn text(document: &RawDocument, value: &PdfObject) -> String {
    match document.resolve(value) {
        PdfObject::Str(bytes) | PdfObject::Name(bytes) => strings::decode(bytes),
        object => bytes(object).map_or(String::new(), |bytes| strings::decode(&bytes)),
    }
}

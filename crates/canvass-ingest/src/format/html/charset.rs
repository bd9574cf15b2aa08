//! The encoding that a page declares for itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes in which a declaration is looked for; Word puts much before it.
const HEAD: usize = 4096;

/// The declared encoding of a page without a byte order mark, where it says more than the bytes themselves do.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head: String = bytes.iter().take(HEAD).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let found = label(&head, "<meta", "charset").or_else(|| label(&head, "<?xml", "encoding"))?;
    let encoding = Encoding::for_label(found.as_bytes())?;
    // Text that could be read so far is not in UTF-16, and valid UTF-8 beyond ASCII is hardly anything else.
    let is_utf_8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    (!is_utf_8 && ![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
}

/// The value behind `key=` in a tag that begins so.
fn label<'a>(head: &'a str, tag: &str, key: &str) -> Option<&'a str> {
    head.match_indices(tag).find_map(|(at, _)| {
        let inside = head[at..].split('>').next()?;
        let (_, behind) = inside.split_once(key)?;
        let value = behind.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
        value.split([' ', '"', '\'', ';', '/', '?']).next().filter(|value| !value.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(declared(bytes).map(Encoding::name), expected);
    }

    #[test]
    fn declarations_are_found() {
        check(b"<html><head><META CHARSET=iso-8859-2>\xb1", Some("ISO-8859-2"));
        let long = b"<meta name=a content=b><meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>\xc1";
        check(long, Some("KOI8-R"));
        check(b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><html>", Some("Shift_JIS"));
        check(b"<p>charset=koi8-r", None);
    }

    #[test]
    fn bytes_know_better() {
        check("<meta charset=iso-8859-1>caf\u{e9}".as_bytes(), None);
        check(b"<meta charset=utf-16>plain", None);
        check(b"\xef\xbb\xbf<meta charset=koi8-r>", None);
        check(b"<meta charset=nonsense>", None);
    }
}

//! Brackets within brackets: unpdf reads them by recursion, which a stack survives only so far.

/// Deeper than any program writes.
const DEEPEST: usize = 512;

/// Whether a file nests too deeply outside its streams, which are packed.
pub(super) fn is_deep_file(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        let (objects, streamed) = split_at(rest, b"stream");
        if is_deep(objects) {
            return true;
        }
        let Some(streamed) = streamed else { return false };
        let (_, behind) = split_at(streamed, b"endstream");
        let Some(behind) = behind else { return is_deep(streamed) };
        rest = behind;
    }
}

/// Whether unpacked content nests too deeply.
pub(super) fn is_deep(content: &[u8]) -> bool {
    let mut depth = 0_usize;
    for (at, byte) in content.iter().enumerate() {
        match byte {
            b'[' | b'<' | b'(' => depth += 1,
            b']' | b'>' | b')' => depth = depth.saturating_sub(1),
            // What an object leaves open ends with it.
            b'o' if content[at..].starts_with(b"obj") => depth = 0,
            _ => {}
        }
        if depth > 2 * DEEPEST {
            return true;
        }
    }
    false
}

/// What stands before a keyword, and behind it where it is there.
fn split_at<'a>(bytes: &'a [u8], keyword: &[u8]) -> (&'a [u8], Option<&'a [u8]>) {
    match bytes.windows(keyword.len()).position(|window| window == keyword) {
        Some(at) => (&bytes[..at], Some(&bytes[at + keyword.len()..])),
        None => (bytes, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_depth_counts() {
        let nested =
            |open: &str, close: &str, n: usize| [open.repeat(n), close.repeat(n)].concat().into_bytes();
        assert!(is_deep(&nested("[", "]", 2000)) && is_deep(&nested("<</A ", ">>", 600)));
        assert!(!is_deep(&nested("[", "]", 400)) && !is_deep(&b"[ (a) <</B 1>> ]".repeat(5000)));
    }

    #[test]
    fn streams_are_passed_over() {
        let packed =
            [b"1 0 obj <<>> stream\n".to_vec(), vec![b'['; 5000], b"\nendstream endobj".to_vec()].concat();
        assert!(!is_deep_file(&packed));
        assert!(is_deep_file(&[packed, vec![b'['; 5000]].concat()));
    }
}

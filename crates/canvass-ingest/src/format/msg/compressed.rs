//! RTF as Outlook packs it (MS-OXRTFCP): copies from a window of 4 KiB that begins with what RTF usually holds.

const WINDOW: usize = 4096;
const HEAD: usize = 16;
const PACKED: &[u8] = b"LZFu";
const PLAIN: &[u8] = b"MELA";
/// No body is larger.
const LARGEST: usize = 64 << 20;
/// What the window holds at first, as the format prescribes.
const PRIMER: &[u8] =
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \
\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \
\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// The RTF in `packed`, as far as it goes; none where it is no packed RTF.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let body = packed.get(HEAD..)?;
    match &packed[8..12] {
        PLAIN => Some(body.to_vec()),
        PACKED => Some(expand(body)),
        _ => None,
    }
}

fn expand(body: &[u8]) -> Vec<u8> {
    let mut window = [b' '; WINDOW];
    window[..PRIMER.len()].copy_from_slice(PRIMER);
    let mut write = PRIMER.len();
    let mut unpacked = Vec::new();
    let mut bytes = body.iter().copied();
    while let Some(control) = bytes.next() {
        for bit in 0..8 {
            let Some(first) = bytes.next() else { return unpacked };
            let (mut read, length) = if control >> bit & 1 == 0 {
                window[write] = first;
                (write, 1)
            } else {
                let Some(second) = bytes.next() else { return unpacked };
                let reference = usize::from(first) << 8 | usize::from(second);
                (reference >> 4, (reference & 15) + 2)
            };
            let ends = control >> bit & 1 == 1 && read == write;
            if ends || unpacked.len() > LARGEST {
                return unpacked;
            }
            for _ in 0..length {
                let byte = window[read];
                unpacked.push(byte);
                window[write] = byte;
                (read, write) = ((read + 1) % WINDOW, (write + 1) % WINDOW);
            }
        }
    }
    unpacked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The two examples of Microsoft's specification, section 4.
    #[test]
    fn the_published_examples_are_unpacked() {
        let simple = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        assert_eq!(
            unpack(simple).as_deref(),
            Some(&b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"[..])
        );
        let crossing = b"\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4KQA\0\x04 WXYZ\x0dn}\x01\x0e\xb0";
        assert_eq!(unpack(crossing).as_deref(), Some(&b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"[..]));
    }

    #[test]
    fn what_is_not_packed_is_taken_as_it_is() {
        assert_eq!(unpack(b"\0\0\0\0\0\0\0\0MELA\0\0\0\0{\\rtf1}").as_deref(), Some(&b"{\\rtf1}"[..]));
        assert_eq!(unpack(b"{\\rtf1 and more bytes}"), None);
        assert_eq!(unpack(b""), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_unpacked(body: Vec<u8>) {
            expand(&body);
        }
    }
}

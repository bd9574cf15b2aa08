//! What unpacking may come to: a few bytes in an archive can say that they stand for more than a disk holds.

/// Archives inside archives, the outermost counted.
pub(super) const DEEPEST: usize = 3;
/// Entries of an archive and all archives inside it.
pub(super) const MOST_ENTRIES: usize = 100_000;
/// Letters and tables that compress better than this are rare; beyond [`ALWAYS`] it is taken for a bomb.
const RATIO: u64 = 200;
/// Bytes that may be unpacked whatever the ratio.
const ALWAYS: u64 = 64 << 20;
/// Bytes of one entry.
pub(super) const LARGEST_ENTRY: u64 = 256 << 20;
/// Bytes of all entries of an archive and all archives inside it.
const LARGEST_ARCHIVE: u64 = 4 << 30;

/// How many bytes may be unpacked, and what to say when there are more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowance {
    pub(super) bytes: u64,
    pub(super) excess: &'static str,
}

/// For one entry of so many bytes as packed.
pub(super) fn of_entry(packed: u64) -> Allowance {
    let bytes = packed.saturating_mul(RATIO).clamp(ALWAYS, LARGEST_ENTRY);
    let excess = if bytes == LARGEST_ENTRY {
        "unpacks to more than 256 MiB"
    } else {
        "unpacks to more than 64 MiB and 200 times its size"
    };
    Allowance { bytes, excess }
}

/// For all of an archive of so many bytes.
pub(super) fn of_archive(packed: u64) -> Allowance {
    let bytes = packed.saturating_mul(RATIO).clamp(ALWAYS, LARGEST_ARCHIVE);
    let excess = if bytes == LARGEST_ARCHIVE {
        "not unpacked: its archive comes to more than 4 GiB; put its files into the folder instead"
    } else {
        "not unpacked: its archive comes to more than 64 MiB and 200 times its size; \
         put its files into the folder instead"
    };
    Allowance { bytes, excess }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_archives_unpack_to_much_and_bombs_do_not() {
        assert_eq!(of_entry(1_000).bytes, 64 << 20);
        assert_eq!(of_entry(1 << 20).bytes, 200 << 20);
        assert_eq!(of_entry(u64::MAX).bytes, 256 << 20);
        assert_eq!(of_archive(1_000).bytes, 64 << 20);
        assert_eq!(of_archive(1 << 30).bytes, 4 << 30);
    }
}

//! Archives of real writers, whole and damaged, and what is found in them.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::limits::MOST_ENTRIES;
use super::*;
use crate::walk::Found;

const FOLDER: &[u8] = include_bytes!("../../tests/fixtures/zip/folder.zip");
const STREAMED: &[u8] = include_bytes!("../../tests/fixtures/zip/streamed.zip");
const LISTS_DOCX: &[u8] = include_bytes!("../../tests/fixtures/docx/lists.docx");
const LETTER_ODT: &[u8] = include_bytes!("../../tests/fixtures/odt/letter.odt");

/// Each file found as `path: its first line`, or `path! why there is none`; then the notices as `path: message`.
fn look(archive: &[u8]) -> (Vec<String>, Vec<String>) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), archive).expect("written");
    let (mut found, notices) = entries("a.zip", file.path(), archive.len() as u64);
    found.sort_by(|one, other| one.source.cmp(&other.source));
    let mut shelf = Shelf::default();
    let shown = found.iter().map(|file| shown(&mut shelf, file)).collect();
    (shown, notices.into_iter().map(|notice| format!("{}: {}", notice.source, notice.message)).collect())
}

fn shown(shelf: &mut Shelf, file: &Found) -> String {
    let bytes = shelf.bytes(&file.origin, 1 << 20, "over 1 MiB");
    let hashed = shelf.digest(&file.origin);
    assert_eq!(hashed.is_empty(), bytes.is_err() && bytes != Err("over 1 MiB".to_owned()), "{}", file.source);
    match bytes {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(100)]).into_owned();
            format!("{}: {}", file.source, text.lines().next().unwrap_or_default())
        }
        Err(reason) => format!("{}! {reason}", file.source),
    }
}

#[track_caller]
fn check(archive: &[u8], expect: &[&str], told: &[&str]) {
    let (found, notices) = look(archive);
    assert_eq!(found, expect);
    assert_eq!(notices, told);
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new entry");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const LETTER: &str = "1. Yes. An entry fee keeps the park clean.";

#[test]
fn an_archive_is_walked_like_a_folder() {
    check(
        FOLDER,
        &[
            "a.zip/inbox.mbox: From ada@hall.example Thu Mar 12 10:00:00 2026",
            &format!("a.zip/inner.zip/deep/note.txt: {LETTER}"),
            "a.zip/inner.zip/more.zip/last.txt: Benches, please.",
            "a.zip/inner.zip/more.zip/too.zip! an archive inside 3 others",
            "a.zip/letters/a.md: 1. Yes. An entry fee keeps the pond clean.",
            &format!("a.zip/letters/b.txt: {LETTER}"),
            "a.zip/scan.tif: II*\0",
            "a.zip/survey.csv: Response ID,1. Do you agree that visitors should pay an entry fee?",
        ],
        &[],
    );
}

#[test]
fn names_of_other_writers_are_read() {
    let garden = "a.zip/brief/two.txt: 1. Yes. An entry fee keeps the garden clean.";
    check(
        include_bytes!("../../tests/fixtures/zip/info-zip.zip"),
        &[&format!("a.zip/brief/café.txt: {LETTER}"), garden],
        &[],
    );
    check(
        include_bytes!("../../tests/fixtures/zip/unicode-path.zip"),
        &[&format!("a.zip/café.txt: {LETTER}")],
        &[],
    );
    check(
        include_bytes!("../../tests/fixtures/zip/old-pc.zip"),
        &[&format!("a.zip/café.txt: {LETTER}")],
        &["a.zip: 1 of its names are in no known encoding; read as that of old PCs (437)"],
    );
}

#[test]
fn names_that_lead_outside_or_repeat_are_told() {
    check(
        include_bytes!("../../tests/fixtures/zip/names.zip"),
        &[
            "a.zip/Users/ada.txt: x two",
            &format!("a.zip/etc/passwd.txt: {LETTER}"),
            "a.zip/root.txt: x one",
            "a.zip/same (2).txt: x four",
            "a.zip/same.txt: x three",
        ],
        &[
            "a.zip/etc/passwd.txt: called `../../etc/passwd.txt` in its archive, which is not used as a path",
            "a.zip/root.txt: called `/root.txt` in its archive, which is not used as a path",
            "a.zip/Users/ada.txt: called `C:\\Users\\ada.txt` in its archive, which is not used as a path",
            "a.zip/same (2).txt: another file of its archive bears the same name; both are kept",
        ],
    );
}

#[test]
fn what_cannot_be_unpacked_says_why() {
    check(
        include_bytes!("../../tests/fixtures/zip/encrypted.zip"),
        &["a.zip/one.txt! encrypted with a password"],
        &[],
    );
    check(
        include_bytes!("../../tests/fixtures/zip/methods.zip"),
        &["a.zip/bzip2.txt! compressed by bzip2, which is not supported; pack it anew in the usual way"],
        &[],
    );
    check(&packed(&[]), &["a.zip! a zip archive without any file"], &[]);
    check(&packed(&[(".DS_Store", b"x")]), &["a.zip! a zip archive without any file"], &[]);
    check(b"", &["a.zip! not a zip archive but an empty file"], &[]);
    check(b"Rar!\x1a\x07", &["a.zip! not a zip archive but a RAR archive"], &[]);
    let (found, _) = look(b"PK\x03\x04 cut short");
    assert!(found.len() == 1 && found[0].starts_with("a.zip! damaged: "), "{found:?}");
}

#[test]
fn an_office_document_named_as_an_archive_is_one() {
    let kinds: [(&[u8], Option<&str>); 3] = [
        (LISTS_DOCX, Some("docx")),
        (LETTER_ODT, Some("odt")),
        (&packed(&[("ppt/presentation.xml", b"")]), None),
    ];
    for (bytes, format) in kinds {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("written");
        let (found, _) = entries("a.zip", file.path(), bytes.len() as u64);
        let formats: Vec<_> = found.iter().map(|file| file.format.map(|format| format.name)).collect();
        assert_eq!((found[0].source.as_str(), formats.as_slice()), ("a.zip", &[format][..]));
        let (nested, _) = look(&packed(&[("in.zip", bytes)]));
        assert!(nested.len() == 1 && nested[0].starts_with("a.zip/in.zip: PK"), "{nested:?}");
    }
}

#[test]
fn what_a_cut_archive_still_holds_is_read() {
    let places: Vec<usize> = STREAMED
        .windows(4)
        .enumerate()
        .filter(|(_, bytes)| *bytes == b"PK\x03\x04")
        .map(|(at, _)| at)
        .collect();
    for bytes in [&STREAMED[..places[2] + 50], &FOLDER[..FOLDER.len() - 30]] {
        let (found, _) = look(bytes);
        let (read, lost): (Vec<&String>, Vec<&String>) = found.iter().partition(|line| !line.contains('!'));
        assert!(read.len() >= 2 && read.iter().any(|line| line.ends_with("clean.")), "{found:?}");
        assert!(lost[0].starts_with("a.zip! damaged: "), "{found:?}");
    }
    let (found, _) = look(&STREAMED[..places[2] + 50]);
    assert!(found[2].starts_with("a.zip/three.txt! damaged in its archive: "), "{found:?}");
}

#[test]
fn a_damaged_entry_costs_no_other_its_place() {
    let mut bytes = packed(&[("one.txt", b"one"), ("two.txt", b"two")]);
    let at = bytes.windows(7).position(|window| window == b"one.txt").expect("its head") + 8;
    bytes[at] ^= 0xff;
    let (found, _) = look(&bytes);
    assert!(found[0].starts_with("a.zip/one.txt! damaged in its archive: "), "{found:?}");
    assert_eq!(found[1], "a.zip/two.txt: two");
}

#[test]
fn a_bomb_is_unpacked_no_further_than_its_limits() {
    let zeros = vec![0; 65 << 20];
    let bomb = packed(&[("a.bin", &zeros), ("b.txt", b"small")]);
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), &bomb).expect("written");
    let (found, _) = entries("a.zip", file.path(), bomb.len() as u64);
    let mut shelf = Shelf::default();
    let mut bytes = |at: usize| shelf.bytes(&found[at].origin, u64::MAX, "").map(|bytes| bytes.len());
    assert_eq!(bytes(0), Err("unpacks to more than 64 MiB and 200 times its size".to_owned()));
    let reason = bytes(1).expect_err("nothing is left for it");
    assert!(reason.starts_with("not unpacked: its archive comes to more than 64 MiB"), "{reason}");
}

#[test]
fn more_entries_than_anybody_reads_are_counted() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..MOST_ENTRIES + 5 {
        writer.start_file(n.to_string(), SimpleFileOptions::default()).expect("a new entry");
    }
    let bytes = writer.finish().expect("memory").into_inner();
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), &bytes).expect("written");
    let (found, _) = entries("a.zip", file.path(), bytes.len() as u64);
    assert_eq!(found.len(), MOST_ENTRIES + 1);
    let Origin::Refused(reason) = &found[MOST_ENTRIES].origin else { panic!("the rest") };
    assert!(
        reason.starts_with("an archive of more than 100000 entries, of which 5 are not read"),
        "{reason}"
    );
}

#[test]
fn nothing_is_left_beside_what_is_unpacked() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), FOLDER).expect("written");
    let (found, _) = entries("a.zip", file.path(), FOLDER.len() as u64);
    let survey = found.iter().find(|file| file.source.ends_with("survey.csv")).expect("a table");
    let input = Shelf::default().input(&survey.origin).expect("unpacked");
    assert!(matches!(input, crate::input::Input::Unpacked(_)), "a file without a name");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_breaks_it(
        which in 0usize..2,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = [FOLDER, STREAMED][which].to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let (found, _) = look(&bytes);
        prop_assert!(!found.is_empty());
        let mut paths: Vec<&str> = found.iter().map(|line| line.split([':', '!']).next().expect("a path")).collect();
        paths.sort_unstable();
        paths.dedup();
        prop_assert_eq!(paths.len(), found.len(), "a path names one thing");
    }

    #[test]
    fn any_bytes_are_looked_into(bytes: Vec<u8>) {
        prop_assert!(!look(&bytes).0.is_empty());
    }
}

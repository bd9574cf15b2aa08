//! Archives among the responses.

use super::{World, read};
use crate::{Duplicates, Error, open};
use canvass_core::{Response, Status};

const FOLDER: &[u8] = include_bytes!("../../../tests/fixtures/zip/folder.zip");
const QUESTIONS: &[u8] = include_bytes!("../../../tests/fixtures/zip/questions.zip");
const ENCRYPTED: &[u8] = include_bytes!("../../../tests/fixtures/zip/encrypted.zip");
const LISTS_DOCX: &[u8] = include_bytes!("../../../tests/fixtures/docx/lists.docx");

/// Id, format and status of each.
fn told(responses: &[Response]) -> Vec<(&str, &str, Status)> {
    responses.iter().map(|response| (response.id.as_str(), response.format, response.status)).collect()
}

#[test]
fn what_is_in_an_archive_is_read_as_what_it_is() {
    let (responses, notices) = read(&[
        ("in.zip", FOLDER),
        ("in.zip-b.txt", b"1. Yes."),
        ("z.zip", ENCRYPTED),
        ("in.ZIP", LISTS_DOCX),
    ]);
    let analysed = Status::Analysed;
    assert_eq!(
        told(&responses),
        [
            ("in.ZIP", "docx", analysed),
            ("in.zip-b.txt", "txt", analysed),
            ("in.zip/inbox.mbox#1", "mbox", analysed),
            ("in.zip/inner.zip/deep/note.txt", "txt", analysed),
            ("in.zip/inner.zip/more.zip/last.txt", "txt", analysed),
            ("in.zip/inner.zip/more.zip/too.zip", "zip", Status::Unreadable),
            ("in.zip/letters/a.md", "md", analysed),
            ("in.zip/letters/b.txt", "txt", analysed),
            ("in.zip/scan.tif", "unknown", Status::Unreadable),
            ("R-1", "csv", analysed),
            ("R-2", "csv", analysed),
            ("z.zip/one.txt", "txt", Status::Unreadable),
        ]
    );
    assert_eq!((responses[9].source.as_str(), responses[9].source_row), ("in.zip/survey.csv", Some(1)));
    assert_eq!(responses[11].reason.as_deref(), Some("encrypted with a password"));
    let kinds: Vec<_> = notices.iter().map(|notice| (notice.source.as_str(), notice.kind.as_str())).collect();
    for told in [("in.zip/scan.tif", "format-not-supported"), ("z.zip/one.txt", "not-readable")] {
        assert!(kinds.contains(&told), "{kinds:?}");
    }
}

#[test]
fn the_same_letter_in_an_archive_and_beside_it_is_one() {
    let letter = b"1. Yes. An entry fee keeps the park clean.\n\n2. No. Our dog likes it too.\n";
    let (responses, _) = read(&[("a.txt", letter), ("in.zip", FOLDER)]);
    let mut duplicates = Duplicates::new();
    let repeats: Vec<_> = responses.iter().map(|response| duplicates.check(response)).collect();
    assert_eq!(repeats.iter().flatten().count(), 2, "{repeats:?}");
    assert!(repeats.iter().flatten().all(|first| first == "a.txt"));
}

#[test]
fn a_folder_that_is_one_table_may_lie_in_an_archive() {
    let (responses, notices) = read(&[("study.zip", QUESTIONS)]);
    assert_eq!(
        told(&responses),
        [("1", "themefinder", Status::Analysed), ("2", "themefinder", Status::Analysed)]
    );
    assert_eq!((responses[0].source.as_str(), responses[1].text.as_str()), ("study.zip/inputs", "Shade"));
    assert_eq!(notices, []);
}

#[test]
fn tables_in_archives_are_named_by_their_path() {
    let spec = |path: &str| format!("[[table]]\npath = \"{path}\"\nrespondent = \"Response ID\"\n");
    let world = World::new(&spec("responses/in.zip/survey.csv"), &[("in.zip", FOLDER)]);
    let (responses, _) = world.read();
    let row = responses.iter().find(|response| response.source == "in.zip/survey.csv").expect("a row");
    assert_eq!(row.respondent.as_deref(), Some("R-1"));
    let world = World::new(&spec("responses/in.zip/surve.csv"), &[("in.zip", FOLDER)]);
    let Some(Error::Unknown { known, .. }) = open(world.path(), &world.definition).err() else {
        panic!("unknown")
    };
    assert_eq!(known, ["responses/in.zip/survey.csv"]);
}

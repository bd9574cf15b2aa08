//! Archives among the responses: read like the folder they were made of, whatever is wrong with them.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::evidence;
use super::harness::{World, check_waterfall, repository};

/// What one respondent after the other sent.
fn sent() -> Vec<(&'static str, Vec<u8>)> {
    let survey = "Response ID,1. Do you agree that the library should open on Sundays?,Please explain why.\n\
        R-1,Yes,The staff are kind.\nR-2,No,It costs money.\n";
    let mailbox = "From ada@hall.example Thu Mar 12 10:00:00 2026\nFrom: Ada <ada@hall.example>\n\n1. No. It costs money.\n\n\
        From bo@hall.example Thu Mar 12 11:00:00 2026\nFrom: Bo <bo@hall.example>\n\n2. Yes. I cannot afford them.\n";
    let letter = repository().join("crates/canvass-ingest/tests/fixtures/odt/letter.odt");
    vec![
        ("letters/b.txt", b"1. Yes. The staff are kind.\n\n2. No. It costs money.\n".to_vec()),
        ("letters/a.md", b"1. No. The librarian needs her rest.\n".to_vec()),
        ("letters/deep/er/hall.odt", std::fs::read(letter).expect("a fixture")),
        ("survey.csv", survey.as_bytes().to_vec()),
        ("survey.csv.txt", b"2. Yes. Fines cost more than they bring.".to_vec()),
        ("inbox.mbox", mailbox.as_bytes().to_vec()),
        ("scan.tif", b"II*\0".to_vec()),
        ("empty.txt", Vec::new()),
    ]
}

fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a new entry");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("crates/canvass-ingest/tests/fixtures/zip").join(name))
        .expect("a fixture")
}

#[test]
fn an_archive_reads_like_the_folder_it_was_made_of() {
    let [folders, archives] = [World::library(), World::library()];
    for (name, bytes) in sent() {
        folders.write(&format!("consultation/responses/in/sent.zip/{name}"), &bytes);
        folders.write(
            &format!("consultation/responses/in/outer.zip/inner.ZIP/{name}"),
            [&bytes[..], b" "].concat(),
        );
    }
    archives.write("consultation/responses/in/sent.zip", packed(&sent()));
    let again = sent().into_iter().map(|(name, bytes)| (name, [&bytes[..], b" "].concat()));
    let inner = packed(&again.collect::<Vec<_>>());
    archives.write("consultation/responses/in/outer.zip", packed(&[("inner.ZIP", inner)]));
    for world in [&folders, &archives] {
        world.write("consultation/responses/in/sent.zip-a.txt", "1. Yes. The staff are kind, and so on.");
        world.run();
        evidence::check(world);
    }
    assert_eq!(check_waterfall(&archives), 21);
    let order: Vec<String> =
        archives.table("responses").iter().map(|row| row.text("source").to_owned()).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(folders.read("out/notices.jsonl"), archives.read("out/notices.jsonl"));
    assert_eq!(folders.read("out/manifest.json"), archives.read("out/manifest.json"));
    assert!(folders.files("out/tables") == archives.files("out/tables"), "the tables differ");
}

#[test]
fn whatever_is_wrong_with_an_archive_is_told_and_costs_nothing_else() {
    let world = World::library();
    let whole = packed(&sent());
    let streamed = fixture("streamed.zip");
    for (name, bytes) in [
        ("encrypted.zip", fixture("encrypted.zip")),
        ("methods.zip", fixture("methods.zip")),
        ("names.zip", fixture("names.zip")),
        ("cut.zip", whole[..whole.len() - 40].to_vec()),
        ("cut-short.zip", streamed[..streamed.len() - 250].to_vec()),
        ("page.zip", b"<!DOCTYPE html><p>Not found".to_vec()),
        ("empty.zip", packed(&[])),
        ("bomb.zip", packed(&[("zeros.txt", vec![b' '; 70 << 20]), ("late.txt", b"1. Yes.".to_vec())])),
        ("good.zip", packed(&[("good.txt", b"1. Yes. The staff are kind.".to_vec())])),
    ] {
        world.write(&format!("consultation/responses/{name}"), bytes);
    }
    world.run();
    evidence::check(&world);
    check_waterfall(&world);
    let (responses, notices) = (world.table("responses"), world.notices());
    let of = |id: &str| {
        let row = responses.iter().find(|row| row.text("response_id") == id);
        row.unwrap_or_else(|| panic!("{id} is lost: {responses:?}"))
    };
    for (id, reason) in [
        ("encrypted.zip/one.txt", "encrypted with a password"),
        ("methods.zip/bzip2.txt", "compressed by bzip2"),
        ("cut.zip", "damaged: "),
        ("cut-short.zip", "damaged: "),
        ("page.zip", "not a zip archive but a web page"),
        ("empty.zip", "a zip archive without any file"),
        ("bomb.zip/zeros.txt", "larger than 64 MiB"),
    ] {
        let row = of(id);
        assert_eq!(row.text("status"), "unreadable", "{id}");
        assert!(row.text("reason").starts_with(reason), "{id}: {}", row.text("reason"));
        let told = notices
            .iter()
            .any(|notice| notice.text("source") == id && notice.text("message") == row.text("reason"));
        assert!(told, "{id} is not told");
    }
    for id in
        ["cut.zip/letters/b.txt", "cut-short.zip/one.txt", "good.zip/good.txt", "names.zip/etc/passwd.txt"]
    {
        assert!(["analysed", "duplicate"].contains(&of(id).text("status")), "{id}");
    }
    let names = notices.iter().filter(|notice| notice.text("kind") == "archive-name").count();
    assert_eq!(names, 4, "odd names are told");
    assert!(!world.path("etc").exists() && !world.path("consultation/etc").exists());
}

#[test]
fn a_table_in_an_archive_is_checked_and_named_by_its_path() {
    let world = World::library();
    world.write("consultation/responses/sent.zip", packed(&sent()));
    let findings = world.canvass(&["check", "consultation", "--json"]).exits(0).json();
    assert_eq!(findings["tables"][0]["path"], "sent.zip/survey.csv");
    world.canvass(&["check", "consultation", "--write"]).exits(0);
    assert!(world.read("consultation/consultation.toml").contains("responses/sent.zip/survey.csv"));
    world.run();
    let responses = world.table("responses");
    let row = responses.iter().find(|row| row.text("response_id") == "R-2").expect("a row of the table");
    assert_eq!((row.text("source"), row.int("source_row")), ("sent.zip/survey.csv", 2));
}

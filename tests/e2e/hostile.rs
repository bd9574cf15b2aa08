//! Hostile and broken documents: each costs its own place at the most, and is told with its reason.

mod crafted;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::evidence;
use super::harness::{Row, World, check_waterfall, repository};

/// A good letter stands after every so many bad files.
const BETWEEN: usize = 10;

/// Writes files into `responses/`, good letters among them, runs, and asserts that nothing is lost.
fn check(files: &BTreeMap<String, Vec<u8>>) -> World {
    let world = World::library();
    let mut good = BTreeSet::new();
    for (n, (name, bytes)) in files.iter().enumerate() {
        world.write(&format!("consultation/responses/{name}"), bytes);
        if n % BETWEEN == 0 {
            let name = format!("{name}-good.html");
            let letter =
                format!("<p>1. Yes. The staff are kind.</p><p>2. No. {n} is what it would cost.</p>");
            world.write(&format!("consultation/responses/{name}"), letter);
            good.insert(name);
        }
    }
    world.run();
    evidence::check(&world);
    check_waterfall(&world);
    let responses = world.table("responses");
    let received: BTreeSet<&str> = responses.iter().map(|row| row.text("source")).collect();
    let told: BTreeSet<String> = world.notices().iter().map(|row| row.text("source").to_owned()).collect();
    for name in files.keys().chain(&good) {
        assert!(received.contains(name.as_str()) || told.contains(name), "{name} is lost");
    }
    for name in &good {
        check_good(&responses, name);
    }
    check_told(&world, &responses);
    world
}

#[track_caller]
fn check_good(responses: &[Row], name: &str) {
    let row = responses.iter().find(|row| row.text("source") == name).expect("received");
    assert_eq!((row.text("status"), row.int("n_answers")), ("analysed", 2), "{row:?}");
}

/// Asserts that what could not be read is told with its file and the reason.
fn check_told(world: &World, responses: &[Row]) {
    let notices = world.notices();
    for row in responses.iter().filter(|row| row.text("status") == "unreadable") {
        let (source, reason) = (row.text("source"), row.text("reason"));
        assert!(!reason.is_empty() && !reason.contains("no process could be started"), "{row:?}");
        assert!(
            notices
                .iter()
                .any(|notice| notice.text("source") == source && notice.text("message").contains(reason)),
            "{source}: nothing says `{reason}`"
        );
    }
}

/// Every ending that is read, as the program tells them of a file that is not.
fn endings() -> Vec<String> {
    let world = World::library();
    world.write("consultation/responses/a.strange", "x");
    world.run();
    let notices = world.notices();
    let (_, listed) = notices[0].text("message").split_once("supported: ").expect("it lists them");
    listed.split(", ").map(str::to_owned).collect()
}

/// The documents that other people's programs wrote, by name.
fn documents() -> BTreeMap<String, Vec<u8>> {
    let fixtures = repository().join("crates/canvass-ingest/tests/fixtures");
    let mut found = BTreeMap::new();
    collect(&fixtures, &mut found);
    let endings = endings();
    // An archive is a folder, not a document: what is lost in one is tried with the archives.
    found.retain(|name, _| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ending != "zip" && endings.iter().any(|known| known == ending)
    });
    assert!(found.len() > 50, "the fixtures are found");
    found
}

fn collect(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            let name = path.strip_prefix(repository()).expect("inside").to_string_lossy().replace('/', "-");
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

/// Numbers without a pattern, the same every time.
fn noise() -> impl Iterator<Item = u8> {
    let mut state = 2_463_534_242_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_be_bytes()[0]
    })
}

#[test]
fn documents_cut_short_cost_themselves_alone() {
    let mut files = BTreeMap::new();
    for (name, bytes) in documents() {
        let (stem, ending) = name.rsplit_once('.').expect("it has an ending");
        for (part, length) in
            [("third", bytes.len() / 3), ("most", bytes.len() * 9 / 10), ("all-but-one", bytes.len() - 1)]
        {
            files.insert(format!("{stem}-{part}.{ending}"), bytes[..length].to_vec());
        }
    }
    check(&files);
}

#[test]
fn damaged_documents_cost_themselves_alone() {
    let mut noise = noise();
    let mut files = BTreeMap::new();
    for (name, mut bytes) in documents() {
        let (stem, ending) = name.rsplit_once('.').expect("it has an ending");
        for round in 0..3 {
            for _ in 0..5 {
                let wide: Vec<u8> = noise.by_ref().take(4).collect();
                let at = u32::from_le_bytes(wide.try_into().expect("four")) as usize % bytes.len();
                bytes[at] = noise.next().expect("endless");
            }
            files.insert(format!("{stem}-{round}.{ending}"), bytes.clone());
        }
    }
    check(&files);
}

#[test]
fn documents_under_a_wrong_name_cost_themselves_alone() {
    let endings = endings();
    let mut files = BTreeMap::new();
    for (name, bytes) in documents() {
        let is_plain = name.contains("letter.") || name.contains("hours.") || name.contains("locked");
        for ending in endings.iter().filter(|_| is_plain) {
            files.insert(format!("{}.{ending}", name.replace('.', "-")), bytes.clone());
        }
    }
    check(&files);
}

#[test]
fn noise_is_read_under_every_ending() {
    let heads: [(&str, &[u8]); 6] = [
        ("noise", b""),
        ("zip", b"PK\x03\x04"),
        ("ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("pdf", b"%PDF-1.7\n"),
        ("rtf", b"{\\rtf1 "),
        ("xml", b"<?xml version='1.0'?><html>"),
    ];
    let mut noise = noise();
    let mut files = BTreeMap::new();
    for ending in endings() {
        for (name, head) in heads {
            let bytes: Vec<u8> = head.iter().copied().chain(noise.by_ref().take(4_000)).collect();
            files.insert(format!("{name}.{ending}"), bytes);
        }
        files.insert(format!("empty.{ending}"), Vec::new());
        files.insert(format!("zeros.{ending}"), vec![0; 10_000]);
    }
    check(&files);
}

#[test]
fn documents_made_to_break_their_readers_do_not() {
    let files: BTreeMap<String, Vec<u8>> =
        crafted::documents().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let world = check(&files);
    for row in world.table("responses") {
        let text = row.text("text");
        assert!(!text.contains("root:") && !text.contains("hahaha"), "{} was expanded", row.text("source"));
    }
}

/// What mutated files were found to break readers with: huge lengths, indexes behind the end, pages that lie.
#[test]
fn files_that_broke_readers_once_cost_themselves_alone() {
    let mut files = BTreeMap::new();
    collect(&repository().join("tests/e2e/hostile/found"), &mut files);
    assert!(!files.is_empty(), "there are some");
    let world = check(&files);
    assert_eq!(world.run().stderr.matches("panicked").count(), 0);
}

#[test]
fn a_locked_document_is_told_as_locked() {
    let locked: BTreeMap<String, Vec<u8>> = documents()
        .into_iter()
        .filter(|(name, _)| {
            (name.contains("-locked.") || name.contains("-encrypted.")) && !name.contains("-eml-")
        })
        .collect();
    assert!(locked.len() >= 5, "the fixtures are found");
    let world = check(&locked);
    for row in world.table("responses").iter().filter(|row| !row.text("source").ends_with("good.html")) {
        assert_eq!(row.text("status"), "unreadable", "{row:?}");
        assert!(["password", "encrypted"].iter().any(|word| row.text("reason").contains(word)), "{row:?}");
    }
}

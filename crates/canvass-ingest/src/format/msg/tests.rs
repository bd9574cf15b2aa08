//! Messages of a real writer, whole and damaged.

use std::path::Path;

use proptest::prelude::*;

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/msg").join(name);
    std::fs::read(path).expect("a fixture")
}

#[track_caller]
fn check(name: &str, text: &str, told: &[&str]) -> MailHead {
    let letter = read(&fixture(name), "en").expect("a mail");
    assert_eq!(letter.text, text);
    let remarks: Vec<&str> = letter.remarks.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(remarks, told);
    letter.mail.expect("a head")
}

#[test]
fn a_letter_comes_out_as_it_does_by_internet_mail() {
    let eml = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/eml/letter.eml");
    let other = eml::read(&std::fs::read(eml).expect("a fixture"), "en").expect("a mail");
    let head = check("letter.msg", &other.text, &[]);
    let date = Some("2026-03-12T09:30:00Z".to_owned());
    assert_eq!(head, MailHead { date, ..other.mail.expect("a head") });
}

#[test]
fn files_and_messages_attached_follow_the_body() {
    check(
        "attached.msg",
        "Please see both.\n\n[attachment: Views – part 2.txt]\n\nEvenings matter most.\n\n\
         [attachment: Café hours.msg]\n\nThe café should stay.",
        &["the attachment `plans.zip` was not read: damaged: invalid Zip archive: Could not find EOCD"],
    );
}

#[test]
fn old_strings_are_decoded_and_pages_read() {
    let head = check("coded.msg", "Die Bücherei soll sonntags öffnen.", &[]);
    assert_eq!(head.subject.as_deref(), Some("Öffnungszeiten"));
    assert_eq!(head.from_name.as_deref(), Some("Jörg Müller"));
    check("page.msg", "Keep the café.\n\nOpen on Sundays.", &[]);
}

#[test]
fn a_message_that_only_carries_another_is_by_the_others_sender() {
    let head = check("carrier.msg", "[attachment: Café hours.msg]\n\nThe café should stay.", &[]);
    assert_eq!(head.from_address.as_deref(), Some("zoe@marsh.example"));
}

#[test]
fn packed_rtf_is_unpacked() {
    let bytes = fixture("rich.msg");
    let file = CompoundFile::open(Cursor::new(&bytes[..])).expect("a compound file");
    let mut store = Store::new(file, "en");
    let properties = store.properties(Path::new("/"), FILE_HEAD).expect("properties");
    let packed = store.bytes(&properties, id::RTF).expect("a body");
    let unpacked = String::from_utf8(compressed::unpack(&packed).expect("packed")).expect("ASCII");
    assert!(unpacked.ends_with(r"\pard Keep the caf\'e9.\par Open on Sundays.\par}"), "{unpacked}");
}

#[test]
fn what_is_no_message_is_refused() {
    let page = fixture("page.msg");
    for bytes in [&b""[..], b"From: a\n\nb", &page[..600]] {
        assert_eq!(read(bytes, "en").expect_err("no message"), NOT_OUTLOOK);
    }
}

#[test]
fn times_out_of_reach_are_none() {
    assert_eq!(written(0), None);
    assert_eq!(written(u64::MAX), None);
    assert_eq!(written(134_177_814_000_000_000).as_deref(), Some("2026-03-12T09:30:00Z"));
}

/// Messages with bytes changed and cut off.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20);
    let name = prop::sample::select(vec!["attached.msg", "letter.msg", "page.msg", "rich.msg"]);
    (name, edits, prop::option::weighted(0.2, any::<prop::sample::Index>())).prop_map(|(name, edits, cut)| {
        let mut bytes = fixture(name);
        for (place, byte) in edits {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
        let _ = read(&bytes, "en");
    }

    #[test]
    fn no_damage_makes_the_reader_panic(bytes in damaged()) {
        let _ = read(&bytes, "en");
    }
}

//! Mails of real writers, whole and damaged.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/eml").join(name);
    std::fs::read(path).expect("a fixture")
}

fn remarks(letter: &Letter) -> Vec<&str> {
    letter.remarks.iter().map(|(_, message)| message.as_str()).collect()
}

#[track_caller]
fn check(name: &str, text: &str, told: &[&str]) -> MailHead {
    let letter = read(&fixture(name), "en").expect("a mail");
    assert_eq!(letter.text, text);
    assert_eq!(remarks(&letter), told);
    letter.mail.expect("a head")
}

#[test]
fn a_letter_comes_out_as_it_was_written() {
    let letter = read(&fixture("letter.eml"), "en").expect("a mail");
    assert!(letter.text.starts_with("Wrenfield Village Hall Trust\nResponse to"));
    assert!(letter.text.contains("agreed what follows – nobody dissented.\n\n1. Do you agree"));
    assert!(letter.text.ends_with("Yours faithfully,\nAda Penrose-Okafor, Chair"));
    let head = letter.mail.expect("a head");
    assert_eq!(head.from_name.as_deref(), Some("Ada Penrose-Okafor"));
    assert_eq!(head.from_address.as_deref(), Some("ada@wrenfield-hall.example"));
    assert_eq!(head.subject.as_deref(), Some("Library opening hours"));
    assert_eq!(head.date.as_deref(), Some("2026-03-12T10:30:00+01:00"));
}

#[test]
fn plain_text_is_preferred_and_files_follow_it() {
    let head = check(
        "alternative.eml",
        "We would open on Sundays.\n\nNobody asked the café.\n\n[attachment: Rückmeldung – Teil 2.txt]\n\nMore staff first.",
        &[],
    );
    assert_eq!(head.subject.as_deref(), Some("RE: Library opening hours – our reply"));
}

#[test]
fn plain_text_that_only_points_to_the_page_gives_way() {
    let text = "We do not want shorter hours on Saturdays, since that is when working families come.";
    check("pointer.eml", text, &[]);
}

#[test]
fn texts_around_a_file_are_one_body() {
    let text = "Our reasons are in the file.\n\nThank you for reading.\n\n[attachment: reasons.txt]\n\nEvenings matter most.";
    check("between.eml", text, &[]);
}

#[test]
fn flowed_lines_are_joined() {
    let text = "We think that the library should stay open in the evening, because that is when most of us can come.\n\n\
                > Do you agree that weekday evening opening should end?\nNo.\n\n--\nAda";
    check("flowed.eml", text, &[]);
}

#[test]
fn a_mail_that_only_carries_another_is_by_the_others_sender() {
    let head = check("carrier.eml", "[attachment: Café hours]\n\nThe café should stay.", &[]);
    assert_eq!(head.from_name.as_deref(), Some("Zoë Marsh"));
}

#[test]
fn names_of_another_writer_are_decoded() {
    let head = check(
        "composed.eml",
        "We support Sunday opening – with paid staff.\n\nPlease see the notes attached.\n\n\
         [attachment: Notes on the “evening” question, as agreed by the committee – 4 March.txt]\n\n\
         Evenings pay for themselves.",
        &[],
    );
    assert_eq!(head.from_name.as_deref(), Some("Zoë Marsh, Friends’ Group"));
    assert_eq!(head.subject.as_deref(), Some("Réponse: library hours – the Friends’ view"));
    assert_eq!(head.date.as_deref(), Some("2026-03-14T18:05:00Z"));
}

#[test]
fn unexplained_bytes_are_looked_at() {
    check("unexplained.eml", "The café closes at 5.", &["not UTF-8; read as Windows-1252"]);
}

#[test]
fn what_is_not_read_is_told() {
    check(
        "unread.eml",
        "See the file.",
        &[
            "the attachment `winmail.dat` was not read: Outlook packed it for itself (TNEF)",
            "the attachment `plans.zip` was not read: damaged: invalid Zip archive: Could not find EOCD",
        ],
    );
    assert_eq!(read(&fixture("locked.eml"), "en").expect_err("locked"), "encrypted or sealed (S/MIME)");
    for bytes in [&b""[..], b"just words\n", b"note: this is no mail\n\nbody", b"PK\x03\x04"] {
        assert_eq!(read(bytes, "en").expect_err("no mail"), "not an e-mail message");
    }
}

#[test]
fn a_mail_cut_off_in_its_middle_keeps_what_there_is() {
    let whole = fixture("composed.eml");
    let letter = read(&whole[..700], "en").expect("a mail");
    assert!(letter.text.starts_with("We support Sunday opening –"), "{}", letter.text);
}

#[test]
fn messages_without_end_inside_each_other_are_refused() {
    let nested = "Content-Type: message/rfc822\n\n".repeat(100_000);
    assert_eq!(read(nested.as_bytes(), "en").expect_err("too deep"), "too many messages inside each other");
    let mut parts = String::new();
    for n in 0..100_000 {
        write!(parts, "Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n").expect("in memory");
    }
    assert_eq!(read(parts.as_bytes(), "en").expect("a mail").text, "");
}

/// Mails as real writers made them, with bytes put in, taken out and cut off.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    const NAMES: &[&str] =
        &["letter.eml", "alternative.eml", "between.eml", "carrier.eml", "composed.eml", "flowed.eml"];
    let edit = (any::<prop::sample::Index>(), any::<u8>(), 0..3_u8);
    (prop::sample::select(NAMES), prop::collection::vec(edit, 0..12)).prop_map(|(name, edits)| {
        let mut bytes = fixture(name);
        for (place, byte, kind) in edits {
            let at = place.index(bytes.len().max(1));
            match kind {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => drop(bytes.remove(at)),
                2 if byte < 25 => bytes.truncate(at),
                _ => bytes.insert(at.min(bytes.len()), byte),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
        let _ = read(&bytes, "en");
    }

    #[test]
    fn no_damage_makes_the_reader_panic(bytes in damaged()) {
        let _ = read(&bytes, "en");
    }

    #[test]
    fn no_pieces_make_the_reader_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "Content-Type: multipart/mixed; boundary=b", "Content-Type: message/rfc822", "Content-Type: text/html",
        "Content-Type: multipart/digest; boundary=\"\"", "Content-Transfer-Encoding: base64", "--b", "--b--", "\n", "\n\n",
        "\r\n", "Subject: =?utf-8?q?a?=", "Content-Type: text/plain; charset=utf-7; format=flowed", "Date: x", "From: <", "--", "=",
    ]), 0..40)) {
        let _ = read(pieces.concat().as_bytes(), "en");
        let _ = read(pieces.join("\n").as_bytes(), "en");
    }
}

#[test]
fn whoever_a_platform_sends_for_is_the_sender() {
    let mail = |from: &str, reply_to: &str| {
        let text = format!("From: {from}\nReply-To: {reply_to}\nSubject: Ferry\n\nKeep the ferry.");
        let head = read(text.as_bytes(), "en").expect("a mail").mail.expect("a head");
        (head.from_name, head.from_address)
    };
    let of = |name: Option<&str>, address: &str| (name.map(str::to_owned), Some(address.to_owned()));
    let platform = "Isle Action <noreply@isle.example>";
    assert_eq!(mail(platform, "Kit Orr <kit@orr.example>"), of(Some("Kit Orr"), "kit@orr.example"));
    assert_eq!(mail(platform, "kit@orr.example"), of(None, "kit@orr.example"));
    let via = "Kit Orr via Isle Action <noreply@isle.example>";
    assert_eq!(mail(via, "kit@orr.example"), of(Some("Kit Orr"), "kit@orr.example"));
    let own = "Kit Orr <kit@orr.example>";
    assert_eq!(mail(own, "kit@work.example"), of(Some("Kit Orr"), "kit@orr.example"));
}

#[test]
fn a_wrong_charset_is_seen_through() {
    let head = "From: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\n\n";
    let letter = |body: &[u8]| read(&[head.as_bytes(), body].concat(), "en").expect("a mail");
    let mislabelled = letter("I don’t want fees.\n".as_bytes());
    assert_eq!(mislabelled.text.trim(), "I don’t want fees.");
    assert!(remarks(&mislabelled)[0].contains("says that it is iso-8859-1, but it is UTF-8"));
    let labelled = letter(b"caf\xe9\n");
    assert_eq!((labelled.text.trim(), labelled.remarks.len()), ("café", 0));
}

//! PDFs by real writers, whole and damaged.

use proptest::prelude::*;

use super::*;

const LETTER: &[u8] = include_bytes!("../../../tests/fixtures/pdf/letter.pdf");
const COLUMNS: &[u8] = include_bytes!("../../../tests/fixtures/pdf/columns.pdf");
const NUMBERED: &[u8] = include_bytes!("../../../tests/fixtures/pdf/numbered.pdf");
const FORM: &[u8] = include_bytes!("../../../tests/fixtures/pdf/form.pdf");
const TABLE: &[u8] = include_bytes!("../../../tests/fixtures/pdf/table.pdf");
const SCAN: &[u8] = include_bytes!("../../../tests/fixtures/pdf/scan.pdf");
const LOCKED: &[u8] = include_bytes!("../../../tests/fixtures/pdf/locked.pdf");
const OWNER: &[u8] = include_bytes!("../../../tests/fixtures/pdf/owner.pdf");

/// Asserts that pieces stand in the text in this order.
#[track_caller]
fn check(bytes: &[u8], pieces: &[&str]) {
    let text = read(bytes, "en").expect("readable").text;
    let mut at = 0;
    for piece in pieces {
        let found =
            text[at..].find(piece).unwrap_or_else(|| panic!("{piece:?} is not behind {at} of {text}"));
        at += found + piece.len();
    }
    assert!(!text.contains(" \n") && !text.contains("\n\n\n") && text.trim() == text, "{text}");
}

#[test]
fn the_letter_keeps_its_words_and_paragraphs() {
    check(
        LETTER,
        &[
            "Wrenfield Village Hall Trust\nResponse to the consultation on library opening hours\n\nAbout us\n\nWe run",
            "on 4 March\nand agreed what follows – nobody dissented.\n\n1. Do you agree",
            "Sundays?\n\nYes\n\nFamilies",
            "“Friends’ group”",
            "depend on it:\n\n- the English conversation circle,\n- the homework club, and\n- the job-seekers’ hour.\n\nEnding",
            "£14,000",
            "Yours faithfully,\nAda Penrose-Okafor, Chair",
        ],
    );
    let text = read(LETTER, "en").expect("readable").text;
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text), words(include_str!("../../../tests/fixtures/letter.txt")));
}

#[test]
fn columns_are_read_one_after_the_other() {
    check(
        COLUMNS,
        &[
            "Marsham Cycle Forum\nDraft cycle lane plan\n\nMarsham Cycle Forum: response",
            "discuss the consulta-\ntion and the council's own",
            "are\ncurrently expected to negotiate an uncomfortable\ncrossing, and",
            "\n\nPage 1 of 2\n\n\u{c}Marsham Cycle Forum\nDraft cycle lane plan\n\nMaintenance.",
            "comparatively little.\n\nPage 2 of 2",
        ],
    );
}

#[test]
fn page_numbers_stand_by_themselves_where_a_sentence_runs_on() {
    check(
        NUMBERED,
        &["co-operation; without\n\n1\n\n\u{c}Response of the Marsham Cycle Forum\n\nco-operation between"],
    );
}

#[test]
fn what_was_filled_in_stands_where_it_was() {
    check(
        FORM,
        &[
            "Name Ada Penrose-Okafor",
            "on Sundays?\n\n☒ Yes\n\n☐ No\n\n☐ Not sure\n\n2. Do",
            "☐ Agree ☒ Disagree",
            "your answer:\n\nEvening classes depend on it.\nThe homework club has nowhere else to go.\n\n3.",
            "use most?\n\nWrenfield",
            "4. Anything else?\n\nOpen one hour later in winter.\n\nThank you.",
        ],
    );
}

#[test]
fn rows_of_a_table_are_lines() {
    check(
        TABLE,
        &[
            "hours\n\nQuestion | Our answer\n1. Should libraries open on Sundays? | Yes. Our members garden on Saturdays",
            "end? | No. The seed exchange meets",
            "\n3. Anything else? | Please keep the noticeboard.\n\nThe society would lend",
            "Notes for the council\nThe side gate is locked at dusk.",
        ],
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    for (bytes, expected) in [
        (SCAN, "no text layer"),
        (LOCKED, "encrypted with a password"),
        (b"Dear council".as_slice(), "not a PDF"),
        (b"%PDF-1.4", "a damaged PDF"),
        (&[b"%PDF-1.4\n1 0 obj ".as_slice(), &[b'['; 5000]].concat(), "a damaged PDF"),
    ] {
        assert_eq!(read(bytes, "en").expect_err("unreadable"), expected);
    }
}

#[test]
fn an_owners_password_locks_nobody_out() {
    let text = |bytes| read(bytes, "en").expect("readable").text;
    assert_eq!(text(OWNER), text(LETTER));
}

#[test]
fn a_lost_table_of_objects_is_made_anew() {
    let at = LETTER.windows(9).rposition(|window| window == b"startxref").expect("a PDF");
    let letter = read(&LETTER[..at], "en").expect("readable");
    assert_eq!(letter.text, read(LETTER, "en").expect("readable").text);
    assert_eq!(letter.remarks[0].0, "damaged");
}

#[test]
fn pages_are_named_in_a_sentence() {
    assert_eq!(named(&[3]), "page 3");
    assert_eq!(named(&[3, 4, 7]), "pages 3, 4 and 7");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = read(&bytes, "en");
        let _ = read(&[b"%PDF-1.7\n", &bytes[..]].concat(), "en");
    }

    #[test]
    fn damage_is_survived(
        which in 0..3_usize,
        cut in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
    ) {
        let mut bytes = [FORM, NUMBERED, COLUMNS][which].to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, "en");
        bytes.truncate(cut.index(bytes.len()));
        let _ = read(&bytes, "en");
    }
}

//! Content is never an error: odd files are counted and told of, and order changes no count.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::evidence;
use super::harness::{Row, World, check_waterfall, csv_records};

/// Bytes as they come: odd, but each with a name.
fn oddities() -> Vec<(&'static str, Vec<u8>)> {
    let letter = "1. Yes. The staff are kind – naïve, perhaps.\r\n\r\n2. No. It costs money.\r\n";
    let utf_16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(letter.encode_utf16());
        units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let mut state = 12345_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    vec![
        ("empty", Vec::new()),
        ("mark-only", b"\xef\xbb\xbf".to_vec()),
        ("white", b" \t\r\n \x0c\n".to_vec()),
        ("nul", b"1. Yes\0\0 The staff\0 are kind.\n2. No\0".to_vec()),
        ("utf-16-le", utf_16(true)),
        ("utf-16-be", utf_16(false)),
        ("windows", letter.replace('–', "\u{96}").chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect()),
        ("crlf", letter.as_bytes().to_vec()),
        ("cr", letter.replace("\r\n", "\r").into_bytes()),
        ("long-line", "The staff are kind, ".repeat(3_000).into_bytes()),
        ("long-word", "staff".repeat(50_000).into_bytes()),
        ("headings-only", b"1.\n2.\n3.\n1. 2. 3.\n".repeat(200)),
        ("marks", "“”‘’…—–\u{200b}\u{ad}\u{202e}\u{301}🦀👩‍👩‍👧".repeat(50).into_bytes()),
        ("noise", noise.take(5_000).collect()),
        ("cut-short", "The staff are naïv".as_bytes()[..17].to_vec()),
        ("quote", b"\"never closed, 1. Yes\n2. No".to_vec()),
        ("ragged", b"id,1. Do you agree that the library should open on Sundays?,why\na,Yes\nb,No,cost,more,and more\n\nc\n,,\n".to_vec()),
        ("json", b"{\"id\": 1, \"q1\": \"Yes\"}\n{\"id\": \n[1, 2]\n\"staff\"\n{\"id\": {\"deep\": [1, {\"q1\": null}]}}\n{}\n".to_vec()),
    ]
}

const ENDINGS: [&str; 9] = [".txt", ".md", ".csv", ".tsv", ".jsonl", ".docx", ".pdf", ".weird", ""];

#[test]
fn every_odd_file_is_counted_or_told_of() {
    let world = World::library();
    for ending in ENDINGS {
        for (name, bytes) in oddities() {
            world.write(&format!("consultation/responses/a b/{name}/deeper/still/{name}{ending}"), bytes);
        }
    }
    world.run();
    evidence::check(&world);
    check_waterfall(&world);
    let (responses, notices) = (world.table("responses"), world.notices());
    let known: BTreeSet<&str> = responses.iter().chain(&notices).map(|row| row.text("source")).collect();
    for source in world.files("consultation/responses").keys() {
        assert!(known.contains(source.as_str()), "{source} is lost");
    }
}

#[test]
fn letters_read_alike_in_every_encoding() {
    let world = World::library();
    for (name, bytes) in oddities() {
        if ["utf-16-le", "utf-16-be", "windows", "crlf"].contains(&name) {
            world.write(&format!("consultation/responses/{name}/{name}.txt"), bytes);
        }
    }
    world.run();
    let responses = world.table("responses");
    let texts: BTreeSet<&str> = responses.iter().map(|row| row.text("text")).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert_eq!(responses.len(), 4);
}

#[test]
fn a_folder_without_responses_is_a_consultation_all_the_same() {
    let world = World::library();
    let ran = world.run();
    assert!(ran.stdout.contains("0 received"), "{}", ran.stdout);
    assert_eq!(check_waterfall(&world), 0);
    world.canvass(&["search", "out", "staff"]).exits(1);
}

#[test]
fn one_response_is_enough() {
    let world = World::library();
    world.write("consultation/responses/a.txt", "1. Yes. The staff are kind.\n");
    for threads in ["1", "2", "3"] {
        world.canvass(&["run", "consultation", "--out", "out", "--threads", threads]).exits(0);
        assert_eq!(check_waterfall(&world), 1);
        evidence::check(&world);
    }
}

#[test]
fn ragged_rows_are_all_there() {
    let world = World::library();
    let mut table = String::from(
        "Response ID,1. Do you agree that the library should open on Sundays?,Please explain why\n",
    );
    for n in 0..300 {
        let row = match n % 5 {
            0 => format!("r{n}\n"),
            1 => format!("r{n},Yes\n"),
            2 => format!("r{n},No,it costs money\n"),
            3 => format!("r{n},No,it costs money,and,more,cells\n"),
            _ => format!("r{n},,\"the staff,\nsay\"\"so\"\"\"\n"),
        };
        write!(table, "{row}").expect("in memory");
    }
    world.write("consultation/responses/ragged.csv", table);
    world.run();
    evidence::check(&world);
    assert_eq!(check_waterfall(&world), 300);
    let answers = world.table("answers");
    assert!(answers.iter().any(|row| row.text("text") == "the staff,\nsay\"so\""), "{:?}", &answers[..9]);
}

#[test]
fn shuffled_rows_change_no_count() {
    let world = World::sample();
    world.run();
    let counts =
        ["option_support", "option_themes", "theme_counts", "theme_pairs", "closed_counts", "waterfall"];
    let before = counts.map(|table| world.table(table));
    let rows_before = ["answers", "mentions", "stances"].map(|table| sorted(&world, table));
    for step in [1, 5, 7] {
        shuffle(&world, "consultation/responses/survey/online-export.csv", step);
        world.run();
        evidence::check(&world);
        for (table, before) in counts.iter().zip(&before) {
            assert_eq!(&world.table(table), before, "{table}");
        }
        for (table, before) in ["answers", "mentions", "stances"].into_iter().zip(&rows_before) {
            assert_eq!(&sorted(&world, table), before, "{table}");
        }
    }
}

/// The rows of a table, whatever their order.
fn sorted(world: &World, table: &str) -> Vec<String> {
    let mut rows: Vec<String> = world.table(table).iter().map(|row: &Row| format!("{row:?}")).collect();
    rows.sort();
    rows
}

/// Deals the rows of a CSV file anew, the heading kept: every `step`-th from behind, around and around.
fn shuffle(world: &World, path: &str, step: usize) {
    let text = world.read(path);
    let records = csv_records(&text);
    let (heading, rows) = records.split_first().expect("a heading");
    let n_rows = rows.len();
    assert!(step == 1 || n_rows % step != 0, "every row is dealt once");
    let dealt = (0..n_rows).map(|at| rows[n_rows - 1 - at * step % n_rows]);
    let records: Vec<&str> = std::iter::once(*heading).chain(dealt).collect();
    world.write(path, records.join("\n") + "\n");
}

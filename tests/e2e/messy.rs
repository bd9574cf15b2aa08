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

const QUESTION: &str = "1. Do you agree that the library should open on Sundays?";

#[test]
fn a_quotation_mark_never_closed_costs_no_row() {
    let world = World::library();
    let survey = format!(
        "Response ID,{QUESTION},1a. Please explain\nr1,Yes,\"The staff are kind.\nr2,No,It costs money.\nr3,No,\"Too dear, and too late.\"\n"
    );
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    let responses = world.table("responses");
    let ids: Vec<&str> = responses.iter().map(|row| row.text("response_id")).collect();
    assert_eq!(ids, ["r1", "r2", "r3"]);
    let notices = world.notices();
    let told = notices.iter().find(|notice| notice.text("kind") == "quotes").expect("it is told");
    assert!(told.text("message").contains("in line 2"), "{told:?}");
}

#[test]
fn replies_that_say_nothing_are_counted_as_such() {
    let world = World::library();
    let survey = format!(
        "Response ID,{QUESTION},1a. Please explain,2. Any other comments?\n\
         r1,,N/A,n/a\nr2,,See attached letter about staff,Please see attached.\nr3,Yes,As above,No comment\nr4,,-,\nr5,,see attached,\n"
    );
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    let responses = world.table("responses");
    let status = |id: &str| {
        let row = responses.iter().find(|row| row.text("response_id") == id).expect("a response");
        let reason = if row.is_null("reason") { "" } else { row.text("reason") };
        format!("{} {reason}", row.text("status"))
    };
    let found = ["r1", "r2", "r3", "r4", "r5"].map(status);
    assert_eq!(found, ["blank no comment", "analysed ", "analysed ", "blank no text", "blank see attached"]);
    let asides = world.table("asides");
    let kinds: Vec<(&str, &str)> = asides.iter().map(|row| (row.text("kind"), row.text("quote"))).collect();
    let placeholder = |quote| ("placeholder", quote);
    assert_eq!(
        kinds,
        [placeholder("Please see attached."), placeholder("As above"), placeholder("No comment")]
    );
    assert!(
        world.table("mentions").iter().all(|row| row.text("response_id") == "r2"),
        "only words are coded"
    );
}

#[test]
fn tables_of_any_shape_are_read_to_their_end() {
    let world = World::library();
    let headers: Vec<String> = (0..10_000).map(|at| format!("Column {at}")).collect();
    let cells: Vec<String> = (0..10_000).map(|at| at.to_string()).collect();
    let wide = format!("Response ID,{QUESTION},{}\nwide,Yes,{}\n", headers.join(","), cells.join(","));
    world.write("consultation/responses/wide.csv", wide);
    let sparse = format!("Response ID,{QUESTION}\n{}sparse,No\n", "\n".repeat(100_000));
    world.write("consultation/responses/sparse.csv", sparse);
    let long = format!("Response ID,{QUESTION},1a. Please explain\nlong,Yes,{}\n", "word ".repeat(1_000_000));
    world.write("consultation/responses/long.csv", long);
    let lines = format!("{}{{\"id\": 1, \"{QUESTION}\": \"Yes\"}}\n", "\n".repeat(100_000));
    world.write("consultation/responses/lines.jsonl", lines);
    world.write(
        "consultation/responses/empty-lines.txt",
        format!("{}The staff are kind.", "\n".repeat(100_000)),
    );
    world.run();
    let responses = world.table("responses");
    let ids: Vec<&str> = responses.iter().map(|row| row.text("response_id")).collect();
    assert_eq!(ids, ["empty-lines.txt", "1", "long", "sparse", "wide"], "{ids:?}");
    assert!(responses.iter().all(|row| row.text("status") == "analysed"));
    assert!(world.table("responses")[2].text("text").len() >= 5_000_000);
}

#[test]
fn equal_ticks_count_alike_whatever_is_written_beside_them() {
    let world = World::library();
    let mut survey = format!("Response ID,Respondent type,{QUESTION},1a. Please explain\n");
    for n in 0..8 {
        writeln!(survey, "y{n},Resident,{},", if n % 2 == 0 { "Yes" } else { "No" }).expect("in memory");
    }
    survey += "a,N/A,In winter,\nb,-,In winter,The gulls were loud at noon.\nc,,Weekly,\n\
        d,,Monthly,The gulls were loud at dusk.\ne,,-,The gulls were loud at dawn.\nf,,N/A,Gulls are loud whenever.\n";
    world.write("consultation/responses/survey.csv", survey);
    world.run();
    let stances = world.table("stances");
    let stance = |id: &str| {
        let is_it = |row: &&Row| row.text("response_id") == id && row.text("option_id") == "sunday";
        stances.iter().find(is_it).expect("a row").text("stance").to_owned()
    };
    assert_eq!(["a", "b", "c", "d"].map(stance), ["unclear"; 4]);
    let counts: Vec<String> = world
        .table("closed_counts")
        .iter()
        .filter(|row| row.text("view") == "all" && row.text("group") == "all")
        .map(|row| format!("{} {}", row.text("closed"), row.int("responses")))
        .collect();
    let expected =
        ["Yes 4", "No 4", "In winter 2", "Monthly 1", "Weekly 1", "in words only 2", "not answered 0"];
    assert_eq!(counts, expected);
    let kinds: BTreeSet<String> = world
        .table("option_support")
        .iter()
        .filter(|row| row.text("group") == "respondent_type")
        .map(|row| row.text("group_value").to_owned())
        .collect();
    assert_eq!(kinds, ["Resident", "not given"].map(str::to_owned).into());
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_received_and_unreadable() {
    let world = World::library();
    world.write("consultation/responses/a.txt", "The staff are kind to all who come.\n");
    let link = world.path("consultation/responses/lost.docx");
    std::os::unix::fs::symlink("nowhere.docx", link).expect("linked");
    world.run();
    let steps = world.table("waterfall");
    let count = |step: &str| {
        let of_step = steps.iter().filter(|row| row.text("step") == step);
        of_step.map(|row| row.int("responses")).sum::<i64>()
    };
    assert_eq!(["received", "unreadable", "analysed"].map(count), [2, 1, 1]);
    let notices = world.notices();
    let told = notices.iter().filter(|notice| notice.text("source") == "lost.docx");
    assert_eq!(told.map(|notice| notice.text("kind")).collect::<Vec<_>>(), ["not-readable"]);
}

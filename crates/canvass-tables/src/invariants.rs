//! What holds of the tables whatever the responses, tried on responses made up at random.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use canvass_core::CodedResponse;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::file::Limits;
use crate::fixture::{WORLD, in_view, responses, write};
use crate::schema::{TABLES, TableDef};
use crate::{Table, Value, read};

/// Everything that counts, and so must not depend on the order of responses.
const COUNTS: [&str; 6] =
    ["option_support", "option_themes", "theme_counts", "theme_pairs", "closed_counts", "waterfall"];

fn any_responses() -> impl Strategy<Value = Vec<CodedResponse>> {
    responses_with(&[""])
}

/// The same, some of them copies of two templates.
fn any_copies() -> impl Strategy<Value = Vec<CodedResponse>> {
    responses_with(&["", " copy=A", " copy=A+", " copy=B"])
}

fn responses_with(copies: &'static [&'static str]) -> impl Strategy<Value = Vec<CodedResponse>> {
    prop::collection::vec(any_line(copies), 0..14).prop_map(|lines| {
        let numbered = lines.iter().enumerate().map(|(at, line)| format!("r{at}{line}"));
        responses(&numbered.collect::<Vec<_>>().join("\n"))
    })
}

fn written(coded: &[CodedResponse]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), coded, 3, Limits::default());
    dir
}

fn any_line(copies: &'static [&'static str]) -> impl Strategy<Value = String> {
    let place = prop::sample::select(vec!["q1", "q2", "q3", "q1,q2", "q2,q3", "@one", "@two", "-"]);
    let reply = prop::sample::select(vec!["", " Yes", " YES", " no", " No.", " Don't-know"]);
    let words =
        prop::collection::vec(prop::sample::select(vec!["funding", "sanctions", "flexibility", "so"]), 0..6);
    let answer = (place, reply, words)
        .prop_map(|(place, reply, words)| format!(" | {place}{reply}: {}", words.join(" ")));
    let stance = || prop::sample::select(vec!["support", "oppose", "mixed", "unclear", "not_addressed"]);
    let kind = prop::sample::select(vec![
        "",
        " respondent_type=charity",
        " respondent_type=Charity",
        " respondent_type=body",
    ]);
    let copy = prop::sample::select(copies);
    let analysed = (copy, kind, prop::collection::vec(answer, 0..4), stance(), stance()).prop_map(
        |(copy, kind, answers, one, two)| format!("{copy}{kind}{} | one={one} two={two}", answers.concat()),
    );
    let other = prop::sample::select(vec![
        " blank",
        " unreadable=scan",
        " unreadable",
        " duplicate=r0",
        " excluded=test",
    ]);
    prop_oneof![4 => analysed, 1 => other.prop_map(str::to_owned)]
}

/// What a count table says a row is of.
const PARTS: [&str; 3] = ["view", "group", "group_value"];
const VIEWS: [&str; 3] = ["all", "campaigns_once", "campaigns_out"];

fn number(table: &Table, row: &[Value], column: &str) -> i64 {
    row[table.column(column).expect("a column")].as_int().expect("a whole number")
}

fn text<'a>(table: &Table, row: &'a [Value], column: &str) -> &'a str {
    row[table.column(column).expect("a column")].as_text().expect("text")
}

/// Number of responses that count, by view, group and value.
fn sizes(dir: &TempDir) -> BTreeMap<[String; 3], i64> {
    let support = read(dir.path(), "option_support").expect("a table");
    let size = |row: &[Value]| number(&support, row, "base") + number(&support, row, "not_addressed");
    let key = |row: &[Value]| PARTS.map(|column| text(&support, row, column).to_owned());
    support.rows.iter().map(|row| (key(row), size(row))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn shuffling_responses_changes_no_count(
        (coded, shuffled) in any_responses().prop_flat_map(|coded| (Just(coded.clone()), Just(coded).prop_shuffle()))
    ) {
        let (one, other) = (written(&coded), written(&shuffled));
        for name in COUNTS {
            prop_assert_eq!(read(one.path(), name).expect("a table"), read(other.path(), name).expect("a table"));
        }
    }

    #[test]
    fn batches_do_not_show_in_the_bytes(coded in any_responses(), batch in 1_usize..6) {
        let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let limits = Limits { n_rows: 5, n_bytes: 60 };
        prop_assert_eq!(write(one.path(), &coded, 100, limits), write(other.path(), &coded, batch, limits));
        for file in TABLES.map(TableDef::file_name) {
            let bytes = |dir: &TempDir| std::fs::read(dir.path().join(&file)).expect("a file");
            prop_assert!(bytes(&one) == bytes(&other), "{} differs", file);
        }
    }

    #[test]
    fn row_groups_do_not_show_in_the_values(coded in any_responses()) {
        let dir = tempfile::tempdir().expect("a folder");
        let counts = write(dir.path(), &coded, 4, Limits { n_rows: 2, n_bytes: 40 });
        let whole = written(&coded);
        for (name, n_rows) in counts.tables {
            let grouped = read(dir.path(), &name).expect("a table");
            prop_assert_eq!(grouped.rows.len() as u64, n_rows);
            prop_assert_eq!(grouped, read(whole.path(), &name).expect("a table"));
        }
    }

    #[test]
    fn cells_add_up_to_their_base_in_every_view(coded in any_copies()) {
        let dir = written(&coded);
        let sizes = sizes(&dir);
        for view in VIEWS {
            let all = sizes[&[view, "all", "all"].map(str::to_owned)];
            let of_view = sizes.iter().filter(|([one, ..], _)| one == view);
            prop_assert_eq!(of_view.map(|(_, size)| size).sum::<i64>(), 2 * all);
        }

        let closed = read(dir.path(), "closed_counts").expect("a table");
        let mut sums: BTreeMap<(&str, [String; 3]), i64> = BTreeMap::new();
        for row in &closed.rows {
            let part = PARTS.map(|column| text(&closed, row, column).to_owned());
            prop_assert_eq!(number(&closed, row, "base"), sizes[&part]);
            *sums.entry((text(&closed, row, "question_id"), part)).or_default() += number(&closed, row, "responses");
        }
        for ((_, part), sum) in sums {
            prop_assert_eq!(sum, sizes[&part]);
        }

        for name in ["theme_counts", "option_themes"] {
            let themes = read(dir.path(), name).expect("a table");
            for row in &themes.rows {
                prop_assert!(number(&themes, row, "responses") <= number(&themes, row, "base"));
            }
        }
    }

    #[test]
    fn who_stands_for_a_campaign_is_told(coded in any_copies()) {
        let dir = written(&coded);
        let [responses, stances, campaigns, support] = ["responses", "stances", "campaigns", "option_support"]
            .map(|name| read(dir.path(), name).expect("a table"));
        let counted: BTreeSet<&str> =
            campaigns.rows.iter().map(|row| text(&campaigns, row, "counted_response_id")).collect();
        let at = responses.column("campaign_id").expect("a column");
        let counts: BTreeSet<&str> = responses
            .rows
            .iter()
            .map(|row| (row, text(&responses, row, "response_id")))
            .filter(|(row, id)| row[at] == Value::Null || counted.contains(id))
            .map(|(_, id)| id)
            .collect();
        let mut expected: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for row in stances.rows.iter().filter(|row| counts.contains(text(&stances, row, "response_id"))) {
            let cell = (text(&stances, row, "option_id"), text(&stances, row, "stance"));
            *expected.entry(cell).or_default() += 1;
        }
        for row in support.rows.iter().filter(|row| PARTS.map(|part| text(&support, row, part)) == ["campaigns_once", "all", "all"]) {
            for stance in ["support", "oppose", "mixed", "unclear", "not_addressed"] {
                let cell = (text(&support, row, "option_id"), stance);
                let expected = expected.get(&cell).copied().unwrap_or_default();
                prop_assert_eq!(number(&support, row, stance), expected);
            }
        }
    }

    #[test]
    fn views_are_ordered(coded in any_copies()) {
        let dir = written(&coded);
        for (name, counts) in [
            ("option_support", &["support", "oppose", "mixed", "unclear", "not_addressed", "base"][..]),
            ("theme_counts", &["responses", "mentions", "base"]),
            ("closed_counts", &["responses", "base"]),
            ("option_themes", &["responses", "base"]),
        ] {
            let table = read(dir.path(), name).expect("a table");
            let texts = |row: &[Value]| -> Vec<String> {
                row[1..].iter().filter_map(|cell| cell.as_text().map(str::to_owned)).collect()
            };
            let of = |view: &'static str| -> BTreeMap<Vec<String>, &Vec<Value>> {
                table.rows_where("view", view).map(|row| (texts(row), row)).collect()
            };
            let (all, once, out) = (of(VIEWS[0]), of(VIEWS[1]), of(VIEWS[2]));
            for column in counts {
                // A row that is not there counts nothing.
                let get = |rows: &BTreeMap<Vec<String>, &Vec<Value>>, key: &Vec<String>| {
                    rows.get(key).map_or(0, |row| number(&table, row, column))
                };
                for key in once.keys().chain(out.keys()) {
                    prop_assert!(get(&all, key) >= get(&once, key) && get(&once, key) >= get(&out, key));
                }
            }
        }
    }

    #[test]
    fn a_campaign_of_equal_letters_counts_once(coded in any_responses(), n in 2..9_usize) {
        let base = |coded: &[CodedResponse], view: &str| {
            let table = in_view(coded, "option_support", view);
            let row = table.rows.iter().find(|row| text(&table, row, "group") == "all").expect("a total");
            number(&table, row, "base") + number(&table, row, "not_addressed")
        };
        let copy = |at| format!("copy{at} copy=A | q1: funding is short | one=support");
        let copies: Vec<String> = (0..n).map(copy).collect();
        let copies = responses(&copies.join("\n"));
        let more: Vec<CodedResponse> = coded.iter().cloned().chain(copies).collect();
        prop_assert_eq!(base(&more, VIEWS[0]) - base(&coded, VIEWS[0]), n.cast_signed() as i64);
        prop_assert_eq!(base(&more, VIEWS[1]) - base(&coded, VIEWS[1]), 1);
        prop_assert_eq!(base(&more, VIEWS[2]), base(&coded, VIEWS[2]));
    }

    #[test]
    fn the_waterfall_adds_up(coded in any_responses()) {
        let dir = written(&coded);
        let steps = read(dir.path(), "waterfall").expect("a table");
        let number = |row: &Vec<Value>| row[2].as_int().expect("a whole number");
        let received = number(&steps.rows[0]);
        prop_assert_eq!(received, coded.len().cast_signed() as i64);
        prop_assert_eq!(steps.rows[1..].iter().map(number).sum::<i64>(), received);
    }

    #[test]
    fn exclusions_add_up_to_the_waterfall(coded in any_responses()) {
        let dir = written(&coded);
        let [steps, exclusions] =
            ["waterfall", "exclusions"].map(|name| read(dir.path(), name).expect("a table"));
        let place = |table: &Table, row: &[Value]| {
            ["step", "reason"].map(|column| row[table.column(column).expect("a column")].to_string())
        };
        let mut counted: BTreeMap<[String; 2], i64> = BTreeMap::new();
        for row in &exclusions.rows {
            *counted.entry(place(&exclusions, row)).or_default() += 1;
            prop_assert_eq!(row[5] != Value::Null, text(&exclusions, row, "step") == "duplicate");
        }
        let taken_off = steps.rows.iter().filter(|row| !["received", "analysed"].contains(&text(&steps, row, "step")));
        let told = taken_off.map(|row| (place(&steps, row), number(&steps, row, "responses")));
        prop_assert_eq!(told.filter(|(_, responses)| *responses > 0).collect::<BTreeMap<_, _>>(), counted);
    }
}

/// Where [`writes_where_told`] writes when another process asks it to.
const TOLD: &str = "CANVASS_TABLES_TEST_DIR";

/// Enough responses for several row groups and for work to be shared out.
#[test]
fn writes_where_told() {
    let lines = (0..40).map(|round| {
        WORLD
            .lines()
            .map(|line| line.trim_start().replacen(' ', &format!("{round} "), 1) + "\n")
            .collect::<String>()
    });
    let coded = responses(&lines.collect::<String>());
    let own = tempfile::tempdir().expect("a folder");
    let dir = std::env::var_os(TOLD).map_or_else(|| own.path().to_owned(), PathBuf::from);
    let counts = write(&dir, &coded, 7, Limits { n_rows: 64, n_bytes: 1 << 10 });
    assert_eq!((counts.received, counts.analysed, counts.tables.len()), (320, 200, TABLES.len()));
}

#[test]
fn threads_do_not_show_in_the_bytes() {
    let dirs = ["1", "4"].map(|n_threads| {
        let dir = tempfile::tempdir().expect("a folder");
        let done = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "invariants::writes_where_told"])
            .env(TOLD, dir.path())
            .env("POLARS_MAX_THREADS", n_threads)
            .output()
            .expect("this program runs again");
        assert!(done.status.success(), "{done:?}");
        dir
    });
    for file in TABLES.map(TableDef::file_name) {
        let [one, other] = dirs.each_ref().map(|dir| std::fs::read(dir.path().join(&file)).expect("a file"));
        assert!(one == other, "{file} differs");
    }
}

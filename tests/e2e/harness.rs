//! The one harness: a folder of one's own to run the command in, and readers of what it wrote.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};
use tempfile::TempDir;

/// The command under test.
pub(crate) const CANVASS: &str = env!("CARGO_BIN_EXE_canvass");

/// A definition with two options and three questions, for responses made up on the spot.
const LIBRARY: &str = r#"
[consultation]
id = "library"
title = "The future of the library"
language = "en"
groups = ["respondent_type"]

[[option]]
id = "sunday"
label = "Sunday opening"
aliases = ["opening on Sundays"]

[[option]]
id = "fines"
label = "An end to fines"
aliases = ["abolishing fines"]

[[question]]
id = "q1"
number = "1"
text = "Do you agree that the library should open on Sundays?"
option = "sunday"

[[question]]
id = "q2"
number = "2"
text = "Do you agree that fines for late books should end?"
option = "fines"

[[question]]
id = "q3"
number = "3"
text = "What else would you change about the library?"
kind = "open"
"#;

/// Themes for it.
const LIBRARY_THEMES: &str = r#"
[[theme]]
id = "staff"
label = "Staff"
description = "Those who work there."
any = ["staff", "librarian"]

[[theme]]
id = "money"
label = "Money"
description = "What it costs."
any = ["money", "cost", "afford*"]
"#;

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there")
}

/// A folder of one's own, gone when dropped.
pub(crate) struct World {
    dir: TempDir,
}

impl World {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The sample consultation, copied to `consultation/`.
    pub(crate) fn sample() -> Self {
        let world = Self::empty();
        copy(&repository().join("data/serious-violence"), &world.path("consultation"));
        world
    }

    /// The two real responses under the sample's definition; none, and a note, where they are not at hand.
    pub(crate) fn seeds() -> Option<Self> {
        let seeds = repository().join("../shared/seeds");
        if !seeds.is_dir() {
            note(&format!("skipped: there is no folder {}", seeds.display()));
            return None;
        }
        let world = Self::empty();
        for name in ["consultation.toml", "themes.toml"] {
            let bytes = fs::read(repository().join("data/serious-violence").join(name)).expect("shipped");
            world.write(&format!("consultation/{name}"), bytes);
        }
        for name in ["aym.txt", "lcjb.txt"] {
            let bytes = fs::read(seeds.join(name)).expect("a seed");
            world.write(&format!("consultation/responses/{name}"), bytes);
        }
        Some(world)
    }

    /// A small consultation of its own about a library, without responses.
    pub(crate) fn library() -> Self {
        let world = Self::empty();
        world.write("consultation/consultation.toml", LIBRARY);
        world.write("consultation/themes.toml", LIBRARY_THEMES);
        fs::create_dir(world.path("consultation/responses")).expect("made");
        world
    }

    /// A path inside.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.dir.path().join(inside)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, inside: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().expect("inside a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// Replaces the first `old` in a file, which must be there.
    pub(crate) fn edit(&self, inside: &str, old: &str, new: &str) {
        let text = self.read(inside);
        assert!(text.contains(old), "`{old}` is not in {inside}");
        self.write(inside, text.replacen(old, new, 1));
    }

    /// A file as text.
    pub(crate) fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).expect("a text file")
    }

    /// Runs the command here.
    pub(crate) fn canvass(&self, args: &[&str]) -> Ran {
        self.canvass_in("", args)
    }

    /// Runs the command in a folder inside.
    pub(crate) fn canvass_in(&self, inside: &str, args: &[&str]) -> Ran {
        let output = Command::new(CANVASS)
            .current_dir(self.path(inside))
            .env_remove("CLICOLOR_FORCE")
            .args(args)
            .output()
            .expect("the command starts");
        Ran {
            typed: args.join(" "),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }

    /// Runs `consultation/` into `out/`, which must work.
    pub(crate) fn run(&self) -> Ran {
        self.canvass(&["run", "consultation", "--out", "out"]).exits(0)
    }

    /// Every row of a table of `out/`; of one that is counted in several views, those over all responses.
    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        self.table_of("out", name)
    }

    /// Every row of a table of some output, or of its view over all responses.
    pub(crate) fn table_of(&self, out: &str, name: &str) -> Vec<Row> {
        let mut rows = self.every_view_of(out, name);
        rows.retain(|row| !row.columns().contains(&"view") || row.text("view") == "all");
        rows
    }

    /// Every row of a table, in every view.
    pub(crate) fn every_view_of(&self, out: &str, name: &str) -> Vec<Row> {
        let ran = self.canvass(&["tables", out, name, "--json"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
        ran.stdout.lines().map(|line| Row(serde_json::from_str(line).expect("an object a line"))).collect()
    }

    /// The notices of `out/`.
    pub(crate) fn notices(&self) -> Vec<Row> {
        let notices = self.read("out/notices.jsonl");
        notices.lines().map(|line| Row(serde_json::from_str(line).expect("an object a line"))).collect()
    }

    /// Every file below a folder, by its path in there.
    pub(crate) fn files(&self, inside: &str) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.path(inside), "", &mut found);
        found
    }

    /// The names in a folder, sorted.
    pub(crate) fn names(&self, inside: &str) -> Vec<String> {
        names(&self.path(inside))
    }
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) typed: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Asserts how it exited.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "canvass {}\nstdout: {}\nstderr: {}",
            self.typed,
            self.stdout,
            self.stderr
        );
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("JSON on stdout")
    }

    /// What the carets on standard error point at.
    pub(crate) fn under_carets(&self) -> Option<String> {
        let lines: Vec<&str> = self.stderr.lines().collect();
        let at = lines.iter().position(|line| line.contains('^'))?;
        let carets: Vec<char> = lines[at].chars().collect();
        let start = carets.iter().position(|c| *c == '^')?;
        let length = carets[start..].iter().take_while(|c| **c == '^').count();
        Some(lines[at.checked_sub(1)?].chars().skip(start).take(length).collect())
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row(Map<String, Value>);

impl Row {
    /// A cell.
    #[track_caller]
    pub(crate) fn cell(&self, column: &str) -> &Value {
        self.0.get(column).unwrap_or_else(|| panic!("no column `{column}` in {:?}", self.0))
    }

    /// A cell of text; a null is empty.
    #[track_caller]
    pub(crate) fn text(&self, column: &str) -> &str {
        match self.cell(column) {
            Value::Null => "",
            value => value.as_str().unwrap_or_else(|| panic!("`{column}` is no text: {value}")),
        }
    }

    /// A whole number.
    #[track_caller]
    pub(crate) fn int(&self, column: &str) -> i64 {
        self.cell(column).as_i64().unwrap_or_else(|| panic!("`{column}` is no whole number: {self:?}"))
    }

    /// A yes or no.
    #[track_caller]
    pub(crate) fn is(&self, column: &str) -> bool {
        self.cell(column).as_bool().unwrap_or_else(|| panic!("`{column}` is no yes or no: {self:?}"))
    }

    /// A share; null where the base is 0.
    #[track_caller]
    pub(crate) fn share(&self, column: &str) -> Option<f64> {
        self.cell(column).as_f64()
    }

    /// Whether a cell is null.
    #[track_caller]
    pub(crate) fn is_null(&self, column: &str) -> bool {
        self.cell(column).is_null()
    }

    /// Two offsets.
    #[track_caller]
    pub(crate) fn range(&self, start: &str, end: &str) -> Range<usize> {
        let offset = |column| usize::try_from(self.int(column)).expect("an offset");
        offset(start)..offset(end)
    }

    /// The columns, in order.
    pub(crate) fn columns(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}

/// Asserts that what was received is what was taken off and what was analysed, and returns how many.
pub(crate) fn check_waterfall(world: &World) -> i64 {
    let waterfall = world.table("waterfall");
    let sum = |steps: &[&str]| -> i64 {
        waterfall.iter().filter(|row| steps.contains(&row.text("step"))).map(|row| row.int("responses")).sum()
    };
    let received = sum(&["received"]);
    assert_eq!(received, sum(&["unreadable", "blank", "duplicate", "excluded", "analysed"]), "{waterfall:?}");
    assert_eq!(received, i64::try_from(world.table("responses").len()).expect("few"));
    let mut left_out = BTreeMap::<(String, String), i64>::new();
    for row in world.table("exclusions") {
        *left_out.entry((row.text("step").to_owned(), row.text("reason").to_owned())).or_default() += 1;
    }
    let steps = waterfall.iter().filter(|row| !["received", "analysed"].contains(&row.text("step")));
    let steps = steps.filter(|row| row.int("responses") > 0);
    let steps = steps.map(|row| ((row.text("step").into(), row.text("reason").into()), row.int("responses")));
    assert_eq!(left_out, steps.collect(), "every response that is left out has a row");
    received
}

/// The records of a CSV file as written, the heading first; line ends in quotes do not part them.
pub(crate) fn csv_records(text: &str) -> Vec<&str> {
    let mut records = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                records.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        records.push(&text[start..]);
    }
    records
}

/// Copies a folder with all in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for name in names(from) {
        if from.join(&name).is_dir() {
            copy(&from.join(&name), &to.join(&name));
        } else {
            fs::copy(from.join(&name), to.join(&name)).expect("copied");
        }
    }
}

/// Says why a test was skipped.
#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
pub(crate) fn note(message: &str) {
    eprintln!("{message}");
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"))
        .collect();
    names.sort();
    names
}

fn collect(dir: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for name in names(dir) {
        let path = dir.join(&name);
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), found);
        } else {
            found.insert(format!("{prefix}{name}"), fs::read(&path).expect("a file"));
        }
    }
}

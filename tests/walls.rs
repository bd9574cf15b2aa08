//! What must not be there: the walls between the rooms, read off the manifests and the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The one crate that may import its siblings.
const TOP: &str = "canvass";

/// The one crate that everyone may import.
const GROUND: &str = "canvass-core";

/// Crates that compile in seconds, and what they must not pull in for it.
const LIGHT: [&str; 3] = ["canvass-core", "canvass-ingest", "canvass-coding"];

/// Each engine with the one room that knows it.
const ENGINES: [(&str, &str); 2] = [("tantivy", "canvass-search"), ("polars", "canvass-tables")];

/// The root of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there")
}

/// What cargo says to a question about this workspace.
fn cargo(args: &[&str]) -> String {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
        .current_dir(repository())
        .args(args)
        .arg("--offline")
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "cargo {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The folders under `crates/`, which are the crates.
fn crates() -> Vec<String> {
    let entries = fs::read_dir(repository().join("crates")).expect("crates/");
    let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let mut names: Vec<String> =
        folders.map(|path| path.file_name().expect("named").to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Every file below a folder with one of the endings, with its text.
fn files(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden && !path.ends_with("target") {
            found.extend(files(&path, endings));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            let text = fs::read_to_string(&path).expect("a text file");
            found.push((path, text));
        }
    }
    found
}

/// The sources of a crate.
fn sources(name: &str) -> Vec<(PathBuf, String)> {
    files(&repository().join("crates").join(name).join("src"), &["rs"])
}

/// Every line for which `is_wrong`, as path, number and text.
fn wrong_lines(files: &[(PathBuf, String)], is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let root = repository();
    let mut wrong = Vec::new();
    for (path, text) in files {
        let path = path.strip_prefix(&root).unwrap_or(path);
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| is_wrong(line)) {
            wrong.push(format!("{}:{number}: {}", path.display(), line.trim()));
        }
    }
    wrong
}

#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether a text holds a word that stands alone or begins a longer name in snake case or a path.
fn names_word(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric()))
}

#[test]
fn the_arrows_are_the_fan() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1"])).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        let of_this_house = |name: &str| packages.iter().any(|other| other["name"] == name);
        let dependencies = package["dependencies"].as_array().expect("a list").iter();
        let names = dependencies.filter_map(|dependency| dependency["name"].as_str());
        let name = package["name"].as_str().expect("named");
        arrows.insert(name, names.filter(|name| of_this_house(name)).collect());
    }
    let names: Vec<String> = arrows.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(names, crates(), "a crate is its folder, and none lives elsewhere");
    for (name, targets) in &arrows {
        let allowed: BTreeSet<&str> = match *name {
            TOP => arrows.keys().copied().filter(|other| *other != TOP).collect(),
            GROUND => BTreeSet::new(),
            _ => BTreeSet::from([GROUND]),
        };
        assert_eq!(*targets, allowed, "{name}");
    }
}

#[test]
fn light_crates_pull_in_no_engine() {
    for name in LIGHT {
        let tree = cargo(&["tree", "-p", name, "-e", "normal", "--prefix", "none", "--format", "{p}"]);
        let wrong: Vec<String> = tree
            .lines()
            .filter(|line| ENGINES.iter().any(|(engine, _)| line.starts_with(engine)))
            .map(|line| format!("{name} pulls in {line}"))
            .collect();
        assert_none(&wrong);
        assert!(tree.starts_with(name), "{tree}");
    }
}

#[test]
fn engines_are_named_in_their_rooms_alone() {
    for (engine, room) in ENGINES {
        let mut wrong = Vec::new();
        for name in crates().iter().filter(|name| *name != room) {
            let folder = repository().join("crates").join(name);
            wrong.extend(wrong_lines(&files(&folder, &["rs", "toml"]), |line| names_word(line, engine)));
        }
        assert_none(&wrong);
    }
}

#[test]
fn engines_show_in_no_public_signature() {
    for (engine, room) in ENGINES {
        // What is `pub` in a private module can still be reached; so no `pub` item names the engine at all.
        let is_wrong = |line: &str| {
            let line = line.trim_start();
            line.starts_with("pub ") && !line.starts_with("pub(") && names_word(line, engine)
        };
        assert_none(&wrong_lines(&sources(room), is_wrong));
    }
}

#[test]
fn core_knows_no_file_clock_environment_or_chance() {
    let forbidden =
        ["std::fs", "std::time", "std::env", "std::net", "std::process", "std::thread", "std::io"];
    let is_wrong = |line: &str| forbidden.iter().any(|path| line.contains(path)) || line.contains("rand::");
    assert_none(&wrong_lines(&sources(GROUND), is_wrong));
    let tree = cargo(&["tree", "-p", GROUND, "-e", "normal", "--prefix", "none", "--format", "{p}"]);
    let chance = tree.lines().filter(|line| line.starts_with("rand") || line.starts_with("getrandom"));
    assert_none(&chance.map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn themes_and_stances_are_strangers() {
    let src = repository().join("crates/canvass-coding/src");
    for (room, other) in
        [("theme", "stance"), ("stance", "theme"), ("pattern", "theme"), ("pattern", "stance")]
    {
        let mut room_files = files(&src.join(room), &["rs", "toml"]);
        let front = src.join(format!("{room}.rs"));
        room_files.push((front.clone(), fs::read_to_string(front).expect("the room's front")));
        assert!(room_files.len() > 1, "{room} is a folder");
        let is_wrong = |line: &str| {
            let code = line.split("//").next().unwrap_or(line);
            let is_use = code.trim_start().starts_with("use ") || code.trim_start().starts_with("pub use ");
            let path = format!("{other}::");
            let reaches =
                code.contains(&format!("crate::{other}")) || code.contains(&format!("super::{path}"));
            let noun = code.contains(&format!("canvass_core::{other}"));
            reaches || noun || (is_use && names_word(code, other))
        };
        assert_none(&wrong_lines(&room_files, is_wrong));
    }
}

#[test]
fn the_program_is_general() {
    let everything = files(&repository().join("crates"), &["rs", "toml", "md", "txt", "csv", "json"]);
    let is_wrong = |line: &str| {
        let line = line.to_lowercase();
        ["serious violence", "serious-violence", "serious_violence"]
            .iter()
            .any(|subject| line.contains(subject))
    };
    assert_none(&wrong_lines(&everything, is_wrong));
}

/// Every Rust file of the repository.
fn all_rust() -> Vec<(PathBuf, String)> {
    ["crates", "tests", "bench"]
        .iter()
        .flat_map(|folder| files(&repository().join(folder), &["rs"]))
        .collect()
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let macros = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!"));
    let marks = [concat!("FIX", "ME"), concat!("TO", "DO:"), concat!("XX", "X"), concat!("#[ig", "nore")];
    let is_wrong = |line: &str| {
        macros.iter().any(|name| line.contains(name.as_str())) || marks.iter().any(|mark| line.contains(mark))
    };
    assert_none(&wrong_lines(&all_rust(), is_wrong));
}

#[test]
fn every_file_says_what_it_is() {
    let root = repository();
    let silent: Vec<String> = all_rust()
        .iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path.strip_prefix(&root).unwrap_or(path).display().to_string())
        .collect();
    assert_none(&silent);
}

#[test]
fn there_is_no_mod_rs() {
    let found: Vec<String> = all_rust()
        .iter()
        .filter(|(path, _)| path.ends_with("mod.rs"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_none(&found);
}

#[test]
fn the_map_names_every_crate_and_no_place_that_is_not_there() {
    let map = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let named: Vec<&str> = map.split('`').skip(1).step_by(2).collect();
    for name in crates() {
        assert!(named.contains(&format!("crates/{name}").as_str()), "`crates/{name}` is not on the map");
    }
    let missing: Vec<String> = named
        .iter()
        .filter(|name| is_path(name) && !repository().join(name).exists())
        .map(|name| (*name).to_owned())
        .collect();
    assert_none(&missing);
}

/// Whether what stands in backticks is a path of this repository: one word with a slash, or with a file's ending.
fn is_path(name: &str) -> bool {
    let endings = [".rs", ".toml", ".md", ".py", ".sh"];
    let is_word = !name.contains(char::is_whitespace) && !name.contains("::") && !name.starts_with("out/");
    is_word
        && (name.contains('/') || endings.iter().any(|ending| name.ends_with(ending)))
        && !name.contains('*')
}

#[test]
fn tests_change_no_feature_of_what_is_shipped() {
    // Else the engines would be compiled twice: once to run the command, once to test it.
    let tree = |edges: &str| -> BTreeSet<String> {
        let format = ["--prefix", "none", "--format", "{p} [{f}]"];
        let args = [&["tree", "--workspace", "-e", edges][..], &format].concat();
        cargo(&args).lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
    };
    let (shipped, tested) = (tree("normal,build"), tree("normal,build,dev"));
    assert_none(&shipped.difference(&tested).cloned().collect::<Vec<_>>());
}

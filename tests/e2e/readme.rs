//! The README's commands are commands: each with the options it is shown with.

use std::collections::BTreeSet;

use super::harness::{World, repository};

fn readme() -> String {
    std::fs::read_to_string(repository().join("README.md")).expect("README.md")
}

/// Lines of shell in a Markdown text, prompts and comments taken off.
fn shell_lines(markdown: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in markdown.lines() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            inside = !inside && ["sh", "bash", "shell", "console"].contains(&language.trim());
        } else if inside {
            let line = line.trim().trim_start_matches("$ ");
            found.push(line.split(" #").next().unwrap_or(line).to_owned());
        }
    }
    found
}

/// What follows the name of the command, where the line runs it.
fn typed(line: &str) -> Option<Vec<&str>> {
    let rest = line.split_once("cargo run --release -- ").map(|(_, rest)| rest);
    let rest = rest.or_else(|| line.strip_prefix("canvass "))?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    words.first().is_some_and(|word| word.chars().all(|c| c.is_ascii_lowercase())).then_some(words)
}

#[test]
fn every_command_shown_is_there() {
    let world = World::empty();
    let lines = shell_lines(&readme());
    let commands: Vec<Vec<&str>> = lines.iter().filter_map(|line| typed(line)).collect();
    assert!(commands.iter().any(|words| words.first() == Some(&"run")), "the main job is shown");
    for words in commands {
        // `canvass themes` has commands of its own.
        let n_names = if words[0] == "themes" { 2 } else { 1 };
        let asked = [&words[..n_names], &["--help"]].concat();
        let help = world.canvass(&asked).exits(0).stdout;
        let known: BTreeSet<&str> = help.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).collect();
        for option in words.iter().filter(|word| word.starts_with("--")) {
            let name = option.split('=').next().unwrap_or(option);
            assert!(known.contains(name), "canvass {} has no {option}", words[..n_names].join(" "));
        }
    }
}

#[test]
fn paths_in_shell_lines_are_there() {
    for line in shell_lines(&readme()) {
        for word in line
            .split_whitespace()
            .filter(|word| ["data/", "tests/", "bench/"].iter().any(|dir| word.starts_with(dir)))
        {
            assert!(repository().join(word).exists(), "`{word}` in `{line}`");
        }
    }
}

#[test]
fn the_table_of_formats_is_whole() {
    let world = World::library();
    world.write("consultation/responses/a.unheard-of", "x");
    world.run();
    let notices = world.notices();
    let told = notices.iter().find_map(|notice| notice.text("message").split_once("supported: "));
    let known: BTreeSet<String> =
        told.expect("it says what is").1.split(", ").map(|ending| format!(".{ending}")).collect();
    let readme = readme();
    let table = readme.lines().skip_while(|line| !line.starts_with("| format |")).skip(2);
    let rows = table.take_while(|line| line.starts_with('|'));
    let shown = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).filter(|name| name.starts_with('.'));
    assert_eq!(shown.map(str::to_owned).collect::<BTreeSet<_>>(), known);
}

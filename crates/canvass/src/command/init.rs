//! `canvass init`: a commented start.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use canvass_ingest::assignments;

use crate::Outcome;
use crate::args::InitArgs;
use crate::complaint::Complaint;

/// What the definition to begin with is called, unless its folder has a name.
const ID: &str = "my-consultation";
/// Its title.
const TITLE: &str = "The title as printed";

const CONSULTATION: &str = include_str!("init/consultation.toml");
const THEMES: &str = include_str!("init/themes.toml");
const ASSIGNMENTS: &str = include_str!("init/assignments.csv");

pub(crate) fn run(args: &InitArgs) -> Result<Outcome> {
    let folder = &args.folder;
    for name in ["consultation.toml", "themes.toml", assignments::FILE] {
        if folder.join(name).exists() {
            let hint = "choose another folder, or edit the files that are there".to_owned();
            let message = format!("`{}` is already there", folder.join(name).display());
            return Err(Complaint::new(message, vec![hint]).into());
        }
    }
    let responses = folder.join("responses");
    fs::create_dir_all(&responses).with_context(|| format!("cannot make `{}`", responses.display()))?;
    write(&folder.join("consultation.toml"), &consultation(folder))?;
    write(&folder.join("themes.toml"), THEMES)?;
    write(&folder.join(assignments::FILE), ASSIGNMENTS)?;
    let shown = folder.display();
    anstream::println!("Made {shown}/consultation.toml, {shown}/themes.toml and {shown}/responses/,");
    anstream::println!("and {shown}/assignments.csv, where a run is corrected by hand.");
    anstream::println!("Edit the first two files, put the responses in, then: canvass check {shown}");
    Ok(Outcome::Done)
}

/// The definition to begin with, called as the folder is; one that tells no name leaves it as it is.
fn consultation(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = real.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let words: Vec<&str> =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return CONSULTATION.to_owned();
    }
    let title = words.join(" ");
    let mut letters = title.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let id = words.join("-").to_lowercase();
    CONSULTATION.replace(ID, &id).replace(TITLE, &title)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

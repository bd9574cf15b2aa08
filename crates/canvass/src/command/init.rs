//! `canvass init`: a commented start.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use canvass_ingest::assignments;

use crate::Outcome;
use crate::args::InitArgs;
use crate::complaint::Complaint;

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
    write(&folder.join("consultation.toml"), CONSULTATION)?;
    write(&folder.join("themes.toml"), THEMES)?;
    write(&folder.join(assignments::FILE), ASSIGNMENTS)?;
    let shown = folder.display();
    anstream::println!("Made {shown}/consultation.toml, {shown}/themes.toml and {shown}/responses/,");
    anstream::println!("and {shown}/assignments.csv, where a run is corrected by hand.");
    anstream::println!("Edit the first two files, put the responses in, then: canvass check {shown}");
    Ok(Outcome::Done)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

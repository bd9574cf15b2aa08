//! `canvass init`: a commented start.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::Outcome;
use crate::args::InitArgs;
use crate::complaint::Complaint;

const CONSULTATION: &str = include_str!("init/consultation.toml");
const THEMES: &str = include_str!("init/themes.toml");

pub(crate) fn run(args: &InitArgs) -> Result<Outcome> {
    let folder = &args.folder;
    for name in ["consultation.toml", "themes.toml"] {
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
    let shown = folder.display();
    anstream::println!("Made {shown}/consultation.toml, {shown}/themes.toml and {shown}/responses/.");
    anstream::println!("Edit the two files, put the responses in, then: canvass check {shown}");
    Ok(Outcome::Done)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

//! `canvass themes import` and `export`: other people's lexicons, there and back.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use canvass_coding::theme::exchange::{self, Format, Note};
use canvass_coding::theme::{self, CodeFrame};

use crate::Outcome;
use crate::args::{ThemesExportArgs, ThemesImportArgs};
use crate::complaint::Complaint;
use crate::print::counted;

pub(crate) fn import(args: &ThemesImportArgs) -> Result<Outcome> {
    let shown = args.file.display().to_string();
    let format = match &args.format {
        Some(name) => named(name)?,
        None => Format::of_file(&shown).ok_or_else(|| {
            let message = format!("the format of `{shown}` cannot be told by its name");
            Complaint::new(message, vec![format!("name it with --format: {}", names())])
        })?,
    };
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read `{shown}`"))?;
    let imported = exchange::import(&bytes, format).map_err(|error| {
        Complaint::new(format!("`{shown}`, {error}"), vec![format!("other formats: {}", names())])
    })?;
    tell(&shown, &imported.notes);
    let [themes, rules] =
        [(imported.n_themes, "theme"), (imported.n_rules, "rule")].map(|(n, noun)| counted(n as u64, noun));
    anstream::eprintln!("{themes}, {rules}");
    put(args.dest.as_deref(), &imported.themes)
}

pub(crate) fn export(args: &ThemesExportArgs) -> Result<Outcome> {
    let format = named(&args.to)?;
    let frame = frame(&args.from)?;
    let exported = exchange::export(&frame, format);
    tell(&frame.path, &exported.notes);
    put(args.dest.as_deref(), &exported.text)
}

/// The code frame of a file, of a consultation's folder, or of an output.
fn frame(from: &Path) -> Result<CodeFrame> {
    let places = [from.to_owned(), from.join("themes.toml"), from.join("models/themes.toml")];
    let file = places.into_iter().find(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(from));
    Ok(theme::load(&file).map_err(Complaint::of)?)
}

fn named(name: &str) -> Result<Format> {
    let known = || Format::ALL.into_iter().map(|(_, known, _)| known);
    Ok(Format::from_name(name).ok_or_else(|| {
        let near = canvass_core::nearest(name, known());
        let hint =
            near.map_or_else(|| format!("known: {}", names()), |near| format!("did you mean `{near}`?"));
        Complaint::new(format!("unknown format `{name}`"), vec![hint])
    })?)
}

fn names() -> String {
    let each = Format::ALL.map(|(_, name, endings)| format!("{name} (.{})", endings.join(", .")));
    each.join(", ")
}

/// What was not carried over goes beside the data.
fn tell(file: &str, notes: &[Note]) {
    for note in notes {
        match note.line {
            0 => anstream::eprintln!("note: {}", note.what),
            line => anstream::eprintln!("note: {file}:{line}: {}", note.what),
        }
    }
}

fn put(dest: Option<&Path>, text: &str) -> Result<Outcome> {
    match dest {
        Some(path) => {
            std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        None => std::io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(Outcome::Done)
}

//! `canvass check`: are the files right, and how will the tables be read?

use std::path::Path;

use anyhow::Result;
use canvass_coding::stance::Lexicon;
use canvass_core::text::{Analyzer, Language};
use canvass_ingest::{Alignment, Column, Intake, Role, definition};

use crate::args::CheckArgs;
use crate::command::read_documents;
use crate::complaint::Complaint;
use crate::examples::Surprises;
use crate::models::Files;
use crate::{Outcome, models, print};

pub(crate) fn run(args: &CheckArgs) -> Result<Outcome> {
    let files = models::load(&args.folder)?;
    let consultation = &files.definition.consultation;
    let language = Language::from_code(&consultation.language).unwrap_or(Language::ENGLISH);
    let surprises = Surprises::of(&files);
    let alignments = canvass_ingest::alignments(&args.folder, &files.definition).map_err(Complaint::of)?;
    check_assignments(&args.folder, &files, language)?;
    let remarks = remarks(&args.folder, &files, &alignments)?;
    let findings = print::check::Findings {
        files: &files,
        surprises: &surprises,
        alignments: &alignments,
        remarks: &remarks,
    };
    if args.json {
        print::json(&findings.to_json())?;
    } else {
        findings.print()?;
    }
    if args.write {
        write(&args.folder, &alignments)?;
    }
    let is_right = surprises.is_empty() && alignments.iter().all(|table| table.mistakes.is_empty());
    Ok(if is_right { Outcome::Done } else { Outcome::No })
}

/// What a run would warn of, and what to do about it.
fn remarks(folder: &Path, files: &Files, alignments: &[Alignment]) -> Result<Vec<String>> {
    let responses = canvass_ingest::open(folder, &files.definition).map_err(Complaint::of)?;
    let empty = responses.is_empty().then(|| {
        format!("no responses yet: put them into {}, at any depth", folder.join("responses").display())
    });
    let of_tables = alignments
        .iter()
        .flat_map(|table| table.remarks.iter().map(move |remark| format!("{}: {remark}", table.source)));
    let groups = files.definition.consultation.groups.iter().filter(|_| empty.is_none());
    let unknown = groups.filter_map(|name| unknown_group(name, alignments));
    Ok(empty.iter().cloned().chain(of_tables).chain(unknown).collect())
}

/// Tells of a group that no response can have: every one may have some attributes, a column gives its own.
fn unknown_group(name: &str, alignments: &[Alignment]) -> Option<String> {
    if matches!(name, "respondent_type" | "region" | "language" | "format" | "subject") {
        return None;
    }
    let is_it = |other: &str| other.trim().to_lowercase() == name.trim().to_lowercase();
    let of_choice = |column: &Column| column.choice.as_ref().is_some_and(|choice| is_it(&choice.of));
    let columns = alignments.iter().flat_map(|table| &table.columns);
    let named: Vec<&Column> = columns.filter(|column| is_it(&column.header) || of_choice(column)).collect();
    if named.iter().any(|column| !matches!(column.role, Role::Answer { .. } | Role::Letter)) {
        return None;
    }
    let remedy = if named.is_empty() {
        "name a column that is kept as an attribute, or leave it out"
    } else {
        "say in a [[table]] section that its column is an attribute: read = \"attribute\""
    };
    Some(format!("no response has `{name}`, which `groups` in consultation.toml names; {remedy}"))
}

/// Whether the corrections fit the responses; those that are corrected are read.
fn check_assignments(folder: &Path, files: &Files, language: Language) -> Result<()> {
    let mut analyzer = Analyzer::new(language);
    let intake = Intake::new(&files.definition, &mut analyzer).with_workers(read_documents::workers()?);
    let checked = files.assignments.check(folder, &files.definition, &intake, &mut analyzer);
    checked.map_err(Complaint::of)?;
    Ok(())
}

/// Writes the alignments down, and tells on standard error what became of them.
fn write(folder: &Path, alignments: &[Alignment]) -> Result<()> {
    let written = definition::write(folder, alignments, Lexicon::LANGUAGES).map_err(Complaint::of)?;
    let file = folder.join(definition::FILE);
    for table in &written.tables {
        anstream::eprintln!("wrote how `{table}` is read into {}", file.display());
    }
    for table in &written.kept {
        anstream::eprintln!("left the section of `{table}` as it is: it was not written by this command");
    }
    match written.n_unsure {
        0 => {}
        1 => anstream::eprintln!("hint: one column could not be told; a comment there says which"),
        n => anstream::eprintln!("hint: {n} columns could not be told; comments there say which"),
    }
    Ok(())
}

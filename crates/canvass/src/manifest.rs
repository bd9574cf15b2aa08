//! `manifest.json`: what made an output. No times and no places in it, so that the same input gives the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::models::{Files, sha256};
use crate::pipeline::Done;

/// Version of the layout of the output folder.
pub(crate) const SCHEMA: u32 = 1;

/// What made an output, and how many responses went which way.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) program: String,
    pub(crate) version: String,
    pub(crate) schema: u32,
    pub(crate) consultation: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) sha256: Hashes,
    pub(crate) responses: Responses,
    /// Analysed responses by language, without the consultation's.
    pub(crate) other_languages: BTreeMap<String, u64>,
    pub(crate) notices: u64,
    pub(crate) rows: Vec<(String, u64)>,
}

/// SHA-256, in hexadecimal.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Hashes {
    pub(crate) responses: String,
    pub(crate) consultation: String,
    pub(crate) themes: String,
    pub(crate) stance: String,
    /// Of the corrections, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assignments: Option<String>,
}

/// The waterfall in short.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Responses {
    pub(crate) received: u64,
    pub(crate) unreadable: u64,
    pub(crate) blank: u64,
    pub(crate) duplicate: u64,
    pub(crate) excluded: u64,
    pub(crate) analysed: u64,
}

/// What goes into every table's metadata.
pub(crate) fn metadata(files: &Files) -> Vec<(String, String)> {
    let mut metadata = vec![
        ("canvass_version".into(), env!("CARGO_PKG_VERSION").into()),
        ("consultation".into(), files.definition.consultation.id.clone()),
        ("consultation_sha256".into(), files.definition.sha256.clone()),
        ("themes_sha256".into(), sha256(&[&files.frame.source])),
        ("stance_sha256".into(), files.lexicon_sha256.clone()),
    ];
    let assignments = files.assignments.sha256();
    metadata.extend(assignments.map(|sha256| ("assignments_sha256".into(), sha256.into())));
    metadata
}

/// The manifest of a run.
pub(crate) fn of(files: &Files, done: &Done) -> Manifest {
    let (consultation, counts) = (&files.definition.consultation, &done.counts);
    Manifest {
        program: "canvass".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        schema: SCHEMA,
        consultation: consultation.id.clone(),
        title: consultation.title.clone(),
        language: consultation.language.clone(),
        sha256: Hashes {
            responses: done.input_sha256.clone(),
            consultation: files.definition.sha256.clone(),
            themes: sha256(&[&files.frame.source]),
            stance: files.lexicon_sha256.clone(),
            assignments: files.assignments.sha256().map(str::to_owned),
        },
        responses: Responses {
            received: counts.received,
            unreadable: counts.unreadable,
            blank: counts.blank,
            duplicate: counts.duplicate,
            excluded: counts.excluded,
            analysed: counts.analysed,
        },
        other_languages: done.other_languages.clone(),
        notices: done.n_notices,
        rows: counts.tables.clone(),
    }
}

/// Writes it into an output folder.
pub(crate) fn write(dir: &Path, manifest: &Manifest) -> Result<()> {
    let path = dir.join("manifest.json");
    let text = serde_json::to_string_pretty(manifest).expect("plain data is always JSON") + "\n";
    std::fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// The manifest of an output.
pub(crate) fn read(dir: &Path) -> Result<Manifest> {
    let path = dir.join("manifest.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("`{}` is not of this version", path.display()))
}

impl Manifest {
    /// What two outputs were made from, where it differs.
    pub(crate) fn differences(&self, other: &Self) -> Vec<&'static str> {
        let (one, two) = (&self.sha256, &other.sha256);
        let pairs = [
            ("program", self.version != other.version),
            ("responses", one.responses != two.responses),
            ("consultation", one.consultation != two.consultation),
            ("themes", one.themes != two.themes),
            ("stance", one.stance != two.stance),
            ("assignments", one.assignments != two.assignments),
        ];
        pairs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}

/// Whether a folder holds the manifest of an output of this program.
pub(crate) fn is_in(dir: &Path) -> bool {
    let text = std::fs::read_to_string(dir.join("manifest.json")).unwrap_or_default();
    serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|manifest| manifest["program"] == "canvass")
}

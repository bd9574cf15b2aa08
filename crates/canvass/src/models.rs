//! A consultation's files, loaded and compiled.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use canvass_coding::stance::{Lexicon, StanceModel};
use canvass_coding::theme::{CodeFrame, ThemeModel};
use canvass_core::text::{Analyzer, Language};
use canvass_ingest::{Assignments, Coverage, Definition, definition};
use canvass_ingest::{Error as IngestError, Intake, Languages, Workers};
use sha2::{Digest, Sha256};

use crate::complaint::Complaint;

/// What was asked and how it will be coded, as the files say it.
pub(crate) struct Files {
    pub(crate) definition: Definition,
    pub(crate) assignments: Assignments,
    pub(crate) frame: CodeFrame,
    pub(crate) lexicon: Lexicon,
    /// SHA-256 of the lexicon with its changes, in hexadecimal.
    pub(crate) lexicon_sha256: String,
    /// What `stance.toml` says, if it is there.
    stance_changes: Option<String>,
}

/// The folder in an output that keeps the models it was made with.
pub(crate) const KEPT: &str = "models";

impl Files {
    /// Writes the files as they were read, so that an output can be asked later what it was made with.
    pub(crate) fn keep(&self, out: &Path) -> Result<()> {
        let dir = out.join(KEPT);
        std::fs::create_dir_all(&dir).with_context(|| format!("cannot make `{}`", dir.display()))?;
        let changes = self.stance_changes.as_ref().map(|changes| (STANCE, changes));
        let always = [(definition::FILE, &self.definition.source), (THEMES, &self.frame.source)];
        for (name, source) in always.into_iter().chain(changes) {
            let path = dir.join(name);
            std::fs::write(&path, source).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        Ok(())
    }
}

const THEMES: &str = "themes.toml";
const STANCE: &str = "stance.toml";

/// Everything the workers share.
pub(crate) struct Models {
    pub(crate) intake: Intake,
    pub(crate) assignments: Assignments,
    pub(crate) themes: ThemeModel,
    pub(crate) stances: StanceModel,
    /// Tells the responses that the models can read from those in other languages.
    pub(crate) languages: Languages,
    /// To be cloned by each worker: its clones agree on every word of the models.
    pub(crate) analyzer: Analyzer,
    /// What there is for other languages, by their code.
    pub(crate) others: BTreeMap<&'static str, OtherModels>,
}

/// The models of another language than the consultation's; one of the two is there.
pub(crate) struct OtherModels {
    pub(crate) themes: Option<ThemeModel>,
    pub(crate) stances: Option<StanceModel>,
    pub(crate) analyzer: Analyzer,
}

impl Models {
    /// What can be read of other languages.
    pub(crate) fn coverage(&self) -> BTreeMap<&'static str, Coverage> {
        let coverage = |other: &OtherModels| Coverage {
            rules: other.themes.as_ref().map_or(0, ThemeModel::n_rules),
            home_rules: self.themes.n_rules(),
            stances: other.stances.is_some(),
        };
        self.others.iter().map(|(code, other)| (*code, coverage(other))).collect()
    }
}

/// Reads `consultation.toml`, `themes.toml` and, if they are there, `stance.toml` and `assignments.csv`.
pub(crate) fn load(folder: &Path) -> Result<Files> {
    let definition = definition::load(folder, Lexicon::LANGUAGES).map_err(Complaint::of)?;
    let assignments = Assignments::load(folder, &definition.consultation).map_err(Complaint::of)?;
    let frame = canvass_coding::theme::load(&folder.join(THEMES)).map_err(Complaint::of)?;
    let built_in = Lexicon::built_in(&definition.consultation.language).map_err(Complaint::of)?;
    let path = folder.join(STANCE);
    let changes = match std::fs::read_to_string(&path) {
        Ok(source) => Some(source),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(reason) => return Err(Complaint::of(IngestError::Read { path, reason }).into()),
    };
    let lexicon_sha256 = sha256(&[
        Lexicon::built_in_source(&definition.consultation.language),
        changes.as_deref().unwrap_or(""),
    ]);
    let lexicon = match &changes {
        Some(source) => built_in.with_changes(&path.display().to_string(), source).map_err(Complaint::of)?,
        None => built_in,
    };
    Ok(Files { definition, assignments, frame, lexicon, lexicon_sha256, stance_changes: changes })
}

/// Compiles the files.
pub(crate) fn compile(files: &Files, workers: Workers) -> Models {
    let consultation = &files.definition.consultation;
    let language = Language::from_code(&consultation.language).unwrap_or(Language::ENGLISH);
    let mut analyzer = Analyzer::new(language);
    let themes = files.frame.compile(&mut analyzer, language.code());
    let stances = StanceModel::compile(&files.lexicon, consultation, &mut analyzer)
        .expect("patterns of the lexicon were parsed when it was loaded");
    let intake = Intake::new(&files.definition, &mut analyzer).with_workers(workers);
    let assignments = files.assignments.clone();
    let languages = Languages::new(language, &mut analyzer);
    let others = compile_others(files, language);
    Models { intake, assignments, themes, stances, languages, analyzer, others }
}

/// Compiles what is written for other languages: rules of the code frame, and the built-in cues.
fn compile_others(files: &Files, home: Language) -> BTreeMap<&'static str, OtherModels> {
    let with_rules = files.frame.languages();
    let codes = with_rules.iter().chain(Lexicon::LANGUAGES).copied().filter(|code| *code != home.code());
    let compile = |code| {
        let language = Language::from_code(code)?;
        let mut analyzer = Analyzer::new(language);
        let has_rules = with_rules.contains(&code);
        let themes = has_rules.then(|| files.frame.compile(&mut analyzer, home.code()));
        let stances = Lexicon::built_in(code).ok().map(|lexicon| {
            StanceModel::compile(&lexicon, &files.definition.consultation, &mut analyzer)
                .expect("patterns of the lexicon were parsed when it was loaded")
        });
        Some((language.code(), OtherModels { themes, stances, analyzer }))
    };
    codes.filter_map(compile).collect()
}

/// SHA-256 of texts one after the other, in hexadecimal.
pub(crate) fn sha256(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
    }
    hexadecimal(&hash.finalize())
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string");
        text
    })
}

//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod init;
pub(crate) mod read_documents;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod tables;
pub(crate) mod themes;

use std::path::Path;

use anyhow::Result;

use crate::complaint::Complaint;

/// Complains where a folder is no output of a run.
fn require_output(out: &Path) -> Result<()> {
    if out.join("manifest.json").is_file() {
        return Ok(());
    }
    let message = if out.exists() {
        format!("`{}` is no output of a run", out.display())
    } else {
        format!("there is no folder `{}`", out.display())
    };
    let hint = if out.join("consultation.toml").is_file() {
        format!("this is a consultation: `canvass run {}` makes an output of it", out.display())
    } else {
        "`canvass run FOLDER` makes one, by default under out/".to_owned()
    };
    Err(Complaint::new(message, vec![hint]).into())
}

//! All or nothing: a run is written beside the old output and swapped in by one rename.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rustix::fs::{CWD, RenameFlags, renameat_with};

/// A folder being written, which becomes `target` when all of it is there.
pub(crate) struct Staging {
    dir: PathBuf,
    target: PathBuf,
}

impl Staging {
    /// Begins beside `target`. What a killed run left there is removed.
    pub(crate) fn begin(target: &Path) -> Result<Self> {
        if target.exists() && !is_ours(target) {
            anyhow::bail!("`{}` is there and is no output of canvass; it is left alone", target.display());
        }
        let name =
            target.file_name().map_or_else(|| "out".into(), |name| name.to_string_lossy().into_owned());
        let dir = target.with_file_name(format!(".{name}.partial"));
        if dir.exists() {
            fs::remove_dir_all(&dir).with_context(|| format!("cannot remove `{}`", dir.display()))?;
        }
        fs::create_dir_all(&dir).with_context(|| format!("cannot make `{}`", dir.display()))?;
        Ok(Self { dir, target: target.to_owned() })
    }

    /// Where to write.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Swaps the new output in and removes the old.
    pub(crate) fn commit(self) -> Result<()> {
        let failed = || format!("cannot move the new output to `{}`", self.target.display());
        if !self.target.exists() {
            return fs::rename(&self.dir, &self.target).with_context(failed);
        }
        exchange(&self.dir, &self.target).with_context(failed)?;
        fs::remove_dir_all(&self.dir)
            .with_context(|| format!("cannot remove the old `{}`", self.dir.display()))
    }
}

/// Whether a folder is one that a run may replace: an output of a run, or empty.
fn is_ours(dir: &Path) -> bool {
    dir.join("manifest.json").is_file() || fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

/// Exchanges two folders in one step where the file system can; else in two.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    let aside = old.with_extension("previous");
    fs::rename(old, &aside)?;
    fs::rename(new, old)?;
    fs::rename(&aside, new)
}

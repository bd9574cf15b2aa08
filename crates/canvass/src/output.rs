//! All or nothing: a run is written beside the old output and swapped in by one rename.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::complaint::Complaint;
use crate::manifest;

/// A folder being written, which becomes `target` when all of it is there, and is removed where it never is.
#[derive(Debug)]
pub(crate) struct Staging {
    dir: PathBuf,
    target: PathBuf,
}

impl Staging {
    /// Begins the output `out` of the consultation in `folder`, beside where it will be.
    ///
    /// A link is followed: what it points to is replaced. What a killed run left is removed.
    pub(crate) fn begin(out: &Path, folder: &Path) -> Result<Self> {
        let target = resolve(out)?;
        require_apart(out, &target, folder)?;
        if target.exists() && !is_ours(&target) {
            return Err(refusal(out, "is there and is no output of canvass; it is left alone"));
        }
        let dir = beside(&target, "partial");
        clear(&dir)?;
        let made = fs::create_dir_all(&dir).map_err(|error| {
            let message = format!("cannot make `{}`: {error}", dir.display());
            Complaint::new(message, vec![hint("name a folder that can be written")])
        });
        made.map(|()| Self { dir, target }).map_err(Into::into)
    }

    /// Where to write.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Swaps the new output in; the old goes when this is dropped.
    pub(crate) fn commit(self) -> Result<()> {
        let moved = if self.target.exists() {
            exchange(&self.dir, &self.target)
        } else {
            fs::rename(&self.dir, &self.target)
        };
        moved.with_context(|| format!("cannot move the new output to `{}`", self.target.display()))
    }
}

impl Drop for Staging {
    /// Removes what is not the output: half a new one after a failure, the old one after a success.
    fn drop(&mut self) {
        // What cannot be removed now, the next run will try to remove again.
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The folder that `out` means: absolute, links followed, whether it is there yet or not.
fn resolve(out: &Path) -> Result<PathBuf> {
    let refused = |reason: &str| refusal(out, reason);
    let absolute = std::path::absolute(out).map_err(|_| refused("is no name of a folder"))?;
    let known = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let (above, real) = known.ok_or_else(|| refused("cannot be reached"))?;
    let rest = absolute.strip_prefix(above).expect("an ancestor is a prefix");
    let mut target = real;
    for part in rest.components() {
        if !matches!(part, Component::Normal(_)) {
            return Err(refused("leads through a folder that is not there"));
        }
        target.push(part);
        if target.is_symlink() {
            return Err(refused("is a link to nothing"));
        }
    }
    if target.file_name().is_none() {
        return Err(refused("is no folder that can be replaced"));
    }
    Ok(target)
}

/// Complains where the output would be read as responses, or would replace the consultation.
fn require_apart(out: &Path, target: &Path, folder: &Path) -> Result<()> {
    let real = |path: PathBuf| path.canonicalize().unwrap_or(path);
    if target.starts_with(real(folder.join("responses"))) {
        return Err(refusal(out, "lies in the responses; the next run would read it as one of them"));
    }
    if real(folder.to_owned()).starts_with(target) {
        return Err(refusal(out, "holds the consultation itself; it is left alone"));
    }
    Ok(())
}

/// Clears the place where a run is written. Only a folder can be what a killed run left.
fn clear(dir: &Path) -> Result<()> {
    let Ok(metadata) = fs::symlink_metadata(dir) else { return Ok(()) };
    if metadata.is_dir() {
        return fs::remove_dir_all(dir).with_context(|| format!("cannot remove `{}`", dir.display()));
    }
    let message = format!("`{}` is in the way: the new output is first written there", dir.display());
    Err(Complaint::new(message, vec![hint("move that file, or name another folder")]).into())
}

/// The path next to `target` with its name, hidden, and an ending.
fn beside(target: &Path, ending: &str) -> PathBuf {
    let name = target.file_name().expect("a resolved target has a name");
    target.with_file_name(format!(".{}.{ending}", name.to_string_lossy()))
}

/// Whether a folder is one that a run may replace: an output of a run, or empty.
fn is_ours(dir: &Path) -> bool {
    manifest::is_in(dir) || fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

fn refusal(out: &Path, reason: &str) -> anyhow::Error {
    Complaint::new(format!("`{}` {reason}", out.display()), vec![hint("name another folder")]).into()
}

fn hint(remedy: &str) -> String {
    format!("{remedy} with `--out DIR`: one that is new, empty, or an earlier output")
}

/// Exchanges two folders in one step where the file system can; else in two, and the old is gone.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    let aside = beside(old, "previous");
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    fs::remove_dir_all(&aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A consultation with responses, an old output and somebody's folder.
    fn world() -> tempfile::TempDir {
        let world = tempfile::tempdir().expect("a folder");
        for dir in ["consultation/responses/letters", "old", "diary", "empty"] {
            fs::create_dir_all(world.path().join(dir)).expect("made");
        }
        fs::write(world.path().join("old/manifest.json"), r#"{"program": "canvass"}"#).expect("written");
        fs::write(world.path().join("diary/manifest.json"), r#"{"name": "diary"}"#).expect("written");
        world
    }

    fn begin(world: &Path, out: &str) -> Result<Staging> {
        Staging::begin(&world.join(out), &world.join("consultation"))
    }

    #[track_caller]
    fn check_refused(out: &str, reason: &str) {
        let world = world();
        let error = begin(world.path(), out).expect_err("refused");
        assert!(error.to_string().contains(reason), "{error}");
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        check_refused("diary", "no output of canvass");
        check_refused("diary/manifest.json", "no output of canvass");
        check_refused("diary/../diary/.", "no output of canvass");
        check_refused("nowhere/..", "not there");
        check_refused("consultation/responses", "in the responses");
        check_refused("consultation/responses/letters/../out", "in the responses");
        check_refused("consultation", "holds the consultation");
        check_refused(".", "holds the consultation");
        check_refused("/", "no folder that can be replaced");
        check_refused("diary/manifest.json/out", "cannot make");
    }

    #[test]
    fn a_failed_run_leaves_nothing() {
        let world = world();
        let staging = begin(world.path(), "old").expect("begun");
        fs::write(staging.dir().join("half"), "x").expect("written");
        assert!(world.path().join(".old.partial/half").exists());
        drop(staging);
        assert!(!world.path().join(".old.partial").exists());
        assert!(world.path().join("old/manifest.json").exists());
    }

    #[test]
    fn a_run_replaces_what_is_there_and_leaves_nothing_beside() {
        for out in ["old", "empty", "new/deep", "consultation/out", "empty/../old/."] {
            let world = world();
            let staging = begin(world.path(), out).expect("begun");
            fs::write(staging.dir().join("done"), "x").expect("written");
            let (dir, target) = (staging.dir.clone(), staging.target.clone());
            staging.commit().expect("moved");
            assert!(target.join("done").exists() && !target.join("manifest.json").exists(), "{out}");
            assert!(!dir.exists(), "{out}");
        }
    }

    #[test]
    fn a_file_in_the_way_is_left_alone() {
        let world = world();
        fs::write(world.path().join(".old.partial"), "mine").expect("written");
        let error = begin(world.path(), "old").expect_err("refused");
        assert!(error.to_string().contains("in the way"), "{error}");
        assert!(world.path().join(".old.partial").is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_what_it_points_to_is_replaced() {
        let world = world();
        let link = world.path().join("link");
        std::os::unix::fs::symlink("old", &link).expect("linked");
        std::os::unix::fs::symlink("nowhere", world.path().join("loose")).expect("linked");
        let staging = begin(world.path(), "link").expect("begun");
        fs::write(staging.dir().join("done"), "x").expect("written");
        staging.commit().expect("moved");
        assert!(link.is_symlink() && world.path().join("old/done").exists());
        let error = begin(world.path(), "loose").expect_err("refused");
        assert!(error.to_string().contains("link to nothing"), "{error}");
    }
}

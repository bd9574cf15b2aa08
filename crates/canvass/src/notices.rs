//! The file of notices, one a line, as they come.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use canvass_core::Notice;

/// Where notices go, as they come.
pub(crate) struct Notices {
    file: BufWriter<File>,
    path: PathBuf,
    n_written: u64,
}

impl Notices {
    pub(crate) fn create(path: PathBuf) -> Result<Self> {
        let file = File::create(&path).with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Self { file: BufWriter::new(file), path, n_written: 0 })
    }

    pub(crate) fn write(&mut self, notices: impl IntoIterator<Item = Notice>) -> Result<()> {
        for notice in notices {
            serde_json::to_writer(&mut self.file, &notice)
                .map_err(std::io::Error::from)
                .and_then(|()| self.file.write_all(b"\n"))
                .with_context(|| format!("cannot write `{}`", self.path.display()))?;
            self.n_written += 1;
        }
        Ok(())
    }

    /// How many there were, once all are written.
    pub(crate) fn finish(mut self) -> Result<u64> {
        self.file.flush().with_context(|| format!("cannot write `{}`", self.path.display()))?;
        Ok(self.n_written)
    }
}

//! The bytes a reader of tables and mailboxes is given: a file that can be opened again and again, or the files of a folder.

use std::fs::File;
use std::io::{self, Seek as _};
use std::path::PathBuf;

/// What can be opened, wherever it lies.
pub(crate) enum Input {
    /// A file on disk.
    Path(PathBuf),
    /// A file without a name that holds what was unpacked; the system removes it when it is closed.
    Unpacked(File),
    /// The files of a folder that is one table, by their paths in it.
    Folder(Vec<(String, Input)>),
}

impl Input {
    /// The file from its beginning. What was unpacked is read by one reader at a time.
    pub(crate) fn open(&self) -> io::Result<File> {
        match self {
            Self::Path(path) => File::open(path),
            Self::Unpacked(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Ok(file)
            }
            Self::Folder(_) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    /// The files of a folder by their paths in it; none where it is a file.
    pub(crate) fn members(&self) -> &[(String, Input)] {
        match self {
            Self::Folder(members) => members,
            Self::Path(_) | Self::Unpacked(_) => &[],
        }
    }

    /// A file of the folder.
    pub(crate) fn member(&self, name: &str) -> Option<&Input> {
        self.members().iter().find(|(member, _)| member == name).map(|(_, input)| input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};

    #[test]
    fn what_was_unpacked_is_read_again_from_its_beginning() {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(b"one").expect("written");
        let input = Input::Unpacked(file);
        for _ in 0..2 {
            let mut text = String::new();
            input.open().expect("open").read_to_string(&mut text).expect("text");
            assert_eq!(text, "one");
        }
    }
}

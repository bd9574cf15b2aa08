//! The sample consultation of the repository, with its questions as they were officially put.

use std::path::{Path, PathBuf};

use canvass_core::Consultation;
use canvass_ingest::definition;

/// The questions that the two real responses answer.
pub(crate) fn consultation() -> Consultation {
    definition::load(&folder(), &["en"]).expect("the sample is valid").consultation
}

/// The one folder of `data` that holds a definition.
fn folder() -> PathBuf {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let entries = data.read_dir().expect("the repository has a folder `data`");
    let folders = entries.map(|entry| entry.expect("readable").path());
    let mut samples = folders.filter(|folder| folder.join(definition::FILE).is_file());
    let sample = samples.next().expect("there is a sample");
    assert!(samples.next().is_none(), "say which of the samples is meant");
    sample
}

//! Documents are read by other people's code, which may crash, hang or flood the memory.
//!
//! So it runs in worker processes of the same program: what becomes of one costs the document it was reading
//! and no other. [`Workers`] is the side of the run, [`serve`] that of the worker.
//! A worker lives as long as it behaves, so that ten thousand ordinary letters start only a few of them.
//!
//! Both sides speak in frames over the worker's standard input and output: eight bytes of length, then that many bytes.
//! A request is two frames, a [`Request`] in JSON and the document; a reply is one, the letter or why there is none.

mod frame;
mod limits;
mod pool;
mod serve;

use serde::{Deserialize, Serialize};

pub use pool::Workers;
pub use serve::serve;

use crate::format::{Letter, MailHead};

/// What is asked of a worker; the document's bytes follow.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    /// Name of the format.
    format: String,
    /// ISO 639-1 code of the language expected.
    language: String,
}

/// What a reader says of a document that it could read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// Kind and message of what was odd.
    pub(crate) remarks: Vec<(String, String)>,
    /// Who sent it and when, where it came by mail.
    pub(crate) mail: Option<MailHead>,
    /// What stands at the edges of its pages.
    pub(crate) margins: Option<String>,
}

impl From<Letter> for Reading {
    fn from(letter: Letter) -> Self {
        let remarks = letter.remarks.into_iter().map(|(kind, message)| (kind.to_owned(), message));
        Self { text: letter.text, remarks: remarks.collect(), mail: letter.mail, margins: letter.margins }
    }
}

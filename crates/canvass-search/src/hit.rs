//! What is found.

use canvass_core::{Span, Stance, Status};
use serde::Serialize;

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    /// Number of passages found.
    pub total: usize,
    /// The best of them, best first; equally good ones by response and place in it.
    pub hits: Vec<Hit>,
    /// Words of the query that occur nowhere in the index, in the order asked.
    pub absent: Vec<String>,
}

/// One passage found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// BM25; zero where no words were asked for.
    pub score: f32,
    /// Id of the answer, the one asked for where it answers several questions;
    /// the response's id where that was not analysed.
    pub answer_id: String,
    /// The response it is from.
    pub response_id: String,
    /// The question replied to, if known.
    pub question_id: Option<String>,
    /// Every answer this passage is, with its question: one reply may answer several.
    pub answers: Vec<(String, Option<String>)>,
    /// Name of the respondent.
    pub respondent: Option<String>,
    /// Kind of respondent.
    pub respondent_type: Option<String>,
    /// Where the response stands in the waterfall.
    #[serde(serialize_with = "write_status")]
    pub status: Status,
    /// Themes mentioned in the answer, in the order of the code frame.
    pub themes: Vec<String>,
    /// Stances of the response, in the order of the options; options not addressed are left out.
    pub stances: Vec<(String, Stance)>,
    /// The sentence or two that show best what was found, untouched.
    pub passage: String,
    /// First byte of the passage in the response's text.
    pub start: u32,
    /// Byte behind the passage in the response's text.
    pub end: u32,
    /// What was found, in bytes of `passage`; ordered and disjoint.
    pub marks: Vec<Span>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this signature")]
fn write_status<S: serde::Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.as_str())
}

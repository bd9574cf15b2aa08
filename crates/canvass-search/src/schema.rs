//! The fields of the index and how each is cut into terms.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use crate::facets;
use crate::splitter::Splitter;

const STEMS: &str = "canvass-stems";
const FACETS: &str = "canvass-facets";

/// Handles of the fields; the same in every index, since they are added in the same order.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// Stems of the passage as terms of its language, with positions. Not stored: the analyzer makes them again from `text`.
    pub(crate) stems: Field,
    /// Everything a passage can be filtered by, see [`facets`].
    pub(crate) facets: Field,
    /// `answer id, facets::SEPARATOR, question id` for every answer the passage is.
    pub(crate) answer: Field,
    pub(crate) response_id: Field,
    pub(crate) respondent: Field,
    /// Name of the language of the passage, where it is not the consultation's; see [`crate::tongue`].
    pub(crate) language: Field,
    /// The passage as it stands in the response.
    pub(crate) text: Field,
    /// Where what the facets say was read, see [`crate::evidence`].
    pub(crate) evidence: Field,
    /// Offset of `text` in the response's text.
    pub(crate) start: Field,
    /// Sorts passages by response, then by place in it; unique.
    pub(crate) rank: Field,
}

/// The schema, with the handles of its fields.
pub(crate) fn fields() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let stems = indexed(STEMS, IndexRecordOption::WithFreqsAndPositions, true);
    let facets = indexed(FACETS, IndexRecordOption::Basic, false).set_stored();
    let fields = Fields {
        stems: schema.add_text_field("stems", stems),
        facets: schema.add_text_field("facets", facets),
        answer: schema.add_text_field("answer", STORED),
        response_id: schema.add_text_field("response_id", STORED),
        respondent: schema.add_text_field("respondent", STORED),
        language: schema.add_text_field("language", STORED),
        text: schema.add_text_field("text", STORED),
        evidence: schema.add_text_field("evidence", STORED),
        start: schema.add_u64_field("start", STORED),
        rank: schema.add_bytes_field("rank", BytesOptions::default().set_fast()),
    };
    (schema.build(), fields)
}

fn indexed(tokenizer: &str, record: IndexRecordOption, fieldnorms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(record)
        .set_fieldnorms(fieldnorms);
    TextOptions::default().set_indexing_options(indexing)
}

/// Makes the splitters known to an index.
pub(crate) fn register_splitters(tokenizers: &TokenizerManager) {
    tokenizers.register(STEMS, Splitter::at(' '));
    tokenizers.register(FACETS, Splitter::at(facets::SEPARATOR));
}

//! A response in a language without models: its words are kept for the index, its ticks are counted.

use std::collections::BTreeMap;

use canvass_coding::stance;
use canvass_core::text::{Analyzer, Language};
use canvass_core::{CodedResponse, Response};

use super::{each, stems, tokens, words};
use crate::models::Models;

/// What one thread keeps of other languages than the consultation's.
#[derive(Default)]
pub(super) struct Foreign {
    analyzers: BTreeMap<&'static str, Analyzer>,
}

impl Foreign {
    /// Codes a response by its ticks, its words stemmed in its own language if they can be.
    pub(super) fn code(&mut self, models: &Models, mut response: Response) -> CodedResponse {
        canvass_ingest::keep_plain_ticks(&mut response);
        let language = Language::of(response.language.as_deref());
        let analyzer = self.analyzers.entry(language.code()).or_insert_with(|| Analyzer::new(language));
        let tokens = tokens(analyzer, &response);
        let each = each(&tokens);
        let stances = stance::judge_ticks(&models.stances, &response, &each);
        let stems = each.iter().map(|tokens| stems(analyzer, tokens)).collect();
        let n_words = words(&each);
        CodedResponse { response, mentions: Vec::new(), stances, stems, n_words }
    }
}

//! A response in another language than the consultation's: read as far as there are models for it, searchable in any case.

use std::collections::BTreeMap;

use canvass_coding::stance;
use canvass_core::text::{Analyzer, Language};
use canvass_core::{CodedResponse, Response};

use super::{Reader, each, tokens, words};
use crate::models::Models;

/// What one thread keeps of other languages than the consultation's.
#[derive(Default)]
pub(super) struct Foreign {
    readers: BTreeMap<&'static str, Reader>,
}

impl Foreign {
    /// Codes a response by its ticks and by what models of its language there are; its words are stemmed
    /// in its own language if they can be.
    pub(super) fn code(&mut self, models: &Models, mut response: Response) -> CodedResponse {
        canvass_ingest::keep_plain_ticks(&mut response);
        let language = Language::of(response.language.as_deref());
        let covering = models.others.get(language.code());
        let reader = self.readers.entry(language.code()).or_insert_with(|| {
            Reader::new(covering.map_or_else(|| Analyzer::new(language), |models| models.analyzer.clone()))
        });
        let tokens = tokens(&mut reader.analyzer, &response);
        let each = each(&tokens);
        let mentions = covering
            .and_then(|models| models.themes.as_ref())
            .map_or_else(Vec::new, |themes| reader.mentions(themes, &response, &each));
        let stances = match covering.and_then(|models| models.stances.as_ref()) {
            Some(stances) => reader.stances.judge(stances, &reader.analyzer, &response, &each),
            None => stance::judge_ticks(&models.stances, &response, &each),
        };
        let stems = each.iter().map(|tokens| reader.analyzer.stems(tokens)).collect();
        let n_words = words(&each);
        CodedResponse { response, mentions, stances, stems, n_words }
    }
}

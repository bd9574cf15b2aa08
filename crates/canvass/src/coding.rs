//! One response coded: read, segmented, tokenised once, themes and stances found. A pure function of its item.

use canvass_coding::stance::StanceCoder;
use canvass_coding::theme::ThemeCoder;
use canvass_core::text::{Analyzer, BrokenWords, Tokens};
use canvass_core::{Answer, CodedResponse, Notice, Response, Status};
use canvass_ingest::Item;

use crate::models::Models;

/// What one thread keeps between responses.
pub(crate) struct Worker {
    analyzer: Analyzer,
    themes: ThemeCoder,
    stances: StanceCoder,
}

impl Worker {
    /// A worker for these models.
    pub(crate) fn new(models: &Models) -> Self {
        Self { analyzer: models.analyzer.clone(), themes: ThemeCoder::new(), stances: StanceCoder::new() }
    }

    /// Reads, corrects and codes one item; an error is a correction that does not fit it.
    pub(crate) fn code(
        &mut self,
        models: &Models,
        item: Item,
    ) -> Result<(CodedResponse, Vec<Notice>), canvass_ingest::Error> {
        let (mut response, notices) = models.intake.read(&mut self.analyzer, item);
        models.assignments.apply(&mut response)?;
        Ok((self.code_response(models, response), notices))
    }

    fn code_response(&mut self, models: &Models, response: Response) -> CodedResponse {
        if response.status != Status::Analysed {
            return CodedResponse { response, ..CodedResponse::default() };
        }
        let tokens = self.tokens(&response);
        let each: Vec<&Tokens> =
            tokens.iter().map(|(at, own)| own.as_ref().unwrap_or(first(&tokens, *at))).collect();
        let mut mentions = Vec::new();
        for (at, answer) in response.answers.iter().enumerate() {
            self.themes.mentions(
                &models.themes,
                &self.analyzer,
                &response.text,
                at,
                answer,
                each[at],
                &mut mentions,
            );
        }
        let stances = self.stances.judge(&models.stances, &self.analyzer, &response, &each);
        let stems = each.iter().map(|tokens| self.stems(tokens)).collect();
        let n_words = each.iter().map(|tokens| tokens.tokens.len() as u32).collect();
        CodedResponse { response, mentions, stances, stems, n_words }
    }

    /// Tokens of every answer; those with the span of an earlier one point to it instead.
    fn tokens(&mut self, response: &Response) -> Vec<(usize, Option<Tokens>)> {
        let mut all: Vec<(usize, Option<Tokens>)> = Vec::with_capacity(response.answers.len());
        let broken = BrokenWords::of(&response.text);
        for (at, answer) in response.answers.iter().enumerate() {
            let same = at > 0 && response.answers[at - 1].span == answer.span;
            if same {
                let first = all[at - 1].0;
                all.push((first, None));
            } else {
                let tokens = self.analyzer.tokens_among(&broken, answer.span, &breaks(answer));
                all.push((at, Some(tokens)));
            }
        }
        all
    }

    /// The stems in order, a line feed at the end of each sentence.
    fn stems(&self, tokens: &Tokens) -> String {
        let mut stems = String::with_capacity(tokens.tokens.len() * 7);
        for sentence in &tokens.sentences {
            for token in &tokens.tokens[sentence.tokens.clone()] {
                stems.push_str(self.analyzer.stem(token.word));
                stems.push(' ');
            }
            stems.pop();
            stems.push('\n');
        }
        stems.pop();
        stems
    }
}

fn first(tokens: &[(usize, Option<Tokens>)], at: usize) -> &Tokens {
    tokens[at].1.as_ref().expect("the first answer of a span holds its tokens")
}

/// The edges of asides: no sentence reaches over them.
fn breaks(answer: &Answer) -> Vec<u32> {
    answer.asides.iter().flat_map(|aside| [aside.span.start, aside.span.end]).collect()
}

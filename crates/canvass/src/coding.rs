//! One response coded: read, segmented, tokenised once, themes and stances found. A pure function of its item.

mod copies;
mod foreign;

use canvass_campaigns::Fingerprint;
use canvass_coding::stance::StanceCoder;
use canvass_coding::theme::{ThemeCoder, ThemeModel};
use canvass_core::text::{Analyzer, BrokenWords, Tokens};
use canvass_core::{Answer, CodedResponse, Mention, Notice, Response, Span, Status};
use canvass_ingest::Item;

use crate::models::Models;
use copies::Copies;
use foreign::Foreign;

/// What comes of one item.
pub(crate) struct Coded {
    pub(crate) response: CodedResponse,
    /// What its copies are found by, where it is analysed.
    pub(crate) fingerprint: Option<Fingerprint>,
    pub(crate) notices: Vec<Notice>,
}

/// What one thread keeps between responses.
pub(crate) struct Worker {
    home: Reader,
    foreign: Foreign,
    copies: Copies,
    /// By word whether a response in the consultation's language has it: the models have words of their own.
    met: Vec<bool>,
}

/// What one thread keeps of one language.
struct Reader {
    analyzer: Analyzer,
    themes: ThemeCoder,
    stances: StanceCoder,
}

impl Reader {
    fn new(analyzer: Analyzer) -> Self {
        Self { analyzer, themes: ThemeCoder::new(), stances: StanceCoder::new() }
    }

    /// The mentions of every answer; `each` holds its tokens.
    fn mentions(&mut self, model: &ThemeModel, response: &Response, each: &[&Tokens]) -> Vec<Mention> {
        let Self { analyzer, themes, .. } = self;
        let mut mentions = Vec::new();
        for (at, answer) in response.answers.iter().enumerate() {
            themes.mentions(model, analyzer, &response.text, at, answer, each[at], &mut mentions);
        }
        mentions
    }
}

impl Worker {
    /// A worker for these models.
    pub(crate) fn new(models: &Models) -> Self {
        Self {
            home: Reader::new(models.analyzer.clone()),
            foreign: Foreign::default(),
            copies: Copies::default(),
            met: Vec::new(),
        }
    }

    /// Every word of the consultation's language that it met in responses, with its stem.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.home.analyzer.forms().zip(&self.met).filter(|(_, met)| **met).map(|(form, _)| form)
    }

    /// Reads, corrects and codes one item; an error is a correction that does not fit it.
    pub(crate) fn code(&mut self, models: &Models, item: Item) -> Result<Coded, canvass_ingest::Error> {
        let (mut response, notices) = models.intake.read(&mut self.home.analyzer, item);
        models.assignments.apply(&mut response)?;
        if response.status != Status::Analysed {
            let response = CodedResponse { response, ..CodedResponse::default() };
            return Ok(Coded { response, fingerprint: None, notices });
        }
        if let Some((known, fingerprint)) = self.copies.find(&response) {
            let response = copies::like(known, response);
            return Ok(Coded { response, fingerprint: Some(fingerprint.clone()), notices });
        }
        let response = self.code_response(models, response);
        let fingerprint = Fingerprint::of(&response.response.text, own_words(&response.response));
        if response.response.language.as_deref() == Some(models.languages.home()) {
            self.copies.remember(&response, &fingerprint);
        }
        Ok(Coded { response, fingerprint: Some(fingerprint), notices })
    }

    fn code_response(&mut self, models: &Models, mut response: Response) -> CodedResponse {
        let tokens = tokens(&mut self.home.analyzer, &response);
        let each = each(&tokens);
        response.language = models.languages.of(&response, &each).map(str::to_owned);
        if response.language.as_deref() != Some(models.languages.home()) {
            return self.foreign.code(models, response);
        }
        self.met.resize(self.home.analyzer.n_words(), false);
        for token in each.iter().flat_map(|tokens| &tokens.tokens) {
            self.met[token.word.0 as usize] = true;
        }
        let mentions = self.home.mentions(&models.themes, &response, &each);
        let stances = self.home.stances.judge(&models.stances, &self.home.analyzer, &response, &each);
        let stems = each.iter().map(|tokens| self.home.analyzer.stems(tokens)).collect();
        let n_words = words(&each);
        CodedResponse { response, mentions, stances, stems, n_words }
    }
}

/// Where the respondent speaks: its answers without their asides, each place once.
fn own_words(response: &Response) -> Vec<Span> {
    let mut own: Vec<Span> = Vec::with_capacity(response.answers.len());
    for answer in &response.answers {
        // One reply to several questions is several answers with the same span.
        let mut start = own.last().map_or(0, |last| last.end).max(answer.span.start);
        for aside in &answer.asides {
            if aside.span.start > start {
                own.push(Span { start, end: aside.span.start });
            }
            start = start.max(aside.span.end);
        }
        if start < answer.span.end {
            own.push(Span { start, end: answer.span.end });
        }
    }
    own
}

/// For every answer of a response its tokens.
pub(crate) fn tokens_of(analyzer: &mut Analyzer, response: &Response) -> Vec<Tokens> {
    let broken = BrokenWords::of(&response.text);
    let mut tokens = |answer: &Answer| analyzer.tokens_among(&broken, answer.span, &breaks(answer));
    response.answers.iter().map(&mut tokens).collect()
}

/// The tokens of an answer; none where they are those of an earlier answer, whose index is given.
type Own = (usize, Option<Tokens>);

/// Tokens of every answer; those with the span of an earlier one point to it instead.
fn tokens(analyzer: &mut Analyzer, response: &Response) -> Vec<Own> {
    let mut all: Vec<Own> = Vec::with_capacity(response.answers.len());
    let broken = BrokenWords::of(&response.text);
    for (at, answer) in response.answers.iter().enumerate() {
        let same = at > 0 && response.answers[at - 1].span == answer.span;
        if same {
            let first = all[at - 1].0;
            all.push((first, None));
        } else {
            let tokens = analyzer.tokens_among(&broken, answer.span, &breaks(answer));
            all.push((at, Some(tokens)));
        }
    }
    all
}

/// For each answer its tokens.
fn each(tokens: &[Own]) -> Vec<&Tokens> {
    tokens.iter().map(|(at, own)| own.as_ref().unwrap_or(first(tokens, *at))).collect()
}

/// For each answer the number of its words.
fn words(each: &[&Tokens]) -> Vec<u32> {
    each.iter().map(|tokens| tokens.tokens.len() as u32).collect()
}

fn first(tokens: &[Own], at: usize) -> &Tokens {
    tokens[at].1.as_ref().expect("the first answer of a span holds its tokens")
}

/// The edges of asides: no sentence reaches over them.
fn breaks(answer: &Answer) -> Vec<u32> {
    answer.asides.iter().flat_map(|aside| [aside.span.start, aside.span.end]).collect()
}

//! What pages are made from: the port that a library of results fills.

use canvass_core::{Consultation, Stance};

/// The results of one run, as its tables hold them; places are those of the consultation and the code frame.
#[derive(Debug, Default)]
pub struct Results {
    /// What was asked.
    pub consultation: Consultation,
    /// The code frame.
    pub themes: Vec<Theme>,
    /// From received to analysed.
    pub waterfall: Vec<Step>,
    /// Analysed responses by group and value, the whole first.
    pub groups: Vec<GroupSize>,
    /// Who supports and who opposes.
    pub support: Vec<Support>,
    /// Responses whose words argue otherwise than their tick, an option each.
    pub conflicts: Vec<u64>,
    /// Themes behind each stance.
    pub option_themes: Vec<OptionTheme>,
    /// Themes over all text, by group.
    pub theme_counts: Vec<ThemeCount>,
    /// Ticked replies.
    pub closed: Vec<ClosedCount>,
    /// Templates and their copies.
    pub campaigns: Vec<CampaignRow>,
    /// Number of sentences shared outside campaigns.
    pub n_passages: u64,
    /// Words of respondents.
    pub verbatims: Vec<Verbatim>,
    /// What the results were made with: name and value, in order.
    pub provenance: Vec<(String, String)>,
    /// Words for shares, each with the greatest share it stands for, ascending; none where none are defined.
    pub quantifiers: Vec<(String, f64)>,
}

/// One theme with its rules.
#[derive(Debug)]
pub struct Theme {
    /// What it is called.
    pub label: String,
    /// What it is about.
    pub description: String,
    /// Rules as they are written.
    pub rules: Vec<String>,
    /// Exceptions as they are written.
    pub exceptions: Vec<String>,
}

/// One step of the waterfall.
#[derive(Debug)]
pub struct Step {
    /// Its name.
    pub step: String,
    /// Why.
    pub reason: Option<String>,
    /// How many.
    pub responses: u64,
}

/// How many responses a part of them is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSize {
    /// The attribute, `all` for the whole.
    pub group: String,
    /// Its value.
    pub value: String,
    /// Analysed responses.
    pub responses: u64,
}

/// Counts of one option in one view and part.
#[derive(Debug)]
pub struct Support {
    /// `all`, `campaigns_once`, `campaigns_out`.
    pub view: String,
    /// The attribute, `all` for the whole.
    pub group: String,
    /// Its value.
    pub value: String,
    /// Place of the option.
    pub option: usize,
    /// Responses by stance, in the order of tables.
    pub counts: [u64; 5],
    /// Those that take the option up.
    pub base: u64,
    /// Share of the base that supports.
    pub support_share: Option<f64>,
    /// Share of the base that opposes.
    pub oppose_share: Option<f64>,
}

/// A theme behind a stance in one view.
#[derive(Debug)]
pub struct OptionTheme {
    /// `all`, `campaigns_once`, `campaigns_out`.
    pub view: String,
    /// Place of the option.
    pub option: usize,
    /// The stance.
    pub stance: Stance,
    /// Place of the theme.
    pub theme: usize,
    /// Responses with that stance that mention it.
    pub responses: u64,
    /// Responses with that stance.
    pub base: u64,
    /// The one as a share of the other.
    pub share: Option<f64>,
    /// Whether it sets the stance apart: signed log-likelihood.
    pub keyness: Option<f64>,
}

/// A theme over all text of a part of the responses, in one view.
#[derive(Debug)]
pub struct ThemeCount {
    /// `all`, `campaigns_once`, `campaigns_out`.
    pub view: String,
    /// The attribute, `all` for the whole.
    pub group: String,
    /// Its value.
    pub value: String,
    /// Place of the theme.
    pub theme: usize,
    /// Responses that mention it.
    pub responses: u64,
    /// Places where it is mentioned.
    pub mentions: u64,
    /// Responses of the part.
    pub base: u64,
    /// The one as a share of the other.
    pub share: Option<f64>,
}

/// A ticked reply in one view.
#[derive(Debug)]
pub struct ClosedCount {
    /// `all`, `campaigns_once`, `campaigns_out`.
    pub view: String,
    /// Place of the question.
    pub question: usize,
    /// The attribute, `all` for the whole.
    pub group: String,
    /// Its value.
    pub value: String,
    /// The reply.
    pub reply: String,
    /// Responses that gave it.
    pub responses: u64,
    /// Responses of the part.
    pub base: u64,
    /// The one as a share of the other.
    pub share: Option<f64>,
}

/// A campaign.
#[derive(Debug)]
pub struct CampaignRow {
    /// Its id.
    pub id: String,
    /// Its copies.
    pub responses: u64,
    /// Those that are the template.
    pub standard: u64,
    /// Those with something of their own.
    pub personalised: u64,
    /// The text common to them; none where every sender refuses publication.
    pub template: Option<String>,
}

/// A respondent's own words, attributed by kind of respondent alone.
#[derive(Clone, Debug)]
pub struct Verbatim {
    /// Place of the option they are about, and where the respondent stands on it; none for words about no option.
    pub stand: Option<(usize, Stance)>,
    /// Place of the theme they mention.
    pub theme: usize,
    /// Kind of respondent.
    pub respondent_type: Option<String>,
    /// The words.
    pub words: String,
}

/// What the pages of a server ask for; whoever holds the results answers. An error is a sentence for people.
pub trait Library: Send + Sync {
    /// What was asked.
    fn consultation(&self) -> &Consultation;
    /// Ids and labels of the themes.
    fn themes(&self) -> &[(String, String)];
    /// The report, as HTML.
    fn report(&self) -> Result<String, String>;
    /// Passages by words and filters.
    fn search(&self, asked: &Asked) -> Result<FoundPassages, String>;
    /// A response by its id.
    fn response(&self, id: &str) -> Result<Option<ResponsePage>, String>;
}

/// Words and filters; an empty filter lets everything through.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words to find.
    pub words: String,
    /// Id of a theme.
    pub theme: String,
    /// Id of an option.
    pub option: String,
    /// Name of a stance.
    pub stance: String,
    /// Id of a question.
    pub question: String,
    /// Kind of respondent.
    pub respondent_type: String,
    /// Which page of what is found, from 1.
    pub page: usize,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct FoundPassages {
    /// Number of passages.
    pub total: usize,
    /// Those of the page that was asked for.
    pub passages: Vec<Passage>,
    /// How many stand on the pages before.
    pub first: usize,
    /// How many pages there are.
    pub n_pages: usize,
    /// Words that occur nowhere.
    pub absent: Vec<String>,
    /// Why the words could not be read as a query, where they could not; then nothing is found.
    pub misread: Option<String>,
    /// Kinds of respondents there are.
    pub respondent_types: Vec<String>,
}

/// One passage.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// The response it is from.
    pub response_id: String,
    /// What is known of it: respondent, question, themes.
    pub about: Vec<String>,
    /// The words.
    pub words: String,
    /// What was found, in bytes of the words.
    pub marks: Vec<canvass_core::Span>,
}

/// One response with its evidence.
#[derive(Clone, Debug, Default)]
pub struct ResponsePage {
    /// Its id.
    pub id: String,
    /// What is known of it: name and value.
    pub about: Vec<(String, String)>,
    /// Its text.
    pub text: String,
    /// Its answers.
    pub answers: Vec<AnswerOnPage>,
    /// Where it stands.
    pub stances: Vec<StanceOnPage>,
}

/// One answer of a response.
#[derive(Clone, Debug)]
pub struct AnswerOnPage {
    /// The question replied to.
    pub question: Option<String>,
    /// How it was found, and what was ticked.
    pub about: Vec<String>,
    /// Where its words stand in the text.
    pub span: canvass_core::Span,
    /// Words that themes were found by.
    pub marks: Vec<canvass_core::Span>,
    /// Those themes.
    pub themes: Vec<String>,
}

/// A stance of a response.
#[derive(Clone, Debug)]
pub struct StanceOnPage {
    /// The option.
    pub option: String,
    /// The stance, and its basis.
    pub stance: String,
    /// What the words argue, where they contradict the tick.
    pub argued: Option<String>,
    /// The words that decided.
    pub quote: Option<String>,
    /// The rule they were found by.
    pub rule: Option<String>,
}

//! `canvass themes suggest`: words and phrases that the code frame misses.
//!
//! A sentence is reached where a mention stands in it. What is frequent in sentences that no theme reached, and rare
//! in the others, is listed over all text, for each question, and for those who support or oppose each option.
//! A campaign counts once, as in the view `campaigns_once`; what the consultation itself says is left out.
//! For each theme, words are listed that come in the sentences it is mentioned in, and not in its rules' own words.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use canvass_coding::theme::{FunctionWords, Side, Stand, Term, Terms};
use canvass_core::text::{Analyzer, Language, Sentence, StemId, Tokens};
use canvass_core::{Answer, CodedResponse, Consultation, OptionIdx, Span, Stance, ThemeDef};
use canvass_tables::bases::keyness;

use crate::args::ThemesSuggestArgs;
use crate::coding::tokens_of;
use crate::command::require_output;
use crate::command::show::cell;
use crate::complaint::Complaint;
use crate::past::{self, Past};
use crate::print::themes::suggestions::{List, Suggested, Suggestions};
use crate::{Outcome, print};

/// Terms listed over all text, and in every other list, unless asked for otherwise.
const TERMS: (usize, usize) = (15, 5);
/// Below this signed log-likelihood a difference may well be chance (1 in 20, one degree of freedom).
const TELLING: f64 = 3.84;

pub(crate) fn run(args: &ThemesSuggestArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let files = past::models(&args.out)?;
    let consultation = &files.definition.consultation;
    let home = consultation.language.clone();
    let language = Language::from_code(&home).unwrap_or(Language::ENGLISH);
    let mut analyzer = Analyzer::new(language);
    let themes = files.frame.defs();
    let mut counted = Counted::new(consultation, themes.len(), language);
    let counted_copies = counted_copies(&args.out)?;
    let mut ids = Vec::new();
    let mut past = Past::open(&args.out, &files)?;
    while let Some(coded) = past.next() {
        let coded = coded?;
        let is_counted = past.campaign.is_none() || counted_copies.contains(&coded.response.id);
        if is_counted && coded.response.language.as_deref() == Some(&home) {
            let tokens = tokens_of(&mut analyzer, &coded.response);
            counted.add(&analyzer, &themes, ids.len() as u64, &coded, &tokens);
        }
        ids.push(coded.response.id);
    }
    let wording = Wording::of(consultation, &mut analyzer);
    let is_own = |term: &Term| wording.has(term, &analyzer, &counted.function_words);
    let suggestions = Suggestions { lists: counted.lists(consultation, &themes, args, &is_own), ids };
    if args.json {
        print::json(&suggestions)?;
    } else {
        suggestions.print(&args.out)?;
    }
    Ok(if suggestions.is_empty() { Outcome::No } else { Outcome::Done })
}

/// Terms of the parts of the text that are looked at.
struct Counted {
    function_words: FunctionWords,
    all: Terms,
    /// By question.
    questions: Vec<Terms>,
    /// By option, for those who support it and those who oppose it.
    stances: Vec<[Terms; 2]>,
    /// By theme: the sentences it is mentioned in.
    themes: Vec<Terms>,
    sentences: Terms,
    n_sentences: u64,
}

/// The stances whose words are compared.
const SIDES: [Stance; 2] = [Stance::Support, Stance::Oppose];

impl Counted {
    fn new(consultation: &Consultation, n_themes: usize, language: Language) -> Self {
        Self {
            function_words: FunctionWords::of(language),
            all: Terms::new(),
            questions: consultation.questions.iter().map(|_| Terms::new()).collect(),
            stances: consultation.options.iter().map(|_| [Terms::new(), Terms::new()]).collect(),
            themes: (0..n_themes).map(|_| Terms::new()).collect(),
            sentences: Terms::new(),
            n_sentences: 0,
        }
    }

    fn add(
        &mut self,
        analyzer: &Analyzer,
        themes: &[ThemeDef],
        response: u64,
        coded: &CodedResponse,
        tokens: &[Tokens],
    ) {
        let mut last_span = None;
        for (answer, tokens) in coded.response.answers.iter().zip(tokens) {
            let is_again = last_span.replace(answer.span) == Some(answer.span);
            for sentence in &tokens.sentences {
                if answer.is_aside(sentence.span) {
                    continue;
                }
                let place = Place { coded, answer, tokens, sentence, response };
                self.add_to_question(analyzer, &place);
                if !is_again {
                    self.add_sentence(analyzer, themes, &place);
                }
            }
        }
    }

    fn add_to_question(&mut self, analyzer: &Analyzer, place: &Place<'_>) {
        let Some(question) = place.answer.question else { return };
        place.count(&mut self.questions[question.0 as usize], analyzer, &self.function_words, place.side());
        let Some(option) = place.answer.topic.filter(|_| !place.is_reached()) else { return };
        let Some(stance) = place.stance(option) else { return };
        for (terms, side) in self.stances[option.0 as usize].iter_mut().zip(SIDES) {
            let side = if side == stance { Side::Here } else { Side::Elsewhere };
            place.count(terms, analyzer, &self.function_words, side);
        }
    }

    fn add_sentence(&mut self, analyzer: &Analyzer, themes: &[ThemeDef], place: &Place<'_>) {
        place.count(&mut self.all, analyzer, &self.function_words, place.side());
        self.n_sentences += 1;
        let unit = self.n_sentences;
        let stand = |side| Stand { unit, response: place.response, side };
        let text = place.text();
        self.sentences.add(analyzer, &self.function_words, text, &|_| false, stand(Side::Elsewhere));
        for (theme, terms) in self.themes.iter_mut().enumerate() {
            let of_theme = |found: &usize| ThemeDef::lineage(themes, *found).any(|above| above == theme);
            let own: Vec<Span> =
                place.mentions().filter(|(found, _)| of_theme(found)).map(|(_, span)| span).collect();
            if own.is_empty() {
                continue;
            }
            let skip = |idx: usize| own.iter().any(|span| span.overlaps(place.tokens.tokens[idx].span));
            terms.add(analyzer, &self.function_words, text, &skip, stand(Side::Here));
        }
    }

    /// The terms of every part, without those of which `is_own` says that the consultation has them.
    fn lists(
        &self,
        consultation: &Consultation,
        themes: &[ThemeDef],
        args: &ThemesSuggestArgs,
        is_own: &dyn Fn(&Term) -> bool,
    ) -> Vec<List> {
        let (most, most_of_part) = args.limit.map_or(TERMS, |limit| (limit, limit));
        let told = |terms: &Terms| -> Vec<Term> {
            terms.terms(args.fewest).into_iter().filter(|term| !is_own(term)).collect()
        };
        let list = |scope: &str, value: &str, terms: &Terms, most: usize| {
            let against = |term: &Term| (term.elsewhere, terms.n_elsewhere());
            List::new(scope, value, ranked(terms, told(terms), most, against))
        };
        let mut lists = vec![list("all", "all", &self.all, most)];
        for ((_, question), terms) in consultation.questions().zip(&self.questions) {
            lists.push(list("question", &question.id, terms, most_of_part));
        }
        for ((_, option), terms) in consultation.options().zip(&self.stances) {
            for (terms, stance) in terms.iter().zip(SIDES) {
                let value = format!("{} {}", option.id, stance.as_str());
                lists.push(list("stance", &value, terms, most_of_part));
            }
        }
        for (theme, terms) in themes.iter().zip(&self.themes) {
            let against = |term: &Term| {
                let all = self.sentences.elsewhere_of(term);
                (all.saturating_sub(term.here), self.sentences.n_elsewhere() - terms.n_here())
            };
            lists.push(List::new("theme", &theme.id, ranked(terms, told(terms), most_of_part, against)));
        }
        lists.retain(|list| !list.terms.is_empty());
        lists
    }
}

/// Those of `told` that tell most, by their signed log-likelihood; `against` gives the count and base elsewhere.
fn ranked(
    terms: &Terms,
    told: Vec<Term>,
    most: usize,
    against: impl Fn(&Term) -> (u64, u64),
) -> Vec<Suggested> {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let suggested = |term: Term| {
        let (elsewhere, base) = against(&term);
        let keyness = keyness(whole(term.here), whole(terms.n_here()), whole(elsewhere), whole(base));
        Suggested { term, elsewhere, keyness }
    };
    let mut ranked: Vec<Suggested> = told.into_iter().map(suggested).collect();
    ranked.retain(|each| each.keyness.is_none_or(|keyness| keyness >= TELLING));
    let weight = |each: &Suggested| each.keyness.unwrap_or(each.term.here as f64);
    ranked.sort_by(|one, other| {
        weight(other).total_cmp(&weight(one)).then_with(|| one.term.text.cmp(&other.term.text))
    });
    ranked.truncate(most);
    ranked
}

/// Ids of the responses that stand for their campaigns.
fn counted_copies(out: &Path) -> Result<BTreeSet<String>> {
    let campaigns = canvass_tables::read(&out.join("tables"), "campaigns").map_err(Complaint::of)?;
    let ids = campaigns.rows.iter().map(|row| cell(&campaigns, row, "counted_response_id").to_string());
    Ok(ids.collect())
}

/// What the consultation itself says.
struct Wording {
    /// Every word of it.
    stems: BTreeSet<StemId>,
    /// Names of options that are several words.
    names: Vec<Vec<StemId>>,
}

impl Wording {
    fn of(consultation: &Consultation, analyzer: &mut Analyzer) -> Self {
        let mut stems_of = |text: &str| -> Vec<StemId> {
            let tokens = analyzer.tokens(text, Span::all(text), &[]);
            tokens.tokens.iter().map(|token| analyzer.stem_id(token.word)).collect()
        };
        let options = consultation.options.iter();
        let names = options.flat_map(|option| std::iter::once(&option.label).chain(&option.aliases));
        let mut names: Vec<Vec<StemId>> = names.map(|name| stems_of(name)).collect();
        let questions = consultation.questions.iter().map(|question| &question.text);
        let said = std::iter::once(&consultation.title).chain(questions).flat_map(|text| stems_of(text));
        let stems = said.chain(names.iter().flatten().copied()).collect();
        names.retain(|name| name.len() > 1);
        Self { stems, names }
    }

    /// Whether a term is made of its words, or holds the name of an option.
    fn has(&self, term: &Term, analyzer: &Analyzer, function_words: &FunctionWords) -> bool {
        let is_said = |stem: &StemId| {
            self.stems.contains(stem) || !function_words.is_content(analyzer.stem_text(*stem))
        };
        let holds = |name: &Vec<StemId>| term.stems.windows(name.len()).any(|words| words == name);
        term.stems.iter().all(is_said) || self.names.iter().any(holds)
    }
}

/// A sentence of an answer.
struct Place<'a> {
    coded: &'a CodedResponse,
    answer: &'a Answer,
    tokens: &'a Tokens,
    sentence: &'a Sentence,
    response: u64,
}

impl<'a> Place<'a> {
    fn text(&self) -> (&'a str, &'a Tokens, &'a Sentence) {
        (&self.coded.response.text, self.tokens, self.sentence)
    }

    /// Themes mentioned in the sentence, with the words.
    fn mentions(&self) -> impl Iterator<Item = (usize, Span)> {
        let here = self.coded.mentions.iter().filter(|found| found.span.overlaps(self.sentence.span));
        here.map(|found| (found.theme_idx, found.span))
    }

    fn is_reached(&self) -> bool {
        self.mentions().next().is_some()
    }

    fn side(&self) -> Side {
        if self.is_reached() { Side::Elsewhere } else { Side::Here }
    }

    fn stance(&self, option: OptionIdx) -> Option<Stance> {
        self.coded.stances.iter().find(|row| row.option == option).map(|row| row.stance)
    }

    fn count(&self, terms: &mut Terms, analyzer: &Analyzer, function_words: &FunctionWords, side: Side) {
        let stand = Stand { unit: self.response, response: self.response, side };
        terms.add(analyzer, function_words, self.text(), &|_| false, stand);
    }
}

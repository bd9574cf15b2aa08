//! The consultation, prepared once for reading letters: its wording as stems, its numbers, its names.

mod kin;
mod lexicon;
mod naming;

use canvass_core::text::{Analyzer, StemId, folded_words};
use canvass_core::{Consultation, OptionIdx, QuestionIdx};
use rustc_hash::FxHashMap;

use kin::Kin;
pub(super) use kin::Present;
use lexicon::Lexicon;
pub(super) use lexicon::Wording;
pub(super) use naming::{Keyword, Name};

use super::asides::Rare;
use super::vocabulary::{Vocabulary, class};
use super::{prompt, reference};

/// "Other comments", in whatever words.
pub(super) const MORE: [&str; 6] = ["other", "further", "additional", "more", "closing", "final"];
pub(super) const REMARKS: [&str; 12] = [
    "comments",
    "comment",
    "views",
    "observations",
    "points",
    "remarks",
    "feedback",
    "thoughts",
    "suggestions",
    "matters",
    "issues",
    "concerns",
];

/// The consultation with its wording as stems.
pub struct Outline {
    pub(crate) consultation: Consultation,
    pub(super) questions: Vec<Wording>,
    pub(super) names: Vec<Name>,
    /// For each option the question about it.
    owners: Vec<Option<QuestionIdx>>,
    /// The words that only one option's names share.
    keywords: FxHashMap<StemId, Keyword>,
    pub(super) title: Wording,
    /// What tells that a text holds no wording; none where nothing does.
    pub(super) rare: Option<Rare>,
    /// What is known of each stem, by its id.
    facts: Vec<Fact>,
    /// The options in the order that "the first" and "the last of them" count in.
    pub(super) in_order: Vec<OptionIdx>,
    /// The labels of the scale that a question prints in brackets, in lower case: "(Daily / Weekly / Never)".
    pub(super) printed: Vec<Vec<String>>,
    /// The question that asks for any other comments, where one does.
    pub(super) catch_all: Option<QuestionIdx>,
    pub(super) vocabulary: Vocabulary,
    numbers: FxHashMap<String, QuestionIdx>,
    /// What an option is called in full, in folded words.
    called: FxHashMap<Vec<String>, OptionIdx>,
    lexicon: Lexicon,
    kin: Kin,
}

/// What is known of a stem.
#[derive(Clone, Copy)]
pub(super) struct Fact {
    /// One stem for all spellings of a number, the stem itself for anything else.
    pub(super) stem: StemId,
    /// The questions that have it, as bits.
    pub(super) asked: u64,
    /// See [`super::vocabulary::class`].
    pub(super) classes: u32,
}

impl Outline {
    /// Prepares a consultation; clones of `analyzer` made from now on can read letters with it.
    pub fn new(consultation: &Consultation, analyzer: &mut Analyzer) -> Self {
        let mut lexicon = Lexicon::new(analyzer);
        let texts: Vec<Vec<Vec<StemId>>> = consultation
            .questions
            .iter()
            .map(|question| lexicon.sentences(asked(&question.text), analyzer))
            .collect();
        let title = lexicon.sentences(&consultation.title, analyzer);
        lexicon.weigh(&texts, &title);
        let first = texts.iter().flatten().flat_map(|sentence| sentence.iter().take(3).copied());
        let first_words: Vec<StemId> = first.filter(|stem| !naming::is_article(*stem, analyzer)).collect();
        let mut questions: Vec<Wording> =
            texts.into_iter().map(|sentences| lexicon.wording(sentences)).collect();
        for (wording, question) in questions.iter_mut().zip(&consultation.questions) {
            let clause = question.text.split_once('(').map(|(clause, _)| clause);
            wording.clause = clause.map(|clause| lexicon.sentences(clause, analyzer).concat().len());
        }
        let mut names = naming::names(consultation, &lexicon, analyzer);
        let owners = naming::owners(consultation, &names, &questions);
        names.extend(naming::pairs(&names, &questions, &owners, &lexicon));
        names.sort_by_key(|name| std::cmp::Reverse(name.stems.len()));
        let title = lexicon.wording(title);
        let keywords = naming::keywords(consultation, &lexicon, &questions, &owners, &title, analyzer);
        let rare = Rare::new(&questions, &names, analyzer);
        let sorts = |stem: StemId| {
            let opening = if first_words.contains(&stem) { class::OPENER } else { 0 };
            let begins = names.iter().any(|name| name.stems[0] == stem);
            let beginning = if begins { class::NAME } else { 0 };
            opening | beginning | if keywords.contains_key(&stem) { class::KEY } else { 0 }
        };
        let telling =
            first_words.iter().chain(names.iter().map(|name| &name.stems[0])).chain(keywords.keys());
        Self {
            rare,
            facts: facts(&lexicon, &questions, telling.copied(), &sorts),
            keywords,
            owners,
            questions,
            in_order: naming::in_order(consultation, &names, analyzer),
            printed: consultation.questions.iter().map(|question| printed_scale(&question.text)).collect(),
            catch_all: catch_all(consultation),
            vocabulary: Vocabulary::new(analyzer),
            names,
            title,
            numbers: numbers(consultation),
            called: naming::called(consultation),
            consultation: consultation.clone(),
            kin: Kin::new(analyzer),
            lexicon,
        }
    }

    /// The option that a text names and says nothing else: "Option C", "C", "free meals for all".
    pub(crate) fn pick(&self, text: &str) -> Option<OptionIdx> {
        const LONGEST: usize = 200;
        if text.len() > LONGEST { None } else { self.called.get(&folded_words(text, &[])).copied() }
    }

    /// What is known of a stem.
    pub(super) fn fact(&self, stem: StemId) -> Fact {
        self.facts.get(stem.0 as usize).copied().unwrap_or(Fact { stem, asked: 0, classes: 0 })
    }

    pub(super) fn is_figure(&self, stem: StemId) -> bool {
        self.lexicon.figures.contains(&stem)
    }

    pub(super) fn is_function(&self, stem: StemId) -> bool {
        self.lexicon.function.contains(&stem)
    }

    /// How much the stem tells about which question is meant.
    pub(super) fn weight(&self, stem: StemId) -> f32 {
        self.lexicon.weight(stem)
    }

    /// The option that the stem is a keyword of.
    pub(super) fn keyword(&self, stem: StemId) -> Option<Keyword> {
        self.keywords.get(&stem).copied()
    }

    /// The question a printed number means: itself, the part's question, or the question's first part.
    pub(super) fn numbered(&self, key: &str) -> Option<QuestionIdx> {
        let whole = key.trim_end_matches(|mark: char| mark.is_ascii_alphabetic());
        let found = self.numbers.get(key).or_else(|| self.numbers.get(whole).filter(|_| !whole.is_empty()));
        found.copied().or_else(|| {
            let first = ["a", "i", ".1"].iter().find_map(|part| self.numbers.get(&format!("{key}{part}")));
            first.copied()
        })
    }

    /// The option that `question` asks about.
    pub(super) fn option_of(&self, question: QuestionIdx) -> Option<OptionIdx> {
        self.consultation.question(question).option
    }

    /// Whether a question calls several options by name.
    pub(super) fn names_several(&self, question: QuestionIdx) -> bool {
        let asked = &self.questions[question.0 as usize].stems;
        let is_named = |name: &&Name| asked.windows(name.stems.len().max(1)).any(|run| run == name.stems);
        let mut named: Vec<OptionIdx> = self.names.iter().filter(is_named).map(|name| name.option).collect();
        named.sort_unstable();
        named.dedup();
        named.len() > 1
    }

    /// The first question that asks about `option`, or the only one that names it among others.
    pub(super) fn question_of(&self, option: OptionIdx) -> Option<QuestionIdx> {
        self.owners.get(option.0 as usize).copied().flatten()
    }
}

/// A question's text without the instructions that end it: letters put the reply before or behind
/// "Please explain why", so that it is no part of what tells the question.
fn asked(text: &str) -> &str {
    let ends = text.match_indices(['.', '?', '!']).map(|(at, mark)| at + mark.len());
    let is_instruction = |end: &usize| {
        let rest = text[*end..].trim_start();
        !rest.is_empty() && prompt::skip(rest) == rest.len()
    };
    ends.into_iter().find(is_instruction).map_or(text, |end| &text[..end])
}

/// Most words of a label.
const LONGEST_LABEL: usize = 5;

/// The labels that stand between strokes in a bracket of a question.
fn printed_scale(text: &str) -> Vec<String> {
    let brackets = text.split('(').skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    let labels =
        |inner: &str| -> Vec<String> { inner.split('/').map(|label| label.trim().to_lowercase()).collect() };
    let is_scale = |labels: &Vec<String>| {
        let is_label = |label: &String| (1..=LONGEST_LABEL).contains(&label.split_whitespace().count());
        labels.len() >= 2 && labels.iter().all(is_label)
    };
    brackets.map(labels).find(is_scale).unwrap_or_default()
}

/// Numbers as printed; where no question has one, their order numbers them.
fn numbers(consultation: &Consultation) -> FxHashMap<String, QuestionIdx> {
    let mut numbers = FxHashMap::default();
    for (idx, question) in consultation.questions() {
        if let Some(number) = &question.number {
            numbers.entry(reference::key(number)).or_insert(idx);
        }
    }
    if numbers.is_empty() {
        numbers.extend(consultation.questions().map(|(idx, _)| ((idx.0 + 1).to_string(), idx)));
    }
    numbers
}

/// The facts of all stems that have any; `marked` says the sorts of those that are `telling`.
fn facts(
    lexicon: &Lexicon,
    questions: &[Wording],
    telling: impl Iterator<Item = StemId>,
    marked: &dyn Fn(StemId) -> u32,
) -> Vec<Fact> {
    let asked = questions.iter().flat_map(|wording| wording.stems.iter().copied());
    let all = lexicon.same.keys().copied().chain(asked).chain(telling);
    let n_stems = all.map(|stem| stem.0 + 1).max().unwrap_or(0);
    let of = |id: u32| {
        let stem = lexicon.canonical(StemId(id));
        let having = questions.iter().enumerate().filter(|(_, wording)| wording.has(stem));
        Fact { stem, asked: having.fold(0, |bits, (at, _)| bits | 1 << (at % 64)), classes: marked(stem) }
    };
    (0..n_stems).map(of).collect()
}

/// The one question that asks for "any other comments", in whatever words.
fn catch_all(consultation: &Consultation) -> Option<QuestionIdx> {
    let asks = |text: &str| {
        let words = folded_words(text, &[]);
        let is_more = |word: &String| MORE.contains(&word.as_str());
        let is_remark = |word: &String| REMARKS.contains(&word.as_str());
        words.windows(2).any(|pair| is_more(&pair[0]) && is_remark(&pair[1]))
            || words.windows(2).any(|pair| pair[0] == "anything" && pair[1] == "else")
    };
    let mut asking =
        consultation.questions().filter(|(_, question)| asks(&question.text)).map(|(idx, _)| idx);
    let only = asking.next();
    only.filter(|_| asking.next().is_none())
}

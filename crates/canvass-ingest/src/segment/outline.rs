//! The consultation, prepared once for reading letters: its wording as stems, its numbers, its names.

use std::ops::Range;

use canvass_core::text::{Analyzer, StemId, folded_words};
use canvass_core::{Consultation, OptionIdx, QuestionIdx, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::asides::Rare;
use super::vocabulary::{Vocabulary, class};
use super::{prompt, reference};

/// Words too common to tell one question from another.
const FUNCTION_WORDS: &str = "a about again all also am an and any are as at be been but by can could did do does \
    else for from had has have he her here his how i if in into is it its me may might more most must my no nor not \
    of off on one or other our out please she should so some such than that the their them then there these they \
    this those to too up us was we were what when where whether which while who why will with would you your";
const NUMBER_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const ROMAN_NUMBERS: [(&str, &str); 8] = [
    ("ii", "2"),
    ("iii", "3"),
    ("iv", "4"),
    ("vi", "6"),
    ("vii", "7"),
    ("viii", "8"),
    ("ix", "9"),
    ("xi", "11"),
];
/// What a function word weighs beside a word that only one question has.
const FUNCTION_WEIGHT: f32 = 0.15;
/// What a word weighs that every question has.
const LEAST_WEIGHT: f32 = 0.3;
/// How much less a word of the consultation's title tells.
const TITLE_FACTOR: f32 = 0.6;
/// "Other comments", in whatever words.
pub(super) const MORE: [&str; 4] = ["other", "further", "additional", "more"];
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
    pub(super) title: Wording,
    /// What tells that a text holds no wording; none where nothing does.
    pub(super) rare: Option<Rare>,
    /// What is known of each stem, by its id.
    facts: Vec<Fact>,
    /// The options in the order that "the first" and "the last of them" count in.
    pub(super) in_order: Vec<OptionIdx>,
    /// The question that asks for any other comments, where one does.
    pub(super) catch_all: Option<QuestionIdx>,
    pub(super) vocabulary: Vocabulary,
    numbers: FxHashMap<String, QuestionIdx>,
    lexicon: Lexicon,
}

/// A piece of official text as stems.
#[derive(Default)]
pub(super) struct Wording {
    pub(super) stems: Vec<StemId>,
    pub(super) weights: Vec<f32>,
    /// Its sentences, as ranges of `stems`.
    pub(super) sentences: Vec<Range<usize>>,
    all: FxHashSet<StemId>,
    /// The telling ones.
    pub(super) bag: FxHashSet<StemId>,
    /// The same in order.
    pub(super) telling: Vec<StemId>,
    /// Weight of all distinct telling stems.
    pub(super) bag_weight: f32,
}

/// One way an option is called.
pub(super) struct Name {
    pub(super) option: OptionIdx,
    pub(super) stems: Vec<StemId>,
}

/// What is known of a stem.
#[derive(Clone, Copy)]
pub(super) struct Fact {
    /// One stem for all spellings of a number, the stem itself for anything else.
    pub(super) stem: StemId,
    /// The questions that have it, as bits.
    pub(super) asked: u64,
    /// See [`super::vocabulary::class`].
    pub(super) classes: u16,
}

struct Lexicon {
    same: FxHashMap<StemId, StemId>,
    figures: FxHashSet<StemId>,
    function: FxHashSet<StemId>,
    weights: FxHashMap<StemId, f32>,
    unknown_weight: f32,
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
        let openers: Vec<StemId> = first.filter(|stem| !is_article(*stem, analyzer)).collect();
        let questions: Vec<Wording> = texts.into_iter().map(|sentences| lexicon.wording(sentences)).collect();
        let names = names(consultation, &mut lexicon, analyzer);
        let rare = Rare::new(&questions, &names, analyzer);
        Self {
            rare,
            facts: facts(&lexicon, &questions, &openers),
            questions,
            in_order: in_order(consultation, &names, analyzer),
            catch_all: catch_all(consultation),
            vocabulary: Vocabulary::new(analyzer),
            names,
            title: lexicon.wording(title),
            numbers: numbers(consultation),
            consultation: consultation.clone(),
            lexicon,
        }
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

    /// The first question that asks about `option`.
    pub(super) fn question_of(&self, option: OptionIdx) -> Option<QuestionIdx> {
        self.consultation
            .questions()
            .find(|(_, question)| question.option == Some(option))
            .map(|(idx, _)| idx)
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

impl Wording {
    /// Whether the stem is one of its words.
    pub(super) fn has(&self, stem: StemId) -> bool {
        self.all.contains(&stem)
    }

    /// The words of its weightiest sentence.
    pub(super) fn heaviest(&self) -> Option<Range<usize>> {
        let weight = |sentence: &Range<usize>| self.weights[sentence.clone()].iter().sum::<f32>();
        self.sentences.iter().max_by(|one, other| weight(one).total_cmp(&weight(other))).cloned()
    }

    /// Share of the telling words, by weight, that are `present`.
    pub(super) fn share_in(&self, present: &FxHashSet<StemId>, outline: &Outline) -> f32 {
        let shared = self.telling.iter().filter(|stem| present.contains(stem));
        shared.map(|stem| outline.weight(*stem)).sum::<f32>() / self.bag_weight.max(f32::EPSILON)
    }
}

impl Lexicon {
    fn new(analyzer: &mut Analyzer) -> Self {
        let stem = stem_of;
        let mut same = FxHashMap::default();
        let mut figures = FxHashSet::default();
        for number in 0..=60 {
            figures.insert(stem(&number.to_string(), analyzer));
        }
        for (number, word) in NUMBER_WORDS.iter().enumerate() {
            same.insert(stem(word, analyzer), stem(&number.to_string(), analyzer));
        }
        same.insert(stem("opt", analyzer), stem("option", analyzer));
        for (roman, number) in ROMAN_NUMBERS {
            same.insert(stem(roman, analyzer), stem(number, analyzer));
        }
        let function = FUNCTION_WORDS.split_whitespace().map(|word| stem(word, analyzer)).collect();
        Self { same, figures, function, weights: FxHashMap::default(), unknown_weight: 1.0 }
    }

    fn canonical(&self, stem: StemId) -> StemId {
        self.same.get(&stem).copied().unwrap_or(stem)
    }

    fn weight(&self, stem: StemId) -> f32 {
        if self.function.contains(&stem) {
            return FUNCTION_WEIGHT;
        }
        self.weights.get(&stem).copied().unwrap_or(self.unknown_weight)
    }

    fn sentences(&self, text: &str, analyzer: &mut Analyzer) -> Vec<Vec<StemId>> {
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let stems = |range: &Range<usize>| {
            let words = &tokens.tokens[range.clone()];
            words.iter().map(|token| self.canonical(analyzer.stem_id(token.word))).collect()
        };
        tokens.sentences.iter().map(|sentence| stems(&sentence.tokens)).collect()
    }

    /// Weighs each stem by how few questions have it (inverse document frequency).
    fn weigh(&mut self, texts: &[Vec<Vec<StemId>>], title: &[Vec<StemId>]) {
        let mut counts: FxHashMap<StemId, usize> = FxHashMap::default();
        for text in texts {
            let mut seen = FxHashSet::default();
            for stem in text.iter().flatten().filter(|stem| seen.insert(**stem)) {
                *counts.entry(*stem).or_default() += 1;
            }
        }
        let most = ((texts.len() + 1) as f32).ln().max(LEAST_WEIGHT);
        let title: FxHashSet<StemId> = title.iter().flatten().copied().collect();
        let weigh = |stem: StemId, count: usize| {
            let rarity = ((texts.len() + 1) as f32 / count.max(1) as f32).ln() / most;
            rarity.max(LEAST_WEIGHT) * if title.contains(&stem) { TITLE_FACTOR } else { 1.0 }
        };
        self.weights = counts.into_iter().map(|(stem, count)| (stem, weigh(stem, count))).collect();
    }

    fn wording(&self, sentences: Vec<Vec<StemId>>) -> Wording {
        let mut wording = Wording::default();
        for sentence in sentences {
            let start = wording.stems.len();
            wording.weights.extend(sentence.iter().map(|stem| self.weight(*stem)));
            // A figure is too common a word to tell a question where it is not part of a name.
            let telling = |stem: &&StemId| !self.function.contains(stem) && !self.figures.contains(stem);
            wording.bag.extend(sentence.iter().filter(telling));
            wording.all.extend(&sentence);
            wording.stems.extend(sentence);
            wording.sentences.push(start..wording.stems.len());
        }
        let mut seen = FxHashSet::default();
        let telling =
            wording.stems.iter().copied().filter(|stem| wording.bag.contains(stem) && seen.insert(*stem));
        wording.telling = telling.collect();
        wording.bag_weight = wording.telling.iter().map(|stem| self.weight(*stem)).sum();
        wording
    }
}

fn names(consultation: &Consultation, lexicon: &mut Lexicon, analyzer: &mut Analyzer) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (option, def) in consultation.options() {
        for written in std::iter::once(&def.label).chain(&def.aliases) {
            let parts = written.split_once([':', '(', '–', '—']).or_else(|| written.split_once(" - "));
            let title = parts.map(|(_, title)| title).filter(|title| title.split_whitespace().count() >= 3);
            for name in [Some(written.as_str()), parts.map(|(short, _)| short), title].into_iter().flatten() {
                let mut stems = lexicon.sentences(name, analyzer).concat();
                let articles = stems.iter().take(1).filter(|stem| is_article(**stem, analyzer)).count();
                stems.drain(..articles.min(stems.len().saturating_sub(1)));
                let is_new = !stems.is_empty() && found.iter().all(|name| name.stems != stems);
                if is_new {
                    found.push(Name { option, stems });
                }
            }
        }
    }
    for (at, ordinal) in ORDINALS.iter().enumerate() {
        // "Option One" is also "the first option".
        let figure = stem_of(&(at + 1).to_string(), analyzer);
        let ordinal = stem_of(ordinal, analyzer);
        let numbered = found.iter().find(|name| name.stems.len() == 2 && name.stems[1] == figure);
        if let Some(name) =
            numbered.map(|name| Name { option: name.option, stems: vec![ordinal, name.stems[0]] })
        {
            found.push(name);
        }
    }
    // Where two names fit, the longer is meant.
    found.sort_by_key(|name| std::cmp::Reverse(name.stems.len()));
    found
}

fn is_article(stem: StemId, analyzer: &mut Analyzer) -> bool {
    ["a", "an", "the"].iter().any(|article| stem_of(article, analyzer) == stem)
}

fn stem_of(word: &str, analyzer: &mut Analyzer) -> StemId {
    let word = analyzer.intern(word);
    analyzer.stem_id(word)
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

/// The facts of all stems that have any.
fn facts(lexicon: &Lexicon, questions: &[Wording], openers: &[StemId]) -> Vec<Fact> {
    let stems = || questions.iter().flat_map(|wording| &wording.stems);
    let all = lexicon.same.keys().chain(stems()).chain(openers);
    let n_stems = all.map(|stem| stem.0 + 1).max().unwrap_or(0);
    let of = |id: u32| {
        let stem = lexicon.canonical(StemId(id));
        let opens = if openers.contains(&stem) { class::OPENER } else { 0 };
        let having = questions.iter().enumerate().filter(|(_, wording)| wording.has(stem));
        Fact { stem, asked: having.fold(0, |bits, (at, _)| bits | 1 << (at % 64)), classes: opens }
    };
    (0..n_stems).map(of).collect()
}

/// The options by the figure or letter in their names ("Proposal B"), or as the consultation lists them.
fn in_order(consultation: &Consultation, names: &[Name], analyzer: &Analyzer) -> Vec<OptionIdx> {
    let mut marked: Vec<(&str, OptionIdx)> = Vec::new();
    for (option, _) in consultation.options() {
        let own = names.iter().filter(|name| name.option == option && name.stems.len() == 2);
        let mut marks = own.map(|name| analyzer.stem_text(name.stems[1]));
        let mark =
            marks.find(|mark| mark.len() <= 2 && mark.chars().all(|mark| mark.is_ascii_alphanumeric()));
        marked.extend(mark.map(|mark| (mark, option)));
    }
    if marked.len() < 2 {
        return consultation.options().map(|(option, _)| option).collect();
    }
    marked.sort_by_key(|(mark, option)| (mark.len(), *mark, *option));
    marked.into_iter().map(|(_, option)| option).collect()
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

//! Official wording as stems, each with what it tells about the question that is meant.

use std::ops::Range;

use canvass_core::Span;
use canvass_core::text::{Analyzer, StemId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Outline, Present};

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
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Figures up to this number count things in a letter.
const LARGEST_FIGURE: u32 = 100;
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

/// A piece of official text as stems.
#[derive(Default)]
pub(in super::super) struct Wording {
    pub(in super::super) stems: Vec<StemId>,
    pub(in super::super) weights: Vec<f32>,
    /// Its sentences, as ranges of `stems`.
    pub(in super::super) sentences: Vec<Range<usize>>,
    /// How many stems stand before a bracket that explains what is asked about.
    pub(in super::super) clause: Option<usize>,
    all: FxHashSet<StemId>,
    /// The telling ones.
    pub(in super::super) bag: FxHashSet<StemId>,
    /// The same in order.
    pub(in super::super) telling: Vec<StemId>,
    /// Weight of all distinct telling stems.
    pub(in super::super) bag_weight: f32,
}

/// Stems with what they weigh.
pub(super) struct Lexicon {
    pub(super) same: FxHashMap<StemId, StemId>,
    pub(super) figures: FxHashSet<StemId>,
    pub(super) function: FxHashSet<StemId>,
    weights: FxHashMap<StemId, f32>,
    unknown_weight: f32,
}

impl Wording {
    /// Whether the stem is one of its words.
    pub(in super::super) fn has(&self, stem: StemId) -> bool {
        self.all.contains(&stem)
    }

    /// The words of its weightiest sentence.
    pub(in super::super) fn heaviest(&self) -> Option<Range<usize>> {
        let weight = |sentence: &Range<usize>| self.weights[sentence.clone()].iter().sum::<f32>();
        self.sentences.iter().max_by(|one, other| weight(one).total_cmp(&weight(other))).cloned()
    }

    /// Share of the telling words, by weight, that are `present`.
    pub(in super::super) fn share_in(&self, present: &Present, outline: &Outline) -> f32 {
        self.weight_in(present, outline) / self.bag_weight.max(f32::EPSILON)
    }

    /// Weight of the telling words that are `present`.
    pub(in super::super) fn weight_in(&self, present: &Present, outline: &Outline) -> f32 {
        self.telling.iter().map(|stem| present.grade(outline, *stem) * outline.weight(*stem)).sum()
    }
}

impl Lexicon {
    pub(super) fn new(analyzer: &mut Analyzer) -> Self {
        let stem = stem_of;
        let mut same = FxHashMap::default();
        let mut figures = FxHashSet::default();
        for number in 0..=LARGEST_FIGURE {
            figures.insert(stem(&number.to_string(), analyzer));
        }
        for (number, word) in NUMBER_WORDS.iter().enumerate() {
            same.insert(stem(word, analyzer), stem(&number.to_string(), analyzer));
        }
        for (ten, word) in TENS.iter().enumerate() {
            same.insert(stem(word, analyzer), stem(&((ten + 2) * 10).to_string(), analyzer));
        }
        same.insert(stem("opt", analyzer), stem("option", analyzer));
        for (roman, number) in ROMAN_NUMBERS {
            same.insert(stem(roman, analyzer), stem(number, analyzer));
        }
        let function = FUNCTION_WORDS.split_whitespace().map(|word| stem(word, analyzer)).collect();
        Self { same, figures, function, weights: FxHashMap::default(), unknown_weight: 1.0 }
    }

    pub(super) fn canonical(&self, stem: StemId) -> StemId {
        self.same.get(&stem).copied().unwrap_or(stem)
    }

    pub(super) fn weight(&self, stem: StemId) -> f32 {
        if self.function.contains(&stem) {
            return FUNCTION_WEIGHT;
        }
        self.weights.get(&stem).copied().unwrap_or(self.unknown_weight)
    }

    pub(super) fn sentences(&self, text: &str, analyzer: &mut Analyzer) -> Vec<Vec<StemId>> {
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let stems = |range: &Range<usize>| {
            let words = &tokens.tokens[range.clone()];
            words.iter().map(|token| self.canonical(analyzer.stem_id(token.word))).collect()
        };
        tokens.sentences.iter().map(|sentence| stems(&sentence.tokens)).collect()
    }

    /// Weighs each stem by how few questions have it (inverse document frequency).
    pub(super) fn weigh(&mut self, texts: &[Vec<Vec<StemId>>], title: &[Vec<StemId>]) {
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

    pub(super) fn wording(&self, sentences: Vec<Vec<StemId>>) -> Wording {
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

pub(super) fn stem_of(word: &str, analyzer: &mut Analyzer) -> StemId {
    let word = analyzer.intern(word);
    analyzer.stem_id(word)
}

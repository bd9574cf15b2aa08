//! How like a header is to each question of the consultation.

use std::collections::{BTreeMap, BTreeSet};

use canvass_core::text::{Analyzer, Language, StemId};
use canvass_core::{Consultation, QuestionIdx};

use super::header::{Heading, split_number};
use super::numbering::Numbering;
use super::phrases;

/// Why a header is likened to a question of which it only names the option.
pub(super) const NAMES_OPTION: &str = "names the option the question is about";
/// A header cut short says this many words of its question at least.
const PREFIX_WORDS: usize = 4;
/// So many words that begin a question tell it from all others.
const LONG_PREFIX: usize = 8;
/// Below this likeness of their words a header and a question speak of different things.
const FAINT: f32 = 0.2;
/// From this likeness on they speak of the same thing.
const ALIKE: f32 = 0.5;

/// Words taken from one question: so much of them is in it, and so much at most in any other.
const WHOLLY: f32 = 0.99;
const SECOND: f32 = 0.7;

/// The questions, prepared for comparing.
pub(super) struct Questions {
    prepared: Vec<Prepared>,
    /// How telling a stem is: rarer among the questions is more.
    weights: BTreeMap<StemId, f32>,
    analyzer: Analyzer,
}

struct Prepared {
    id: Vec<String>,
    number: Option<String>,
    words: Vec<String>,
    stems: BTreeSet<StemId>,
    /// What its option is called, folded.
    option_names: Vec<Vec<String>>,
}

/// A header's likeness to one question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likeness {
    pub(super) question: QuestionIdx,
    pub(super) confidence: f32,
    pub(super) reason: &'static str,
    /// Words of the header that the question does not have, in the form of a part's name or follow-up.
    pub(super) extra: Vec<String>,
    /// The header's number is this question's with a letter behind it.
    pub(super) sub: bool,
}

impl Questions {
    pub(super) fn new(consultation: &Consultation) -> Self {
        let language = Language::from_code(&consultation.language).unwrap_or(Language::ENGLISH);
        let mut analyzer = Analyzer::new(language);
        let prepared: Vec<Prepared> =
            consultation.questions().map(|(idx, _)| prepare(consultation, idx, &mut analyzer)).collect();
        let mut counts: BTreeMap<StemId, f32> = BTreeMap::new();
        for stem in prepared.iter().flat_map(|question| &question.stems) {
            *counts.entry(*stem).or_default() += 1.0;
        }
        let all = prepared.len() as f32;
        let weights = counts.into_iter().map(|(stem, n)| (stem, 0.2 + (all / n).ln())).collect();
        Self { prepared, weights, analyzer }
    }

    /// The questions like `heading`, the likest first, equals in the order asked.
    pub(super) fn rank(&mut self, heading: &Heading, numbering: Numbering) -> Vec<Likeness> {
        if numbering == Numbering::Own && heading.number.is_some() {
            return self.rank(&Heading { number: None, ..heading.clone() }, numbering);
        }
        let ranked = self.ranked(heading);
        match &heading.part {
            // The rows of a grid may each be a question of their own.
            Some(part) if ranked.is_empty() => {
                let words = [heading.words.as_slice(), part].concat();
                self.ranked(&Heading { words, part: None, ..heading.clone() })
            }
            _ => ranked,
        }
    }

    fn ranked(&mut self, heading: &Heading) -> Vec<Likeness> {
        let stems = stems(&heading.words, &mut self.analyzer);
        let mut ranked: Vec<Likeness> =
            (0..self.prepared.len()).filter_map(|at| self.compare(heading, &stems, at)).collect();
        ranked.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
        ranked
    }

    /// Whether a header with a number and a question's wording has the number of that question.
    pub(super) fn has_own_number(&self, heading: &Heading) -> Option<bool> {
        let number = heading.number.as_deref()?;
        let words = &heading.words;
        let says = |asked: &[String]| {
            asked.len() >= PREFIX_WORDS && position(words, asked).is_some()
                || words.len() >= LONG_PREFIX && begins(asked, words)
        };
        let mut worded = self.prepared.iter().filter(|question| says(&question.words)).peekable();
        worded.peek()?;
        // A question without a number agrees with any.
        Some(worded.any(|question| question.number.as_deref().is_none_or(|own| base(own) == base(number))))
    }

    /// The question with this printed number, or with this number less its letter.
    pub(super) fn numbered(&self, number: &str) -> Option<(QuestionIdx, bool)> {
        let exact = |number: &str| {
            let at = self.prepared.iter().position(|question| question.number.as_deref() == Some(number))?;
            Some(QuestionIdx(at as u16))
        };
        let without_letter = || Some(base(number)).filter(|base| *base != number);
        exact(number).map(|idx| (idx, false)).or_else(|| Some((exact(without_letter()?)?, true)))
    }

    fn compare(&self, heading: &Heading, stems: &BTreeSet<StemId>, at: usize) -> Option<Likeness> {
        let question = &self.prepared[at];
        let (text, mut extra, reason) = self.wording(heading, stems, question);
        let numbered = heading.number.as_deref().and_then(|number| self.numbered(number));
        let own = numbered.filter(|(idx, _)| idx.0 as usize == at);
        let sub = own.is_some_and(|(_, sub)| sub);
        let (confidence, reason) = match own {
            Some(_) => {
                let (confidence, reason) = by_number(heading, text, reason);
                if extra.is_empty() && text < ALIKE {
                    extra.clone_from(&heading.words);
                }
                (confidence, reason)
            }
            // Another question bears the number in the header: the words have to be this one's own.
            None if numbered.is_some() => (text * 0.8, reason),
            None if text >= ALIKE => (text, reason),
            None => {
                let (confidence, reason, rest) = self.by_name(heading, at)?;
                extra = rest;
                (confidence, reason)
            }
        };
        (confidence >= ALIKE).then_some(Likeness {
            question: QuestionIdx(at as u16),
            confidence,
            reason,
            extra,
            sub,
        })
    }

    /// Likeness of the words, the words the question lacks, and the kind of likeness.
    fn wording(
        &self,
        heading: &Heading,
        stems: &BTreeSet<StemId>,
        question: &Prepared,
    ) -> (f32, Vec<String>, &'static str) {
        let (words, asked) = (&heading.words, &question.words);
        if words.is_empty() || asked.is_empty() {
            return (0.0, Vec::new(), "");
        }
        if words == asked {
            return (1.0, Vec::new(), "the question's wording");
        }
        if words.len() >= PREFIX_WORDS && begins(asked, words) {
            return (0.9, Vec::new(), "the beginning of the question's wording");
        }
        if asked.len() >= PREFIX_WORDS
            && let Some(from) = position(words, asked)
        {
            let extra = words[from + asked.len()..].to_vec();
            return (0.92, extra, "holds the question's wording");
        }
        (self.overlap(stems, &question.stems) * 0.9, Vec::new(), "likeness to the question's wording")
    }

    /// Weighted Dice coefficient of two sets of stems.
    fn overlap(&self, one: &BTreeSet<StemId>, other: &BTreeSet<StemId>) -> f32 {
        let unknown = (self.prepared.len() as f32).ln() + 0.2;
        let weight = |stem: &StemId| self.weights.get(stem).copied().unwrap_or(unknown);
        let total: f32 = one.iter().chain(other).map(weight).sum();
        let shared: f32 = one.intersection(other).map(weight).sum();
        if total > 0.0 { 2.0 * shared / total } else { 0.0 }
    }

    /// A header that begins with the question's id, or names the question's option.
    fn by_name(&self, heading: &Heading, at: usize) -> Option<(f32, &'static str, Vec<String>)> {
        let question = &self.prepared[at];
        let words = &heading.words;
        if !question.id.is_empty() && words.starts_with(&question.id) {
            let rest = &words[question.id.len()..];
            let part = phrases::names_tick(rest) || phrases::names_words(rest) || phrases::names_answer(rest);
            if rest.is_empty() || part || phrases::is_follow_up(rest) {
                return Some((0.95, "the question's id", rest.to_vec()));
            }
        }
        let named = |other: &Prepared| {
            other.option_names.iter().find_map(|name| Some((position(words, name)?, name.len())))
        };
        let alone = self.prepared.iter().enumerate().all(|(other, it)| other == at || named(it).is_none());
        let (from, length) = named(question).filter(|_| alone && words.len() <= 15)?;
        let rest = [&words[..from], &words[from + length..]].concat();
        Some((0.6, NAMES_OPTION, rest))
    }

    /// The question that a few words of a header are taken from, if they point to it alone.
    pub(super) fn shorthand(&mut self, heading: &Heading) -> Option<QuestionIdx> {
        if heading.number.is_some() || !(2..=6).contains(&heading.words.len()) {
            return None;
        }
        let stems = stems(&heading.words, &mut self.analyzer);
        let unknown = (self.prepared.len() as f32).ln() + 0.2;
        let weight = |stem: &StemId| self.weights.get(stem).copied().unwrap_or(unknown);
        let total: f32 = stems.iter().map(weight).sum();
        let shared = |it: &Prepared| stems.intersection(&it.stems).map(weight).sum::<f32>() / total;
        let mut ranked: Vec<(f32, usize)> =
            self.prepared.iter().enumerate().map(|(at, it)| (shared(it), at)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let clear = ranked.get(1).is_none_or(|(second, _)| *second <= SECOND);
        let best = ranked.first().filter(|(share, _)| *share >= WHOLLY && clear);
        best.map(|(_, at)| QuestionIdx(*at as u16))
    }
}

/// Confidence of a header that bears the question's number.
fn by_number(heading: &Heading, text: f32, reason: &'static str) -> (f32, &'static str) {
    const NUMBER: &str = "the question's number";
    let words = &heading.words;
    let part = phrases::names_tick(words) || phrases::names_words(words) || phrases::names_answer(words);
    let part = part || phrases::names_other(words);
    if text >= ALIKE {
        (text.max(0.95), reason)
    } else if words.is_empty() || part || phrases::is_follow_up(words) {
        (0.9, NUMBER)
    } else if text >= FAINT {
        (0.8, NUMBER)
    } else if words.len() <= 5 {
        (0.7, NUMBER)
    } else {
        (text, NUMBER)
    }
}

fn prepare(consultation: &Consultation, idx: QuestionIdx, analyzer: &mut Analyzer) -> Prepared {
    let question = consultation.question(idx);
    let heading = Heading::read(&question.text);
    let number = match &question.number {
        Some(number) => split_number(number).0.or_else(|| Some(number.trim().to_lowercase())),
        None => heading.number.clone().or_else(|| split_number(&question.id).0),
    };
    let option_names = question.option.map_or_else(Vec::new, |option| {
        let option = consultation.option(option);
        let names = std::iter::once(&option.label).chain(&option.aliases);
        names
            .map(|name| without_article(Heading::read(name).words))
            .filter(|words| !words.is_empty())
            .collect()
    });
    let id =
        if split_number(&question.id).0.is_some() { Vec::new() } else { Heading::read(&question.id).words };
    let stems = stems(&heading.words, analyzer);
    Prepared { id, number, words: heading.words, stems, option_names }
}

/// What a name is called in the midst of a line: "dog ban" of "A dog ban".
fn without_article(mut words: Vec<String>) -> Vec<String> {
    if words.len() > 1 && matches!(words[0].as_str(), "a" | "an" | "the") {
        words.remove(0);
    }
    words
}

fn stems(words: &[String], analyzer: &mut Analyzer) -> BTreeSet<StemId> {
    words
        .iter()
        .map(|word| {
            let word = analyzer.intern(word);
            analyzer.stem_id(word)
        })
        .collect()
}

/// Whether `words` begin `asked`, the last of them perhaps cut short.
fn begins(asked: &[String], words: &[String]) -> bool {
    let Some((last, whole)) = words.split_last() else { return false };
    asked.starts_with(whole) && asked.get(whole.len()).is_some_and(|word| word.starts_with(last.as_str()))
}

/// A number less the letter or the part behind it.
fn base(number: &str) -> &str {
    number.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or(number)
}

/// Where `inner` stands in `words` as a run.
fn position(words: &[String], inner: &[String]) -> Option<usize> {
    if inner.is_empty() {
        return None;
    }
    words.windows(inner.len()).position(|window| window == inner)
}

//! Words and phrases counted on two sides, such as text that no theme reached and the rest: what a code frame may miss.

use canvass_core::Span;
use canvass_core::text::{Analyzer, Language, Sentence, StemId, Tokens};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words of the longest phrase.
const LONGEST: usize = 3;
/// Where more terms than this are held, those met once only are dropped.
const MOST: usize = 2_000_000;
/// A word of which this share of the places is in one phrase is seen as part of it.
const NEARLY_ALWAYS: f64 = 0.8;

/// On which side a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text that is looked at.
    Here,
    /// What it is compared with.
    Elsewhere,
}

/// Where a sentence is counted.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// What a term is counted once in, such as a response; numbered in their order.
    pub unit: u64,
    /// The response, as numbered by the caller.
    pub response: u64,
    /// The side.
    pub side: Side,
}

/// A word or phrase with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it was written where it was first met, folded.
    pub text: String,
    /// Its stems.
    pub stems: Box<[StemId]>,
    /// Units that have it here.
    pub here: u64,
    /// Units that have it elsewhere.
    pub elsewhere: u64,
    /// The response that had it here first, as numbered by the caller.
    pub response: u64,
    /// The sentence it stands in there.
    pub sentence: Span,
}

/// Counts terms over units that come one after the other.
///
/// A term is a word, or a few words in a row, of any inflection; it neither begins nor ends with a function word.
#[derive(Debug, Default)]
pub struct Terms {
    by_stems: FxHashMap<Box<[StemId]>, Entry>,
    here: Base,
    elsewhere: Base,
}

#[derive(Debug)]
struct Entry {
    text: Box<str>,
    here: Base,
    elsewhere: Base,
    first: Option<(u64, Span)>,
}

/// Units counted once each.
#[derive(Clone, Copy, Debug, Default)]
struct Base {
    n: u64,
    last: Option<u64>,
}

impl Base {
    fn count(&mut self, unit: u64) {
        let is_new = self.last.replace(unit) != Some(unit);
        self.n += u64::from(is_new);
    }
}

impl Terms {
    /// Nothing counted yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the terms of one sentence that hold none of the tokens `skip` names.
    pub fn add(
        &mut self,
        analyzer: &Analyzer,
        function_words: &FunctionWords,
        (text, tokens, sentence): (&str, &Tokens, &Sentence),
        skip: &dyn Fn(usize) -> bool,
        stand: Stand,
    ) {
        match stand.side {
            Side::Here => self.here.count(stand.unit),
            Side::Elsewhere => self.elsewhere.count(stand.unit),
        }
        let is_content = |idx: usize| function_words.is_content(tokens.tokens[idx].span.of(text));
        let mut stems: Vec<StemId> = Vec::with_capacity(LONGEST);
        for start in sentence.tokens.clone().filter(|start| is_content(*start)) {
            stems.clear();
            let until = sentence.tokens.end.min(start + LONGEST);
            for end in (start..until).take_while(|idx| !skip(*idx)) {
                stems.push(analyzer.stem_id(tokens.tokens[end].word));
                if !is_content(end) {
                    continue;
                }
                if !self.by_stems.contains_key(stems.as_slice()) {
                    let words = tokens.tokens[start..=end].iter().map(|token| analyzer.word(token.word));
                    self.by_stems.insert(stems.as_slice().into(), Entry::new(&words.collect::<Vec<_>>()));
                }
                if let Some(entry) = self.by_stems.get_mut(stems.as_slice()) {
                    entry.count(stand, sentence.span);
                }
            }
        }
        if self.by_stems.len() > MOST {
            self.by_stems.retain(|_, entry| entry.here.n + entry.elsewhere.n > 1);
        }
    }

    /// Units with any text here.
    pub fn n_here(&self) -> u64 {
        self.here.n
    }

    /// Units with any text elsewhere.
    pub fn n_elsewhere(&self) -> u64 {
        self.elsewhere.n
    }

    /// Counts of a term of these stems; nothing where it was never met.
    pub fn elsewhere_of(&self, term: &Term) -> u64 {
        self.by_stems.get(&term.stems).map_or(0, |entry| entry.elsewhere.n)
    }

    /// The terms that at least `fewest` units have here, by their text.
    ///
    /// A word that comes nearly always in the same phrase is left to the phrase.
    pub fn terms(&self, fewest: u64) -> Vec<Term> {
        let often = self.by_stems.iter().map(|(stems, entry)| (&**stems, entry));
        let often = often.filter(|(_, entry)| entry.here.n >= fewest);
        let term = |(stems, entry): (&[StemId], &Entry)| {
            let (response, sentence) = entry.first?;
            Some(Term {
                text: entry.text.to_string(),
                stems: stems.into(),
                here: entry.here.n,
                elsewhere: entry.elsewhere.n,
                response,
                sentence,
            })
        };
        let mut terms: Vec<Term> = often.filter_map(term).collect();
        let in_phrase = self.words_of_phrases(&terms);
        terms.retain(|term| !in_phrase.contains(&term.stems));
        terms.sort_unstable_by(|one, other| {
            (&one.text, one.response, one.sentence).cmp(&(&other.text, other.response, other.sentence))
        });
        terms
    }

    /// Terms that are part of a longer one of nearly the same count.
    fn words_of_phrases(&self, terms: &[Term]) -> FxHashSet<Box<[StemId]>> {
        let mut parts = FxHashSet::default();
        for term in terms {
            let n = term.stems.len();
            let shorter = (1..n).flat_map(|len| term.stems.windows(len));
            for part in shorter {
                let known = self.by_stems.get(part);
                if known.is_some_and(|part| term.here as f64 >= NEARLY_ALWAYS * part.here.n as f64) {
                    parts.insert(part.into());
                }
            }
        }
        parts
    }
}

impl Entry {
    fn new(words: &[&str]) -> Self {
        let (here, elsewhere) = (Base::default(), Base::default());
        Self { text: words.join(" ").into(), here, elsewhere, first: None }
    }

    fn count(&mut self, stand: Stand, sentence: Span) {
        match stand.side {
            Side::Here => {
                self.here.count(stand.unit);
                self.first.get_or_insert((stand.response, sentence));
            }
            Side::Elsewhere => self.elsewhere.count(stand.unit),
        }
    }
}

/// The words of a language that say nothing by themselves.
#[derive(Debug, Default)]
pub struct FunctionWords {
    words: FxHashSet<String>,
}

impl FunctionWords {
    /// Those of a language; none where no list is known.
    pub fn of(language: Language) -> Self {
        let known = stop_words::lookup(language.code()).unwrap_or_default();
        let folded = known.iter().flat_map(|word| canvass_core::text::folded_words(word, &[]));
        Self { words: folded.collect() }
    }

    /// Whether a word, as it is written in a text, says something: it has letters, and more than one.
    pub fn is_content(&self, written: &str) -> bool {
        let has_letters = written.chars().filter(|mark| mark.is_alphabetic()).nth(1).is_some();
        has_letters
            && canvass_core::text::folded_words(written, &[]).iter().any(|word| !self.words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_counted_once_a_response_on_each_side() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let function_words = FunctionWords::of(Language::ENGLISH);
        let mut terms = Terms::new();
        for (response, text, side) in [
            (0, "The night buses are late. Night bus, night buses!", Side::Here),
            (1, "No night bus in the 1990s.", Side::Here),
            (2, "The bus is late.", Side::Elsewhere),
        ] {
            let tokens = analyzer.tokens(text, Span::all(text), &[]);
            for sentence in &tokens.sentences {
                let stand = Stand { unit: response, response, side };
                terms.add(&analyzer, &function_words, (text, &tokens, sentence), &|_| false, stand);
            }
        }
        assert_eq!((terms.n_here(), terms.n_elsewhere()), (2, 1));
        let shown: Vec<String> = terms
            .terms(1)
            .iter()
            .map(|term| format!("{} {} {}", term.text, term.here, term.elsewhere))
            .collect();
        // "bus", "night" and "late" are left to the phrases they come in.
        assert_eq!(
            shown,
            ["bus night buses 1 0", "buses are late 1 0", "night bus 2 0", "night bus night 1 0"]
        );
    }
}

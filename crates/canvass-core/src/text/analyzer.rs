//! Words and stems as small integers, interned once per distinct word.

use std::ops::Range;

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use super::fold::{fold_into, split_ligatures};
use super::hyphen::{Break, BrokenWords, Kind};
use super::language::Language;
use super::{plural, scan, sentence, spelling};
use crate::span::Span;

/// Bytes of a short word.
const SHORT: usize = size_of::<u128>();
/// Most short words that are remembered as written: those met first are those met most often.
const MOST_SHORT: usize = 1 << 16;

/// A word as written, case and apostrophes folded. Means something only to the analyzer that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// The stem of a word. Means something only to the analyzer that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StemId(pub u32);

/// A word in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the response's text.
    pub span: Span,
    /// The word.
    pub word: WordId,
}

/// A sentence, a heading, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first mark to its last, without white space around.
    pub span: Span,
    /// Its tokens in [`Tokens::tokens`]; never empty.
    pub tokens: Range<usize>,
    /// Number of the paragraph from 0 within what was analysed.
    pub paragraph: u32,
}

/// The tokens of a piece of text and the sentences they form, both in order.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Every word.
    pub tokens: Vec<Token>,
    /// Sentences, disjoint; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// What may be read otherwise, by token.
    pub compounds: Vec<Compound>,
}

/// A token at a hyphen, where one word may be two or two may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// Its place in [`Tokens::tokens`].
    pub token: usize,
    /// What it may be as well.
    pub reading: Reading,
}

/// How else a token may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As one word with the next token, which stands right behind a hyphen: `well-being`.
    Joined,
    /// As these words in a row: `under-` and `funded` on the next line.
    Parted(Vec<WordId>),
}

/// A word that need never have been met, in the forms in which words are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As written.
    pub text: String,
    /// Its id, if it was met.
    pub word: Option<WordId>,
    /// Its stem, if some word with that stem was met.
    pub stem: Option<StemId>,
}

/// Turns text of one language into tokens, remembering every word it has met.
///
/// Ids depend on the order in which words were met, so they must not reach any output.
/// Clone one analyzer per worker: clones agree on every word known before cloning.
#[derive(Clone)]
pub struct Analyzer {
    language: Language,
    words: FxHashMap<Box<str>, WordId>,
    /// Short words as they are written, which need neither be folded nor looked for letter by letter.
    short: FxHashMap<u128, WordId>,
    entries: Vec<(Box<str>, StemId)>,
    stems: FxHashMap<Box<str>, StemId>,
    stem_texts: Vec<Box<str>>,
    buffer: String,
}

impl Analyzer {
    /// An analyzer for one language that has met no word yet.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            words: FxHashMap::default(),
            short: FxHashMap::default(),
            entries: Vec::new(),
            stems: FxHashMap::default(),
            stem_texts: Vec::new(),
            buffer: String::new(),
        }
    }

    /// The language it stems.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The tokens and sentences of `text[span]`, with spans into `text`.
    ///
    /// No sentence crosses an offset in `breaks` (ascending, on character borders).
    /// Words that a line end broke are healed by what the whole of `text` shows of them.
    pub fn tokens(&mut self, text: &str, span: Span, breaks: &[u32]) -> Tokens {
        self.tokens_among(&BrokenWords::of(text), span, breaks)
    }

    /// The same, for a text of which several pieces are asked for.
    pub fn tokens_among(&mut self, broken: &BrokenWords<'_>, span: Span, breaks: &[u32]) -> Tokens {
        let piece = &broken.text()[..span.end as usize];
        let mut tokens = Vec::with_capacity(span.len() / 6);
        let mut compounds = Vec::new();
        let mut at = span.start as usize;
        while let Some(raw) = scan::next_word(piece, at, &[]) {
            at = raw.end;
            // Nearly every word ends in a space.
            if piece.as_bytes().get(at) != Some(&b' ') {
                let line_end = broken.behind(at);
                if let Some(line_end) = line_end.filter(|line_end| line_end.kind != Kind::Pair) {
                    at = self.heal(broken, piece, raw, line_end, (&mut tokens, &mut compounds));
                    continue;
                }
                let goes_on = |line_end: Break| line_end.next < piece.len();
                if line_end.map_or_else(|| scan::is_hyphenated(piece, at), goes_on) {
                    let last = tokens.len() + self.elisions(piece, raw.clone()).count() - 1;
                    compounds.push(Compound { token: last, reading: Reading::Joined });
                }
            }
            for part in self.elisions(piece, raw) {
                let word = self.intern_raw(piece, part.clone());
                tokens.push(Token { span: Span::new(part.start, part.end), word });
            }
        }
        let sentences = sentence::split(piece, span.start as usize, &tokens, breaks);
        Tokens { tokens, sentences, compounds }
    }

    /// A word, or a part of one, of which all but ligatures is in its compared form, in that form.
    pub fn without_ligatures(&self, word: &str) -> String {
        let mut word = word.to_owned();
        if self.language.splits_ligatures() {
            split_ligatures(&mut word);
        }
        word
    }

    /// The id of a word in its compared form, as [`super::folded_words`] gives it.
    pub fn intern(&mut self, word: &str) -> WordId {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let id = WordId(u32::try_from(self.entries.len()).expect("fewer than 2^32 distinct words"));
        let stem = self.stem_of_new(word);
        self.words.insert(word.into(), id);
        self.entries.push((word.into(), stem));
        id
    }

    /// The word behind an id.
    pub fn word(&self, id: WordId) -> &str {
        &self.entries[id.0 as usize].0
    }

    /// The stem of a word.
    pub fn stem_id(&self, id: WordId) -> StemId {
        self.entries[id.0 as usize].1
    }

    /// The stem of a word, as text.
    pub fn stem(&self, id: WordId) -> &str {
        self.stem_text(self.stem_id(id))
    }

    /// The stem behind an id.
    pub fn stem_text(&self, id: StemId) -> &str {
        &self.stem_texts[id.0 as usize]
    }

    /// Every word met, with its stem, in the order of ids.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(word, stem)| (&**word, self.stem_text(*stem)))
    }

    /// Number of distinct words met; ids are below it.
    pub fn n_words(&self) -> usize {
        self.entries.len()
    }

    /// Two words with a hyphen between as the one word they may be; none where the language has both words.
    pub fn joined(&self, one: WordId, next: WordId) -> Option<Form> {
        let (one, next) = (self.word(one), self.word(next));
        if scan::differs_by_hyphen(one, next) {
            return None;
        }
        let text = format!("{one}{next}");
        let word = self.words.get(text.as_str()).copied();
        let stem = match word {
            Some(word) => Some(self.stem_id(word)),
            None => self.stems.get(self.stem_of(&text).as_str()).copied(),
        };
        Some(Form { text, word, stem })
    }

    /// Reads a word whose first part is broken off, and returns where it ends.
    #[cold]
    fn heal(
        &mut self,
        broken: &BrokenWords<'_>,
        piece: &str,
        first: Range<usize>,
        line_end: Break,
        (tokens, compounds): (&mut Vec<Token>, &mut Vec<Compound>),
    ) -> usize {
        let mut whole = first;
        let mut parts = vec![piece[whole.clone()].to_owned()];
        let mut next = Some(line_end);
        // A piece may end before the word does.
        while let Some(line_end) = next.filter(|line_end| line_end.next < piece.len()) {
            let part = scan::next_word(piece, line_end.next, &[]);
            let Some(part) = part.filter(|part| part.start == line_end.next) else { break };
            whole.end = part.end;
            next = broken.behind(part.end).filter(|line_end| line_end.kind != Kind::Pair);
            match parts.last_mut().filter(|_| line_end.kind == Kind::Word) {
                Some(first) => first.push_str(&piece[part]),
                None => parts.push(piece[part].to_owned()),
            }
        }
        let raw = parts.concat();
        for part in self.elisions(&raw, 0..raw.len()) {
            // What is cut off in front stands before any break.
            let end = if part.end == raw.len() { whole.end } else { whole.start + part.end };
            let word = self.intern_raw(&raw, part.clone());
            tokens.push(Token { span: Span::new(whole.start + part.start, end), word });
        }
        let token = tokens.len() - 1;
        if parts.len() > 1 {
            let parts = parts.iter().map(|part| self.intern_raw(part, 0..part.len())).collect();
            compounds.push(Compound { token, reading: Reading::Parted(parts) });
        }
        if scan::is_hyphenated(piece, whole.end) {
            compounds.push(Compound { token, reading: Reading::Joined });
        }
        whole.end
    }

    /// The id of the word at `raw` of `text` as written.
    fn intern_raw(&mut self, text: &str, raw: Range<usize>) -> WordId {
        let key = short_key(text.as_bytes(), &raw);
        if let Some(&known) = key.and_then(|key| self.short.get(&key)) {
            return known;
        }
        let mut folded = std::mem::take(&mut self.buffer);
        fold_into(&text[raw], &mut folded);
        if self.language.splits_ligatures() {
            split_ligatures(&mut folded);
        }
        let id = self.intern(&folded);
        self.buffer = folded;
        if let Some(key) = key.filter(|_| self.short.len() < MOST_SHORT) {
            self.short.insert(key, id);
        }
        id
    }

    fn stem_of_new(&mut self, word: &str) -> StemId {
        let stem = self.stem_of(word);
        if let Some(&known) = self.stems.get(stem.as_str()) {
            return known;
        }
        let id = StemId(u32::try_from(self.stem_texts.len()).expect("fewer than 2^32 distinct stems"));
        self.stem_texts.push(stem.as_str().into());
        self.stems.insert(stem.into(), id);
        id
    }

    pub(super) fn stem_of(&self, word: &str) -> String {
        let is_english = self.language == Language::ENGLISH;
        let word = if is_english { plural::singular(word).unwrap_or(word) } else { word };
        let british = if is_english { spelling::british(word) } else { None };
        let word = british.as_deref().unwrap_or(word);
        match self.language.algorithm() {
            Some(algorithm) => Stemmer::create(algorithm).stem(word).into_owned(),
            None => word.to_owned(),
        }
    }

    /// The parts of a raw word: `l'option` is two words where the language elides.
    fn elisions(&self, text: &str, raw: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
        let word = &text[raw.clone()];
        let cut = if self.language.elides() {
            word.char_indices()
                .find(|(_, letter)| scan::is_apostrophe(*letter))
                .filter(|(at, _)| *at <= 2)
                .map(|(at, mark)| (raw.start + at, raw.start + at + mark.len_utf8()))
        } else {
            None
        };
        let (first, rest) = match cut {
            Some((end, start)) => (raw.start..end, Some(start..raw.end)),
            None => (raw, None),
        };
        std::iter::once(first).chain(rest)
    }
}

/// A word of at most [`SHORT`] bytes as a number; none where it is longer, or ends the text.
fn short_key(text: &[u8], raw: &Range<usize>) -> Option<u128> {
    let bytes = text[raw.start..].first_chunk::<SHORT>()?;
    let n_beyond = SHORT.checked_sub(raw.len()).filter(|beyond| *beyond < SHORT)?;
    Some(u128::from_le_bytes(*bytes) << (8 * n_beyond))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: &str, text: &str) -> Vec<String> {
        let mut analyzer = Analyzer::new(Language::of(Some(language)));
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        tokens.tokens.iter().map(|token| analyzer.stem(token.word).to_owned()).collect()
    }

    #[test]
    fn inflections_and_spellings_share_a_stem() {
        assert_eq!(stems("en", "organised organizations"), ["organis", "organis"]);
        assert_eq!(stems("en", "CSP's CSPs csp"), ["csp", "csp", "csp"]);
    }

    #[test]
    fn french_elisions_are_words_of_their_own() {
        assert_eq!(stems("fr", "l’option qu'elle"), ["l", "option", "qu", "elle"]);
    }

    #[test]
    fn ligatures_are_two_letters_where_the_language_has_no_such_letter() {
        assert_eq!(stems("en", "encyclopædia encyclopaedia encyclopedia"), ["encyclopaedia"; 3]);
        assert_eq!(stems("fr", "Œuvre oeuvre"), ["oeuvr"; 2]);
        assert_eq!(stems("da", "æbler"), ["æbl"]);
    }

    #[test]
    fn words_at_a_hyphen_are_one_word_unless_the_language_has_both() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let stem = analyzer.intern("beekeeping");
        let stem = analyzer.stem_id(stem);
        let mut joined = |one: &str, next: &str| {
            let (one, next) = (analyzer.intern(one), analyzer.intern(next));
            analyzer.joined(one, next)
        };
        let form = |text: &str, stem| Form { text: text.into(), word: None, stem };
        assert_eq!(joined("bee", "keeps"), Some(form("beekeeps", Some(stem))));
        assert_eq!(joined("on", "line"), Some(form("online", None)));
        assert_eq!(joined("re", "formed"), None);
    }

    #[test]
    fn words_stay_as_written_where_there_is_no_stemmer() {
        assert_eq!(stems("cy", "Llyfrgelloedd’r llyfrgell"), ["llyfrgelloedd'r", "llyfrgell"]);
    }

    #[test]
    fn every_span_is_the_word_it_stands_for() {
        let text = "Ünïcode — “the N.H.S. Trust’s” co-operation.";
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let raw: Vec<&str> = tokens.tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(raw, ["Ünïcode", "the", "N.H.S.", "Trust’s", "co-operation"]);
        assert_eq!(analyzer.word(tokens.tokens[4].word), "cooperation");
    }
}

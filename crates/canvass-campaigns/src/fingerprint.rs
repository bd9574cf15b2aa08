//! What is kept of a response to find its copies by.

use canvass_core::Span;

use crate::words::{Word, hash_run, words};

/// Words in a run.
pub const RUN: usize = 4;
/// One run in so many is kept.
pub const SAMPLE: u64 = 4;
/// A shorter response is no copy of a template: people say "I agree with all of this" by themselves.
pub const FEWEST_WORDS: usize = 25;
/// A shorter sentence is no shared passage.
pub const SENTENCE_WORDS: usize = 8;

/// The numbers made of one response's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of all its words.
    pub(crate) whole: u64,
    /// Hash of the text as it is written.
    pub(crate) written: u32,
    /// Number of its words.
    pub(crate) n_words: u32,
    /// Kept runs, ascending, each once.
    pub(crate) runs: Vec<u32>,
    /// Short hashes of sentences that are long enough, ascending, each once.
    pub(crate) sentences: Vec<u32>,
    /// Where its own words stand.
    pub(crate) own: Vec<Span>,
}

impl Fingerprint {
    /// Of the places `own` of `text`, in order: the respondent's own words, without what it quotes or repeats.
    pub fn of(text: &str, own: Vec<Span>) -> Self {
        let all: Vec<Word> = words(text, &own).collect();
        let whole = hash_run(all.iter().map(|word| word.hash));
        let n_words = all.len() as u32;
        let mut sentences: Vec<u32> = sentences(text, &all)
            .map(|sentence| short(hash_run(sentence.iter().map(|word| word.hash))))
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        let mut runs = Vec::new();
        if all.len() >= FEWEST_WORDS {
            let hashes = all.windows(RUN).map(|run| hash_run(run.iter().map(|word| word.hash)));
            runs.extend(hashes.filter(|hash| hash % SAMPLE == 0).map(short));
            runs.sort_unstable();
            runs.dedup();
        }
        Self { whole, written: written(text, &own), n_words, runs, sentences, own }
    }

    /// Whether it may be a copy of something.
    pub(crate) fn is_long(&self) -> bool {
        self.n_words as usize >= FEWEST_WORDS
    }
}

/// Half of a hash, for where millions are kept.
pub(crate) fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Hash of a text from its first own place to its last, with case and punctuation.
fn written(text: &str, own: &[Span]) -> u32 {
    let all = own.first().zip(own.last()).map_or("", |(first, last)| first.join(*last).of(text));
    short(hash_run(all.bytes().map(u64::from)))
}

/// The words parted where a sentence ends, without sentences that are too short.
pub(crate) fn sentences<'w>(text: &'w str, words: &'w [Word]) -> impl Iterator<Item = &'w [Word]> {
    let parts = words.chunk_by(|one, next| {
        let between = &text[one.span.end as usize..next.span.start as usize];
        let is_one_line = !between.contains('\n') || is_wrapped(between, next.span.of(text));
        is_one_line && !between.contains(['.', '!', '?', ';', '•'])
    });
    parts.filter(|sentence| sentence.len() >= SENTENCE_WORDS)
}

/// Whether a line ends for want of room: the next one goes on in lower case, without a gap or a bullet.
fn is_wrapped(between: &str, next: &str) -> bool {
    let behind = between.split_once('\n').map_or("", |(_, behind)| behind);
    !behind.contains('\n') && behind.trim().is_empty() && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Fingerprint {
        Fingerprint::of(text, vec![Span::all(text)])
    }

    const LETTER: &str = "We the undersigned object to the closing of the ferry. It takes our children to school \
        every day, and the bridge is nine miles away! Please think again before it is too late.";

    #[test]
    fn layout_does_not_change_a_fingerprint() {
        let other = LETTER.to_uppercase().replace(' ', "  ").replace(',', " -");
        let (one, other) = (of(LETTER), of(&other));
        assert_eq!((one.whole, one.n_words, one.runs), (other.whole, other.n_words, other.runs));
    }

    #[test]
    fn a_sentence_may_be_wrapped_anywhere() {
        let wrapped = LETTER.replace(" of the", "\r\nof the").replace(" is nine", "\n  is nine");
        assert_eq!(of(&wrapped).sentences, of(LETTER).sentences);
        for end in ["\n\nof the", "\n- of the", "\nOf the"] {
            assert_ne!(of(&LETTER.replace(" of the", end)).sentences, of(LETTER).sentences, "{end}");
        }
    }

    #[test]
    fn short_texts_have_no_runs() {
        let short = of("I agree with all of it");
        assert!(short.runs.is_empty() && !short.is_long());
    }

    #[test]
    fn long_sentences_are_kept() {
        assert_eq!(of(LETTER).sentences.len(), 3);
        let texts = of(&format!("Hello. {LETTER} Bye.")).sentences;
        assert_eq!(texts, of(LETTER).sentences);
    }
}

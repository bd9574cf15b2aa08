//! Words as numbers: what makes two texts equal to this crate.

use canvass_core::Span;

/// A word and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of its letters in lower case; the same on every machine.
    pub(crate) hash: u64,
    pub(crate) span: Span,
}

/// The words of some places of a text, in order. Case, punctuation and white space say nothing.
pub(crate) fn words<'t>(text: &'t str, own: &'t [Span]) -> impl Iterator<Item = Word> + 't {
    own.iter().flat_map(move |span| words_of(text, *span))
}

fn words_of(text: &str, span: Span) -> impl Iterator<Item = Word> {
    let bytes = &text.as_bytes()[..span.end as usize];
    let mut at = span.start as usize;
    std::iter::from_fn(move || {
        let start = loop {
            match bytes.get(at)? {
                byte if byte.is_ascii_alphanumeric() => break at,
                byte if byte.is_ascii() => at += 1,
                _ => {
                    let letter = letter_at(text, at);
                    if is_of_word(letter) {
                        break at;
                    }
                    at += letter.len_utf8();
                }
            }
        };
        let mut hash = SEED;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                hash = step(hash, u64::from(byte.to_ascii_lowercase()));
                at += 1;
                continue;
            }
            let letter = letter_at(text, at);
            if !is_of_word(letter) {
                break;
            }
            letter.to_lowercase().for_each(|letter| hash = step(hash, u64::from(letter)));
            at += letter.len_utf8();
        }
        Some(Word { hash: mix(hash), span: Span::new(start, at) })
    })
}

fn letter_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("a place within the text, where a letter begins")
}

/// Letters and digits, and the apostrophes within words, which come straight and curly and are passed over.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

/// Hash of a run of words.
pub(crate) fn hash_run(words: impl Iterator<Item = u64>) -> u64 {
    mix(words.fold(SEED, step))
}

const SEED: u64 = 0x243f_6a88_85a3_08d3;

/// One step of FNV-1a, over whole letters.
fn step(hash: u64, letter: u64) -> u64 {
    (hash ^ letter).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads what the last steps left in the low bits (the finaliser of `SplitMix64`).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        let own = [Span::all(text)];
        words(text, &own).map(|word| word.span.of(text)).collect::<Vec<_>>()
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(shown("  “We’re 3 – no, 4!”\n"), ["We", "re", "3", "no", "4"]);
        assert_eq!(shown(""), [""; 0]);
    }

    #[test]
    fn case_and_punctuation_say_nothing() {
        let hashes =
            |text: &str| -> Vec<u64> { words(text, &[Span::all(text)]).map(|word| word.hash).collect() };
        assert_eq!(hashes("Élan, VITAL"), hashes("élan vital…"));
        assert_ne!(hashes("ab"), hashes("ba"));
    }

    #[test]
    fn only_own_places_are_read() {
        let text = "Dear all, no. Yours";
        let own = [Span::new(10, 13)];
        assert_eq!(words(text, &own).map(|word| word.span.of(text)).collect::<Vec<_>>(), ["no"]);
    }
}

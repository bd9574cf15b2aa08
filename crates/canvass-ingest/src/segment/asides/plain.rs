//! Text that plainly holds nothing but the respondent's words, told without splitting it into words.
//!
//! Most cells of a table are a sentence or two. One look at their bytes shows that no wording can be in them,
//! and saves all other work. What is not plain is not therefore an aside: it is looked at in full.

use canvass_core::Span;
use canvass_core::text::Analyzer;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::outline::{Name, Wording};
use super::super::{Outline, grid, prompt, sheet};
use super::{furniture, repetition, signature};

/// Letters by which words are looked up.
const KEY: usize = 4;
/// Of shorter stems only the first two letters are sure to stand in every form of the word.
const SHORTEST_STEM: usize = 5;
/// Beginnings spelt otherwise in America.
const SPELT_OTHERWISE: [&str; 7] = ["fibr", "paed", "theatr", "metre", "litre", "sabr", "kilometr"];
/// Words that call for a closer look.
const MAIL_WORDS: [&str; 16] = [
    "page",
    "mail",
    "mails",
    "email",
    "emails",
    "message",
    "messages",
    "print",
    "printing",
    "recipient",
    "recipients",
    "sender",
    "addressee",
    "virus",
    "viruses",
    "bost",
];
const ASKING_WORDS: [&str; 5] = ["ask", "asks", "asked", "asking", "question"];
const WHETHER: [Key; 2] = [*b"whet", *b"if\0\0"];
/// Most different beginnings that are looked for.
const MOST_KEYS: usize = 512;
/// A word with a smaller share of its question's weight is not looked for: it stands in every text.
const LEAST_SHARE: f32 = 0.02;
/// Words that may stand within a repetition besides the question's: half as many, and a tail.
const LONGEST_TAIL: usize = 14;
/// Parts that a hyphen joins to the next into one word.
const JOINING: [&[u8]; 4] = [b"co", b"re", b"anti", b"e"];
/// Words that names have under another stem, or leave out.
const NAMING: &str = "the a an proposed proposal opt zero one two three four five six seven eight nine ten eleven twelve \
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty ii iii iv vi vii viii ix xi";

/// What a text must have for wording to be in it.
pub(in super::super) struct Rare {
    /// Beginnings of the questions' words, numbered.
    keys: FxHashMap<Key, usize>,
    questions: Vec<Needed>,
    marks: FxHashSet<Key>,
    /// The first two letters of all of these, as bits: most words go no further.
    begin: [u64; 16],
    /// The first two letters of every word in the options' names.
    naming: FxHashSet<[u8; 2]>,
    /// A repetition of the longest question has no more words.
    reach: usize,
}

type Key = [u8; KEY];

/// A bit for each beginning that is there.
type Present = [u64; MOST_KEYS / 64];

/// The words of one question that can be looked for, by key, with their weights.
struct Needed {
    words: Vec<(usize, f32)>,
    /// How much of that weight a repetition may leave out.
    most_missing: f32,
}

impl Rare {
    /// None where a question has no words to look for.
    pub(in super::super) fn new(questions: &[Wording], names: &[Name], analyzer: &Analyzer) -> Option<Self> {
        let mut keys = FxHashMap::default();
        let reach = reach(questions);
        let questions: Option<Vec<Needed>> =
            questions.iter().map(|wording| needed(wording, analyzer, &mut keys)).collect();
        let stems = names.iter().flat_map(|name| &name.stems).map(|stem| analyzer.stem_text(*stem));
        let marks: FxHashSet<Key> =
            MAIL_WORDS.iter().chain(&ASKING_WORDS).map(|word| key(word.as_bytes())).collect();
        let mut begin = [0; 16];
        for (at, bit) in keys.keys().chain(&marks).chain(&WHETHER).map(|key| place(key)) {
            begin[at] |= bit;
        }
        let rare = Self {
            questions: questions?,
            keys,
            marks,
            begin,
            naming: stems.chain(NAMING.split_whitespace()).map(|word| key(word.as_bytes())).collect(),
            reach,
        };
        (rare.keys.len() <= MOST_KEYS).then_some(rare)
    }

    /// Whether so many of a question's words are there, in one of two stretches, that it may be repeated.
    fn may_repeat(&self, [before, here]: &[Present; 2]) -> bool {
        let is_missing = |key: usize| (before[key / 64] | here[key / 64]) & (1 << (key % 64)) == 0;
        self.questions.iter().any(|question| {
            let missing = question.words.iter().filter(|(key, _)| is_missing(*key));
            missing.map(|(_, weight)| weight).sum::<f32>() <= question.most_missing
        })
    }
}

/// The words of a question's weightiest sentence; none where a repetition could do without them all.
fn needed(wording: &Wording, analyzer: &Analyzer, keys: &mut FxHashMap<Key, usize>) -> Option<Needed> {
    let all = wording.weights.iter().sum::<f32>();
    let mut words = Vec::new();
    for at in wording.heaviest()? {
        let stem = analyzer.stem_text(wording.stems[at]);
        let is_known = stem.len() > 1
            && wording.weights[at] >= LEAST_SHARE * all
            && stem.is_ascii()
            && wording.bag.contains(&wording.stems[at])
            && !SPELT_OTHERWISE.iter().any(|known| stem.starts_with(known));
        if is_known {
            let n_keys = keys.len();
            let key =
                if stem.len() >= SHORTEST_STEM { key(stem.as_bytes()) } else { short_key(stem.as_bytes()) };
            words.push((*keys.entry(key).or_insert(n_keys), wording.weights[at]));
        }
    }
    // A margin keeps sums in another order from mattering.
    let most_missing = (1.0 - repetition::LEAST_COVERAGE) * all * 1.01;
    let found = words.iter().map(|(_, weight)| weight).sum::<f32>();
    (found > most_missing).then_some(Needed { words, most_missing })
}

/// Where the first two letters of a word stand among the bits of [`Rare::begin`].
fn place(word: &[u8]) -> (usize, u64) {
    let letter = |at: usize| usize::from(word.get(at).copied().unwrap_or(0) & 31);
    let place = letter(0) << 5 | letter(1);
    (place >> 6, 1 << (place & 63))
}

/// The first letters of a word, in lower case.
fn key<const N: usize>(word: &[u8]) -> [u8; N] {
    let mut key = [0; N];
    for (place, byte) in key.iter_mut().zip(word) {
        *place = byte.to_ascii_lowercase();
    }
    key
}

/// The first two letters of a word in the place of a whole key: all that is steady about a short stem.
fn short_key(word: &[u8]) -> Key {
    let [first, second] = key(word);
    [first, second, 0, 0]
}

/// Whether `text` can hold no aside at all.
pub(in super::super) fn is_plain(outline: &Outline, text: &str) -> bool {
    let Some(rare) = &outline.rare else { return false };
    has_plain_words(rare, text)
        && text.split(['\n', '\r', '\u{c}']).all(|line| is_plain_line(rare, line))
        && !(grid::may_stand_in(text)
            && (grid::all(text).next().is_some() || grid::heads(text).next().is_some()))
}

/// Words, as [`has_plain_words`] tells them apart, that a repetition may have: hyphens and apostrophes part them.
fn reach(questions: &[Wording]) -> usize {
    let longest = questions.iter().map(|wording| wording.stems.len()).max().unwrap_or(0);
    2 * (longest * 3 / 2 + LONGEST_TAIL)
}

/// Whether no word and no mark calls for a closer look.
///
/// The words of a question, or "asks" and "whether", have to stand near one another:
/// the text is looked at in stretches, each together with the one before.
fn has_plain_words(rare: &Rare, text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut present: [Present; 2] = [[0; MOST_KEYS / 64]; 2];
    let mut reported = [[false; 2]; 2];
    let mut n_left = rare.reach;
    let mut at = 0;
    while at < bytes.len() {
        let len = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = &bytes[at..at + len];
        at += len;
        if word.is_empty() {
            let Some(len) = plain_mark_at(text, at) else { return false };
            at += len;
            continue;
        }
        if n_left == 0 {
            if is_told(rare, &present, reported) {
                return false;
            }
            present = [present[1], [0; MOST_KEYS / 64]];
            reported = [reported[1], [false; 2]];
            n_left = rare.reach;
        }
        n_left -= 1;
        if !matches!(bytes.get(at), Some(b' ' | b'.' | b',') | None)
            && JOINING.iter().any(|part| word.eq_ignore_ascii_case(part))
        {
            return false;
        }
        let (place, bit) = place(word);
        if rare.begin[place] & bit == 0 {
            continue;
        }
        let key: Key = key(word);
        for known in [rare.keys.get(&key), rare.keys.get(&short_key(word))].into_iter().flatten() {
            present[1][known / 64] |= 1 << (known % 64);
        }
        reported[1][1] |= WHETHER.contains(&key);
        if rare.marks.contains(&key) {
            let is = |known: &&str| word.eq_ignore_ascii_case(known.as_bytes());
            if MAIL_WORDS.iter().any(&is) {
                return false;
            }
            reported[1][0] |= ASKING_WORDS.iter().any(is);
        }
    }
    !is_told(rare, &present, reported)
}

/// Whether a question may stand in two stretches, as its words or in reported speech.
fn is_told(rare: &Rare, present: &[Present; 2], [before, here]: [[bool; 2]; 2]) -> bool {
    (before[0] || here[0]) && (before[1] || here[1]) || rare.may_repeat(present)
}

/// Bytes of what stands at a place where no word does; none where it calls for a closer look.
fn plain_mark_at(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'"' | b'>' | 0x0c => None,
        b'-' if ends_line(&bytes[at + 1..]) => None,
        byte if byte.is_ascii() => Some(1),
        _ => plain_mark(&text[at..]),
    }
}

/// Whether nothing more stands on the line: a word may go on in the next.
fn ends_line(rest: &[u8]) -> bool {
    matches!(rest.iter().find(|byte| !matches!(byte, b' ' | b'\t')), Some(b'\n' | b'\r'))
}

/// Bytes of the mark that `text` starts with; none for marks of quotation and for what may be part of a word.
fn plain_mark(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    let plain = match mark {
        '"'
        | '>'
        | '\u{c}'
        | '“'
        | '‘'
        | '«'
        | '„'
        | '\u{ad}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{2010}'
        | '\u{2060}'
        | '\u{300}'..='\u{36f}' => false,
        _ => !mark.is_alphanumeric(),
    };
    plain.then_some(mark.len_utf8())
}

fn is_plain_line(rare: &Rare, line: &str) -> bool {
    let (inner, dress) = sheet::peel(line, Span::all(line));
    let inner = inner.of(line);
    if !inner.contains(char::is_alphanumeric) {
        return !(dress.quoted || signature::is_rule(line));
    }
    let is_wording = || only_names(rare, inner) || prompt::sentence(inner) == Some(inner.len());
    !(dress.quoted || is_wording() || furniture::may_be(inner))
}

/// Whether every word of a line begins like one in the options' names.
fn only_names(rare: &Rare, line: &str) -> bool {
    let mut words = line.split(|mark: char| !mark.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
    words.all(|word| {
        word.starts_with(|mark: char| mark.is_ascii_digit()) || rare.naming.contains(&key(word.as_bytes()))
    })
}

#[cfg(test)]
mod tests;

//! The language a response is written in, judged by the bulk of its words.
//!
//! Nearly every response is in the consultation's language, and its commonest words say so at the price of one look-up
//! a word. Only where they are rare is it looked at closer: for the commonest words of a few other languages,
//! for another script, and then by `whatlang`, whose verdict counts where it is sure and does not hang on names,
//! or where the commonest words of the language it names bear it out.
//! What is too short to tell, names, lists and figures stay in the consultation's language:
//! a response taken for another language by mistake would lose its themes.

mod common;
mod confirm;
mod names;
mod notice;
mod ticks;

use canvass_core::text::{Analyzer, Language, Token, Tokens, folded_words};
use canvass_core::{Answer, Response};
use whatlang::Lang;

use common::COMMON;
use confirm::Confirming;
pub use notice::{Coverage, OtherLanguages, language_name};
pub use ticks::keep_plain_ticks;

/// Where at least this share of the words is common in the consultation's language, the response is in it.
/// In English prose it is a third or more, in French or Polish next to nothing; half a letter of English reaches it.
const HOME_SHARE: f32 = 0.15;
/// Where at least this share is common in another language of [`COMMON`], the response may be in that.
const OTHER_SHARE: f32 = 0.2;
/// Its common words must be so many times as frequent as the consultation's: a letter in two languages is coded.
const OUTWEIGHS: f32 = 1.5;
/// Fewer words than this tell nothing, unless their script does, or they are plainly those of another language.
/// Of 19,511 pieces of English prose of any length, none was taken for another language with this floor.
const FEWEST_WORDS: usize = 8;
/// Fewer letters of another script than this tell nothing.
const FEWEST_LETTERS: usize = 4;
/// From this length on, prose without the consultation's common words is in another language, be it an unknown one.
const LONG: usize = 40;
/// A share of common words that is next to nothing.
const NEXT_TO_NOTHING: f32 = 0.04;
/// `whatlang` is asked about no more words than this, taken from the whole response.
const MOST_ASKED: usize = 500;
/// Languages written in another script than the Latin one.
const OTHER_SCRIPTS: [&str; 4] = ["ar", "el", "ru", "ta"];
/// `whatlang`'s verdicts that are not believed: nobody answers in Latin, but lists of words look like it;
/// Irish and lists of Welsh names look like Welsh, while Welsh prose shows in its common words.
const NOT_BELIEVED: [Lang; 2] = [Lang::Lat, Lang::Cym];

/// Tells the language of responses; shared by all workers.
#[derive(Debug)]
pub struct Languages {
    home: &'static str,
    /// The bit of the consultation's language in `common`; none where its common words are not known.
    home_bit: u8,
    /// By word id, a bit for every language of [`COMMON`] the word is common in.
    common: Vec<u8>,
    confirming: Confirming,
}

/// A word of letters, and the bits of the languages it is common in.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    bits: u8,
}

impl Languages {
    /// Prepares to tell the consultation's language from others; clone the analyzer for the workers afterwards.
    pub fn new(home: Language, analyzer: &mut Analyzer) -> Self {
        let mut common = Vec::new();
        for (bit, (_, words)) in COMMON.iter().enumerate() {
            for word in folded_words(words, &[]) {
                let at = analyzer.intern(&word).0 as usize;
                common.resize(common.len().max(at + 1), 0);
                common[at] |= 1 << bit;
            }
        }
        let home_bit = COMMON.iter().position(|(code, _)| *code == home.code()).map_or(0, |bit| 1 << bit);
        Self { home: home.code(), home_bit, common, confirming: Confirming::new(home.code()) }
    }

    /// The code of the consultation's language.
    pub fn home(&self) -> &'static str {
        self.home
    }

    /// The language code of an analysed response; none where it is another than the consultation's that cannot be told.
    ///
    /// `tokens` holds the tokens of each answer, made by the consultation's analyzer.
    /// Ticked replies and asides say nothing of the language.
    pub fn of(&self, response: &Response, tokens: &[&Tokens]) -> Option<&'static str> {
        let (mut n_words, mut n_home, mut n_other) = (0, 0, 0);
        for bits in own_words(&response.answers, tokens).map(|token| self.bits(token)) {
            n_words += 1;
            n_home += usize::from(bits & self.home_bit != 0);
            n_other += usize::from(bits & !self.home_bit != 0);
        }
        if n_home as f32 >= HOME_SHARE * n_words as f32 && n_other <= n_home {
            return Some(self.home);
        }
        let words = own_words(&response.answers, tokens)
            .map(|token| Word { text: token.span.of(&response.text), bits: self.bits(token) });
        self.look_closer(&words.filter(|word| !word.text.contains(char::is_numeric)).collect::<Vec<_>>())
    }

    fn bits(&self, token: &Token) -> u8 {
        self.common.get(token.word.0 as usize).copied().unwrap_or(0)
    }

    fn look_closer(&self, words: &[Word<'_>]) -> Option<&'static str> {
        if !OTHER_SCRIPTS.contains(&self.home) && is_another_script(words) {
            return ask(words).and_then(|told| names::code(told.lang()));
        }
        let share = share(words, self.home_bit);
        if words.len() < FEWEST_WORDS {
            let plain = if share == 0.0 { self.confirming.plain(words) } else { None };
            return Some(plain.unwrap_or(self.home));
        }
        if let Some(other) = self.other_common(words, share) {
            return Some(other);
        }
        if share >= HOME_SHARE {
            return Some(self.home);
        }
        self.learn(words, share)
    }

    /// What `whatlang` makes of words of which a share is common in the consultation's language.
    fn learn(&self, words: &[Word<'_>], share: f32) -> Option<&'static str> {
        let nameless: Vec<Word<'_>> = words.iter().copied().filter(|word| !is_name(word.text)).collect();
        if nameless.len() * 2 < words.len() {
            return Some(self.home);
        }
        let (whole, rest) = (ask(words), ask(&nameless));
        let lang = whole.as_ref().map(whatlang::Info::lang).filter(|lang| !NOT_BELIEVED.contains(lang));
        let is_sure = whole.as_ref().is_some_and(whatlang::Info::is_reliable);
        let told = lang.filter(|lang| is_sure && rest.is_some_and(|rest| rest.lang() == *lang));
        let borne_out =
            || lang.and_then(names::code).filter(|code| self.confirming.bear_out(code, words, share));
        if let Some(code) = told.and_then(names::code).or_else(borne_out) {
            return Some(code);
        }
        let is_foreign = self.home_bit != 0 && words.len() >= LONG && share < NEXT_TO_NOTHING;
        let looks_home = lang.and_then(names::code) == Some(self.home);
        (!is_foreign || looks_home).then_some(self.home)
    }

    /// The other language whose common words are the most frequent, if they are frequent.
    fn other_common(&self, words: &[Word<'_>], home: f32) -> Option<&'static str> {
        let shares = COMMON.iter().enumerate().map(|(bit, (code, _))| (share(words, 1 << bit), *code));
        let best =
            shares.filter(|(_, code)| *code != self.home).max_by(|one, other| one.0.total_cmp(&other.0));
        best.filter(|(share, _)| *share >= OTHER_SHARE.max(OUTWEIGHS * home)).map(|(_, code)| code)
    }
}

/// The respondent's own words; one reply to several questions is taken once.
fn own_words<'a>(answers: &'a [Answer], tokens: &'a [&Tokens]) -> impl Iterator<Item = &'a Token> {
    let is_new = |at: usize| at == 0 || answers[at - 1].span != answers[at].span;
    let each = answers.iter().zip(tokens).enumerate().filter(move |(at, _)| is_new(*at));
    each.flat_map(|(_, (answer, tokens))| tokens.tokens.iter().filter(|token| !answer.is_aside(token.span)))
}

fn share(words: &[Word<'_>], bits: u8) -> f32 {
    words.iter().filter(|word| word.bits & bits != 0).count() as f32 / words.len().max(1) as f32
}

/// Whether most letters are of another script than the Latin one.
fn is_another_script(words: &[Word<'_>]) -> bool {
    if words.iter().all(|word| word.text.is_ascii()) {
        return false;
    }
    let is_latin = |letter: char| matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let letters = words.iter().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphabetic());
    let (latin, other): (Vec<char>, Vec<char>) = letters.partition(|letter| is_latin(*letter));
    other.len() >= FEWEST_LETTERS && other.len() > latin.len()
}

/// Whether a word is written like a name: in capitals alone or small letters alone it is not.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
}

fn ask(words: &[Word<'_>]) -> Option<whatlang::Info> {
    let step = 1 + words.len() / MOST_ASKED;
    let asked: Vec<&str> = words.iter().step_by(step).map(|word| word.text).collect();
    // It takes the curly apostrophe for a letter.
    whatlang::detect(&asked.join(" ").replace('’', "'"))
}

#[cfg(test)]
mod tests;

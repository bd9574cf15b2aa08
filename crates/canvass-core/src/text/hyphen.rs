//! Words that the end of a line broke in two.
//!
//! `consul-` and `tation` on the next line are one word, whose span covers both; `long-` and `term` stay two, as
//! `long-term` is on one line. No list of words tells which is which, but the text itself does: the word may stand in
//! it unbroken, or with its hyphen within a line. Where it stands nowhere else, the hyphen goes with the break if the
//! second half begins in lower case, unless each half is a word of the text on its own, or the text is one that breaks
//! no words: a program that does so does it often, and a rare hyphen at a line end is a real one.
//!
//! What the text leaves open is read both ways: `under-` and `funded` are one word and may be two. So may a word of which
//! a half stands elsewhere in a text that breaks words, but not one of which no half does: it was broken at a syllable.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::scan;

/// Words before which a hyphen is left hanging, as in "short- and long-term".
const SUSPENDING: [&str; 11] = ["and", "or", "to", "but", "und", "oder", "et", "ou", "y", "o", "e"];
/// A text that breaks words does so at one line end of so many.
const LINES_A_BREAK: usize = 40;
/// A half of fewer letters is no half of a word.
const SHORTEST: usize = 2;

/// A text, and the words that line ends broke in it and that are one word all the same.
///
/// They are looked for when the first line end that may break a word is met: most texts have none.
///
/// ```
/// use canvass_core::text::{Analyzer, BrokenWords, Language};
/// use canvass_core::Span;
/// let text = "The consul-\ntation on long-\nterm care; a long-term plan.";
/// let mut analyzer = Analyzer::new(Language::ENGLISH);
/// let tokens = analyzer.tokens_among(&BrokenWords::of(text), Span::all(text), &[]).tokens;
/// assert_eq!(tokens[1].span.of(text), "consul-\ntation");
/// assert_eq!(analyzer.word(tokens[1].word), "consultation");
/// assert_eq!(tokens[3].span.of(text), "long");
/// ```
#[derive(Clone, Debug)]
pub struct BrokenWords<'t> {
    text: &'t str,
    breaks: OnceCell<Vec<Break>>,
}

/// A line end behind a hyphen, or behind a soft one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// Where the first half ends; a soft hyphen belongs to it.
    end: usize,
    /// Where the second half begins.
    pub(super) next: usize,
    pub(super) kind: Kind,
}

/// What a line end behind a hyphen stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One word.
    Word,
    /// One word that may as well be two.
    Compound,
    /// Two words that may as well be one.
    Pair,
}

impl<'t> BrokenWords<'t> {
    /// Those of a whole text; of a piece they might be judged otherwise.
    pub fn of(text: &'t str) -> Self {
        Self { text, breaks: OnceCell::new() }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The end of the word that goes on behind the line end `at`.
    pub fn reach(&self, at: u32) -> Option<u32> {
        let at = at as usize;
        Candidate::at(self.text, at)?;
        let breaks = self.breaks();
        let next = breaks.partition_point(|place| place.next <= at);
        let place = breaks.get(next).filter(|place| place.end <= at && place.kind != Kind::Pair)?;
        scan::next_word(self.text, place.next, &[]).map(|half| half.end as u32)
    }

    /// The line end that may break the word whose first half ends at byte `end`.
    pub(super) fn behind(&self, end: usize) -> Option<Break> {
        if !may_break(self.text, end) {
            return None;
        }
        let breaks = self.breaks();
        breaks.binary_search_by_key(&end, |place| place.end).ok().map(|at| breaks[at])
    }

    fn breaks(&self) -> &[Break] {
        self.breaks.get_or_init(|| {
            let found = candidates(self.text);
            let vocabulary = Vocabulary::of(self.text, &found);
            let n_joined = found.iter().filter(|candidate| vocabulary.is_joined(candidate)).count();
            let n_lines = self.text.matches('\n').count();
            let breaks_words = n_joined > 0 || found.len() * LINES_A_BREAK >= n_lines;
            let kind = |candidate: &Candidate<'_>| {
                if !vocabulary.is_one_word(candidate, breaks_words) {
                    Kind::Pair
                } else if vocabulary.is_compound(candidate, n_joined > 0) {
                    Kind::Compound
                } else {
                    Kind::Word
                }
            };
            found.iter().map(|candidate| Break { kind: kind(candidate), ..candidate.place }).collect()
        })
    }
}

/// Whether a word that ends at byte `end` stands before a hyphen, or ends in a soft one, with a line end behind it.
fn may_break(text: &str, end: usize) -> bool {
    let behind = match text.as_bytes().get(end) {
        Some(b'-') => &text[end + 1..],
        Some(0xe2) => text[end..].strip_prefix('\u{2010}').unwrap_or_default(),
        Some(b'\n' | b'\r' | b'\t' | 0x0c) if text[..end].ends_with('\u{ad}') => &text[end..],
        _ => return false,
    };
    behind.trim_start_matches([' ', '\t', '\r']).starts_with(['\n', '\u{c}'])
}

/// A line end within what may be a word.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    place: Break,
    first: &'a str,
    second: &'a str,
    is_soft: bool,
}

/// The line ends that stand between a hyphen and a letter.
fn candidates(text: &str) -> Vec<Candidate<'_>> {
    let ends = text.match_indices(['\n', '\u{c}']);
    ends.filter_map(|(at, _)| Candidate::at(text, at)).collect()
}

impl<'a> Candidate<'a> {
    fn at(text: &'a str, line_end: usize) -> Option<Self> {
        // Few lines end in a hyphen, or in a blank that may hide one.
        let last = *text.as_bytes()[..line_end].last()?;
        if !matches!(last, b'-' | b'\r' | b' ' | b'\t' | 0x90 | 0xad) {
            return None;
        }
        let line = text[..line_end].trim_end_matches(['\r', ' ', '\t']);
        let hyphen = line.chars().next_back().filter(|mark| matches!(mark, '-' | '\u{2010}' | '\u{ad}'))?;
        let bare = &line[..line.len() - hyphen.len_utf8()];
        let first = &bare[bare.trim_end_matches(char::is_alphabetic).len()..];
        let behind = text[line_end..].trim_start_matches('\r').strip_prefix(['\n', '\u{c}'])?;
        let behind = behind.trim_start_matches([' ', '\t']);
        let second = &behind[..behind.len() - behind.trim_start_matches(char::is_alphabetic).len()];
        let whole = |half: &str| half.chars().take(SHORTEST).count() == SHORTEST;
        if !(whole(first) || scan::joins(first))
            || !whole(second)
            || bare[..bare.len() - first.len()].ends_with(char::is_numeric)
        {
            return None;
        }
        let is_soft = hyphen == '\u{ad}';
        let end = if is_soft { line.len() } else { bare.len() };
        let place = Break { end, next: text.len() - behind.len(), kind: Kind::Word };
        Some(Self { place, first, second, is_soft })
    }

    fn joined(&self) -> String {
        format!("{}{}", self.first, self.second).to_lowercase()
    }

    fn hyphenated(&self) -> String {
        format!("{}-{}", self.first, self.second).to_lowercase()
    }
}

/// How often the forms that broken words may have stand elsewhere in their text.
struct Vocabulary(FxHashMap<String, usize>);

impl Vocabulary {
    fn of(text: &str, candidates: &[Candidate<'_>]) -> Self {
        let forms = candidates.iter().flat_map(|candidate| {
            let halves = [candidate.first.to_lowercase(), candidate.second.to_lowercase()];
            halves.into_iter().chain([candidate.joined(), candidate.hyphenated()])
        });
        let mut counts: FxHashMap<String, usize> = forms.map(|form| (form, 0)).collect();
        let mut broken =
            candidates.iter().flat_map(|candidate| [candidate.place.end, candidate.place.next]).peekable();
        let mut form = String::new();
        let mut last_end = usize::MAX;
        for (start, word) in runs(text) {
            let end = start + word.len();
            let continues = last_end.checked_add(1) == Some(start) && text.as_bytes()[last_end] == b'-';
            if continues {
                form.push('-');
            } else {
                form.clear();
            }
            let begin = form.len();
            if word.is_ascii() {
                form.push_str(word);
                form[begin..].make_ascii_lowercase();
            } else {
                form.extend(word.chars().flat_map(char::to_lowercase));
            }
            last_end = end;
            // The halves themselves show nothing.
            while broken.next_if(|place| *place < start).is_some() {}
            if broken.peek().is_some_and(|place| *place == start || *place == end) {
                continue;
            }
            for seen in [&form[begin..], &form[..]].into_iter().take(if begin > 0 { 2 } else { 1 }) {
                if let Some(count) = counts.get_mut(seen) {
                    *count += 1;
                }
            }
        }
        Self(counts)
    }

    fn count(&self, form: &str) -> usize {
        self.0.get(form).copied().unwrap_or(0)
    }

    /// Whether the text has the word in one piece, more often than with a hyphen.
    fn is_joined(&self, candidate: &Candidate<'_>) -> bool {
        let joined = self.count(&candidate.joined());
        candidate.is_soft || joined > 0 && joined >= self.count(&candidate.hyphenated())
    }

    fn is_one_word(&self, candidate: &Candidate<'_>, breaks_words: bool) -> bool {
        if self.is_joined(candidate) || scan::joins(candidate.first) {
            return true;
        }
        let second = candidate.second.to_lowercase();
        let stand_alone = || self.count(&candidate.first.to_lowercase()) > 0 && self.count(&second) > 0;
        breaks_words
            && self.count(&candidate.hyphenated()) == 0
            && candidate.second.starts_with(char::is_lowercase)
            && !SUSPENDING.contains(&second.as_str())
            && !stand_alone()
    }

    /// Whether a word may be two all the same; `is_broken` in a text of which words are known to be broken.
    fn is_compound(&self, candidate: &Candidate<'_>, is_broken: bool) -> bool {
        if candidate.is_soft || scan::joins(candidate.first) {
            return false;
        }
        let stands = |half: &str| self.count(&half.to_lowercase()) > 0;
        self.count(&candidate.hyphenated()) > 0
            || self.count(&candidate.joined()) == 0
                && (!is_broken || stands(candidate.first) || stands(candidate.second))
    }
}

/// The runs of letters of a text, and where they begin.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphabetic)?;
        let rest = &text[start..];
        let word = &rest[..rest.find(|mark: char| !mark.is_alphabetic()).unwrap_or(rest.len())];
        at = start + word.len();
        Some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Analyzer, Language, Reading, Tokens};
    use super::*;
    use crate::span::Span;

    /// The words of a text as they are compared.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(text, Span::all(text), &[]).tokens;
        let found: Vec<&str> = tokens.iter().map(|token| analyzer.word(token.word)).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn a_word_nobody_else_writes_is_joined_in_lower_case() {
        check("the consul-\ntation on", "the consultation on");
        check("the consul-\r\n  tation's end", "the consultation end");
        check("the consul\u{ad}\ntation", "the consultation");
        check("the consul\u{2010} \ntation", "the consultation");
        check("the consul-\u{c}tation", "the consultation");
        check("Smith-\nJones and Covid-\n19", "smith jones and covid 19");
    }

    #[test]
    fn the_text_itself_tells() {
        check("long-\nterm care, a long-term plan", "long term care a long term plan");
        check("Without it, with-\nout us with them, out", "without it without us with them out");
        check("WITHOUT WITH-\nOUT", "without without");
        check("A tea-\nroom. The tea in the room.", "a tea room the tea in the room");
    }

    #[test]
    fn a_text_that_breaks_no_words_has_real_hyphens() {
        let lines = "Some line of it.\n".repeat(60);
        check_end(&format!("{lines}It is ring-\nfenced"), &["ring", "fenced"]);
        check_end(
            &format!("{lines}consultation and consul-\ntation is ring-\nfenced"),
            &["is", "ringfenced"],
        );
    }

    #[track_caller]
    fn check_end(text: &str, expected: &[&str]) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(text, Span::all(text), &[]).tokens;
        let end = &tokens[tokens.len() - expected.len()..];
        assert_eq!(end.iter().map(|token| analyzer.word(token.word)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn some_hyphens_are_real_whatever_the_line() {
        check("co-\noperation by e-\nmail", "cooperation by email");
        check("co-operation, co-\noperation", "cooperation cooperation");
        check("short-\nand long-term", "short and long term");
        check("we agree -\nbut not", "we agree but not");
        check("cat-\n\negory", "cat egory");
        check("a-\nb", "a b");
    }

    #[test]
    fn spans_cover_both_halves_and_end_with_the_piece() {
        let text = "our consul-\ntation works";
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let spans = |analyzer: &mut Analyzer, end| {
            let tokens = analyzer.tokens(text, Span::new(0, end), &[]);
            tokens.tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>()
        };
        assert_eq!(spans(&mut analyzer, text.len()), ["our", "consul-\ntation", "works"]);
        assert_eq!(spans(&mut analyzer, 11), ["our", "consul"]);
        let broken = BrokenWords::of(text);
        assert_eq!((broken.reach(11), broken.reach(3)), (Some(18), None));
    }

    /// The words that the words of a text may be read as besides.
    #[track_caller]
    fn check_compounds(text: &str, expected: &[&str]) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let Tokens { tokens, compounds, .. } = analyzer.tokens(text, Span::all(text), &[]);
        let word = |at: usize| analyzer.word(tokens[at].word);
        let shown = compounds.iter().map(|compound| match &compound.reading {
            Reading::Joined => format!("{}+{}", word(compound.token), word(compound.token + 1)),
            Reading::Parted(parts) => {
                parts.iter().map(|part| analyzer.word(*part)).collect::<Vec<_>>().join("|")
            }
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn what_the_text_leaves_open_is_read_both_ways() {
        check_compounds("They are under-\nfunded.", &["under|funded"]);
        check_compounds("consul-\ntation and consultation", &[]);
        check_compounds("consul\u{ad}\ntation, co-\noperation", &[]);
        // A text that breaks words: no half of "govern-ment" stands in it, but one of "under-funded" does.
        let broken = "A consultation, a consul-\ntation. ";
        check_compounds(&format!("{broken}A govern-\nment"), &[]);
        check_compounds(&format!("{broken}It is under-\nfunded, it is funded"), &["under|funded"]);
        check_compounds("A tea-\nroom. The tea in the room.", &["tea+room"]);
    }

    #[test]
    fn a_hyphen_within_a_line_may_make_one_word() {
        check_compounds("well-being on\u{2010}line, state-of", &["well+being", "on+line", "state+of"]);
        check_compounds("well--being well -being well- being 1-2 covid-19", &["covid+19"]);
        check_compounds("co-operation, re-form, re-use", &["re+form"]);
    }

    #[test]
    fn texts_of_hyphens_are_read_to_their_end() {
        for text in [
            "-\n",
            "-\n-\n-",
            "a-\n\u{301}",
            "é-\né",
            "\u{ad}\n",
            "-",
            "ab-\ncd-\nef",
            "ab-\n",
            "ß-\nß ﬁn-\nﬁn",
        ] {
            let mut analyzer = Analyzer::new(Language::ENGLISH);
            let tokens = analyzer.tokens(text, Span::all(text), &[]);
            assert!(tokens.tokens.iter().all(|token| !token.span.is_empty()), "{text}");
        }
    }
}

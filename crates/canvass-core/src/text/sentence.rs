//! Where sentences end.
//!
//! A full stop may end a sentence or an abbreviation, and a line end may be a wrap or the end of a heading;
//! each gap between two words is judged by the marks in it and the words beside it.

use super::analyzer::{Sentence, Token};
use crate::span::Span;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 52] = [
    "al", "app", "approx", "art", "arts", "ca", "cf", "ch", "chap", "cl", "cllr", "col", "dept", "dr", "ed",
    "eds", "est", "ext", "fig", "figs", "gen", "gov", "hon", "incl", "max", "messrs", "min", "misc", "mr",
    "mrs", "ms", "no", "nos", "p", "para", "paras", "pp", "prof", "pt", "ref", "reg", "regs", "rep", "rev",
    "s", "sch", "sec", "sect", "sgt", "ss", "st", "vol",
];
/// Abbreviations whose full stop may also end a sentence.
const EITHER: [&str; 7] = ["co", "corp", "etc", "inc", "jr", "ltd", "plc"];
/// Words that begin a sentence far more often than they follow an abbreviation.
const STARTERS: [&str; 44] = [
    "a", "all", "although", "an", "and", "any", "as", "at", "both", "but", "by", "for", "further", "he",
    "how", "however", "i", "if", "in", "it", "my", "no", "on", "our", "others", "she", "so", "some", "that",
    "the", "there", "these", "they", "this", "those", "to", "we", "what", "when", "where", "while", "who",
    "would", "yes",
];
/// What a capital behind it counts, and is no initial: "Option A. Nobody".
const COUNTED: [&str; 41] = [
    "alternative",
    "anlage",
    "annex",
    "appendix",
    "approach",
    "band",
    "block",
    "category",
    "chapter",
    "choice",
    "class",
    "clause",
    "design",
    "figure",
    "form",
    "frage",
    "grade",
    "group",
    "layout",
    "lot",
    "model",
    "modell",
    "option",
    "options",
    "package",
    "part",
    "phase",
    "plan",
    "proposal",
    "question",
    "route",
    "scenario",
    "schedule",
    "scheme",
    "section",
    "site",
    "table",
    "tier",
    "variant",
    "variante",
    "version",
];
const BULLETS: [char; 12] = ['-', '*', '•', '‣', '▪', '●', '○', '·', '–', '—', '◦', '+'];
/// A line shorter than this share of its paragraph's longest was not wrapped: it ended.
const SHORT_LINE: f64 = 0.6;

/// Words after which a sentence ends, whatever stands there: nobody writes so long a one, and who reads sentences
/// may take time that grows with the square of their length.
const LONGEST_SENTENCE: usize = 500;

/// Where one sentence stops and what starts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Border {
    None,
    Sentence,
    Paragraph,
}

/// Groups `tokens`, which stand in `text` from byte `start`, into sentences.
pub(super) fn split(text: &str, start: usize, tokens: &[Token], breaks: &[u32]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut paragraph = 0;
    let mut first = 0;
    let mut lines = Lines { text, start, paragraph: 0..0, longest: 0 };
    let mut breaks = breaks.iter().copied().peekable();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        while breaks.next_if(|offset| *offset < token.span.end).is_some() {}
        let border = match next {
            None => Border::Sentence,
            Some(next) => {
                let forced = breaks.peek().is_some_and(|offset| *offset <= next.span.start);
                let is_long = at + 1 - first >= LONGEST_SENTENCE;
                let border = judge(text, token.span, next.span, &mut lines, start);
                if forced || is_long { border.max(Border::Sentence) } else { border }
            }
        };
        if border == Border::None {
            continue;
        }
        let reach = next.map_or(text.len(), |next| next.span.start as usize);
        let back = first_reach(tokens, first, start);
        let span = outer(text, back, tokens[first].span, token.span, reach);
        sentences.push(Sentence { span, tokens: first..at + 1, paragraph });
        first = at + 1;
        paragraph += u32::from(border == Border::Paragraph);
    }
    sentences
}

fn first_reach(tokens: &[Token], first: usize, start: usize) -> usize {
    if first == 0 { start } else { tokens[first - 1].span.end as usize }
}

/// From the opening quote or bracket before the first word to the last mark behind the last word.
fn outer(text: &str, back: usize, first: Span, last: Span, reach: usize) -> Span {
    let before = &text[back..first.start as usize];
    let opening = before
        .char_indices()
        .rev()
        .take_while(|(_, mark)| {
            matches!(mark, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '£' | '$' | '€' | '#')
        })
        .last()
        .map_or(before.len(), |(at, _)| at);
    let behind = &text[last.end as usize..reach];
    let closing = behind
        .char_indices()
        .find(|(_, mark)| mark.is_whitespace() || matches!(mark, '“' | '‘' | '(' | '[' | '«'))
        .map_or(behind.len(), |(at, _)| at);
    Span::new(back + opening, last.end as usize + closing)
}

fn judge(text: &str, before: Span, after: Span, lines: &mut Lines<'_>, start: usize) -> Border {
    let gap = &text[before.end as usize..after.start as usize];
    if gap == " " {
        return Border::None;
    }
    let n_lines = gap.matches('\n').count();
    if n_lines >= 2 && has_blank_line(gap) {
        return Border::Paragraph;
    }
    let word = before.of(text);
    if n_lines >= 1 {
        let marks = gap.trim_start_matches(|mark: char| mark != '\n').trim_start();
        let is_item = marks.starts_with(BULLETS) || is_enumerator(text, after);
        if is_item || lines.ends_before(before.end as usize, after.start as usize) {
            return Border::Sentence;
        }
    }
    let stop = gap.chars().find(|mark| matches!(mark, '.' | '!' | '?' | '…' | '。'));
    let Some(stop) = stop else { return Border::None };
    if is_line_enumerator(text, before, start) {
        return Border::None;
    }
    let follows = text[after.start as usize..].chars().next().unwrap_or(' ');
    let spaced = gap.contains(char::is_whitespace);
    if stop != '.' {
        // "(sic!) and" and "“Never!” they" go on; "Really? yes" does not.
        let inside = gap.contains([')', ',', ']', '”', '"', '’', '»']) && follows.is_lowercase();
        return if spaced && !inside { Border::Sentence } else { Border::None };
    }
    let is_initial = is_capital(word) && !is_one_of(word_before(text, before.start as usize), &COUNTED);
    judge_full_stop(word, after.of(text), follows, spaced, gap, is_initial)
}

/// The word that ends right before a byte, a blank between; nothing where another mark stands there.
fn word_before(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end_matches(' ');
    let start = before.rfind(|mark: char| !mark.is_alphabetic());
    &before[start.map_or(0, |start| start + before[start..].chars().next().map_or(0, char::len_utf8))..]
}

fn is_capital(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

fn judge_full_stop(
    word: &str,
    next: &str,
    follows: char,
    spaced: bool,
    gap: &str,
    is_initial: bool,
) -> Border {
    let is = |list: &[&str]| is_one_of(word, list);
    let next_starts = || follows.is_uppercase() && is_one_of(next, &STARTERS);
    let ends = if !spaced {
        // "agree.We" forgot its space; "gov.uk" and "3.5" did not.
        follows.is_uppercase() && word.chars().last().is_some_and(char::is_lowercase) && word.len() > 2
    } else if gap.trim_start().starts_with("...") || gap.contains("…") || gap.trim_start().starts_with(')')
    {
        !follows.is_lowercase()
    } else if word.ends_with('.') || word.contains('.') && word.chars().any(char::is_alphabetic) {
        // An acronym: "e.g. the" goes on, "in the U.K. The" does not.
        next_starts() && !is(&["e.g.", "i.e.", "e.g", "i.e"])
    } else if is(&ABBREVIATIONS) {
        // "no." before a figure is "number", else the word no.
        is(&["no"]) && !follows.is_numeric()
    } else if is(&EITHER) {
        next_starts()
    } else if is_initial {
        // "J. Smith" goes on, "Vote B. We" ends.
        next_starts()
    } else if is_capital(word) {
        true
    } else {
        !follows.is_lowercase() || word.chars().count() > 2
    };
    if ends { Border::Sentence } else { Border::None }
}

/// Whether a word is one of a list in lower case, whatever its own case.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a line between the first and the last of `gap` is empty.
fn has_blank_line(gap: &str) -> bool {
    let mut lines = gap.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some()
            && line.trim_matches(|mark: char| mark.is_whitespace() || mark == '>').is_empty()
        {
            return true;
        }
    }
    false
}

/// Whether the word at `span` numbers an item at the start of a line: `3.`, `(b)`, `iv)`.
fn is_enumerator(text: &str, span: Span) -> bool {
    let word = span.of(text);
    let numbers = word.len() <= 3
        && (word.chars().all(|mark| mark.is_ascii_digit())
            || word.len() == 1 && word.chars().all(char::is_alphabetic)
            || word.chars().all(|mark| matches!(mark, 'i' | 'v' | 'x')));
    numbers && text[span.end as usize..].starts_with(['.', ')', ':'])
}

/// Whether only marks stand before an enumerator on its line.
fn is_line_enumerator(text: &str, span: Span, start: usize) -> bool {
    // Every full stop asks this: the cheap question comes first, and no word is passed on the way back.
    if !is_enumerator(text, span) {
        return false;
    }
    let before = &text[start..span.start as usize];
    let is_mark = |mark: char| matches!(mark, '(' | '*' | '_' | '#') || BULLETS.contains(&mark);
    let marks = before.trim_end_matches(|mark: char| mark != '\n' && (mark.is_whitespace() || is_mark(mark)));
    (marks.is_empty() || marks.ends_with('\n')) && before[marks.len()..].trim().chars().all(is_mark)
}

/// Lengths of the lines of the paragraph being read, to tell a wrap from an end.
struct Lines<'a> {
    text: &'a str,
    start: usize,
    paragraph: std::ops::Range<usize>,
    longest: usize,
}

impl Lines<'_> {
    /// Whether the line that holds byte `end` ended of itself, the next word standing at `next`.
    fn ends_before(&mut self, end: usize, next: usize) -> bool {
        let behind = self.text[end..next].split('\n').next().unwrap_or("").trim();
        if behind.ends_with([':', '!', '?']) {
            return true;
        }
        let follows = self.text[next..].chars().next().unwrap_or(' ');
        if !(follows.is_uppercase() || follows.is_numeric()) {
            return false;
        }
        let line = self.line_length(end);
        self.measure(end);
        (line as f64) < SHORT_LINE * self.longest as f64 && !behind.ends_with([',', '-'])
    }

    fn line_length(&self, at: usize) -> usize {
        let start = self.text[self.start..at].rfind('\n').map_or(self.start, |found| self.start + found + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        end - start
    }

    /// Finds the paragraph around `at` and its longest line, once a paragraph.
    fn measure(&mut self, at: usize) {
        if self.paragraph.contains(&at) {
            return;
        }
        let start =
            self.text[self.start..at].rfind("\n\n").map_or(self.start, |found| self.start + found + 2);
        let end = self.text[at..].find("\n\n").map_or(self.text.len(), |found| at + found);
        self.longest = self.text[start..end].split('\n').map(str::len).max().unwrap_or(0);
        self.paragraph = start..end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Analyzer, Language};
    use super::LONGEST_SENTENCE;
    use crate::span::Span;

    fn check(text: &str, expected: &[&str]) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let found: Vec<&str> = tokens.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_end_nothing() {
        check(
            "Dr. Smith (e.g. of the N.H.S. Trust) agreed. See para. 4 and no. 5. It works etc. We agree.",
            &[
                "Dr. Smith (e.g. of the N.H.S. Trust) agreed.",
                "See para. 4 and no. 5.",
                "It works etc.",
                "We agree.",
            ],
        );
    }

    #[test]
    fn short_answers_end() {
        check(
            "No. We do not. “Never!” they said. why? because",
            &["No.", "We do not.", "“Never!” they said.", "why?", "because"],
        );
        check(
            "Not Option A. Nobody wants it. Ask J. Smith.",
            &["Not Option A.", "Nobody wants it.", "Ask J. Smith."],
        );
        check("i agree.its fine. really", &["i agree.its fine.", "really"]);
        check("We agree.The rest is detail.", &["We agree.", "The rest is detail."]);
    }

    #[test]
    fn lines_wrap_or_end() {
        check(
            "About us\nWe are a body of members who have worked for years on the matter of roads\nand Bridges.",
            &[
                "About us",
                "We are a body of members who have worked for years on the matter of roads\nand Bridges.",
            ],
        );
        check(
            "We want:\n- more money\n- less Talk\n1. A thing\n2. Another. More",
            &["We want:", "more money", "less Talk", "1. A thing", "2. Another.", "More"],
        );
    }

    #[test]
    fn what_never_ends_is_cut() {
        let text = "and on ".repeat(LONGEST_SENTENCE);
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(&text, Span::all(&text), &[]);
        let lengths: Vec<usize> = tokens.sentences.iter().map(|sentence| sentence.tokens.len()).collect();
        assert_eq!(lengths, [LONGEST_SENTENCE, LONGEST_SENTENCE]);
        assert!(tokens.sentences.iter().all(|sentence| sentence.paragraph == 0));
    }

    #[test]
    fn paragraphs_are_counted() {
        let text = "One.\n\nTwo.\r\n\r\nThree. Four";
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(text, Span::all(text), &[]);
        let numbers: Vec<u32> = tokens.sentences.iter().map(|sentence| sentence.paragraph).collect();
        assert_eq!(numbers, [0, 1, 2, 2]);
    }

    #[test]
    fn breaks_are_kept() {
        let text = "We heard that and more";
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(text, Span::all(text), &[8, 13]);
        let found: Vec<&str> = tokens.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, ["We heard", "that", "and more"]);
    }
}

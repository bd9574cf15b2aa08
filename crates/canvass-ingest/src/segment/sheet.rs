//! The letter as lines, paragraphs and words: where headings can stand and what marks them.

mod dress;

use std::cell::OnceCell;
use std::ops::Range;

use canvass_core::Span;
use canvass_core::text::{Analyzer, BrokenWords, StemId};

use super::{Outline, pages};
use crate::scale;
pub(super) use dress::{Dress, peel};

/// Longer lines are tokenised in pieces, so that no scan runs back over megabytes.
const LONGEST_PIECE: usize = 4096;
/// A line shorter than this share of its paragraph's longest was not wrapped: it ended.
const SHORT_LINE: f32 = 0.6;
/// A heading has no more lines.
const MOST_TITLE_LINES: usize = 5;
/// What is left over of a wrapped heading is no longer.
const LONGEST_WRAPPED: usize = 5;
/// The whole heading has more words than "Costs" over "too high".
const FEWEST_WRAPPED: usize = 4;
/// Words above it, where it does not begin in lower case.
const FEWEST_BEFORE_CAPITAL: usize = 3;
/// A bar on each of fewer lines is chance.
const FEWEST_ROWS: usize = 3;
/// In a paragraph of lines this short none was wrapped.
const NARROW: usize = 42;

/// A letter, laid out.
pub(super) struct Sheet<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) lines: Vec<Line>,
    /// Places in `words` where a sentence may begin, ascending.
    pub(super) starts: Vec<usize>,
    /// The lines of each paragraph.
    pub(super) paragraphs: Vec<Range<usize>>,
    /// The lines that belong to the pages rather than the letter; see [`super::pages`].
    pub(super) paper: Vec<usize>,
    /// Whether questions are called by their places, once that was asked; see [`super::announcement`].
    pub(super) by_place: OnceCell<bool>,
    /// Whether its numbers are said to be the questions', once that was asked; see [`super::numbering`].
    pub(super) by_number: OnceCell<bool>,
}

/// A word, in the form official wording is compared in.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) stem: StemId,
    pub(super) line: u32,
    /// Its sorts; see [`super::vocabulary`].
    pub(super) classes: u32,
    /// The questions whose wording has it, as bits that questions 64 apart share.
    pub(super) asked: u64,
}

/// A line and how it is dressed.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Without its line end.
    pub(super) span: Span,
    /// Without indent, markup, bullet and quotation marks of e-mail.
    pub(super) inner: Span,
    pub(super) words: Range<usize>,
    pub(super) dress: Dress,
    /// Number of the paragraph; lines without words have the number of the paragraph before.
    pub(super) paragraph: u32,
    /// Whether the line begins something, rather than carrying on a wrapped one.
    pub(super) begins: bool,
}

impl<'a> Sheet<'a> {
    /// Lays out `text`.
    pub(super) fn new(outline: &Outline, analyzer: &mut Analyzer, text: &'a str) -> Self {
        let mut sheet = Self {
            text,
            words: Vec::with_capacity(text.len() / 6),
            lines: Vec::new(),
            starts: Vec::new(),
            paragraphs: Vec::new(),
            paper: Vec::new(),
            by_place: OnceCell::new(),
            by_number: OnceCell::new(),
        };
        let broken = BrokenWords::of(text);
        let mut floor = 0;
        for (at, span) in line_spans(text).into_iter().enumerate() {
            let first = sheet.words.len();
            // A word that goes on in the next line belongs to this one.
            let end = broken.reach(span.end).unwrap_or(span.end);
            let reach = Span { start: span.start.max(floor), end };
            if reach.start < reach.end {
                sheet.read_words(outline, analyzer, reach, &broken, at as u32);
            }
            floor = floor.max(end);
            let (inner, dress) = peel(text, span);
            let words = first..sheet.words.len();
            sheet.lines.push(Line { span, inner, words, dress, paragraph: 0, begins: true });
        }
        sheet.find_underlines();
        sheet.find_paragraphs();
        let lines = &sheet.lines;
        let words = &sheet.words;
        sheet.starts.retain(|&at| {
            let line = &lines[words[at].line as usize];
            line.begins || line.words.start != at
        });
        sheet.paper = pages::lines(outline, &sheet);
        sheet
    }

    fn read_words(
        &mut self,
        outline: &Outline,
        analyzer: &mut Analyzer,
        span: Span,
        broken: &BrokenWords<'_>,
        line: u32,
    ) {
        let mut start = span.start as usize;
        while start < span.end as usize {
            let end = piece_end(self.text, start, span.end as usize);
            let tokens = analyzer.tokens_among(broken, Span::new(start, end), &[]);
            let first = self.words.len();
            self.starts.extend(tokens.sentences.iter().map(|sentence| first + sentence.tokens.start));
            self.words.extend(tokens.tokens.iter().map(|token| {
                let fact = outline.fact(analyzer.stem_id(token.word));
                let classes = outline.vocabulary.of(token.word) | fact.classes;
                Word { span: token.span, stem: fact.stem, line, classes, asked: fact.asked }
            }));
            start = end;
        }
    }

    fn find_underlines(&mut self) {
        for at in 1..self.lines.len() {
            if !self.lines[at].words.is_empty() {
                continue;
            }
            let rule = self.lines[at].span.of(self.text).trim();
            let first = rule.chars().next().filter(|mark| matches!(mark, '=' | '-' | '_' | '~' | '–'));
            let is_rule =
                rule.len() >= 3 && first.is_some_and(|first| rule.chars().all(|mark| mark == first));
            let above = &mut self.lines[at - 1];
            let length = above.span.len();
            // A rule far longer than the line above parts the page, it underlines nothing.
            if is_rule
                && rule.len() < 120
                && !above.words.is_empty()
                && rule.len() <= length * 2 + 3
                && length < 200
            {
                above.dress.level = above.dress.level.max(9);
            }
        }
    }

    fn find_paragraphs(&mut self) {
        let mut first: Option<usize> = None;
        for at in 0..=self.lines.len() {
            let ends = self.lines.get(at).is_none_or(|line| line.words.is_empty() && is_gap(line, self.text));
            if let Some(line) = self.lines.get_mut(at) {
                line.paragraph = self.paragraphs.len() as u32;
            }
            if !ends {
                first = first.or(Some(at));
            } else if let Some(first) = first.take() {
                self.find_rows(first..at);
                self.find_wraps(first..at);
                self.paragraphs.push(first..at);
            }
        }
    }

    /// Tells which lines are rows of a table without borders at its sides.
    fn find_rows(&mut self, lines: Range<usize>) {
        let text = self.text;
        let parts = |line: &Line| line.span.of(text).contains(" | ");
        let is_rule = |line: &Line| line.words.is_empty() && line.span.of(text).contains("--") && parts(line);
        let lines = &mut self.lines[lines];
        if lines.iter().any(is_rule) || lines.len() >= FEWEST_ROWS && lines.iter().all(parts) {
            for line in lines {
                line.dress.cell |= parts(line);
            }
        }
    }

    /// Tells which lines of a paragraph carry on the one before.
    fn find_wraps(&mut self, lines: Range<usize>) {
        let longest = self.lines[lines.clone()].iter().map(|line| line.span.len()).max().unwrap_or(0);
        for at in lines.start + 1..lines.end {
            let before = &self.lines[at - 1];
            let line = &self.lines[at];
            let ended = before.span.of(self.text).trim_end();
            let stops = ended.ends_with(['.', '?', '!', ':', ';', '|'])
                || ended.ends_with("**")
                || ended.ends_with("__");
            let short = (before.span.len() as f32) < SHORT_LINE * longest as f32;
            let lower = line.inner.of(self.text).starts_with(char::is_lowercase);
            let dressed =
                line.dress.level > 0 || line.dress.bullet || line.dress.cell || before.dress.level > 0;
            let narrow = longest < NARROW && !lower;
            let begins = dressed
                || narrow
                || before.words.is_empty()
                || (stops || short) && !lower
                || before.dress.quoted != line.dress.quoted;
            self.lines[at].begins = begins;
        }
    }

    /// The line a word stands on.
    pub(super) fn line_of(&self, word: usize) -> &Line {
        &self.lines[self.words[word].line as usize]
    }

    /// The text between a word and the next one, or the end.
    pub(super) fn gap_behind(&self, word: usize) -> &'a str {
        let end = self.words.get(word + 1).map_or(self.text.len(), |next| next.span.start as usize);
        &self.text[self.words[word].span.end as usize..end]
    }

    /// Place of the first word at or behind a byte.
    pub(super) fn word_at(&self, byte: u32) -> usize {
        self.words.partition_point(|word| word.span.start < byte)
    }

    /// Place of the first sentence start at or behind a word, as a word.
    pub(super) fn next_start(&self, word: usize) -> usize {
        let at = self.starts.partition_point(|start| *start < word);
        self.starts.get(at).copied().unwrap_or(self.words.len())
    }

    /// The lines of the paragraph that line `at` with words stands in.
    pub(super) fn paragraph_of(&self, at: usize) -> Range<usize> {
        self.paragraphs[self.lines[at].paragraph as usize].clone()
    }

    /// The last line of the heading that line `at` begins: bold may run over several, a Markdown heading may be
    /// wrapped onto a second.
    pub(super) fn title_last(&self, at: usize) -> usize {
        let line = &self.lines[at];
        let until = self.paragraph_of(at).end.min(at + MOST_TITLE_LINES);
        let closes = |line: &Line| line.span.of(self.text).trim_end().ends_with("**");
        if line.dress.bold && !closes(line) {
            return (at + 1..until).find(|next| closes(&self.lines[*next])).unwrap_or(at);
        }
        if self.is_wrapped(at) { at + 1 } else { at }
    }

    /// Whether the line below a Markdown heading is its end: a few more words in the same paragraph and nothing else.
    fn is_wrapped(&self, at: usize) -> bool {
        let (line, paragraph) = (&self.lines[at], self.paragraph_of(at));
        let Some(next) = self.lines.get(at + 1).filter(|_| paragraph.end == at + 2) else { return false };
        let (above, below) = (line.inner.of(self.text), next.inner.of(self.text));
        let open = |written: &str| !written.ends_with(['.', '!', '?', ':', ';', ',']);
        let lower = below.starts_with(char::is_lowercase);
        (1..9).contains(&line.dress.level)
            && next.dress == Dress::default()
            && (1..=LONGEST_WRAPPED).contains(&next.words.len())
            && line.words.len() + next.words.len() >= FEWEST_WRAPPED
            && open(above)
            && (open(below) || below.ends_with('?'))
            && (lower || line.words.len() >= FEWEST_BEFORE_CAPITAL)
            && scale::read(None, below).is_none()
            && self
                .paragraphs
                .get(line.paragraph as usize + 1)
                .is_some_and(|lines| self.lines[lines.start].dress.level == 0)
    }

    /// What is written on some lines, from first to last.
    pub(super) fn inner_of(&self, lines: &Range<usize>) -> Span {
        Span { start: self.lines[lines.start].inner.start, end: self.lines[lines.end - 1].inner.end }
    }

    /// The words on some lines.
    pub(super) fn words_on(&self, lines: Range<usize>) -> Range<usize> {
        self.lines[lines.start].words.start..self.lines[lines.end - 1].words.end
    }

    /// Stems of some words.
    pub(super) fn stems(&self, words: Range<usize>) -> Vec<StemId> {
        self.words[words].iter().map(|word| word.stem).collect()
    }

    /// Where a heading that ends with word `end - 1` is over: behind the marks that close it.
    pub(super) fn behind(&self, end: usize) -> usize {
        let gap = self.gap_behind(end - 1);
        // "How often ... ?"
        let line = gap.split(['\n', '\r']).next().unwrap_or("");
        let cut_short = line.contains("..") || line.contains('…');
        if cut_short && line.chars().all(|mark| matches!(mark, '.' | '…' | '?' | '[' | ']' | ' ' | '*' | '_'))
        {
            return self.words[end - 1].span.end as usize + line.len();
        }
        let marks = gap.find(|mark: char| {
            mark.is_whitespace() || matches!(mark, '(' | '[' | '“' | '‘' | '|' | '/' | '☐' | '☒' | '☑')
        });
        self.words[end - 1].span.end as usize + marks.unwrap_or(gap.len())
    }

    /// The word as written.
    pub(super) fn written(&self, word: usize) -> &'a str {
        self.words[word].span.of(self.text)
    }
}

fn is_gap(line: &Line, text: &str) -> bool {
    line.span.of(text).chars().all(|mark| {
        mark.is_whitespace() || matches!(mark, '>' | '-' | '=' | '_' | '*' | '~' | '–' | '—' | '\u{feff}')
    })
}

fn line_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let ends = match byte {
            b'\n' | 0x0c => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            let end = if *byte == b'\n' && at > start && bytes[at - 1] == b'\r' { at - 1 } else { at };
            spans.push(Span::new(start, end));
            start = at + 1;
        }
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// The end of the next piece to tokenise: a white space near the limit, or the line's end.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST_PIECE {
        return end;
    }
    let mut limit = start + LONGEST_PIECE;
    while !text.is_char_boundary(limit) {
        limit += 1;
    }
    text[limit..end].find(char::is_whitespace).map_or(end, |found| limit + found)
}

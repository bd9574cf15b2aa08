//! Letters in which no question is printed: what each paragraph is about, and the letter as a whole.

mod scope;
mod split;
mod tour;
mod whole;

use std::ops::Range;

use canvass_core::{Aside, AsideKind, OptionIdx, QuestionIdx};

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, announcement, asides, headings, likeness};

/// A paragraph of fewer words is a heading as likely as not.
const SHORTEST_PARAGRAPH: usize = 5;

/// What stands before a paragraph and may reach into it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing does.
    Open,
    /// A heading of its own line, under which paragraphs may speak of anything.
    Headed,
    /// Words that turned to a question: they reach as far as nothing else is spoken of.
    Turned { question: QuestionIdx, numbered: bool },
    /// A paragraph's own words; they reach no further.
    Alike(QuestionIdx),
    /// The letter said what it is about.
    Scoped(QuestionIdx),
}

/// Adds headings, without words of their own, before the paragraphs that are clearly about one question.
pub(super) fn add(outline: &Outline, sheet: &Sheet<'_>, asides: &[Aside], found: &mut Vec<Heading>) {
    let mut walk = Walk {
        outline,
        sheet,
        asides,
        found,
        new: Vec::new(),
        state: State::Open,
        next: 0,
        scope: None,
        level: 0,
        by_name: false,
    };
    for lines in &sheet.paragraphs {
        walk.paragraph(lines);
    }
    let (new, by_name) = (walk.new, walk.by_name);
    let is_open = found
        .iter()
        .all(|heading| heading.questions.is_empty() && matches!(heading.kind, Kind::Other | Kind::Section));
    if tour::n_questions(&*found) < tour::FEWEST || found.iter().all(|heading| is_prose(sheet, heading)) {
        let turns = tour::find(outline, sheet, asides, found);
        if tour::n_questions(&turns) > tour::n_questions(found.iter().chain(&new)) {
            *found = turns;
            return;
        }
    }
    let whole = if is_open && !by_name { whole::find(outline, sheet, asides) } else { None };
    let agrees = |whole: &Heading| {
        new.iter().all(|heading| heading.questions.is_empty() || heading.questions == whole.questions)
    };
    match whole.filter(agrees) {
        Some(whole) => found.push(whole),
        None => found.extend(new),
    }
    found.sort_by_key(|heading| heading.start);
}

struct Walk<'a> {
    outline: &'a Outline,
    sheet: &'a Sheet<'a>,
    asides: &'a [Aside],
    found: &'a [Heading],
    new: Vec<Heading>,
    state: State,
    /// The next of `found`.
    next: usize,
    /// A question that the next paragraph begins to speak of.
    scope: Option<QuestionIdx>,
    /// The rank of the last heading in Markdown.
    level: u8,
    /// Whether anything but keywords told what a paragraph is about.
    by_name: bool,
}

impl Walk<'_> {
    fn paragraph(&mut self, lines: &Range<usize>) {
        let start = self.sheet.lines[lines.start].span.start as usize;
        let end = self.sheet.lines[lines.end - 1].span.end as usize;
        let until = self.found.get(self.next).map_or(end, |heading| heading.start.min(end));
        if until > start {
            let words = self.sheet.word_at(start as u32)..self.sheet.word_at(until as u32);
            self.speak(lines, start, words);
        }
        let line = &self.sheet.lines[lines.start];
        while let Some(heading) = self.found.get(self.next).filter(|heading| heading.start < end) {
            self.state = self.state_of(heading, lines);
            self.level = if heading.end > heading.start { line.dress.level } else { self.level };
            self.scope = None;
            self.next += 1;
        }
    }

    fn state_of(&self, heading: &Heading, lines: &Range<usize>) -> State {
        match heading.questions.first() {
            Some(question) if heading.start == heading.end => {
                State::Turned { question: *question, numbered: is_numbered(self.sheet, lines.start) }
            }
            None if heading.kind == Kind::Section => State::Open,
            _ => State::Headed,
        }
    }

    /// Sees what the words of a paragraph are about.
    fn speak(&mut self, lines: &Range<usize>, start: usize, words: Range<usize>) {
        let is_turned = matches!(self.state, State::Turned { .. });
        if let Some(kind) = asides::over(self.asides, self.sheet.inner_of(lines)) {
            if kind == AsideKind::Quotation || !is_turned {
                self.end(start);
            }
            return;
        }
        let line = &self.sheet.lines[lines.start];
        if line.dress.is_heading() && headings::stands_out(self.sheet, lines.start) {
            return self.part(start, line.dress.level);
        }
        if self.state == State::Headed && self.scope.is_none() || words.is_empty() {
            return;
        }
        if let State::Scoped(scope) = self.state {
            return self.leave_scope(scope, start, words);
        }
        if let Some(question) = self.scope.take() {
            self.begin(start, question, State::Scoped(question), 0.5);
            return;
        }
        if is_other_voice(self.sheet, lines) || !is_text(self.sheet, lines) && !is_turned {
            return self.end(start);
        }
        if !is_text(self.sheet, lines) {
            return;
        }
        if let Some((question, here)) = scope::find(self.outline, self.sheet, words.clone()) {
            self.by_name = true;
            if here {
                self.begin(start, question, State::Scoped(question), 0.6);
            } else {
                self.end(start);
                self.scope = Some(question);
            }
            return;
        }
        let parts = if is_turned { Vec::new() } else { split::find(self.outline, self.sheet, words.clone()) };
        if !parts.is_empty() {
            return self.split(start, &parts);
        }
        match likeness::best(self.outline, self.sheet, words.clone()) {
            Some(likely) => {
                self.by_name |= !likely.by_keyword;
                let confidence = (0.2 + 0.3 * likely.share).min(0.5);
                self.begin(start, likely.question, State::Alike(likely.question), confidence);
            }
            None if self.reaches(lines, words.start) => {}
            None => self.end(start),
        }
    }

    /// A heading that tells no question ends what words began, and what a heading of its rank did.
    fn part(&mut self, start: usize, level: u8) {
        if self.state != State::Headed {
            self.end(start);
        } else if (1..=self.level).contains(&level) {
            self.new.push(headings::section(start));
            self.state = State::Open;
        }
    }

    /// A letter that said what it is about may name something else all the same.
    fn leave_scope(&mut self, scope: QuestionIdx, start: usize, words: Range<usize>) {
        let option = likeness::only(&likeness::mentions(self.outline, self.sheet, words));
        let other = option.filter(|option| self.outline.option_of(scope) != Some(*option));
        if let Some(question) = other.and_then(|option| self.outline.question_of(option)) {
            self.begin(start, question, State::Alike(question), 0.4);
        }
    }

    /// Whether what stands before goes on in a paragraph that speaks of nothing in particular.
    fn reaches(&self, lines: &Range<usize>, first: usize) -> bool {
        match self.state {
            State::Turned { numbered, .. } => {
                let counts_on = numbered && is_numbered(self.sheet, lines.start);
                let is_elsewhere = counts_on || announcement::turns(self.sheet, first);
                !is_elsewhere
            }
            State::Open | State::Headed | State::Scoped(_) => true,
            State::Alike(_) => false,
        }
    }

    fn begin(&mut self, start: usize, question: QuestionIdx, state: State, confidence: f32) {
        let current = match self.state {
            State::Turned { question, .. } | State::Alike(question) => Some(question),
            _ => None,
        };
        if current != Some(question) {
            self.new.push(Heading::new(start, start, vec![question], Kind::Likeness, confidence));
            self.state = state;
        }
    }

    fn end(&mut self, start: usize) {
        if matches!(self.state, State::Turned { .. } | State::Alike(_)) {
            self.new.push(headings::unknown(start));
            self.state = State::Open;
        }
    }

    fn split(&mut self, start: usize, parts: &[(usize, OptionIdx)]) {
        self.by_name = true;
        for (word, option) in parts {
            let here = self.sheet.words[*word].span.start as usize;
            // What stands before the first part goes with nothing.
            if here > start && self.new.last().is_none_or(|last| last.start < start) {
                self.end(start);
            }
            match self.outline.question_of(*option) {
                Some(question) => self.begin(here, question, State::Alike(question), 0.4),
                None => self.end(here),
            }
        }
    }
}

/// Whether a heading is part of running text that calls no question by its number.
fn is_prose(sheet: &Sheet<'_>, heading: &Heading) -> bool {
    let first = sheet.word_at(heading.start as u32);
    let paragraph = |byte: usize| {
        let word = sheet.words.get(sheet.word_at(byte as u32));
        word.map(|word| sheet.lines[word.line as usize].paragraph)
    };
    let is_number = |word: usize| {
        let written = sheet.written(word);
        written.starts_with(|mark: char| mark.is_ascii_digit()) || written.eq_ignore_ascii_case("question")
    };
    let is_soft = matches!(
        heading.kind,
        Kind::Announcement | Kind::Subject | Kind::Likeness | Kind::Gist | Kind::Option
    );
    is_soft
        && paragraph(heading.start) == paragraph(heading.end)
        && !(first..sheet.next_start(first + 1)).any(is_number)
}

/// Whether a paragraph is what others say: quoted, or minutes of what was said.
fn is_other_voice(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let opens = |line: usize| {
        let inner = sheet.lines[line].inner.of(sheet.text);
        sheet.lines[line].dress.quoted || inner.starts_with(['“', '"', '‘'])
    };
    let quoted = lines.clone().filter(|line| opens(*line)).count() * 2 > lines.len();
    let words = sheet.words_on(lines.clone());
    let minuted = || sheet.words[words].iter().filter(|word| word.is(class::MINUTED)).count() >= 2;
    quoted || minuted()
}

/// Whether a paragraph is one of sentences, and not a letterhead or a heading.
fn is_text(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let last = sheet.lines[lines.end - 1].inner.of(sheet.text);
    last.trim_end_matches(['"', '”', '’', ')', '*', '_']).ends_with(['.', '!', '?', '…', ':'])
        && sheet.words_on(lines.clone()).len() >= SHORTEST_PARAGRAPH
}

/// Whether a paragraph has a number of its own.
fn is_numbered(sheet: &Sheet<'_>, line: usize) -> bool {
    let inner = sheet.lines[line].inner.of(sheet.text);
    let inner = inner.strip_prefix("Item ").unwrap_or(inner);
    inner.starts_with(|mark: char| mark.is_ascii_digit())
}

//! A letter that goes through the questions in prose, turning from one to the next within paragraphs.
//!
//! What one sentence has in common with a question tells little. The sentences of a letter together tell more:
//! each either goes on about what the one before was about, or turns to a question, which it must have something in
//! common with. Of all ways to read the letter so, the one with most in common is taken (the Viterbi algorithm).
//!
//! The weights below were looked for at random over the gold letters that had been worked on; around these the measure
//! is flat.

use std::ops::Range;

use canvass_core::{Aside, OptionIdx, QuestionIdx, Span};

use super::super::heading::{Heading, Kind};
use super::super::outline::Present;
use super::super::sheet::Sheet;
use super::super::vocabulary::class;
use super::super::{Outline, announcement, asides, headings, likeness, order};
use super::whole;

/// Fewer questions are no tour.
pub(super) const FEWEST: usize = 3;
/// What speaks for a question at the least where the letter surely turns to it.
const SURE: f32 = 1.0;
/// With less the sentences are about none.
const LEAST: f32 = 0.5;
/// Lines within which a letter greets.
const HIGHEST: usize = 30;
/// More sentences are no letter.
const MOST: usize = 2000;
/// What a sentence must have in common with a question beyond what the sentence before is about.
const TURN: f32 = 0.9;
/// The same where a paragraph begins.
const PARAGRAPH: f32 = 0.2;
/// The same below a title, which says what all below it is about.
const HEADED: f32 = 1.2;
/// The same where the letter begins, which says who writes.
const FIRST: f32 = 0.8;
/// What a turn within a paragraph costs more in a letter of many paragraphs: each is about one thing as a rule.
const MANY: f32 = 0.5;
/// The same in a paragraph that began with a turn.
const LED: f32 = 2.5;
/// Paragraphs of such a letter, at the least.
const FEWEST_PARAGRAPHS: usize = 7;
/// What leaving a question for none costs within a paragraph; between paragraphs it costs nothing.
const LEAVE: f32 = 0.9;
/// What the next question in the consultation's order gains.
const NEXT: f32 = 0.2;
/// What going back to an earlier question costs.
const BACK: f32 = 0.5;
/// What an option's name counts for the question about it.
const NAMED: f32 = 0.8;
/// What a choice among the options counts for the question that asks for one.
const CHOSEN: f32 = 0.8;
/// What it counts that a sentence which turns asks as one question alone does: "As for how we get there".
const ASKED: f32 = 1.2;
/// Words from a "not" to the paper that something is not in.
const OUTSIDE: usize = 5;
/// What it counts that a heading was seen there.
const FOUND: f32 = 2.0;
/// A title, and a label before a colon, count so many times.
const TITLE: f32 = 1.6;
/// A sentence that turns counts so many times, ...
const PUT: f32 = 1.5;
/// ... and the first of a paragraph, which says what that is about, nearly as many.
const LEAD: f32 = 1.4;
const LONGEST_TITLE: usize = 9;
const LONGEST_ASKING: usize = 14;

/// A sentence.
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the sentence")]
struct Unit {
    words: Range<usize>,
    opens_paragraph: bool,
    /// Byte behind the title or label that it is or begins with.
    title: Option<usize>,
    /// Whether it puts a question, or begins as who turns to something does.
    turns: bool,
    /// What speaks for each question, less what speaks for all.
    scores: Vec<f32>,
    /// Whether a heading was seen in it.
    is_found: bool,
    /// Whether another speaks.
    is_anothers: bool,
}

impl Unit {
    /// Lets titles, and sentences that turn to something, count for more.
    fn weigh(&mut self, outline: &Outline, sheet: &Sheet<'_>) {
        if let Some(title) = self.title {
            let end = sheet.word_at(title as u32).clamp(self.words.start, self.words.end);
            let label = scores(outline, sheet, self.words.start..end);
            for (score, label) in self.scores.iter_mut().zip(label) {
                *score += label * (TITLE - 1.0);
            }
        } else if self.turns || self.opens_paragraph {
            for score in &mut self.scores {
                *score *= if self.turns { PUT } else { LEAD };
            }
        }
    }

    fn bytes(&self, sheet: &Sheet<'_>) -> (usize, usize) {
        let span = sheet.words[self.words.start].span.join(sheet.words[self.words.end - 1].span);
        (span.start as usize, span.end as usize)
    }
}

/// The turns of a letter that goes through some of the questions; none where it does not.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, aside: &[Aside], found: &[Heading]) -> Vec<Heading> {
    // Headings of the letter's own tell what stands below them.
    if sheet.starts.len() > MOST
        || found.iter().any(|heading| {
            heading.end > heading.start && !heading.questions.is_empty() && !super::is_prose(sheet, heading)
        })
    {
        return Vec::new();
    }
    let units = units(outline, sheet, aside, found);
    let path = path(&units, outline.questions.len());
    let parts: Vec<(&[Unit], Option<QuestionIdx>)> = parts(&units, &path).collect();
    let is_sure = |(units, question): &(&[Unit], Option<QuestionIdx>)| {
        question.is_some_and(|question| said(units, question) >= SURE)
    };
    if n_different(parts.iter().filter(|part| is_sure(part)).filter_map(|(_, question)| *question)) < FEWEST {
        return Vec::new();
    }
    let turn = |(units, question): &(&[Unit], Option<QuestionIdx>)| {
        let (start, end) = units[0].bytes(sheet);
        let Some(question) = *question else { return headings::unknown(start) };
        if said(units, question) < LEAST {
            return headings::unknown(start);
        }
        let is_known = |heading: &&Heading| {
            (start..end).contains(&heading.start) && heading.questions.first() == Some(&question)
        };
        let new =
            || Heading::new(start, units[0].title.unwrap_or(start), vec![question], Kind::Likeness, 0.4);
        found.iter().find(is_known).cloned().unwrap_or_else(new)
    };
    let from = usize::from(parts.first().is_some_and(|(_, question)| question.is_none()));
    parts[from..].iter().map(turn).collect()
}

/// What speaks for a question in some sentences.
fn said(units: &[Unit], question: QuestionIdx) -> f32 {
    units.iter().map(|unit| unit.scores[question.0 as usize]).sum()
}

/// Sentences in a row about the same.
fn parts<'u>(
    units: &'u [Unit],
    path: &'u [Option<QuestionIdx>],
) -> impl Iterator<Item = (&'u [Unit], Option<QuestionIdx>)> {
    let mut at = 0;
    path.chunk_by(|one, next| one == next).map(move |part| {
        let start = at;
        at += part.len();
        (&units[start..at], part[0])
    })
}

/// How many questions some headings turn to.
pub(super) fn n_questions<'h>(headings: impl IntoIterator<Item = &'h Heading>) -> usize {
    n_different(headings.into_iter().flat_map(|heading| heading.questions.iter().copied()))
}

fn n_different(questions: impl Iterator<Item = QuestionIdx>) -> usize {
    let mut questions: Vec<QuestionIdx> = questions.collect();
    questions.sort_unstable();
    questions.dedup();
    questions.len()
}

fn units(outline: &Outline, sheet: &Sheet<'_>, aside: &[Aside], found: &[Heading]) -> Vec<Unit> {
    let ends = sheet.starts.iter().skip(1).copied().chain([sheet.words.len()]);
    let bounds = sheet.starts.iter().copied().zip(ends).filter(|(start, end)| start < end);
    let mut units: Vec<Unit> = Vec::with_capacity(sheet.starts.len());
    let mut paragraph = None;
    let mut is_other_voice = false;
    let mut is_first = true;
    // Above "Dear Sir" stands who writes, and to whom.
    let greeting = sheet.lines.iter().take(HIGHEST).position(|line| asides::is_greeting(sheet, line));
    for (start, end) in bounds {
        let line = sheet.words[start].line as usize;
        let opens_paragraph = paragraph != Some(sheet.lines[line].paragraph);
        if opens_paragraph {
            paragraph = Some(sheet.lines[line].paragraph);
            let lines = sheet.paragraph_of(line);
            let introduces = is_first && whole::introduces(sheet, &lines);
            is_first &= !super::is_text(sheet, &lines);
            let inner = sheet.inner_of(&lines);
            let is_turned = |heading: &Heading| {
                (inner.start as usize..inner.end as usize).contains(&heading.start)
                    && !heading.questions.is_empty()
            };
            is_other_voice =
                introduces || super::is_other_voice(sheet, &lines) && !found.iter().any(is_turned);
        }
        let mut unit = Unit {
            words: start..end,
            opens_paragraph,
            title: if opens_paragraph { title(sheet, start..end) } else { None },
            turns: turns(sheet, start..end),
            scores: scores(outline, sheet, start..end),
            is_found: false,
            is_anothers: false,
        };
        let (from, to) = unit.bytes(sheet);
        unit.is_anothers = greeting.is_some_and(|greeting| line < greeting)
            || is_other_voice
            || asides::over(aside, Span::new(from, to)).is_some();
        unit.weigh(outline, sheet);
        if let Some(question) = asked_alike(outline, sheet, &unit).filter(|_| unit.turns) {
            unit.scores[question.0 as usize] += ASKED;
        }
        let first = found.partition_point(|heading| heading.start < from);
        let inside = found[first..].iter().take_while(|heading| heading.start < to);
        for question in inside.flat_map(|heading| &heading.questions) {
            unit.scores[question.0 as usize] += FOUND;
            unit.is_found = true;
        }
        units.push(unit);
    }
    keep_for_turns(sheet, &mut units, found);
    units
}

/// Takes questions that the letter says it turns to from what stands in the paragraphs before.
fn keep_for_turns(sheet: &Sheet<'_>, units: &mut [Unit], found: &[Heading]) {
    for question in found.iter().flat_map(|heading| &heading.questions) {
        let turns = |unit: &Unit| {
            let (start, end) = unit.bytes(sheet);
            let here = found.iter().filter(|heading| (start..end).contains(&heading.start));
            here.flat_map(|heading| &heading.questions).any(|turned| turned == question)
        };
        let Some(first) = units.iter().position(turns) else { continue };
        let paragraph = units[..=first].iter().rposition(|unit| unit.opens_paragraph).unwrap_or(0);
        for unit in &mut units[..paragraph] {
            let score = &mut unit.scores[question.0 as usize];
            *score = score.min(0.0);
        }
    }
}

/// Whether a sentence puts a question, or begins as who turns to something does: "As for the cost, ..."
fn turns(sheet: &Sheet<'_>, words: Range<usize>) -> bool {
    let asks = words.len() <= LONGEST_ASKING && sheet.gap_behind(words.end - 1).starts_with('?');
    let first = &sheet.words[words.start];
    let is_lead = first.is(class::STRONG)
        && ["on", "as", "regarding", "turning", "about", "concerning"]
            .iter()
            .any(|known| sheet.written(words.start).eq_ignore_ascii_case(known));
    asks || is_lead || announcement::wants_to_know(sheet, words.start)
}

/// The one question that begins with the word by which a sentence asks: "As for how we get there", "You want to know
/// which site".
fn asked_alike(outline: &Outline, sheet: &Sheet<'_>, unit: &Unit) -> Option<QuestionIdx> {
    // A question of the writer's own may be about anything.
    if sheet.gap_behind(unit.words.end - 1).starts_with('?') {
        return None;
    }
    let ask = unit.words.clone().take(LONGEST_TITLE).find(|word| headings::asks(sheet, *word))?;
    let begins = |text: &str| {
        let first = text.split(|mark: char| !mark.is_alphabetic()).next().unwrap_or("");
        first.eq_ignore_ascii_case(sheet.written(ask))
    };
    let questions = outline.consultation.questions.iter();
    let mut alike = (0..).zip(questions).filter(|(_, question)| begins(&question.text));
    let (only, _) = alike.next()?;
    alike.next().is_none().then_some(QuestionIdx(only))
}

/// Byte behind the title or the label that a paragraph begins with.
fn title(sheet: &Sheet<'_>, words: Range<usize>) -> Option<usize> {
    let at = sheet.words[words.start].line as usize;
    let line = &sheet.lines[at];
    if headings::is_title(sheet, at) {
        return Some(line.span.end as usize);
    }
    let label =
        words.clone().take(LONGEST_TITLE).find(|word| sheet.gap_behind(*word).trim_start().starts_with(':'));
    if let Some(last) = label {
        let end = sheet.words[last].span.end as usize;
        return sheet.text[end..].find(':').map(|colon| end + colon + 1);
    }
    let is_line = line.words == words && words.len() <= LONGEST_TITLE && sheet.paragraph_of(at).len() > 1;
    let inner = line.inner.of(sheet.text);
    (is_line && !inner.ends_with(['.', ',', ';', '!'])).then_some(line.span.end as usize)
}

fn scores(outline: &Outline, sheet: &Sheet<'_>, words: Range<usize>) -> Vec<f32> {
    let placed: Vec<(usize, OptionIdx)> =
        words.clone().filter_map(|word| Some((word + 1, order::placed(outline, sheet, word)?))).collect();
    let is_called = |word: &usize| placed.iter().any(|(called, _)| called == word);
    let others = words.clone().filter(|word| !is_called(word)).map(|word| &sheet.words[word]);
    let present = Present::of(outline, others);
    let mut scores: Vec<f32> =
        outline.questions.iter().map(|wording| wording.weight_in(&present, outline)).collect();
    if let Some(question) = outline.catch_all.filter(|_| is_outside(sheet, words.clone())) {
        scores[question.0 as usize] += CHOSEN;
    }
    let mentions = likeness::mentions(outline, sheet, words.clone());
    for option in mentions.iter().map(|mention| mention.option).chain(placed.iter().map(|found| found.1)) {
        if let Some(question) = outline.question_of(option) {
            scores[question.0 as usize] += NAMED;
        }
    }
    if chooses(sheet, words) {
        for (at, question) in outline.consultation.questions.iter().enumerate() {
            scores[at] +=
                if question.text.starts_with("Which") && question.option.is_none() { CHOSEN } else { 0.0 };
        }
    }
    let mean = scores.iter().sum::<f32>() / scores.len().max(1) as f32;
    for score in &mut scores {
        *score -= mean;
    }
    scores
}

/// Whether a sentence brings up what was not asked: "I know that it lies outside the consultation, but ..."
fn is_outside(sheet: &Sheet<'_>, words: Range<usize>) -> bool {
    let is = |word: usize, known: &[&str]| {
        known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    let is_not = |word: usize| {
        is(word, &["outside", "beyond", "nowhere", "missing"])
            || is(word, &["not"])
            || sheet.written(word).ends_with("n't")
            || sheet.written(word).ends_with("n’t")
    };
    let is_in = |word: usize| is(word, &["in", "outside", "beyond", "from", "by", "of"]);
    let asked = |word: usize| {
        let from = word.saturating_sub(OUTSIDE).max(words.start);
        is(word, &["paper", "document", "consultation", "questions", "questionnaire"])
            && (from..word).any(is_in)
            && (from..word).any(is_not)
    };
    words.clone().any(asked)
}

/// Whether a sentence speaks of one of several by its place: "the first of the three", "the middle one".
fn chooses(sheet: &Sheet<'_>, words: Range<usize>) -> bool {
    let is = |word: usize, known: &[&str]| {
        words.contains(&word) && known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    words.clone().any(|word| {
        let is_place = is(word, &announcement::ORDINALS) || is(word, &["middle", "last", "top", "bottom"]);
        let behind = word + 1;
        is_place
            && (is(behind, &["one", "of"])
                || words.contains(&behind) && sheet.words[behind].is(class::PROPOSAL))
            || is(word, &["of"]) && is(word + 1, &["the"]) && is(word + 2, &["two", "three", "four"])
    })
}

/// For each sentence the question it is about.
fn path(units: &[Unit], n_questions: usize) -> Vec<Option<QuestionIdx>> {
    let none = n_questions;
    let n_states = n_questions + 1;
    let mut best = vec![f32::NEG_INFINITY; n_states];
    best[none] = 0.0;
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(units.len());
    let mut is_headed = false;
    let mut is_led = false;
    let opens = |unit: &&Unit| unit.opens_paragraph && unit.title.is_none() && !unit.is_anothers;
    let is_long = units.iter().filter(opens).count() >= FEWEST_PARAGRAPHS;
    let within = if is_long { TURN + MANY } else { TURN };
    for (at, unit) in units.iter().enumerate() {
        let turn = match unit {
            _ if at == 0 => FIRST,
            Unit { title: Some(_), .. } | Unit { opens_paragraph: true, .. } | Unit { turns: true, .. } => {
                PARAGRAPH
            }
            _ if is_headed => HEADED,
            _ if is_led => within + LED,
            _ => within,
        };
        is_headed = unit.title.is_some() || is_headed && !unit.opens_paragraph;
        is_led = if unit.opens_paragraph { unit.turns || unit.is_found } else { is_led };
        let step = |from: usize, to: usize| match (from == to, to == none) {
            (true, _) => 0.0,
            (_, true) if unit.opens_paragraph => 0.0,
            (_, true) => -LEAVE,
            _ if from != none && to == from + 1 => NEXT - turn,
            _ if from != none && to < from => -BACK - turn,
            _ => -turn,
        };
        let said = |to: usize| match unit {
            _ if to == none => 0.0,
            Unit { is_anothers: true, .. } => f32::NEG_INFINITY,
            _ => unit.scores[to],
        };
        let mut next = vec![f32::NEG_INFINITY; n_states];
        let mut from = vec![none; n_states];
        for to in 0..n_states {
            for (state, before) in best.iter().enumerate() {
                let value = before + step(state, to) + said(to);
                if value > next[to] {
                    (next[to], from[to]) = (value, state);
                }
            }
        }
        back.push(from);
        best = next;
    }
    let last = (0..n_states).max_by(|one, other| best[*one].total_cmp(&best[*other]));
    let mut state = last.unwrap_or(none);
    let mut path = vec![None; units.len()];
    for (at, from) in back.iter().enumerate().rev() {
        path[at] = (state != none).then_some(QuestionIdx(state as u16));
        state = from[state];
    }
    path
}

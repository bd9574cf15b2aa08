//! Gives every column of a table its role, from left to right.

use std::collections::BTreeMap;

use canvass_core::{Consultation, Notice, QuestionIdx, QuestionKind, nearest};
use csv::StringRecord;

use super::choices::{self, Group};
use super::draft::Draft;
use super::grid;
use super::header::{Header, Heading, split_number};
use super::likeness::{Likeness, NAMES_OPTION, Questions};
use super::numbering::{self, Numbering};
use super::values::{self, Look};
use super::{Alignment, COLUMN_MISSING, Column, NamePart, Role, SURE, phrases, respondent, role};
use crate::definition::{Holds, Part, TableSpec};
use crate::format::themefinder::QUESTION_FOLDER;

/// Why a column is read as the definition says.
pub(crate) const NAMED: &str = "named in consultation.toml";
/// From this likeness on a header is a question's own, however it begins.
const KNOWN: f32 = 0.9;
/// A column behind its closed column goes on about the same question; how surely.
const FOLLOWS: f32 = 0.85;
/// A column of text that nothing tells the question of.
const UNASSIGNED: f32 = 0.4;
/// A column of whole responses.
const LETTER: f32 = 0.8;
/// A column of ticks that is kept as an attribute.
const UNMATCHED: f32 = 0.5;
/// A header that goes on about the question before is no longer than this, unless it says so.
const SHORT_HEADER: usize = 6;

/// Aligns tables to one consultation.
pub(crate) struct Aligner {
    consultation: Consultation,
    questions: Questions,
}

impl Aligner {
    pub(crate) fn new(consultation: &Consultation) -> Self {
        Self { questions: Questions::new(consultation), consultation: consultation.clone() }
    }

    /// The consultation tables are aligned to.
    pub(crate) fn consultation(&self) -> &Consultation {
        &self.consultation
    }

    /// The question that a heading is likest to.
    pub(super) fn likest(&mut self, heading: &Heading, numbering: Numbering) -> Option<Likeness> {
        self.questions.rank(heading, numbering).into_iter().next()
    }

    /// Whether some headings bear the numbers of the consultation's questions.
    pub(super) fn numbering(&self, headings: &[Heading]) -> Numbering {
        numbering::of(headings, &self.questions)
    }

    /// How the columns of the table at `source` are read, and a notice for each that the definition names in vain.
    pub(crate) fn align(
        &mut self,
        source: &str,
        spec: Option<&TableSpec>,
        headers: &[Header],
        sample: &[StringRecord],
    ) -> (Alignment, Vec<Notice>) {
        let mut table = Draft::new(source, headers, sample);
        let notices = spec.map_or_else(Vec::new, |spec| self.told(spec, &mut table));
        let numbering = numbering::of(&table.headings, &self.questions);
        for group in choices::find(headers, |at| sample.iter().filter_map(move |row| row.get(at))) {
            self.choices(&mut table, &group, numbering);
        }
        let ranked: Vec<Vec<Likeness>> =
            table.headings.iter().map(|heading| self.questions.rank(heading, numbering)).collect();
        respondent::assign(&mut table, &ranked);
        self.answers(&mut table, &ranked, numbering);
        give_way(&mut table.columns);
        grid::adopt(&mut table, &self.consultation);
        grid::complete(&mut table, headers, &self.consultation);
        let columns = table.columns.into_iter().flatten().collect();
        (Alignment { source: source.to_owned(), columns, mistakes: Vec::new(), remarks: Vec::new() }, notices)
    }

    /// A notice about each column that was read on weak grounds.
    pub(crate) fn doubts(&self, source: &str, columns: &[Column]) -> Vec<Notice> {
        columns.iter().filter_map(|column| self.doubt(source, column)).collect()
    }

    /// Columns the definition names; a notice for each name the table does not have.
    fn told(&self, spec: &TableSpec, table: &mut Draft<'_>) -> Vec<Notice> {
        let mut notices = Vec::new();
        let named = [
            (&spec.response_id, Role::ResponseId),
            (&spec.respondent, Role::Respondent(NamePart::Person)),
            (&spec.respondent_type, Role::RespondentType),
            (&spec.region, Role::Region),
            (&spec.submitted_at, Role::SubmittedAt),
        ];
        let named = named.into_iter().filter_map(|(header, role)| Some((header.as_deref()?, Ok(role))));
        let columns = spec.columns.iter().map(|column| (column.header.as_str(), Err(column.holds)));
        for (header, told) in named.chain(columns) {
            let Some(at) = table.find(header) else {
                notices.push(missing(table, header));
                continue;
            };
            let role = told.unwrap_or_else(|holds| match holds {
                Holds::Answers { question, part } => {
                    let part = part.unwrap_or_else(|| self.part(table, at, question, false));
                    table.taken.insert((question, part));
                    Role::Answer { question: Some(question), part }
                }
                Holds::Letters => Role::Letter,
                Holds::Attribute => Role::Attribute,
            });
            table.set(at, role, 1.0, NAMED);
        }
        notices
    }

    /// Columns that each hold one choice: all are read alike.
    fn choices(&mut self, table: &mut Draft<'_>, group: &Group, numbering: Numbering) {
        let heading = Heading::read(&group.of);
        let best = self.questions.rank(&heading, numbering).into_iter().next();
        if best.is_none() && group.coded {
            return;
        }
        let about = role::of(&heading).map(|candidate| candidate.role);
        let about = about.filter(|role| matches!(role, Role::RespondentType | Role::Region));
        for (at, label) in &group.columns {
            if table.columns[*at].is_none() {
                match &best {
                    Some(best) => {
                        let part = if label.is_some() { Part::Closed } else { Part::Open };
                        table.answer(*at, best.question, part, best.confidence, best.reason);
                    }
                    None => table.set(*at, about.unwrap_or(Role::Attribute), 0.95, "one of several choices"),
                }
            }
            if let Some(label) = label {
                table.choose(*at, &group.of, label, group.takes);
            }
        }
    }

    /// Everything not yet decided.
    fn answers(&mut self, table: &mut Draft<'_>, ranked: &[Vec<Likeness>], numbering: Numbering) {
        let mut current: Option<Current> = None;
        for at in 0..ranked.len() {
            // Whoever it is about, a column in between parts a question from what follows.
            let question = match &table.columns[at] {
                Some(column) => column.question(),
                None => self.answer(table, at, ranked, (current.as_ref(), numbering)),
            };
            current = question.map(|question| {
                let number = table.headings[at].number.as_deref();
                let goes_on = current.as_ref().filter(|current| current.question == question);
                let begun = goes_on.and_then(|current| current.number.clone());
                Current { question, number: begun.or_else(|| number.map(str::to_owned)) }
            });
        }
    }

    /// Decides one column; returns the question that a column behind it may go on about.
    fn answer(
        &mut self,
        table: &mut Draft<'_>,
        at: usize,
        all: &[Vec<Likeness>],
        (current, numbering): (Option<&Current>, Numbering),
    ) -> Option<QuestionIdx> {
        let ranked = all[at].as_slice();
        let known = ranked.first().is_some_and(|best| best.confidence >= KNOWN);
        if !known && let Some(question) = self.pointed(table, at, all, numbering) {
            table.answer(at, question, Part::Open, FOLLOWS, "goes on about the question that it names");
            return Some(question);
        }
        if let Some(current) = current.filter(|_| !known)
            && let Some(confidence) = follows(table, at, current, numbering)
        {
            let question = current.question;
            table.answer(at, question, Part::Open, confidence, "goes on about the question before it");
            return Some(question);
        }
        if let Some(best) = self.choose(table, at, ranked) {
            let part = self.part_by_header(table, at, &best);
            table.answer(at, best.question, part, best.confidence, best.reason);
            return Some(best.question);
        }
        let prose = table.look(at, None) == Look::Prose;
        let replies = values::are_replies(table.values(at));
        let current = current.map(|current| current.question);
        if let Some(question) = current.filter(|question| prose && is_brief(table, at, *question)) {
            table.answer(at, question, Part::Open, 0.55, "text directly behind the question's closed column");
            return Some(question);
        }
        if let Some((question, confidence)) = self.named_by_folder(&table.shown[at]) {
            let part = self.part_of_folder(table, at, question);
            table.answer(at, question, part, confidence, "the folder's name says which question");
            return Some(question);
        }
        if phrases::is_plain_text(&table.headings[at].key()) {
            self.plain_text(table, at);
            return None;
        }
        if let Some(question) = self.questions.shorthand(&table.headings[at]).filter(|_| prose || replies) {
            let part = self.part(table, at, question, false);
            table.answer(at, question, part, 0.55, "words of the question's wording");
            return Some(question);
        }
        if prose || phrases::is_anything_else(&table.headings[at].words) {
            let role = Role::Answer { question: None, part: Part::Open };
            table.set(at, role, UNASSIGNED, "text under a header like no question");
        } else if replies {
            table.set(at, Role::Attribute, UNMATCHED, "replies of a scale under a header like no question");
        } else {
            table.set(at, Role::Attribute, 1.0, "like no question");
        }
        None
    }

    /// The question that a header asks to go on about: "Please explain your answer to question 2", "Comments on fares".
    fn pointed(
        &mut self,
        table: &Draft<'_>,
        at: usize,
        all: &[Vec<Likeness>],
        numbering: Numbering,
    ) -> Option<QuestionIdx> {
        let heading = &table.headings[at];
        if heading.number.is_some() && numbering == Numbering::Consultation
            || !phrases::is_follow_up(&heading.words)
        {
            return None;
        }
        if let Some(number) = phrases::number_named(&heading.words) {
            let bears = |other: &usize| table.headings[*other].number.as_deref() == Some(number.as_str());
            let of_table = (0..at).find(bears).and_then(|other| all[other].first());
            let of_table = of_table.map(|best| best.question);
            return of_table.or_else(|| Some(self.questions.numbered(&number)?.0));
        }
        if phrases::is_condition(&heading.words) {
            return None;
        }
        let named = all[at].first().filter(|best| best.reason == NAMES_OPTION).map(|best| best.question);
        named.or_else(|| {
            let words = phrases::without_request(&heading.words);
            self.questions.shorthand(&Heading { words, number: None, ..heading.clone() })
        })
    }

    /// The best question; of equals the first whose part has no column yet.
    fn choose(&self, table: &Draft<'_>, at: usize, ranked: &[Likeness]) -> Option<Likeness> {
        let best = ranked.first()?;
        let equals = ranked.iter().take_while(|other| best.confidence - other.confidence < 0.001);
        let free = |likeness: &&Likeness| {
            let part = self.part_by_header(table, at, likeness);
            !table.taken.contains(&(likeness.question, part))
        };
        Some(equals.clone().find(free).unwrap_or(best).clone())
    }

    /// The part that header and values speak for.
    fn part_by_header(&self, table: &Draft<'_>, at: usize, likeness: &Likeness) -> Part {
        let heading = &table.headings[at];
        let extra = heading.part.as_ref().unwrap_or(&likeness.extra);
        if phrases::names_tick(extra) {
            return Part::Closed;
        }
        let asks_for_words =
            phrases::names_words(extra) || phrases::is_follow_up(extra) || phrases::names_other(extra);
        self.part(table, at, likeness.question, asks_for_words)
    }

    fn part(&self, table: &Draft<'_>, at: usize, question: QuestionIdx, asks_for_words: bool) -> Part {
        let kind = self.consultation.question(question).kind;
        let look = table.look(at, Some((&self.consultation, question)));
        let closed_taken = table.taken.contains(&(question, Part::Closed));
        match (kind, look) {
            (QuestionKind::Open, _) => Part::Open,
            (_, Look::Ticks) if asks_for_words && closed_taken => Part::Open,
            (_, Look::Ticks) => Part::Closed,
            _ if asks_for_words => Part::Open,
            (_, Look::Prose) => Part::Open,
            (QuestionKind::Closed, _) => Part::Closed,
            // Short or missing values above a column that goes on about the question are its ticks.
            (QuestionKind::Hybrid, _) if !closed_taken && table.is_followed(at) => Part::Closed,
            (QuestionKind::Hybrid, _) => Part::Open,
        }
    }

    /// A column called "response" or "text".
    fn plain_text(&self, table: &mut Draft<'_>, at: usize) {
        let open: Vec<QuestionIdx> = self
            .consultation
            .questions()
            .filter(|(_, question)| question.kind != QuestionKind::Closed)
            .map(|(idx, _)| idx)
            .collect();
        let by_path = self.named_by_path(table.source);
        match (by_path, open.as_slice()) {
            (Some((question, confidence)), _) => {
                let part = self.part(table, at, question, false);
                table.answer(at, question, part, confidence, "the file's path names the question");
            }
            (None, [only]) => {
                let part = self.part(table, at, *only, false);
                table.answer(at, *only, part, 0.9, "the only question that asks for words");
            }
            _ => table.set(at, Role::Letter, LETTER, "text, and nothing tells the question"),
        }
    }

    /// The question in a header that is the name of a folder, such as `question_part_2: Why?`.
    fn named_by_folder(&self, header: &str) -> Option<(QuestionIdx, f32)> {
        let folder = header.split([':', ' ']).next()?;
        folder.starts_with(QUESTION_FOLDER).then(|| self.named_by_path(folder)).flatten()
    }

    fn part_of_folder(&self, table: &Draft<'_>, at: usize, question: QuestionIdx) -> Part {
        let part = table.headings[at].part.as_deref().unwrap_or_default();
        if phrases::names_tick(part) { Part::Closed } else { self.part(table, at, question, true) }
    }

    /// The question in a path such as `question_part_2/responses.jsonl` or `Q9.csv`.
    fn named_by_path(&self, source: &str) -> Option<(QuestionIdx, f32)> {
        source.rsplit('/').find_map(|component| {
            let name = component.to_lowercase();
            let at = name.find("question").or_else(|| {
                let starts = name.starts_with('q') && name[1..].starts_with(|c: char| c.is_ascii_digit());
                starts.then_some(0)
            })?;
            let part = name[at..].contains("part");
            let tail = name[at..].replace("part", "").replace("number", "");
            let stem = tail.split('.').next().unwrap_or(&tail).to_owned();
            let label = stem.replace("__", "_");
            let number = split_number(
                label.split_inclusive(|c: char| c.is_ascii_digit()).collect::<String>().as_str(),
            )
            .0?;
            if let Some((question, _)) = self.questions.numbered(&number) {
                return Some((question, 0.85));
            }
            let place = number.parse::<u16>().ok().filter(|_| part)?.checked_sub(1)?;
            (usize::from(place) < self.consultation.questions.len()).then_some((QuestionIdx(place), 0.6))
        })
    }

    fn doubt(&self, source: &str, column: &Column) -> Option<Notice> {
        if column.confidence >= SURE {
            return None;
        }
        let (header, reason) = (&column.header, &column.reason);
        let Role::Answer { question, part } = column.role else {
            let message = format!(
                "column `{header}` is kept as an attribute ({reason}); \
                 name its question under [[table]] in consultation.toml if it answers one"
            );
            return Some(Notice::new(source, "column-unmatched", message));
        };
        let Some(question) = question else {
            let message = format!(
                "column `{header}` is read as text that answers no known question ({reason}); \
                 name its question under [[table]] in consultation.toml"
            );
            return Some(Notice::new(source, "column-unassigned", message));
        };
        let (id, part) = (&self.consultation.question(question).id, part.as_str());
        let message = format!(
            "column `{header}` is read as the {part} part of `{id}` ({reason}); \
             name its question, or `read = \"attribute\"`, under [[table]] in consultation.toml if that is wrong"
        );
        Some(Notice::new(source, "column-guessed", message))
    }
}

/// The question that a column behind it may go on about.
struct Current {
    question: QuestionIdx,
    /// The number its column bears in this table.
    number: Option<String>,
}

/// A column of ticks that only may be a question's gives way to a surer one, and to any that bears its wording.
fn give_way(columns: &mut [Option<Column>]) {
    let ticks = |column: &Column| column.question().filter(|_| column.part() == Some(Part::Closed));
    let mut best: BTreeMap<QuestionIdx, f32> = BTreeMap::new();
    for column in columns.iter().flatten() {
        let own = column.question().filter(|_| column.confidence >= KNOWN);
        let Some(question) = ticks(column).or(own) else { continue };
        let surest = best.entry(question).or_default();
        *surest = surest.max(column.confidence);
    }
    for column in columns.iter_mut().flatten() {
        let surest = ticks(column).and_then(|question| best.get(&question)).copied().unwrap_or_default();
        if column.confidence < SURE && surest >= SURE {
            column.role = Role::Attribute;
            column.confidence = UNMATCHED;
            "another column is surely the question's".clone_into(&mut column.reason);
        }
    }
}

/// How surely a header goes on about the question before it, if it does.
fn follows(table: &Draft<'_>, at: usize, current: &Current, numbering: Numbering) -> Option<f32> {
    let (heading, question) = (&table.headings[at], current.question);
    // "6a" goes on about "6", whichever question that is.
    let is_part = |number: &String| {
        let rest = current.number.as_ref().and_then(|own| number.strip_prefix(own.as_str()));
        rest.is_some_and(|rest| rest.starts_with(|letter: char| !letter.is_ascii_digit()))
    };
    // A survey that counts by itself counts such columns too.
    if numbering == Numbering::Consultation && !heading.number.as_ref().is_none_or(is_part) {
        return None;
    }
    let has_words = table.taken.contains(&(question, Part::Open));
    if phrases::is_anything_else(&heading.words) {
        // "Any other comments?" closes a survey, unless the question's own words are still to come.
        (!has_words).then_some(0.7)
    } else if phrases::is_follow_up(&heading.words) {
        Some(FOLLOWS)
    } else {
        (phrases::names_words(&heading.words) && !has_words && !heading.asks).then_some(0.7)
    }
}

/// Whether a header is too short to ask something of its own, and the question's words still to come.
fn is_brief(table: &Draft<'_>, at: usize, question: QuestionIdx) -> bool {
    let heading = &table.headings[at];
    let brief = heading.number.is_none() && heading.words.len() <= SHORT_HEADER && !heading.asks;
    brief && !table.taken.contains(&(question, Part::Open))
}

fn missing(table: &Draft<'_>, header: &str) -> Notice {
    let near = nearest(header, table.shown.iter().map(String::as_str));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let message = format!("consultation.toml names a column `{header}` that the table does not have{hint}");
    Notice::new(table.source, COLUMN_MISSING, message)
}

//! Neighbouring columns of ticks of one question: the rows of a grid, each an option or a thing to be ranked or graded.

use std::ops::Range;

use canvass_core::text::folded_words;
use canvass_core::{Consultation, OptionDef, OptionIdx, Question, QuestionIdx, QuestionKind};

use super::choices;
use super::draft::Draft;
use super::header::{Header, Heading};
use super::{Role, SURE, Takes, mark, phrases, values};
use crate::definition::Part;

/// How surely a column headed by an option belongs to the one question that may cover it.
const ADOPTED: f32 = 0.8;

/// Says of each column of a grid which option it judges, or else what its ranks and grades are of.
pub(super) fn complete(table: &mut Draft<'_>, headers: &[Header], consultation: &Consultation) {
    let mut at = 0;
    while at < table.columns.len() {
        let run = run(table, at);
        at = run.end.max(at + 1);
        let Some(question) = table.question_ticked(run.start) else { continue };
        let has_option = consultation.question(question).option.is_some();
        let several = (run.len() > 1).then(|| labels(table, headers, run.clone())).flatten();
        let Some((of, labels)) = several else {
            if !has_option {
                headed_by_options(table, run, consultation);
            }
            continue;
        };
        let options: Vec<Option<OptionIdx>> = labels.iter().map(|label| named(consultation, label)).collect();
        if !has_option && options.iter().all(Option::is_some) {
            for (at, (option, label)) in run.zip(options.iter().zip(&labels)) {
                table.choose(at, &of, label, Takes::Grades);
                table.columns[at].iter_mut().for_each(|column| column.option = *option);
            }
            continue;
        }
        let is_marked = run.clone().all(|at| {
            let mut cells = table.values(at).filter(|cell| !cell.trim().is_empty());
            cells.all(|cell| mark(cell).is_some())
        });
        let takes = if is_marked { Takes::Marks } else { Takes::Grades };
        for (at, label) in run.zip(&labels) {
            table.choose(at, &of, label, takes);
        }
    }
}

/// Gives each column of replies that is headed by an option and nothing else to the one question that may cover it:
/// some forms leave the question out of the headers of a grid.
pub(super) fn adopt(table: &mut Draft<'_>, consultation: &Consultation) {
    let is_free = |question: &QuestionIdx| !table.taken.contains(&(*question, Part::Closed));
    let covers = |question: &Question| question.option.is_none() && question.kind != QuestionKind::Open;
    let covering = consultation.questions().filter(|(_, question)| covers(question)).map(|(idx, _)| idx);
    let covering: Vec<QuestionIdx> = covering.filter(is_free).collect();
    let [question] = covering.as_slice() else { return };
    for at in 0..table.columns.len() {
        let is_unmatched = table.columns[at]
            .as_ref()
            .is_some_and(|column| column.role == Role::Attribute && column.confidence < SURE);
        if is_unmatched && heads(table, at, consultation).is_some() && values::are_replies(table.values(at)) {
            table.answer(
                at,
                *question,
                Part::Closed,
                ADOPTED,
                "headed by an option, above replies of a scale",
            );
        }
    }
}

/// Says of the columns that are headed by an option and nothing else that they judge it.
fn headed_by_options(table: &mut Draft<'_>, run: Range<usize>, consultation: &Consultation) {
    for at in run {
        let Some(option) = heads(table, at, consultation) else { continue };
        let label = table.shown[at].clone();
        table.choose(at, &label, &label, Takes::Grades);
        table.columns[at].iter_mut().for_each(|column| column.option = Some(option));
    }
}

/// The option whose name a header is.
fn heads(table: &Draft<'_>, at: usize, consultation: &Consultation) -> Option<OptionIdx> {
    let heading = &table.headings[at];
    let is_it = |name: &String| {
        let words = Heading::read(name).words;
        !words.is_empty() && words == heading.words
    };
    let is_named = |option: &OptionDef| std::iter::once(&option.label).chain(&option.aliases).any(is_it);
    let mut named = consultation.options().filter(|(_, option)| is_named(option));
    let (option, _) = named.next().filter(|_| heading.part.is_none())?;
    named.next().is_none().then_some(option)
}

/// The columns from `at` on that hold ticks of one question, none of them one choice of several yet.
fn run(table: &Draft<'_>, at: usize) -> Range<usize> {
    let question = |at: usize| table.question_ticked(at);
    let first = question(at);
    let same = (at..table.columns.len()).take_while(|at| first.is_some() && question(*at) == first);
    at..at + same.count()
}

/// What the headers say behind what they share: their own words, or the letter behind the question's number.
fn labels(table: &Draft<'_>, headers: &[Header], run: Range<usize>) -> Option<(String, Vec<String>)> {
    let shared = choices::labels(&headers[run.clone()].iter().collect::<Vec<_>>());
    let names_part = |label: &String| {
        let words = folded_words(label, &[]);
        phrases::names_tick(&words) || phrases::names_words(&words) || phrases::names_answer(&words)
    };
    let shared = shared.filter(|(_, labels)| !labels.iter().any(names_part));
    shared.or_else(|| {
        let numbers: Option<Vec<&String>> =
            run.clone().map(|at| table.headings[at].number.as_ref()).collect();
        let mut numbers = numbers?;
        numbers.sort_unstable();
        numbers.dedup();
        let is_lettered = numbers.len() == run.len()
            && numbers.iter().all(|number| number.ends_with(|letter: char| letter.is_ascii_alphabetic()));
        let of = table.shown[run.start].clone();
        is_lettered.then(|| (of, table.shown[run].to_vec()))
    })
}

/// The one option that a label names.
fn named(consultation: &Consultation, label: &str) -> Option<OptionIdx> {
    let words = folded_words(label, &[]);
    let is_named = |name: &str| {
        let name = folded_words(name, &[]);
        !name.is_empty() && words.windows(name.len()).any(|part| part == name)
    };
    let mut named = consultation.options().filter(|(_, option)| {
        std::iter::once(&option.label).chain(&option.aliases).any(|name| is_named(name))
    });
    let (first, _) = named.next()?;
    named.next().is_none().then_some(first)
}

impl Draft<'_> {
    /// The question that a column holds the ticks of, unless it is one choice of several.
    fn question_ticked(&self, at: usize) -> Option<QuestionIdx> {
        let column = self.columns[at].as_ref()?;
        let is_tick = column.part() == Some(Part::Closed) && column.choice.is_none();
        column.question().filter(|_| is_tick)
    }
}

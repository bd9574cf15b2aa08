//! Neighbouring columns of ticks of one question: the rows of a grid, each an option or a thing to be ranked or graded.

use std::ops::Range;

use canvass_core::text::folded_words;
use canvass_core::{Consultation, OptionIdx, QuestionIdx};

use super::choices;
use super::draft::Draft;
use super::header::Header;
use super::{Takes, mark, phrases};
use crate::definition::Part;

/// Says of each column of a grid which option it judges, or else what its ranks and grades are of.
pub(super) fn complete(table: &mut Draft<'_>, headers: &[Header], consultation: &Consultation) {
    let mut at = 0;
    while at < table.columns.len() {
        let run = run(table, at);
        at = run.end.max(at + 1);
        let Some(question) = table.question_ticked(run.start).filter(|_| run.len() > 1) else { continue };
        let Some((of, labels)) = labels(table, headers, run.clone()) else { continue };
        let has_option = consultation.question(question).option.is_some();
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

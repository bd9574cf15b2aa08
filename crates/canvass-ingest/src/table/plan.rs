//! How the records of a table are read, and what its first records say about the replies.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use canvass_core::{Consultation, QuestionIdx, Stance};
use csv::StringRecord;

use crate::columns::{Alignment, Role};
use crate::definition::Part;
use crate::scale;

/// Longer cells are not remembered as ticks.
const TICK_BYTES: usize = 80;
/// Longer cells hold no list of choices.
const CHOICES_BYTES: usize = 1_000;
/// What stands between several ticked replies in one cell.
const SEPARATORS: [char; 2] = [';', ','];

/// How the records of a table are read; shared by all of them.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) alignment: Alignment,
    /// Questions with a column for their tick.
    pub(crate) ticked: BTreeSet<QuestionIdx>,
    /// Ticks met in the first records, by question: reading a tick costs more than looking it up.
    ticks: HashMap<QuestionIdx, HashMap<String, Option<Stance>>>,
    /// Replies that repeat in the first records, by question, each alone: cells may hold several, separated.
    choices: HashMap<QuestionIdx, HashSet<String>>,
    /// The column with the response's own id.
    id_column: Option<usize>,
}

impl Plan {
    pub(super) fn new(alignment: Alignment, consultation: &Consultation, sample: &[StringRecord]) -> Self {
        let mut ticked = BTreeSet::new();
        let mut ticks: HashMap<_, HashMap<String, Option<Stance>>> = HashMap::new();
        for (at, column) in alignment.columns.iter().enumerate() {
            let Role::Answer { question: Some(question), part: Part::Closed } = column.role else { continue };
            ticked.insert(question);
            let known = ticks.entry(question).or_default();
            for cell in sample.iter().filter_map(|cells| cells.get(at)).map(str::trim) {
                if cell.len() <= TICK_BYTES && !known.contains_key(cell) {
                    let stance = scale::read(Some(consultation.question(question)), cell);
                    known.insert(cell.to_owned(), stance);
                }
            }
        }
        let choices = choices(&alignment, sample);
        let id_column = alignment.columns.iter().position(|column| column.role == Role::ResponseId);
        Self { alignment, ticked, ticks, choices, id_column }
    }

    /// The plan for more columns, with what is known of the replies.
    pub(super) fn with(&self, alignment: Alignment, consultation: &Consultation) -> Self {
        let plan = Self::new(alignment, consultation, &[]);
        Self { ticks: self.ticks.clone(), choices: self.choices.clone(), ..plan }
    }

    /// Whether a cell holds nothing but replies to `question` that others gave too.
    pub(crate) fn is_of_choices(&self, question: Option<QuestionIdx>, cell: &str) -> bool {
        let known = question.and_then(|question| self.choices.get(&question));
        let is_known = |reply: &str| known.is_some_and(|known| known.contains(reply.trim()));
        is_known(cell)
            || SEPARATORS.iter().any(|mark| cell.trim_end_matches(*mark).split(*mark).all(is_known))
    }

    /// What a ticked reply says on its question's scale.
    pub(crate) fn stance(
        &self,
        consultation: &Consultation,
        question: Option<QuestionIdx>,
        reply: &str,
    ) -> Option<Stance> {
        let known = question.and_then(|question| self.ticks.get(&question)?.get(reply));
        known
            .copied()
            .unwrap_or_else(|| scale::read(question.map(|question| consultation.question(question)), reply))
    }

    /// The response's own id in a record, if a column holds it.
    pub(crate) fn id<'a>(&self, cells: &'a StringRecord) -> Option<&'a str> {
        let id = cells.get(self.id_column?)?.trim();
        let sane = !id.is_empty() && id.len() <= 200 && !id.contains(char::is_control);
        sane.then_some(id)
    }
}

/// The replies that repeat in the first records, alone and as cells with several are cut, by question.
fn choices(alignment: &Alignment, sample: &[StringRecord]) -> HashMap<QuestionIdx, HashSet<String>> {
    let mut counts: BTreeMap<(QuestionIdx, &str), usize> = BTreeMap::new();
    for (at, column) in alignment.columns.iter().enumerate() {
        let Role::Answer { question: Some(question), part: Part::Closed } = column.role else { continue };
        for cell in sample.iter().filter_map(|cells| cells.get(at)).filter(|cell| cell.len() <= CHOICES_BYTES)
        {
            let cut =
                SEPARATORS.iter().filter(|mark| cell.contains(**mark)).flat_map(|mark| cell.split(*mark));
            let mut replies: Vec<&str> = std::iter::once(cell).chain(cut).map(str::trim).collect();
            replies.sort_unstable();
            replies.dedup();
            for reply in replies.into_iter().filter(|reply| !reply.is_empty()) {
                *counts.entry((question, reply)).or_default() += 1;
            }
        }
    }
    let mut choices: HashMap<QuestionIdx, HashSet<String>> = HashMap::new();
    for ((question, reply), _) in counts.into_iter().filter(|(_, n)| *n > 1) {
        choices.entry(question).or_default().insert(reply.to_owned());
    }
    choices
}

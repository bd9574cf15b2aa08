//! How the records of a table are read, and what its first records say about the replies.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use canvass_core::spelling::given;
use canvass_core::{Consultation, QuestionIdx, Stance};
use csv::StringRecord;

use super::list::{List, Piece, SEPARATORS};
use crate::columns::{Alignment, Role};
use crate::definition::Part;
use crate::scale::{self, ladder};

/// Longer cells are not remembered as ticks.
const TICK_BYTES: usize = 80;
/// Longer cells hold no list of choices.
const CHOICES_BYTES: usize = 1_000;

/// How the records of a table are read; shared by all of them.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) alignment: Alignment,
    /// Questions with a column for their tick.
    pub(crate) ticked: BTreeSet<QuestionIdx>,
    /// Ticks met in the first records, by question: reading a tick costs more than looking it up.
    ticks: HashMap<QuestionIdx, HashMap<String, Option<Stance>>>,
    /// Questions of which most ticks in the first records are on a scale that is known.
    graded: BTreeSet<QuestionIdx>,
    /// Questions about options of whose ticks in the first records so many are on no scale that is known.
    pub(super) unread: Vec<(QuestionIdx, usize)>,
    /// Where several replies are ticked in one cell, what was met once among the first records, and is words.
    pub(super) own_words: BTreeMap<QuestionIdx, Vec<String>>,
    /// Replies that repeat in the first records, by question, each alone: cells may hold several, separated.
    choices: HashMap<QuestionIdx, HashSet<String>>,
    /// How cells are cut, by question: only of those where several replies are ticked in one.
    lists: HashMap<QuestionIdx, List>,
    /// The column with the response's own id.
    id_column: Option<usize>,
}

impl Plan {
    pub(super) fn new(alignment: Alignment, consultation: &Consultation, sample: &[StringRecord]) -> Self {
        let mut ticked = BTreeSet::new();
        let mut ticks: HashMap<_, HashMap<String, Option<Stance>>> = HashMap::new();
        let mut known_and_all: BTreeMap<QuestionIdx, (usize, usize)> = BTreeMap::new();
        for (at, column) in alignment.columns.iter().enumerate() {
            let Role::Answer { question: Some(question), part: Part::Closed } = column.role else { continue };
            ticked.insert(question);
            let asked = Some(consultation.question(question));
            let cells = || sample.iter().filter_map(|cells| cells.get(at)).filter_map(given).map(str::trim);
            let distinct = cells().filter(|cell| cell.len() <= TICK_BYTES).collect();
            let known = ticks.entry(question).or_default();
            for (reply, stance) in ladder::read(&distinct, |reply| scale::read_tick(asked, reply)) {
                known.insert(reply.to_owned(), Some(stance));
            }
            for cell in cells() {
                if cell.len() <= TICK_BYTES && !known.contains_key(cell) {
                    let stance = scale::read_tick(asked, cell);
                    known.insert(cell.to_owned(), stance);
                }
                let (n_known, n) = known_and_all.entry(question).or_default();
                *n_known += usize::from(known.get(cell).is_some_and(Option::is_some));
                *n += 1;
            }
        }
        let graded = known_and_all.iter().filter(|(_, (known, all))| known * 2 > *all);
        let graded: BTreeSet<QuestionIdx> = graded.map(|(question, _)| *question).collect();
        let judges = |question: QuestionIdx| {
            let is_of_option = consultation.question(question).option.is_some();
            let mut columns = alignment.columns.iter();
            is_of_option
                || columns.any(|column| column.option.is_some() && column.question() == Some(question))
        };
        let unread = known_and_all
            .into_iter()
            .filter(|(question, (known, all))| judges(*question) && known * 10 < all * 9);
        let unread = unread.map(|(question, (known, all))| (question, all - known)).collect();
        let choices = choices(&alignment, sample);
        let lists = lists(&alignment, consultation, sample, |question| graded.contains(&question));
        let own_words = own_words(&alignment, &lists, sample);
        let id_column = alignment.columns.iter().position(|column| column.role == Role::ResponseId);
        Self { alignment, ticked, ticks, graded, unread, own_words, choices, lists, id_column }
    }

    /// The plan for more columns, with what is known of the replies.
    pub(super) fn with(&self, alignment: Alignment, consultation: &Consultation) -> Self {
        let plan = Self::new(alignment, consultation, &[]);
        Self {
            ticks: self.ticks.clone(),
            choices: self.choices.clone(),
            lists: self.lists.clone(),
            graded: self.graded.clone(),
            ..plan
        }
    }

    /// Whether a cell holds nothing but replies to `question` that others gave too.
    pub(crate) fn is_of_choices(&self, question: Option<QuestionIdx>, cell: &str) -> bool {
        let known = question.and_then(|question| self.choices.get(&question));
        let is_known = |reply: &str| known.is_some_and(|known| known.contains(reply.trim()));
        is_known(cell)
            || SEPARATORS.iter().any(|mark| cell.trim_end_matches(*mark).split(*mark).all(is_known))
    }

    /// A reply to the question that no scale knows, as an example of them.
    pub(super) fn example(&self, question: QuestionIdx) -> Option<&str> {
        let unread = self.ticks.get(&question)?.iter().filter(|(_, stance)| stance.is_none());
        unread.map(|(reply, _)| reply.as_str()).min()
    }

    /// The pieces of a cell where several replies to a question are ticked in one; none where it holds one reply.
    pub(crate) fn pieces(&self, question: Option<QuestionIdx>, cell: &str) -> Vec<Piece> {
        let list = question.and_then(|question| self.lists.get(&question));
        list.map_or_else(Vec::new, |list| list.pieces(cell))
    }

    /// Whether most of the ticks of a question are on a scale that is known.
    pub(crate) fn is_graded(&self, question: QuestionIdx) -> bool {
        self.graded.contains(&question)
    }

    /// What a ticked reply says on its question's scale.
    pub(crate) fn stance(
        &self,
        consultation: &Consultation,
        question: Option<QuestionIdx>,
        reply: &str,
    ) -> Option<Stance> {
        let known = question.and_then(|question| self.ticks.get(&question)?.get(reply));
        known.copied().unwrap_or_else(|| {
            scale::read_tick(question.map(|question| consultation.question(question)), reply)
        })
    }

    /// The response's own id in a record, if a column holds it.
    pub(crate) fn id<'a>(&self, cells: &'a StringRecord) -> Option<&'a str> {
        let id = cells.get(self.id_column?)?.trim();
        let sane = !id.is_empty() && id.len() <= 200 && !id.contains(char::is_control);
        sane.then_some(id)
    }
}

/// How the cells of each question are cut that is answered by several replies in one cell.
fn lists(
    alignment: &Alignment,
    consultation: &Consultation,
    sample: &[StringRecord],
    is_graded: impl Fn(QuestionIdx) -> bool,
) -> HashMap<QuestionIdx, List> {
    let mut lists = HashMap::new();
    for (at, column) in alignment.columns.iter().enumerate() {
        let Role::Answer { question: Some(question), part: Part::Closed } = column.role else { continue };
        if column.choice.is_some() || lists.contains_key(&question) || is_graded(question) {
            continue;
        }
        let cells = sample.iter().filter_map(|cells| cells.get(at)).map(str::trim);
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty() && cell.len() <= CHOICES_BYTES).collect();
        let listed = consultation.question(question).closed.iter().map(|(reply, _)| reply.clone());
        lists.extend(List::of(&cells).map(|list| (question, list.with(listed))));
    }
    lists
}

/// What stands beside the ticks of each question where several are ticked in one cell.
fn own_words(
    alignment: &Alignment,
    lists: &HashMap<QuestionIdx, List>,
    sample: &[StringRecord],
) -> BTreeMap<QuestionIdx, Vec<String>> {
    let mut words: BTreeMap<QuestionIdx, Vec<String>> = BTreeMap::new();
    for (at, column) in alignment.columns.iter().enumerate() {
        let Role::Answer { question: Some(question), part: Part::Closed } = column.role else { continue };
        let Some(list) = lists.get(&question).filter(|_| column.choice.is_none()) else { continue };
        for cell in sample.iter().filter_map(|cells| cells.get(at)) {
            let pieces = list.pieces(cell).into_iter().filter(|piece| !piece.is_choice);
            let said: Vec<String> = pieces.map(|piece| cell[piece.at].to_owned()).collect();
            words.entry(question).or_default().extend(said);
        }
    }
    words.retain(|_, said| !said.is_empty());
    words
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

//! What a cell says that stands for one choice of several.

use std::borrow::Cow;

use canvass_core::spelling::given;
use canvass_core::text::folded_words;

use crate::columns::{Column, Role, Takes, mark, yes};
use crate::definition::Part;

/// Stands between several ticked choices.
pub(super) const BETWEEN: &str = "; ";
/// Stands between a choice and the rank or grade given to it.
const GIVEN: &str = ": ";
/// What a cell says: that of a choice, where it is only marked, says the choice; where it is not, nothing.
///
/// It is the one place where a table's text is not as it came: `1` below "By bus" would say nothing to a reader.
pub(super) fn said<'a>(column: Option<&'a Column>, cell: &'a str) -> Option<Cow<'a, str>> {
    let trimmed = cell.trim();
    if trimmed.is_empty() || column.is_some_and(|column| is_unanswered(column, trimmed)) {
        return None;
    }
    let Some(choice) = column.and_then(|column| column.choice.as_ref()) else {
        return Some(Cow::Borrowed(cell));
    };
    let label = choice.label.as_str();
    if choice.takes == Takes::Grades {
        return Some(Cow::Owned([label, GIVEN, trimmed].concat()));
    }
    if trimmed == label {
        return Some(Cow::Borrowed(cell));
    }
    let mark = mark(cell).or_else(|| yes(cell).filter(|_| choice.takes == Takes::Yes));
    match mark {
        Some(true) => Some(Cow::Borrowed(label)),
        Some(false) => None,
        None => Some(Cow::Borrowed(cell)),
    }
}

/// Whether a cell under a choice holds words in the place of a mark.
pub(super) fn holds_words(column: Option<&Column>, cell: &str) -> bool {
    let Some(choice) = column.and_then(|column| column.choice.as_ref()) else { return false };
    let is_mark = mark(cell).is_some() || choice.takes == Takes::Yes && yes(cell).is_some();
    let is_label = || folded_words(cell, &[]) == folded_words(&choice.label, &[]);
    choice.takes != Takes::Grades && !is_mark && cell.trim() != choice.label && !is_label()
}

/// Whether a cell of a column of ticks holds no tick: a dash, "N/A", or the survey tool's word for none.
fn is_unanswered(column: &Column, cell: &str) -> bool {
    matches!(column.role, Role::Answer { part: Part::Closed, .. }) && given(cell).is_none()
}

/// The question of which a column holds a choice.
pub(super) fn choice_of(column: Option<&Column>) -> Option<&str> {
    Some(column?.choice.as_ref()?.of.as_str())
}

/// How many bytes stand in front of the rank or grade that a cell gives to its choice; none where it gives none.
pub(super) fn grade_at(column: Option<&Column>) -> Option<usize> {
    let choice = column?.choice.as_ref()?;
    (choice.takes == Takes::Grades).then(|| choice.label.len() + GIVEN.len())
}

/// Puts one more choice behind the others.
pub(super) fn add(written: &mut String, choice: &str) {
    written.push_str(BETWEEN);
    written.push_str(choice);
}

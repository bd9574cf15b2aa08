//! What a cell says that stands for one choice of several.

use crate::columns::{Column, mark};

/// Stands between several ticked choices.
pub(super) const BETWEEN: &str = "; ";

/// What a cell says: that of a choice, where it is only marked, says the choice; where it is not, nothing.
///
/// It is the one place where a table's text is not as it came: `1` below "By bus" would say nothing to a reader.
pub(super) fn said<'a>(column: Option<&'a Column>, cell: &'a str) -> Option<&'a str> {
    if cell.trim().is_empty() {
        return None;
    }
    let Some(choice) = column.and_then(|column| column.choice.as_ref()) else { return Some(cell) };
    let label = choice.label.as_str();
    if cell.trim() == label {
        return Some(cell);
    }
    match mark(cell) {
        Some(true) => Some(label),
        Some(false) => None,
        None => Some(cell),
    }
}

/// The question of which a column holds a choice.
pub(super) fn choice_of(column: Option<&Column>) -> Option<&str> {
    Some(column?.choice.as_ref()?.of.as_str())
}

/// Puts one more choice behind the others.
pub(super) fn add(written: &mut String, choice: &str) {
    written.push_str(BETWEEN);
    written.push_str(choice);
}

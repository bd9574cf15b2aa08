//! What is known of a table's columns, as a `[[table]]` section.

use canvass_core::Consultation;
use toml_edit::{InlineTable, Item, Key, Table, Value, value};

use super::{Holds, Part};
use crate::columns::{Alignment, Column, NAMED, NamePart, Role, SURE};

/// The first line above a section that the program wrote.
pub(super) const MARK: &str =
    "# Written by `canvass check --write`, and anew the next time; take this line out to keep it as it is.";
/// Stands above the columns that were not written, since they are only guessed.
const UNSURE: &str = "# Not sure of these; correct what is wrong and put them below [table.columns]:";

/// One table's section.
pub(super) struct Section {
    pub(super) table: Table,
    /// The comment above it.
    pub(super) comment: String,
    /// Columns left to decide.
    pub(super) n_unsure: usize,
}

/// Writes down everything sure about a table's columns, and as a comment what is not.
pub(super) fn section(path: &str, alignment: &Alignment, consultation: &Consultation) -> Section {
    let mut table = Table::new();
    table.insert("path", value(path));
    for (key, is_it) in FIELDS {
        if let Some(column) = alignment.columns.iter().find(|column| is_it(column.role)) {
            table.insert(key, value(column.header.as_str()));
        }
    }
    let mut columns = Table::new();
    let mut unsure = Vec::new();
    for column in &alignment.columns {
        match line(column, consultation) {
            Line::None => {}
            Line::Sure(told) => {
                columns.insert(&column.header, Item::Value(Value::InlineTable(told)));
            }
            Line::Unsure(told) => {
                let header = Key::new(&column.header).display_repr().into_owned();
                unsure.push(format!("#   {header} = {}  # {}", told.to_string().trim(), column.reason));
            }
        }
    }
    if !columns.is_empty() {
        table.insert("columns", Item::Table(columns));
    }
    let n_unsure = unsure.len();
    let mut comment = vec![MARK.to_owned()];
    if n_unsure > 0 {
        comment.push(UNSURE.to_owned());
        comment.extend(unsure);
    }
    Section { table, comment: comment.join("\n"), n_unsure }
}

type IsRole = fn(Role) -> bool;

/// The columns that have a key of their own.
const FIELDS: [(&str, IsRole); 5] = [
    ("response_id", |role| role == Role::ResponseId),
    // A body's name and the parts of a person's are told from each other by their headers alone.
    ("respondent", |role| role == Role::Respondent(NamePart::Person)),
    ("respondent_type", |role| role == Role::RespondentType),
    ("region", |role| role == Role::Region),
    ("submitted_at", |role| role == Role::SubmittedAt),
];

/// What is to be written of a column.
enum Line {
    None,
    Sure(InlineTable),
    Unsure(InlineTable),
}

fn line(column: &Column, consultation: &Consultation) -> Line {
    let is_sure = column.confidence >= SURE;
    match column.role {
        Role::Answer { question, part } => {
            let id = question.map_or("?", |question| consultation.question(question).id.as_str());
            let told = answers(id, part);
            if question.is_some() && is_sure { Line::Sure(told) } else { Line::Unsure(told) }
        }
        Role::Letter => Line::Sure(read(Holds::Letters)),
        Role::Attribute if column.reason == NAMED => Line::Sure(read(Holds::Attribute)),
        Role::Attribute if !is_sure => Line::Unsure(answers("?", Part::Closed)),
        _ => Line::None,
    }
}

fn answers(question: &str, part: Part) -> InlineTable {
    [("question", question), ("part", part.as_str())].into_iter().collect()
}

fn read(holds: Holds) -> InlineTable {
    let name = Holds::NAMES.iter().find(|(_, known)| *known == holds).map(|(name, _)| *name);
    name.map(|name| ("read", name)).into_iter().collect()
}

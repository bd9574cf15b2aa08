//! What is known of a table's columns, as a `[[table]]` section.

use canvass_core::{Consultation, QuestionIdx};
use toml_edit::{InlineTable, Item, Key, RawString, Table, Value, value};

use super::{Holds, Part};
use crate::columns::{Alignment, Column, NAMED, NamePart, Role, SURE};

/// The first line above a section that the program wrote.
pub(super) const MARK: &str =
    "# Written by `canvass check --write`, and anew the next time; take this line out to keep it as it is.";
/// Stands above the columns that are not written, since nothing is known of them.
const UNKNOWN: &str = "# These answer no question that is known; put those that do below [table.columns]:";
/// Begins the comment above a column that is written and only guessed.
const DOUBT: &str = "# Not sure: ";

/// One table's section.
pub(super) struct Section {
    pub(super) table: Table,
    /// The comment above it.
    pub(super) comment: String,
    /// Columns left to decide.
    pub(super) n_unsure: usize,
}

/// Writes down how a table's columns are read, with a comment above what is guessed; as a comment, those of no question.
pub(super) fn section(path: &str, alignment: &Alignment, consultation: &Consultation) -> Section {
    let mut table = Table::new();
    table.insert("path", value(path));
    for (key, is_it) in FIELDS {
        if let Some(column) = alignment.columns.iter().find(|column| is_it(column.role)) {
            table.insert(key, value(column.header.as_str()));
        }
    }
    let mut columns = Table::new();
    let (mut unknown, mut n_unsure) = (Vec::new(), 0);
    for column in &alignment.columns {
        match line(column, consultation) {
            Line::None => {}
            Line::Known(told) => {
                columns.insert(&column.header, Item::Value(Value::InlineTable(told)));
                if column.confidence < SURE {
                    n_unsure += 1;
                    set_doubt(
                        &mut columns,
                        &column.header,
                        &format!("{DOUBT}{}; take this line out once it is right.\n", column.reason),
                    );
                }
            }
            Line::Unknown(told) => {
                let header = Key::new(&column.header).display_repr().into_owned();
                unknown.push(format!("#   {header} = {}  # {}", told.to_string().trim(), column.reason));
            }
        }
    }
    if !columns.is_empty() {
        table.insert("columns", Item::Table(columns));
    }
    n_unsure += unknown.len();
    let mut comment = vec![MARK.to_owned()];
    if !unknown.is_empty() {
        comment.push(UNKNOWN.to_owned());
        comment.extend(unknown);
    }
    Section { table, comment: comment.join("\n"), n_unsure }
}

/// Puts the comments of an older section above the columns that are still read so; returns their number.
pub(super) fn keep_doubts(older: &Table, section: &mut Table) -> usize {
    let columns = |table: &Table| table.get("columns").and_then(Item::as_table).cloned();
    let Some(older) = columns(older) else { return 0 };
    let Some(columns) = section.get_mut("columns").and_then(Item::as_table_mut) else { return 0 };
    let mut n_kept = 0;
    for (header, item) in &older {
        let comment = older.key(header).and_then(|key| key.leaf_decor().prefix()).and_then(RawString::as_str);
        let is_told = |column: &Item| column.to_string().trim() == item.to_string().trim();
        let doubt = comment.and_then(|comment| comment.find(DOUBT).map(|at| &comment[at..]));
        if let Some(doubt) = doubt.filter(|_| columns.get(header).is_some_and(is_told)) {
            n_kept += 1;
            set_doubt(columns, header, doubt);
        }
    }
    n_kept
}

fn set_doubt(columns: &mut Table, header: &str, comment: &str) {
    if let Some(mut key) = columns.key_mut(header) {
        key.leaf_decor_mut().set_prefix(comment);
    }
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
    /// It is read so.
    Known(InlineTable),
    /// Nothing is known of it.
    Unknown(InlineTable),
}

fn line(column: &Column, consultation: &Consultation) -> Line {
    let answers = |question: Option<QuestionIdx>, part| {
        answers(question.map_or("?", |question| consultation.question(question).id.as_str()), part)
    };
    match column.role {
        Role::Answer { question: None, part } => Line::Unknown(answers(None, part)),
        Role::Answer { question, part } => Line::Known(answers(question, part)),
        Role::Letter => Line::Known(read(Holds::Letters)),
        Role::Attribute if column.reason == NAMED => Line::Known(read(Holds::Attribute)),
        Role::Attribute if column.confidence < SURE => Line::Unknown(answers(None, Part::Closed)),
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

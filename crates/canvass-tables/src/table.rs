//! A table as plain values, for printing, comparing and writing elsewhere.

use std::fmt;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is known, or nothing applies.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A share, a statistic, a confidence.
    Float(f64),
    /// Yes or no.
    Bool(bool),
}

impl Value {
    /// The text, where it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, whole or not, where it is one.
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// The same value in JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Int(number) => (*number).into(),
            Self::Float(number) => (*number).into(),
            Self::Bool(flag) => (*flag).into(),
        }
    }
}

/// Null is written as nothing at all.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Text(text) => out.pad(text),
            Self::Int(number) => fmt::Display::fmt(number, out),
            Self::Float(number) => fmt::Display::fmt(number, out),
            Self::Bool(flag) => fmt::Display::fmt(flag, out),
        }
    }
}

/// Rows under named columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of the table.
    pub name: String,
    /// Names of its columns in order.
    pub columns: Vec<String>,
    /// Rows in order, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// Place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The rows whose cell in `column` is the text `value`; none where there is no such column.
    pub fn rows_where<'a>(&'a self, column: &str, value: &'a str) -> impl Iterator<Item = &'a Vec<Value>> {
        let at = self.column(column);
        self.rows.iter().filter(move |row| at.is_some_and(|at| row[at].as_text() == Some(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_chosen_by_a_text_cell() {
        let rows = [("a", 1), ("b", 2), ("a", 3)]
            .map(|(id, n)| vec![Value::Text(id.into()), Value::Int(n)])
            .to_vec();
        let table = Table { name: "t".into(), columns: vec!["id".into(), "n".into()], rows };
        let chosen: Vec<i64> = table.rows_where("id", "a").filter_map(|row| row[1].as_int()).collect();
        assert_eq!(chosen, [1, 3]);
        assert_eq!(table.rows_where("other", "a").count(), 0);
    }

    #[test]
    fn nulls_print_as_nothing() {
        assert_eq!(format!("[{}] [{:>3}]", Value::Null, Value::Int(7)), "[] [  7]");
    }
}

//! Words and phrases that a code frame may miss.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use canvass_coding::theme::Term;
use canvass_tables::Value;
use serde::{Serialize, Serializer};

use super::super::frame::frame;

/// Lists of terms, over all text and over its parts.
#[derive(Debug)]
pub(crate) struct Suggestions {
    pub(crate) lists: Vec<List>,
    /// Ids of the responses, as terms number them.
    pub(crate) ids: Vec<String>,
}

/// The terms of one part of the text.
#[derive(Debug)]
pub(crate) struct List {
    /// `all`, `question`, `stance` or `theme`.
    scope: String,
    value: String,
    pub(crate) terms: Vec<Suggested>,
}

/// A term, and how much it tells.
#[derive(Debug)]
pub(crate) struct Suggested {
    pub(crate) term: Term,
    /// How many have it in the text that it is compared with.
    pub(crate) elsewhere: u64,
    /// Signed log-likelihood; none where there is nothing to compare with.
    pub(crate) keyness: Option<f64>,
}

impl List {
    pub(crate) fn new(scope: &str, value: &str, terms: Vec<Suggested>) -> Self {
        Self { scope: scope.to_owned(), value: value.to_owned(), terms }
    }

    fn heading(&self) -> String {
        match self.scope.as_str() {
            "question" => format!("no theme reached, under question {}", self.value),
            "stance" => match self.value.rsplit_once(' ') {
                Some((option, stance)) => format!("no theme reached, of those who {stance} {option}"),
                None => self.value.clone(),
            },
            "theme" => format!("come with theme {}", self.value),
            _ => "no theme reached".to_owned(),
        }
    }
}

/// A list of objects with `scope`, `scope_value` and `terms`.
impl Serialize for Suggestions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let term = |each: &Suggested| {
            serde_json::json!({
                "term": each.term.text, "count": each.term.here, "reference_count": each.elsewhere,
                "keyness": each.keyness, "response_id": self.ids[each.term.response as usize],
                "sentence_start": each.term.sentence.start, "sentence_end": each.term.sentence.end,
            })
        };
        let list = |list: &List| {
            serde_json::json!({
                "scope": list.scope, "scope_value": list.value,
                "terms": list.terms.iter().map(term).collect::<Vec<_>>(),
            })
        };
        serializer.collect_seq(self.lists.iter().map(list))
    }
}

impl Suggestions {
    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// For people: a table a list.
    pub(crate) fn print(&self, out_dir: &Path) -> Result<()> {
        let mut out = anstream::stdout().lock();
        if self.is_empty() {
            writeln!(out, "nothing stands out in the text that no theme reached")?;
            return Ok(());
        }
        for (at, list) in self.lists.iter().enumerate() {
            let here = if list.scope == "theme" { "sentences" } else { "responses" };
            let columns =
                [list.heading().as_str(), here, "elsewhere", "keyness", "for example"].map(str::to_owned);
            let rows: Vec<Vec<Value>> = list.terms.iter().map(|each| self.row(each)).collect();
            let gap = if at == 0 { "" } else { "\n" };
            writeln!(out, "{gap}{}", frame(&columns, &rows))?;
        }
        writeln!(out, "\nSee one in its place: canvass themes try {} 'TERM'", out_dir.display())?;
        Ok(())
    }

    fn row(&self, each: &Suggested) -> Vec<Value> {
        let count = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
        vec![
            Value::Text(each.term.text.clone()),
            count(each.term.here),
            count(each.elsewhere),
            each.keyness.map_or(Value::Null, |keyness| Value::Text(format!("{keyness:.1}"))),
            Value::Text(self.ids[each.term.response as usize].clone()),
        ]
    }
}

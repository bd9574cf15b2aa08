//! Tables for people.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use canvass_tables::{Table, Value, schema};
use serde::Serialize;

use super::frame::frame;
use crate::complaint::Complaint;

/// Prints a table, at most `limit` rows of it.
pub(crate) fn print(table: &Table, limit: usize) -> Result<()> {
    let mut out = anstream::stdout().lock();
    if table.rows.is_empty() {
        anstream::eprintln!("no rows in `{}`", table.name);
        return Ok(());
    }
    let rows = &table.rows[..table.rows.len().min(limit)];
    writeln!(out, "{}", frame(&table.columns, rows))?;
    if table.rows.len() > limit {
        anstream::eprintln!("... and more; --limit N shows them, --json writes all");
    }
    Ok(())
}

/// Prints every row as one JSON object a line.
pub(crate) fn json_lines(table: &Table) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for row in &table.rows {
        let object: serde_json::Map<String, serde_json::Value> =
            table.columns.iter().cloned().zip(row.iter().map(Value::to_json)).collect();
        serde_json::to_writer(&mut out, &object).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Lists the tables of a run.
pub(crate) fn list(dir: &Path) -> Result<()> {
    let mut out = anstream::stdout().lock();
    for name in canvass_tables::names(dir).map_err(Complaint::of)? {
        writeln!(out, "{name:<18} a row is {}", row_of(&name))?;
    }
    Ok(())
}

/// A table of a run, as a program is told of it.
#[derive(Serialize)]
struct Listed {
    name: String,
    row_is: &'static str,
    rows: usize,
    columns: Vec<ListedColumn>,
}

/// A column of it.
#[derive(Serialize)]
struct ListedColumn {
    name: &'static str,
    r#type: &'static str,
}

/// Lists the tables of a run with their columns as JSON.
pub(crate) fn list_json(dir: &Path) -> Result<()> {
    let listed = |name: String| {
        let columns = schema::find(&name).map_or(&[][..], |def| def.columns);
        let columns = columns.iter().map(|(name, kind)| ListedColumn { name, r#type: kind.as_str() });
        let rows = canvass_tables::n_rows(dir, &name).map_err(Complaint::of)?;
        Ok(Listed { row_is: row_of(&name), rows, columns: columns.collect(), name })
    };
    let names = canvass_tables::names(dir).map_err(Complaint::of)?;
    let tables: Vec<Listed> = names.into_iter().map(listed).collect::<Result<_, Complaint>>()?;
    super::json(&tables)
}

/// What a row of a table is.
fn row_of(table: &str) -> &'static str {
    match table {
        "responses" => "a response",
        "answers" => "a reply to a question",
        "mentions" => "a place where a theme's rule matched",
        "stances" => "a response × option",
        "option_support" => "view × group × option",
        "option_themes" => "view × option × stance × theme",
        "theme_counts" => "view × question × group × theme",
        "theme_pairs" => "theme × theme",
        "closed_counts" => "view × question × group × closed answer",
        "waterfall" => "a step of the count",
        "exclusions" => "a response that is not analysed",
        "asides" => "a place in an answer where the respondent is not speaking",
        "keywords" => "a word that sets a stance or a group apart",
        "campaigns" => "a campaign",
        "campaign_changes" => "a change that a copy makes to its template",
        "shared_passages" => "a response × sentence that another response has too",
        _ => "a row",
    }
}

//! What a run ends with: the waterfall, the options, the themes, and where things are.

use std::cmp::Reverse;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use canvass_tables::{Table, Value};

use super::counted;
use super::frame::frame;
use crate::complaint::Complaint;
use crate::manifest::Manifest;
use crate::models::Files;

/// Themes shown.
const TOP_THEMES: usize = 12;

/// Prints the summary of a run whose output lies in `out`.
pub(crate) fn print(out: &Path, files: &Files, manifest: &Manifest) -> Result<()> {
    let mut to = anstream::stdout().lock();
    let tables = out.join("tables");
    writeln!(to, "{}\n", manifest.title)?;
    writeln!(to, "{}", waterfall(manifest))?;
    if let Some(others) = other_languages(manifest) {
        writeln!(to, "{others}")?;
    }
    let read = |name: &str| canvass_tables::read(&tables, name).map_err(Complaint::of);
    if let Some(campaigns) = campaigns(&read("campaigns")?) {
        writeln!(to, "{campaigns}")?;
    }
    writeln!(to, "\nSupport per option (responses)")?;
    writeln!(to, "{}", options(&read("option_support")?, files))?;
    writeln!(to, "\nMost frequent themes (responses that mention them)")?;
    writeln!(to, "{}", themes(&read("theme_counts")?, files))?;
    writeln!(to, "\nWhere things are")?;
    let shown = out.display();
    writeln!(to, "  {shown}/tables/*.parquet   every count and its evidence")?;
    writeln!(to, "  {shown}/index/             full-text index")?;
    writeln!(to, "  {shown}/report.html        the report, for a browser or the printer")?;
    if manifest.notices > 0 {
        writeln!(to, "  {shown}/notices.jsonl      {} about odd input", counted(manifest.notices, "notice"))?;
    }
    writeln!(to, "Next:")?;
    for next in ["search {} \"some words\"", "tables {}", "serve {}"] {
        writeln!(to, "  canvass {}", next.replace("{}", &shown.to_string()))?;
    }
    Ok(())
}

fn waterfall(manifest: &Manifest) -> String {
    let counts = &manifest.responses;
    let mut steps = vec![format!("{} received", counts.received)];
    for (n, name) in [
        (counts.unreadable, "unreadable"),
        (counts.blank, "blank"),
        (counts.duplicate, "duplicate"),
        (counts.excluded, "excluded"),
    ] {
        if n > 0 {
            steps.push(format!("− {n} {name}"));
        }
    }
    format!("Responses: {} = {} analysed", steps.join(" "), counts.analysed)
}

/// How many responses are copies of templates.
fn campaigns(table: &Table) -> Option<String> {
    let at = table.column("responses").expect("the tables were written by this program");
    let copies: i64 = table.rows.iter().filter_map(|row| row[at].as_int()).sum();
    let templates = counted(table.rows.len() as u64, "template");
    (copies > 0).then(|| {
        format!("Campaigns: {copies} responses are copies of {templates}; every table counts them three ways")
    })
}

/// How many responses are in other languages, the most frequent first.
fn other_languages(manifest: &Manifest) -> Option<String> {
    let mut counts: Vec<(&String, &u64)> = manifest.other_languages.iter().collect();
    counts.sort_by_key(|(code, n)| (Reverse(**n), *code));
    let total: u64 = manifest.other_languages.values().sum();
    let each: Vec<String> =
        counts.iter().map(|(code, n)| format!("{n} {}", canvass_ingest::language_name(code))).collect();
    (total > 0).then(|| {
        format!("In other languages, read as far as there are models: {total} ({})", each.join(", "))
    })
}

fn options(support: &Table, files: &Files) -> String {
    let columns =
        ["option", "support", "oppose", "mixed", "unclear", "not addressed", "base", "support share"];
    let at = |name: &str| support.column(name).expect("the tables were written by this program");
    let rows = support.rows_where("group", "all").filter(|row| row[at("view")].as_text() == Some("all"));
    let rows: Vec<Vec<Value>> = rows
        .map(|row| {
            let id = row[at("option_id")].to_string();
            let label = files.definition.consultation.options.iter().find(|option| option.id == id);
            let mut shown = vec![Value::Text(label.map_or(id, |option| option.label.clone()))];
            let counts = ["support", "oppose", "mixed", "unclear", "not_addressed", "base"];
            shown.extend(counts.map(|name| row[at(name)].clone()));
            shown.push(percent(&row[at("support_share")]));
            shown
        })
        .collect();
    frame(&columns.map(str::to_owned), &rows)
}

fn themes(counts: &Table, files: &Files) -> String {
    let columns = ["theme", "responses", "share", "mentions"];
    let at = |name: &str| counts.column(name).expect("the tables were written by this program");
    let is_total = |row: &&Vec<Value>| {
        ["view", "question_id", "group"].iter().all(|name| row[at(name)].as_text() == Some("all"))
    };
    let mut rows: Vec<&Vec<Value>> = counts.rows.iter().filter(is_total).collect();
    rows.sort_by_key(|row| row[at("rank")].as_int());
    let rows: Vec<Vec<Value>> = rows
        .into_iter()
        .take(TOP_THEMES)
        .map(|row| {
            let id = row[at("theme_id")].to_string();
            let label = files.frame.themes.iter().find(|theme| theme.id == id);
            vec![
                Value::Text(label.map_or(id, |theme| theme.label.clone())),
                row[at("responses")].clone(),
                percent(&row[at("share")]),
                row[at("mentions")].clone(),
            ]
        })
        .collect();
    frame(&columns.map(str::to_owned), &rows)
}

fn percent(share: &Value) -> Value {
    match share.as_float() {
        Some(share) => Value::Text(format!("{:.0} %", share * 100.0)),
        None => Value::Text("–".into()),
    }
}

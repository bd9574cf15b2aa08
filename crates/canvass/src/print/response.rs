//! One response with its evidence marked.

use std::io::Write;

use anyhow::Result;
use canvass_tables::{Table, Value};

use super::{marks, width, wrapped};
use crate::command::show::cell;

/// The rows of one response in the tables that speak of it.
pub(crate) struct Evidence {
    pub(crate) responses: Table,
    pub(crate) answers: Table,
    pub(crate) mentions: Table,
    pub(crate) stances: Table,
}

impl Evidence {
    /// All of it as JSON.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        let rows = |table: &Table| -> serde_json::Value {
            let object = |row: &Vec<Value>| -> serde_json::Value {
                table
                    .columns
                    .iter()
                    .cloned()
                    .zip(row.iter().map(Value::to_json))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            };
            table.rows.iter().map(object).collect::<Vec<_>>().into()
        };
        serde_json::json!({
            "response": rows(&self.responses)[0],
            "answers": rows(&self.answers),
            "mentions": rows(&self.mentions),
            "stances": rows(&self.stances),
        })
    }
}

/// Prints who it is from, where it stands, and its text answer by answer with the themes' words marked.
pub(crate) fn print(evidence: &Evidence) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let response = &evidence.responses.rows[0];
    let about = |column: &str| cell(&evidence.responses, response, column);
    writeln!(out, "{}", about("response_id"))?;
    for column in ["respondent", "respondent_type", "region", "status", "reason", "source"] {
        if *about(column) != Value::Null {
            writeln!(out, "  {column:<16} {}", about(column))?;
        }
    }
    print_stances(&mut out, &evidence.stances)?;
    let text = about("text").as_text().unwrap_or("");
    if evidence.answers.rows.is_empty() && !text.is_empty() {
        writeln!(out, "\n{}", paragraphs(text))?;
    }
    let mut last_span = None;
    for answer in &evidence.answers.rows {
        let at = |column: &str| cell(&evidence.answers, answer, column);
        writeln!(out, "\n{}", heading(&at))?;
        let span = (at("start").as_int(), at("end").as_int());
        if last_span == Some(span) && span.0 != span.1 {
            writeln!(out, "   (the same words as above)")?;
        } else {
            writeln!(out, "{}", paragraphs(&marked(evidence, answer, text)))?;
        }
        last_span = Some(span);
    }
    Ok(())
}

fn print_stances(out: &mut impl Write, stances: &Table) -> Result<()> {
    for row in &stances.rows {
        let at = |column: &str| cell(stances, row, column);
        let basis = at("basis").as_text().map(|basis| format!(", {basis}")).unwrap_or_default();
        let conflict = if *at("conflict") == Value::Bool(true) { ", the words argue otherwise" } else { "" };
        writeln!(out, "  {:<16} {}{basis}{conflict}", at("option_id"), at("stance"))?;
        if let Some(quote) = at("quote").as_text() {
            let rule = at("rule").as_text().unwrap_or("");
            writeln!(out, "{}", wrapped(&format!("“{quote}” ({rule})"), "                     ", width()))?;
        }
    }
    Ok(())
}

fn heading<'a>(at: &impl Fn(&str) -> &'a Value) -> String {
    let question = at("question_id").as_text().unwrap_or("no question");
    let mut heading = format!("── {question}");
    if let Some(closed) = at("closed").as_text() {
        heading.push_str(&format!(" · ticked “{closed}”"));
    }
    heading.push_str(&format!(" · by {}", at("method")));
    heading
}

/// The answer's text with each mention marked and its theme behind it.
fn marked(evidence: &Evidence, answer: &[Value], text: &str) -> String {
    let (open, close) = marks();
    let number = |table: &Table, row: &[Value], column: &str| {
        cell(table, row, column).as_int().and_then(|at| usize::try_from(at).ok()).unwrap_or(0)
    };
    let (start, end) = (number(&evidence.answers, answer, "start"), number(&evidence.answers, answer, "end"));
    let id = cell(&evidence.answers, answer, "answer_id").to_string();
    let mut shown = String::new();
    let mut at = start;
    let mut mentions: Vec<(usize, usize, String)> = evidence
        .mentions
        .rows_where("answer_id", &id)
        .map(|row| {
            let table = &evidence.mentions;
            (number(table, row, "start"), number(table, row, "end"), cell(table, row, "theme_id").to_string())
        })
        .collect();
    mentions.sort_by_key(|(start, end, _)| (*end, *start));
    for (from, to, theme) in mentions {
        let from = from.max(at);
        shown.push_str(&text[at..from]);
        if from < to {
            shown.push_str(&format!("{open}{}{close}", &text[from..to]));
        }
        shown.push_str(&format!("‹{theme}›"));
        at = to.max(at);
    }
    shown.push_str(&text[at..end]);
    shown
}

fn paragraphs(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| if line.trim().is_empty() { String::new() } else { wrapped(line, "   ", width()) })
        .collect();
    lines.join("\n")
}

//! One response with its evidence marked.

use std::io::Write;

use anyhow::Result;
use canvass_tables::{Table, Value};

use super::mark::{Mentioned, Style, with_marks};
use super::{readable, text_width, wrapped};
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
    for column in [
        "respondent",
        "respondent_type",
        "region",
        "status",
        "reason",
        "campaign_id",
        "campaign_role",
        "source",
    ] {
        if *about(column) != Value::Null {
            writeln!(out, "  {column:<16} {}", about(column))?;
        }
    }
    print_stances(&mut out, &evidence.stances)?;
    let text = about("text").as_text().unwrap_or("");
    if evidence.answers.rows.is_empty() && !text.is_empty() {
        writeln!(out, "\n{}", paragraphs(&readable(text)))?;
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
            let rule = at("rule").as_text().map(|rule| format!(" ({rule})")).unwrap_or_default();
            let quote = format!("“{}”{rule}", readable(quote));
            writeln!(out, "{}", wrapped(&quote, &" ".repeat(19), text_width()))?;
        }
    }
    Ok(())
}

fn heading<'a>(at: &impl Fn(&str) -> &'a Value) -> String {
    let question = at("question_id").as_text().unwrap_or("no question");
    let closed = at("closed").as_text().map(|closed| format!(" · ticked “{}”", readable(closed)));
    format!("── {question}{} · by {}", closed.unwrap_or_default(), at("method"))
}

/// The answer's text with its mentions marked.
fn marked(evidence: &Evidence, answer: &[Value], text: &str) -> String {
    let offset = |table: &Table, row: &[Value], column: &str| {
        cell(table, row, column).as_int().and_then(|at| usize::try_from(at).ok()).unwrap_or(0)
    };
    let id = cell(&evidence.answers, answer, "answer_id").to_string();
    let mentions = &evidence.mentions;
    let found = mentions.rows_where("answer_id", &id).map(|row| {
        let negated = *cell(mentions, row, "negated") == Value::Bool(true);
        let theme = cell(mentions, row, "theme_id").to_string();
        Mentioned {
            start: offset(mentions, row, "start"),
            end: offset(mentions, row, "end"),
            theme: if negated { format!("{theme}, negated") } else { theme },
        }
    });
    let span = offset(&evidence.answers, answer, "start")..offset(&evidence.answers, answer, "end");
    with_marks(text, span, found.collect(), &Style::of_stdout())
}

fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = text
        .split(['\n', '\r'])
        .map(|line| if line.trim().is_empty() { String::new() } else { wrapped(line, "   ", text_width()) });
    lines.collect::<Vec<_>>().join("\n")
}

//! What `canvass check` found.

use std::io::Write;

use anyhow::Result;
use canvass_ingest::Alignment;
use canvass_tables::Value;
use serde_json::json;

use super::frame::frame;
use super::{counted, text_width, wrapped};
use crate::examples::Surprises;
use crate::models::Files;

/// Everything to tell.
pub(crate) struct Findings<'a> {
    pub(crate) files: &'a Files,
    pub(crate) surprises: &'a Surprises,
    pub(crate) alignments: &'a [Alignment],
    /// What a run would warn of.
    pub(crate) remarks: &'a [String],
}

impl Findings<'_> {
    /// For programs.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        let consultation = &self.files.definition.consultation;
        let tables: Vec<_> = self.alignments.iter().map(|table| json!({
            "path": table.source,
            "columns": table.columns.iter().map(|column| json!({
                "header": column.header, "role": column.role.as_str(),
                "question": column.question_id(consultation), "part": column.part().map(canvass_ingest::definition::Part::as_str),
                "confidence": column.confidence, "reason": column.reason,
            })).collect::<Vec<_>>(),
        })).collect();
        json!({
            "options": consultation.options.len(), "questions": consultation.questions.len(),
            "themes": self.files.frame.themes.len(),
            "assignments": self.files.assignments.len(),
            "surprises": self.surprises.told(),
            "remarks": self.remarks,
            "tables": tables,
        })
    }

    /// For people.
    pub(crate) fn print(&self) -> Result<()> {
        let mut out = anstream::stdout().lock();
        let consultation = &self.files.definition.consultation;
        let themes = &self.files.frame.themes;
        let n_rules: usize = themes.iter().map(|theme| theme.any().len() + theme.except().len()).sum();
        let of = |n: usize, noun: &str| counted(n as u64, noun);
        let (options, questions) = (&consultation.options, &consultation.questions);
        writeln!(
            out,
            "consultation.toml  {}, {}",
            of(options.len(), "option"),
            of(questions.len(), "question")
        )?;
        writeln!(out, "themes.toml        {}, {}", of(themes.len(), "theme"), of(n_rules, "rule"))?;
        if !self.files.assignments.is_empty() {
            writeln!(out, "assignments.csv    {}", of(self.files.assignments.len(), "correction"))?;
        }
        for table in self.alignments {
            writeln!(out, "\n{}", table.source)?;
            let columns = ["column", "read as", "question", "sure", "because"].map(str::to_owned);
            let rows: Vec<Vec<Value>> = table
                .columns
                .iter()
                .map(|column| {
                    let question =
                        column.question_id(consultation).map_or(Value::Null, |id| Value::Text(id.into()));
                    let role =
                        column.part().map_or(column.role.as_str(), canvass_ingest::definition::Part::as_str);
                    let sure = Value::Text(format!("{:.0} %", column.confidence * 100.0));
                    vec![
                        Value::Text(column.header.clone()),
                        Value::Text(role.into()),
                        question,
                        sure,
                        Value::Text(column.reason.clone()),
                    ]
                })
                .collect();
            writeln!(out, "{}", frame(&columns, &rows))?;
        }
        for remark in self.remarks {
            writeln!(out, "\n{}", wrapped(&format!("remark: {remark}"), "", text_width()))?;
        }
        for surprise in self.surprises.told() {
            writeln!(out, "\n{surprise}")?;
        }
        let mistakes =
            || self.alignments.iter().flat_map(|table| table.mistakes.iter().map(move |one| (table, one)));
        for (table, mistake) in mistakes() {
            writeln!(out, "\n{}: {mistake}", table.source)?;
        }
        let verdict = match (self.surprises.verdict(), mistakes().next()) {
            (Some(verdict), _) => verdict,
            (_, Some(_)) => "consultation.toml names columns that are not there",
            _ if !self.remarks.is_empty() => "all right, but for what is remarked",
            _ => "all right",
        };
        writeln!(out, "\n{verdict}")?;
        Ok(())
    }
}

//! How well a run did, for people and programs.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anstyle::Style;
use anyhow::Result;
use canvass_core::{Consultation, Span, Stance};
use canvass_tables::eval::{Evaluation, MarkScores, StanceScores};
use canvass_tables::{Estimate, Value};
use canvass_web::{Difference, Differences};
use serde::Serialize;

use super::frame::frame;

/// Differences listed.
const LISTED: usize = 12;
const FAINT: Style = Style::new().dimmed();

/// Everything measured, and the differences with their evidence.
#[derive(Serialize)]
pub(crate) struct Report {
    #[serde(flatten)]
    pub(crate) evaluation: Evaluation,
    /// Labelled responses that were not analysed, by status.
    pub(crate) not_analysed: BTreeMap<String, usize>,
    /// The same, one by one.
    pub(crate) left_out: Vec<LeftOut>,
    /// Units without a majority of coders, left out too.
    pub(crate) disputed: Vec<DisputeRow>,
    pub(crate) errors: Vec<ErrorRow>,
}

/// One labelled response that was not analysed.
#[derive(Serialize)]
pub(crate) struct LeftOut {
    pub(crate) response_id: String,
    pub(crate) status: String,
}

/// One unit that coders labelled so differently that there is no gold.
#[derive(Serialize)]
pub(crate) struct DisputeRow {
    pub(crate) response_id: String,
    pub(crate) unit: &'static str,
    pub(crate) target: String,
    /// By coder.
    pub(crate) labels: BTreeMap<String, &'static str>,
}

/// One difference with its evidence.
#[derive(Serialize)]
pub(crate) struct ErrorRow {
    pub(crate) response_id: String,
    pub(crate) respondent_type: Option<String>,
    pub(crate) unit: &'static str,
    pub(crate) target: String,
    pub(crate) gold: &'static str,
    pub(crate) machine: &'static str,
    pub(crate) rules: Vec<String>,
    pub(crate) quotes: Vec<String>,
    #[serde(skip)]
    pub(crate) label: String,
    #[serde(skip)]
    pub(crate) marks: Vec<Span>,
    #[serde(skip)]
    pub(crate) text: String,
}

/// The page of the differences.
pub(crate) struct Page;

impl Page {
    pub(crate) fn of<'a>(report: &'a Report, consultation: &'a Consultation) -> Differences<'a> {
        let difference = |error: &'a ErrorRow| Difference {
            response_id: &error.response_id,
            respondent_type: error.respondent_type.as_deref(),
            unit: error.unit,
            target: &error.target,
            label: &error.label,
            gold: error.gold,
            machine: error.machine,
            rules: &error.rules,
            text: &error.text,
            marks: &error.marks,
        };
        Differences {
            title: &consultation.title,
            language: &consultation.language,
            figures: report.figures(),
            differences: report.errors.iter().map(difference).collect(),
        }
    }
}

impl Report {
    /// For people: figures, tables, and the first differences.
    pub(crate) fn print(&self, page: Option<&Path>) -> Result<()> {
        let mut out = anstream::stdout().lock();
        for (what, figure) in self.figures() {
            writeln!(out, "{what}: {figure}")?;
        }
        if let Some(stance) = &self.evaluation.stance {
            writeln!(out, "\nStances\n{}", stances(stance))?;
            writeln!(out, "\nCoders (rows) and canvass (columns)\n{}", confusion(stance))?;
        }
        for (name, marks) in [("Themes", &self.evaluation.theme), ("Questions", &self.evaluation.question)] {
            if let Some(marks) = marks {
                writeln!(out, "\n{name}\n{}", targets(marks))?;
            }
        }
        writeln!(out, "\nAgreement\n{}", self.agreement())?;
        if self.evaluation.respondent_types.len() > 1 {
            writeln!(out, "\nBy kind of respondent\n{}", self.types())?;
        }
        self.print_left_out(&mut out)?;
        self.print_errors(&mut out, page)
    }

    fn figures(&self) -> Vec<(String, String)> {
        let mut figures = Vec::new();
        let mut told = |what: &str, figure: String| figures.push((what.to_owned(), figure));
        let left_out: Vec<String> =
            self.not_analysed.iter().map(|(status, n)| format!("{n} {status}")).collect();
        let without =
            if left_out.is_empty() { String::new() } else { format!(" ({} left out)", left_out.join(", ")) };
        told("Responses with labels", format!("{}{without}", self.evaluation.responses));
        if let Some(stance) = &self.evaluation.stance {
            let found = format!("{} of {} labels", percent(&stance.accuracy), stance.units);
            told("Stances found", format!("{found}{}", disputed(stance.disputed)));
            let sided = format!(
                "{} of {}; a side is taken on {}",
                percent(&stance.sided_accuracy),
                stance.sided,
                share(stance.coverage)
            );
            told("Stances found where coders see a side", sided);
            let n = stance.macro_f1_classes;
            let classes = match stance.stances.len() - n {
                0 => format!("all {n} stances"),
                none => format!("{n} stances; {none} neither coders nor canvass have"),
            };
            told("Macro-F1 of stances", format!("{} over {classes}", decimals(&stance.macro_f1)));
        }
        for (name, marks) in [("themes", &self.evaluation.theme), ("questions", &self.evaluation.question)] {
            let Some(marks) = marks else { continue };
            let f1 = decimals(&marks.sample_f1);
            told(&format!("Sample-average F1 of {name}"), format!("{f1}{}", disputed(marks.disputed)));
            let micro = format!(
                "{} (precision {}, recall {}); macro {}",
                figure(marks.micro.f1),
                figure(marks.micro.precision),
                figure(marks.micro.recall),
                figure(marks.macro_f1)
            );
            told(&format!("F1 of {name} over all labels"), micro);
            if !marks.only_present.is_empty() {
                told(&format!("Precision of {name}"), unjudged(&marks.only_present));
            }
        }
        figures
    }

    fn agreement(&self) -> String {
        let columns = ["unit", "measure", "between", "labels", "agreement", "95 % interval"];
        let rows: Vec<Vec<Value>> = self
            .evaluation
            .agreement
            .iter()
            .map(|one| {
                vec![
                    text(one.unit),
                    text(one.measure),
                    text(one.coders.join(", ")),
                    count(one.units as u64),
                    text(figure(one.agreement.value)),
                    text(interval(&one.agreement, figure)),
                ]
            })
            .collect();
        frame(&columns.map(str::to_owned), &rows)
    }

    fn types(&self) -> String {
        let columns = ["respondent type", "responses", "stance labels", "stances found", "F1 of themes"];
        let rows: Vec<Vec<Value>> = self
            .evaluation
            .respondent_types
            .iter()
            .map(|kind| {
                vec![
                    text(&kind.respondent_type),
                    count(kind.responses as u64),
                    count(kind.stances as u64),
                    text(share(kind.stance_accuracy)),
                    text(figure(kind.theme_sample_f1)),
                ]
            })
            .collect();
        frame(&columns.map(str::to_owned), &rows)
    }

    /// What was labelled and is in no figure.
    fn print_left_out(&self, out: &mut impl Write) -> Result<()> {
        let not_analysed = self.left_out.iter().map(|one| format!("{}  {}", one.response_id, one.status));
        let disputed = self.disputed.iter().map(|one| {
            let labels: Vec<String> =
                one.labels.iter().map(|(coder, label)| format!("{coder} {label}")).collect();
            format!("{}  {} {}: {}", one.response_id, one.unit, one.target, labels.join(", "))
        });
        list(out, "Labelled, and not analysed", not_analysed)?;
        list(out, "Disputed between coders, and left out", disputed)
    }

    fn print_errors(&self, out: &mut impl Write, page: Option<&Path>) -> Result<()> {
        if self.errors.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nDifferences")?;
        for error in self.errors.iter().take(LISTED) {
            let ErrorRow { response_id, unit, target, gold, machine, .. } = error;
            let quote = error.quotes.first().map(|quote| super::wrapped(quote, "    ", 100));
            writeln!(out, "  {response_id}  {unit} {target}: coders {gold}, canvass {machine}")?;
            if let Some(quote) = quote {
                writeln!(out, "{FAINT}{}{FAINT:#}", super::readable(&quote))?;
            }
        }
        let more = self.errors.len().saturating_sub(LISTED);
        match page {
            Some(page) => writeln!(out, "\nAll {} are in {}", self.errors.len(), page.display())?,
            None if more > 0 => {
                writeln!(out, "\n{FAINT}and {more} more; `--page FILE` writes all with their text{FAINT:#}")?;
            }
            None => {}
        }
        Ok(())
    }
}

/// The first lines of a list, and how many more there are.
fn list(out: &mut impl Write, title: &str, lines: impl ExactSizeIterator<Item = String>) -> Result<()> {
    let more = lines.len().saturating_sub(LISTED);
    for (at, line) in lines.take(LISTED).enumerate() {
        if at == 0 {
            writeln!(out, "\n{title}")?;
        }
        writeln!(out, "  {}", super::readable(&line))?;
    }
    if more > 0 {
        writeln!(out, "{FAINT}  and {more} more; `--json` has all{FAINT:#}")?;
    }
    Ok(())
}

/// How many units have no gold, where there are any.
fn disputed(n: usize) -> String {
    if n == 0 { String::new() } else { format!("; {n} disputed between coders") }
}

/// Why some precision is not told.
fn unjudged(ids: &[String]) -> String {
    let more = ids.len().saturating_sub(LISTED);
    let named = ids[..ids.len() - more].join(", ");
    let named = if more == 0 { named } else { format!("{named} and {more} more") };
    format!(
        "cannot be judged of {named}: the labels name only what is present; \
         label as `no` what is absent, and what depends on precision is told too"
    )
}

fn stances(scores: &StanceScores) -> String {
    let columns = ["stance", "coders", "canvass", "precision", "recall", "F1"];
    let rows: Vec<Vec<Value>> = scores
        .stances
        .iter()
        .map(|one| {
            let scores = [one.scores.precision, one.scores.recall, one.scores.f1];
            let counts = [text(one.stance), count(one.gold), count(one.machine)];
            counts.into_iter().chain(scores.map(|score| text(figure(score)))).collect()
        })
        .collect();
    frame(&columns.map(str::to_owned), &rows)
}

fn confusion(scores: &StanceScores) -> String {
    let names = Stance::ALL.map(Stance::as_str);
    let columns: Vec<String> = std::iter::once("").chain(names).map(str::to_owned).collect();
    let rows = names.iter().zip(&scores.confusion);
    let rows: Vec<Vec<Value>> = rows
        .map(|(name, counts)| std::iter::once(text(*name)).chain(counts.iter().map(|n| count(*n))).collect())
        .collect();
    frame(&columns, &rows)
}

fn targets(scores: &MarkScores) -> String {
    let columns = ["id", "coders", "canvass", "precision", "recall", "F1", "kappa"];
    let rows: Vec<Vec<Value>> = scores
        .targets
        .iter()
        .map(|one| {
            let scores = [one.scores.precision, one.scores.recall, one.scores.f1, one.kappa];
            let counts = [text(&one.id), count(one.gold), count(one.machine)];
            counts.into_iter().chain(scores.map(|score| text(figure(score)))).collect()
        })
        .collect();
    frame(&columns.map(str::to_owned), &rows)
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn count(n: u64) -> Value {
    Value::Int(n.cast_signed())
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{:.1} %", value * 100.0))
}

fn percent(estimate: &Estimate) -> String {
    format!("{}{}", share(estimate.value), spaced(&interval(estimate, share)))
}

fn decimals(estimate: &Estimate) -> String {
    format!("{}{}", figure(estimate.value), spaced(&interval(estimate, figure)))
}

fn spaced(interval: &str) -> String {
    if interval.is_empty() { String::new() } else { format!(" ({interval})") }
}

fn interval(estimate: &Estimate, shown: fn(Option<f64>) -> String) -> String {
    match (estimate.low, estimate.high) {
        (Some(_), Some(_)) => format!("{} to {}", shown(estimate.low), shown(estimate.high)),
        _ => String::new(),
    }
}

//! What moved between two runs, for people and programs.

use std::io::Write;

use anstyle::Style;
use anyhow::Result;
use canvass_tables::Value;
use serde::Serialize;

use super::frame::frame;

/// Responses named of each kind.
const NAMED: usize = 8;
const FAINT: Style = Style::new().dimmed();

/// Everything that differs.
#[derive(Serialize)]
pub(crate) struct Comparison {
    /// What the runs were made from, where it differs: `program`, `responses`, `consultation`, `themes`, ...
    pub(crate) changed_inputs: Vec<&'static str>,
    /// Analysed responses.
    pub(crate) before: usize,
    pub(crate) after: usize,
    #[serde(flatten)]
    pub(crate) responses: Responses,
    /// Number of responses of both runs whose stances or themes changed.
    pub(crate) changed: usize,
    pub(crate) options: Vec<Total>,
    pub(crate) themes: Vec<Total>,
    pub(crate) changes: Vec<Change>,
}

/// What was received, analysed or not.
#[derive(Default, Serialize)]
pub(crate) struct Responses {
    pub(crate) received_before: usize,
    pub(crate) received_after: usize,
    pub(crate) new: Vec<String>,
    pub(crate) gone: Vec<String>,
    /// Responses of both runs whose text is another.
    pub(crate) changed_text: Vec<String>,
    /// Those of whose respondent something else is known.
    pub(crate) changed_attributes: Vec<OtherAttributes>,
    /// Those that went another way in the waterfall.
    pub(crate) changed_status: Vec<OtherStatus>,
    /// Those that were sent as other bytes, with the same text and attributes.
    pub(crate) changed_bytes: Vec<String>,
}

/// A response of whose respondent something else is known.
#[derive(Serialize)]
pub(crate) struct OtherAttributes {
    pub(crate) response_id: String,
    /// Names of what changed.
    pub(crate) attributes: Vec<String>,
}

/// A response that went another way.
#[derive(Serialize)]
pub(crate) struct OtherStatus {
    pub(crate) response_id: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Responses with a stance, or a theme, in either run.
#[derive(Serialize)]
pub(crate) struct Total {
    pub(crate) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stance: Option<&'static str>,
    pub(crate) before: u64,
    pub(crate) after: u64,
}

/// One response coded otherwise.
#[derive(Serialize)]
pub(crate) struct Change {
    pub(crate) response_id: String,
    /// `stance` or `theme`.
    pub(crate) unit: &'static str,
    /// The option or theme.
    pub(crate) target: String,
    /// None where the run does not know the option.
    pub(crate) before: Option<&'static str>,
    pub(crate) after: Option<&'static str>,
    pub(crate) rules_before: Vec<String>,
    pub(crate) rules_after: Vec<String>,
}

impl Comparison {
    /// For people: totals that moved, then the responses that moved them.
    pub(crate) fn print(&self, limit: usize) -> Result<()> {
        let mut out = anstream::stdout().lock();
        self.responses.print(&mut out)?;
        writeln!(out, "Responses analysed: {} before, {} after", self.before, self.after)?;
        let inputs =
            if self.changed_inputs.is_empty() { "nothing".into() } else { self.changed_inputs.join(", ") };
        writeln!(out, "What the runs were made from differs in: {inputs}")?;
        writeln!(out, "Responses of both that are coded otherwise: {}", self.changed)?;
        for (name, totals) in [("Stances", &self.options), ("Themes", &self.themes)] {
            let moved: Vec<&Total> = totals.iter().filter(|total| total.before != total.after).collect();
            if !moved.is_empty() {
                writeln!(out, "\n{name}, in responses\n{}", table(&moved))?;
            }
        }
        if !self.changes.is_empty() {
            writeln!(out, "\nResponse by response")?;
        }
        for change in self.changes.iter().take(limit) {
            let Change { response_id, unit, target, .. } = change;
            let (before, after) = (change.before.unwrap_or("–"), change.after.unwrap_or("–"));
            writeln!(out, "  {response_id}  {unit} {target}: {before} → {after}")?;
            for (sign, rules) in [("−", &change.rules_before), ("+", &change.rules_after)] {
                if !rules.is_empty() {
                    writeln!(out, "{FAINT}    {sign} {}{FAINT:#}", rules.join(" | "))?;
                }
            }
        }
        let more = self.changes.len().saturating_sub(limit);
        if more > 0 {
            writeln!(out, "\n{FAINT}and {more} more; `--limit` shows more, `--json` all{FAINT:#}")?;
        }
        Ok(())
    }
}

impl Responses {
    fn print(&self, out: &mut impl Write) -> Result<()> {
        let (before, after) = (self.received_before, self.received_after);
        writeln!(out, "Responses received: {before} before, {after} after")?;
        let attributes = self.changed_attributes.iter();
        let statuses = self.changed_status.iter();
        let lists: [(&str, Vec<String>); 6] = [
            ("new", self.new.clone()),
            ("gone", self.gone.clone()),
            ("with another text", self.changed_text.clone()),
            (
                "with other attributes",
                attributes
                    .map(|one| format!("{} ({})", one.response_id, one.attributes.join(", ")))
                    .collect(),
            ),
            (
                "with another status",
                statuses.map(|one| format!("{} ({} → {})", one.response_id, one.before, one.after)).collect(),
            ),
            ("with other bytes alone", self.changed_bytes.clone()),
        ];
        for (what, names) in lists.iter().filter(|(_, names)| !names.is_empty()) {
            let more = names.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let few = names[..names.len().min(NAMED)].join(", ");
            writeln!(out, "  {} {what}: {}{more}", names.len(), super::readable(&few))?;
        }
        Ok(())
    }
}

fn table(totals: &[&Total]) -> String {
    let has_stances = totals.iter().any(|total| total.stance.is_some());
    let mut columns = ["id", "stance", "before", "after", "change"].map(str::to_owned).to_vec();
    columns.retain(|column| has_stances || column != "stance");
    let rows: Vec<Vec<Value>> = totals
        .iter()
        .map(|total| {
            let (before, after) = (total.before.cast_signed(), total.after.cast_signed());
            let stance = total.stance.map_or(Value::Null, |stance| Value::Text(stance.to_owned()));
            let mut row = vec![Value::Text(total.id.clone())];
            row.extend(has_stances.then_some(stance));
            row.extend([before, after, after - before].map(Value::Int));
            row
        })
        .collect();
    frame(&columns, &rows)
}

//! What testing a code frame found.

use std::io::Write;

use anyhow::Result;
use canvass_coding::theme::{AuditReport, Finding, RuleReport};
use serde_json::json;

use super::super::counted;
use crate::examples::Surprises;
use crate::models::Files;

/// Everything to tell.
pub(crate) struct Findings<'a> {
    pub(crate) files: &'a Files,
    pub(crate) surprises: &'a Surprises,
    pub(crate) report: &'a AuditReport,
}

impl Findings<'_> {
    /// For programs: also the rules of which nothing is found.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        let rule = |rule: &RuleReport| {
            json!({
                "theme_id": rule.theme_id, "rule": rule.rule, "excepts": rule.excepts,
                "matches": rule.matches, "in_asides": rule.in_asides, "mentions": rule.earns,
                "responses": rule.responses, "finding": rule.finding.as_ref().map(name),
                "swallowed_by": match &rule.finding {
                    Some(Finding::Swallowed { by }) => Some(by),
                    _ => None,
                },
            })
        };
        let pairs = self.report.pairs.iter().map(|pair| {
            json!({
                "theme_a": pair.theme_a, "theme_b": pair.theme_b, "both": pair.both, "either": pair.either,
            })
        });
        json!({
            "responses": self.report.n_responses,
            "surprises": self.surprises.told(),
            "rules": self.report.rules.iter().map(rule).collect::<Vec<_>>(),
            "pairs": pairs.collect::<Vec<_>>(),
        })
    }

    /// For people.
    pub(crate) fn print(&self) -> Result<()> {
        let mut out = anstream::stdout().lock();
        let themes = &self.files.frame.themes;
        let of_themes = themes.iter().map(|theme| theme.examples.len() + theme.counterexamples.len());
        let n_examples = of_themes.sum::<usize>() + self.files.lexicon.n_examples();
        writeln!(
            out,
            "{} of {} tried on {} and {}",
            counted(self.report.rules.len() as u64, "rule"),
            counted(themes.len() as u64, "theme"),
            counted(n_examples as u64, "example"),
            counted(self.report.n_responses, "response")
        )?;
        if !self.surprises.is_empty() {
            writeln!(out, "\nexamples that come out otherwise")?;
        }
        for surprise in self.surprises.told() {
            writeln!(out, "  {surprise}")?;
        }
        self.print_rules(&mut out)?;
        self.print_pairs(&mut out)?;
        let n_rules = self.report.rules.iter().filter(|rule| rule.finding.is_some()).count();
        let verdict = self.surprises.verdict().unwrap_or(match n_rules {
            _ if self.report.n_responses == 0 => {
                "every example comes out right; there are no responses to try the rules on"
            }
            0 => "every example comes out right, and every rule does something",
            _ => "every example comes out right",
        });
        writeln!(out, "\n{verdict}")?;
        Ok(())
    }

    fn print_rules(&self, out: &mut impl Write) -> Result<()> {
        // Without responses there is nothing to be said but which rules are written twice.
        let headings = if self.report.n_responses > 0 { &HEADINGS[..] } else { &HEADINGS[..1] };
        for heading in headings.iter().copied() {
            let under = |rule: &&RuleReport| heading_of(rule) == Some(heading);
            for (at, rule) in self.report.rules.iter().filter(under).enumerate() {
                if at == 0 {
                    writeln!(out, "\n{heading}")?;
                }
                let places = match &rule.finding {
                    Some(Finding::Swallowed { by }) => {
                        format!("   {}, most of them by `{by}`", counted(rule.matches, "place"))
                    }
                    Some(Finding::OnlyWording) => format!("   {}", counted(rule.in_asides, "place")),
                    Some(Finding::NeverCounts) => format!("   {}", counted(rule.matches, "place")),
                    Some(Finding::Repeated | Finding::Dead) | None => String::new(),
                };
                writeln!(out, "  {:<20} {}{places}", rule.theme_id, rule.rule)?;
            }
        }
        Ok(())
    }

    fn print_pairs(&self, out: &mut impl Write) -> Result<()> {
        for (at, pair) in self.report.pairs.iter().enumerate() {
            if at == 0 {
                writeln!(out, "\nthemes that nearly the same responses mention")?;
            }
            let (a, b) = (&pair.theme_a, &pair.theme_b);
            writeln!(out, "  {a} and {b}: {} of {} responses mention both", pair.both, pair.either)?;
        }
        Ok(())
    }
}

/// What is said of rules, in this order.
const HEADINGS: [&str; 6] = [
    "rules that their theme has twice; the second does nothing",
    "rules that match only wording of the consultation, or words of others",
    "rules whose every match another rule of the theme has",
    "rules whose every match an exception, a threshold or negation keeps from counting",
    "rules that match nowhere",
    "exceptions that match nowhere",
];

fn heading_of(rule: &RuleReport) -> Option<&'static str> {
    let at = match rule.finding.as_ref()? {
        Finding::Repeated => 0,
        Finding::OnlyWording => 1,
        Finding::Swallowed { .. } => 2,
        Finding::NeverCounts => 3,
        Finding::Dead if rule.excepts => 5,
        Finding::Dead => 4,
    };
    Some(HEADINGS[at])
}

fn name(finding: &Finding) -> &'static str {
    match finding {
        Finding::Repeated => "repeated",
        Finding::Dead => "dead",
        Finding::OnlyWording => "only_wording",
        Finding::Swallowed { .. } => "swallowed",
        Finding::NeverCounts => "never_counts",
    }
}

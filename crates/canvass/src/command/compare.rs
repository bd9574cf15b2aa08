//! `canvass compare`: what moved between two runs, and the rule that did it.

mod received;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use canvass_core::{CodedResponse, Stance, ThemeDef};

use crate::args::CompareArgs;
use crate::command::require_output;
use crate::manifest::{self, Manifest};
use crate::past::{self, Past};
use crate::print::compare::{Change, Comparison, Total};
use crate::{Outcome, print};

pub(crate) fn run(args: &CompareArgs) -> Result<Outcome> {
    let before = Side::read(&args.before)?;
    let after = Side::read(&args.after)?;
    let comparison = compare(&before, &after);
    if args.json {
        print::json(&comparison)?;
    } else {
        comparison.print(args.limit)?;
    }
    Ok(Outcome::Done)
}

/// One run: who stands where, and what they speak of.
struct Side {
    manifest: Manifest,
    options: Vec<String>,
    themes: Vec<String>,
    /// Every response.
    received: BTreeMap<String, received::Received>,
    /// The analysed ones.
    responses: BTreeMap<String, Codes>,
}

/// What was found in one response; rules are those that decided.
struct Codes {
    /// By option.
    stances: BTreeMap<String, (Stance, Option<String>)>,
    /// By theme.
    themes: BTreeMap<String, BTreeSet<String>>,
}

impl Side {
    fn read(out: &Path) -> Result<Self> {
        require_output(out)?;
        let files = past::models(out)?;
        let defs = files.frame.defs();
        let options: Vec<String> =
            files.definition.consultation.options.iter().map(|option| option.id.clone()).collect();
        let themes: Vec<String> = files.frame.themes.iter().map(|theme| theme.id.clone()).collect();
        let mut responses = BTreeMap::new();
        for coded in Past::open(out, &files)? {
            let one = coded?;
            let codes = Codes { stances: stances(&one, &options), themes: mentioned(&one, &defs, &themes) };
            responses.insert(one.response.id, codes);
        }
        let (manifest, received) = (manifest::read(out)?, received::read(out)?);
        Ok(Self { manifest, options, themes, received, responses })
    }

    fn with_stance(&self, option: &str, stance: Stance) -> u64 {
        let of = |codes: &&Codes| codes.stances.get(option).is_some_and(|(found, _)| *found == stance);
        self.responses.values().filter(of).count() as u64
    }

    fn with_theme(&self, theme: &str) -> u64 {
        self.responses.values().filter(|codes| codes.themes.contains_key(theme)).count() as u64
    }
}

fn stances(coded: &CodedResponse, options: &[String]) -> BTreeMap<String, (Stance, Option<String>)> {
    let rows = coded.stances.iter();
    rows.map(|row| {
        let rule = row.rule.as_ref().map(ToString::to_string);
        (options[usize::from(row.option.0)].clone(), (row.stance, rule))
    })
    .collect()
}

fn mentioned(coded: &CodedResponse, defs: &[ThemeDef], ids: &[String]) -> BTreeMap<String, BTreeSet<String>> {
    let mut themes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mention in &coded.mentions {
        for theme in ThemeDef::lineage(defs, mention.theme_idx) {
            themes.entry(ids[theme].clone()).or_default().insert(mention.rule.to_string());
        }
    }
    themes
}

fn compare(before: &Side, after: &Side) -> Comparison {
    let mut changes = Vec::new();
    for (id, was) in &before.responses {
        let Some(is) = after.responses.get(id) else { continue };
        changes.extend(stance_changes(id, was, is));
        changes.extend(theme_changes(id, was, is));
    }
    let mut moved: Vec<&str> = changes.iter().map(|change| change.response_id.as_str()).collect();
    moved.dedup();
    Comparison {
        changed_inputs: before.manifest.differences(&after.manifest),
        before: before.responses.len(),
        after: after.responses.len(),
        responses: received::compare(&before.received, &after.received),
        changed: moved.len(),
        options: option_totals(before, after),
        themes: theme_totals(before, after),
        changes,
    }
}

/// The options, or themes, of both runs, each once, in the order of the later.
fn union(before: &[String], after: &[String]) -> Vec<String> {
    let gone = before.iter().filter(|id| !after.contains(id));
    after.iter().chain(gone).cloned().collect()
}

fn option_totals(before: &Side, after: &Side) -> Vec<Total> {
    let mut totals = Vec::new();
    for id in union(&before.options, &after.options) {
        for stance in Stance::ALL {
            let (was, is) = (before.with_stance(&id, stance), after.with_stance(&id, stance));
            totals.push(Total { id: id.clone(), stance: Some(stance.as_str()), before: was, after: is });
        }
    }
    totals
}

fn theme_totals(before: &Side, after: &Side) -> Vec<Total> {
    let total = |id: String| {
        let (was, is) = (before.with_theme(&id), after.with_theme(&id));
        Total { id, stance: None, before: was, after: is }
    };
    union(&before.themes, &after.themes).into_iter().map(total).collect()
}

fn stance_changes(id: &str, was: &Codes, is: &Codes) -> Vec<Change> {
    let options: BTreeSet<&String> = was.stances.keys().chain(is.stances.keys()).collect();
    let change = |option: &String| {
        let (one, other) = (was.stances.get(option), is.stances.get(option));
        let name = |stance: Option<&(Stance, Option<String>)>| stance.map(|(stance, _)| stance.as_str());
        let rules = |stance: Option<&(Stance, Option<String>)>| {
            stance.and_then(|(_, rule)| rule.clone()).into_iter().collect()
        };
        (name(one) != name(other)).then(|| Change {
            response_id: id.to_owned(),
            unit: "stance",
            target: option.clone(),
            before: name(one),
            after: name(other),
            rules_before: rules(one),
            rules_after: rules(other),
        })
    };
    options.into_iter().filter_map(change).collect()
}

fn theme_changes(id: &str, was: &Codes, is: &Codes) -> Vec<Change> {
    let themes: BTreeSet<&String> = was.themes.keys().chain(is.themes.keys()).collect();
    let change = |theme: &String| {
        let (one, other) = (was.themes.get(theme), is.themes.get(theme));
        let name =
            |rules: Option<&BTreeSet<String>>| Some(if rules.is_some() { "present" } else { "absent" });
        let rules = |rules: Option<&BTreeSet<String>>| rules.into_iter().flatten().cloned().collect();
        (one.is_some() != other.is_some()).then(|| Change {
            response_id: id.to_owned(),
            unit: "theme",
            target: theme.clone(),
            before: name(one),
            after: name(other),
            rules_before: rules(one),
            rules_after: rules(other),
        })
    };
    themes.into_iter().filter_map(change).collect()
}

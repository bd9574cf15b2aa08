//! The results of a run as its tables hold them, for the report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use canvass_core::Stance;
use canvass_core::spelling::folded;
use canvass_tables::{Table, Value};
use canvass_web::library::{
    CampaignRow, ClosedCount, GroupSize, OptionTheme, Results, Step, Support, Theme, ThemeCount, Verbatim,
};

use crate::complaint::Complaint;
use crate::manifest::Manifest;
use crate::models::Files;
use crate::past::Past;
use crate::verbatims::{Quotable, Verbatims};

/// The view whose counts are over all responses.
const ALL: &str = "all";

/// The report on the tables in `tables`, as HTML.
pub(crate) fn report(
    tables: &Path,
    files: &Files,
    manifest: &Manifest,
    quotable: Quotable,
) -> Result<String> {
    Ok(canvass_web::report(&results(tables, files, manifest, quotable)?))
}

/// Words of respondents that may be quoted, from an output.
pub(crate) fn quotable(out: &Path, files: &Files) -> Result<Quotable> {
    let themes = files.frame.defs();
    let mut verbatims = Verbatims::default();
    for coded in Past::open(out, files)? {
        verbatims.add(&files.definition.consultation, &themes, &coded?);
    }
    Ok(verbatims.finish())
}

/// The campaigns that some sender lets the report quote; all of them where nobody refuses.
fn quoted_campaigns(tables: &Path, campaigns: &mut [CampaignRow], refusing: &BTreeSet<String>) -> Result<()> {
    if refusing.is_empty() || campaigns.is_empty() {
        return Ok(());
    }
    let mut quoted = BTreeSet::new();
    let responses = canvass_tables::rows(tables, "responses").map_err(Complaint::of)?;
    let at = |name| responses.column(name).map_err(Complaint::of);
    let (id, campaign) = (at("response_id")?, at("campaign_id")?);
    for row in responses {
        let row = row.map_err(Complaint::of)?;
        if let (Some(id), Some(campaign)) = (row[id].as_text(), row[campaign].as_text())
            && !refusing.contains(id)
        {
            quoted.insert(campaign.to_owned());
        }
    }
    campaigns.iter_mut().filter(|row| !quoted.contains(&row.id)).for_each(|row| row.template = None);
    Ok(())
}

fn results(tables: &Path, files: &Files, manifest: &Manifest, quotable: Quotable) -> Result<Results> {
    let read = |name: &str| canvass_tables::read(tables, name).map_err(Complaint::of);
    let ids = Ids::of(files);
    let support = rows(&read("option_support")?, |row| support(row, &ids));
    let theme_counts = rows(&read("theme_counts")?, |row| {
        (row.text("question_id") == ALL).then(|| theme_count(row, &ids)).flatten()
    });
    let mut campaigns = rows(&read("campaigns")?, |row| Some(campaign(row)));
    quoted_campaigns(tables, &mut campaigns, &quotable.refusing)?;
    let closed = rows(&read("closed_counts")?, |row| closed_count(row, &ids));
    let groups = groups(&support, &theme_counts, &closed);
    Ok(Results {
        consultation: files.definition.consultation.clone(),
        themes: files.frame.themes.iter().map(theme).collect(),
        waterfall: rows(&read("waterfall")?, |row| Some(step(row))),
        support,
        conflicts: conflicts(tables, &ids)?,
        option_themes: rows(&read("option_themes")?, |row| option_theme(row, &ids)),
        theme_counts,
        closed,
        campaigns,
        n_passages: manifest
            .rows
            .iter()
            .find(|(name, _)| name == "shared_passages")
            .map_or(0, |(_, rows)| *rows),
        verbatims: spelled_as_counted(quotable.verbatims, &groups),
        groups,
        provenance: provenance(manifest),
        quantifiers: files.definition.quantifiers.clone(),
    })
}

/// Places of ids.
struct Ids {
    options: Vec<String>,
    questions: Vec<String>,
    themes: Vec<String>,
}

impl Ids {
    fn of(files: &Files) -> Self {
        let consultation = &files.definition.consultation;
        Self {
            options: consultation.options.iter().map(|one| one.id.clone()).collect(),
            questions: consultation.questions.iter().map(|one| one.id.clone()).collect(),
            themes: files.frame.themes.iter().map(|one| one.id.clone()).collect(),
        }
    }
}

fn place(ids: &[String], id: &str) -> Option<usize> {
    ids.iter().position(|known| known == id)
}

/// A row whose cells are asked for by name.
struct Row<'t> {
    table: &'t Table,
    cells: &'t [Value],
}

impl<'t> Row<'t> {
    fn value(&self, column: &str) -> &'t Value {
        &self.cells[self.table.column(column).expect("the tables are those of this program")]
    }

    fn text(&self, column: &str) -> &'t str {
        self.value(column).as_text().unwrap_or_default()
    }

    fn owned(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    fn count(&self, column: &str) -> u64 {
        self.value(column).as_int().map_or(0, i64::unsigned_abs)
    }

    fn float(&self, column: &str) -> Option<f64> {
        self.value(column).as_float()
    }
}

fn rows<T>(table: &Table, of: impl Fn(&Row<'_>) -> Option<T>) -> Vec<T> {
    table.rows.iter().filter_map(|cells| of(&Row { table, cells })).collect()
}

fn step(row: &Row<'_>) -> Step {
    let reason = row.value("reason").as_text().map(str::to_owned);
    Step { step: row.owned("step"), reason, responses: row.count("responses") }
}

fn support(row: &Row<'_>, ids: &Ids) -> Option<Support> {
    Some(Support {
        view: row.owned("view"),
        group: row.owned("group"),
        value: row.owned("group_value"),
        option: place(&ids.options, row.text("option_id"))?,
        counts: Stance::ALL.map(|stance| row.count(stance.as_str())),
        base: row.count("base"),
        support_share: row.float("support_share"),
        oppose_share: row.float("oppose_share"),
    })
}

/// Kinds of respondents as the tables spell them.
fn spelled_as_counted(mut verbatims: Vec<Verbatim>, groups: &[GroupSize]) -> Vec<Verbatim> {
    let kinds = groups.iter().filter(|part| part.group == "respondent_type");
    let kinds: BTreeMap<String, &str> =
        kinds.map(|part| (folded(&part.value), part.value.as_str())).collect();
    for kind in verbatims.iter_mut().filter_map(|one| one.respondent_type.as_mut()) {
        if let Some(counted) = kinds.get(&folded(kind)) {
            (*counted).clone_into(kind);
        }
    }
    verbatims
}

/// How many responses contradict their tick in words, an option each.
fn conflicts(tables: &Path, ids: &Ids) -> Result<Vec<u64>> {
    let mut counts = vec![0; ids.options.len()];
    let stances = canvass_tables::rows(tables, "stances").map_err(Complaint::of)?;
    let at = |name| stances.column(name).map_err(Complaint::of);
    let (option, conflict) = (at("option_id")?, at("conflict")?);
    for row in stances {
        let row = row.map_err(Complaint::of)?;
        let option = row[option].as_text().and_then(|id| place(&ids.options, id));
        if let Some(option) = option.filter(|_| row[conflict] == Value::Bool(true)) {
            counts[option] += 1;
        }
    }
    Ok(counts)
}

/// Every part of the responses, once: the bases of one theme or of one question are all of it, and so are the base
/// of an option and those that do not address it.
fn groups(support: &[Support], themes: &[ThemeCount], closed: &[ClosedCount]) -> Vec<GroupSize> {
    let size = |group: &str, value: &str, responses| GroupSize {
        group: group.to_owned(),
        value: value.to_owned(),
        responses,
    };
    let of_options = support.iter().filter(|row| row.view == ALL && row.option == 0);
    let mut groups: Vec<GroupSize> =
        of_options.map(|row| size(&row.group, &row.value, row.counts.iter().sum())).collect();
    if groups.is_empty() {
        let of_themes = themes.iter().filter(|row| row.view == ALL && row.theme == 0);
        groups = of_themes.map(|row| size(&row.group, &row.value, row.base)).collect();
    }
    if groups.is_empty() {
        let first = closed.first().map(|row| row.question);
        let of_question = closed.iter().filter(|row| row.view == ALL && Some(row.question) == first);
        groups = of_question.map(|row| size(&row.group, &row.value, row.base)).collect();
        groups.dedup();
    }
    groups
}

fn option_theme(row: &Row<'_>, ids: &Ids) -> Option<OptionTheme> {
    Some(OptionTheme {
        view: row.owned("view"),
        option: place(&ids.options, row.text("option_id"))?,
        stance: Stance::from_name(row.text("stance"))?,
        theme: place(&ids.themes, row.text("theme_id"))?,
        responses: row.count("responses"),
        base: row.count("base"),
        share: row.float("share"),
        keyness: row.float("keyness"),
    })
}

fn theme_count(row: &Row<'_>, ids: &Ids) -> Option<ThemeCount> {
    Some(ThemeCount {
        view: row.owned("view"),
        group: row.owned("group"),
        value: row.owned("group_value"),
        theme: place(&ids.themes, row.text("theme_id"))?,
        responses: row.count("responses"),
        mentions: row.count("mentions"),
        base: row.count("base"),
        share: row.float("share"),
    })
}

fn closed_count(row: &Row<'_>, ids: &Ids) -> Option<ClosedCount> {
    Some(ClosedCount {
        view: row.owned("view"),
        question: place(&ids.questions, row.text("question_id"))?,
        group: row.owned("group"),
        value: row.owned("group_value"),
        reply: row.owned("closed"),
        responses: row.count("responses"),
        base: row.count("base"),
        share: row.float("share"),
    })
}

fn campaign(row: &Row<'_>) -> CampaignRow {
    CampaignRow {
        id: row.owned("campaign_id"),
        responses: row.count("responses"),
        standard: row.count("standard"),
        personalised: row.count("personalised"),
        template: Some(row.owned("template")),
    }
}

fn theme(theme: &canvass_coding::theme::Theme) -> Theme {
    let texts =
        |rules: &[canvass_coding::theme::Rule]| rules.iter().map(|rule| rule.text().to_string()).collect();
    Theme {
        label: theme.label.clone(),
        description: theme.description.clone(),
        rules: texts(theme.any()),
        exceptions: texts(theme.except()),
    }
}

fn provenance(manifest: &Manifest) -> Vec<(String, String)> {
    let hashes = &manifest.sha256;
    let pairs = [
        ("program", format!("canvass {}", manifest.version)),
        ("consultation", manifest.consultation.clone()),
        ("responses, SHA-256", hashes.responses.clone()),
        ("consultation.toml, SHA-256", hashes.consultation.clone()),
        ("themes.toml, SHA-256", hashes.themes.clone()),
        ("stance lexicon, SHA-256", hashes.stance.clone()),
    ];
    let assignments = hashes.assignments.iter().map(|hash| ("assignments.csv, SHA-256", hash.clone()));
    pairs.into_iter().chain(assignments).map(|(name, value)| (name.to_owned(), value)).collect()
}

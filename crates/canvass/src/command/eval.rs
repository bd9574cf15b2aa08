//! `canvass eval`: what a run found, against what people coded by hand.

mod evidence;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use canvass_core::{CodedResponse, Stance, ThemeDef};
use canvass_ingest::gold::{Gold, Marks};
use canvass_tables::eval::{Coder, Found, Kinds, Targets, evaluate};

use crate::args::EvalArgs;
use crate::command::require_output;
use crate::complaint::Complaint;
use crate::models::Files;
use crate::past::{self, Past};
use crate::print::eval::{LeftOut, Page, Report};
use crate::{Outcome, print};

pub(crate) fn run(args: &EvalArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let files = past::models(&args.out)?;
    let consultation = &files.definition.consultation;
    let themes: Vec<&str> = files.frame.themes.iter().map(|theme| theme.id.as_str()).collect();
    let gold = Gold::load(&args.gold, consultation, &themes).map_err(Complaint::of)?;
    let Labelled { coded, kinds, kind_names, left_out } = labelled(args, &files, &gold)?;
    let places: BTreeMap<&str, usize> =
        coded.iter().enumerate().map(|(at, coded)| (coded.response.id.as_str(), at)).collect();
    let defs = files.frame.defs();
    let found: Vec<Found> = coded.iter().zip(kinds).map(|(coded, kind)| found(coded, kind, &defs)).collect();
    let targets = Targets {
        options: consultation.options.iter().map(|option| option.id.clone()).collect(),
        themes: themes.iter().map(ToString::to_string).collect(),
        questions: consultation.questions.iter().map(|question| question.id.clone()).collect(),
        kinds: kind_names,
    };
    let evaluation = evaluate(&found, &coders(&gold, &places), &targets);
    let errors =
        evaluation.errors.iter().map(|error| evidence::of(error, &coded, &files, &targets)).collect();
    let disputes = evaluation.disputes.iter().map(|dispute| evidence::dispute(dispute, &coded, &targets));
    let mut not_analysed = BTreeMap::new();
    for one in &left_out {
        *not_analysed.entry(one.status.clone()).or_default() += 1;
    }
    let report = Report { disputed: disputes.collect(), evaluation, not_analysed, left_out, errors };
    if let Some(path) = &args.page {
        let page = canvass_web::differences(&Page::of(&report, consultation));
        std::fs::write(path, page).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    if args.json {
        print::json(&report)?;
    } else {
        report.print(args.page.as_deref())?;
    }
    Ok(if report.evaluation.responses == 0 { Outcome::No } else { Outcome::Done })
}

/// The responses that people coded.
struct Labelled {
    /// Those analysed.
    coded: Vec<CodedResponse>,
    /// The kind of respondent of each, as a place among `kind_names`.
    kinds: Vec<usize>,
    kind_names: Vec<String>,
    /// Those not analysed.
    left_out: Vec<LeftOut>,
}

/// Finds them among all responses, from which the kinds of respondents have their names.
fn labelled(args: &EvalArgs, files: &Files, gold: &Gold) -> Result<Labelled> {
    let wanted: BTreeSet<&str> = gold.responses().collect();
    let (mut coded, mut kinds, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    let mut all_kinds = Kinds::default();
    let mut past = Past::open(&args.out, files)?;
    for response in past.by_ref() {
        let response = response?;
        ids.push(response.response.id.clone());
        let kind = all_kinds.add(&response.response);
        if wanted.contains(response.response.id.as_str()) {
            coded.push(response);
            kinds.push(kind);
        }
    }
    let others: BTreeMap<&str, &str> =
        past.not_analysed.iter().map(|(id, status)| (id.as_str(), status.as_str())).collect();
    let mut left_out = Vec::new();
    let here: BTreeSet<&str> = coded.iter().map(|coded| coded.response.id.as_str()).collect();
    for id in gold.responses().filter(|id| !here.contains(id)) {
        let Some(status) = others.get(id) else {
            let known = ids.iter().map(String::as_str).chain(others.keys().copied());
            return Err(Complaint::of(gold.unknown_response(id, known)).into());
        };
        left_out.push(LeftOut { response_id: id.to_owned(), status: (*status).to_owned() });
    }
    Ok(Labelled { coded, kinds, kind_names: all_kinds.names(), left_out })
}

/// What the run found in a response; a theme is in it where it or one below it is mentioned.
fn found(coded: &CodedResponse, kind: usize, themes: &[ThemeDef]) -> Found {
    let answers = coded.response.answers.iter().filter(|answer| answer.says_something());
    let themes = coded.mentions.iter().flat_map(|mention| ThemeDef::lineage(themes, mention.theme_idx));
    Found {
        kind,
        stances: coded.stances.iter().map(|row| number(row.stance)).collect(),
        themes: themes.collect(),
        questions: answers.filter_map(|answer| Some(usize::from(answer.question?.0))).collect(),
    }
}

fn number(stance: Stance) -> u8 {
    let at = Stance::ALL.iter().position(|other| *other == stance);
    at.expect("ALL holds every stance") as u8
}

/// What people said, of the responses that have a place.
fn coders(gold: &Gold, places: &BTreeMap<&str, usize>) -> Vec<Coder> {
    let marks = |marks: &Marks| {
        let each = marks.found.iter().filter_map(|(id, found)| Some((*places.get(id.as_str())?, found)));
        each.flat_map(|(at, found)| {
            marks.sought.iter().map(move |target| ((at, *target), found.contains(target)))
        })
        .collect()
    };
    let coder = |(name, coder): (&String, &canvass_ingest::gold::Coder)| {
        let stances = coder.stances.iter();
        let stances = stances.filter_map(|((id, option), stance)| {
            Some(((*places.get(id.as_str())?, *option), number(*stance)))
        });
        Coder {
            name: name.clone(),
            stances: stances.collect(),
            themes: marks(&coder.themes),
            questions: marks(&coder.questions),
        }
    };
    gold.coders.iter().map(coder).collect()
}

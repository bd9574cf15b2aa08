//! `canvass search`: passages by words, themes, stances.

use anyhow::Result;
use canvass_core::text::{Analyzer, Language};
use canvass_search::{Index, Query};

use super::require_output;
use crate::args::SearchArgs;
use crate::complaint::Complaint;
use crate::{Outcome, print};

pub(crate) fn run(args: &SearchArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let index = Index::open(&args.out.join("index")).map_err(Complaint::of)?;
    let language = Language::from_code(index.language()).unwrap_or(Language::ENGLISH);
    let query = Query {
        text: args.query.clone(),
        themes: args.theme.clone(),
        options: args.option.clone(),
        stances: args.stance.clone(),
        questions: args.question.clone(),
        respondent_types: args.respondent_type.clone(),
        skip: 0,
        limit: args.limit,
    };
    let found = index.search(&mut Analyzer::new(language), &query).map_err(Complaint::of)?;
    if args.json {
        print::json(&found)?;
    } else {
        print::hits::print(&found)?;
    }
    Ok(if found.total == 0 { Outcome::No } else { Outcome::Done })
}

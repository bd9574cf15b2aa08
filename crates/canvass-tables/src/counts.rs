//! The count tables, each in a file of its own; what they count is written in [`crate::bases`].

mod breakdown;
mod closed_counts;
mod grades;
mod option_support;
mod option_themes;
mod theme_counts;
mod theme_pairs;
mod waterfall;

use std::path::Path;

pub(crate) use waterfall::{Waterfall, reason};

use crate::error::Error;
use crate::facts::Facts;
use crate::file::{Limits, TableFile};
use crate::schema::{
    CLOSED_COUNTS, OPTION_SUPPORT, OPTION_THEMES, THEME_COUNTS, THEME_PAIRS, TableDef, WATERFALL,
};
use crate::view::{Represented, View};
use crate::writer::{Context, ReplyOrder};

/// What counts are taken from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) context: &'a Context,
    pub(crate) facts: &'a Facts,
    pub(crate) order: ReplyOrder<'a>,
}

/// Writes every count table; gives the name and the number of rows of each.
pub(crate) fn write(
    dir: &Path,
    source: Source<'_>,
    represented: &Represented<'_>,
    waterfall: &Waterfall,
    limits: Limits,
) -> Result<Vec<(String, u64)>, Error> {
    let Source { context, facts, .. } = source;
    let create = |table: &'static TableDef| TableFile::create(dir, table, &context.metadata, limits);
    let mut support = create(OPTION_SUPPORT)?;
    let mut option_themes = create(OPTION_THEMES)?;
    let mut theme_counts = create(THEME_COUNTS)?;
    let mut closed_counts = create(CLOSED_COUNTS)?;
    for view in View::ALL {
        let weights = view.weights(facts, represented);
        let breakdowns = breakdown::take(facts, &weights)?;
        option_support::write(source, view, &breakdowns, &mut support)?;
        option_themes::write(source, view, &weights, &mut option_themes)?;
        theme_counts::write(source, view, &breakdowns, &mut theme_counts)?;
        closed_counts::write(source, view, &breakdowns, &mut closed_counts)?;
    }
    let mut pairs = create(THEME_PAIRS)?;
    theme_pairs::write(source, &View::All.weights(facts, represented), &mut pairs)?;
    let mut steps = create(WATERFALL)?;
    waterfall.write(&mut steps)?;

    [
        (OPTION_SUPPORT, support),
        (OPTION_THEMES, option_themes),
        (THEME_COUNTS, theme_counts),
        (THEME_PAIRS, pairs),
        (CLOSED_COUNTS, closed_counts),
        (WATERFALL, steps),
    ]
    .into_iter()
    .map(|(table, file)| Ok((table.name.to_owned(), file.finish()?)))
    .collect()
}

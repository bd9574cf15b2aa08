//! `option_themes`: the themes behind each stance towards each option.

use std::cmp::Reverse;

use canvass_core::{OptionIdx, Stance};

use super::Source;
use crate::bases::{keyness, share};
use crate::error::Error;
use crate::facts::Keys;
use crate::file::TableFile;
use crate::tally::{Tally, members, tally};
use crate::view::View;

/// The stances of those that take an option up.
const STANCES: [Stance; 4] = [Stance::Support, Stance::Oppose, Stance::Mixed, Stance::Unclear];

/// What was counted over all responses of a view.
struct Whole {
    stances: Tally,
    themes: Tally,
}

/// Writes the rows of one view.
pub(super) fn write(
    source: Source<'_>,
    view: View,
    weights: &[u32],
    file: &mut TableFile,
) -> Result<(), Error> {
    let members = members(weights, |_| 0)?;
    let whole = Whole {
        stances: tally(&source.facts.stances, &members)?,
        themes: tally(&source.facts.option_themes, &members)?,
    };
    for (option, _) in source.context.consultation.options() {
        for stance in STANCES {
            write_stance(source, view, &whole, (option, stance), file)?;
        }
    }
    Ok(())
}

fn write_stance(
    source: Source<'_>,
    view: View,
    whole: &Whole,
    (option, stance): (OptionIdx, Stance),
    file: &mut TableFile,
) -> Result<(), Error> {
    let base_of = |stance| whole.stances.get(0, Keys::stance(option, stance)).responses;
    let responses_of =
        |stance, theme| whole.themes.get(0, source.facts.keys.option_theme(option, stance, theme)).responses;
    let base = base_of(stance);
    let others = || STANCES.into_iter().filter(|other| *other != stance);
    let base_others: i64 = others().map(base_of).sum();
    for (theme, responses) in by_responses(source, |theme| responses_of(stance, theme)) {
        let there = others().map(|other| responses_of(other, theme)).sum();
        file.push(&[
            view.as_str().into(),
            (&source.context.consultation.option(option).id).into(),
            stance.as_str().into(),
            (&source.context.themes[theme as usize].id).into(),
            responses.into(),
            base.into(),
            share(responses, base).into(),
            keyness(responses, base, there, base_others).into(),
        ])?;
    }
    Ok(())
}

/// Themes that somebody mentions, the most mentioned first, equals in the code frame's order.
fn by_responses(source: Source<'_>, responses: impl Fn(u32) -> i64) -> Vec<(u32, i64)> {
    let themes = 0..source.context.themes.len() as u32;
    let mut counted: Vec<(u32, i64)> = themes.map(|theme| (theme, responses(theme))).collect();
    counted.retain(|(_, responses)| *responses > 0);
    counted.sort_by_key(|(theme, responses)| (Reverse(*responses), *theme));
    counted
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn themes_stand_behind_the_stance_they_are_mentioned_under() {
        // `b` names sanctions under another question: not a theme behind its support of `one`.
        // It answers no question on `two`, so what it says under no option stands behind its stance there, and what it
        // says under `one` does not; of letter `d` all does.
        check(
            "option_themes",
            &[],
            "option_id stance theme_id responses base share keyness",
            "one | support | funding | 2 | 2 | 1.000 | 0.000
             one | support | sanctions | 1 | 2 | 0.500 | 0.000
             one | oppose | funding | 1 | 1 | 1.000 | 0.000
             one | oppose | sanctions | 1 | 1 | 1.000 | 1.726
             one | mixed | funding | 1 | 1 | 1.000 | 0.000
             one | mixed | flexibility | 1 | 1 | 1.000 | 4.499
             two | oppose | flexibility | 1 | 1 | 1.000 | 2.773
             two | unclear | sanctions | 1 | 1 | 1.000 | 2.773",
        );
    }
}

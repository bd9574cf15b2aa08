//! `theme_counts`: how many mention each theme, over all and by question.

use std::cmp::Reverse;

use super::Source;
use super::breakdown::{ALL, Breakdown, Part};
use crate::bases::share;
use crate::error::Error;
use crate::file::TableFile;
use crate::tally::Count;
use crate::view::View;

/// Writes the rows of one view: all text first, then each question.
pub(super) fn write(
    source: Source<'_>,
    view: View,
    breakdowns: &[Breakdown],
    file: &mut TableFile,
) -> Result<(), Error> {
    let questions =
        source.context.consultation.questions().map(|(at, def)| (u32::from(at.0), def.id.as_str()));
    for question in std::iter::once((source.facts.keys.all_text(), ALL)).chain(questions) {
        for breakdown in breakdowns {
            for part in &breakdown.parts {
                write_part(source, view, question, (breakdown, part), file)?;
            }
        }
    }
    Ok(())
}

fn write_part(
    source: Source<'_>,
    view: View,
    (question, question_id): (u32, &str),
    (breakdown, part): (&Breakdown, &Part),
    file: &mut TableFile,
) -> Result<(), Error> {
    let all_text = question == source.facts.keys.all_text();
    let base = if all_text { part.size } else { breakdown.answered.get(part.code, question).responses };
    if base == 0 {
        return Ok(());
    }
    let count = |theme| breakdown.themes.get(part.code, source.facts.keys.theme(question, theme));
    for (rank, theme, count) in ranked(source.context.themes.len(), count) {
        file.push(&[
            view.as_str().into(),
            question_id.into(),
            (&breakdown.group).into(),
            (&part.label).into(),
            (&source.context.themes[theme as usize].id).into(),
            count.responses.into(),
            count.times.into(),
            base.into(),
            share(count.responses, base).into(),
            rank.into(),
        ])?;
    }
    Ok(())
}

/// Every theme with its rank and counts, best first; equals share the better rank.
fn ranked(n_themes: usize, count: impl Fn(u32) -> Count) -> Vec<(u32, u32, Count)> {
    let weight = |count: Count| Reverse((count.responses, count.times));
    let mut themes: Vec<(u32, Count)> = (0..n_themes as u32).map(|theme| (theme, count(theme))).collect();
    themes.sort_by_key(|(theme, count)| (weight(*count), *theme));
    let mut ranked: Vec<(u32, u32, Count)> = Vec::with_capacity(n_themes);
    for (place, (theme, count)) in (1..).zip(themes) {
        let rank = ranked.last().filter(|last| weight(last.2) == weight(count)).map_or(place, |last| last.0);
        ranked.push((rank, theme, count));
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::check;

    const COLUMNS: &str = "question_id theme_id responses mentions base share rank";

    #[test]
    fn a_place_under_two_questions_counts_once_over_all() {
        check(
            "theme_counts",
            &["group=all"],
            COLUMNS,
            "all | funding | 4 | 5 | 5 | 0.800 | 1
             all | sanctions | 3 | 3 | 5 | 0.600 | 2
             all | flexibility | 2 | 2 | 5 | 0.400 | 3
             q1 | funding | 3 | 4 | 3 | 1.000 | 1
             q1 | sanctions | 2 | 2 | 3 | 0.667 | 2
             q1 | flexibility | 0 | 0 | 3 | 0.000 | 3
             q2 | flexibility | 1 | 1 | 2 | 0.500 | 1
             q2 | funding | 0 | 0 | 2 | 0.000 | 2
             q2 | sanctions | 0 | 0 | 2 | 0.000 | 2
             q3 | sanctions | 2 | 2 | 2 | 1.000 | 1
             q3 | funding | 1 | 1 | 2 | 0.500 | 2
             q3 | flexibility | 0 | 0 | 2 | 0.000 | 3",
        );
    }

    #[test]
    fn the_base_under_a_question_is_those_who_answer_it() {
        check(
            "theme_counts",
            &["question_id=q2", "group_value=charity"],
            COLUMNS,
            "q2 | funding | 0 | 0 | 1 | 0.000 | 1
             q2 | sanctions | 0 | 0 | 1 | 0.000 | 1
             q2 | flexibility | 0 | 0 | 1 | 0.000 | 1",
        );
        // Nobody of a kind not given answers the second question: no base, no rows.
        check("theme_counts", &["question_id=q2", "group_value=not given"], COLUMNS, "");
    }

    #[test]
    fn equals_share_the_better_rank() {
        let counts = [(1, 1), (3, 4), (1, 1), (3, 9), (0, 0)];
        let count = |theme: u32| {
            let (responses, times) = counts[theme as usize];
            Count { responses, times }
        };
        let ranks: Vec<_> = ranked(5, count).into_iter().map(|(rank, theme, _)| (rank, theme)).collect();
        assert_eq!(ranks, [(1, 3), (2, 1), (3, 0), (3, 2), (5, 4)]);
    }
}

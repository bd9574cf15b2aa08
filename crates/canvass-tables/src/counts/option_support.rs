//! `option_support`: who supports and who opposes each option.

use canvass_core::Stance;

use super::Source;
use super::breakdown::Breakdown;
use crate::bases::share;
use crate::error::Error;
use crate::facts::Keys;
use crate::file::TableFile;
use crate::view::View;

/// Writes the rows of one view.
pub(super) fn write(
    source: Source<'_>,
    view: View,
    breakdowns: &[Breakdown],
    file: &mut TableFile,
) -> Result<(), Error> {
    for breakdown in breakdowns {
        for part in &breakdown.parts {
            for (option, def) in source.context.consultation.options() {
                let count = |stance| breakdown.stances.get(part.code, Keys::stance(option, stance)).responses;
                let [support, oppose, mixed, unclear] =
                    [Stance::Support, Stance::Oppose, Stance::Mixed, Stance::Unclear].map(count);
                let base = support + oppose + mixed + unclear;
                file.push(&[
                    view.as_str().into(),
                    (&breakdown.group).into(),
                    (&part.label).into(),
                    (&def.id).into(),
                    support.into(),
                    oppose.into(),
                    mixed.into(),
                    unclear.into(),
                    (part.size - base).into(),
                    base.into(),
                    share(support, base).into(),
                    share(oppose, base).into(),
                ])?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn cells_add_up_to_the_group() {
        let columns = "group group_value option_id support oppose mixed unclear not_addressed base support_share oppose_share";
        check(
            "option_support",
            &[],
            columns,
            "all | all | one | 2 | 1 | 1 | 0 | 1 | 4 | 0.500 | 0.250
             all | all | two | 0 | 1 | 0 | 1 | 3 | 2 | 0.000 | 0.500
             respondent_type | Individual | one | 2 | 0 | 0 | 0 | 0 | 2 | 1.000 | 0.000
             respondent_type | Individual | two | 0 | 1 | 0 | 1 | 0 | 2 | 0.000 | 0.500
             respondent_type | charity | one | 0 | 1 | 0 | 0 | 1 | 1 | 0.000 | 1.000
             respondent_type | charity | two | 0 | 0 | 0 | 0 | 2 | 0 | - | -
             respondent_type | not given | one | 0 | 0 | 1 | 0 | 0 | 1 | 0.000 | 0.000
             respondent_type | not given | two | 0 | 0 | 0 | 0 | 1 | 0 | - | -",
        );
    }
}

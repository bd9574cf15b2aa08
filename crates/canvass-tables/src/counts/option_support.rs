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

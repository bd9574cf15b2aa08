//! `canvass themes`: what becomes of the code frame, before and after it is written.

mod exchange;
mod suggest;
mod test;
mod trial;

use anyhow::Result;

use crate::Outcome;
use crate::args::ThemesCommand;

pub(crate) fn run(command: &ThemesCommand) -> Result<Outcome> {
    match command {
        ThemesCommand::Test(args) => test::run(args),
        ThemesCommand::Try(args) => trial::run(args),
        ThemesCommand::Import(args) => exchange::import(args),
        ThemesCommand::Export(args) => exchange::export(args),
        ThemesCommand::Suggest(args) => suggest::run(args),
    }
}

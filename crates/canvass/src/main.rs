//! The `canvass` command: parses what was typed, joins the verbs in order, prints, exits.
//!
//! Exit 0: done. 1: done, and the answer is no (nothing found, a check failed). 2: could not.

mod args;
mod coding;
mod command;
mod complaint;
mod consent;
mod examples;
mod library;
mod manifest;
mod models;
mod notices;
mod output;
mod past;
mod pipeline;
mod print;
mod progress;
mod verbatims;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// What a command that ran to its end has to say to the shell.
enum Outcome {
    /// Done.
    Done,
    /// Done, and the answer is no.
    No,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match args.command {
        Command::Run(args) => command::run::run(&args),
        Command::Check(args) => command::check::run(&args),
        Command::Init(args) => command::init::run(&args),
        Command::Search(args) => command::search::run(&args),
        Command::Show(args) => command::show::run(&args),
        Command::Tables(args) => command::tables::run(&args),
        Command::Themes(command) => command::themes::run(&command),
        Command::Eval(args) => command::eval::run(&args),
        Command::Report(args) => command::report::run(&args),
        Command::Serve(args) => command::serve::run(&args),
        Command::Compare(args) => command::compare::run(&args),
        Command::Export(args) => command::export::run(&args),
        Command::ReadDocuments => Ok(command::read_documents::run()),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Err(error) if complaint::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complaint::print(&error);
            ExitCode::from(2)
        }
    }
}

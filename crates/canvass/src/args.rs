//! What may be typed. The pipeline never sees these types' parser.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Text analytics for public consultations: every number walks back to exact words.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read, code and count a consultation folder
    Run(RunArgs),
    /// Check a consultation's files and show how its tables will be read
    Check(CheckArgs),
    /// Start a consultation folder with commented files
    Init(InitArgs),
    /// Find passages by words, themes, stances
    Search(SearchArgs),
    /// Show one response with its evidence marked
    Show(ShowArgs),
    /// Show a table of a run, or list the tables
    Tables(TablesArgs),
    /// Read documents for a run, which starts this by itself
    #[command(hide = true)]
    ReadDocuments,
}

/// `canvass run`.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// Folder with consultation.toml, themes.toml and responses/
    pub(crate) folder: PathBuf,
    /// Where to write [default: out/ and the consultation's id]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Threads to code with [default: one a core]; the output does not depend on it
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Print the summary as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass check`.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Folder to check
    pub(crate) folder: PathBuf,
    /// Write how the tables are read into consultation.toml, as [[table]] sections to correct
    #[arg(long)]
    pub(crate) write: bool,
    /// Print the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass init`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Folder to make
    pub(crate) folder: PathBuf,
}

/// `canvass search`.
#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// Output folder of a run
    pub(crate) out: PathBuf,
    /// Words to find: all of them; "a phrase"; OR; -without; ending*; leave it out to list what the filters let through
    #[arg(default_value = "", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// Only answers that mention this theme
    #[arg(long, value_name = "ID")]
    pub(crate) theme: Vec<String>,
    /// Only passages under, or deciding on, this option
    #[arg(long, value_name = "ID")]
    pub(crate) option: Vec<String>,
    /// Only responses with this stance (support, oppose, mixed, unclear, `not_addressed`), on the option if one is named
    #[arg(long, value_name = "STANCE")]
    pub(crate) stance: Vec<String>,
    /// Only answers to this question
    #[arg(long, value_name = "ID")]
    pub(crate) question: Vec<String>,
    /// Only this kind of respondent
    #[arg(long, value_name = "TYPE")]
    pub(crate) respondent_type: Vec<String>,
    /// At most so many passages
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass show`.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Output folder of a run
    pub(crate) out: PathBuf,
    /// Id of the response
    pub(crate) response: String,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass tables`.
#[derive(Debug, clap::Args)]
pub(crate) struct TablesArgs {
    /// Output folder of a run
    pub(crate) out: PathBuf,
    /// Name of the table
    pub(crate) name: Option<String>,
    /// Only rows where COLUMN is VALUE
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    pub(crate) filters: Vec<String>,
    /// At most so many rows
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print JSON, a line a row, whole
    #[arg(long)]
    pub(crate) json: bool,
}

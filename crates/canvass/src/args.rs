//! What may be typed. The pipeline never sees these types' parser.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Where to begin, at the end of the help.
const BEGIN: &str = "\
Where to begin:
  canvass init my-consultation                    make a folder with commented files; put the replies in
  canvass check my-consultation                   see how they will be read
  canvass run my-consultation                     read and count them, into out/my-consultation
  canvass search out/my-consultation \"some words\"  look around; the report is out/my-consultation/report.html";

/// Reads the replies to a public consultation, counts who supports what and why, and lets you search them
///
/// Letters, e-mails and survey tables become a report and tables; every number in them leads back to the exact words
/// it was read from.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100, after_help = BEGIN)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a consultation: a folder with commented files to fill in
    Init(InitArgs),
    /// Check a consultation's files, and show how its tables will be read
    Check(CheckArgs),
    /// Read all responses of a consultation, code and count them, write tables and report
    Run(RunArgs),
    /// Find passages by words, themes, stances
    Search(SearchArgs),
    /// Show one response with its evidence marked
    Show(ShowArgs),
    /// Show a table of a run, or list the tables
    Tables(TablesArgs),
    /// Show report, search and responses in a browser, on this machine alone
    Serve(ServeArgs),
    /// Write the report of a run anew
    Report(ReportArgs),
    /// Work on the code frame: test it, try rules, find what it misses, exchange it with other programs
    #[command(subcommand)]
    Themes(ThemesCommand),
    /// Measure a run against responses coded by hand
    Eval(EvalArgs),
    /// Show what moved between two runs, and the rules that did it
    Compare(CompareArgs),
    /// Write the tables of a run for other programs: a workbook, CSV, or Consult
    Export(ExportArgs),
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
    /// Read scans by OCR; needs tesseract and pdftoppm
    #[arg(long)]
    pub(crate) ocr: bool,
    /// Print the summary as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass check`.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Folder with consultation.toml, themes.toml and responses/
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
    /// Folder to make; its name becomes the id and the title of the consultation
    pub(crate) folder: PathBuf,
}

/// `canvass search`.
#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// Output folder of a run, such as out/my-consultation
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
    /// Only this kind of respondent, in any spelling that the tables count as one; `not given` for those who gave none
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
    /// Output folder of a run, such as out/my-consultation
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
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// Name of the table; without one the tables there are
    pub(crate) name: Option<String>,
    /// Only rows where COLUMN is VALUE
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    pub(crate) filters: Vec<String>,
    /// At most so many rows
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print JSON: a line a row, whole; of the tables there are, a list with their columns
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass eval`.
#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// CSV of what people coded: `response_id`, unit (stance, theme, question), target, label, coder
    #[arg(long, value_name = "FILE")]
    pub(crate) gold: PathBuf,
    /// Write the differences with their evidence as a web page
    #[arg(long, value_name = "FILE")]
    pub(crate) page: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass report`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// Where to write [default: report.html in the output]
    #[arg(long, value_name = "FILE")]
    pub(crate) dest: Option<PathBuf>,
}

/// `canvass serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// Port of 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8601)]
    pub(crate) port: u16,
}

/// `canvass compare`.
#[derive(Debug, clap::Args)]
pub(crate) struct CompareArgs {
    /// Output folder of the earlier run
    pub(crate) before: PathBuf,
    /// Output folder of the later run
    pub(crate) after: PathBuf,
    /// At most so many changes
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub(crate) limit: usize,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass export`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// A workbook, a folder of CSV files, or the JSON files that i.AI's Consult imports
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: ExportFormat,
    /// Where to write [default: beside the output]
    #[arg(long, value_name = "PATH")]
    pub(crate) dest: Option<PathBuf>,
}

/// What a run is exported to.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum ExportFormat {
    Xlsx,
    Csv,
    Consult,
}

/// `canvass themes`.
#[derive(Debug, Subcommand)]
pub(crate) enum ThemesCommand {
    /// Try every rule of a consultation on its examples and responses, and tell which do nothing
    Test(ThemesTestArgs),
    /// Show what a rule would match in the responses of a run, before it is written down
    Try(ThemesTryArgs),
    /// Read another program's lexicon as a code frame
    Import(ThemesImportArgs),
    /// Write a code frame as another program's lexicon
    Export(ThemesExportArgs),
    /// List words and phrases of a run's responses that the code frame misses
    Suggest(ThemesSuggestArgs),
}

/// `canvass themes test`.
#[derive(Debug, clap::Args)]
pub(crate) struct ThemesTestArgs {
    /// Folder with consultation.toml, themes.toml and responses/
    pub(crate) folder: PathBuf,
    /// Print every rule with its counts, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `canvass themes try`.
#[derive(Debug, clap::Args)]
pub(crate) struct ThemesTryArgs {
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// The rule, as it would stand in themes.toml
    pub(crate) rule: String,
    /// Show which responses this theme would gain and lose by the rule, which has the scope and language of the theme
    #[arg(long, value_name = "ID")]
    pub(crate) theme: Option<String>,
    /// Take the rule as an exception of the theme
    #[arg(long, requires = "theme", conflicts_with = "replaces")]
    pub(crate) except: bool,
    /// Take the rule in place of this one of the theme, with its scope, weight and language
    #[arg(long, value_name = "RULE", requires = "theme")]
    pub(crate) replaces: Option<String>,
    /// How far its operators see [default: as in the theme, else the sentence]
    #[arg(long, value_enum)]
    pub(crate) scope: Option<ScopeArg>,
    /// At most so many places
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// How far the operators of a rule see.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum ScopeArg {
    Sentence,
    Paragraph,
    Answer,
}

/// `canvass themes import`.
#[derive(Debug, clap::Args)]
pub(crate) struct ThemesImportArgs {
    /// The lexicon
    pub(crate) file: PathBuf,
    /// Its format: liwc, wordstat, yoshikoder, lexicoder, yaml, empath, csv [default: by its ending]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Where to write the code frame [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) dest: Option<PathBuf>,
}

/// `canvass themes export`.
#[derive(Debug, clap::Args)]
pub(crate) struct ThemesExportArgs {
    /// A themes.toml, the folder of a consultation, or the output of a run
    pub(crate) from: PathBuf,
    /// The format: liwc, wordstat, yoshikoder, lexicoder, yaml, empath, csv
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: String,
    /// Where to write the lexicon [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) dest: Option<PathBuf>,
}

/// `canvass themes suggest`.
#[derive(Debug, clap::Args)]
pub(crate) struct ThemesSuggestArgs {
    /// Output folder of a run, such as out/my-consultation
    pub(crate) out: PathBuf,
    /// At most so many terms a list [default: 15 over all, 5 in the other lists]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Only terms that so many responses use
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) fewest: u64,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

//! Other people's lexicons read as code frames, and code frames written for other people's programs.
//!
//! Dictionaries match words as they are written, so a word of theirs becomes an exact word here (`=word`) and one with
//! wildcards stays as it is; theirs are phrases where they are several words. What cannot be carried over is said,
//! line by line, and never dropped in silence. What is written here can be read here again: themes that share a name
//! get a number behind it, and where a format has no tree, a theme is named with those above it, `parent > child`.

mod carried;
mod cat;
mod csv;
mod dic;
mod empath;
mod lexicon;
mod losses;
mod plus;
mod xml;
mod yaml;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::frame::CodeFrame;
use carried::Carried;

/// A format of lexicons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// LIWC `.dic` with numbered categories, and `.dicx` with a column a category.
    Liwc,
    /// `WordStat` `.cat`.
    WordStat,
    /// Yoshikoder `.ykd`, and Lexicoder `.lcd`, which is the same.
    Yoshikoder,
    /// Lexicoder `.lc3`.
    Lexicoder,
    /// The YAML of quanteda.
    Yaml,
    /// A category a line, tab-separated, as Empath has them.
    Empath,
    /// A term a row.
    Csv,
}

impl Format {
    /// Every format with its name and the endings of its files.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 7] = [
        (Self::Liwc, "liwc", &["dic", "dicx"]),
        (Self::WordStat, "wordstat", &["cat"]),
        (Self::Yoshikoder, "yoshikoder", &["ykd", "lcd"]),
        (Self::Lexicoder, "lexicoder", &["lc3"]),
        (Self::Yaml, "yaml", &["yml", "yaml"]),
        (Self::Empath, "empath", &["tsv"]),
        (Self::Csv, "csv", &["csv"]),
    ];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(format, ..)| format)
    }

    /// The format of a file, by the ending of its name.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        Self::ALL
            .into_iter()
            .find(|(.., endings)| endings.contains(&ending.as_str()))
            .map(|(format, ..)| format)
    }
}

/// Something that could not be carried over, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Line of the file it stands in, from 1; 0 where it is of no line.
    pub line: usize,
    /// What, and what was done.
    pub what: String,
}

/// A lexicon read.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The text of a `themes.toml`.
    pub themes: String,
    /// Number of its themes and rules.
    pub n_themes: usize,
    /// Number of its rules.
    pub n_rules: usize,
    /// What was not carried over, by line.
    pub notes: Vec<Note>,
}

/// A code frame written.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The text of the file.
    pub text: String,
    /// What was not carried over.
    pub notes: Vec<Note>,
}

/// Why a file is no lexicon of a format.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct NotALexicon {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl NotALexicon {
    fn at(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

/// Reads a lexicon in any common encoding, with line ends of any system.
pub fn import(bytes: &[u8], format: Format) -> Result<Imported, NotALexicon> {
    let text = decoded(bytes);
    let lexicon = match format {
        Format::Liwc => dic::read(&text)?,
        Format::WordStat => cat::read(&text),
        // The two formats of Lexicoder come under either ending.
        Format::Yoshikoder | Format::Lexicoder if text.trim_start().starts_with('<') => xml::read(&text)?,
        Format::Yoshikoder | Format::Lexicoder => plus::read(&text)?,
        Format::Yaml => yaml::read(&text)?,
        Format::Empath => empath::read(&text),
        Format::Csv => csv::read(&text)?,
    };
    if lexicon.categories.is_empty() {
        return Err(NotALexicon::at(1, "no category was found"));
    }
    Ok(lexicon.into_themes())
}

/// Writes a code frame as a lexicon.
pub fn export(frame: &CodeFrame, format: Format) -> Exported {
    let carried = Carried::of(frame, format);
    let lexicon = &carried.lexicon;
    let text = match format {
        Format::Liwc => dic::write(lexicon),
        Format::WordStat => cat::write(lexicon),
        Format::Yoshikoder => xml::write(lexicon),
        Format::Lexicoder => plus::write(lexicon),
        Format::Yaml => yaml::write(lexicon),
        Format::Empath => empath::write(lexicon),
        Format::Csv => csv::write(lexicon),
    };
    let notes = losses::of(frame, &carried, format, &text);
    Exported { text, notes }
}

/// The text of a file, each line ended by a line feed.
fn decoded(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guessed(bytes), |(encoding, _)| encoding);
    let (text, ..) = encoding.decode(bytes);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let zeros =
        |first: usize| bytes.iter().skip(first).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let half = bytes.len().min(400) / 4;
    match (zeros(0), zeros(1)) {
        (even, _) if half > 0 && even > half => UTF_16BE,
        (_, odd) if half > 0 && odd > half => UTF_16LE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests;

//! What goes to standard output, and only that.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod eval;
mod frame;
pub(crate) mod hits;
mod mark;
pub(crate) mod response;
pub(crate) mod summary;
pub(crate) mod table;
pub(crate) mod themes;

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use anyhow::Result;
use serde::Serialize;

/// Prints a value as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// Columns where there is no terminal.
const PIPE_WIDTH: usize = 120;
/// Longest line of running text: longer ones are hard to follow.
const LONGEST_LINE: usize = 100;

/// Columns of the terminal.
fn width() -> usize {
    let known = if std::io::stdout().is_terminal() { terminal_width() } else { None };
    known.unwrap_or(PIPE_WIDTH)
}

/// Columns for running text.
fn text_width() -> usize {
    width().min(LONGEST_LINE)
}

fn terminal_width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

/// A number and what it is of.
pub(crate) fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Text as it may be shown: what would command the terminal is replaced, white space stays.
fn readable(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() && !c.is_whitespace();
    if text.contains(commands) { text.replace(commands, "\u{fffd}").into() } else { text.into() }
}

/// Breaks text into lines of at most `width` characters, each begun with `indent`; line ends in it become spaces.
fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && visible(line) + 1 + visible(word) + indent.len() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.iter().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
}

/// Characters that are seen: styles are not.
fn visible(text: &str) -> usize {
    anstream::adapter::strip_str(text).map(|part| part.chars().count()).sum()
}

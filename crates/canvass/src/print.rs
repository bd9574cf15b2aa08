//! What goes to standard output, and only that.

pub(crate) mod check;
pub(crate) mod hits;
pub(crate) mod response;
pub(crate) mod summary;
pub(crate) mod table;

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

/// Columns of the terminal; a readable width where there is none.
fn width() -> usize {
    let known = if std::io::stdout().is_terminal() { terminal_width() } else { None };
    known.unwrap_or(110)
}

fn terminal_width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

/// How found words are marked: in bold on a terminal, in brackets elsewhere.
fn marks() -> (String, String) {
    if std::io::stdout().is_terminal() {
        let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Yellow.into()));
        (style.render().to_string(), style.render_reset().to_string())
    } else {
        ("[".into(), "]".into())
    }
}

/// Breaks text into lines of at most `width` characters, each begun with `indent`; line ends in it become spaces.
fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let visible = anstream::adapter::strip_str(line).to_string().chars().count();
        if !line.is_empty() && visible + 1 + word.chars().count() + indent.len() > width {
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

//! What dresses a line: heading marks, bold, capitals, bullets, quotation marks of e-mail, borders of cells.

use std::ops::Range;

use canvass_core::Span;

use super::super::thread;

/// Marks of a rule beside a title.
const SHORTEST_RULE: usize = 2;

/// What marks a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one line, read one at a time")]
pub(in super::super) struct Dress {
    /// Level of a Markdown heading, 9 for one underlined or between rules, 0 for none.
    pub(in super::super) level: u8,
    pub(in super::super) bold: bool,
    /// Begins in bold, whether or not it stays so.
    pub(in super::super) opens_bold: bool,
    pub(in super::super) capitals: bool,
    pub(in super::super) bullet: bool,
    /// Quoted as in e-mail.
    pub(in super::super) quoted: bool,
    /// A row of a table.
    pub(in super::super) cell: bool,
}

impl Dress {
    /// Whether it looks like a heading without being read.
    pub(in super::super) fn is_heading(self) -> bool {
        self.level > 0 || self.bold || self.capitals
    }

    /// What headings of one rank have in common.
    pub(in super::super) fn rank(self) -> (u8, bool, bool) {
        (self.level, self.bold, self.capitals)
    }
}

/// Takes off what dresses a line, and says what it was.
pub(in super::super) fn peel(text: &str, span: Span) -> (Span, Dress) {
    let mut dress = Dress::default();
    let line = span.of(text);
    let ruled = between_rules(line).filter(|_| !thread::is_divider(line));
    dress.level = if ruled.is_some() { 9 } else { 0 };
    let written = ruled.unwrap_or(0..line.len());
    let mut rest = line[written.clone()].trim_start_matches('\u{feff}');
    loop {
        let before = rest;
        rest = rest.trim_start();
        if let Some(inner) = rest.strip_prefix('>') {
            dress.quoted = true;
            rest = inner;
        } else if rest.starts_with('#') {
            let inner = rest.trim_start_matches('#');
            if inner.starts_with([' ', '*', '\t']) {
                dress.level = (rest.len() - inner.len()).min(6) as u8;
            }
            rest = inner;
        } else if let Some(inner) = rest.strip_prefix("**").or_else(|| rest.strip_prefix("__")) {
            dress.bold = true;
            rest = inner;
        } else if let Some(inner) = bullet(rest).filter(|_| !dress.bullet) {
            dress.bullet = true;
            rest = inner;
        } else if let Some(inner) = rest.strip_prefix('|') {
            dress.cell = true;
            rest = inner;
        } else if let Some(inner) = rest.strip_prefix(['*', '_', '`']) {
            rest = inner;
        }
        if rest.len() == before.len() {
            break;
        }
    }
    let start = span.start as usize + written.end - rest.len();
    let inner = rest
        .trim_end_matches(|mark: char| mark.is_whitespace() || matches!(mark, '*' | '_' | '#' | '|' | '`'));
    dress.cell |= inner.matches('\t').count() >= FEWEST_TABS;
    dress.opens_bold = dress.bold;
    // A bold lead ("**No.** We think") does not make a bold line.
    dress.bold &= inner.len() < rest.trim_end().len() || !rest.contains("**");
    let letters = || inner.chars().filter(|mark| mark.is_alphabetic());
    dress.capitals =
        letters().take(4).count() == 4 && letters().all(|mark| !mark.is_lowercase()) && inner.len() < 300;
    (Span::new(start, start + inner.len()), dress)
}

/// What stands between two rules on one line: "--- Fares ---".
fn between_rules(line: &str) -> Option<Range<usize>> {
    let outer = line.trim();
    let mark = outer.chars().next().filter(|mark| matches!(mark, '-' | '=' | '~' | '–' | '—'))?;
    let is_rule = |rule: &str| rule.chars().count() >= SHORTEST_RULE;
    let inner = outer.trim_start_matches(mark);
    let title = inner.trim_end_matches(mark);
    let apart = title.starts_with(' ') && title.ends_with(' ') && title.contains(char::is_alphanumeric);
    let ruled = is_rule(&outer[..outer.len() - inner.len()]) && is_rule(&inner[title.len()..]);
    let start = line.find(title).filter(|_| apart && ruled)?;
    Some(start..start + title.len())
}

/// A row of a table that was pasted has so many.
const FEWEST_TABS: usize = 2;

fn bullet(text: &str) -> Option<&str> {
    let inner =
        text.strip_prefix(['-', '•', '‣', '▪', '●', '○', '·', '–', '—', '◦', '+', '*', 'o', '\u{f0b7}'])?;
    let strong = !text.starts_with(['-', 'o', '+', '*', '–', '—']);
    (strong || inner.starts_with([' ', '\t'])).then_some(inner)
}

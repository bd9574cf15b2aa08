//! Words marked in a text: hits of a search, mentions of themes.

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::ops::Range;

use anstyle::{AnsiColor, Reset};

use super::readable;

/// What stands before and after marked words, and around the names behind them.
pub(crate) struct Style {
    pub(crate) open: String,
    pub(crate) close: String,
    name_open: String,
    name_close: String,
}

impl Style {
    /// In colour on a terminal, in brackets elsewhere.
    pub(crate) fn of_stdout() -> Self {
        if !std::io::stdout().is_terminal() {
            return Self::brackets();
        }
        let words = anstyle::Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
        let name = anstyle::Style::new().dimmed();
        let reset = Reset.render().to_string();
        Self {
            open: words.render().to_string(),
            close: reset.clone(),
            name_open: format!("{}‹", name.render()),
            name_close: format!("›{reset}"),
        }
    }

    fn brackets() -> Self {
        Self { open: "[".into(), close: "]".into(), name_open: "‹".into(), name_close: "›".into() }
    }
}

/// A place where a theme is mentioned, in bytes of the text.
pub(crate) struct Mentioned {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) theme: String,
}

/// The text of `span` with its mentions marked and their themes behind; those that overlap are marked as one.
pub(crate) fn with_marks(
    text: &str,
    span: Range<usize>,
    mut mentions: Vec<Mentioned>,
    style: &Style,
) -> String {
    mentions.sort_by_key(|mention| (mention.start, mention.end));
    let mut shown = String::new();
    let mut at = span.start;
    let mut rest = mentions.into_iter().peekable();
    while let Some(first) = rest.next() {
        let (start, mut end, mut themes) = (first.start, first.end, vec![first.theme]);
        while let Some(next) = rest.next_if(|next| next.start < end) {
            end = end.max(next.end);
            if !themes.contains(&next.theme) {
                themes.push(next.theme);
            }
        }
        let Style { open, close, name_open, name_close } = style;
        let (before, words) = (readable(&text[at..start]), readable(&text[start..end]));
        let names = themes.join(", ");
        write!(shown, "{before}{open}{words}{close}{name_open}{names}{name_close}")
            .expect("writing to a string");
        at = end;
    }
    shown.push_str(&readable(&text[at..span.end]));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mentions: &[(&str, &str)], expected: &str) {
        let text = "Do not reinvent the wheel again and again.";
        let mentions = mentions.iter().map(|(words, theme)| {
            let start = text.find(words).expect("there");
            Mentioned { start, end: start + words.len(), theme: (*theme).into() }
        });
        assert_eq!(with_marks(text, 7..text.len(), mentions.collect(), &Style::brackets()), expected);
    }

    #[test]
    fn mentions_are_marked_with_their_themes() {
        check(&[], "reinvent the wheel again and again.");
        check(&[("again", "b"), ("wheel", "a")], "reinvent the [wheel]‹a› [again]‹b› and again.");
    }

    #[test]
    fn mentions_that_overlap_are_marked_as_one() {
        check(
            &[("reinvent the wheel", "a"), ("reinvent the wheel", "b")],
            "[reinvent the wheel]‹a, b› again and again.",
        );
        check(
            &[("reinvent the wheel", "a"), ("wheel again", "b"), ("the", "a")],
            "[reinvent the wheel again]‹a, b› and again.",
        );
        check(&[("reinvent ", "a"), ("the wheel", "b")], "[reinvent ]‹a›[the wheel]‹b› again and again.");
    }
}

//! Words of a response with the places in them that matter.

use canvass_core::Span;
use maud::{Markup, html};

/// A longer text is shown in part, in bytes.
const LONGEST: usize = 1500;
/// Text shown around each place of a longer one, in bytes.
const AROUND: usize = 300;

/// Ends a page of a letter.
const PAGE_END: char = '\u{c}';

/// The text with its places marked; of a long one what stands around them, or else its beginning.
pub(crate) fn passage(text: &str, marks: &[Span]) -> Markup {
    let mut marks: Vec<Span> = marks.iter().copied().filter(|mark| !mark.is_empty()).collect();
    marks.sort_unstable();
    let windows = windows(text, &marks);
    html! {
        @for (at, window) in windows.iter().enumerate() {
            @if at > 0 || window.start > 0 { "… " }
            (marked(text, *window, &marks))
            @if at + 1 == windows.len() && (window.end as usize) < text.len() { " …" }
        }
    }
}

/// All of a stretch of text with its places marked.
pub(crate) fn whole(text: &str, span: Span, marks: &[Span]) -> Markup {
    let mut marks = marks.to_vec();
    marks.sort_unstable();
    marked(text, span, &marks)
}

/// The beginning of a text that is longer than `most` bytes, else all of it.
pub(crate) fn beginning(text: &str, most: usize) -> Markup {
    let end = boundary(text, most);
    html! { (text[..end].trim_end()) @if end < text.len() { " …" } }
}

/// The parts of the text that are shown, in order and apart.
fn windows(text: &str, marks: &[Span]) -> Vec<Span> {
    if text.len() <= LONGEST {
        return vec![Span::all(text)];
    }
    if marks.is_empty() {
        return vec![Span::new(0, boundary(text, LONGEST))];
    }
    let mut windows: Vec<Span> = Vec::new();
    for mark in marks {
        let start = boundary(text, (mark.start as usize).saturating_sub(AROUND));
        // A mark as long as a letter is shown by its beginning.
        let end = boundary(text, (mark.end as usize).min(mark.start as usize + LONGEST) + AROUND);
        match windows.last_mut() {
            Some(last) if last.end as usize >= start => *last = last.join(Span::new(start, end)),
            _ => windows.push(Span::new(start, end)),
        }
    }
    windows
}

/// The nearest place at or before `at` where a word begins; the end of the text where it is behind it.
fn boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + text[blank..].chars().next().map_or(0, char::len_utf8))
}

fn marked(text: &str, window: Span, marks: &[Span]) -> Markup {
    let mut at = window.start as usize;
    let end = window.end as usize;
    let mut parts: Vec<(&str, bool)> = Vec::new();
    for mark in marks {
        let start = (mark.start as usize).clamp(at, end);
        let stop = (mark.end as usize).clamp(start, end);
        parts.push((&text[at..start], false));
        parts.push((&text[start..stop], true));
        at = stop;
    }
    parts.push((&text[at..end], false));
    html! {
        @for (words, is_marked) in parts {
            @if is_marked && !words.is_empty() { mark { (words) } } @else { (paged(words)) }
        }
    }
}

/// Words with a line where a page ends.
fn paged(words: &str) -> Markup {
    html! {
        @for (at, page) in words.split(PAGE_END).enumerate() {
            @if at > 0 { span class="page-end" {} }
            (page)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[(usize, usize)]) -> String {
        let marks: Vec<Span> = marks.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        passage(text, &marks).into_string()
    }

    #[test]
    fn places_are_marked_and_text_is_escaped() {
        assert_eq!(shown("a <b> & c", &[(2, 5)]), "a <mark>&lt;b&gt;</mark> &amp; c");
        assert_eq!(shown("one two", &[(4, 7), (0, 5)]), "<mark>one t</mark><mark>wo</mark>");
    }

    #[test]
    fn pages_end_in_a_line() {
        assert_eq!(shown("one\u{c}two", &[(3, 7)]), "one<mark>\u{c}two</mark>");
        assert_eq!(shown("one\u{c}two", &[]), "one<span class=\"page-end\"></span>two");
    }

    #[test]
    fn beginnings_end_between_words() {
        assert_eq!(beginning("one two three", 9).into_string(), "one two …");
        assert_eq!(beginning("one two", 9).into_string(), "one two");
        // A blank of three bytes.
        assert_eq!(beginning("one\u{2003}two three", 9).into_string(), "one …");
    }

    #[test]
    fn long_texts_are_shown_around_their_places() {
        let text = format!("{}here{}", "long café ".repeat(400), " and more é".repeat(400));
        let at = text.find("here").expect("it is there");
        let shown = shown(&text, &[(at, at + 4)]);
        assert!(
            shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("<mark>here</mark>"),
            "{shown}"
        );
        assert!(shown.len() < 800);
        assert!(passage(&text, &[]).into_string().starts_with("long café"));
    }
}

//! Where somebody other than the respondent speaks: the consultation, a quoted source, the stationery.

mod furniture;
mod plain;
mod quotation;
mod repetition;

use canvass_core::{Aside, Span};

use super::Outline;
use super::sheet::Sheet;
pub(super) use plain::{Rare, is_plain};

/// All asides of a letter, ordered and disjoint.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Aside> {
    let mut found = furniture::find(outline, sheet);
    found.extend(repetition::find(outline, sheet));
    found.extend(quotation::find(sheet));
    found.retain(|aside| !aside.span.is_empty());
    found.sort_by_key(|aside| (aside.span.start, std::cmp::Reverse(aside.span.end)));
    disjoint(sheet.text, found)
}

/// The same with others, which take the place of those they overlap.
pub(super) fn with(mut asides: Vec<Aside>, text: &str, more: impl IntoIterator<Item = Aside>) -> Vec<Aside> {
    let n_known = asides.len();
    asides.extend(more);
    if asides.len() == n_known {
        return asides;
    }
    asides.sort_by_key(|aside| (aside.span.start, std::cmp::Reverse(aside.span.end)));
    disjoint(text, asides)
}

/// The asides that lie in `span`, cut to it.
pub(super) fn within(asides: &[Aside], text: &str, span: Span) -> Vec<Aside> {
    let first = asides.partition_point(|aside| aside.span.end <= span.start);
    let inside = asides[first..].iter().take_while(|aside| aside.span.start < span.end);
    let cut = inside.map(|aside| {
        let cut = Span { start: aside.span.start.max(span.start), end: aside.span.end.min(span.end) };
        Aside { span: cut.trim(text), ..*aside }
    });
    cut.filter(|aside| !aside.span.is_empty()).collect()
}

/// The earlier of two that overlap stays whole.
fn disjoint(text: &str, sorted: Vec<Aside>) -> Vec<Aside> {
    let mut kept: Vec<Aside> = Vec::new();
    for aside in sorted {
        let floor = kept.last().map_or(0, |last| last.span.end);
        let span = Span { start: aside.span.start.max(floor), end: aside.span.end.max(floor) }.trim(text);
        if !span.is_empty() {
            kept.push(Aside { span, ..aside });
        }
    }
    kept
}

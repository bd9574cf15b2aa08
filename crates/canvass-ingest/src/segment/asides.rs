//! Where somebody other than the respondent speaks: the consultation, a quoted source, the stationery.

mod furniture;
mod notice;
mod plain;
mod quotation;
mod repetition;
mod signature;

use canvass_core::{Aside, AsideKind, Span};

use super::Outline;
use super::sheet::Sheet;
use super::thread::Thread;
pub(super) use furniture::{is_greeting, is_page_number, is_stationery, may_be as may_be_stationery};
pub(super) use notice::find as notices;
pub(super) use plain::{Rare, is_plain};
pub(super) use signature::{find as signatures, is_farewell};

/// All asides of a letter, ordered and disjoint.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, thread: &Thread) -> Vec<Aside> {
    let mut found = furniture::find(outline, sheet, thread);
    found.extend(repetition::find(outline, sheet));
    found.extend(quotation::find(sheet, thread));
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

/// What speaks in a span from end to end, if the stationery or another does.
pub(super) fn over(asides: &[Aside], span: Span) -> Option<AsideKind> {
    let at = asides.partition_point(|aside| aside.span.end < span.end);
    let aside = asides.get(at).filter(|aside| aside.kind != AsideKind::Wording)?;
    aside.span.contains(span).then_some(aside.kind)
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

//! The places in a passage that its themes and stances were read from.
//!
//! Who filters by a theme wants to see the words that earned it, though no word was asked for.

use std::fmt::Write;

use canvass_core::Span;

use crate::facets::{Kind, SEPARATOR, values};
use crate::query::Query;

/// Collects the places of one passage as one string, `kind:name:start-end` each, counted from the passage.
#[derive(Default)]
pub(crate) struct Evidence {
    within: Option<Span>,
    joined: String,
}

impl Evidence {
    /// Forgets everything and begins with the passage at `within`.
    pub(crate) fn begin(&mut self, within: Span) {
        self.within = Some(within);
        self.joined.clear();
    }

    /// Adds a place, if it lies in the passage.
    pub(crate) fn add(&mut self, kind: Kind, name: &str, span: Span) {
        let Some(within) = self.within.filter(|within| within.contains(span)) else { return };
        if !self.joined.is_empty() {
            self.joined.push(SEPARATOR);
        }
        kind.push_token(name, &mut self.joined);
        let (start, end) = (span.start - within.start, span.end - within.start);
        write!(self.joined, ":{start}-{end}").expect("strings can always be written");
    }

    /// The places, joined.
    pub(crate) fn as_str(&self) -> &str {
        &self.joined
    }
}

/// The places that satisfy the filters of `query`, each with the number of its filter:
/// themes are numbered before options.
pub(crate) fn spans(joined: &str, query: &Query) -> Vec<(usize, Span)> {
    let n_themes = query.themes.len();
    let themes = values(joined, Kind::Theme).filter_map(|value| place(value, &query.themes));
    let options: &[String] = if query.stances.is_empty() { &[] } else { &query.options };
    let stances = values(joined, Kind::Stance).filter_map(|value| place(value, options));
    themes.chain(stances.map(|(at, span)| (n_themes + at, span))).collect()
}

fn place(value: &str, asked: &[String]) -> Option<(usize, Span)> {
    let (name, range) = value.rsplit_once(':')?;
    let (start, end) = range.split_once('-')?;
    let at = asked.iter().position(|asked| asked == name)?;
    Some((at, Span { start: start.parse().ok()?, end: end.parse().ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_comes_out() {
        let mut evidence = Evidence::default();
        evidence.begin(Span::new(100, 200));
        evidence.add(Kind::Theme, "funding", Span::new(110, 117));
        evidence.add(Kind::Theme, "a:b", Span::new(120, 121));
        evidence.add(Kind::Stance, "option-1", Span::new(130, 150));
        evidence.add(Kind::Stance, "option-1", Span::new(190, 210));
        let mut query =
            Query { themes: vec!["a:b".into()], options: vec!["option-1".into()], ..Query::default() };
        assert_eq!(spans(evidence.as_str(), &query), [(0, Span::new(20, 21))]);
        query.stances.push("support".into());
        let both = [(0, Span::new(20, 21)), (1, Span::new(30, 50))];
        assert_eq!(spans(evidence.as_str(), &query), both);
    }
}

//! The numbers that the lists of an ODF text have come to, and which list goes on with which.

use std::collections::HashMap;

use crate::format::xml::Element;

use super::levels::{self, DEPTH, Level};
use super::styles::Styles;

/// The runs of numbers in a document.
#[derive(Default)]
pub(super) struct Lists {
    runs: Vec<Numbers>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    headings: Numbers,
}

/// The numbers that each level has come to.
type Numbers = [Option<u32>; DEPTH];

/// Where in a list something stands.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) style: String,
    pub(super) depth: usize,
    run: usize,
}

impl Lists {
    /// Takes up a list, inside another or by itself.
    pub(super) fn enter(&mut self, list: &Element, outer: Option<&Place>) -> Place {
        let style = list.attribute("style-name").or_else(|| outer.map(|outer| outer.style.clone()));
        let style = style.unwrap_or_default();
        let goes_on = list.attribute("continue-numbering").as_deref() == Some("true");
        let earlier = list.attribute("continue-list").and_then(|id| self.by_id.get(&id).copied());
        let earlier = earlier.or_else(|| self.by_style.get(&style).copied().filter(|_| goes_on));
        let run = outer.map(|outer| outer.run).or(earlier).unwrap_or_else(|| {
            self.runs.push(Numbers::default());
            self.runs.len() - 1
        });
        self.by_id.extend(list.attribute("id").map(|id| (id, run)));
        self.by_style.insert(style.clone(), run);
        Place { style, run, depth: outer.map_or(0, |outer| outer.depth + 1) }
    }

    /// Begins a level anew.
    pub(super) fn restart(&mut self, place: &Place) {
        let lower = self.runs.get_mut(place.run).and_then(|numbers| numbers.get_mut(place.depth..));
        lower.into_iter().flatten().for_each(|number| *number = None);
    }

    /// Counts an item, and gives the mark that shows before it.
    pub(super) fn count(&mut self, styles: &Styles, place: &Place, start: Option<u32>) -> Option<String> {
        let levels = styles.list(&place.style)?;
        count(self.runs.get_mut(place.run)?, levels, place.depth, start)
    }

    /// Counts a heading, and gives the number that shows before it.
    pub(super) fn count_heading(&mut self, styles: &Styles, heading: &Element) -> Option<String> {
        let depth = heading.number::<usize>("outline-level").unwrap_or(1).checked_sub(1)?;
        let restarts = heading.attribute("restart-numbering").as_deref() == Some("true");
        let start = heading.number("start-value").or(restarts.then_some(1));
        count(&mut self.headings, &styles.outline, depth, start)
    }
}

fn count(
    numbers: &mut Numbers,
    levels: &[Option<Level>],
    depth: usize,
    start: Option<u32>,
) -> Option<String> {
    let depth = depth.min(DEPTH - 1);
    let first = |at: usize| levels.get(at).and_then(Option::as_ref).map_or(1, |level| level.start);
    let next = numbers[depth].map_or(first(depth), |number| number.saturating_add(1));
    numbers[depth] = Some(start.unwrap_or(next));
    numbers[depth + 1..].fill(None);
    let shown: Vec<u32> = (0..=depth).map(|at| numbers[at].unwrap_or_else(|| first(at))).collect();
    levels::mark(levels, &shown)
}

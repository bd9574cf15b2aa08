//! The lists of a Word document, and the numbers that they have come to.

use std::collections::{HashMap, HashSet};

use crate::format::xml::Element;

use super::levels::{DEPTH, Level};
use super::styles::value;

/// The lists, by the ids that paragraphs name.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
}

/// A list that paragraphs name. Lists made from one pattern count on together.
struct List {
    pattern: String,
    levels: Vec<Option<Level>>,
    /// Numbers with which this list, and not its pattern, starts.
    starts: [Option<u32>; DEPTH],
}

/// The numbers that all lists have come to.
#[derive(Default)]
pub(super) struct Counters {
    numbers: HashMap<String, [Option<u32>; DEPTH]>,
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    pub(super) fn read(root: &Element) -> Self {
        let patterns = Patterns::read(root);
        let lists = root.children().filter(|child| child.name() == "num").filter_map(|list| {
            let pattern = value(list, &["abstractNumId"])?;
            let levels = patterns.levels(&pattern)?.to_vec();
            Some((list.attribute("numId")?, List::read(list, pattern, levels)))
        });
        Self { lists: lists.collect() }
    }

    /// The level that a paragraph style uses in a list.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let uses =
            |level: &Option<Level>| level.as_ref()?.paragraph_style.as_deref().map(|used| used == style);
        self.lists.get(list)?.levels.iter().position(|level| uses(level) == Some(true))
    }

    /// Counts one paragraph of a list, and gives the mark that shows before it.
    pub(super) fn count(&self, counters: &mut Counters, list: &str, depth: usize) -> Option<String> {
        let depth = depth.min(DEPTH - 1);
        let (id, list) = self.lists.get_key_value(list)?;
        let numbers = counters.numbers.entry(list.pattern.clone()).or_default();
        let start = |at: usize| list.starts[at].or(list.levels.get(at)?.as_ref().map(|level| level.start));
        let level = list.levels.get(depth)?.as_ref()?;
        let is_new = list.starts[depth].is_some() && counters.begun.insert((id.clone(), depth));
        numbers[depth] = match numbers[depth] {
            Some(number) if !is_new => Some(number.saturating_add(1)),
            _ => start(depth),
        };
        for (at, lower) in list.levels.iter().enumerate().skip(depth + 1) {
            if lower.as_ref().and_then(|lower| lower.restarts_below).is_some_and(|above| depth < above) {
                numbers[at] = None;
            }
        }
        let shown: Vec<u32> = (0..=depth).map(|at| numbers[at].or_else(|| start(at)).unwrap_or(1)).collect();
        level.mark(&list.levels, &shown)
    }
}

impl List {
    fn read(list: &Element, pattern: String, mut levels: Vec<Option<Level>>) -> Self {
        let mut starts = [None; DEPTH];
        for change in list.children().filter(|child| child.name() == "lvlOverride") {
            let Some(depth) = change.number::<usize>("ilvl").filter(|depth| *depth < DEPTH) else { continue };
            starts[depth] = value(change, &["startOverride"]).and_then(|start| start.parse().ok());
            if let Some(level) = change.child("lvl") {
                levels[depth] = Some(Level::read(level, depth));
            }
        }
        Self { pattern, levels, starts }
    }
}

/// The patterns that lists are made from, by their ids.
struct Patterns {
    levels: HashMap<String, Vec<Option<Level>>>,
    /// Patterns that only name a style for lists, and the patterns that define such a style.
    linked: HashMap<String, String>,
    defining: HashMap<String, String>,
}

impl Patterns {
    fn read(root: &Element) -> Self {
        let mut patterns = Self { levels: HashMap::new(), linked: HashMap::new(), defining: HashMap::new() };
        for pattern in root.children().filter(|child| child.name() == "abstractNum") {
            let Some(id) = pattern.attribute("abstractNumId") else { continue };
            if let Some(style) = value(pattern, &["numStyleLink"]) {
                patterns.linked.insert(id.clone(), style);
            }
            if let Some(style) = value(pattern, &["styleLink"]) {
                patterns.defining.insert(style, id.clone());
            }
            patterns.levels.insert(id, levels(pattern));
        }
        patterns
    }

    fn levels(&self, id: &str) -> Option<&[Option<Level>]> {
        let defining = self.linked.get(id).and_then(|style| self.defining.get(style));
        self.levels.get(defining.map_or(id, String::as_str)).map(Vec::as_slice)
    }
}

fn levels(pattern: &Element) -> Vec<Option<Level>> {
    let mut levels = vec![None; DEPTH];
    for level in pattern.children().filter(|child| child.name() == "lvl") {
        if let Some(depth) = level.number::<usize>("ilvl").filter(|depth| *depth < DEPTH) {
            levels[depth] = Some(Level::read(level, depth));
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::xml;

    const NUMBERING: &str = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/>
                <w:lvlText w:val="(%3)"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1">
            <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>
                <w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0FE;"/>
                <w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>
            <w:lvl w:ilvl="2"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
            <w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:lvlText w:val="Q%4:"/><w:suff w:val="nothing"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="6"><w:abstractNumId w:val="0"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
        <w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>
    </w:numbering>"#;

    #[track_caller]
    fn check(paragraphs: &[(&str, usize)], expect: &[Option<&str>]) {
        let numbering = Numbering::read(&xml::parse(NUMBERING).expect("well-formed"));
        let mut counters = Counters::default();
        let marks: Vec<_> =
            paragraphs.iter().map(|(list, depth)| numbering.count(&mut counters, list, *depth)).collect();
        assert_eq!(marks.iter().map(Option::as_deref).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn levels_count_within_each_other() {
        check(
            &[("5", 0), ("5", 1), ("5", 1), ("5", 2), ("5", 0), ("5", 1), ("5", 2)],
            &[
                Some("I. "),
                Some("1.1 "),
                Some("1.2 "),
                Some("(c) "),
                Some("II. "),
                Some("2.1 "),
                Some("(d) "),
            ],
        );
    }

    #[test]
    fn lists_of_one_pattern_count_on_unless_told_to_start() {
        check(
            &[("5", 0), ("6", 0), ("6", 0), ("5", 0)],
            &[Some("I. "), Some("VII. "), Some("VIII. "), Some("IX. ")],
        );
    }

    #[test]
    fn marks_that_are_no_numbers() {
        check(
            &[("8", 0), ("8", 1), ("8", 2), ("8", 3), ("9", 0), ("0", 0)],
            &[Some("- "), Some("☒ "), None, Some("Q1:"), None, None],
        );
    }
}

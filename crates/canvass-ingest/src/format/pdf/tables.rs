//! Tables with ruled borders: which cell of which row a piece of text stands in.

use unpdf::parser::TextSpan;

use super::rules::Rule;

/// Lines that miss one another by this little, in points, meet.
const NEAR: f32 = 2.5;
/// A row or a column narrower than this is a double line.
const NARROW: f32 = 6.0;
/// A line over this share of the table's width parts two rows; a shorter one parts cells of one.
const ROW: f32 = 0.6;

/// A table, from the lines it is drawn with.
#[derive(Debug)]
pub(super) struct Grid {
    left: f32,
    right: f32,
    /// From the highest to the lowest.
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    upper: f32,
    lower: f32,
    /// Left ends of the cells, and the right end of the last.
    borders: Vec<f32>,
}

/// A piece of a page: what stands between the tables, or a table's cells row by row.
pub(super) enum Part {
    Text(Vec<TextSpan>),
    Table(Vec<Vec<Vec<TextSpan>>>),
}

/// The tables of a page, from the highest to the lowest.
pub(super) fn find(rules: Vec<Rule>) -> Vec<Grid> {
    let mut grids: Vec<Grid> = together(rules).iter().filter_map(|rules| Grid::of(rules)).collect();
    grids.sort_by(|one, other| other.upper().total_cmp(&one.upper()));
    grids
}

/// Deals the text of a page to its tables and what lies between.
pub(super) fn part(mut grids: Vec<Grid>, spans: Vec<TextSpan>) -> Vec<Part> {
    // Text beside a table belongs to columns that the table is part of.
    grids.retain(|grid| !spans.iter().any(|span| grid.is_beside(span)));
    let mut texts: Vec<Vec<TextSpan>> = (0..=grids.len()).map(|_| Vec::new()).collect();
    let mut cells: Vec<_> = grids.iter().map(Grid::empty).collect();
    for span in spans {
        match grids.iter().enumerate().find_map(|(at, grid)| Some((at, grid.cell(&span)?))) {
            Some((at, (row, cell))) => cells[at][row][cell].push(span),
            None => texts[grids.iter().filter(|grid| grid.upper() > middle(&span).1).count()].push(span),
        }
    }
    let mut texts = texts.into_iter().map(Part::Text);
    let mut parts: Vec<Part> = texts.next().into_iter().collect();
    for (table, text) in cells.into_iter().zip(texts) {
        parts.extend([Part::Table(table), text]);
    }
    parts
}

impl Grid {
    /// None where the lines form less than two cells side by side.
    fn of(rules: &[Rule]) -> Option<Self> {
        let level = || rules.iter().filter(|rule| rule.is_level);
        let (left, right) = (least(level().map(|rule| rule.from))?, -least(level().map(|rule| -rule.to))?);
        let heights = apart(level().map(|rule| -rule.at).collect()).into_iter().map(|height| -height);
        let parts_rows = |height: &f32| {
            let here = level().filter(|rule| (rule.at - height).abs() < NEAR);
            covered(here.map(|rule| (rule.from, rule.to)).collect()) > ROW * (right - left)
        };
        let heights: Vec<f32> = heights.filter(parts_rows).collect();
        let rows = heights.windows(2).map(|pair| Row::of(rules, pair[0], pair[1], left, right));
        let rows: Vec<Row> = rows.filter(|row| row.upper - row.lower > NARROW).collect();
        rows.iter().any(|row| row.borders.len() > 2).then_some(Self { left, right, rows })
    }

    fn upper(&self) -> f32 {
        self.rows.first().map_or(0.0, |row| row.upper)
    }

    fn is_beside(&self, span: &TextSpan) -> bool {
        let (x, y) = middle(span);
        let lower = self.rows.last().map_or(0.0, |row| row.lower);
        (lower..self.upper()).contains(&y) && !(self.left - NEAR..self.right + NEAR).contains(&x)
    }

    fn cell(&self, span: &TextSpan) -> Option<(usize, usize)> {
        let (x, y) = middle(span);
        let at = self.rows.iter().position(|row| (row.lower..row.upper).contains(&y))?;
        let borders = &self.rows[at].borders;
        let inner = &borders[1..borders.len() - 1];
        (self.left - NEAR..self.right + NEAR)
            .contains(&x)
            .then(|| (at, inner.partition_point(|border| *border < x)))
    }

    fn empty(&self) -> Vec<Vec<Vec<TextSpan>>> {
        self.rows.iter().map(|row| row.borders[1..].iter().map(|_| Vec::new()).collect()).collect()
    }
}

impl Row {
    fn of(rules: &[Rule], upper: f32, lower: f32, left: f32, right: f32) -> Self {
        let middle = f32::midpoint(upper, lower);
        let crosses = |rule: &&Rule| !rule.is_level && rule.from < middle && middle < rule.to;
        let mut borders: Vec<f32> = rules.iter().filter(crosses).map(|rule| rule.at).collect();
        borders.extend([left, right]);
        let mut borders = apart(borders);
        borders.dedup_by(|next, last| *next - *last < NARROW);
        if borders.len() < 2 {
            borders = vec![left, right];
        }
        Self { upper, lower, borders }
    }
}

/// Where most of a piece of text stands.
fn middle(span: &TextSpan) -> (f32, f32) {
    (span.x + span.ink_width.unwrap_or(span.width) / 2.0, span.y + span.font_size * 0.3)
}

/// Lines that meet, directly or through others.
fn together(mut rules: Vec<Rule>) -> Vec<Vec<Rule>> {
    let mut groups = Vec::new();
    while let Some(first) = rules.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            let (near, far) = rules.into_iter().partition::<Vec<Rule>, _>(|rule| meet(&group[at], rule));
            group.extend(near);
            rules = far;
            at += 1;
        }
        groups.push(group);
    }
    groups
}

fn meet(one: &Rule, other: &Rule) -> bool {
    let within = |at: f32, rule: &Rule| (rule.from - NEAR..rule.to + NEAR).contains(&at);
    if one.is_level == other.is_level {
        (one.at - other.at).abs() < NEAR && one.from < other.to + NEAR && other.from < one.to + NEAR
    } else {
        within(one.at, other) && within(other.at, one)
    }
}

/// Ascending, those near one another made one.
fn apart(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, last| *next - *last < NEAR);
    places
}

fn least(places: impl Iterator<Item = f32>) -> Option<f32> {
    places.min_by(f32::total_cmp)
}

/// How much some intervals cover together.
fn covered(mut intervals: Vec<(f32, f32)>) -> f32 {
    intervals.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut reach = f32::MIN;
    let mut sum = 0.0;
    for (from, to) in intervals {
        sum += (to - from.max(reach)).max(0.0);
        reach = reach.max(to);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(level: &[f32], upright: &[f32]) -> Vec<Rule> {
        let (left, right) = (upright[0], upright[upright.len() - 1]);
        let (lower, upper) = (level[0], level[level.len() - 1]);
        let level = level.iter().map(|at| Rule { is_level: true, at: *at, from: left, to: right });
        let upright = upright.iter().map(|at| Rule { is_level: false, at: *at, from: lower, to: upper });
        level.chain(upright).collect()
    }

    fn span(text: &str, x: f32, y: f32) -> TextSpan {
        TextSpan { width: 10.0, ..TextSpan::new(text.to_owned(), x, y, 10.0, String::new()) }
    }

    #[track_caller]
    fn check(rules: Vec<Rule>, spans: &[(&str, f32, f32)], expected: &[&str]) {
        let spans = spans.iter().map(|(text, x, y)| span(text, *x, *y)).collect();
        let show =
            |spans: &Vec<TextSpan>| spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ");
        let rows = |row: &Vec<Vec<TextSpan>>| row.iter().map(show).collect::<Vec<_>>().join("|");
        let parts = part(find(rules), spans);
        let found: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Part::Text(spans) => show(spans),
                Part::Table(table) => table.iter().map(rows).collect::<Vec<_>>().join("/"),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cells_hold_what_stands_in_them() {
        check(
            rules(&[100.0, 150.0, 200.0], &[50.0, 150.0, 250.0]),
            &[
                ("a", 60.0, 170.0),
                ("b", 160.0, 170.0),
                ("c", 60.0, 120.0),
                ("above", 60.0, 300.0),
                ("below", 60.0, 20.0),
            ],
            &["above", "a|b/c|", "below"],
        );
    }

    #[test]
    fn a_frame_is_no_table() {
        check(rules(&[100.0, 200.0], &[50.0, 250.0]), &[("a", 60.0, 150.0)], &["a"]);
    }

    #[test]
    fn text_beside_it_shows_that_a_table_stands_in_a_column() {
        check(
            rules(&[100.0, 150.0, 200.0], &[50.0, 150.0, 250.0]),
            &[("a", 60.0, 170.0), ("beside", 300.0, 120.0)],
            &["a beside"],
        );
    }
}

//! Running heads, feet and page numbers: told by coming back in one place, and set apart from the text.

use std::collections::HashMap;

use super::page::{Line, Page};

/// Share of the page's height, at the top and at the bottom, in which they stand.
const MARGIN: f32 = 0.12;
/// Two heights that differ less, in points, are one.
const SAME_PLACE: f32 = 3.0;
/// In how many pages a line comes back at least.
const FEWEST: usize = 2;

/// Puts every page's head before its lines and its foot behind them.
pub(super) fn set_apart(pages: &mut [Page]) {
    let known = repeated(pages);
    for page in pages {
        let lines = std::mem::take(&mut page.lines);
        let side = |line: &Line| side(&page.height, line).filter(|_| known.contains_key(&form(line)));
        let recurs =
            |line: &Line| known.get(&form(line)).is_some_and(|places| at_one_place(places, line.y) >= FEWEST);
        let (mut head, mut body, mut foot) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            match side(&line).filter(|_| recurs(&line)) {
                Some(Side::Top) => head.push(line),
                Some(Side::Bottom) => foot.push(line),
                None => body.push(line),
            }
        }
        (page.head, page.foot) = (head.len(), foot.len());
        page.lines = [head, body, foot].concat();
    }
}

#[derive(Clone, Copy)]
enum Side {
    Top,
    Bottom,
}

fn side(height: &std::ops::Range<f32>, line: &Line) -> Option<Side> {
    let margin = (height.end - height.start) * MARGIN;
    if line.y > height.end - margin {
        Some(Side::Top)
    } else if line.y < height.start + margin {
        Some(Side::Bottom)
    } else {
        None
    }
}

/// Heights of the lines in the margins, by form.
fn repeated(pages: &[Page]) -> HashMap<String, Vec<f32>> {
    let mut places: HashMap<String, Vec<f32>> = HashMap::new();
    for page in pages {
        for line in page.lines.iter().filter(|line| side(&page.height, line).is_some()) {
            places.entry(form(line)).or_default().push(line.y);
        }
    }
    places
}

fn at_one_place(places: &[f32], y: f32) -> usize {
    places.iter().filter(|place| (**place - y).abs() < SAME_PLACE).count()
}

/// A line's text, whatever its figures.
fn form(line: &Line) -> String {
    let mut form = String::with_capacity(line.text.len());
    for mark in line.text.chars() {
        let mark = if mark.is_numeric() { '0' } else { mark };
        if !(mark == '0' && form.ends_with('0')) {
            form.push(mark);
        }
    }
    form
}

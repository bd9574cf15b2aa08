//! Bars drawn as SVG: to be seen, while the table beside them is to be read.

use maud::{Markup, html};

/// Units across, stretched to the width there is.
const WIDTH: f64 = 1000.0;

const CLASSES: [&str; 4] = ["oppose", "mixed", "unclear", "support"];

/// A bar around a middle line: those against to the left, those for to the right, the undecided across it.
///
/// It is as long as the whole of its row, so that rows of any size can be compared. `counts` are opposition, mixed,
/// unclear and support, in responses.
pub(crate) fn diverging(label: &str, counts: [u64; 4]) -> Markup {
    let middle = WIDTH / 2.0;
    html! {
        svg class="chart" role="img" aria-label=(label) viewBox=(format!("0 0 {WIDTH} 16")) preserveAspectRatio="none" {
            @for (class, left, width) in parts(counts, middle) {
                rect class=(class) x=(tenths(left)) y="2" width=(tenths(width)) height="12" {}
            }
            line class="middle" x1=(middle) x2=(middle) y1="0" y2="16" {}
        }
    }
}

/// Class, left edge and width of every part that is there.
fn parts(counts: [u64; 4], middle: f64) -> Vec<(&'static str, f64, f64)> {
    let all: u64 = counts.iter().sum();
    if all == 0 {
        return Vec::new();
    }
    let unit = middle / all as f64;
    let [oppose, mixed, unclear, _] = counts.map(|count| count as f64 * unit);
    let mut left = middle - oppose - f64::midpoint(mixed, unclear);
    let mut parts = Vec::new();
    for (class, count) in CLASSES.into_iter().zip(counts) {
        let width = count as f64 * unit;
        if count > 0 {
            parts.push((class, left, width));
        }
        left += width;
    }
    parts
}

/// A bar as long as a share of the whole, for the cell of a table.
pub(crate) fn bar(share: Option<f64>, class: &str) -> Markup {
    let width = share.unwrap_or(0.0) * 120.0;
    html! {
        svg class="bar" aria-hidden="true" viewBox="0 0 120 12" {
            rect class="track" width="120" height="12" {}
            rect class=(class) width=(tenths(width)) height="12" {}
        }
    }
}

fn tenths(length: f64) -> String {
    format!("{length:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_undecided_stand_across_the_middle() {
        let parts = parts([2, 0, 4, 4], 100.0);
        assert_eq!(parts, [("oppose", 60.0, 20.0), ("unclear", 80.0, 40.0), ("support", 120.0, 40.0)]);
    }

    #[test]
    fn nobody_is_no_bar() {
        assert!(parts([0; 4], 100.0).is_empty());
    }
}

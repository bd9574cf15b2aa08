//! The straight lines drawn on a page, level and upright.

use unpdf::parser::backend::{ContentOp, PageId, PdfBackend, PdfValue};

use super::backend::Backend;

/// A rectangle thinner than this, in points, is a line.
const THIN: f32 = 3.0;
/// A line that leans no more than this is straight.
const STRAIGHT: f32 = 0.5;
/// A page with more lines is a drawing.
const MOST: usize = 3000;
const DEEPEST: usize = 64;

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) is_level: bool,
    /// Its height, or its distance from the left edge.
    pub(super) at: f32,
    /// Where it begins and ends along the other direction.
    pub(super) from: f32,
    pub(super) to: f32,
}

type Point = (f32, f32);
type Matrix = [f32; 6];

/// The lines of a page's own content; none where there are too many for tables.
pub(super) fn of(backend: &Backend, page: PageId) -> Vec<Rule> {
    let content = backend.page_content_with_losses(page).map(|content| content.data);
    let Ok(operations) = content.and_then(|data| backend.decode_content(&data)) else { return Vec::new() };
    let mut pen = Pen { matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], ..Pen::default() };
    for operation in &operations {
        pen.draw(operation);
    }
    if pen.rules.len() > MOST { Vec::new() } else { pen.rules }
}

/// What has been drawn so far.
#[derive(Default)]
struct Pen {
    matrix: Matrix,
    saved: Vec<Matrix>,
    at: Point,
    start: Point,
    /// Sides of the path that is not yet painted.
    path: Vec<(Point, Point)>,
    rules: Vec<Rule>,
}

impl Pen {
    fn draw(&mut self, operation: &ContentOp) {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(number).collect();
        match (operation.operator.as_str(), &numbers[..]) {
            ("q", _) if self.saved.len() < DEEPEST => self.saved.push(self.matrix),
            ("Q", _) => self.matrix = self.saved.pop().unwrap_or(self.matrix),
            ("cm", numbers) => {
                self.matrix =
                    Matrix::try_from(numbers).map_or(self.matrix, |matrix| product(matrix, self.matrix));
            }
            ("m", &[x, y]) => (self.at, self.start) = ((x, y), (x, y)),
            ("l", &[x, y]) => self.line_to((x, y)),
            ("h", _) => self.line_to(self.start),
            ("re", &[x, y, width, height]) => self.rectangle((x, y), (x + width, y + height)),
            ("S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*", _) => self.paint(),
            ("n", _) => self.path.clear(),
            _ => {}
        }
    }

    fn line_to(&mut self, to: Point) {
        self.path.push((self.placed(self.at), self.placed(to)));
        self.at = to;
    }

    fn rectangle(&mut self, one: Point, other: Point) {
        let corners = [one, (other.0, one.1), other, (one.0, other.1), one];
        for side in corners.windows(2) {
            self.path.push((self.placed(side[0]), self.placed(side[1])));
        }
    }

    fn placed(&self, (x, y): Point) -> Point {
        let (turned, moved) = (turned(&self.matrix, (x, y)), &self.matrix[4..]);
        (turned.0 + moved[0], turned.1 + moved[1])
    }

    fn paint(&mut self) {
        self.rules.extend(self.path.drain(..).filter_map(|(one, other)| rule(one, other)));
    }
}

fn number(value: &PdfValue) -> Option<f32> {
    unpdf::parser::backend::get_number_from_value(value)
}

/// First `one`, then `other`.
fn product(one: Matrix, other: Matrix) -> Matrix {
    let [across, up, moved] = [0, 2, 4].map(|at| turned(&other, (one[at], one[at + 1])));
    [across.0, across.1, up.0, up.1, moved.0 + other[4], moved.1 + other[5]]
}

/// A point, turned and stretched but not moved.
fn turned(matrix: &Matrix, (x, y): Point) -> Point {
    (matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y)
}

/// The line from one point to another, where it is straight and long enough to be more than the end of one.
fn rule(one: Point, other: Point) -> Option<Rule> {
    let (width, height) = ((one.0 - other.0).abs(), (one.1 - other.1).abs());
    let sorted = |one: f32, other: f32| (one.min(other), one.max(other));
    if height < STRAIGHT && width > THIN {
        let (from, to) = sorted(one.0, other.0);
        Some(Rule { is_level: true, at: one.1, from, to })
    } else if width < STRAIGHT && height > THIN {
        let (from, to) = sorted(one.1, other.1);
        Some(Rule { is_level: false, at: one.0, from, to })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_that_was_moved_has_four_sides() {
        let operation = |operator: &str, numbers: &[f32]| {
            let operands = numbers.iter().map(|number| PdfValue::Real(*number)).collect();
            ContentOp::new(operator, operands)
        };
        let mut pen = Pen { matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], ..Pen::default() };
        for operation in [
            operation("q", &[]),
            operation("cm", &[2.0, 0.0, 0.0, 2.0, 10.0, 0.0]),
            operation("re", &[0.0, 0.0, 50.0, 20.0]),
            operation("S", &[]),
            operation("Q", &[]),
            operation("re", &[0.0, 0.0, 9.0, 9.0]),
            operation("n", &[]),
        ] {
            pen.draw(&operation);
        }
        let level: Vec<Rule> = pen.rules.iter().copied().filter(|rule| rule.is_level).collect();
        assert_eq!(pen.rules.len(), 4);
        assert_eq!(level[0], Rule { is_level: true, at: 0.0, from: 10.0, to: 110.0 });
        assert_eq!(level[1], Rule { at: 40.0, ..level[0] });
    }
}

//! Lists that count their items.

use super::super::numeral::{self, Numeral};
use super::style::property;
use super::tree::Element;

/// An open list.
pub(super) struct List {
    /// None has bullets.
    numeral: Option<Numeral>,
    next: i64,
    step: i64,
}

impl List {
    /// The list an element opens; `n_items` tells how many items it has.
    pub(super) fn new(element: &Element, n_items: impl FnOnce() -> usize) -> Self {
        let is_ordered = element.name() == "ol";
        let plain = is_ordered.then_some(Numeral::Decimal);
        let is_reversed = element.attribute("reversed").is_some();
        let first = if is_reversed { i64::try_from(n_items()).unwrap_or(1) } else { 1 };
        Self {
            numeral: named(element).unwrap_or(plain),
            next: number(element, "start").unwrap_or(first),
            step: if is_reversed { -1 } else { 1 },
        }
    }

    /// The marker of the next item.
    pub(super) fn next(&mut self, item: &Element) -> String {
        let number = number(item, "value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let Some(numeral) = named(item).unwrap_or(self.numeral) else { return "- ".to_owned() };
        match u32::try_from(number) {
            Ok(number) => format!("{}. ", numeral::write(number, numeral)),
            Err(_) => format!("{number}. "),
        }
    }
}

fn number(element: &Element, attribute: &str) -> Option<i64> {
    element.attribute(attribute)?.trim().parse().ok()
}

/// How an element asks items to be counted, if it does; the inner none is for bullets.
#[expect(clippy::option_option, reason = "an element may ask for numbers, for bullets, or not at all")]
fn named(element: &Element) -> Option<Option<Numeral>> {
    let style = property(element, "list-style-type").or_else(|| property(element, "list-style"));
    let name = style.or_else(|| element.attribute("type"))?;
    Some(Some(match name.split_ascii_whitespace().next()? {
        "1" | "decimal" => Numeral::Decimal,
        "decimal-leading-zero" => Numeral::PaddedDecimal,
        "a" | "lower-alpha" | "lower-latin" => Numeral::LowerLetter,
        "A" | "upper-alpha" | "upper-latin" => Numeral::UpperLetter,
        "i" | "lower-roman" => Numeral::LowerRoman,
        "I" | "upper-roman" => Numeral::UpperRoman,
        "disc" | "circle" | "square" => return Some(None),
        _ => return None,
    }))
}

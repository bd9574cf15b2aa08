//! What the attributes of an element say about how it shows.

use super::tree::Element;

/// The value of a property in the element's own style.
pub(super) fn property<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let declarations = element.attribute("style")?.rsplit(';');
    let mut pairs = declarations.filter_map(|declaration| declaration.split_once(':'));
    pairs.find(|(property, _)| property.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Whether a property begins with that value.
pub(super) fn is(element: &Element, name: &str, value: &str) -> bool {
    property(element, name)
        .and_then(|found| found.get(..value.len()))
        .is_some_and(|found| found.eq_ignore_ascii_case(value))
}

/// Whether one of the element's classes is that, or begins with it where it ends in `*`.
pub(super) fn has_class(element: &Element, class: &str) -> bool {
    let mut classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
    match class.strip_suffix('*') {
        Some(start) => classes.any(|found| found.starts_with(start)),
        None => classes.any(|found| found == class),
    }
}

/// Whether an attribute is there and has that value, in any case.
pub(super) fn attribute_is(element: &Element, name: &str, value: &str) -> bool {
    element.attribute(name).is_some_and(|found| found.trim().eq_ignore_ascii_case(value))
}

/// Whether the page does not show the element, or hides it from those who listen to it.
pub(super) fn is_hidden(element: &Element) -> bool {
    element.attribute("hidden").is_some()
        || attribute_is(element, "aria-hidden", "true")
        || is(element, "display", "none")
        || is(element, "visibility", "hidden")
        || element.name() == "dialog" && element.attribute("open").is_none()
}

/// The font family the element names, if it names one.
pub(super) fn font_family(element: &Element) -> Option<&str> {
    let named = property(element, "mso-symbol-font-family")
        .or_else(|| property(element, "font-family"))
        .or_else(|| element.attribute("face"))
        .or_else(|| property(element, "font"))?;
    let first = named.split(',').next().unwrap_or(named);
    // The short form names the size and more before the family.
    let family = first.rsplit_once(['"', '\'']).map_or(first, |(before, _)| before);
    Some(family.rsplit(['"', '\'']).next().unwrap_or(family))
}

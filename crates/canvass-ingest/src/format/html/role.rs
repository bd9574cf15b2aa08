//! What part each element plays in the text: most of what HTML means to us is this one table.

use super::style::{attribute_is, has_class, is, is_hidden, property};
use super::tree::{Element, Tree};

/// The part an element plays.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// Not shown, or not part of what somebody wrote here.
    Unseen,
    /// Part of the line around it.
    Inline,
    /// Stands on lines of its own.
    Block,
    /// Stands in a paragraph of its own.
    Paragraph,
    /// A paragraph that Word made a list item of.
    WordItem,
    /// The number or bullet of such an item.
    WordMarker,
    /// A number or bullet that `LibreOffice` writes into an item, besides the one of the list.
    FloatingMarker,
    /// A heading; tables that hold one only place things on the page.
    Heading,
    /// The main matter of a page: headers and footers in it are part of the text.
    Article,
    LineBreak,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    /// Goes between quotation marks.
    Spoken,
    /// Stands apart from the words beside it.
    Apart,
    /// A text box of a form.
    Preformatted,
    /// A box to tick.
    Box {
        ticked: bool,
    },
    /// A field with what was typed in, or a picture of a character.
    Words(&'a str),
}

/// How much of a page is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What somebody wrote, without the furniture of the page.
    Content,
    /// All that is text, for pages that hide everything.
    Everything,
}

/// Whether the page is one of a website, with furniture around its main matter.
pub(super) fn is_site(tree: &Tree) -> bool {
    tree.elements().any(|element| match element.name() {
        "main" => true,
        "nav" => !attribute_is(element, "role", "doc-toc"),
        _ => attribute_is(element, "role", "main") || attribute_is(element, "role", "navigation"),
    })
}

/// The part the element plays.
pub(super) fn of(element: &Element) -> Role<'_> {
    if let Some(role) = of_form(element).or_else(|| of_word(element)) {
        return role;
    }
    match element.name() {
        "br" => Role::LineBreak,
        "p" | "form" | "fieldset" | "section" | "hr" | "figure" | "dl" | "caption" => Role::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "main" | "article" => Role::Article,
        "pre" | "listing" | "plaintext" | "xmp" => Role::Preformatted,
        "blockquote" => {
            if is_quotation(element) {
                Role::Quote
            } else {
                Role::Paragraph
            }
        }
        "ul" | "ol" | "menu" | "dir" => Role::List,
        "li" => Role::Item,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "q" => Role::Spoken,
        "img" => Role::Words(picture(element)),
        "address" | "aside" | "body" | "center" | "dd" | "details" | "div" | "dt" | "figcaption"
        | "footer" | "header" | "hgroup" | "html" | "legend" | "summary" => Role::Block,
        "span" if is(element, "float", "left") && property(element, "min-width").is_some() => {
            Role::FloatingMarker
        }
        _ if is(element, "display", "block") => Role::Block,
        _ => Role::Inline,
    }
}

/// Whether an element is left out whatever it holds.
pub(super) fn is_never_text(element: &Element) -> bool {
    let name = element.name();
    matches!(name, "head" | "script" | "style" | "template" | "title" | "datalist" | "rp" | "rt" | "xml")
        || matches!(name, "svg" | "iframe" | "noframes" | "noembed" | "audio" | "video" | "canvas")
        || name == "input" && attribute_is(element, "type", "hidden")
}

/// Whether an element is left out of the content of a page.
pub(super) fn is_left_out(element: &Element) -> bool {
    matches!(element.name(), "noscript" | "button" | "nav" | "search" | "del")
        || is_hidden(element)
        || ["navigation", "search", "doc-backlink"].iter().any(|role| attribute_is(element, "role", role))
        || is_struck(element)
        || is_page_margin(element)
        || is_word_comment(element)
}

/// Whether a line is drawn through what the element holds.
pub(super) fn is_struck(element: &Element) -> bool {
    let decorations = ["text-decoration", "text-decoration-line"].into_iter();
    matches!(element.name(), "s" | "strike")
        || decorations.filter_map(|name| property(element, name)).any(|line| line.contains("line-through"))
}

/// Whether an element is furniture of a website, where it does not stand in the main matter.
pub(super) fn is_furniture(element: &Element) -> bool {
    let has_role = |role| attribute_is(element, "role", role);
    let is_notes = has_role("doc-endnotes") || has_role("doc-footnote") || has_class(element, "footnotes");
    !is_notes
        && (matches!(element.name(), "header" | "footer" | "aside")
            || ["banner", "contentinfo", "complementary"].into_iter().any(has_role))
}

/// Headers and footers of pages, as `LibreOffice` and Word save them.
fn is_page_margin(element: &Element) -> bool {
    element.name() == "div"
        && (attribute_is(element, "title", "header")
            || attribute_is(element, "title", "footer")
            || is(element, "mso-element", "header")
            || is(element, "mso-element", "footer"))
}

fn is_word_comment(element: &Element) -> bool {
    is(element, "mso-element", "comment")
        || has_class(element, "msocomanchor")
        || has_class(element, "MsoCommentReference")
}

fn of_form(element: &Element) -> Option<Role<'_>> {
    let ticked = |attribute| attribute_is(element, attribute, "true");
    if ["checkbox", "radio"].iter().any(|role| attribute_is(element, "role", role)) {
        return element.attribute("aria-checked").map(|_| Role::Box { ticked: ticked("aria-checked") });
    }
    match element.name() {
        "input" => Some(of_input(element)),
        "textarea" => Some(Role::Preformatted),
        // What is not chosen was not said.
        "option" if element.attribute("selected").is_none() => Some(Role::Unseen),
        "option" => Some(Role::Apart),
        _ => None,
    }
}

fn of_input(element: &Element) -> Role<'_> {
    let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
    match kind.as_str() {
        "checkbox" | "radio" => Role::Box { ticked: element.attribute("checked").is_some() },
        "submit" | "button" | "reset" | "image" | "hidden" | "password" | "file" | "color" | "range" => {
            Role::Unseen
        }
        _ => Role::Words(element.attribute("value").unwrap_or_default()),
    }
}

fn of_word(element: &Element) -> Option<Role<'_>> {
    let list = property(element, "mso-list");
    if list.is_some_and(|list| list.eq_ignore_ascii_case("ignore")) {
        return Some(Role::WordMarker);
    }
    let is_item = list.is_some_and(|list| !list.eq_ignore_ascii_case("none"))
        || has_class(element, "MsoListParagraph*")
        || has_class(element, "MsoListBullet*")
        || has_class(element, "MsoListNumber*");
    (is_item && matches!(element.name(), "p" | "div")).then_some(Role::WordItem)
}

/// Whether a block quote quotes. Mail programs also indent with it, and then take its border away.
fn is_quotation(element: &Element) -> bool {
    let is_cited = attribute_is(element, "type", "cite") || has_class(element, "gmail_quote");
    let is_indent = is(element, "border", "none") || is(element, "border", "medium none");
    is_cited || !is_indent
}

/// What a picture of a character stands for: mail programs send emoji so. Other pictures say nothing.
fn picture(element: &Element) -> &str {
    let told = element.attribute("alt").unwrap_or_default();
    let is_sign =
        told.chars().count() <= 8 && !told.contains(|mark: char| mark.is_ascii() || mark.is_alphabetic());
    if is_sign { told } else { "" }
}

//! XML as a tree that borrows from its text, bounded in depth and in size.
//!
//! Names are local names: writers choose their own prefixes, and in the documents read here no two
//! vocabularies give one name to things that must be told apart.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Deeper nesting is an attack, or damage.
const DEEPEST: usize = 512;
/// More nodes than the largest letters have, and few enough to hold in memory.
const MOST_NODES: usize = 4_000_000;

/// Why a text is refused that declares entities: they may come to any size, no office program declares one, and what
/// they stand for would be lost.
pub(super) const BOMB: &str = "its XML declares entities of its own, as XML bombs do; the limit is 0";

/// An element and everything inside it.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    nodes: Vec<Node<'x>>,
}

/// What stands inside an element, in order.
pub(super) enum Node<'x> {
    Element(Element<'x>),
    Text(Cow<'x, str>),
}

/// The root element of an XML text.
pub(super) fn parse(xml: &str) -> Result<Element<'_>, String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = Vec::new();
    let mut n_nodes = 0;
    loop {
        let event = reader.read_event().map_err(|error| format!("damaged: {error}"))?;
        n_nodes += 1;
        if n_nodes > MOST_NODES || open.len() > DEEPEST {
            return Err("damaged: nested too deeply, or of too many parts".to_owned());
        }
        let closed = match event {
            Event::Start(start) => {
                open.push(Element { start, nodes: Vec::new() });
                continue;
            }
            Event::Empty(start) => Node::Element(Element { start, nodes: Vec::new() }),
            Event::End(_) => match open.pop() {
                Some(element) => Node::Element(element),
                None => continue,
            },
            Event::Text(text) => Node::Text(text.into_inner()),
            Event::CData(text) => Node::Text(text.into_inner()),
            Event::GeneralRef(reference) => Node::Text(resolve(&reference).into()),
            Event::DocType(doctype) if declares_entities(doctype.as_bytes()) => return Err(BOMB.to_owned()),
            Event::Eof => return Err("damaged: the XML breaks off".to_owned()),
            _ => continue,
        };
        match (open.last_mut(), closed) {
            (Some(parent), node) => parent.nodes.push(node),
            (None, Node::Element(root)) => return Ok(root),
            (None, Node::Text(_)) => {}
        }
    }
}

/// Whether a document type, or the beginning of a text that may have one, declares entities.
pub(super) fn declares_entities(doctype: &[u8]) -> bool {
    memchr::memmem::find(doctype, b"<!ENTITY").is_some()
}

/// The character that a reference names; other entities stay unknown, so none can expand.
fn resolve(reference: &BytesRef) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => letter.into(),
        _ => quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

impl<'x> Element<'x> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut known = attributes.with_checks(false).flatten();
        let found = known.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let value = quick_xml::escape::unescape(&found.value).ok();
        Some(value.map_or_else(|| found.value.clone().into_owned(), Cow::into_owned))
    }

    /// An attribute as a number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Everything directly inside, text and elements.
    pub(super) fn nodes(&self) -> &[Node<'x>] {
        &self.nodes
    }

    /// The elements directly inside.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element<'x>> {
        self.nodes().iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name directly inside.
    pub(super) fn child(&self, name: &str) -> Option<&Element<'x>> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element of each name inside the one before.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element<'x>> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Whether an element of one of these names is anywhere inside.
    pub(super) fn holds(&self, names: &[&str]) -> bool {
        self.children().any(|child| names.contains(&child.name()) || child.holds(names))
    }

    /// The text directly inside.
    pub(super) fn text(&self) -> String {
        let texts = self.nodes().iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_ref()),
            Node::Element(_) => None,
        });
        texts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_attributes_and_text_are_found() {
        let root =
            parse("<?xml version='1.0'?><a:p b:x='1 &amp; 2'>R&amp;D&#8217;s <c/><![CDATA[<d>]]></a:p>");
        let root = root.expect("well-formed");
        assert_eq!(root.name(), "p");
        assert_eq!(root.attribute("x").as_deref(), Some("1 & 2"));
        assert_eq!(root.text(), "R&D’s <d>");
        assert!(root.child("c").is_some());
    }

    #[test]
    fn depth_is_bounded_and_entities_do_not_expand() {
        assert!(parse(&"<a>".repeat(600)).is_err());
        assert!(parse(&("<a>".repeat(500) + &"</a>".repeat(500))).is_ok());
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>x&b;&b;y</a>";
        assert_eq!(parse(bomb).err().as_deref(), Some(BOMB));
        assert_eq!(parse("<!DOCTYPE a PUBLIC 'x' 'a.dtd'><a>x&b;y</a>").expect("well-formed").text(), "xy");
    }

    #[test]
    fn what_is_not_whole_is_damaged() {
        for xml in ["", "plain text", "<a>", "<a></b>", "<a"] {
            assert!(parse(xml).err().expect(xml).starts_with("damaged"));
        }
    }
}

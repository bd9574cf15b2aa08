//! The tree of an HTML page, as flat as possible: nodes in one list, linked by their places in it.
//!
//! `html5ever` decides what the markup means; here it is only kept. Comments leave no trace.

mod gardener;

use std::rc::Rc;

use html5ever::tree_builder::NodeOrText;
use html5ever::{Attribute, QualName};

pub(super) use gardener::{Gardener, Handle};

/// The place of a node in the tree.
pub(super) type NodeId = usize;

/// Where the document hangs.
pub(super) const ROOT: NodeId = 0;
/// Where everything hangs that is never shown: the contents of templates.
const LIMBO: NodeId = 1;

/// Nodes, linked as parents, children and siblings.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    content: Content,
    /// Elements around it when it was placed.
    depth: usize,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

/// What a node is.
pub(super) enum Content {
    /// The document, a comment, or something else without text.
    Nothing,
    Text(String),
    Element(Element),
}

/// An element with its attributes.
pub(super) struct Element {
    name: Rc<QualName>,
    attributes: Vec<Attribute>,
}

impl Element {
    /// Its name, in lower case.
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
    }
}

impl Tree {
    pub(super) fn content(&self, node: NodeId) -> &Content {
        &self.nodes[node].content
    }

    pub(super) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node].first
    }

    pub(super) fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node].next
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node].parent
    }

    /// Every element there is, in the order in which they were opened.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match &node.content {
            Content::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The nodes below one that are elements of that name, not looking deeper.
    pub(super) fn children_named(&self, node: NodeId, name: &str) -> usize {
        let children = std::iter::successors(self.first_child(node), |child| self.next_sibling(*child));
        let is_named =
            |child: &NodeId| matches!(self.content(*child), Content::Element(found) if found.name() == name);
        children.filter(is_named).count()
    }

    /// All text below a node, if that is no more than `most` bytes in as many nodes.
    pub(super) fn short_text(&self, node: NodeId, most: usize) -> Option<String> {
        let mut text = String::new();
        let mut open: Vec<NodeId> = self.first_child(node).into_iter().collect();
        for _ in 0..=most {
            let Some(at) = open.pop() else { return Some(text) };
            if let Content::Text(found) = self.content(at) {
                text.push_str(found.get(..found.len().min(most + 1)).unwrap_or(found));
            }
            if text.len() > most {
                return None;
            }
            open.extend(self.next_sibling(at));
            open.extend(self.first_child(at));
        }
        None
    }

    fn new() -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.add(Content::Nothing);
        tree.add(Content::Nothing);
        tree
    }

    fn add(&mut self, content: Content) -> NodeId {
        let (parent, previous, next, first, last) = (None, None, None, None, None);
        self.nodes.push(Node { content, depth: 0, parent, previous, next, first, last });
        self.nodes.len() - 1
    }

    fn detach(&mut self, node: NodeId) {
        let Node { parent, previous, next, .. } = self.nodes[node];
        match (previous, parent) {
            (Some(previous), _) => self.nodes[previous].next = next,
            (None, Some(parent)) => self.nodes[parent].first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self.nodes[next].previous = previous,
            (None, Some(parent)) => self.nodes[parent].last = previous,
            (None, None) => {}
        }
        let detached = &mut self.nodes[node];
        (detached.parent, detached.previous, detached.next) = (None, None, None);
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent].last.replace(child);
        match last {
            Some(last) => self.nodes[last].next = Some(child),
            None => self.nodes[parent].first = Some(child),
        }
        self.nodes[child].depth = self.nodes[parent].depth + 1;
        (self.nodes[child].parent, self.nodes[child].previous) = (Some(parent), last);
    }

    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Node { parent, previous, .. } = self.nodes[sibling];
        match (previous, parent) {
            (Some(previous), _) => self.nodes[previous].next = Some(child),
            (None, Some(parent)) => self.nodes[parent].first = Some(child),
            (None, None) => {}
        }
        self.nodes[sibling].previous = Some(child);
        self.nodes[child].depth = self.nodes[sibling].depth;
        let inserted = &mut self.nodes[child];
        (inserted.parent, inserted.previous, inserted.next) = (parent, previous, Some(sibling));
    }

    /// The node to insert; text is joined to text that stands before it, and needs none.
    fn taken(&mut self, child: NodeOrText<Handle>, before: Option<NodeId>) -> Option<NodeId> {
        let text = match child {
            NodeOrText::AppendNode(handle) => return Some(handle.id),
            NodeOrText::AppendText(text) => text,
        };
        if let Some(Content::Text(written)) = before.map(|before| &mut self.nodes[before].content) {
            written.push_str(&text);
            return None;
        }
        Some(self.add(Content::Text(text.to_string())))
    }
}

//! Builds the tree from what the parser decides.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

use super::{Content, Element, LIMBO, NodeId, ROOT, Tree};

/// A tree in the making.
pub(in super::super) struct Gardener {
    tree: RefCell<Tree>,
    n_nodes: Cell<usize>,
    /// Depth of the last element placed, less the end tags since.
    depth: Cell<usize>,
}

/// A node as the parser holds it.
#[derive(Clone)]
pub(in super::super) struct Handle {
    pub(super) id: NodeId,
    name: Rc<QualName>,
}

impl Gardener {
    pub(in super::super) fn new() -> Self {
        Self { tree: RefCell::new(Tree::new()), n_nodes: Cell::new(0), depth: Cell::new(0) }
    }

    /// Nodes so far.
    pub(in super::super) fn n_nodes(&self) -> usize {
        self.n_nodes.get()
    }

    /// Elements open where the parser is, as far as is known.
    pub(in super::super) fn depth(&self) -> usize {
        self.depth.get()
    }

    /// Takes note of an end tag, as the parser does not tell which elements it closes.
    pub(in super::super) fn leave(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    fn add(&self, name: QualName, content: impl FnOnce(&Rc<QualName>) -> Content) -> Handle {
        let name = Rc::new(name);
        let id = self.tree.borrow_mut().add(content(&name));
        self.n_nodes.set(id);
        Handle { id, name }
    }

    fn fixed(id: NodeId) -> Handle {
        Handle { id, name: Rc::new(nameless()) }
    }
}

fn nameless() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::LocalName::default())
}

impl TreeSink for Gardener {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Self::fixed(ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        self.add(name, |name| Content::Element(Element { name: Rc::clone(name), attributes }))
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.add(nameless(), |_| Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.add(nameless(), |_| Content::Nothing)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let last = tree.nodes[parent.id].last;
        if let Some(child) = tree.taken(child, last) {
            tree.append(parent.id, child);
            if let Content::Element(_) = tree.content(child) {
                self.depth.set(tree.nodes[child].depth);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().parent(element.id).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, _target: &Handle) -> Handle {
        Self::fixed(LIMBO)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let previous = tree.nodes[sibling.id].previous;
        if let Some(child) = tree.taken(child, previous) {
            tree.insert_before(sibling.id, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let Content::Element(element) = &mut tree.nodes[target.id].content else { return };
        for attribute in attributes {
            if element.attributes.iter().all(|known| known.name != attribute.name) {
                element.attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.nodes[node.id].first {
            tree.append(new_parent.id, child);
        }
    }
}

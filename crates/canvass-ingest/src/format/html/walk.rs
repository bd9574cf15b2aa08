//! The walk through a page: each element adds words and breaks to the text.
//!
//! It goes from node to node without calling itself, so no nesting is too deep for it.

use super::super::marker;
use super::super::omissions::Omissions;
use std::borrow::Cow;

use super::super::flow::Spacing;
use super::super::symbol::{self, Font};
use super::list::List;
use super::page::Page;
use super::role::{self, Extent, Role};
use super::style;
use super::tree::{Content, Element, NodeId, ROOT, Tree};
use super::word;

/// Longer texts are no numbers of footnotes.
const LONGEST_NOTE_NUMBER: usize = 4;

/// A page as text, and what was left out of it.
pub(super) struct Reading {
    pub(super) text: String,
    pub(super) omissions: Omissions,
}

/// Reads a page.
pub(super) fn read(tree: &Tree, extent: Extent) -> Reading {
    let mut walk = Walk {
        tree,
        extent,
        is_site: role::is_site(tree),
        page: Page::default(),
        open: Vec::new(),
        spacing: Spacing::Collapsed,
        font: Font::Letters,
        n_articles: 0,
        awaits_marker: false,
        omissions: Omissions::default(),
    };
    walk.all();
    Reading { text: walk.page.flow.finish(), omissions: walk.omissions }
}

struct Walk<'a> {
    tree: &'a Tree,
    extent: Extent,
    is_site: bool,
    page: Page,
    /// What is to be done behind the elements around here.
    open: Vec<(NodeId, Closing)>,
    spacing: Spacing,
    font: Font,
    n_articles: usize,
    /// A list item of Word began, and its bullet may be plain text.
    awaits_marker: bool,
    omissions: Omissions,
}

/// What is to be done behind an element.
#[derive(Clone, Copy)]
enum Closing {
    Line,
    Paragraph,
    Item,
    Quote,
    List,
    Table,
    Cell { span: usize },
    Article,
    Spoken,
    Apart,
    Bracket,
    Spacing(Spacing),
    Font(Font),
}

impl Walk<'_> {
    fn all(&mut self) {
        let mut node = ROOT;
        loop {
            let descends = self.enter(node);
            if let Some(child) = self.tree.first_child(node).filter(|_| descends) {
                node = child;
                continue;
            }
            loop {
                self.leave(node);
                if let Some(next) = self.tree.next_sibling(node) {
                    node = next;
                    break;
                }
                let Some(parent) = self.tree.parent(node) else { return };
                node = parent;
            }
        }
    }

    /// Writes what stands before the node's children; whether they are to be visited.
    fn enter(&mut self, node: NodeId) -> bool {
        match self.tree.content(node) {
            Content::Nothing => true,
            Content::Text(text) => {
                self.write(text);
                false
            }
            Content::Element(element) if self.leaves_out(element) => {
                self.omissions.deletions += usize::from(element.name() == "del");
                self.omissions.struck += usize::from(role::is_struck(element));
                self.omissions.comments += usize::from(style::is(element, "mso-element", "comment"));
                false
            }
            Content::Element(element) => {
                self.dress(node, element);
                self.perform(node, element)
            }
        }
    }

    fn leaves_out(&self, element: &Element) -> bool {
        let is_content = self.extent == Extent::Content;
        role::is_never_text(element)
            || is_content && role::is_left_out(element)
            || is_content && self.is_site && self.n_articles == 0 && role::is_furniture(element)
    }

    fn write(&mut self, text: &str) {
        let mut text = text;
        if self.awaits_marker && text.contains(|mark: char| !mark.is_whitespace()) {
            self.awaits_marker = false;
            if let Some(rest) = word::behind_bullet(text) {
                self.page.flow.mark_item("- ");
                text = rest;
            }
        }
        let shown = self.shown(text);
        self.page.flow.push(&shown, self.spacing);
    }

    /// The text as its font shows it. Drawings that are not known stay letters: they may be words after all.
    fn shown<'b>(&self, text: &'b str) -> Cow<'b, str> {
        let is_drawing = |letter| matches!(letter, '\u{f000}'..='\u{f0ff}');
        if self.font == Font::Letters && !text.contains(is_drawing) {
            return Cow::Borrowed(text);
        }
        text.chars().map(|letter| symbol::character(letter, self.font).unwrap_or(letter)).collect()
    }

    /// Takes over how the element's text shows.
    fn dress(&mut self, node: NodeId, element: &Element) {
        if let Some(family) = style::font_family(element) {
            let font = Font::named(family);
            self.open.push((node, Closing::Font(std::mem::replace(&mut self.font, font))));
        }
        if let Some(white_space) = style::property(element, "white-space") {
            let is_exact = white_space.to_ascii_lowercase().starts_with("pre");
            self.space(node, if is_exact { Spacing::Preformatted } else { Spacing::Collapsed });
        }
    }

    fn space(&mut self, node: NodeId, spacing: Spacing) {
        self.open.push((node, Closing::Spacing(std::mem::replace(&mut self.spacing, spacing))));
    }

    fn close_with(&mut self, node: NodeId, closing: Closing) -> bool {
        self.open.push((node, closing));
        true
    }

    fn perform(&mut self, node: NodeId, element: &Element) -> bool {
        match role::of(element) {
            Role::Unseen => false,
            Role::Inline => self.inline(node, element),
            Role::FloatingMarker if self.page.flow.is_at_item_start() => self.marker(node),
            Role::Block | Role::FloatingMarker => self.block(node),
            Role::Paragraph => self.paragraph(node),
            Role::Heading => {
                self.page.begin_heading();
                self.close_with(node, Closing::Paragraph)
            }
            Role::Article => {
                self.n_articles += 1;
                self.close_with(node, Closing::Article);
                self.paragraph(node)
            }
            Role::Preformatted => {
                self.space(node, Spacing::Preformatted);
                self.paragraph(node)
            }
            Role::LineBreak => {
                self.page.flow.break_line();
                false
            }
            Role::Quote => {
                self.page.flow.begin_quote();
                self.close_with(node, Closing::Quote)
            }
            Role::List => {
                self.page.begin_list(List::new(element, || self.tree.children_named(node, "li")));
                self.close_with(node, Closing::List)
            }
            Role::Item => {
                self.page.begin_item(element);
                self.close_with(node, Closing::Item)
            }
            Role::WordItem => {
                self.page.flow.begin_item("");
                self.awaits_marker = true;
                self.close_with(node, Closing::Item)
            }
            Role::WordMarker => self.marker(node),
            Role::Table if !self.page.takes_table() => self.paragraph(node),
            Role::Table => {
                self.page.begin_table();
                self.close_with(node, Closing::Table)
            }
            Role::Row | Role::Cell if !self.page.takes_cells() => self.block(node),
            Role::Row => {
                self.page.begin_row();
                true
            }
            Role::Cell => {
                self.page.begin_cell();
                let span = element.attribute("colspan").and_then(|span| span.trim().parse().ok());
                self.close_with(node, Closing::Cell { span: span.unwrap_or(1) })
            }
            Role::Spoken => {
                self.page.flow.push("“", self.spacing);
                self.close_with(node, Closing::Spoken)
            }
            Role::Apart => {
                self.page.flow.push_apart("");
                self.close_with(node, Closing::Apart)
            }
            Role::Box { ticked } => {
                self.page.flow.push_apart(if ticked { "☒" } else { "☐" });
                true
            }
            Role::Words(words) => {
                self.words(element, words);
                false
            }
        }
    }

    fn block(&mut self, node: NodeId) -> bool {
        self.page.flow.end_line();
        self.close_with(node, Closing::Line)
    }

    fn paragraph(&mut self, node: NodeId) -> bool {
        self.page.flow.end_paragraph();
        self.close_with(node, Closing::Paragraph)
    }

    /// Whether the element is a link from the number of a note to the note, or back.
    fn leads_to_note(&self, node: NodeId, element: &Element) -> bool {
        let Some(to) = element.attribute("href").filter(|to| to.starts_with('#')) else { return false };
        let shown = self.tree.short_text(node, LONGEST_NOTE_NUMBER).unwrap_or_default();
        let is_note = ["note", "ftn", "edn"].iter().any(|name| to.contains(name));
        let is_number = |mark: char| mark.is_ascii_digit() || is_note && "ivxl".contains(mark);
        element.name() == "a" && !shown.is_empty() && shown.chars().all(is_number)
    }

    /// The number of a footnote stands in brackets, or it would run into the word before it.
    fn inline(&mut self, node: NodeId, element: &Element) -> bool {
        if !self.leads_to_note(node, element) {
            return true;
        }
        let opens_note = self.page.flow.is_at_line_start();
        self.page.flow.push("[", self.spacing);
        if opens_note {
            self.open.push((node, Closing::Apart));
        }
        self.close_with(node, Closing::Bracket)
    }

    fn marker(&mut self, node: NodeId) -> bool {
        self.awaits_marker = false;
        let shown = self.tree.short_text(node, word::LONGEST_MARKER).unwrap_or_default();
        let marker = marker::of_shown(&self.shown(&shown));
        self.page.flow.mark_item(&marker);
        false
    }

    fn words(&mut self, element: &Element, words: &str) {
        if element.name() == "img" {
            self.page.flow.push(words, self.spacing);
        } else {
            self.page.flow.push_apart(words);
        }
    }

    fn leave(&mut self, node: NodeId) {
        while let Some((_, closing)) = self.open.pop_if(|(opened, _)| *opened == node) {
            self.close(closing);
        }
    }

    fn close(&mut self, closing: Closing) {
        match closing {
            Closing::Line => self.page.flow.end_line(),
            Closing::Paragraph => self.page.flow.end_paragraph(),
            Closing::Item => {
                self.page.flow.end_item();
                self.awaits_marker = false;
            }
            Closing::Quote => self.page.flow.end_quote(),
            Closing::List => self.page.end_list(),
            Closing::Table => self.page.end_table(),
            Closing::Cell { span } => self.page.end_cell(span),
            Closing::Article => self.n_articles -= 1,
            Closing::Spoken => self.page.flow.push("”", self.spacing),
            Closing::Apart => self.page.flow.push_apart(""),
            Closing::Bracket => self.page.flow.push("]", self.spacing),
            Closing::Spacing(spacing) => self.spacing = spacing,
            Closing::Font(font) => self.font = font,
        }
    }
}

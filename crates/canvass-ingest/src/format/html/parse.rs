//! HTML becomes a tree, with a bound on how many nodes it may have.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::tree::{Gardener, Handle, Tree};

/// Badly nested tags are opened anew in every block, so a small page can grow without a bound.
const MOST_NODES: usize = 4_000_000;
/// Elements in elements deeper than this are taken as if they were not there, as browsers do: the parser looks
/// through all open elements at every tag.
const DEEPEST_ELEMENT: usize = 512;
/// Bytes read between two looks at the number of nodes.
const STEP: usize = 4096;

/// The tree of a page, or of as much of it as there is room for.
pub(super) fn tree(html: &str) -> Tree {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tokenizer = Tokenizer::new(
        Lenient { builder: TreeBuilder::new(Gardener::new(), options), n_too_deep: Cell::new(0) },
        TokenizerOpts::default(),
    );
    let input = BufferQueue::default();
    for step in steps(html) {
        input.push_back(StrTendril::from(step));
        // It stops at scripts and declared encodings, which change nothing here.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if tokenizer.sink.builder.sink.n_nodes() > MOST_NODES {
            break;
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// The text in pieces that end between characters.
fn steps(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (step, behind) = rest.split_at(rest.floor_char_boundary(STEP));
        rest = behind;
        (!step.is_empty()).then_some(step)
    })
}

/// Stands between tokens and tree: keeps the tree from growing too deep, and departs from browsers in two places
/// so that no words are lost in XHTML read as HTML.
struct Lenient {
    builder: TreeBuilder<Handle, Gardener>,
    /// Open elements that were passed over.
    n_too_deep: Cell<usize>,
}

impl Lenient {
    /// What a tag that is too deep leaves in its place; none where it is to be taken.
    fn pass_over(&self, tag: &Tag) -> Option<Token> {
        let n_too_deep = self.n_too_deep.get();
        let is_deep = self.builder.sink.depth() >= DEEPEST_ELEMENT;
        let is_inline =
            matches!(&*tag.name, "a" | "b" | "em" | "font" | "i" | "small" | "span" | "strong" | "u");
        match tag.kind {
            TagKind::EndTag if n_too_deep > 0 => self.n_too_deep.set(n_too_deep - 1),
            TagKind::StartTag if is_deep && !is_void(tag) => self.n_too_deep.set(n_too_deep + 1),
            TagKind::EndTag => {
                self.builder.sink.leave();
                return None;
            }
            TagKind::StartTag => return None,
        }
        // Words on both sides of a block stay apart.
        Some(Token::CharacterTokens(StrTendril::from(if is_inline { "" } else { "\n" })))
    }
}

/// Whether a tag opens nothing.
fn is_void(tag: &Tag) -> bool {
    tag.self_closing || matches!(&*tag.name, "br" | "hr" | "img" | "input" | "wbr" | "col" | "link" | "meta")
}

impl TokenSink for Lenient {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::TagToken(tag) if swallows(&tag) => {
                let end = Tag { kind: TagKind::EndTag, attrs: Vec::new(), ..tag.clone() };
                // Its answer asks to take what follows for the contents, and there are none.
                let _ = self.builder.process_token(Token::TagToken(tag), line);
                let _ = self.builder.process_token(Token::TagToken(end), line);
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) => {
                let token = self.pass_over(&tag).unwrap_or(Token::TagToken(tag));
                self.builder.process_token(token, line)
            }
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    /// Lets CDATA sections be text everywhere, as they are in XHTML.
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        true
    }
}

/// A tag such as `<title/>`: whole in XHTML, but in HTML the rest of the page would be its contents.
fn swallows(tag: &Tag) -> bool {
    let takes_all = matches!(
        &*tag.name,
        "title" | "script" | "style" | "textarea" | "iframe" | "noframes" | "noembed" | "xmp"
    );
    tag.kind == TagKind::StartTag && tag.self_closing && takes_all
}

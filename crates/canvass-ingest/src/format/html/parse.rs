//! HTML becomes a tree, with a bound on how many nodes it may have.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::tree::{Gardener, Handle, Tree};

/// Badly nested tags are opened anew in every block, so a small page can grow without a bound.
const MOST_NODES: usize = 4_000_000;
/// Bytes read between two looks at the number of nodes.
const STEP: usize = 4096;

/// The tree of a page, or of as much of it as there is room for.
pub(super) fn tree(html: &str) -> Tree {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tokenizer = Tokenizer::new(
        Lenient { builder: TreeBuilder::new(Gardener::new(), options) },
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

/// Two departures from what browsers do, so that no words are lost in XHTML read as HTML.
struct Lenient {
    builder: TreeBuilder<Handle, Gardener>,
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

//! HTML in a cell of a table becomes the text it stands for: entities are their letters, breaks and paragraphs new lines.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Tags between which text goes on.
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "o:p", "q", "s",
    "script", "small", "span", "strike", "strong", "style", "sub", "sup", "tt", "u", "wbr", "label",
];
/// Tags of what stands on lines of its own.
const LINES: [&str; 13] =
    ["article", "center", "dd", "div", "dl", "dt", "hr", "li", "section", "tbody", "thead", "tr", "header"];
/// Tags of what has an empty line around it.
const PARAGRAPHS: [&str; 12] =
    ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"];
/// Tags of what stands side by side.
const CELLS: [&str; 2] = ["td", "th"];
/// A tag is no longer, in bytes.
const LONGEST_TAG: usize = 2048;
/// The name of an entity is no longer, in bytes.
const LONGEST_ENTITY: usize = 32;

/// The text that a cell stands for; none where it holds no HTML.
///
/// Whatever is no entity and no tag that is known stays as it is: "R&D", "a < b", "Dear <name>".
pub(crate) fn read(cell: &str) -> Option<String> {
    let html = escaped(cell)?;
    let tokenizer = Tokenizer::new(Writer::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let text = tokenizer.sink.text.into_inner().finish();
    (text != cell).then_some(text)
}

/// The cell with only its entities and tags left to be read as such; none where it has neither.
fn escaped(cell: &str) -> Option<String> {
    let mut html = String::new();
    let (mut from, mut is_html) = (0, false);
    let last_comment = cell.rfind("-->");
    let is_comment = |at: usize| cell[at..].starts_with("<!--") && last_comment.is_some_and(|end| at < end);
    for (at, mark) in cell.match_indices(['<', '&']) {
        let instead = match mark {
            "<" if !is_tag(&cell[at..]) && !is_comment(at) => "&lt;",
            "&" if !is_entity(&cell[at..]) => "&amp;",
            _ => {
                is_html = true;
                continue;
            }
        };
        html.push_str(&cell[from..at]);
        html.push_str(instead);
        from = at + 1;
    }
    html.push_str(&cell[from..]);
    is_html.then_some(html)
}

/// Whether text begins with a tag that is known.
fn is_tag(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(LONGEST_TAG)];
    let name = text[1..].trim_start_matches('/');
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != ':');
    let Some((name, rest)) = end.map(|end| name.split_at(end)) else { return false };
    let Some((attributes, _)) = rest.split_once(['<', '>']) else { return false };
    // "<b and c>" compares.
    let is_plain = matches!(attributes.trim(), "" | "/") || attributes.contains('=');
    is_plain && rest[attributes.len()..].starts_with('>') && is_known(&name.to_ascii_lowercase())
}

fn is_known(name: &str) -> bool {
    let mut known = INLINE.iter().chain(&LINES).chain(&PARAGRAPHS).chain(&CELLS);
    name == "br" || known.any(|known| *known == name)
}

/// Whether text begins with an entity: `&rsquo;`, `&#39;`, `&#x2019;`.
fn is_entity(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(LONGEST_ENTITY)];
    let Some((name, _)) = text[1..].split_once(';') else { return false };
    let is_some_of = |text: &str, is_it: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|b| is_it(&b));
    match name.strip_prefix('#').map(|number| (number, number.strip_prefix(['x', 'X']))) {
        Some((_, Some(number))) => is_some_of(number, u8::is_ascii_hexdigit),
        Some((number, None)) => is_some_of(number, u8::is_ascii_digit),
        None => name.len() > 1 && is_some_of(name, u8::is_ascii_alphanumeric),
    }
}

/// Takes the tokens of a cell.
#[derive(Default)]
struct Writer {
    text: RefCell<Text>,
}

/// The text so far.
#[derive(Default)]
struct Text {
    written: String,
    /// Whether a tag has just ended the line, so that the end of the line in the cell is the same.
    is_broken: bool,
    /// Whether what follows is a script or a style.
    is_hidden: bool,
}

impl TokenSink for Writer {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut text = self.text.borrow_mut();
        match token {
            Token::CharacterTokens(letters) => text.write(&letters),
            Token::NullCharacterToken => text.write("\0"),
            Token::TagToken(tag) => return text.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Text {
    fn write(&mut self, letters: &str) {
        if self.is_hidden || letters.is_empty() {
            return;
        }
        let letters = letters.strip_prefix('\n').filter(|_| self.is_broken).unwrap_or(letters);
        self.is_broken = false;
        self.written.push_str(letters);
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let (name, opens) = (&*tag.name, tag.kind == TagKind::StartTag);
        if matches!(name, "script" | "style") {
            self.is_hidden = opens && !tag.self_closing;
            if self.is_hidden {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
        } else if name == "br" {
            self.written.push('\n');
            self.is_broken = true;
        } else if PARAGRAPHS.contains(&name) {
            self.end_line("\n\n");
        } else if LINES.contains(&name) {
            self.end_line("\n");
            if name == "li" && opens {
                self.write("- ");
            }
        } else if CELLS.contains(&name) && !self.written.ends_with(char::is_whitespace) {
            self.written.push(' ');
        }
        TokenSinkResult::Continue
    }

    /// Lets what follows stand below an ending of the line.
    fn end_line(&mut self, ending: &str) {
        let kept = self.written.trim_end_matches([' ', '\t']).len();
        self.written.truncate(kept);
        while !self.written.is_empty() && !self.written.ends_with(ending) {
            self.written.push('\n');
        }
        self.is_broken = true;
    }

    fn finish(mut self) -> String {
        let kept = self.written.trim_end().len();
        self.written.truncate(kept);
        self.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, text: &str) {
        assert_eq!(read(cell).as_deref(), Some(text), "{cell}");
    }

    #[test]
    fn entities_are_letters() {
        check("We can&rsquo;t, it&#39;s dear &amp; it&#x2019;s late", "We can’t, it's dear & it’s late");
        check("R&D &lt;b&gt; &amp;c", "R&D <b> &c");
        check("AT&T isn&#39;t &copy", "AT&T isn't &copy");
    }

    #[test]
    fn breaks_and_paragraphs_are_lines() {
        check("One.<br/>Two.<BR />\r\nThree.<br>", "One.\nTwo.\nThree.");
        check("<p>One <b>bold</b> word.</p>\n<p class=\"x\">Two.</p>", "One bold word.\n\nTwo.");
        check("Points:<ul><li>one</li><li>two</li></ul>", "Points:\n\n- one\n- two");
        check("a <! b <!-- c <d> -->e", "a <! b e");
        check("a<style>p { color: red }</style>b<!-- c -->", "ab");
    }

    #[test]
    fn whatever_is_no_html_stays() {
        for cell in [
            "<!-- a",
            "<b <i x>",
            "a < b and b > c",
            "R&D; and Q&A",
            "Dear <name>, <b and c> it is",
            "x &foo; y",
            "<3",
            "&#;",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
        check("Dear <name>,<br>no", "Dear <name>,\nno");
    }
}

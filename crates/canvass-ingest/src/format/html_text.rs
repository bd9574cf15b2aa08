//! HTML as plain text.

use mail_parser::decoders::html::html_to_text;

/// Tags that end a line where the library knows of none.
const BLOCKS: [&str; 9] =
    ["</div>", "</li>", "</tr>", "</h1>", "</h2>", "</h3>", "</h4>", "</blockquote>", "</table>"];

/// What a reader of the page sees, a block a line.
pub(super) fn html_text(html: &str) -> String {
    let mut broken = html.to_owned();
    for block in BLOCKS {
        broken = broken.replace(block, "<br>");
    }
    html_to_text(&broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_lines_of_their_own() {
        assert_eq!(html_text("<div>Yes &amp; no</div><p>But <b>not</b> now</p>"), "Yes & no\nBut not now\n");
    }
}

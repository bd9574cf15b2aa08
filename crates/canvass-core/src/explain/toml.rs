//! What to do about a mistake in a TOML file, told from what its parser said.

use super::Place;

/// Words of the parser's message, and the remedy; the first that fit count.
const REMEDIES: [(&str, &str); 20] = [
    ("extra `=`", "write a single `=` between a key and its value"),
    ("string values must be quoted", "put the value in quotes: `key = \"...\"`"),
    ("missing opening quote", "put a quotation mark on either side of the value: `key = \"...\"`"),
    ("invalid multi-line", "close the text with three quotation marks, as it opens"),
    ("invalid basic string", "close the text with `\"` on the same line"),
    ("invalid literal string", "close the text with `'` on the same line"),
    ("escape", "write a backslash as `\\\\`, or put the text in single quotes"),
    ("keys cannot be empty", "write a key before the `=`"),
    ("key with no value", "put `=` between a key and its value: `key = \"...\"`"),
    ("missing value for key", "put `=` between a key and its value: `key = \"...\"`"),
    ("missing assignment", "put `=` between a key and its value: `{ key = \"...\" }`"),
    (
        "missing comma between array elements",
        "put each item of a list in quotes, a comma between two, and `]` behind the last",
    ),
    ("missing comma between key-value pairs", "put a comma between the pairs, and `}` behind the last"),
    ("extra comma", "take out the comma, or write what is missing before it"),
    ("unclosed table", "close the heading with `]`: `[heading]`"),
    ("unclosed array table", "close the heading with `]]`: `[[heading]]`"),
    ("unclosed array", "close the list with `]`"),
    ("unclosed inline table", "close the table with `}`"),
    ("duplicate key", "take out one of the two, or begin another table with `[[...]]` for the second"),
    ("unexpected key or value", "end the line behind the value; inside a text, write `\"` as `\\\"`"),
];
const NO_VALUE: &str = "write a value behind the `=`: `key = \"...\"`";
const CURLY: &str = "use straight quotation marks: `key = \"...\"`";
const COMMENT: &str = "begin a comment with `#`";
const QUOTED_KEY: &str =
    "put a key in quotes if it has more than letters without accents, digits, `-` and `_`";
const QUOTED: &str = "put the value in quotes if it is meant as text: `key = \"...\"`";
const GENERAL: &str = "a line is `key = \"value\"`, `[heading]`, `[[heading]]`, or a comment behind `#`";

/// The remedy for what a TOML parser complains of at `place`.
pub fn toml_remedy(message: &str, place: &Place) -> &'static str {
    let line = line(place);
    if line.starts_with("//") || line.starts_with("--") || line.starts_with("/*") {
        return COMMENT;
    }
    if message.contains("string values must be quoted") {
        if place.bytes.is_empty() {
            return NO_VALUE;
        }
        let at = place.source.get(place.bytes.clone()).unwrap_or("");
        if at.starts_with(['“', '”', '„', '‘', '’', '«', '»']) {
            return CURLY;
        }
    }
    let remedy = REMEDIES.iter().find(|(said, _)| message.contains(said)).map(|(_, remedy)| *remedy);
    remedy.unwrap_or_else(|| match message {
        _ if message.contains("key") => QUOTED_KEY,
        _ if ["boolean", "number", "integer", "float", "date", "time", "zero"]
            .iter()
            .any(|kind| message.contains(kind)) =>
        {
            QUOTED
        }
        _ => GENERAL,
    })
}

/// The line that a place begins in, without its indentation.
fn line(place: &Place) -> &str {
    let at = place.source.floor_char_boundary(place.bytes.start);
    let (before, behind) = place.source.split_at(at);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = at + behind.find('\n').unwrap_or(behind.len());
    place.source[start..end].trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, source: &str, at: &str, expect: &str) {
        let start = source.find(at).expect("in the source");
        let bytes = start..start + at.len();
        let place = Place { path: "a.toml".into(), source: source.into(), bytes };
        assert_eq!(toml_remedy(message, &place), expect);
    }

    #[test]
    fn the_words_of_the_parser_tell_the_remedy() {
        check(
            "duplicate key",
            "a = 1\na = 2",
            "a = 2",
            "take out one of the two, or begin another table with `[[...]]` for the second",
        );
        check("unclosed array, expected `]`", "a = [1", "[1", "close the list with `]`");
        check(
            "unclosed array table, expected `]`",
            "[[a]",
            "a",
            "close the heading with `]]`: `[[heading]]`",
        );
        check("something new", "a", "a", GENERAL);
        check("invalid boolean, expected `true`", "a = True", "True", QUOTED);
    }

    #[test]
    fn the_place_tells_what_the_parser_does_not() {
        let message = "string values must be quoted, expected literal string";
        check(message, "a = b", "b", "put the value in quotes: `key = \"...\"`");
        check(message, "a = ", "", NO_VALUE);
        check(message, "a = “b”", "“b”", CURLY);
        check("key with no value, expected `=`", "a = 1\n// b", "b", COMMENT);
    }
}

//! The query language: words, phrases, `OR`, `-`, parentheses and a `*` at the end of a word.

use std::ops::Range;

use canvass_core::Place;

use crate::error::Error;

/// What a query asks of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A word in any inflection.
    Word(String),
    /// A word that begins so.
    Prefix(String),
    /// Words in a row.
    Phrase(String),
    /// Every one of them.
    All(Vec<Expr>),
    /// At least one of them.
    Any(Vec<Expr>),
    /// Not that.
    Not(Box<Expr>),
}

/// Parentheses nest so deep and no deeper.
const MAX_DEPTH: usize = 32;
/// A `*` behind fewer letters stands for too much.
const MIN_PREFIX: usize = 2;

/// Parses the text of a query; none where it is blank.
pub(crate) fn parse(text: &str) -> Result<Option<Expr>, Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { text, at: 0, depth: 0 };
    let expr = parser.any()?;
    match parser.peek() {
        None => Ok(Some(expr)),
        Some(_) => Err(parser.error(parser.at..parser.at + 1, "this `)` closes nothing", "take it out")),
    }
}

/// An error at some bytes of a query.
pub(crate) fn error(text: &str, bytes: Range<usize>, message: &str, hint: &str) -> Error {
    let place = Place { path: "query".into(), source: text.into(), bytes };
    Error::Syntax { message: message.into(), place, hint: Some(hint.into()) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Expr, Error> {
        let mut sides = vec![self.all("OR")?];
        while self.keyword("OR") {
            sides.push(self.all("OR")?);
        }
        Ok(single_or(sides, Expr::Any))
    }

    fn all(&mut self, asked_by: &str) -> Result<Expr, Error> {
        let mut parts = vec![self.part(asked_by)?];
        loop {
            if self.keyword("AND") {
                parts.push(self.part("AND")?);
            } else if self.peek().is_none_or(|next| next == ')') || self.keyword_end("OR").is_some() {
                return Ok(single_or(parts, Expr::All));
            } else {
                parts.push(self.part("")?);
            }
        }
    }

    fn part(&mut self, asked_by: &str) -> Result<Expr, Error> {
        let start = self.at;
        match self.peek() {
            None | Some(')') => Err(self.missing(asked_by)),
            Some(_) if self.keyword_end("OR").or(self.keyword_end("AND")).is_some() => {
                Err(self.missing(asked_by))
            }
            Some(_) if self.keyword("NOT") => Ok(Expr::Not(Box::new(self.nested(start, "NOT")?))),
            Some('-') if self.follows(|next| !next.is_whitespace() && next != '-') => {
                self.at += 1;
                Ok(Expr::Not(Box::new(self.nested(start, "-")?)))
            }
            Some('(') => self.group(),
            Some('"' | '“' | '”' | '„') => self.phrase(),
            Some(_) => self.word(),
        }
    }

    /// The part behind a `-` or `NOT`; many of them in a row nest like parentheses.
    fn nested(&mut self, start: usize, asked_by: &str) -> Result<Expr, Error> {
        self.deeper(start)?;
        let inner = self.part(asked_by)?;
        self.depth -= 1;
        Ok(inner)
    }

    fn group(&mut self) -> Result<Expr, Error> {
        let start = self.at;
        self.deeper(start)?;
        self.at += 1;
        let inner = self.any()?;
        if self.peek() != Some(')') {
            return Err(self.error(start..start + 1, "this `(` is never closed", "add a `)`"));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(inner)
    }

    fn deeper(&mut self, start: usize) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(start..start + 1, "this nests too deep", "ask in several queries"));
        }
        Ok(())
    }

    fn phrase(&mut self) -> Result<Expr, Error> {
        let start = self.at;
        let inner = start + self.peek().map_or(0, char::len_utf8);
        let rest = &self.text[inner..];
        let Some(length) = rest.find(['"', '“', '”']) else {
            return Err(self.error(start..self.text.len(), "this quotation is never closed", "add a `\"`"));
        };
        let words = &rest[..length];
        self.at = inner + length + rest[length..].chars().next().map_or(0, char::len_utf8);
        if let Some(star) = words.find('*') {
            let at = inner + star;
            let hint = "take it out: inside quotation marks words match in any inflection as well";
            return Err(self.error(at..at + 1, "a `*` cannot stand in a phrase", hint));
        }
        Ok(Expr::Phrase(words.to_owned()))
    }

    fn word(&mut self) -> Result<Expr, Error> {
        let start = self.at;
        let mut open = 0;
        for (offset, letter) in self.text[start..].char_indices() {
            match letter {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' if self.depth > 0 => break,
                '"' | '“' | '”' => break,
                _ if letter.is_whitespace() => break,
                _ => {}
            }
            self.at = start + offset + letter.len_utf8();
        }
        let word = &self.text[start..self.at];
        self.check(start, word)?;
        match word.find('*') {
            None => Ok(Expr::Word(word.to_owned())),
            Some(star) => self.prefix(start, word, star),
        }
    }

    /// Signs that stand in rules and in other programs, and mean nothing here.
    fn check(&self, start: usize, word: &str) -> Result<(), Error> {
        let unknown = |length: usize, hint: &str| {
            let message = format!("a search knows no `{}`", &word[..length]);
            Err(self.error(start..start + length, &message, hint))
        };
        if is_distance(word) {
            return unknown(word.len(), RULES);
        }
        if let Some((name, value)) = word.split_once(':')
            && let Some(option) = filter_of(name).filter(|_| !value.is_empty())
        {
            let hint = format!("filters are options: `{option} {value}`; {QUOTED}");
            return unknown(name.len() + 1, &hint);
        }
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        let is_inside = |three: &&[(usize, char)]| {
            three[1].1 == '?' && three[0].1.is_alphanumeric() && three[2].1.is_alphanumeric()
        };
        if let Some(three) = letters.windows(3).find(is_inside) {
            let at = start + three[1].0;
            let hint = format!("write the beginning of the word and a `*`, such as `communit*`; {QUOTED}");
            return Err(self.error(at..at + 1, "a `?` stands for no letter in a search", &hint));
        }
        Ok(())
    }

    fn prefix(&self, start: usize, word: &str, star: usize) -> Result<Expr, Error> {
        let at = start + star..start + star + 1;
        let stem = &word[..star];
        if stem.is_empty() && word.len() == 1 {
            return Err(self.error(
                at,
                "a `*` alone stands for any word",
                "leave the query empty to find all",
            ));
        }
        if stem.is_empty() || star + 1 < word.len() {
            let hint = "write the beginning of the word and a `*`, such as `communit*`";
            return Err(self.error(at, "a `*` can only end a word", hint));
        }
        if stem.chars().count() < MIN_PREFIX {
            let hint = "write at least two letters before it";
            return Err(self.error(at, "a `*` behind a single letter stands for too many words", hint));
        }
        Ok(Expr::Prefix(stem.to_owned()))
    }

    fn missing(&self, asked_by: &str) -> Error {
        let end = self.text[self.at..].chars().next().map_or(self.at, |next| self.at + next.len_utf8());
        let hint = match asked_by {
            "OR" | "AND" | "NOT" => "the word in lower case is found as a word",
            _ => "add a word, or take the sign out",
        };
        self.error(self.at..end, "a word is missing here", hint)
    }

    fn error(&self, bytes: Range<usize>, message: &str, hint: &str) -> Error {
        error(self.text, bytes, message, hint)
    }

    /// The next character behind white space, which is passed over.
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    fn follows(&self, accept: impl Fn(char) -> bool) -> bool {
        self.text[self.at..].chars().nth(1).is_some_and(accept)
    }

    /// Passes over `keyword` if it stands next, alone.
    fn keyword(&mut self, keyword: &str) -> bool {
        let end = self.keyword_end(keyword);
        self.at = end.unwrap_or(self.at);
        end.is_some()
    }

    fn keyword_end(&mut self, keyword: &str) -> Option<usize> {
        self.peek();
        let rest = self.text[self.at..].strip_prefix(keyword)?;
        let is_alone = rest.chars().next().is_none_or(|next| next.is_whitespace() || "()\"“".contains(next));
        is_alone.then(|| self.text.len() - rest.len())
    }
}

/// What a search cannot do, and who can.
const RULES: &str = "words in quotation marks are found side by side; how near words stand is asked by \
    `canvass themes try OUT 'one NEAR/3 other'`; the word in lower case is found as a word";
const QUOTED: &str = "in quotation marks it is found as it is";

/// `NEAR` and `THEN` of a rule.
fn is_distance(word: &str) -> bool {
    let (name, reach) = word.split_once('/').unwrap_or((word, ""));
    matches!(name, "NEAR" | "THEN") && reach.bytes().all(|digit| digit.is_ascii_digit())
}

/// The option of the command that filters by a field of that name.
fn filter_of(field: &str) -> Option<&'static str> {
    match field.to_lowercase().as_str() {
        "theme" => Some("--theme"),
        "option" => Some("--option"),
        "stance" => Some("--stance"),
        "question" => Some("--question"),
        "type" | "respondent_type" | "respondent-type" => Some("--respondent-type"),
        _ => None,
    }
}

fn single_or(mut parts: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Expr {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}

#[cfg(test)]
mod tests {
    use canvass_core::Explain;
    use proptest::prelude::*;

    use super::*;

    /// Writes an expression with every group in brackets.
    fn show(expr: &Expr) -> String {
        let list = |parts: &[Expr], sign: &str| {
            format!("[{}]", parts.iter().map(show).collect::<Vec<_>>().join(sign))
        };
        match expr {
            Expr::Word(word) => word.clone(),
            Expr::Prefix(word) => format!("{word}*"),
            Expr::Phrase(words) => format!("<{words}>"),
            Expr::All(parts) => list(parts, " "),
            Expr::Any(parts) => list(parts, " | "),
            Expr::Not(inner) => format!("!{}", show(inner)),
        }
    }

    fn check(text: &str, expect: &str) {
        let expr = parse(text).expect("parses").expect("has words");
        assert_eq!(show(&expr), expect, "{text}");
    }

    fn check_error(text: &str, expect: &str, place: &str) {
        let error = parse(text).expect_err("does not parse");
        assert_eq!(error.to_string(), expect, "{text}");
        let at = error.place().expect("has a place").bytes.clone();
        assert_eq!(&text[at], place, "{text}");
        assert_eq!(error.hints().len(), 1);
    }

    #[test]
    fn words_are_all_wanted_and_or_binds_loosest() {
        check("local funding", "[local funding]");
        check("a b OR c AND d", "[[a b] | [c d]]");
        check("police (youth OR \"young people\")", "[police [youth | <young people>]]");
    }

    #[test]
    fn exclusions_prefixes_and_brackets_inside_words() {
        check("funding -cuts NOT (a b)", "[funding !cuts ![a b]]");
        check("communit* well-being", "[communit* well-being]");
        check("(board(s) and more)", "[board(s) and more]");
        check("“public health”approach", "[<public health> approach]");
        check("cost - benefit", "[cost - benefit]");
        check("Orkney ORACLE", "[Orkney ORACLE]");
        check(
            "near THENCE why? 3:1 theme: \"st?ngs NEAR/3\"",
            "[near THENCE why? 3:1 theme: <st?ngs NEAR/3>]",
        );
    }

    #[test]
    fn mistakes_are_shown_in_their_place() {
        check_error("a \"b c", "this quotation is never closed", "\"b c");
        check_error("(a OR b", "this `(` is never closed", "(");
        check_error("a ) b", "this `)` closes nothing", ")");
        check_error("a OR", "a word is missing here", "");
        check_error("a AND OR b", "a word is missing here", "O");
        check_error("*tion", "a `*` can only end a word", "*");
        check_error("com*ty", "a `*` can only end a word", "*");
        check_error("*", "a `*` alone stands for any word", "*");
        check_error("sting NEAR/3 hurt", "a search knows no `NEAR/3`", "NEAR/3");
        check_error("sting (a THEN b)", "a search knows no `THEN`", "THEN");
        check_error("st?ngs", "a `?` stands for no letter in a search", "?");
        check_error("fines theme:kids", "a search knows no `theme:`", "theme:");
        check_error("\"safe* place\"", "a `*` cannot stand in a phrase", "*");
    }

    #[test]
    fn blank_text_asks_for_nothing() {
        assert_eq!(parse(" \t").expect("parses"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in "[\\PC()\"*ORANDT -]{0,40}") {
            if let Err(Error::Syntax { place, .. }) = parse(&text) {
                prop_assert!(text.get(place.bytes).is_some());
            }
        }
    }
}

//! A column's header, taken apart: its printed number, its words, and what marks it as cut short.

use std::borrow::Cow;

use canvass_core::text::folded_words;

/// A header as it stands in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    main: String,
    /// The second row of a header in two rows.
    part: Option<String>,
}

impl Header {
    pub(crate) fn new(text: &str) -> Self {
        Self { main: collapse(text), part: None }
    }

    /// A header in two rows; a second row that only says "here is the response" says nothing.
    pub(crate) fn with_part(main: &str, part: &str) -> Self {
        let idle = ["", "response", "open-ended response"].contains(&part.trim().to_lowercase().as_str());
        Self { main: collapse(main), part: (!idle).then(|| collapse(part)) }
    }

    /// As people see it.
    pub(crate) fn shown(&self) -> String {
        match &self.part {
            Some(part) => format!("{} – {part}", self.main),
            None => self.main.clone(),
        }
    }

    /// The two rows, the first without a code in front; there is no second where it says nothing.
    pub(super) fn rows(&self) -> (&str, Option<&str>) {
        (without_code(&self.main), self.part.as_deref())
    }

    pub(super) fn read(&self) -> Heading {
        let mut heading = Heading::read(&self.main);
        heading.part = self.part.as_deref().map(|part| Heading::read(part).words);
        heading
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A header or a question as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// The printed number in lower case, such as `9` or `9a`.
    pub(super) number: Option<String>,
    /// The words behind the number, folded.
    pub(super) words: Vec<String>,
    /// The words of the second row.
    pub(super) part: Option<Vec<String>>,
    /// The last part of a dotted key, such as `region` of `meta.region`, written as one word.
    pub(super) leaf: Option<String>,
    /// Whether it ends in a question mark.
    pub(super) asks: bool,
}

impl Heading {
    pub(super) fn read(text: &str) -> Self {
        let text = without_tags(text);
        let (number, rest) = split_number(without_code(unwrap_key(&text)));
        // Machines write `respondent_type` and `meta.region` for what people write in words.
        let spaced: String = rest
            .chars()
            .map(|letter| if matches!(letter, '_' | '.' | '/' | '[' | ']') { ' ' } else { letter })
            .collect();
        let mut words = folded_words(&spaced, &[]);
        drop_repeat_count(&mut words);
        let leaf = rest.rsplit_once('.').filter(|_| !rest.contains(char::is_whitespace));
        let leaf = leaf.map(|(_, leaf)| folded_words(&leaf.replace('_', " "), &[]).concat());
        Self { number, words, part: None, leaf, asks: rest.trim_end().ends_with('?') }
    }

    /// The words without spaces between: `responseid` for "Response ID", `response_id` and "`ResponseId`".
    pub(super) fn key(&self) -> String {
        self.words.concat().replace("organiz", "organis")
    }
}

/// The inner part of a dotted key whose outer part only says that answers follow: `q9.text` of `answers.q9.text`.
fn unwrap_key(text: &str) -> &str {
    const WRAPPERS: [&str; 9] =
        ["answer", "answers", "response", "responses", "question", "questions", "data", "fields", "form"];
    match text.split_once('.') {
        Some((outer, inner)) if !inner.is_empty() && WRAPPERS.contains(&outer.to_lowercase().as_str()) => {
            unwrap_key(inner)
        }
        _ => text,
    }
}

/// A header less the tags of a web page that some exports leave in it.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.starts_with('<') {
        return Cow::Borrowed(text);
    }
    let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, behind)| behind));
    Cow::Owned(parts.collect::<Vec<_>>().join(" ").trim().to_owned())
}

/// A header less the code that some tools put in front of the question: "G01Q02[SQ001]. Please give reasons".
fn without_code(text: &str) -> &str {
    const LONGEST: usize = 24;
    let Some((code, rest)) = text.split_once(". ") else { return text };
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '[' | ']' | '_');
    let is_code = code.len() <= LONGEST
        && code.chars().all(is_part)
        && code.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && code.contains(|letter: char| letter.is_ascii_digit())
        && split_number(code).0.is_none();
    if is_code { rest } else { text }
}

/// Tools tell repeated headers apart by a figure: "Please explain why.2", "Please explain why2".
fn drop_repeat_count(words: &mut Vec<String>) {
    if words.len() < 2 {
        return;
    }
    let Some(last) = words.last_mut() else { return };
    let bare = last.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    if last.len() - bare > 2 {
        return;
    }
    let counted = super::phrases::is_follow_up_word(&last[..bare]);
    if bare == 0 {
        if super::phrases::number_named(words).is_none()
            && super::phrases::is_follow_up(&words[..words.len() - 1])
        {
            words.pop();
        }
    } else if counted {
        last.truncate(bare);
    }
}

/// The number in front of a header, and the rest: `9`, "Q9.", "Question 9:", "9a)", "9(a)", "9.1".
pub(super) fn split_number(text: &str) -> (Option<String>, &str) {
    let text = text.trim_start();
    let (named, rest) = strip_name(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return (None, text);
    }
    let mut number = rest[..digits].trim_start_matches('0').to_owned();
    let mut rest = &rest[digits..];
    if let Some((letter, behind)) = sub_letter(rest) {
        number.push(letter);
        rest = behind;
    } else if let Some((letter, behind)) = dotted_letter(rest) {
        number.push(letter);
        rest = behind;
    } else if let Some(behind) =
        rest.strip_prefix('.').filter(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    {
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        number.push('.');
        number.push_str(&behind[..digits]);
        rest = &behind[digits..];
        if let Some((letter, behind)) = dotted_letter(rest) {
            number.push(letter);
            rest = behind;
        }
    }
    // "3rd party" and "5G" are words; so is "16-year-olds", while "Q16 - views" is a number.
    let glued = rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '%' || letter == '£');
    let hyphenated = rest.starts_with('-') && !named && rest[1..].starts_with(char::is_alphanumeric);
    if glued || hyphenated || number.is_empty() {
        return (None, text);
    }
    (
        Some(number),
        rest.trim_start_matches(|letter: char| {
            !letter.is_alphanumeric() && !matches!(letter, '"' | '“' | '£')
        }),
    )
}

/// Strips "Q", "Question" or "No." in front of a number.
fn strip_name(text: &str) -> (bool, &str) {
    for name in ["question", "frage", "pregunta", "domanda", "vraag", "qu", "q", "no", "nr"] {
        let Some(head) = text.get(..name.len()) else { continue };
        if !head.eq_ignore_ascii_case(name) {
            continue;
        }
        let rest = text[name.len()..].trim_start_matches([' ', '.', '_', '-', '#', ':', '\u{a0}']);
        if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
            return (true, rest);
        }
    }
    (false, text)
}

/// A single letter behind the digits, also in parentheses.
fn sub_letter(rest: &str) -> Option<(char, &str)> {
    let (open, inner) = match rest.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, rest),
    };
    let letter = inner.chars().next().filter(char::is_ascii_alphabetic)?;
    let behind = &inner[1..];
    let behind = if open { behind.strip_prefix(')')? } else { behind };
    let ends = !behind.starts_with(char::is_alphanumeric);
    ends.then_some((letter.to_ascii_lowercase(), behind))
}

/// A single letter between dots: the `a` of "6.a. Please explain".
fn dotted_letter(rest: &str) -> Option<(char, &str)> {
    let (letter, behind) = sub_letter(rest.strip_prefix('.')?)?;
    // "6.A new park" is a sentence.
    (behind.is_empty() || behind.starts_with(['.', ')', ':'])).then_some((letter, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, number: Option<&str>, rest: &str) {
        assert_eq!(split_number(text), (number.map(str::to_owned), rest), "{text}");
    }

    #[test]
    fn numbers_are_told_from_words() {
        check("9. Do you agree?", Some("9"), "Do you agree?");
        check("Q9", Some("9"), "");
        check("Question 12: Why", Some("12"), "Why");
        check("q9_closed", Some("9"), "closed");
        check("9a) Why", Some("9a"), "Why");
        check("Q9(b) - Why", Some("9b"), "Why");
        check("3.1 Why", Some("3.1"), "Why");
        check("6.a. Why", Some("6a"), "Why");
        check("14.1.a. Why", Some("14.1a"), "Why");
        check("6.A new park", Some("6"), "A new park");
        check("2019 budget", None, "2019 budget");
        check("3rd party", None, "3rd party");
        check("16-year-olds", None, "16-year-olds");
        check("Quality", None, "Quality");
        check("Notes", None, "Notes");
    }

    #[test]
    fn spellings_of_machines_and_people_share_a_key() {
        for text in ["Response ID", "response_id", "ResponseId"] {
            assert_eq!(Heading::read(text).key(), "responseid");
        }
    }

    #[test]
    fn repeat_counts_fall_away() {
        for text in ["Please explain why.2", "Please explain why2", "Please explain why (2)"] {
            assert_eq!(Heading::read(text).words, ["please", "explain", "why"], "{text}");
        }
        assert_eq!(Heading::read("Views on Option 2").words, ["views", "on", "option", "2"]);
    }
}

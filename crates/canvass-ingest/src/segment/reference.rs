//! References to questions by number, as written: "8.", "Q8", "Question eight:", "Questions 9 and 10".

/// Words that announce a number, longest first.
const LEADS: [&str; 17] = [
    "consultation questions",
    "consultation question",
    "cwestiynau",
    "cwestiwn",
    "questions",
    "question",
    "preguntas",
    "pregunta",
    "fragen",
    "frage",
    "ques",
    "qns",
    "qus",
    "qu",
    "qn",
    "qs",
    "q",
];
/// What may stand before such a word in a heading.
const OPENINGS: [&str; 22] = [
    "in response to",
    "in answer to",
    "in reply to",
    "with regard to",
    "in relation to",
    "with reference to",
    "with respect to",
    "as to",
    "our response to",
    "our answer to",
    "our reply to",
    "my response to",
    "my answer to",
    "response to",
    "answers to",
    "answer to",
    "reply to",
    "comments on",
    "comment on",
    "views on",
    "responses to",
    "re",
];
/// Of those the ones that begin a sentence as well as a heading.
const SENTENCES: [&str; 3] = ["in", "with", "as"];
const NUMBER_WORDS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX",
];
/// More questions than this in one reference are no reference.
const LONGEST_RANGE: u32 = 40;

/// A reference found at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The numbers, as [`key`] writes them.
    pub(super) keys: Vec<String>,
    /// Whether "question" or "Q" says that it is one.
    pub(super) explicit: bool,
    /// Whether the word is written out, as a sentence may have it.
    pub(super) spelt: bool,
    /// The mark that sets it off from what follows; a line feed where nothing follows on the line.
    pub(super) delimiter: Option<char>,
    /// Bytes of the reference and its mark.
    pub(super) len: usize,
}

/// A number in the form numbers are compared in: `Q8 (a).` is `8a`.
pub(super) fn key(number: &str) -> String {
    let bare = number.trim();
    let lead = LEADS.iter().find_map(|lead| strip_lead(bare, lead)).map_or(bare, |rest| rest);
    let joined: String = lead
        .chars()
        .filter(|mark| mark.is_alphanumeric() || *mark == '.')
        .flat_map(char::to_lowercase)
        .collect();
    joined.trim_matches('.').to_owned()
}

/// The reference that `line` starts with.
pub(super) fn read(line: &str) -> Option<Reference> {
    // "(Questions 2 and 3)" behind a title.
    let is_lead = |text: &str| LEADS.iter().any(|lead| strip_lead(text, lead).is_some());
    let mut at = usize::from(line.strip_prefix('(').is_some_and(is_lead));
    let opening = OPENINGS.iter().find(|opening| starts_with_word(line, opening));
    if let Some(opening) = opening {
        at = opening.len();
        at += skip(&line[at..], char::is_whitespace);
    }
    let lead = LEADS.iter().find_map(|lead| strip_lead(&line[at..], lead).map(|rest| (lead, rest)));
    let Some((lead, rest)) = lead else {
        return if opening.is_none() { numbered(line) } else { None };
    };
    let plural = lead.ends_with('s');
    at = line.len() - rest.len();
    let (keys, len) = list(&line[at..], plural, true)?;
    at += len;
    at += count(&line[at..]);
    let (delimiter, len) = delimiter(&line[at..]);
    // "In response to question 3 (partners), we" is a sentence, "In response to question 3:" a heading.
    let sentence =
        opening.is_some_and(|opening| SENTENCES.iter().any(|word| starts_with_word(opening, word)));
    if sentence && !matches!(delimiter, Some(':' | '.' | '-' | '–' | '—' | '\n')) {
        return None;
    }
    let spelt = lead.len() > 4 || opening.is_some();
    Some(Reference { keys, explicit: true, spelt, delimiter, len: at + len })
}

/// A bare number; where the letter counts its own sections, "2. Question 5 – traffic", the question behind it.
fn numbered(line: &str) -> Option<Reference> {
    let own = bare(line)?;
    // "6.2 Q1. Yes" numbers an item of minutes.
    let is_item = own.keys[0].contains('.');
    let is_section = is_item || matches!(own.delimiter, Some('.' | ')'));
    let behind = is_section.then(|| read(&line[own.len..])).flatten();
    let is_question =
        |found: &Reference| found.explicit && (found.spelt || is_item) && found.delimiter.is_some();
    let question = behind.filter(is_question);
    Some(match question {
        Some(found) => Reference { len: own.len + found.len, ..found },
        None => own,
    })
}

/// Bytes of " of 14" behind a number.
fn count(text: &str) -> usize {
    let digits = text.strip_prefix(" of ").map_or(0, |rest| skip(rest, |mark| mark.is_ascii_digit()));
    if digits == 0 { 0 } else { 4 + digits }
}

fn bare(line: &str) -> Option<Reference> {
    let counted = number_word(line);
    let opened = counted + usize::from(line[counted..].starts_with(['(', '[']));
    let rest = &line[opened..];
    let (keys, len) = pair(rest)
        .or_else(|| enumeration(rest))
        .or_else(|| list(rest, false, false))
        .or_else(|| roman(rest).map(|(key, len)| (vec![key], len)))?;
    let at = opened + len;
    if line[at..].starts_with('/') {
        return None;
    }
    let (delimiter, len) = delimiter(&line[at..]);
    // "No 3 bus" is no question.
    let is_set_off = counted == 0 || delimiter.is_some();
    is_set_off.then_some(Reference { keys, explicit: false, spelt: false, delimiter, len: at + len })
}

/// Bytes of "no. " or "number " before figures.
fn number_word(line: &str) -> usize {
    let lead = ["number ", "no. ", "no ", "no.", "nr. ", "nr "].iter().find(|lead| {
        let head = line.get(..lead.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(lead))
            && line[lead.len()..].starts_with(|mark: char| mark.is_ascii_digit())
    });
    lead.map_or(0, |lead| lead.len())
}

/// A number in Roman figures that a full stop or a bracket sets off: "IV. Exemptions".
fn roman(text: &str) -> Option<(String, usize)> {
    let len = skip(text, |mark| matches!(mark, 'I' | 'V' | 'X'));
    let at = ROMAN.iter().position(|known| *known == &text[..len])?;
    let behind = text[len..].strip_prefix(['.', ')'])?;
    behind.starts_with([' ', '\t']).then(|| ((at + 1).to_string(), len))
}

/// Two bare numbers, each set off by the same mark: "15) and 16)".
fn pair(text: &str) -> Option<(Vec<String>, usize)> {
    let (first, len) = one(text, false)?;
    let mark = text[len..].chars().next().filter(|mark| matches!(mark, ')' | '.' | ':'))?;
    let rest = &text[len + 1..];
    let joined = [" and ", " & ", ", ", "/"].iter().find_map(|joint| rest.strip_prefix(joint))?;
    let (second, len) = one(joined, false)?;
    let end = text.len() - joined.len() + len;
    text[end..].starts_with(mark).then(|| (vec![first, second], end))
}

/// Bare numbers in a row that a mark sets off: "2, 3 and 4."
fn enumeration(text: &str) -> Option<(Vec<String>, usize)> {
    let (keys, len) = list(text, true, true).filter(|(keys, _)| keys.len() > 2)?;
    let plain = text[..len]
        .chars()
        .all(|mark| mark.is_ascii_digit() || mark.is_ascii_lowercase() || " ,&".contains(mark));
    let joined = text[..len].contains(" and ") || text[..len].contains('&');
    (plain && joined && matches!(delimiter(&text[len..]).0, Some('.' | ')' | ':' | '\n')))
        .then_some((keys, len))
}

/// What follows a lead word such as "Question", where a number may follow it.
fn strip_lead<'a>(text: &'a str, lead: &str) -> Option<&'a str> {
    let head = text.get(..lead.len()).filter(|head| head.eq_ignore_ascii_case(lead))?;
    let rest = &text[head.len()..];
    if rest.starts_with(|mark: char| mark.is_alphabetic()) {
        return None;
    }
    let rest = &rest[skip(rest, |mark| mark.is_whitespace() || matches!(mark, '.' | '#' | '*' | '_'))..];
    let numbered = ["number ", "no. ", "no.", "no ", "nr. "].iter().find(|word| starts_with_word(rest, word));
    Some(numbered.map_or(rest, |word| rest[word.len()..].trim_start()))
}

/// One number or several: `9`, `9 and 10`, `1-3`, `9, 10 & 12`; with the bytes read.
fn list(text: &str, plural: bool, explicit: bool) -> Option<(Vec<String>, usize)> {
    let (first, mut at) = one(text, explicit)?;
    let mut keys = vec![first];
    while let Some((is_range, joint)) = joint(&text[at..], plural, explicit) {
        let rest = &text[at + joint..];
        let rest = LEADS.iter().find_map(|lead| strip_lead(rest, lead)).unwrap_or(rest);
        let Some((next, len)) = one(rest, explicit) else { break };
        let end = text.len() - rest.len() + len;
        if !explicit && !matches!(delimiter(&text[end..]).0, Some('.' | ')' | ':')) {
            break;
        }
        if is_range {
            extend_range(&mut keys, &next)?;
        } else {
            keys.push(next);
        }
        at = end;
    }
    Some((keys, at))
}

/// A word or mark that joins two numbers: whether it means a range, and its bytes.
fn joint(text: &str, plural: bool, explicit: bool) -> Option<(bool, usize)> {
    let spaces = skip(text, |mark| mark == ' ');
    let rest = &text[spaces..];
    let word = ["and ", "& ", "to ", "+ "].iter().find(|word| starts_with_word(rest, word));
    if let Some(word) = word {
        let is_range = *word == "to ";
        return (spaces > 0 && (explicit || !is_range)).then(|| (is_range, spaces + word.len()));
    }
    let mark = rest.chars().next()?;
    let behind = &rest[mark.len_utf8()..];
    let len = spaces + mark.len_utf8() + skip(behind, |mark| mark == ' ');
    match mark {
        '-' | '–' | '—' if explicit && (plural || spaces == 0 && !behind.starts_with(' ')) => {
            Some((true, len))
        }
        ',' if plural => Some((false, len)),
        '/' | '&' => Some((false, len)),
        _ => None,
    }
}

fn extend_range(keys: &mut Vec<String>, last: &str) -> Option<()> {
    let from: Option<u32> = keys.last().and_then(|key| key.parse().ok());
    match (from, last.parse::<u32>()) {
        (Some(from), Ok(to)) if from < to && to - from <= LONGEST_RANGE => {
            keys.extend((from + 1..=to).map(|number| number.to_string()));
            Some(())
        }
        (None, _) | (_, Err(_)) => {
            keys.push(last.to_owned());
            Some(())
        }
        _ => None,
    }
}

/// One number with its part: `8`, `8a`, `8 (b)`, `2.1`, `eight`, `B2`.
fn one(text: &str, explicit: bool) -> Option<(String, usize)> {
    let digits = skip(text, |mark| mark.is_ascii_digit());
    if digits == 0 {
        return if explicit { spelt_number(text).or_else(|| lettered(text)) } else { lettered(text) };
    }
    if digits > 3 {
        return None;
    }
    let mut end = digits;
    loop {
        let decimals =
            text[end..].strip_prefix('.').map_or(0, |rest| skip(rest, |mark| mark.is_ascii_digit()));
        if decimals == 0 {
            break;
        }
        end += 1 + decimals;
    }
    let mut key = text[..end].trim_start_matches('0').to_owned();
    if let Some((part, len)) = part(&text[end..]) {
        key.push_str(&part.to_lowercase());
        end += len;
    } else if text[end..]
        .starts_with(|mark: char| mark.is_alphanumeric() || matches!(mark, '%' | '/' | '\'' | '’'))
    {
        // "3rd", "24/7" and "5%" are no numbers of anything.
        // "2/3" and "2/Q3" are two.
        let is_pair = text[end..].strip_prefix('/').is_some_and(|rest| {
            rest.trim_start_matches(['q', 'Q']).starts_with(|mark: char| mark.is_ascii_digit())
        });
        return is_pair.then_some((key, end));
    }
    Some((key, end))
}

/// The letter of a part: `a`, `(a)`, ` (ii)`.
fn part(text: &str) -> Option<(&str, usize)> {
    let spaces = skip(text, |mark| mark == ' ');
    let inner = &text[spaces..];
    if let Some(inner) = inner.strip_prefix('(') {
        let letters = skip(inner, |mark| mark.is_ascii_alphabetic());
        let closed = (1..=3).contains(&letters) && inner[letters..].starts_with(')');
        return closed.then(|| (&inner[..letters], spaces + letters + 2));
    }
    if spaces > 0 {
        return None;
    }
    let letters = skip(text, |mark| mark.is_ascii_alphabetic());
    let fits = letters == 1
        || letters > 1 && letters <= 3 && text[..letters].bytes().all(|mark| b"ivx".contains(&mark));
    let ends = !text[letters..].starts_with(|mark: char| mark.is_alphanumeric());
    (fits && ends).then(|| (&text[..letters], letters))
}

fn spelt_number(text: &str) -> Option<(String, usize)> {
    let letters = skip(text, char::is_alphabetic);
    let at = NUMBER_WORDS.iter().position(|word| text[..letters].eq_ignore_ascii_case(word))?;
    Some(((at + 1).to_string(), letters))
}

/// A letter with a figure, as in `B2`.
fn lettered(text: &str) -> Option<(String, usize)> {
    let letters = skip(text, |mark| mark.is_ascii_alphabetic());
    let digits = skip(&text[letters..], |mark| mark.is_ascii_digit());
    let end = letters + digits;
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    (letters == 1 && (1..=3).contains(&digits) && ends).then(|| (text[..end].to_lowercase(), end))
}

/// The mark behind a reference and the bytes up to what it sets off.
fn delimiter(text: &str) -> (Option<char>, usize) {
    let before = skip(text, |mark| matches!(mark, ' ' | '\t' | '*' | '_' | '\u{a0}'));
    let rest = &text[before..];
    let Some(mark) = rest.chars().next() else { return (Some('\n'), text.len()) };
    let is_mark = match mark {
        '.' | ')' | ':' | '|' | ']' | '?' => {
            before == 0 || text[..before].contains(['*', '_']) || mark == ':' || mark == '|'
        }
        '-' | '–' | '—' | '=' => before > 0 || rest[mark.len_utf8()..].starts_with(' '),
        '\r' | '\n' => return (Some('\n'), before),
        // A title in brackets.
        '(' => return (Some('('), before),
        _ => false,
    };
    if !is_mark {
        let tab = text[..before].contains('\t') || text[..before].contains("  ");
        return if tab { (Some('\t'), before) } else { (None, before.min(text.len())) };
    }
    let marks =
        skip(rest, |next| matches!(next, '.' | ')' | ':' | '|' | ']' | '?' | '-' | '–' | '—' | '*' | '_'));
    let behind = skip(&rest[marks..], |mark| matches!(mark, ' ' | '\t' | '*' | '_' | '\u{a0}' | '|'));
    let at_end = before + marks + behind == text.len();
    (Some(if at_end { '\n' } else { mark }), before + marks + behind)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let head = text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    head && (word.ends_with([' ', '.']) || !text[word.len()..].starts_with(char::is_alphanumeric))
}

fn skip(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|mark| !wanted(mark)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, keys: &[&str], rest: &str) {
        let found = read(line).unwrap_or_else(|| panic!("nothing in {line}"));
        assert_eq!(found.keys, keys, "{line}");
        assert_eq!(&line[found.len..], rest, "{line}");
    }

    #[test]
    fn numbers_are_read_in_every_dress() {
        check("8. Do you", &["8"], "Do you");
        check("8) Do you", &["8"], "Do you");
        check("(8) Do you", &["8"], "Do you");
        check("Q8", &["8"], "");
        check("Q8. Yes", &["8"], "Yes");
        check("Q.8 – yes", &["8"], "yes");
        check("Qu. 8: yes", &["8"], "yes");
        check("Question 8:** yes", &["8"], "yes");
        check("QUESTION EIGHT", &["8"], "");
        check("Question No. 8 - yes", &["8"], "yes");
        check("8a) yes", &["8a"], "yes");
        check("Question 8 (b): yes", &["8b"], "yes");
        check("2.1 We", &["2.1"], "We");
        check("Our response to question 4:", &["4"], "");
        check("2. Question 5 – traffic", &["5"], "traffic");
        check("6.2 Q1. Yes", &["1"], "Yes");
        check("2. Question the need", &["2"], "Question the need");
    }

    #[test]
    fn several_numbers_are_one_reference() {
        check("Questions 9 and 10: yes", &["9", "10"], "yes");
        check("Q1-3. yes", &["1", "2", "3"], "yes");
        check("Q9 & Q10: yes", &["9", "10"], "yes");
        check("Questions 9, 10 and 12", &["9", "10", "12"], "");
        check("9 & 10. yes", &["9", "10"], "yes");
        check("15) and 16) We", &["15", "16"], "We");
        check("(Questions 2 and 3)", &["2", "3"], "");
    }

    #[test]
    fn other_numbers_are_none() {
        for line in ["2019 was a year", "3rd reading", "24/7 care", "Quiet streets", "Q: Do you", "5% more"] {
            assert_eq!(read(line).map(|found| found.keys), None, "{line}");
        }
        check("Q8 - 10 years of cuts", &["8"], "10 years of cuts");
    }

    #[test]
    fn keys_are_compared_in_one_form() {
        assert_eq!(["Q8", "8.", "Question 8 (a)", "3b", "B2"].map(key), ["8", "8", "8a", "3b", "b2"]);
    }
}

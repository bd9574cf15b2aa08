//! What a form says to the respondent around an answer: "Please explain why.", "Answer:", "Yes / No (delete)".

use std::sync::LazyLock;

use canvass_core::text::folded_words;
use rustc_hash::FxHashSet;

/// Words that instructions are made of; a sentence of other words is the respondent's.
const VOCABULARY: &str = "a about above add additional agree agreed all and answer answers any applicable apply applies \
    appropriate as be below box boxes brief briefly can changes characters choice choose circle comment comments concerns could delete describe detail \
    details disagree do does don't elaborate enter evidence example examples expand explain explanation following for from further give \
    have here highlight how if in include including indicate information instead it justify know least let like limit long \
    make max maximum more no not number of on one only opinion optional options or other outline page pages part \
    please possible provide question reason reasoning reasons relevant required reply response ring responses say select separate set share sheet \
    so space specific specify state strike suggest suggestions support supporting tell that the think this thoughts through tick to type underline up us use view views want what \
    where which who why wish with words would write yes you your";
/// Words an instruction begins with.
const OPENINGS: [&str; 25] = [
    "please",
    "if",
    "why",
    "explain",
    "give",
    "provide",
    "tell",
    "add",
    "state",
    "tick",
    "select",
    "choose",
    "max",
    "maximum",
    "optional",
    "comments",
    "comment",
    "reasons",
    "reason",
    "explanation",
    "details",
    "delete",
    "yes",
    "further",
    "additional",
];
/// Last words of a label such as "Our response:".
const LABELS: [&str; 16] = [
    "value",
    "label",
    "answer",
    "answers",
    "ans",
    "response",
    "reply",
    "comment",
    "comments",
    "reason",
    "reasons",
    "explanation",
    "a",
    "antwort",
    "réponse",
    "ateb",
];
const LONGEST_CELL: usize = 8;
const EMPTY_CELLS: [&str; 5] = ["n/a", "na", "-", "–", "—"];
/// What a form's program writes where nothing was.
const EMPTY: [&str; 13] = [
    "(no tick needed)",
    "(no tick required)",
    "(tick not needed)",
    "(tick not required)",
    "(no box to tick)",
    "(blank)",
    "(empty)",
    "(no selection)",
    "(none selected)",
    "(not answered)",
    "(no answer)",
    "(no response)",
    "[blank]",
];
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| VOCABULARY.split_whitespace().collect());
/// Words of pleas: "Please don't.", "Please support this."
const PLEAS: [&str; 15] = [
    "please", "do", "does", "don't", "not", "this", "that", "it", "so", "you", "us", "we", "want", "let",
    "support",
];
const LONGEST_PROMPT: usize = 28;
const LONGEST_LABEL: usize = 40;

/// Bytes of prompts and blank marks at the start of `text`; the last line is whole.
pub(super) fn skip(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let blank = marks(rest);
        let inner = &rest[blank..];
        let passed =
            field_name(inner).or_else(|| empty(inner)).or_else(|| label(inner)).or_else(|| sentence(inner));
        let Some(len) = passed else { return at };
        at += blank + len;
    }
}

/// Bytes of white space and markup that stand before words.
pub(super) fn marks(text: &str) -> usize {
    let mut at = 0;
    while let Some(mark) = text[at..].chars().next() {
        let next = text[at + mark.len_utf8()..].chars().next();
        let passes = match mark {
            '*' | '_' => next.is_some_and(|next| !next.is_whitespace()) || text[..at].ends_with(mark),
            '|' | ':' | '>' | '#' | '\u{feff}' => true,
            // What is left of a rule under a heading.
            '-' | '=' => next == Some(mark) || text[..at].ends_with(mark),
            _ => mark.is_whitespace(),
        };
        if !passes {
            break;
        }
        at += mark.len_utf8();
    }
    at
}

/// Bytes of a label such as "Answer:", "A:" or "The Trust's response -" at the start of `text`.
pub(super) fn label(text: &str) -> Option<usize> {
    if let Some(len) = answer_number(text) {
        return Some(len);
    }
    let head = &text[..floor(text, LONGEST_LABEL)];
    let window = head.split('\n').next().unwrap_or("").trim_end();
    let is_line = window.len() < head.trim_end().len() || head.len() == text.len();
    let colon = window.find([':', '|']).or_else(|| is_line.then_some(window.len()))?;
    // The last word that is no figure must be a label's.
    let lead = window[..colon].trim_end_matches(|mark: char| !mark.is_alphabetic());
    let word = lead
        .rfind(|mark: char| !mark.is_alphabetic())
        .map_or(lead, |at| lead[at..].trim_start_matches(|mark: char| !mark.is_alphabetic()));
    let word = word.to_lowercase();
    if !LABELS.contains(&word.as_str()) {
        return None;
    }
    let words = folded_words(&window[..colon], &[]);
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.bytes().all(|mark| mark.is_ascii_digit()))
        .collect();
    let last = words.last().filter(|last| LABELS.contains(last))?;
    let alone = colon == window.len();
    let fits = if alone {
        words.len() == 1 && last.len() > 2 && !window.ends_with('.')
    } else {
        words.len() <= 5 && (last.len() > 1 || words.len() == 1)
    };
    // "Better value: ..." is no field of a form.
    let is_whole = !matches!(*last, "value" | "label") || words.len() == 1 && !alone;
    // "No further comments:" is not a label but an answer.
    let speaks = words.iter().any(|word| matches!(*word, "no" | "see" | "following" | "i" | "we" | "as"));
    (fits && is_whole && !speaks).then(|| (colon + 1).min(window.len())).filter(|len| *len > 0)
}

/// Bytes of what a form's program calls a field: "Field: `Q2_reasons`".
pub(super) fn field_name(text: &str) -> Option<usize> {
    let line = text.split(['\n', '\r']).next().unwrap_or("");
    let name = ["field:", "item:"].iter().find_map(|key| {
        line.get(..key.len())
            .filter(|head| head.eq_ignore_ascii_case(key))
            .map(|head| line[head.len()..].trim())
    })?;
    (!name.is_empty() && !name.contains(' ')).then_some(line.len())
}

/// Bytes of what a form's program writes where nothing was: "(blank)".
fn empty(text: &str) -> Option<usize> {
    // A cell for a tick, in the row of a question that asks for none.
    let head = &text[..floor(text, LONGEST_CELL)];
    let cell = head.find('\t').map(|end| &head[..end]);
    if let Some(cell) =
        cell.filter(|cell| EMPTY_CELLS.iter().any(|known| cell.trim().eq_ignore_ascii_case(known)))
    {
        return Some(cell.len());
    }
    EMPTY
        .iter()
        .find(|mark| text.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
        .map(|mark| mark.len())
}

/// Bytes of "A4." or "Answer 4:", as it answers a "Q4.".
fn answer_number(text: &str) -> Option<usize> {
    let lead = ["answer ", "ans ", "ans. ", "a"]
        .iter()
        .find(|lead| text.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead)))?;
    let digits = text[lead.len()..].bytes().take_while(u8::is_ascii_digit).count();
    let end = lead.len() + digits;
    let mark = text[end..].chars().next().filter(|mark| matches!(mark, '.' | ':' | ')'))?;
    (1..=3).contains(&digits).then_some(end + mark.len_utf8())
}

/// Bytes of one sentence of instructions at the start of `text`, which may be wrapped.
pub(super) fn sentence(text: &str) -> Option<usize> {
    sentence_on(text, true).or_else(|| sentence_on(text, false))
}

fn sentence_on(text: &str, wraps: bool) -> Option<usize> {
    let (inner, bracket) = match text.strip_prefix(['(', '[']) {
        Some(inner) => (inner, 1),
        None => (text, 0),
    };
    // Every line is asked: its first word tells most of them apart.
    if bracket == 0 && !may_open(text) {
        return None;
    }
    let window = &inner[..floor(inner, 400)];
    let is_end = |at: usize, mark: &str| mark != "\n" || !wraps || !goes_on(&window[at + 1..]);
    let mut ends = window.match_indices(['.', '?', '!', '\n', ')', ']', ':']);
    let mut end = bracket + ends.find(|(at, mark)| is_end(*at, mark)).map_or(window.len(), |(at, _)| at);
    if end - bracket == window.len() && window.len() < inner.len() {
        return None;
    }
    // "(Yes/No)" and "Please explain (max. 500 words)".
    let first = text[bracket..end]
        .split(|mark: char| !mark.is_alphabetic())
        .find(|word| !word.is_empty())
        .unwrap_or("");
    if bracket == 0 && !opens(first) {
        return None;
    }
    let words = folded_words(&text[bracket..end], &[]);
    let marked = text[..end].contains(['~', '☐', '☒', '☑', '[']);
    if marked || !is_prompt(&words, bracket > 0) {
        return None;
    }
    let behind = text[end..]
        .find(|mark: char| !matches!(mark, '.' | '?' | '!' | ')' | ']' | ':' | '*' | '_'))
        .unwrap_or(text.len() - end);
    end += behind;
    // A prompt that runs on in lower case was a sentence after all.
    let follows = text[end..].trim_start_matches(' ');
    let choice = words.len() >= 2 && words[0] == "yes";
    (choice || !follows.starts_with(|mark: char| mark.is_lowercase())).then_some(end)
}

/// Whether a line carries on the one before, quoted or not.
fn goes_on(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '>']).starts_with(char::is_lowercase)
}

/// Whether an instruction begins with the word.
fn opens(word: &str) -> bool {
    OPENINGS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether the first word of `text` is one that an instruction begins with.
fn may_open(text: &str) -> bool {
    let Some(start) = text.find(char::is_alphabetic) else { return false };
    let word = &text[start..];
    let end = word.find(|mark: char| !mark.is_alphabetic()).unwrap_or(word.len());
    opens(&word[..end])
}

fn is_prompt(words: &[String], bracketed: bool) -> bool {
    let (Some(first), true) = (words.first(), words.len() <= LONGEST_PROMPT) else { return false };
    let opens = bracketed || opens(first);
    let known =
        |word: &String| word.bytes().all(|mark| mark.is_ascii_digit()) || KNOWN.contains(word.as_str());
    // "Yes" alone is a reply; "Yes no" is a choice nobody made.
    let both = words.iter().any(|word| word == "yes" || word == "agree")
        && words.iter().any(|word| word == "no" || word == "disagree" || word == "delete");
    let chosen = matches!(first.as_str(), "yes" | "no" | "further" | "additional" | "agree") && !both;
    let sure = words.len() >= 2
        || matches!(
            first.as_str(),
            "why" | "comments" | "comment" | "reasons" | "optional" | "explanation" | "explain"
        );
    let pleads = first == "please" && words.iter().all(|word| PLEAS.contains(&word.as_str()));
    opens && sure && !chosen && !pleads && words.iter().all(known)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, rest: &str) {
        assert_eq!(&text[skip(text)..], rest, "{text}");
    }

    #[test]
    fn prompts_are_passed_over() {
        check("Please explain why.\n\nWe think", "\n\nWe think");
        check("If not, please explain why.", "");
        check("Why / why not?\nBecause", "\nBecause");
        check("Answer: Yes", " Yes");
        check("Your answer | Yes", " Yes");
        check("**A:** No", "** No");
        check("The Trust's response: no", " no");
        check("(maximum 500 words)\nWe", "\nWe");
        check("Yes / No (delete as appropriate)\nWe", "\nWe");
        check("Please give reasons for your answer below: We", " We");
        check("If yes, please say who:\nWomen", "\nWomen");
        check("Value: (no selection)\n\nField: Q2_reasons\nValue: We", " We");
        check("Please give reasons\n   for your answer.\nWe", "\nWe");
    }

    #[test]
    fn replies_are_not() {
        for text in [
            "Yes",
            "No.",
            "Please explain why buses are late.",
            "No further comments.",
            "If not now, when?",
            "Why bother? The road",
            "Better value: the bus",
            "A bus",
            "Please don't. The road",
            "Please do this.",
            "Please, please support it!",
        ] {
            check(text, text);
        }
    }
}

//! The closed reply that leads an answer: a ticked box, "YES" on its own line, "No. We think ...".

use canvass_core::{ClosedReply, QuestionIdx, QuestionKind, Span, Stance};

use super::{Outline, grid, prompt};
use crate::scale;

/// Most words of a closed reply.
const LONGEST_REPLY: usize = 8;
/// Fewest words of a title that reads as a reply.
const SHORTEST_TITLE: usize = 3;
/// Replies of one word that lead a sentence too often to be believed unless they stand alone.
const WEAK: [&str; 14] = [
    "for",
    "do",
    "both",
    "none",
    "na",
    "n",
    "y",
    "ie",
    "don't",
    "ja",
    "welcome",
    "sometimes",
    "accept",
    "perhaps",
];
/// Words that may follow a "No" without any mark and leave it a reply.
const AFTER_NO: &str = "absolutely and although as because but definitely he however i if in it not our please see she since \
    so that the there these they this those though unless we while you";
/// Words that follow a "Yes" which is no reply.
const AFTER_YES: [&str; 8] = ["or", "vote", "votes", "men", "man", "minister", "campaign", "option"];

/// What a reply is called where it is written before the reasons.
const TICK_LABELS: [&str; 14] = [
    "tick", "ticked", "box", "vote", "voted", "votes", "rating", "position", "answer", "response", "reply",
    "selected", "choice", "verdict",
];
const LONGEST_TICK_LABEL: usize = 32;
const LONGEST_COUNT: usize = 80;

/// The closed reply leading `text[span]`, and what is left to read behind it.
///
/// The rest starts behind the reply and the prompts that follow it, where the reply stands apart;
/// where the sentence goes on ("Yes and the trustees ..."), the rest is the whole of it.
pub fn leading(
    outline: &Outline,
    question: QuestionIdx,
    text: &str,
    span: Span,
) -> Option<(ClosedReply, Span)> {
    if outline.consultation.question(question).kind == QuestionKind::Open {
        return None;
    }
    let piece = &text[..span.end as usize];
    let at = begin(piece, span.start as usize);
    let known = Some(outline.consultation.question(question));
    let read = |reply: &str| scale::read(known, reply);
    let rest = |start: usize| {
        let rest = rest(piece, start);
        let start = rest.start as usize
            + question_tail(&outline.consultation.question(question).text, rest.of(piece));
        Span::new(start, rest.end as usize).trim(piece)
    };
    if let Some(ticked) = grid::ticks(piece, at, &read) {
        let behind = rest(at + ticked.len);
        let label = ticked.label?;
        let reply = Span::new(at + label.start, at + label.end);
        let behind = said_again(piece, reply.of(text), behind);
        return Some((ClosedReply::on_scale(reply, read(reply.of(text))), behind));
    }
    let at = at + struck_out(&piece[at..]);
    let at = at + prompt::marks(&piece[at..]);
    let at = at + paragraph_number(&piece[at..]);
    // "- Yes, ..." begins a list.
    let at = at
        + ["- ", "• ", "* ", "– "]
            .iter()
            .find(|bullet| piece[at..].starts_with(**bullet))
            .map_or(0, |bullet| bullet.len());
    let at = at + piece[at..].find(|mark| !matches!(mark, '"' | '“' | '‘' | '\'')).unwrap_or(0);
    let at = at + tick_label(&piece[at..], &read);
    let (end, apart) = reply(&piece[at..], &read).or_else(|| printed(outline, question, &piece[at..]))?;
    if let Some(below) = reply_below_title(&piece[at..], end, &read) {
        return leading(outline, question, text, Span::new(at + below, span.end as usize));
    }
    let closed = ClosedReply::on_scale(Span::new(at, at + end), read(&piece[at..at + end]));
    let behind = at + end + count(&piece[at + end..]);
    let rest = if apart { rest(behind) } else { Span::new(at, piece.len()).trim(text) };
    Some((closed, rest))
}

/// The closed reply of a question that is a row of a table, whose marks stand below labels at the table's head.
pub(super) fn in_row(
    outline: &Outline,
    question: QuestionIdx,
    text: &str,
    span: Span,
) -> Option<(ClosedReply, Span)> {
    let known = Some(outline.consultation.question(question));
    known.filter(|question| question.kind != QuestionKind::Open)?;
    let piece = &text[..span.end as usize];
    let at = begin(piece, span.start as usize);
    let (label, end) = grid::in_row(piece, at, &|reply| scale::read(known, reply))?;
    let stance = scale::read(known, &text[label.clone()]);
    Some((ClosedReply::on_scale(Span::new(label.start, label.end), stance), rest(piece, end)))
}

/// Bytes of the last sentences of a question that `text` begins with: a form prints them below the boxes.
fn question_tail(question: &str, text: &str) -> usize {
    let ends = question.match_indices(['.', '?', '!', ')']).map(|(at, mark)| at + mark.len());
    let tails = ends.map(|end| question[end..].trim()).filter(|tail| tail.contains(' '));
    tails.filter_map(|tail| repeated(tail, text)).max().unwrap_or(0)
}

/// Bytes of `words` at the start of `text`, wherever lines end and with whatever stop the last one has.
fn repeated(words: &str, text: &str) -> Option<usize> {
    const STOPS: [char; 4] = ['.', ':', '?', '!'];
    let mut at = 0;
    for word in words.trim_end_matches(STOPS).split_whitespace() {
        at += text[at..].len() - text[at..].trim_start().len();
        at += text[at..].starts_with(word).then_some(word.len())?;
    }
    let behind = &text[at..];
    let is_over = behind.is_empty() || behind.starts_with(STOPS) || behind.starts_with(char::is_whitespace);
    is_over.then(|| at + behind.len() - behind.trim_start_matches(STOPS).len())
}

/// Bytes of a label before a reply that stands apart: "Tick: Agree", "Our vote: Yes (12 to 3)".
fn tick_label(text: &str, read: &dyn Fn(&str) -> Option<Stance>) -> usize {
    let line = text.lines().next().unwrap_or("");
    let Some(colon) = line.find(':').filter(|colon| *colon <= LONGEST_TICK_LABEL) else { return 0 };
    let is_label = line[..colon]
        .rsplit(' ')
        .next()
        .is_some_and(|last| TICK_LABELS.iter().any(|known| last.eq_ignore_ascii_case(known)));
    let len = colon + 1 + line[colon + 1..].len() - line[colon + 1..].trim_start().len();
    let is_reply = || reply(&text[len..], read).is_some_and(|(_, apart)| apart);
    if is_label && is_reply() { len } else { 0 }
}

/// Bytes of the count of votes in brackets that ends the line behind a reply: " (51 for, 2 abstaining)".
fn count(text: &str) -> usize {
    let Some(inner) = text.trim_start_matches(' ').strip_prefix('(') else { return 0 };
    let Some(close) = inner.find(')').filter(|close| *close <= LONGEST_COUNT) else { return 0 };
    let counts = inner[..close].contains(|mark: char| mark.is_ascii_digit());
    let len = text.len() - inner.len() + close + 1;
    let behind = text[len..].trim_start_matches(['.', ' ', '\t']);
    let ends = behind.is_empty() || behind.starts_with(['\n', '\r']);
    if counts && ends { len } else { 0 }
}

/// What is left where the label of the box that is ticked stands once more on a line below it.
fn said_again(piece: &str, label: &str, behind: Span) -> Span {
    let line = behind.of(piece).lines().next().unwrap_or("");
    let same = line.trim().trim_end_matches('.').eq_ignore_ascii_case(label);
    if same { rest(piece, behind.start as usize + line.len()) } else { behind }
}

/// Bytes of a paragraph's own number, as in "5.1 Agree."
fn paragraph_number(text: &str) -> usize {
    let number = text.find(|mark: char| !(mark.is_ascii_digit() || mark == '.')).unwrap_or(0);
    let inner = text[..number].trim_end_matches('.');
    let blanks = text[number..].len() - text[number..].trim_start_matches([' ', '\t']).len();
    if inner.contains('.') && blanks > 0 { number + blanks } else { 0 }
}

/// Where the reading of an answer begins: behind blanks, labels, prompts and boxes that nobody ticked.
///
/// A heading may end in a word that goes on behind the piece; then nothing of the piece is left.
pub(super) fn begin(piece: &str, start: usize) -> usize {
    let mut at = start.min(piece.len());
    loop {
        at += prompt::skip(&piece[at..]);
        at += prompt::marks(&piece[at..]);
        match grid::ticks(piece, at, &|label| scale::read(None, label))
            .filter(|ticked| ticked.label.is_none())
        {
            Some(ticked) => at += ticked.len,
            None => return at,
        }
    }
}

fn rest(piece: &str, start: usize) -> Span {
    let marks = piece[start..].find(|mark: char| {
        mark.is_alphanumeric() || matches!(mark, '(' | '[' | '“' | '‘' | '"' | '\n' | '£' | '☐' | '☒')
    });
    let start = start + marks.unwrap_or(piece.len() - start);
    let start = begin(piece, start);
    Span::new(start, piece.len()).trim(piece)
}

/// Bytes of choices struck out, as in `~~Yes~~ / No`.
fn struck_out(text: &str) -> usize {
    let Some(inner) = text.strip_prefix("~~") else { return 0 };
    let Some(end) = inner.find("~~") else { return 0 };
    let behind = 2 + end + 2;
    behind + text[behind..].find(|mark: char| mark.is_alphanumeric() || mark == '~').unwrap_or(0)
}

/// The bytes of the longest reply that `text` starts with, and whether it stands apart from what follows.
fn reply(text: &str, read: &dyn Fn(&str) -> Option<Stance>) -> Option<(usize, bool)> {
    let ends = word_ends(text);
    for (at, &end) in ends.iter().enumerate().rev() {
        let words = &text[..end];
        if read(words).is_none() {
            continue;
        }
        let behind = behind(&text[end..]);
        let alone = behind == Behind::LineEnd;
        let first = text[..ends[0]].to_lowercase();
        let weak = at == 0 && WEAK.contains(&first.as_str()) || words.eq_ignore_ascii_case("not at all");
        let spoken = matches!(first.as_str(), "i" | "we" | "my" | "our");
        match behind {
            Behind::LineEnd => return Some((end, true)),
            Behind::Mark if !weak && !spoken => return Some((end, true)),
            // "YES Our members agree."
            Behind::Word(next)
                if at == 0
                    && is_shouted(words)
                    && next.starts_with(char::is_uppercase)
                    && next.contains(char::is_lowercase) =>
            {
                return Some((end, true));
            }
            Behind::Word(next) if at == 0 && goes_on(&first, &next.to_lowercase()) => {
                return Some((end, false));
            }
            _ => debug_assert!(!alone),
        }
    }
    None
}

/// The bytes of a label of the scale that the question itself prints, and whether it stands apart.
fn printed(outline: &Outline, question: QuestionIdx, text: &str) -> Option<(usize, bool)> {
    let begins =
        |label: &&String| text.get(..label.len()).is_some_and(|begin| begin.to_lowercase() == **label);
    let label = outline.printed[question.0 as usize].iter().filter(begins).max_by_key(|label| label.len())?;
    match behind(&text[label.len()..]) {
        Behind::LineEnd => Some((label.len(), true)),
        Behind::Mark => Some((label.len(), !text[label.len()..].starts_with(','))),
        _ => None,
    }
}

/// Where the reply stands on a line of its own below what reads as a reply and is a title: "Support for the proposal".
/// A label of a scale names nothing: "Neither agree nor disagree".
fn reply_below_title(text: &str, end: usize, read: &dyn Fn(&str) -> Option<Stance>) -> Option<usize> {
    const NAMING: [&str; 3] = [" the ", " this ", " your "];
    let title = text[..end].to_lowercase();
    let is_title = NAMING.iter().any(|word| title.contains(word))
        && behind(&text[end..]) == Behind::LineEnd
        && word_ends(&text[..end]).len() >= SHORTEST_TITLE;
    if !is_title {
        return None;
    }
    let below = end + text[end..].find('\n')?;
    let below = below + text[below..].find(|mark: char| mark.is_alphanumeric())?;
    let (len, _) = reply(&text[below..], read)?;
    let stands_alone = behind(&text[below + len..]) == Behind::LineEnd;
    (stands_alone && word_ends(&text[below..below + len]).len() < SHORTEST_TITLE).then_some(below)
}

/// Whether a reply is in capitals, as a tick is and the sentence behind it is not.
fn is_shouted(reply: &str) -> bool {
    reply.len() > 1 && reply.chars().all(char::is_uppercase)
}

/// Whether a reply goes on in the same sentence: "Yes and the", "No we do not".
fn goes_on(reply: &str, next: &str) -> bool {
    match reply {
        "yes" | "yeah" | "yep" => !AFTER_YES.contains(&next),
        "no" => AFTER_NO.split_whitespace().any(|known| known == next),
        _ => false,
    }
}

#[derive(PartialEq, Eq)]
enum Behind {
    LineEnd,
    Mark,
    Word(String),
    Other,
}

fn behind(text: &str) -> Behind {
    let rest = text.trim_start_matches(['*', '_', '"', '”', '’', '\u{a0}']);
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
    let inner = rest[spaces..].trim_start_matches(['*', '_']);
    let mut chars = inner.chars();
    match chars.next() {
        None | Some('\n' | '\r' | '|' | '\u{c}') => Behind::LineEnd,
        // The cell of a table; beside another choice it was not ticked.
        _ if rest[..spaces].contains('\t') => {
            let next = inner.split(['\t', '\n', '\r']).next().unwrap_or("");
            if scale::read(None, next).is_some() { Behind::Other } else { Behind::LineEnd }
        }
        // "No. 5" is a number, "3.5" a figure.
        Some('.')
            if chars.as_str().trim_start_matches(' ').starts_with(|mark: char| mark.is_ascii_digit()) =>
        {
            Behind::Other
        }
        Some('.' | '!')
            if chars.as_str().trim_start_matches(['.', '!', '*', '_', '"', '”', ' ', '\t']).is_empty() =>
        {
            Behind::LineEnd
        }
        Some('.' | '!') if is_line_end(chars.as_str()) => Behind::LineEnd,
        Some('.' | ',' | ';' | ':' | '!' | '…' | '(' | '–' | '—') => Behind::Mark,
        Some('-') if spaces > 0 || chars.as_str().starts_with(' ') => Behind::Mark,
        Some(mark) if mark.is_alphanumeric() && spaces > 0 => {
            let end = inner.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(inner.len());
            Behind::Word(inner[..end].to_owned())
        }
        Some(_) => Behind::Other,
    }
}

fn is_line_end(text: &str) -> bool {
    text.trim_start_matches(['.', '!', '*', '_', '"', '”', ' ', '\t']).starts_with(['\n', '\r'])
}

/// Ends of the first words of `text`, as far as only weak marks stand between them.
fn word_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while ends.len() < LONGEST_REPLY {
        let gap = text[at..]
            .find(|mark: char| !matches!(mark, ' ' | ',' | '-' | '–' | '/' | '\u{a0}'))
            .unwrap_or(text.len() - at);
        let slash = text[at..at + gap].contains('/');
        let word = text[at + gap..]
            .find(|mark: char| !(mark.is_alphanumeric() || matches!(mark, '\'' | '’')))
            .unwrap_or(text.len() - at - gap);
        // "n/a" has a slash inside, "Yes/No" is a choice.
        if word == 0 || at == 0 && gap > 0 || slash && !text[..at].eq_ignore_ascii_case("n") {
            break;
        }
        at += gap + word;
        ends.push(at);
    }
    if text[at..].trim_start_matches(' ').starts_with('/') {
        ends.clear();
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_behind_a_reply_holds_the_reasons_or_another_choice() {
        assert!(behind("\tWith misgivings.") == Behind::LineEnd);
        assert!(behind("\tNo\tDon't know") == Behind::Other, "nobody ticked a row of choices");
    }
}

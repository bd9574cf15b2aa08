//! Every place that may be a heading, line by line; which of them are is settled in [`super::plan`].

use canvass_core::QuestionIdx;

use super::heading::{Bare, Heading, Kind};
use super::reference::{self, Reference};
use super::sheet::{Line, Sheet};
use super::{Outline, announcement, names, wording};
use crate::scale;

/// A line of more words is no heading, unless it repeats official wording.
const LONGEST_TITLE: usize = 30;
/// Words that headings do not have: somebody speaks.
const SPEAKING: &str = "we our us i my me i'm i've we've support oppose agree disagree prefer favour favor welcome believe think feel consider yes \
    no not don't is are was were will has have had can't cannot won't";
/// Words that may stand before an option's name in a heading.
const OPTION_LEADS: [&str; 12] = [
    "on",
    "re",
    "regarding",
    "as",
    "to",
    "views",
    "view",
    "response",
    "comments",
    "our",
    "section",
    "concerning",
];
/// Headings of text that answers no question.
const OTHER_HEADINGS: [&str; 41] = [
    "conclusion",
    "conclusions",
    "concluding remarks",
    "concluding comments",
    "concluding thoughts",
    "closing remarks",
    "closing comments",
    "final remarks",
    "final comments",
    "final thoughts",
    "final points",
    "general comments",
    "general comment",
    "general observations",
    "general remarks",
    "general points",
    "general response",
    "overall comments",
    "other comments",
    "other remarks",
    "other matters",
    "other points",
    "other issues",
    "additional comments",
    "additional points",
    "additional remarks",
    "additional information",
    "further comments",
    "further points",
    "further information",
    "any other comments",
    "any further comments",
    "any other business",
    "in conclusion",
    "to conclude",
    "summary and conclusion",
    "wider comments",
    "general",
    "other",
    "about us",
    "contact details",
];
/// Headings that may also head a part of an answer.
const CLOSING_HEADINGS: [&str; 8] =
    ["summary", "annex", "appendix", "references", "in summary", "sources", "bibliography", "contact"];

/// The candidates of a letter, in order and disjoint.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut floor = 0;
    for at in 0..sheet.lines.len() {
        let line = &sheet.lines[at];
        if line.words.is_empty() || line.words.end <= floor {
            continue;
        }
        if line.words.start >= floor
            && let Some(heading) = on_line(outline, sheet, at)
        {
            floor = sheet.word_at(heading.end as u32).max(line.words.start);
            if heading.kind == Kind::Announcement {
                floor += 1;
            }
            found.push(heading);
        }
        let breath = in_one_breath(sheet, line);
        let next = |from: usize| {
            let listed = breath.iter().copied().find(|word| *word >= from).unwrap_or(usize::MAX);
            sheet.next_start(from).min(listed)
        };
        let mut start = next(floor.max(line.words.start + 1));
        while start < line.words.end {
            if let Some(heading) = inside(outline, sheet, start, breath.contains(&start)) {
                floor = sheet.word_at(heading.end as u32).max(start + 1);
                found.push(heading);
            }
            start = next(floor.max(start + 1));
        }
    }
    found
}

/// The references of a line such as "q4 no q5 no q6 yes", which counts up without a mark.
fn in_one_breath(sheet: &Sheet<'_>, line: &Line) -> Vec<usize> {
    let number = |word: usize| sheet.written(word).strip_prefix(['q', 'Q'])?.parse::<u32>().ok();
    if number(line.words.start).is_none() {
        return Vec::new();
    }
    let found: Vec<(usize, u32)> =
        line.words.clone().filter_map(|word| Some((word, number(word)?))).take(100).collect();
    let ascends = found.len() >= 3 && found.windows(2).all(|pair| pair[0].1 < pair[1].1);
    if ascends { found.into_iter().map(|(word, _)| word).collect() } else { Vec::new() }
}

/// A heading at the start of line `at`.
fn on_line(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let inner = line.inner.of(sheet.text);
    let labelled = q_label(inner);
    if let Some(number) = reference::read(inner).filter(|_| labelled.is_none()) {
        let heading = numbered(outline, sheet, at, &number);
        if heading.is_some() {
            return heading;
        }
    }
    if !line.begins {
        return None;
    }
    let start = sheet.word_at(line.inner.start + labelled.unwrap_or(0) as u32);
    if start >= line.words.end {
        return None;
    }
    worded(outline, sheet, line, start, &[])
        .or_else(|| option_heading(outline, sheet, at, line.words.start))
        .or_else(|| other_heading(sheet, at))
        .or_else(|| gist_heading(outline, sheet, at))
        .or_else(|| announced(outline, sheet, line.words.start))
        .or_else(|| subject(outline, sheet, at))
        .or_else(|| labelled.filter(|_| inner.contains('?')).map(|_| unknown(line.span.start as usize)))
}

/// Bytes of a "Q:" or "Question:" label.
fn q_label(inner: &str) -> Option<usize> {
    ["q:", "q.", "question:", "q -", "q –"].iter().find_map(|label| {
        let head = inner.get(..label.len())?;
        (head.eq_ignore_ascii_case(label)
            && !inner[label.len()..].trim_start().starts_with(|mark: char| mark.is_ascii_digit()))
        .then_some(label.len())
    })
}

/// A heading with a printed number.
fn numbered(outline: &Outline, sheet: &Sheet<'_>, at: usize, number: &Reference) -> Option<Heading> {
    let line = &sheet.lines[at];
    let start = line.span.start as usize;
    let behind = line.inner.start as usize + number.len;
    let questions: Vec<QuestionIdx> = number.keys.iter().filter_map(|key| outline.numbered(key)).collect();
    let first = sheet.word_at(behind as u32);
    let bare = bare(line, line.inner.of(sheet.text), at, number);
    if first < sheet.words.len() && sheet.line_of(first).paragraph == line.paragraph
        || number.delimiter == Some('\n')
    {
        let worded =
            if first < sheet.words.len() { worded(outline, sheet, line, first, &questions) } else { None };
        if let Some(mut heading) = worded {
            let agrees = questions.contains(&heading.questions[0]);
            heading.start = start;
            if agrees {
                heading.questions = questions;
                heading.confidence = 0.98;
            } else if number.delimiter == Some('\n')
                && (number.explicit || line.begins && sheet.line_of(first).paragraph != line.paragraph)
            {
                // A number alone is not undone by the wording of another question under it.
                return explicit_or_bare(sheet, line, number, questions, behind, bare);
            }
            heading.kind = match bare {
                Some(bare) => Kind::Bare(Bare { confirmed: true, ..bare }),
                None => Kind::Number,
            };
            return Some(heading);
        }
    }
    let set_off = number.explicit && matches!(number.delimiter, Some(':' | '.' | ')' | '\n'));
    if !line.begins && !set_off {
        return None;
    }
    if bare.is_some() && first < line.words.end && line.begins {
        // "2. Option One" numbers a section of the letter.
        let named = option_heading(outline, sheet, at, first)
            .filter(|heading| heading.end > heading.short || heading.end >= line.inner.end as usize);
        if named.is_some() {
            return named;
        }
    }
    let mut heading = explicit_or_bare(sheet, line, number, questions, behind, bare)?;
    if heading.end > heading.start {
        heading.short = heading.end;
        heading.end = title_end(outline, sheet, at, behind, &heading.questions);
    }
    Some(heading)
}

fn explicit_or_bare(
    sheet: &Sheet<'_>,
    line: &Line,
    number: &Reference,
    questions: Vec<QuestionIdx>,
    end: usize,
    bare: Option<Bare>,
) -> Option<Heading> {
    let start = line.span.start as usize;
    if let Some(bare) = bare {
        let dotted = !bare.part.is_empty() && !questions.is_empty();
        let set_off = number.delimiter.map_or(dotted, |mark| mark != '\t' || !questions.is_empty());
        let alone = number.delimiter == Some('\n')
            && line.inner.of(sheet.text).trim_end().ends_with(|mark: char| mark.is_ascii_digit());
        // A lone figure is a page number as likely as not, unless it is dressed.
        let plain = alone && !line.dress.is_heading() && bare.part.is_empty() && questions.is_empty();
        return (set_off && !plain).then_some(Heading {
            start,
            end,
            short: end,
            questions,
            option: None,
            kind: Kind::Bare(bare),
            confidence: 0.8,
        });
    }
    let rest = sheet.text[end..line.span.end as usize].trim_start();
    match number.delimiter {
        Some(_) => {}
        // "Q8 yes" and "Q8 We think" have forgotten their mark; "Question 8 asks" is a sentence.
        None if !number.spelt && !rest.starts_with(|mark: char| mark.is_lowercase()) || scale_leads(rest) => {
        }
        None if in_one_breath(sheet, line).len() >= 3 => {}
        None => return None,
    }
    if questions.is_empty() {
        return Some(unknown(start));
    }
    Some(Heading { start, end, short: end, questions, option: None, kind: Kind::Number, confidence: 0.95 })
}

fn scale_leads(rest: &str) -> bool {
    let end = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
    scale::read(None, &rest[..end]).is_some()
}

fn bare(line: &Line, inner: &str, at: usize, number: &Reference) -> Option<Bare> {
    if number.explicit {
        return None;
    }
    let key = &number.keys[0];
    let digits = key.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(key.len());
    let mark =
        inner.trim_start_matches(['(', '[']).chars().find(|mark| !mark.is_alphanumeric()).unwrap_or('\n');
    let style = (mark, line.dress.opens_bold || line.dress.level > 0);
    let number = key[..digits].parse().unwrap_or(0);
    Some(Bare { number, part: key[digits..].to_owned(), style, line: at, confirmed: false })
}

/// Official wording at word `first`.
fn worded(
    outline: &Outline,
    sheet: &Sheet<'_>,
    line: &Line,
    first: usize,
    numbered: &[QuestionIdx],
) -> Option<Heading> {
    let found = wording::find(outline, sheet, first, numbered)?;
    Some(Heading {
        start: line.span.start as usize,
        end: sheet.behind(found.end),
        short: sheet.behind(found.end),
        questions: vec![found.question],
        option: None,
        kind: Kind::Wording,
        confidence: 0.6 + 0.35 * found.coverage.min(1.0),
    })
}

/// Where a numbered heading ends: behind the number, or behind the title that follows it.
fn title_end(
    outline: &Outline,
    sheet: &Sheet<'_>,
    at: usize,
    behind: usize,
    questions: &[QuestionIdx],
) -> usize {
    let line = &sheet.lines[at];
    let rest = &sheet.text[behind..line.span.end as usize];
    if let Some(close) =
        rest.find("**").filter(|close| line.dress.opens_bold && !line.dress.bold && *close > 0)
    {
        return behind + close + 2;
    }
    let mut last = at;
    // A bold heading may run over several lines.
    if line.dress.bold && !line.span.of(sheet.text).trim_end().ends_with("**") {
        let until = sheet.paragraph_of(at).end.min(at + 5);
        let closes =
            (at + 1..until).find(|next| sheet.lines[*next].span.of(sheet.text).trim_end().ends_with("**"));
        last = closes.unwrap_or(at);
    }
    let words = sheet.word_at(behind as u32)..sheet.lines[last].words.end;
    if words.is_empty() || words.len() > LONGEST_TITLE {
        return behind;
    }
    let title = &sheet.text[behind..sheet.lines[last].inner.end as usize];
    let dressed = line.dress.level > 0 || line.dress.bold;
    let fits = || {
        wording::gist(outline, &sheet.stems(words.clone()))
            .is_some_and(|(question, _)| questions.contains(&question))
    };
    let alone = sheet.paragraph_of(at).end == last + 1 || sheet.lines[last + 1].begins;
    let ends_open = !title.trim_end().ends_with(['.', '!', ',']);
    let asks = title.trim_end_matches(['*', '_', ' ']).ends_with('?');
    let is_title = scale::read(None, title).is_none()
        && alone
        && (dressed || asks || ends_open && fits())
        && followed(sheet, last);
    if is_title { sheet.lines[last].span.end as usize } else { behind }
}

/// Whether text follows line `at` that could be an answer.
fn followed(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines[at].words.end < sheet.words.len()
}

/// A line that is the name of an option, or begins with it.
fn option_heading(outline: &Outline, sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let first = (from..line.words.end - 1)
        .take(OPTION_LEADS.len())
        .find(|word| !OPTION_LEADS.iter().any(|lead| sheet.written(*word).eq_ignore_ascii_case(lead)))
        .unwrap_or(line.words.end - 1);
    let (options, end) =
        names::named_list(outline, sheet, first).filter(|(_, end)| *end <= line.words.end)?;
    let (end, mark) = mark_behind(sheet, line, end);
    let ends_line = end == line.words.end;
    let last = if line.dress.bold { sheet.paragraph_of(at).end.min(at + 3) - 1 } else { at };
    let is_title =
        (ends_line || mark.is_some() || line.dress.is_heading()) && is_title(outline, sheet, line, end, last);
    let start = line.span.start as usize;
    let short = match mark {
        // "Option Two. We prefer it" begins with a sentence of the respondent's.
        Some('.') => start,
        Some(_) if !ends_line => sheet.words[end].span.start as usize,
        _ => sheet.behind(end),
    };
    let stop = if is_title && !ends_line {
        sheet.lines[last].span.end as usize
    } else if is_title {
        sheet.behind(end)
    } else if mark.is_some() && first == from && !ends_line {
        short
    } else {
        return None;
    };
    let questions = options.iter().filter_map(|option| outline.question_of(*option)).collect();
    let option = options.first().copied();
    Some(Heading { start, end: stop, short, questions, option, kind: Kind::Option, confidence: 0.75 })
}

/// The mark that sets a name off from what follows, and the word it stands before; brackets belong to the name.
fn mark_behind(sheet: &Sheet<'_>, line: &Line, end: usize) -> (usize, Option<char>) {
    let mut end = end;
    let mut gap = sheet.gap_behind(end - 1);
    if gap.trim_start().starts_with('(') {
        let close = (end..line.words.end).find(|word| sheet.gap_behind(*word).contains(')'));
        let Some(close) = close else { return (end, None) };
        end = close + 1;
        gap = sheet.gap_behind(close).split_once(')').map_or("", |(_, behind)| behind);
    }
    let mark = gap.trim_start_matches([' ', '*', '_']).chars().next();
    let sets_off = match mark {
        Some(':' | '–' | '—' | '|' | '.') => true,
        Some('-') => gap.contains(" -"),
        _ => false,
    };
    (end, mark.filter(|_| sets_off))
}

/// Whether the words from `first` to the end of line `last` can be the rest of a title: nobody speaks in them.
fn is_title(outline: &Outline, sheet: &Sheet<'_>, line: &Line, first: usize, last: usize) -> bool {
    let words = first..sheet.lines[last].words.end;
    let sentence = words.clone().skip(1).any(|word| {
        let gap = sheet.gap_behind(word - 1);
        gap.contains(". ") || gap.contains(['?', '!'])
    });
    let replies = words.clone().next().is_some_and(|word| scale::read(None, sheet.written(word)).is_some());
    let speaks = replies || words.clone().any(|word| speaks(sheet, word));
    let alone = sheet.lines.get(last + 1).is_none_or(|next| next.begins || next.words.is_empty());
    let silent = !speaks && !sentence || !replies && precedes_question(outline, sheet, last + 1);
    words.len() <= LONGEST_TITLE && silent && (alone || line.dress.is_heading()) && followed(sheet, last)
}

/// Whether a word is one that headings do not have; "to have regard to" is not somebody speaking.
fn speaks(sheet: &Sheet<'_>, word: usize) -> bool {
    let written = sheet.written(word);
    let infinitive = word > 0 && sheet.written(word - 1).eq_ignore_ascii_case("to");
    !infinitive && SPEAKING.split_whitespace().any(|known| written.eq_ignore_ascii_case(known))
}

/// Whether the next words of the letter are a question's.
fn precedes_question(outline: &Outline, sheet: &Sheet<'_>, line: usize) -> bool {
    let next = sheet.lines.get(line..).and_then(|lines| lines.iter().find(|line| !line.words.is_empty()));
    next.is_some_and(|next| wording::find(outline, sheet, next.words.start, &[]).is_some())
}

/// "General comments", "Conclusion" and the like.
fn other_heading(sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    if line.words.len() > 4 {
        return None;
    }
    let words: Vec<String> = line.words.clone().map(|word| sheet.written(word).to_lowercase()).collect();
    let title = words.join(" ");
    let alone = sheet.paragraph_of(at).len() == 1 || line.dress.is_heading();
    let closing = CLOSING_HEADINGS.iter().any(|known| title.starts_with(known));
    let known = closing || OTHER_HEADINGS.contains(&title.as_str());
    let ends = !line.inner.of(sheet.text).ends_with(['.', ',', '?', '!']);
    let heads = known && ends && (alone || line.inner.of(sheet.text).ends_with(':'));
    let kind = if closing { Kind::Closing } else { Kind::Other };
    heads.then(|| Heading { kind, ..unknown(line.span.start as usize) })
}

/// A heading in the respondent's words with the gist of one question.
fn gist_heading(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    let paragraph = sheet.paragraph_of(at);
    if line.paragraph == 0 && !line.inner.of(sheet.text).ends_with('?') {
        // The first lines say whose letter it is.
        return None;
    }
    let last = if paragraph.start == at && paragraph.len() <= 3 && !line.dress.is_heading() {
        paragraph.end - 1
    } else {
        at
    };
    let words = sheet.words_on(at..last + 1);
    let ending = sheet.lines[last].inner.of(sheet.text);
    let asks = ending.ends_with('?');
    let alone = paragraph.start == at && last + 1 == paragraph.end
        || line.dress.is_heading()
        || asks
        || ending.ends_with(':');
    let speaks = !asks && words.clone().any(|word| speaks(sheet, word));
    let listed = line.dress.bullet && !line.dress.is_heading();
    if words.len() > LONGEST_TITLE
        || speaks
        || listed
        || !alone
        || ending.ends_with(['.', ',', ';', '!'])
        || !followed(sheet, last)
    {
        return None;
    }
    let (question, score) = wording::gist(outline, &sheet.stems(words))?;
    Some(Heading {
        start: line.span.start as usize,
        end: sheet.lines[last].span.end as usize,
        short: sheet.lines[last].span.end as usize,
        questions: vec![question],
        option: None,
        kind: Kind::Gist,
        confidence: 0.35 + 0.4 * score.min(1.0),
    })
}

fn announced(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let found = announcement::read(outline, sheet, at)?;
    let start = sheet.words[at].span.start as usize;
    Some(Heading {
        start,
        end: start,
        short: start,
        questions: found.questions,
        option: found.option,
        kind: Kind::Announcement,
        confidence: 0.8,
    })
}

/// A paragraph that begins with the name of an option.
fn subject(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Heading> {
    let line = &sheet.lines[at];
    if sheet.paragraph_of(at).start != at {
        return None;
    }
    let (option, _) = names::named_loosely(outline, sheet, line.words.start)?;
    let start = line.span.start as usize;
    let questions = outline.question_of(option).into_iter().collect();
    Some(Heading {
        start,
        end: start,
        short: start,
        questions,
        option: Some(option),
        kind: Kind::Subject,
        confidence: 0.5,
    })
}

/// A heading within a line, at the start of a sentence.
fn inside(outline: &Outline, sheet: &Sheet<'_>, at: usize, listed: bool) -> Option<Heading> {
    let start = sheet.words[at].span.start as usize;
    let mut limit = (sheet.line_of(at).span.end as usize).min(start + 40);
    while !sheet.text.is_char_boundary(limit) {
        limit -= 1;
    }
    let number = reference::read(&sheet.text[start..limit]);
    let sets_off = |number: &Reference| match number.delimiter {
        Some(mark) => mark != '\t',
        None => listed || !number.spelt && !sheet.text[start + number.len..].starts_with(char::is_lowercase),
    };
    if let Some(number) = number.filter(|number| number.explicit && sets_off(number)) {
        let questions: Vec<QuestionIdx> =
            number.keys.iter().filter_map(|key| outline.numbered(key)).collect();
        let end = start + number.len;
        return (!questions.is_empty()).then_some(Heading {
            start,
            end,
            short: end,
            questions,
            option: None,
            kind: Kind::Number,
            confidence: 0.85,
        });
    }
    if let Some(found) = wording::find(outline, sheet, at, &[]).filter(|found| found.coverage > 0.85) {
        let gap = sheet.gap_behind(found.end - 1);
        let end = sheet.behind(found.end);
        let line = sheet.line_of(at);
        return gap.trim_start().starts_with('?').then(|| Heading { start, ..worded_at(line, end, found) });
    }
    announced(outline, sheet, at)
}

fn worded_at(line: &Line, end: usize, found: wording::Match) -> Heading {
    Heading {
        start: line.span.start as usize,
        end,
        short: end,
        questions: vec![found.question],
        option: None,
        kind: Kind::Wording,
        confidence: 0.8,
    }
}

/// A heading that leaves the questions; its words stay in the text.
pub(super) fn unknown(start: usize) -> Heading {
    Heading {
        start,
        end: start,
        short: start,
        questions: Vec::new(),
        option: None,
        kind: Kind::Other,
        confidence: 0.5,
    }
}

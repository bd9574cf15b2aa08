//! In-text announcements: "In response to question 4, we ...", "As to Option Two, ...", "Turning to the second question".

mod subject;

use canvass_core::{OptionIdx, QuestionIdx};

use super::sheet::Sheet;
use super::vocabulary::class;
use super::{Outline, likeness, names, reference};

pub(super) const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
const LONGEST_LEAD: usize = 9;
/// Words before a comma behind which the turn may follow.
const LONGEST_OPENING: usize = 4;

/// Words within which a sentence says which question it is about.
const LONGEST_CALLED: usize = 14;
/// Questions that a letter calls by their places before an ordinal alone is one.
const FEWEST_CALLED: usize = 2;
/// A sentence that says which question is next has no more words, and none of those that send the reader elsewhere.
const LONGEST_NEXT: usize = 12;
/// One that says so by such a word may have more.
const LONGEST_BEGINNING: usize = 24;
const BEGINNINGS: [&str; 8] = ["start", "starting", "begin", "beginning", "turn", "on", "come", "go"];
const ELSEWHERE: [&str; 13] = [
    "said", "see", "above", "below", "earlier", "already", "same", "refer", "covers", "applies", "repeat",
    "previous", "under",
];

/// How those begin who say what they are asked: "You ask whether", "You also want to know".
const ASKS: [&str; 6] = ["ask", "asking", "asked", "wonder", "enquire", "inquire"];
const WANTS: [&str; 4] = ["want", "wanted", "wish", "like"];
const KNOW: [&str; 3] = ["know", "hear", "learn"];
const BETWEEN: [&str; 12] =
    ["begin", "start", "go", "on", "to", "by", "would", "also", "then", "next", "finally", "further"];

/// What is announced.
pub(super) struct Announced {
    pub(super) questions: Vec<QuestionIdx>,
    pub(super) option: Option<OptionIdx>,
    /// Place behind the reference.
    pub(super) end: usize,
}

/// The announcement that the sentence at word `at` opens with.
pub(super) fn read(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    let by_name = lead(outline, sheet, at).or_else(|| called(outline, sheet, at));
    by_name.or_else(|| told(outline, sheet, at)).or_else(|| next(outline, sheet, at)).or_else(|| {
        // "It follows, turning to Option Three, that ..."
        let turn = (at..at + LONGEST_OPENING).find(|word| is_comma(sheet, *word))? + 1;
        let turns = sheet.words.get(turn)?.is(class::STRONG) && sheet.written(turn).ends_with("ing");
        if turns { lead(outline, sheet, turn) } else { None }
    })
}

/// "As for inspections, which is your question 16, ...", "As to who leads (your fifth question), ..."
fn called(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    if !sheet.words.get(at)?.is(class::LEAD) {
        return None;
    }
    let stop = sheet.next_start(at + 1).min(at + LONGEST_CALLED);
    let is = |word: usize, known: &[&str]| {
        known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    let opens = |word: &usize| {
        let gap = sheet.gap_behind(word - 1);
        is(*word, &["which", "your"]) && gap.starts_with(',') || is(*word, &["your"]) && gap.ends_with('(')
    };
    // "As to charging, Question 8: ..."
    let beside = (at + 2..stop).filter(|word| sheet.gap_behind(word - 1).starts_with(','));
    let mut beside = beside.filter_map(|word| question(outline, sheet, word));
    if let Some(found) =
        beside.find(|found| sheet.gap_behind(found.end - 1).trim_start().starts_with([':', ',', '–', '—']))
    {
        return Some(found);
    }
    let which = (at + 1..stop).find(opens)?;
    let behind = (which + 1..stop)
        .find(|word| !is(*word, &["is", "was", "i", "take", "to", "be", "your", "the", "for"]))?;
    question(outline, sheet, behind)
        .filter(|found| sheet.gap_behind(found.end - 1).contains([',', '.', ':', ')']))
}

/// "It follows how we would answer Question 7.", at the start of a paragraph.
fn next(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    let lines = sheet.paragraph_of(sheet.words[at].line as usize);
    let stop = sheet.next_start(at + 1);
    if sheet.words_on(lines).start != at || stop - at > LONGEST_BEGINNING {
        return None;
    }
    let is = |word: usize, known: &[&str]| {
        known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    if (at..stop).any(|word| is(word, &ELSEWHERE)) {
        return None;
    }
    // "I will start with Question 3, because ..."
    let begins = |word: usize| is(word - 1, &["with", "to"]) && is(word - 2, &BEGINNINGS);
    let called = |word: &usize| is(*word, &["question", "questions"]);
    let may_be_longer = |word: usize| word > at + 2 && begins(word);
    if stop - at > LONGEST_NEXT && !(at + 1..stop).any(|word| called(&word) && may_be_longer(word)) {
        return None;
    }
    let mut found = (at + 1..stop).filter(called).filter_map(|word| question(outline, sheet, word));
    found.next().filter(|_| found.next().is_none())
}

/// "You ask whether", "You would also like to know".
pub(super) fn wants_to_know(sheet: &Sheet<'_>, first: usize) -> bool {
    let is = |word: usize, known: &[&str]| {
        word < sheet.words.len() && known.iter().any(|known| sheet.written(word).eq_ignore_ascii_case(known))
    };
    let verb = (first + 1..first + 6).find(|word| !is(*word, &BETWEEN) && !is(*word, &["you"]));
    let asks =
        |verb: usize| is(verb, &ASKS) || is(verb, &WANTS) && is(verb + 1, &["to"]) && is(verb + 2, &KNOW);
    let opens =
        is(first, &["you"]) || is(first, &["then", "next", "now", "and", "so"]) && is(first + 1, &["you"]);
    opens && verb.is_some_and(asks)
}

/// "You ask first whether a duty would help": by its place, or by what it has of the question. "It is your sixth
/// question that ..." tells it by its place.
fn told(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    let opens = |words: &[&str]| {
        let mut written = words.iter().enumerate();
        written.all(|(nth, word)| {
            at + nth < sheet.words.len() && sheet.written(at + nth).eq_ignore_ascii_case(word)
        })
    };
    if (opens(&["it", "is", "your"]) || opens(&["it", "is", "the"])) && at + 3 < sheet.words.len() {
        return question(outline, sheet, at + 3);
    }
    if !wants_to_know(sheet, at) {
        return None;
    }
    let end = sheet.next_start(at + 1);
    let place = ORDINALS.iter().position(|known| {
        (at..end.min(at + LONGEST_OPENING + 1)).any(|word| sheet.written(word).eq_ignore_ascii_case(known))
    });
    let placed =
        place.filter(|place| *place < outline.questions.len()).map(|place| QuestionIdx(place as u16));
    let question = placed.or_else(|| Some(likeness::best(outline, sheet, at..end)?.question))?;
    Some(Announced { questions: vec![question], option: None, end })
}

/// Whether the sentence at word `at` turns to something, whatever that is: "As to the rest, ...".
pub(super) fn turns(sheet: &Sheet<'_>, at: usize) -> bool {
    let leads =
        (at..sheet.words.len()).take(LONGEST_LEAD).take_while(|word| sheet.words[*word].is(class::LEAD));
    let words: Vec<usize> = leads.collect();
    let strong = words.iter().any(|word| sheet.words[*word].is(class::STRONG));
    let end = words.last().map_or(at, |word| word + 1);
    strong && subject::span(sheet, end.min(sheet.words.len())).is_some()
}

fn is_comma(sheet: &Sheet<'_>, word: usize) -> bool {
    word < sheet.words.len() && sheet.gap_behind(word).starts_with(", ")
}

fn lead(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    let mut strong = false;
    // "Comments:" above the next question of a form announces nothing.
    let end = sheet.words_on(sheet.paragraph_of(sheet.words[at].line as usize)).end;
    for here in at..(at + LONGEST_LEAD).min(end) {
        if let Some(found) = question(outline, sheet, here) {
            let begins = here == at
                || here == at + 1
                    && ["the", "your"].iter().any(|word| sheet.written(at).eq_ignore_ascii_case(word));
            let asks = begins && (goes_on_as_subject(sheet, found.end) || is_first(sheet, found.end));
            // "Lastly, for question 8, ..."
            let is_for = here > at
                && sheet.written(here - 1).eq_ignore_ascii_case("for")
                && sheet.gap_behind(found.end - 1).starts_with([',', ':']);
            return (asks || is_for || strong && goes_on(sheet, found.end)).then_some(found);
        }
        if let Some(found) = by_place(outline, sheet, here).filter(|_| strong) {
            return Some(found);
        }
        if let Some(found) = by_number(outline, sheet, here).filter(|_| strong) {
            return goes_on(sheet, found.end).then_some(found);
        }
        if strong && let Some((options, end)) = names::named_list(outline, sheet, here) {
            let mut questions: Vec<QuestionIdx> =
                options.iter().filter_map(|option| outline.question_of(*option)).collect();
            questions.dedup();
            let found = Announced { questions, option: options.first().copied(), end };
            return (goes_on(sheet, end) && !found.questions.is_empty()).then_some(found);
        }
        let leads = sheet.words[here].is(class::LEAD)
            && (here == at || !sheet.gap_behind(here - 1).contains(['.', '?', '!', ':', ';']));
        if !leads {
            return if strong { subject::read(outline, sheet, here) } else { None };
        }
        strong |= sheet.words[here].is(class::STRONG);
    }
    None
}

/// A question by number or order at word `here`: "question 4", "Q4", "questions 9 and 10", "second question".
pub(super) fn question(outline: &Outline, sheet: &Sheet<'_>, here: usize) -> Option<Announced> {
    let word = sheet.written(here);
    let first = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    if !b"qcfpstenl".contains(&first) {
        return None;
    }
    let word = &word.to_lowercase();
    let next_is_question = || {
        sheet
            .words
            .get(here + 1)
            .is_some_and(|next| next.span.of(sheet.text).eq_ignore_ascii_case("question"))
    };
    let ordinal = ORDINALS.iter().position(|known| known == word);
    if ordinal.is_some() || matches!(word.as_str(), "last" | "final") {
        let n_questions = outline.questions.len();
        let at = ordinal.unwrap_or(n_questions.saturating_sub(1));
        let known = next_is_question() && at < n_questions;
        return known.then(|| Announced {
            questions: vec![QuestionIdx(at as u16)],
            option: None,
            end: here + 2,
        });
    }
    if !word.starts_with(['q', 'c', 'f', 'p']) {
        return None;
    }
    let start = sheet.words[here].span.start as usize;
    let line_end = sheet.line_of(here).span.end as usize;
    let mut limit = line_end.min(start + 80);
    while !sheet.text.is_char_boundary(limit) {
        limit -= 1;
    }
    let found = reference::read(&sheet.text[start..limit]).filter(|found| found.explicit)?;
    let questions: Vec<QuestionIdx> = found.keys.iter().filter_map(|key| outline.numbered(key)).collect();
    let end = sheet.word_at((start + found.len) as u32);
    (!questions.is_empty()).then_some(Announced { questions, option: None, end })
}

/// "number 4", which numbers nothing but questions where somebody turns to it.
fn by_number(outline: &Outline, sheet: &Sheet<'_>, here: usize) -> Option<Announced> {
    let is_number = ["number", "no"].iter().any(|word| sheet.written(here).eq_ignore_ascii_case(word));
    let number = sheet.words.get(here + 1).filter(|_| is_number)?;
    let question = outline.numbered(&reference::key(number.span.of(sheet.text)))?;
    Some(Announced { questions: vec![question], option: None, end: here + 2 })
}

/// "On the fifth – who would pay – I can be brief", in a letter that calls questions by their places.
fn by_place(outline: &Outline, sheet: &Sheet<'_>, here: usize) -> Option<Announced> {
    let place =
        |word: usize| ORDINALS.iter().position(|known| sheet.written(word).eq_ignore_ascii_case(known));
    let at = place(here).filter(|at| *at < outline.questions.len())?;
    let is_set_off = sheet.gap_behind(here).trim_start().starts_with([',', '–', '—', '-', ':', '(']);
    let is_question =
        |word: &usize| sheet.written(*word).eq_ignore_ascii_case("question") && place(word - 1).is_some();
    let calls_so = || (1..sheet.words.len()).filter(is_question).nth(FEWEST_CALLED - 1).is_some();
    (is_set_off && *sheet.by_place.get_or_init(calls_so)).then(|| Announced {
        questions: vec![QuestionIdx(at as u16)],
        option: None,
        end: here + 1,
    })
}

/// Whether what follows the reference is the respondent setting out.
fn goes_on(sheet: &Sheet<'_>, end: usize) -> bool {
    let gap = sheet.gap_behind(end - 1);
    if gap.trim_start().starts_with([',', ':', '-', '–', '—', ';', '.', '(']) || gap.contains("\n\n") {
        return true;
    }
    // "On question 2 first: ...".
    let is_order = sheet.words.get(end).is_some_and(|next| {
        let next = next.span.of(sheet.text);
        ["first", "next", "now", "then", "too", "finally"].iter().any(|word| next.eq_ignore_ascii_case(word))
    });
    let is_set_off = is_order && sheet.gap_behind(end).trim_start().starts_with([',', ':', '-', '–', '—']);
    is_set_off || sheet.words.get(end).is_none_or(|next| next.is(class::VOICE))
}

/// "Last question first, ..."
fn is_first(sheet: &Sheet<'_>, end: usize) -> bool {
    let next = sheet.words.get(end).map_or("", |word| word.span.of(sheet.text));
    next.eq_ignore_ascii_case("first") && sheet.gap_behind(end).starts_with([',', ':', '.', ';'])
}

/// "Question 4 asks whether ..." has the question itself as its subject.
fn goes_on_as_subject(sheet: &Sheet<'_>, end: usize) -> bool {
    let next = sheet.words.get(end).map(|next| next.span.of(sheet.text).to_lowercase());
    next.is_some_and(|next| {
        matches!(
            next.as_str(),
            "asks"
                | "asked"
                | "concerns"
                | "relates"
                | "seeks"
                | "invites"
                | "refers"
                | "we"
                | "i"
                | "is"
                | "was"
                | "poses"
        )
    })
}

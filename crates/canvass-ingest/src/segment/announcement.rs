//! In-text announcements: "In response to question 4, we ...", "As to Option Two, ...", "Turning to the second question".

use canvass_core::{OptionIdx, QuestionIdx};

use super::sheet::Sheet;
use super::{Outline, names, reference};

/// Words that an announcement is made of before it says what it announces.
const LEADS: &str = "about addressing also and answer answering answers as briefly coming comes comment commenting comments \
    concerning considering consultation discussing dealing finally first firstly for from in it last lastly looking more moving my next now \
    of on onto our re reference regard regarding regards relating relation reply replying respect respecting respond \
    responding response second secondly second specifically taking the then third thirdly to turn turning view views we when \
    with your i let us me";
/// Those of them without which it is none.
const STRONG: &str = "about addressing answer answering as coming comes comment commenting comments concerning considering \
    dealing discussing looking moving next now on onto re reference regard regarding regards relating relation reply replying respect \
    respecting respond responding response taking turn turning view views";
/// Words that go on in the respondent's own voice, or bring up the subject.
const VOICE: &str = "we i our my the it this there they these please see a as he if in what whether no yes whilst while although \
    residents members most many some all council again here you to";
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
const LONGEST_LEAD: usize = 9;

/// What is announced.
pub(super) struct Announced {
    pub(super) questions: Vec<QuestionIdx>,
    pub(super) option: Option<OptionIdx>,
    /// Place behind the reference.
    pub(super) end: usize,
}

/// The announcement that the sentence at word `at` opens with.
pub(super) fn read(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<Announced> {
    let mut strong = false;
    for here in at..(at + LONGEST_LEAD).min(sheet.words.len()) {
        let word = sheet.written(here).to_lowercase();
        if let Some(found) = question(outline, sheet, here, &word) {
            let asks = here == at && goes_on_as_subject(sheet, found.end);
            return (asks || strong && goes_on(sheet, found.end)).then_some(found);
        }
        if strong && let Some((options, end)) = names::named_list(outline, sheet, here) {
            let mut questions: Vec<QuestionIdx> =
                options.iter().filter_map(|option| outline.question_of(*option)).collect();
            questions.dedup();
            let found = Announced { questions, option: options.first().copied(), end };
            return (goes_on(sheet, end) && !found.questions.is_empty()).then_some(found);
        }
        if !contains(LEADS, &word)
            || here > at && sheet.gap_behind(here - 1).contains(['.', '?', '!', ':', ';'])
        {
            return None;
        }
        strong |= contains(STRONG, &word);
    }
    None
}

/// A question by number or order at word `here`: "question 4", "Q4", "questions 9 and 10", "second question".
fn question(outline: &Outline, sheet: &Sheet<'_>, here: usize, word: &str) -> Option<Announced> {
    let next_is_question = || {
        sheet
            .words
            .get(here + 1)
            .is_some_and(|next| next.span.of(sheet.text).eq_ignore_ascii_case("question"))
    };
    let ordinal = ORDINALS.iter().position(|known| *known == word);
    if ordinal.is_some() || matches!(word, "last" | "final") {
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

/// Whether what follows the reference is the respondent setting out.
fn goes_on(sheet: &Sheet<'_>, end: usize) -> bool {
    let gap = sheet.gap_behind(end - 1);
    if gap.trim_start().starts_with([',', ':', '-', '–', '—', ';', '.', '(']) || gap.contains("\n\n") {
        return true;
    }
    sheet.words.get(end).is_none_or(|next| contains(VOICE, &next.span.of(sheet.text).to_lowercase()))
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
                | "poses"
        )
    })
}

fn contains(words: &str, word: &str) -> bool {
    let ends = |at: usize| words.as_bytes().get(at).is_none_or(|mark| *mark == b' ');
    let whole = |at: usize| (at == 0 || ends(at - 1)) && ends(at + word.len());
    !word.is_empty() && words.match_indices(word).any(|(at, _)| whole(at))
}

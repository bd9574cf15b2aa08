//! What a ticked reply says: the built-in scales of yes and no, agreement and support.

use std::sync::LazyLock;

use canvass_core::text::folded_words;
use canvass_core::{Question, Stance};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that grade a reply without turning it.
const GRADES: [&str; 24] = [
    "absolutely",
    "broadly",
    "certainly",
    "completely",
    "definitely",
    "entirely",
    "firmly",
    "fully",
    "generally",
    "largely",
    "mainly",
    "moderately",
    "mostly",
    "probably",
    "quite",
    "really",
    "slightly",
    "somewhat",
    "strong",
    "strongly",
    "tend",
    "totally",
    "very",
    "wholeheartedly",
];
/// Phrases that do the same before or behind a reply.
const QUALIFIERS: [&str; 5] = ["in principle", "in general", "on the whole", "on balance", "overall"];
/// Words that may stand around a reply without saying anything.
const FILLERS: [&str; 18] = [
    "answer", "answered", "am", "are", "be", "i", "is", "it", "my", "option", "our", "please", "proposal",
    "this", "to", "we", "with", "would",
];
const SUPPORT: [&str; 42] = [
    "accept",
    "agree",
    "agreed",
    "approve",
    "aye",
    "cytuno",
    "cytuno'n gryf",
    "d'accord",
    "do",
    "do agree",
    "do support",
    "endorse",
    "favor",
    "favour",
    "for",
    "ie",
    "ja",
    "in agreement",
    "in favor",
    "in favor of",
    "in favour",
    "in favour of",
    "in support",
    "oes",
    "oui",
    "plutôt d'accord",
    "stimme voll zu",
    "stimme zu",
    "support",
    "supported",
    "supportive",
    "sí",
    "tout à fait d'accord",
    "welcome",
    "y",
    "ya",
    "ydw",
    "ydy",
    "yeah",
    "yep",
    "yes",
    "zustimmung",
];
const OPPOSE: [&str; 47] = [
    "ablehnung",
    "against",
    "anghytuno",
    "anghytuno'n gryf",
    "disagree",
    "disapprove",
    "do not",
    "do not agree",
    "do not approve",
    "do not support",
    "don't",
    "don't agree",
    "don't approve",
    "don't support",
    "lehne ab",
    "n",
    "na",
    "nac oes",
    "nac ydw",
    "nac ydy",
    "nage",
    "nah",
    "naddo",
    "nay",
    "nein",
    "no",
    "non",
    "nope",
    "not agree",
    "not agreed",
    "not approve",
    "not at all",
    "not in favor",
    "not in favour",
    "not in favour of",
    "not support",
    "not supported",
    "not supportive",
    "object",
    "objection",
    "oppose",
    "opposed",
    "pas d'accord",
    "pas du tout d'accord",
    "plutôt pas d'accord",
    "reject",
    "stimme nicht zu",
];
const MIXED: [&str; 22] = [
    "a bit of both",
    "agree in part",
    "both",
    "en partie",
    "i rannau",
    "in part",
    "in parts",
    "mixed",
    "no and yes",
    "partial",
    "partially",
    "partiellement",
    "partly",
    "rhannol",
    "sometimes",
    "teils teils",
    "teilweise",
    "to a certain extent",
    "to a limited extent",
    "to an extent",
    "to some extent",
    "yes and no",
];
const UNCLEAR: [&str; 38] = [
    "can't say",
    "cannot say",
    "ddim yn gwybod",
    "ddim yn siŵr",
    "do not know",
    "don't know",
    "dont know",
    "dunno",
    "indifferent",
    "keine meinung",
    "maybe",
    "ne sait pas",
    "ne sais pas",
    "neither",
    "neither agree nor disagree",
    "neither agree or disagree",
    "neither disagree nor agree",
    "neither for nor against",
    "neither oppose nor support",
    "neither satisfied nor dissatisfied",
    "neither support nor oppose",
    "neither support or oppose",
    "neutral",
    "no opinion",
    "no preference",
    "no strong opinion",
    "no strong view",
    "no strong views",
    "no view",
    "no views",
    "not certain",
    "not sure",
    "perhaps",
    "sans opinion",
    "uncertain",
    "undecided",
    "unsure",
    "weiß nicht",
];
const SILENT: [&str; 12] = [
    "n a",
    "no answer",
    "no comment",
    "no comments",
    "no reply",
    "no response",
    "none",
    "not answered",
    "not applicable",
    "not known",
    "prefer not to say",
    "rather not say",
];

/// Every phrase with what it says.
static SCALES: LazyLock<FxHashMap<&str, Stance>> = LazyLock::new(|| {
    let scales: [(&[&str], Stance); 5] = [
        (&SILENT, Stance::NotAddressed),
        (&UNCLEAR, Stance::Unclear),
        (&MIXED, Stance::Mixed),
        (&OPPOSE, Stance::Oppose),
        (&SUPPORT, Stance::Support),
    ];
    let phrases = |(phrases, stance): (&'static [&'static str], Stance)| {
        phrases.iter().map(move |phrase| (*phrase, stance))
    };
    scales.into_iter().flat_map(phrases).collect()
});
/// Every word that a reply on these scales can have.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let phrases = SCALES.keys().flat_map(|phrase| phrase.split(' '));
    let qualifiers = QUALIFIERS.iter().flat_map(|phrase| phrase.split(' '));
    phrases.chain(GRADES).chain(FILLERS).chain(qualifiers).collect()
});

/// What `reply` says on the scale of `question`, whose own replies come first.
///
/// Not applicable and the like say nothing ([`Stance::NotAddressed`]); a reply no scale knows is none.
///
/// ```
/// use canvass_core::Stance;
/// use canvass_ingest::scale;
/// assert_eq!(scale::read(None, "Tend to agree"), Some(Stance::Support));
/// assert_eq!(scale::read(None, "NO."), Some(Stance::Oppose));
/// assert_eq!(scale::read(None, "More buses"), None);
/// ```
pub fn read(question: Option<&Question>, reply: &str) -> Option<Stance> {
    let has_own = question.is_some_and(|question| !question.closed.is_empty());
    if !has_own && !may_be_built_in(reply) {
        return None;
    }
    let words = folded_words(reply, &[]);
    if words.is_empty() {
        return None;
    }
    own_reply(question, &words).or_else(|| built_in(&words))
}

/// Whether every word may stand in a built-in reply: most text is told from one by its first words alone,
/// without folding them.
fn may_be_built_in(reply: &str) -> bool {
    const LONGEST: usize = 16;
    let mut rest = reply.as_bytes();
    loop {
        while let [mark, behind @ ..] = rest
            && mark.is_ascii()
            && !mark.is_ascii_alphanumeric()
        {
            rest = behind;
        }
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let ends_plainly = behind.first().is_none_or(|mark| mark.is_ascii() && !b"'-_.".contains(mark));
        if word.is_empty() || !ends_plainly {
            return true;
        }
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..end) else { return false };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let word = str::from_utf8(lower).expect("ASCII");
        if !(is_figure(word) || KNOWN.contains(word)) {
            return false;
        }
        rest = behind;
    }
}

fn own_reply(question: Option<&Question>, words: &[String]) -> Option<Stance> {
    let replies = &question?.closed;
    replies.iter().find(|(own, _)| folded_words(own, &[]) == words).map(|(_, stance)| *stance)
}

fn built_in(words: &[String]) -> Option<Stance> {
    if words.len() > 10 {
        return None;
    }
    if !words.iter().all(|word| is_figure(word) || KNOWN.contains(word.as_str())) {
        return None;
    }
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_figure(word)).collect();
    let bare: Vec<&str> = words.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
    look_up(&words.join(" "))
        .or_else(|| graded(&words))
        .or_else(|| look_up(&bare.join(" ")))
        .or_else(|| graded(&bare))
}

/// A reply whose grade is taken off: "strongly agree", "partly disagree", "yes in part", "yes definitely".
fn graded(words: &[&str]) -> Option<Stance> {
    let phrase = words.join(" ");
    for part in MIXED {
        let rest = phrase.strip_prefix(part).or_else(|| phrase.strip_suffix(part));
        if let Some(rest) = rest.map(str::trim).filter(|rest| !rest.is_empty())
            && matches!(look_up(rest), Some(Stance::Support | Stance::Oppose | Stance::Mixed))
        {
            return Some(Stance::Mixed);
        }
    }
    for qualifier in QUALIFIERS {
        let rest = phrase.strip_prefix(qualifier).or_else(|| phrase.strip_suffix(qualifier));
        if let Some(rest) = rest.map(str::trim).filter(|rest| !rest.is_empty()) {
            let rest: Vec<&str> = rest.split(' ').collect();
            return look_up(&rest.join(" ")).or_else(|| graded(&rest));
        }
    }
    let bare: Vec<&str> = words.iter().copied().filter(|word| !GRADES.contains(word)).collect();
    if bare.len() < words.len() {
        return look_up(&bare.join(" "));
    }
    // "Yes agree", "no disagree": the same said twice.
    let (first, rest) = words.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let first = look_up(first)?;
    (look_up(&rest.join(" ")) == Some(first)).then_some(first)
}

fn look_up(phrase: &str) -> Option<Stance> {
    SCALES.get(phrase).copied()
}

fn is_figure(word: &str) -> bool {
    word.chars().all(|mark| mark.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use canvass_core::QuestionKind;

    use super::*;

    fn check(stance: Option<Stance>, replies: &[&str]) {
        for reply in replies {
            assert_eq!(read(None, reply), stance, "{reply}");
        }
    }

    #[test]
    fn usual_scales_are_known() {
        check(
            Some(Stance::Support),
            &[
                "YES",
                "Yes.",
                "I agree",
                "Strongly agree",
                "Agree in principle",
                "On balance, yes",
                "tend to agree",
                "Agree strongly",
                "In favour",
                "Yes, definitely",
                "1 - Strongly support",
                "We support this proposal",
                "Oui",
                "Cytuno",
                "Stimme zu",
                "Yes, I agree",
            ],
        );
        check(
            Some(Stance::Oppose),
            &[
                "no",
                "Strongly disagree",
                "Tend to disagree",
                "I do not agree",
                "Don't support",
                "Against",
                "NON",
                "Nein",
                "Absolutely not in favour",
                "No - I disagree",
                "Anghytuno",
            ],
        );
        check(
            Some(Stance::Mixed),
            &[
                "Partly",
                "Partially agree",
                "To some extent",
                "Yes in part",
                "Yes and no",
                "Agree in part",
                "Yes, to some extent",
            ],
        );
        check(
            Some(Stance::Unclear),
            &[
                "Don't know",
                "don’t know",
                "I do not know",
                "Not sure",
                "Unsure",
                "Neither agree nor disagree",
                "Neutral",
                "No opinion",
            ],
        );
        check(Some(Stance::NotAddressed), &["N/A", "Not applicable", "Prefer not to say"]);
    }

    #[test]
    fn other_words_are_no_reply() {
        check(
            None,
            &[
                "",
                "No support for it",
                "More buses",
                "3",
                "Satisfied",
                "Yes minister we do",
                "No one",
                "Agree with the ministry",
            ],
        );
    }

    #[test]
    fn a_question_has_its_own_scale_first() {
        let question = Question {
            id: "q1".into(),
            number: None,
            text: "Keep or close?".into(),
            option: None,
            kind: QuestionKind::Closed,
            closed: vec![("Keep open".into(), Stance::Oppose), ("No".into(), Stance::Support)],
        };
        assert_eq!(read(Some(&question), "KEEP OPEN"), Some(Stance::Oppose));
        assert_eq!(read(Some(&question), "no"), Some(Stance::Support));
        assert_eq!(read(Some(&question), "yes"), Some(Stance::Support));
    }
}

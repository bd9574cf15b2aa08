//! What a ticked reply says: the built-in scales of yes and no, agreement and support.

pub(crate) mod ladder;
mod order;

use std::sync::LazyLock;

use canvass_core::text::folded_words;
use canvass_core::{Question, Stance};
use rustc_hash::{FxHashMap, FxHashSet};

pub use order::order;

/// Words that grade a reply without turning it: those that make it more, ...
const FULLY: [&str; 19] = [
    "absolutely",
    "certainly",
    "completely",
    "definitely",
    "entirely",
    "firmly",
    "fully",
    "greatly",
    "gryf",
    "highly",
    "llwyr",
    "strong",
    "strongly",
    "totally",
    "tout",
    "very",
    "voll",
    "völlig",
    "wholeheartedly",
];
/// ... those that make it a little less, ...
const MOSTLY: [&str; 8] =
    ["broadly", "fairly", "generally", "largely", "mainly", "moderately", "mostly", "quite"];
/// ... those that make it much less, ...
const SLIGHTLY: [&str; 6] = ["eher", "plutôt", "probably", "slightly", "somewhat", "tend"];
/// ... and those that only stress it.
const STRESS: [&str; 1] = ["really"];
/// Phrases that do the same before or behind a reply.
const QUALIFIERS: [&str; 16] = [
    "in general",
    "in principle",
    "on balance",
    "on the whole",
    "overall",
    "subject to conditions",
    "with amendments",
    "with caveats",
    "with changes",
    "with comments",
    "with concerns",
    "with conditions",
    "with modifications",
    "with reservations",
    "with some changes",
    "with some reservations",
];
/// Words that may stand around a reply without saying anything.
const FILLERS: [&str; 25] = [
    "am",
    "answer",
    "answered",
    "are",
    "be",
    "i",
    "idea",
    "is",
    "it",
    "my",
    "option",
    "our",
    "plan",
    "plans",
    "please",
    "proposal",
    "proposals",
    "that",
    "the",
    "this",
    "to",
    "we",
    "with",
    "would",
    "yn",
];
const SUPPORT: [&str; 59] = [
    "a favor",
    "accept",
    "agree",
    "agreed",
    "agreeing",
    "approve",
    "aye",
    "cefnogi",
    "cefnogi'n gryf",
    "cytuno",
    "cytuno'n gryf",
    "d'accord",
    "de acuerdo",
    "do",
    "do agree",
    "do support",
    "eher ja",
    "endorse",
    "favor",
    "favour",
    "for",
    "ie",
    "in agreement",
    "in favor",
    "in favor of",
    "in favour",
    "in favour of",
    "in support",
    "ja",
    "muy de acuerdo",
    "not opposed",
    "oes",
    "oui",
    "plutôt d'accord",
    "stimme eher zu",
    "stimme voll und ganz zu",
    "stimme voll zu",
    "stimme völlig zu",
    "stimme zu",
    "support",
    "supported",
    "supporting",
    "supportive",
    "sí",
    "tak",
    "to a great extent",
    "to a large extent",
    "tout à fait d'accord",
    "tueddu i gefnogi",
    "tueddu i gytuno",
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
const OPPOSE: [&str; 70] = [
    "ablehnung",
    "against",
    "anghytuno",
    "anghytuno'n gryf",
    "anghytuno'n llwyr",
    "contre",
    "dagegen",
    "disagree",
    "disagreeing",
    "disapprove",
    "do not",
    "do not agree",
    "do not approve",
    "do not support",
    "don't",
    "don't agree",
    "don't approve",
    "don't support",
    "eher nein",
    "en contra",
    "en desacuerdo",
    "gwrthwynebu",
    "gwrthwynebu'n gryf",
    "lehne ab",
    "muy en desacuerdo",
    "n",
    "na",
    "nac oes",
    "nac ydw",
    "nac ydy",
    "naddo",
    "nage",
    "nah",
    "nay",
    "nein",
    "nie",
    "no",
    "no absolutely not",
    "no certainly not",
    "no definitely not",
    "non",
    "nope",
    "not agree",
    "not agreed",
    "not approve",
    "not at all",
    "not in favor",
    "not in favour",
    "not in favour of",
    "not really",
    "not support",
    "not supported",
    "not supportive",
    "object",
    "objecting",
    "objection",
    "oppose",
    "opposed",
    "opposing",
    "pas d'accord",
    "pas du tout d'accord",
    "plutôt pas d'accord",
    "reject",
    "stimme eher nicht zu",
    "stimme gar nicht zu",
    "stimme nicht zu",
    "stimme überhaupt nicht zu",
    "totalmente en desacuerdo",
    "tueddu i anghytuno",
    "tueddu i wrthwynebu",
];
const MIXED: [&str; 26] = [
    "50 50",
    "a bit of both",
    "agree in part",
    "both",
    "en partie",
    "fifty fifty",
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
    "to a moderate extent",
    "to a small extent",
    "to an extent",
    "to some extent",
    "yes and no",
];
const UNCLEAR: [&str; 45] = [
    "can't say",
    "cannot say",
    "ddim yn cefnogi nac yn gwrthwynebu",
    "ddim yn cytuno nac yn anghytuno",
    "ddim yn gwybod",
    "ddim yn siŵr",
    "do not know",
    "don't know",
    "dont know",
    "dunno",
    "indifferent",
    "keine meinung",
    "maybe",
    "ne sais pas",
    "ne sait pas",
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
    "ni d'accord ni pas d'accord",
    "ni de acuerdo ni en desacuerdo",
    "nie wiem",
    "no opinion",
    "no preference",
    "no strong opinion",
    "no strong view",
    "no strong views",
    "no sé",
    "no view",
    "no views",
    "not certain",
    "not sure",
    "perhaps",
    "sans opinion",
    "uncertain",
    "undecided",
    "unsure",
    "weder noch",
    "weiß nicht",
];
const SILENT: [&str; 16] = [
    "dim ateb",
    "dim sylw",
    "keine angabe",
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
    "sans réponse",
];

/// Replies that are ticks in a column of ticks alone: a letter may begin with "Broadly positive."
const TICKED_SUPPORT: [&str; 10] = [
    "acceptable",
    "definitely",
    "favourable",
    "good idea",
    "in favour of it",
    "like",
    "like it",
    "positive",
    "true",
    "👍",
];
const TICKED_OPPOSE: [&str; 12] = [
    "absolutely not",
    "bad idea",
    "certainly not",
    "definitely not",
    "dislike",
    "dislike it",
    "false",
    "negative",
    "not acceptable",
    "probably not",
    "unacceptable",
    "👎",
];
const TICKED_UNCLEAR: [&str; 5] = ["ambivalent", "dk", "have no view", "no particular view", "possibly"];

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
    let grades = FULLY.iter().chain(&MOSTLY).chain(&SLIGHTLY).chain(&STRESS).copied();
    phrases.chain(grades).chain(FILLERS).chain(qualifiers).collect()
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
    let reply = without_letter(reply);
    let has_own = question.is_some_and(|question| !question.closed.is_empty());
    if !has_own && !may_be_built_in(reply) {
        return None;
    }
    let words = folded_words(reply, &[]);
    if words.is_empty() {
        return own_reply(question, reply, &words);
    }
    own_reply(question, reply, &words).or_else(|| {
        let said = built_in(&words)?;
        let asked = question.filter(|_| words.iter().any(|word| is_yes_or_no(word)));
        Some(asked.map_or(said, |question| turned(&question.text, said)))
    })
}

fn is_yes_or_no(word: &str) -> bool {
    matches!(word, "yes" | "no" | "y" | "n" | "yep" | "yeah" | "nope" | "aye" | "nay" | "true" | "false")
}

/// What stands in front of the verb of a question to the respondent.
const ASKING: [&str; 7] = [
    "do you ",
    "would you ",
    "will you ",
    "does your organisation ",
    "do you or your organisation ",
    "are there ",
    "would there be ",
];

/// What yes and no say to a question that is put the other way round: "Do you object to ...?" turns them,
/// and "Do you have any concerns about ...?" takes no side.
fn turned(asked: &str, said: Stance) -> Stance {
    const OPPOSES: [&str; 9] = [
        "object to",
        "oppose",
        "disagree with",
        "disagree that",
        "have any objection to",
        "have any objections to",
        "have an objection to",
        "reject",
        "be against",
    ];
    const DOUBTS: [&str; 9] = [
        "any concerns",
        "any concern",
        "any worries",
        "negative impact",
        "negative impacts",
        "negative effect",
        "negative effects",
        "adverse",
        "disadvantages",
    ];
    let asked = folded_words(asked, &[]).join(" ");
    let Some(asks) = ASKING.iter().find_map(|asking| Some(asked.split_once(asking)?.1)) else {
        return said;
    };
    let opposes = OPPOSES.iter().any(|verb| asks.starts_with(verb));
    match said {
        Stance::Support if opposes => Stance::Oppose,
        Stance::Oppose if opposes => Stance::Support,
        Stance::Support | Stance::Oppose if DOUBTS.iter().any(|doubt| asks.contains(doubt)) => {
            Stance::Unclear
        }
        _ => said,
    }
}

/// The same of a reply in a column of ticks, where less is needed to tell one.
pub(crate) fn read_tick(question: Option<&Question>, reply: &str) -> Option<Stance> {
    let read = read(question, reply);
    if read.is_some() {
        return read;
    }
    let words = folded_words(reply, &[]);
    let ticked: [(&[&str], Stance); 3] = [
        (&TICKED_SUPPORT, Stance::Support),
        (&TICKED_OPPOSE, Stance::Oppose),
        (&TICKED_UNCLEAR, Stance::Unclear),
    ];
    let look_up = |phrase: &str| {
        let has = |(phrases, _): &&(&[&str], Stance)| phrases.contains(&phrase);
        ticked.iter().find(has).map(|(_, stance)| *stance)
    };
    if words.is_empty() {
        return look_up(reply.trim());
    }
    let bare: Vec<&str> = words.iter().map(String::as_str).filter(|word| !FILLERS.contains(word)).collect();
    let plain: Vec<&str> = bare.iter().copied().filter(|word| !is_grade(word)).collect();
    look_up(&bare.join(" ")).or_else(|| look_up(&plain.join(" ")))
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

/// A reply of the question's own scale; one of signs alone is compared as it stands.
fn own_reply(question: Option<&Question>, reply: &str, words: &[String]) -> Option<Stance> {
    let question = question?;
    own_place(question, reply, words).map(|at| question.closed[at].1)
}

/// Where the question's own scale lists a reply.
fn own_place(question: &Question, reply: &str, words: &[String]) -> Option<usize> {
    let is_it = |own: &str| {
        if words.is_empty() { own.trim() == reply.trim() } else { folded_words(own, &[]) == words }
    };
    question.closed.iter().position(|(own, _)| is_it(own))
}

fn built_in(words: &[String]) -> Option<Stance> {
    if words.len() > 10 {
        return None;
    }
    if !words.iter().all(|word| is_figure(word) || KNOWN.contains(word.as_str())) {
        return None;
    }
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_figure(word)).collect();
    if words.first() == Some(&"neither") {
        return Some(Stance::Unclear);
    }
    let bare: Vec<&str> = words.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
    look_up(&words.join(" "))
        .or_else(|| graded(&words))
        .or_else(|| look_up(&bare.join(" ")))
        .or_else(|| graded(&bare))
}

/// A reply less the letter that lists it: "a) Strongly agree".
fn without_letter(reply: &str) -> &str {
    match reply.trim_start().as_bytes() {
        [letter, b')' | b'.', b' ', ..] if letter.is_ascii_alphabetic() => &reply.trim_start()[3..],
        _ => reply,
    }
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
    let bare: Vec<&str> = words.iter().copied().filter(|word| !is_grade(word)).collect();
    if bare.len() < words.len()
        && let Some(said) = look_up(&bare.join(" "))
    {
        return Some(said);
    }
    said_twice(words)
}

/// "Yes agree", "No, definitely not", "Agree / Cytuno": the same said twice, perhaps in two languages.
fn said_twice(words: &[&str]) -> Option<Stance> {
    (1..words.len()).find_map(|at| {
        let (first, rest) = words.split_at(at);
        let said = one(first)?;
        (one(rest) == Some(said)).then_some(said)
    })
}

/// A reply, perhaps with a grade.
fn one(words: &[&str]) -> Option<Stance> {
    let bare: Vec<&str> = words.iter().copied().filter(|word| !is_grade(word)).collect();
    look_up(&words.join(" ")).or_else(|| look_up(&bare.join(" ")))
}

fn look_up(phrase: &str) -> Option<Stance> {
    SCALES.get(phrase).copied()
}

fn is_grade(word: &str) -> bool {
    FULLY.contains(&word) || MOSTLY.contains(&word) || SLIGHTLY.contains(&word) || STRESS.contains(&word)
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
                "I agree with the proposal",
                "a) Strongly agree",
                "b) Support",
                "Agree / Cytuno",
                "Strongly agree / Cytuno'n gryf",
                "Support / Cefnogi",
                "Agree with reservations",
                "Support with modifications",
                "To a great extent",
                "Supporting",
                "Tak",
                "Muy de acuerdo",
                "Stimme eher zu",
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
                "No, definitely not",
                "No, not really",
                "Strongly disagree / Anghytuno'n gryf",
                "I disagree with the proposals",
                "Objecting",
                "Stimme gar nicht zu",
                "En desacuerdo",
                "Nie",
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
                "Neither in favour nor against",
                "Neither support nor object",
                "Not sure / don't know",
                "Ni d'accord ni pas d'accord",
                "Neither agree nor disagree / Ddim yn cytuno nac yn anghytuno",
            ],
        );
        check(Some(Stance::NotAddressed), &["N/A", "Not applicable", "Prefer not to say"]);
    }

    #[test]
    fn columns_of_ticks_say_more() {
        for (reply, stance) in [
            ("Very positive", Some(Stance::Support)),
            ("Definitely", Some(Stance::Support)),
            ("TRUE", Some(Stance::Support)),
            ("👍", Some(Stance::Support)),
            ("Definitely not", Some(Stance::Oppose)),
            ("Unacceptable", Some(Stance::Oppose)),
            ("I have no view", Some(Stance::Unclear)),
            ("Agree", Some(Stance::Support)),
            ("Very satisfied", None),
            ("★★★", None),
        ] {
            assert_eq!(read_tick(None, reply), stance, "{reply}");
        }
        check(None, &["Broadly positive", "Definitely", "TRUE"]);
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
    fn questions_put_the_other_way_round_turn_yes_and_no() {
        let asked = |text: &str, reply: &str| {
            let question = Question {
                id: "q1".into(),
                number: None,
                text: text.into(),
                option: None,
                kind: QuestionKind::Closed,
                closed: Vec::new(),
            };
            read(Some(&question), reply)
        };
        assert_eq!(asked("Do you object to the zone?", "Yes"), Some(Stance::Oppose));
        assert_eq!(asked("Do you oppose the zone?", "No, not at all"), Some(Stance::Support));
        assert_eq!(asked("Do you oppose the zone?", "Strongly oppose"), Some(Stance::Oppose));
        assert_eq!(asked("Do you support or oppose the zone?", "Yes"), Some(Stance::Support));
        assert_eq!(asked("Do you have any concerns about the zone?", "Yes"), Some(Stance::Unclear));
        assert_eq!(asked("Do you agree with the zone?", "Yes"), Some(Stance::Support));
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

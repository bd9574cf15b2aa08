//! Headers that say "go on about the question before", in the words survey tools and authors use.

/// Beginnings of a header that asks for more about the question before it.
const FOLLOW_UPS: [&str; 65] = [
    "please explain",
    "please give",
    "please provide",
    "please tell",
    "please say",
    "please comment",
    "please state",
    "please use",
    "please expand",
    "please elaborate",
    "please describe",
    "please share",
    "please add",
    "please specify",
    "please outline",
    "please set out",
    "please enter",
    "please detail",
    "please write",
    "please type",
    "please let",
    "please justify",
    "if not",
    "if no",
    "if yes",
    "if you",
    "if so",
    "why",
    "comment",
    "comments",
    "reason",
    "reasons",
    "explain",
    "explanation",
    "further comment",
    "further comments",
    "any comments",
    "any further comments",
    "any other comments",
    "additional comments",
    "other comments",
    "your comments",
    "your reasons",
    "details",
    "further details",
    "more details",
    "further information",
    "additional information",
    "more information",
    "free text",
    "freetext",
    "open text",
    "open ended",
    "text",
    "other please specify",
    "what are your reasons",
    "can you explain",
    "could you explain",
    "tell us why",
    "give reasons",
    "give your reasons",
    "justification",
    "rationale",
    "do you have any comments",
    "do you have any further comments",
];
/// The same in other languages.
const FOREIGN: [&str; 14] = [
    "pourquoi",
    "veuillez",
    "si non",
    "sinon",
    "commentaires",
    "bitte",
    "warum",
    "falls nein",
    "begründung",
    "por favor",
    "por qué",
    "perché",
    "waarom",
    "toelichting",
];
/// Words that name the ticked part of an answer.
const TICKS: [&str; 7] = ["closed", "tick", "choice", "selection", "rating", "yesno", "scale"];
/// Words that name the written part of an answer.
const WORDS: [&str; 16] = [
    "open",
    "text",
    "freetext",
    "comment",
    "comments",
    "why",
    "explain",
    "explanation",
    "reason",
    "reasons",
    "details",
    "detail",
    "verbatim",
    "openended",
    "justification",
    "rationale",
];
/// Headers of a column that holds what was written, whatever was asked.
const PLAIN_TEXT: [&str; 27] = [
    "response",
    "responses",
    "answer",
    "text",
    "comment",
    "comments",
    "freetext",
    "freetextresponse",
    "responsetext",
    "responsefreetext",
    "answertext",
    "verbatim",
    "submission",
    "submissiontext",
    "feedback",
    "message",
    "content",
    "body",
    "opentext",
    "openended",
    "openendedresponse",
    "yourresponse",
    "fulltext",
    "reply",
    "letter",
    "statement",
    "representation",
];

/// Whether a header only asks for more about the question before it.
pub(super) fn is_follow_up(words: &[String]) -> bool {
    let line = words.join(" ");
    FOLLOW_UPS
        .iter()
        .chain(&FOREIGN)
        .any(|phrase| line.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// The number of a question that the words name: the `2` of "your answer to question 2".
pub(super) fn number_named(words: &[String]) -> Option<String> {
    const NAMES: [&str; 5] = ["question", "questions", "q", "qu", "frage"];
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit()) && word.len() <= 4;
    let pair = words.windows(2).find(|pair| NAMES.contains(&pair[0].as_str()) && is_number(&pair[1]));
    let glued = || words.iter().find_map(|word| word.strip_prefix('q').filter(|rest| is_number(rest)));
    pair.map(|pair| pair[1].as_str()).or_else(glued).map(str::to_owned)
}

/// Whether a header speaks to some respondents only: "If you chose Option Two, please say why".
pub(super) fn is_condition(words: &[String]) -> bool {
    words.first().is_some_and(|word| word == "if" || word == "falls" || word == "si")
}

/// The words that are left of a header when its request is taken off: `fares` of "Please explain (fares)".
pub(super) fn without_request(words: &[String]) -> Vec<String> {
    const REQUEST: [&str; 57] = [
        "a",
        "about",
        "above",
        "add",
        "additional",
        "also",
        "and",
        "answer",
        "any",
        "as",
        "at",
        "below",
        "box",
        "can",
        "comment",
        "comments",
        "detail",
        "details",
        "explain",
        "explanation",
        "expand",
        "following",
        "for",
        "further",
        "give",
        "given",
        "have",
        "here",
        "in",
        "it",
        "more",
        "of",
        "on",
        "or",
        "other",
        "please",
        "provide",
        "reason",
        "reasons",
        "regarding",
        "response",
        "say",
        "share",
        "space",
        "state",
        "tell",
        "text",
        "the",
        "this",
        "to",
        "us",
        "use",
        "views",
        "why",
        "with",
        "you",
        "your",
    ];
    words.iter().filter(|word| !REQUEST.contains(&word.as_str())).cloned().collect()
}

/// Whether a word may end such a header.
pub(super) fn is_follow_up_word(word: &str) -> bool {
    WORDS.contains(&word) || word == "specify" || word == "below" || word == "not" || word == "answer"
}

/// Whether the words name the ticked part of an answer, and nothing else.
pub(super) fn names_tick(words: &[String]) -> bool {
    !words.is_empty() && words.len() <= 3 && TICKS.contains(&words[0].as_str())
}

/// Whether the words name the written part of an answer, and nothing else.
pub(super) fn names_words(words: &[String]) -> bool {
    let names = |word: Option<&String>| word.is_some_and(|word| WORDS.contains(&word.as_str()));
    names(words.first()) && words.len() <= 3 || names(words.last()) && words.len() <= 5
}

/// Whether the words name the place for a reply that is not among those given, and nothing else.
pub(super) fn names_other(words: &[String]) -> bool {
    let other = words.first().is_some_and(|word| word == "other" || word == "others");
    other && words.len() <= 4
}

/// Whether a header asks for whatever else one has to say, as it does at the end of a survey.
pub(super) fn is_anything_else(words: &[String]) -> bool {
    let opens = ["any", "other", "further", "additional", "do", "final", "general"];
    words.first().is_some_and(|word| opens.contains(&word.as_str()))
        && words.iter().any(|word| word == "comment" || word == "comments")
}

/// Whether the words name an answer, either part.
pub(super) fn names_answer(words: &[String]) -> bool {
    words.len() == 1 && ["answer", "response", "reply", "result", "value"].contains(&words[0].as_str())
}

/// Whether a header, written as one word, names text without saying on what.
pub(super) fn is_plain_text(key: &str) -> bool {
    PLAIN_TEXT.contains(&key)
}

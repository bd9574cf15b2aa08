//! Whether a few words take a view of the matter.

/// Words of somebody with a view.
const VIEWS: [&str; 34] = [
    "agree",
    "disagree",
    "support",
    "oppose",
    "opposed",
    "object",
    "objection",
    "favour",
    "favor",
    "against",
    "prefer",
    "think",
    "believe",
    "feel",
    "want",
    "should",
    "shouldn't",
    "must",
    "mustn't",
    "reject",
    "scrap",
    "i would",
    "we would",
    "i'd",
    "we'd",
    "dafür",
    "dagegen",
    "lehne",
    "lehnen",
    "befürworte",
    "befürworten",
    "soutiens",
    "soutenons",
    "contre",
];
/// Replies of a single word.
pub(super) const REPLIES: [&str; 12] = [
    "yes", "no", "agree", "agreed", "disagree", "support", "oppose", "object", "none", "neither", "both",
    "nothing",
];
/// What there is none of where nobody replies: "No action needed".
const IDLE: [&str; 10] = [
    "action",
    "reply",
    "response",
    "need",
    "further",
    "subject",
    "comment",
    "comments",
    "acknowledgement",
    "idea",
];

/// Whether somebody takes a view in a few words: none is taken in a note to whoever keeps the responses.
pub(crate) fn takes_view(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower
        .split(|mark: char| !(mark.is_alphanumeric() || mark == '\''))
        .filter(|word| word.contains(char::is_alphabetic))
        .collect();
    let line = format!(" {} ", words.join(" "));
    let replies = words.first().is_some_and(|first| REPLIES.contains(first));
    let is_idle = words.get(1).is_some_and(|second| IDLE.contains(second));
    replies && !is_idle || VIEWS.iter().any(|phrase| line.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_more_than_a_note() {
        for text in
            ["1. Yes", "No, never.", "I’d keep one evening", "We oppose this", "No to fees", "OBJECTION!"]
        {
            assert!(takes_view(text), "{text}");
        }
        for text in ["Please log this one.", "No action needed", "(no subject)", "Came in today, thanks", ""]
        {
            assert!(!takes_view(text), "{text}");
        }
    }
}

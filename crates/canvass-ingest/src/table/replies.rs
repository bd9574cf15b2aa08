//! What is to be told of the ticked replies among the first records of a table.

use canvass_core::{Consultation, Notice};

use super::Plan;

/// Tells of replies on no scale, and of those that are taken for words beside the ticks.
pub(super) fn remarks(source: &str, plan: &Plan, consultation: &Consultation) -> Vec<Notice> {
    let unread = plan.unread.iter().filter_map(|(question, n)| {
        let id = &consultation.question(*question).id;
        let example = plan.example(*question)?;
        let message = format!(
            "{n} ticked replies to `{id}` among the first records, such as “{example}”, are on no scale that is \
             known and take no side; say under its [[question]] what they mean: closed = {{ \"{example}\" = \"support\" }}"
        );
        Some(Notice::new(source, "unknown-scale", message))
    });
    let own_words = plan.own_words.iter().filter_map(|(question, said)| {
        let id = &consultation.question(*question).id;
        let example = said.iter().min_by_key(|said| said.len())?;
        let more = match said.len() - 1 {
            0 => String::new(),
            n => format!(", and so are {n} more"),
        };
        let message = format!(
            "“{example}” was met once among the ticked replies to `{id}` in the first records and is read as words{more}; \
             say under its [[question]] which are choices: closed = {{ \"{example}\" = \"unclear\" }}"
        );
        Some(Notice::new(source, "own-words", message))
    });
    unread.chain(own_words).collect()
}

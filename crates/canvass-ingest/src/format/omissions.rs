//! What a reader of documents leaves out of a letter, counted so that it can be told.

/// How often each kind was left out.
#[derive(Default)]
pub(super) struct Omissions {
    /// Letters of picture fonts that are no known character.
    pub(super) symbols: usize,
    /// Deletions that the writer's program still keeps.
    pub(super) deletions: usize,
    /// Passages with a line through them.
    pub(super) struck: usize,
    /// Comments in the margin; some respondents answer there.
    pub(super) comments: usize,
    /// Documents inside the document.
    pub(super) embedded: usize,
}

impl Omissions {
    /// Kind and message of each.
    pub(super) fn remarks(&self) -> Vec<(&'static str, String)> {
        [
            ("symbols", self.symbols, "drawings of symbol fonts"),
            ("tracked-deletions", self.deletions, "deletions tracked as changes"),
            ("struck-out", self.struck, "struck-out passages"),
            ("comments", self.comments, "comments in the margin"),
            ("embedded", self.embedded, "embedded documents"),
        ]
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(kind, count, what)| (kind, format!("{what} left out of the text: {count}")))
        .collect()
    }
}

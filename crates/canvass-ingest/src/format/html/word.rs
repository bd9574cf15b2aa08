//! Lists as Word and Outlook write them: paragraphs that begin with a bullet of their own.

/// Longer texts are no numbers of list items.
pub(super) const LONGEST_MARKER: usize = 160;

/// Bullets that mail programs leave as text when they take Word's styles away.
const BULLETS: [char; 8] = ['·', '•', '§', '▪', '-', '–', 'o', '\u{f0b7}'];

/// The text behind a bullet that opens it, where nothing or a no-break space follows.
pub(super) fn behind_bullet(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix(BULLETS)?;
    let behind = rest.trim_start_matches(|mark: char| mark.is_ascii_whitespace());
    (behind.is_empty() || behind.starts_with('\u{a0}')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_stand_apart() {
        assert_eq!(behind_bullet("·"), Some(""));
        assert_eq!(behind_bullet("\n·\u{a0}\u{a0} the rota"), Some("\u{a0}\u{a0} the rota"));
        assert_eq!(behind_bullet("o the hours"), None);
        assert_eq!(behind_bullet("opening"), None);
    }
}

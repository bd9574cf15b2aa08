//! The marker of a list item, where a document writes it out.

/// The marker of an item before which a document shows that text: a number stays, a bullet is a dash.
/// Where nothing shows, as before headings of a list without numbers, there is no marker.
pub(super) fn of_shown(shown: &str) -> String {
    let shown = shown.trim();
    if shown.is_empty() {
        return String::new();
    }
    // Bullets are sometimes single letters of a font that draws them as pictures.
    let is_number = shown.contains(char::is_numeric)
        || shown.contains(char::is_alphanumeric) && shown.chars().count() > 1;
    // A ticked box for a bullet is an answer.
    if is_number || matches!(shown, "☒" | "☑") { format!("{shown} ") } else { "- ".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_and_bullets_are_dashes() {
        for (shown, expected) in [
            ("1.\t", "1. "),
            ("(iv)", "(iv) "),
            ("7", "7 "),
            ("☒", "☒ "),
            ("·", "- "),
            ("o", "- "),
            ("\u{f0b7}", "- "),
            ("", ""),
        ] {
            assert_eq!(of_shown(shown), expected, "{shown:?}");
        }
    }
}

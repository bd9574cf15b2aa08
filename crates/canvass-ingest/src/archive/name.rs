//! The names of entries, made such that they stay inside their archive and can be shown.

/// Longer names lose their beginning; the ending tells the format.
const LONGEST: usize = 1_000;
/// So much of a name that cannot be kept is told.
const TOLD: usize = 200;

/// The name as a path inside the archive: no root, no drive, no step upwards, no mark that cannot be seen.
pub(super) fn clean(name: &str) -> String {
    let visible: String = name.chars().map(|mark| if is_unseen(mark) { '\u{fffd}' } else { mark }).collect();
    let steps = visible.split(['/', '\\']).enumerate();
    let leads_away = |at: usize, step: &str| matches!(step, "" | "." | "..") || at == 0 && is_drive(step);
    let steps = steps.filter(|(at, step)| !leads_away(*at, step));
    let path = steps.map(|(_, step)| step).collect::<Vec<_>>().join("/");
    match path.len() {
        0 => "unnamed".to_owned(),
        length if length > LONGEST => {
            path[path.ceil_char_boundary(length - LONGEST)..].trim_start_matches('/').to_owned()
        }
        _ => path,
    }
}

/// The name as the archive has it, if it says more than the cleaned one: some programs write backslashes.
pub(super) fn unlike(name: &str, cleaned: &str) -> Option<String> {
    let differs = name.replace('\\', "/") != cleaned;
    differs.then(|| {
        let shown: String =
            name.chars().map(|mark| if is_unseen(mark) { '\u{fffd}' } else { mark }).collect();
        let cut = shown.floor_char_boundary(TOLD);
        if cut < shown.len() { format!("{}…", &shown[..cut]) } else { shown }
    })
}

/// The name with a number before its ending.
pub(super) fn numbered(name: &str, number: usize) -> String {
    let folder = name.rfind('/').map_or(0, |at| at + 1);
    match name[folder..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, ending) = name.split_at(folder + dot);
            format!("{stem} ({number}){ending}")
        }
        _ => format!("{name} ({number})"),
    }
}

fn is_drive(step: &str) -> bool {
    step.len() == 2 && step.ends_with(':') && step.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

/// Control marks, and marks that turn the direction of what follows.
fn is_unseen(mark: char) -> bool {
    mark.is_control() || matches!(mark, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, cleaned: &str, is_told: bool) {
        assert_eq!(clean(name), cleaned);
        assert_eq!(unlike(name, cleaned).is_some(), is_told);
    }

    #[test]
    fn names_stay_inside_their_archive() {
        check("letters/one.txt", "letters/one.txt", false);
        check("letters\\one.txt", "letters/one.txt", false);
        check("../../etc/passwd", "etc/passwd", true);
        check("/etc/passwd", "etc/passwd", true);
        check("C:\\Users\\one.txt", "Users/one.txt", true);
        check("a/./b//c.txt", "a/b/c.txt", true);
        check("a\0\u{202e}txt.exe", "a\u{fffd}\u{fffd}txt.exe", true);
        check("..", "unnamed", true);
        check("a..b/...txt", "a..b/...txt", false);
    }

    #[test]
    fn numbers_stand_before_the_ending() {
        assert_eq!(numbered("a.b/one.two.txt", 2), "a.b/one.two (2).txt");
        assert_eq!(numbered("a.b/one", 3), "a.b/one (3)");
        assert_eq!(numbered(".txt", 2), ".txt (2)");
    }

    proptest! {
        #[test]
        fn any_name_is_cleaned(name in "\\PC{0,20}|[./\\\\a:é]{0,20}|[é/]{1200}") {
            let cleaned = clean(&name);
            prop_assert!(!cleaned.is_empty() && cleaned.len() <= LONGEST);
            prop_assert!(cleaned.split('/').all(|step| step != ".."));
            prop_assert!(!cleaned.starts_with('/'));
        }
    }
}

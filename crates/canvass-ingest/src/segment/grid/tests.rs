//! Scales as forms print them.

use super::*;
use crate::scale;

/// Asserts which label is ticked, and what follows the scale.
#[track_caller]
fn check(text: &str, label: Option<&str>, rest: &str) {
    let ticked =
        read(text, 0, &|reply| scale::read(None, reply)).unwrap_or_else(|| panic!("no scale: {text}"));
    assert_eq!(ticked.label.map(|label| &text[label]), label, "{text}");
    assert_eq!(text[ticked.len..].trim(), rest, "{text}");
}

#[test]
fn a_mark_below_a_label_ticks_it() {
    check(
        "Strongly agree | Agree | Neither | Disagree\n|  |  | X\n\nIt is bad.",
        Some("Disagree"),
        "It is bad.",
    );
    check("| Yes | No |\n|---|---|\n|  | x |\n\nWhy.", Some("No"), "Why.");
    check("Agree | Neither | Disagree\n☐ | ☐ | ☒", Some("Disagree"), "");
    check("Agree | Neither | Disagree\n\nX\n\nWhy.", Some("Agree"), "Why.");
    check(" | ✓ | \nAgree | Neither | Disagree\nWhy.", Some("Neither"), "Why.");
    check("| Support | Oppose\nThe zone |  | X", Some("Oppose"), "");
    check("| | Support | Oppose |\n|---|---|---|\n| The zone | | X |\nWhy.", Some("Oppose"), "Why.");
    check("Agree\tNeither\tDisagree\n\t\tX\nWhy.", Some("Disagree"), "Why.");
    check("Agree    Neither    Disagree\n            X\nWhy.", Some("Neither"), "Why.");
    check("Often | Seldom | Never\n| X", Some("Seldom"), "");
}

#[test]
fn a_mark_that_might_tick_two_ticks_none() {
    check("Agree | Neither | Disagree\nX | X |\nWhy.", None, "Why.");
    check("| Support | Oppose\nThe zone | X\nThe levy |  | X\nWhy.", None, "Why.");
    check("Agree | Neither | Disagree\nWhy.", None, "Why.");
    check("Agree: X\nDisagree: X\nWhy.", None, "Why.");
}

#[test]
fn a_mark_beside_a_label_ticks_it() {
    check("Strongly agree:\nAgree:\nDisagree: X\n\nIt is bad.", Some("Disagree"), "It is bad.");
    check("Support\n\nOppose | ✓\n\nDon't know\n\nIt costs.", Some("Oppose"), "It costs.");
    check("- Yes ....\n- No .... x\nWhy.", Some("No"), "Why.");
    check("Agree\nX Disagree\nWhy.", Some("Disagree"), "Why.");
    check("| Agree |  |\n| Disagree | ☒ |\nWhy.", Some("Disagree"), "Why.");
    check("Yes ___ No _X_\nWhy.", Some("No"), "Why.");
    check("Support / Oppose ✓\nWhy.", Some("Oppose"), "Why.");
    check("Yes | X | No |", Some("Yes"), "");
    check("| X | Yes |  | No", Some("Yes"), "");
}

#[test]
fn a_label_that_stands_out_is_the_tick() {
    check("Agree / Neither / **Disagree** / (delete as appropriate)\nWhy.", Some("Disagree"), "Why.");
    check("~~Agree~~ / ~~Neither~~ / Disagree\nWhy.", Some("Disagree"), "Why.");
    check("~~Agree / Neither~~ / Disagree\nWhy.", Some("Disagree"), "Why.");
    check("Agree\n**Neither**\nDisagree\nWhy.", Some("Neither"), "Why.");
    check("/  /  / Disagree /  / (delete as appropriate)\nWhy.", Some("Disagree"), "Why.");
    check("/ Disagree\nWhy.", Some("Disagree"), "Why.");
    check("**Agree** / **Disagree** / Neither\nWhy.", None, "Why.");
}

#[test]
fn a_printed_scale_is_no_reply() {
    check("Strongly agree / Agree / Disagree (delete as appropriate)\nWhy.", None, "Why.");
    check("Strongly agree, agree, neither, disagree (please circle)\nWhy.", None, "Why.");
    check("Agree | Neither | Disagree\nWhy.", None, "Why.");
    check("Agree\nNeither\nDisagree\n\nDisagree\nWhy.", None, "Disagree\nWhy.");
    check("Yes:\nNo:\nWhy.", None, "Why.");
}

#[test]
fn replies_are_no_scale() {
    for text in [
        "Yes\nBecause.",
        "Yes\nNo\nBecause.",
        "Agree, in part",
        "Yes, definitely\nNo more cars.",
        "Don't know / not sure",
        "Yes / No / Yes",
        "Agree; we like it",
        "Agree | We like it",
        "8 - yes\nWe like it.",
        "8 - yes\n9 - no\n10 - yes\nWe like it.",
        "No to 1, no to 3, yes to 2, 4 maybe",
        "No | Why should we?",
    ] {
        assert!(read(text, 0, &|reply| scale::read(None, reply)).is_none(), "{text}");
    }
}

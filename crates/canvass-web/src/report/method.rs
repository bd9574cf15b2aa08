//! How the numbers came about, and what they were made with.

use maud::{Markup, html};

use super::parts::{table, words};
use crate::library::Results;

pub(super) fn section(results: &Results) -> Markup {
    let head = html! { (words("what")) (words("which")) };
    let body = html! {
        tbody { @for (name, value) in &results.provenance { tr { th scope="row" { (name) } td { code { (value) } } } } }
    };
    html! {
        p {
            "Every response was read whole and cut into answers to the questions. Themes were found by the rules below, "
            "word by word; positions by ticked replies or, where there is none, by what the words say. "
            "Wording of the consultation, quotations and page furniture count for nothing. "
            "Each number can be walked back, in the tables beside this report, to responses and to exact words in them; "
            "the same responses and rules give the same numbers again."
        }
        (table("What the numbers were made with.", &head, &body))
        @if !results.quantifiers.is_empty() {
            p {
                "Words for shares, used in this way alone: "
                @for (at, (word, most)) in results.quantifiers.iter().enumerate() {
                    @if at > 0 { "; " }
                    "“" (word) "” up to " (format!("{:.0} %", most * 100.0))
                }
                "."
            }
        }
        h3 { "Rules of each theme" }
        @for theme in &results.themes {
            details {
                summary { (theme.label) }
                @if !theme.description.is_empty() { p { (theme.description) } }
                (rules(&theme.rules))
                @if !theme.exceptions.is_empty() {
                    p { "But not within:" }
                    (rules(&theme.exceptions))
                }
            }
        }
    }
}

/// Each rule in a box of its own: a space inside one makes a phrase.
fn rules(rules: &[String]) -> Markup {
    html! { ul class="rules" { @for rule in rules { li { code { (rule) } } } } }
}

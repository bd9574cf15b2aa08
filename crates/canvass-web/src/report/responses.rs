//! How many responses, what became of them, and who sent them.

use maud::{Markup, html};

use super::parts::{self, ALL, count, figures, spaced, table, words};
use crate::chart::bar;
use crate::library::{GroupSize, Results};

pub(super) fn section(results: &Results) -> Markup {
    let received = results.waterfall.first().map_or(0, |step| step.responses);
    let head = html! { (words("step")) (words("reason")) (figures("responses")) (bars()) };
    let body = html! {
        tbody {
            @for step in &results.waterfall {
                tr {
                    th scope="row" { (step.step) }
                    td { (step.reason.as_deref().unwrap_or_default()) }
                    (count(step.responses))
                    td { (bar(part(step.responses, received), "plain")) }
                }
            }
        }
    };
    html! {
        h3 { "From received to analysed" }
        (table("Every response received is counted in one of the steps below the first.", &head, &body))
        @for group in parts::groups(results.groups.iter().map(|size| size.group.as_str())) {
            h3 { "By " (spaced(group)) }
            (sizes(results, group))
        }
    }
}

/// How many responses each value of a group has.
fn sizes(results: &Results, group: &str) -> Markup {
    let analysed = results.groups.iter().find(|size| size.group == ALL).map_or(0, |size| size.responses);
    let of_group: Vec<&GroupSize> = results.groups.iter().filter(|size| size.group == group).collect();
    let head = html! { (words(&spaced(group))) (figures("responses")) (bars()) };
    let body = html! {
        tbody {
            @for size in of_group {
                tr {
                    th scope="row" dir="auto" { (size.value) }
                    (count(size.responses))
                    td { (bar(part(size.responses, analysed), "plain")) }
                }
            }
        }
    };
    table(&format!("Analysed responses by {}.", spaced(group)), &head, &body)
}

fn bars() -> Markup {
    html! { th scope="col" { span class="hidden" { "as a bar" } } }
}

/// The length of a bar.
fn part(of: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| of as f64 / all as f64)
}

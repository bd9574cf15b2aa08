//! How many responses, what became of them, and who sent them.

use maud::{Markup, html};

use super::{ALL, count};
use crate::library::{GroupSize, Results};

pub(super) fn section(results: &Results) -> Markup {
    html! {
        h3 { "From received to analysed" }
        div class="scroll" tabindex="0" role="group" aria-label="table, wider than some screens" {
            table {
                caption { "Every response received is counted in one of these steps." }
                thead { tr { th scope="col" { "step" } th scope="col" { "reason" } th scope="col" class="n" { "responses" } } }
                tbody {
                    @for step in &results.waterfall {
                        tr {
                            th scope="row" { (step.step) }
                            td { (step.reason.as_deref().unwrap_or_default()) }
                            (count(step.responses))
                        }
                    }
                }
            }
        }
        @for (group, sizes) in groups(results) {
            h3 { "By " (group.replace('_', " ")) }
            div class="scroll" tabindex="0" role="group" aria-label="table, wider than some screens" {
                table {
                    caption { "Analysed responses." }
                    thead { tr { th scope="col" { (group.replace('_', " ")) } th scope="col" class="n" { "responses" } } }
                    tbody { @for size in sizes { tr { th scope="row" { (size.value) } (count(size.responses)) } } }
                }
            }
        }
    }
}

/// Every group but the whole, with its values.
fn groups(results: &Results) -> Vec<(&str, Vec<&GroupSize>)> {
    let mut groups: Vec<(&str, Vec<&GroupSize>)> = Vec::new();
    for size in results.groups.iter().filter(|size| size.group != ALL) {
        match groups.last_mut() {
            Some((group, sizes)) if *group == size.group => sizes.push(size),
            _ => groups.push((&size.group, vec![size])),
        }
    }
    groups
}

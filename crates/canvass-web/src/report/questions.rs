//! What was ticked, question by question.

use maud::{Markup, html};

use super::{ALL, count, share};
use crate::library::{ClosedCount, Results};

pub(super) fn section(results: &Results) -> Markup {
    let asked = results.consultation.questions.iter().enumerate();
    let ticked = asked.filter(|(at, _)| results.closed.iter().any(|row| row.question == *at));
    html! {
        p { "A question that nobody ticked is left out; what was said in words is counted under the options." }
        @for (at, question) in ticked {
            h3 { @if let Some(number) = &question.number { (number) ". " } (question.text) }
            (replies(results, at))
            @for group in groups(results, at) { (cross(results, at, group)) }
        }
    }
}

/// The replies of everybody.
fn replies(results: &Results, question: usize) -> Markup {
    let rows: Vec<&ClosedCount> = of(results, question, ALL).collect();
    html! {
        div class="scroll" tabindex="0" role="group" aria-label="table, wider than some screens" {
            table {
                caption { "Base: " (rows.first().map_or(0, |row| row.base)) " analysed responses." }
                thead { tr { th scope="col" { "reply" } th scope="col" class="n" { "responses" } th scope="col" class="n" { "share" } } }
                tbody {
                    @for row in &rows { tr { th scope="row" { (row.reply) } (count(row.responses)) (share(row.share)) } }
                }
            }
        }
    }
}

/// The replies by a group: a row a value, a column a reply.
fn cross(results: &Results, question: usize, group: &str) -> Markup {
    let replies: Vec<&str> = of(results, question, ALL).map(|row| row.reply.as_str()).collect();
    let mut values: Vec<(&str, u64)> = Vec::new();
    for row in of(results, question, group) {
        if values.last().is_none_or(|(value, _)| *value != row.value) {
            values.push((&row.value, row.base));
        }
    }
    let cell = |value: &str, reply: &str| {
        of(results, question, group)
            .find(|row| row.value == value && row.reply == reply)
            .map_or(0, |row| row.responses)
    };
    html! {
        div class="scroll" tabindex="0" role="region" aria-label=(format!("Replies by {group}")) {
            table {
                thead {
                    tr {
                        th scope="col" { (group.replace('_', " ")) }
                        @for reply in &replies { th scope="col" class="n" { (reply) } }
                        th scope="col" class="n" { "base" }
                    }
                }
                tbody {
                    @for (value, base) in &values {
                        tr {
                            th scope="row" { (value) }
                            @for reply in &replies { (count(cell(value, reply))) }
                            (count(*base))
                        }
                    }
                }
            }
        }
    }
}

fn of<'a>(results: &'a Results, question: usize, group: &str) -> impl Iterator<Item = &'a ClosedCount> {
    results.closed.iter().filter(move |row| row.question == question && row.group == group)
}

fn groups(results: &Results, question: usize) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for row in results.closed.iter().filter(|row| row.question == question && row.group != ALL) {
        if !groups.contains(&row.group.as_str()) {
            groups.push(&row.group);
        }
    }
    groups
}

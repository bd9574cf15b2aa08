//! What was ticked, question by question.

use maud::{Markup, html};

use super::parts::{
    self, ALL, count, count_and_share, counted, figures, in_views, share, spaced, table, whole, words,
};
use crate::library::{ClosedCount, Results};

pub(super) fn section(results: &Results) -> Markup {
    let asked = results.consultation.questions.iter().enumerate();
    let ticked = asked.filter(|(at, _)| results.closed.iter().any(|row| row.question == *at));
    html! {
        p { "A question that nobody ticked is left out; what was said in words is counted under the options." }
        @for (at, question) in ticked {
            h3 lang=(results.consultation.language) dir="auto" {
                @if let Some(number) = &question.number { (number) ". " } (question.text)
            }
            (in_views(results, |view| replies(results, view, at)))
            @for group in parts::groups(of(results, ALL, at).map(|row| row.group.as_str())) {
                details open {
                    summary { "By " (spaced(group)) }
                    (in_views(results, |view| cross(results, view, at, group)))
                }
            }
        }
    }
}

/// The replies of everybody.
fn replies(results: &Results, view: &str, question: usize) -> Markup {
    let rows: Vec<&ClosedCount> = of(results, view, question).filter(|row| row.group == ALL).collect();
    let caption = format!(
        "Base: {} analysed responses{}.",
        whole(rows.first().map_or(0, |row| row.base)),
        counted(results, view).map(|view| format!(" ({view})")).unwrap_or_default()
    );
    let head = html! { (words("reply")) (figures("responses")) (figures("share")) };
    let body = html! {
        tbody {
            @for row in &rows { tr { th scope="row" dir="auto" { (row.reply) } (count(row.responses)) (share(row.share)) } }
        }
    };
    table(&caption, &head, &body)
}

/// The replies by a group: a row a value, a column a reply.
fn cross(results: &Results, view: &str, question: usize, group: &str) -> Markup {
    let everybody = of(results, ALL, question).filter(|row| row.group == ALL);
    let replies: Vec<&str> = everybody.map(|row| row.reply.as_str()).collect();
    let mut values: Vec<(&str, u64)> = Vec::new();
    for row in of(results, view, question).filter(|row| row.group == group) {
        if values.last().is_none_or(|(value, _)| *value != row.value) {
            values.push((&row.value, row.base));
        }
    }
    let cell = |value: &str, reply: &str| {
        let is_it = |row: &&ClosedCount| row.group == group && row.value == value && row.reply == reply;
        of(results, view, question).find(is_it)
    };
    let caption = format!(
        "Replies by {}: responses, and the share of the base of the row{}.",
        spaced(group),
        counted(results, view).map(|view| format!(" ({view})")).unwrap_or_default()
    );
    let head = html! {
        (words(&spaced(group)))
        @for reply in &replies { (figures(reply)) }
        (figures("base"))
    };
    let body = html! {
        tbody {
            @for (value, base) in &values {
                tr {
                    th scope="row" dir="auto" { (value) }
                    @for reply in &replies {
                        @match cell(value, reply) {
                            Some(row) => (count_and_share(row.responses, row.share)),
                            None => (count(0)),
                        }
                    }
                    (count(*base))
                }
            }
        }
    };
    table(&caption, &head, &body)
}

fn of<'a>(results: &'a Results, view: &str, question: usize) -> impl Iterator<Item = &'a ClosedCount> {
    results.closed.iter().filter(move |row| row.view == view && row.question == question)
}

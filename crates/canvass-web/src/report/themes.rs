//! What respondents speak of, whatever the question.

use maud::{Markup, html};

use super::parts::{
    self, ALL, count, count_and_share, counted, figure, figures, in_views, quantity, share, spaced, table,
    whole, words,
};
use super::quotes::quotes;
use crate::chart::bar;
use crate::library::{Results, ThemeCount};

pub(super) fn section(results: &Results) -> Markup {
    let said: Vec<_> = results.verbatims.iter().filter(|one| one.stand.is_none()).collect();
    let has_options = !results.consultation.options.is_empty();
    html! {
        p {
            "Responses that mention each theme anywhere; one that mentions it often counts once. "
            "A theme says what a response speaks of, not whether it is for or against."
        }
        (in_views(results, |view| everybody(results, view)))
        @for group in parts::groups(results.theme_counts.iter().map(|row| row.group.as_str())) {
            details open {
                summary { "By " (spaced(group)) }
                (in_views(results, |view| by_group(results, view, group)))
            }
        }
        @if !said.is_empty() {
            details open[!has_options] {
                summary {
                    @if has_options { "Words from other answers, and from letters as a whole" } @else { "In their own words" }
                }
                @for row in of(results, ALL, ALL) {
                    (quotes(results, said.iter().copied().filter(|one| one.theme == row.theme)))
                }
            }
        }
    }
}

/// The themes in a part of the responses, most mentioned first.
fn of<'r>(results: &'r Results, view: &str, group: &str) -> Vec<&'r ThemeCount> {
    let is_it = |row: &&ThemeCount| row.view == view && row.group == group;
    let mut rows: Vec<&ThemeCount> = results.theme_counts.iter().filter(is_it).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.responses), row.theme));
    rows
}

/// The end of a caption where there are several ways of counting.
fn way(results: &Results, view: &str) -> String {
    counted(results, view).map(|view| format!(" ({view})")).unwrap_or_default()
}

fn everybody(results: &Results, view: &str) -> Markup {
    let head = html! {
        (words("theme")) (figures("responses")) (figures("of")) (figures("share"))
        th scope="col" { span class="hidden" { "share as a bar" } }
        (figures("places"))
    };
    let body = html! {
        tbody {
            @for row in of(results, view, ALL) {
                tr {
                    th scope="row" {
                        (results.themes[row.theme].label)
                        @if let Some(word) = quantity(results, row.share) { span class="soft" { " – " (word) } }
                    }
                    (count(row.responses)) (count(row.base)) (share(row.share))
                    td { (bar(row.share, "plain")) }
                    (count(row.mentions))
                }
            }
        }
    };
    let caption = format!(
        "Themes over all text{}; shares are of every response counted, \
         places are the stretches of words that speak of the theme.",
        way(results, view)
    );
    table(&caption, &head, &body)
}

/// A row a theme, a column a value of the group.
fn by_group(results: &Results, view: &str, group: &str) -> Markup {
    let rows: Vec<&ThemeCount> =
        results.theme_counts.iter().filter(|row| row.view == view && row.group == group).collect();
    let mut values: Vec<(&str, u64)> = Vec::new();
    for row in &rows {
        if values.last().is_none_or(|(value, _)| *value != row.value) {
            values.push((&row.value, row.base));
        }
    }
    let head = html! {
        (words("theme"))
        @for (value, base) in &values {
            th scope="col" class="n" dir="auto" { (value) span class="soft" { " of " (figure(&whole(*base))) } }
        }
    };
    let body = html! {
        tbody {
            @for theme in of(results, view, ALL).iter().map(|row| row.theme) {
                tr {
                    th scope="row" { (results.themes[theme].label) }
                    @for (value, _) in &values {
                        @if let Some(row) = rows.iter().find(|row| row.theme == theme && row.value == *value) {
                            (count_and_share(row.responses, row.share))
                        } @else {
                            td {}
                        }
                    }
                }
            }
        }
    };
    let name = spaced(group);
    let caption = format!(
        "Themes by {name}{}: responses, and the share of those in the head of the column.",
        way(results, view)
    );
    table(&caption, &head, &body)
}

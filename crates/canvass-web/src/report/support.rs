//! Support for an option and opposition to it, as bars with the table behind them.

use canvass_core::Stance;
use maud::{Markup, html};

use super::parts::{
    self, ALL, count, counted, figure, figures, in_views, percent, share, spaced, whole, words,
};
use crate::chart::diverging;
use crate::library::{Results, Support};

/// One bar: what it is called, and its counts.
pub(super) struct Row<'r> {
    label: &'r str,
    counts: &'r Support,
}

impl<'r> Row<'r> {
    /// The counts of an option in a view and a part of the responses.
    pub(super) fn of(
        results: &'r Results,
        view: &str,
        group: &str,
        value: &str,
        option: usize,
        label: &'r str,
    ) -> Option<Self> {
        let is_it = |row: &&Support| {
            row.view == view && row.group == group && row.value == value && row.option == option
        };
        results.support.iter().find(is_it).map(|counts| Self { label, counts })
    }
}

/// Groups that part the responses at all.
pub(super) fn groups(results: &Results) -> Vec<&str> {
    let mut groups = parts::groups(results.support.iter().map(|row| row.group.as_str()));
    groups.retain(|group| values(results, group).len() > 1);
    groups
}

/// The values of a group, in one order for every view and option: that of all responses.
fn values<'r>(results: &'r Results, group: &str) -> Vec<&'r str> {
    let first = results.support.iter().filter(|row| row.view == ALL && row.option == 0 && row.group == group);
    first.map(|row| row.value.as_str()).collect()
}

/// The option over everybody, in each way of counting.
pub(super) fn overall(results: &Results, option: usize) -> Markup {
    let of_view = |view: &&'static str| Row::of(results, view, ALL, ALL, option, parts::view_name(view));
    let rows: Vec<Row<'_>> = parts::views(results).iter().filter_map(of_view).collect();
    html! {
        (chart("Everybody", None, &rows))
        (table("Everybody, in responses.", "counted", &[(None, rows)]))
        (conflicts(results.conflicts.get(option).copied().unwrap_or_default()))
    }
}

/// How many responses say one thing by their tick and another in their words.
fn conflicts(n: u64) -> Markup {
    html! {
        @if n > 0 {
            p {
                "In " (figure(&whole(n))) @if n == 1 { " response" } @else { " responses" }
                " the words argue otherwise than the tick; the tick counts. They are the rows of the table "
                code { "stances" } " where " code { "conflict" } " is true."
            }
        }
    }
}

/// The option by the values of a group, in each way of counting.
pub(super) fn by_group(results: &Results, option: usize, group: &str) -> Markup {
    let rows_of = |view: &str| -> Vec<Row<'_>> {
        let of_value = |value: &'_ str| Row::of(results, view, group, value, option, "");
        values(results, group)
            .into_iter()
            .filter_map(|value| of_value(value).map(|row| Row { label: value, ..row }))
            .collect()
    };
    let name = spaced(group);
    let tables: Vec<(Option<&str>, Vec<Row<'_>>)> =
        parts::views(results).iter().map(|view| (counted(results, view), rows_of(view))).collect();
    html! {
        (in_views(results, |view| chart(&format!("By {name}"), counted(results, view), &rows_of(view))))
        details {
            summary { "By " (name) ", in numbers" }
            (table(&format!("By {name}, in responses."), &name, &tables))
        }
    }
}

/// Bars with what they say beside them.
pub(super) fn chart(title: &str, counted: Option<&str>, rows: &[Row<'_>]) -> Markup {
    html! {
        figure {
            figcaption { (title) @if let Some(view) = counted { span class="soft" { ", " (view) } } }
            p class="keys" {
                @for class in ["oppose", "mixed", "unclear", "support"] {
                    span class="key" { span class=(format!("dot {class}")) {} (class) } " "
                }
            }
            ul class="bars" {
                @for row in rows {
                    li {
                        span class="who" dir="auto" { (row.label) }
                        (bar(row.counts))
                        (says(row.counts))
                    }
                }
            }
        }
    }
}

fn bar(row: &Support) -> Markup {
    let [support, oppose, mixed, unclear, _] = row.counts;
    let label = format!(
        "oppose {}, mixed {}, unclear {}, support {}",
        whole(oppose),
        whole(mixed),
        whole(unclear),
        whole(support)
    );
    diverging(&label, [oppose, mixed, unclear, support])
}

fn says(row: &Support) -> Markup {
    html! {
        span class="says" {
            @if row.base == 0 {
                "not taken up"
            } @else {
                (figure(&percent(row.oppose_share))) " oppose, " (figure(&percent(row.support_share))) " support, of "
                (figure(&whole(row.base)))
            }
        }
    }
}

/// The counts behind the bars, a body of the table for each way of counting.
fn table(caption: &str, part: &str, bodies: &[(Option<&str>, Vec<Row<'_>>)]) -> Markup {
    let head = html! {
        (words(part))
        @for stance in Stance::ALL { (figures(&spaced(stance.as_str()))) }
        (figures("base")) (figures("support share")) (figures("oppose share"))
    };
    let rows = html! {
        @for (view, rows) in bodies {
            tbody {
                @if let Some(view) = view {
                    tr { th scope="rowgroup" class="within" colspan="9" { (view) } }
                }
                @for row in rows {
                    tr {
                        th scope="row" dir="auto" { (row.label) }
                        @for n in row.counts.counts { (count(n)) }
                        (count(row.counts.base))
                        (share(row.counts.support_share))
                        (share(row.counts.oppose_share))
                    }
                }
            }
        }
    };
    parts::table(caption, &head, &rows)
}

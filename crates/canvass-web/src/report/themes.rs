//! What respondents speak of, whatever the question.

use maud::{Markup, html};

use super::{ALL, count, quantity, share};
use crate::chart::bar;
use crate::library::{Results, ThemeCount};

pub(super) fn section(results: &Results) -> Markup {
    let mut rows: Vec<&ThemeCount> = results.theme_counts.iter().filter(|row| row.group == ALL).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.responses), row.theme));
    html! {
        div class="scroll" tabindex="0" role="group" aria-label="table, wider than some screens" {
            table {
                caption {
                    "Responses that mention each theme anywhere, of all analysed; one that mentions it often counts once. "
                    "A theme says what a response speaks of, not whether it is for or against."
                }
                thead {
                    tr {
                        th scope="col" { "theme" } th scope="col" class="n" { "responses" } th scope="col" class="n" { "of" }
                        th scope="col" class="n" { "share" } th scope="col" { span class="hidden" { "share as a bar" } }
                        th scope="col" class="n" { "places" }
                    }
                }
                tbody {
                    @for row in rows {
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
            }
        }
    }
}

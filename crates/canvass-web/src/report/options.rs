//! Option by option: who is for it, who is against it, and why.

use canvass_core::Stance;
use maud::{Markup, html};

use super::{ALL, count, percent, quantity, share, view_name};
use crate::chart::{Diverging, bar, diverging};
use crate::library::{OptionTheme, Results, Support};

/// Themes shown behind each stance.
const MOST_THEMES: usize = 8;

pub(super) fn section(results: &Results) -> Markup {
    html! {
        p {
            "The base of each share are the responses that take the option up: those that support it, oppose it, "
            "are of two minds, or leave open where they stand. "
            span class="key" { span class="dot oppose" {} "oppose " span class="dot mixed" {} "mixed "
                span class="dot unclear" {} "unclear " span class="dot support" {} "support" }
        }
        @for (at, option) in results.consultation.options.iter().enumerate() {
            h3 { (option.label) }
            (in_views(results, at, &option.label))
            (by_group(results, at, &option.label))
            @for stance in [Stance::Support, Stance::Oppose] { (reasons(results, at, stance)) }
        }
    }
}

/// The option in the three ways of counting.
fn in_views(results: &Results, option: usize, label: &str) -> Markup {
    let rows: Vec<(&str, &Support)> = results
        .support
        .iter()
        .filter(|row| row.option == option && row.group == ALL)
        // Without campaigns all three are the same.
        .filter(|row| row.view == ALL || !results.campaigns.is_empty())
        .map(|row| (view_name(&row.view), row))
        .collect();
    chart_and_table(&format!("{label}: all who answered"), "counted", &rows)
}

/// The option by every group.
fn by_group(results: &Results, option: usize, label: &str) -> Markup {
    let mut groups: Vec<&str> = Vec::new();
    for row in results.support.iter().filter(|row| row.group != ALL) {
        if !groups.contains(&row.group.as_str()) {
            groups.push(&row.group);
        }
    }
    html! {
        @for group in groups {
            @let rows: Vec<(&str, &Support)> = results.support.iter()
                .filter(|row| row.option == option && row.view == ALL && row.group == group)
                .map(|row| (row.value.as_str(), row)).collect();
            (chart_and_table(&format!("{label} by {}", group.replace('_', " ")), &group.replace('_', " "), &rows))
        }
    }
}

fn chart_and_table(title: &str, part: &str, rows: &[(&str, &Support)]) -> Markup {
    let bars: Vec<Diverging<'_>> = rows
        .iter()
        .map(|(label, row)| {
            let [support, oppose, mixed, unclear, _] = row.counts;
            Diverging { label, counts: [oppose, mixed, unclear, support] }
        })
        .collect();
    html! {
        figure {
            figcaption { (title) }
            (diverging(&format!("{title}: bars of opposition and support, in the table below"), &bars))
        }
        div class="scroll" tabindex="0" role="region" aria-label=(title) {
            table {
                thead {
                    tr {
                        th scope="col" { (part) }
                        @for stance in Stance::ALL { th scope="col" class="n" { (stance.as_str().replace('_', " ")) } }
                        th scope="col" class="n" { "base" }
                        th scope="col" class="n" { "support share" }
                        th scope="col" class="n" { "oppose share" }
                    }
                }
                tbody {
                    @for (label, row) in rows {
                        tr {
                            th scope="row" { (label) }
                            @for n in row.counts { (count(n)) }
                            (count(row.base))
                            (share(row.support_share))
                            (share(row.oppose_share))
                        }
                    }
                }
            }
        }
    }
}

/// The themes behind a stance, and words of those who hold it.
fn reasons(results: &Results, option: usize, stance: Stance) -> Markup {
    let is_it = |row: &&OptionTheme| row.option == option && row.stance == stance;
    let rows: Vec<&OptionTheme> = results.option_themes.iter().filter(is_it).take(MOST_THEMES).collect();
    let Some(first) = rows.first() else { return html! {} };
    let who = if stance == Stance::Support { "support it" } else { "oppose it" };
    html! {
        h4 { "Why " (first.base) " " (who) }
        div class="scroll" tabindex="0" role="group" aria-label="table, wider than some screens" {
            table {
                caption {
                    "Responses that " (who) " and mention the theme; keyness above 0 says that they do so more than "
                    "the others (3.8 and more: hardly by chance)."
                }
                thead {
                    tr {
                        th scope="col" { "theme" } th scope="col" class="n" { "responses" }
                        th scope="col" class="n" { "of" } th scope="col" class="n" { "share" }
                        th scope="col" { span class="hidden" { "share as a bar" } }
                        th scope="col" class="n" { "keyness" }
                    }
                }
                tbody {
                    @for row in &rows {
                        tr {
                            th scope="row" {
                                (results.themes[row.theme].label)
                                @if let Some(word) = quantity(results, row.share) { span class="soft" { " – " (word) } }
                            }
                            (count(row.responses)) (count(row.base)) (share(row.share))
                            td { (bar(row.share, stance.as_str())) }
                            td class="n" { (row.keyness.map_or_else(|| "–".to_owned(), |keyness| format!("{keyness:.1}"))) }
                        }
                    }
                }
            }
        }
        (verbatims(results, option, stance, &rows))
    }
}

fn verbatims(results: &Results, option: usize, stance: Stance, rows: &[&OptionTheme]) -> Markup {
    let of_theme = |theme: usize| {
        results
            .verbatims
            .iter()
            .filter(move |one| one.option == option && one.stance == stance && one.theme == theme)
    };
    html! {
        @for row in rows {
            @for one in of_theme(row.theme) {
                blockquote {
                    (one.words)
                    footer class="soft" {
                        (one.respondent_type.as_deref().unwrap_or("kind of respondent not given"))
                        ", on " (results.themes[row.theme].label.to_lowercase())
                        " (" (percent(row.share)) " of those who " (stance.as_str()) ")"
                    }
                }
            }
        }
    }
}

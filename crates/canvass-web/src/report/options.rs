//! Option by option: who is for it, who is against it, and why.

use canvass_core::Stance;
use maud::{Markup, html};

use super::parts::{ALL, count, counted, figures, in_views, quantity, share, spaced, table, whole, words};
use super::quotes::quotes;
use super::support::{self, Row};
use crate::chart::bar;
use crate::library::{OptionTheme, Results};

/// Themes shown behind each stance.
const MOST_THEMES: usize = 8;
/// Verbatims shown of each stance.
const MOST_QUOTES: usize = 6;

pub(super) fn section(results: &Results) -> Markup {
    let options = &results.consultation.options;
    html! {
        p {
            "Every share is one of the responses that take the option up: those that support it, oppose it, "
            "give reasons on both sides (mixed), or leave open where they stand (unclear). "
            "A bar is as long as all of them together; those against reach to the left of the line, those for to the right."
        }
        p {
            "Keyness tells which themes set a side apart: above 0, those on it mention the theme more than the other "
            "responses to this option do, below 0, less; from 3.8 on, more than chance would often bring about."
        }
        @if options.len() > 1 {
            h3 { "All options" }
            (in_views(results, |view| {
                let rows = options.iter().enumerate()
                    .filter_map(|(at, option)| Row::of(results, view, ALL, ALL, at, &option.label));
                support::chart("Everybody", counted(results, view), &rows.collect::<Vec<_>>())
            }))
        }
        @for (at, option) in options.iter().enumerate() {
            h3 lang=(results.consultation.language) dir="auto" { (option.label) }
            (support::overall(results, at))
            @for group in support::groups(results) { (support::by_group(results, at, group)) }
            @for stance in [Stance::Support, Stance::Oppose] { (reasons(results, at, stance)) }
        }
    }
}

/// The themes behind a stance, and words of those who hold it.
fn reasons(results: &Results, option: usize, stance: Stance) -> Markup {
    let of_view = |view: &str| -> Vec<&OptionTheme> {
        let is_it = |row: &&OptionTheme| row.view == view && row.option == option && row.stance == stance;
        results.option_themes.iter().filter(is_it).take(MOST_THEMES).collect()
    };
    let themes: Vec<usize> = of_view(ALL).iter().map(|row| row.theme).collect();
    if themes.is_empty() {
        return html! {};
    }
    let said = themes.iter().flat_map(|theme| {
        let is_it =
            move |one: &&crate::library::Verbatim| one.stand == Some((option, stance)) && one.theme == *theme;
        results.verbatims.iter().filter(is_it)
    });
    html! {
        h4 { "What those who " (spaced(stance.as_str())) " it speak of" }
        (in_views(results, |view| themes_table(results, view, stance, &of_view(view))))
        (quotes(results, said.take(MOST_QUOTES)))
    }
}

fn themes_table(results: &Results, view: &str, stance: Stance, rows: &[&OptionTheme]) -> Markup {
    let Some(first) = rows.first() else {
        return html! { p { "Counted in this way, none of them mentions a theme." } };
    };
    let who = stance.as_str();
    let caption = format!(
        "Themes of the {} responses that {who} it{}.",
        whole(first.base),
        counted(results, view).map(|view| format!(" ({view})")).unwrap_or_default(),
    );
    let head = html! {
        (words("theme")) (figures("responses")) (figures("of")) (figures("share"))
        th scope="col" { span class="hidden" { "share as a bar" } }
        (figures("keyness"))
    };
    let body = html! {
        tbody {
            @for row in rows {
                tr {
                    th scope="row" {
                        (results.themes[row.theme].label)
                        @if let Some(word) = quantity(results, row.share) { span class="soft" { " – " (word) } }
                    }
                    (count(row.responses)) (count(row.base)) (share(row.share))
                    td { (bar(row.share, who)) }
                    td class="n" {
                        (row.keyness.map_or_else(|| "–".to_owned(), |keyness| format!("{keyness:.1}").replace('-', "−")))
                    }
                }
            }
        }
    };
    table(&caption, &head, &body)
}

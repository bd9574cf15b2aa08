//! The report: one file that says what was said, by whom, and where each number comes from.

mod campaigns;
mod method;
mod options;
mod questions;
mod responses;
mod themes;

use maud::{Markup, html};

use crate::library::Results;
use crate::page::page;

/// The attribute that names all responses.
const ALL: &str = "all";

/// The report, as HTML.
pub fn report(results: &Results) -> String {
    let consultation = &results.consultation;
    let sections: Vec<(&str, &str, Markup)> = vec![
        ("responses", "Responses", responses::section(results)),
        ("options", "Support for each option", options::section(results)),
        ("questions", "Ticked replies", questions::section(results)),
        ("themes", "Themes", themes::section(results)),
        ("campaigns", "Campaigns", campaigns::section(results)),
        ("method", "Method and provenance", method::section(results)),
    ];
    let body = html! {
        h1 { (consultation.title) }
        p class="lead" {
            "What respondents said. A consultation is neither a vote nor a sample of the public: "
            "those who answer choose to, so counts describe the responses and nobody else, "
            "and every share stands beside the number it is a share of."
        }
        nav aria-label="Contents" {
            ul { @for (id, title, _) in &sections { li { a href=(format!("#{id}")) { (title) } } } }
        }
        @for (id, title, section) in &sections {
            section id=(id) aria-labelledby=(format!("{id}-title")) {
                h2 id=(format!("{id}-title")) { (title) }
                (section)
            }
        }
    };
    page(&consultation.language, &consultation.title, &body)
}

/// A cell with a whole number.
fn count(n: u64) -> Markup {
    html! { td class="n" { (n) } }
}

/// A cell with a share.
fn share(share: Option<f64>) -> Markup {
    html! { td class="n" { (percent(share)) } }
}

/// A share in whole percent, where there is one.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

/// What a view is called.
fn view_name(view: &str) -> &str {
    match view {
        "campaigns_once" => "each campaign once",
        "campaigns_out" => "campaigns left out",
        _ => "all responses",
    }
}

/// The word that stands for a share, where words are defined.
fn quantity(results: &Results, share: Option<f64>) -> Option<&str> {
    let share = share?;
    results.quantifiers.iter().find(|(_, most)| share <= *most).map(|(word, _)| word.as_str())
}

//! The report: one file that says what was said, by whom, and where each number comes from.

mod campaigns;
mod method;
mod options;
mod parts;
mod questions;
mod quotes;
mod responses;
mod support;
mod themes;

use maud::{Markup, html};

use crate::library::Results;
use crate::page::page;

/// The report, as HTML.
pub fn report(results: &Results) -> String {
    let consultation = &results.consultation;
    let is_there = [!results.support.is_empty(), !results.closed.is_empty(), !results.themes.is_empty()];
    let [has_options, has_ticks, has_themes] = is_there;
    let mut sections: Vec<(&str, &str, Markup)> =
        vec![("responses", "Responses", responses::section(results))];
    if has_options {
        sections.push(("options", "Support for each option", options::section(results)));
    }
    if has_ticks {
        sections.push(("questions", "Ticked replies", questions::section(results)));
    }
    if has_themes {
        sections.push(("themes", "Themes", themes::section(results)));
    }
    sections.push(("campaigns", "Campaigns", campaigns::section(results)));
    sections.push(("method", "Method and provenance", method::section(results)));
    let body = html! {
        h1 lang=(consultation.language) dir="auto" { (consultation.title) }
        p class="lead" {
            "What respondents said. A consultation is neither a vote nor a sample of the public: "
            "those who answer choose to, so counts describe the responses and nobody else, "
            "and every share stands beside the number it is a share of."
        }
        nav aria-label="Contents" {
            ul { @for (id, title, _) in &sections { li { a href=(format!("#{id}")) { (title) } } } }
        }
        (parts::switch(results))
        @for (id, title, section) in &sections {
            section id=(id) aria-labelledby=(format!("{id}-title")) {
                h2 id=(format!("{id}-title")) { (title) }
                (section)
            }
        }
    };
    page(&consultation.title, &body)
}

#[cfg(test)]
mod tests;

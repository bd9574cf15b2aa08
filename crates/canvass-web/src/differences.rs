//! The page of what a run found otherwise than people did.

use canvass_core::Span;
use maud::html;

use crate::page::page;
use crate::passage::passage;

/// What the page shows.
#[derive(Debug)]
pub struct Differences<'a> {
    /// Name of the consultation.
    pub title: &'a str,
    /// ISO 639-1 code of its language.
    pub language: &'a str,
    /// Figures and what each is, in order.
    pub figures: Vec<(String, String)>,
    /// One by one.
    pub differences: Vec<Difference<'a>>,
}

/// One unit that is labelled otherwise.
#[derive(Debug)]
pub struct Difference<'a> {
    /// The response.
    pub response_id: &'a str,
    /// Kind of respondent.
    pub respondent_type: Option<&'a str>,
    /// `stance`, `theme` or `question`.
    pub unit: &'a str,
    /// Id of the option, theme or question.
    pub target: &'a str,
    /// What it is called.
    pub label: &'a str,
    /// What people say.
    pub gold: &'a str,
    /// What the program says.
    pub machine: &'a str,
    /// The rules it followed.
    pub rules: &'a [String],
    /// The response's text.
    pub text: &'a str,
    /// The words that the rules matched.
    pub marks: &'a [Span],
}

/// The page, as HTML.
pub fn differences(shown: &Differences<'_>) -> String {
    let mut targets: Vec<(&str, &str, &str)> =
        shown.differences.iter().map(|one| (one.unit, one.target, one.label)).collect();
    targets.sort_unstable();
    targets.dedup();
    let of = |unit: &str, target: &str| {
        let (unit, target) = (unit.to_owned(), target.to_owned());
        shown.differences.iter().filter(move |one| one.unit == unit && one.target == target)
    };
    let body = html! {
        h1 { "Where canvass and the coders differ" }
        p class="soft" { (shown.title) }
        dl {
            @for (what, figure) in &shown.figures { dt { (what) } dd { (figure) } }
        }
        nav aria-label="Targets" {
            ul {
                @for (unit, target, label) in &targets {
                    li { a href=(format!("#{unit}-{target}")) { (unit) ": " (label) } " (" (of(unit, target).count()) ")" }
                }
            }
        }
        @for (unit, target, label) in &targets {
            h2 id=(format!("{unit}-{target}")) { (unit) ": " (label) }
            @for one in of(unit, target) {
                article {
                    h3 { (one.response_id) }
                    p {
                        "coders: " strong { (one.gold) } " · canvass: " strong { (one.machine) }
                        @if let Some(kind) = one.respondent_type { span class="soft" { " · " (kind) } }
                    }
                    @if !one.rules.is_empty() {
                        p class="soft" { "by " @for rule in one.rules { code { (rule) } " " } }
                    }
                    blockquote lang=(shown.language) dir="auto" { (passage(one.text, one.marks)) }
                }
            }
        }
    };
    page("Where canvass and the coders differ", &body)
}

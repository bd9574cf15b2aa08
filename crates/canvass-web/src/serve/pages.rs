//! The pages that only a server can show.

use std::fmt::Write as _;

use canvass_core::{Consultation, Stance};
use maud::{Markup, html};

use crate::library::{Asked, FoundPassages, Passage, ResponsePage};
use crate::page::page;
use crate::passage::{passage, whole};

/// A page that says one thing.
pub(super) fn message(says: &str) -> String {
    page("en", "canvass", &html! { h1 { "canvass" } p { (says) } p { a href="/" { "To the report" } } })
}

/// The search form and what was found.
pub(super) fn search(
    consultation: &Consultation,
    themes: &[(String, String)],
    asked: &Asked,
    found: &FoundPassages,
) -> String {
    let options = consultation.options.iter().map(|one| (one.id.clone(), one.label.clone()));
    let questions = consultation.questions.iter().map(|one| {
        let number = one.number.as_ref().map(|number| format!("{number}. ")).unwrap_or_default();
        (one.id.clone(), format!("{number}{}", one.text))
    });
    let stances = Stance::ALL.map(|one| (one.as_str().to_owned(), one.as_str().replace('_', " ")));
    let body = html! {
        (top())
        h1 { "Search the responses" }
        form action="/search" method="get" role="search" {
            p {
                label for="q" { "Words: all of them, in any inflection; “a phrase” in quotes, OR, -without, ending*" }
                input id="q" name="q" type="search" value=(asked.words);
            }
            div class="fields" {
                (choice("theme", "Theme", themes.to_vec(), &asked.theme))
                (choice("option", "Option", options.collect(), &asked.option))
                (choice("stance", "Stance", stances.to_vec(), &asked.stance))
                (choice("question", "Question", questions.collect(), &asked.question))
                (choice("respondent_type", "Kind of respondent", pairs(&found.respondent_types), &asked.respondent_type))
            }
            p { button type="submit" { "Search" } }
        }
        p role="status" {
            strong { (found.total) } " passages"
            @if found.passages.len() < found.total { ", the best " (found.passages.len()) " of them below" }
            @for word in &found.absent { "; “" (word) "” occurs nowhere" }
        }
        @for one in &found.passages { (hit(one)) }
    };
    page(&consultation.language, "Search", &body)
}

fn pairs(names: &[String]) -> Vec<(String, String)> {
    names.iter().map(|name| (name.clone(), name.clone())).collect()
}

fn choice(name: &str, label: &str, values: Vec<(String, String)>, chosen: &str) -> Markup {
    html! {
        p {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                option value="" { "any" }
                @for (value, shown) in values { option value=(value) selected[value == chosen] { (shown) } }
            }
        }
    }
}

fn hit(one: &Passage) -> Markup {
    html! {
        article {
            h2 class="hit" { a href=(link(&one.response_id)) { (one.response_id) } }
            p class="soft" {
                (one.about.join(" · "))
            }
            blockquote { (passage(&one.words, &one.marks)) }
        }
    }
}

/// One response with everything that was found in it.
pub(super) fn response(consultation: &Consultation, shown: &ResponsePage) -> String {
    let body = html! {
        (top())
        h1 { (shown.id) }
        dl { @for (what, value) in &shown.about { dt { (what) } dd { (value) } } }
        @if !shown.stances.is_empty() {
            h2 { "Where it stands" }
            div class="scroll" tabindex="0" role="group" aria-label="stances" {
                table {
                    thead { tr { th scope="col" { "option" } th scope="col" { "stance" } th scope="col" { "words that decided" } th scope="col" { "by" } } }
                    tbody {
                        @for one in &shown.stances {
                            tr {
                                th scope="row" { (one.option) } td { (one.stance) }
                                td { (one.quote.as_deref().unwrap_or_default()) }
                                td { @if let Some(rule) = &one.rule { code { (rule) } } }
                            }
                        }
                    }
                }
            }
        }
        @if shown.answers.is_empty() {
            h2 { "Its text" }
            blockquote { (shown.text) }
        } @else {
            h2 { "Its answers" }
            @for one in &shown.answers {
                h3 { (one.question.as_deref().unwrap_or("To no question")) }
                p class="soft" { (one.about.join(" · ")) }
                blockquote { (whole(&shown.text, one.span, &one.marks)) }
                @if !one.themes.is_empty() {
                    p class="soft" { "Themes: " (one.themes.join(", ")) }
                }
            }
        }
    };
    page(&consultation.language, &shown.id, &body)
}

fn top() -> Markup {
    html! { nav aria-label="Pages" class="top" { a href="/" { "Report" } " · " a href="/search" { "Search" } } }
}

/// The page of a response, by its id.
fn link(id: &str) -> String {
    let mut escaped = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/') {
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("strings take everything");
        }
    }
    format!("/response?id={escaped}")
}

//! The pages that only a server can show.

use std::fmt::Write as _;

use canvass_core::{Consultation, Span, Stance};
use maud::{Markup, html};

use crate::library::{AnswerOnPage, Asked, FoundPassages, Passage, ResponsePage};
use crate::page::{page, whole_number};
use crate::passage::{beginning, passage, whole};

/// A page that says one thing.
pub(super) fn message(says: &str) -> String {
    page("canvass", &html! { (top()) h1 { "canvass" } p { (says) } })
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
                label for="q" { "Words" }
                input id="q" name="q" type="search" value=(asked.words) dir="auto" aria-describedby="how";
                span id="how" class="soft hint" {
                    "All of them, in any inflection. Also: "
                    code { "\"a phrase\"" } ", " code { "one OR other" } ", " code { "-without" } ", " code { "begin*" }
                }
            }
            div class="fields" {
                (choice("theme", "Theme", themes.to_vec(), &asked.theme))
                @if !consultation.options.is_empty() {
                    (choice("option", "Option", options.collect(), &asked.option))
                    (choice("stance", "Stance on it, or on any", stances.to_vec(), &asked.stance))
                }
                (choice("question", "Question", questions.collect(), &asked.question))
                (choice("respondent_type", "Kind of respondent", pairs(&found.respondent_types), &asked.respondent_type))
            }
            p { button type="submit" { "Search" } " " a href="/search" { "Start again" } }
        }
        (outcome(asked, found))
        @for one in &found.passages { (hit(consultation, one)) }
        (further(asked, found))
    };
    page("Search", &body)
}

/// What came of the search, in a sentence or two.
fn outcome(asked: &Asked, found: &FoundPassages) -> Markup {
    if let Some(why) = &found.misread {
        return html! { p role="alert" class="alert" { "These words cannot be read as a search: " (why) "." } };
    }
    let shown = found.passages.len();
    html! {
        p role="status" id="found" {
            @match found.total {
                0 => "No passage was found.",
                1 => { strong { "1" } " passage was found." },
                total => { strong { (whole_number(total as u64)) } " passages were found." },
            }
            @if shown < found.total {
                @if shown == 0 {
                    " There is no page " (whole_number(asked.page as u64)) "."
                } @else {
                    " Here are " (whole_number(found.first as u64 + 1)) " to "
                    (whole_number((found.first + shown) as u64))
                    @if !asked.words.trim().is_empty() { ", the best first" } "."
                }
            }
            @for word in &found.absent { " “" (word) "” occurs nowhere." }
        }
        @if found.total == 0 {
            p { "All words and all choices must fit one passage: try fewer of them, or join words by OR." }
        }
    }
}

/// Links to the pages before and behind this one.
fn further(asked: &Asked, found: &FoundPassages) -> Markup {
    let n_pages = found.n_pages;
    let here = asked.page.clamp(1, n_pages.max(1));
    // Behind the last page, the way back leads to the last.
    let before = if asked.page > n_pages { n_pages } else { here - 1 };
    html! {
        @if n_pages > 1 {
            nav aria-label="Pages of passages" class="pages" {
                @if before > 0 { a rel="prev" href=(page_link(asked, before)) { "← Previous page" } }
                @if asked.page <= n_pages { span { "Page " (here) " of " (n_pages) } }
                @if asked.page < n_pages { a rel="next" href=(page_link(asked, here + 1)) { "Next page →" } }
            }
        }
    }
}

/// A page of the same search.
fn page_link(asked: &Asked, page: usize) -> String {
    let choices = [
        ("q", &asked.words),
        ("theme", &asked.theme),
        ("option", &asked.option),
        ("stance", &asked.stance),
        ("question", &asked.question),
        ("respondent_type", &asked.respondent_type),
    ];
    let mut link = "/search?".to_owned();
    for (name, value) in choices.into_iter().filter(|(_, value)| !value.is_empty()) {
        link.extend([name, "=", &escaped(value), "&"]);
    }
    write!(link, "page={page}#found").expect("strings take everything");
    link
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

fn hit(consultation: &Consultation, one: &Passage) -> Markup {
    html! {
        article {
            h2 class="hit" { a href=(link(&one.response_id)) { (one.response_id) } }
            p class="soft" dir="auto" { (one.about.join(" · ")) }
            blockquote lang=(consultation.language) dir="auto" { (passage(&one.words, &one.marks)) }
        }
    }
}

/// Bytes shown of the words that decided a stance; all of them stand in the answer below.
const LONGEST_QUOTE: usize = 300;
/// With more answers than these, a list of them stands first.
const FEW_ANSWERS: usize = 3;

/// One response with everything that was found in it.
pub(super) fn response(consultation: &Consultation, shown: &ResponsePage) -> String {
    let language = &consultation.language;
    let body = html! {
        (top())
        h1 class="id" { (shown.id) }
        dl { @for (what, value) in &shown.about { dt { (what) } dd dir="auto" { (value) } } }
        @if !shown.stances.is_empty() {
            h2 { "Where it stands" }
            (stances(shown))
        }
        @if shown.answers.is_empty() {
            h2 { "Its text" }
            @if shown.text.trim().is_empty() {
                p { "There are no words in it." }
            } @else {
                blockquote lang=(language) dir="auto" { (whole(&shown.text, Span::all(&shown.text), &[])) }
            }
        } @else {
            h2 { "Its answers" }
            @if shown.answers.len() > FEW_ANSWERS { (answer_list(shown)) }
            @for (at, one) in shown.answers.iter().enumerate() {
                h3 id=(format!("answer-{at}")) { (name(one)) }
                p class="soft" dir="auto" { (one.about.join(" · ")) }
                @if !one.span.is_empty() {
                    blockquote lang=(language) dir="auto" { (whole(&shown.text, one.span, &one.marks)) }
                }
                @if !one.themes.is_empty() {
                    p class="soft" { "Themes: " (one.themes.join(", ")) }
                }
            }
        }
    };
    page(&shown.id, &body)
}

fn name(answer: &AnswerOnPage) -> &str {
    answer.question.as_deref().unwrap_or("To no question")
}

fn answer_list(shown: &ResponsePage) -> Markup {
    html! {
        nav aria-label="Answers" {
            ul { @for (at, one) in shown.answers.iter().enumerate() { li { a href=(format!("#answer-{at}")) { (name(one)) } } } }
        }
    }
}

fn stances(shown: &ResponsePage) -> Markup {
    let caption = "Stance on each option, what it rests on, and the words that decided.";
    html! {
        div class="scroll" tabindex="0" role="group" aria-label=(caption) {
            table class="stances" {
                caption { span { (caption) } }
                thead { tr { th scope="col" { "option" } th scope="col" { "stance" } th scope="col" { "words that decided" } th scope="col" { "rule" } } }
                tbody {
                    @for one in &shown.stances {
                        tr {
                            th scope="row" dir="auto" { (one.option) }
                            td {
                                (one.stance)
                                @if let Some(argued) = &one.argued { br; strong { "the words argue otherwise: " (argued) } }
                            }
                            td dir="auto" { (beginning(one.quote.as_deref().unwrap_or_default(), LONGEST_QUOTE)) }
                            td { @if let Some(rule) = &one.rule { code { (rule) } } }
                        }
                    }
                }
            }
        }
    }
}

fn top() -> Markup {
    html! { nav aria-label="Pages" class="top" { a href="/" { "Report" } " · " a href="/search" { "Search" } } }
}

/// The page of a response, by its id.
fn link(id: &str) -> String {
    format!("/response?id={}", escaped(id))
}

/// A value as it stands in a link.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/') {
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("strings take everything");
        }
    }
    escaped
}

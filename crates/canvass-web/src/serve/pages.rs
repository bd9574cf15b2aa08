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
        p role="status" {
            @match found.total {
                0 => "No passage was found.",
                1 => { strong { "1" } " passage was found." },
                total => { strong { (whole_number(total as u64)) } " passages were found." },
            }
            @if shown < found.total {
                @if asked.words.trim().is_empty() { " Here are the first " } @else { " Here are the best " } (shown) "."
            }
            @for word in &found.absent { " “" (word) "” occurs nowhere." }
        }
        @if found.total == 0 {
            p { "All words and all choices must fit one passage: try fewer of them, or join words by OR." }
        }
    }
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
                caption { (caption) }
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

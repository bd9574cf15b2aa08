//! The pages over a small library in memory.

use axum::body::{Body, to_bytes};
use canvass_core::{Consultation, Span};
use tower::ServiceExt as _;

use super::*;
use crate::library::{AnswerOnPage, FoundPassages, Passage, ResponsePage, StanceOnPage};

struct Small {
    consultation: Consultation,
    themes: Vec<(String, String)>,
}

impl Library for Small {
    fn consultation(&self) -> &Consultation {
        &self.consultation
    }

    fn themes(&self) -> &[(String, String)] {
        &self.themes
    }

    fn report(&self) -> Result<String, String> {
        Ok("<p>report</p>".to_owned())
    }

    fn search(&self, asked: &Asked) -> Result<FoundPassages, String> {
        if asked.words == "(" {
            return Err("a bracket is open".to_owned());
        }
        if asked.words == "a OR" {
            let misread = Some("a word is missing".to_owned());
            return Ok(FoundPassages { misread, ..FoundPassages::default() });
        }
        if asked.words == "zebra" {
            return Ok(FoundPassages { absent: vec!["zebra".to_owned()], ..FoundPassages::default() });
        }
        let passage = Passage {
            response_id: "a b&c".to_owned(),
            about: vec![format!("theme {}", asked.theme)],
            words: "We <need> money".to_owned(),
            marks: vec![Span::new(10, 15)],
        };
        if asked.words == "many words" {
            let first = (asked.page - 1).saturating_mul(50);
            let passages = vec![passage; 120_usize.saturating_sub(first).min(50)];
            return Ok(FoundPassages { total: 120, passages, first, n_pages: 3, ..FoundPassages::default() });
        }
        Ok(FoundPassages { total: 1, passages: vec![passage], ..FoundPassages::default() })
    }

    fn response(&self, id: &str) -> Result<Option<ResponsePage>, String> {
        Ok((id == "a b&c").then(|| ResponsePage { id: id.to_owned(), ..ResponsePage::default() }))
    }
}

fn get(host: &str, path: &str) -> (StatusCode, String) {
    let library =
        Small { consultation: Consultation::default(), themes: vec![("cost".into(), "Cost".into())] };
    let request =
        Request::builder().uri(path).header(header::HOST, host).body(Body::empty()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = router(Arc::new(library)).oneshot(request).await.expect("an answer");
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
    })
}

const HERE: &str = "127.0.0.1:8000";

#[test]
fn what_is_found_is_marked_and_escaped() {
    let (status, page) = get(HERE, "/search?q=money&theme=cost");
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("We &lt;need&gt; <mark>money</mark>"), "{page}");
    assert!(page.contains("href=\"/response?id=a%20b%26c\""), "{page}");
    assert!(page.contains("<option value=\"cost\" selected>Cost</option>"), "{page}");
}

#[test]
fn responses_are_found_by_their_ids() {
    assert_eq!(get(HERE, "/response?id=a%20b%26c").0, StatusCode::OK);
    assert_eq!(get(HERE, "/response?id=d").0, StatusCode::NOT_FOUND);
    assert_eq!(get("localhost", "/").1, "<p>report</p>");
}

#[test]
fn a_failing_search_says_why() {
    let (status, page) = get(HERE, "/search?q=(");
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("a bracket is open"));
}

#[test]
fn a_query_that_cannot_be_read_may_be_mended() {
    let (status, page) = get(HERE, "/search?q=a+OR&theme=cost");
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("role=\"alert\"") && page.contains("a word is missing."), "{page}");
    assert!(
        page.contains("value=\"a OR\"") && page.contains("selected>Cost"),
        "the form keeps what was asked: {page}"
    );
    assert!(!page.contains("role=\"status\""), "{page}");
}

#[test]
fn what_was_found_is_told_in_words() {
    assert!(get(HERE, "/search?q=money").1.contains("<strong>1</strong> passage was found."));
    let (_, page) = get(HERE, "/search?q=zebra");
    assert!(page.contains("No passage was found. “zebra” occurs nowhere."), "{page}");
    assert!(page.contains("try fewer of them"), "{page}");
}

#[test]
fn long_responses_can_be_read() {
    let text = format!("{}\u{c}The end.", "We oppose it. ".repeat(100));
    let answer = |start, end| AnswerOnPage {
        question: Some(format!("Question {start}")),
        about: Vec::new(),
        span: Span::new(start, end),
        marks: Vec::new(),
        themes: Vec::new(),
    };
    let stance = StanceOnPage {
        option: "A".into(),
        stance: "oppose".into(),
        argued: None,
        quote: Some(text.clone()),
        rule: None,
    };
    let answers = (0..4).map(|at| answer(at * 14, text.len())).collect();
    let shown = ResponsePage { text, answers, stances: vec![stance], ..ResponsePage::default() };
    let page = pages::response(&Consultation::default(), &shown);
    assert!(
        page.contains("href=\"#answer-3\">Question 42</a>") && page.contains("id=\"answer-3\""),
        "{page}"
    );
    assert!(page.contains("<span class=\"page-end\"></span>The end."), "{page}");
    let cell = page.split("<td dir=\"auto\">").nth(1).and_then(|rest| rest.split("</td>").next());
    assert!(cell.is_some_and(|words| words.len() < 310 && words.ends_with("We …")), "{cell:?}");
}

#[test]
fn words_that_contradict_the_tick_are_told_beside_it() {
    let stance = |argued: Option<&str>| StanceOnPage {
        option: "A".into(),
        stance: "oppose, closed".into(),
        argued: argued.map(str::to_owned),
        quote: None,
        rule: None,
    };
    let page = |argued| {
        let shown = ResponsePage { stances: vec![stance(argued)], ..ResponsePage::default() };
        pages::response(&Consultation::default(), &shown)
    };
    assert!(page(Some("support")).contains("<strong>the words argue otherwise: support</strong>"));
    assert!(!page(None).contains("argue otherwise"));
}

#[test]
fn what_is_found_goes_on_over_pages() {
    let links = |page: &str| -> Vec<String> {
        let links = page.split("<a rel=\"").skip(1);
        links.map(|link| link.split("#found").next().unwrap_or_default().replace("\" href=\"", " ")).collect()
    };
    let at = |page: &str| get(HERE, &format!("/search?q=many+words&theme=cost{page}")).1;
    let of = |page: usize| format!("/search?q=many%20words&amp;theme=cost&amp;page={page}");
    let first = at("");
    assert!(first.contains("Here are 1 to 50, the best first.") && first.contains("Page 1 of 3"), "{first}");
    assert_eq!(links(&first), [format!("next {}", of(2))]);
    assert_eq!(links(&at("&page=2")), [format!("prev {}", of(1)), format!("next {}", of(3))]);
    let last = at("&page=3");
    assert!(last.contains("Here are 101 to 120,"), "{last}");
    assert_eq!(links(&last), [format!("prev {}", of(2))]);
    let beyond = at("&page=99");
    assert!(beyond.contains("There is no page 99."), "{beyond}");
    assert_eq!(links(&beyond), [format!("prev {}", of(3))]);
    for odd in ["0", "-1", "x", "99999999999999999999999"] {
        assert_eq!(links(&at(&format!("&page={odd}"))), links(&first), "{odd}");
    }
    assert!(links(&get(HERE, "/search?q=money").1).is_empty());
}

#[test]
fn other_sites_are_not_answered() {
    assert_eq!(get("evil.example:8000", "/").0, StatusCode::FORBIDDEN);
}

//! The pages over a small library in memory.

use axum::body::{Body, to_bytes};
use canvass_core::{Consultation, Span};
use tower::ServiceExt as _;

use super::*;
use crate::library::{FoundPassages, Passage, ResponsePage};

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
        let passage = Passage {
            response_id: "a b&c".to_owned(),
            about: vec![format!("theme {}", asked.theme)],
            words: "We <need> money".to_owned(),
            marks: vec![Span::new(10, 15)],
        };
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
fn other_sites_are_not_answered() {
    assert_eq!(get("evil.example:8000", "/").0, StatusCode::FORBIDDEN);
}

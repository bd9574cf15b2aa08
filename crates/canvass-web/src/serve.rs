//! Pages on this machine alone: the report, search, and every response with its evidence.
//!
//! Nothing is written, nothing is fetched from elsewhere, and only requests that name this machine are answered,
//! so that no page of another site can read along.

mod pages;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::library::{Asked, Library};

type Shared = Arc<dyn Library>;

/// Serves pages on a port of 127.0.0.1 until the process ends; port 0 takes a free one. `ready` is told the address.
pub fn serve(library: Shared, port: u16, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        ready(address);
        axum::serve(listener, router(library)).await
    })
}

fn router(library: Shared) -> Router {
    Router::new()
        .route("/", get(report))
        .route("/search", get(search))
        .route("/response", get(response))
        .layer(middleware::from_fn(guarded))
        .with_state(library)
}

/// Answers requests to this machine by name alone, and tells the browser to load nothing.
async fn guarded(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !matches!(name, "127.0.0.1" | "localhost") {
        return (StatusCode::FORBIDDEN, "ask for 127.0.0.1 or localhost").into_response();
    }
    let mut response = next.run(request).await;
    let rules = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in rules {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A page made on a thread that may wait for files.
async fn page(make: impl FnOnce() -> Result<Option<String>, String> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(make).await {
        Ok(Ok(Some(page))) => Html(page).into_response(),
        Ok(Ok(None)) => {
            (StatusCode::NOT_FOUND, Html(pages::message("There is no such page."))).into_response()
        }
        Ok(Err(reason)) => (StatusCode::INTERNAL_SERVER_ERROR, Html(pages::message(&reason))).into_response(),
        Err(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, Html(pages::message("This page failed."))).into_response()
        }
    }
}

async fn report(State(library): State<Shared>) -> Response {
    page(move || library.report().map(Some)).await
}

/// What a form of the search page sends; an empty choice is none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Form {
    q: String,
    theme: String,
    option: String,
    stance: String,
    question: String,
    respondent_type: String,
    page: String,
}

async fn search(State(library): State<Shared>, Query(form): Query<Form>) -> Response {
    page(move || {
        let asked = Asked {
            words: form.q,
            theme: form.theme,
            option: form.option,
            stance: form.stance,
            question: form.question,
            respondent_type: form.respondent_type,
            page: form.page.trim().parse().unwrap_or(1).max(1),
        };
        let found = library.search(&asked)?;
        Ok(Some(pages::search(library.consultation(), library.themes(), &asked, &found)))
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Which {
    id: String,
}

async fn response(State(library): State<Shared>, Query(which): Query<Which>) -> Response {
    page(move || {
        let found = library.response(&which.id)?;
        Ok(found.map(|found| pages::response(library.consultation(), &found)))
    })
    .await
}

#[cfg(test)]
mod tests;

//! Coded answers become an index; a query becomes found answers.
//!
//! The engine (tantivy) never shows in a signature of this crate, and it never tokenises by itself:
//! it is fed the stems that [`canvass_core::text`] made, and queries pass through the same analyzer,
//! so what a theme matches and what search finds cannot drift apart.
//!
//! A document of the index is one passage of a response: an answer, or the whole text of a response
//! that was not analysed. One reply to several questions is one document under several answer ids.
//! Found passages come in an order that depends on the documents alone, never on threads or segments.

mod dictionary;
mod error;
mod evidence;
mod facets;
mod filter;
mod hit;
mod index;
mod passage;
mod plan;
mod query;
mod ranking;
mod schema;
mod splitter;
mod syntax;
#[cfg(test)]
mod tests;
mod tongue;
mod vocabulary;
mod writer;

pub use error::Error;
pub use hit::{Found, Hit};
pub use index::Index;
pub use query::Query;
pub use vocabulary::Names;
pub use writer::IndexWriter;

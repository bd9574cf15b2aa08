//! The terms an index holds.

use std::collections::BTreeSet;
use std::io;

use canvass_core::text::Analyzer;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Endings under which a beginning of a word may lie behind a shorter stem: `universit` + `y` is `univers`.
const ENDINGS: [&str; 14] =
    ["", "e", "y", "s", "es", "ies", "ed", "er", "ing", "ion", "ation", "al", "able", "ment"];

/// The terms of a field that begin with `prefix`, in order.
pub(crate) fn terms(searcher: &Searcher, field: Field, prefix: &str) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field).map_err(io::Error::other)?;
        let mut stream = index.terms().range().ge(prefix).into_stream()?;
        while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            found.extend(str::from_utf8(stream.key()).map(str::to_owned));
        }
    }
    Ok(found)
}

/// The stems in the index of words that begin with `prefix`, which is folded.
///
/// Only stems are indexed, so this is approximate: a stem stands for all its words.
pub(crate) fn stems_of_beginning(
    searcher: &Searcher,
    field: Field,
    analyzer: &mut Analyzer,
    prefix: &str,
) -> io::Result<BTreeSet<String>> {
    let mut stems = terms(searcher, field, prefix)?;
    for ending in ENDINGS {
        let word = analyzer.intern(&format!("{prefix}{ending}"));
        let term = Term::from_field_text(field, analyzer.stem(word));
        if searcher.doc_freq(&term).map_err(io::Error::other)? > 0 {
            stems.insert(analyzer.stem(word).to_owned());
        }
    }
    Ok(stems)
}

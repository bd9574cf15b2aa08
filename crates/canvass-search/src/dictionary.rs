//! The terms an index holds.

use std::collections::BTreeSet;
use std::io;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::tongue::Tongue;

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

/// The terms in the index of one language's words that begin with `beginning`, which is folded.
///
/// Only stems are indexed, so this is approximate: a stem stands for all its words.
pub(crate) fn terms_of_beginning(
    searcher: &Searcher,
    field: Field,
    tongue: &mut Tongue<'_>,
    beginning: &str,
) -> io::Result<BTreeSet<String>> {
    let mut found = terms(searcher, field, &tongue.with_prefix(beginning))?;
    for ending in ENDINGS {
        let term = tongue.term_of_word(&format!("{beginning}{ending}"));
        if is_in(searcher, field, &term)? {
            found.insert(term);
        }
    }
    Ok(found)
}

/// Whether a passage holds a term.
pub(crate) fn is_in(searcher: &Searcher, field: Field, term: &str) -> io::Result<bool> {
    let term = Term::from_field_text(field, term);
    Ok(searcher.doc_freq(&term).map_err(io::Error::other)? > 0)
}
